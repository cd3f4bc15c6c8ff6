// SPDX-License-Identifier: MIT
// The words in which every screen says what reports hold as enums, and the style that only repeats them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draw/chart.hpp"
#include "draw/document.hpp"
#include "draw/json.hpp"
#include "draw/numbers.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/compute/xmr.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

// --- drawing ---------------------------------------------------------------------------------------------------------

// The drawing library as reports speak of it: what documents, charts, records and JSON are made of.

using draw::Align, draw::Bar, draw::Beside, draw::Bullet, draw::Cell, draw::Chart, draw::ChartBand, draw::ChartLine,
    draw::ChartPoint, draw::ChartRole, draw::Column, draw::described, draw::display_computed,
    draw::display_computed_together, draw::display_together, draw::display_value, draw::Divider, draw::Document,
    draw::Dot, draw::Dots, draw::fixed, draw::Heading, draw::HeatMap, draw::HeatUnit, draw::in_plain_words, draw::Json,
    draw::json, draw::json_list, draw::json_or_null, draw::KeyValue, draw::KeyValues, draw::List, draw::MarkerPlace,
    draw::Note, draw::on_page, draw::on_terminal, draw::Paragraph, draw::Preformatted, draw::Records,
    draw::report_object, draw::rounded, draw::Row, draw::RowKind, draw::shortest, draw::Space, draw::Sparkline,
    draw::Style, draw::SvgFigure, draw::Table, draw::Text, draw::TimeMarks, draw::where_drawn, draw::where_titles_are;

// --- what all screens say alike --------------------------------------------------------------------------------------

/// How a status is coloured.
Style style_of(PaceStatus status);

/// How the status of a KPI is coloured.
Style style_of(Rag status);

/// How a verdict is coloured.
Style style_of(Verdict verdict);

/// How a signal of a KPI is coloured.
Style style_of(SignalMeaning meaning);

/// Words as json and tsv have them: "at_risk", "no_data".
std::string machine_word(std::string_view words);

/// "starts 1 Oct", of a cycle before its first day, with its year where `as_of` is of another one or is not said; "no
/// days are said" where none is known.
std::string start_text(const Cycle& cycle, std::optional<Date> as_of = std::nullopt);

/// "ended 30 Sep" with the day as it is written there; of one whose last day is to come what alone says that it has
/// ended.
std::string ended_text(const CycleNumbers& numbers, std::string_view last_day);

/// "ended 30 Sep 2026, not closed", "ended 30 Sep 2026, a draft": of a cycle that is over and keeps no numbers.
std::string left_open_text(const CycleNumbers& numbers);

/// Where a cycle stands, behind the day of its report: "Mon 17 Aug · ended 30 Sep", "... · closed", "... · starts 1
/// Oct"; of one that runs what `running` says.
std::string cycle_day_text(const CycleNumbers& numbers, std::string_view day, std::string_view running);

/// "closed 2 Jul 2026", of a closed cycle; "closed" where no day was kept.
std::string closed_on_text(const CycleNumbers& numbers);

/// "33 %", never "100 %" before it is reached (method.md 6.2); "-" where there is none.
std::string percent_text(const Computed<Progress>& progress);
using okr::percent_text;

/// The same of a share without its sign: "33".
std::string whole_percents(double share);

/// "0.70", or "70" on a scale of 100; "n/a" where there is none.
std::string score_text(const std::optional<Score>& shown, int scale);
/// The same of what there need not be: "-" where there is none, and "n/a" only in error.
std::string score_or_none(const Computed<Score>& score, int scale);

/// "3 points", "1 point": differences of percentages.
std::string points_text(std::string_view number);

/// "+1", "-2", "=", or nothing where nothing was stated before.
std::string change_text(std::optional<int> change);

/// By how much a score moved, with its sign, of 1 or of `scale`: "+0.15", "-0.02", "+0.00".
std::string signed_score(double moved, int scale);

/// "131 users", "11 ms", "28 %"; the number alone without a unit.
std::string with_unit(std::string number, std::string_view unit);
std::string with_unit(double value, std::string_view unit);

/// "21 days, 14 of them away": plain days, and how many of them were away (method.md 0.23).
std::string age_words(int days, int away);

/// "2 of 3 misses used; empty on 21 Sep at this rate"; nothing for what may miss nothing, or does not run.
std::string budget_text(const KeyResultNumbers& numbers);

/// "two trade fairs (done, mia, due 31 Aug) https://example.org/fairs"; without `as_of` days have their year.
std::string initiative_text(const Initiative& initiative, bool says_done, std::optional<Date> as_of);

/// The files that could not be read of all that a cycle's numbers are made of: its own, those of cycles below,
/// okr.toml, also where only a value of it is wrong.
std::vector<UnreadFile> all_unread(const Cycle& cycle);

/// "2026-Q3/cycle.toml could not be read (E002): what it says is missing here"; nothing where all of it was read.
std::string unread_text(const Cycle& cycle);
/// What unread_text says of okr.toml, whose settings decide what numbers mean; nothing where all of it was read.
std::string unread_settings_text(const Workspace& workspace);
/// What could not be read of a KPI's definition and of the files of its readings; nothing where all of it was.
std::string unread_text(const Workspace& workspace, const Kpi& kpi);

/// "Mon 17 Aug": the day of a report itself.
std::string day_text(Date date);

/// "Mon 17 Aug", with its year where that is not the report's.
std::string day_text(Date date, Date as_of);

