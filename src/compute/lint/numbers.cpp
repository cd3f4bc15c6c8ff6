// SPDX-License-Identifier: MIT
// Rules about numbers that cannot be meant: anchors, days, scales of per cent, and moves without a reason.
#include "okr/compute/lint.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/core.h>

#include "compute/lint/findings.hpp"
#include "compute/parts.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {
namespace {

constexpr double scales_apart = 50;  // 12 beside 0.13 is the same share on two scales (W248)

// --- key results -----------------------------------------------------------------------------------------------------

/// "baseline 290, commit 500, target 400": those that are given, in the order in which they have to lie.
std::string anchors_in_words(const Definition& definition) {
  const std::pair<std::string_view, std::optional<double>> anchors[] = {{"baseline", definition.baseline},
                                                                        {"commit", definition.commit},
                                                                        {"target", definition.target},
                                                                        {"stretch", definition.stretch}};
  std::vector<std::string> said;
  for (const auto& [name, value] : anchors)
    if (value) said.push_back(fmt::format("{} {}", name, shortest(*value)));
  return join(said, ", ");
}

Finding order_finding(const KeyResult& kr, const Definition& definition, const std::string& name) {
  if (definition.commit && !definition.stretch)
    return {Code::E106, kr.place_of("commit"), fmt::format("'{}' has a commit but no stretch", name),
            "add stretch = ..., or remove commit"};
  return {Code::E106, kr.place_of("stretch"),
          fmt::format("{} of '{}' are not in order", anchors_in_words(definition), name),
          "each must lie beyond the one before"};
}

/// What is missing is what stood before the start; a sum has nothing before it.
std::string_view way_to_baseline(const KeyResult& kr) {
  if (kr.kpi.empty()) return "add baseline = ...";
  if (kr.kind == Kind::sum)
    return "a sum begins at 0, and this one is to fall: add baseline = ..., or keep it with max";
  return "its KPI has no value before the start: add baseline = ...";
}

Finding anchors_finding(const Subject& subject, Absence absence, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const std::string name = to_string(kr.id);
  const std::string_view aim = kr.change.empty() ? "target" : "change";
  if (absence == Absence::target_is_baseline)
    return {Code::E103, kr.place_of(aim), fmt::format("target of '{}' equals its baseline", name),
            "to keep a value, hold it with min or max"};
  if (absence == Absence::relative_to_zero)
    return {Code::E104, kr.place_of("change"), fmt::format("'{}' changes by {} from a baseline of 0", name, kr.change),
            "say the target as a number"};
  if (absence == Absence::no_baseline)
    return {Code::E105, kr.place_of(aim), fmt::format("'{}' needs a baseline", name), std::string(way_to_baseline(kr))};
  if (absence == Absence::met_before_start)
    return {Code::W215, kr.place_of(aim), fmt::format("the KPI of '{}' had met the target before the start", name),
            "aim further, or keep it with min or max"};
  if (absence == Absence::direction_contradicts)
    return {Code::E113, kr.place_of(kr.good ? "good" : aim),
            fmt::format("direction of '{}' contradicts its baseline and target", name), "one of the three is a slip"};
  if (absence == Absence::anchors_disordered) return order_finding(kr, definition_of(kr, as_of), name);
  return {Code::E102, kr.place_of(aim), fmt::format("the numbers of '{}' are too far apart to compute with", name)};
}

bool is_about_anchors(Absence absence) {
  return absence == Absence::target_is_baseline || absence == Absence::relative_to_zero ||
         absence == Absence::no_baseline || absence == Absence::direction_contradicts ||
         absence == Absence::anchors_disordered || absence == Absence::beyond_range ||
         absence == Absence::met_before_start;
}

void check_anchors(const Subject& subject, Findings& findings, Date as_of) {
  const Definition definition = definition_of(subject.key_result, as_of);
  if (definition.kind != Kind::number && definition.kind != Kind::sum) return;
  const auto anchors = anchors_of(subject, definition, as_of);
  if (anchors || !is_about_anchors(anchors.absence)) return;
  Finding finding = anchors_finding(subject, anchors.absence, as_of);
  const bool is_unfinished = finding.code == Code::E105 && is_draft(subject, as_of);
  findings.note(subject.key_result.allow, std::move(finding), is_unfinished);
}

void check_steps(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  if (kr.kind != Kind::milestones || kr.unfinished) return;
  const std::vector<double> none(kr.steps.size(), 0.0);
  const auto progress = step_progress(kr.steps, none);
  if (progress.absence == Absence::no_steps) {
    Finding finding{
        Code::E108, kr.place_of("steps"),
        fmt::format("'{}' {}", to_string(kr.id), kr.steps.empty() ? "has no steps" : "has no step with weight")};
    findings.note(kr.allow, std::move(finding), is_draft(subject, as_of));
  }
  if (progress.absence != Absence::bad_weights) return;
  for (const Step& step : kr.steps)
    if (!(step.weight >= 0))
      findings.note(kr.allow,
                    {Code::E109, step.place, fmt::format("a step of '{}' has a weight below 0", to_string(kr.id))});
}

/// A percent fed by a KPI: what the KPI came to in its days.
void check_fed_percent(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const Definition definition = definition_of(kr, as_of);
  const Kpi* kpi = definition.kind == Kind::percent ? kpi_of(subject, definition) : nullptr;
  if (!kpi || kpi->faulty) return;
  if (points_of(subject, definition, as_of).absence == Absence::outside_domain) {
    findings.note(kr.allow, {Code::E107, kr.place_of("kpi"),
                             fmt::format("'{}' is a percent, and its KPI '{}' has a value below 0", to_string(kr.id),
                                         kpi->id.text),
                             "0 to 100"});
  }
}

void check_domains(const Subject& subject, Findings& findings) {
  const KeyResult& kr = subject.key_result;
  for (const Entry& entry : kr.entries) {
    const double* number = std::get_if<double>(&entry.value);
    const bool is_word = std::holds_alternative<std::string>(entry.value);
    if (kr.kind == Kind::percent && number && *number < 0)
      findings.note(
          kr.allow,
          {Code::E107, entry.value_place,
           fmt::format("'{}' is a percent and cannot be {}", to_string(kr.id), display_value(*number)), "0 to 100"});
    if (kr.kind == Kind::graded && (number || is_word) && !grade_of(entry.value))
      findings.note(kr.allow, {Code::E107, entry.value_place, fmt::format("not a grade of '{}'", to_string(kr.id)),
                               "0 to 1, or fail, commit, target, stretch"});
  }
}

/// What was said of a record that rested by then, as a merge may bring it.
void check_rest(const Subject& subject, Findings& findings, Date as_of) {
  const Definition definition = definition_of(subject, as_of);
  if (!definition.frozen) return;
  const bool is_own = is_final_state(definition.state);
  const State state = is_own ? definition.state : definition_of(subject.objective, as_of).state;
  const Period rest{add_days(*definition.frozen, 1), std::min(counted_days(subject, definition).last, as_of)};
  const std::string id = to_string(subject.key_result.id);
  for (const Entry& entry : subject.key_result.entries)
    if (contains(rest, entry.date))
      findings.note(
          subject.key_result.allow,
          {Code::W243, entry.place,
           fmt::format("{} is after '{}' was {} on {}: the check-in does not count for '{}'", to_string(entry.date),
                       is_own ? id : subject.objective.id.text, word(state), to_string(*definition.frozen), id)});
}

void check_days(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  for (const TiedDay& day : tied_days(subject, as_of))
    findings.note(kr.allow,
                  {Code::W251, day.counts->value_place,
                   fmt::format("'{}' has two values on {} and no time tells the later: this one counts",
                               to_string(kr.id), to_string(day.counts->date)),
                   "remove one, or let `at = hh:mm:ss` say which is the later",
                   fmt::format("the other one: {}", to_string(day.passed_over->value_place, subject.workspace))});
  const Period days = counted_days(subject, definition_of(kr, as_of));
  for (const Entry* entry : uncounted_entries(subject, as_of)) {
    if (contains(days, entry->date)) continue;  // in the future: check_future
    findings.note(kr.allow,
                  {Code::W243, entry->place,
                   fmt::format("{} is {}: the check-in does not count for '{}'", to_string(entry->date),
                               entry->date < days.first ? "before its start" : "after its end", to_string(kr.id))});
  }
}

struct FutureEntry {
  const KeyResult* key_result;
  const Entry* entry;
};

std::vector<FutureEntry> future_entries(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  std::vector<FutureEntry> future;
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results) {
      const Subject subject{workspace, cycle, objective, kr};
      if (fault_of(subject) != Absence::none) continue;
      const Period days = counted_days(subject, definition_of(kr, as_of));
      for (const Entry* entry : uncounted_entries(subject, as_of))
        if (contains(days, entry->date)) future.push_back({&kr, entry});
    }
  std::ranges::stable_sort(future, {}, [](const FutureEntry& one) { return one.entry->date; });
  return future;
}

