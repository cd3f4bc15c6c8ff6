// SPDX-License-Identifier: MIT
#include "actions/import/markdown_note.hpp"

#include <algorithm>
#include <span>

#include "actions/import/markdown_key_result.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

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

EntryValue value_of(std::string_view toml) {
  if (toml.empty()) return {};
  if (toml == "true" || toml == "false") return toml == "true";
  if (toml.front() == '"' || toml.front() == '\'') return plain_text(toml);
  if (toml.front() == '[') {
    std::vector<std::string> steps;
    for (const std::string_view step : parts_of(inside(toml, '[', ']'))) steps.push_back(plain_text(step));
    return steps;
  }
  const auto number = parse_number(toml);
  return number ? EntryValue(*number) : EntryValue();
}

/// "{ on = 2026-08-17, value = 131, confidence = 6 }"
std::optional<DraftReading> reading_of(std::string_view toml, DraftPlace place) {
  const auto fields = note_fields(inside(toml, '{', '}'));
  DraftReading reading;
  reading.date = parse_date(field_of(fields, "on"));
  reading.value = value_of(field_of(fields, "value"));
  if (const auto confidence = number_of(fields, "confidence")) reading.confidence = static_cast<int>(*confidence);
  reading.note = plain_text(field_of(fields, "note"));
  reading.place = place;
  reading.is_amount = true;
  const bool says_something = reading.value != EntryValue() || reading.confidence;
  return reading.date && says_something ? std::optional(std::move(reading)) : std::nullopt;
}

/// Keys that are no fields of the record; the first one names it.
bool is_of_note(std::string_view key) { return key == "readings" || key == "result"; }

void put_fields(const std::vector<DraftField>& note, DraftRecord& record) {
  for (const DraftField& field : std::span(note).subspan(std::min<std::size_t>(note.size(), 1)))
    if (!is_of_note(field.key)) set_field(record, field.key, field.toml);
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
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return {};
    fields.push_back({std::string(trim(part.substr(0, equals))), std::string(trim(part.substr(equals + 1)))});
  }
  return fields;
}

void put_note(const std::vector<DraftField>& note, DraftRecord& record, std::optional<double>& score) {
  record.id = plain_text(field_of(note, "id"));
  put_fields(note, record);
  const std::string result = field_of(note, "result");
  score = number_of(note_fields(inside(result, '{', '}')), "score");
}

void put_note(const std::vector<DraftField>& note, DraftKeyResult& kr) {
  put_note(note, kr, kr.result.score);
  const std::string result = field_of(note, "result"), readings = field_of(note, "readings");
  kr.result.progress = number_of(note_fields(inside(result, '{', '}')), "progress");
  for (const std::string_view reading : parts_of(inside(readings, '[', ']')))
    if (auto said = reading_of(reading, kr.place)) kr.readings.push_back(std::move(*said));
}

void put_note(const std::vector<DraftField>& note, FiscalYear fiscal_year, DraftKpi& kpi) {
  kpi.id = plain_text(field_of(note, "kpi"));
  put_fields(note, kpi);
  const std::string readings = field_of(note, "readings");
  for (const std::string_view reading : parts_of(inside(readings, '[', ']'))) {
    const auto fields = note_fields(inside(reading, '{', '}'));
    const auto period = parse_period(plain_text(field_of(fields, "for")), fiscal_year);
    const auto value = number_of(fields, "value");
    if (!period || !value) continue;
    kpi.readings.push_back(
        {period->period.last, period->unit, *value, plain_text(field_of(fields, "note")), kpi.place});
  }
}

}  // namespace okr::cli
