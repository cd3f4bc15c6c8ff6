// SPDX-License-Identifier: MIT
#include "cli/program.hpp"

#include <algorithm>
#include <functional>

#include <fmt/core.h>

#include "cli/help.hpp"
#include "cli/words.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"
#include "session/writing/writing.hpp"

namespace okr::cli {
using namespace session;

namespace {

/// Help is asked for wherever it stands, so that a line with mistakes can be asked about too.
bool asks_for_help(std::span<const TypedWord> words) {
  const auto end = std::ranges::find(words, TypedWord::Kind::separator, &TypedWord::kind);
  return std::any_of(words.begin(), end, [](const TypedWord& word) {
    return word.asks_for_help || word.text == "-h" || word.text == "--help";
  });
}

Error unknown_command(CommandTable table, std::string_view typed) {
  const std::string word(typed);
  Error error{ErrorKind::usage, "unknown command '" + word + "'", "okr help lists the commands"};
  if (word.find('=') != std::string::npos) {
    error.hint = "to record a value: okr checkin " + word;
    return error;
  }
  std::vector<std::string_view> names;
  for (const Command* command : table) {
    if (is_hidden(*command)) continue;
    names.push_back(command->name);
    if (!command->alias.empty()) names.push_back(command->alias);
  }
  if (const std::optional<std::string> near = nearest(word, names)) {
    error.hint = did_you_mean_first("okr " + *near, error.hint);
  }
  return error;
}

std::string problems_text(int code, std::span<const Error> errors, std::span<const Error> warnings) {
  return draw::json_text(reports::problems_json({code, errors, warnings}));
}

/// --json or --format json, as far as a line with mistakes tells; of several formats the last counts.
bool asks_for_json(std::span<const TypedWord> words) {
  bool is_json = false;
  for (const TypedWord& word : words) {
    if (word.kind == TypedWord::Kind::argument) continue;
    if (word.text == "--json") return true;
    if (word.option && word.option->doc().name == "format" && word.value) is_json = word.value == "json";
  }
  return is_json;
}

/// A message before there is a context, or instead of one.
int refuse(const World& world, const Error& error, bool as_json = false) {
  const int code = exit_code(error.kind);
  std::string text = as_json ? problems_text(code, {&error, 1}, {}) : error_text(error);
  if (is_run_by_a_service(world)) text = without_commands(text, as_json ? Notation::json : Notation::words);
  if (world.write) static_cast<void>(world.write(Stream::errors, text));
  return code;
}

/// What goes wrong behind a write must not sound as if nothing had been written.
Error told_of_files(const Context& context, Error error) {
  if (!context.has_written()) return error;
  constexpr std::string_view denial = "nothing was written";
  std::vector<std::string> lines;
  bool is_told = false;
  for (std::string_view line : split(error.hint, '\n')) {
    const auto at = line.find(denial);
    const bool is_denial = at == 0 || line.starts_with("nothing was changed");
    if (is_denial || error.hint.empty()) continue;
    if (at != std::string_view::npos) line = line.substr(0, line.rfind(';', at));
    is_told = is_told || line.find("written") != std::string_view::npos;
    lines.emplace_back(line);
  }
  if (!is_told) lines.emplace_back("the files are written");
  error.hint = join(lines, "\n");
  return error;
}

/// The end of every way: messages out, and the code. The one document on stderr comes last, and knows of a stdout that
/// took nothing.
int finish(Context& context, int code) {
  const Status written = context.flush();
  if (!written && written.error().kind != ErrorKind::interrupted) {
    code = exit_code(written.error().kind);
    context.complain(told_of_files(context, written.error()));
  }
  if (!context.errors().empty() || !context.warnings().empty())
    context.say_document(problems_text(code, context.errors(), context.warnings()));
  static_cast<void>(context.flush());
  return code;
}

bool wants_pager(const Context& context) {
  const Terminal& terminal = context.terminal();
  const bool possible = context.world().page && terminal.output && terminal.input;
  if (!possible || context.globals().no_pager || terminal.rows <= 1) return false;
  return std::ranges::count(context.printed(), '\n') >= terminal.rows;
}

/// In OKR_PAGER, PAGER or less; false when none of them can be started.
bool is_paged(const Context& context) {
  const std::string pager = wants_pager(context) ? pager_command(context) : std::string();
  return !pager.empty() && context.world().page(pager, context.printed());
}

/// The result to the file of -o, to the pager, or on to stdout.
Status deliver(Context& context) {
  const std::string to = context.globals().output.value_or("-");
  if (to != "-") return write_output(context, to, context.take_printed());
  if (is_paged(context)) static_cast<void>(context.take_printed());
  return {};
}

int work(Context& context, Invocation& invocation) {
  const Result<int> outcome = invocation.run(context);
  // What was refused, by an error or by an exit code, and has nothing to say leaves the file of -o as it was.
  const bool is_refused = !outcome || *outcome > exit_code(ErrorKind::answer_no);
  const Status delivered = !is_refused || !context.printed().empty() ? deliver(context) : Status();
  if (!outcome) context.complain(told_of_files(context, outcome.error()));
  if (!delivered) context.complain(told_of_files(context, delivered.error()));
  if (!outcome) return finish(context, exit_code(outcome.error().kind));
  return finish(context, delivered ? *outcome : exit_code(delivered.error().kind));
}

/// A page of help or the version, printed as a command would.
int show(const World& world, const Globals& globals, const std::function<std::string(const HelpStyle&)>& text) {
  Globals looks = globals;
  looks.as_of.reset();
  looks.output.reset();
  const Screen drawn = screen(world, looks);
  if (!world.write) return 0;
  const Status written = world.write(Stream::output, text({drawn.width, drawn.color}));
  if (written || written.error().kind == ErrorKind::interrupted) return 0;
  return refuse(world, written.error());
}

/// `okr` alone: the board inside a workspace, else the shortest help and exit 2.
int run_alone(Context& context, CommandTable table) {
  const Command* board = find_command(table, "status");
  const bool is_named = context.environment("OKR_DIR").has_value();  // then why there is none is what to say
  if (board != nullptr && (is_named || store::find_root(context.start_directory())))
    return work(context, *board->prepare());
  const World& world = context.world();
  if (world.write) static_cast<void>(world.write(Stream::errors, first_steps()));
  return exit_code(ErrorKind::usage);
}

/// A command that reports nothing takes no format, and one that writes has its result in words and as JSON.
Status check_format(const Command& command, const Globals& globals) {
  if (!globals.format || *globals.format == Format::table || command.formats == Formats::all) return {};
  if (command.formats == Formats::json && *globals.format == Format::json) return {};
  const std::string typed = globals.json ? "--json" : "--format";
  const bool writes = command.formats == Formats::json;
  return usage_failure(fmt::format("{} takes no {}", command.name, typed),
                       writes ? "it prints words, or with --json what it wrote" : "it is no report");
}

/// What is asked of one folder is not answered of another.
Status check_folders(const TypedLine& line) {
  const bool takes_all = line.command() != nullptr && line.command()->takes_folders;
  if (takes_all || line.globals().directories.size() <= 1) return {};
  return usage_failure("-C is given twice", "say it once; several are for export tables alone");
}

/// Whether the line is one that can be obeyed, wherever it is typed.
Status read_line(TypedLine& line) {
  TRY(parse(line));
  if (line.globals().version || line.globals().licenses) return {};
  TRY(finish_globals(line.globals()));
  if (line.command() != nullptr) TRY(check_format(*line.command(), line.globals()));
  return check_folders(line);
}

Result<Context> context_of(const World& world, const TypedLine& line) {
  TRY_ASSIGN(auto context, Context::create(world, line.globals()));
  TRY(check_directory(context));
  TRY(check_output(context, line.globals().output.value_or("-")));
  if (line.command() != nullptr) context.set_command(line.command()->name);
  if (line.command() == nullptr || line.command()->group != Group::plumbing) warn_of_environment(context);
  return context;
}

int run_line(const World& world, CommandTable table, TypedLine& line) {
  const Status typed = read_line(line);
  if (line.globals().licenses) return show(world, line.globals(), [](const HelpStyle&) { return licenses_page(); });
  if (line.globals().version) return show(world, line.globals(), [](const HelpStyle&) { return version_page(); });
  if (!typed) return refuse(world, typed.error(), asks_for_json(line.words()));
  Result<Context> context = context_of(world, line);
  if (!context && line.command() != nullptr && line.command()->stays_quiet) return 0;
  if (!context) return refuse(world, context.error(), asks_for_json(line.words()));
  return line.command() != nullptr ? work(*context, *line.invocation()) : run_alone(*context, table);
}

}  // namespace

const Command* find_command(CommandTable table, std::string_view name) {
  for (const Command* command : table) {
    if (command->name == name || (!command->alias.empty() && command->alias == name)) return command;
  }
  return nullptr;
}

int run(const World& world, CommandTable table) {
  TypedLine line(table, world.words);
  const Command* command = line.command();
  if (command == nullptr && line.command_word())
    return refuse(world, unknown_command(table, *line.command_word()), asks_for_json(line.words()));
  if (!asks_for_help(line.words())) return run_line(world, table, line);
  return show(world, Globals(), [&](const HelpStyle& style) {
    return command != nullptr ? command_page(*command, style) : front_page(table, style);
  });
}

}  // namespace okr::cli
