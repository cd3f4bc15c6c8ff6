// SPDX-License-Identifier: MIT
// The tables of what people said: check-ins, what they say of key results, and their remarks.
#include <fmt/core.h>

#include "okr/model/checkin_sheet.hpp"
#include "reports/objects.hpp"
#include "reports/tables/tables.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "14:05"; null where no time was said.
Json time_of(const std::optional<int>& seconds) {
  return seconds ? json(fmt::format("{:02}:{:02}", *seconds / 3600, *seconds / 60 % 60)) : Json();
}

struct CheckinRow {
  const CycleOfSource& in;
  const Checkin& checkin;

  std::string name() const { return checkin_name(*in.source->workspace, checkin); }
};

constexpr Key<CheckinRow> checkin_columns[] = {
    {"checkin", "string", "2026-08-17-ana-x1: its file's name", [](auto& c) { return c.name(); }},
    {"day", "date", "its day", [](auto& c) { return c.checkin.date; }},
    {"said_at", "string?", "the time of day, 14:05", [](auto& c) { return time_of(c.checkin.at); }},
    {"author", "string?", "who said it", [](auto& c) { return json_or_null(c.checkin.by); }},
    {"source", "string?", "from where: a person and a machine, or a program",
     [](auto& c) { return json_or_null(c.checkin.source); }},
    {"note", "string?", "what was said of all of it", [](auto& c) { return json_or_null(c.checkin.note); }},
};

struct ReadingRow {
  const CycleOfSource& in;
  const KeyResult& key_result;
  const Entry& entry;

  const Checkin& checkin() const { return in.cycle->checkins[entry.checkin]; }
};

/// A number as it is; 1 for yes, 0 for no.
Json number_said(const EntryValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return json(*number);
  if (const auto* yes = std::get_if<bool>(&value)) return json(*yes ? 1 : 0);
  return {};
}

/// Words: a grade's zone, steps; yes and no too.
Json words_said(const EntryValue& value) {
  return std::holds_alternative<double>(value) ? Json() : json_or_null(entry_text(value));
}

constexpr Key<ReadingRow> reading_columns[] = {
    {"key_result", "string", "ship.users", [](auto& r) { return to_string(r.key_result.id); }},
    {"checkin", "string", "the check-in that says it",
     [](auto& r) { return checkin_name(*r.in.source->workspace, r.checkin()); }},
    {"day", "date", "its day", [](auto& r) { return r.entry.date; }},
    {"said_at", "string?", "the time of day, 14:05", [](auto& r) { return time_of(r.entry.at); }},
    {"value_num", "number?", "a number, or 1 for yes and 0 for no", [](auto& r) { return number_said(r.entry.value); }},
    {"value_text", "string?", "what is no number: yes, no, a grade's word, the steps that were done",
     [](auto& r) { return words_said(r.entry.value); }},
    {"confidence", "integer?", "1 to 10", [](auto& r) { return r.entry.confidence; }},
    {"note", "string?", "what was said beside it", [](auto& r) { return json_or_null(r.entry.note); }},
};

struct RemarkRow {
  std::string checkin;
  std::string_view kind;
  std::size_t place = 0;
  std::string about = {};
  std::string said;
};

constexpr Key<RemarkRow> remark_columns[] = {
    {"checkin", "string", "the check-in that says it", [](auto& r) { return r.checkin; }},
    {"kind", "string", "wins, priorities, done, needs, ahead, lessons, blockers or solved",
     [](auto& r) { return r.kind; }},
    {"place", "integer", "1 is the first of its kind", [](auto& r) { return r.place; }},
    {"about", "string?", "of a blocker: the record it stands in the way of",
     [](auto& r) { return json_or_null(r.about); }},
    {"said", "string", "what was said", [](auto& r) { return r.said; }},
};

void add_remarks_of(TableMaker<CycleOfSource, RemarkRow>& remarks, const CycleOfSource& in, const Checkin& checkin) {
  const std::string name = checkin_name(*in.source->workspace, checkin);
  for (const JournalList& list : journal_lists(checkin)) {
    std::size_t place = 0;
    for (const std::string& item : list.items) {
      const bool is_blocker = list.part == JournalPart::blockers && place < checkin.blockers.size();
      const Blocker* blocker = is_blocker ? &checkin.blockers[place] : nullptr;
      ++place;
      remarks.add(in, {name, word(list.part), place, blocker ? blocker->about.text : std::string(),
                       blocker ? blocker->text : item});
    }
  }
}

}  // namespace

void add_said_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of) {
  TableMaker<CycleOfSource, CheckinRow> checkins(
      {"checkins", "a check-in", {}, {"workspace", "cycle", "checkin"}, {{"cycles", {"workspace", "cycle"}}}},
      "workspace cycle checkin day said_at author source note", keys_of_place(), checkin_columns);
  TableMaker<CycleOfSource, ReadingRow> readings(
      {"readings",
       "what a check-in says of a key result",
       {},
       {"workspace", "cycle", "key_result", "checkin"},
       {{"key_results", {"workspace", "cycle", "key_result"}}, {"checkins", {"workspace", "cycle", "checkin"}}}},
      "workspace cycle key_result checkin day said_at value_num value_text confidence note", keys_of_place(),
      reading_columns);
  TableMaker<CycleOfSource, RemarkRow> remarks({"remarks",
                                                "a line of a check-in's journal",
                                                {},
                                                {"workspace", "cycle", "checkin", "kind", "place"},
                                                {{"checkins", {"workspace", "cycle", "checkin"}}}},
                                               "workspace cycle checkin kind place about said", keys_of_place(),
                                               remark_columns);
  for (const CycleOfSource& one : cycles) {
    for (const Checkin& checkin : one.cycle->checkins) {
      if (checkin.date > as_of) continue;
      checkins.add(one, {one, checkin});
      add_remarks_of(remarks, one, checkin);
    }
    for (const Objective& objective : one.cycle->objectives)
      for (const KeyResult& kr : objective.key_results)
        for (const Entry& entry : kr.entries)
          if (entry.date <= as_of) readings.add(one, {one, kr, entry});
  }
  tables.push_back(std::move(checkins).table());
  tables.push_back(std::move(readings).table());
  tables.push_back(std::move(remarks).table());
}

}  // namespace okr::reports
