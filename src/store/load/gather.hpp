// SPDX-License-Identifier: MIT
// Reads the files of a workspace into jobs, which run on all cores when they are large together, and puts what the jobs
// made together; one Gather a load.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "okr/model/current.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "store/disk_root.hpp"
#include "store/parse/record.hpp"

namespace okr::store {

struct Job {
  std::uint32_t file = 0;
  std::string text;
  std::function<void(Source&)> parse;  ///< touches nothing that another job touches
  std::function<void()> broken;        ///< called instead when the text is no TOML; may be empty
  std::string whole = {};              ///< where `text` is only the beginning of a file: all of it, tried next
  Diagnostics diagnostics = {};
};

/// Runs all jobs; on several threads above 1 MiB of text. Diagnostics are appended in the order of the jobs.
void run_jobs(std::vector<Job>& jobs, FiscalYear fiscal_start, Diagnostics& diagnostics);

/// Nothing in it that a terminal would obey, a caret of at least one character inside its line.
void make_printable(Diagnostic& diagnostic);

/// A file's fault as a diagnostic.
Diagnostic diagnostic_of(const SyntaxFault& fault, std::uint32_t file);

/// A check-in's place among those of a day and time: by the name of its source, then by its number (method.md 0.30).
/// "ana-x1-2" is the second of "ana-x1"; the first bears no number, or 1 where the source itself ends in one.
std::pair<std::string_view, unsigned> place_of_source(std::string_view source);

/// "ship.users"
using KeyResultNames = std::unordered_set<std::string>;

class Gather {
 public:
  /// Gathers from the disk into the workspace: with `changes` these stand for what is on the disk; with `texts` these
  /// files alone are there, and nothing is read from the disk.
  Gather(Workspace& workspace, const FileChanges* changes, const FileTexts* texts = nullptr)
      : workspace_(workspace), changes_(changes), texts_(texts) {
    if (!texts) folder_.emplace(workspace.root);
  }

  /// okr.toml; an error when it cannot be read at all.
  Status read_settings();

  /// The cycle folders of the root; those whose names are no periods are opened as far as [cycle].
  Status find_cycles();

  /// When a cycle is, and whether it is a draft or closed; nothing where its file cannot be read.
  void read_cycle_head(KnownCycle& known);

  /// Queues what defines the cycle; run() opens it.
  void queue_cycle(const KnownCycle& known);
  /// Queues the check-ins of a cycle that is queued or opened. What is said of a key result in `unneeded` (by
  /// "objective.name") is read, and what is wrong in it said, but not kept.
  void queue_checkins(const CycleId& cycle, const KeyResultNames* unneeded = nullptr);
  /// Queues the KPIs; those of `only` alone, where it is said.
  void queue_kpis(Wanted::Kpis depth, const std::optional<std::set<std::string>>& only);

  /// Parses what was queued and puts it into the workspace.
  void run();

  /// True when every KPI that is there was read, or at least its id.
  bool knows_all_kpis() const { return kpi_depth_ != Wanted::Kpis::none && kpis_listed_; }

  /// The text of a file below the root, or of what stands for it.
  Result<std::string> content(const std::string& name) const;

  /// An error where the machine, and not a file, kept something from being read (is_of_the_machine).
  const Status& health() const { return health_; }

 private:
  /// One *.toml of a cycle's folder, or a check-in of it, before all are put together.
  struct CyclePart {
    std::string folder;
    bool is_main = false;
    bool broken = false;
    Cycle cycle;
    CheckinFile checkin;
    std::string file_name;  ///< of a check-in; empty for a definition
  };
  struct KpiPart {
    Kpi kpi;
    std::vector<WordReading> words = {};
    bool is_definition = false;
    bool broken = false;
  };

  /// The index of a file, the same for the same name.
  std::uint32_t file_index(const std::string& name);
  std::string path_of(const std::string& name) const { return workspace_.root + "/" + name; }
  bool is_there(const std::string& name) const;
  /// The entries of a folder of `texts_`, by name; "" is the root.
  std::vector<FolderEntry> entries_of_texts(const std::string& folder) const;
  /// A file's text into a job; a diagnostic E003 where it cannot be read.
  bool read(const std::string& name, Job& job);
  /// What a folder holds; a diagnostic E003 where it cannot be listed or leads out of the workspace.
  std::optional<std::vector<FolderEntry>> entries(const std::string& folder);
  void apply_changes(const std::string& folder, std::vector<FolderEntry>& entries) const;
  /// What becomes of the file; null where it stays as it is.
  const std::optional<std::string>* change_of(const std::string& name) const;

