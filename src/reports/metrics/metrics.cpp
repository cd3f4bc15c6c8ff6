// SPDX-License-Identifier: MIT
#include "reports/metrics/metrics.hpp"

#include <map>
#include <optional>
#include <span>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/tables/tables.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- samples, families, and their text -------------------------------------------------------------------------------

constexpr int seconds_a_day = 86400;

long long seconds_since_1970(Date day) { return std::chrono::sys_days(day).time_since_epoch().count() * 86400LL; }

struct Label {
  std::string_view name;
  std::string value;
};

/// {cycle="2026-Q3",team="core"}; those that say nothing are left out.
std::string label_text(std::span<const Label> labels) {
  std::string text;
  for (const Label& label : labels)
    if (!label.value.empty())
      text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", label.name, backslashed(label.value, "\\\""));
  return text.empty() ? text : "{" + text + "}";
}

/// What a metric is: its name ends with its unit, as OpenMetrics has it.
struct Family {
  std::string_view name, unit, help;
};

class Metrics {
 public:
  explicit Metrics(bool with_timestamps) : with_timestamps_(with_timestamps) {}

  /// Days of one series are added as they come; without timestamps the last one stands.
  void add(const Family& family, std::span<const Label> labels, const std::optional<double>& value, Date day) {
    if (!value) return;
    const auto [place, is_new] = places_.try_emplace(std::string(family.name), families_.size());
    if (is_new) families_.push_back({family, {}, {}});
    Series& series = families_[place->second];
    const std::string name = label_text(labels);
    const auto [at, is_first] = series.places.try_emplace(name, series.samples.size());
    if (is_first) series.samples.emplace_back();
    std::string& lines = series.samples[at->second];
    const std::string line = fmt::format("{}{} {}", family.name, name, okr::shortest(*value));
    if (!with_timestamps_)
      lines = line + "\n";
    else
      lines += fmt::format("{} {}\n", line, seconds_since_1970(day));
  }

  std::string text() const {
    std::string text;
    for (const Series& series : families_) {
      const Family& family = series.family;
      text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", family.name, family.help);
      if (!family.unit.empty()) text += fmt::format("# UNIT {} {}\n", family.name, family.unit);
      for (const std::string& lines : series.samples) text += lines;
    }
    return text + "# EOF\n";
  }

 private:
  struct Series {
    Family family;
    std::map<std::string, std::size_t> places;  // by labels
    std::vector<std::string> samples;           // of each label set, its lines
  };
  bool with_timestamps_;
  std::map<std::string, std::size_t> places_;  // by the family's name
  std::vector<Series> families_;
};

// --- what is measured of each record ---------------------------------------------------------------------------------

template <class Numbers>
struct Metric {
  Family family;
  std::optional<double> (*get)(const Numbers&);
};

template <class Kind>
std::optional<double> number(const std::optional<Quantity<Kind>>& quantity) {
  return quantity ? std::optional(quantity->value()) : std::nullopt;
}
template <class T>
std::optional<double> number(const Computed<T>& computed) {
  return number(computed.value);
}

constexpr Metric<CycleNumbers> cycle_metrics[] = {
    {{"okr_cycle_score_ratio", "ratio", "Score of a cycle, 0 to 1, over all top-level objectives."},
     [](auto& c) { return number(c.score); }},
    {{"okr_cycle_elapsed_ratio", "ratio", "How much of a cycle is over, 0 to 1."},
     [](auto& c) { return std::optional(c.elapsed); }},
};

constexpr Metric<ObjectiveNumbers> objective_metrics[] = {
    {{"okr_objective_score_ratio", "ratio", "Score of an objective, 0 to 1."}, [](auto& o) { return number(o.score); }},
    {{"okr_objective_expected_ratio", "ratio", "What the paced key results of an objective should have by now."},
     [](auto& o) { return rests(o.status) ? std::nullopt : number(o.expected); }},
};

