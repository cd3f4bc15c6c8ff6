// SPDX-License-Identifier: MIT
// The tables of cycles, objectives and key results, with their numbers on the day of the export.
#include "okr/base/text.hpp"
#include "reports/objects.hpp"
#include "reports/tables/rows.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// Parted by blanks, as lists in other rows of CSV are.
template <class Range, class Say>
Json words_of_list(const Range& range, Say say) {
  std::string text;
  for (const auto& one : range) text += (text.empty() ? "" : " ") + std::string(say(one));
  return json_or_null(text);
}

Json tags_of(const std::vector<std::string>& tags) {
  return words_of_list(tags, [](const std::string& tag) { return tag; });
}

Json parents_of(const std::vector<Reference>& parents) {
  return words_of_list(parents, [](const Reference& parent) { return parent.text; });
}

struct CycleRow {
  const std::string& workspace;
  const CycleNumbers& numbers;

  const Cycle& cycle() const { return *numbers.cycle; }
  const CycleResult* result() const { return cycle().result ? &*cycle().result : nullptr; }
};

constexpr Key<CycleRow> cycle_columns[] = {
    {"workspace", "string", "the workspace: its title, else the name of its folder",
     [](auto& c) { return c.workspace; }},
    {"cycle", "string", "2026-Q3", [](auto& c) { return c.cycle().id.text; }},
    {"title", "string?", "its title", [](auto& c) { return json_or_null(c.cycle().title); }},
    {"first_day", "date?", "its first day",
     [](auto& c) { return c.cycle().dated ? json(c.cycle().period.first) : Json(); }},
    {"last_day", "date?", "its last day",
     [](auto& c) { return c.cycle().dated ? json(c.cycle().period.last) : Json(); }},
    {"state", "string", "draft, active or closed", [](auto& c) { return word(c.cycle().state); }},
    {"parent", "string?", "the cycle it belongs to", [](auto& c) { return json_or_null(c.cycle().parent.text); }},
    {"closed_on", "date?", "when it was closed",
     [](auto& c) { return c.result() ? json(c.result()->closed) : Json(); }},
    {"as_of", "date", "the day of the export: what the numbers of the row are seen from",
     [](auto& c) { return c.numbers.as_of; }},
    {"elapsed", "number", "0 on the first day, 1 on the last", [](auto& c) { return c.numbers.elapsed; }},
    {"has_ended", "boolean", "past its last day, or closed", [](auto& c) { return c.numbers.ended; }},
    {"is_final", "boolean", "the numbers are those that okr close wrote", [](auto& c) { return c.numbers.is_final; }},
    {"score", "number?", "weighted mean over all top-level objectives", [](auto& c) { return c.numbers.score; }},
    {"as_planned", "number?", "by the first values, with what was cancelled or deferred",
     [](auto& c) { return c.numbers.as_planned; }},
    {"aspirational", "number?", "mean over aspirational and learning objectives",
     [](auto& c) { return c.numbers.aspirational; }},
    {"committed", "number?", "mean over committed objectives", [](auto& c) { return c.numbers.committed; }},
    {"committed_met", "integer", "committed objectives that are reached",
     [](auto& c) { return c.numbers.committed_met; }},
    {"committed_count", "integer", "committed objectives that count",
     [](auto& c) { return c.numbers.committed_count; }},
};

struct ObjectiveRow {
  const std::string& workspace;
  const Workspace& in;
  const ObjectiveNumbers& numbers;
  std::size_t place = 0;  ///< in its cycle, from 1

  /// What its definition says; null when only [result] knows it.
  template <class Say>
  Json of_definition(Say say) const {
    return numbers.objective ? json(say(*numbers.objective)) : Json();
  }
};

