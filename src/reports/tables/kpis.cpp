// SPDX-License-Identifier: MIT
// The tables of KPIs: what they are, their readings, what these come to in each period, and their targets.
#include <map>

#include "okr/base/text.hpp"
#include "okr/compute/kpi_book.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/objects.hpp"
#include "reports/tables/rows.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

struct KpiRow {
  const TableSource& source;
  const Kpi& kpi;
  const KpiNumbers& numbers;
  Date as_of;

  const KpiPeriod* last() const { return numbers.last ? &numbers.periods[*numbers.last] : nullptr; }
};

constexpr Key<KpiRow> kpi_columns[] = {
    {"workspace", "string", "its workspace", [](auto& k) { return k.source.name; }},
    {"kpi", "string", "sleep", [](auto& k) { return k.kpi.id.text; }},
    {"full_id", "string", "kpi/sleep, as every other report calls it",
     [](auto& k) { return record_name(k.kpi).full_id; }},
    {"title", "string?", "its title", [](auto& k) { return json_or_null(k.kpi.title); }},
    {"unit", "string?", "of its values", [](auto& k) { return json_or_null(k.kpi.unit); }},
    {"good", "string", "up, down or range: which way is better", [](auto& k) { return word(k.kpi.good_or_default()); }},
    {"every", "string", "its periods: day, week, month, quarter, half or year",
     [](auto& k) { return word(k.kpi.every); }},
    {"aggregate", "string", "how readings become a period's value", [](auto& k) { return word(k.kpi.aggregate); }},
    {"formula", "string?", "of what it is computed", [](auto& k) { return json_or_null(k.kpi.formula); }},
    {"is_health", "boolean", "what must not suffer", [](auto& k) { return k.kpi.health; }},
    {"level", "string?", "individual, team, department or company",
     [](auto& k) { return k.kpi.level ? json(word(*k.kpi.level)) : Json(); }},
    {"team", "string?", "its team", [](auto& k) { return json_or_null(k.kpi.team); }},
    {"owner", "string?", "who answers for it, with commas between them",
     [](auto& k) { return json_or_null(join(owners_of(k.source.workspace->settings, k.kpi), ", ")); }},
    {"as_of", "date", "the day of the export: what the numbers of the row are seen from",
     [](auto& k) { return k.as_of; }},
    {"last_day", "date?", "the end of the last complete period with a value: what follows speaks of it",
     [](auto& k) { return k.last() ? json(k.last()->period.last) : Json(); }},
    {"value_num", "number?", "its value", [](auto& k) { return k.numbers.value(); }},
    {"target", "number?", "of that time", [](auto& k) { return k.numbers.last_bounds.target; }},
    {"least", "number?", "of a range, of that time", [](auto& k) { return k.numbers.last_bounds.min; }},
    {"most", "number?", "of a range, of that time", [](auto& k) { return k.numbers.last_bounds.max; }},
    {"status", "string", "green, amber, red, no_target, no_data or n/a",
     [](auto& k) { return machine_word(word(k.numbers.status)); }},
    {"is_breached", "boolean", "red for too long, or a lasting concern", [](auto& k) { return k.numbers.breached; }},
    {"age_days", "integer?", "since the last reading", [](auto& k) { return k.numbers.age; }},
};

struct KpiReadingRow {
  const TableSource& source;
  const Kpi& kpi;
  const Reading& reading;
  std::string period;     ///< its name
  std::size_t place = 0;  ///< of those of its period, from 1
};

std::string period_of(const KpiReadingRow& row) {
  const FiscalYear year = row.source.workspace->fiscal_start();
  return period_name(period_containing(row.reading.date, row.reading.unit, year), row.reading.unit, year);
}

std::string source_of(const KpiReadingRow& row) {
  const Place& place = row.reading.place;
  return place.known() ? std::string(source_of_readings(row.source.workspace->files[place.file])) : std::string();
}

constexpr Key<KpiReadingRow> kpi_reading_columns[] = {
    {"workspace", "string", "its workspace", [](auto& r) { return r.source.name; }},
    {"kpi", "string", "its KPI", [](auto& r) { return r.kpi.id.text; }},
    {"period", "string", "what it is for: 2026-08-17, 2026-W33, 2026-08", [](auto& r) { return r.period; }},
    {"place", "integer", "of several of one period: 1 is the first", [](auto& r) { return r.place; }},
    {"day", "date", "the day, or the last day of that period", [](auto& r) { return r.reading.date; }},
    {"value_num", "number", "the value", [](auto& r) { return r.reading.value; }},
    {"is_final", "boolean", "the period was called complete before its end", [](auto& r) { return r.reading.final; }},
    {"source", "string?", "who wrote it, of a KPI with a file a writer",
     [](auto& r) { return json_or_null(source_of(r)); }},
    {"note", "string?", "what was said beside it", [](auto& r) { return json_or_null(r.kpi.note_of(r.reading)); }},
};

