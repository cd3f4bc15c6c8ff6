// SPDX-License-Identifier: MIT
// A text as an editor needs it: its statements, lines, lists and layout, so that what is inserted looks like the rest.
#include "store/edit/proof.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

/// A part of a key as the parser reads it; only quoted ones with escapes need the parser.
std::string decoded(std::string_view part) {
  const char first = part.front();
  if (first != '"' && first != '\'') return std::string(part);
  const auto inside = part.substr(1, part.size() - 2);
  if (first == '\'' || inside.find('\\') == std::string_view::npos) return std::string(inside);
  const auto document = Document::parse(std::string(part) + " = 1");
  if (!document || document->root().child_count() != 1) return std::string(inside);
  return std::string(document->children(document->root()).front().key());
}

/// How many parts of a path can be followed without entering a list.
std::size_t reach_of(const Document& document, const KeyPath& path) {
  const Node* node = &document.root();
  std::size_t reached = 0;
  for (; reached < path.size(); ++reached) {
    node = document.find(*node, path[reached]);
    if (node == nullptr) return reached;
  }
  return reached;
}

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
  if (reader.stands_alone(item))
    return {Splice{Span{source.line_begin(item.begin), source.line_end(reader.end_with_comma(item))}, ""}};
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

std::string shown_path(const KeyPath& path) { return path.empty() ? "the top of the file" : toml_key(path); }

bool has_prefix(const KeyPath& path, const KeyPath& prefix) {
  return path.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

Result<EditSource> EditSource::open(std::string_view text) {
  auto document = Document::parse(std::string(text));
  if (!document) {
    const auto& fault = document.error();
    return data_failure(fmt::format("line {}: {}", fault.place.line, fault.message), fault.hint);
  }
  Outline outline;
  if (const auto fault = scan(text, &outline)) return failure(ErrorKind::internal, fault->message);
  return EditSource(std::move(*document), std::move(outline));
}

EditSource::EditSource(Document document, Outline outline)
    : document_(std::move(document)), outline_(std::move(outline)) {
  const auto all = text();
  const auto feeds = std::count(all.begin(), all.end(), '\n');
  std::ptrdiff_t pairs = 0;
  for (auto at = all.find("\r\n"); at != std::string_view::npos; at = all.find("\r\n", at + 2)) ++pairs;
  only_crlf_ = feeds > 0 && feeds == pairs;
  locate();
}

void EditSource::locate() {
  located_.reserve(outline_.statements.size());
  std::uint32_t heading = no_statement;
  for (std::uint32_t index = 0; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value) heading = index;
    located_.push_back(located_statement(index, heading));
  }
}

Located EditSource::located_statement(std::uint32_t index, std::uint32_t heading) const {
  const Statement& here = statement(index);
  const bool is_heading = here.kind != StatementKind::key_value;
  const auto above = is_heading ? no_statement : here.container != no_statement ? here.container : heading;
  Located found;
  if (above != no_statement) found = located_[above];
  found.heading = heading;
  found.own_from = found.path.size();
  for (std::size_t own = 0; own < here.part_count; ++own)
    found.path.push_back(decoded(document_.text(part(index, own))));
  if (is_heading) {
    found.reach = reach_of(document_, found.path);
  } else if (!here.in_array && found.reach == found.own_from) {
    // Under [[a]] a key's path would lead through the list a.
    const bool in_list = above != no_statement && statement(above).kind == StatementKind::array_header;
    if (!in_list) found.reach = found.path.size();
  }
  return found;
}

Span EditSource::part(std::uint32_t statement_index, std::size_t part_index) const {
  return outline_.parts[statement(statement_index).first_part + part_index];
}

bool EditSource::defines(std::uint32_t index, const KeyPath& path) const {
  const Located& here = located(index);
  return path.size() <= here.reach && has_prefix(here.path, path);
}

std::uint32_t EditSource::exactly(StatementKind kind, const KeyPath& path) const {
  for (std::uint32_t index = 0; index < count(); ++index)
    if (statement(index).kind == kind && located(index).path.size() == path.size() && defines(index, path))
      return index;
  return no_statement;
}

