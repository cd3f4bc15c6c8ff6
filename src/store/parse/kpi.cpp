// SPDX-License-Identifier: MIT
// A KPI's file: its definition at the top, [targets] and [readings] below it.

#include "store/parse/record.hpp"

namespace okr::store {
namespace {

// --- readings --------------------------------------------------------------------------------------------------------

void read_reading_table(Source& source, const Node& node, Kpi& kpi, Reading& reading) {
  const std::string own_name = fmt::format("reading {}", node.key());
  read_record(source, node, reading, own_name);
  const Node* note = source.document().find(node, "note");
  if (!note) return;
  if (const auto text = text_of(source, *note, Mention("note", own_name), false)) {
    reading.note = static_cast<std::int32_t>(kpi.notes.size());
    kpi.notes.emplace_back(*text);
  }
}

/// "2026-02-30": written as a day is.
bool looks_like_day(std::string_view key) {
  return key.size() == 10 && key[4] == '-' && key[7] == '-' &&
         key.find_first_not_of("0123456789-") == std::string_view::npos;
}

/// The day or period that a key of [readings] or [targets] names; what names neither is noted, unless it is x-...
std::optional<NamedPeriod> named_by_key(Source& source, const Node& node, Kpi& kpi) {
  const std::string_view key = node.key();
  if (const auto named = parse_period(key, source.fiscal_start())) return named;
  if (is_own_key(key)) return std::nullopt;
  kpi.faulty = true;
  source.report(Code::E107, node.key_span(),
                looks_like_day(key) ? fmt::format("there is no day {}", key)
                                    : fmt::format("'{}' is neither a day nor a period", key),
                "for example 2026-08-17, 2026-W33, 2026-08, 2026-Q3");
  return std::nullopt;
}

/// How messages call a value; made only where there is one, since readings are many.
struct ReadingName {
  std::string_view key;
  bool in_table = false;

  std::string text() const {
    const std::string own_name = fmt::format("reading {}", key);
    return in_table ? Mention("value", own_name).text() : own_name;
  }
};

/// False when the amount was refused; that was noted.
bool read_amount(Source& source, const Node& value, const ReadingName& name, Reading reading, Kpi& kpi) {
  const auto fine = fine_number(value);
  const auto number = fine ? fine : number_of(source, value, name.text());
  if (!number) return false;
  reading.value = *number;
  reading.place = source.value_place(value);
  kpi.readings.push_back(reading);
  return true;
}

/// A number, or the amounts of one day as a list.
bool read_amounts(Source& source, const Node& value, const ReadingName& name, const Reading& reading, Kpi& kpi) {
  if (!value.is_array()) return read_amount(source, value, name, reading, kpi);
  if (value.child_count() == 0) {
    source.report(Code::E117, value.value_span(), fmt::format("{} is an empty list", name.text()),
                  "write its amounts, [3.5, 4], or leave the line out");
    return false;
  }
  bool fine = true;
  for (const Node& amount : source.document().children(value))
    fine = read_amount(source, amount, name, reading, kpi) && fine;
  return fine;
}

void read_reading(Source& source, const Node& node, Kpi& kpi) {
  const auto key = named_by_key(source, node, kpi);
  if (!key) return;
  Reading reading;
  reading.date = key->period.last;
  reading.unit = key->unit;
  const Node* value = &node;
  if (node.is_table()) {
    value = source.document().find(node, "value");
    read_reading_table(source, node, kpi, reading);
  }
  if (!value || !read_amounts(source, *value, {node.key(), node.is_table()}, reading, kpi)) kpi.faulty = true;
}

// --- words instead of numbers ----------------------------------------------------------------------------------------

const Node* value_of(const Source& source, const Node& reading) {
  return reading.is_table() ? source.document().find(reading, "value") : &reading;
}

/// "good": a digit makes it a number that was mistyped.
bool is_word(const Node* value) {
  return value && value->is(NodeKind::string) && value->string().find_first_of("0123456789") == std::string_view::npos;
}

/// True where no reading is a number, and none was meant to be one.
bool is_of_words(const Source& source, const Node& table) {
  bool any = false;
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key())) continue;
    if (!is_word(value_of(source, node))) return false;
    any = true;
  }
  return any;
}

