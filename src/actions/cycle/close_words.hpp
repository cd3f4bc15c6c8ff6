// SPDX-License-Identifier: MIT
// What is said when a cycle is closed, and what a person is asked: its scores, a postmortem for each committed key
// result that was missed, wins and lessons.
#pragma once

#include <string>
#include <vector>

#include "actions/cycle/carry_over.hpp"
#include "actions/cycle/result.hpp"
#include "draw/document.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// Scores and verdicts of the objectives and the cycle.
draw::Document closing_document(const CycleNumbers& numbers, int scale);

/// The same in a line: "score 0.71, 2 of 3 committed met".
std::string closing_line(const CycleNumbers& numbers, int scale);

/// Key results that count, of committed objectives that count, which were missed and of which nobody said why.
std::vector<const KeyResultNumbers*> postmortems_due(const CycleNumbers& numbers);

struct Postmortem {
  KeyResultId about;
  std::string text;
};

struct ClosingAnswers {
  std::vector<Postmortem> postmortems;
  std::vector<std::string> wins, lessons;
  bool closes = true;  ///< false: the last question was answered with no
};

/// Asks at a terminal: one line a postmortem, a line each for wins and lessons, and whether to close. The end of the
/// input is an error of kind interrupted.
Result<ClosingAnswers> ask_for_closing(Context& context, const CycleNumbers& numbers);

/// The last question alone: once more, where the numbers changed meanwhile.
Result<bool> confirm_closing(Context& context, const CycleId& id);

/// What was carried; what was left alone; the commands for the postmortems that nobody gave.
std::string carried_text(const Context& context, const CarryOver& carry, const std::string& to);
std::string occupied_text(const CarryOver& carry, const std::string& to);
std::string postmortems_due_text(const CycleNumbers& numbers, const std::vector<Postmortem>& given);

/// After opening it again: what was carried from the cycle stays where it is.
std::string left_behind_text(const Workspace& workspace, const Cycle& cycle);

}  // namespace okr::cli
