// SPDX-License-Identifier: MIT
// A KPI's readings gathered into periods (method.md 5.3), and those of formulas from the periods of their parts.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <span>
#include <utility>

#include "compute/formula_periods.hpp"
#include "okr/base/ranges.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/staleness.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/workspace.hpp"

namespace okr {

int count_until(Date behind, Date day, PeriodUnit unit, FiscalYear fiscal) {
  const Period period = period_containing(day, unit, fiscal);
  if (unit <= PeriodUnit::week) return days_between(period.first, behind) / length_in_days(period);
  const auto months_until = [&](Date last) {
    return (std::chrono::year_month(last.year(), last.month()) -
            std::chrono::year_month(period.first.year(), period.first.month()))
        .count();
  };
  return static_cast<int>(months_until(behind) / months_until(add_days(period.last, 1)));
}

namespace {

// --- formulas --------------------------------------------------------------------------------------------------------

using PeriodsById = std::map<std::string, std::vector<KpiPeriod>>;

/// The period, or the silence that it is a part of.
const KpiPeriod* period_at(const std::vector<KpiPeriod>& periods, Date first) {
  const auto behind = std::ranges::upper_bound(periods, first, {}, [](const KpiPeriod& p) { return p.period.first; });
  if (behind == periods.begin()) return nullptr;
  const KpiPeriod& part = *std::prev(behind);
  return contains(part.period, first) ? &part : nullptr;
}

/// What a part says of a period beside others. One of which nothing came while everybody was away is 0 where it counts
/// as 0 and others did come: a week with a sale has a value without a refund.
std::optional<Formula::Amount> amount_beside(const Kpi& part, const KpiPeriod& period, bool others_came) {
  if (period.value) return Formula::Amount{*period.value, std::max(period.largest, std::abs(*period.value))};
  const bool is_zero = others_came && period.excused && period.awaited && counts_missing_as_zero(part);
  return is_zero ? std::optional(Formula::Amount()) : std::nullopt;
}

/// What the parts say of a period, together: complete, awaited, excused and covered when all of them are.
KpiPeriod joined(const Workspace& workspace, const Formula& formula, const PeriodsById& parts, const Period& period) {
  KpiPeriod result;
  result.period = period;
  result.complete = result.awaited = result.excused = true;
  result.expected = 0;
  for (const auto& [id, periods] : parts) {
    const KpiPeriod* part = period_at(periods, period.first);
    result.complete = result.complete && part && part->complete;
    result.awaited = result.awaited && part && part->awaited;
    result.excused = result.excused && part && part->excused;
    if (!part) continue;
    result.covered += part->covered;
    result.expected += part->expected;
    if (part->last_reading && (!result.last_reading || *part->last_reading > *result.last_reading))
      result.last_reading = part->last_reading;
  }
  const auto amount = formula.amount([&](const std::string& id) -> std::optional<Formula::Amount> {
    const KpiPeriod* part = period_at(parts.at(id), period.first);
    return part ? amount_beside(*workspace.kpi(id), *part, !result.excused) : std::nullopt;
  });
  if (!amount) return result;
  result.value = amount->value;
  result.largest = amount->size;
  return result;
}

/// Periods that any part has; the parts' lists end together, at as_of. What is in the middle of a silence of all of
/// them stays one.
std::vector<Period> spanned(const PeriodsById& parts) {
  std::vector<Period> all;
  for (const auto& [id, periods] : parts)
    for (const KpiPeriod& part : periods) all.push_back(part.period);
  std::ranges::sort(all, {}, &Period::first);
  const auto is_same = [](const Period& a, const Period& b) { return a.first == b.first; };
  all.erase(std::unique(all.begin(), all.end(), is_same), all.end());
  for (std::size_t i = 1; i < all.size(); ++i) all[i - 1].last = add_days(all[i].first, -1);
  return all;
}

std::vector<KpiPeriod> formula_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query,
                                       Date as_of) {
  return FormulaPeriods(workspace, query, as_of).of(kpi);
}

// --- readings --------------------------------------------------------------------------------------------------------

using Readings = std::span<const Reading>;

/// What gathering needs to know of a KPI.
struct Gathering {
  const Kpi& kpi;
  const PeriodQuery& query;
  FiscalYear fiscal;
  std::span<const Period> away;
  Date as_of;

