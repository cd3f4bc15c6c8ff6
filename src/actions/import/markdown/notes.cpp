// SPDX-License-Identifier: MIT
// What `okr export md` wrote behind its records: hidden notes taken apart, and the records that they say as a whole.
#include "actions/import/draft_plan.hpp"
#include "actions/import/markdown/records.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::actions {
namespace {

/// The keys of an inline table, each with its value on one line; none of anything else.
std::vector<DraftField> fields_of_table(std::string_view toml) {
  std::vector<DraftField> fields;
  const auto read = store::ValueTexts::read(fmt::format("x = {}\n", toml));
  if (!read) return fields;
  for (const std::string& key : read->keys({"x"}))
    if (auto value = read->on_one_line({"x", key})) fields.push_back({store::toml_key(key), std::move(*value)});
  return fields;
}

/// Keys that are no fields of the record; the first one names it.
bool is_of_note(std::string_view key) {
  return key == "readings" || key == "result" || key == "targets" || key == "file";
}

/// A text as files have it: without the escapes that a comment needs, and over several lines where it has them.
std::string usual_form(const std::string& toml) {
  return toml.starts_with('"') ? store::toml_string(plain_text(toml)) : toml;
}

/// What stands behind the key that names the record.
std::span<const DraftField> behind_name(const std::vector<DraftField>& note) {
  return std::span(note).subspan(std::min<std::size_t>(note.size(), 1));
}

void put_fields(const std::vector<DraftField>& note, std::string_view kind, DraftRecord& record,
                std::vector<DraftRemark>& remarks) {
  for (const DraftField& field : behind_name(note)) {
    if (is_of_note(field.key)) continue;
    if (field.key == "title") {  // one that Markdown cannot show
      record.title = plain_text(field.toml);
      continue;
    }
    if (is_own_key(field.key) || is_field(kind, field.key)) {
      set_field(record.fields, field.key, usual_form(field.toml));
      continue;
    }
    keep_not_understood(record.comments, remarks, record.place, fmt::format("{} = {}", field.key, field.toml));
  }
}

/// A number that `result` says.
std::optional<double> result_of(const std::vector<DraftField>& note, std::string_view key) {
  const auto number = parse_number(field_of(fields_of_table(field_of(note, "result")), key));
  return number ? std::optional(*number) : std::nullopt;
}

std::string toml_lines(std::span<const DraftField> fields) {
  std::string lines;
  for (const DraftField& field : fields) lines += store::toml_line(field.key, usual_form(field.toml));
  return lines;
}

/// "ship = { users = { ... } }" as a line "ship.users = { ... }" each.
std::vector<DraftField> with_dotted_keys(const std::vector<DraftField>& tables) {
  std::vector<DraftField> dotted;
  for (const DraftField& table : tables)
    for (const DraftField& field : fields_of_table(table.toml))
      dotted.push_back({table.key + "." + field.key, field.toml});
  return dotted;
}

/// [result] as `okr close` wrote it; nothing where only scores are given.
void put_result(std::string_view toml, DraftCycle& cycle) {
  std::vector<DraftField> head = fields_of_table(toml);
  cycle.closed = parse_date(field_of(head, "closed"));
  if (!cycle.closed) return;
  cycle.score.reset();
  const auto objectives = fields_of_table(field_of(head, "objective"));
  const auto key_results = with_dotted_keys(fields_of_table(field_of(head, "kr")));
  std::erase_if(head, [](const DraftField& field) { return field.key == "objective" || field.key == "kr"; });
  cycle.result.push_back({{"result"}, toml_lines(head)});
  if (!objectives.empty()) cycle.result.push_back({{"result", "objective"}, toml_lines(objectives)});
  if (!key_results.empty()) cycle.result.push_back({{"result", "kr"}, toml_lines(key_results)});
}

/// What a table of a list says by that name; null where it does not.
const store::PlainValue* member(const std::vector<store::NamedValue>& table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &store::NamedValue::name);
  return found == table.end() ? nullptr : &found->value;
}

std::string text_in(const std::vector<store::NamedValue>& table, std::string_view name) {
  const store::PlainValue* value = member(table, name);
  const auto* text = value ? std::get_if<std::string>(&value->of) : nullptr;
  return text ? *text : std::string();
}

/// A number, or those of a list.
std::vector<double> numbers_in(const std::vector<store::NamedValue>& table, std::string_view name) {
  std::vector<double> numbers;
  const store::PlainValue* value = member(table, name);
  if (!value) return numbers;
  const auto* list = std::get_if<std::vector<store::PlainValue>>(&value->of);
  for (const store::PlainValue& one : list ? std::span(*list) : std::span(value, 1))
    if (const double* number = std::get_if<double>(&one.of)) numbers.push_back(*number);
  return numbers;
}

/// Nothing where it says no period or no number.
std::optional<DraftKpiReading> reading_of(const std::vector<store::NamedValue>& said, FiscalYear fiscal_year,
                                          CsvPlace place) {
  const auto period = parse_period(text_in(said, "for"), fiscal_year);
  std::vector<double> amounts = numbers_in(said, "value");
  if (!period || amounts.empty()) return std::nullopt;
  const store::PlainValue* final = member(said, "final");
  return DraftKpiReading{period->period.last,
                         period->unit,
                         std::move(amounts),
                         text_in(said, "note"),
                         final && *final == store::PlainValue{true},
                         text_in(said, "source"),
                         place};
}

}  // namespace

