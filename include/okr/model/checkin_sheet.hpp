// SPDX-License-Identifier: MIT
// A check-in as one piece: what stands at its top and what it says of each key result. Taken out of a cycle, put into
// one, compared; how it is written and read is store/checkin_text's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/model/okr.hpp"

namespace okr {

/// A list of a check-in's journal, by its key; in the order in which a new file has them.
enum class JournalPart : std::uint8_t { wins, blockers, solved, priorities, done, needs, ahead, lessons };
OKR_WORDS(JournalPart, "wins", "blockers", "solved", "priorities", "done", "needs", "ahead", "lessons")

/// What stands in front of what such a list holds, in the words of a commit: "Won", "Next".
std::string_view told(JournalPart part);

/// What the list holds, in words; of a blocker its blocker_text.
std::vector<std::string> items_of(const Checkin& head, JournalPart part);

/// The list where it is one of texts alone; null for blockers and what is solved, which name records.
std::vector<std::string>* texts_of(Checkin& head, JournalPart part);

/// One that holds something, in words.
struct JournalList {
  JournalPart part = JournalPart::wins;
  std::vector<std::string> items;

  friend bool operator==(const JournalList&, const JournalList&) = default;
};

/// The lists of a check-in that hold something, in the order in which a new file has them.
std::vector<JournalList> journal_lists(const Checkin& head);

/// What a check-in says beside its values, on top of what another one says: its note and each of its lists, where they
/// hold something.
void take_journal(const Checkin& said, Checkin& there);

/// "fit.doctor: moved to September", "legal review" where it names no record.
std::string blocker_text(const Blocker& blocker);

/// What a check-in says of one key result, and which that is.
struct SheetEntry {
  KeyResultId id;
  Entry entry;
};

/// A whole check-in as one piece, away from its cycle.
struct CheckinSheet {
  Checkin head;
  std::vector<SheetEntry> entries;

  /// True when there is nothing in it but its date and its author.
  bool is_empty() const;
};

/// The check-in at that index of Cycle::checkins.
CheckinSheet sheet_of(const Cycle& cycle, std::uint32_t index);

/// All check-ins of a cycle, in the order of Cycle::checkins.
std::vector<CheckinSheet> sheets_of(const Cycle& cycle);

/// Puts a check-in into the cycle as the loader would: the last of its day unless `at` says otherwise. Key results that
/// the cycle does not have are left out.
void put_in(Cycle& cycle, const CheckinSheet& sheet);

/// Takes away everything the check-in at that index says; Cycle::checkins keeps its place, so that indices stay.
void take_out(Cycle& cycle, std::uint32_t index);

/// Leaves what was said before the check-in `first`, by its number in the cycle: it and all later ones are gone.
void take_out_since(Cycle& cycle, std::uint32_t first);

/// True where two check-ins say the same of the same key results, with the same journal. Date, `at`, author and places
/// are not looked at, nor the order of entries, nor line ends around a note.
bool same_content(const CheckinSheet& a, const CheckinSheet& b);

}  // namespace okr
