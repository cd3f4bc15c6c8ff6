// SPDX-License-Identifier: MIT
// Cycles that are over and not closed, as every board names them.
#include <fmt/core.h>

#include "reports/status/document.hpp"

namespace okr::reports {
namespace {

Text line_of(const EndedCycle& ended, bool with_command) {
  const std::string_view days = ended.days_ago == 1 ? "day" : "days";
  std::string rest = fmt::format(" ended {} {} ago", ended.days_ago, days);
  rest += with_command ? ": " + close_command(ended) : std::string(" and is not closed.");
  return Text(ended.id.text, Style::id) + Text(std::move(rest), ended.in_force ? Style::strong : Style::normal);
}

}  // namespace

std::string close_command(const EndedCycle& ended) {
  const std::string carry = ended.follower ? " --carry-to " + ended.follower->text : std::string();
  return fmt::format("okr close {}{}", ended.id.text, carry);
}

void add_ended(Document& document, const std::vector<EndedCycle>& ended, bool with_commands) {
  for (const EndedCycle& one : ended) document.add(Paragraph{.text = line_of(one, with_commands)});
}

}  // namespace okr::reports
