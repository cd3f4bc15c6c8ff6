// SPDX-License-Identifier: MIT
// KPIs and their readings: one line a key.
#include "model/field_makers.hpp"

namespace okr {

using namespace making;

namespace {

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
    key<P, &P::owner>("owner", "Who records it"),
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

}  // namespace

template <>
std::span<const Field<Kpi>> fields() {
  return kpi_fields;
}
template <>
std::span<const Field<Reading>> fields() {
  return reading_fields;
}
template <>
std::span<const Field<KpiTarget>> fields() {
  return target_fields;
}
template <>
std::span<const Field<Benchmark>> fields() {
  return benchmark_fields;
}

}  // namespace okr
