// SPDX-License-Identifier: MIT
#include "draw/numbers.hpp"

#include <algorithm>

namespace okr::draw {
namespace {

constexpr std::size_t grouped_from = 5;  // digits: 1234 is read at a glance
constexpr std::size_t group_size = 3;
constexpr std::string_view narrow_space = "\u202F";
constexpr std::string_view mark_lead = group_mark.substr(0, 2);  // shared by both marks

std::vector<std::string> all_marked(std::vector<std::string> texts) {
  for (std::string& text : texts) text = marked(text);
  return texts;
}

}  // namespace

std::string marked(std::string_view number) {
  const std::size_t first = std::min(number.find_first_of("0123456789"), number.size());
  const std::size_t end = std::min(number.find_first_not_of("0123456789", first), number.size());
  std::string result(number.substr(0, first));
  for (std::size_t i = first; i < end; ++i) {
    const bool begins_group = i > first && (end - i) % group_size == 0 && end - first >= grouped_from;
    if (begins_group) result += group_mark;
    result += number[i];
  }
  if (end < number.size() && number[end] == '.') return result.append(point_mark).append(number.substr(end + 1));
  return result.append(number.substr(end));
}

std::string shortest(double value) { return marked(okr::shortest(value)); }
std::string rounded(double value, int decimals) { return marked(okr::rounded(value, decimals)); }
std::string fixed(double value, int decimals) { return marked(okr::fixed(value, decimals)); }
std::string display_value(double value) { return marked(okr::display_value(value)); }
std::string display_computed(double value) { return marked(okr::display_computed(value)); }

std::vector<std::string> display_together(const std::vector<double>& values) {
  return all_marked(okr::display_together(values));
}

std::vector<std::string> display_computed_together(std::initializer_list<double> values) {
  return all_marked(okr::display_computed_together(values));
}

Signs page_signs(std::optional<DigitStyle> style) {
  switch (style.value_or(DigitStyle::space_and_point)) {
    case DigitStyle::space_and_point: return {narrow_space, "."};
    case DigitStyle::comma_and_point: return {",", "."};
    case DigitStyle::point_and_comma: return {".", ","};
  }
  return bare_signs;
}

Signs terminal_signs(std::optional<DigitStyle> style) {
  if (!style) return bare_signs;
  return *style == DigitStyle::space_and_point ? Signs{group_mark, "."} : page_signs(style);
}

std::string with_signs(std::string_view text, const Signs& signs) {
  std::string result;
  for (std::size_t at = text.find(mark_lead); at != std::string_view::npos; at = text.find(mark_lead)) {
    const std::string_view mark = text.substr(at, group_mark.size());
    const bool known = mark == group_mark || mark == point_mark;
    result.append(text.substr(0, at)).append(!known ? mark : mark == group_mark ? signs.group : signs.point);
    text.remove_prefix(at + mark.size());
  }
  return result.append(text);
}

std::string bare(std::string_view text) { return with_signs(text, bare_signs); }

}  // namespace okr::draw