constexpr Key<ObjectiveRow> objective_columns[] = {
    {"workspace", "string", "its workspace", [](auto& o) { return o.workspace; }},
    {"cycle", "string", "its cycle", [](auto& o) { return o.numbers.cycle->id.text; }},
    {"objective", "string", "ship", [](auto& o) { return o.numbers.id.text; }},
    {"full_id", "string", "2026-Q3/ship, as every other report calls it",
     [](auto& o) { return record_name(o.numbers).full_id; }},
    {"place", "integer", "1 is the first of its cycle", [](auto& o) { return o.place; }},
    {"title", "string?", "its title", [](auto& o) { return json_or_null(record_name(o.numbers).title); }},
    {"why", "string?", "what it is good for",
     [](auto& o) { return o.of_definition([](auto& d) { return json_or_null(d.why); }); }},
    {"type", "string", "committed, aspirational or learning", [](auto& o) { return word(o.numbers.type); }},
    {"state", "string", "draft, active, done, cancelled or deferred", [](auto& o) { return word(o.numbers.state); }},
    {"weight", "number", "1 unless given", [](auto& o) { return o.numbers.weight; }},
    {"level", "string?", "individual, team, department or company",
     [](auto& o) { return o.of_definition([](auto& d) { return d.level ? json(word(*d.level)) : Json(); }); }},
    {"team", "string?", "its team",
     [](auto& o) { return o.of_definition([](auto& d) { return json_or_null(d.team); }); }},
    {"owner", "string?", "its owners, or the workspace's, with commas between them",
     [](auto& o) {
       return o.of_definition([&](auto& d) { return json_or_null(join(owners_of(o.in.settings, d), ", ")); });
     }},
    {"parents", "string?", "what it serves, as written, with blanks between them",
     [](auto& o) { return o.of_definition([](auto& d) { return parents_of(d.parents); }); }},
    {"tags", "string?", "with blanks between them",
     [](auto& o) { return o.of_definition([](auto& d) { return tags_of(d.tags); }); }},
    {"score", "number?", "0 to 1, unrounded, on the day of the export", [](auto& o) { return o.numbers.score; }},
    {"as_planned", "number?", "by the first values, with what was cancelled or deferred",
     [](auto& o) { return o.numbers.as_planned; }},
    {"expected", "number?", "what its paced key results should have by now",
     [](auto& o) { return o.numbers.expected; }},
    {"gap", "number?", "mean of expected - progress; positive is behind", [](auto& o) { return o.numbers.gap; }},
    {"status", "string", "at_risk, no_data, behind, on_track, ahead, achieved, not_started, ...",
     [](auto& o) { return machine_word(word(o.numbers.status)); }},
    {"verdict", "string?", "met, missed, success, too_safe, short or far_short, once the cycle has ended",
     [](auto& o) { return verdict_word(o.numbers.verdict); }},
};

struct KeyResultRow {
  const std::string& workspace;
  const Workspace& in;
  const ObjectiveNumbers& objective;
  const KeyResultNumbers& numbers;
  std::size_t place = 0;  ///< in its objective, from 1

  template <class Say>
  Json of_definition(Say say) const {
    return numbers.key_result ? json(say(*numbers.key_result)) : Json();
  }
};

/// Of the KPI that feeds it, if there is one of that name.
Json kpi_of_row(const KeyResultRow& row) {
  const Kpi* kpi = row.numbers.key_result ? kpi_named(row.in, row.numbers.key_result->kpi) : nullptr;
  return kpi ? json(kpi->id.text) : Json();
}

Json owner_of_row(const KeyResultRow& row) {
  if (!row.numbers.key_result || !row.objective.objective) return {};
  return json_or_null(owner_of(row.in.settings, *row.objective.objective, *row.numbers.key_result));
}