/// Said once a cycle, of the first: one day that is looked from makes all later check-ins future ones.
void check_future(const Workspace& workspace, const Cycle& cycle, Findings& findings, Date as_of) {
  const std::vector<FutureEntry> future = future_entries(workspace, cycle, as_of);
  std::set<std::size_t> checkins;
  for (const FutureEntry& one : future) checkins.insert(one.entry->checkin);
  for (const auto& [kr, entry] : future) {
    Finding finding{Code::W243, entry->place,
                    fmt::format("{} is in the future: the check-in does not count", to_string(entry->date))};
    if (checkins.size() > 1)
      finding.mend = fmt::format(
          "nor {}", checkins.size() == 2 ? "does a later one" : fmt::format("do {} later ones", checkins.size() - 1));
    if (findings.note(kr->allow, std::move(finding))) return;
  }
}

// --- percent scales --------------------------------------------------------------------------------------------------

struct PlacedValue {
  double value;
  Place place;
};

/// The first value above 100, else the first that seems to be on the other scale; null when there is none. In their
/// order in time. `may_be_small`: the aim itself lies below 1, or falls towards it, so that a small value is a good
/// one; and a series that begins small and grows is no slip either.
const PlacedValue* odd_percent(const std::vector<PlacedValue>& values, bool may_be_small) {
  double greatest = 0;
  for (const PlacedValue& each : values)
    if (each.value > 100) return &each;
  for (const PlacedValue& each : values) {
    const double size = std::abs(each.value);
    if (!may_be_small && size > 0 && size < 1 && greatest >= scales_apart * size) return &each;
    greatest = std::max(greatest, size);
  }
  return nullptr;
}

