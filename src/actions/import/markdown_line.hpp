// SPDX-License-Identifier: MIT
// What a line that somebody wrote of an objective or key result says: "KR1: Weekly users 0 -> 400 users (112), owner: ana".
// Pure; which objective a line belongs to is not known here. Nothing is guessed: a number inside a sentence stays in the
// sentence, and only what is set off from it (in brackets, behind a colon or a dash) is a value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/markdown_facts.hpp"
#include "actions/import/markdown_marks.hpp"
#include "okr/base/csv.hpp"

namespace okr::cli {

struct MarkdownLine {
  LineMark mark = LineMark::none;    ///< by its prefix: "O1:", "KR1.2:", "Initiative:"
  std::optional<bool> is_done = {};  ///< by its box: [x] or [ ]
  std::string title = {};
  std::string whole = {};               ///< the title before anything was set off from it
  std::vector<std::string> below = {};  ///< lines of facts behind the first one, not yet read
  LineFacts facts = {};
  std::optional<double> bracketed = {};  ///< a number in brackets that is read as the score, and may be the value
  bool has_own_number = false;  ///< a number stands in the title, so that a percentage beside it need not be progress
  bool has_countable = false;   ///< one that is no name, as in "version 2"
  bool is_doubtful = false;     ///< it speaks of a measure that is not understood, or is struck out in part
  std::vector<std::string> unread = {};  ///< what was set off and means nothing here
};

/// `text` is one line, or several parted by \n: one sentence as long as it holds no measure, but for lines that begin with the
/// name of a fact. Behind a measure what is not understood is `unread`. Numbers are written as `form` says.
MarkdownLine markdown_line(std::string_view text, const CsvForm& form);

}  // namespace okr::cli
