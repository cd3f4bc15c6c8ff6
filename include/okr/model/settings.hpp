// SPDX-License-Identifier: MIT
// What okr.toml and a person's own config.toml may say, with the defaults and the method.md sections they come from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/words.hpp"

namespace okr {

/// The format of all files of a workspace that this program reads and writes.
inline constexpr int known_format = 1;

/// What `[workspace]` of okr.toml says.
struct WorkspaceSettings : Located {
  std::string title;
  std::string owner;
  std::optional<Rhythm> cadence;
  std::optional<int> check_in_day;  ///< 1 Monday to 7 Sunday
  int fiscal_year_start = 1;        ///< month
  YearName fiscal_year_name = YearName::start;
  std::optional<DigitStyle> digits;  ///< how a terminal groups thousands; not at all unless said
  std::vector<Period> away;

  /// When the workspace's years begin, and what they are called after.
  FiscalYear fiscal_year() const { return {static_cast<unsigned>(fiscal_year_start), fiscal_year_name}; }
};

/// Thresholds; each default with its section of method.md.
struct Scoring : Located {
  double aspirational_target = 0.70;         // 3.2, F
  std::vector<double> bands = {0.40, 0.70};  // 2.2, red below the first, green from the second
  double on_track_gap = 0.10;                // 3.2
  double behind_gap = 0.25;                  // 3.2
  int grace_days = 0;                        // 2.3
  int scale = 1;                             // 1 or 100: how scores are shown
  int breach_periods = 1;                    // 5.7
  int limit_points = 20;                     // 5.5
};

/// What `[check]` of okr.toml says: which rules are on, and in which language titles are.
struct CheckSettings : Located {
  std::optional<Profile> profile;
  std::vector<std::string> allow;
  std::string language;          ///< of titles; English unless said: other words are not read
  std::vector<RuleWords> words;  ///< more of them, beside those that rules have
};

/// All of okr.toml.
struct Settings {
  std::optional<int> format;
  WorkspaceSettings workspace;
  Scoring scoring;
  CheckSettings check;
};

/// A command of a person's own that prints the value of a KPI or key result, for `okr pull`.
struct PullCommand : Located {
  std::string id;                ///< of what it prints the value of, as it would be typed
  std::vector<std::string> run;  ///< an argument vector, never empty
  std::string timeout;           ///< "30s", "2m", as written; may be empty
  int seconds = 30;              ///< what that means
};

/// $XDG_CONFIG_HOME/okr/config.toml: what runs or dresses a person's terminal; never read from a workspace.
struct UserSettings : Located {
  std::string me;
  std::string source;
  std::optional<ColorWhen> color;
  std::string pager;
  bool git_commit = false;
  std::vector<PullCommand> pull;
};

}  // namespace okr
