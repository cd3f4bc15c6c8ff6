// SPDX-License-Identifier: MIT
// What people meant to do in a week, by their check-ins, and which of it is done.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/okr.hpp"

namespace okr::reports {

struct Priority {
  std::string text;
  std::string by;     ///< who meant to, as check-ins name the person; may be empty
  bool done = false;  ///< said done since, in the same words
};

struct Priorities {
  std::vector<Priority> last;  ///< of the week before, with what was done beside them
  std::vector<Priority> next;  ///< of the week that has begun
};

/// A person's latest check-in that speaks of priorities, or of what is done, says what comes next; that person's one
/// before it with priorities is what it is measured by. Check-ins of a day are one. Who has said nothing for four weeks
/// is left out.
Priorities priorities_of(const Cycle& cycle, Date as_of);

/// The person behind a check-in: `by`, else its source.
const std::string& author_of(const Checkin& checkin);

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
