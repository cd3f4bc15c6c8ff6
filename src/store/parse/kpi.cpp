// SPDX-License-Identifier: MIT
// A KPI's file: its definition at the top, [readings] below it.
#include <algorithm>

#include "okr/base/text.hpp"
#include "store/parse/files.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

// --- readings ---------------------------------------------------------------------------------------------------------

/// The day or period that a key of [readings] names.
struct ReadingKey {
  Date date;
  PeriodUnit unit = PeriodUnit::day;
};

std::optional<ReadingKey> reading_key(std::string_view key, unsigned fiscal_start) {
  if (const auto date = parse_date(key)) return ReadingKey{*date, PeriodUnit::day};
  if (const auto named = parse_period(key, fiscal_start)) return ReadingKey{named->period.last, named->unit};
  return std::nullopt;
}

void read_reading_table(Source& source, const Node& node, Kpi& kpi, Reading& reading) {
  const std::string own_name = fmt::format("reading {}", node.key());
  read_record(source, node, reading, own_name);
  const Node* note = source.document().find(node, "note");
  if (!note) return;
  if (const auto text = text_of(source, *note, key_name("note", own_name), false)) {
    reading.note = static_cast<std::int32_t>(kpi.notes.size());
    kpi.notes.emplace_back(*text);
  }
}

void report_bad_reading_key(Source& source, const Node& node) {
  source.report(Code::E107, node.key_span(), fmt::format("'{}' is neither a day nor a period", safe_for_terminal(node.key())),
                "for example 2026-08-17, 2026-W33, 2026-08, 2026-Q3");
}

void read_reading(Source& source, const Node& node, Kpi& kpi) {
  const auto key = reading_key(node.key(), source.fiscal_start());
  if (!key) return is_own_key(node.key()) ? void() : report_bad_reading_key(source, node);
  Reading reading;
  reading.date = key->date;
  reading.unit = key->unit;
  if (node.is_table()) {
    const Node* value = source.document().find(node, "value");
    read_reading_table(source, node, kpi, reading);
    if (!value || !value->is_numeric()) return;
    reading.place = source.value_place(*value);
  } else {
    const auto number = number_of(source, node, node.is_numeric() ? node.key() : fmt::format("reading {}", node.key()));
    if (!number) return;
    reading.value = *number;
    reading.place = source.value_place(node);
  }
  kpi.readings.push_back(reading);
}

void read_readings(Source& source, const Node& table, Kpi& kpi) {
  if (!table.is_table()) return report_type(source, table, "[readings]", "a table");
  kpi.readings.reserve(kpi.readings.size() + table.child_count());
  for (const Node& node : source.document().children(table)) read_reading(source, node, kpi);
}

// --- benchmarks -------------------------------------------------------------------------------------------------------

void read_benchmarks(Source& source, const Node& list, Kpi& kpi) {
  if (!list.is_array()) return report_type(source, list, "'benchmarks'", to_string(Shape::benchmarks));
  for (const Node& node : source.document().children(list)) {
    if (!node.is_table()) {
      report_type(source, node, "a benchmark", "{ name, value, source, date }");
      continue;
    }
    Benchmark benchmark;
    read_record(source, node, benchmark, "this benchmark");
    benchmark.place = source.value_place(node);
    kpi.benchmarks.push_back(std::move(benchmark));
  }
}

void report_foreign_table(Source& source, const Node& node) {
  if (node.key() == "cycle" || node.key() == "result" || node.key() == "workspace" || node.key() == "scoring") {
    source.report(Code::E122, node.key_span(), fmt::format("[{}] does not belong here", node.key()),
                  node.key() == "workspace" || node.key() == "scoring" ? "it stands in okr.toml" : "it stands in cycle.toml");
    return;
  }
  auto keys = known_keys<Kpi>();
  keys.push_back("readings");
  report_unknown_key(source, node, "this KPI", keys);
}

}  // namespace

void parse_kpi(Source& source, Kpi& kpi) {
  const Document& document = source.document();
  kpi.place = source.file_place();
  const std::string own_name = fmt::format("KPI '{}'", kpi.id.text);
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.key() == "readings") {
      read_readings(source, node, kpi);
    } else if (!read_key(source, node, kpi, own_name)) {
      report_foreign_table(source, node);
    }
  }
  require_keys<Kpi>(source, document.root(), own_name);
  if (const Node* benchmarks = document.find(document.root(), "benchmarks")) read_benchmarks(source, *benchmarks, kpi);
}

void parse_readings_file(Source& source, Kpi& kpi) {
  const Document& document = source.document();
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.key() == "readings") {
      read_readings(source, node, kpi);
    } else {
      source.report(Code::E122, node.key_span(), fmt::format("'{}' does not belong here", safe_for_terminal(node.key())),
                    "this file holds [readings]; the definition stands in kpi.toml beside it");
    }
  }
}

}  // namespace okr::store
