// SPDX-License-Identifier: MIT
#include "okr/compute/course.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "okr/model/current.hpp"

namespace okr {
namespace {

constexpr double half_way = 0.5, quarter_way = 0.25;  // of the time
constexpr int doubtful_to = 5;                        // stated, of 10 (W217)
constexpr double even_chance = 0.5;
constexpr double least_volume = 100;  // up to a hundred things are looked at one by one, and most scales end there

/// The last day on which less than half of the time was over; empty for a window without such a day.
std::optional<Date> last_day_of_first_half(const Period& window) {
  const int days = days_between(window.first, window.last);
  if (days <= 0) return std::nullopt;
  return add_days(window.first, (days - 1) / 2);
}

bool is_aim_reached(const Standing& standing) {
  if (!standing.progress || !is_reached(*standing.progress)) return false;
  return !standing.definition.stretch || (standing.score && is_full(*standing.score));
}

bool is_guard(const Subject& subject, const KeyResult& other, Date as_of) {
  const Definition definition = definition_of(other, as_of);
  const bool is_live = definition.state == State::active || definition.state == State::draft;
  return &other != &subject.key_result && definition.kind == Kind::hold && is_live;
}

bool is_rest(const ChangedField::Value& value) {
  const auto* said = std::get_if<std::string>(&value);
  const auto state = said ? parse_word<State>(*said) : std::nullopt;
  return state && is_final_state(*state);
}

template <class Record>
const std::string& reason_of(const Record& record, Date as_of) {
  const Change* last = nullptr;
  const ChangedField* moved = nullptr;
  bool rested_before = false;
  for (const Change& change : record.changes) {
    const auto field = std::ranges::find(change.fields, "state", &ChangedField::key);
    if (as_of < change.on || field == change.fields.end()) continue;
    rested_before = rested_before || is_rest(field->before);
    if (last && change.on < last->on) continue;
    last = &change;
    moved = &*field;
  }
  const std::string state(word(definition_of(record, as_of).state));
  const bool says_why = last && !last->why.empty() && moved->after == ChangedField::Value(state);
  return says_why && (rested_before || record.reason.empty()) ? last->why : record.reason;
}

}  // namespace

const std::string& reason_of_state(const Objective& objective, Date as_of) { return reason_of(objective, as_of); }
const std::string& reason_of_state(const KeyResult& key_result, Date as_of) { return reason_of(key_result, as_of); }

bool is_running(const Cycle& cycle, Date as_of) {
  return cycle.dated && cycle.state != CycleState::draft && cycle.period.first <= as_of && !has_ended(cycle, as_of);
}

std::vector<const Cycle*> cycles_ended_last(const Workspace& workspace, Date as_of) {
  const std::vector<CycleSpan> spans = last_ended(spans_of(workspace), as_of);
  std::set<std::string_view> last;
  for (const CycleSpan& span : spans) last.insert(span.id.text);
  std::vector<const Cycle*> ended;
  for (const Cycle& cycle : workspace.cycles) {
    const bool has_run = cycle.dated && cycle.state != CycleState::draft && has_ended(cycle, as_of);
    const bool is_closed_early = as_of <= cycle.period.last;
    if (has_run && (is_closed_early || last.contains(cycle.id.text))) ended.push_back(&cycle);
  }
  return ended;
}

bool has_just_ended(const Cycle& ended_last, Date as_of) {
  return days_between(ended_last.period.last, as_of) <= length_in_days(ended_last.period) / 2;
}

bool is_too_easy(const Subject& subject, const KeyResultNumbers& numbers, Date as_of) {
  if (subject.objective.type() == ObjectiveType::committed || numbers.status() != PaceStatus::achieved) return false;
  if (!is_paced(numbers.standing.definition.kind) || numbers.standing.kept) return false;
  if (!is_aim_reached(numbers.standing)) return false;
  const auto half = last_day_of_first_half(numbers.window);
  if (!half) return false;
  return as_of <= *half || is_aim_reached(standing_of(subject, definition_of(subject.key_result, as_of), *half));
}

bool can_aim_higher(const Subject& subject, const KeyResultNumbers& numbers) {
  const Kind kind = numbers.kind();
  const auto& anchors = numbers.standing.anchors;
  if (!is_paced(kind) || (!anchors && kind != Kind::milestones)) return false;
  if (kind == Kind::milestones) return true;  // steps can be added
  const Clip ends = ends_of(subject, numbers.standing);
  return (anchors->rises() ? ends.ceil : ends.floor) != anchors->target;
}

Doubt doubt_of(const Subject& subject, const KeyResultNumbers& numbers, const KeyResultForecast& forecast) {
  if (subject.objective.type() != ObjectiveType::committed || !(numbers.weight > 0)) return Doubt::none;
  const PaceStatus status = numbers.status();
  const bool runs = status == PaceStatus::at_risk || status == PaceStatus::no_data || status == PaceStatus::behind ||
                    status == PaceStatus::on_track || status == PaceStatus::ahead;
  if (!runs || numbers.reached || numbers.pace.lost) return Doubt::none;
  const bool is_said = numbers.confidence && numbers.confidence->value <= doubtful_to;
  if (is_said && above(numbers.pace.elapsed, quarter_way)) return Doubt::stated;
  if (!above(numbers.pace.elapsed, half_way) || !forecast.forecast || !likelihood_of(*forecast.forecast))
    return Doubt::none;
  return below(forecast.forecast->target.value(), even_chance) ? Doubt::forecast : Doubt::none;
}

std::optional<OpeningConfidence> opening_confidence(const Subject& subject, Date as_of) {
  const auto stated = stated_entries(subject, as_of);
  if (!stated.empty()) return OpeningConfidence{*stated.front()->confidence, stated.front()};
  if (subject.key_result.carried_from.empty()) return std::nullopt;
  const Found origin = resolve(subject.workspace, subject.cycle, subject.key_result.carried_from);
  if (!origin.key_result) return std::nullopt;
  const auto last =
      confidence_of(Subject{subject.workspace, *origin.cycle, *origin.objective, *origin.key_result}, as_of);
  return last ? std::optional(OpeningConfidence{last->value, nullptr}) : std::nullopt;
}

bool wants_counter(const Subject& subject, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const Definition definition = definition_of(kr, as_of);
  if (definition.kind != Kind::number && definition.kind != Kind::sum) return false;
  const Kpi* kpi = kpi_of(subject, definition);
  if ((kr.unit.empty() && kpi ? kpi->unit : kr.unit) == "%") return false;
  if (kr.ceil || (kpi && kpi->ceil)) return false;
  const auto anchors = anchors_of(subject, definition, as_of);
  return anchors && anchors->rises() && at_least(anchors->target, least_volume);
}

bool has_counter(const Subject& subject, Date as_of) {
  if (!subject.key_result.counter.empty()) return true;
  const Kpi* kpi = kpi_of(subject, definition_of(subject.key_result, as_of));
  if (kpi && !kpi->counter.empty()) return true;
  return std::ranges::any_of(subject.objective.key_results,
                             [&](const KeyResult& other) { return is_guard(subject, other, as_of); });
}

}  // namespace okr
