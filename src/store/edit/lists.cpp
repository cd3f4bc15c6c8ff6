// SPDX-License-Identifier: MIT
// Other elements for a list that is there, between brackets or as [[headings]]: what stays keeps its lines.
#include "okr/store/edit.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/elements.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

// --- a list element by element ---------------------------------------------------------------------------------------

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

  /// What it says with other elements, in one go, where only commas and blanks stand around those that are there: each
  /// that stays with what stands in front of it, a new one laid out as its neighbour. Nothing where comments stand there.
  Result<std::optional<std::string>> rebuilt(const std::vector<bool>& kept, const std::vector<Element>& wanted) const {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
    const std::vector<std::string_view> around = around_items(source, list);
    const auto has_comment = [](std::string_view gap) { return gap.find('#') != std::string_view::npos; };
    if (elements_.empty() || wanted.empty() || std::ranges::any_of(around, has_comment)) return std::nullopt;
    std::string text = "[" + std::string(around.front());
    std::size_t next = 0;
    std::string between;
    for (const Element& element : wanted) {
      while (next < kept.size() && !kept[next]) ++next;
      const bool stays = next < kept.size() && elements_[next] == element;
      const bool is_last = next + 1 >= elements_.size();
      const std::string beside = separator_like(around[std::min(next, elements_.size() - 1)]);
      if (&element != &wanted.front()) text += between.empty() ? beside : between;
      text += stays ? elements_[next].text : element.text;
      between = stays && !is_last ? std::string(around[next + 1]) : std::string();
      if (stays) ++next;
    }
    return text + std::string(around.back());
  }

  /// What was there and says something else from now on says it in its place.
  Status rewrite(const std::vector<Element>& wanted) {
    const auto earlier = earlier_ones(elements_, wanted);
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
    std::vector<Splice> splices;
    for (std::size_t at = 0; at < wanted.size(); ++at)
      if (const auto one = earlier[at]) splices.push_back({list.items[*one], rewritten(elements_[*one], wanted[at])});
    if (splices.empty()) return {};
    text_ = spliced(text_, std::move(splices));
    return read();
  }

  /// The same where each has a line, with comments on lines between them, which stay, or behind it, which go with it. A
  /// new one stands above the comments of the next that stays, or behind the last. Nothing where lines are shared.
  Result<std::optional<std::string>> rebuilt_by_lines(const std::vector<bool>& kept,
                                                      const std::vector<Element>& wanted) const {
    TRY_ASSIGN(const auto source, EditSource::open(text_));
    TRY_ASSIGN(const auto list, bracketed_list(source, {"k"}));
    auto lines = lines_of(source, list);
    if (!lines) return std::nullopt;
    const std::string_view tail = source.text().substr(lines->end, list.brackets.end - lines->end);
    if (std::ranges::find(kept, true) == kept.end()) return on_first_line(lines->of, wanted, tail);
    const std::string ending = source.line_ending(list.items.front().begin);
    std::string text = "[", above, indent;  // above: comments that no element has taken yet
    std::size_t next = 0, comma = 0;
    const auto add = [&](const Element& element, std::string_view behind) {
      text += indent + element.text;
      comma = text.size() + behind.find(',');
      text += behind;
    };
    for (const Element& element : wanted) {
      while (next < kept.size() && !kept[next]) above += lines->of[next++].take_lead();
      if (next < kept.size()) {
        above += lines->of[next].take_lead();
        indent = lines->of[next].indent;
      }
      const bool stays = next < kept.size() && elements_[next] == element;
      if (stays) text += std::exchange(above, {});
      if (!stays && next < kept.size()) text += take_loose(above, text.size() == 1);
      add(element, stays ? lines->of[next++].behind : "," + element.comment + ending);
    }
    for (; next < kept.size(); ++next) above += lines->of[next].take_lead();
    if (!lines->has_last_comma) text.erase(comma, 1);
    return text + above + std::string(tail);
  }

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
      text_ = spliced(text_, {in_front_of(source, list, index, element.text)});
    }
    TRY(read());
    return element.comment.empty() ? Status() : put_comment(index, element.comment);
  }

 private:
  static constexpr std::string_view prefix = "k = ";
  explicit LooseList(std::string text) : text_(std::move(text)) {}

  /// Above the comments that stand on the item.
  static Splice in_front_of(const EditSource& source, const ItemList& list, std::size_t index,
                            const std::string& text) {
    const auto item = list.items[index].begin;
    if (!source.begins_line(item)) return {Span{item, item}, text + ", "};
    const auto before = index == 0 ? list.brackets.begin : list.items[index - 1].end;
    const auto at = begin_with_comments(source, item, source.line_end(before));
    return {Span{at, at}, source.indentation(item) + text + "," + source.line_ending(item)};
  }

  /// The line of an element.
  struct Line {
    std::string lead;    ///< lines of comments in front of it
    std::string indent;  ///< the blanks it begins with
    std::string behind;  ///< from the element on: a comma, also where the last one has none, and a comment

    std::string take_lead() { return std::exchange(lead, {}); }
  };
  struct Lines {
    std::vector<Line> of;
    bool has_last_comma = false;
    std::uint32_t end = 0;  ///< of the last line
  };

  /// Takes what does not stand on the next element: all in front of the comments right above it, and what is left of
  /// the line of the bracket.
  static std::string take_loose(std::string& above, bool is_first) {
    const std::size_t least = is_first ? above.find('\n') + 1 : 0;
    std::size_t at = above.size();
    while (at > least) {
      const std::size_t line = above.rfind('\n', at - 2) + 1;  // npos + 1 is 0
      if (at < 2 || line < least || !trim(std::string_view(above).substr(line, at - line)).starts_with('#')) break;
      at = line;
    }
    std::string loose = above.substr(0, at);
    above.erase(0, at);
    return loose;
  }

  static bool are_comments(std::string_view text) {
    return std::ranges::all_of(split(text, '\n'),
                               [](std::string_view line) { return trim(line).empty() || trim(line).starts_with('#'); });
  }

  /// Nothing where something else stands on the line of an element.
  static std::optional<Lines> lines_of(const EditSource& source, const ItemList& list) {
    Lines lines;
    lines.end = list.brackets.begin + 1;
    for (const Span& item : list.items) {
      const auto begin = source.line_begin(item.begin), end = source.line_end(item.end);
      if (!source.begins_line(item.begin) || begin < lines.end || end >= list.brackets.end) return std::nullopt;
      const std::string_view lead = source.text().substr(lines.end, begin - lines.end);
      std::string behind(source.text().substr(item.end, end - item.end));
      lines.has_last_comma = trim(behind).starts_with(',');
      if (!lines.has_last_comma && &item != &list.items.back()) return std::nullopt;
      if (!lines.has_last_comma) behind.insert(0, ",");
      if (!are_comments(lead) || !are_comments(behind.substr(behind.find(',') + 1))) return std::nullopt;
      lines.of.push_back({std::string(lead), source.indentation(item.begin), std::move(behind)});
      lines.end = end;
    }
    const bool is_plain = are_comments(source.text().substr(lines.end, list.brackets.end - 1 - lines.end));
    return is_plain && !list.items.empty() ? std::optional(std::move(lines)) : std::nullopt;
  }

  /// With none of those that were there; nothing where a comment belongs to one of the new ones.
  static std::optional<std::string> on_first_line(std::vector<Line>& lines, const std::vector<Element>& wanted,
                                                  std::string_view tail) {
    std::vector<std::string> texts;
    for (const Element& element : wanted) {
      if (!element.comment.empty()) return std::nullopt;
      texts.push_back(element.text);
    }
    std::string text = "[" + join(texts, ", ");
    for (Line& line : lines) text += line.take_lead();
    return text + std::string(tail);
  }

  static std::uint32_t behind_comma(const EditSource& source, const Span& item) {
    const auto next = source.text().find_first_not_of(" \t", item.end);
    const bool has_comma = next != std::string_view::npos && source.text()[next] == ',';
    return has_comma ? static_cast<std::uint32_t>(next) + 1 : item.end;
  }

  /// What stands in front of each item, from the bracket or the item before it on; and behind the last, its bracket
  /// included.
  static std::vector<std::string_view> around_items(const EditSource& source, const ItemList& list) {
    std::vector<std::string_view> around;
    std::uint32_t from = list.brackets.begin + 1;
    for (const Span& item : list.items) {
      around.push_back(source.text().substr(from, item.begin - from));
      from = item.end;
    }
    around.push_back(source.text().substr(from, list.brackets.end - from));
    return around;
  }

  /// A comma, and the next line with its blanks where what stands in front of an item has one.
  static std::string separator_like(std::string_view around) {
    auto line = around.rfind('\n');
    if (line == std::string_view::npos) return ", ";
    if (line > 0 && around[line - 1] == '\r') --line;
    return "," + std::string(around.substr(line));
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
      const auto end = at + 1 < nodes.size() ? list.items[at + 1].begin : list.brackets.end;
      const auto behind = behind_comma(source, list.items[at]);
      const std::string_view until_next = source.text().substr(behind, end - behind);
      const std::string_view rest = until_next.substr(0, until_next.find_first_of("\r\n"));
      elements_.push_back({std::string(document.text(list.items[at])), meaning_of(document, nodes[at]),
                           trim(rest).starts_with('#') ? std::string(rest) : std::string()});
    }
    return {};
  }

  std::string text_;
  std::vector<Element> elements_;
};

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
  std::vector<Element> there = tables_in(source.document(), path);
  std::vector<Element> wanted = with_tables_kept(there, typed);
  std::vector<std::string> texts;
  for (Element& element : wanted) texts.push_back((element = as_they_say_it(element, there)).text);
  const auto earlier = earlier_ones(there, wanted);
  for (std::size_t at = 0; at < wanted.size(); ++at)
    if (earlier[at]) there[*earlier[at]] = wanted[at];
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

