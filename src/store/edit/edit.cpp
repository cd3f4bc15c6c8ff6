// SPDX-License-Identifier: MIT
// Keys: setting, adding, removing, renaming; lists. Headings are in tables.cpp, readings in readings.cpp.
#include "okr/store/edit.hpp"

#include <fmt/core.h>
#include <algorithm>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/comment_lines.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

/// A value that stands in one place: not a heading, not made of dotted keys.
bool is_written_once(const Node& node) {
  if (node.is_table()) return node.form() == TableForm::inline_table;
  return !node.is_array_of_headers();
}

Result<const Node*> value_at(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  if (node == nullptr) return not_there(path);
  if (is_written_once(*node)) return node;
  return data_failure(fmt::format("{} is a table of its own, not a value", shown_path(path)));
}

KeyPath joined(KeyPath path, std::string_view key) {
  path.emplace_back(key);
  return path;
}

/// The key of a new sibling as the statement beside it would write it: its own parts up to the table, then the key.
std::string dotted_beside(const EditSource& source, std::uint32_t sibling, const KeyPath& table, std::string_view key) {
  std::string written;
  const auto own_from = source.located(sibling).own_from;
  if (own_from < table.size()) {
    const auto first = source.part(sibling, 0);
    const auto last = source.part(sibling, table.size() - own_from - 1);
    written = std::string(source.document().text(Span{first.begin, last.end})) + ".";
  }
  return written + toml_key(key);
}

/// The last statement that writes something of a table made of dotted keys.
std::uint32_t last_defining(const EditSource& source, const KeyPath& table) {
  std::uint32_t last = no_statement;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    if (source.statement(index).kind == StatementKind::key_value && source.defines(index, table) &&
        source.located(index).own_from < table.size()) {
      last = index;
    }
  }
  // What the statement holds between braces defines the table too; the statement itself is the place.
  while (last != no_statement && source.statement(last).container != no_statement &&
         source.located(source.statement(last).container).path.size() > table.size()) {
    last = source.statement(last).container;
  }
  return last;
}

std::vector<Splice> beside(const EditSource& source, std::uint32_t sibling, const std::string& key,
                           std::string_view value) {
  const auto container = source.statement(sibling).container;
  if (container == no_statement)
    return {line_behind(source, source.statement(sibling).value.end, line_like(source, sibling, key, value))};
  return with_item(source, items_in_braces(source, container), key + " = " + std::string(value));
}

std::vector<Splice> below_heading(const EditSource& source, std::uint32_t heading, const std::string& key,
                                  std::string_view value) {
  const auto last = source.last_key_under(heading);
  if (last != no_statement) return beside(source, last, key, value);
  const auto line = key + " = " + std::string(value);
  if (heading == no_statement) return {first_line(source, line)};
  const auto at = source.statement(heading).value.end;
  return {line_behind(source, at, indented_line(line, source.indentation(at)))};
}

std::vector<Splice> without_statement(const EditSource& source, std::uint32_t index) {
  const Statement& here = source.statement(index);
  if (here.container == no_statement) return {without_lines(source, here.key.begin, here.value.end)};
  const auto items = source.items_of(here.container);
  std::size_t place = 0;
  while (items[place] != index) ++place;
  return without_item(source, items_in_braces(source, here.container), place);
}

/// The text without what writes a table made of dotted keys: lines of their own, or items between braces. One after the
/// other, so that each finds the text that the last one left. Errors of kind data: a heading writes something of it too.
Result<std::string> without_dotted(std::string text, const KeyPath& path) {
  while (true) {
    TRY_ASSIGN(const auto source, EditSource::open(text));
    std::uint32_t index = 0;
    while (index < source.count() && !source.defines(index, path)) ++index;
    if (index == source.count()) return text;
    if (source.statement(index).kind != StatementKind::key_value)
      return data_failure(fmt::format("{} is written in several places", shown_path(path)), "take it away by hand");
    text = spliced(text, without_statement(source, index));
  }
}

}  // namespace

