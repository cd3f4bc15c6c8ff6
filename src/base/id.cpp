// SPDX-License-Identifier: MIT
// What may be an id, and the id nearest to a title.
#include "okr/base/id.hpp"

#include <algorithm>

#include "okr/base/text.hpp"

namespace okr {
namespace {

constexpr bool is_id_start(char c) { return is_lower(c) || is_digit(c); }

template <class IsStart>
bool has_id_form(std::string_view text, IsStart is_start) {
  if (text.empty() || text.size() > longest_id || !is_start(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return c == '-' || is_start(c); });
}

void drop_final_hyphens(std::string& text) {
  while (!text.empty() && text.back() == '-') text.pop_back();
}

}  // namespace

bool is_valid_id(std::string_view text) { return has_id_form(text, is_id_start); }

bool is_valid_cycle_id(std::string_view text) {
  return has_id_form(text, [](char c) { return is_id_start(c) || is_upper(c); });
}

std::string slug(std::string_view text) {
  std::string id;
  for (const char c : to_lower_ascii(without_accents(text))) {
    if (id.size() == longest_id) break;
    if (is_id_start(c)) {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  drop_final_hyphens(id);
  return id;
}

std::string free_id(std::string_view id, const std::function<bool(const std::string&)>& is_taken) {
  const std::string hyphen = id == "x" ? "" : "-";  // "x-1" would be a key of a person's own (format.md)
  for (int number = 1;; ++number) {
    const std::string end = hyphen + std::to_string(number);
    std::string free = std::string(id.substr(0, longest_id - end.size())) + end;
    if (!is_taken(free)) return free;
  }
}

}  // namespace okr
