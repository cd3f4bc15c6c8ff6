// SPDX-License-Identifier: MIT
#include "store/edit_items.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"

#include <algorithm>
#include <vector>

namespace okr::store {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

/// Reads one list of a source.
class Reader {
 public:
  Reader(const EditSource& source, const ItemList& list) : source_(source), text_(source.text()), list_(list) {}

  std::uint32_t closing() const { return list_.brackets.end - 1; }
  const Span& item(std::size_t index) const { return list_.items[index]; }
  const Span& last() const { return list_.items.back(); }

  /// The comma behind an item, over blanks and comments; `none` when the list ends first.
  std::uint32_t comma_behind(const Span& item) const {
    for (auto at = item.end; at < closing();) {
      if (text_[at] == '#')
        at = source_.line_end(at);
      else if (is_space(text_[at]))
        ++at;
      else
        return text_[at] == ',' ? at : none;
    }
    return none;
  }

  /// Where an item ends with its comma, if it has one.
  std::uint32_t end_with_comma(const Span& item) const {
    const auto comma = comma_behind(item);
    return comma == none ? item.end : comma + 1;
  }

  /// True when the item's lines hold nothing but it, its comma and a comment.
  bool stands_alone(const Span& item) const {
    return source_.begins_line(item.begin) && closing() >= source_.line_end(end_with_comma(item));
  }

  std::string separator() const {
    if (list_.items.size() < 2) return ", ";
    const auto& before = list_.items[list_.items.size() - 2];
    const auto between = text_.substr(before.end, last().begin - before.end);
    const bool plain = between.front() == ',' && between.find_first_not_of(" \t", 1) == std::string_view::npos;
    return plain ? std::string(between) : ", ";
  }

 private:
  const EditSource& source_;
  std::string_view text_;
  const ItemList& list_;
};

std::vector<Splice> first_item(const EditSource& source, const ItemList& list, const std::string& item) {
  const auto inside = list.brackets.begin + 1;
  const bool tight_braces = source.text()[list.brackets.begin] == '{' && list.brackets.end == inside + 1;
  return {Splice{Span{inside, inside}, tight_braces ? " " + item + " " : item}};
}

std::vector<Splice> without_only_item(const EditSource& source, const ItemList& list) {
  const Reader reader(source, list);
  const auto& item = list.items.front();
  if (reader.stands_alone(item)) {
    return {Splice{Span{source.line_begin(item.begin), source.line_end(reader.end_with_comma(item))}, ""}};
  }
  Span gone{item.begin, item.end};
  const auto inside = list.brackets.begin + 1;
  const bool loose = gone.begin == inside + 1 && gone.end + 1 == reader.closing() && source.text()[inside] == ' ' &&
                     source.text()[gone.end] == ' ';
  if (loose && source.text()[list.brackets.begin] == '{') gone = Span{inside, reader.closing()};
  const auto comma = reader.comma_behind(item);
  if (comma == none) return {Splice{gone, ""}};
  return {Splice{gone, ""}, Splice{Span{comma, comma + 1}, ""}};
}

std::vector<Splice> without_last_item(const EditSource& source, const ItemList& list) {
  const Reader reader(source, list);
  const auto& last = reader.last();
  const auto& before = list.items[list.items.size() - 2];
  const auto comma_before = reader.comma_behind(before);
  const bool comment_between =
      source.text().substr(before.end, last.begin - before.end).find('#') != std::string_view::npos;
  if (!reader.stands_alone(last) && !comment_between) return {Splice{Span{before.end, last.end}, ""}};
  std::vector<Splice> splices;
  const bool trailing_comma = reader.comma_behind(last) != none;
  if (!trailing_comma) splices.push_back(Splice{Span{comma_before, comma_before + 1}, ""});
  if (reader.stands_alone(last)) {
    splices.push_back(Splice{Span{source.line_begin(last.begin), source.line_end(reader.end_with_comma(last))}, ""});
  } else {
    splices.push_back(Splice{Span{last.begin, reader.end_with_comma(last)}, ""});
  }
  return splices;
}

}  // namespace

ItemList items_in_braces(const EditSource& source, std::uint32_t container) {
  ItemList list;
  list.brackets = source.statement(container).value;
  for (const auto index : source.items_of(container)) {
    list.items.push_back(Span{source.statement(index).key.begin, source.statement(index).value.end});
  }
  return list;
}

std::vector<Splice> with_item(const EditSource& source, const ItemList& list, const std::string& item) {
  if (list.items.empty()) return first_item(source, list, item);
  const Reader reader(source, list);
  const auto& last = reader.last();
  if (!source.begins_line(last.begin)) return {Splice{Span{last.end, last.end}, reader.separator() + item}};
  const auto ending = source.line_ending(last.begin);
  const auto indented = source.indentation(last.begin) + item;
  if (!reader.stands_alone(last)) return {Splice{Span{last.end, last.end}, "," + ending + indented}};
  const bool trailing_comma = reader.comma_behind(last) != none;
  const auto behind = source.line_end(reader.end_with_comma(last));
  std::vector<Splice> splices;
  if (!trailing_comma) splices.push_back(Splice{Span{last.end, last.end}, ","});
  splices.push_back(Splice{Span{behind, behind}, indented + (trailing_comma ? "," : "") + ending});
  return splices;
}

