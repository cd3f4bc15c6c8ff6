// SPDX-License-Identifier: MIT
// Addresses in a line, which become links: where each begins and ends, and what in front of it only says that it follows.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actions/import/markdown/line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

/// Without what says that an address follows: "Link:", "see".
std::string_view without_label(std::string_view text) {
  std::string_view word = text.substr(text.rfind(' ') + 1);
  const std::string_view before = trim(text.substr(0, text.size() - word.size()));
  const bool has_colon = word.ends_with(':');
  if (has_colon) word.remove_suffix(1);
  const std::string_view labels = has_colon ? "link|links|url|see|siehe|doc|docs|dashboard|source|quelle" : "see|siehe";
  return is_one_of(labels, to_lower_ascii(word)) ? before : text;
}

/// "Visits of" what follows: it is no text without it.
bool ends_with_preposition(std::string_view text) { return is_preposition(text.substr(text.rfind(' ') + 1)); }

/// Where an address that begins at `at` begins and ends, with the brackets that are its own.
std::pair<std::size_t, std::size_t> stretch_of_address(std::string_view line, std::size_t at) {
  std::size_t end = std::min(line.find_first_of(" \n", at), line.size());
  const bool is_in_brackets = at > 0 && std::string_view("([<").find(line[at - 1]) != std::string_view::npos;
  const bool has_brackets = is_in_brackets || line.substr(at, end - at).find('(') != std::string_view::npos;
  while (std::string_view(has_brackets ? ",;.:" : ",;.:)]").find(line[end - 1]) != std::string_view::npos) --end;
  return {is_in_brackets ? at - 1 : at, end};
}

}  // namespace

std::string address_said(std::string_view said) {
  std::string_view text = trim(said);
  const std::string_view front = text.substr(0, text.find(' '));
  if (front.size() < text.size() && without_label(front).empty()) text = trim(text.substr(front.size()));
  for (const std::string_view around : {"<>", "()", "[]"})
    if (text.size() > 2 && text.front() == around[0] && text.back() == around[1])
      text = text.substr(1, text.size() - 2);
  const bool is_address = text.starts_with("https://") || text.starts_with("http://");
  return is_address && text.find_first_of(" \n") == std::string_view::npos ? std::string(text) : std::string();
}

std::vector<std::string> take_addresses(std::string& line) {
  std::vector<std::string> addresses;
  for (std::size_t at = line.find("http"); at != std::string::npos; at = line.find("http", at)) {
    const auto [begin, end] = stretch_of_address(line, at);
    std::string address = address_said(std::string_view(line).substr(begin, end - begin));
    const std::size_t next = line.find_first_not_of(' ', end);
    const bool is_in_word = begin > 0 && is_alphanumeric(line[begin - 1]);
    const bool goes_on = next != std::string::npos && is_alphanumeric(line[next]) && !is_digit(line[next]);
    at = end;
    const std::string_view before = trim(std::string_view(line).substr(0, begin));
    std::string_view kept = without_label(before);
    const bool has_stop = end + 1 == line.size() && line[end] != ')' && line[end] != ']';
    if (kept.size() < before.size() || has_stop) kept = without_end_marks(kept);  // what went on to it
    if (address.empty() || is_in_word || goes_on || kept.empty() || ends_with_preposition(kept)) continue;
    at = static_cast<std::size_t>(kept.data() + kept.size() - line.data());
    line.erase(at, end + (has_stop ? 1 : 0) - at);
    if (std::string_view(line).substr(at - 1).starts_with("()")) line.erase(--at, 2);
    addresses.push_back(std::move(address));
  }
  return addresses;
}

}  // namespace okr::actions
