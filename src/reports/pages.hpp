// SPDX-License-Identifier: MIT
// What a page says beyond a screen, since who reads it may have no okr and know no id: titles beside ids, who said what
// when, and what the signs and words mean.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>

#include "okr/compute/numbers.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/workspace.hpp"
#include "reports/words.hpp"

namespace okr::reports {

/// From how many columns on a terminal has titles of key results beside their ids.
inline constexpr std::size_t width_for_titles = 110;

/// The column of titles of key results; stands behind that of ids.
Column title_column();

/// How each record stands: its status, and a verdict once the cycle has ended.
Column standing_column(bool has_ended);

/// Empty where only [result] knows it.
std::string title_of(const KeyResultNumbers& numbers);

/// The id; on a page, and on a terminal with --titles, with what it is called: "ship.users (Weekly active users)".
Text named(std::string_view id, std::string_view title);
/// What stands behind an id there: " (Weekly active users)"; nothing where there is no title.
Text title_behind(std::string_view title);
/// "a, b and c"; of many the first: "a, b and 3 more" (listed() of base/text).
Text listed_names(const std::vector<Text>& names, std::size_t most);
/// `named` as a key, to which something is said: "ship.users Weekly active users".
Text named_key(std::string_view id, std::string_view title);

/// "131, 6/10: second post helped (ana, 17 Aug)"; who said it may not be known.
std::string said_text(std::string words, const std::string& who, Date day, Date as_of);

/// What the check-ins of a key result do where that is not what its closed cycle kept (W243): "come to 101 %: added to
/// or changed after it was closed"; else empty.
std::string after_close_text(const KeyResultNumbers& numbers);

/// Adds below the row, for pages, what was last said of it up to the day, by whom and when: "131, 6/10: second post
/// helped (ana, 17 Aug)"; of a KPI the last note of a reading. Nothing where nothing was said.
void add_last_word(Table& table, const KeyResultNumbers& numbers, Date as_of);
void add_last_word(Table& table, const Kpi& kpi, Date as_of);

/// "131, 6/10: second post helped": the value (an amount of a sum: "+12"), the confidence and the note, as far as they
/// were said.
std::string words_of(const Entry& entry, const KeyResultNumbers& numbers);

/// Says which objectives the totals count, where objectives are aligned to others of the cycle.
void add_on_top(Document& document, const CycleNumbers& numbers);

/// What chances mean, in words that stand behind their sign: "P(400): the chance of reaching 400".
std::string chance_legend(std::string_view goal);
std::string chance_of_reaching(std::string_view goal);
inline constexpr std::string_view chance_of_target = "the chance of reaching the target";
inline constexpr std::string_view chance_of_70 = "of 0.7 of the way";
/// What the columns of chances of a table mean: "P(GOAL): the chance of reaching the target; P(0.7): of 0.7 of the way".
Text chances_text(const Table& table);
inline constexpr std::string_view words_of_best =
    "Where the best reading counts, it ends at the best so far or beyond, the chance is of reaching the goal on some "
    "day, and it arrives as the last reading goes on.";
inline constexpr std::string_view chance_of_least = "of the least likely part";

/// What needs explaining on a page; the words stand in src/text/page/meanings.txt.
enum class Sign {
  progress,
  status,
  trend,
  kinds,
  score,
  bands,
  planned,
  confidence,
  stated_path,
  stated_and_true,
  ends,
  chances,
  rates,
  next,
  due,
  moved,
  kpi,
  tree,
  said
};
OKR_WORDS(Sign, "progress", "status", "trend", "kinds", "score", "bands", "planned", "confidence", "stated_path",
          "stated_and_true", "ends", "chances", "rates", "next", "due", "moved", "kpi", "tree", "said")

/// The words and signs of a page, explained; on a terminal the help does.
void add_legend(Document& document, std::initializer_list<Sign> signs, const Scoring& scoring = {});

/// Takes out of the legends what a report above on the same page explained, and adds what these explain.
void drop_explained(Document& document, std::set<std::string>& explained);

}  // namespace okr::reports
