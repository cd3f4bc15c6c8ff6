// SPDX-License-Identifier: MIT
// The tables of fields: one line a key, which fills a member, with the shape and the words that follow from the member's
// type, and how it is narrowed.
#include "okr/model/fields.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace okr {
namespace {

// --- from a datum into a member ---------------------------------------------------------------------------------------

inline void put(std::string& member, const Datum& datum) { member = std::string(datum.text); }
inline void put(double& member, const Datum& datum) { member = datum.number; }
inline void put(std::optional<double>& member, const Datum& datum) { member = datum.number; }
inline void put(int& member, const Datum& datum) { member = static_cast<int>(datum.number); }
inline void put(std::optional<int>& member, const Datum& datum) { member = static_cast<int>(datum.number); }
inline void put(bool& member, const Datum& datum) { member = datum.truth; }
inline void put(Date& member, const Datum& datum) { member = datum.date; }
inline void put(std::optional<Date>& member, const Datum& datum) { member = datum.date; }
inline void put(std::optional<Rhythm>& member, const Datum& datum) { member = datum.rhythm; }
inline void put(std::vector<std::string>& member, const Datum& datum) { member = datum.texts; }
inline void put(std::vector<double>& member, const Datum& datum) { member = datum.numbers; }
inline void put(std::vector<Date>& member, const Datum& datum) { member = datum.dates; }
inline void put(Reference& member, const Datum& datum) { member = {std::string(datum.text), datum.places.front()}; }

inline void put(std::vector<Reference>& member, const Datum& datum) {
  member.clear();
  for (std::size_t i = 0; i < datum.texts.size(); ++i) member.push_back({datum.texts[i], datum.places[i]});
}

template <class E>
requires std::is_enum_v<E>
inline void put(E& member, const Datum& datum) { member = *parse_word<E>(datum.text); }
template <class E>
requires std::is_enum_v<E>
inline void put(std::optional<E>& member, const Datum& datum) { member = *parse_word<E>(datum.text); }

// --- the shape and the words that follow from a member's type ---------------------------------------------------------

template <class T>
struct Plain {
  using type = T;
};
template <class T>
struct Plain<std::optional<T>> {
  using type = T;
};

template <class T>
constexpr Shape shape_of() {
  if constexpr (std::is_same_v<T, std::string>)
    return Shape::text;
  else if constexpr (std::is_same_v<T, double>)
    return Shape::number;
  else if constexpr (std::is_same_v<T, int>)
    return Shape::integer;
  else if constexpr (std::is_same_v<T, bool>)
    return Shape::boolean;
  else if constexpr (std::is_same_v<T, Date>)
    return Shape::date;
  else if constexpr (std::is_same_v<T, Rhythm>)
    return Shape::rhythm;
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return Shape::text_list;
  else if constexpr (std::is_same_v<T, std::vector<double>>)
    return Shape::number_list;
  else if constexpr (std::is_same_v<T, std::vector<Date>>)
    return Shape::date_list;
  else if constexpr (std::is_same_v<T, Reference>)
    return Shape::reference;
  else if constexpr (std::is_same_v<T, std::vector<Reference>>)
    return Shape::references;
  else
    return Shape::word;
}

template <class T>
constexpr std::span<const std::string_view> words_for() {
  if constexpr (std::is_enum_v<T>) return words_of<T>();
  return {};
}

template <class Record, class Member>
Record record_of(Member Record::*);
template <class Record, class Member>
Member member_of(Member Record::*);

/// A key that fills the member; the record may be a base of the one that is read.
template <class Record, auto Pointer>
constexpr Field<Record> key(std::string_view name, std::string_view doc) {
  using Member = typename Plain<decltype(member_of(Pointer))>::type;
  Field<Record> field;
  field.key = name;
  field.shape = shape_of<Member>();
  field.doc = doc;
  field.words = words_for<Member>();
  field.assign = [](Record& record, const Datum& datum) { put(record.*Pointer, datum); };
  return field;
}

/// A key that the reader takes apart itself.
template <class Record>
constexpr Field<Record> part(std::string_view name, Shape shape, std::string_view doc) {
  Field<Record> field;
  field.key = name;
  field.shape = shape;
  field.doc = doc;
  return field;
}

template <class Record>
constexpr Field<Record> shaped(Field<Record> field, Shape shape) {
  field.shape = shape;
  return field;
}
template <class Record>
constexpr Field<Record> within(Field<Record> field, double least, double greatest) {
  field.domain = {least, greatest};
  return field;
}
template <class Record>
constexpr Field<Record> at_least(Field<Record> field, double least) {
  return within(field, least, std::numeric_limits<double>::infinity());
}
template <class Record>
constexpr Field<Record> required(Field<Record> field) {
  field.required = true;
  return field;
}
/// Fewer words than the member's type has.
template <class Record>
constexpr Field<Record> one_of(Field<Record> field, std::span<const std::string_view> words) {
  field.words = words;
  return field;
}
template <class... Kinds>
constexpr KindSet kinds(Kinds... all) {
  return static_cast<KindSet>((kind_bit(all) | ...));
}
constexpr Field<KeyResult> only(Field<KeyResult> field, KindSet set) {
  field.kinds = set;
  return field;
}

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
    shaped(key<O, &O::owners>("owner", "Who answers for it, or a list of them"), Shape::names),
    key<O, &O::contributors>("contributors", "Who else works on it"),
    key<O, &O::links>("links", "Addresses of what is to be read with it"),
    part<O>("initiatives", Shape::initiatives,
            "What is being done for it: texts, or { title, done, owner, due, link }"),
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

constexpr auto directions = std::to_array<std::string_view>({"up", "down"});

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
    only(one_of(key<K, &K::good>("good", "The direction that is better; from baseline and target unless said"),
                directions),
         linear),
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
    shaped(key<K, &K::owners>("owner", "Who answers for it, or a list of them"), Shape::names),
    key<K, &K::start>("start", "First day, where it is not the cycle's"),
    key<K, &K::due>("due", "Last day, where it is not the cycle's"),
    key<K, &K::kpi>("kpi", "KPI its values come from"),
    key<K, &K::counter>("counter", "KPI or key result that must not suffer"),
    key<K, &K::depends_on>("depends-on", "What it waits for"),
    key<K, &K::indicator>("indicator", "Tells early (lead) or afterwards (lag)"),
    key<K, &K::source>("source", "Where the value is read"),
    key<K, &K::links>("links", "Addresses of what is to be read with it"),
    part<K>("initiatives", Shape::initiatives,
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

constexpr auto weekdays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});

