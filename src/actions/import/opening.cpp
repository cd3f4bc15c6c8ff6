// SPDX-License-Identifier: MIT

#include "actions/import/opening.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <utility>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/faults.hpp"
#include "session/session.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::string_view workbook_mark = "PK\x03\x04";
constexpr auto compressed_marks =
    std::to_array<std::pair<std::string_view, std::string_view>>({{"\x1F\x8B", "gzip -dc"},
                                                                  {"\xFD"
                                                                   "7zXZ",
                                                                   "xz -dc"},
                                                                  {"\x28\xB5\x2F\xFD", "zstd -dc"},
                                                                  {"BZh91AY", "bzip2 -dc"}});
constexpr std::string_view utf8_mark_as_latin1 = "\xC3\xAF\xC2\xBB\xC2\xBF";

tl::unexpected<Error> no_text(const std::string& name, std::string_view what, std::string_view hint) {
  return usage_failure(fmt::format("{} {}", safe_for_terminal(name), what), std::string(hint));
}

/// Its mark, or so many NUL as letters of two bytes have.
bool looks_like_utf16(std::string_view text) {
  constexpr std::ptrdiff_t of_letters = 4;
  const bool has_many = std::ranges::count(text, '\0') * of_letters > std::ssize(text);
  return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") || has_many;
}

/// The line in which a byte stands, from 1.
std::ptrdiff_t line_at(std::string_view text, std::size_t at) {
  return std::ranges::count(text.substr(0, at), '\n') + 1;
}

}  // namespace

Result<Workspace> open_everything(const Context& context) {
  TRY(check_directory(context));
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  return store::load(root, store::Wanted::everything(context.today()));
}

Result<std::optional<std::string>> cycle_to_import(const Context& context, const Workspace& workspace) {
  const std::optional<std::string>& typed = context.globals().cycle;
  if (!typed) return std::optional<std::string>();
  if (is_cycle_word(*typed)) {
    TRY_ASSIGN(const auto called, cycle_called(workspace, *typed, context.today()));
    return std::optional(called.text);
  }
  const bool is_there =
      std::ranges::any_of(workspace.known_cycles, [&](const KnownCycle& known) { return known.id.text == *typed; });
  const auto period = parse_period(*typed, workspace.fiscal_start());
  if (is_there || (period && period->unit != PeriodUnit::day)) return typed;
  const auto near = nearest_cycle(workspace, *typed);
  return usage_failure(
      fmt::format("--cycle: no cycle '{}', and its name says no dates", safe_for_terminal(*typed)),
      did_you_mean(near, fmt::format("2026-Q3, 2026-H2 and 2026 do; `okr new cycle {} --start DATE --end DATE` adds it",
                                     safe_for_terminal(*typed))));
}

bool says_fiscal_year(const Workspace& workspace) { return workspace.settings.workspace.gives("fiscal-year-start"); }

std::string with_line_feeds(std::string text) {
  for (std::size_t at = text.find('\r'); at != std::string::npos; at = text.find('\r', at + 1))
    if (at + 1 == text.size() || text[at + 1] != '\n') text[at] = '\n';
  return text;
}

Status check_encoding_marks(std::string_view text, const std::string& name) {
  if (text.starts_with(workbook_mark))
    return no_text(name, "is a workbook (XLSX, ODS), no CSV", "save it as CSV (UTF-8) where it was made");
  for (const auto& [mark, command] : compressed_marks)
    if (text.starts_with(mark))
      return no_text(name, "is compressed", fmt::format("{} FILE | okr import - ...", command));
  if (!text.empty() && text.find_first_not_of('\0') == std::string_view::npos)
    return no_text(name, "is no text: nothing but NUL stands at its front", "is it the right file? a text has no NUL");
  if (looks_like_utf16(text))
    return no_text(name, "is no text in UTF-8: it looks like UTF-16",
                   "iconv -f UTF-16 -t UTF-8 FILE | okr import - ...");
  if (text.starts_with(utf8_mark_as_latin1))
    return no_text(name, "begins with the mark of UTF-8", "leave --encoding out");
  return {};
}

