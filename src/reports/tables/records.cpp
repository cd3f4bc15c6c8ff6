// SPDX-License-Identifier: MIT
// The tables of cycles, objectives and key results, with their numbers on the day of the export.
#include "okr/base/text.hpp"
#include "reports/objects.hpp"
#include "reports/tables/tables.hpp"

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

/// Nothing before that day: nobody knows it then.
Json closed_on(const CycleOfSource& of) {
  const auto& result = of.cycle->result;
  return result && is_final(*of.cycle, of.numbers.as_of) ? json(result->closed) : Json();
}

constexpr Key<CycleOfSource> place_keys[] = {
    {"workspace", "string", "the workspace: its title, else the name of its folder",
     [](auto& c) { return c.source->name; }},
    {"cycle", "string", "its cycle: 2026-Q3", [](auto& c) { return c.cycle->id.text; }},
    {"parent", "string?", "the cycle it belongs to", [](auto& c) { return json_or_null(c.cycle->parent.text); }},
    {"closed_on", "date?", "when it was closed", closed_on},
    {"as_of", "date", "the day of the export: what the numbers of the row are seen from",
     [](auto& c) { return c.numbers.as_of; }},
};

/// An objective, and its place in its cycle, from 1.
struct PlacedObjective {
  const Workspace& workspace;
  const ObjectiveNumbers& numbers;
  std::size_t place;

  /// What its definition says; null when only [result] knows it.
  template <class Say>
  Json say(Say say) const {
    return numbers.objective ? json(say(*numbers.objective)) : Json();
  }
};

constexpr Key<PlacedObjective> objective_columns[] = {
    {"place", "integer", "1 is the first of its cycle", [](auto& o) { return o.place; }},
    {"why", "string?", "what it is good for",
     [](auto& o) { return o.say([](auto& d) { return json_or_null(d.why); }); }},
    {"owner", "string?", "its owners, or the workspace's, with commas between them",
     [](auto& o) {
       return o.say([&](auto& d) { return json_or_null(join(owners_of(o.workspace.settings, d), ", ")); });
     }},
    {"parents", "string?", "what it serves, as written, with blanks between them",
     [](auto& o) { return o.say([](auto& d) { return parents_of(d.parents); }); }},
    {"tags", "string?", "with blanks between them",
     [](auto& o) { return o.say([](auto& d) { return tags_of(d.tags); }); }},
};

/// A key result, and its place in its objective, from 1.
struct PlacedKeyResult {
  const Workspace& workspace;
  const KeyResultNumbers& numbers;
  std::size_t place;
};

/// The KPI that feeds it, if there is one of that name: a reference has to find its row.
Json kpi_of_row(const PlacedKeyResult& row) {
  const Kpi* kpi = row.numbers.is_fed() ? kpi_named(row.workspace, row.numbers.standing.definition.kpi) : nullptr;
  return kpi ? json(kpi->id.text) : Json();
}

constexpr Key<PlacedKeyResult> key_result_columns[] = {
    {"objective", "string", "its objective", [](auto& k) { return k.numbers.id.objective.text; }},
    {"place", "integer", "1 is the first of its objective", [](auto& k) { return k.place; }},
    {"kpi", "string?", "the KPI that feeds it", kpi_of_row},
    {"tags", "string?", "with blanks between them",
     [](auto& k) { return k.numbers.key_result ? tags_of(k.numbers.key_result->tags) : Json(); }},
};

}  // namespace

std::span<const Key<CycleOfSource>> keys_of_place() { return place_keys; }

void add_record_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles) {
  TableMaker<CycleOfSource, RecordName, CycleNumbers> of_cycles(
      {"cycles", "a cycle, with its score on the day of the export", {}, {"workspace", "cycle"}},
      "workspace cycle title first_day=start last_day=end state parent closed_on as_of elapsed has_ended=ended "
      "is_final=final score as_planned aspirational committed committed_met committed_count",
      keys_of_place(), keys_of_names(), keys_of_cycles());
  TableMaker<CycleOfSource, PlacedObjective, RecordName, ObjectiveRecord> of_objectives(
      {"objectives",
       "an objective of a cycle, with its score on the day of the export",
       {},
       {"workspace", "cycle", "objective"},
       {{"cycles", {"workspace", "cycle"}}}},
      "workspace cycle objective=id full_id place title why type state weight level team owner parents tags score "
      "as_planned expected gap status verdict",
      keys_of_place(), objective_columns, keys_of_names(), keys_of_objectives());
  TableMaker<CycleOfSource, PlacedKeyResult, RecordName, KeyResultRecord> of_key_results(
      {"key_results",
       "a key result as it is defined on the day of the export",
       {},
       {"workspace", "cycle", "key_result"},
       {{"objectives", {"workspace", "cycle", "objective"}}, {"kpis", {"workspace", "kpi"}}}},
      "workspace cycle key_result=id objective full_id place title kind unit state weight owner kpi start due baseline "
      "target stretch least=min most=max tags last_reading=last freshness verdict",
      keys_of_place(), key_result_columns, keys_of_names(), keys_of_key_results());
  for (const CycleOfSource& one : cycles) {
    const Workspace& workspace = *one.source->workspace;
    of_cycles.add(one, record_name(*one.cycle), one.numbers);
    std::size_t place = 0;
    for (const ObjectiveNumbers& objective : one.numbers.objectives) {
      of_objectives.add(one, {workspace, objective, ++place}, record_name(objective), {&workspace, objective});
      std::size_t part = 0;
      for (const KeyResultNumbers& kr : objective.key_results)
        of_key_results.add(one, {workspace, kr, ++part}, record_name(kr), {workspace, objective, kr});
    }
  }
  tables.push_back(std::move(of_cycles).table());
  tables.push_back(std::move(of_objectives).table());
  tables.push_back(std::move(of_key_results).table());
}

}  // namespace okr::reports
