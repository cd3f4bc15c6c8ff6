// SPDX-License-Identifier: MIT
#include "actions/import/markdown_note.hpp"

#include <algorithm>
#include <span>

#include <fmt/core.h>

#include "actions/import/draft_text.hpp"
#include "actions/import/markdown_key_result.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

/// The end of a value's part: behind its closing quote where it is a text.
std::size_t behind_text(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"')
      ++i;
    else if (text[i] == quote)
      return i + 1;
  }
  return text.size();
}

/// Parts between commas that stand in no text, list or table.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\'') {
      i = behind_text(text, i);
      continue;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (c == ',' && depth == 0) {
      parts.push_back(trim(text.substr(begin, i - begin)));
      begin = i + 1;
    }
    ++i;
  }
  if (const auto last = trim(text.substr(std::min(begin, text.size()))); !last.empty()) parts.push_back(last);
  return parts;
}

/// What stands between the brackets or braces; empty where there are none.
std::string_view inside(std::string_view toml, char open, char close) {
  toml = trim(toml);
  if (toml.size() < 2 || toml.front() != open || toml.back() != close) return {};
  return toml.substr(1, toml.size() - 2);
}

std::string field_of(const std::vector<DraftField>& fields, std::string_view key) {
  const auto found = std::ranges::find(fields, key, &DraftField::key);
  return found == fields.end() ? std::string() : found->toml;
}

std::optional<double> number_of(const std::vector<DraftField>& fields, std::string_view key) {
  const auto number = parse_number(field_of(fields, key));
  return number ? std::optional(*number) : std::nullopt;
}

/// A number, or those of a list.
std::vector<double> numbers_of(std::string_view toml) {
  std::vector<double> numbers;
  const std::string_view list = inside(toml, '[', ']');
  for (const std::string_view part : parts_of(list.empty() ? toml : list))
    if (const auto number = parse_number(part)) numbers.push_back(*number);
  return numbers;
}

/// Keys that are no fields of the record; the first one names it.
bool is_of_note(std::string_view key) {
  return key == "readings" || key == "result" || key == "targets" || key == "file";
}

bool is_field(std::string_view kind, std::string_view key) {
  const auto fields = fields_of(kind);
  return std::ranges::find(fields, key, &FieldInfo::key) != fields.end();
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
    if (is_own_key(field.key) || is_field(kind, field.key)) {
      set_field(record, field.key, usual_form(field.toml));
      continue;
    }
    record.comments.push_back(fmt::format("{} = {}", field.key, field.toml));
    remarks.push_back({record.place, fmt::format("not understood, kept as a comment: {}",
                                                 cut_to_width(safe_for_terminal(record.comments.back()), 60, true))});
  }
}

/// A number that `result` says.
std::optional<double> result_of(const std::vector<DraftField>& note, std::string_view key) {
  return number_of(note_fields(inside(field_of(note, "result"), '{', '}')), key);
}

std::string toml_lines(std::span<const DraftField> fields) {
  std::string lines;
  for (const DraftField& field : fields) lines += fmt::format("{} = {}\n", field.key, usual_form(field.toml));
  return lines;
}

/// "ship = { users = { ... } }" as a line "ship.users = { ... }" each.
std::vector<DraftField> with_dotted_keys(const std::vector<DraftField>& tables) {
  std::vector<DraftField> dotted;
  for (const DraftField& table : tables)
    for (const DraftField& field : note_fields(inside(table.toml, '{', '}')))
      dotted.push_back({table.key + "." + field.key, field.toml});
  return dotted;
}

