// SPDX-License-Identifier: MIT
// What a draft says otherwise of records that are there: what stands there stays, and each difference is told with the line that
// would make it. Reads files of the workspace, writes nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "actions/import/draft.hpp"
#include "actions/import/draft_match.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"

namespace okr::cli {

class ToldDifferences {
 public:
  explicit ToldDifferences(const Workspace& workspace) : workspace_(workspace) {}

  /// Of the record at `place`, whose table is `table` ({"ship", "users"}): "owner of 2026-Q3/ship.users stays ana, not bo:
  /// okr set ship.users.owner=bo". Nothing where its file cannot be read.
  std::vector<DraftRemark> of(const DraftRecord& said, const std::string& cycle, const Place& place,
                              const std::vector<std::string>& table);

  /// Of the scores that a closed cycle keeps: "score of 2026-Q1/ship stays 0.7, not 0.8: okr close 2026-Q1 --undo opens it".
  static std::vector<DraftRemark> scores_of(const Cycle& there, const MatchedObjective& objective,
                                            const std::vector<MatchedKeyResult>& key_results);
  static std::vector<DraftRemark> score_of(const Cycle& there, const DraftCycle& said);

  /// Comments of a record that is there already, and in whose file they do not stand: they are kept nowhere.
  std::vector<DraftRemark> comments_of(const DraftRecord& said, const std::string& name, const Place& place);

 private:
  struct Standing {
    std::string text;
    std::optional<store::ValueTexts> values;  ///< nothing where the file cannot be read
  };

  const Standing& standing_at(const Place& place);

  const Workspace& workspace_;
  std::map<std::uint32_t, Standing> files_;  ///< by the file's number
};

}  // namespace okr::cli
