// SPDX-License-Identifier: MIT
#include "reports/check/rule_text.hpp"

#include <algorithm>

#include "draw/embedded.hpp"

namespace okr::reports {
namespace {

constexpr std::string_view reported = "\n\nreported:\n", fine = "\n\nfine:\n";

}  // namespace

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

}  // namespace okr::reports
