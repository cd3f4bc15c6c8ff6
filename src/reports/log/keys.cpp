// SPDX-License-Identifier: MIT
// `okr log` for programs: a row a fact, and JSON.
#include "reports/log/journal.hpp"

#include "okr/base/text.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// In one cell: a number with all its digits, else the words.
template <class Value>
Json cell_of(const Value& value, const std::string& words) {
  const double* number = std::get_if<double>(&value);
  return number ? json(*number) : json(words);
}

Json entry_cell(const EntryValue& value) { return cell_of(value, entry_text(value)); }

Json field_cell(const ChangedField::Value& value) { return cell_of(value, field_text(value)); }

constexpr Key<JournalEntry> said_keys[] = {
    {"value", "any", "as it was said: a number, true or false, a word, a list of steps, null",
     [](auto& s) { return s.entry->value; }},
    {"before", "any", "the same, the last time", [](auto& s) { return null_or(s.value_before, &Entry::value); }},
    {"confidence", "integer?", "1 to 10", [](auto& s) { return s.entry->confidence; }},
    {"confidence_before", "integer?", "the last one before", [](auto& s) { return s.confidence_before; }},
    {"note", "string?", "what was said beside it", [](auto& s) { return json_or_null(s.entry->note); }},
    {"value", "", "", [](auto& s) { return entry_cell(s.entry->value); }, In::column},
    {"before", "", "", [](auto& s) { return s.value_before ? entry_cell(s.value_before->value) : Json(); }, In::column},
};

RecordName name_of_entry(const JournalEntry& entry) {
  return record_name(Found{entry.cycle, nullptr, entry.key_result, nullptr});
}

constexpr Key<ChangedField> changed_keys[] = {
    {"key", "string", "target, due, state, ...", [](auto& c) { return c.key; }},
    {"before", "string", "as written; \"none\" when it was not given",
     [](auto& c) { return field_text(c.before, okr::shortest); }},
    {"after", "string", "the same", [](auto& c) { return field_text(c.after, okr::shortest); }},
    {"field", "", "", [](auto& c) { return c.key; }, In::column},
    {"value", "", "", [](auto& c) { return field_cell(c.after); }, In::column},
    {"before", "", "", [](auto& c) { return field_cell(c.before); }, In::column},
};

// --- events: a table for what all have, and one for each sort --------------------------------------------------------

constexpr Key<JournalEvent> event_keys[] = {
    {"date", "date", "the day", [](auto& e) { return e.date; }},
    {"event", "string", "checkin, change or reading",
     [](auto& e) {
       return json(e.checkin ? "checkin" : e.change ? "change" : "reading");
     }},
};

constexpr Key<JournalBlocker> blocked_keys[] = {
    {"about", "string?", "the record it holds up, as it was written",
     [](auto& b) { return json_or_null(b.blocker->about.text); }},
    {"text", "string", "what is in the way", [](auto& b) { return b.blocker->text; }},
    {"solved", "date?", "the later check-in that said so", [](auto& b) { return b.solved; }},
};

template <JournalPart part>
constexpr Key<JournalEvent> journal_key(std::string_view doc) {
  return {word(part), "string[]", doc, [](auto& e) { return json_list(items_of(*e.checkin, part)); }};
}

constexpr Key<JournalEvent> checkin_keys[] = {
    {"by", "string?", "of a check-in: who said it", [](auto& e) { return json_or_null(e.checkin->by); }},
    {"source", "string?", "of a check-in or a reading: from where",
     [](auto& e) { return json_or_null(e.checkin->source); }},
    {"note", "string?", "of a check-in or a reading", [](auto& e) { return json_or_null(e.checkin->note); }},
    {"entries", "said[]", "of a check-in: by key result",
     [](auto& e) { return named_list(said_keys, e.entries, name_of_entry); }},
    journal_key<JournalPart::wins>("of a check-in"),
    journal_key<JournalPart::blockers>("of a check-in; a record it holds up stands in front: \"fit.doctor: ...\""),
    {"blocked", "blocked[]", "of a check-in: the same in parts",
     [](auto& e) { return objects_of(blocked_keys, e.blockers); }},
    journal_key<JournalPart::solved>("of a check-in: records, or texts of blockers, that are out of the way"),
    journal_key<JournalPart::needs>("of a check-in"),
    journal_key<JournalPart::done>("of a check-in: of last week's priorities"),
    journal_key<JournalPart::priorities>("of a check-in: the week to come"),
    journal_key<JournalPart::ahead>("of a check-in"),
    journal_key<JournalPart::lessons>("of a check-in"),
};
static_assert(std::ranges::all_of(okr::words_of<JournalPart>(), [](std::string_view list) {
  return std::ranges::any_of(checkin_keys, [list](const auto& key) { return key.name == list; });
}));

constexpr Key<JournalEvent> change_keys[] = {
    {"why", "string?", "of a change", [](auto& e) { return json_or_null(e.change->why); }},
    {"fields", "changed[]", "of a change", [](auto& e) { return objects_of(changed_keys, e.change->fields); }},
    {"note", "", "", [](auto& e) { return e.change->why; }, In::column},
};

