// SPDX-License-Identifier: MIT
// The rules that look at more than one record (method.md part 7): what makes numbers wrong, and good practice.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

/// E102 (differences that overflow) to E109, E113, E114, W215, W229, W230, W242, W243, W248, W250 and W251, each once a
/// cause, at the key or value that is to blame, sorted. Records that were reported on load are left alone, and so are
/// warnings that `allow` names: the record's, its objective's, its file's or the workspace's. Carets have length 0:
/// they get it from the line when it is shown.
Diagnostics lint_numbers(const Workspace& workspace, Date as_of);

/// All that `okr check` says beside what shows on reading: what lint_numbers finds, and the rules of good practice,
/// which no report and no writer asks. `words` are those that rules read in English titles.
Diagnostics lint_practice(const Workspace& workspace, Date as_of, std::span<const RuleWords> words);

/// Something that is found without the files alone, such as in git's history.
struct FoundElsewhere {
  const std::vector<std::string>* allow = nullptr;  ///< the list of the record that it is about; null: of none
  Diagnostic finding;
};

/// The findings without those that the record, its objective, its file or the workspace allows, sorted.
Diagnostics without_allowed(const Workspace& workspace, Date as_of, std::vector<FoundElsewhere> found);

}  // namespace okr