Result<std::vector<Splice>> place_for_key(const EditSource& source, const KeyPath& table, std::string_view key,
                                          std::string_view value) {
  const Node* node = source.document().find(table);
  if (node == nullptr) return not_there(table);
  if (!node->is_table()) return data_failure(fmt::format("{} is no table", shown_path(table)));
  switch (node->form()) {
    case TableForm::root: return below_heading(source, no_statement, toml_key(key), value);
    case TableForm::header: return below_heading(source, source.heading(table), toml_key(key), value);
    case TableForm::inline_table: {
      const auto container = source.key_value(table);
      if (container == no_statement) return not_there(table);
      return with_item(source, items_in_braces(source, container), toml_key(key) + " = " + std::string(value));
    }
    case TableForm::dotted: {
      const auto sibling = last_defining(source, table);
      if (sibling == no_statement) return not_there(table);
      return beside(source, sibling, dotted_beside(source, sibling, table, key), value);
    }
    case TableForm::implicit:
    case TableForm::array_element: break;
  }
  return data_failure(fmt::format("{} cannot take a key", shown_path(table)));
}

bool is_list_of_headings(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  return node != nullptr && node->is_array_of_headers();
}

Result<ItemList> bracketed_list(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  if (node == nullptr) return not_there(path);
  if (!node->is_array() || node->is_array_of_headers())
    return data_failure(fmt::format("{} is no list", shown_path(path)));
  ItemList list;
  list.brackets = node->value_span();
  for (const Node& element : source.document().children(*node)) list.items.push_back(element.value_span());
  return list;
}

std::string meaning_of(const Document& document, const Node& node) {
  if (node.is_numeric()) return fmt::format("{}", node.number() + 0.0);  // -0.0 is 0
  if (node.is(NodeKind::string)) return toml_line_string(node.string());
  if (!node.is_table() && !node.is_array()) return std::string(document.text(node.value_span()));
  std::vector<std::string> inside;
  for (const Node& child : document.children(node)) {
    const std::string key = node.is_table() ? toml_line_string(child.key()) + " = " : std::string();
    inside.push_back(key + meaning_of(document, child));
  }
  if (node.is_array()) return "[" + join(inside, ", ") + "]";
  std::ranges::sort(inside);
  return "{" + join(inside, ", ") + "}";
}

struct ValueTexts::Inside {
  EditSource source;
};

Result<ValueTexts> ValueTexts::read(std::string_view text) {
  TRY_ASSIGN(auto source, EditSource::open(text));
  ValueTexts texts;
  texts.inside_ = std::make_shared<const Inside>(Inside{std::move(source)});
  return texts;
}

Result<std::string> ValueTexts::of(const KeyPath& path) const {
  TRY_ASSIGN(const auto node, value_at(inside_->source, path));
  return std::string(inside_->source.document().text(node->value_span()));
}

Result<std::string> ValueTexts::in_any_form(const KeyPath& path) const {
  auto written = of(path);
  return written ? written : on_one_line(path);
}

std::vector<std::string> ValueTexts::keys(const KeyPath& table) const {
  const Document& document = inside_->source.document();
  const Node* node = document.find(table);
  std::vector<std::string> keys;
  if (node == nullptr || !node->is_table()) return keys;
  for (const Node& child : document.children(*node)) keys.emplace_back(child.key());
  return keys;
}

Result<std::string> ValueTexts::on_one_line(const KeyPath& path) const {
  const Document& document = inside_->source.document();
  const Node* node = document.find(path);
  if (node == nullptr) return not_there(path);
  return store::on_one_line(document, *node);
}

Result<std::string> on_one_line(std::string_view value) {
  TRY_ASSIGN(const auto read, read_value(value));
  return on_one_line(read.document, read.node());
}

Result<std::string> value_text(std::string_view text, const KeyPath& path) {
  TRY_ASSIGN(const auto texts, ValueTexts::read(text));
  return texts.of(path);
}

Result<std::string> set_value(std::string_view text, const KeyPath& path, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  TRY_ASSIGN(const auto node, value_at(source, path));
  TRY_ASSIGN(const auto read, read_value(value));
  std::vector<Splice> splices{Splice{node->value_span(), std::string(value)}};
  const bool has_own_ends = value.find("\r\n") != std::string_view::npos;
  return proven(source, has_own_ends ? std::move(splices) : with_endings(source, std::move(splices)),
                Intent{EditKind::changed, path, &read.document, &read.node()});
}

Result<std::string> add_key(std::string_view text, const KeyPath& table, std::string_view key, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  const auto path = joined(table, key);
  if (source.document().find(path) != nullptr) return there_already(path);
  TRY_ASSIGN(const auto read, read_value(value));
  const Node* node = source.document().find(table);
  if (node != nullptr && node->is_table() && node->form() == TableForm::implicit)
    return add_table(text, table, toml_key(key) + " = " + std::string(value));
  TRY_ASSIGN(auto splices, place_for_key(source, table, key, value));
  return proven(source, with_endings(source, std::move(splices)),
                Intent{EditKind::added, path, &read.document, &read.node()});
}

