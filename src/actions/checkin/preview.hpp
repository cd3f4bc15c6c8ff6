// SPDX-License-Identifier: MIT
// What a check-in did, a line a key result: last and new value, progress and status before and after; and the same in
// one line for git.
#pragma once

#include <string>

#include "actions/checkin/write.hpp"
#include "draw/document.hpp"

namespace okr::cli {

/// A row for each update, named with its cycle where that is not the one that is meant, and for each reading of a KPI;
/// numbers on the day of the check-in. What was only confirmed is one line below; so is the day where it is another
/// one.
draw::Document preview_of(const PreparedCheckin& prepared);

/// The same for a program: value and confidence before and after, notes, the journal, readings. What was only confirmed
/// changes nothing.
std::vector<reports::FieldChange> changes_of(const PreparedCheckin& prepared);

/// What the journal says besides its note, in the words of a commit: "Done", "Won", "Blocked", "Solved", "Needs",
/// "Learned", "Next", "Ahead".
std::vector<JournalList> journal_for_people(const Checkin& head);

/// What is kept and counts nowhere, in a line for stderr: "okr: a.l starts on 2026-09-01: what is said before is kept and
/// does not count [W243]"; empty where all counts.
std::string uncounted_text(const PreparedCheckin& prepared);

/// The names of all that it speaks of.
std::vector<std::string> names_in(const PreparedCheckin& prepared);

/// "Check in 2026-Q3, week 7: users 131, km +12", the note and the priorities below an empty line where there are some.
std::string commit_message(const PreparedCheckin& prepared);

/// The first line of commit_message.
std::string summary_line(const PreparedCheckin& prepared);

}  // namespace okr::cli
