// SPDX-License-Identifier: MIT
// What a parsed text answers: children, places, lines. How it is parsed is in scan.cpp and toml.cpp.

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"
#include "store/toml.hpp"

namespace okr::store {
namespace {

constexpr std::size_t large_table = 32;  // from so many children on a map is faster than looking at one after the other

SyntaxFault too_large() {
  SyntaxFault fault;
  fault.code = SyntaxCode::limit;
  fault.message = "the file is larger than 64 MiB";
  fault.hint = "split it: a KPI may be a folder with one file of readings a year";
  return fault;
}

/// Bytes that no text holds: another encoding, zeros.
std::optional<SyntaxFault> encoding_fault(std::string_view text, const LineIndex& lines) {
  SyntaxFault fault;
  auto at = lines.is_ascii() ? std::string_view::npos : first_byte_not_utf8(text).value_or(std::string_view::npos);
  if (at != std::string_view::npos) {
    const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    fault.message = utf16 ? "the file is UTF-16" : "a byte that is not UTF-8";
    fault.hint = "save the file as UTF-8";
  } else {
    at = text.find('\0');
    if (at == std::string_view::npos) return std::nullopt;
    fault.message = "a zero byte";
    fault.hint = "is this a text file? Restore it with git";
  }
  fault.span = Span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at) + 1};
  return fault;
}

SyntaxFault with_place(SyntaxFault fault, std::string_view text, const LineIndex& lines) {
  fault.place = lines.place(text, fault.span.begin);
  fault.source_line = lines.line(text, fault.place.line);
  return fault;
}

}  // namespace

struct Document::Body {
  explicit Body(std::string given) : text(std::move(given)), lines(text) {}

  std::string text;
  LineIndex lines;
  Tree tree;
  /// The children of a large table by their keys, made when one is looked for; by the table's first child.
  mutable std::unordered_map<const Node*, std::unordered_map<std::string_view, const Node*>> large = {};
};

tl::expected<Document, SyntaxFault> Document::parse(std::string text) {
  if (text.size() > largest_file) return tl::unexpected(too_large());
  auto body = std::make_unique<Body>(std::move(text));
  const auto refuse = [&](SyntaxFault fault) {
    return tl::unexpected(with_place(std::move(fault), body->text, body->lines));
  };
  if (auto fault = encoding_fault(body->text, body->lines)) return refuse(std::move(*fault));
  if (auto tree = read_plain(body->text)) {
    body->tree = std::move(*tree);
    return Document(std::move(body));
  }
  if (auto fault = scan(body->text, nullptr)) return refuse(std::move(*fault));
  if (auto fault = conflict_in_texts(body->text)) return refuse(std::move(*fault));
  if (const auto complaint = build_tree(body->text, body->lines, body->tree)) {
    OffsetCursor cursor(body->text, body->lines);
    return refuse(plain_words(body->text, cursor.offset(complaint->place), complaint->description));
  }
  return Document(std::move(body));
}

Document::Document(std::unique_ptr<const Body> body) : body_(std::move(body)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

std::string_view Document::text() const { return body_->text; }

std::string_view Document::text(Span span) const { return text().substr(span.begin, span.end - span.begin); }

const Node& Document::root() const { return body_->tree.nodes.front(); }

std::span<const Node> Document::children(const Node& node) const { return body_->tree.children(node); }

const Node* Document::find(const Node& table, std::string_view key) const {
  if (!table.is_table()) return nullptr;
  const auto all = children(table);
  if (all.size() < large_table) {
    const auto child = std::ranges::find(all, key, &Node::key);
    return child == all.end() ? nullptr : &*child;
  }
  auto& known = body_->large[all.data()];
  if (known.empty())
    for (const Node& child : all) known.emplace(child.key(), &child);
  const auto child = known.find(key);
  return child == known.end() ? nullptr : child->second;
}

const Node* Document::find(std::span<const std::string> path) const {
  const Node* node = &root();
  for (const std::string& key : path) {
    node = find(*node, key);
    if (node == nullptr) return nullptr;
  }
  return node;
}

LineColumn Document::place(std::uint32_t offset, std::uint32_t near) const {
  return body_->lines.place(text(), offset, near);
}

std::string_view Document::line_text(std::uint32_t line) const { return body_->lines.line(text(), line); }

// --- the smallest pieces ---------------------------------------------------------------------------------------------

namespace {

bool is_all_ascii(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t seen = 0;
  for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    seen |= word;
  }
  for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
  return (seen & 0x8080808080808080ULL) == 0;
}

std::uint32_t characters(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      std::count_if(bytes.begin(), bytes.end(), [](char byte) { return !is_continuation(byte); }));
}

}  // namespace

bool is_bare_key_byte(char byte) { return is(bare_key, byte); }