  Error in_words(Error error) const;
  /// The same of a file or folder of the workspace, which may be a link that leads nowhere.
  Error why_unread(const std::string& name, Error error) const;
  /// Keeps the first of the machine's failures: reading changes nothing else.
  void note_health(const Error& error) const;
  void note(Code code, Place place, std::string message, std::string mend);
  void note_missing(const std::string& folder, std::string_view file, std::string_view what);

  void add_job(Job job);
  void run_queued();
  void look_at_folder(const FolderEntry& entry);
  void queue_definition(const std::string& folder, const std::string& file, bool is_main);
  void add_unread_cycle(const std::string& folder);
  void add_unread_kpi(const std::string& name, std::string_view id);
  void queue_kpi_file(const std::string& name, std::string_view id, bool is_definition, Wanted::Kpis depth);
  void queue_kpi_folder(const std::string& folder, std::string_view id, Wanted::Kpis depth);

  void put_cycles_together();
  void put_kpis_together();
  void put_kpi_together(const std::vector<KpiPart*>& parts);
  void bind_checkins(Cycle& cycle, std::vector<CyclePart*> checkins);
  void bind_queued_checkins();
  void read_csv_values(Kpi& kpi);
  void note_words(Kpi& kpi, const std::vector<WordReading>& words);
  bool knows_periods(const KpiPart& part) const;
  void finish_kpi(Kpi kpi);

  Workspace& workspace_;
  const FileChanges* changes_;
  const FileTexts* texts_;
  std::optional<RootFolder> folder_;  ///< where there are no `texts_`
  std::vector<Job> jobs_;
  std::size_t queued_bytes_ = 0;
  std::deque<CyclePart> cycle_parts_;  // deques: jobs hold references into them
  std::deque<KpiPart> kpi_parts_;
  std::unordered_map<std::string, std::uint32_t> file_indices_;
  std::set<std::string> unlisted_;  ///< folders that are there, and of which is noted that they cannot be listed
  Wanted::Kpis kpi_depth_ = Wanted::Kpis::none;
  bool kpis_listed_ = true;
  mutable Status health_;
};

/// True for what may be one of our files by its name.
inline bool is_toml(const FolderEntry& entry) { return entry.name.ends_with(toml_extension); }

/// Gives diagnostics without a line the line they stand on, carets without a length the token's, and makes all of it
/// safe to print. Errors: environment, a file cannot be read again.
Status finish_diagnostics(Workspace& workspace, const TextSource& source);

struct CsvOrigin {
  std::uint32_t file = 0;  ///< of the workspace
  FiscalYear fiscal_year = {};
};

/// The readings of a CSV inside the workspace, as the KPI's `values` and its columns say.
void read_csv_readings(std::string_view text, CsvOrigin origin, Kpi& kpi, Diagnostics& diagnostics);

// --- which cycles are opened -----------------------------------------------------------------------------------------

class Opener {
 public:
  /// `with_checkins`: those of every cycle that is opened; else read_checkins_for says of which.
  Opener(Workspace& workspace, Gather& gather, bool with_checkins)
      : workspace_(workspace), gather_(gather), with_checkins_(with_checkins) {}

  void open_all();
  void open_named(const std::vector<CycleId>& names);

  /// Opens the cycles in force; where there is none, the latest that has started and is no draft, else the next.
  void open_current(Date as_of);

  /// What tells which cycles are over and not closed. No more of them is opened, and none that ended before the last of
  /// its length.
  void read_ended(Date as_of);

  /// What tells which cycles `current`, `previous` and `next` are.
  void read_heads_for_words(Date as_of);

  /// Reads the check-ins of this cycle, and of those whose objectives count in its scores: opens them too. What is not
  /// over on the day is opened without: who works on a KPI may stand there. Of what `wanted` says is shown alone.
  void read_checkins_for(const CycleId& id, const Wanted& wanted);

 private:
  using Names = std::set<std::string>;

  template <class Predicate>
  Names open_where(Predicate wanted);
  Names open_beginning(Date first);
  template <class Predicate>
  std::size_t read_heads(Predicate wanted);
  std::size_t read_heads_of(const std::vector<CycleSpan>& spans);
  bool read_head(KnownCycle& known);
  std::vector<CycleSpan> lingering(Date as_of) const;
  bool is_no_draft(const Names& names) const;

  Workspace& workspace_;
  Gather& gather_;
  bool with_checkins_;
  Names opened_, looked_at_;
};

/// True where an objective's score takes in those that are aligned to it.
bool counts_children(const Cycle& cycle);

}  // namespace okr::store
