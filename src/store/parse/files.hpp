// SPDX-License-Identifier: MIT
// From a parsed file to the records it holds. Pure: a document in, records and diagnostics out; what must hold
// between files is model/structure's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"
#include "store/parse/record.hpp"

namespace okr::store {

/// True for an okr.toml with keys of which none is ours, and no format that we could have written.
bool is_of_another_program(const Document& document);

/// okr.toml.
void parse_settings(Source& source, Settings& settings);

/// A person's own config.toml.
void parse_user_settings(Source& source, UserSettings& settings);

/// What one *.toml of a cycle's folder adds to the cycle; `is_main` for cycle.toml, the only one with [cycle] and
/// [result].
void parse_cycle_file(Source& source, bool is_main, Cycle& cycle);

/// Only [cycle] and the head of [result] of a cycle.toml: when it is, and whether it is a draft or closed.
void parse_cycle_head(Source& source, Cycle& cycle);

/// Where a cycle's file speaks of the cycle: its [cycle]; the whole file where there is none.
Place place_of_cycle(const Source& source);

/// The cycle's days: from its keys, or from its name; E112 where both differ, E118 where neither says.
void settle_cycle_dates(Source& source, Cycle& cycle);

/// An entry of a check-in before its key result is looked up.
struct LooseEntry {
  KeyResultId id;
  Entry entry;
  bool refused = false;  ///< something in it is wrong (noted): its key result cannot be trusted
};

struct CheckinFile {
  Checkin checkin;
  std::vector<LooseEntry> entries;
  bool usable = false;  ///< false when its date is not known
};

/// A file of checkins/; `file_name` is its last part, which begins with its date (E120).
CheckinFile parse_checkin(Source& source, std::string_view file_name);

/// What stands where a number should, in a file of which no reading is a number.
struct WordReading {
  std::string word;
  Place place;  ///< the value
};

/// A KPI's definition with the readings that stand in the same file; its id is set by the caller.
void parse_kpi(Source& source, Kpi& kpi, std::vector<WordReading>& words);

/// A file of readings only, in the folder of a KPI.
void parse_readings_file(Source& source, Kpi& kpi, std::vector<WordReading>& words);

/// The key result of `table`, whose key is its name; kind and applicability of keys are settled here (E116, E118).
KeyResult parse_key_result(Source& source, const Node& table, const ObjectiveId& objective);

/// What `initiatives` of an objective or a key result says; false where a part of it was refused, which was noted.
bool parse_initiatives(Source& source, const Node& list, std::string_view own_name, std::vector<Initiative>& to);

/// `changes` of an objective or key result.
std::vector<Change> parse_changes(Source& source, const Node& list, std::string_view own_name);

}  // namespace okr::store