constexpr Field<WorkspaceSettings> check_in_day_field() {
  Field<WorkspaceSettings> field = key<WorkspaceSettings, &WorkspaceSettings::check_in_day>(
      "check-in-day", "Due from this weekday on; otherwise a cadence after the last check-in");
  field.shape = Shape::weekday;
  field.words = weekdays;
  return field;
}

using W = WorkspaceSettings;
constexpr auto workspace_fields = std::to_array<Field<W>>({
    key<W, &W::title>("title", "Name of the workspace, shown on reports"),
    key<W, &W::owner>("owner", "Owner of whatever names no other"),
    key<W, &W::cadence>("cadence",
                        "How often key results are checked in, in cycles of up to 100 days; longer ones ask monthly"),
    check_in_day_field(),
    within(key<W, &W::fiscal_year_start>("fiscal-year-start",
                                         "Month in which a year begins; 4 makes 2026-Q1 run April to June"),
           1, 12),
    key<W, &W::fiscal_year_name>("fiscal-year-name",
                                 "Which of its two calendar years a year is called after; with fiscal-year-start 10 "
                                 "and \"end\", 2026-Q1 is October to December 2025; \"start\" unless said"),
    key<W, &W::digits>("digits", "How thousands are grouped on a terminal, from 10000 on; not at all unless said"),
    part<W>("away", Shape::periods, "Days on which nothing falls due and nothing goes stale, as [first, last] pairs"),
});