bool is_small(const std::optional<double>& number) { return number && std::abs(*number) < 1; }

bool aims_small(const KeyResult& kr) {
  return is_small(kr.target) || is_small(kr.commit) || is_small(kr.stretch) || is_small(kr.min) || is_small(kr.max);
}

bool aims_small(const Kpi& kpi) {
  const auto any = [](const KpiBounds& bounds) {
    return is_small(bounds.target) || is_small(bounds.warn) || is_small(bounds.min) || is_small(bounds.max);
  };
  return any(kpi) || std::ranges::any_of(kpi.targets, any);
}

/// "29" of 0.29, whatever the product of the two doubles.
std::string percent_of_share(double share) {
  constexpr double digits = 1e9;
  return shortest(std::round(share * 100 * digits) / digits);
}

Finding percent_finding(const PlacedValue& odd, const std::string& name) {
  const bool above = odd.value > 100;
  return {Code::W248,
          odd.place,
          above ? fmt::format("{} % of '{}' is above 100", display_value(odd.value), name)
                : fmt::format("{} of '{}' looks like a share among percents", display_value(odd.value), name),
          above ? std::string{} : fmt::format("did you mean {}?", percent_of_share(odd.value)),
          {},
          above ? Repair{} : Repair{Repair::What::value, percent_of_share(odd.value)}};
}

/// What a KPI says that is not looked at as a percent itself.
std::vector<PlacedValue> fed_values(const Subject& subject, Date as_of) {
  const Definition definition = definition_of(subject.key_result, as_of);
  const Kpi* kpi = kpi_of(subject, definition);
  if (!kpi || kpi->unit == "%" || definition.kind != Kind::percent) return {};
  std::vector<PlacedValue> values;
  if (const auto points = points_of(subject, definition, as_of))
    for (const Point& point : *points) values.push_back({point.value, point.place});
  return values;
}

