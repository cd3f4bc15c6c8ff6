// SPDX-License-Identifier: MIT
// The tables of fields of cycles, check-ins and KPIs: one line a key, which fills a member, with the shape and the
// words that follow from the member's type, and how it is narrowed.
#include <array>

#include "model/field_makers.hpp"

namespace okr {
namespace {

constexpr KindSet linear = kinds(Kind::number, Kind::sum);
constexpr KindSet holds = kinds(Kind::hold);

using Y = Cycle;
constexpr auto cycle_fields = std::to_array<Field<Y>>({
    key<Y, &Y::title>("title", "What the cycle is about, in a line"),
    part<Y>("id", Shape::text, "Name of the cycle; the folder's name, which it must equal"),
    key<Y, &Y::parent>("parent", "The longer cycle this one belongs to"),
    held(key<Y, &Y::start_stated>("start", "First day; follows from names such as 2026-Q3, 2026-08, 2026-W33"),
         [](const Y& cycle) { return taken(cycle.period.first); }),
    held(key<Y, &Y::end_stated>("end", "Last day"), [](const Y& cycle) { return taken(cycle.period.last); }),
    key<Y, &Y::cadence>("cadence", "How often its key results are checked in"),
    within(key<Y, &Y::grace_days>("grace-days", "Days after the end on which check-ins still count"), 0, 366),
    key<Y, &Y::state>("state", "Where the cycle stands; active unless said"),
});

using O = Objective;
constexpr auto objective_fields = std::to_array<Field<O>>({
    required(key<O, &O::title>("title", "The ambition, in a line")),
    shaped(key<O, &O::why>("why", "Why it matters"), Shape::long_text),
    held(key<O, &O::type_stated>("type",
                                 "Committed ends at 1.0 or is missed; aspirational (the default) does well at 0.7"),
         [](const O& objective) { return taken(objective.type()); }),
    shaped(key<O, &O::owners>("owner", "Who answers for it, or a list of them"), Shape::names),
    key<O, &O::contributors>("contributors", "Who else works on it"),
    key<O, &O::links>("links", "Addresses of what is to be read with it"),
    part<O, &O::initiatives>("initiatives", Shape::initiatives,
                             "What is being done for it: texts, or { title, done, owner, due, link }"),
    key<O, &O::team>("team", "Whose it is, for grouping"),
    key<O, &O::level>("level", "Where in the organisation it stands"),
    key<O, &O::tier>("tier", "Strategic or tactical; from the cycle's length unless said"),
    held(at_least(key<O, &O::weight>("weight", "Relative weight in its cycle or parent; 1 unless said"), 0),
         [](const O& objective) { return taken(objective.weight_or_default()); }),
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

constexpr auto directions = std::to_array<std::string_view>({"up", "down"});

using K = KeyResult;
constexpr auto key_result_fields = std::to_array<Field<K>>({
    required(key<K, &K::title>("title", "What is measured or done, in a line")),
    shaped(key<K, &K::why>("why", "Why this tells that the objective is reached"), Shape::long_text),
    held(key<K, &K::kind_stated>("kind", "What sort of key result it is; follows from the other keys where it can"),
         [](const K& key_result) { return taken(key_result.kind); }),
    only(key<K, &K::baseline>("baseline", "Value at the start; 0 for a number that goes up"), linear),
    only(key<K, &K::target>("target", "Value to reach; scores 1.0, or 0.7 beside a stretch"), linear),
    only(shaped(key<K, &K::change>("change", "Target relative to the baseline: \"+20%\""), Shape::relative), linear),
    only(key<K, &K::commit>("commit", "Value that scores 0.3, beside a stretch"), linear),
    only(key<K, &K::stretch>("stretch", "Value beyond the target that scores 1.0"), linear),
    only(one_of(key<K, &K::good>("good", "The direction that is better; from baseline and target unless said"),
                directions),
         linear),
    only(key<K, &K::take>("take", "Which reading counts: the last (the default), the best, or their mean"),
         kinds(Kind::number)),
    only(part<K, &K::plan>("plan", Shape::plan, "Where it should be on which day: [[date, value], ...]"), linear),
    only(key<K, &K::floor>("floor", "What the value cannot fall below"), linear),
    only(key<K, &K::ceil>("ceil", "What the value cannot rise above"), linear),
    only(key<K, &K::min>("min", "Lower bound to hold"), holds),
    only(key<K, &K::max>("max", "Upper bound to hold"), holds),
    only(at_least(key<K, &K::margin>("margin", "How far beyond a bound is a risk and not yet a miss of the pace"), 0),
         holds),
    only(within(key<K, &K::misses>("misses", "Periods that may miss the bound"), 0, 100000), holds),
    only(key<K, &K::strict>("strict", "The bound itself is a miss"), holds),
    only(key<K, &K::period>("period", "Length of the periods that are judged; its KPI's or the cadence unless said"),
         holds),
    only(key<K, &K::judge>("judge", "Every period (the default), or only the latest value"), holds),
    only(
        key<K, &K::aggregate>("aggregate", "How a period's values become one; as in its KPI, or the last, unless said"),
        holds),
    only(part<K, &K::steps>("steps", Shape::steps, "Milestones: texts, or { title, id, weight, due }"),
         kinds(Kind::milestones)),
    only(shaped(key<K, &K::rubric>("rubric", "What fail, commit, target and stretch look like"), Shape::long_text),
         kinds(Kind::graded)),
    key<K, &K::unit>("unit", "Unit of the value"),
    held(at_least(key<K, &K::weight>("weight", "Relative weight in its objective; 1 unless said"), 0),
         [](const K& key_result) { return taken(key_result.weight_or_default()); }),
    shaped(key<K, &K::owners>("owner", "Who answers for it, or a list of them"), Shape::names),
    key<K, &K::start>("start", "First day, where it is not the cycle's"),
    key<K, &K::due>("due", "Last day, where it is not the cycle's"),
    key<K, &K::kpi>("kpi", "KPI its values come from"),
    key<K, &K::counter>("counter", "KPI or key result that must not suffer"),
    key<K, &K::depends_on>("depends-on", "What it waits for"),
    key<K, &K::indicator>("indicator", "Tells early (lead) or afterwards (lag)"),
    key<K, &K::source>("source", "Where the value is read"),
    key<K, &K::links>("links", "Addresses of what is to be read with it"),
    part<K, &K::initiatives>("initiatives", Shape::initiatives,
                             "What is being done for it: texts, or { title, done, owner, due, link }"),
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

using A = Initiative;
constexpr auto initiative_fields = std::to_array<Field<A>>({
    required(key<A, &A::title>("title", "What is done")),
    key<A, &A::done>("done", "It is finished"),
    shaped(key<A, &A::owners>("owner", "Who does it, or a list of them"), Shape::names),
    key<A, &A::due>("due", "Day it is due"),
    key<A, &A::link>("link", "Address of a page on it"),
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

template <auto Pointer>
constexpr Field<Kpi> csv_key(std::string_view name, std::string_view doc) {
  Field<Kpi> field;
  field.key = name;
  field.doc = doc;
  field.assign = [](Kpi& kpi, const Datum& datum) { put(kpi.values.*Pointer, datum); };
  field.read = [](const Kpi& kpi) { return taken(kpi.values.*Pointer); };
  field.copy = [](Kpi& to, const Kpi& from) { to.values.*Pointer = from.values.*Pointer; };
  return field;
}

using P = Kpi;
constexpr auto kpi_fields = std::to_array<Field<P>>({
    required(key<P, &P::title>("title", "Name of the metric")),
    shaped(key<P, &P::what>("what", "What is measured"), Shape::long_text),
    shaped(key<P, &P::why>("why", "Why it matters"), Shape::long_text),
    shaped(key<P, &P::how>("how", "How it is measured; numerator and denominator of a ratio"), Shape::long_text),
    key<P, &P::who>("who", "Who answers for it"),
    one_of(shaped(key<P, &P::review>("review", "How often its definition is looked at again"), Shape::word),
           rhythm_words),
    key<P, &P::unit>("unit", "Unit of the value"),
    key<P, &P::good>("good", "The direction that is better; up unless said"),
    key<P, &P::target>("target", "Green from here on"),
    key<P, &P::warn>("warn", "Amber up to here"),
    key<P, &P::min>("min", "Lower end of the good range"),
    key<P, &P::max>("max", "Upper end of the good range"),
    at_least(key<P, &P::margin>("margin", "How far outside the range is amber"), 0),
    key<P, &P::strict>("strict", "The target itself is a miss"),
    key<P, &P::every>("every", "The period it is reported for; a month unless said"),
    key<P, &P::aggregate>("aggregate", "How a period's readings become one value; the last unless said"),
    key<P, &P::expect>("expect", "How often readings come; every period unless said"),
    key<P, &P::missing>("missing", "\"zero\" counts a missing reading as 0 in sums, counts and means"),
    within(key<P, &P::lag_days>("lag-days", "Days after a period's end until its reading is expected"), 0, 3660),
    key<P, &P::floor>("floor", "What the value cannot fall below"),
    key<P, &P::ceil>("ceil", "What the value cannot rise above"),
    key<P, &P::target_by>("target-by", "Day by which the target is to be met"),
    key<P, &P::indicator>("indicator", "Tells early (lead) or afterwards (lag)"),
    key<P, &P::control>("control", "How far it can be influenced"),
    key<P, &P::counter>("counter", "KPI that must not suffer"),
    key<P, &P::supports>("supports", "Objectives it serves"),
    shaped(key<P, &P::decision>("decision", "What is done when it is red"), Shape::long_text),
    key<P, &P::health>("health", "Shown with every status"),
    key<P, &P::level>("level", "Where in the organisation it stands"),
    key<P, &P::team>("team", "Whose it is, for grouping"),
    shaped(key<P, &P::owners>("owner", "Who records it, or a list of them"), Shape::names),
    key<P, &P::tags>("tags", "Words to group by"),
    key<P, &P::source>("source", "Where the value is read"),
    key<P, &P::was>("was", "Names it once had; older references still find it"),
    key<P, &P::allow>("allow", "Codes of rules that are not reported for it"),
    key<P, &P::rebase>("rebase", "Days from which natural limits are computed anew"),
    key<P, &P::signal>("signal",
                       "What is told from chance: its level, or its change from period to period where it grows"),
    part<P, &P::benchmarks>("benchmarks", Shape::benchmarks,
                            "Values of others to compare with: { name, value, source, date }"),
    key<P, &P::formula>("formula", "Made of other KPIs: \"signups / visits * 100\""),
    csv_key<&CsvSource::path>("values", "CSV file of the workspace that holds the readings"),
    csv_key<&CsvSource::date_column>("date-column", "Its column with the date"),
    csv_key<&CsvSource::value_column>("value-column", "Its column with the value"),
    csv_key<&CsvSource::decimal>("decimal", "Its decimal mark: \".\" or \",\""),
    csv_key<&CsvSource::delimiter>("delimiter", "What separates its columns"),
    csv_key<&CsvSource::date_format>("date-format", "How its dates are written: \"%d.%m.%Y\""),
});

constexpr auto reading_fields = std::to_array<Field<Reading>>({
    required(part<Reading>("value", Shape::amounts,
                           "The reading; several of one day as a list, for all but last and first")),
    part<Reading>("note", Shape::long_text, "What is to be known of it"),
    key<Reading, &Reading::final>("final", "The period is complete though it has not ended"),
});

using T = KpiTarget;
constexpr auto target_fields = std::to_array<Field<T>>({
    key<T, &T::target>("target", "Green from here on"),
    key<T, &T::warn>("warn", "Amber up to here"),
    key<T, &T::min>("min", "Lower end of the good range"),
    key<T, &T::max>("max", "Upper end of the good range"),
    at_least(key<T, &T::margin>("margin", "How far outside the range is amber"), 0),
    key<T, &T::why>("why", "What changed"),
});

constexpr auto benchmark_fields = std::to_array<Field<Benchmark>>({
    required(key<Benchmark, &Benchmark::name>("name", "Whose value it is")),
    required(key<Benchmark, &Benchmark::value>("value", "The value")),
    key<Benchmark, &Benchmark::source>("source", "Where it was published"),
    key<Benchmark, &Benchmark::date>("date", "Of when it is"),
});

using I = Checkin;
constexpr auto checkin_fields = std::to_array<Field<I>>({
    required(key<I, &I::date>("date", "Day of the check-in; the same as in the file's name")),
    shaped(key<I, &I::at>("at", "Time of day, written by the program"), Shape::time),
    key<I, &I::by>("by", "Who checked in"),
    shaped(key<I, &I::note>("note", "What happened"), Shape::long_text),
    key<I, &I::wins>("wins", "What went well"),
    part<I>(
        "blockers", Shape::blockers,
        "What is in the way: texts, or { id, text } of a record; each stands until it is solved, or the cycle is over"),
    key<I, &I::priorities>("priorities", "The coming week; the next check-in asks which are done"),
    key<I, &I::done>("done", "Priorities of the last check-in that are done"),
    key<I, &I::needs>("needs", "Help wanted"),
    key<I, &I::ahead>("ahead", "What comes in the next four weeks"),
    key<I, &I::lessons>("lessons", "What to do differently"),
    shaped(
        key<I, &I::solved>("solved", "Records, or texts of blockers, of which all earlier blockers are out of the way"),
        Shape::text_list),
});

constexpr auto blocker_fields = std::to_array<Field<Blocker>>({
    key<Blocker, &Blocker::about>("id", "Objective, key result or KPI that it holds up"),
    required(key<Blocker, &Blocker::text>("text", "What is in the way")),
});

constexpr auto entry_fields = std::to_array<Field<Entry>>({
    part<Entry>("value", Shape::entries, "Value, amount, true or false, grade, or list of steps, as the kind wants it"),
    within(key<Entry, &Entry::confidence>("confidence", "1 (never) to 10 (in the bag)"), 1, 10),
    shaped(key<Entry, &Entry::note>("note", "What moved it"), Shape::long_text),
});

}  // namespace

std::span<const Field<Cycle>> fields_of(const Cycle*) { return cycle_fields; }
std::span<const Field<Objective>> fields_of(const Objective*) { return objective_fields; }
std::span<const Field<KeyResult>> fields_of(const KeyResult*) { return key_result_fields; }
std::span<const Field<Step>> fields_of(const Step*) { return step_fields; }
std::span<const Field<Initiative>> fields_of(const Initiative*) { return initiative_fields; }
std::span<const Field<Change>> fields_of(const Change*) { return change_fields; }
std::span<const Field<CycleResult>> fields_of(const CycleResult*) { return result_fields; }
std::span<const Field<ObjectiveResult>> fields_of(const ObjectiveResult*) { return objective_result_fields; }
std::span<const Field<KeyResultResult>> fields_of(const KeyResultResult*) { return key_result_result_fields; }
std::span<const Field<Kpi>> fields_of(const Kpi*) { return kpi_fields; }
std::span<const Field<Reading>> fields_of(const Reading*) { return reading_fields; }
std::span<const Field<KpiTarget>> fields_of(const KpiTarget*) { return target_fields; }
std::span<const Field<Benchmark>> fields_of(const Benchmark*) { return benchmark_fields; }
std::span<const Field<Checkin>> fields_of(const Checkin*) { return checkin_fields; }
std::span<const Field<Blocker>> fields_of(const Blocker*) { return blocker_fields; }
std::span<const Field<Entry>> fields_of(const Entry*) { return entry_fields; }

}  // namespace okr
