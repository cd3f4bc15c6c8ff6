// SPDX-License-Identifier: MIT
// Dates in files of others, by a format that is said.
#include "okr/base/date.hpp"

#include <charconv>

namespace okr {
namespace {

/// Takes up to `most` digits from the front; empty when there is none.
std::optional<int> take_digits(std::string_view& text, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  int number = 0;
  if (count == 0 || std::from_chars(text.data(), text.data() + count, number).ec != std::errc()) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

struct Parts {
  int year = 0, month = 0, day = 0;
};

constexpr int century = 2000;  // %y is 2000 to 2099: nobody keeps KPIs of the last one

bool take_field(std::string_view& text, char field, Parts& parts) {
  const auto number = take_digits(text, field == 'Y' ? 4 : 2);
  if (!number) return false;
  switch (field) {
    case 'Y': parts.year = *number; return true;
    case 'y': parts.year = century + *number; return true;
    case 'm': parts.month = *number; return true;
    case 'd': parts.day = *number; return true;
    default: return false;
  }
}

}  // namespace

std::optional<Date> parse_formatted_date(std::string_view text, std::string_view format) {
  if (format.empty()) return parse_date(text);
  Parts parts;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == '%' && i + 1 < format.size()) {
      if (!take_field(text, format[++i], parts)) return std::nullopt;
    } else {
      if (text.empty() || text.front() != format[i]) return std::nullopt;
      text.remove_prefix(1);
    }
  }
  const Date date = make_date(parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day));
  if (!text.empty() || !date.ok()) return std::nullopt;
  return date;
}

}  // namespace okr
