// SPDX-License-Identifier: MIT
// Keys: setting, adding, removing, renaming; lists. Headings are in edit_tables.cpp, readings in edit_readings.cpp.
#include "okr/store/edit.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit_proof.hpp"

namespace okr::store {
namespace {

/// [[ship.changes]] and the like.
bool is_list_of_headings(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  return node != nullptr && node->is_array_of_headers();
}

/// A value that stands in one place: not a heading, not made of dotted keys.
bool is_written_once(const Node& node) {
  if (node.is_table()) return node.form() == TableForm::inline_table;
  return !node.is_array_of_headers();
}

Result<const Node*> value_at(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  if (node == nullptr) return not_there(path);
  if (is_written_once(*node)) return node;
  return failure(ErrorKind::data, fmt::format("{} is a table of its own, not a value", shown_path(path)));
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
  return {line_behind(source, at, source.indentation(at) + line)};
}

Result<std::vector<Splice>> place_for_key(const EditSource& source, const KeyPath& table, std::string_view key,
                                          std::string_view value) {
  const Node* node = source.document().find(table);
  if (node == nullptr) return not_there(table);
  if (!node->is_table()) return failure(ErrorKind::data, fmt::format("{} is no table", shown_path(table)));
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
  return failure(ErrorKind::data, fmt::format("{} cannot take a key", shown_path(table)));
}

std::vector<Splice> without_statement(const EditSource& source, std::uint32_t index) {
  const Statement& here = source.statement(index);
  if (here.container == no_statement) return {without_lines(source, here.key.begin, here.value.end)};
  const auto items = source.items_of(here.container);
  std::size_t place = 0;
  while (items[place] != index) ++place;
  return without_item(source, items_in_braces(source, here.container), place);
}

/// All lines that write something of a table made of dotted keys. Errors of kind data: parts of it stand elsewhere too.
Result<std::vector<Splice>> without_dotted(const EditSource& source, const KeyPath& path) {
  std::vector<Splice> splices;
  for (std::uint32_t index = 0; index < source.count(); ++index) {
    if (!source.defines(index, path)) continue;
    const Statement& here = source.statement(index);
    const bool is_inside = here.container != no_statement && source.defines(here.container, path);
    if (is_inside) continue;
    if (here.kind != StatementKind::key_value || here.container != no_statement)
      return failure(ErrorKind::data, fmt::format("{} is written in several places", shown_path(path)),
                     "take it away by hand");
    splices.push_back(without_lines(source, here.key.begin, here.value.end));
  }
  return splices;
}

Result<ItemList> list_at(const EditSource& source, const KeyPath& path) {
  const Node* node = source.document().find(path);
  if (node == nullptr) return not_there(path);
  if (!node->is_array() || node->is_array_of_headers())
    return failure(ErrorKind::data, fmt::format("{} is no list", shown_path(path)));
  ItemList list;
  list.brackets = node->value_span();
  for (const Node& element : source.document().children(*node)) list.items.push_back(element.value_span());
  return list;
}

/// What a value says, alike for all its spellings: 1.0 is 1, 'u' is "u", and the keys of a table have no order.
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

// --- a list element by element ---------------------------------------------------------------------------------------

/// One of a list: as it is written, what it says, and the comment behind it on its line with the blanks before that.
struct Element {
  std::string text, meaning, comment;

  bool is_table() const { return text.starts_with('{'); }
  friend bool operator==(const Element& a, const Element& b) { return a.meaning == b.meaning; }
};

/// A list as the only value of a text of its own.
class LooseList {
 public:
  static Result<LooseList> of(std::string_view list) {
    LooseList loose(std::string(prefix) + std::string(list));
    TRY(loose.read());
    return loose;
  }

  const std::vector<Element>& elements() const { return elements_; }
  std::string text() const { return text_.substr(prefix.size()); }

  Status remove(std::size_t index) {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, list_at(source, {"k"}));
    text_ = spliced(text_, without_item(source, list, index));
    return read();
  }

  Status insert(std::size_t index, const Element& element) {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, list_at(source, {"k"}));
    if (index >= list.items.size()) {
      text_ = spliced(text_, with_item(source, list, element.text));
    } else {
      const auto at = list.items[index].begin;
      const std::string behind =
          source.begins_line(at) ? "," + source.line_ending(at) + source.indentation(at) : std::string(", ");
      text_ = spliced(text_, {Splice{Span{at, at}, element.text + behind}});
    }
    TRY(read());
    return element.comment.empty() ? Status() : put_comment(index, element.comment);
  }

 private:
  static constexpr std::string_view prefix = "k = ";
  explicit LooseList(std::string text) : text_(std::move(text)) {}

  static std::uint32_t behind_comma(const EditSource& source, const Span& item) {
    const auto next = source.text().find_first_not_of(" \t", item.end);
    const bool has_comma = next != std::string_view::npos && source.text()[next] == ',';
    return has_comma ? static_cast<std::uint32_t>(next) + 1 : item.end;
  }

  static std::string_view rest_of_line(const EditSource& source, std::uint32_t at) {
    return source.text().substr(at, source.content_end(at) - at);
  }

