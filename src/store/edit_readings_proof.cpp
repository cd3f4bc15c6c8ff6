// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "store/edit_proof.hpp"

namespace okr::store {
namespace {

constexpr std::string_view table_name = "readings";

using ByKey = std::unordered_map<std::string_view, const Node*>;

const Node* readings_of(const Document& document) { return document.find(document.root(), table_name); }

ByKey children_by_key(const Document& document) {
  ByKey found;
  const Node* table = readings_of(document);
  if (table == nullptr || !table->is_table()) return found;
  found.reserve(table->child_count());
  for (const Node& child : document.children(*table)) found.emplace(child.key(), &child);
  return found;
}

bool is_same(double there, double value) { return std::memcmp(&there, &value, sizeof value) == 0; }

/// A number, or what is listed; empty where something is no number.
std::vector<double> amounts_in(const Document& document, const Node& node) {
  if (!node.is_array()) return node.is_numeric() ? std::vector{node.number()} : std::vector<double>();
  std::vector<double> amounts;
  for (const Node& amount : document.children(node)) {
    if (!amount.is_numeric()) return {};
    amounts.push_back(amount.number());
  }
  return amounts;
}

bool are_amounts(const Document& document, const Node* node, const std::vector<double>& wanted) {
  return node != nullptr && std::ranges::equal(amounts_in(document, *node), wanted, is_same);
}

bool is_note(const Node* node, std::string_view note) {
  return node != nullptr && node->is(NodeKind::string) && node->string() == note;
}

/// Reads the file before and after and the readings that were meant: nothing else may differ.
class ReadingsProof {
 public:
  ReadingsProof(const Document& before, const Document& after)
      : before_(before), after_(after), olds_(children_by_key(before)), news_(children_by_key(after)) {}

  bool holds(std::span<const ReadingEdit> readings) const {
    if (!rest_is_same()) return false;
    std::size_t added = 0;
    std::unordered_map<std::string_view, bool> meant;
    for (const ReadingEdit& edit : readings) {
      const auto old = olds_.find(edit.key);
      const auto now = news_.find(edit.key);
      if (now == news_.end() || !meant.emplace(edit.key, true).second) return false;
      if (old == olds_.end()) ++added;
      if (!is_as_meant(old == olds_.end() ? nullptr : old->second, *now->second, edit)) return false;
    }
    return news_.size() == olds_.size() + added && others_are_same(meant);
  }

 private:
  bool rest_is_same() const {
    const auto count = [](const Document& document) {
      return document.root().child_count() - (readings_of(document) ? 1U : 0U);
    };
    if (count(before_) != count(after_)) return false;
    return std::ranges::all_of(before_.children(before_.root()), [&](const Node& child) {
      if (child.key() == table_name) return true;
      const Node* now = after_.find(after_.root(), child.key());
      return now != nullptr && same_content(before_, child, after_, *now);
    });
  }

  bool others_are_same(const std::unordered_map<std::string_view, bool>& meant) const {
    return std::ranges::all_of(olds_, [&](const ByKey::value_type& old) {
      if (meant.contains(old.first)) return true;
      const auto now = news_.find(old.first);
      return now != news_.end() && same_content(before_, *old.second, after_, *now->second);
    });
  }

  /// What has to stand there: the amounts that were said, or those that were there and one more.
  std::vector<double> wanted(const Node* old, const ReadingEdit& edit) const {
    std::vector<double> amounts;
    if (edit.adds && old != nullptr) {
      const Node* value = old->is_table() ? before_.find(*old, "value") : old;
      if (value != nullptr) amounts = amounts_in(before_, *value);
    }
    amounts.push_back(edit.value);
    amounts.insert(amounts.end(), edit.more.begin(), edit.more.end());
    return amounts;
  }

  bool is_as_meant(const Node* old, const Node& now, const ReadingEdit& edit) const {
    if (!now.is_table())
      return edit.note.empty() && (old == nullptr || !old->is_table()) && are_amounts(after_, &now, wanted(old, edit));
    const bool was_table = old != nullptr && old->is_table();
    std::size_t expected = was_table ? old->child_count() : 1;
    if (!edit.note.empty() && !(was_table && before_.find(*old, "note"))) ++expected;
    if (!was_table && edit.note.empty()) return false;
    if (now.child_count() != expected || !are_amounts(after_, after_.find(now, "value"), wanted(old, edit)))
      return false;
    if (!edit.note.empty() && !is_note(after_.find(now, "note"), edit.note)) return false;
    return !was_table || kept_keys_are_same(*old, now, edit);
  }

  bool kept_keys_are_same(const Node& old, const Node& now, const ReadingEdit& edit) const {
    return std::ranges::all_of(before_.children(old), [&](const Node& child) {
      if (child.key() == "value" || (child.key() == "note" && !edit.note.empty())) return true;
      const Node* kept = after_.find(now, child.key());
      return kept != nullptr && same_content(before_, child, after_, *kept);
    });
  }

  const Document& before_;
  const Document& after_;
  ByKey olds_, news_;
};

}  // namespace

Result<std::string> proven_readings(const EditSource& source, std::vector<Splice> splices,
                                    std::span<const ReadingEdit> readings) {
  auto text = spliced(source.text(), std::move(splices));
  const auto after = Document::parse(text);
  if (!after)
    return failure(ErrorKind::data, fmt::format("the file cannot hold these readings: {}", after.error().message),
                   "nothing was written");
  if (ReadingsProof(source.document(), *after).holds(readings)) return text;
  return failure(ErrorKind::internal, "these readings would change something else too",
                 "nothing was written; please report this with the file");
}

}  // namespace okr::store
