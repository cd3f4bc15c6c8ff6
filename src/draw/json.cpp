// SPDX-License-Identifier: MIT
// The one place where a report becomes nlohmann-json, which then does the escaping and the shortest numbers.
#include "draw/json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "draw/numbers.hpp"
#include "okr/base/number.hpp"

namespace okr::draw {
namespace {

using Json = nlohmann::ordered_json;

Json converted(const JsonValue& value);

struct Converter {
  Json operator()(std::nullptr_t) const { return nullptr; }
  Json operator()(bool value) const { return value; }
  Json operator()(std::int64_t value) const { return value; }
  Json operator()(double value) const {
    if (!std::isfinite(value)) return nullptr;
    const bool is_whole = std::trunc(value) == value && std::abs(value) <= largest_exact_integer;
    if (is_whole) return static_cast<std::int64_t>(value);
    return value;
  }
  Json operator()(const std::string& value) const { return bare(value); }
  Json operator()(const JsonValue::Array& elements) const {
    Json result = Json::array();
    for (const JsonValue& element : elements) result.push_back(converted(element));
    return result;
  }
  Json operator()(const JsonValue::Object& object) const {
    Json result = Json::object();
    for (std::size_t i = 0; i < object.keys.size(); ++i) result[object.keys[i]] = converted(object.values[i]);
    return result;
  }
};

Json converted(const JsonValue& value) { return std::visit(Converter{}, value.content()); }

}  // namespace

JsonValue::JsonValue(Date date) : content_(to_string(date)) {}

JsonValue JsonValue::object() {
  JsonValue result;
  result.content_ = Object{};
  return result;
}

JsonValue JsonValue::array() {
  JsonValue result;
  result.content_ = Array{};
  return result;
}

JsonValue& JsonValue::set(std::string_view key, JsonValue value) {
  if (!std::holds_alternative<Object>(content_)) content_ = Object{};
  auto& object = std::get<Object>(content_);
  const auto place = std::find(object.keys.begin(), object.keys.end(), key);
  if (place != object.keys.end()) {
    object.values[static_cast<std::size_t>(place - object.keys.begin())] = std::move(value);
    return *this;
  }
  object.keys.emplace_back(key);
  object.values.push_back(std::move(value));
  return *this;
}

JsonValue& JsonValue::push(JsonValue value) {
  if (!std::holds_alternative<Array>(content_)) content_ = Array{};
  std::get<Array>(content_).push_back(std::move(value));
  return *this;
}

JsonValue report_object(std::string_view command, Date as_of) {
  JsonValue result = JsonValue::object();
  result.set("format_version", "1.0").set("command", command).set("as_of", as_of);
  return result;
}

std::string json_text(const JsonValue& value, bool compact) {
  return converted(value).dump(compact ? -1 : 2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace okr::draw