std::uint32_t EditSource::last_key_under(std::uint32_t heading) const {
  std::uint32_t last = no_statement;
  for (auto index = heading == no_statement ? 0 : heading + 1; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value) break;
    if (statement(index).container == no_statement) last = index;
  }
  return last;
}

std::vector<std::uint32_t> EditSource::items_of(std::uint32_t container) const {
  std::vector<std::uint32_t> items;
  for (auto index = container + 1; index < count(); ++index) {
    if (statement(index).kind != StatementKind::key_value || statement(index).container == no_statement) break;
    if (statement(index).container == container) items.push_back(index);
  }
  return items;
}

std::uint32_t EditSource::line_begin(std::uint32_t offset) const {
  const auto mark = mark_length(text());
  while (offset > mark && text()[offset - 1] != '\n') --offset;
  return std::max(offset, mark);
}

std::uint32_t EditSource::line_end(std::uint32_t offset) const {
  const auto feed = text().find('\n', offset);
  return static_cast<std::uint32_t>(feed == std::string_view::npos ? text().size() : feed + 1);
}

std::uint32_t EditSource::content_end(std::uint32_t offset) const {
  auto end = line_end(offset);
  if (end > offset && text()[end - 1] == '\n') --end;
  if (end > offset && end < text().size() && text()[end - 1] == '\r') --end;
  return end;
}

std::string EditSource::indentation(std::uint32_t offset) const {
  const auto begin = line_begin(offset);
  auto end = begin;
  while (end < text().size() && (text()[end] == ' ' || text()[end] == '\t')) ++end;
  return std::string(text().substr(begin, end - begin));
}

bool EditSource::begins_line(std::uint32_t offset) const {
  return line_begin(offset) + indentation(offset).size() == offset;
}

std::string EditSource::line_ending(std::uint32_t near) const {
  auto feed = text().find('\n', near);
  if (feed == std::string_view::npos) feed = text().rfind('\n');
  if (feed == std::string_view::npos) return "\n";
  return feed > 0 && text()[feed - 1] == '\r' ? "\r\n" : "\n";
}

std::string EditSource::with_file_endings(std::string_view inserted) const {
  if (!only_crlf_) return std::string(inserted);
  std::string written;
  for (const char byte : inserted) {
    const bool is_bare = byte == '\n' && !written.ends_with('\r');
    if (is_bare) written += '\r';
    written += byte;
  }
  return written;
}

std::string spliced(std::string_view text, std::vector<Splice> splices) {
  std::stable_sort(splices.begin(), splices.end(),
                   [](const Splice& a, const Splice& b) { return a.span.begin < b.span.begin; });
  std::string result;
  std::uint32_t done = 0;
  for (const auto& splice : splices) {
    result += text.substr(done, splice.span.begin - done);
    result += splice.text;
    done = splice.span.end;
  }
  return result + std::string(text.substr(done));
}

std::uint32_t begin_with_comments(const EditSource& source, std::uint32_t heading) {
  return begin_with_comments(source, source.statement(heading).value.begin, source.line_begin(0));
}

std::uint32_t begin_with_comments(const EditSource& source, std::uint32_t offset, std::uint32_t from) {
  std::uint32_t begin = source.line_begin(offset);
  while (begin > from) {
    const auto above = source.line_begin(begin - 1);
    const auto content = source.text().substr(above, source.content_end(above) - above);
    if (!trim(content).starts_with('#')) break;
    begin = above;
  }
  return begin;
}

