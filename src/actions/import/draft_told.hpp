// SPDX-License-Identifier: MIT
// What a draft says otherwise of records that are there: what stands there stays, and each difference is told with the line that
// would make it. Reads files of the workspace, writes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/import/draft_match.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"

namespace okr::cli {

/// A record that is there, as it is told of.
struct KnownRecord {
  std::string name;           ///< "2026-Q3/ship.users", "kpi/visits"
  std::string id;             ///< as `okr set` and `okr edit` take it
  store::KeyPath table = {};  ///< of its file; empty: it is the whole file
};

/// The same of an objective ({"ship"}) or a key result ({"ship", "users"}).
KnownRecord in_cycle(const std::string& cycle, store::KeyPath table);

class ToldDifferences {
 public:
  explicit ToldDifferences(const Workspace& workspace) : workspace_(workspace) {}

  /// Of the record at `place`: "owner of 2026-Q3/ship.users stays ana, not bo:
  /// okr set ship.users.owner=bo". Nothing where its file cannot be read.
  std::vector<DraftRemark> of(const DraftRecord& said, const KnownRecord& known, const Place& place);

  /// Of a record that is a draft there, though the file says by now what it is measured by.
  static std::vector<DraftRemark> taken_up(const DraftRecord& said, const KnownRecord& known);

  /// Of a key result that is new beside some that the file does not name: one of them may be what it was called before.
  static std::vector<DraftRemark> renamed(const std::string& cycle, const MatchedObjective& objective,
                                          const std::vector<MatchedKeyResult>& key_results);

  /// Of a KPI's targets over time.
  std::vector<DraftRemark> targets_of(const DraftKpi& said, const Kpi& there);

  /// Of people's own keys beside the tables of the file at `place`.
  std::vector<DraftRemark> file_of(const DraftCycle& said, const Place& place);

  /// Of the scores that a closed cycle keeps: "score of 2026-Q1/ship stays 0.7, not 0.8: okr close 2026-Q1 --undo opens it".
  static std::vector<DraftRemark> scores_of(const Cycle& there, const MatchedObjective& objective,
                                            const std::vector<MatchedKeyResult>& key_results);
  static std::vector<DraftRemark> score_of(const Cycle& there, const DraftCycle& said);

  /// Comments of a record that is there already, and in whose file they do not stand: they are kept nowhere.
  std::vector<DraftRemark> comments_of(const DraftRecord& said, const std::string& name, const Place& place);

 private:
  struct Standing {
    std::set<std::string> comments;           ///< with their marks
    std::optional<store::ValueTexts> values;  ///< nothing where the file cannot be read
  };

  const Standing& standing_at(const Place& place);
  std::vector<DraftRemark> fields_of(const std::vector<DraftField>& fields, const KnownRecord& known,
                                     const Place& place, CsvPlace said_at);

  const Workspace& workspace_;
  std::map<std::uint32_t, Standing> files_;  ///< by the file's number
};

}  // namespace okr::cli