/// "Mon 17 Aug 2026".
std::string long_day_text(Date date);

/// Whether there is room for whole words.
enum class Length { full, brief };
/// What a key result is at, as the board says it: "131 of 400 users", "40 → 11 → 10 ms", "57, at most 58 bpm", "2 of 4
/// steps", "no, due 31 Aug", "no, overdue 3 days". Briefly: "131 of 400", "40 → 11 → 10", "57, <= 58", "2 of 4".
std::string now_text(const KeyResultNumbers& numbers, Length length = Length::full);

/// True where a period of a hold was judged by other bounds than those that are in force (method.md 0.27).
bool has_moved_bounds(const KeyResultNumbers& numbers);

/// What a key result that was missed came to: now_text, but of a bound not where it is last, but how often it was kept:
/// "at most 58 bpm, kept in 3 of 13 weeks".
std::string missed_at_text(const KeyResultNumbers& numbers);

/// now_text as a field of a table, brief where there is little room.
Cell now_cell(const KeyResultNumbers& numbers);

/// The value of what is no number, short: "2/4" steps, "yes", "no"; empty of a number and where no value was kept.
std::string value_in_words(const KeyResultNumbers& numbers);

/// Empty where a past quarter without check-ins kept that some steps were done, and not which.
std::optional<bool> is_step_done(const KeyResultNumbers& numbers, std::size_t step);

/// True for a past cycle that is nothing but its score: its files define no objective and kept none.
bool is_bare_result(const CycleNumbers& numbers);

/// What a report says in place of objectives where there are none: the score of a past cycle, how to add one to a
/// running one.
Text no_objective_text(const CycleNumbers& numbers, int scale);

/// The word for what is not scored: its own state's, else that of its objective.
Text resting_text(const ObjectiveNumbers& objective, const KeyResultNumbers& numbers);

/// The way to what a key result wants, without where it is: "0 → 400 users, stretch 500", "at most 58 bpm", "4 steps".
std::string goal_text(const KeyResultNumbers& numbers);

/// "50 to 60"; where the bounds themselves are misses "over 50 and under 60". Briefly "50..60", "> 50, < 60".
std::string range_text(std::string_view low, std::string_view high, bool strict, Length length = Length::full);

/// Bounds by their signs, in digits that tell them from the value beside them: "50..60", "<= 58", "> 3"; empty where
/// there is none.
std::string brief_bounds_text(const KpiBounds& bounds, bool strict, std::optional<double> beside);

/// A value of a KPI and what it is judged by, none shown alike with another that it does not equal (method.md 0.31).
struct JudgedTexts {
  std::string value, target, warn, min, max;
};
JudgedTexts judged_texts(std::optional<double> value, const KpiBounds& bounds);

/// What a KPI wants to be, without its unit, beside a value of it: ">= 7", "15..30"; empty without target.
std::string kpi_bounds_text(const Kpi& kpi, const KpiBounds& bounds, std::optional<double> beside);

/// What a KPI wants to be, with its unit: ">= 7 h", "<= 58 bpm", "15..30 %"; empty without target.
std::string kpi_goal_text(const Kpi& kpi, const KpiBounds& bounds, std::optional<double> beside);

/// The text without control characters, a backslash in front of each of these signs, and \n where a line ends.
std::string backslashed(std::string_view text, std::string_view signs);

/// A title as it stands within a sentence: "Run the marathon." is "run the marathon"; "API" and "Q3" stay.
std::string in_a_sentence(std::string_view title);

/// Values of a key result in digits that tell them from each other, and from its baseline, target and bounds (method.md
/// 0.31): those of the file, or of the definition of a day.
std::vector<std::string> values_beside(const Movable& kr, std::vector<double> values);

/// What a check-in said: "131", "yes", "man pages, beta"; empty for a judgement without a value. Of a key result in
/// digits as values_beside.
std::string entry_text(const EntryValue& value);
std::string entry_text(const EntryValue& value, const Movable& kr);

/// The full id of the most special record of what was found: "2026-Q3/ship.users", "kpi/sleep", "2026-Q3".
std::string id_of(const Found& found);
/// The title of the most special record of what was found; may be empty.
const std::string& title_of(const Found& found);
/// What the most special record of what was found is: "kpi", "key_result", "objective" or "cycle".
std::string_view record_word(const Found& found);

/// The title of an objective; empty when only [result] knows it.
std::string title_of(const ObjectiveNumbers& objective);

/// The score as it is printed; empty where there is none.
std::optional<Score> shown_of(const Computed<Score>& score);

/// True when the two are printed differently.
bool differs(const Computed<Score>& score, const Computed<Score>& as_planned);

/// "at risk", or the verdict of a cycle that has ended.
Text standing_text(PaceStatus status, const std::optional<Verdict>& verdict);

/// A value of `changes`, or of a trace: "400", "2026-08-31", "active", "none".
std::string field_text(const ChangedField::Value& value, std::string (*number_text)(double) = display_value);

/// "400 → 300", "active → done"; two numbers with as many decimals as it takes to tell them apart.
std::string field_change_text(const ChangedField::Value& before, const ChangedField::Value& after);

/// The first line of a text, with an ellipsis where more follows.
std::string first_line(std::string_view text);

/// A record with its note as the last cell; one of several lines stands whole below it.
void add_with_note(Table& table, const std::string& record, std::vector<Cell> cells, std::string_view note);

/// The person behind a check-in: `by`, else its source.
const std::string& author_of(const Checkin& checkin);

}  // namespace okr::reports
