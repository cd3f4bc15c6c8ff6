// SPDX-License-Identifier: MIT
// Records that a side of a merge renamed: `was` says what they were called.
#include "store/merge_parts.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "store/edit_source.hpp"

namespace okr::store {
namespace {

/// A heading that says what it was called before: `was` of [ship.people] names users.
struct Renamed {
  KeyPath from;
  std::string to;
};

KeyPath renamed_path(const Renamed& rename) {
  KeyPath path(rename.from.begin(), rename.from.end() - 1);
  path.push_back(rename.to);
  return path;
}

bool was_called(const EditSource& source, const KeyPath& path, const std::string& name) {
  const Node* table = source.document().find(path);
  const Node* was = table == nullptr ? nullptr : source.document().find(*table, "was");
  if (was == nullptr || !was->is_array()) return false;
  for (const Node& one : source.document().children(*was))
    if (one.is(NodeKind::string) && one.string() == name) return true;
  return false;
}

/// Of names that have so many parts.
std::vector<Renamed> renames_in(const EditSource& before, const EditSource& after, std::size_t depth) {
  std::vector<Renamed> found;
  for (std::uint32_t index = 0; index < after.count(); ++index) {
    if (after.statement(index).kind != StatementKind::header) continue;
    const KeyPath& path = after.located(index).path;
    if (path.size() != depth) continue;
    const Node* table = after.document().find(path);
    const Node* was = table == nullptr ? nullptr : after.document().find(*table, "was");
    if (was == nullptr || !was->is_array() || before.document().find(path) != nullptr) continue;
    for (const Node& name : after.document().children(*was)) {
      KeyPath old(path.begin(), path.end() - 1);
      old.emplace_back(name.is(NodeKind::string) ? name.string() : "");
      const bool is_moved = before.document().find(old) != nullptr && after.document().find(old) == nullptr;
      if (is_moved) found.push_back({std::move(old), path.back()});
    }
  }
  return found;
}

/// Two records that became one name, or one record that got two, are nothing to join by names.
Status check_apart(const Renamed& rename, const EditSource& other) {
  const KeyPath path = renamed_path(rename);
  const std::string& old = rename.from.back();
  if (other.document().find(path) != nullptr && !was_called(other, path, old))
    return failure(ErrorKind::data, fmt::format("{} is {} on one side and another record on the other",
                                                shown_path(path), shown_path(rename.from)));
  for (std::uint32_t index = 0; index < other.count(); ++index) {
    if (other.statement(index).kind != StatementKind::header) continue;
    const KeyPath& there = other.located(index).path;
    const bool is_beside = there.size() == path.size() && std::equal(there.begin(), there.end() - 1, path.begin());
    if (is_beside && there != path && other.document().find(rename.from) == nullptr && was_called(other, there, old))
      return failure(ErrorKind::data, fmt::format("{} is called {} on one side and {} on the other",
                                                  shown_path(rename.from), rename.to, there.back()));
  }
  return {};
}

Status follow_renames_of(const std::string& side, std::string& base, std::string& other, std::size_t depth) {
  if (side.find("was") == std::string::npos) return {};
  TRY_ASSIGN(const auto after, EditSource::open(side));
  constexpr int most = 1000;
  for (int turn = 0; turn < most; ++turn) {
    TRY_ASSIGN(const auto before, EditSource::open(base));
    const auto renames = renames_in(before, after, depth);
    if (renames.empty()) return {};
    const Renamed& first = renames.front();
    TRY_ASSIGN(const auto beside, EditSource::open(other));
    TRY(check_apart(first, beside));
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