  /// Whatever else stands on the line goes on in the next one.
  Status put_comment(std::size_t index, const std::string& comment) {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, list_at(source, {"k"}));
    const auto at = behind_comma(source, list.items[index]);
    const bool is_alone = trim(rest_of_line(source, at)).empty();
    text_ = spliced(text_, {Splice{Span{at, at}, is_alone ? comment : comment + source.line_ending(at)}});
    return read();
  }

  Status read() {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, list_at(source, {"k"}));
    elements_.clear();
    const Document& document = source.document();
    const auto nodes = document.children(*document.find(KeyPath{"k"}));
    for (std::size_t at = 0; at < nodes.size(); ++at) {
      const std::string_view rest = rest_of_line(source, behind_comma(source, list.items[at]));
      elements_.push_back({std::string(document.text(list.items[at])), meaning_of(document, nodes[at]),
                           trim(rest).starts_with('#') ? std::string(rest) : std::string()});
    }
    return {};
  }

  std::string text_;
  std::vector<Element> elements_;
};

/// Whether a table in a list is what the text stands for: it bears it as its title (steps, initiatives) or its id.
bool is_called(const Element& table, const Element& text) {
  const auto name = read_value(text.text);
  const auto read = read_value(table.text);
  if (!name || !read || !name->node().is(NodeKind::string)) return false;
  return std::ranges::any_of(std::to_array({"title", "id"}), [&](const char* key) {
    const Node* said = read->document.find(read->node(), key);
    return said && said->is(NodeKind::string) && said->string() == name->node().string();
  });
}

/// The wanted elements, each text as the table that stands for it already: weights, days and what is done stay.
std::vector<Element> with_tables_kept(const std::vector<Element>& there, std::vector<Element> wanted) {
  std::vector<Element> tables = there;
  for (const Element& element : wanted) {
    const auto same = std::ranges::find(tables, element);
    if (same != tables.end()) tables.erase(same);
  }
  std::erase_if(tables, [](const Element& element) { return !element.is_table(); });
  for (Element& element : wanted) {
    if (element.is_table() || std::ranges::find(there, element) != there.end()) continue;
    const auto same = std::ranges::find_if(tables, [&](const Element& table) { return is_called(table, element); });
    if (same == tables.end()) continue;
    element = *same;
    tables.erase(same);
  }
  return wanted;
}

/// Which of `before` stay: a longest common subsequence.
std::vector<bool> kept_of(const std::vector<Element>& before, const std::vector<Element>& after) {
  std::vector<std::vector<std::size_t>> common(before.size() + 1, std::vector<std::size_t>(after.size() + 1));
  for (std::size_t i = before.size(); i-- > 0;)
    for (std::size_t j = after.size(); j-- > 0;)
      common[i][j] = before[i] == after[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<bool> kept(before.size());
  for (std::size_t i = 0, j = 0; i < before.size() && j < after.size();) {
    if (before[i] == after[j]) {
      kept[i] = true;
      ++i, ++j;
    } else if (common[i + 1][j] >= common[i][j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return kept;
}

}  // namespace

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
    TRY_ASSIGN(auto splices, without_dotted(source, path));
    return proven(source, std::move(splices), Intent{EditKind::removed, path});
  }
  if (!is_written_once(*node)) return remove_table(text, path);
  const auto index = source.key_value(path);
  if (index == no_statement) return not_there(path);
  return proven(source, without_statement(source, index), Intent{EditKind::removed, path});
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

Result<std::string> set_list(std::string_view text, const KeyPath& path, std::string_view list) {
  TRY_ASSIGN(const auto there, value_text(text, path));
  TRY_ASSIGN(auto loose, LooseList::of(there));
  TRY_ASSIGN(const auto typed, LooseList::of(list));
  std::vector<Element> wanted = with_tables_kept(loose.elements(), typed.elements());
  for (Element& element : wanted)  // what only moves keeps its spelling and its comment
    if (const auto same = std::ranges::find(loose.elements(), element); same != loose.elements().end()) element = *same;
  const std::vector<bool> kept = kept_of(loose.elements(), wanted);
  for (std::size_t index = kept.size(); index-- > 0;)
    if (!kept[index]) TRY(loose.remove(index));
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    const bool is_there = index < loose.elements().size() && loose.elements()[index] == wanted[index];
    if (!is_there) TRY(loose.insert(index, wanted[index]));
  }
  return set_value(text, path, loose.elements() == wanted ? loose.text() : std::string(list));
}

Result<std::string> append_to_array(std::string_view text, const KeyPath& path, std::string_view value) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  TRY_ASSIGN(const auto read, read_value(value));
  const Intent intent{EditKind::appended, path, &read.document, &read.node()};
  if (is_list_of_headings(source, path)) {
    TRY_ASSIGN(auto splices, with_block(source, path, read));
    return proven(source, with_endings(source, std::move(splices)), intent);
  }
  TRY_ASSIGN(const auto list, list_at(source, path));
  return proven(source, with_endings(source, with_item(source, list, std::string(value))), intent);
}

Result<std::string> drop_last_of_array(std::string_view text, const KeyPath& path) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  if (is_list_of_headings(source, path))
    return proven(source, without_last_block(source, path), Intent{EditKind::dropped, path});
  TRY_ASSIGN(const auto list, list_at(source, path));
  if (list.items.empty()) return failure(ErrorKind::data, fmt::format("{} is empty", shown_path(path)));
  return proven(source, without_item(source, list, list.items.size() - 1), Intent{EditKind::dropped, path});
}

}  // namespace okr::store