  PeriodUnit unit() const { return query.unit; }
  /// The days of a period that are looked at.
  Period days_of(const Period& period) const {
    return {std::max(period.first, query.since.value_or(period.first)),
            std::min(period.last, query.until.value_or(period.last))};
  }
  /// Where nobody was there on any day of it nothing is expected of a period (method.md 0.40).
  bool expects(const Period& period) const { return !is_away(away, period); }
  /// Nor of a part that lies across the first of the days, where its reading came before them.
  bool expects(const Period& part, const Period& days) const;
};

/// Readings from one day to another, both included. One for a whole period is dated that period's last day.
Readings readings_within(const Kpi& kpi, Date first, Date last) {
  const auto from = std::ranges::lower_bound(kpi.readings, first, {}, &Reading::date);
  const auto to = std::ranges::upper_bound(kpi.readings, last, {}, &Reading::date);
  return from < to ? Readings(from, to) : Readings();
}

bool Gathering::expects(const Period& part, const Period& days) const {
  const bool was_read = part.first < days.first && !readings_within(kpi, part.first, add_days(days.first, -1)).empty();
  return !was_read && expects(part);
}

/// How many parts of some days are over, and their readings awaited; without those of which nothing is expected.
int count_parts(const Period& days, PeriodUnit part, const Gathering& how) {
  const Date until = std::min(days.last, add_days(how.as_of, -1 - how.kpi.lag_days));
  if (until < days.first) return 0;
  if (part == PeriodUnit::day)
    return days_between(days.first, until) + 1 - away_days(add_days(days.first, -1), how.away, until);
  int parts = 0;
  for (Period p = period_containing(days.first, part, how.fiscal); p.last <= until;
       p = next_period(p, part, how.fiscal))
    parts += how.expects(p, days) ? 1 : 0;
  return parts;
}

/// How many of the parts that are expected of some days have a reading.
int count_covered(Readings readings, const Period& days, PeriodUnit part, const Gathering& how) {
  int covered = 0;
  std::optional<Period> current;
  for (const Reading& reading : readings) {
    if (current && contains(*current, reading.date)) continue;
    current = part == PeriodUnit::day ? Period{reading.date, reading.date}
                                      : period_containing(reading.date, part, how.fiscal);
    covered += how.expects(*current, days) ? 1 : 0;
  }
  return covered;
}

/// The value of one period; missing parts are zero only where the KPI says so. A period of which nothing came is only
/// where all of it is looked at, and over, and awaited (method.md 0.16, 0.40).
std::optional<double> value_of(std::vector<double> values, const KpiPeriod& period, const Gathering& how) {
  if (!counts_missing_as_zero(how.kpi)) return aggregated(std::move(values), how.kpi.aggregate);
  const bool is_whole = how.days_of(period.period) == period.period;
  if (values.empty()) return is_whole && period.awaited && !period.excused ? std::optional(0.0) : std::nullopt;
  if (how.kpi.aggregate != Aggregate::count)
    for (int missing = period.covered; missing < period.expected; ++missing) values.push_back(0);
  return aggregated(std::move(values), how.kpi.aggregate);
}

/// `final` closes the KPI's own period; a longer one only where the reading stands for all of it.
bool closes(const Reading& reading, const Gathering& how) {
  return reading.final && (how.unit() <= how.kpi.every || reading.unit >= how.unit());
}

KpiPeriod gathered(const Period& period, Readings readings, const Gathering& how) {
  KpiPeriod result;
  result.period = period;
  const bool is_final = std::ranges::any_of(readings, [&how](const Reading& reading) { return closes(reading, how); });
  result.complete = period.last < how.as_of || is_final;
  result.awaited = add_days(period.last, how.kpi.lag_days) < how.as_of;
  const PeriodUnit part = how.kpi.expect.value_or(how.kpi.every);
  const bool whole = part >= how.unit();
  result.excused = readings.empty() && !how.expects(period);
  result.covered = whole ? !readings.empty() : count_covered(readings, how.days_of(period), part, how);
  result.expected = whole ? result.complete && (result.covered > 0 || (result.awaited && !result.excused))
                          : count_parts(how.days_of(period), part, how);
  if (is_final) result.expected = std::min(result.expected, result.covered);
  if (!readings.empty()) {
    result.last_reading = readings.back().date;
    result.place = readings.back().place;
  }
  std::vector<double> values;
  values.reserve(readings.size());
  for (const Reading& reading : readings) values.push_back(reading.value);
  result.largest = largest_amount(values, how.kpi.aggregate);
  result.value = value_of(std::move(values), result, how);
  result.covered = std::min(result.covered, result.expected);
  return result;
}

/// The days that are looked at: the query's, as far as they are known; without a first one from the first reading on.
std::optional<Period> days_of(const Kpi& kpi, const PeriodQuery& query, Date as_of) {
  if (kpi.readings.empty()) return std::nullopt;
  const Date first = std::max(query.since.value_or(kpi.readings.front().date), kpi.readings.front().date);
  const Date last = std::min(query.until.value_or(as_of), as_of);
  return last < first ? std::nullopt : std::optional(Period{first, last});
}

// --- silences --------------------------------------------------------------------------------------------------------

/// The days on which a period without readings begins to be another one than the period before: over, awaited, away,
/// judged by another target, charted by itself.
std::vector<Date> turns_of(const Gathering& how) {
  std::vector<Date> turns{how.as_of, add_days(how.as_of, -how.kpi.lag_days)};
  for (const Period& period : how.away) {
    turns.push_back(period.first);
    turns.push_back(add_days(period.last, 1));
  }
  for (const KpiTarget& target : how.kpi.targets) turns.push_back(target.first);
  turns.insert(turns.end(), how.kpi.rebase.begin(), how.kpi.rebase.end());
  std::ranges::sort(turns);
  return turns;
}

/// The periods of some days, one behind the other. The work follows the readings: what lies in the middle of a long
/// silence, each period like the next, is one item.
class PeriodWalk {
 public:
  PeriodWalk(const Gathering& how, const Period& days)
      : how_(how), days_(days), readings_(readings_within(how.kpi, days.first, days.last)), turns_(turns_of(how)) {}

