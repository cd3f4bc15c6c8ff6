// SPDX-License-Identifier: MIT
// Which cycle and which objective a row belongs to, where rows name their parents in many ways.
#include "actions/import/sheet/sheet.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <iterator>

#include "actions/import/draft_plan.hpp"
#include "actions/import/title_marks.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::actions {

std::optional<SaidCycle> SheetCycles::there(std::string_view text) const {
  for (const KnownCycle& known : scene_.workspace.known_cycles) {
    const Cycle* cycle = scene_.workspace.cycle(known.id);
    const bool is_title = cycle && !cycle->title.empty() && cycle->title == text;
    if (known.id.text != text && !is_title) continue;
    if (cycle && cycle->dated) return SaidCycle{known.id.text, cycle->period};
    if (known.period) return SaidCycle{known.id.text, *known.period};
  }
  return std::nullopt;
}

std::optional<SaidCycle> SheetCycles::called(const std::string& text) const {
  const auto own = map_.cycles.find(to_lower_ascii(text));
  const std::string id = own == map_.cycles.end() ? text : own->second;
  if (auto known = there(id)) return known;
  return cycle_said(id, scene_.workspace.fiscal_start());
}

tl::expected<SaidCycle, CsvFault> SheetCycles::of(const SheetRow& row, CsvPlace place) {
  if (row.cell("cycle")) {
    above_.reset();  // where it cannot be read a row below is not of the cycle before
    TRY_ASSIGN(above_, said_by(row));
    return *above_;
  }
  if (scene_.cycle)
    if (auto cycle = called(*scene_.cycle)) return *cycle;
  if (map_.above && above_) return *above_;
  TRY_ASSIGN(const auto start, row.day("start"));
  TRY_ASSIGN(const auto due, row.day("due"));
  if (start && due && *start <= *due) {
    SaidCycle days = cycle_of_days({*start, *due}, scene_.workspace.fiscal_start());
    if (days.says_dates) return days;
  }
  return sheet_fault(place, "this row says no cycle",
                     start && due ? "its days are no quarter, half or year: --cycle ID gives it"
                                  : "--cycle ID gives it, or a column: cycle = \"HEADER\" below [columns] of a map");
}

tl::expected<std::optional<SaidCycle>, CsvFault> SheetCycles::said_by(const SheetRow& row) const {
  std::string said = row.text("cycle");
  if (said.empty()) return std::optional<SaidCycle>();
  if (const std::string year = row.text("year"); !year.empty()) said += " " + year;
  if (auto cycle = called(said)) return cycle;
  const std::string shown = safe_for_terminal(said);
  const auto own = map_.cycles.find(to_lower_ascii(said));
  if (own != map_.cycles.end())
    return sheet_fault(
        row.place("cycle"),
        fmt::format("'{}' is '{}' by the map, which names no cycle", shown, safe_for_terminal(own->second)),
        fmt::format("{}:{} is to say an id such as \"2026-Q3\", or that of a cycle that is there",
                    safe_for_terminal(map_.name), map_.cycle_lines.at(own->first)));
  return sheet_fault(row.place("cycle"), fmt::format("'{}' names no cycle", shown),
                     fmt::format("\"{}\" = \"2026-Q3\" below [cycles] of a map says which it is", shown));
}

std::string SheetCycles::told_of(const SheetRow& row, const SaidCycle& cycle) const {
  if (cycle.may_be_third) return third_told(row.text("cycle"), cycle);
  const bool is_unsure = cycle.is_fiscal && !says_fiscal_year(scene_.workspace);
  return is_unsure ? fiscal_year_told(row.text("cycle"), cycle) : std::string();
}

void SheetCycles::tell_days(const SheetRow& row, const SaidCycle& cycle, std::vector<DraftRemark>& remarks) {
  if (!row.cell("cycle")) return;
  if (std::string told = told_of(row, cycle); !told.empty() && told_.insert(told).second)
    remarks.push_back({row.place("cycle"), std::move(told)});
}

// --- which objective a row is below ----------------------------------------------------------------------------------

std::vector<std::string> SheetParents::named_by(const SheetRow& row) {
  std::vector<std::string> parents = row.names("parent");
  if (parents.size() > 1) parents.insert(parents.begin(), row.text("parent"));
  return parents;
}

namespace {

/// The numbers of a row and its title: what others may call it by.
std::vector<std::string> names_of_row(const SheetRow& row) {
  std::vector<std::string> names = row.all_texts("row-id");
  names.push_back(row.title("title"));
  return names;
}

}  // namespace

