// SPDX-License-Identifier: MIT
// Other elements for a list that is there, between brackets or as [[headings]]: what stays keeps its lines.
#include "okr/store/edit.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

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
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
    text_ = spliced(text_, without_item(source, list, index));
    return read();
  }

  Status insert(std::size_t index, const Element& element) {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
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
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
    const auto at = behind_comma(source, list.items[index]);
    const bool is_alone = trim(rest_of_line(source, at)).empty();
    text_ = spliced(text_, {Splice{Span{at, at}, is_alone ? comment : comment + source.line_ending(at)}});
    return read();
  }

  Status read() {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
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

/// Whether a table in a list is what the text stands for: it bears it as its title (steps, initiatives), its id, or as
/// all that it says of it (blockers).
bool is_called(const Element& table, const Element& text) {
  const auto name = read_value(text.text);
  const auto read = read_value(table.text);
  if (!name || !read || !name->node().is(NodeKind::string)) return false;
  const auto says = [&](const char* key) {
    const Node* said = read->document.find(read->node(), key);
    return said && said->is(NodeKind::string) && said->string() == name->node().string();
  };
  return says("title") || says("id") || (says("text") && read->document.find(read->node(), "id") == nullptr);
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
    if (element.is_table() || contains(there, element)) continue;
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

// --- a list of [[headings]] ------------------------------------------------------------------------------------------

/// Its tables, as they would stand between brackets.
std::vector<Element> tables_in(const Document& document, const KeyPath& path) {
  std::vector<Element> tables;
  for (const Node& table : document.children(*document.find(path)))
    tables.push_back({on_one_line(document, table), meaning_of(document, table), {}});
  return tables;
}

/// A text as a table like these says it, which is a title (steps, initiatives) or a `text` (blockers); any other
/// element, and a text that they have no such key for, as it is.
Element as_they_say_it(const Element& element, const std::vector<Element>& tables) {
  const auto like = read_value(tables.front().text);
  const bool is_text = element.text.starts_with('"') || element.text.starts_with('\'');
  if (!like || !is_text) return element;
  for (const char* key : {"title", "text"}) {
    if (like->document.find(like->node(), key) == nullptr) continue;
    std::string text = fmt::format("{{ {} = {} }}", key, element.text);
    const auto table = read_value(text);
    if (table) return {std::move(text), meaning_of(table->document, table->node()), {}};
  }
  return element;
}

/// Which block each is: one that stays where it is, one that comes from another place, or a new one.
std::vector<WantedBlock> blocks_for(const std::vector<Element>& there, const std::vector<Element>& wanted) {
  const std::vector<bool> kept = kept_of(there, wanted);
  std::vector<bool> used = kept;
  std::size_t next = 0;  // of those that stay
  std::vector<WantedBlock> blocks;
  for (const Element& element : wanted) {
    while (next < there.size() && !kept[next]) ++next;
    WantedBlock block{std::nullopt, next < there.size() && there[next] == element, element.text};
    if (block.stays) block.there = next++;
    for (std::size_t at = 0; at < there.size() && !block.there; ++at)
      if (!used[at] && there[at] == element) block.there = at;
    if (block.there) used[*block.there] = true;
    blocks.push_back(std::move(block));
  }
  return blocks;
}

/// Between brackets where blocks cannot hold it.
Result<std::string> set_blocks(const EditSource& source, const KeyPath& path, const std::vector<Element>& typed) {
  const std::vector<Element> there = tables_in(source.document(), path);
  std::vector<Element> wanted = with_tables_kept(there, typed);
  std::vector<std::string> texts;
  for (Element& element : wanted) texts.push_back((element = as_they_say_it(element, there)).text);
  const std::string list = toml_list(texts);
  const bool are_tables = !wanted.empty() && std::ranges::all_of(wanted, &Element::is_table);
  const auto splices = are_tables ? with_blocks(source, path, blocks_for(there, wanted)) : std::nullopt;
  if (!splices) {
    TRY_ASSIGN(auto without, remove_key(source.text(), path));
    return put_value(with_comments_kept(source.text(), std::move(without)), path, list);
  }
  TRY_ASSIGN(const auto read, read_value(list));
  return proven(source, with_endings(source, *splices), Intent{EditKind::changed, path, &read.document, &read.node()});
}

}  // namespace

Result<std::string> set_list(std::string_view text, const KeyPath& path, std::string_view list) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  TRY_ASSIGN(const auto typed, LooseList::of(list));
  if (is_list_of_headings(source, path)) return set_blocks(source, path, typed.elements());
  TRY_ASSIGN(const auto there, value_text(text, path));
  TRY_ASSIGN(auto loose, LooseList::of(there));
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

}  // namespace okr::store
