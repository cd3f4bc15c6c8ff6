// SPDX-License-Identifier: MIT
// The records of a draft as TOML. Pure text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/import/draft_match.hpp"
#include "okr/store/edit.hpp"

namespace okr::cli {

/// The lines of a record below its heading, each with its end: title first, then its keys as model/fields orders them,
/// people's own, then what was not understood, as comments.
std::string lines_of(const DraftRecord& record, std::string_view kind);

/// True for the keys of people's own, as TOML writes them: x-..., "x-of two words".
bool is_own_key(std::string_view key);

/// An objective and its key results.
std::vector<store::NewTable> tables_of(const MatchedObjective& objective,
                                       const std::vector<MatchedKeyResult>& key_results);

/// The comment at the top of a check-in that came from a file: a page that was imported before says nothing new while its values
/// are those that came from it, whatever was said by hand since.
std::string import_mark(std::string_view file);
bool has_import_mark(std::string_view checkin);

/// A line of [result.objective] or [result.kr], without its key: "{ value = 352, score = 0.6 }".
std::string result_text(const DraftResult& result);

}  // namespace okr::cli