std::optional<double> reading_age(const KeyResultNumbers& kr) {
  if (kr.recency.freshness == Freshness::not_asked) return std::nullopt;
  return static_cast<double>(kr.recency.value_age) * seconds_a_day;
}

constexpr Family key_result_score{
    "okr_key_result_score_ratio", "ratio",
    "Score of a key result, 0 to 1; none without data, or while it is drafted, cancelled or "
    "deferred."};

constexpr Metric<KeyResultNumbers> key_result_metrics[] = {
    {{"okr_key_result_progress_ratio", "ratio", "Progress of a key result: 0 at its baseline, 1 at its target, raw."},
     [](auto& k) { return number(k.progress); }},
    {{"okr_key_result_expected_ratio", "ratio", "Where the progress of a key result should be by now."},
     [](auto& k) { return rests(k.status()) ? std::nullopt : number(k.pace.expected); }},
    {{"okr_key_result_confidence_ratio", "ratio", "Confidence in a key result as last stated, 0.1 to 1."},
     [](auto& k) { return k.confidence ? std::optional(k.confidence->value / 10.0) : std::nullopt; }},
    {{"okr_key_result_value", "", "Value of a key result in its own unit: last, best, mean or total."},
     [](auto& k) { return k.value(); }},
    {{"okr_key_result_reading_age_seconds", "seconds",
      "Time since the last reading of a key result, or since its start; none where nothing is asked."},
     reading_age},
};

constexpr Family kpi_value{"okr_kpi_value", "", "Value of a KPI in its own unit, of its last complete period."};
constexpr Family kpi_target{"okr_kpi_target", "", "What a KPI is judged by, in its own unit."};
constexpr Family kpi_age{"okr_kpi_reading_age_seconds", "seconds", "Time since the last reading of a KPI."};
constexpr Family kpi_red{"okr_kpi_red_periods", "", "Complete periods of a KPI at the end that are red in a row."};
constexpr Family cycle_info{"okr_cycle_info", "", "1; what a cycle is called."};
constexpr Family objective_info{"okr_objective_info", "", "1; what an objective is called, its type and its status."};
constexpr Family key_result_info{"okr_key_result_info", "", "1; what a key result is called, its kind and its status."};
constexpr Family kpi_info{"okr_kpi_info", "", "1; what a KPI is called, its unit and its status."};

// --- records ---------------------------------------------------------------------------------------------------------

/// A cycle on a day; what it is called is told of the last day alone.
struct CycleDay {
  Metrics& metrics;
  const Workspace& workspace;
  Date day;
  bool is_last;

  template <class Numbers, std::size_t N>
  void add_all(const Metric<Numbers> (&list)[N], std::span<const Label> labels, const Numbers& numbers) const {
    for (const Metric<Numbers>& metric : list) metrics.add(metric.family, labels, metric.get(numbers), day);
  }
  void add_info(const Family& family, std::span<const Label> labels) const {
    if (is_last) metrics.add(family, labels, 1, day);
  }
};

void add_key_result(const CycleDay& on, const ObjectiveNumbers& objective, const KeyResultNumbers& kr) {
  const KeyResult* definition = kr.key_result;
  const Objective* home = objective.objective;
  const std::string& cycle = kr.cycle->id.text;
  const std::string id = to_string(kr.id);
  const Label labels[] = {
      {"cycle", cycle},
      {"objective", objective.id.text},
      {"key_result", id},
      {"team", home ? home->team : std::string()},
      {"owner", home && definition ? owner_of(on.workspace.settings, *home, *definition) : std::string()}};
  on.metrics.add(key_result_score, labels, number(counted_score(objective, kr)), on.day);
  on.add_all(key_result_metrics, labels, kr);
  const Label info[] = {{"cycle", cycle},
                        {"objective", objective.id.text},
                        {"key_result", id},
                        {"title", definition ? definition->title : std::string()},
                        {"kind", definition && definition->kind_known ? std::string(word(kr.kind())) : ""},
                        {"unit", kr.unit},
                        {"status", machine_word(word(kr.status()))}};
  on.add_info(key_result_info, info);
}

