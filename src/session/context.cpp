// SPDX-License-Identifier: MIT

#include "session/context.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <utility>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::session {
namespace {

Error bad_date(std::string_view option, std::string_view text) {
  constexpr std::string_view weekdays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                           "friday", "saturday", "sunday"};
  constexpr std::size_t letters = 3;
  const std::string lower = to_lower_ascii(text);
  const auto* const meant = std::ranges::find_if(
      weekdays, [&](std::string_view day) { return lower.size() > letters && day.starts_with(lower); });
  const bool is_weekday = meant != std::end(weekdays);
  return {ErrorKind::usage, std::string(option) + ": '" + std::string(text) + "' is not a date",
          did_you_mean_first(is_weekday ? std::optional(lower.substr(0, letters)) : std::nullopt,
                             "2026-08-17, today, yesterday, -3d, mon, 2026-W33; more: okr help dates")};
}

Status not_after(Date date, Date today, std::string_view option) {
  if (date <= today) return {};
  return usage_failure(std::string(option) + ": " + to_string(date) + " lies in the future",
                       "today is " + to_string(today));
}

/// OKR_TODAY, else the clock.
Result<Date> local_today(const World& world) {
  const std::string text = world.variable("OKR_TODAY");
  if (text.empty()) return world.clock;
  const std::optional<Date> date = parse_date(text);
  if (!date) return usage_failure("OKR_TODAY: '" + text + "' is not a date", "write it as 2026-08-17");
  return *date;
}

constexpr int noon = 12 * 3600;

/// Two digits below `end`, -1 for anything else.
int two_digits(std::string_view text, int end) {
  if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return -1;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  return number < end ? number : -1;
}

/// "18:40" or "18:40:00" in seconds since midnight.
std::optional<int> parse_time(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() != 2 && parts.size() != 3) return std::nullopt;
  const int hour = two_digits(parts[0], 24);
  const int minute = two_digits(parts[1], 60);
  const int second = parts.size() == 3 ? two_digits(parts[2], 60) : 0;
  if (hour < 0 || minute < 0 || second < 0) return std::nullopt;
  return (hour * 60 + minute) * 60 + second;
}

/// OKR_NOW, else the clock's time where `today` came from it.
Result<int> local_now(const World& world, Date today) {
  const std::string text = world.variable("OKR_NOW");
  const bool by_clock = today == world.clock && world.variable("OKR_TODAY").empty();
  if (text.empty()) return by_clock ? world.time_of_day.value_or(noon) : noon;
  const std::optional<int> now = parse_time(text);
  if (!now) return usage_failure("OKR_NOW: '" + text + "' is not a time of day", "write it as 18:40");
  return *now;
}

// --- how to draw, decided from flags, environment and terminal, in this order; never from the C locale ---------------

/// Set, and not to "0": CLICOLOR_FORCE, FORCE_COLOR, ACCESSIBLE.
bool is_on(const World& world, std::string_view name) {
  const std::string value = world.variable(name);
  return !value.empty() && value != "0";
}

bool names_utf8(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
}

bool is_utf8(const World& world, const Globals& globals) {
  if (globals.ascii || globals.utf8) return globals.utf8;
  const std::string charset = world.variable("OKR_CHARSET");
  if (names_charset(charset)) return names_utf8(charset);
  for (const std::string_view name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string value = world.variable(name);
    if (!value.empty()) return names_utf8(value);
  }
  return false;
}

bool is_colored(const World& world, When when, bool terminal) {
  if (when != When::automatic) return when == When::always;
  if (!world.variable("NO_COLOR").empty()) return false;
  if (is_on(world, "CLICOLOR_FORCE") || is_on(world, "FORCE_COLOR")) return true;
  const std::string kind = world.variable("TERM");
  return terminal && !kind.empty() && kind != "dumb";
}

/// --color, else OKR_COLOR, else what the person's file says.
When color_wanted(const World& world, const Globals& globals) {
  if (globals.color) return *globals.color;
  if (const auto when = parse_word<When>(world.variable("OKR_COLOR"))) return *when;
  Diagnostics faults;  // said by whoever opens the settings
  const std::string file = own_settings_file(world);
  return (file.empty() ? std::nullopt : store::load_user_settings(file, faults).color).value_or(When::automatic);
}

