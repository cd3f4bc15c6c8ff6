// SPDX-License-Identifier: MIT
// Edits of what begins at a place, inside lists too, where no path of keys leads to it.
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "store/edit_proof.hpp"
#include "store/edit_source.hpp"

namespace okr::store {
namespace {

/// The way from the root to a node: which child, level by level.
using Steps = std::vector<std::size_t>;

enum class Part { key, value, any };

bool begins_at(const Document& document, const Node& node, Part part, LineColumn place) {
  const bool has_key = part != Part::value && node.key_span().end != 0;
  const bool has_value = part != Part::key && !node.is_table();
  return (has_key && document.place(node.key_span().begin) == place) ||
         (has_value && document.place(node.value_span().begin) == place);
}

/// Adds the way to the innermost node that begins there; false where there is none.
bool reach(const Document& document, const Node& parent, Part part, LineColumn place, Steps& steps) {
  const auto children = document.children(parent);
  for (std::size_t at = 0; at < children.size(); ++at) {
    steps.push_back(at);
    if (reach(document, children[at], part, place, steps) || begins_at(document, children[at], part, place))
      return true;
    steps.pop_back();
  }
  return false;
}

/// The keys on the way; nothing where it leads into a list.
std::optional<KeyPath> keys_of(const Document& document, const Steps& steps) {
  KeyPath path;
  const Node* node = &document.root();
  for (const std::size_t step : steps) {
    if (node->is_array()) return std::nullopt;
    node = &document.children(*node)[step];
    path.emplace_back(node->key());
  }
  return path;
}

const Node& node_at(const Document& document, const Steps& steps) {
  const Node* node = &document.root();
  for (const std::size_t step : steps) node = &document.children(*node)[step];
  return *node;
}

/// True when the two hold the same but for what lies at the end of the way, whose siblings keep their order and keys.
bool same_beside(const Document& before, const Document& after, const Steps& steps) {
  const Node* left = &before.root();
  const Node* right = &after.root();
  for (std::size_t depth = 0; depth < steps.size(); ++depth) {
    if (left->kind() != right->kind() || left->child_count() != right->child_count()) return false;
    const auto olds = before.children(*left);
    const auto news = after.children(*right);
    const bool is_last = depth + 1 == steps.size();
    for (std::size_t at = 0; at < olds.size(); ++at) {
      if (at == steps[depth]) continue;
      if (olds[at].key() != news[at].key() || !same_content(before, olds[at], after, news[at])) return false;
    }
    left = &olds[steps[depth]];
    right = &news[steps[depth]];
    if (!is_last && left->key() != right->key()) return false;
  }
  return true;
}

/// The text with these bytes where the part stood, and the document it becomes.
struct Edited {
  std::string text;
  Document document;
};

Result<Edited> edited(const Document& before, Span span, std::string_view bytes) {
  std::string text(before.text());
  text.replace(span.begin, span.end - span.begin, bytes);
  auto document = Document::parse(text);
  if (!document)
    return failure(ErrorKind::data, "the file cannot hold this change: " + document.error().message,
                   "nothing was written; change the file by hand");
  return Edited{std::move(text), std::move(*document)};
}

Result<Document> opened(std::string_view text) {
  auto document = Document::parse(std::string(text));
  if (!document) return failure(ErrorKind::data, "the file is no TOML: " + document.error().message);
  return std::move(*document);
}

tl::unexpected<Error> nothing_there(LineColumn place) {
  return failure(ErrorKind::data, fmt::format("nothing begins at {}:{}", place.line, place.column));
}

tl::unexpected<Error> something_else() {
  return failure(ErrorKind::internal, "the change would change something else too",
                 "nothing was written; please report this with the file");
}

}  // namespace

std::optional<KeyPath> path_at(std::string_view text, std::uint32_t line, std::uint32_t column) {
  const auto document = Document::parse(std::string(text));
  Steps steps;
  if (!document || !reach(*document, document->root(), Part::any, {line, column}, steps)) return std::nullopt;
  return keys_of(*document, steps);
}

Result<std::string> set_value_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                 std::string_view value) {
  TRY_ASSIGN(const auto before, opened(text));
  TRY_ASSIGN(const auto read, read_value(value));
  Steps steps;
  if (!reach(before, before.root(), Part::value, {line, column}, steps)) return nothing_there({line, column});
  const Node& old = node_at(before, steps);
  TRY_ASSIGN(auto after, edited(before, old.value_span(), value));
  if (!same_beside(before, after.document, steps)) return something_else();
  const Node& now = node_at(after.document, steps);
  if (now.key() != old.key() || !same_content(read.document, read.node(), after.document, now)) return something_else();
  return std::move(after.text);
}

Result<std::string> rename_key_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                  std::string_view new_key) {
  TRY_ASSIGN(const auto before, opened(text));
  Steps steps;
  if (!reach(before, before.root(), Part::key, {line, column}, steps)) return nothing_there({line, column});
  const Node& old = node_at(before, steps);
  TRY_ASSIGN(auto after, edited(before, old.key_span(), requoted(before.text(old.key_span()), new_key)));
  if (!same_beside(before, after.document, steps)) return something_else();
  const Node& now = node_at(after.document, steps);
  if (now.key() != new_key || !same_content(before, old, after.document, now)) return something_else();
  return std::move(after.text);
}

}  // namespace okr::store
