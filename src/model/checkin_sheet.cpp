// SPDX-License-Identifier: MIT
#include "okr/model/checkin_sheet.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "okr/base/text.hpp"

namespace okr {
namespace {

template <class Visit>
void each_key_result(Cycle& cycle, Visit visit) {
  for (Objective& objective : cycle.objectives)
    for (KeyResult& kr : objective.key_results) visit(kr);
}

/// A list of a check-in's journal: all that is said of it.
struct JournalField {
  JournalPart part;
  std::string_view told;
  std::vector<std::string> Checkin::*texts = nullptr;
};

constexpr JournalField journal_fields[] = {{JournalPart::wins, "Won", &Checkin::wins},
                                           {JournalPart::blockers, "Blocked"},
                                           {JournalPart::solved, "Solved"},
                                           {JournalPart::priorities, "Next", &Checkin::priorities},
                                           {JournalPart::done, "Done", &Checkin::done},
                                           {JournalPart::needs, "Needs", &Checkin::needs},
                                           {JournalPart::ahead, "Ahead", &Checkin::ahead},
                                           {JournalPart::lessons, "Learned", &Checkin::lessons}};
static_assert(std::size(journal_fields) == words_of<JournalPart>().size());

const JournalField& field_of(JournalPart part) { return journal_fields[static_cast<std::size_t>(part)]; }

template <class List>
void take_over(const List& said, List& there) {
  if (!said.empty()) there = said;
}

bool same_journal(const Checkin& a, const Checkin& b) {
  return trim(a.note) == trim(b.note) && journal_lists(a) == journal_lists(b);
}

bool same_entry(const SheetEntry& a, const SheetEntry& b) {
  return a.id == b.id && a.entry.value == b.entry.value && a.entry.confidence == b.entry.confidence &&
         trim(a.entry.note) == trim(b.entry.note);
}

/// Which entries are of a key result, in their order.
std::multimap<KeyResultId, const SheetEntry*> by_id(const CheckinSheet& sheet) {
  std::multimap<KeyResultId, const SheetEntry*> entries;
  for (const SheetEntry& said : sheet.entries) entries.emplace(said.id, &said);
  return entries;
}

}  // namespace

std::string_view told(JournalPart part) { return field_of(part).told; }

std::vector<std::string> items_of(const Checkin& head, JournalPart part) {
  if (const auto texts = field_of(part).texts) return head.*texts;
  std::vector<std::string> items;
  if (part == JournalPart::blockers) std::ranges::transform(head.blockers, std::back_inserter(items), blocker_text);
  if (part == JournalPart::solved) std::ranges::transform(head.solved, std::back_inserter(items), &Reference::text);
  return items;
}

std::vector<std::string>* texts_of(Checkin& head, JournalPart part) {
  const auto texts = field_of(part).texts;
  return texts ? &(head.*texts) : nullptr;
}

std::vector<JournalList> journal_lists(const Checkin& head) {
  std::vector<JournalList> lists;
  for (const JournalField& field : journal_fields) {
    JournalList list{field.part, items_of(head, field.part)};
    std::erase_if(list.items, [](const std::string& item) { return trim(item).empty(); });
    if (!list.items.empty()) lists.push_back(std::move(list));
  }
  return lists;
}

void take_journal(const Checkin& said, Checkin& there) {
  if (!trim(said.note).empty()) there.note = said.note;
  for (const JournalField& field : journal_fields)
    if (field.texts) take_over(said.*field.texts, there.*field.texts);
  take_over(said.blockers, there.blockers);
  take_over(said.solved, there.solved);
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
  const auto said = by_id(sheet);
  each_key_result(cycle, [&](KeyResult& kr) {
    for (auto [it, last] = said.equal_range(kr.id); it != last; ++it) {
      Entry entry = it->second->entry;
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
  const auto others = by_id(b);
  return std::ranges::all_of(a.entries, [&others](const SheetEntry& entry) {
    const auto [first, last] = others.equal_range(entry.id);
    return std::any_of(first, last, [&entry](const auto& other) { return same_entry(entry, *other.second); });
  });
}

}  // namespace okr
