// SPDX-License-Identifier: MIT
// Reads the files of a workspace into jobs, and puts what the jobs made together; one Gather a load.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "okr/store/load.hpp"
#include "store/load/job.hpp"
#include "store/parse/files.hpp"

namespace okr::store {

/// A text that stands for a file's content: what an editor or a pipe holds, not the disk.
struct Replacement {
  std::string name;  ///< below the root
  std::string text;
};

class Gather {
 public:
  Gather(Workspace& workspace, const Replacement* replacement) : workspace_(workspace), replacement_(replacement) {}

  /// okr.toml; an error when it cannot be read at all.
  Status read_settings();

  /// The cycle folders of the root; those whose names are no periods are opened as far as [cycle].
  Status find_cycles();

  /// Queues all files of the cycle; run() opens them.
  void queue_cycle(const KnownCycle& known);
  void queue_kpis(Wanted::Kpis depth);

  /// Parses what was queued and puts it into the workspace.
  void run();

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
    bool is_definition = false;
    bool broken = false;
  };

  std::uint32_t file_index(const std::string& name);
  /// The text of a file below the root; a diagnostic E003 where it cannot be read.
  bool read(const std::string& name, std::string& text);
  void note_unreadable(std::uint32_t file, const Error& error);

  void note_bad_cycle_name(const std::string& folder);
  void read_cycle_head(const std::string& folder, KnownCycle& known);
  void queue_definition(const std::string& folder, const std::string& file, bool is_main);
  void queue_checkins(const std::string& folder);
  void queue_kpi_file(const std::string& name, std::string_view id, bool is_definition, Wanted::Kpis depth);
  void queue_kpi_folder(const std::string& folder, std::string_view id, Wanted::Kpis depth);

  void put_cycles_together();
  void put_kpis_together();
  void bind_checkins(Cycle& cycle, std::vector<CyclePart*> checkins);
  void read_csv_values(Kpi& kpi, Wanted::Kpis depth);

  Workspace& workspace_;
  const Replacement* replacement_;
  std::vector<Job> jobs_;
  std::deque<CyclePart> cycle_parts_;  // deques: jobs hold references into them
  std::deque<KpiPart> kpi_parts_;
  Wanted::Kpis kpi_depth_ = Wanted::Kpis::none;
};

/// Gives diagnostics without a line the line they stand on, and carets without a length the token's.
void fill_excerpts(Workspace& workspace);

/// The readings of a CSV inside the workspace, as the KPI's `values` and its columns say.
void read_csv_readings(std::string_view text, std::uint32_t file, Kpi& kpi, Diagnostics& diagnostics);

}  // namespace okr::store