constexpr Key<KeyResultRow> key_result_columns[] = {
    {"workspace", "string", "its workspace", [](auto& k) { return k.workspace; }},
    {"cycle", "string", "its cycle", [](auto& k) { return k.numbers.cycle->id.text; }},
    {"key_result", "string", "ship.users", [](auto& k) { return to_string(k.numbers.id); }},
    {"objective", "string", "its objective", [](auto& k) { return k.numbers.id.objective.text; }},
    {"full_id", "string", "2026-Q3/ship.users, as every other report calls it",
     [](auto& k) { return record_name(k.numbers).full_id; }},
    {"place", "integer", "1 is the first of its objective", [](auto& k) { return k.place; }},
    {"title", "string?", "its title", [](auto& k) { return json_or_null(record_name(k.numbers).title); }},
    {"kind", "string?", "number, sum, hold, percent, milestones, done, graded or measure",
     [](auto& k) { return k.of_definition([](auto& d) { return d.kind_known ? json(word(d.kind)) : Json(); }); }},
    {"unit", "string?", "its own, else its KPI's", [](auto& k) { return json_or_null(k.numbers.unit); }},
    {"state", "string", "draft, active, done, cancelled or deferred", [](auto& k) { return word(k.numbers.state); }},
    {"weight", "number", "1 unless given", [](auto& k) { return k.numbers.weight; }},
    {"owner", "string?", "its own, its objective's or the workspace's", owner_of_row},
    {"kpi", "string?", "the KPI that feeds it", kpi_of_row},
    {"start", "date", "its first day", [](auto& k) { return k.numbers.window.first; }},
    {"due", "date", "its last day", [](auto& k) { return k.numbers.window.last; }},
    {"baseline", "number?", "where it started",
     [](auto& k) { return k.numbers.standing.anchors ? json(k.numbers.standing.anchors->baseline) : Json(); }},
    {"target", "number?", "where it wants to be; of a bound least and most say it",
     [](auto& k) { return k.numbers.standing.anchors ? json(k.numbers.standing.anchors->target) : Json(); }},
    {"stretch", "number?", "scores 1.0; then the target scores 0.7",
     [](auto& k) { return k.numbers.standing.anchors ? json(k.numbers.standing.anchors->stretch) : Json(); }},
    {"least", "number?", "a bound to hold", [](auto& k) { return k.numbers.standing.definition.min; }},
    {"most", "number?", "a bound to hold", [](auto& k) { return k.numbers.standing.definition.max; }},
    {"tags", "string?", "with blanks between them",
     [](auto& k) { return k.of_definition([](auto& d) { return tags_of(d.tags); }); }},
    {"last_reading", "date?", "the day of the last counted reading",
     [](auto& k) { return k.numbers.recency.last ? json(k.numbers.recency.last->date) : Json(); }},
    {"freshness", "string?", "fresh, due or stale",
     [](auto& k) { return json_or_null(word(k.numbers.recency.freshness)); }},
    {"verdict", "string?", "once the cycle has ended, or it is done",
     [](auto& k) { return verdict_word(k.numbers.verdict); }},
};

}  // namespace

void add_record_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles) {
  TableMaker<CycleRow> of_cycles(
      {"cycles", "a cycle, with its score on the day of the export", {}, {"workspace", "cycle"}}, cycle_columns);
  TableMaker<ObjectiveRow> of_objectives({"objectives",
                                          "an objective of a cycle, with its score on the day of the export",
                                          {},
                                          {"workspace", "cycle", "objective"},
                                          {{"cycles", {"workspace", "cycle"}}}},
                                         objective_columns);
  TableMaker<KeyResultRow> of_key_results(
      {"key_results",
       "a key result as it is defined on the day of the export",
       {},
       {"workspace", "cycle", "key_result"},
       {{"objectives", {"workspace", "cycle", "objective"}}, {"kpis", {"workspace", "kpi"}}}},
      key_result_columns);
  for (const CycleOfSource& one : cycles) {
    const std::string& workspace = one.source->name;
    of_cycles.add({workspace, one.numbers});
    std::size_t place = 0;
    for (const ObjectiveNumbers& objective : one.numbers.objectives) {
      of_objectives.add({workspace, *one.source->workspace, objective, ++place});
      std::size_t part = 0;
      for (const KeyResultNumbers& kr : objective.key_results)
        of_key_results.add({workspace, *one.source->workspace, objective, kr, ++part});
    }
  }
  tables.push_back(std::move(of_cycles).table());
  tables.push_back(std::move(of_objectives).table());
  tables.push_back(std::move(of_key_results).table());
}

}  // namespace okr::reports