void check_percents(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  if (kr.unit != "%" && kr.kind != Kind::percent) return;
  std::vector<PlacedValue> values = fed_values(subject, as_of);
  for (const Entry& entry : kr.entries)
    if (const double* number = std::get_if<double>(&entry.value)) values.push_back({*number, entry.value_place});
  if (const PlacedValue* odd = odd_percent(values, aims_small(kr)))
    findings.note(kr.allow, percent_finding(*odd, to_string(kr.id)));
}

void check_percents(const Kpi& kpi, Findings& findings) {
  if (kpi.unit != "%") return;
  std::vector<PlacedValue> values;
  for (const Reading& reading : kpi.readings) values.push_back({reading.value, reading.place});
  if (const PlacedValue* odd = odd_percent(values, aims_small(kpi)))
    findings.note(kpi.allow, percent_finding(*odd, kpi.id.text));
}

// --- against the numbers ---------------------------------------------------------------------------------------------

void check_kpi_baseline(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const Definition definition = definition_of(kr, as_of);
  if (definition.kind != Kind::number || !definition.baseline || definition.kpi.empty()) return;
  const auto known = kpi_baseline(subject, definition, as_of);
  if (!known) return;
  const double had = known->value;
  if (std::abs(had - *definition.baseline) <= reached_tolerance * std::max(1.0, std::abs(had))) return;
  const auto texts = display_together(std::array{*definition.baseline, had});
  findings.note(kr.allow, {Code::W242, place_in_force(kr, "baseline", as_of),
                           fmt::format("baseline of '{}' is {}, its KPI had {} before the start", to_string(kr.id),
                                       texts[0], texts[1])});
}

void check_confidence(const KeyResultNumbers& numbers, Findings& findings) {
  if (numbers.contradiction == Contradiction::none || numbers.confidence->explained || numbers.is_final) return;
  const bool sure = numbers.contradiction == Contradiction::too_sure;
  findings.note(numbers.key_result->allow,
                {Code::W229, numbers.confidence->place,
                 fmt::format("confidence {}/10 of '{}' while it is {}", numbers.confidence->value,
                             to_string(numbers.id), sure ? "at risk" : "ahead"),
                 "a note would say why"});
}

/// A state of done that nothing else says; of kind `done` its own says enough, that of its objective does not.
void check_state(const ObjectiveNumbers& whole, const KeyResultNumbers& numbers, Findings& findings) {
  const KeyResult& kr = *numbers.key_result;
  const bool is_silent = numbers.standing.points && numbers.standing.points->empty();
  const bool is_own = numbers.state == State::done && numbers.kind() != Kind::done;
  const bool is_with_all =
      whole.state == State::done && numbers.state == State::active && whole.objective->roll_up != RollUp::children;
  if (!is_silent || numbers.is_final || (!is_own && !is_with_all)) return;
  const std::string id = to_string(kr.id);
  findings.note(kr.allow,
                {Code::W250, is_own ? kr.place_of("state") : whole.objective->place_of("state"),
                 is_own ? fmt::format("'{}' is done, but no reading says so: it counts 0", id)
                        : fmt::format("'{}' is done, but no reading says so of '{}': it counts 0", whole.id.text, id),
                 fmt::format("a {} dated before it was done says how far it got",
                             numbers.is_fed() ? "reading of its KPI" : "check-in")});
}

void check_key_result(const Subject& subject, Findings& findings, Date as_of) {
  if (fault_of(subject) != Absence::none) return;
  check_anchors(subject, findings, as_of);
  check_steps(subject, findings, as_of);
  check_domains(subject, findings);
  check_fed_percent(subject, findings, as_of);
  check_days(subject, findings, as_of);
  check_rest(subject, findings, as_of);
  check_percents(subject, findings, as_of);
  check_kpi_baseline(subject, findings, as_of);
}

// --- reasons --------------------------------------------------------------------------------------------------------

/// In a cycle that runs an entry of `changes` says why; a state may say it in `reason`.
template <class Record>
void check_reasons(const Record& record, const std::string& name, Findings& findings, Date as_of) {
  for (const Change& change : record.changes) {
    const bool is_state = std::ranges::all_of(change.fields, [](const auto& field) { return field.key == "state"; });
    if (!change.why.empty() || as_of < change.on || (is_state && !record.reason.empty())) continue;
    findings.note(
        record.allow,
        {Code::W230, change.place,
         fmt::format("'{}' was changed on {}, and nothing says why", name, to_string(change.on)), "add why = \"...\""});
  }
}

