// SPDX-License-Identifier: MIT
// What several commands take and say alike.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "okr/base/result.hpp"
#include "okr/model/rule.hpp"
#include "session/context.hpp"
#include "session/present.hpp"
#include "session/session.hpp"

namespace okr::cli {

/// --git-commit, for every command that writes.
inline void git_commit_flag(Syntax& syntax, bool& field) {
  syntax.flag(field, "git-commit",
              "commit exactly the files written; tried again, what an earlier try left uncommitted");
}

/// --titles of the commands that show key results in rows.
inline void titles_flag(Syntax& syntax, bool& titles) {
  syntax.flag(titles, "titles", "the title of each key result below its row; from 110 columns on it stands in it");
}

/// "okr: gate missed: WHAT" on stderr.
void say_gate_missed(session::Context& context, const std::string& what);

/// "a, b, c, d, e and 3 more"
std::string some_of(const std::vector<std::string>& names);

/// What was typed without where it went and in which form, so that more can be added.
std::string typed_command(const session::Context& context);

/// Shows the KPIs as `okr kpi` does, for a report of a cycle where there are KPIs and no cycle yet, so that nothing is
/// wrong; says on stderr why. The exit code: 0, or 3 where a file is broken.
int present_kpis_alone(session::Context& context, session::Session& session);

/// Says that there is no cycle yet, for a report that KPIs do not answer; for programs the same report without a cycle
/// and without rows. The exit code: 0, or 3 where a file is broken.
int present_nothing(session::Context& context, const session::Session& session, session::Presentation empty);

template <class Report>
int present_nothing_of(session::Context& context, const session::Session& session, Report empty = {}) {
  empty.workspace = &session.workspace;
  empty.numbers.as_of = context.today();
  return present_nothing(context, session, session::presentation({}, empty));
}

/// "E103", or "e103". Usage errors name the nearest code.
Result<Code> typed_code(const std::string& typed);

/// Lists of codes separated by commas; the words error, warning, info and all stand for all rules of that severity.
/// Errors: usage, as of typed_code.
Result<std::set<Code>> typed_rules(const std::vector<std::string>& lists);

}  // namespace okr::cli
