// SPDX-License-Identifier: MIT
// The files of a cycle: one line a key.
#include "model/field_makers.hpp"

namespace okr {

using namespace making;

namespace {

constexpr KindSet linear = kinds(Kind::number, Kind::sum);
constexpr KindSet holds = kinds(Kind::hold);

using Y = Cycle;
constexpr auto cycle_fields = std::to_array<Field<Y>>({
    key<Y, &Y::title>("title", "What the cycle is about, in a line"),
    part<Y>("id", Shape::text, "Name of the cycle; the folder's name, which it must equal"),
    key<Y, &Y::parent>("parent", "The longer cycle this one belongs to"),
    key<Y, &Y::start_stated>("start", "First day; follows from names such as 2026-Q3, 2026-08, 2026-W33"),
    key<Y, &Y::end_stated>("end", "Last day"),
    key<Y, &Y::cadence>("cadence", "How often its key results are checked in"),
    within(key<Y, &Y::grace_days>("grace-days", "Days after the end on which check-ins still count"), 0, 366),
    key<Y, &Y::state>("state", "Where the cycle stands; active unless said"),
});

using O = Objective;
constexpr auto objective_fields = std::to_array<Field<O>>({
    required(key<O, &O::title>("title", "The ambition, in a line")),
    shaped(key<O, &O::why>("why", "Why it matters"), Shape::long_text),
    key<O, &O::type_stated>("type", "Committed ends at 1.0 or is missed; aspirational (the default) does well at 0.7"),
    key<O, &O::owner>("owner", "Who answers for it"),
    key<O, &O::contributors>("contributors", "Who else works on it"),
    key<O, &O::team>("team", "Whose it is, for grouping"),
    key<O, &O::level>("level", "Where in the organisation it stands"),
    key<O, &O::tier>("tier", "Strategic or tactical; from the cycle's length unless said"),
    at_least(key<O, &O::weight>("weight", "Relative weight in its cycle or parent; 1 unless said"), 0),
    key<O, &O::parents>("parent", "Objective or key result it is aligned to, or a list of them"),
    key<O, &O::roll_up>("roll-up", "Scored from its key results (the default), from aligned objectives, or from both"),
    key<O, &O::triggered_by>("triggered-by", "KPI that called for it"),
    key<O, &O::carried_from>("carried-from", "Where it was carried over from"),
    key<O, &O::state>("state", "Where it stands; active unless said"),
    key<O, &O::reason>("reason", "Why it was cancelled or deferred"),
    key<O, &O::tags>("tags", "Words to group by"),
    part<O>("changes", Shape::changes, "What was moved in a running cycle: when, from what to what, and why"),
    key<O, &O::was>("was", "Names it once had; older references still find it"),
    key<O, &O::allow>("allow", "Codes of rules that are not reported for it"),
});

using K = KeyResult;
constexpr auto key_result_fields = std::to_array<Field<K>>({
    required(key<K, &K::title>("title", "What is measured or done, in a line")),
    shaped(key<K, &K::why>("why", "Why this tells that the objective is reached"), Shape::long_text),
    key<K, &K::kind_stated>("kind", "What sort of key result it is; follows from the other keys where it can"),
    only(key<K, &K::baseline>("baseline", "Value at the start; 0 for a number that goes up"), linear),
    only(key<K, &K::target>("target", "Value to reach; scores 1.0, or 0.7 beside a stretch"), linear),
    only(shaped(key<K, &K::change>("change", "Target relative to the baseline: \"+20%\""), Shape::relative), linear),
    only(key<K, &K::commit>("commit", "Value that scores 0.3, beside a stretch"), linear),
    only(key<K, &K::stretch>("stretch", "Value beyond the target that scores 1.0"), linear),
    only(key<K, &K::good>("good", "The direction that is better; from baseline and target unless said"), linear),
    only(key<K, &K::take>("take", "Which reading counts: the last (the default), the best, or their mean"),
         kinds(Kind::number)),
    only(part<K>("plan", Shape::plan, "Where it should be on which day: [[date, value], ...]"), linear),
    only(key<K, &K::floor>("floor", "What the value cannot fall below"), linear),
    only(key<K, &K::ceil>("ceil", "What the value cannot rise above"), linear),
    only(key<K, &K::min>("min", "Lower bound to hold"), holds),
    only(key<K, &K::max>("max", "Upper bound to hold"), holds),
    only(at_least(key<K, &K::margin>("margin", "How far beyond a bound is a risk and not yet a miss of the pace"), 0),
         holds),
    only(within(key<K, &K::misses>("misses", "Periods that may miss the bound"), 0, 100000), holds),
    only(key<K, &K::strict>("strict", "The bound itself is a miss"), holds),
    only(key<K, &K::period>("period", "Length of the periods that are judged; the cadence unless said"), holds),
    only(key<K, &K::judge>("judge", "Every period (the default), or only the latest value"), holds),
    only(key<K, &K::aggregate>("aggregate", "How a period's values become one; the last unless said"), holds),
    only(part<K>("steps", Shape::steps, "Milestones: texts, or { title, id, weight, due }"), kinds(Kind::milestones)),
    only(shaped(key<K, &K::rubric>("rubric", "What fail, commit, target and stretch look like"), Shape::long_text),
         kinds(Kind::graded)),
    key<K, &K::unit>("unit", "Unit of the value"),
    at_least(key<K, &K::weight>("weight", "Relative weight in its objective; 1 unless said"), 0),
    key<K, &K::owner>("owner", "Who answers for it"),
    key<K, &K::start>("start", "First day, where it is not the cycle's"),
    key<K, &K::due>("due", "Last day, where it is not the cycle's"),
    key<K, &K::kpi>("kpi", "KPI its values come from"),
    key<K, &K::counter>("counter", "KPI or key result that must not suffer"),
    key<K, &K::depends_on>("depends-on", "What it waits for"),
    key<K, &K::indicator>("indicator", "Tells early (lead) or afterwards (lag)"),
    key<K, &K::source>("source", "Where the value is read"),
    key<K, &K::initiatives>("initiatives", "What is being done for it; never scored"),
    key<K, &K::tags>("tags", "Words to group by"),
    key<K, &K::parents>("parent", "Objective or key result it is aligned to, or a list of them"),
    part<K>("changes", Shape::changes, "What was moved in a running cycle: when, from what to what, and why"),
    key<K, &K::was>("was", "Names it once had; older check-ins still find it"),
    key<K, &K::state>("state", "Where it stands; active unless said"),
    key<K, &K::reason>("reason", "Why it was cancelled or deferred"),
    key<K, &K::carried_from>("carried-from", "Where it was carried over from"),
    shaped(key<K, &K::postmortem>("postmortem", "Why a committed key result was missed"), Shape::long_text),
    key<K, &K::allow>("allow", "Codes of rules that are not reported for it"),
});

constexpr auto step_fields = std::to_array<Field<Step>>({
    required(key<Step, &Step::title>("title", "What is done then")),
    key<Step, &Step::id>("id", "Short name for check-ins"),
    at_least(key<Step, &Step::weight>("weight", "Relative weight; 1 unless said"), 0),
    key<Step, &Step::due>("due", "Day it is due"),
});

constexpr auto change_fields = std::to_array<Field<Change>>({
    required(key<Change, &Change::on>("on", "From which day it holds")),
    key<Change, &Change::why>("why", "What happened"),
    part<Change>("baseline", Shape::number_list, "[old, new]"),
    part<Change>("target", Shape::number_list, "[old, new]"),
    part<Change>("commit", Shape::number_list, "[old, new]"),
    part<Change>("stretch", Shape::number_list, "[old, new]"),
    part<Change>("min", Shape::number_list, "[old, new]"),
    part<Change>("max", Shape::number_list, "[old, new]"),
    part<Change>("misses", Shape::number_list, "[old, new]"),
    part<Change>("margin", Shape::number_list, "[old, new]"),
    part<Change>("strict", Shape::truth_list, "[old, new]"),
    part<Change>("weight", Shape::number_list, "[old, new]"),
    part<Change>("start", Shape::date_list, "[old, new]"),
    part<Change>("due", Shape::date_list, "[old, new]"),
    part<Change>("kind", Shape::text_list, "[old, new]"),
    part<Change>("kpi", Shape::text_list, "[old, new]"),
    part<Change>("state", Shape::text_list, "[old, new]"),
});

using R = CycleResult;
constexpr auto result_fields = std::to_array<Field<R>>({
    required(key<R, &R::closed>("closed", "Day on which the cycle was closed")),
    within(key<R, &R::score>("score", "Final score of the cycle"), 0, 1),
    within(key<R, &R::as_planned>("as-planned", "Score with everything as first planned"), 0, 1),
    within(key<R, &R::aspirational>("aspirational", "Mean of the aspirational objectives"), 0, 1),
    key<R, &R::committed>("committed", "How many committed objectives were met: \"2 of 3\""),
    shaped(key<R, &R::note>("note", "A word on the cycle"), Shape::long_text),
    key<R, &R::wins>("wins", "What went well"),
    key<R, &R::lessons>("lessons", "What to do differently"),
    part<R>("objective", Shape::entries, "Final score and verdict of each objective"),
    part<R>("kr", Shape::entries, "Final numbers of each key result"),
});

using OR = ObjectiveResult;
constexpr auto objective_result_fields = std::to_array<Field<OR>>({
    within(key<OR, &OR::score>("score", "Final score"), 0, 1),
    key<OR, &OR::verdict>("verdict", "The verdict in a word"),
});

using KR = KeyResultResult;
constexpr auto key_result_result_fields = std::to_array<Field<KR>>({
    part<KR>("value", Shape::entries, "Last value"),
    key<KR, &KR::progress>("progress", "Progress from baseline to target; may be negative or above 1"),
    within(key<KR, &KR::score>("score", "Final score"), 0, 1),
    within(key<KR, &KR::confidence>("confidence", "Last stated confidence"), 1, 10),
    at_least(key<KR, &KR::weight>("weight", "Weight with which it counted"), 0),
    key<KR, &KR::state>("state", "State at the close"),
    key<KR, &KR::verdict>("verdict", "The verdict in a word"),
});

}  // namespace

template <>
std::span<const Field<Cycle>> fields() {
  return cycle_fields;
}
template <>
std::span<const Field<Objective>> fields() {
  return objective_fields;
}
template <>
std::span<const Field<KeyResult>> fields() {
  return key_result_fields;
}
template <>
std::span<const Field<Step>> fields() {
  return step_fields;
}
template <>
std::span<const Field<Change>> fields() {
  return change_fields;
}
template <>
std::span<const Field<CycleResult>> fields() {
  return result_fields;
}
template <>
std::span<const Field<ObjectiveResult>> fields() {
  return objective_result_fields;
}
template <>
std::span<const Field<KeyResultResult>> fields() {
  return key_result_result_fields;
}

}  // namespace okr