std::vector<std::size_t> rising(const std::vector<std::size_t>& numbers) {
  std::vector<std::size_t> ends;  // for each length where the rising numbers with the lowest last one end
  std::vector<std::size_t> before(numbers.size());
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    const auto place = std::ranges::lower_bound(ends, numbers[at], {}, [&](std::size_t end) { return numbers[end]; });
    before[at] = place == ends.begin() ? at : *std::prev(place);
    if (place == ends.end())
      ends.push_back(at);
    else
      *place = at;
  }
  std::vector<std::size_t> found(ends.size());
  std::size_t at = ends.empty() ? 0 : ends.back();
  for (std::size_t length = found.size(); length-- > 0; at = before[at]) found[length] = at;
  return found;
}

Result<std::string> with_keys_of(std::string text, const KeyPath& table, const ReadValue& wanted) {
  TRY_ASSIGN(const auto there, ValueTexts::read(text));
  const auto below = [&](std::string_view key) {
    KeyPath path = table;
    path.emplace_back(key);
    return path;
  };
  for (const std::string& key : there.keys(table)) {
    if (wanted.document.find(wanted.node(), key) != nullptr) continue;
    TRY_ASSIGN(text, remove_key(text, below(key)));
  }
  for (const Node& said : wanted.document.children(wanted.node())) {
    const std::string_view value = wanted.document.text(said.value_span());
    const auto old = there.in_any_form(below(said.key()));
    if (old && same_value(*old, value)) continue;
    TRY_ASSIGN(text, put_value(text, below(said.key()), value));
  }
  return text;
}