std::vector<DraftField> note_fields(std::string_view note) {
  std::string line(note);
  std::ranges::replace(line, '\n', ' ');  // whoever wrapped the comment
  return fields_of_table(fmt::format("{{ {} }}", line));
}

void put_note(const std::vector<DraftField>& note, DraftObjective& objective, std::vector<DraftRemark>& remarks) {
  objective.id = plain_text(field_of(note, "id"));
  put_fields(note, "objective", objective, remarks);
  objective.score = result_of(note, "score");
}

void put_note(const std::vector<DraftField>& note, DraftKeyResult& kr, std::vector<DraftRemark>& remarks) {
  kr.id = plain_text(field_of(note, "id"));
  put_fields(note, "key result", kr, remarks);
  kr.result.score = result_of(note, "score");
  kr.result.progress = result_of(note, "progress");
}

void put_note(const std::vector<DraftField>& note, DraftCycle& cycle, std::vector<DraftRemark>& remarks) {
  cycle.id = plain_text(field_of(note, "cycle"));
  put_fields(note, "cycle", cycle, remarks);
  for (const DraftField& field : fields_of_table(field_of(note, "file")))
    if (is_own_key(field.key)) cycle.file.push_back({field.key, usual_form(field.toml)});
  cycle.score = result_of(note, "score");
  put_result(field_of(note, "result"), cycle);
}

/// Entries are dotted keys, which the store reads as tables: each is one line again.
DraftCheckin checkin_of(const std::vector<DraftField>& note, CsvPlace place) {
  std::vector<DraftField> lines;
  for (const DraftField& field : behind_name(note)) {
    const auto entries = fields_of_table(field.toml);
    for (const DraftField& entry : entries) lines.push_back({field.key + "." + entry.key, entry.toml});
    if (entries.empty()) lines.push_back(field);
  }
  return {plain_text(field_of(note, "checkin")), toml_lines(lines), place};
}

void put_note(const std::vector<DraftField>& note, FiscalYear fiscal_year, DraftKpi& kpi,
              std::vector<DraftRemark>& remarks) {
  kpi.id = plain_text(field_of(note, "kpi"));
  put_fields(note, "KPI", kpi, remarks);
  for (const DraftField& target : fields_of_table(field_of(note, "targets")))
    kpi.targets.push_back({target.key, usual_form(target.toml)});
  const auto readings = plain_value(field_of(note, "readings"));
  const auto* list = readings ? std::get_if<std::vector<store::PlainValue>>(&readings->of) : nullptr;
  for (const store::PlainValue& one : list ? std::span(*list) : std::span<const store::PlainValue>())
    if (const auto* said = std::get_if<std::vector<store::NamedValue>>(&one.of))
      if (auto reading = reading_of(*said, fiscal_year, kpi.place)) kpi.readings.push_back(std::move(*reading));
}

// --- the records that they say ---------------------------------------------------------------------------------------

bool PageRecords::read_noted(const MarkdownPart& part, const std::vector<DraftField>& note) {
  const std::string& key = note.front().key;
  if (key == "cycle") return begin_noted_cycle(part, note);
  if (key == "checkin") return add_noted_checkin(part, note);
  if (key == "kpi") return add_noted_kpi(part, note);
  if (key == "checkins" || key == "kpis") {
    if (key == "kpis") has_cycle_ = false;
    end_objective();
    return true;
  }
  if (key != "id") return false;
  if (part.sort == MarkdownSort::heading) return begin_noted_objective(part, note);
  return part.sort == MarkdownSort::item && add_noted_key_result(part, note);
}

bool PageRecords::begin_noted_cycle(const MarkdownPart& part, const std::vector<DraftField>& note) {
  DraftCycle begun;
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  const std::string front = begun.id + ": ";
  if (begun.title.empty() && part.text.starts_with(front)) begun.title = title_text(part.text.substr(front.size()));
  begin_cycle(std::move(begun));
  is_noted_ = true;
  return true;
}

bool PageRecords::begin_noted_objective(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (!has_some_cycle(part)) return true;
  end_objective();
  DraftObjective begun;
  begun.title = title_text(part.text);
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  begin_objective(std::move(begun), {});
  form_ = ObjectiveForm::heading;
  level_ = part.level;
  section_ = Section::none;
  is_noted_ = true;
  return true;
}

bool PageRecords::add_noted_key_result(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (!objective()) return false;
  DraftKeyResult begun;
  begun.title = title_text(part.front.empty() ? part.text : part.front);
  begun.place = part.place;
  put_note(note, begun, draft_.remarks);
  objective()->key_results.push_back(std::move(begun));
  has_key_result_ = false;  // nothing more is said of it
  return true;
}

bool PageRecords::add_noted_checkin(const MarkdownPart& part, const std::vector<DraftField>& note) {
  if (has_cycle_) cycle()->checkins.push_back(checkin_of(note, part.place));
  return has_cycle_;
}

bool PageRecords::add_noted_kpi(const MarkdownPart& part, const std::vector<DraftField>& note) {
  DraftKpi kpi;
  kpi.title = title_text(part.front.empty() ? part.text : part.front);
  kpi.place = part.place;
  put_note(note, scene_.fiscal_year, kpi, draft_.remarks);
  draft_.kpis.push_back(std::move(kpi));
  return true;
}

}  // namespace okr::actions
