// SPDX-License-Identifier: MIT
// The table of one key result as a record: its kind, steps, plan, changes and initiatives, and what contradicts it.
#include "store/parse/record.hpp"

#include <algorithm>
#include <set>

namespace okr::store {
namespace {

// --- steps -----------------------------------------------------------------------------------------------------------

Step parse_step(Source& source, const Node& node, std::string_view own_name) {
  Step step;
  step.place = source.value_place(node);
  const std::string name = fmt::format("a step of {}", own_name);
  if (!node.is_table()) {
    if (const auto title = title_of(source, node, name)) step.title = std::string(*title);
    return step;
  }
  read_record(source, node, step, name);
  step.place = source.value_place(node);
  return step;
}

void parse_steps(Source& source, const Node& list, std::string_view own_name, KeyResult& kr) {
  if (!list.is_array()) {
    kr.faulty = true;
    return report_type(source, list, Mention("steps", own_name), to_string(Shape::steps));
  }
  std::set<std::string> names;
  const auto is_new = [&names](const std::string& name) { return name.empty() || names.insert(name).second; };
  for (const Node& node : source.document().children(list)) {
    Step step = parse_step(source, node, own_name);
    kr.faulty |= step.title.empty();
    const bool differs = step.id == step.title || is_new(step.id);
    if (!is_new(step.title) || !differs) {
      source.report(Code::E101, node.value_span(),
                    fmt::format("step \"{}\" of {} is given twice", differs ? step.title : step.id, own_name),
                    "check-ins name steps by title or id; make them differ");
      kr.faulty = true;
    }
    kr.steps.push_back(std::move(step));
  }
}

// --- plan ------------------------------------------------------------------------------------------------------------

void parse_plan(Source& source, const Node& list, std::string_view own_name, KeyResult& kr) {
  const Mention name("plan", own_name);
  kr.faulty |= !list.is_array();
  if (!list.is_array()) return report_type(source, list, name, to_string(Shape::plan));
  for (const Node& pair : source.document().children(list)) {
    const auto parts = source.document().children(pair);
    if (!pair.is_array() || parts.size() != 2) {
      report_type(source, pair, name, "a pair [date, value]");
      kr.faulty = true;
      continue;
    }
    const auto date = date_of(source, parts[0], name);
    const auto value = number_of(source, parts[1], name);
    if (!date || !value) {
      kr.faulty = true;
    } else if (!kr.plan.empty() && !(kr.plan.back().date < *date)) {
      source.report(Code::E112, parts[0].value_span(), fmt::format("the days of {} do not rise", name),
                    "put them in order");
      kr.faulty = true;
    } else {
      kr.plan.push_back({*date, *value, source.value_place(parts[1])});
    }
  }
}

// --- changes ---------------------------------------------------------------------------------------------------------

/// The key result's own field knows its words and its domain.
std::optional<ChangedField::Value> changed_value(Source& source, const Node& node, const FieldInfo& field,
                                                 const Mention& name) {
  using Value = ChangedField::Value;
  const auto datum = datum_of(source, node, *find_field<KeyResult>(field.key), name);
  if (!datum) return std::nullopt;
  if (field.shape == Shape::number_list) return Value(datum->number);
  if (field.shape == Shape::date_list) return Value(datum->date);
  if (field.shape == Shape::truth_list) return Value(std::string(datum->truth ? "true" : "false"));
  return Value(std::string(datum->text));
}

/// [old, new]; [new] where there was none before.
std::optional<ChangedField> changed_field(Source& source, const Node& node, const FieldInfo& field) {
  const std::string name = fmt::format("'{}' of a change", field.key);
  const auto parts = source.document().children(node);
  if (!node.is_array() || parts.empty() || parts.size() > 2)
    return refuse_type(source, node, name, "a pair [old, new], or [new] where there was none");
  ChangedField changed{std::string(field.key), {}, {}};
  const auto last = changed_value(source, parts.back(), field, name);
  if (!last) return std::nullopt;
  changed.after = *last;
  if (parts.size() == 1) return changed;
  const auto first = changed_value(source, parts.front(), field, name);
  if (!first) return std::nullopt;
  changed.before = *first;
  return changed;
}

/// Empty when it does not say since when, or one of its values was refused; that was noted.
std::optional<Change> parse_change(Source& source, const Node& node, std::string_view own_name) {
  Change change;
  read_record(source, node, change, fmt::format("a change of {}", own_name));
  change.place = source.value_place(node);
  const Node* on = source.document().find(node, "on");
  const Node* why = source.document().find(node, "why");
  const bool is_why_refused = why && change.why.empty() && !(why->is(NodeKind::string) && why->string().empty());
  bool complete = on && on->is(NodeKind::date) && !is_why_refused;
  for (const Node& child : source.document().children(node)) {
    const auto* field = find_field<Change>(child.key());
    if (!field || field->assign) continue;
    auto changed = changed_field(source, child, *field);
    complete &= changed.has_value();
    if (changed) change.fields.push_back(std::move(*changed));
  }
  return complete ? std::optional(std::move(change)) : std::nullopt;
}

// --- the key result --------------------------------------------------------------------------------------------------

/// True when another report says why: a kind that was refused, or a misspelt key that would have told it.
bool is_explained(Source& source, const Node& table, const KeyResult& kr) {
  const auto known = known_keys<KeyResult>();
  if (kr.gives("kind") || is_needed_misspelt(source, table, "kind", known)) return true;
  return std::ranges::any_of(kind_keys(),
                             [&](const KindKey& one) { return is_needed_misspelt(source, table, one.key, known); });
}

void settle_kind(Source& source, const Node& table, std::string_view own_name, KeyResult& kr) {
  const auto kind = kind_from_keys(kr);
  kr.kind_known = kind.has_value();
  if (!kind) {
    const bool is_refused = is_explained(source, table, kr);
    (is_refused ? kr.faulty : kr.unfinished) = true;
    if (!is_refused)
      source.report(Code::E118, table.key_span(), fmt::format("the kind of {} cannot be told", own_name),
                    "add target, min or max, steps, rubric, or kind = \"done\"");
    return;
  }
  kr.kind = *kind;
  for (const Node& node : source.document().children(table))
    if (const auto* field = find_field<KeyResult>(node.key()); field && !(field->kinds & kind_bit(kr.kind))) {
      report_key_of_other_kind(source, node, own_name, *field, kr.kind);
      if (field->copy) field->copy(kr, KeyResult());  // what is no key of it decides nothing
    }
}

/// A KPI feeds what is measured; steps, yes or no and grades are said by people.
constexpr KindSet fed_kinds = static_cast<KindSet>(kind_bit(Kind::number) | kind_bit(Kind::sum) | kind_bit(Kind::hold) |
                                                   kind_bit(Kind::percent) | kind_bit(Kind::measure));

/// Keys that each may stand, but not beside the other, or not with this kind (E113).
void check_contradictions(Source& source, const Node& table, std::string_view own_name, KeyResult& kr) {
  const Document& document = source.document();
  if (const Node* kpi = document.find(table, "kpi"); kpi && !(fed_kinds & kind_bit(kr.kind))) {
    source.report(Code::E113, kpi->key_span(),
                  fmt::format("kpi does not go with kind {} of {}", word(kr.kind), own_name),
                  "a KPI feeds number, sum, hold, percent and measure: leave kpi out, or give a target, min or max");
    kr.faulty = true;
  }
  if (const Node* change = document.find(table, "change"); change && kr.gives("target")) {
    source.report(Code::E113, change->key_span(), fmt::format("{} has a target and a change", own_name),
                  "the target counts: leave one of the two out");
    kr.faulty = true;
  }
}

void require_kind_keys(Source& source, const Node& table, std::string_view own_name, KeyResult& kr) {
  const auto require = [&](bool given, std::string_view key) {
    if (given) return;
    const bool is_refused = is_needed_misspelt(source, table, key, known_keys<KeyResult>());
    if (!is_refused) report_missing_key(source, table, own_name, *find_field<KeyResult>(key));
    (is_refused ? kr.faulty : kr.unfinished) = true;
  };
  switch (kr.kind) {
    case Kind::number:
    case Kind::sum: return require(kr.gives("target") || kr.gives("change"), "target");
    case Kind::hold: return require(kr.gives("min") || kr.gives("max"), "max");
    case Kind::milestones: return require(kr.gives("steps"), "steps");
    case Kind::graded: return require(kr.gives("rubric"), "rubric");
    case Kind::percent:
    case Kind::done:
    case Kind::measure: return;
  }
}

void parse_lists(Source& source, const Node& table, std::string_view own_name, KeyResult& kr) {
  const Document& document = source.document();
  if (const Node* steps = document.find(table, "steps")) parse_steps(source, *steps, own_name, kr);
  if (const Node* plan = document.find(table, "plan")) parse_plan(source, *plan, own_name, kr);
  if (const Node* initiatives = document.find(table, "initiatives"))
    kr.faulty |= !parse_initiatives(source, *initiatives, own_name, kr.initiatives);
  const Node* changes = document.find(table, "changes");
  if (!changes) return;
  kr.changes = parse_changes(source, *changes, own_name);
  kr.faulty |= kr.changes.size() != changes->child_count();
}

}  // namespace

bool parse_initiatives(Source& source, const Node& list, std::string_view own_name, std::vector<Initiative>& to) {
  if (!list.is_array()) {
    report_type(source, list, Mention("initiatives", own_name), to_string(Shape::initiatives));
    return false;
  }
  bool complete = true;
  for (const Node& node : source.document().children(list)) {
    Initiative initiative;
    const std::string name = fmt::format("an initiative of {}", own_name);
    if (node.is_table())
      read_record(source, node, initiative, name);
    else if (const auto title = title_of(source, node, name))
      initiative.title = std::string(*title);
    initiative.place = source.value_place(node);
    complete &= !initiative.title.empty();
    to.push_back(std::move(initiative));
  }
  return complete;
}

std::vector<Change> parse_changes(Source& source, const Node& list, std::string_view own_name) {
  std::vector<Change> changes;
  if (!list.is_array()) {
    report_type(source, list, Mention("changes", own_name), to_string(Shape::changes));
    return changes;
  }
  for (const Node& node : source.document().children(list)) {
    if (!node.is_table()) {
      report_type(source, node, fmt::format("a change of {}", own_name),
                  "{ on = ..., why = ..., target = [old, new] }");
      continue;
    }
    if (auto change = parse_change(source, node, own_name)) changes.push_back(std::move(*change));
  }
  return changes;
}

KeyResult parse_key_result(Source& source, const Node& table, const ObjectiveId& objective) {
  KeyResult kr;
  kr.id = {objective, std::string(table.key())};
  const std::string own_name = fmt::format("key result '{}'", to_string(kr.id));
  read_record(source, table, kr, own_name);
  settle_kind(source, table, own_name, kr);
  if (kr.kind_known) {
    require_kind_keys(source, table, own_name, kr);
    check_contradictions(source, table, own_name, kr);
  }
  parse_lists(source, table, own_name, kr);
  return kr;
}

}  // namespace okr::store
