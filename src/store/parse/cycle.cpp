// SPDX-License-Identifier: MIT
// The files of a cycle's folder: [cycle], [defaults], [result], objectives and their key results.
#include <algorithm>
#include <numeric>

#include "okr/base/id.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

/// What [defaults] of a file sets for its objectives; nothing where its value was refused.
struct Default {
  const Field<Objective>* field;
  std::optional<Datum> datum;
};
using Defaults = std::vector<Default>;

/// Ids of records are headings; one that cannot be used is noted (E119) with the nearest that can.
bool check_id(Source& source, const Node& node, std::string_view what) {
  if (is_valid_id(node.key())) return true;
  const std::string better = slug(node.key());
  source.report(
      Code::E119, node.key_span(), fmt::format("'{}' cannot be the id of {}", safe_for_terminal(node.key()), what),
      better.empty() ? "use lower-case letters, digits and hyphens" : fmt::format("for example '{}'", better));
  return false;
}

// --- objectives ------------------------------------------------------------------------------------------------------

/// [[ship]] where [ship] is meant.
void report_list_of_tables(Source& source, const Node& node, const std::string& heading) {
  source.report(Code::E117, node.value_span(), fmt::format("[[{}]] is a list of tables", heading),
                fmt::format("write [{}], with one bracket", heading));
}

/// Stands for what cannot be read, so that check-ins that name it are not called dangling.
KeyResult refused_key_result(Source& source, const Node& node, const ObjectiveId& objective) {
  KeyResult kr;
  kr.id = {objective, std::string(node.key())};
  kr.place = source.key_place(node);
  kr.faulty = true;
  return kr;
}

/// The same for [[ship]]; its key results are the tables and lists of its last element.
Objective refused_objective(Source& source, const Node& list) {
  Objective objective;
  objective.id = ObjectiveId(list.key());
  objective.place = source.key_place(list);
  objective.faulty = true;
  const Document& document = source.document();
  for (const Node& element : document.children(list))
    for (const Node& node : document.children(element))
      if (node.is_table() || node.is_array_of_headers())
        objective.key_results.push_back(refused_key_result(source, node, objective.id));
  return objective;
}

/// `title` as a heading: the objective itself needs it.
void report_bad_key_result_name(Source& source, const Node& node, std::string_view own_name) {
  source.report(
      Code::E119, node.key_span(),
      fmt::format("a key result of {} cannot be named '{}', a word of the files", own_name, node.key()),
      fmt::format("for example '{}-1'; reserved are title, x-... and the keys that the objective uses", node.key()));
}

/// A heading, or a table in braces that has what every key result has.
bool is_key_result(const Source& source, const Node& node) {
  return node.is_table() && (node.form() == TableForm::header || node.form() == TableForm::implicit ||
                             source.document().find(node, "title"));
}

void read_objective_child(Source& source, const Node& node, std::string_view own_name, Objective& objective) {
  if (is_own_key(node.key())) return;
  if (node.is_table() && is_reserved_key_result_id(node.key())) {
    report_bad_key_result_name(source, node, own_name);
    objective.faulty = true;
  } else if (is_objective_key(node.key()) && !is_key_result(source, node)) {
    read_key(source, node, objective, own_name);
  } else if (node.is_array_of_headers()) {
    report_list_of_tables(source, node, fmt::format("{}.{}", objective.id.text, node.key()));
    objective.key_results.push_back(refused_key_result(source, node, objective.id));
  } else if (node.is_table()) {
    objective.faulty |= !check_id(source, node, "a key result");
    objective.key_results.push_back(parse_key_result(source, node, objective.id));
  } else {
    report_unknown_key(source, node, own_name, known_keys<Objective>());
  }
}

