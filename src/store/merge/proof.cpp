// SPDX-License-Identifier: MIT
// The proof behind a merge, by another way than the merge itself: it walks the trees of all versions and of the result.

#include "store/merge/parts.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "okr/base/ranges.hpp"
#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "store/edit/proof.hpp"

namespace okr::store {
namespace {

/// The same place in all versions; null where it is not there.
struct Spot {
  const Node* base = nullptr;
  const Node* ours = nullptr;
  const Node* theirs = nullptr;
  const Node* result = nullptr;
};

class MergeWalk {
 public:
  explicit MergeWalk(const MergeClaim& claim) : claim_(claim) {}

  bool holds(const Spot& spot, KeyPath& path) const {
    if (contains(claim_.disagreements, path)) return claim_.preferred == Side::ours ? is_ours(spot) : is_theirs(spot);
    if (same(ours(), spot.ours, theirs(), spot.theirs)) return is_ours(spot);
    if (same(base(), spot.base, ours(), spot.ours)) return is_theirs(spot);
    if (same(base(), spot.base, theirs(), spot.theirs)) return is_ours(spot);
    if (spot.base != nullptr && (spot.ours == nullptr || spot.theirs == nullptr))
      return false;  // taken away, and changed
    if (is_later_stamp(spot, path)) return true;
    if (are_lists(spot, path)) return is_joined_list(spot, path);
    return are_tables(spot) && is_joined_table(spot, path);
  }

 private:
  const Document& base() const { return *claim_.sides.base; }
  const Document& ours() const { return *claim_.sides.ours; }
  const Document& theirs() const { return *claim_.sides.theirs; }
  const Document& result() const { return *claim_.result; }

  static bool same(const Document& a, const Node* left, const Document& b, const Node* right) {
    if (left == nullptr || right == nullptr) return left == right;
    return same_value(a, *left, b, *right);
  }
  bool is_ours(const Spot& spot) const { return same(ours(), spot.ours, result(), spot.result); }
  bool is_theirs(const Spot& spot) const { return same(theirs(), spot.theirs, result(), spot.result); }

  static bool is_list(const Node* node) { return node != nullptr && node->is_array(); }

  static bool are_lists(const Spot& spot, const KeyPath& path) {
    if (spot.ours == nullptr || spot.theirs == nullptr) return false;
    return (is_list(spot.ours) && is_list(spot.theirs)) || are_amounts(path, {spot.base, spot.ours, spot.theirs});
  }

  bool is_later_stamp(const Spot& spot, const KeyPath& path) const {
    if (!spot.ours || !spot.theirs || !spot.result || !is_stamp(path, *spot.ours, *spot.theirs)) return false;
    const auto later = std::max(spot.ours->second_of_day(), spot.theirs->second_of_day());
    return spot.result->is(NodeKind::time) && spot.result->second_of_day() == later;
  }

  // --- tables ---

  /// All that are there are tables, or values beside a table with a `value`.
  bool are_tables(const Spot& spot) const {
    const auto is_table = [](const Node* node) { return node == nullptr || node->is_table(); };
    if (is_table(spot.ours) && is_table(spot.theirs) && is_table(spot.result)) return true;
    const auto is_braced = [](const Document& document, const Node* node) {
      return node != nullptr && is_table_with_value(document, *node);
    };
    return is_braced(result(), spot.result) && (is_braced(ours(), spot.ours) || is_braced(theirs(), spot.theirs));
  }

  /// A bare value stands for the table that holds it.
  static ByKey keys_of(const Document& document, const Node* node) {
    ByKey keys;
    if (node == nullptr) return keys;
    if (!node->is_table()) keys.emplace("value", node);
    for (const Node& child : document.children(*node))
      if (node->is_table()) keys.emplace(child.key(), &child);
    return keys;
  }

  static const Node* find(const ByKey& keys, std::string_view key) {
    const auto found = keys.find(key);
    return found == keys.end() ? nullptr : found->second;
  }

  bool is_joined_table(const Spot& spot, KeyPath& path) const {
    const ByKey in_base = keys_of(base(), spot.base), in_ours = keys_of(ours(), spot.ours),
                in_theirs = keys_of(theirs(), spot.theirs), in_result = keys_of(result(), spot.result);
    std::unordered_set<std::string_view> all;
    for (const ByKey* keys : {&in_ours, &in_theirs, &in_result})
      for (const auto& [key, node] : *keys) all.insert(key);
    for (const std::string_view key : all) {
      path.emplace_back(key);
      const bool held =
          holds({find(in_base, key), find(in_ours, key), find(in_theirs, key), find(in_result, key)}, path);
      path.pop_back();
      if (!held) return false;
    }
    return true;
  }

