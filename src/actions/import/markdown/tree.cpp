// SPDX-License-Identifier: MIT
// What cmark parses, as a flat list of parts with their lines; and tables, wiki links and front matter, unknown to it.
#include "actions/import/markdown/parts.hpp"

#include <cmark.h>
#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "actions/import/markdown/line.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/text.hpp"

namespace okr::actions {
namespace {

struct FreeTree {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeTree>;

struct FreeWalk {
  void operator()(cmark_iter* walk) const { cmark_iter_free(walk); }
};

Tree tree_of(std::string_view text) {
  return Tree(cmark_parse_document(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8));
}

std::string literal_of(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal ? literal : "";
}

// --- texts -----------------------------------------------------------------------------------------------------------

/// "okr: id=ship" of "<!-- okr: id=ship -->"; false for any other HTML.
bool take_note(std::string_view html, std::vector<std::string>& notes) {
  html = trim(html);
  if (!html.starts_with("<!--") || !html.ends_with("-->")) return false;
  std::string_view inner = trim(html.substr(4, html.size() - 7));
  constexpr std::string_view mark = "okr:";
  if (!inner.starts_with(mark)) return false;
  notes.emplace_back(trim(inner.substr(mark.size())));
  return true;
}

/// A word behind a number, unless it is one itself, is noted as set off from it.
void note_set_off(std::string_view before, std::string_view words, std::vector<std::string>& set_off) {
  if (std::ranges::none_of(words, is_digit) && is_behind_number(before)) set_off.emplace_back(trim(words));
}

/// "[[Page|what is read]]" of Obsidian as what is read, and "==marked==" without its marks.
std::string without_wiki_marks(std::string text, std::vector<std::string>& set_off) {
  for (auto at = text.find("[["); at != std::string::npos; at = text.find("[[", at)) {
    const auto end = text.find("]]", at);
    if (end == std::string::npos) break;
    std::string inner = text.substr(at + 2, end - at - 2);
    if (const auto bar = inner.rfind('|'); bar != std::string::npos) inner = inner.substr(bar + 1);
    note_set_off(std::string_view(text).substr(0, at), inner, set_off);
    text.replace(at, end + 2 - at, inner);
  }
  for (auto at = text.find("=="); at != std::string::npos; at = text.find("==", at)) {
    const auto end = text.find("==", at + 2);
    if (end == std::string::npos) break;
    text.erase(end, 2);
    text.erase(at, 2);
  }
  return text;
}

/// Comments and tags that HTML knows; of any other name somebody wrote a word in angle brackets.
bool is_element(std::string_view html) {
  constexpr std::string_view elements =
      "a|abbr|address|article|aside|audio|b|big|blockquote|br|button|caption|center|cite|code|col|colgroup|dd|del|"
      "details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|header|hr|i|iframe|img|input|ins|"
      "kbd|label|li|link|main|mark|meta|nav|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|"
      "strike|strong|style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|"
      "video|wbr";
  const std::size_t begin = html.starts_with("</") ? 2 : 1;
  const std::string_view name = html.substr(begin, html.find_first_of(" \t\n/>", begin) - begin);
  return html.starts_with("<!") || html.starts_with("<?") || is_one_of(elements, to_lower_ascii(name));
}

/// Collects what a block says in words.
class InlineText {
 public:
  /// By no recursion, since emphasis may stand in emphasis as deep as its writer likes.
  explicit InlineText(cmark_node* block) {
    const std::unique_ptr<cmark_iter, FreeWalk> walk(cmark_iter_new(block));
    for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get()))
      event == CMARK_EVENT_ENTER ? enter(cmark_iter_get_node(walk.get())) : leave(cmark_iter_get_node(walk.get()));
    text_ = without_wiki_marks(std::string(trim(text_)), set_off);
  }

  const std::string& text() const { return text_; }
  std::vector<std::string> notes, hidden, set_off;
  std::vector<MarkdownLink> links;