std::size_t width(const World& world, const Globals& globals) {
  if (globals.width) return static_cast<std::size_t>(*globals.width);
  const std::string columns = world.variable("COLUMNS");
  const auto typed = whole_number<std::size_t>(columns);
  if (typed && *typed >= 20 && *typed <= 10000) return *typed;
  const bool known = world.terminal.output && world.terminal.columns >= 20;
  return known ? static_cast<std::size_t>(world.terminal.columns) : 80;
}

std::string joined(std::string_view directory, std::string_view path) {
  if (path.empty()) return std::string(directory);
  if (path.front() == '/' || directory.empty()) return std::string(path);
  const bool slash = directory.back() == '/';
  return std::string(directory) + (slash ? "" : "/") + std::string(path);
}

}  // namespace

bool names_charset(std::string_view text) {
  return names_utf8(text) || to_lower_ascii(text).find("ascii") != std::string::npos;
}

std::optional<bool> parse_switch(std::string_view text) {
  const std::string word = to_lower_ascii(text);
  for (const std::string_view yes : {"1", "true", "yes", "on"})
    if (word == yes) return true;
  for (const std::string_view no : {"0", "false", "no", "off"})
    if (word == no) return false;
  return std::nullopt;
}

std::string own_settings_file(const World& world) {
  const auto absolute = [&world](std::string_view name) {
    std::string path = world.variable(name);
    return path.starts_with('/') ? path : std::string();
  };
  const std::string folder = absolute("XDG_CONFIG_HOME");
  if (!folder.empty()) return folder + "/okr/config.toml";
  const std::string home = absolute("HOME");
  return home.empty() ? home : home + "/.config/okr/config.toml";
}

Screen screen(const World& world, const Globals& globals) {
  Screen screen;
  screen.width = width(world, globals);
  screen.utf8 = is_utf8(world, globals);
  const When when = color_wanted(world, globals);
  screen.color = is_colored(world, when, world.terminal.output && !globals.output);
  screen.color_errors = is_colored(world, when, world.terminal.errors);
  screen.plain = globals.plain || is_on(world, "ACCESSIBLE");
  const bool for_program = globals.format == Format::json;
  screen.interactive = world.terminal.input && world.terminal.output && !globals.no_input && !for_program;
  return screen;
}

Result<Context> Context::create(const World& world, Globals globals) {
  TRY_ASSIGN(const Date today, local_today(world));
  TRY_ASSIGN(const int now, local_now(world, today));
  if (!globals.as_of) return Context(world, std::move(globals), today, now);
  // No workspace is known yet that could say when years start.
  const std::optional<Date> date = parse_typed_date(*globals.as_of, today, FiscalYear{});
  if (!date) return tl::unexpected(bad_date("--as-of", *globals.as_of));
  TRY(not_after(*date, today, "--as-of"));
  const Result<int> then = local_now(world, *date);
  return Context(world, std::move(globals), *date, *then);
}

void Context::look_back(PastFiles past) {
  if (!globals_.as_of) today_ = std::min(today_, past.day);
  past_ = std::make_shared<const PastFiles>(std::move(past));
}

Context::Context(const World& world, Globals globals, Date today, int now)
    : world_(&world),
      globals_(std::move(globals)),
      screen_(session::screen(world, globals_)),
      today_(today),
      now_(now) {}

std::optional<std::string> Context::environment(std::string_view name) const {
  std::string value = world_->variable(name);
  return value.empty() ? std::nullopt : std::optional(std::move(value));
}

std::string Context::start_directory() const {
  if (const auto typed = globals_.directory()) return joined(world_->directory, *typed);
  return joined(world_->directory, environment("OKR_DIR").value_or(""));
}

std::vector<std::string> Context::start_directories() const {
  if (globals_.directories.size() < 2) return {start_directory()};
  std::vector<std::string> all;
  for (const std::string& typed : globals_.directories) all.push_back(joined(world_->directory, typed));
  return all;
}

void Context::tell(std::string_view text) {
  if (!tells()) return;
  if (globals_.dry_run)
    say(text);
  else
    print(text);
}

std::string Context::path(std::string_view typed) const {
  if (typed == "-") return "-";
  if (globals_.directories.size() > 1) return joined(world_->directory, typed);
  return joined(joined(world_->directory, globals_.directory().value_or("")), typed);
}

