// SPDX-License-Identifier: MIT
#include "reports/check/rule_text.hpp"

#include <algorithm>

#include "draw/embedded.hpp"
#include "okr/base/text.hpp"

namespace okr::reports {
namespace {

constexpr std::string_view reported = "\n\nreported:\n", fine = "\n\nfine:\n";

/// A line of words with commas; those of one rule may take several lines.
void add_words(std::string_view line, std::vector<std::string>& words) {
  for (const std::string_view word : split(line, ','))
    if (!trim(word).empty()) words.emplace_back(trim(word));
}

constexpr Explanation table[] = {{"okr-or-kpi", "when a KPI is right, and when an objective"}};

}  // namespace

std::span<const Explanation> explanations() { return table; }

std::string_view text_of(const Explanation& explanation) {
  return draw::embedded_text("explain/" + std::string(explanation.name) + ".txt");
}

RuleText text_of(const Rule& rule) {
  std::string_view text = draw::embedded_text("rules/" + std::string(rule.name) + ".txt");
  const auto first = text.find(reported), second = text.find(fine);
  if (first == std::string_view::npos || second == std::string_view::npos || second < first) return {};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto example = first + reported.size();
  std::string why(text.substr(0, first));
  std::ranges::replace(why, '\n', ' ');
  return {std::move(why), text.substr(example, second - example), text.substr(second + fine.size())};
}

std::string_view surroundings() { return draw::embedded_text("rules/around.txt"); }

std::vector<RuleWords> rule_words() {
  std::vector<RuleWords> all;
  for (const std::string_view line : split(draw::embedded_text("words/en.txt"), '\n')) {
    if (line.starts_with('#') && all.empty()) continue;
    if (const auto code = line.ends_with(':') ? parse_code(line.substr(0, line.size() - 1)) : std::nullopt)
      all.push_back({*code, {}});
    else if (!all.empty())
      add_words(line, all.back().words);
  }
  return all;
}

std::vector<std::string> words_of(Code code) {
  for (RuleWords& list : rule_words())
    if (list.code == code) return std::move(list.words);
  return {};
}

}  // namespace okr::reports
