// SPDX-License-Identifier: MIT
#include "store/merge_renames.hpp"

#include <vector>

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

std::vector<Renamed> renames_in(const EditSource& before, const EditSource& after) {
  std::vector<Renamed> found;
  for (std::uint32_t index = 0; index < after.count(); ++index) {
    if (after.statement(index).kind != StatementKind::header) continue;
    const KeyPath& path = after.located(index).path;
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

}  // namespace

Status follow_renames(const std::string& side, std::string& base, std::string& other) {
  if (side.find("was") == std::string::npos) return {};
  TRY_ASSIGN(const auto after, EditSource::open(side));
  constexpr int most = 1000;
  for (int turn = 0; turn < most; ++turn) {
    TRY_ASSIGN(const auto before, EditSource::open(base));
    const auto renames = renames_in(before, after);
    if (renames.empty()) return {};
    const Renamed& first = renames.front();
    TRY_ASSIGN(base, rename_key(base, first.from, first.to));
    if (auto renamed = rename_key(other, first.from, first.to)) other = std::move(*renamed);
  }
  return {};
}

}  // namespace okr::store
