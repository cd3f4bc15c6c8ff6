// SPDX-License-Identifier: MIT
#include "okr/model/checkin_sheet.hpp"

#include <algorithm>
#include <tuple>

#include "okr/base/text.hpp"

namespace okr {
namespace {

template <class Visit>
void each_key_result(Cycle& cycle, Visit visit) {
  for (Objective& objective : cycle.objectives)
    for (KeyResult& kr : objective.key_results) visit(kr);
}

bool same_journal(const Checkin& a, const Checkin& b) {
  return trim(a.note) == trim(b.note) && journal_lists(a) == journal_lists(b);
}

bool same_entry(const SheetEntry& a, const SheetEntry& b) {
  return a.id == b.id && a.entry.value == b.entry.value && a.entry.confidence == b.entry.confidence &&
         trim(a.entry.note) == trim(b.entry.note);
}

}  // namespace

std::vector<JournalList> journal_lists(const Checkin& head) {
  std::vector<std::string> blockers, solved;
  for (const Blocker& blocker : head.blockers) blockers.push_back(blocker_text(blocker));
  for (const Reference& one : head.solved) solved.push_back(one.text);
  std::vector<JournalList> lists{
      {"wins", head.wins}, {"blockers", blockers}, {"solved", solved},    {"priorities", head.priorities},
      {"done", head.done}, {"needs", head.needs},  {"ahead", head.ahead}, {"lessons", head.lessons}};
  for (JournalList& list : lists) std::erase_if(list.items, [](const std::string& item) { return trim(item).empty(); });
  std::erase_if(lists, [](const JournalList& list) { return list.items.empty(); });
  return lists;
}

std::string blocker_text(const Blocker& blocker) {
  return blocker.about.empty() ? blocker.text : blocker.about.text + ": " + blocker.text;
}

bool CheckinSheet::is_empty() const { return entries.empty() && same_journal(head, Checkin{}); }

CheckinSheet sheet_of(const Cycle& cycle, std::uint32_t index) {
  CheckinSheet sheet;
  sheet.head = cycle.checkins[index];
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results)
      for (const Entry& entry : kr.entries)
        if (entry.checkin == index) sheet.entries.push_back({kr.id, entry});
  return sheet;
}

std::vector<CheckinSheet> sheets_of(const Cycle& cycle) {
  std::vector<CheckinSheet> sheets(cycle.checkins.size());
  for (std::size_t i = 0; i < sheets.size(); ++i) sheets[i].head = cycle.checkins[i];
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results)
      for (const Entry& entry : kr.entries) sheets[entry.checkin].entries.push_back({kr.id, entry});
  return sheets;
}

void put_in(Cycle& cycle, const CheckinSheet& sheet) {
  const auto index = static_cast<std::uint32_t>(cycle.checkins.size());
  cycle.checkins.push_back(sheet.head);
  const auto order = [](const Entry& a, const Entry& b) {
    return std::tuple(a.date, a.at.value_or(-1)) < std::tuple(b.date, b.at.value_or(-1));
  };
  each_key_result(cycle, [&](KeyResult& kr) {
    for (const SheetEntry& said : sheet.entries) {
      if (said.id != kr.id) continue;
      Entry entry = said.entry;
      entry.date = sheet.head.date;
      entry.at = sheet.head.at;
      entry.checkin = index;
      kr.entries.insert(std::ranges::upper_bound(kr.entries, entry, order), std::move(entry));
    }
  });
}

void take_out(Cycle& cycle, std::uint32_t index) {
  each_key_result(cycle, [index](KeyResult& kr) {
    std::erase_if(kr.entries, [index](const Entry& entry) { return entry.checkin == index; });
  });
  cycle.checkins[index].about.clear();
}

void take_out_since(Cycle& cycle, std::uint32_t first) {
  each_key_result(cycle, [first](KeyResult& kr) {
    std::erase_if(kr.entries, [first](const Entry& entry) { return entry.checkin >= first; });
  });
  cycle.checkins.resize(first);
}

bool same_content(const CheckinSheet& a, const CheckinSheet& b) {
  if (a.entries.size() != b.entries.size() || !same_journal(a.head, b.head)) return false;
  return std::ranges::all_of(a.entries, [&b](const SheetEntry& entry) {
    return std::ranges::any_of(b.entries, [&entry](const SheetEntry& other) { return same_entry(entry, other); });
  });
}

}  // namespace okr
