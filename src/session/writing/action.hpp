// SPDX-License-Identifier: MIT
// What a command wants to be written, with all that is to be said of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "okr/model/workspace.hpp"
#include "reports/outcome/outcome.hpp"
#include "session/transaction.hpp"

namespace okr::session {

/// One action ready to be written, and what is to be said of it. All of what it prints or says is left out with -q, and
/// with -n too, which shows the difference alone and the remark.
struct Action {
  Transaction transaction;
  std::string summary = {};     ///< what the action was ("Check in 2026-08-17"): of the commit and of the hint on git
  std::string message = {};     ///< the commit's whole message, where that is more than the summary
  bool show_diff = false;       ///< say what was written as a difference, not only the files' names
  std::string below = {};       ///< the transaction's folder as a difference names it: -o pub/
  bool is_silent = false;       ///< say nothing of what was written
  bool can_be_undone = true;    ///< `okr undo` finds it: it is about a workspace
  std::string takes_back = {};  ///< of `okr undo`: the journal of the write, which is done with then
  bool is_output = false;       ///< of `okr undo`: it is about a file of -o, which is committed only when asked for
  bool is_again = false;        ///< --again: the same command once more would write it once more

  /// Opened for change: together with the new texts it must have no error that it has not alone. Nothing where the
  /// texts cannot bring one: readings, check-ins, files that are no part of a workspace.
  std::optional<Workspace> no_worse_than = {};
  std::string old_id = {}, new_id = {};  ///< of a rename: an error of the one is an error of the other

  std::string first = {};      ///< printed in front of the files' names
  std::string last = {};       ///< printed behind them
  std::string unchanged = {};  ///< printed when there is nothing to write
  std::string remark = {};     ///< for stderr, written or not
  std::string next = {};       ///< a hint, when something was written

  // For --json.
  std::optional<std::vector<reports::FieldChange>> changes = {};  ///< instead of what the files' texts say
  std::vector<std::string> about = {};  ///< what was named: ids, or fields of them; what does not change is unchanged
};

/// What came of an action.
enum class Written {
  nothing,  ///< there was nothing to write
  preview,  ///< --dry-run: the difference was printed
  files
};

}  // namespace okr::session