/// [result] as `okr close` wrote it; nothing where only scores are given.
void put_result(std::string_view toml, DraftCycle& cycle) {
  std::vector<DraftField> head = note_fields(inside(toml, '{', '}'));
  cycle.closed = parse_date(field_of(head, "closed"));
  if (!cycle.closed) return;
  cycle.score.reset();
  const auto objectives = note_fields(inside(field_of(head, "objective"), '{', '}'));
  const auto key_results = with_dotted_keys(note_fields(inside(field_of(head, "kr"), '{', '}')));
  std::erase_if(head, [](const DraftField& field) { return field.key == "objective" || field.key == "kr"; });
  cycle.result.push_back({{"result"}, toml_lines(head)});
  if (!objectives.empty()) cycle.result.push_back({{"result", "objective"}, toml_lines(objectives)});
  if (!key_results.empty()) cycle.result.push_back({{"result", "kr"}, toml_lines(key_results)});
}

void add_character(std::string& text, unsigned long code) {
  const auto byte = [&](unsigned long value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// \u002d, \U0001F389 behind the backslash; how many bytes that were.
std::size_t take_code(std::string_view rest, std::string& text) {
  const std::size_t digits = rest.front() == 'u' ? 4 : 8;
  unsigned long code = 0;
  for (const char c : rest.substr(1, digits)) {
    const int digit = is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    code = code * 16 + static_cast<unsigned long>(std::clamp(digit, 0, 15));
  }
  if (code < 0x110000) add_character(text, code);
  return digits + 1;
}

}  // namespace

std::string plain_text(std::string_view toml) {
  toml = trim(toml);
  if (toml.size() < 2 || (toml.front() != '"' && toml.front() != '\'')) return std::string(toml);
  const std::string_view inner = toml.substr(1, toml.size() - 2);
  if (toml.front() == '\'') return std::string(inner);
  std::string text;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] != '\\' || i + 1 == inner.size()) {
      text += inner[i];
      continue;
    }
    const char c = inner[++i];
    constexpr std::string_view letters = "btnfre", meant = "\b\t\n\f\r\x1b";
    if (c == 'u' || c == 'U')
      i += take_code(inner.substr(i), text) - 1;
    else if (const auto known = letters.find(c); known != std::string_view::npos)
      text += meant[known];
    else
      text += c;
  }
  return text;
}

std::vector<DraftField> note_fields(std::string_view note) {
  std::vector<DraftField> fields;
  for (const std::string_view part : parts_of(note)) {
    const auto equals = part.find('=', part.starts_with('"') ? behind_text(part, 0) : 0);
    if (equals == std::string_view::npos) return {};
    fields.push_back({std::string(trim(part.substr(0, equals))), std::string(trim(part.substr(equals + 1)))});
  }
  return fields;
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
  for (const DraftField& field : note_fields(inside(field_of(note, "file"), '{', '}')))
    if (is_own_key(field.key)) cycle.file.push_back({field.key, usual_form(field.toml)});
  cycle.score = result_of(note, "score");
  put_result(field_of(note, "result"), cycle);
}

DraftCheckin checkin_of(const std::vector<DraftField>& note, DraftPlace place) {
  return {plain_text(field_of(note, "checkin")), toml_lines(behind_name(note)), place};
}

void put_note(const std::vector<DraftField>& note, FiscalYear fiscal_year, DraftKpi& kpi,
              std::vector<DraftRemark>& remarks) {
  kpi.id = plain_text(field_of(note, "kpi"));
  put_fields(note, "KPI", kpi, remarks);
  for (const DraftField& target : note_fields(inside(field_of(note, "targets"), '{', '}')))
    kpi.targets.push_back({target.key, usual_form(target.toml)});
  const std::string readings = field_of(note, "readings");
  for (const std::string_view reading : parts_of(inside(readings, '[', ']'))) {
    const auto fields = note_fields(inside(reading, '{', '}'));
    const auto period = parse_period(plain_text(field_of(fields, "for")), fiscal_year);
    auto amounts = numbers_of(field_of(fields, "value"));
    if (!period || amounts.empty()) continue;
    kpi.readings.push_back({period->period.last, period->unit, std::move(amounts), plain_text(field_of(fields, "note")),
                            field_of(fields, "final") == "true", plain_text(field_of(fields, "source")), kpi.place});
  }
}

}  // namespace okr::cli