Result<std::string> add_dotted_key(std::string_view text, const KeyPath& path, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (source.document().find(path) != nullptr) return there_already(path);
  TRY_ASSIGN(const auto read, read_value(value));
  return proven(source, with_endings(source, below_heading(source, no_statement, toml_key(path), value)),
                Intent{EditKind::added, path, &read.document, &read.node()});
}

Result<std::string> put_value(std::string_view text, const KeyPath& path, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (path.empty()) return not_there(path);
  if (source.document().find(path) != nullptr) return set_value(text, path, value);
  return add_key(text, KeyPath(path.begin(), path.end() - 1), path.back(), value);
}

bool is_there(std::string_view text, const KeyPath& path) {
  const auto document = Document::parse(std::string(text));
  return document && document->find(path) != nullptr;
}

bool same_value(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const auto left = read_value(a);
  const auto right = read_value(b);
  return left && right && meaning_of(left->document, left->node()) == meaning_of(right->document, right->node());
}

Result<std::string> remove_key(std::string_view text, const KeyPath& path) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  const Node* node = source.document().find(path);
  if (node == nullptr) return not_there(path);
  if (node->is_table() && node->form() == TableForm::dotted) {
    TRY_ASSIGN(auto without, without_dotted(std::string(text), path));
    const Span all{0, static_cast<std::uint32_t>(text.size())};
    return proven(source, {Splice{all, std::move(without)}}, Intent{EditKind::removed, path});
  }
  if (!is_written_once(*node)) return remove_table(text, path);
  const auto index = source.key_value(path);
  if (index == no_statement) return not_there(path);
  return proven(source, without_statement(source, index), Intent{EditKind::removed, path});
}

std::vector<std::string> comments_gone(std::string_view before, std::string_view after) {
  return added_comments(comments_in(after), comments_in(before));
}

std::string with_comments_kept(std::string_view before, std::string after) {
  const TextLines gone = comments_gone(before, after);
  if (gone.empty()) return after;
  const std::string ending = before.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
  if (!after.empty() && !after.ends_with('\n')) after += ending;
  const auto same = static_cast<std::size_t>(std::ranges::mismatch(before, after).in2 - after.begin());
  const std::size_t place = same == 0 ? 0 : after.rfind('\n', same - 1) + 1;
  const std::size_t above = place < 2 ? 0 : after.rfind('\n', place - 2) + 1;
  const bool goes_on = place == 0 || after[above] == '#';  // the comment above was of the same
  return after.insert(place, (goes_on ? "" : ending) + join(gone, ending) + ending);
}

Result<std::string> rename_key(std::string_view text, const KeyPath& path, std::string_view new_key) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (path.empty() || source.document().find(path) == nullptr) return not_there(path);
  if (path.back() == new_key) return std::string(text);
  const auto new_path = joined(KeyPath(path.begin(), path.end() - 1), new_key);
  if (source.document().find(new_path) != nullptr) return there_already(new_path);
  std::vector<Splice> splices;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    const auto own_from = source.located(index).own_from;
    if (!source.defines(index, path) || own_from >= path.size()) continue;
    const auto part = source.part(index, path.size() - 1 - own_from);
    splices.push_back(Splice{part, requoted(source.document().text(part), new_key)});
  }
  return proven(source, std::move(splices), Intent{EditKind::renamed, path, nullptr, nullptr, std::string(new_key)});
}

Result<std::string> append_to_array(std::string_view text, const KeyPath& path, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  TRY_ASSIGN(const auto read, read_value(value));
  const Intent intent{EditKind::appended, path, &read.document, &read.node()};
  if (is_list_of_headings(source, path)) {
    TRY_ASSIGN(auto splices, with_block(source, path, read));
    return proven(source, with_endings(source, std::move(splices)), intent);
  }
  TRY_ASSIGN(const auto list, bracketed_list(source, path));
  return proven(source, with_endings(source, with_item(source, list, std::string(value))), intent);
}

Result<std::string> drop_last_of_array(std::string_view text, const KeyPath& path) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (is_list_of_headings(source, path))
    return proven(source, without_last_block(source, path), Intent{EditKind::dropped, path});
  TRY_ASSIGN(const auto list, bracketed_list(source, path));
  if (list.items.empty()) return data_failure(fmt::format("{} is empty", shown_path(path)));
  return proven(source, without_item(source, list, list.items.size() - 1), Intent{EditKind::dropped, path});
}

}  // namespace okr::store
