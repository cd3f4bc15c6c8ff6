// SPDX-License-Identifier: MIT
// One value that both sides changed: tables are joined by key and lists by entry, anything else is a conflict.
#include "store/merge/parts.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/core.h>

#include "okr/store/toml_text.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

constexpr Decision disagreement{false, std::nullopt};

/// A key or an entry of a value, under the name it has among the others.
struct ValuePart {
  std::string name;
  std::string text;
};

/// The parts of a value in their order, and each by its name.
class ValueParts {
 public:
  /// Of two with one name the first is found by it.
  void add(std::string name, std::string_view text) {
    places_.emplace(name, all_.size());
    all_.push_back({std::move(name), std::string(text)});
  }

  bool has(const std::string& name) const { return places_.contains(name); }

  /// Null where no part has the name.
  const std::string* text_of(const std::string& name) const {
    const auto found = places_.find(name);
    return found == places_.end() ? nullptr : &all_[found->second].text;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const ValuePart& part : all_) names.push_back(part.name);
    return names;
  }

  const std::vector<ValuePart>& all() const { return all_; }

 private:
  std::vector<ValuePart> all_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// The same value three times, read.
struct ReadSides {
  std::optional<ReadValue> base, ours, theirs;
};

std::optional<ReadValue> read(const std::string* text) {
  if (text == nullptr) return std::nullopt;
  auto value = read_value(*text);
  return value ? std::optional(std::move(*value)) : std::nullopt;
}

ReadSides read_sides(const Sides<std::string>& sides) {
  return {read(sides.base), read(sides.ours), read(sides.theirs)};
}

Sides<Node> nodes(const ReadSides& values) {
  return {values.base ? &values.base->node() : nullptr, &values.ours->node(), &values.theirs->node()};
}

bool is_table(const std::optional<ReadValue>& value) { return value && value->node().is_table(); }
bool is_list(const std::optional<ReadValue>& value) { return value && value->node().is_array(); }

// --- tables ----------------------------------------------------------------------------------------------------------

/// The keys of an inline table; nothing where one is dotted, so that its value stands in no one place.
std::optional<ValueParts> keys_of(const std::optional<ReadValue>& table) {
  ValueParts keys;
  if (!table) return keys;
  for (const Node& child : table->document.children(table->node())) {
    if (child.is_table() && child.form() != TableForm::inline_table) return std::nullopt;
    keys.add(std::string(child.key()), table->document.text(child.value_span()));
  }
  return keys;
}

Result<std::string> with_key(const std::string& text, const std::string& key, const std::optional<std::string>& value) {
  const KeyPath path{"v", key};
  if (value) return put_value(text, path, *value);
  return value_text(text, path) ? remove_key(text, path) : Result<std::string>(text);
}

Decision joined_tables(const ValuePlace& place, const Sides<std::string>& sides, const ReadSides& values) {
  const auto base = keys_of(values.base), ours = keys_of(values.ours), theirs = keys_of(values.theirs);
  if (!base || !ours || !theirs) return disagreement;
  std::string text = "v = " + *sides.ours + "\n";
  for (const std::string& key : joined_order(base->names(), ours->names(), theirs->names())) {
    ValuePlace inner = place;
    inner.path.push_back(key);
    const auto one = decided(inner, {base->text_of(key), ours->text_of(key), theirs->text_of(key)});
    if (!one.agrees) return disagreement;
    auto changed = with_key(text, key, one.value);
    if (!changed) return disagreement;
    text = std::move(*changed);
  }
  auto value = value_text(text, {"v"});
  return value ? Decision{true, std::move(*value)} : disagreement;
}

/// A bare value as the table it stands for.
std::string in_braces(const std::string& value) { return fmt::format("{{ value = {} }}", value); }

