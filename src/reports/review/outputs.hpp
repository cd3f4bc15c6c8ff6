// SPDX-License-Identifier: MIT
// `okr review` for people and for programs, a function a kind of review; the words that these have in common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/log/journal.hpp"
#include "reports/objects.hpp"
#include "reports/review/final.hpp"
#include "reports/review/mid.hpp"
#include "reports/review/weekly.hpp"
#include "reports/score/scores.hpp"

namespace okr::reports {

Document document_of(const Weekly& weekly);
Document document_of(const MidReview& review);
Document document_of(const FinalReview& review);

Records records_of(const Weekly& weekly);
Json json_of(const Weekly& weekly);

Records records_of(const MidReview& review);
Json json_of(const MidReview& review);

Records records_of(const FinalReview& review);
Json json_of(const FinalReview& review);

/// What the JSON of every review begins with; `kind` is the word behind `okr review --`. `forecast` may be null.
Json review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                   const CycleForecast* forecast);

/// What schemas and help say: of the report without what a plan adds, and of its parts.
JsonObject review_report();
/// "2026-Q3, mid-cycle review", with the day and how much of the time has gone at the right.
Heading review_heading(const CycleNumbers& numbers, std::string_view what);

/// "week 7 of 13", "before its start", "after its end".
std::string week_text(const CycleNumbers& numbers);

/// "It is over: okr review 2026-Q3 --final"
Paragraph over_line(const CycleNumbers& numbers);

/// "+19", "-3", "=": of the decimals that the value is shown with.
std::string signed_text(double change);

/// "+0.06", "-3" on a scale of 100, "=": of what is printed.
std::string score_change_text(double change, int scale);

/// The headline of a square or a list.
Heading section_heading(std::string_view title);

/// The line of an objective: id, title, type, score, and how it stands, which is called `last`.
std::vector<Column> objective_columns(const char* last);
void add_objective_line(Table& table, const ObjectiveNumbers& objective, Cell score);

/// "legal review (mira)"; the person only where there are several.
Text said_text(Text words, const std::string& by, bool several);

/// An item a remark: its day first.
List dated_list(const std::vector<Remark>& remarks, bool several, Date as_of);

/// "fit.doctor: moved to September (ana), since 10 Aug": the person only where there are several.
Text obstacle_line(const Obstacle& obstacle, bool several, Date as_of);

/// Lines of the form "WIN  400 readers (mira)".
void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several, Date as_of);

/// "CHANGED  12 Aug  ship.signups  target 400 → 300: the launch slipped"
void add_changes(KeyValues& lines, const std::vector<JournalEvent>& changes, Date as_of);

/// "release: beta", "cycle ends"
std::string coming_text(const Coming& coming);
/// The same for people: on pages with titles and without commands.
Text coming_line(const Coming& coming);

/// "KPI  sleep 6.1 h, red; concern: under its natural limit 6.5; nobody works on it"; those that improved on one line.
void add_kpi_signals(KeyValues& lines, const std::vector<const KpiNumbers*>& signals);

/// "REVIEW  of KPIs: savings (never), sleep (last 12 May 2026)": those that are to be looked at again.
void add_kpi_reviews(KeyValues& lines, const std::vector<KpiReview>& reviews);
Json kpi_reviews_list(const std::vector<KpiReview>& reviews);

/// "help, adjust or drop": what the word asks for.
std::string_view meaning_of(Advice advice);
Style style_of(Advice advice);

/// "raise"
std::string_view machine_word(Advice advice);

/// A whole sentence with the names of what it asks of.
std::string question_text(const MidQuestion& asked);
std::string question_text(const FinalQuestion& asked);

/// The same for people: with titles on pages.
Text question_line(const MidReview& review, const MidQuestion& asked);
Text question_line(const FinalReview& review, const FinalQuestion& asked);

}  // namespace okr::reports