  // --- lists: what one side took away is gone, what one brought is there, and nothing else is ---

  struct Entry {
    const Node* node = nullptr;
    std::string meaning, name;
  };

  /// Of a list, or the one value that stands for it; by what they say and by their names.
  class Entries {
   public:
    Entries(const Document& document, const Node* list) {
      if (list != nullptr && !list->is_array()) add(document, *list);
      if (!is_list(list)) return;
      for (const Node& entry : document.children(*list)) add(document, entry);
    }

    const std::vector<Entry>& all() const { return all_; }

    std::size_t count(const std::string& meaning) const {
      const auto found = counts_.find(meaning);
      return found == counts_.end() ? 0 : found->second;
    }

    /// The first of that name; null where none has it.
    const Node* named(const std::string& name) const {
      const auto found = named_.find(name);
      return found == named_.end() ? nullptr : found->second;
    }

   private:
    void add(const Document& document, const Node& node) {
      Entry entry{&node, meaning_of(document, node), name_of_entry(document, node)};
      ++counts_[entry.meaning];
      named_.emplace(entry.name, &node);
      all_.push_back(std::move(entry));
    }

    std::vector<Entry> all_;
    std::unordered_map<std::string, std::size_t> counts_;
    std::unordered_map<std::string, const Node*> named_;
  };

  /// The same list in all versions.
  struct Lists {
    Entries base, ours, theirs, result;
  };

  bool is_joined_list(const Spot& spot, KeyPath& path) const {
    if (!is_list(spot.result) || is_one_value(ours(), *spot.ours, path)) return false;
    const Lists lists{{base(), spot.base}, {ours(), spot.ours}, {theirs(), spot.theirs}, {result(), spot.result}};
    return std::ranges::all_of(std::array{&lists.ours, &lists.theirs, &lists.result}, [&](const Entries* list) {
      return std::ranges::all_of(list->all(), [&](const Entry& entry) { return is_accounted(entry, lists, path); });
    });
  }

  bool is_accounted(const Entry& entry, const Lists& lists, KeyPath& path) const {
    const auto in_ours = lists.ours.count(entry.meaning), in_base = lists.base.count(entry.meaning),
               in_theirs = lists.theirs.count(entry.meaning);
    const auto expected = in_ours == in_base     ? in_theirs
                          : in_theirs == in_base ? in_ours
                                                 : std::max(in_ours, in_theirs);
    if (lists.result.count(entry.meaning) == expected) return true;
    const Spot inner{lists.base.named(entry.name), lists.ours.named(entry.name), lists.theirs.named(entry.name),
                     lists.result.named(entry.name)};
    return inner.ours && inner.theirs && holds(inner, path);
  }

