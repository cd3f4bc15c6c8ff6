// SPDX-License-Identifier: MIT
// A TOML text as facts, from its pieces as a merge knows them.
#include "okr/store/facts.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"
#include "store/edit/proof.hpp"
#include "store/merge/parts.hpp"

namespace okr::store {
namespace {

/// A reading or a target of a KPI, or a part of one: a date and what was measured, with its note, is one fact.
bool is_dated(const KeyPath& path) { return path.size() > 1 && (path[0] == "readings" || path[0] == "targets"); }

bool is_same_date(const KeyPath& a, const KeyPath& b) {
  return is_dated(a) && is_dated(b) && a[0] == b[0] && a[1] == b[1];
}

class Facts {
 public:
  void add(const KeyPath& path, const Document& document, const Node& node) {
    const std::string key = toml_key(path);
    if (is_dated(path)) return line(key + " = " + on_one_line(document, node));
    if (node.is(NodeKind::string) && node.string().find('\n') != std::string_view::npos)
      return add_lines(key, node.string());
    if (node.is_table() && node.child_count() > 0) return add_keys(path, document, node);
    const bool is_set = node.is_array() && node.child_count() > 0 && !is_one_value(document, node, path);
    if (!is_set) return line(key + " = " + on_one_line(document, node));
    for (const Node& entry : document.children(node)) line(key + "[] = " + on_one_line(document, entry));
  }

  void comments(const TextLines& lines) {
    for (const std::string& one : lines)
      if (const auto comment = trim(one); !comment.empty() || !text_.ends_with("\n\n")) line(comment);
  }

  void line(std::string_view text) { text_ += std::string(text) + "\n"; }

  std::string take() { return std::move(text_); }

 private:
  void add_keys(const KeyPath& path, const Document& document, const Node& table) {
    for (const Node& child : document.children(table)) {
      KeyPath inner = path;
      inner.emplace_back(child.key());
      add(inner, document, child);
    }
  }

  void add_lines(const std::string& key, std::string_view value) {
    if (value.ends_with('\n')) value.remove_suffix(1);
    for (const std::string_view one : split(value, '\n')) {
      const std::string quoted = toml_line_string(one);
      line(key + " | " + quoted.substr(1, quoted.size() - 2));
    }
  }

  std::string text_;
};

/// One key, or all of one date that follow each other: 2026-08-11.value, 2026-08-11.note.
void add_pieces(Facts& facts, std::span<const Piece> pieces) {
  std::string lines;
  for (const Piece& piece : pieces) {
    facts.comments(piece.lead);
    facts.comments(comments_in(piece.value + piece.tail));
    lines += toml_line(toml_key(piece.path), piece.value);
  }
  KeyPath path = pieces.front().path;
  if (is_dated(path)) path.resize(2);
  const auto document = Document::parse(std::move(lines));
  if (const Node* node = document ? document->find(path) : nullptr) facts.add(path, *document, *node);
}

void add_heading(Facts& facts, const Block& block) {
  facts.comments(block.heading.lead);
  if (block.heading.path.empty()) return;
  if (!block.is_list) {
    facts.comments(comments_in(block.heading.tail));
    return facts.line("[" + toml_key(block.heading.path) + "]");
  }
  facts.comments(comments_in(block.heading.value));
  const auto list = Document::parse(block.heading.value);
  if (const Node* node = list ? list->find(block.heading.path) : nullptr) facts.add(block.heading.path, *list, *node);
}

std::optional<std::string> facts_of_toml(const std::string& text) {
  const auto sheet = sheet_of(text);
  if (!sheet) return std::nullopt;
  Facts facts;
  for (const Block& block : sheet->blocks) {
    add_heading(facts, block);
    for (std::span<const Piece> rest(block.pieces); !rest.empty();) {
      const auto other = std::ranges::find_if(
          rest.subspan(1), [&](const Piece& piece) { return !is_same_date(piece.path, rest.front().path); });
      const auto count = static_cast<std::size_t>(other - rest.begin());
      add_pieces(facts, rest.first(count));
      rest = rest.subspan(count);
    }
  }
  facts.comments(sheet->end);
  return facts.take();
}

// --- a merge that is not resolved yet --------------------------------------------------------------------------------

/// A line of a conflict: the marker itself, or what stands between two of them.
bool is_marker(std::string_view line, char byte) {
  constexpr std::size_t shortest = 7;
  const auto length = std::min(line.find_first_not_of(byte), line.size());
  return length >= shortest && (length == line.size() || line[length] == ' ');
}

bool is_any_marker(std::string_view line) {
  return is_marker(line, '<') || is_marker(line, '|') || is_marker(line, '=') || is_marker(line, '>');
}

constexpr std::string_view placeholder = "# <okr conflict>";

/// The lines of a text with conflicts; each of them from its first marker to its last.
struct Parted {
  std::string around;  ///< a comment in the place of every conflict
  std::vector<TextLines> conflicts;
};

/// Nothing where a marker stands alone.
std::optional<Parted> parted(std::string_view text) {
  Parted parts;
  bool is_inside = false;
  if (text.ends_with('\n')) text.remove_suffix(1);
  for (const std::string_view line : split(text, '\n')) {
    const bool begins = is_marker(line, '<');
    if (begins == is_inside && (begins || is_marker(line, '>'))) return std::nullopt;
    if (begins) {
      parts.conflicts.emplace_back();
      parts.around += std::string(placeholder) + "\n";
    }
    is_inside = is_inside || begins;
    if (is_inside)
      parts.conflicts.back().emplace_back(line);
    else
      parts.around += std::string(line) + "\n";
    if (is_marker(line, '>')) is_inside = false;
  }
  return is_inside || parts.conflicts.empty() ? std::nullopt : std::optional(std::move(parts));
}

/// The facts of one side of a conflict below the heading that it stands under; its lines where they are none.
std::string facts_below(const std::string& heading, const std::string& lines) {
  const auto facts = facts_of_toml(heading + lines);
  return facts && facts->starts_with(heading) ? facts->substr(heading.size()) : lines;
}

std::string facts_of_conflict(const std::string& heading, const TextLines& conflict) {
  std::string text, side;
  for (const std::string& line : conflict) {
    if (!is_any_marker(line)) {
      side += line + "\n";
      continue;
    }
    text += facts_below(heading, std::exchange(side, {})) + line + "\n";
  }
  return text;
}

std::optional<std::string> facts_between_markers(std::string_view text) {
  const auto parts = parted(text);
  if (!parts) return std::nullopt;
  const auto around = facts_of_toml(parts->around);
  if (!around) return std::nullopt;
  std::string joined, heading;
  auto conflict = parts->conflicts.begin();
  for (const std::string_view line : split(std::string_view(*around).substr(0, around->size() - 1), '\n')) {
    if (line.starts_with('[')) heading = std::string(line) + "\n";
    if (line == placeholder && conflict != parts->conflicts.end())
      joined += facts_of_conflict(heading, *conflict++);
    else
      joined += std::string(line) + "\n";
  }
  return joined;
}

}  // namespace

std::optional<std::string> facts_of(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  if (auto facts = facts_of_toml(text)) return facts;
  return facts_between_markers(text);
}

}  // namespace okr::store
