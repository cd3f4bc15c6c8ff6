// SPDX-License-Identifier: MIT
#include "actions/import/opening.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/current.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/session.hpp"

namespace okr::cli {
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
  return failure(ErrorKind::usage, fmt::format("{} {}", safe_for_terminal(name), what), std::string(hint));
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
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = context.today();
  return store::load(root, wanted);
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
  return failure(ErrorKind::usage,
                 fmt::format("--cycle: no cycle '{}', and its name says no dates", safe_for_terminal(*typed)),
                 near ? fmt::format("did you mean '{}'?", *near)
                      : fmt::format("2026-Q3, 2026-H2 and 2026 do; `okr new cycle {} --start DATE --end DATE` adds it",
                                    safe_for_terminal(*typed)));
}

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
    if (options.file.value_or("-") != "-") return store::read_file(context.path(*options.file));
    if (!context.world().read_input) return failure(ErrorKind::environment, "there is no standard input");
    return context.world().read_input();
  };
  TRY_ASSIGN(auto text, read());
  return with_line_feeds(to_utf8(std::move(text), options.encoding));
}

}  // namespace okr::cli
