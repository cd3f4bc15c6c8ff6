// SPDX-License-Identifier: MIT
// The table of codes; `okr help errors`, `okr explain`, SARIF and the manual are made from it and from
// src/text/rules.
#include "okr/model/rule.hpp"

#include <array>
#include <vector>

#include "okr/base/text.hpp"

namespace okr {
namespace {

using enum Severity;

// Sources that many rules have: pages that everybody has with the program, and what was published.
constexpr std::string_view by_articles = "articles on OKRs and KPIs";
constexpr std::string_view by_manual = "okr(5), DIAGNOSTICS";
constexpr std::string_view by_biz_and_tech = "an article of Biz & Tech";
constexpr std::string_view by_help_on_progress = "okr help progress";
constexpr std::string_view by_manual_of_checkins = "okr(5), CHECK-INS";

constexpr auto table = std::to_array<Rule>({
    {Code::E001, "E001", error, "not valid TOML", "TOML 1.0"},
    {Code::E002, "E002", error, "unresolved merge conflict", "okr(5), READING"},
    {Code::E003, "E003", error, "unreadable, or over a limit", "okr(5), READING"},
    {Code::E101, "E101", error, "an id is given twice", "okr(5), Ids"},
    {Code::E102, "E102", error, "not a finite number, or one beyond 1e15", by_manual},
    {Code::E103, "E103", error, "target equals baseline", by_help_on_progress},
    {Code::E104, "E104", error, "relative change of a zero baseline", by_help_on_progress},
    {Code::E105, "E105", error, "a baseline is missing", by_help_on_progress},
    {Code::E106, "E106", error, "commit, target and stretch are not in order", by_help_on_progress},
    {Code::E107, "E107", error, "a value outside its domain", by_help_on_progress},
    {Code::E108, "E108", error, "nothing to score", by_help_on_progress},
    {Code::E109, "E109", error, "weights that cannot be used", "okr(5), [OBJECTIVE.KEY-RESULT]"},
    {Code::E110, "E110", error, "a name that names nothing", "okr(5), Ids"},
    {Code::E111, "E111", error, "a loop of parents", "okr(5), [OBJECTIVE]"},
    {Code::E112, "E112", error, "dates that cannot be", "okr(5), CYCLES"},
    {Code::E113, "E113", error, "keys that contradict each other", "okr(5), Kinds of key result"},
    {Code::E114, "E114", error, "thresholds on the wrong side", "okr help kpis"},
    {Code::E115, "E115", error, "two values on one day", by_manual_of_checkins},
    {Code::E116, "E116", error, "unknown key", "okr(5)"},
    {Code::E117, "E117", error, "a value of the wrong type", "okr(5)"},
    {Code::E118, "E118", error, "a key is missing, or the kind cannot be told", "okr(5), Kinds of key result"},
    {Code::E119, "E119", error, "an id that cannot be used", "okr(5), Ids"},
    {Code::E120, "E120", error, "the file's name and its date differ", by_manual_of_checkins},
    {Code::E121, "E121", error, "a value for a key result that is fed by a KPI", by_manual_of_checkins},
    {Code::E122, "E122", error, "a table in the wrong file", "okr(5), CYCLES"},
    {Code::E123, "E123", error, "a formula that cannot be computed", "okr(5), KPIS"},
    {Code::W201, "W201", warning, "more than five objectives in a cycle", by_articles},
    {Code::W202, "W202", warning, "an objective with fewer than two or more than five key results", by_articles},
    {Code::W203, "W203", warning, "a number in an objective", "a white paper of ZenHR; Felipe Castro"},
    {Code::W204, "W204", warning, "an objective longer than 80 characters", by_articles},
    {Code::W205, "W205", warning, "nothing tells when the key result is reached", by_articles},
    {Code::W206, "W206", warning, "a key result that names an output", "articles on OKRs and KPIs; Felipe Castro"},
    {Code::W207, "W207", warning, "a key result that names an activity", by_articles},
    {Code::W208, "W208", warning, "a verb without a measure", by_biz_and_tech},
    {Code::W209, "W209", warning, "nobody answers for it", "an article of Eletive"},
    {Code::W210, "W210", warning, "business as usual in an objective", by_articles},
    {Code::W211, "W211", warning, "everything is due on the last day",
     "a white paper of ZenHR, an article of Biz & Tech"},
    {Code::W212, "W212", warning, "whether it is committed or a stretch is not said", by_manual},
    {Code::W213, "W213", warning, "nothing was said for two cadences", by_biz_and_tech},
    {Code::W214, "W214", warning, "no baseline: 0 is assumed", by_manual},
    {Code::W215, "W215", warning, "too easy: the target is reached before half of the time is over", by_articles},
    {Code::W216, "W216", warning, "scores so high that the aim was low", by_articles},
    {Code::W217, "W217", warning, "a committed key result that nobody believes in", by_manual},
    {Code::W218, "W218", warning, "a missed commitment without a postmortem", by_manual},
    {Code::W219, "W219", warning, "a KPI without target and benchmark, or with idle bounds", by_articles},
    {Code::W220, "W220", warning, "a KPI that does not say what, why, how, who and when", by_biz_and_tech},
    {Code::W221, "W221", warning, "a KPI in the red, and no objective works on it", by_biz_and_tech},
    {Code::W222, "W222", warning, "growth without a counter metric", by_articles},
    {Code::W223, "W223", warning, "a KPI redefined in each of the last two cycles", by_articles},
    {Code::W224, "W224", warning, "a KPI of words instead of numbers", by_articles},
    {Code::W225, "W225", warning, "a metric that everybody counts in another way", by_articles},
    {Code::W226, "W226", warning, "pay in an objective or key result", by_articles},
    {Code::W227, "W227", warning, "more than half of the key results are yes or no, or steps",
     "articles on OKRs and KPIs; Felipe Castro"},
    {Code::W228, "W228", warning, "some weights are said, others are not", by_manual},
    {Code::W229, "W229", warning, "stated confidence contradicts the numbers", by_manual},
    {Code::W230, "W230", warning, "a goalpost moved, and nothing says why", by_articles},
    {Code::W231, "W231", warning, "ended early without a reason", by_manual},
    {Code::W232, "W232", warning, "the same title twice in a cycle", "a blog on OKRs"},
    {Code::W233, "W233", info, "an objective that serves none above it", by_articles},
    {Code::W234, "W234", info, "a KPI that serves no objective", by_biz_and_tech},
    {Code::W235, "W235", warning, "effort instead of effect", by_articles},
    {Code::W236, "W236", info, "only results that come late", by_articles},
    {Code::W237, "W237", info, "a ratio without its two parts", by_manual},
    {Code::W238, "W238", warning, "past its day and not done", by_manual},
    {Code::W239, "W239", info, "an objective without a why", "a white paper of ZenHR"},
    {Code::W240, "W240", info, "more than seven KPIs at the top", by_articles},
    {Code::W241, "W241", warning, "a KPI with two or more periods missing", by_biz_and_tech},
    {Code::W242, "W242", warning, "baseline differs from the KPI at the start", by_manual},
    {Code::W243, "W243", warning, "a check-in outside the cycle", by_manual_of_checkins},
    {Code::W244, "W244", info, "confidence stands still while progress moves", by_manual},
    {Code::W245, "W245", info, "a first confidence outside 3 to 7", by_articles},
    {Code::W246, "W246", info, "a guardrail that counts in an aspirational objective", by_manual},
    {Code::W247, "W247", warning, "one key result carries all of the weight", by_manual},
    {Code::W248, "W248", warning, "a percent above 100, or mixed scales", by_manual},
    {Code::W249, "W249", warning, "stretch on some committed key results only", by_manual},
    {Code::W250, "W250", warning, "done, but no reading says so", by_help_on_progress},
    {Code::W251, "W251", warning, "two values of one day, and nothing tells the later", by_manual_of_checkins},
    {Code::W252, "W252", warning, "a state that keeps a cycle out of sight", "okr help cycles"},
    {Code::W253, "W253", warning, "a key of a bound that does not count", "okr(5), Kinds of key result"},
    {Code::I301, "I301", info, "fewer than three objectives", by_articles},
    {Code::I302, "I302", info, "no initiative under a key result", "an article of Eletive"},
    {Code::I303, "I303", info, "no source", "an article of Eletive"},
    {Code::I304, "I304", info, "an allow that allows nothing", by_manual},
});

}  // namespace

std::span<const Rule> rules() { return table; }

const Rule& rule(Code code) { return table[static_cast<std::size_t>(code)]; }

std::string_view to_string(Code code) { return rule(code).name; }

std::optional<Code> parse_code(std::string_view text) {
  for (const Rule& rule : table)
    if (rule.name == text) return rule.code;
  return std::nullopt;
}

std::optional<std::string> nearest_code(std::string_view typed) {
  std::vector<std::string_view> names;
  for (const Rule& rule : table) names.push_back(rule.name);
  return nearest(to_upper_ascii(typed), names);
}

std::string to_string(const RuleWords& words) {
  return std::string(to_string(words.code)) + ": " + join(words.words, ", ");
}

}  // namespace okr
