// SPDX-License-Identifier: MIT
// `okr diff`: what is different between two states of a workspace in terms of OKRs, record by record, and by what cause.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/compute/quantities.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

/// Why a record is different. Those from `target` on are its definition.
enum class Cause : std::uint8_t {
  added,
  dropped,
  renamed,
  unread,      ///< on one side it, or a part of it, could not be read: `why` says where
  reading,     ///< a value that was not there
  correction,  ///< one that is another now, or gone
  confidence,
  parts,  ///< what it is made of (key results, a KPI), or what it stands in: its objective, its cycle, okr.toml
  text,   ///< a title, an owner: no number follows from it
  target,
  baseline,
  bound,
  weight,
  kind,  ///< how it is measured
  state,
  dates,
  settings  ///< okr.toml
};
OKR_WORDS(Cause, "added", "dropped", "renamed", "unread", "reading", "correction", "confidence", "parts", "text",
          "target", "baseline", "bound", "weight", "kind", "state", "dates", "settings")

constexpr bool is_definition(Cause cause) { return cause >= Cause::target; }

struct DifferenceCause {
  Cause cause = Cause::text;
  std::string field = {};  ///< "target"; of parts their ids
  ChangedField::Value before = {}, after = {};
  std::string why = {};       ///< as `changes` or [targets] say; of what is unread its place
  bool counted = false;       ///< a definition that had begun to count: no draft, no plan
  bool unexplained = false;   ///< such a one was moved, and nothing says why
  int count = 1;              ///< of readings
  std::optional<Date> day{};  ///< of the last of them
  Date as_of{};               ///< the day both sides are seen from
};

enum class DiffRecord : std::uint8_t { cycle, objective, key_result, kpi, settings };
OKR_WORDS(DiffRecord, "cycle", "objective", "key_result", "kpi", "settings")

/// Where a record stood on one side.
struct DiffSide {
  std::string id;              ///< "ship.users", "sleep", "2026-Q3"
  std::optional<Score> score;  ///< as printed
  std::optional<double> value;
  std::string status;               ///< or the verdict: a word of the screen; empty where it has none
  std::string value_in_words = {};  ///< "2/4" steps, "yes"; empty of a number
  bool unread = false;              ///< something of it could not be read: its numbers are n/a
};

struct RecordDifference {
  DiffRecord record = DiffRecord::key_result;
  std::string cycle;  ///< empty of a KPI and the settings
  std::string id;     ///< as it is called now, else as it was
  std::string title, unit;
  std::optional<DiffSide> before, after;  ///< nothing where it was not there

  // What the score moved by, of a key result that is on both sides with a score.
  std::optional<double> by_readings;    ///< what was recorded, judged by the definition as it was
  std::optional<double> by_definition;  ///< the rest
  std::vector<DifferenceCause> causes;
};

struct Differences {
  std::string from, to;  ///< "HEAD, 1a2b3c4 of 2026-08-17", "the work tree"
  Date as_of{};
  int scale = 1;                       ///< of scores
  std::vector<RecordDifference> rows;  ///< settings; a cycle, its objectives with their key results; KPIs
  const Workspace* workspace = nullptr;
};

/// Two states of a workspace seen from one day, so that nothing differs but the files.
struct DiffSides {
  const Workspace& before;
  const Workspace& after;
  std::string from, to;
  std::optional<CycleId> only;  ///< this cycle and no KPIs
  bool as_assumed = false;      ///< a value that could not be read is what is assumed instead, not n/a
};
Differences differences_of(const DiffSides& sides, Date as_of);

/// As it is called now, else as it was.
RecordName name_of(const RecordDifference& row);

/// Moved definitions that nothing explains.
int count_unexplained(const Differences& differences);

Document document_of(const Differences& differences);
/// A line a record.
Document diff_stat_document(const Differences& differences);
Records records_of(const Differences& differences);
Json json_of(const Differences& differences);

/// A cause as a person says it: "target 400 → 300", "2 new readings, the last on 24 Aug".
std::string cause_text(const DifferenceCause& cause);

}  // namespace okr::reports
