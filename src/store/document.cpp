// SPDX-License-Identifier: MIT
// What a parsed text answers: children, places, lines. How it is parsed is in scan.cpp and toml.cpp.
#include <algorithm>
#include <unordered_map>

#include "store/lines.hpp"
#include "store/scan.hpp"
#include "store/series.hpp"
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
  auto at = lines.is_ascii() ? std::string_view::npos : find_invalid_utf8(text);
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
  auto series = find_series(body->text);
  if (auto fault = scan(body->text, nullptr, series ? series->text : Span{})) return refuse(std::move(*fault));
  if (auto fault = conflict_in_texts(body->text)) return refuse(std::move(*fault));
  if (const auto complaint = build_tree(body->text, body->lines, series ? &*series : nullptr, body->tree)) {
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

}  // namespace okr::store
