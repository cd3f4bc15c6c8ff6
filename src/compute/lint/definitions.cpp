// SPDX-License-Identifier: MIT
// The rules about how a cycle's goals are set: how many, whose, measured by what.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "compute/lint/findings.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/pace.hpp"
#include "okr/compute/practice.hpp"
#include "okr/model/words.hpp"

namespace okr {
namespace {

constexpr int few_objectives = 3;            // I301
constexpr std::size_t few_key_results = 2;   // fewer have no majority and nothing to compare, and W202 speaks
constexpr std::size_t some_key_results = 3;  // W247
constexpr double begun = 0.1;                // of the time (I302)
constexpr double percent_like = 10;          // a weight that was not meant as a multiple of 1 (W228)

using KeyResults = std::vector<const KeyResult*>;

KeyResults live_key_results(const Objective& objective) {
  KeyResults live;
  for (const KeyResult& kr : objective.key_results)
    if (is_live(kr.state)) live.push_back(&kr);
  return live;
}

std::string names_of(const KeyResults& key_results) {
  std::vector<std::string> names;
  for (const KeyResult* kr : key_results) names.push_back(to_string(kr->id));
  return listed(names, 3);
}

// --- how many --------------------------------------------------------------------------------------------------------

void check_count_of_objectives(const Practice& practice, const Cycle& cycle) {
  std::size_t all = 0;
  for (const ObjectiveGroup& group : objective_groups(cycle)) {
    const std::size_t count = group.objectives.size();
    all += count;
    if (static_cast<int>(count) <= objectives_of_a_cycle.most) continue;
    const Objective& first_too_many = *group.objectives[static_cast<std::size_t>(objectives_of_a_cycle.most)];
    const std::string of = group.whose.empty() ? cycle.id.text : fmt::format("{} in {}", group.whose, cycle.id.text);
    practice.findings.note_of_file(
        {Code::W201, first_too_many.place,
         fmt::format("{} objectives of {}: more than {}", count, of, objectives_of_a_cycle.most),
         "choose; the others can wait for the next cycle"});
  }
  if (all == 0 || all >= static_cast<std::size_t>(few_objectives)) return;
  const auto first = std::ranges::find_if(cycle.objectives, [](const Objective& one) { return is_live(one.state); });
  if (tier_of(cycle, *first) == Tier::strategic) return;  // one for a year is usual
  practice.findings.note_of_file(
      {Code::I301, first->place,
       fmt::format("{} in {}", counted(static_cast<long long>(all), "objective"), cycle.id.text),
       "one can be right; three to five are usual"});
}

void check_count_of_key_results(const Practice& practice, const Objective& objective) {
  const auto count = count_of_key_results(objective);
  if (!count || *count == 0 || key_results_of_an_objective.hold(*count)) return;  // none at all is E108
  if (objective.roll_up == RollUp::both && *count < key_results_of_an_objective.least) return;
  const bool few = *count < key_results_of_an_objective.least;
  practice.findings.note(
      objective.allow,
      {Code::W202, objective.place, fmt::format("'{}' has {}", objective.id.text, counted(*count, "key result")),
       few ? "one number rarely tells the whole; what else shows that it is reached?"
           : "the key ones are two to five; watch the others with KPIs"});
}

// --- what is said of them --------------------------------------------------------------------------------------------

void check_owners(const Practice& practice, const Cycle& cycle, const Objective& objective) {
  KeyResults without;
  const KeyResults live = live_key_results(objective);
  for (const KeyResult* kr : live)
    if (!has_owner({practice.workspace, cycle, objective, *kr})) without.push_back(kr);
  const bool nobody_at_all = live.empty() && owners_of(practice.workspace.settings, objective).empty();
  if (nobody_at_all || (live.size() > 1 && without.size() == live.size())) {
    practice.findings.note(objective.allow,
                           {Code::W209, objective.place, fmt::format("nobody answers for '{}'", objective.id.text),
                            "add owner = \"...\""});
    return;
  }
  for (const KeyResult* kr : without)
    practice.findings.note(kr->allow, {Code::W209, kr->place, fmt::format("nobody answers for '{}'", to_string(kr->id)),
                                       "add owner = \"...\""});
}

/// Its level says so; or it is a team's, and there is something that a team's objective can serve.
bool is_below_another(const Workspace& workspace, const Cycle& cycle, const Objective& objective) {
  if (objective.level) return *objective.level != Level::company;
  if (objective.team.empty()) return false;
  const bool any_above = std::ranges::any_of(
      cycle.objectives, [](const Objective& one) { return one.level == Level::company && is_live(one.state); });
  return any_above || (!cycle.parent.empty() && workspace.cycle(CycleId(cycle.parent.text)));
}

void check_what_is_said(const Practice& practice, const Cycle& cycle, const Objective& objective) {
  if (!objective.type_stated)
    practice.findings.note(objective.allow,
                           {Code::W212,
                            objective.place,
                            fmt::format("'{}' does not say how firm it is: aspirational is assumed", objective.id.text),
                            "add type = \"committed\", \"aspirational\" or \"learning\"",
                            {},
                            {Repair::What::field, "\"aspirational\"", "type"}});
  if (objective.why.empty())
    practice.findings.note(
        objective.allow,
        {Code::W239, objective.place, fmt::format("'{}' does not say why", objective.id.text), "add why = \"...\""});
  if (is_below_another(practice.workspace, cycle, objective) && objective.parents.empty())
    practice.findings.note(
        objective.allow, {Code::W233, objective.place,
                          fmt::format("'{}' serves no objective above it", objective.id.text), "add parent = \"...\""});
}

// --- how they are measured -------------------------------------------------------------------------------------------

/// By their words or by numbers, in any language.
bool names_grades(std::string_view rubric) {
  const std::string text = to_lower_ascii(rubric);
  return std::ranges::any_of(text, is_digit) || std::ranges::any_of(words_of<Zone>(), [&](std::string_view word) {
           return text.find(word) != std::string::npos;
         });
}

void check_measure(const Practice& practice, const Subject& subject) {
  const KeyResult& kr = subject.key_result;
  const auto note = [&](Code code, std::string message, std::string mend) {
    practice.findings.note(kr.allow, {code, kr.place, std::move(message), std::move(mend)});
  };
  const std::string name = to_string(kr.id);
  if (kr.kind == Kind::graded && !names_grades(kr.rubric))
    note(Code::W205, fmt::format("'{}' is graded, and its rubric does not say what a grade looks like", name),
         "say what fail, commit, target and stretch look like");
  const bool falls = kr.good == Good::down || !kr.change.empty();  // E105 says it
  if (needs_baseline(subject) && !has_baseline(subject) && !falls)
    note(Code::W214, fmt::format("'{}' does not say where it begins: 0 is assumed", name), "add baseline = ...");
  if (needs_source(subject) && !has_source(subject))
    note(Code::I303, fmt::format("'{}' does not say where its value is read", name),
         "add source = \"...\", or kpi = \"...\"");
}

bool is_yes_or_no(const KeyResult& kr) { return kr.kind == Kind::done || kr.kind == Kind::milestones; }

void check_outputs(const Practice& practice, const Objective& objective, const KeyResults& live) {
  const auto count =
      static_cast<std::size_t>(std::ranges::count_if(live, [](const KeyResult* kr) { return is_yes_or_no(*kr); }));
  if (live.size() < few_key_results || 2 * count <= live.size()) return;
  practice.findings.note(objective.allow, {Code::W227, objective.place,
                                           fmt::format("{} of {} key results of '{}' are yes or no, or steps", count,
                                                       live.size(), objective.id.text),
                                           "they tell what was done; add what is different then"});
}

std::optional<Indicator> indicator_of(const Workspace& workspace, const KeyResult& kr) {
  if (kr.indicator) return kr.indicator;
  const Kpi* kpi = kr.kpi.empty() ? nullptr : kpi_named(workspace, kr.kpi);
  return kpi ? kpi->indicator : std::nullopt;
}

void check_indicators(const Practice& practice, const Objective& objective, const KeyResults& live) {
  const bool all_lag = std::ranges::all_of(
      live, [&](const KeyResult* kr) { return indicator_of(practice.workspace, *kr) == Indicator::lag; });
  if (live.size() < few_key_results || !all_lag) return;
  practice.findings.note(
      objective.allow,
      {Code::W236, objective.place, fmt::format("all key results of '{}' tell afterwards (lag)", objective.id.text),
       "add one that tells early: indicator = \"lead\""});
}

/// More than one, and each due on the cycle's last day because somebody wrote so.
void check_due_days(const Practice& practice, const Cycle& cycle, const Objective& objective, const KeyResults& live) {
  const bool all_last = std::ranges::all_of(live, [&](const KeyResult* kr) { return kr->due == cycle.period.last; });
  if (live.size() < few_key_results || !all_last) return;
  practice.findings.note(objective.allow,
                         {Code::W211, live.front()->place_of("due"),
                          fmt::format("all key results of '{}' are due on the last day", objective.id.text),
                          "say when each is really done, or leave due out"});
}

/// A bound is held, not reached; steps are initiatives themselves; to measure is one.
bool wants_initiative(const KeyResult& kr) {
  return kr.kind != Kind::hold && kr.kind != Kind::milestones && kr.kind != Kind::measure;
}

void check_initiatives(const Practice& practice, const Cycle& cycle, const Objective& objective,
                       const KeyResults& live) {
  if (cycle.state != CycleState::active || !objective.initiatives.empty()) return;
  if (!(elapsed(cycle.period, practice.as_of) > begun)) return;
  KeyResults without;
  for (const KeyResult* kr : live)
    if (kr->initiatives.empty() && kr->state == State::active && wants_initiative(*kr)) without.push_back(kr);
  if (without.empty()) return;
  practice.findings.note(
      objective.allow, {Code::I302, without.front()->place,
                        fmt::format("nothing is being done for {}", names_of(without)), "add initiatives = [\"...\"]"});
}

// --- weights and stretches -------------------------------------------------------------------------------------------

/// Beside a weight of 2 one without counts half of it, as it says; beside one of 50 it counts next to nothing.
bool is_weighted(const std::optional<double>& weight) { return weight && *weight >= percent_like; }

template <class Record>
const Record* unweighted_beside_weighted(const std::vector<const Record*>& records) {
  const bool any = std::ranges::any_of(records, [](const Record* one) { return is_weighted(one->weight); });
  if (!any) return nullptr;
  const auto it = std::ranges::find_if(records, [](const Record* one) { return !one->weight; });
  return it == records.end() ? nullptr : *it;
}

Finding weights_finding(Place place, const std::string& name) {
  return {Code::W228, place, fmt::format("'{}' has no weight, others beside it have: it counts 1", name),
          "give all of them a weight, or none"};
}

void check_weights(const Practice& practice, const Objective& objective, const KeyResults& live) {
  if (const KeyResult* kr = unweighted_beside_weighted(live))
    practice.findings.note(kr->allow, weights_finding(kr->place, to_string(kr->id)));
  const auto weightless = [](const KeyResult* kr) { return kr->weight == 0; };
  const auto left_out = [](const KeyResult* kr) { return kr->weight == 0 && kr->kind != Kind::hold; };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(live, weightless));
  if (live.size() < some_key_results || count + 1 != live.size() || std::ranges::none_of(live, left_out)) return;
  practice.findings.note(
      objective.allow,
      {Code::W247, objective.place, fmt::format("one key result of '{}' carries all of the weight", objective.id.text),
       "what does not count is a KPI, or an initiative"});
}

void check_stretches(const Practice& practice, const Objective& objective, const KeyResults& live) {
  if (objective.type() != ObjectiveType::committed) return;
  KeyResults with, without;
  for (const KeyResult* kr : live) (kr->stretch ? with : without).push_back(kr);
  if (with.empty() || without.empty()) return;
  practice.findings.note(objective.allow, {Code::W249, with.front()->place_of("stretch"),
                                           fmt::format("'{}' has a stretch, {} none: 0.70 and 1.00 both mean met",
                                                       to_string(with.front()->id), names_of(without)),
                                           "give a promise no stretch, or all of them one"});
}

// --- bounds ----------------------------------------------------------------------------------------------------------

/// A hold that a KPI feeds is judged by the KPI's periods and by what those come to (method.md 0.16).
void check_beside_kpi(const Practice& practice, const KeyResult& kr, const Kpi& kpi) {
  const auto note = [&](std::string_view key, std::string_view own, std::string what, std::string mend) {
    practice.findings.note(
        kr.allow, {Code::W253, kr.place_of(key),
                   fmt::format("{} {} of '{}' does not count: {}", key, own, to_string(kr.id), what), std::move(mend)});
  };
  const std::string period = kr.period ? to_string(*kr.period) : std::string(word(kpi.every));
  if (period != word(kpi.every))
    note("period", period, fmt::format("that of its KPI '{}' is {}", kpi.id.text, word(kpi.every)),
         parse_word<PeriodUnit>(period)
             ? fmt::format("leave it out, or make a KPI with every = \"{}\" and formula = \"{}\"", period, kpi.id.text)
             : "leave it out");
  if (kr.aggregate && !kpi.formula.empty())
    note("aggregate", word(*kr.aggregate), fmt::format("its KPI '{}' is computed", kpi.id.text), "leave it out");
  else if (kr.aggregate && *kr.aggregate != kpi.aggregate)
    note("aggregate", word(*kr.aggregate), fmt::format("that of its KPI '{}' is {}", kpi.id.text, word(kpi.aggregate)),
         "leave it out, or say it of the KPI");
}

/// Where the latest value alone is judged there are no periods; but that of a total is its period's.
void check_beside_latest(const Practice& practice, const KeyResult& kr) {
  const bool has_periods = !kr.kpi.empty() || adds_up(kr.aggregate.value_or(Aggregate::last));
  const auto note = [&](bool is_given, std::string_view key) {
    if (!is_given) return;
    practice.findings.note(
        kr.allow, {Code::W253, kr.place_of(key),
                   fmt::format("{} of '{}' does not count: its latest value alone is judged", key, to_string(kr.id)),
                   "leave it out, or judge"});
  };
  note(kr.misses > 0, "misses");
  note(kr.period && !has_periods, "period");
  note(kr.aggregate && *kr.aggregate != Aggregate::last && !has_periods, "aggregate");
}

void check_idle_keys(const Practice& practice, const KeyResult& kr) {
  if (kr.kind != Kind::hold || kr.faulty || !kr.kind_known) return;
  if (const Kpi* kpi = practice.workspace.kpi(kr.kpi.text); kpi && !kpi->faulty) check_beside_kpi(practice, kr, *kpi);
  if (kr.judge == Judge::latest) check_beside_latest(practice, kr);
}

// --- titles that are there twice -------------------------------------------------------------------------------------

/// Letters and digits in small letters, with one blank between words.
std::string normal_title(std::string_view title) {
  std::string normal;
  for (const char c : to_lower_ascii(title)) {
    const bool is_kept =
        is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '%' || c == '+' || c == '#';
    if (is_kept)
      normal += c;
    else if (!normal.empty() && normal.back() != ' ')
      normal += ' ';
  }
  return std::string(trim(normal));
}

void check_twins(const Practice& practice, const Cycle& cycle) {
  std::map<std::string, std::string> seen;
  const auto look = [&](const auto& record, const std::string& name) {
    const std::string title = normal_title(record.title);
    if (title.empty()) return;
    const auto [it, is_first] = seen.emplace(title, name);
    if (is_first) return;
    practice.findings.note(record.allow, {Code::W232, record.place_of("title"),
                                          fmt::format("'{}' has the title of '{}'", name, it->second),
                                          "join the two, or say in what they differ"});
  };
  for (const Objective& objective : cycle.objectives) {
    if (!is_live(objective.state)) continue;
    look(objective, objective.id.text);
    for (const KeyResult* kr : live_key_results(objective)) look(*kr, to_string(kr->id));
  }
}

/// What a draft may leave open is not asked of one; how many there are and what they say is.
void check_objective(const Practice& practice, const Cycle& cycle, const Objective& objective) {
  const KeyResults live = live_key_results(objective);
  check_count_of_key_results(practice, objective);
  check_outputs(practice, objective, live);
  check_weights(practice, objective, live);
  check_stretches(practice, objective, live);
  check_due_days(practice, cycle, objective, live);
  check_indicators(practice, objective, live);
  for (const KeyResult* kr : live) check_idle_keys(practice, *kr);
  if (cycle.state == CycleState::draft || objective.state == State::draft) return;
  check_owners(practice, cycle, objective);
  check_what_is_said(practice, cycle, objective);
  check_initiatives(practice, cycle, objective, live);
  for (const KeyResult* kr : live)
    if (kr->state != State::draft && !kr->faulty && kr->kind_known)
      check_measure(practice, {practice.workspace, cycle, objective, *kr});
}

}  // namespace

void check_definitions(const Practice& practice, const Cycle& cycle) {
  check_count_of_objectives(practice, cycle);
  check_twins(practice, cycle);
  std::vector<const Objective*> live;
  for (const Objective& objective : cycle.objectives) {
    if (!is_live(objective.state) || objective.faulty) continue;
    live.push_back(&objective);
    check_objective(practice, cycle, objective);
  }
  if (const Objective* objective = unweighted_beside_weighted(live))
    practice.findings.note(objective->allow, weights_finding(objective->place, objective->id.text));
}

void check_sources_of_kpis(const Practice& practice) {
  for (const Kpi& kpi : practice.workspace.kpis)
    if (!kpi.faulty && !has_source(kpi))
      practice.findings.note(
          kpi.allow, {Code::I303, kpi.place_of("title"),
                      fmt::format("KPI '{}' does not say where it is read", kpi.id.text), "add source = \"...\""});
}

}  // namespace okr
