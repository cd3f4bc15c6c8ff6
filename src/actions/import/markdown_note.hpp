// SPDX-License-Identifier: MIT
// The hidden comments that `okr export md` writes behind its records: their keys as an inline table of TOML without its
// braces. Taken apart and made a draft; pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/import/draft.hpp"

namespace okr::cli {

/// The keys of "id = "users", target = 400", each with its value as TOML; none of a text of any other form.
std::vector<DraftField> note_fields(std::string_view note);

/// A text of TOML without quotes and escapes; other values as they are written.
std::string plain_text(std::string_view toml);

/// The record's fields, and what else a note says of a key result: its result. A key that no such record has is kept as a
/// comment and remarked on.
void put_note(const std::vector<DraftField>& note, DraftKeyResult& kr, std::vector<DraftRemark>& remarks);

/// The same of a cycle; of one that is closed [result] as it stood.
void put_note(const std::vector<DraftField>& note, DraftCycle& cycle, std::vector<DraftRemark>& remarks);

/// What a note says of a check-in: the name of its file, and all of it.
DraftCheckin checkin_of(const std::vector<DraftField>& note, CsvPlace place);

/// The same of a KPI: readings of days and periods.
void put_note(const std::vector<DraftField>& note, FiscalYear fiscal_year, DraftKpi& kpi,
              std::vector<DraftRemark>& remarks);

/// The same of an objective.
void put_note(const std::vector<DraftField>& note, DraftObjective& objective, std::vector<DraftRemark>& remarks);

}  // namespace okr::cli
