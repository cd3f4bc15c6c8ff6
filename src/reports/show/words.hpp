// SPDX-License-Identifier: MIT
// Words and parts of `okr show` that several of its units use; private to the views.
#pragma once

#include <string>
#include <string_view>

#include "reports/drawing.hpp"
#include "reports/show/detail.hpp"

namespace okr::reports {

/// "131", "12" (the amount of a sum), "yes", "man pages"; empty for a judgement without a value.
std::string value_text(const HistoryItem& item);

/// "man pages, due 10 Aug, done"
std::string step_text(const KeyResultNumbers& numbers, std::size_t step);

/// "today", "1 day ago", "21 days ago, 14 of them away".
std::string ago_text(int days, int away);

/// A value of `changes`: "400", "2026-08-31", "active", "none".
std::string field_text(const ChangedField::Value& value);

/// The first line of a text, with an ellipsis where more follows.
std::string first_line(std::string_view text);

/// A record with its note as the last cell; one of several lines stands whole below it.
void add_with_note(Table& table, const std::string& record, std::vector<Cell> cells, std::string_view note);

/// A key result within a sentence, with its goal where the title holds no number.
std::string measure_text(const KeyResultNumbers& numbers);

/// As printed; empty where there is none.
std::optional<Score> shown_of(const Computed<Score>& score);

/// True when the two are printed differently.
bool differs(const Computed<Score>& score, const Computed<Score>& as_planned);

/// "2026-07-01 to 2026-09-30"
std::string days_text(const Period& period);

/// A cycle with its objectives and at most `most` check-ins.
void add_cycle(Document& document, const Detail& detail, std::size_t most);

/// A KPI's definition and where it stands.
void add_kpi(Document& document, const Detail& detail);

}  // namespace okr::reports