constexpr Key<JournalEvent> reading_keys[] = {
    {"value", "number", "of a reading", [](auto& e) { return e.reading->value; }},
    {"before", "number?", "of a reading: the one before it",
     [](auto& e) { return null_or(e.reading_before, &Reading::value); }},
    {"note", "string?", "of a check-in or a reading", [](auto& e) { return json_or_null(e.kpi->note_of(*e.reading)); }},
    {"source", "string?", "of a check-in or a reading: from where", [](auto& e) { return json_or_null(e.from); }},
};

/// Who said it, and from where: of each row of a check-in.
constexpr Key<JournalEvent> author_keys[] = {
    {"by", "", "", [](auto& e) { return json_or_null(e.checkin->by); }, In::column},
    {"source", "", "", [](auto& e) { return json_or_null(e.checkin->source); }, In::column},
};

/// Words of a check-in that are about no one key result.
struct Words {
  std::string_view field;
  std::string text;
};

constexpr Key<Words> words_keys[] = {
    {"field", "", "", [](auto& w) { return w.field; }, In::column},
    {"note", "", "", [](auto& w) { return trim(w.text); }, In::column},
};

Json event_object(const JournalEvent& event) {
  Json object = object_of(any_name_keys, event.name);
  add_keys(object, event_keys, event);
  if (event.checkin) add_keys(object, checkin_keys, event);
  if (event.change) add_keys(object, change_keys, event);
  if (event.reading) add_keys(object, reading_keys, event);
  return object;
}

constexpr Key<Journal> journal_keys[] = {
    {"events", "event[]", "newest first", [](auto& j) { return events_list(j.events); }},
    {"left_out", "integer", "older ones that --limit cut off", [](auto& j) { return j.left_out; }},
    diagnostics_key<Journal>(),
};

void add_change(Rows& rows, const JournalEvent& event) {
  if (event.change->fields.empty()) rows.add(event.name, event_keys, event, change_keys, event);
  for (const ChangedField& field : event.change->fields)
    rows.add(event.name, event_keys, event, changed_keys, field, change_keys, event);
}

/// What a check-in says beside its values, in the order of its file.
std::vector<Words> words_of(const Checkin& checkin) {
  std::vector<Words> words;
  if (!checkin.note.empty()) words.push_back({"note", checkin.note});
  for (const JournalList& list : journal_lists(checkin))
    for (const std::string& text : list.items) words.push_back({word(list.part), text});
  return words;
}

/// One that says nothing is a row too: somebody was there.
void add_checkin(Rows& rows, const JournalEvent& event) {
  const std::vector<Words> words = words_of(*event.checkin);
  for (const Words& one : words) rows.add(event.name, event_keys, event, words_keys, one, author_keys, event);
  for (const JournalEntry& entry : event.entries)
    rows.add(name_of_entry(entry), event_keys, event, said_keys, entry, author_keys, event);
  if (words.empty() && event.entries.empty()) rows.add(event.name, event_keys, event, author_keys, event);
}

JsonObject an_event(JsonObject object) {
  return object.holds(any_name_keys)
      .holds(event_keys)
      .holds(checkin_keys, false)
      .holds(change_keys, false)
      .holds(reading_keys, false);
}

}  // namespace

Json events_list(const std::vector<JournalEvent>& events) { return json_list(events, event_object); }

/// A line a fact: what was said of a key result, what was changed, a reading, or a check-in's own words.
Records records_of(const Journal& journal) {
  Rows rows(journal.as_of, {"date", "event", "field", "value", "before", "confidence", "note", "by", "source"});
  for (const JournalEvent& event : journal.events) {
    if (event.reading) rows.add(event.name, event_keys, event, reading_keys, event);
    if (event.change) add_change(rows, event);
    if (event.checkin) add_checkin(rows, event);
  }
  return std::move(rows).records();
}

Json json_of(const Journal& journal) {
  Json object = report_object("log", journal.as_of);
  add_keys(object, any_name_keys, journal.name);
  add_keys(object, journal_keys, journal);
  return object;
}

std::string journal_lines(const Journal& journal) {
  std::string lines;
  for (const JournalEvent& event : journal.events) lines += draw::json_text(event_object(event), true);
  return lines;
}

std::vector<JsonObject> log_objects() {
  return {
      report("log", "nothing later is told").holds(any_name_keys).holds(journal_keys),
      an_event({"log-line", "a line of okr log --format jsonl: an event", {}, true}),
      an_event({"event", "A check-in, a change or a reading, as `event` says"}),
      JsonObject{"said", "What a check-in said of a key result"}.holds(name_keys).holds(said_keys),
      JsonObject{"blocked", "What a check-in said to be in the way"}.holds(blocked_keys),
      JsonObject{"changed", "A key before and after a change"}.holds(changed_keys),
  };
}

}  // namespace okr::reports
