// SPDX-License-Identifier: MIT
// The rules about titles, read word by word: English, never errors, and silent in doubt.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "compute/lint/findings.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/practice.hpp"

namespace okr {
namespace {

constexpr std::size_t longest_title = 80;
constexpr std::string_view okr_or_kpi = "`okr explain okr-or-kpi` says when which is right";

constexpr std::string_view ratios[] = {"rate", "ratio", "conversion", "share", "percentage", "proportion"};
constexpr std::string_view parts[] = {"of", "per", "to", "among", "who", "that", "which", "between"};

bool is_english(const Settings& settings) {
  const std::string& language = settings.check.language;
  return language.empty() || language == "en" || language.starts_with("en-");
}

/// The words of a rule, with those that the workspace adds.
std::vector<std::string> words_for(const Practice& practice, Code code) {
  std::vector<std::string> words;
  const auto add = [&](std::span<const RuleWords> lists) {
    for (const RuleWords& list : lists)
      if (list.code == code) words.insert(words.end(), list.words.begin(), list.words.end());
  };
  add(practice.words);
  add(practice.workspace.settings.check.words);
  return words;
}

class Sentences {
 public:
  explicit Sentences(const Practice& practice)
      : practice_(practice),
        outputs_(words_for(practice, Code::W206)),
        activities_(words_for(practice, Code::W207)),
        vague_(words_for(practice, Code::W208)),
        as_usual_(words_for(practice, Code::W210)),
        ambiguous_(words_for(practice, Code::W225)),
        pay_(words_for(practice, Code::W226)),
        no_reasons_(words_for(practice, Code::W231)),
        effort_(words_for(practice, Code::W235)) {}

  void check(const Objective& objective) {
    const Title title(objective.title);
    const std::string name = objective.id.text;
    const Place place = objective.place_of("title");
    if (const auto verb = title.leading_verb(as_usual_))
      note(objective.allow,
           {Code::W210, place, fmt::format("objective '{}' says business as usual: \"{}\"", name, *verb),
            "watch it with a KPI, or as a bound that a key result holds", std::string(okr_or_kpi)});
    if (const auto verb = title.leading_verb(vague_); verb && !any_measured(objective))
      note(objective.allow,
           {Code::W208, place, fmt::format("objective '{}' says \"{}\", and no key result measures it", name, *verb),
            "give it a key result with a target"});
    check_pay(title, objective.allow, place, fmt::format("objective '{}'", name));
  }

  void check(const KeyResult& kr) {
    const Title title(kr.title);
    const std::string name = fmt::format("key result '{}'", to_string(kr.id));
    const Place place = kr.place_of("title");
    if (const auto verb = title.leading_verb(outputs_))
      note(kr.allow, {Code::W206, place, fmt::format("{} names an output: \"{}\"", name, *verb),
                      "say what is different once it is there"});
    if (const auto verb = title.leading_verb(activities_))
      note(kr.allow, {Code::W207, place, fmt::format("{} names an activity: \"{}\"", name, *verb),
                      "say what comes of it, and by when"});
    if (const auto verb = title.leading_verb(vague_); verb && !title.amount() && !names_measure(kr))
      note(kr.allow, {Code::W208, place, fmt::format("{} says \"{}\" without saying what is measured", name, *verb),
                      "name the measure in the title, or give its unit"});
    if (const auto noun = title.bare(ambiguous_); noun && !is_told_apart(kr))
      note(kr.allow,
           {Code::W225, place, fmt::format("{} counts \"{}\", which everybody counts in another way", name, *noun),
            "say which: \"weekly active users\""});
    if (const auto effort = title.phrase(effort_); effort && !is_about_less(title) && !is_to_fall(kr))
      note(kr.allow, {Code::W235, place, fmt::format("{} measures effort: \"{}\"", name, *effort),
                      "measure what the effort is for"});
    if (is_measured(kr) && kr.kpi.empty() && kr.source.empty() && title.has_any(ratios) && !title.has_any(parts))
      note(kr.allow, {Code::W237, place, fmt::format("{} is a ratio, and nothing says of what", name),
                      "name both parts, as in \"sign-ups per visit\", or feed it from a KPI that says how"});
    check_pay(title, kr.allow, place, name);
  }

  void check(const Kpi& kpi) {
    const Title title(kpi.title);
    const std::string name = fmt::format("KPI '{}'", kpi.id.text);
    const Place place = kpi.place_of("title");
    if (const auto noun = title.bare(ambiguous_); noun && kpi.how.empty() && kpi.what.empty() && kpi.formula.empty())
      note(kpi.allow,
           {Code::W225, place, fmt::format("{} counts \"{}\", which everybody counts in another way", name, *noun),
            "say which in the title, or add how = \"...\""});
    if (const auto effort = title.phrase(effort_); effort && kpi.good_or_default() == Good::up && !is_about_less(title))
      note(kpi.allow, {Code::W235, place, fmt::format("{} measures effort: \"{}\"", name, *effort),
                       "measure what the effort is for"});
    const bool is_ratio = kpi.unit == "%" || (title.has_any(ratios) && !title.has_any(parts));
    if (is_ratio && kpi.how.empty() && kpi.formula.empty())
      note(kpi.allow, {Code::W237, place, fmt::format("{} is a ratio, and nothing says of what", name),
                       "add how = \"...\" with what is divided by what"});
  }