Objective parse_objective(Source& source, const Node& table, const Defaults& defaults) {
  Objective objective;
  objective.id = ObjectiveId(table.key());
  objective.place = source.key_place(table);
  const std::string own_name = fmt::format("objective '{}'", objective.id.text);
  for (const Default& one : defaults)
    if (one.datum) one.field->assign(objective, *one.datum);
  for (const Node& node : source.document().children(table)) read_objective_child(source, node, own_name, objective);
  objective.faulty |=
      std::ranges::any_of(defaults, [&](const Default& one) { return !one.datum && !objective.gives(one.field->key); });
  require_keys<Objective>(source, table, own_name);
  if (const Node* list = source.document().find(table, "initiatives"); list && !is_key_result(source, *list))
    objective.faulty |= !parse_initiatives(source, *list, own_name, objective.initiatives);
  if (const Node* changes = source.document().find(table, "changes"); changes && !is_key_result(source, *changes)) {
    objective.changes = parse_changes(source, *changes, own_name);
    objective.faulty |= changes->is_table() || objective.changes.size() != changes->child_count();
  }
  return objective;
}

// --- [result] --------------------------------------------------------------------------------------------------------

void read_objective_results(Source& source, const Node& table, CycleResult& result) {
  for (const Node& node : source.document().children(table)) {
    if (!node.is_table()) {
      report_type(source, node, fmt::format("'{}' of [result.objective]", node.key()),
                  "{ score = ..., verdict = ... }");
      result.objectives.push_back({.id = ObjectiveId(node.key()), .faulty = true, .place = source.key_place(node)});
      continue;
    }
    check_id(source, node, "an objective");
    ObjectiveResult one{.id = ObjectiveId(node.key())};
    read_record(source, node, one, fmt::format("the result of '{}'", node.key()));
    result.objectives.push_back(std::move(one));
  }
}

void read_key_result_results(Source& source, const Node& table, CycleResult& result) {
  for (const Node& objective : source.document().children(table)) {
    if (!objective.is_table()) {
      report_type(source, objective, fmt::format("'{}' of [result.kr]", objective.key()),
                  "OBJECTIVE.KEY-RESULT = { score = ... }");
      continue;
    }
    check_id(source, objective, "an objective");
    for (const Node& node : source.document().children(objective)) {
      check_id(source, node, "a key result");
      const KeyResultId id{ObjectiveId(objective.key()), std::string(node.key())};
      if (!node.is_table()) {
        report_type(source, node, fmt::format("'{}' of [result.kr]", to_string(id)), "{ score = ... }");
        result.key_results.push_back({.id = id, .faulty = true, .place = source.key_place(node)});
        continue;
      }
      KeyResultResult one{.id = id};
      const std::string own_name = fmt::format("the result of '{}'", to_string(id));
      read_record(source, node, one, own_name);
      if (const Node* value = source.document().find(node, "value")) {
        const auto read = entry_value(source, *value, Mention("value", own_name));
        one.value = read.value_or(EntryValue{});
        one.faulty |= !read;
      }
      result.key_results.push_back(std::move(one));
    }
  }
}

template <class Result>
std::vector<std::uint32_t> places_by_id(const std::vector<Result>& results) {
  std::vector<std::uint32_t> places(results.size());
  std::iota(places.begin(), places.end(), 0U);
  std::ranges::sort(
      places, {}, [&](std::uint32_t place) -> const auto& { return results[place].id; });
  return places;
}

/// A table of what is kept of the parts; null where it is not there or is none, which is noted.
const Node* table_of_parts(Source& source, const Node& result, std::string_view key, std::string_view form) {
  const Node* there = source.document().find(result, key);
  if (!there || there->is_table()) return there;
  report_type(source, *there, fmt::format("'{}' of [result]", key), form);
  return nullptr;
}

void read_result(Source& source, const Node& table, Cycle& cycle) {
  CycleResult& result = cycle.result.emplace();
  read_record(source, table, result, "[result]");
  if (const Node* objectives = table_of_parts(source, table, "objective", "a table: OBJECTIVE = { score = ... }"))
    read_objective_results(source, *objectives, result);
  if (const Node* key_results = table_of_parts(source, table, "kr", "a table: OBJECTIVE.KEY-RESULT = { score = ... }"))
    read_key_result_results(source, *key_results, result);
  result.objectives_by_id = places_by_id(result.objectives);
  result.key_results_by_id = places_by_id(result.key_results);
}