Status check_page_encoding(std::string_view text, const std::string& name) {
  TRY(check_encoding_marks(text, name));
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return no_text(name, fmt::format("has a NUL in line {}", line_at(text, nul)), "take it out: no text has one");
  if (is_valid_utf8(text)) return {};
  std::size_t number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (is_valid_utf8(line)) continue;
    constexpr std::size_t longest_line = 40;
    return no_text(name,
                   fmt::format("is not UTF-8: its line {} is '{}'", number,
                               cut_to_width(safe_for_terminal(trim(line)), longest_line, false)),
                   encoding_hint);
  }
  return {};
}

Result<std::string> text_to_import(const Context& context, const ImportOptions& options) {
  const auto read = [&]() -> Result<std::string> {
    if (options.file.value_or("-") != "-") return store::read_named_file(context.path(*options.file));
    if (!context.world().read_input) return environment_failure("there is no standard input");
    return context.world().read_input();
  };
  TRY_ASSIGN(auto text, read());
  return with_line_feeds(to_utf8(std::move(text), options.encoding));
}

// --- what was typed --------------------------------------------------------------------------------------------------

namespace {

std::optional<char> delimiter_of(std::string_view text) {
  if (text == "tab" || text == "\\t") return '\t';
  const auto byte = text.size() == 1 ? static_cast<unsigned char>(text.front()) : 0U;
  const bool usable = byte == '\t' || (byte >= ' ' && byte < 0x7F && byte != '"');
  return usable ? std::optional(text.front()) : std::nullopt;
}

/// ',', '.', an apostrophe, or "space" and a blank of any sort.
std::optional<char> thousands_of(std::string_view text) {
  if (text == "space" || text == " " || text == "\u00A0" || text == "\u202F") return ' ';
  if (text == "\u2019") return '\'';
  if (text == "," || text == "." || text == "'" || text == "_") return text.front();
  return std::nullopt;
}

/// "--decimal: 'x' is no decimal mark".
tl::unexpected<Error> refusal(std::string_view label, std::string_view option, const std::string& said,
                              std::string_view what, std::string hint) {
  return usage_failure(fmt::format("{}{}: '{}' {}", label, option, safe_for_terminal(said), what), std::move(hint));
}

}  // namespace

Status check_separator(std::optional<char> separator, bool delimiter_said, char delimiter) {
  if (!separator || !delimiter_said || *separator == delimiter) return {};
  return usage_failure(fmt::format("the file says sep={}, and --delimiter says {}", safe_for_terminal({&*separator, 1}),
                                   safe_for_terminal({&delimiter, 1})),
                       "leave --delimiter out, or the line");
}

std::optional<std::string_view> option_of_readings(const ImportOptions& options) {
  if (options.kpi) return "--kpi";
  if (options.kpi_column) return "--kpi-column";
  if (options.date) return "--date";
  if (options.note) return "--note";
  if (!options.values.empty()) return "--value";
  if (options.dates_across) return "--dates-across";
  return options.prometheus ? std::optional<std::string_view>("--prometheus") : std::nullopt;
}

CellForm cell_form(const ImportOptions& options) {
  return {options.delimiter, options.decimal, options.thousands, options.date_format};
}