std::vector<Splice> without_item(const EditSource& source, const ItemList& list, std::size_t index) {
  if (list.items.size() == 1) return without_only_item(source, list);
  if (index + 1 == list.items.size()) return without_last_item(source, list);
  const Reader reader(source, list);
  const auto& item = list.items[index];
  const auto& next = list.items[index + 1];
  const auto line_end = source.line_end(reader.end_with_comma(item));
  if (source.begins_line(item.begin) && next.begin >= line_end) {
    return {Splice{Span{source.line_begin(item.begin), line_end}, ""}};
  }
  return {Splice{Span{item.begin, next.begin}, ""}};
}

namespace {

constexpr std::size_t siblings_looked_at = 8;

struct Layout {
  std::size_t key_width = 0;  ///< characters
  std::size_t gap = 0;        ///< bytes in front of the equals sign
  std::string behind;         ///< blanks behind it
  std::size_t column() const { return key_width + gap; }
};

Layout layout_of(const EditSource& source, std::uint32_t index) {
  const Statement& here = source.statement(index);
  const auto equals = static_cast<std::uint32_t>(source.text().find('=', here.key.end));
  Layout layout;
  layout.key_width = count_characters(source.document().text(here.key));
  layout.gap = equals - here.key.end;
  layout.behind = source.text().substr(equals + 1, here.value.begin - equals - 1);
  return layout;
}

/// The sibling and those in front of it in the same table, nearest first.
std::vector<Layout> layouts(const EditSource& source, std::uint32_t sibling) {
  std::vector<Layout> found;
  for (auto index = sibling + 1; index-- > 0 && found.size() < siblings_looked_at;) {
    const Statement& other = source.statement(index);
    if (other.kind != StatementKind::key_value) break;
    if (other.container == source.statement(sibling).container) found.push_back(layout_of(source, index));
  }
  return found;
}

/// Aligned: one column for all equals signs, and not just because all keys are of one length.
bool are_aligned(const std::vector<Layout>& found) {
  const auto& first = found.front();
  const bool one_column =
      std::all_of(found.begin(), found.end(), [&](const Layout& other) { return other.column() == first.column(); });
  const bool padded = std::any_of(found.begin(), found.end(), [](const Layout& other) { return other.gap > 1; });
  return one_column && padded;
}

}  // namespace

std::string line_like(const EditSource& source, std::uint32_t sibling, std::string_view key, std::string_view value) {
  const auto found = layouts(source, sibling);
  const Layout& near = found.front();
  const auto width = count_characters(key);
  std::size_t gap = std::min<std::size_t>(near.gap, 1);
  if (are_aligned(found)) gap = near.column() > width ? near.column() - width : 1;
  const std::string behind = near.behind.size() <= 1 || are_aligned(found) ? near.behind : " ";
  const auto indentation = source.indentation(source.statement(sibling).key.begin);
  return indentation + std::string(key) + std::string(gap, ' ') + "=" + behind + std::string(value);
}

Splice line_behind(const EditSource& source, std::uint32_t offset, std::string_view line) {
  const auto end = source.line_end(offset);
  const auto ending = source.line_ending(offset);
  const bool ended = end > 0 && source.text()[end - 1] == '\n' && end > offset;
  return Splice{Span{end, end}, ended ? std::string(line) + ending : ending + std::string(line)};
}

Splice line_before(const EditSource& source, std::uint32_t offset, std::string_view line) {
  const auto begin = source.line_begin(offset);
  return Splice{Span{begin, begin}, std::string(line) + source.line_ending(offset)};
}

Splice without_lines(const EditSource& source, std::uint32_t first, std::uint32_t last) {
  auto begin = source.line_begin(first);
  const auto end = source.line_end(last);
  const bool ended = end > last && source.text()[end - 1] == '\n';
  // The last line of a file without a last newline takes the newline in front of it along.
  const bool has_line_before = begin > 0 && source.text()[begin - 1] == '\n';
  if (!ended && has_line_before) begin = source.content_end(source.line_begin(begin - 1));
  return Splice{Span{begin, end}, ""};
}

Splice first_line(const EditSource& source, std::string_view line) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const auto start = source.line_begin(0);
  if (source.count() == 0) {
    if (start == size || source.text().back() == '\n')
      return Splice{Span{size, size}, std::string(line) + source.line_ending(0)};
    return Splice{Span{size, size}, source.line_ending(0) + std::string(line)};
  }
  const auto heading = source.line_begin(source.statement(0).value.begin);
  auto begin = heading;
  const auto is_comment = [&](std::uint32_t at) {
    return source.text().substr(at + source.indentation(at).size(), 1) == "#";
  };
  while (begin > start && is_comment(source.line_begin(begin - 1))) begin = source.line_begin(begin - 1);
  // Comments from the very first line on are about the file, not about the heading.
  return line_before(source, begin == start ? heading : begin, line);
}

Result<ReadValue> read_value(std::string_view value) {
  auto document = Document::parse("v = " + std::string(value) + "\n");
  const bool alone = document && document->root().child_count() == 1 &&
                     document->text(document->children(document->root()).front().value_span()) == value;
  if (!alone) {
    return failure(ErrorKind::usage, fmt::format("'{}' is no TOML value", value),
                   "a text stands in double quotes, a date is 2026-08-17, a list is [1, 2]");
  }
  return ReadValue{std::move(*document)};
}

tl::unexpected<Error> not_there(const KeyPath& path) {
  return failure(ErrorKind::data, fmt::format("there is no {} in the file", shown_path(path)));
}

std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices) {
  for (auto& splice : splices) splice.text = source.with_file_endings(splice.text);
  return splices;
}

}  // namespace okr::store