// --- the top of the file ---------------------------------------------------------------------------------------------

void read_cycle_table(Source& source, const Node& node, Cycle& cycle) {
  read_record(source, node, cycle, "[cycle]");
  const Node* id = source.document().find(node, "id");
  if (!id) return;
  const auto text = text_of(source, *id, "'id' of [cycle]");
  if (text && *text != cycle.id.text)
    source.report(Code::E119, id->value_span(),
                  fmt::format("id is \"{}\", but the folder is named {}", safe_for_terminal(*text), cycle.id.text),
                  "the folder's name is the id: leave the key out");
}

void read_top_table(Source& source, const Node& node, const Defaults& defaults, Cycle& cycle) {
  if (is_reserved_objective_id(node.key())) {
    const Document& document = source.document();
    const std::string free =
        free_id(node.key(), [&](const std::string& id) { return document.find(document.root(), id) != nullptr; });
    source.report(Code::E119, node.key_span(),
                  fmt::format("an objective cannot be named '{}', a word of the files", node.key()),
                  fmt::format("for example '{}'; reserved are {}", free, reserved_objective_ids()));
    return;
  }
  const bool good = check_id(source, node, "an objective");
  Objective objective = parse_objective(source, node, defaults);
  objective.faulty |= !good;
  cycle.objectives.push_back(std::move(objective));
}

void report_top_key(Source& source, const Node& node) {
  if (!home_of_table(node.key()).empty()) return report_type(source, node, fmt::format("'{}'", node.key()), "a table");
  if (node.key() == "format") {
    source.report(Code::E122, node.key_span(), "'format' does not belong here",
                  "it stands in okr.toml, for the whole workspace");
    return;
  }
  if (find_field<Checkin>(node.key())) {
    source.report(Code::E122, node.key_span(), fmt::format("'{}' is a key of check-ins", node.key()),
                  "it stands in a file below checkins/");
    return;
  }
  source.report(Code::E116, node.key_span(),
                fmt::format("unknown key '{}' above the first heading", safe_for_terminal(node.key())),
                "keys of an objective stand below its heading, [ID]");
}

/// False when the table is an objective's, or one of people's own.
bool read_special_table(Source& source, const Node& node, bool is_main, Cycle& cycle) {
  if (node.key() == "cycle" || node.key() == "result") {
    if (!is_main)
      report_wrong_file(source, node, "cycle.toml of this folder");
    else if (node.key() == "cycle")
      read_cycle_table(source, node, cycle);
    else
      read_result(source, node, cycle);
    return true;
  }
  if (node.key() == "defaults") return true;
  // [readings] and the like may be objectives' ids; without a title they are tables that strayed in here.
  const std::string_view home = home_of_table(node.key());
  const bool strays = !home.empty() && !source.document().find(node, "title");
  if (strays) report_wrong_file(source, node, home);
  return strays;
}

/// [defaults], read once though it holds for every objective of the file. What it allows holds for the file beside what
/// a record allows, so it goes to no objective.
Defaults read_defaults(Source& source, Cycle& cycle) {
  Defaults defaults;
  const Node* table = source.document().find(source.document().root(), "defaults");
  if (!table) return defaults;
  if (!table->is_table()) {  // nobody knows what it was to set
    for (const std::string_view key : default_keys())
      if (key != "allow") defaults.push_back({find_field<Objective>(key), std::nullopt});
    return defaults;
  }
  const std::vector<std::string_view> known(default_keys().begin(), default_keys().end());
  for (const Node& node : source.document().children(*table)) {
    if (is_own_key(node.key())) continue;
    if (!contains(known, node.key())) {
      report_unknown_key(source, node, "[defaults]", known);
      continue;
    }
    const auto* field = find_field<Objective>(node.key());
    auto datum = datum_of(source, node, *field, Mention(node.key(), "[defaults]"));
    if (node.key() != "allow")
      defaults.push_back({field, std::move(datum)});
    else if (datum)
      cycle.allows.push_back({std::move(datum->texts), source.value_place(node)});
  }
  return defaults;
}