void SheetParents::know(const SheetRow& row) {
  for (std::string& name : names_of_row(row)) rows_.insert(std::move(name));
}

void SheetParents::note(const SheetRow& row) {
  for (const std::string& parent : named_by(row))
    if (const std::string name = unmarked_title(parent); rows_.contains(name)) {
      named_.insert(name);
      return;
    }
}

bool SheetParents::is_parent(const SheetRow& row) const {
  return std::ranges::any_of(names_of_row(row), [&](const std::string& name) { return named_.contains(name); });
}

void SheetParents::add(const SheetRow& row, const std::string& cycle, ObjectivePlace place) {
  const std::string title = row.title("title");
  for (const std::string& id : row.all_texts("row-id")) by_row_.emplace(id, place);
  by_title_.emplace(title, place);
  by_title_.emplace(title_in(cycle, title), place);
}

void SheetParents::add_key_result(const SheetRow& row, const std::string& cycle, const DraftKeyResult& kr) {
  std::vector<std::string> names = names_of_row(row);
  names.push_back(title_in(cycle, kr.title));
  for (const std::string& name : names) key_results_.emplace(name, DraftParent{kr.place, kr.title});
}

void SheetParents::lose(const SheetRow& row, CsvPlace place) {
  for (const std::string& name : names_of_row(row)) lost_.emplace(name, place);
}

std::optional<CsvPlace> SheetParents::lost(const std::vector<std::string>& named) const {
  for (const std::string& name : named)
    if (const auto known = lost_.find(unmarked_title(name)); known != lost_.end()) return known->second;
  return std::nullopt;
}

std::optional<DraftParent> SheetParents::key_result(const std::string& named, const std::string& cycle) const {
  const std::string title = unmarked_title(named);
  for (const std::string& known : {named, title_in(cycle, title), title})
    if (const auto found = key_results_.find(known); found != key_results_.end()) return found->second;
  return std::nullopt;
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

std::string folded_title(std::string_view title) {
  const std::string lower = to_lower_ascii(title);
  const auto last = lower.find_last_not_of(". ");
  return last == std::string::npos ? lower : lower.substr(0, last + 1);
}

const CsvCell* first_said(const std::vector<CsvCell>& cells) {
  const auto first = std::ranges::find_if(cells, [](const CsvCell& cell) { return !trim(cell.text).empty(); });
  return first == cells.end() ? nullptr : &*first;
}

bool is_mark_of_row(std::string_view title) {
  constexpr std::string_view around = "*_: ";
  const auto first = title.find_first_not_of(around);
  if (first == std::string_view::npos) return false;
  std::string_view rest = title.substr(first, title.find_last_not_of(around) - first + 1);
  if (rest.find_first_not_of("0123456789.)") == std::string_view::npos) return true;
  const LineMark mark = take_mark(rest);
  return (mark == LineMark::objective || mark == LineMark::key_result) && rest.empty();
}

// --- objectives by their marks ---------------------------------------------------------------------------------------

tl::expected<std::string, CsvFault> ObjectiveMarks::title_of(const SheetRow& row, const std::string& whose) {
  const std::string text = row.text("objective"), title = row.title("objective");
  std::string_view rest = text;
  if (take_mark(rest) != LineMark::objective) return title;
  std::string_view mark = trim(std::string_view(text).substr(0, text.size() - rest.size()));
  while (!mark.empty() && !is_digit(mark.back())) mark.remove_suffix(1);
  if (mark.empty()) return title;
  const std::string key = fmt::format("{}\n{}", whose, to_lower_ascii(mark));
  std::set<std::string>& titles = titles_[key];
  const CsvPlace place = row.place("objective");
  if (!rest.empty()) {
    if (const auto alone = alone_.find(key); alone != alone_.end())
      return sheet_fault(
          place, fmt::format("'{}' stands alone in line {}, before this row says its title", mark, alone->second.line),
          "write its title there, too");
    titles.insert(title);
    return title;
  }
  if (titles.size() > 1)
    return sheet_fault(place,
                       fmt::format("'{}' may be '{}' or '{}'", mark, safe_for_terminal(*titles.begin()),
                                   safe_for_terminal(*std::next(titles.begin()))),
                       "write its title");
  if (!titles.empty()) return *titles.begin();
  alone_.emplace(key, place);
  return title;
}

}  // namespace okr::actions