namespace {

constexpr std::string_view our_name = "okr: ";

/// Messages as a program is given them, each without "okr: " and its last line end, lines behind its first as a hint.
std::vector<Error> notes_of(std::string_view text) {
  std::vector<Error> notes;
  for (const std::string_view line : split(trim(text), '\n')) {
    const bool is_ours = line.starts_with(our_name);
    if (is_ours || notes.empty())
      notes.push_back({ErrorKind::answer_no, std::string(line.substr(is_ours ? our_name.size() : 0)), {}, "note"});
    else
      notes.back().hint +=
          (notes.back().hint.empty() ? "" : "\n") + std::string(notes.back().hint.empty() ? trim(line) : line);
  }
  return notes;
}

constexpr std::string_view nothing_written_code = "nothing-written";

}  // namespace

void Context::say(std::string_view text) {
  if (!speaks_json())
    errors_ += text;
  else if (!trim(text).empty())
    std::ranges::move(notes_of(text), std::back_inserter(warnings_));
}

void Context::warn(Error problem) {
  if (!warned_.insert(fmt::format("{}:{}:{}: {}", problem.file, problem.line, problem.column, problem.what)).second)
    return;
  if (speaks_json())
    warnings_.push_back(std::move(problem));
  else
    errors_ += error_text(problem);
}

void Context::hint(std::string_view text) {
  if (world_->terminal.errors && tells()) errors_ += safe_for_terminal(text, true);
}

void Context::complain(const Error& error) {
  if (!speaks_json()) {
    errors_ += error_text(error);
  } else if (error.code != nothing_written_code || problems_.empty()) {
    problems_.push_back(error);
  } else {
    std::string& hint = problems_.back().hint;
    for (const std::string& text : {error.what, error.hint})
      if (!text.empty()) hint += (hint.empty() ? "" : "\n") + text;
  }
}

Notation Context::notation() const {
  if (notation_) return *notation_;
  switch (format()) {
    case Format::json:
    case Format::jsonl: return Notation::json;
    case Format::md:
    case Format::html:
    case Format::svg: return Notation::markup;
    case Format::tsv:
    case Format::csv: return Notation::data;
    case Format::table: break;
  }
  return Notation::words;
}

Status Context::flush() {
  if (!world_->write) return {};
  std::string output = std::exchange(output_, {});
  std::string errors = std::exchange(errors_, {});
  if (is_run_by_a_service(*world_)) {
    output = without_commands(output, notation());
    errors = without_commands(errors, speaks_json() ? Notation::json : Notation::words);
  }
  Status status = output.empty() ? Status() : world_->write(Stream::output, output);
  const Status said = errors.empty() ? Status() : world_->write(Stream::errors, errors);
  // A closed stderr leaves nobody to tell; the result matters more.
  return status;
}

bool Context::is_readable(const std::string& line) {
  const Status readable = check_utf8("this line", line);
  if (readable) return true;
  complain(readable.error());
  print("Once more > ");
  return false;
}

Reply Context::reply(const LineHelp& help) {
  while (true) {
    Reply given = next_reply(help);
    if (given.kind != Reply::Kind::line || is_readable(given.line)) return given;
  }
}

Reply Context::next_reply(const LineHelp& help) {
  const bool is_edited = world_->edit_line && screen_.interactive && !screen_.plain;
  const auto line_begin = output_.rfind('\n') + 1;  // 0 where there is none
  std::string prompt = is_edited ? output_.substr(line_begin) : std::string();
  if (is_edited) output_.resize(line_begin);
  if (!flush()) return {};
  if (is_edited) return world_->edit_line(prompt, help);
  if (world_->read_reply) return world_->read_reply();
  auto line = world_->read_line ? world_->read_line() : std::nullopt;
  return line ? Reply{Reply::Kind::line, std::move(*line)} : Reply{};
}

std::string error_text(const Error& error) {
  // Whatever was typed or read stands in these texts, and a terminal must not obey it.
  std::string text = "okr: " + safe_for_terminal(error.what) + "\n";
  if (error.hint.empty()) return text;
  const std::string hint = safe_for_terminal(error.hint, true);
  for (const std::string_view line : split(hint, '\n')) text += "  " + std::string(line) + "\n";
  return text;
}

tl::unexpected<Error> nothing_written(ErrorKind kind, std::string hint) {
  return tl::unexpected<Error>(Error{kind, "nothing was written", std::move(hint), std::string(nothing_written_code)});
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::answer_no: return 1;
    case ErrorKind::usage: return 2;
    case ErrorKind::data: return 3;
    case ErrorKind::environment: return 4;
    case ErrorKind::interrupted: return 130;
    case ErrorKind::internal: return 70;
  }
  return 70;
}

