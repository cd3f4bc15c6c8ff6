// SPDX-License-Identifier: MIT
// `okr diff` for programs.
#include <algorithm>

#include "okr/model/workspace.hpp"
#include "reports/diff/diff.hpp"
#include "reports/objects.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using Cs = DifferenceCause;
constexpr Key<Cs> cause_keys[] = {
    {"cause", one_of<Cause>, "", [](const Cs& c) { return c.cause; }},
    {"field", "string?", "the key; of parts the records it follows from",
     [](const Cs& c) { return json_or_null(c.field); }},
    {"before", "any", "its value; null where it was not given", [](const Cs& c) { return c.before; }},
    {"after", "any", "the same now; of readings the last one", [](const Cs& c) { return c.after; }},
    {"count", "integer", "of readings", [](const Cs& c) { return c.count; }},
    {"date", "date?", "of the reading, of several the last", [](const Cs& c) { return c.day; }},
    {"why", "string?", "as `changes` or [targets] say; of what is unread the place where reading ended",
     [](const Cs& c) { return json_or_null(c.why); }},
    {"unexplained", "boolean", "a definition that counted already was moved and nothing says why",
     [](const Cs& c) { return c.unexplained; }},
    {"text", "string", "all of it in words", [](const Cs& c) { return cause_text(c); }},
};

std::optional<Score> score_of(const std::optional<DiffSide>& side) { return side ? side->score : std::nullopt; }
std::optional<Score> shown_of(const std::optional<DiffSide>& side) { return side ? side->shown : std::nullopt; }
std::optional<double> value_of(const std::optional<DiffSide>& side) { return side ? side->value : std::nullopt; }
Json status_of(const std::optional<DiffSide>& side) {
  return side && !side->status.empty() ? json(machine_word(side->status)) : Json();
}

using R = RecordDifference;
constexpr Key<R> difference_keys[] = {
    {"record", one_of<DiffRecord>, "", [](const R& r) { return r.record; }},
    {"id_before", "string?", "null where it was not there",
     [](const R& r) { return null_or(r.before, &DiffSide::id); }},
    {"score_before", "number?", "unrounded", [](const R& r) { return score_of(r.before); }},
    {"score_after", "number?", "the same now", [](const R& r) { return score_of(r.after); }},
    {"score_before_shown", "number?", "as printed", [](const R& r) { return shown_of(r.before); }},
    {"score_after_shown", "number?", "the same now", [](const R& r) { return shown_of(r.after); }},
    {"score_by_readings", "number?", "of a key result: what of it was recorded, judged by the definition as it was",
     [](const R& r) { return r.by_readings; }},
    {"score_by_definition", "number?", "the rest: what its definition moved",
     [](const R& r) { return r.by_definition; }},
    {"value_before", "number?", "the value", [](const R& r) { return value_of(r.before); }},
    {"value_after", "number?", "the same now", [](const R& r) { return value_of(r.after); }},
    {"unit", "string?", "of the values", [](const R& r) { return json_or_null(r.unit); }},
    {"status_before", "string?", "the status or the verdict", [](const R& r) { return status_of(r.before); }},
    {"status_after", "string?", "the same now", [](const R& r) { return status_of(r.after); }},
    {"causes", "cause[]", "why it is another", [](const R& r) { return objects_of(cause_keys, r.causes); }},
};

using D = Differences;
constexpr Key<D> diff_keys[] = {
    {"from", "string", "what is compared with", [](const D& d) { return d.from; }},
    {"to", "string", "what is compared", [](const D& d) { return d.to; }},
    {"differences", "difference[]", "settings, then a cycle with its objectives and key results, then KPIs",
     [](const D& d) { return named_list(difference_keys, d.rows, name_of); }},
    {"unexplained", "integer", "definitions that were moved while they counted, without a reason",
     [](const D& d) { return count_unexplained(d); }},
    diagnostics_key<D>(),
};

}  // namespace

RecordName name_of(const RecordDifference& row) {
  if (row.record == DiffRecord::kpi) return {row.id, {}, full_id(KpiId(row.id)), row.title};
  const bool is_whole = row.cycle.empty() || row.record == DiffRecord::cycle;
  return {row.id, row.cycle, is_whole ? row.id : row.cycle + "/" + row.id, row.title};
}

Records records_of(const Differences& differences) {
  Rows rows(differences.as_of, {"record", "cause", "field", "before", "after", "why", "unexplained", "score_before",
                                "score_after", "value_before", "value_after", "unit", "status_before", "status_after"});
  for (const RecordDifference& row : differences.rows) {
    if (row.causes.empty() && row.record != DiffRecord::cycle) rows.add(name_of(row), difference_keys, row);
    for (const DifferenceCause& cause : row.causes) rows.add(name_of(row), difference_keys, row, cause_keys, cause);
  }
  return std::move(rows).records();
}

Json json_of(const Differences& differences) { return report_of("diff", differences.as_of, diff_keys, differences); }

std::vector<JsonObject> diff_objects() {
  return {
      report("diff", "the day both sides are seen from").holds(diff_keys),
      JsonObject{"difference", "A record that is another than it was"}.holds(name_keys).holds(difference_keys),
      JsonObject{"cause", "Why a record is another than it was"}.holds(cause_keys),
  };
}

}  // namespace okr::reports