  /// Of a stretch goal, and of its key results, that left the score.
  void check_reasons(const Objective& objective) {
    if (objective.type() != ObjectiveType::aspirational) return;
    check_reason(objective, objective.id.text);
    for (const KeyResult& kr : objective.key_results) check_reason(kr, to_string(kr.id));
  }

 private:
  template <class Record>
  void check_reason(const Record& record, const std::string& name) {
    if (!is_set_aside(record.state)) return;
    const auto excuse = Title(record.reason).phrase(no_reasons_);
    if (!excuse) return;
    note(record.allow,
         {Code::W231, record.place_of("reason"),
          fmt::format("'{}' was {} for {}: a stretch goal may end low", name, word(record.state), *excuse),
          "leave it in and score it, or say what changed around it"});
  }

  void note(const std::vector<std::string>& allow, Finding finding) {
    practice_.findings.note(allow, std::move(finding));
  }

  void check_pay(const Title& title, const std::vector<std::string>& allow, Place place, const std::string& name) {
    const auto pay = title.pay(pay_);
    if (!pay) return;
    note(allow, {Code::W226, place, fmt::format("{} speaks of pay: \"{}\"", name, *pay),
                 "goals that decide on pay are set low: keep the two apart"});
  }

  static bool is_measured(const KeyResult& kr) {
    return kr.kind == Kind::number || kr.kind == Kind::sum || kr.kind == Kind::hold || kr.kind == Kind::percent;
  }

  static bool any_measured(const Objective& objective) {
    return objective.roll_up != RollUp::krs || std::ranges::any_of(objective.key_results, is_measured);
  }

  static bool names_measure(const KeyResult& kr) {
    return !kr.unit.empty() || !kr.kpi.empty() || !kr.change.empty() || kr.kind == Kind::percent;
  }

  /// By the KPI that feeds it, or by a unit of its own.
  bool is_told_apart(const KeyResult& kr) const {
    if (kr.unit.find(' ') != std::string::npos) return true;
    const Kpi* kpi = kr.kpi.empty() ? nullptr : kpi_named(practice_.workspace, kr.kpi);
    return kpi && (!kpi->how.empty() || !kpi->what.empty() || !kpi->formula.empty());
  }

  static bool is_to_fall(const KeyResult& kr) {
    if (kr.good) return *kr.good == Good::down;
    return kr.kind == Kind::hold ? kr.max.has_value() : kr.baseline && kr.target && *kr.target < *kr.baseline;
  }

  const Practice& practice_;
  std::vector<std::string> outputs_, activities_, vague_, as_usual_, ambiguous_, pay_, no_reasons_, effort_;
};

// --- in any language -------------------------------------------------------------------------------------------------

void check_amount(const Practice& practice, const Objective& objective) {
  const auto amount = Title(objective.title).amount();
  if (!amount) return;
  practice.findings.note(objective.allow,
                         {Code::W203, objective.place_of("title"),
                          fmt::format("objective '{}' names a number: {}", objective.id.text, *amount),
                          "say the ambition in words; the number goes into a key result", std::string(okr_or_kpi)});
}

void check_length(const Practice& practice, const Objective& objective) {
  const std::size_t length = count_characters(objective.title);
  if (length <= longest_title) return;
  practice.findings.note(objective.allow,
                         {Code::W204, objective.place_of("title"),
                          fmt::format("the title of '{}' has {} characters", objective.id.text, length),
                          fmt::format("up to {} stay in mind; the rest goes into why", longest_title)});
}

}  // namespace

void check_sentences(const Practice& practice, const Cycle& cycle) {
  Sentences sentences(practice);
  const bool is_read = is_english(practice.workspace.settings);
  for (const Objective& objective : cycle.objectives) {
    if (is_read) sentences.check_reasons(objective);
    if (!is_live(objective.state)) continue;
    check_amount(practice, objective);
    check_length(practice, objective);
    if (!is_read) continue;
    sentences.check(objective);
    for (const KeyResult& kr : objective.key_results)
      if (is_live(kr.state)) sentences.check(kr);
  }
}

void check_sentences_of_kpis(const Practice& practice) {
  if (!is_english(practice.workspace.settings)) return;
  Sentences sentences(practice);
  for (const Kpi& kpi : practice.workspace.kpis)
    if (!kpi.faulty) sentences.check(kpi);
}

}  // namespace okr
