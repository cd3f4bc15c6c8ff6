// SPDX-License-Identifier: MIT
#include "draw/json.hpp"

#include <cmath>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"

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
  return value.dump(compact ? -1 : 2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace okr::draw