Decision joined_with_braces(const ValuePlace& place, const Sides<std::string>& sides, const ReadSides& values) {
  const auto braced = [](const std::string* text, const std::optional<ReadValue>& value) {
    return text == nullptr || is_table(value) ? text : nullptr;
  };
  std::string base, ours, theirs;
  const auto made = [](const std::string* kept, const std::string* text, std::string& place) {
    if (kept != nullptr || text == nullptr) return kept;
    place = in_braces(*text);
    return static_cast<const std::string*>(&place);
  };
  const Sides<std::string> all{made(braced(sides.base, values.base), sides.base, base),
                               made(braced(sides.ours, values.ours), sides.ours, ours),
                               made(braced(sides.theirs, values.theirs), sides.theirs, theirs)};
  return joined_tables(place, all, read_sides(all));
}

// --- lists -----------------------------------------------------------------------------------------------------------

/// The entries of a list; of what is no list yet (the only reading of a day) the value itself.
ValueParts entries_of(const std::optional<ReadValue>& list) {
  ValueParts entries;
  if (!list) return entries;
  std::unordered_map<std::string, int> counts;
  const auto add = [&](const Node& entry) {
    std::string name = name_of_entry(list->document, entry);
    const int again = counts[name]++;  // the same once more
    if (again > 0) name += '\0' + std::to_string(again);
    entries.add(std::move(name), list->document.text(entry.value_span()));
  };
  if (!list->node().is_array())
    add(list->node());
  else
    for (const Node& entry : list->document.children(list->node())) add(entry);
  return entries;
}

/// The day of an entry of `changes`, which has no name but its text.
std::optional<Date> day_of_change(std::string_view entry) {
  const auto value = read_value(entry.substr(0, entry.find('\0')));
  const Node* const on = value && value->node().is_table() ? value->document.find(value->node(), "on") : nullptr;
  return on != nullptr && on->is(NodeKind::date) ? std::optional(on->date()) : std::nullopt;
}

/// Both put something else in the place of what both took away.
bool is_replaced_twice(const ValueParts& base, const ValueParts& ours, const ValueParts& theirs) {
  const auto is_new = [&](const ValueParts& other) {
    return [&](const ValuePart& part) { return !base.has(part.name) && !other.has(part.name); };
  };
  const bool both_took = std::ranges::any_of(
      base.all(), [&](const ValuePart& part) { return !ours.has(part.name) && !theirs.has(part.name); });
  return both_took && std::ranges::any_of(ours.all(), is_new(theirs)) &&
         std::ranges::any_of(theirs.all(), is_new(ours));
}

/// Both added the same amount, which is then the same one, or not: nobody but a person can tell.
bool is_doubtful(const ValueParts& base, const ValueParts& ours, const ValueParts& theirs) {
  return std::ranges::any_of(ours.all(),
                             [&](const ValuePart& part) { return !base.has(part.name) && theirs.has(part.name); });
}

Decision joined_lists(const ValuePlace& place, const Sides<std::string>& sides, const ReadSides& values) {
  const auto base = entries_of(values.base), ours = entries_of(values.ours), theirs = entries_of(values.theirs);
  if (is_replaced_twice(base, ours, theirs)) return disagreement;
  if (are_amounts(place.path, nodes(values)) && is_doubtful(base, ours, theirs)) return disagreement;
  std::vector<std::string> joined;
  const bool is_dated = place.path.back() == "changes";
  for (const std::string& name :
       joined_order(base.names(), ours.names(), theirs.names(), is_dated ? day_of_change : nullptr)) {
    const auto one = decided(place, {base.text_of(name), ours.text_of(name), theirs.text_of(name)});
    if (!one.agrees) return disagreement;
    if (one.value) joined.push_back(*one.value);
  }
  const std::string& ours_as_list = is_list(values.ours) ? *sides.ours : "[" + *sides.ours + "]";
  const auto text = set_list("v = " + ours_as_list + "\n", {"v"}, toml_list(joined));
  if (!text) return disagreement;
  auto value = value_text(*text, {"v"});
  return value ? Decision{true, std::move(*value)} : disagreement;
}

