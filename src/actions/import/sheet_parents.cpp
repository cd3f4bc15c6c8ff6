// SPDX-License-Identifier: MIT
#include "actions/import/sheet_parents.hpp"

#include "actions/import/draft_match.hpp"

namespace okr::cli {

std::vector<std::string> SheetParents::named_by(const SheetRow& row) {
  std::vector<std::string> parents = row.names("parent");
  if (parents.size() > 1) parents.insert(parents.begin(), row.text("parent"));
  return parents;
}

void SheetParents::note(const SheetRow& row) {
  for (const std::string& parent : named_by(row)) named_.insert(unmarked_title(parent));
}

bool SheetParents::is_parent(const SheetRow& row) const {
  const std::string id = row.text("row-id");
  return named_.contains(row.title("title")) || (!id.empty() && named_.contains(id));
}

void SheetParents::add(const SheetRow& row, const std::string& cycle, ObjectivePlace place) {
  const std::string title = row.title("title");
  if (const std::string id = row.text("row-id"); !id.empty()) by_row_.emplace(id, place);
  by_title_.emplace(title, place);
  by_title_.emplace(title_in(cycle, title), place);
}

std::optional<FoundParent> SheetParents::find(const std::vector<std::string>& named, const std::string& cycle) const {
  for (std::size_t i = 0; i < named.size(); ++i) {
    const std::string title = unmarked_title(named[i]);
    if (const auto found = by_row_.find(named[i]); found != by_row_.end()) return FoundParent{found->second, i};
    for (const std::string& known : {cycle.empty() ? title : title_in(cycle, title), title})
      if (const auto found = by_title_.find(known); found != by_title_.end()) return FoundParent{found->second, i};
  }
  return std::nullopt;
}

}  // namespace okr::cli
