// SPDX-License-Identifier: MIT
// What a check-in's dialogue asks on a day, and how its questions look: key results and KPIs that are due, with where
// they stand, in the order of the files; last week's open priorities; the help. Plain text without control sequences, so that
// it is the same on every terminal. Asks nobody anything: which question comes when is the dialogue's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actions/checkin/due.hpp"
#include "okr/compute/blockers.hpp"

namespace okr::cli {

/// In front of a number or a name it is a jump: "#3", "#users".
inline constexpr char jump_mark = '#';

/// A key result, or a KPI, with what a person has to see of it. What it points to has to outlive it.
struct CheckinQuestion {
  std::string id;                         ///< "ship.users", "2026/reach.visits", a KPI's "resting-hr"
  std::string reference;                  ///< the same in full: "2026-Q3/ship.users"; a KPI's id
  std::string name;                       ///< as it is shown: "users", "add km"
  std::string title;                      ///< may be empty
  std::string status;                     ///< "behind", "green"
  bool is_at_risk = false;                ///< at risk or behind; a KPI in the red
  std::string last;                       ///< "112", "2/4"; empty where nothing was said yet
  std::string last_day;                   ///< "10 Aug"; empty where nothing was said yet
  std::string stated;                     ///< "7, 6 Jul": the confidence where that alone is asked for; else empty
  std::string pace;                       ///< where it should be: "207", "31 Aug", "<= 58"; may be empty
  const KeyResult* key_result = nullptr;  ///< null for a KPI
  bool is_confidence_only = false;        ///< of a key result whose value a KPI or another source brings
  const Kpi* kpi = nullptr;               ///< null for a key result
  std::string feeds;                      ///< of a KPI: full id of the key result that gets the confidence; or empty
  ReadingDay day;                         ///< of a KPI: the day or period its reading is for
  std::optional<double> last_number;      ///< the last reading
  std::vector<double> earlier;            ///< all readings, of a sum the amounts, oldest first
  double most = 0;                        ///< of a sum: the largest amount so far
  std::vector<double> steps_done;         ///< of steps: 0 or 1 each

  bool takes_amounts() const { return key_result && okr::takes_amounts(*key_result); }
  bool takes_confidence() const { return key_result || !feeds.empty(); }
  /// True when "=" or a yes to "still true?" says something: there is a last value, or an amount can be 0.
  bool can_repeat() const { return !is_confidence_only && (takes_amounts() || last_number); }
};

/// "KPI users brings the values", of one that asks for the confidence alone.
std::string who_brings_values(const CheckinQuestion& question);

/// What is asked, and what stands above it.
struct DialogueScript {
  std::string heading;                     ///< "2026-Q3, week 7 of 13"
  Date date;                               ///< of which what is said will be
  std::string day;                         ///< "Mon 17 Aug"
  std::vector<CheckinQuestion> questions;  ///< in the order of the files, KPIs behind; as they are asked
  std::vector<std::string> last_week;      ///< last week's priorities that are not done yet
  std::vector<Obstacle> in_the_way;        ///< what nobody has called solved
  std::vector<std::string> records;        ///< names that what is blocked may begin with
  bool has_journal = true;                 ///< false where no cycle could hold it
};

/// Heading and questions.
DialogueScript script_of(const CheckinScene& scene, const Asking& asking);

/// Priorities of the last check-in before the day that had any (by `me`, or by anybody where nobody is me), without
/// those that were done since.
std::vector<std::string> open_priorities(const CheckinScene& scene, const std::string& me);

struct DialogueStyle {
  std::size_t width = 80;
  bool utf8 = true;    ///< else ASCII stands for the signs of our own
  bool plain = false;  ///< words in lines of their own instead of columns
};

/// The lines above the first question: what, how many, how long, the keys, the columns' names.
std::string opening_text(const DialogueScript& script, const DialogueStyle& style);

/// The question, up to where the person types; its last line is not ended.
std::string question_text(const DialogueScript& script, const DialogueStyle& style, std::size_t index);

/// Which of them a jump means: its number, its name or its id ("3", "km", "fit.km"); nothing for other words.
std::optional<std::size_t> question_called(const DialogueScript& script, std::string_view typed);

/// What Tab completes there: steps, words of a kind, jumps to questions.
std::vector<std::string> words_at(const DialogueScript& script, std::size_t index);

/// "#users": a jump to each of the questions, as Tab completes it.
std::vector<std::string> jumps_of(const DialogueScript& script);

/// What can be typed there.
std::string question_help(const CheckinQuestion& question, const DialogueStyle& style);

/// The journal's question with last week's priorities, up to where the person types.
std::string journal_text(const DialogueScript& script, const DialogueStyle& style);
std::string journal_help(const DialogueStyle& style);

/// "Unchanged: release, doctor. Still true today? [Y/n] ", wrapped; `sums` are those to which nothing is added.
std::string unchanged_text(std::span<const std::string> names, std::span<const std::string> sums,
                           const DialogueStyle& style);

/// "  WHAT: HINT", wrapped and ended.
std::string complaint_text(const Error& error, const DialogueStyle& style);

}  // namespace okr::cli
