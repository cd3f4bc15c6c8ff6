// SPDX-License-Identifier: MIT
// Edits of tables whose keys are days or periods, as [readings]; and of values at a place no path of keys leads to.
#include "store/edit/proof.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::store {

DatedTable::DatedTable(const EditSource& source, std::string_view name, FiscalYear fiscal_year, Date Period::*day)
    : source_(source), name_(name), node_(source.document().find(source.document().root(), name)) {
  for (std::uint32_t index = 0; index < source_.count(); ++index) look_at(index, fiscal_year, day);
  std::ranges::stable_sort(neighbours_, {}, &Neighbour::day);
}

void DatedTable::look_at(std::uint32_t index, FiscalYear fiscal_year, Date Period::*day) {
  const Located& here = source_.located(index);
  const Statement& statement = source_.statement(index);
  if (statement.kind != StatementKind::key_value || here.reach != here.path.size()) return;
  if (here.path.front() != name_) return;
  if (here.path.size() == 1) braces_ = index;
  if (here.path.size() == 2) statements_.emplace(here.path.back(), index);
  // A line writes its day, alone or as the first part of `2026-08-03.value`.
  if (here.path.size() < 2 || here.own_from > 1 || statement.container != braces_) return;
  if (first_ == no_statement) first_ = index;
  if (const auto named = parse_period(here.path[1], fiscal_year)) neighbours_.push_back({named->period.*day, index});
}

std::uint32_t DatedTable::statement_of(const std::string& key) const {
  const auto known = statements_.find(key);
  return known == statements_.end() ? no_statement : known->second;
}

std::uint32_t DatedTable::last_not_later(Date day) const {
  const auto later = std::ranges::upper_bound(neighbours_, day, {}, &Neighbour::day);
  return later == neighbours_.begin() ? no_statement : std::prev(later)->statement;
}

/// As the neighbour writes it: `readings.2026-07` where it does.
std::string DatedTable::key_beside(std::uint32_t sibling, const std::string& key) const {
  if (source_.located(sibling).own_from > 0) return key;
  return fmt::format("{}.{}", source_.document().text(source_.part(sibling, 0)), key);
}

Splice DatedTable::behind_heading(std::uint32_t heading, std::span<const DatedLine> lines) const {
  const auto at = source_.statement(heading).value.end;
  std::string text;
  for (const DatedLine& line : lines)
    text += (text.empty() ? "" : source_.line_ending(at)) + source_.indentation(at) + line.key + " = " + line.value;
  return line_behind(source_, at, text);
}

Splice DatedTable::beside(std::uint32_t neighbour, std::span<const DatedLine> lines) const {
  const bool behind = neighbour != no_statement;
  const std::uint32_t sibling = behind ? neighbour : first_;
  const Statement& there = source_.statement(sibling);
  const auto at = behind ? there.value.end : there.key.begin;
  std::string text;
  for (const DatedLine& line : lines)
    text += (text.empty() ? "" : source_.line_ending(at)) +
            line_like(source_, sibling, key_beside(sibling, line.key), line.value);
  return behind ? line_behind(source_, at, text) : line_before(source_, at, text);
}

std::vector<Splice> DatedTable::between_braces(std::uint32_t neighbour, std::span<const DatedLine> lines) const {
  const std::vector<std::uint32_t> there = source_.items_of(braces_);
  std::vector<std::string> items;
  for (const DatedLine& line : lines) items.push_back(line.key + " = " + line.value);
  const auto at = std::ranges::find(there, neighbour);
  const std::size_t place = at == there.end() ? 0 : static_cast<std::size_t>(at - there.begin()) + 1;
  return with_items(source_, items_in_braces(source_, braces_), place, items);
}

