// SPDX-License-Identifier: MIT
#include "actions/import/faults.hpp"

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
