// SPDX-License-Identifier: MIT
// Why a rule is one, and its two examples: src/text/rules, a file a code.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/rule.hpp"
#include "okr/model/rule_words.hpp"

namespace okr::reports {

/// An example is the text of 2026-Q3/cycle.toml behind its [cycle] as of 2026-08-17, unless comments in it say otherwise:
/// `# file: kpi/nps.toml` begins another file (2026-Q3/cycle.toml too: then it stands alone), `# today: 2026-09-29` sets
/// the day. Of a report of all rules `surroundings` are the files that stand around it.
struct RuleText {
  std::string why;            ///< a paragraph in one line
  std::string_view triggers;  ///< is reported
  std::string_view accepts;   ///< is not
};

RuleText text_of(const Rule& rule);

/// src/text/rules/around.txt: the files that every example has around it, unless it brings one of that name.
std::string_view surroundings();

/// What okr explain knows beside rules: when which way is right.
struct Explanation {
  std::string_view name;   ///< "okr-or-kpi"; src/text/explain/NAME.txt
  std::string_view title;  ///< in a line
};
std::span<const Explanation> explanations();

/// The text of one, as it is shown.
std::string_view text_of(const Explanation& explanation);

/// src/text/words/en.txt: the words that rules look for.
std::vector<RuleWords> rule_words();

/// Those of one rule; empty for one that reads none.
std::vector<std::string> words_of(Code code);

}  // namespace okr::reports