/// "start", "end", or both; without those that were refused or misspelt, which is noted elsewhere.
std::string missing_dates(Source& source, const Node* table, const Cycle& cycle) {
  std::string missing;
  for (const std::string_view key : {"start", "end"}) {
    if (cycle.gives(key) || (table && is_needed_misspelt(source, *table, key, known_keys<Cycle>()))) continue;
    missing += missing.empty() ? key : " and end";
  }
  return missing;
}

}  // namespace

void parse_cycle_file(Source& source, bool is_main, Cycle& cycle) {
  const Document& document = source.document();
  const Defaults defaults = read_defaults(source, cycle);
  for (const Node& node : document.children(document.root())) {
    if (is_own_key(node.key())) continue;
    if (node.is_array_of_headers()) {
      report_list_of_tables(source, node, std::string(node.key()));
      if (!is_reserved_objective_id(node.key())) cycle.objectives.push_back(refused_objective(source, node));
    } else if (!node.is_table()) {
      report_top_key(source, node);
    } else if (!read_special_table(source, node, is_main, cycle)) {
      read_top_table(source, node, defaults, cycle);
    }
  }
  if (cycle.result) cycle.state = CycleState::closed;
}

void parse_cycle_head(Source& source, Cycle& cycle) {
  const Document& document = source.document();
  if (const Node* node = document.find(document.root(), "cycle"); node && node->is_table())
    read_cycle_table(source, *node, cycle);
  const Node* result = document.find(document.root(), "result");
  if (!result || !result->is_table()) return;
  read_record(source, *result, cycle.result.emplace(), "[result]");
  cycle.state = CycleState::closed;
}

Place place_of_cycle(const Source& source) {
  const Document& document = source.document();
  const Node* table = document.find(document.root(), "cycle");
  return table ? source.key_place(*table) : source.file_place();
}

void settle_cycle_dates(Source& source, Cycle& cycle) {
  const auto named = parse_period(cycle.id.text, source.fiscal_start());
  const Node* table = source.document().find(source.document().root(), "cycle");
  const Span head = table ? table->key_span() : Span{0, 0};
  const auto key_span = [&](std::string_view key) {
    const Node* node = table ? source.document().find(*table, key) : nullptr;
    return node ? node->value_span() : head;
  };
  if (!named && (!cycle.start_stated || !cycle.end_stated)) {
    cycle.faulty = true;
    const std::string missing = missing_dates(source, table, cycle);
    if (!missing.empty())
      source.report(Code::E118, head, fmt::format("cycle '{}' has no {}", cycle.id.text, missing),
                    fmt::format("its name says no dates: add {}", missing));
    return;
  }
  if (named) cycle.period = named->period;
  const auto settle = [&](std::optional<Date> stated, Date& date, std::string_view key) {
    if (!stated) return;
    if (named && *stated != date) {
      source.report(Code::E112, key_span(key),
                    fmt::format("{} differs from {}, where {} {}s", key, to_string(date), cycle.id.text, key),
                    "leave the key out, or rename the folder");
      cycle.faulty = true;
      return;  // the name holds: by it the cycle was found
    }
    date = *stated;
  };
  settle(cycle.start_stated, cycle.period.first, "start");
  settle(cycle.end_stated, cycle.period.last, "end");
  if (cycle.period.last < cycle.period.first) {
    source.report(Code::E112, key_span("end"), fmt::format("cycle '{}' ends before it starts", cycle.id.text),
                  "swap start and end");
    cycle.faulty = true;
    return;
  }
  cycle.dated = true;
}

}  // namespace okr::store
