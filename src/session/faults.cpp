// SPDX-License-Identifier: MIT
#include "session/faults.hpp"

#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/store/load.hpp"
#include "reports/check/findings.hpp"

namespace okr::session {

Error placed(Error error, const Place& place, const Workspace& workspace) {
  return placed(std::move(error), place, std::string(workspace.file_of(place)));
}

Error placed(Error error, const Place& place, std::string file) {
  error.file = std::move(file);
  error.line = place.line;
  error.column = place.column;
  return error;
}

tl::unexpected<Error> unreadable(const Diagnostic& fault, const std::string& file) {
  const std::string what = fault.place.line == 0 ? fault.message
                                                 : fmt::format("{}:{}:{} cannot be read: {}", safe_for_terminal(file),
                                                               fault.place.line, fault.place.column, fault.message);
  return tl::unexpected(
      placed({ErrorKind::data, what, fmt::format("{}{}nothing was written", fault.mend, fault.mend.empty() ? "" : "\n"),
              std::string(to_string(fault.code))},
             fault.place, file));
}

Status check_text_readable(const std::string& file, const std::string& text) {
  for (const Diagnostic& fault : store::check_text(text))
    if (is_unreadable(fault.code)) return unreadable(fault, file);
  return {};
}

void say_findings(Context& context, const Diagnostics& findings, std::span<const std::string> files,
                  std::string prefix) {
  if (!context.speaks_json()) {
    const Screen& screen = context.screen();
    return context.say(
        reports::findings_text(findings, files, {std::move(prefix), screen.width, !screen.utf8, screen.color_errors}));
  }
  for (const Diagnostic& finding : findings) {
    const bool is_in_file = finding.place.known() && finding.place.file < files.size();
    Error problem = placed({ErrorKind::data, finding.message, finding.mend, std::string(to_string(finding.code))},
                           finding.place, is_in_file ? files[finding.place.file] : std::string());
    if (finding.severity == Severity::error)
      context.complain(problem);
    else
      context.warn(std::move(problem));
  }
}

}  // namespace okr::session
