// SPDX-License-Identifier: MIT
// How the check-in's dialogue looks: its heading, each question, the help. Plain text without control sequences, so
// that it is the same on every terminal; which question comes when is the dialogue's.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/answer.hpp"

namespace okr::cli {

/// What is asked, and what stands above it.
struct DialogueScript {
  std::string heading;                 ///< "2026-Q3, week 7 of 13"
  std::string day;                     ///< "Mon 17 Aug"
  std::vector<Question> questions;     ///< in the order in which they are asked
  std::vector<std::string> last_week;  ///< last week's priorities that are not done yet
  bool has_journal = true;             ///< false where no cycle could hold it
};

struct DialogueStyle {
  std::size_t width = 80;
  bool utf8 = true;    ///< else ASCII stands for the signs of our own
  bool plain = false;  ///< words in lines of their own instead of columns
};

/// The lines above the first question: what, how many, how long, the keys, the columns' names.
std::string opening_text(const DialogueScript& script, const DialogueStyle& style);

/// The question, up to where the person types; its last line is not ended.
std::string question_text(const DialogueScript& script, const DialogueStyle& style, std::size_t index);

/// What can be typed there.
std::string question_help(const Question& question, const DialogueStyle& style);

/// The journal's question with last week's priorities, up to where the person types.
std::string journal_text(const DialogueScript& script, const DialogueStyle& style);
std::string journal_help(const DialogueStyle& style);

/// "Unchanged: release, doctor. Still true today? [Y/n] ", wrapped; `sums` are those to which nothing is added.
std::string unchanged_text(std::span<const std::string> names, std::span<const std::string> sums,
                           const DialogueStyle& style);

/// "  WHAT: HINT", wrapped and ended.
std::string complaint_text(const Error& error, const DialogueStyle& style);

}  // namespace okr::cli