 private:
  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT: text_ += literal_of(node); return;
      case CMARK_NODE_CODE:
        note_set_off(text_, literal_of(node), set_off);
        text_ += literal_of(node);
        return;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK: text_ += '\n'; return;
      case CMARK_NODE_HTML_INLINE: return add_html(literal_of(node));
      case CMARK_NODE_LINK:
      case CMARK_NODE_EMPH:
      case CMARK_NODE_STRONG: begins_.push_back(text_.size()); return;
      default: return;  // cmark's own list of nodes: all others hold text
    }
  }

  void leave(cmark_node* node) {
    const auto type = cmark_node_get_type(node);
    const char* url = cmark_node_get_url(node);  // of what has none null
    const bool has_begin = type == CMARK_NODE_LINK || type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG;
    const std::size_t begin = has_begin ? begins_.back() : text_.size();
    if (has_begin) begins_.pop_back();
    const std::string_view text = text_;
    if (has_begin) note_set_off(text.substr(0, begin), text.substr(begin), set_off);
    if (type == CMARK_NODE_LINK && url) add_link(url, text_.substr(begin));
    if (type == CMARK_NODE_IMAGE && url) add_link(url, {});
  }

  void add_link(const std::string& url, const std::string& shown) {
    const bool is_shown = shown == url || std::string("mailto:") + shown == url;
    if (!url.empty() && !is_shown) links.push_back({url, static_cast<std::size_t>(std::ranges::count(text_, '\n'))});
  }

  /// "<MRR>" is no element of HTML: it is what is read.
  void add_html(const std::string& html) {
    if (!is_element(html)) {
      text_ += html;
      return;
    }
    const bool is_hidden = !take_note(html, notes) && html.starts_with("<!--");
    if (is_hidden && text_.ends_with(' ')) text_.pop_back();
    if (is_hidden) hidden.push_back(html);
    if (to_lower_ascii(html).starts_with("<br")) text_ += '\n';
    if (is_one_of("<del>|</del>|<s>|</s>|<strike>|</strike>", to_lower_ascii(html))) text_ += "~~";
    for (const std::string_view attribute : {"href=\"", "src=\""})
      if (const auto at = is_hidden ? std::string::npos : html.find(attribute); at != std::string::npos) {
        const std::size_t begin = at + attribute.size();
        add_link(html.substr(begin, html.find('"', begin) - begin), {});
      }
  }

  std::string text_;
  std::vector<std::size_t> begins_;  ///< of the links and emphasis that are open
};

bool is_strong(cmark_node* node) { return node && cmark_node_get_type(node) == CMARK_NODE_STRONG; }

/// Bold from the first letter to the last.
bool is_all_strong(cmark_node* block) {
  cmark_node* only = cmark_node_first_child(block);
  return is_strong(only) && !cmark_node_next(only);
}

/// What is emphasised at the end of a block, behind something else; empty where nothing is.
std::string emphasis_behind(cmark_node* block) {
  cmark_node* last = cmark_node_last_child(block);
  const bool is_emphasis = is_strong(last) || (last && cmark_node_get_type(last) == CMARK_NODE_EMPH);
  return is_emphasis && cmark_node_previous(last) ? InlineText(last).text() : std::string();
}

/// "[plan]: https://..." by what stands in its brackets, in lower case: links of cells, which are read alone.
using Definitions = std::map<std::string, std::string, std::less<>>;

Definitions definitions_in(const std::vector<std::string_view>& lines) {
  Definitions definitions;
  for (const std::string_view line : lines) {
    const std::string_view plain = trim(line);
    const auto end = plain.starts_with('[') ? plain.find("]: ") : std::string_view::npos;
    if (end != std::string_view::npos) definitions.emplace(to_lower_ascii(plain.substr(1, end - 1)), plain);
  }
  return definitions;
}

/// Those that a cell names, each on a line.
std::string named_definitions(std::string_view cell, const Definitions& definitions) {
  std::string named;
  for (auto at = cell.find('['); at != std::string_view::npos && !definitions.empty(); at = cell.find('[', at + 1)) {
    const auto known = definitions.find(to_lower_ascii(cell.substr(at + 1, cell.find(']', at) - at - 1)));
    if (known != definitions.end()) named += "\n\n" + known->second;
  }
  return named;
}

