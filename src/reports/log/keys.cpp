// SPDX-License-Identifier: MIT
// `okr log` for programs: a row a fact, and JSON.
#include "reports/log/journal.hpp"

#include "okr/base/text.hpp"
#include "reports/show/detail.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using S = JournalEntry;
constexpr Key<S> said_keys[] = {
    {"id", "string", "the key result", [](const S& s) { return json(to_string(s.key_result->id)); }},
    {"value", "any", "as it was said: a number, true or false, a word, a list of steps, null",
     [](const S& s) { return said(s.entry->value); }},
    {"before", "any", "the same, the last time",
     [](const S& s) { return s.value_before ? said(s.value_before->value) : Json(); }},
    {"confidence", "integer?", "1 to 10", [](const S& s) { return json(s.entry->confidence); }},
    {"confidence_before", "integer?", "the last one before", [](const S& s) { return json(s.confidence_before); }},
    {"note", "string?", "what was said beside it", [](const S& s) { return json_or_null(s.entry->note); }},
    {"value", "", "", [](const S& s) { return json(entry_text(s.entry->value)); }, In::column},
    {"before", "", "", [](const S& s) { return s.value_before ? json(entry_text(s.value_before->value)) : Json(); },
     In::column},
};

using C = ChangedField;
constexpr Key<C> changed_keys[] = {
    {"key", "string", "target, due, state, ...", [](const C& c) { return json(c.key); }},
    {"before", "string", "as written; \"none\" when it was not given",
     [](const C& c) { return json(field_text(c.before)); }},
    {"after", "string", "the same", [](const C& c) { return json(field_text(c.after)); }},
    {"value", "", "", [](const C& c) { return json(field_text(c.after)); }, In::column},
};

// --- events: a table for what all have, and one for each sort -----------------------------------------------------------

using E = JournalEvent;
constexpr Key<E> event_keys[] = {
    {"date", "date", "the day", [](const E& e) { return json(e.date); }},
    {"event", "string", "checkin, change or reading",
     [](const E& e) {
       return json(e.checkin ? "checkin" : e.change ? "change" : "reading");
     }},
};

constexpr Key<E> checkin_keys[] = {
    {"by", "string?", "of a check-in: who said it", [](const E& e) { return json_or_null(e.checkin->by); }},
    {"source", "string?", "of a check-in or a reading: from where",
     [](const E& e) { return json_or_null(e.checkin->source); }},
    {"note", "string?", "of a check-in or a reading", [](const E& e) { return json_or_null(e.checkin->note); }},
    {"entries", "said[]", "of a check-in: by key result", [](const E& e) { return objects_of(said_keys, e.entries); }},
    {"wins", "string[]", "of a check-in", [](const E& e) { return json_list(e.checkin->wins); }},
    {"blockers", "string[]", "of a check-in", [](const E& e) { return json_list(e.checkin->blockers); }},
    {"needs", "string[]", "of a check-in", [](const E& e) { return json_list(e.checkin->needs); }},
    {"done", "string[]", "of a check-in: of last week's priorities",
     [](const E& e) { return json_list(e.checkin->done); }},
    {"priorities", "string[]", "of a check-in: the week to come",
     [](const E& e) { return json_list(e.checkin->priorities); }},
    {"ahead", "string[]", "of a check-in", [](const E& e) { return json_list(e.checkin->ahead); }},
};

constexpr Key<E> change_keys[] = {
    {"id", "string", "of a change or a reading: whose", [](const E& e) { return json(e.id); }},
    {"why", "string?", "of a change", [](const E& e) { return json_or_null(e.change->why); }},
    {"fields", "changed[]", "of a change", [](const E& e) { return objects_of(changed_keys, e.change->fields); }},
    {"note", "", "", [](const E& e) { return json(e.change->why); }, In::column},
};

constexpr Key<E> reading_keys[] = {
    {"id", "string", "of a change or a reading: whose", [](const E& e) { return json(e.kpi->id.text); }},
    {"value", "number", "of a reading", [](const E& e) { return json(e.reading->value); }},
    {"before", "number?", "of a reading: the one before it",
     [](const E& e) { return e.reading_before ? json(e.reading_before->value) : Json(); }},
    {"note", "string?", "of a check-in or a reading",
     [](const E& e) { return json_or_null(e.kpi->note_of(*e.reading)); }},
    {"source", "string?", "of a check-in or a reading: from where", [](const E& e) { return json_or_null(e.from); }},
    {"by", "", "", [](const E& e) { return json(e.from); }, In::column},
};

/// Who said it, where several do.
constexpr Key<E> from_keys[] = {{"by", "", "", [](const E& e) { return json(e.from); }, In::column}};

Json event_object(const JournalEvent& event) {
  Json object = object_of(event_keys, event);
  if (event.checkin) add_keys(object, checkin_keys, event);
  if (event.change) add_keys(object, change_keys, event);
  if (event.reading) add_keys(object, reading_keys, event);
  return object;
}

using J = Journal;
constexpr Key<J> journal_keys[] = {
    {"id", "string", "what it is about: 2026-Q3, 2026-Q3/ship.users, kpi/sleep", [](const J& j) { return json(j.id); }},
    {"events", "event[]", "newest first", [](const J& j) { return events_list(j.events); }},
    {"left_out", "integer", "older ones that --limit cut off", [](const J& j) { return json(j.left_out); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](const J& j) { return diagnostics_list(*j.workspace); }},
};

void add_change(Records& records, const JournalEvent& event) {
  for (const ChangedField& field : event.change->fields) {
    add_row(records, event_keys, event, changed_keys, field, change_keys, event);
    records.rows.back()[2] = json(event.id + "." + field.key);
  }
}

void add_checkin(Records& records, const JournalEvent& event) {
  if (!event.checkin->note.empty())
    records.rows.push_back({json(event.date), json("checkin"), Json(), Json(), Json(), Json(),
                            json(trim(event.checkin->note)), json(event.from)});
  for (const JournalEntry& entry : event.entries)
    add_row(records, event_keys, event, said_keys, entry, from_keys, event);
}

}  // namespace

Json events_list(const std::vector<JournalEvent>& events) { return json_list(events, event_object); }

/// A line a fact: what was said of a key result, what was changed, a reading, or a check-in's own note.
Records journal_records(const Journal& journal) {
  Records records{{"date", "event", "id", "value", "before", "confidence", "note", "by"}, {}};
  for (const JournalEvent& event : journal.events) {
    if (event.reading) add_row(records, event_keys, event, reading_keys, event);
    if (event.change) add_change(records, event);
    if (event.checkin) add_checkin(records, event);
  }
  return records;
}

Json journal_json(const Journal& journal, Date as_of) {
  Json object = report_object("log", as_of);
  add_keys(object, journal_keys, journal);
  return object;
}

std::vector<JsonObject> log_objects() {
  return {
      report("log", "nothing later is told").holds(journal_keys),
      JsonObject{"event", "A check-in, a change or a reading, as `event` says"}
          .holds(event_keys)
          .holds(checkin_keys, false)
          .holds(change_keys, false)
          .holds(reading_keys, false),
      JsonObject{"said", "What a check-in said of a key result"}.holds(said_keys),
      JsonObject{"changed", "A key before and after a change"}.holds(changed_keys),
  };
}

}  // namespace okr::reports
