// SPDX-License-Identifier: MIT
#include "actions/import/faults.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "session/session.hpp"

namespace okr::cli {
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
    return failure(ErrorKind::usage, all + ": nothing was written",
                   is_whole ? "mend the file, or say how it is written; --skip-bad leaves them out" : "");
  context.say(fmt::format("okr: {}, left out\n", all));
  return {};
}

}  // namespace okr::cli
