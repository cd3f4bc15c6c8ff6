// SPDX-License-Identifier: MIT
// Why a rule is one, and its two examples: src/text/rules, a file a code.
#pragma once

#include <string>
#include <string_view>

#include "okr/model/rule.hpp"

namespace okr::reports {

/// An example is the text of 2026-Q3/cycle.toml behind its [cycle] as of 2026-08-17, unless comments in it say otherwise:
/// `# file: kpi/nps.toml` begins another file, `# today: 2026-09-29` sets the day.
struct RuleText {
  std::string why;            ///< a paragraph in one line
  std::string_view triggers;  ///< is reported
  std::string_view accepts;   ///< is not
};

RuleText text_of(const Rule& rule);

}  // namespace okr::reports
