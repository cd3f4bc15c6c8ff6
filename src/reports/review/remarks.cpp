// SPDX-License-Identifier: MIT
#include "reports/review/remarks.hpp"

#include "okr/base/text.hpp"
#include "reports/review/priorities.hpp"

namespace okr::reports {

void add_remarks(const Checkin& checkin, std::vector<std::string> Checkin::*words, std::vector<Remark>& remarks) {
  for (const std::string& text : checkin.*words)
    remarks.push_back({checkin.date, author_of(checkin), on_one_line(text)});
}

std::string on_one_line(std::string_view text) {
  std::string line;
  for (const std::string_view part : split(text, '\n'))
    if (const auto words = trim(part); !words.empty()) line += (line.empty() ? "" : " ") + std::string(words);
  return line;
}

bool has_several_people(const Cycle& cycle, Date as_of) {
  const std::string* first = nullptr;
  for (const Checkin& checkin : cycle.checkins) {
    if (as_of < checkin.date) continue;
    if (!first) first = &author_of(checkin);
    if (*first != author_of(checkin)) return true;
  }
  return false;
}

}  // namespace okr::reports