void check_running(const Cycle& cycle, Findings& findings, Date as_of) {
  if (is_final(cycle, as_of)) return;
  for (const Objective& objective : cycle.objectives) {
    check_reasons(objective, objective.id.text, findings, as_of);
    for (const KeyResult& kr : objective.key_results) check_reasons(kr, to_string(kr.id), findings, as_of);
  }
}

bool every_cycle_is_open(const Workspace& workspace) {
  return workspace.cycles.size() >= workspace.known_cycles.size();
}

void check_objective(const ObjectiveSubject& subject, const ObjectiveNumbers& numbers, Findings& findings) {
  const Objective& objective = subject.objective;
  for (const KeyResultNumbers& kr : numbers.key_results) {
    check_confidence(kr, findings);
    check_state(numbers, kr, findings);
  }
  if (numbers.score.absence == Absence::bad_weights)
    findings.note(objective.allow,
                  {Code::E109, objective.place, fmt::format("weights in '{}' cannot be used", objective.id.text),
                   "from 0 on, and one above 0"});
  if (!has_nothing_to_score(numbers)) return;
  if (objective.roll_up != RollUp::krs && !every_cycle_is_open(subject.workspace)) return;
  const std::string mend =
      objective.roll_up == RollUp::children
          ? fmt::format("align an objective to it: parent = \"{}/{}\"", subject.cycle.id.text, objective.id.text)
          : "add a key result";
  Finding finding{Code::E108, objective.place, fmt::format("'{}' has nothing to be scored by", objective.id.text),
                  mend};
  findings.note(objective.allow, std::move(finding), subject.cycle.state == CycleState::draft);
}

/// Those of the objectives on top: nothing is scored where all of them are 0. One below 0 is E109 by itself.
void check_weights(const Cycle& cycle, const std::vector<const ObjectiveNumbers*>& on_top, Findings& findings) {
  std::vector<Part> parts;
  for (const ObjectiveNumbers* numbers : on_top) {
    if (is_fault(numbers->score.absence)) return;  // which is said itself
    parts.push_back(part_of(*numbers));
  }
  if (on_top.empty() || rolled_up(parts).absence != Absence::bad_weights) return;
  const Objective& first = *on_top.front()->objective;
  findings.note(first.allow, {Code::E109, first.place_of("weight"),
                              fmt::format("weights of the objectives of {} cannot be used", cycle.id.text),
                              "from 0 on, and one above 0"});
}

void check_cycle(const Workspace& workspace, const Cycle& cycle, ObjectiveTable& table, Findings& findings,
                 Date as_of) {
  if (!cycle.dated) return;
  check_closed(workspace, cycle, table, findings, as_of);
  check_running(cycle, findings, as_of);
  std::vector<const ObjectiveNumbers*> on_top;
  for (const Objective& objective : cycle.objectives) {
    for (const KeyResult& kr : objective.key_results)
      check_key_result({workspace, cycle, objective, kr}, findings, as_of);
    if (objective.faulty) continue;
    const ObjectiveNumbers& numbers = table.of(cycle, objective, as_of);
    check_objective({workspace, cycle, objective}, numbers, findings);
    if (numbers.top_level && counts(numbers.state)) on_top.push_back(&numbers);
  }
  check_future(workspace, cycle, findings, as_of);
  const bool is_sound = std::ranges::none_of(cycle.objectives, &Objective::faulty);
  if (is_sound && !is_final(cycle, as_of)) check_weights(cycle, on_top, findings);
}

void check_kpi(const Kpi& kpi, Findings& findings) {
  if (!kpi.faulty) check_percents(kpi, findings);
}

}  // namespace

void check_numbers(const Workspace& workspace, Date as_of, Findings& findings) {
  ObjectiveTable table(workspace);
  for (const Cycle& cycle : workspace.cycles) check_cycle(workspace, cycle, table, findings, as_of);
  for (const Kpi& kpi : workspace.kpis) check_kpi(kpi, findings);
}

Diagnostics lint_numbers(const Workspace& workspace, Date as_of) {
  Findings findings(workspace, as_of);
  check_numbers(workspace, as_of, findings);
  return std::move(findings).sorted();
}

}  // namespace okr
