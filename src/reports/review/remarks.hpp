// SPDX-License-Identifier: MIT
// Words of check-ins, one by one: wins, blockers, notes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/model/okr.hpp"

namespace okr::reports {

struct Remark {
  Date date{};
  std::string by;    ///< who said it; may be empty
  std::string text;  ///< on one line
};

/// Adds a check-in's list, such as &Checkin::wins.
void add_remarks(const Checkin& checkin, std::vector<std::string> Checkin::*words, std::vector<Remark>& remarks);

/// Lines joined by blanks.
std::string on_one_line(std::string_view text);

/// True when more than one person has checked in by the day.
bool has_several_people(const Cycle& cycle, Date as_of);

}  // namespace okr::reports
