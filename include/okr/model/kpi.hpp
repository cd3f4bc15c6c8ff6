// SPDX-License-Identifier: MIT
// KPIs: what is measured beside the cycles, and its readings; what becomes of several of one day (method.md 0.30,
// 0.33).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/id.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/words.hpp"

namespace okr {

/// One amount of [readings], which may list several of a day; kept small, a KPI may have 100 000.
struct Reading {
  Date date;                          ///< the day, or the last day of the period it is for
  PeriodUnit unit = PeriodUnit::day;  ///< what its key named
  bool final = false;                 ///< the period is complete though it has not ended
  std::int32_t note = -1;             ///< index into Kpi::notes
  double value = 0;
  Place place;  ///< the value
};

/// A value of somebody else, to compare with; nothing is judged by it.
struct Benchmark {
  std::string name;
  double value = 0;
  std::string source;
  std::optional<Date> date;
  Place place;
};

/// Readings kept in a CSV file of the workspace instead of [readings].
struct CsvSource {
  std::string path;  ///< `values`; empty when there is none
  std::string date_column, value_column, delimiter, decimal, date_format;
};

/// What the values of a KPI are judged by; whatever is not given does not judge.
struct KpiBounds {
  std::optional<double> target = {}, warn = {}, min = {}, max = {}, margin = {};

  friend bool operator==(const KpiBounds&, const KpiBounds&) = default;
};

/// One line of [targets]: what holds from a day on. What it does not give stays as before it (method.md 0.26).
struct KpiTarget : Located, KpiBounds {
  Date first{};                       ///< the day, or the first day of the period it is for
  PeriodUnit unit = PeriodUnit::day;  ///< what its key named
  bool bare = false;                  ///< a number alone: the target
  std::string why;
};

/// The key of a target as it is written in [targets]: "2026-10-01", "2026-Q4".
std::string key_of(const KpiTarget& target, FiscalYear fiscal_year);

/// A KPI: its definition, what it is judged by, and its readings.
struct Kpi : Located, KpiBounds {
  KpiId id;
  std::string title, what, why, how, who;
  std::string review;
  std::string unit;
  std::optional<Good> good;
  bool strict = false;
  PeriodUnit every = PeriodUnit::month;
  Aggregate aggregate = Aggregate::last;
  std::optional<PeriodUnit> expect;
  Missing missing = Missing::gap;
  int lag_days = 0;
  std::optional<double> floor, ceil;
  std::optional<Date> target_by;
  std::optional<Indicator> indicator;
  std::optional<Control> control;
  Reference counter;
  std::vector<Reference> supports;
  std::string decision;
  bool health = false;
  std::optional<Level> level;
  std::string team;
  std::vector<std::string> owners;  ///< none: who reads it, then the workspace's
  std::vector<std::string> tags, was, allow;
  std::string source;
  std::vector<Date> rebase;
  Signal signal = Signal::level;  ///< what is charted: values, or the differences of successive ones
  std::vector<Benchmark> benchmarks;
  std::string formula;
  CsvSource values;
  std::vector<KpiTarget> targets;  ///< by first day

  bool periods_known = true;       ///< false where what says how readings become values could not be read: it has none
  bool readings_loaded = false;    ///< false when only the definition was asked for
  std::vector<Reading> readings;   ///< by date
  std::vector<std::string> notes;  ///< of the readings

  /// False where `good` is there and could not be read.
  bool has_direction() const { return good || !gives("good"); }

  /// Up unless said. Where nobody knows, neither way is better and no target judges: as in a range without ends.
  Good good_or_default() const { return has_direction() ? good.value_or(Good::up) : Good::range; }

  /// What was noted beside one of its readings; empty when nothing was.
  std::string note_of(const Reading& reading) const {
    return reading.note < 0 ? std::string() : notes[static_cast<std::size_t>(reading.note)];
  }
};

/// What a period that ends on `last_day` is judged by: the entry of [targets] with the latest first day on or before
/// that day, over what held before it. Entries that begin after `as_of` are not known (method.md 0.26).
KpiBounds bounds_at(const Kpi& kpi, Date last_day, Date as_of);

/// False is E114: warn on the wrong side of target, min above max, a negative margin.
bool thresholds_in_order(Good good, const KpiBounds& bounds);

/// True where several amounts of a day join into one value; `last` and `first` take one a day.
constexpr bool joins(Aggregate aggregate) { return aggregate != Aggregate::last && aggregate != Aggregate::first; }

/// Who wrote a file of readings: "ana" of "kpi/visits/2026-ana.toml"; empty for a KPI's own file.
std::string_view source_of_readings(std::string_view file);

/// The folder of a shared KPI: "kpi/visits" of its definition "kpi/visits/kpi.toml"; empty where the KPI is one file.
std::string_view folder_of_readings(std::string_view definition);

/// The file in such a folder that takes a source's reading: "kpi/visits/2026-ana.toml". `day`: a period's last.
std::string file_of_readings(std::string_view folder, Date day, std::string_view source);

}  // namespace okr