  const MergeClaim& claim_;
};

}  // namespace

bool proves(const MergeClaim& claim) {
  KeyPath path;
  const Spot root{&claim.sides.base->root(), &claim.sides.ours->root(), &claim.sides.theirs->root(),
                  &claim.result->root()};
  return MergeWalk(claim).holds(root, path);
}

// --- what is written -------------------------------------------------------------------------------------------------

// What a merge writes: lines that are settled, conflicts between markers, and what the text would be with every
// conflict settled for one side.

void MergeWriter::lines(std::string_view text) {
  close();
  marked_ += text;
  ours_ += text;
  theirs_ += text;
}

void MergeWriter::conflict(Conflict conflict) {
  if (open_ && open_->path == conflict.path) {
    open_->base += conflict.base;
    open_->ours += conflict.ours;
    open_->theirs += conflict.theirs;
    return;
  }
  close();
  open_ = std::move(conflict);
}

void MergeWriter::close() {
  if (!open_) return;
  const Conflict conflict = std::move(*open_);
  open_.reset();
  const auto line = static_cast<std::size_t>(std::ranges::count(marked_, '\n')) + 1;
  marked_ += marker('<', ours_label) + conflict.ours;
  if (style_.shows_base) marked_ += marker('|', base_label) + conflict.base;
  marked_ += marker('=', "") + conflict.theirs + marker('>', theirs_label);
  ours_ += conflict.ours;
  theirs_ += conflict.theirs;
  paths_.push_back(conflict.path);
  if (conflict.their_path) paths_.push_back(*conflict.their_path);
  disagreements_.push_back({shown_path(conflict.path), line, conflict.our_value, conflict.their_value});
}

std::string MergeWriter::marker(char byte, std::string_view label) const {
  return std::string(style_.length, byte) + (label.empty() ? "" : " ") + std::string(label) + "\n";
}

// --- records that a side of a merge renamed: `was` says what they were called ----------------------------------------

namespace {

/// A record that says what it was called before: `was` of ship.people names users.
struct Renamed {
  KeyPath from;
  std::string to;
};

KeyPath renamed_path(const Renamed& rename) {
  KeyPath path(rename.from.begin(), rename.from.end() - 1);
  path.push_back(rename.to);
  return path;
}

/// The names that a table was called by before; none where it is no table.
std::vector<std::string> old_names(const Document& document, const Node& table) {
  std::vector<std::string> names;
  const Node* was = table.is_table() ? document.find(table, "was") : nullptr;
  if (was == nullptr || !was->is_array()) return names;
  for (const Node& name : document.children(*was))
    if (name.is(NodeKind::string)) names.emplace_back(name.string());
  return names;
}

bool was_called(const Document& document, const Node& table, const std::string& name) {
  return std::ranges::count(old_names(document, table), name) > 0;
}

/// The table with this path, or nothing: the top for an empty one.
const Node* table_at(const Document& document, const KeyPath& path) {
  const Node* node = path.empty() ? &document.root() : document.find(path);
  return node != nullptr && node->is_table() ? node : nullptr;
}

/// Of what stands in the table with the path `above`, however it is written: below headings, with dotted keys, or
/// between braces.
void add_renames_below(const KeyPath& above, const Document& before, const Document& after,
                       std::vector<Renamed>& found) {
  const Node* table = table_at(after, above);
  if (table == nullptr) return;
  KeyPath path = above, old = above;
  path.emplace_back();
  old.emplace_back();
  for (const Node& record : after.children(*table)) {
    path.back() = record.key();
    const std::vector<std::string> names = old_names(after, record);
    if (names.empty() || before.find(path) != nullptr) continue;
    for (const std::string& name : names) {
      old.back() = name;
      const bool is_moved = before.find(old) != nullptr && after.find(old) == nullptr;
      if (is_moved) found.push_back({old, path.back()});
    }
  }
}

/// Of names that have one part, or two.
std::vector<Renamed> renames_in(const Document& before, const Document& after, std::size_t depth) {
  std::vector<Renamed> found;
  if (depth == 1) add_renames_below({}, before, after, found);
  for (const Node& objective : after.children(after.root()))
    if (depth == 2) add_renames_below({std::string(objective.key())}, before, after, found);
  return found;
}

/// Two records that became one name, or one record that got two, are nothing to join by names.
Status check_apart(const Renamed& rename, const Document& other) {
  const KeyPath path = renamed_path(rename);
  const std::string& old = rename.from.back();
  const Node* same = other.find(path);
  if (same != nullptr && !was_called(other, *same, old))
    return data_failure(
        fmt::format("{} is {} on one side and another record on the other", shown_path(path), shown_path(rename.from)));
  const Node* table = table_at(other, KeyPath(path.begin(), path.end() - 1));
  if (table == nullptr || other.find(rename.from) != nullptr) return {};
  for (const Node& there : other.children(*table))
    if (there.key() != rename.to && was_called(other, there, old))
      return data_failure(fmt::format("{} is called {} on one side and {} on the other", shown_path(rename.from),
                                      rename.to, there.key()));
  return {};
}

Status follow_renames_of(const std::string& side, std::string& base, std::string& other, std::size_t depth) {
  if (side.find("was") == std::string::npos) return {};
  TRY_ASSIGN(const auto after, EditSource::open(side));
  constexpr int most = 1000;
  for (int turn = 0; turn < most; ++turn) {
    TRY_ASSIGN(const auto before, EditSource::open(base));
    const auto renames = renames_in(before.document(), after.document(), depth);
    if (renames.empty()) return {};
    const Renamed& first = renames.front();
    TRY_ASSIGN(const auto beside, EditSource::open(other));
    TRY(check_apart(first, beside.document()));
    TRY_ASSIGN(base, rename_key(base, first.from, first.to));
    if (auto renamed = rename_key(other, first.from, first.to)) other = std::move(*renamed);
  }
  return {};
}

}  // namespace

Status follow_renames(std::string& base, std::string& ours, std::string& theirs) {
  constexpr std::size_t deepest = 2;  // an objective, then what stands in it
  for (std::size_t depth = 1; depth <= deepest; ++depth) {
    TRY(follow_renames_of(ours, base, theirs, depth));
    TRY(follow_renames_of(theirs, base, ours, depth));
  }
  return {};
}

}  // namespace okr::store
