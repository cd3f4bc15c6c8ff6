// SPDX-License-Identifier: MIT
// Reports as documents, as records for tsv and csv, and as JSON. One function a report and kind of output; every format
// is then drawn from these.
#pragma once

#include "okr/render/document.hpp"
#include "okr/render/json.hpp"
#include "okr/render/tabular.hpp"
#include "okr/report/board.hpp"

namespace okr::render {

/// `okr status`.
Document board_document(const report::Board& board);
Records board_records(const report::Board& board);
JsonValue board_json(const report::Board& board);

/// `okr status --due`.
Document due_document(const std::vector<report::DueItem>& items);
Records due_records(const std::vector<report::DueItem>& items);
JsonValue due_json(const std::vector<report::DueItem>& items, Date as_of);

/// The objects that every JSON report uses for a cycle, an objective and a key result (okr help formats).
JsonValue cycle_object(const CycleNumbers& numbers);
JsonValue objective_object(const Workspace& workspace, const ObjectiveNumbers& numbers, bool with_key_results);
JsonValue key_result_object(const Workspace& workspace, const ObjectiveNumbers& objective, const KeyResultNumbers& numbers);
JsonValue diagnostics_array(const Workspace& workspace);

}  // namespace okr::render
