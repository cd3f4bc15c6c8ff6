// SPDX-License-Identifier: MIT
#include "actions/import/json_places.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {
namespace {

using draw::Json;

constexpr std::size_t deepest = 64;

/// Where every object of a JSON text begins, in their order: what a parser that keeps no places visits in the same one.
std::vector<CsvPlace> places_of_objects(std::string_view text) {
  std::vector<CsvPlace> places;
  CsvPlace place;
  bool in_text = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      place = {place.line + 1, 1};
      continue;
    }
    if (in_text && c == '\\') {
      ++at;
      ++place.column;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && c == '{') {
      places.push_back(place);
    }
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++place.column;
  }
  return places;
}

bool is_too_deep(const Json& value, std::size_t depth) {
  if (depth > deepest) return true;
  return value.is_structured() &&
         std::any_of(value.begin(), value.end(), [&](const Json& child) { return is_too_deep(child, depth + 1); });
}

tl::unexpected<Error> no_json(const std::string& name, const std::string& text) {
  std::size_t bytes = 0;
  try {
    [[maybe_unused]] const Json whole = Json::parse(text);
  } catch (const Json::parse_error& error) {
    bytes = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
  } catch (const Json::out_of_range&) {  // 1e400: it keeps no place of those
    return failure(ErrorKind::usage, fmt::format("{}: a number in it is too large", safe_for_terminal(name)),
                   std::string(value_limit_advice) + "; nothing was written");
  }
  const CsvPlace place = place_of_byte(text, bytes);
  return failure(ErrorKind::usage,
                 fmt::format("{}:{}:{}: this is no JSON", safe_for_terminal(name), place.line, place.column),
                 "nothing was written");
}

}  // namespace

Result<Json> read_json(const std::string& name, const std::string& text) {
  Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded()) return no_json(name, text);
  if (is_too_deep(root, 0))
    return failure(ErrorKind::usage, fmt::format("{} is nested too deep", safe_for_terminal(name)));
  return root;
}

JsonPlaces::JsonPlaces(const Json& root, std::string_view text) : places_(places_of_objects(text)) { number(root); }

CsvPlace JsonPlaces::place_of(const Json& object) const {
  const auto found = numbers_.find(&object);
  return found == numbers_.end() || found->second >= places_.size() ? CsvPlace{} : places_[found->second];
}

void JsonPlaces::number(const Json& value) {
  if (value.is_object()) numbers_.emplace(&value, numbers_.size());
  if (value.is_structured())
    for (const Json& child : value) number(child);
}

}  // namespace okr::cli
