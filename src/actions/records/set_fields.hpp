// SPDX-License-Identifier: MIT
// Fields of records changed in place, for `okr set`: which record and field, what it becomes, and the trace that is
// left of what moves in a running cycle; another target of a KPI, and its files shared or not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/context.hpp"
#include "session/transaction.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {

struct SetRequest {
  std::vector<std::string> words;  ///< ID.FIELD=VALUE
  std::optional<std::string> why;  ///< why a definition moves
  bool git_commit = false;
};

/// Sets all fields of a request as one action. Usage errors: an unknown record or field (with the nearest), a value
/// that does not fit, a reason that is missing.
Result<session::Action> action_for_set(session::Context& context, const SetRequest& request);

/// An entry of `changes`: what moved ("target = [400, 300], ", or nothing where no key is for it) and why.
struct ChangeEntry {
  Date on;
  std::string fields;
  std::string why;
};

/// One more in a file's text; `path` ends in "changes". Errors of the edit: what stands there is no list.
Status add_change(std::string& text, const store::KeyPath& path, const ChangeEntry& said);

// --- another target of a KPI that has a past: an entry of [targets] from a day on ------------------------------------

struct TargetBound {
  std::string key;
  std::string value;  ///< a TOML number
};

/// An entry on its way into the KPI's file.
struct NewTarget {
  Date first;
  std::vector<TargetBound> bounds;
  std::optional<std::string> why;
};

/// True for what an entry of [targets] can say of a value: target, warn, min, max, margin.
bool is_bound(std::string_view key);

/// True where another target would judge what was read before: there are readings, parts that have some, or entries.
bool has_past(const Kpi& kpi);

/// What holds on the day; empty when it is not given.
std::optional<double> bound_in_force(const Kpi& kpi, std::string_view key, Date day);

/// The file's text with the entry: in [targets], which is made in front of [readings] when it is not there. What an
/// entry of that day says already, and is not said anew, stays. Errors of kind data.
Result<std::string> with_target(const std::string& text, const NewTarget& target, FiscalYear fiscal_year);

// --- a file of readings for each who records them --------------------------------------------------------------------

/// True where the KPI has a folder.
bool is_shared(const Workspace& workspace, const Kpi& kpi);

struct Sharing {
  const Kpi* kpi = nullptr;
  bool shared = false;  ///< what it is to be; it is not so yet
  std::string source;   ///< whose files its readings go into
  Date today{};
};

/// Moves what the transaction leaves of its files. Usage errors: a KPI that is computed or reads a CSV file, readings
/// that cannot be moved as they stand. Data errors, with the place: a day that several files give and that does not
/// join.
Status share(const Workspace& workspace, const Sharing& sharing, session::Transaction& transaction);

/// For one that is as it is to be: a commit may still lack its files, and that the others are gone.
void keep_shared(const Kpi& kpi, session::Transaction& transaction);

}  // namespace okr::actions