bool are_joinable(const ValuePlace& place, const ReadSides& values) {
  const bool has_list = is_list(values.ours) || is_list(values.theirs);
  if (are_amounts(place.path, nodes(values))) return !is_table(values.base) && (has_list || place.joins_readings);
  if (!is_list(values.ours) || !is_list(values.theirs)) return false;
  const auto is_set = [&](const ReadValue& value) { return !is_one_value(value.document, value.node(), place.path); };
  return is_set(*values.ours) && is_set(*values.theirs) && !is_table(values.base);
}

// --- one value -------------------------------------------------------------------------------------------------------

Decision joined_value(const ValuePlace& place, const Sides<std::string>& sides) {
  const ReadSides values = read_sides(sides);
  if (!values.ours || !values.theirs) return disagreement;
  const Node& ours = values.ours->node();
  const Node& theirs = values.theirs->node();
  if (is_stamp(place.path, ours, theirs))
    return {true, ours.second_of_day() >= theirs.second_of_day() ? *sides.ours : *sides.theirs};
  if (are_joinable(place, values)) return joined_lists(place, sides, values);
  if (ours.is_table() && theirs.is_table()) return joined_with_braces(place, sides, values);
  const bool is_braced =
      is_table_with_value(values.ours->document, ours) || is_table_with_value(values.theirs->document, theirs);
  return is_braced ? joined_with_braces(place, sides, values) : disagreement;
}

}  // namespace

bool same_value(const Document& a, const Node& left, const Document& b, const Node& right) {
  if (left.is_numeric() && right.is_numeric() && left.kind() != right.kind()) return left.number() == right.number();
  return same_content(a, left, b, right);
}

bool same_value(const std::string& left, const std::string& right) {
  if (left == right) return true;
  const auto a = read_value(left), b = read_value(right);
  return a && b && same_value(a->document, a->node(), b->document, b->node());
}

Decision decided(const ValuePlace& place, const Sides<std::string>& sides) {
  const std::string* left = sides.ours != nullptr ? sides.ours : sides.theirs;
  if (left == nullptr) return {};
  if (sides.ours == nullptr || sides.theirs == nullptr) {
    if (sides.base == nullptr) return {true, *left};
    return {same_value(*sides.base, *left), std::nullopt};
  }
  if (same_value(*sides.ours, *sides.theirs))
    return {true, sides.base && *sides.base == *sides.ours ? *sides.theirs : *sides.ours};
  if (sides.base != nullptr && same_value(*sides.base, *sides.ours)) return {true, *sides.theirs};
  if (sides.base != nullptr && same_value(*sides.base, *sides.theirs)) return {true, *sides.ours};
  return joined_value(place, sides);
}

std::string name_of_entry(const Document& document, const Node& entry) {
  if (entry.is(NodeKind::string)) return std::string(entry.string());
  if (entry.is_array() && entry.child_count() > 0) return name_of_entry(document, document.children(entry).front());
  if (entry.is_table()) {
    for (const std::string_view key : {"id", "title", "name", "text"})
      if (const Node* known = document.find(entry, key); known != nullptr && known->is(NodeKind::string))
        return std::string(known->string());
  }
  return std::string(document.text(entry.value_span()));
}

bool are_amounts(const KeyPath& path, const Sides<Node>& nodes) {
  const auto is_amount = [](const Node& node) { return node.is_numeric() || node.is_array(); };
  return !path.empty() && path.front() == readings_table && is_amount(*nodes.ours) && is_amount(*nodes.theirs) &&
         (nodes.ours->is_array() || nodes.theirs->is_array() || nodes.base == nullptr);
}

bool is_one_value(const Document& document, const Node& list, const KeyPath& path) {
  if (!path.empty() && path.front() == "readings") return false;
  return std::ranges::any_of(document.children(list), &Node::is_numeric);
}

bool is_stamp(const KeyPath& path, const Node& ours, const Node& theirs) {
  return path.size() == 1 && path.front() == "at" && ours.is(NodeKind::time) && theirs.is(NodeKind::time);
}

bool is_table_with_value(const Document& document, const Node& node) {
  return node.is_table() && document.find(node, "value") != nullptr;
}

}  // namespace okr::store