Result<CsvForm> csv_form(const CellForm& said, FiscalYear fiscal_year, std::string_view label) {
  CsvForm form;
  form.said_by_options = true;
  form.fiscal_year = fiscal_year;
  form.date_format = said.date_format.value_or("");
  if (said.decimal && *said.decimal != "." && *said.decimal != ",")
    return refusal(label, "decimal", *said.decimal, "is no decimal mark", "'.' or ','");
  if (said.decimal) form.decimal = said.decimal->front();
  form.decimal_said = said.decimal.has_value();
  if (said.delimiter) {
    const auto delimiter = delimiter_of(*said.delimiter);
    if (!delimiter)
      return refusal(label, "delimiter", *said.delimiter, "is not one character",
                     "one ASCII character, as ';', or the word tab");
    form.delimiter = *delimiter;
  }
  if (said.thousands) {
    const auto thousands = thousands_of(*said.thousands);
    if (!thousands)
      return refusal(label, "thousands", *said.thousands, "groups no digits",
                     "',', '.', an apostrophe, or the word space");
    if (*thousands == form.decimal)
      return usage_failure(fmt::format("{0}thousands and {0}decimal are both '{1}'", label, *thousands),
                           fmt::format("{}decimal {} is what goes with it", label, *thousands == ',' ? '.' : ','));
    form.thousands = *thousands;
  }
  if (auto known = check_date_format(form.date_format); !known) {
    known.error().what = fmt::format("{}date-format: {}", label, known.error().what);
    return tl::unexpected(known.error());
  }
  return form;
}

// --- what cannot be used of it ---------------------------------------------------------------------------------------

namespace {

void say_faults(Context& context, FileFaults& file, bool are_skipped) {
  for (Diagnostic& fault : file.faults)
    if (are_skipped) fault.severity = Severity::warning;
  sort_and_unify(file.faults);
  if (file.faults.size() > most_faults_shown) file.faults.resize(most_faults_shown);
  const std::string names[] = {file.name};
  say_findings(context, file.faults, names);
  if (file.count > file.faults.size())
    context.say(fmt::format("\nokr: and {} more like these\n", file.count - file.faults.size()));
}

}  // namespace

Diagnostic diagnostic_of(Code code, CsvFault fault, std::string_view line) {
  Diagnostic said;
  said.code = code;
  said.place = {0, static_cast<std::uint32_t>(fault.place.line), static_cast<std::uint32_t>(fault.place.column)};
  said.message = std::move(fault.what);
  said.mend = std::move(fault.hint);
  said.line_text = std::string(line);
  return said;
}

std::uint32_t length_of(const CsvCell& cell) {
  const std::string_view first_line = std::string_view(cell.text).substr(0, cell.text.find_first_of("\r\n"));
  return static_cast<std::uint32_t>(std::max<std::size_t>(count_characters(first_line) + (cell.quoted ? 2 : 0), 1));
}

CsvFault by_encoding(const CsvCell& cell, CsvFault fault) {
  if (is_valid_utf8(cell.text)) return fault;
  return {cell.place, "this cell is not UTF-8",
          "say the file's encoding: --encoding windows-1252 or --encoding latin1"};
}

Error error_in(const std::string& file, const CsvPlace& place, Error error) {
  std::string where = safe_for_terminal(file);
  if (place.line > 0) where += fmt::format(":{}:{}", place.line, place.column);
  error.what = fmt::format("{}: {}", where, error.what);
  error.file = file;
  error.line = static_cast<unsigned>(place.line);
  error.column = static_cast<unsigned>(place.column);
  return error;
}

tl::unexpected<Error> refuse_conflicts(Context& context, const std::vector<Error>& conflicts, std::size_t count) {
  const std::size_t shown = std::min(conflicts.size(), most_faults_shown);
  for (std::size_t i = 0; i < shown; ++i) context.complain(conflicts[i]);
  if (count > shown) context.say(fmt::format("okr: and {}\n", counted(count - shown, "more conflict")));
  return nothing_written(ErrorKind::answer_no);
}

Status settle_faults(Context& context, FileFaults file, bool skip_bad) {
  if (file.count == 0) return {};
  const bool are_skipped = skip_bad && file.is_whole;
  const std::string all = fmt::format("{} in {}", counted(file.count, "fault"), safe_for_terminal(file.name));
  const bool is_whole = file.is_whole;
  say_faults(context, file, are_skipped);
  if (!are_skipped)
    return usage_failure(all + ": nothing was written",
                         is_whole ? "mend the file, or say how it is written; --skip-bad leaves them out" : "");
  context.say(fmt::format("okr: {}, left out\n", all));
  return {};
}

}  // namespace okr::actions