std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const bool triple = at + 2 < text.size() && text[at + 1] == quote && text[at + 2] == quote;
  for (std::size_t next = at + (triple ? 3 : 1); next < text.size(); ++next) {
    const char byte = text[next];
    if (byte == '\\' && quote == '"' && (triple || text.substr(next + 1, 1) != "\n"))
      ++next;
    else if (byte == '\n' && !triple)
      return std::string_view::npos;
    else if (byte == quote && !triple)
      return next + 1;
    else if (byte == quote && text.substr(next, 3) == std::string_view(text.data() + at, 3)) {
      next += 3;
      for (int extra = 0; extra < 2 && next < text.size() && text[next] == quote; ++extra) ++next;
      return next;
    }
  }
  return std::string_view::npos;
}

HeaderShape header_shape(std::string_view text, std::uint32_t at) {
  HeaderShape shape;
  while (at < text.size() && text[at] != ']') {
    if (const char byte = text[at]; byte == '"' || byte == '\'' || is(bare_key, byte)) {
      const auto begin = at;
      if (byte == '"' || byte == '\'')
        at = static_cast<std::uint32_t>(end_of_string(text, at));
      else
        while (is(bare_key, text[at])) ++at;
      shape.last_part = Span{begin, at};
      ++shape.part_count;
    } else {
      ++at;
    }
  }
  return shape;
}

std::uint32_t mark_length(std::string_view text) { return text.starts_with(byte_order_mark) ? 3 : 0; }

LineIndex::LineIndex(std::string_view text) : ascii_(is_all_ascii(text)) {
  starts_.reserve(text.size() / 16 + 1);
  starts_.push_back(mark_length(text));
  const char* const begin = text.data();
  const char* at = begin;
  const char* const end = begin + text.size();
  while (at < end) {
    const void* found = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    if (found == nullptr) break;
    at = static_cast<const char*>(found) + 1;
    starts_.push_back(static_cast<std::uint32_t>(at - begin));
  }
}

/// The first line that starts behind the offset.
std::vector<std::uint32_t>::const_iterator LineIndex::line_behind(std::uint32_t offset, std::uint32_t near) const {
  constexpr std::uint32_t few = 4;
  if (near > 0 && near < count() && start(near) <= offset)
    for (auto line = starts_.begin() + near; line != starts_.end() && line < starts_.begin() + near + few; ++line)
      if (offset < *line) return line;
  return std::upper_bound(starts_.begin(), starts_.end(), offset);
}

LineColumn LineIndex::place(std::string_view text, std::uint32_t offset, std::uint32_t near) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  const auto next = line_behind(offset, near);
  if (next == starts_.begin()) return LineColumn{};
  const auto begin = *(next - 1);
  const auto line = static_cast<std::uint32_t>(next - starts_.begin());
  if (ascii_) return LineColumn{line, offset - begin + 1};  // a series may be one line of a million characters
  return LineColumn{line, characters(text.substr(begin, offset - begin)) + 1};
}

std::string_view LineIndex::line(std::string_view text, std::uint32_t line) const {
  if (line == 0 || line > count()) return {};
  const auto begin = start(line);
  auto length = (line == count() ? text.size() : start(line + 1) - 1) - begin;
  if (line < count() && length > 0 && text[begin + length - 1] == '\r') --length;
  return text.substr(begin, length);
}

std::uint32_t OffsetCursor::offset(LineColumn place) {
  if (place.line == 0 || place.line > lines_.count()) return static_cast<std::uint32_t>(text_.size());
  const auto begin = lines_.start(place.line);
  if (lines_.is_ascii()) return std::min(begin + place.column - 1, static_cast<std::uint32_t>(text_.size()));
  if (place.line != last_.line || last_offset_ < begin || place.column - 1 < last_.column / 2) {
    last_ = LineColumn{place.line, 1};
    last_offset_ = begin;
  }
  return step(place);
}

std::uint32_t OffsetCursor::step(LineColumn place) {
  for (; last_.column < place.column && last_offset_ < text_.size(); ++last_.column) {
    do ++last_offset_;
    while (last_offset_ < text_.size() && is_continuation(text_[last_offset_]));
  }
  for (; last_.column > place.column; --last_.column) {
    do --last_offset_;
    while (is_continuation(text_[last_offset_]));
  }
  return last_offset_;
}

std::string on_one_line(const Document& document, const Node& node) {
  if (node.is(NodeKind::string)) return toml_line_string(node.string());
  if (!node.is_array() && !node.is_table()) return std::string(document.text(node.value_span()));
  std::string inside;
  for (const Node& child : document.children(node)) {
    if (!inside.empty()) inside += ", ";
    if (node.is_table()) inside += toml_key(child.key()) + " = ";
    inside += on_one_line(document, child);
  }
  if (node.is_array()) return "[" + inside + "]";
  return inside.empty() ? "{}" : "{ " + inside + " }";
}

}  // namespace okr::store