Result<std::vector<Splice>> DatedTable::with(std::span<const DatedLine> lines) const {
  if (node_ == nullptr || !node_->is_table()) return data_failure(fmt::format("{} is no table", name_));
  const auto heading = source_.heading({name_});
  if (first_ == no_statement && braces_ == no_statement && heading == no_statement)
    return data_failure(fmt::format("{} cannot take a line", name_), fmt::format("add a [{}] heading", name_));
  std::vector<Splice> splices;
  for (auto rest = lines; !rest.empty();) {  // each run that has one neighbour in front of it is one splice
    const std::uint32_t neighbour = last_not_later(rest.front().day);
    std::size_t count = 1;
    while (count < rest.size() && last_not_later(rest[count].day) == neighbour) ++count;
    const auto run = rest.first(count);
    if (braces_ != no_statement)
      std::ranges::move(between_braces(neighbour, run), std::back_inserter(splices));
    else
      splices.push_back(first_ == no_statement ? behind_heading(heading, run) : beside(neighbour, run));
    rest = rest.subspan(count);
  }
  return with_endings(source_, std::move(splices));
}

Result<std::string> add_dated_key(std::string_view text, std::string_view table, std::string_view key,
                                  std::string_view value, FiscalYear fiscal_year) {
  const KeyPath path{std::string(table), std::string(key)};
  const auto named = parse_period(key, fiscal_year);
  if (!named) return usage_failure(fmt::format("'{}' is no date and no period", key));
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (source.document().find(path) != nullptr) return there_already(path);
  TRY_ASSIGN(const auto read, read_value(value));
  const DatedTable there(source, table, fiscal_year, &Period::first);
  const DatedLine line{named->period.first, toml_key(key), std::string(value)};
  auto splices = there.with(std::span(&line, 1));
  if (!splices) return add_key(text, {std::string(table)}, key, value);
  return proven(source, std::move(*splices), Intent{EditKind::added, path, &read.document, &read.node()});
}

// --- edits of what begins at a place, inside lists too, where no path of keys leads to it ----------------------------

namespace {

/// Another value or another name for what stands there.
struct NodeEdit {
  const Node* node = nullptr;
  std::optional<ReadValue> value;  ///< nothing: a name
  std::string text;                ///< the value, TOML, or the name
};

/// A node, and the keys that lead to it; nothing where the way goes through a list.
struct PlacedNode {
  const Node* node = nullptr;
  const Node* parent = nullptr;
  std::optional<KeyPath> path;
};

std::pair<std::uint32_t, std::uint32_t> numbers_of(LineColumn place) { return {place.line, place.column}; }

/// True where one place alone in the text writes it.
bool stands_once(const Node& node) {
  return node.is_table() ? node.form() == TableForm::inline_table : !node.is_array_of_headers();
}

}  // namespace

struct PlacedText::Inside {
  explicit Inside(EditSource source) : source(std::move(source)) { note(document().root(), KeyPath()); }

  const Document& document() const { return source.document(); }

  const PlacedNode* at(std::uint32_t line, std::uint32_t column) const {
    const auto found = nodes.find({line, column});
    return found == nodes.end() ? nullptr : &found->second;
  }

  bool begins_with_key(const Node& node, std::uint32_t line, std::uint32_t column) const {
    return node.key_span().end != 0 && document().place(node.key_span().begin) == LineColumn{line, column};
  }

  /// False where it would overlap another one.
  bool add(Span span, NodeEdit edit) {
    const auto behind = edits.lower_bound(span.end);
    if (behind != edits.begin() && span_of(std::prev(behind)->second).end > span.begin) return false;
    return edits.emplace(span.begin, std::move(edit)).second;
  }

  static Span span_of(const NodeEdit& edit) { return edit.value ? edit.node->value_span() : edit.node->key_span(); }

  /// True when `after` is the text with these edits and nothing else; what is edited keeps its place among the others.
  bool agrees(const Document& after) const {
    std::unordered_map<const Node*, const NodeEdit*> edited;
    for (const auto& [begin, edit] : edits) edited.emplace(edit.node, &edit);
    return agrees(document().root(), after, after.root(), edited);
  }

  EditSource source;
  std::map<std::pair<std::uint32_t, std::uint32_t>, PlacedNode> nodes;  ///< by line and column
  std::map<std::uint32_t, NodeEdit> edits;                              ///< by where they begin
  std::set<std::pair<const Node*, std::string>> names;                  ///< that keys of a table get