  std::vector<KpiPeriod> all() {
    std::vector<KpiPeriod> periods;
    for (Date day = days_.first; day <= days_.last; day = add_days(periods.back().period.last, 1))
      periods.push_back(next(period_containing(day, how_.unit(), how_.fiscal)));
    return periods;
  }

 private:
  KpiPeriod next(const Period& period) {
    const std::size_t from = read_;
    while (read_ < readings_.size() && readings_[read_].date <= period.last) ++read_;
    KpiPeriod known = gathered(period, readings_.subspan(from, read_ - from), how_);
    silent_ = from == read_ ? silent_ + 1 : 0;
    if (silent_ > shown_of_silence) stretch(known);
    return known;
  }

  /// Over the periods behind it that are like it.
  void stretch(KpiPeriod& silent) const {
    Date end = read_ < readings_.size() ? readings_[read_].date : days_.last;
    const auto turn = std::ranges::upper_bound(turns_, silent.period.first);
    if (turn != turns_.end()) end = std::min(end, *turn);
    const Date until = add_days(end, -shown_of_silence * length_in_days(silent.period));
    const Date behind = period_containing(until, how_.unit(), how_.fiscal).first;
    const int times = count_until(behind, silent.period.first, how_.unit(), how_.fiscal);
    if (times < long_silence) return;
    silent.times = times;
    silent.period.last = add_days(behind, -1);
  }

  const Gathering& how_;
  Period days_;
  Readings readings_;
  std::vector<Date> turns_;
  std::size_t read_ = 0;
  int silent_ = 0;  ///< periods without a reading so far, a long silence's middle being one of them
};

}  // namespace

const std::vector<KpiPeriod>& FormulaPeriods::of(const Kpi& kpi) {
  if (const auto it = known_.find(&kpi); it != known_.end()) return it->second;
  if (!kpi.formula.empty()) new_.push_back(&kpi);
  auto periods = kpi.formula.empty() ? kpi_periods(workspace_, kpi, query_, as_of_) : computed(kpi);
  return known_.emplace(&kpi, std::move(periods)).first->second;
}

FormulaPeriods::Known FormulaPeriods::known() && {
  if (is_loop_)
    for (const Kpi* kpi : new_) known_.erase(kpi);
  return std::move(known_);
}

std::vector<KpiPeriod> FormulaPeriods::computed(const Kpi& kpi) {
  const auto formula = Formula::parse(kpi.formula);
  if (!formula) return {};
  path_.push_back(&kpi);
  PeriodsById parts;
  bool is_whole = true;
  for (const std::string& id : formula->parts()) {
    const Kpi* part = workspace_.kpi(id);
    const bool is_loop = part && contains(path_, part);
    is_loop_ = is_loop_ || is_loop;
    is_whole = part && !is_loop;
    if (!is_whole) break;
    parts[id] = of(*part);
  }
  path_.pop_back();
  std::vector<KpiPeriod> periods;
  if (!is_whole) return periods;
  for (const Period& period : spanned(parts)) {
    periods.push_back(joined(workspace_, *formula, parts, period));
    periods.back().times = count_until(add_days(period.last, 1), period.first, query_.unit, workspace_.fiscal_start());
    periods.back().place = kpi.place_of("formula");
  }
  return periods;
}

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, const PeriodQuery& query, Date as_of) {
  if (!kpi.periods_known) return {};
  if (!kpi.formula.empty()) return formula_periods(workspace, kpi, query, as_of);
  const auto days = days_of(kpi, query, as_of);
  if (!days) return {};
  const Gathering how{kpi, query, workspace.fiscal_start(), workspace.settings.workspace.away, as_of};
  return PeriodWalk(how, *days).all();
}

std::vector<KpiPeriod> kpi_periods(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  return kpi_periods(workspace, kpi, PeriodQuery{kpi.every, std::nullopt}, as_of);
}

}  // namespace okr