ItemList items_in_braces(const EditSource& source, std::uint32_t container) {
  ItemList list;
  list.brackets = source.statement(container).value;
  for (const auto index : source.items_of(container))
    list.items.push_back(Span{source.statement(index).key.begin, source.statement(index).value.end});
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

std::vector<Splice> with_items(const EditSource& source, const ItemList& list, std::size_t place,
                               const std::vector<std::string>& items) {
  const std::size_t before = place == 0 ? 0 : place - 1;
  const bool on_lines = !list.items.empty() && source.begins_line(list.items[before].begin);
  const auto begin = list.items.empty() ? list.brackets.begin : list.items[before].begin;
  const std::string between = on_lines ? "," + source.line_ending(begin) + source.indentation(begin) : ", ";
  const std::string text = join(items, between);
  if (place == list.items.size()) return with_item(source, list, text);
  if (place == 0) return {Splice{Span{begin, begin}, text + between}};
  const Reader reader(source, list);
  const Span& item = list.items[before];
  if (!reader.stands_alone(item)) return {Splice{Span{item.end, item.end}, between + text}};
  const auto behind = source.line_end(reader.end_with_comma(item));
  return {Splice{Span{behind, behind}, source.indentation(begin) + text + "," + source.line_ending(begin)}};
}

std::vector<Splice> without_item(const EditSource& source, const ItemList& list, std::size_t index) {
  if (list.items.size() == 1) return without_only_item(source, list);
  if (index + 1 == list.items.size()) return without_last_item(source, list);
  const Reader reader(source, list);
  const auto& item = list.items[index];
  const auto& next = list.items[index + 1];
  const auto line_end = source.line_end(reader.end_with_comma(item));
  if (source.begins_line(item.begin) && next.begin >= line_end)
    return {Splice{Span{source.line_begin(item.begin), line_end}, ""}};
  return {Splice{Span{item.begin, next.begin}, ""}};
}

bool is_fragile(std::string_view lines) {
  return lines.find("\"\"\"") != std::string_view::npos || lines.find("'''") != std::string_view::npos;
}

std::string indented(std::string_view lines, const std::string& blanks) {
  if (blanks.empty() || is_fragile(lines)) return std::string(lines);
  std::string written;
  for (std::size_t at = 0; at < lines.size();) {
    const auto end = std::min(lines.find('\n', at), lines.size() - 1) + 1;
    const auto line = lines.substr(at, end - at);
    if (line != "\n" && line != "\r\n") written += blanks;
    written += line;
    at = end;
  }
  return written;
}

std::string indented_line(const std::string& line, const std::string& blanks) {
  return is_fragile(line) ? blanks + line : indented(line, blanks);
}

std::string line_like(const EditSource& source, std::uint32_t sibling, std::string_view key, std::string_view value) {
  const auto found = layouts(source, sibling);
  const Layout& near = found.front();
  const auto width = count_characters(key);
  std::size_t gap = std::min<std::size_t>(near.gap, 1);
  if (are_aligned(found)) gap = near.column() > width ? near.column() - width : 1;
  const std::string behind = near.behind.size() <= 1 || are_aligned(found) ? near.behind : " ";
  const auto indentation = source.indentation(source.statement(sibling).key.begin);
  return indented_line(std::string(key) + std::string(gap, ' ') + "=" + behind + std::string(value), indentation);
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
  if (!alone)
    return usage_failure(fmt::format("'{}' is no TOML value", value),
                         "a text stands in double quotes, a date is 2026-08-17, a list is [1, 2]");
  return ReadValue{std::move(*document)};
}

tl::unexpected<Error> not_there(const KeyPath& path) {
  return data_failure(fmt::format("there is no {} in the file", shown_path(path)));
}

tl::unexpected<Error> there_already(const KeyPath& path) {
  return data_failure(fmt::format("{} is there already", shown_path(path)));
}

std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices) {
  for (auto& splice : splices) splice.text = source.with_file_endings(splice.text);
  return splices;
}

std::string requoted(std::string_view part, std::string_view name) {
  const auto bare = toml_key(name);
  const bool needs_escapes = name.find_first_of("\\\"'\n") != std::string_view::npos || bare.find('\\') != bare.npos;
  if (part.front() == '\'' && !needs_escapes) return fmt::format("'{}'", name);
  if (part.front() == '"' && bare.front() != '"') return fmt::format("\"{}\"", name);
  return bare;
}

std::optional<std::vector<double>> amounts_in(const Document& document, const Node& node) {
  if (node.is_numeric()) return std::vector{node.number()};
  if (!node.is_array()) return std::nullopt;
  std::vector<double> amounts;
  for (const Node& amount : document.children(node)) {
    if (!amount.is_numeric()) return std::nullopt;
    amounts.push_back(amount.number());
  }
  return amounts;
}

}  // namespace okr::store