void read_words(Source& source, const Node& table, Kpi& kpi, std::vector<WordReading>& words) {
  for (const Node& node : source.document().children(table)) {
    if (!named_by_key(source, node, kpi)) continue;
    Reading unused;
    if (node.is_table()) read_reading_table(source, node, kpi, unused);
    const Node& value = *value_of(source, node);
    words.push_back({std::string(value.string()), source.value_place(value)});
  }
}

void read_readings(Source& source, const Node& table, Kpi& kpi, std::vector<WordReading>& words) {
  if (!table.is_table()) return report_type(source, table, "[readings]", "a table");
  if (is_of_words(source, table)) return read_words(source, table, kpi, words);
  kpi.readings.reserve(kpi.readings.size() + table.child_count());
  for (const Node& node : source.document().children(table)) read_reading(source, node, kpi);
}

// --- targets over time -----------------------------------------------------------------------------------------------

void read_bare_target(Source& source, const Node& node, std::string_view own_name, KpiTarget& target) {
  target.place = source.key_place(node);
  target.bare = true;
  const auto number = number_of(source, node, own_name);
  if (number)
    target.target = *number + 0.0;
  else
    target.faulty = true;
  target.keys.push_back({"target", source.key_place(node), source.value_place(node)});
}

void read_target(Source& source, const Node& node, Kpi& kpi) {
  const auto key = named_by_key(source, node, kpi);
  if (!key) return;
  const std::string own_name = fmt::format("target {}", node.key());
  KpiTarget target;
  target.first = key->period.first;  // from when on it holds
  target.unit = key->unit;
  if (node.is_table())
    read_record(source, node, target, own_name);
  else
    read_bare_target(source, node, own_name, target);
  kpi.faulty |= target.faulty;
  kpi.targets.push_back(std::move(target));
}

void read_targets(Source& source, const Node& table, Kpi& kpi) {
  if (!table.is_table()) return report_type(source, table, "[targets]", "a table");
  for (const Node& node : source.document().children(table)) read_target(source, node, kpi);
}

// --- benchmarks ------------------------------------------------------------------------------------------------------

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
  if (const auto home = home_of_table(node.key()); node.is_table() && !home.empty())
    return report_wrong_file(source, node, home);
  auto keys = known_keys<Kpi>();
  keys.push_back("readings");
  keys.push_back("targets");
  report_unknown_key(source, node, "this KPI", keys);
}

}  // namespace

void parse_kpi(Source& source, Kpi& kpi, std::vector<WordReading>& words) {
  const Document& document = source.document();
  kpi.place = source.file_place();
  const std::string own_name = kpi.id.text.empty() ? "this KPI" : fmt::format("KPI '{}'", kpi.id.text);
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.key() == "readings") {
      read_readings(source, node, kpi, words);
    } else if (node.key() == "targets") {
      read_targets(source, node, kpi);
    } else if (!read_key(source, node, kpi, own_name)) {
      report_foreign_table(source, node);
    }
  }
  require_keys<Kpi>(source, document.root(), own_name);
  if (const Node* benchmarks = document.find(document.root(), "benchmarks")) read_benchmarks(source, *benchmarks, kpi);
}

void parse_readings_file(Source& source, Kpi& kpi, std::vector<WordReading>& words) {
  const Document& document = source.document();
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.key() == "readings") {
      read_readings(source, node, kpi, words);
    } else {
      source.report(Code::E122, node.key_span(), fmt::format("'{}' does not belong here", node.key()),
                    "this file holds [readings]; the definition stands in kpi.toml beside it");
    }
  }
}

}  // namespace okr::store
