// SPDX-License-Identifier: MIT
// JSON, built and written: unrounded numbers, null for what there is not, keys in the order they were set.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "okr/base/date.hpp"

namespace okr::draw {

/// A JSON value. `JsonValue value = JsonValue::object(); value.set("id", "ship.users").set("score", score);`
class JsonValue {
 public:
  using Array = std::vector<JsonValue>;
  struct Object {
    std::vector<std::string> keys;  ///< as many as values, each once
    std::vector<JsonValue> values;
  };
  using Content = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object>;

  JsonValue() : content_(nullptr) {}
  JsonValue(std::nullptr_t) : content_(nullptr) {}
  JsonValue(bool value) : content_(value) {}
  template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>) JsonValue(T value)
      : content_(static_cast<std::int64_t>(value)) {}
  JsonValue(double value) : content_(value) {}  ///< null when it is not finite
  JsonValue(const char* text) : content_(std::string(text)) {}
  JsonValue(std::string_view text) : content_(std::string(text)) {}
  JsonValue(std::string text) : content_(std::move(text)) {}
  JsonValue(Date date);  ///< ISO 8601
  template <class T>
  JsonValue(const std::optional<T>& value) : JsonValue() {
    if (value) *this = JsonValue(*value);
  }

  static JsonValue object();
  static JsonValue array();
  /// An array made from any range, each element by `JsonValue of(element)`.
  template <class Range, class Function>
  static JsonValue array_of(const Range& range, Function of) {
    JsonValue result = array();
    for (const auto& element : range) result.push(of(element));
    return result;
  }

  /// Adds a member, or replaces the one of that name. Makes an object of anything else.
  JsonValue& set(std::string_view key, JsonValue value);

  /// Adds an element. Makes an array of anything else.
  JsonValue& push(JsonValue value);

  const Content& content() const { return content_; }

 private:
  Content content_;
};

/// What every report begins with: format_version, command, as_of.
JsonValue report_object(std::string_view command, Date as_of);

/// Indented by two, ended by a newline; one line when `compact`. Doubles are the shortest text that reads back the
/// same, whole ones without ".0"; invalid UTF-8 becomes U+FFFD; controls are escaped.
std::string json_text(const JsonValue& value, bool compact = false);

}  // namespace okr::draw
