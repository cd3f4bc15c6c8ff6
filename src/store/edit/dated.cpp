// SPDX-License-Identifier: MIT
// Edits of tables whose keys are days or periods, as [readings]; and of values at a place no path of keys leads to.
#include "store/edit/proof.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <optional>
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

/// The way from the root to a node: which child, level by level.
using Steps = std::vector<std::size_t>;

enum class Part { key, value, any };

bool begins_at(const Document& document, const Node& node, Part part, LineColumn place) {
  const bool has_key = part != Part::value && node.key_span().end != 0;
  const bool has_value = part != Part::key && !node.is_table();
  return (has_key && document.place(node.key_span().begin) == place) ||
         (has_value && document.place(node.value_span().begin) == place);
}

/// Adds the way to the innermost node that begins there; false where there is none.
bool reach(const Document& document, const Node& parent, Part part, LineColumn place, Steps& steps) {
  const auto children = document.children(parent);
  for (std::size_t at = 0; at < children.size(); ++at) {
    steps.push_back(at);
    if (reach(document, children[at], part, place, steps) || begins_at(document, children[at], part, place))
      return true;
    steps.pop_back();
  }
  return false;
}

/// The keys on the way; nothing where it leads into a list.
std::optional<KeyPath> keys_of(const Document& document, const Steps& steps) {
  KeyPath path;
  const Node* node = &document.root();
  for (const std::size_t step : steps) {
    if (node->is_array()) return std::nullopt;
    node = &document.children(*node)[step];
    path.emplace_back(node->key());
  }
  return path;
}

const Node& node_at(const Document& document, const Steps& steps) {
  const Node* node = &document.root();
  for (const std::size_t step : steps) node = &document.children(*node)[step];
  return *node;
}

/// True when the two hold the same but for what lies at the end of the way, whose siblings keep their order and keys.
bool same_beside(const Document& before, const Document& after, const Steps& steps) {
  const Node* left = &before.root();
  const Node* right = &after.root();
  for (std::size_t depth = 0; depth < steps.size(); ++depth) {
    if (left->kind() != right->kind() || left->child_count() != right->child_count()) return false;
    const auto olds = before.children(*left);
    const auto news = after.children(*right);
    const bool is_last = depth + 1 == steps.size();
    for (std::size_t at = 0; at < olds.size(); ++at) {
      if (at == steps[depth]) continue;
      if (olds[at].key() != news[at].key() || !same_content(before, olds[at], after, news[at])) return false;
    }
    left = &olds[steps[depth]];
    right = &news[steps[depth]];
    if (!is_last && left->key() != right->key()) return false;
  }
  return true;
}

/// The text with these bytes where the part stood, and the document it becomes.
struct Edited {
  std::string text;
  Document document;
};

Result<Edited> edited(const Document& before, Span span, std::string_view bytes) {
  std::string text(before.text());
  text.replace(span.begin, span.end - span.begin, bytes);
  auto document = Document::parse(text);
  if (!document) return cannot_hold("this change", document.error());
  return Edited{std::move(text), std::move(*document)};
}

Result<Document> opened(std::string_view text) {
  auto document = Document::parse(std::string(text));
  if (!document) return data_failure("the file is no TOML: " + document.error().message);
  return std::move(*document);
}

tl::unexpected<Error> nothing_there(LineColumn place) {
  return data_failure(fmt::format("nothing begins at {}:{}", place.line, place.column));
}

}  // namespace

std::optional<KeyPath> path_at(std::string_view text, std::uint32_t line, std::uint32_t column) {
  const auto document = Document::parse(std::string(text));
  Steps steps;
  if (!document || !reach(*document, document->root(), Part::any, {line, column}, steps)) return std::nullopt;
  return keys_of(*document, steps);
}

Result<std::string> set_value_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                 std::string_view value) {
  TRY_ASSIGN(const auto before, opened(text));
  TRY_ASSIGN(const auto read, read_value(value));
  Steps steps;
  if (!reach(before, before.root(), Part::value, {line, column}, steps)) return nothing_there({line, column});
  const Node& old = node_at(before, steps);
  TRY_ASSIGN(auto after, edited(before, old.value_span(), value));
  if (!same_beside(before, after.document, steps)) return changes_more("the change");
  const Node& now = node_at(after.document, steps);
  if (now.key() != old.key() || !same_content(read.document, read.node(), after.document, now))
    return changes_more("the change");
  return std::move(after.text);
}

Result<std::string> rename_key_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                  std::string_view new_key) {
  TRY_ASSIGN(const auto before, opened(text));
  Steps steps;
  if (!reach(before, before.root(), Part::key, {line, column}, steps)) return nothing_there({line, column});
  const Node& old = node_at(before, steps);
  TRY_ASSIGN(auto after, edited(before, old.key_span(), requoted(before.text(old.key_span()), new_key)));
  if (!same_beside(before, after.document, steps)) return changes_more("the change");
  const Node& now = node_at(after.document, steps);
  if (now.key() != new_key || !same_content(before, old, after.document, now)) return changes_more("the change");
  return std::move(after.text);
}

}  // namespace okr::store
