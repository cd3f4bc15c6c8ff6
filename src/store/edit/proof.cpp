// SPDX-License-Identifier: MIT
#include "store/edit/proof.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <vector>

namespace okr::store {
namespace {

bool same_number(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

bool same_scalar(const Document& before, const Node& a, const Document& after, const Node& b) {
  switch (a.kind()) {
    case NodeKind::string: return a.string() == b.string();
    case NodeKind::integer: return a.integer() == b.integer();
    case NodeKind::number: return same_number(a.number(), b.number());
    case NodeKind::boolean: return a.boolean() == b.boolean();
    case NodeKind::date: return a.date() == b.date();
    case NodeKind::time:
    case NodeKind::date_time:
      // Fractions and offsets are not in the node.
      return before.text(a.value_span()) == after.text(b.value_span());
    case NodeKind::table:
    case NodeKind::array: return true;
  }
  return false;
}

/// The keys of two tables that are not part of the intent, matched in order and, where the order differs, by name.
class EditWalk {
 public:
  EditWalk(const Document& before, const Document& after, const Intent& intent)
      : before_(before), after_(after), intent_(intent) {}

  bool agrees(const Node* left, const Node* right, std::size_t depth) const {
    if (!is_table(left) || !is_table(right)) return false;
    return others_agree(left, right, depth) && leaf_or_below(left, right, depth);
  }

 private:
  static bool is_table(const Node* node) { return node == nullptr || node->is_table(); }

  bool is_meant(std::string_view key, std::size_t depth) const {
    if (key == intent_.path[depth]) return true;
    return intent_.change == EditKind::renamed && depth + 1 == intent_.path.size() && key == intent_.new_key;
  }

  std::vector<const Node*> others(const Document& document, const Node* table, std::size_t depth) const {
    std::vector<const Node*> found;
    if (table == nullptr) return found;
    for (const Node& child : document.children(*table)) {
      if (!is_meant(child.key(), depth)) found.push_back(&child);
    }
    return found;
  }

  bool others_agree(const Node* left, const Node* right, std::size_t depth) const {
    const auto olds = others(before_, left, depth);
    const auto news = others(after_, right, depth);
    if (olds.size() != news.size()) return false;
    for (std::size_t child = 0; child < olds.size(); ++child) {
      const Node* partner =
          news[child]->key() == olds[child]->key() ? news[child] : after_.find(*right, olds[child]->key());
      if (partner == nullptr || !same_content(before_, *olds[child], after_, *partner)) return false;
    }
    return true;
  }

  static const Node* child(const Document& document, const Node* table, std::string_view key) {
    return table == nullptr ? nullptr : document.find(*table, key);
  }

  bool leaf_or_below(const Node* left, const Node* right, std::size_t depth) const {
    const Node* old_leaf = child(before_, left, intent_.path[depth]);
    const Node* new_leaf = child(after_, right, intent_.path[depth]);
    if (depth + 1 < intent_.path.size()) return agrees(old_leaf, new_leaf, depth + 1);
    switch (intent_.change) {
      case EditKind::changed: return old_leaf != nullptr && new_leaf != nullptr && is_expected(*new_leaf);
      case EditKind::added: return added(old_leaf, new_leaf);
      case EditKind::removed: return old_leaf != nullptr && new_leaf == nullptr;
      case EditKind::renamed:
        return renamed(old_leaf, new_leaf, child(before_, left, intent_.new_key),
                       child(after_, right, intent_.new_key));
      case EditKind::appended:
        return old_leaf != nullptr && new_leaf != nullptr && longer(before_, *old_leaf, after_, *new_leaf) &&
               is_expected(after_.children(*new_leaf).back());
      case EditKind::dropped:
        return old_leaf != nullptr && new_leaf != nullptr && longer(after_, *new_leaf, before_, *old_leaf);
    }
    return false;
  }

  bool is_expected(const Node& node) const { return same_content(*intent_.expected, *intent_.value, after_, node); }

  /// A heading may be added above sub-headings that are there: then what it held stays and the expected keys come to
  /// it.
  bool added(const Node* old_leaf, const Node* new_leaf) const {
    if (new_leaf == nullptr) return false;
    if (old_leaf == nullptr) return is_expected(*new_leaf);
    if (!old_leaf->is_table() || !new_leaf->is_table() || old_leaf->form() != TableForm::implicit) return false;
    for (const Node& child : before_.children(*old_leaf)) {
      const Node* kept = after_.find(*new_leaf, child.key());
      if (kept == nullptr || !same_content(before_, child, after_, *kept)) return false;
    }
    for (const Node& child : intent_.expected->children(*intent_.value)) {
      const Node* come = after_.find(*new_leaf, child.key());
      if (come == nullptr || !same_content(*intent_.expected, child, after_, *come)) return false;
    }
    return new_leaf->child_count() == old_leaf->child_count() + intent_.value->child_count();
  }

  bool renamed(const Node* left, const Node* left_after, const Node* taken, const Node* right) const {
    if (left == nullptr || left_after != nullptr || taken != nullptr || right == nullptr) return false;
    return same_content(before_, *left, after_, *right);
  }

  static bool longer(const Document& a, const Node& shorter, const Document& b, const Node& longer) {
    if (!shorter.is_array() || !longer.is_array() || longer.child_count() != shorter.child_count() + 1) return false;
    for (std::size_t at = 0; at < shorter.child_count(); ++at) {
      if (!same_content(a, a.children(shorter)[at], b, b.children(longer)[at])) return false;
    }
    return true;
  }

  const Document& before_;
  const Document& after_;
  const Intent& intent_;
};

/// Tables that were added, by the keys that lead to them.
struct Added {
  const Document* lines = nullptr;
  std::map<std::string_view, Added> below;
};

class AddedTables {
 public:
  AddedTables(const Document& before, const Document& after, const std::vector<AddedTable>& tables)
      : before_(before), after_(after) {
    for (const AddedTable& table : tables) {
      Added* at = &top_;
      for (const std::string& key : *table.path) at = &at->below[key];
      if (at->lines != nullptr) are_different_ = false;
      at->lines = table.lines;
    }
  }

  bool are_all() const { return are_different_ && agrees(&before_.root(), after_.root(), top_); }

 private:
  /// A heading may come above sub-headings that are there; where nothing was, there is nothing but what was added.
  bool agrees(const Node* before, const Node& after, const Added& added) const {
    if (!after.is_table() || (before != nullptr && !before->is_table())) return false;
    if (before != nullptr && added.lines != nullptr && before->form() != TableForm::implicit) return false;
    const ByKey news = children_by_key(after_, &after);
    const ByKey olds = children_by_key(before_, before);
    std::size_t count = 0;
    for (const auto& [key, old] : olds) {
      const auto now = news.find(key);
      const auto more = added.below.find(key);
      if (now == news.end()) return false;
      if (more == added.below.end() && !same_content(before_, *old, after_, *now->second)) return false;
      ++count;
    }
    for (const auto& [key, below] : added.below) {
      const auto now = news.find(key);
      const auto old = olds.find(key);
      if (now == news.end() || !agrees(old == olds.end() ? nullptr : old->second, *now->second, below)) return false;
      if (old == olds.end()) ++count;
    }
    return has_lines(news, added.lines, count) && news.size() == count;
  }

  static bool is_there(const Document& a, const Node& node, const Document& b, const ByKey& news) {
    const auto now = news.find(node.key());
    return now != news.end() && same_content(a, node, b, *now->second);
  }

  bool has_lines(const ByKey& news, const Document* lines, std::size_t& count) const {
    if (lines == nullptr) return true;
    count += lines->root().child_count();
    return std::ranges::all_of(lines->children(lines->root()),
                               [&](const Node& line) { return is_there(*lines, line, after_, news); });
  }

  const Document& before_;
  const Document& after_;
  Added top_;
  bool are_different_ = true;
};

/// The spliced text where it can be read and agrees; `path` is what the edit was about.
template <class Agrees>
Result<std::string> if_proven(const EditSource& source, std::vector<Splice> splices, const KeyPath& path,
                              Agrees agrees) {
  auto text = spliced(source.text(), std::move(splices));
  const auto after = Document::parse(text);
  if (!after) return cannot_hold("this change of " + shown_path(path), after.error());
  if (agrees(*after)) return text;
  return changes_more("changing " + shown_path(path));
}

}  // namespace

tl::unexpected<Error> cannot_hold(std::string_view edit, const SyntaxFault& fault) {
  return data_failure(fmt::format("the file cannot hold {}: {}", edit, fault.message),
                      "nothing was written; change the file by hand");
}

tl::unexpected<Error> changes_more(std::string_view edit) {
  return failure(ErrorKind::internal, fmt::format("{} would change something else too", edit),
                 "nothing was written; please report this with the file");
}

bool same_content(const Document& a, const Node& left, const Document& b, const Node& right) {
  if (left.kind() != right.kind() || left.child_count() != right.child_count()) return false;
  if (!same_scalar(a, left, b, right)) return false;
  const auto olds = a.children(left);
  const auto news = b.children(right);
  for (std::size_t at = 0; at < olds.size(); ++at) {
    const Node* partner =
        left.is_array() || news[at].key() == olds[at].key() ? &news[at] : b.find(right, olds[at].key());
    if (partner == nullptr || !same_content(a, olds[at], b, *partner)) return false;
  }
  return true;
}

bool proves(const Document& before, const Document& after, const Intent& intent) {
  return !intent.path.empty() && EditWalk(before, after, intent).agrees(&before.root(), &after.root(), 0);
}

Result<std::string> proven(const EditSource& source, std::vector<Splice> splices, const Intent& intent) {
  return if_proven(source, std::move(splices), intent.path,
                   [&](const Document& after) { return proves(source.document(), after, intent); });
}

Result<std::string> proven_tables(const EditSource& source, std::vector<Splice> splices,
                                  const std::vector<AddedTable>& added) {
  return if_proven(source, std::move(splices), *added.front().path,
                   [&](const Document& after) { return AddedTables(source.document(), after, added).are_all(); });
}

ByKey children_by_key(const Document& document, const Node* table) {
  ByKey found;
  if (table == nullptr || !table->is_table()) return found;
  found.reserve(table->child_count());
  for (const Node& child : document.children(*table)) found.emplace(child.key(), &child);
  return found;
}

bool is_same_definition(const Document& one, const Document& other) {
  const auto count = [](const Document& document) {
    return document.root().child_count() - (readings_of(document) ? 1U : 0U);
  };
  return count(one) == count(other) && std::ranges::all_of(one.children(one.root()), [&](const Node& child) {
           if (child.key() == readings_table) return true;
           const Node* there = other.find(other.root(), child.key());
           return there != nullptr && same_content(one, child, other, *there);
         });
}

}  // namespace okr::store