void add_objective(const CycleDay& on, const ObjectiveNumbers& objective) {
  const Objective* definition = objective.objective;
  const std::string& cycle = objective.cycle->id.text;
  const Label labels[] = {
      {"cycle", cycle},
      {"objective", objective.id.text},
      {"team", definition ? definition->team : std::string()},
      {"owner", definition ? join(owners_of(on.workspace.settings, *definition), ", ") : std::string()}};
  on.add_all(objective_metrics, labels, objective);
  const Label info[] = {{"cycle", cycle},
                        {"objective", objective.id.text},
                        {"title", title_of(objective)},
                        {"type", std::string(word(objective.type))},
                        {"status", machine_word(word(objective.status))}};
  on.add_info(objective_info, info);
  for (const KeyResultNumbers& kr : objective.key_results) add_key_result(on, objective, kr);
}

void add_cycle(const CycleDay& on, const CycleNumbers& numbers) {
  const Label labels[] = {{"cycle", numbers.cycle->id.text}};
  on.add_all(cycle_metrics, labels, numbers);
  const Label info[] = {{"cycle", numbers.cycle->id.text},
                        {"title", numbers.cycle->title},
                        {"state", std::string(word(state_on(*numbers.cycle, on.day)))}};
  on.add_info(cycle_info, info);
  for (const ObjectiveNumbers& objective : numbers.objectives) add_objective(on, objective);
}

/// The day from which a period's value is known: its last one, or that of the reading which closed it before.
Date day_of(const KpiPeriod& period, Date as_of) {
  return period.period.last <= as_of ? period.period.last : period.last_reading.value_or(as_of);
}

void add_kpi(Metrics& metrics, KpiBook& book, const Kpi& kpi, const MetricsQuestion& question) {
  const Workspace& workspace = book.workspace();
  const Date as_of = book.as_of();
  const KpiNumbers numbers = book.numbers(kpi);
  const Label labels[] = {
      {"kpi", kpi.id.text}, {"team", kpi.team}, {"owner", join(owners_of(workspace.settings, kpi), ", ")}};
  for (std::size_t i = 0; i < numbers.periods.size(); ++i) {
    const KpiPeriod& period = numbers.periods[i];
    const bool is_wanted = question.with_past ? period.complete : numbers.last == i;
    if (!is_wanted || !period.value) continue;
    metrics.add(kpi_value, labels, period.value, day_of(period, as_of));
    if (kpi.has_direction()) metrics.add(kpi_target, labels, numbers.bounds[i].target, day_of(period, as_of));
  }
  const std::optional<double> age = numbers.age ? std::optional<double>(*numbers.age) : std::nullopt;
  metrics.add(kpi_age, labels, age ? std::optional(*age * seconds_a_day) : std::nullopt, as_of);
  if (numbers.status != Rag::not_available)  // whether they are red is not known
    metrics.add(kpi_red, labels, static_cast<double>(numbers.red_in_a_row), as_of);
  const Label info[] = {
      {"kpi", kpi.id.text}, {"title", kpi.title}, {"unit", kpi.unit}, {"status", machine_word(word(numbers.status))}};
  metrics.add(kpi_info, info, 1, as_of);
}

}  // namespace

std::string metrics_text(const Workspace& workspace, const MetricsQuestion& question, Date as_of) {
  Metrics metrics(question.with_timestamps);
  const bool with_past = question.with_past && question.with_timestamps;
  for (const Cycle* cycle : question.cycles) {
    const std::vector<Date> days = with_past ? score_days(workspace, *cycle, as_of) : std::vector<Date>{as_of};
    for (const Date day : days)
      add_cycle({metrics, workspace, day, day == days.back()}, numbers_of(workspace, *cycle, day));
  }
  MetricsQuestion of_kpis = question;
  of_kpis.with_past = with_past;
  KpiBook book(workspace, as_of);
  for (const Kpi& kpi : workspace.kpis) add_kpi(metrics, book, kpi, of_kpis);
  return metrics.text();
}

}  // namespace okr::reports
