// SPDX-License-Identifier: MIT
// From a folder to a workspace: finds it, opens what is wanted and nothing else, and notes what is wrong in any file.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/workspace.hpp"

namespace okr::store {

/// The workspace's root: the nearest folder from `start` upward that holds an okr.toml, else `okr/` or `goals/` of the
/// repository's root. An environment error when there is none, or no folder `start`.
Result<std::string> find_root(const std::string& start);

/// Which files a command needs.
struct Wanted {
  /// Which cycles are opened.
  enum class Cycles {
    none,
    current,  ///< those in force on `as_of`; where there is none, the latest started, else the next
    named,    ///< those of `names`
    all
  };
  /// How much of the KPIs is read.
  enum class Kpis { none, definitions, readings };

  Cycles cycles = Cycles::current;
  Kpis kpis = Kpis::readings;
  Date as_of = {};
  std::vector<CycleId> names = {};  ///< ids, or `current`, `previous`, `next`
  bool running = false;             ///< beside those of `names` also what `current` opens: who works on a KPI is there
  bool ended = false;               ///< of the last cycles that are over also whether they are closed (unclosed_cycles)
  bool children = true;             ///< where an objective is scored from aligned ones, the other cycles too
  bool focus =
      false;         ///< for a report of one cycle, the first of `names` or else current_cycle: check-ins of it alone,
                     ///< and of the cycles that count in its scores
  bool due = false;  ///< with `focus`: also check-ins of the other cycles in force, for what is due in them
  /// For a report that shows few objectives of many, with `focus`: true for those of its cycle that it shows. Of the
  /// others nothing that check-ins say is kept, unless it counts in a score of these; their numbers mean nothing.
  std::function<bool(const Settings&, const Objective&)> shows = {};
  std::optional<std::set<std::string>> only_kpis = {};  ///< these alone, by their ids; nobody leans on another

  /// All cycles, and all KPIs with their readings.
  static Wanted everything(Date as_of) { return {.cycles = Cycles::all, .as_of = as_of}; }
};

/// Everything wanted, read to its end: what is right is there, what is wrong stands in Workspace::diagnostics (sorted,
/// with its line). Errors only where there is nothing to read: no such folder, no okr.toml, a name in `names` that is
/// no cycle.
Result<Workspace> load(const std::string& root, const Wanted& wanted);

/// Tells texts apart within one run of the program; never stored.
std::size_t text_mark(std::string_view text);

/// The texts of files by their names below a workspace's root: at hand, or read when they are asked for.
class FileTexts {
 public:
  using Read = std::function<Result<std::string>(const std::string& name)>;

  FileTexts(std::map<std::string, std::string> texts);
  FileTexts(std::set<std::string> names, Read read) : names_(std::move(names)), read_(std::move(read)) {}

  const std::set<std::string>& names() const { return names_; }
  bool contains(const std::string& name) const { return names_.contains(name); }

  /// Error: environment, no such file, or it cannot be read.
  Result<std::string> text(const std::string& name) const;

 private:
  std::set<std::string> names_;
  Read read_;
};

/// The workspace that these files alone would make at `root`, where nothing is read: what is staged, or was committed.
/// Errors as of load.
Result<Workspace> load_texts(const std::string& root, const FileTexts& texts, const Wanted& wanted);

/// The workspace that these files alone would make at `root`, as load_texts makes it; where no okr.toml is among them,
/// the workspace was not begun, and nothing is in it.
Result<Workspace> load_if_begun(const std::string& root, const FileTexts& texts, const Wanted& wanted);

/// What becomes of files: another text, there or not before, or nothing for one that goes. By their names below the
/// root.
using FileChanges = std::map<std::string, std::optional<std::string>>;

/// Where the texts of a workspace are that are not on the disk.
struct TextSource {
  const FileChanges* changes = nullptr;  ///< of load_with_changes
  const FileTexts* texts = nullptr;      ///< of load_texts
};

/// More of what is wrong, found by computing: with its lines and carets, sorted among the rest. Errors: environment, a
/// file whose line is to be shown cannot be read again.
Status add_findings(Workspace& workspace, Diagnostics findings, const TextSource& source);

/// One text by itself, without the files around it: syntax, keys, types and domains, by what it seems to be (okr.toml,
/// a cycle's file, a check-in, a KPI). Its place's file is 0.
Diagnostics check_text(std::string text);

/// A person's own settings; defaults when the file is not there. Faults go to `diagnostics`: their places are in no
/// file of the workspace, so their help says the path.
UserSettings load_user_settings(const std::string& path, Diagnostics& diagnostics);

/// The workspace as it would be with all of these changes; all of it is read.
Result<Workspace> load_with_changes(const std::string& root, const FileChanges& changes);

/// The workspace as it would be with another text in the place of one file; all of it is read.
Result<Workspace> load_with_replacement(const std::string& root, const std::string& name, std::string text);

// --- what of two states has to be loaded -----------------------------------------------------------------------------

// Two states of a workspace of which most files are the same: what of it has to be loaded so that every number that may
// be another is computed, on both sides alike.

/// What tells a file from another of the same name, by the names of the files below the root.
using FileMarks = std::map<std::string, std::string>;

/// Names below the root that load reads as parts of cycles and KPIs, and okr.toml: those of the disk, sorted. CSV files
/// of KPIs are not among them. Errors: environment, as reading folders has them.
Result<std::vector<std::string>> files_of_workspace(const std::string& root);

/// True for a name that is, by its place, one of those.
bool is_file_of_workspace(const std::string& name);

/// One state: its files, and how they are read.
struct StateFiles {
  FileMarks marks;
  std::function<Result<std::string>(const std::string& name)> text;
};

/// Which parts of two states have to be loaded.
struct Concerned {
  std::set<std::string> cycles, kpis;  ///< their folders, their ids

  /// The concerned cycles that a state has.
  std::vector<CycleId> cycles_in(const StateFiles& state) const;
};

/// The cycles and KPIs whose files differ, those whose numbers may lean on them (a key result on a KPI, a formula on
/// its parts, an objective on those aligned to it), and what these lean on in turn: more rather than less. Nothing
/// where all has to be loaded: the settings differ, or it cannot be told.
std::optional<Concerned> concerned_by(const StateFiles& before, const StateFiles& after);

}  // namespace okr::store
