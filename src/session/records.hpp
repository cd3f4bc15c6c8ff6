// SPDX-License-Identifier: MIT
// Where a record of the workspace stands in which file, for the commands that change one. How it is written is
// session/writing/writing.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/session.hpp"

namespace okr::session {

/// A record's table in its file.
struct RecordPlace {
  std::string record;      ///< as in model/fields: "key result", "KPI", "cycle", "scoring"
  std::string name;        ///< as a person types it: "ship.users", "kpi/visits", "2026-Q3"
  std::string file;        ///< below the root
  store::KeyPath path;     ///< of its table; empty for the top of the file
  std::uint32_t line = 1;  ///< of its heading
};

/// Opens what the commands that change one record need: every cycle and KPI, so that nothing can be made worse unseen.
Result<Session> open_for_change(Context& context);

/// The record that a person typed, by look_up among the current cycles, or in the one of --cycle.
Result<Found> find_record(const Session& session, std::string_view typed);

/// The place of a record that was found.
RecordPlace place_of(const Workspace& workspace, const Found& found);

/// The place of a table of okr.toml: `workspace`, `scoring` or `check`; nothing for any other name.
std::optional<RecordPlace> settings_place(std::string_view name);

/// "key result 'ship.users'".
std::string described(const RecordPlace& place);

/// An error of kind data where the cycle was chosen by the day and the folder of one cannot be read that may be the one
/// that is meant: nothing is written into another one instead.
Status check_choice(const Session& session);

/// What is said of a name that no KPI bears: why kpi/ cannot be read, the nearest name, else the hint that is given.
Error unknown_kpi(const Workspace& workspace, std::string_view typed, std::string_view otherwise);

/// A data error with the reason and its place where the cycle is there and its folder, or its cycle.toml, cannot be
/// read, and nothing can be written there.
Status check_cycle_readable(const Workspace& workspace, std::string_view id);

/// A usage error with the cycle that is spelled nearly so, or with all of them. `option`: "--from: ", or nothing.
tl::unexpected<Error> no_such_cycle(const Workspace& workspace, std::string_view option, std::string_view typed);

/// The text of a workspace's file, named from the root. Error: it cannot be read.
Result<std::string> file_text(const Workspace& workspace, const std::string& file);

/// A data error with the place where a file that is to be changed cannot be read.
Status check_readable(const Workspace& workspace, const std::string& file);

/// A usage error for a closed cycle, whose numbers are final.
Status check_still_open(const Cycle& cycle);

/// The text without a key of a record, by store::remove_key; [cycle] and the tables of okr.toml go with their last key
/// where put_field would bring them back as they were.
Result<std::string> without_field(const std::string& text, const RecordPlace& place, const std::string& key);

/// The text with a value at a path, in any form: what says the same stays as it is written, a list is changed element
/// by element, and what stands in pieces (headings, dotted keys) becomes a value.
Result<std::string> put_at(const std::string& text, const store::KeyPath& path, const std::string& value);

/// The text with a value for a key of a record, by put_at; a table that is not there yet ([cycle], [scoring]) is made.
Result<std::string> put_field(const std::string& text, const RecordPlace& place, const std::string& key,
                              const std::string& value);

}  // namespace okr::session