Result<Date> any_date(const Context& context, std::string_view option, std::string_view text, FiscalYear fiscal_year) {
  const auto date = parse_typed_date(text, context.today(), fiscal_year, Looking::ahead);
  if (!date) return tl::unexpected(bad_date(option, text));
  return *date;
}

Result<Date> past_date(const Context& context, std::string_view option, std::string_view text, FiscalYear fiscal_year) {
  const auto date = parse_typed_date(text, context.today(), fiscal_year, Looking::back);
  if (!date) return tl::unexpected(bad_date(option, text));
  TRY(not_after(*date, context.today(), option));
  return *date;
}

Result<std::optional<Date>> since_day(const Context& context, const std::optional<std::string>& typed,
                                      FiscalYear fiscal_year) {
  if (!typed) return std::nullopt;
  return past_date(context, "--since", *typed, fiscal_year);
}

std::string shell_word(std::string_view word) {
  const auto is_plain = [](char c) {
    return is_alphanumeric(c) || std::string_view("-_./=+:,@%").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::string on_lines(const Context& context, const std::string& text) {
  constexpr std::size_t set_in = 2;
  if (display_width(text) <= context.screen().width && text.find('\n') == std::string::npos) return text + "\n";
  return join(wrap(text, context.screen().width - set_in), "\n  ") + "\n";
}

std::optional<bool> yes_or_no(std::string_view line, bool by_default) {
  const std::string word = to_lower_ascii(trim(line));
  if (word.empty()) return by_default;
  if (word == "y" || word == "yes") return true;
  if (word == "n" || word == "no") return false;
  return std::nullopt;
}

Result<bool> confirmed(Context& context, const std::string& question, std::string_view help) {
  const std::string prompt = join(wrap(question + " [Y/n]", context.screen().width), "\n") + " ";
  context.print(prompt);
  while (true) {
    const Reply reply = context.reply();
    if (reply.kind != Reply::Kind::line) {
      context.print("\n");
      return failure(ErrorKind::interrupted, "interrupted: nothing was written");
    }
    if (const auto is_yes = yes_or_no(reply.line, true)) return *is_yes;
    const bool is_helped = trim(reply.line) == "?" && !help.empty();
    context.print(is_helped ? "  " + on_lines(context, std::string(help)) + prompt : "  y or n? ");
  }
}

// --- what services obey ----------------------------------------------------------------------------------------------

namespace {

/// "#" in front of "#[" or "#vso[", and ":" in front of ":", written so that they no longer stand together.
struct Parted {
  std::string_view hash, colon;
};

Parted parted_for(Notation notation) {
  switch (notation) {
    case Notation::json: return {"\\u0023", ":"};
    case Notation::markup: return {"&#35;", "&#58;"};
    case Notation::commands: return {"# ", ":"};
    case Notation::words:
    case Notation::data: break;
  }
  return {"# ", ": "};
}

std::string safe_line(std::string_view line, const Parted& parted) {
  std::string safe;
  const auto first = line.find_first_not_of(" \t");
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    if (rest.starts_with("##[") || rest.starts_with("##vso["))
      safe += parted.hash;
    else if (at == first && rest.starts_with("::"))
      safe += parted.colon;
    else
      safe += line[at];
  }
  return safe;
}

}  // namespace

bool is_run_by_a_service(const World& world) {
  for (const std::string_view name : {"CI", "GITHUB_ACTIONS", "TF_BUILD"}) {
    const std::string word = world.variable(name);
    if (!word.empty() && parse_switch(word).value_or(true)) return true;
  }
  return false;
}

std::string without_commands(const std::string& text, Notation notation) {
  const bool may_hold_any = text.find("::") != std::string::npos || text.find("##") != std::string::npos;
  if (notation == Notation::data || !may_hold_any) return text;
  const Parted parted = parted_for(notation);
  std::string safe;
  for (const std::string_view line : split(text, '\n')) safe += safe_line(line, parted) + "\n";
  safe.pop_back();
  return safe;
}

// --- what may come in ------------------------------------------------------------------------------------------------

Status check_utf8(std::string_view what, std::string_view text) {
  const auto at = first_byte_not_utf8(text);
  if (!at) return {};
  const int byte = *at < text.size() ? static_cast<unsigned char>(text[*at]) : 0;
  return usage_failure(fmt::format("{}: byte {} (0x{:02x}) is no UTF-8", what, *at + 1, byte),
                       "files of okr are UTF-8: look at the locale of what gave it, or convert it with iconv");
}

}  // namespace okr::session