using S = Scoring;
constexpr auto scoring_fields = std::to_array<Field<S>>({
    within(key<S, &S::aspirational_target>(
               "aspirational-target",
               "Share of the target that an aspirational key result is expected to reach; 0.70 unless said"),
           0.01, 1),
    key<S, &S::bands>("bands", "Scores where yellow and green begin; [0.40, 0.70] unless said"),
    within(
        key<S, &S::on_track_gap>(
            "on-track-gap", "How far behind pace is still on track, and how far in front is ahead; 0.10 unless said"),
        0, 1),
    within(key<S, &S::behind_gap>("behind-gap", "How far behind pace is behind and not yet at risk; 0.25 unless said"),
           0, 1),
    within(
        key<S, &S::grace_days>("grace-days", "Days after a cycle's end on which check-ins still count; 0 unless said"),
        0, 366),
    within(key<S, &S::scale>("scale", "1 or 100: how scores are shown"), 1, 100),
    within(key<S, &S::breach_periods>("breach-periods",
                                      "Red periods in a row after which a KPI calls for an objective; 1 unless said"),
           1, 1000),
    within(key<S, &S::limit_points>(
               "limit-points", "Points that set the natural limits of a KPI; fewer give trial limits; 20 unless said"),
           6, 1000),
});

using C = CheckSettings;
constexpr auto check_fields = std::to_array<Field<C>>({
    key<C, &C::profile>("profile", "Which rules are on; by the number of owners unless said"),
    key<C, &C::allow>("allow", "Codes of rules that are not reported in this workspace"),
    key<C, &C::language>("language", "Language of the titles; rules that read English words stand down for all but en"),
    part<C>("words", Shape::word_lists, "More words for rules that read words: { W206 = [\"draft\"] }"),
});

using U = UserSettings;
constexpr auto user_fields = std::to_array<Field<U>>({
    key<U, &U::me>("me", "Your name as owner; git's user name unless said"),
    key<U, &U::source>("source", "Name in the files of your check-ins; person and short host name unless said"),
    key<U, &U::color>("color", "Whether output is coloured"),
    key<U, &U::pager>("pager", "Program that shows long output"),
    key<U, &U::git_commit>("git-commit", "Commit what okr writes, where there is a git repository"),
    part<U>("pull", Shape::commands,
            "Commands that print values, for okr pull: { users = [\"count-users\", \"--weekly\"] }"),
});

using L = PullCommand;
constexpr auto pull_fields = std::to_array<Field<L>>({
    required(
        part<L>("run", Shape::text_list, "The program and its words, run in the workspace's folder and by no shell")),
    key<L, &L::timeout>("timeout", "How long it may take: \"90s\", \"2m\"; \"30s\" unless said"),
});

template <auto Pointer>
constexpr Field<Kpi> csv_key(std::string_view name, std::string_view doc) {
  Field<Kpi> field;
  field.key = name;
  field.doc = doc;
  field.assign = [](Kpi& kpi, const Datum& datum) { put(kpi.values.*Pointer, datum); };
  return field;
}

using P = Kpi;
constexpr auto kpi_fields = std::to_array<Field<P>>({
    required(key<P, &P::title>("title", "Name of the metric")),
    shaped(key<P, &P::what>("what", "What is measured"), Shape::long_text),
    shaped(key<P, &P::why>("why", "Why it matters"), Shape::long_text),
    shaped(key<P, &P::how>("how", "How it is measured; numerator and denominator of a ratio"), Shape::long_text),
    key<P, &P::who>("who", "Who answers for it"),
    key<P, &P::review>("review", "How often its definition is looked at again"),
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
    part<P>("benchmarks", Shape::benchmarks, "Values of others to compare with: { name, value, source, date }"),
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
std::span<const Field<WorkspaceSettings>> fields_of(const WorkspaceSettings*) { return workspace_fields; }
std::span<const Field<Scoring>> fields_of(const Scoring*) { return scoring_fields; }
std::span<const Field<CheckSettings>> fields_of(const CheckSettings*) { return check_fields; }
std::span<const Field<UserSettings>> fields_of(const UserSettings*) { return user_fields; }
std::span<const Field<PullCommand>> fields_of(const PullCommand*) { return pull_fields; }
std::span<const Field<Kpi>> fields_of(const Kpi*) { return kpi_fields; }
std::span<const Field<Reading>> fields_of(const Reading*) { return reading_fields; }
std::span<const Field<KpiTarget>> fields_of(const KpiTarget*) { return target_fields; }
std::span<const Field<Benchmark>> fields_of(const Benchmark*) { return benchmark_fields; }
std::span<const Field<Checkin>> fields_of(const Checkin*) { return checkin_fields; }
std::span<const Field<Blocker>> fields_of(const Blocker*) { return blocker_fields; }
std::span<const Field<Entry>> fields_of(const Entry*) { return entry_fields; }

}  // namespace okr