Result<std::string> set_list(std::string_view text, const KeyPath& path, std::string_view list) {
  TRY_ASSIGN(const auto source, EditSource::open(text));
  TRY_ASSIGN(const auto typed, LooseList::of(list));
  if (is_list_of_headings(source, path)) return set_blocks(source, path, typed.elements());
  TRY_ASSIGN(const auto there, value_text(text, path));
  TRY_ASSIGN(auto loose, LooseList::of(there));
  std::vector<Element> wanted = with_tables_kept(loose.elements(), typed.elements());
  TRY(loose.rewrite(wanted));
  keep_spelling(loose.elements(), wanted);
  const std::vector<bool> kept = kept_of(loose.elements(), wanted);
  TRY_ASSIGN(const auto rebuilt, loose.rebuilt(kept, wanted));
  if (rebuilt) return set_value(text, path, *rebuilt);
  TRY_ASSIGN(const auto by_lines, loose.rebuilt_by_lines(kept, wanted));
  if (by_lines) return set_value(text, path, *by_lines);
  for (std::size_t index = kept.size(); index-- > 0;)
    if (!kept[index]) TRY(loose.remove(index));
  for (std::size_t index = 0; index < wanted.size(); ++index) {
    const bool is_there = index < loose.elements().size() && loose.elements()[index] == wanted[index];
    if (!is_there) TRY(loose.insert(index, wanted[index]));
  }
  return set_value(text, path, loose.elements() == wanted ? loose.text() : std::string(list));
}

}  // namespace okr::store
