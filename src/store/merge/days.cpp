// SPDX-License-Identifier: MIT
// Days in a merge: which one a key of readings or targets stands for, and of which both sides say something, each under
// a name of its own.
#include <algorithm>
#include <map>

#include "okr/model/kpi.hpp"
#include "okr/model/words.hpp"
#include "store/edit/proof.hpp"
#include "store/merge/parts.hpp"

namespace okr::store {
namespace {

std::optional<Period> period_of(std::string_view name, std::optional<FiscalYear> years) {
  const auto named = parse_period(name, years.value_or(FiscalYear{}));
  if (!named) return std::nullopt;
  const bool is_of_calendar =
      named->unit == PeriodUnit::day || named->unit == PeriodUnit::week || named->unit == PeriodUnit::month;
  return is_of_calendar || years ? std::optional(named->period) : std::nullopt;
}

bool joins_readings(const Document& document) {
  const Node* said = document.find(document.root(), "aggregate");
  const auto aggregate =
      said != nullptr && said->is(NodeKind::string) ? parse_word<Aggregate>(said->string()) : std::nullopt;
  return aggregate && joins(*aggregate);
}

/// As it is written; of a table with dotted keys, or below a heading, its value.
std::string shown_value(const Document& document, const Node& node) {
  const bool is_spread = node.is_table() && node.form() != TableForm::inline_table;
  const Node* value = is_spread ? document.find(node, "value") : &node;
  return std::string(value == nullptr ? "changed" : document.text(value->value_span()));
}

/// The keys of a table that one side alone has, by their days.
std::multimap<Date, const Node*> added_days(const std::string& table, const Document& own,
                                            const std::vector<const Document*>& others, const DayOf& day_of) {
  std::multimap<Date, const Node*> added;
  const Node* entries = own.find(own.root(), table);
  if (entries == nullptr || !entries->is_table()) return added;
  std::vector<ByKey> known;
  for (const Document* other : others) known.push_back(children_by_key(*other, other->find(other->root(), table)));
  for (const Node& entry : own.children(*entries)) {
    const bool is_known = std::ranges::any_of(known, [&](const ByKey& keys) { return keys.contains(entry.key()); });
    if (const auto day = is_known ? std::nullopt : day_of(entry.key())) added.emplace(*day, &entry);
  }
  return added;
}

void add_twins(const std::string& table, const Sides<Document>& sides, const DayOf& day_of, std::vector<Twins>& found) {
  const auto ours = added_days(table, *sides.ours, {sides.base, sides.theirs}, day_of);
  for (const auto& [day, entry] : added_days(table, *sides.theirs, {sides.base, sides.ours}, day_of))
    if (const auto twin = ours.find(day); twin != ours.end())
      found.push_back({{table, std::string(twin->second->key())},
                       {table, std::string(entry->key())},
                       shown_value(*sides.ours, *twin->second),
                       shown_value(*sides.theirs, *entry)});
}

}  // namespace

DayOf last_days(std::optional<FiscalYear> years) {
  return [years](std::string_view name) {
    const auto period = period_of(name, years);
    return period ? std::optional(period->last) : std::nullopt;
  };
}

bool joins_readings(const Sides<Document>& sides, const MergePlace& place) {
  if (joins_readings(*sides.ours) || joins_readings(*sides.theirs)) return true;
  const auto beside = Document::parse(place.definition);
  return beside && joins_readings(*beside);
}

std::vector<Twins> twins_of(const Sides<Document>& sides, const MergePlace& place) {
  std::vector<Twins> found;
  if (!joins_readings(sides, place)) add_twins(std::string(readings_table), sides, last_days(place.years), found);
  const DayOf first_days = [&place](std::string_view name) {
    const auto period = period_of(name, place.years);
    return period ? std::optional(period->first) : std::nullopt;
  };
  add_twins("targets", sides, first_days, found);
  return found;
}

}  // namespace okr::store
