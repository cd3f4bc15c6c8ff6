// SPDX-License-Identifier: MIT
// What `okr check`, `okr explain` and `okr config` say for programs.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"
#include "reports/check/rule_text.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// `files` that were read; the findings are the workspace's diagnostics.
Json check_json(const Workspace& workspace, Date as_of);

/// A line, or an object, a rule.
Records rule_records(std::span<const Rule> rules);
Json rule_json(const Rule& rule, Date as_of);

Records explanation_records(const Explanation& explanation);
Json explanation_json(const Explanation& explanation, Date as_of);

/// All of them, with the files that stand around their examples.
Json rules_json(Date as_of);

/// A setting in force.
struct Setting {
  std::string key;   ///< "scoring.scale"
  std::string text;  ///< as people see it
  Json value;
  std::string origin;  ///< "okr.toml:4", "default"
};
Records settings_records(const std::vector<Setting>& settings);
Json settings_json(const std::vector<Setting>& settings, Date as_of);

}  // namespace okr::reports
