// SPDX-License-Identifier: MIT
// The tables of KPIs: what they are, their readings, what these come to in each period, and their targets.
#include <map>

#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/objects.hpp"
#include "reports/tables/tables.hpp"

namespace okr::reports {
namespace {

/// What is of a KPI: the columns that its tables begin with, and what `kpis` says beside its JSON.
struct OfKpi {
  const TableSource& source;
  const KpiNumbers& numbers;
  Date as_of;

  const Kpi& kpi() const { return *numbers.kpi; }
};

constexpr Key<OfKpi> place_keys_of_kpi[] = {
    {"workspace", "string", "its workspace", [](auto& k) { return k.source.name; }},
    {"kpi", "string", "its id: sleep", [](auto& k) { return k.kpi().id.text; }},
    {"owner", "string?", "who answers for it, with commas between them",
     [](auto& k) { return json_or_null(join(owners_of(k.source.workspace->settings, k.kpi()), ", ")); }},
    {"as_of", "date", "the day of the export: what the numbers of the row are seen from",
     [](auto& k) { return k.as_of; }},
    {"last_day", "date?", "the end of the last complete period with a value: what follows speaks of it",
     [](auto& k) { return k.numbers.last ? json(k.numbers.periods[*k.numbers.last].period.last) : Json(); }},
};

struct KpiReadingRow {
  const TableSource& source;
  const Kpi& kpi;
  const Reading& reading;
  std::string period;     ///< its name
  std::size_t place = 0;  ///< of those of its period, from 1
};

std::string period_of(const KpiReadingRow& row) {
  return period_name(row.reading.date, row.reading.unit, row.source.workspace->fiscal_start());
}

std::string source_of(const KpiReadingRow& row) {
  return std::string(source_of_readings(row.source.workspace->file_of(row.reading.place)));
}

constexpr Key<KpiReadingRow> kpi_reading_columns[] = {
    {"period", "string", "what it is for: 2026-08-17, 2026-W33, 2026-08", [](auto& r) { return r.period; }},
    {"place", "integer", "of several of one period: 1 is the first", [](auto& r) { return r.place; }},
    {"day", "date", "the day, or the last day of that period", [](auto& r) { return r.reading.date; }},
    {"value_num", "number", "the value", [](auto& r) { return r.reading.value; }},
    {"is_final", "boolean", "the period was called complete before its end", [](auto& r) { return r.reading.final; }},
    {"source", "string?", "who wrote it, of a KPI with a file a writer",
     [](auto& r) { return json_or_null(source_of(r)); }},
    {"note", "string?", "what was said beside it", [](auto& r) { return json_or_null(r.kpi.note_of(r.reading)); }},
};

constexpr Key<KpiPeriod> kpi_period_columns[] = {
    {"is_complete", "boolean", "it is over, or was called final", [](auto& p) { return p.complete; }},
};

/// A target's key as it is written.
struct TargetKey {
  std::string text;
};

constexpr Key<TargetKey> target_columns[] = {
    {"period", "string", "as it is written: 2026-10-01, 2026-Q4", [](auto& t) { return t.text; }},
};

struct Makers {
  TableMaker<OfKpi, RecordName, KpiRecord> kpis;
  TableMaker<OfKpi, KpiReadingRow> readings;
  TableMaker<OfKpi, KpiPeriod, PeriodRecord> periods;
  TableMaker<OfKpi, TargetKey, KpiTarget> targets;
};

Makers makers() {
  const std::span<const Key<OfKpi>> place = place_keys_of_kpi;
  const std::vector<TableReference> of_kpi = {{"kpis", {"workspace", "kpi"}}};
  return {
      {{"kpis", "a KPI, with its value on the day of the export", {}, {"workspace", "kpi"}},
       "workspace kpi full_id title unit good every aggregate formula is_health=health level team owner as_of "
       "last_day value_num=value target least=min most=max status is_breached=breached age_days",
       place,
       keys_of_names(),
       keys_of_kpis()},
      {{"kpi_readings", "a reading of a KPI as it was written", {}, {"workspace", "kpi", "period", "place"}, of_kpi},
       "workspace kpi period place day value_num is_final source note",
       place,
       kpi_reading_columns},
      {{"kpi_periods",
        "what the readings of a period come to; of a silence of 1 800 periods its middle is one",
        {},
        {"workspace", "kpi", "period"},
        of_kpi},
       "workspace kpi period first_day=start last_day=end value_num=value is_complete target least=min most=max",
       place,
       kpi_period_columns,
       keys_of_periods()},
      {{"targets", "what a KPI is judged by from a day on", {}, {"workspace", "kpi", "first_day"}, of_kpi},
       "workspace kpi first_day=from period target warn least=min most=max why",
       place,
       target_columns,
       keys_of_targets()}};
}

void add_readings(Makers& all, const OfKpi& of) {
  std::map<std::string, std::size_t> places;  // by period
  for (const Reading& reading : of.kpi().readings) {
    if (reading.date > of.as_of) continue;
    KpiReadingRow row{of.source, of.kpi(), reading, {}, 1};
    row.period = period_of(row);
    row.place = ++places[row.period];
    all.readings.add(of, row);
  }
}

}  // namespace

void add_kpi_tables(std::vector<DataTable>& tables, const std::vector<TableSource>& sources, Date as_of) {
  Makers all = makers();
  for (const TableSource& source : sources) {
    KpiBook book(*source.workspace, as_of);
    for (const Kpi& kpi : source.workspace->kpis) {
      const KpiNumbers numbers = book.numbers(kpi);
      const OfKpi of{source, numbers, as_of};
      const KpiRecord record{*source.workspace, numbers};
      all.kpis.add(of, record_name(kpi), record);
      add_readings(all, of);
      for (std::size_t i = 0; i < numbers.periods.size(); ++i) all.periods.add(of, numbers.periods[i], {record, i});
      for (const KpiTarget& target : kpi.targets)
        if (target.first <= as_of) all.targets.add(of, {key_of(target, source.workspace->fiscal_start())}, target);
    }
  }
  tables.push_back(std::move(all.kpis).table());
  tables.push_back(std::move(all.readings).table());
  tables.push_back(std::move(all.periods).table());
  tables.push_back(std::move(all.targets).table());
}

}  // namespace okr::reports