/// The text of a cell of a table, and what it does not show into its part; read behind a word, so that "1. x" and "# x"
/// begin no list and no heading.
std::string plain_cell(std::string_view cell, const Definitions& definitions, MarkdownPart& part) {
  const Tree tree = tree_of("x " + std::string(cell) + named_definitions(cell, definitions));
  cmark_node* block = cmark_node_first_child(tree.get());
  if (!block) return {};
  const InlineText inlines(block);
  for (const MarkdownLink& link : inlines.links) part.links.push_back({link.address, part.cells.size()});
  part.hidden.insert(part.hidden.end(), inlines.hidden.begin(), inlines.hidden.end());
  part.set_off.insert(part.set_off.end(), inlines.set_off.begin(), inlines.set_off.end());
  return std::string(trim(inlines.text().substr(1)));
}

// --- tables ----------------------------------------------------------------------------------------------------------

std::vector<std::string> cells_of(std::string_view line) {
  line = trim(line);
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|') && !line.ends_with("\\|")) line.remove_suffix(1);
  std::vector<std::string> cells(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')
      cells.back() += line[++i];
    else if (line[i] == '|')
      cells.emplace_back();
    else
      cells.back() += line[i];
  }
  return cells;
}

/// "|---|:-:|": below the names of the columns.
bool is_delimiter_row(std::string_view line) {
  if (line.find('|') == std::string_view::npos || line.find('-') == std::string_view::npos) return false;
  return trim(line).find_first_not_of("|-: \t") == std::string_view::npos;
}

// --- the page --------------------------------------------------------------------------------------------------------

/// The front matter as empty lines, so that all others keep their numbers; what it says into `front`.
std::string without_front_matter(std::string_view text, std::string& front) {
  std::string page(text);
  if (page.starts_with(byte_order_mark)) page.erase(0, byte_order_mark.size());
  const auto line_end = [&](std::size_t at) { return std::min(page.find('\n', at), page.size()); };
  if (trim(std::string_view(page).substr(0, line_end(0))) != "---") return page;
  for (std::size_t at = line_end(0) + 1, lines = 1; at < page.size(); at = line_end(at) + 1, ++lines) {
    const std::string_view line = trim(std::string_view(page).substr(at, line_end(at) - at));
    if (line != "---" && line != "...") {
      front += (front.empty() ? "" : "\n") + std::string(line);
      continue;
    }
    return std::string(lines, '\n') + page.substr(line_end(at));
  }
  front.clear();
  return page;
}

class TreeReader {
 public:
  explicit TreeReader(std::string page)
      : page_(std::move(page)), lines_(split(page_, '\n')), definitions_(definitions_in(lines_)) {}

  std::vector<MarkdownPart> parts() {
    const Tree tree = tree_of(page_);
    read_children(tree.get(), 0);
    return std::move(parts_);
  }

 private:
  void read_children(cmark_node* node, int level) {
    for (cmark_node* child = cmark_node_first_child(node); child; child = cmark_node_next(child)) read(child, level);
  }

  void read(cmark_node* node, int level) {
    constexpr int deepest = 100;
    const auto type = cmark_node_get_type(node);
    const int deeper = type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE ? 1 : 0;
    if (depth_ + deeper > deepest) return add(node, level, MarkdownSort::too_deep, {});
    depth_ += deeper;
    read_block(node, level);
    depth_ -= deeper;
  }