struct KpiPeriodRow {
  const TableSource& source;
  const KpiNumbers& numbers;
  std::size_t index;

  const KpiPeriod& period() const { return numbers.periods[index]; }
  const KpiBounds& bounds() const { return numbers.bounds[index]; }
  std::string name() const { return period_name(period().period, numbers.unit, source.workspace->fiscal_start()); }
};

constexpr Key<KpiPeriodRow> kpi_period_columns[] = {
    {"workspace", "string", "its workspace", [](auto& p) { return p.source.name; }},
    {"kpi", "string", "its KPI", [](auto& p) { return p.numbers.kpi->id.text; }},
    {"period", "string", "2026-W33, 2026-08", [](auto& p) { return p.name(); }},
    {"first_day", "date", "its first day", [](auto& p) { return p.period().period.first; }},
    {"last_day", "date", "its last day", [](auto& p) { return p.period().period.last; }},
    {"value_num", "number?", "what its readings come to, or its formula; empty where nothing was read",
     [](auto& p) { return p.period().value; }},
    {"is_complete", "boolean", "it is over, or was called final", [](auto& p) { return p.period().complete; }},
    {"target", "number?", "of its time", [](auto& p) { return p.bounds().target; }},
    {"least", "number?", "of a range, of its time", [](auto& p) { return p.bounds().min; }},
    {"most", "number?", "of a range, of its time", [](auto& p) { return p.bounds().max; }},
};

struct TargetRow {
  const TableSource& source;
  const Kpi& kpi;
  const KpiTarget& target;
};

constexpr Key<TargetRow> target_columns[] = {
    {"workspace", "string", "its workspace", [](auto& t) { return t.source.name; }},
    {"kpi", "string", "its KPI", [](auto& t) { return t.kpi.id.text; }},
    {"first_day", "date", "from when on it holds; what it does not say stays as before it",
     [](auto& t) { return t.target.first; }},
    {"period", "string", "as it is written: 2026-10-01, 2026-Q4",
     [](auto& t) { return key_of(t.target, t.source.workspace->fiscal_start()); }},
    {"target", "number?", "to be reached", [](auto& t) { return t.target.target; }},
    {"warn", "number?", "from here on amber", [](auto& t) { return t.target.warn; }},
    {"least", "number?", "of a range", [](auto& t) { return t.target.min; }},
    {"most", "number?", "of a range", [](auto& t) { return t.target.max; }},
    {"why", "string?", "why it was set so", [](auto& t) { return json_or_null(t.target.why); }},
};

struct Makers {
  TableMaker<KpiRow> kpis;
  TableMaker<KpiReadingRow> readings;
  TableMaker<KpiPeriodRow> periods;
  TableMaker<TargetRow> targets;
};

Makers makers() {
  const std::vector<TableReference> of_kpi = {{"kpis", {"workspace", "kpi"}}};
  return {
      {{"kpis", "a KPI, with its value on the day of the export", {}, {"workspace", "kpi"}}, kpi_columns},
      {{"kpi_readings", "a reading of a KPI as it was written", {}, {"workspace", "kpi", "period", "place"}, of_kpi},
       kpi_reading_columns},
      {{"kpi_periods", "what the readings of a period come to", {}, {"workspace", "kpi", "period"}, of_kpi},
       kpi_period_columns},
      {{"targets", "what a KPI is judged by from a day on", {}, {"workspace", "kpi", "first_day"}, of_kpi},
       target_columns}};
}

void add_readings(TableMaker<KpiReadingRow>& readings, const TableSource& source, const Kpi& kpi, Date as_of) {
  std::map<std::string, std::size_t> places;  // by period
  for (const Reading& reading : kpi.readings) {
    if (reading.date > as_of) continue;
    KpiReadingRow row{source, kpi, reading, {}, 1};
    row.period = period_of(row);
    row.place = ++places[row.period];
    readings.add(row);
  }
}

}  // namespace

void add_kpi_tables(std::vector<DataTable>& tables, const std::vector<TableSource>& sources, Date as_of) {
  Makers all = makers();
  for (const TableSource& source : sources) {
    KpiBook book(*source.workspace, as_of);
    for (const Kpi& kpi : source.workspace->kpis) {
      const KpiNumbers numbers = book.numbers(kpi);
      all.kpis.add({source, kpi, numbers, as_of});
      add_readings(all.readings, source, kpi, as_of);
      for (std::size_t i = 0; i < numbers.periods.size(); ++i) all.periods.add({source, numbers, i});
      for (const KpiTarget& target : kpi.targets)
        if (target.first <= as_of) all.targets.add({source, kpi, target});
    }
  }
  tables.push_back(std::move(all.kpis).table());
  tables.push_back(std::move(all.readings).table());
  tables.push_back(std::move(all.periods).table());
  tables.push_back(std::move(all.targets).table());
}

}  // namespace okr::reports
