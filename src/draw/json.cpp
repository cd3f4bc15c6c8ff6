// SPDX-License-Identifier: MIT
#include "draw/json.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "draw/numbers.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {

Json json(double value) {
  if (!std::isfinite(value)) return nullptr;
  const bool is_whole = std::trunc(value) == value && std::abs(value) <= largest_exact_integer;
  if (is_whole) return static_cast<std::int64_t>(value);
  return value;
}

Json json(std::string_view text) { return bare(text); }
Json json(const char* text) { return bare(text); }
Json json(const std::string& text) { return bare(text); }
Json json(Date date) { return to_string(date); }
Json json(bool value) { return value; }
Json json_or_null(std::string_view text) { return text.empty() ? Json() : json(text); }
Json json_or_null(unsigned from_one) { return from_one == 0 ? Json() : Json(from_one); }

Json json_object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json object = Json::object();
  for (const auto& [key, value] : members) object[std::string(key)] = value;
  return object;
}

void add_members(Json& object, Json more) {
  for (auto& [key, value] : more.items()) object[key] = std::move(value);
}

Json report_object(std::string_view command, Date as_of) {
  return json_object({{"format_version", json(format_version)}, {"command", command}, {"as_of", json(as_of)}});
}

std::string json_text(const Json& value, bool compact) {
  return with_controls_escaped(value.dump(compact ? -1 : 2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

namespace {

std::string tsv_field(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\\': escaped += "\\\\"; break;
      case '\t': escaped += "\\t"; break;
      case '\n': escaped += "\\n"; break;
      case '\r': escaped += "\\r"; break;
      default: escaped += c;
    }
  }
  return safe_for_terminal(bare(escaped));
}

std::string csv_field(std::string_view text) { return csv_cell(safe_for_terminal(bare(text), true), {.defuse = true}); }

using Escape = std::string (*)(std::string_view);

std::string joined(const Json& list) {
  std::string text;
  for (const Json& element : list) text += (text.empty() ? "" : " ") + element.get<std::string>();
  return text;
}

std::string field(const Json& value, Escape escaped) {
  if (value.is_array()) return escaped(joined(value));
  if (value.is_string()) return escaped(value.get_ref<const std::string&>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_number()) return okr::shortest(value.get<double>());
  return {};
}

std::string lines_of(const Records& records, char separator, Escape escaped) {
  std::string result;
  for (std::size_t i = 0; i < records.names.size(); ++i) {
    if (i > 0) result += separator;
    result += escaped(records.names[i]);
  }
  result += '\n';
  for (const auto& row : records.rows) {
    for (std::size_t i = 0; i < records.names.size(); ++i) {
      if (i > 0) result += separator;
      if (i < row.size()) result += field(row[i], escaped);
    }
    result += '\n';
  }
  return result;
}

}  // namespace

std::string tsv_text(const Records& records) { return lines_of(records, '\t', tsv_field); }

std::string csv_text(const Records& records) { return lines_of(records, ',', csv_field); }

}  // namespace okr::draw