 private:
  using Edited = std::unordered_map<const Node*, const NodeEdit*>;

  /// What lies within first: of two that begin at one place that is meant.
  void note(const Node& parent, const std::optional<KeyPath>& path) {
    for (const Node& node : document().children(parent)) {
      std::optional<KeyPath> inside = parent.is_array() ? std::nullopt : path;
      if (inside) inside->emplace_back(node.key());
      note(node, inside);
      const PlacedNode placed{&node, &parent, std::move(inside)};
      if (node.key_span().end != 0) nodes.emplace(numbers_of(document().place(node.key_span().begin)), placed);
      if (!node.is_table()) nodes.emplace(numbers_of(document().place(node.value_span().begin)), placed);
    }
  }

  bool agrees(const Node& old, const Document& after, const Node& now, const Edited& edited) const {
    const auto edit = edited.find(&old);
    const bool has_name = edit != edited.end() && !edit->second->value;
    if (now.key() != (has_name ? std::string_view(edit->second->text) : old.key())) return false;
    if (edit != edited.end() && edit->second->value)
      return same_content(edit->second->value->document, edit->second->value->node(), after, now);
    if (old.child_count() == 0 || old.child_count() != now.child_count() || old.kind() != now.kind())
      return same_content(document(), old, after, now);
    const auto olds = document().children(old), news = after.children(now);
    for (std::size_t at = 0; at < olds.size(); ++at)
      if (!agrees(olds[at], after, news[at], edited)) return false;
    return true;
  }
};

PlacedText::PlacedText(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
PlacedText::PlacedText(PlacedText&&) noexcept = default;
PlacedText& PlacedText::operator=(PlacedText&&) noexcept = default;
PlacedText::~PlacedText() = default;

Result<PlacedText> PlacedText::open(std::string_view text) {
  TRY_ASSIGN(auto source, EditSource::open(text));
  return PlacedText(std::make_unique<Inside>(std::move(source)));
}

std::optional<KeyPath> PlacedText::path_at(std::uint32_t line, std::uint32_t column) const {
  const PlacedNode* placed = inside_->at(line, column);
  return placed ? placed->path : std::nullopt;
}

bool PlacedText::set_value_at(std::uint32_t line, std::uint32_t column, std::string_view value) {
  const PlacedNode* placed = inside_->at(line, column);
  if (placed == nullptr) return false;
  const Node* inner = placed->node->is_table() ? inside_->document().find(*placed->node, "value") : nullptr;
  const Node& node = inner ? *inner : *placed->node;
  auto read = read_value(value);
  return stands_once(node) && read && inside_->add(node.value_span(), {&node, std::move(*read), std::string(value)});
}

bool PlacedText::rename_key_at(std::uint32_t line, std::uint32_t column, std::string_view new_key) {
  const PlacedNode* placed = inside_->at(line, column);
  if (placed == nullptr || !inside_->begins_with_key(*placed->node, line, column)) return false;
  const bool is_taken = inside_->document().find(*placed->parent, new_key) != nullptr;
  if (is_taken || !stands_once(*placed->node) || !inside_->names.emplace(placed->parent, new_key).second) return false;
  return inside_->add(placed->node->key_span(), {placed->node, std::nullopt, std::string(new_key)});
}

Result<std::string> PlacedText::whole() const {
  const EditSource& source = inside_->source;
  std::vector<Splice> splices;
  for (const auto& [begin, edit] : inside_->edits) {
    const Span span = Inside::span_of(edit);
    splices.push_back({span, edit.value ? edit.text : requoted(source.document().text(span), edit.text)});
  }
  std::string text = spliced(source.text(), with_endings(source, std::move(splices)));
  const auto after = Document::parse(text);
  if (!after) return cannot_hold("these changes", after.error());
  if (!inside_->agrees(*after)) return changes_more("these changes");
  return text;
}

std::optional<KeyPath> path_at(std::string_view text, std::uint32_t line, std::uint32_t column) {
  const auto placed = PlacedText::open(text);
  return placed ? placed->path_at(line, column) : std::nullopt;
}

}  // namespace okr::store
