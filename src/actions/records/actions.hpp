// SPDX-License-Identifier: MIT
// What commands do to the files of a workspace besides its records: they begin it, mend it, take a write back, tell
// editors.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/compute/carry.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/schema.hpp"
#include "reports/kpi/scorecard.hpp"
#include "session/context.hpp"
#include "session/past_writes.hpp"
#include "session/session.hpp"
#include "session/writing/action.hpp"

namespace okr::actions {

// --- okr init --------------------------------------------------------------------------------------------------------

/// What `okr init` starts.
struct Setup {
  std::string root;                             ///< of the workspace, which may not be there yet
  std::vector<session::FileChange> files = {};  ///< its first ones; none where only git is told
  std::vector<std::string> in_place = {};       ///< those that an earlier try wrote: --git-commit takes them in
  bool git = false;                             ///< attributes; the clone is told by configure_clone
  bool hook = false;                            ///< a pre-commit hook that checks
  std::vector<Error> left = {};                 ///< what of it is left to the person, as action_for_setup found
};

/// "PATH is there already", and that init overwrites nothing.
tl::unexpected<Error> there_already(const std::string& path);

/// Writes all files of a setup: attributes for lines that are missing, a hook where none is there or our line in the one
/// that is. Environment errors: git is to be told, and there is no repository; usage: a file is in the way.
Result<session::Action> action_for_setup(Setup& setup);

// --- okr check --fix -------------------------------------------------------------------------------------------------

/// Whether what a rule finds in a file (named from the root) is to be mended.
using IsAsked = std::function<bool(const std::string& file, Code code)>;

/// Writes everything asked for that has one right answer, and what comes to light only then; at a terminal after it was
/// shown and a person said yes. What was asked for and is left then, with -n and --json, where all has been said; else
/// nothing: look again. Errors: those of `write`, interruption.
Result<std::optional<Diagnostics>> write_repairs(session::Context& context, const std::string& root,
                                                 const IsAsked& is_asked, bool git_commit);

// --- okr undo --------------------------------------------------------------------------------------------------------

/// Why a write cannot be taken back: the first of its files that is not as the write left it, or has gone; nothing when
/// it can. Environment errors.
Result<std::optional<std::string>> obstacle(const session::PastWrite& past);

/// What an okr that died left half-written, else the last write; with `git_commit` also one that an earlier try took
/// back and could not commit. Errors: answer_no where there is nothing to take back, or something has changed since;
/// environment.
Result<session::Action> action_for_undo(const session::Context& context, const std::string& root, bool git_commit);

/// The rest of what an okr that died left half-written; nothing to write where there is none. Errors: environment.
Result<session::Action> action_for_finish(const session::Context& context, const std::string& root);

// --- okr schema ------------------------------------------------------------------------------------------------------

/// Files that a schema is for.
struct SchemaPlace {
  store::SchemaKind kind;
  std::string_view names;     ///< as people are told: "CYCLE/*.toml"
  std::string_view way;       ///< from there to the workspace's root
  std::string_view patterns;  ///< as the tools are told, in TOML; empty where another line covers them
};

/// Each of them; the first whose patterns fit is meant.
std::span<const SchemaPlace> schema_places();

/// ".okr/schema/kpi.json": below the root.
std::string schema_file(store::SchemaKind kind);

/// The schemas of these kinds of files, where editors find them; where all kinds are meant, what taplo and tombi are
/// told too, unless a file of that name is a person's own: then what is to be added is said. Environment errors: a link
/// on the way.
Result<session::Action> action_for_schemas(const std::string& root, const std::vector<store::SchemaKind>& kinds);

// --- the objectives of another cycle ---------------------------------------------------------------------------------

// The objectives of a cycle as the beginning of another one: titles and what is unfinished, without its past. For
// `okr new cycle --from` and for what carries over.

/// Parents of a record that do not go on: over by then, or not copied, and nothing was carried from them.
struct LeftParents {
  std::string id = {};                       ///< "2027-Q1/ship" of the new cycle, or "2027-Q1" itself
  std::vector<std::string> left, kept = {};  ///< as they were written; those that go on, as they are called then
};

/// A table of the new cycle: its heading and its lines (TOML, each with its end).
struct CopiedTable {
  store::KeyPath path;
  std::string lines;
  const Objective* objective = nullptr;   ///< what it was made from
  const KeyResult* key_result = nullptr;  ///< null for an objective's own table
  LeftParents parents = {};               ///< none left: all go on
};

/// The parent of the old cycle where it holds the new days too, else the one cycle as long as it that does; empty where
/// there is neither.
std::string parent_of_next(const Workspace& workspace, const Cycle& from, const CycleId& next, const Period& days);

/// The tables in the order of the files: values as `carried` says them, texts as they stand, and `carried-from`. Without
/// reason, changes, plan, days, old names and postmortems, and without a state, drafts excepted. Names of what is not
/// copied are left out, and so are initiatives that are done, and their days in the old cycle; with `days`, those of the
/// new cycle, a parent whose own cycle is over by then is what was carried from it, or left out. Errors: a file that cannot be read.
Result<std::vector<CopiedTable>> copied_tables(const Workspace& workspace, const Cycle& cycle,
                                               const std::vector<CarriedObjective>& carried,
                                               const std::optional<Period>& days);

/// Puts them beside the others under the id that their record has in the new cycle; nothing where none is left.
void note_left(LeftParents parents, std::string id, std::vector<LeftParents>& all);

/// Which parents stay behind `from`, and the command that says them once they go on; for stderr. Empty where all do.
std::string left_parents_text(const Workspace& workspace, const Cycle& from, const CycleId& next,
                              std::span<const LeftParents> all);

/// One after the other, an empty line in front of each.
std::string text_of(const std::vector<CopiedTable>& tables);

/// A data error where a file or a check-in of the cycle cannot be read: what goes on from it is not known. `option`:
/// "--from: ", or nothing.
Status check_unfinished_known(const Cycle& cycle, std::string_view option = {});

/// For `okr new cycle --from`: what is unfinished on the day, by the numbers of that day.
Result<std::vector<CopiedTable>> copy_of(const Workspace& workspace, const Cycle& cycle, Date as_of,
                                         const std::optional<Period>& days);

// --- drafts that KPIs call for ---------------------------------------------------------------------------------------

// The proposals of a scorecard as drafts in a cycle's file: which cycle, which ids, which lines. For `okr kpi --write`
// and `okr review --plan`.

struct KpiDraft {
  std::string objective;  ///< its id in the cycle: "improve-turnover"
  std::string text;       ///< the file with it
};

/// The file `text` of the cycle with one more objective: a key result from the baseline to the target, fed by the KPI,
/// and its counter KPI as a bound of weight 0. In a cycle that runs, the objective is a draft and starts on `today`.
Result<KpiDraft> with_draft(const std::string& text, const Workspace& workspace, const Cycle& cycle,
                            const reports::Proposal& proposal, Date today);

/// What is not drafted or worked on yet, all of it or nothing, and why not of KPIs that were named. Errors: usage (no
/// cycle to put it in), data (a KPI that was named is in error), environment.
Result<session::Action> action_for_proposals(const session::Context& context, session::Session session,
                                             const reports::Scorecard& scorecard);

// --- ids -------------------------------------------------------------------------------------------------------------

// The ids of records: whether a typed one can be (its letters, the words it may not be, what is there already), and
// another one for a record that is there.

/// What to say where a cycle's name does not tell its days.
inline constexpr std::string_view names_with_dates = "names such as 2026-Q4, 2026-H2, 2026-08 say them";

/// Usage errors with the nearest id that would do. "E119" in their text is the code `okr explain` knows.
Status check_new_cycle_id(const Workspace& workspace, const std::string& id);
Status check_new_objective_id(const Cycle& cycle, const std::string& id);
Status check_new_key_result_id(const Objective& objective, const std::string& name);
Status check_new_kpi_id(const Workspace& workspace, const std::string& id);

/// A usage error where a key result of the objective has the name of the objective's own `key`, which is to be written;
/// `purpose`: "would keep the reason".
Status check_key_is_free(const Cycle& cycle, const Objective& objective, std::string_view key,
                         std::string_view purpose);

/// `new_id` for the record that is called `id`, which keeps its past: `was` holds the old one, and references still
/// find it. Usage errors.
Result<session::Action> action_for_rename(session::Context& context, const std::string& id, const std::string& new_id);

// --- starter ---------------------------------------------------------------------------------------------------------

// The texts a workspace begins with: settings and a cycle whose comments say what may stand there.

/// okr.toml: the format, and every other key as a comment.
std::string starter_settings();

/// A cycle.toml. `keys` are the lines below [cycle] (TOML, each with its line end; may be empty); without objectives of
/// its own (`objectives`, whole tables) comments show one.
std::string starter_cycle(std::string_view keys, std::string_view objectives);

/// kpi/ID.toml from the lines of its definition; comments say what else there is. Without readings of its own it is
/// made of others, or read from a CSV.
std::string starter_kpi(std::string_view id, std::string_view lines, bool has_readings = true);

}  // namespace okr::actions
