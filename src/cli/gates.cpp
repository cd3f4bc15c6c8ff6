// SPDX-License-Identifier: MIT
#include "cli/gates.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {

void say_gate_missed(Context& context, const std::string& what) {
  context.warn({ErrorKind::answer_no, "gate missed: " + what, {}, "gate-missed"});
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > most) text += fmt::format(" and {} more", names.size() - most);
  return text;
}

}  // namespace okr::cli
