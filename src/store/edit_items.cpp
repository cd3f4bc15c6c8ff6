// SPDX-License-Identifier: MIT
#include "store/edit_items.hpp"

#include <algorithm>

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

}  // namespace okr::store
