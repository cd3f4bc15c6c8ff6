// SPDX-License-Identifier: MIT
// What a person is asked when a cycle is closed, and what was answered: kept on disk where the closing did not come about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/numbers.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct Postmortem {
  KeyResultId about;
  std::string text;
};

struct ClosingAnswers {
  std::vector<Postmortem> postmortems = {};
  std::vector<std::string> wins = {}, lessons = {};

  bool empty() const { return postmortems.empty() && wins.empty() && lessons.empty(); }
};

/// As lines that fit on the screen; those behind the first are set in.
std::string on_lines(const Context& context, const std::string& text);

/// Key results that count, of committed objectives that count, which were missed and of which nobody said why.
std::vector<const KeyResultNumbers*> postmortems_due(const CycleNumbers& numbers);

/// One line a postmortem, a line each for wins and lessons, and whether to close (the value). Answers that were kept are
/// offered first. The end of the input, or Ctrl-C, is an error of kind interrupted; `answers` holds what was said till then.
Result<bool> ask_for_closing(Context& context, const std::string& root, const CycleNumbers& numbers,
                             ClosingAnswers& answers);

/// The last question alone: once more, where the numbers changed meanwhile.
Result<bool> confirm_closing(Context& context, const CycleId& id);

/// Keeps them in the person's state folder for the next time; false where there are none, or they cannot be kept.
bool keep_answers(const Context& context, const std::string& root, std::string_view cycle,
                  const ClosingAnswers& answers);

/// They have been written, or are wanted no more.
void drop_answers(const Context& context, const std::string& root, std::string_view cycle);

}  // namespace okr::cli