  void read_block(cmark_node* node, int level) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING: return read_heading(node, level);
      case CMARK_NODE_PARAGRAPH: return read_paragraph(node, level, MarkdownSort::paragraph);
      case CMARK_NODE_LIST: return read_children(node, level + 1);
      case CMARK_NODE_ITEM: return read_item(node, level);
      case CMARK_NODE_BLOCK_QUOTE: return read_children(node, level);
      case CMARK_NODE_CODE_BLOCK: return add(node, level, MarkdownSort::other, literal_of(node));
      case CMARK_NODE_HTML_BLOCK: return read_html(node, level);
      default: return;  // cmark's own list: rules say nothing
    }
  }

  MarkdownPart part_at(cmark_node* node, int level, MarkdownSort sort) {
    MarkdownPart part;
    part.sort = sort;
    part.level = level;
    part.place = {static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1)),
                  static_cast<std::size_t>(std::max(cmark_node_get_start_column(node), 1))};
    return part;
  }

  void add(cmark_node* node, int level, MarkdownSort sort, std::string text) {
    MarkdownPart part = part_at(node, level, sort);
    part.text = std::move(text);
    parts_.push_back(std::move(part));
  }

  void read_heading(cmark_node* node, int level) {
    const bool is_in_list = level > 0;
    read_paragraph(node, is_in_list ? level : cmark_node_get_heading_level(node),
                   is_in_list ? MarkdownSort::paragraph : MarkdownSort::heading);
  }

  /// Its first paragraph is the item itself.
  void read_item(cmark_node* node, int level) {
    cmark_node* first = cmark_node_first_child(node);
    const auto type = first ? cmark_node_get_type(first) : CMARK_NODE_NONE;
    if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING) {
      add(node, level, MarkdownSort::item, {});
      return read_children(node, level);
    }
    read_paragraph(first, level, MarkdownSort::item);
    for (cmark_node* child = cmark_node_next(first); child; child = cmark_node_next(child)) read(child, level);
  }

  void read_paragraph(cmark_node* node, int level, MarkdownSort sort) {
    if (sort == MarkdownSort::paragraph && read_table(node, level)) return;
    const InlineText inlines(node);
    MarkdownPart part = part_at(node, level, sort);
    part.text = inlines.text();
    part.notes = inlines.notes;
    part.links = inlines.links;
    part.hidden = inlines.hidden;
    part.set_off = inlines.set_off;
    part.is_strong = is_all_strong(node);
    if (cmark_node* front = cmark_node_first_child(node); is_strong(front)) part.front = InlineText(front).text();
    part.behind = emphasis_behind(node);
    parts_.push_back(std::move(part));
  }

  /// A paragraph of cmark whose second line, or a later one, parts columns.
  bool read_table(cmark_node* node, int level) {
    const auto first = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1)) - 1;
    const auto end = std::min(static_cast<std::size_t>(std::max(cmark_node_get_end_line(node), 0)), lines_.size());
    std::size_t delimiter = first + 1;
    while (delimiter < end && !is_delimiter_row(lines_[delimiter])) ++delimiter;
    if (delimiter >= end || lines_[delimiter - 1].find('|') == std::string_view::npos) return false;
    for (std::size_t line = first; line + 1 < delimiter; ++line) {
      MarkdownPart part = part_at(node, level, MarkdownSort::paragraph);
      part.place.line = line + 1;
      part.text = plain_cell(lines_[line], definitions_, part);
      parts_.push_back(std::move(part));
    }
    for (std::size_t line = delimiter - 1; line < end; ++line) {
      if (line == delimiter) continue;
      MarkdownPart part = part_at(node, level, line < delimiter ? MarkdownSort::header : MarkdownSort::row);
      part.place = {line + 1, 1};
      for (const std::string& cell : cells_of(lines_[line])) part.cells.push_back(plain_cell(cell, definitions_, part));
      part.text = join(part.cells, " | ");
      parts_.push_back(std::move(part));
    }
    return true;
  }

  /// A hidden note speaks of what stands before it.
  void read_html(cmark_node* node, int level) {
    const std::string html = literal_of(node);
    if (!parts_.empty() && take_note(html, parts_.back().notes)) return;
    add(node, level, MarkdownSort::other, std::string(trim(html)));
  }

  std::string page_;
  std::vector<std::string_view> lines_;
  Definitions definitions_;
  std::vector<MarkdownPart> parts_;
  int depth_ = 0;  ///< in how many lists and quotes
};

}  // namespace

std::vector<MarkdownPart> markdown_parts(std::string_view text) {
  std::string front;
  std::vector<MarkdownPart> parts = TreeReader(without_front_matter(text, front)).parts();
  if (front.empty()) return parts;
  MarkdownPart part;
  part.place = {1, 1};
  part.text = std::move(front);
  parts.insert(parts.begin(), std::move(part));
  return parts;
}

}  // namespace okr::actions
