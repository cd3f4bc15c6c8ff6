// SPDX-License-Identifier: MIT
// `okr log` for programs: a row a fact, and JSON.
#include "okr/base/text.hpp"
#include "reports/log/words.hpp"
#include "reports/show/words.hpp"
#include "reports/views.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue texts(const std::vector<std::string>& items) {
  return JsonValue::array_of(items, [](const std::string& item) { return JsonValue(item); });
}

JsonValue entry_object(const JournalEntry& line) {
  JsonValue json = JsonValue::object();
  json.set("id", to_string(line.key_result->id)).set("value", said(line.entry->value));
  json.set("before", line.value_before ? said(line.value_before->value) : JsonValue());
  json.set("confidence", JsonValue(line.entry->confidence)).set("confidence_before", JsonValue(line.confidence_before));
  return json.set("note", text_or_null(line.entry->note));
}

JsonValue checkin_object(const JournalEvent& event) {
  const Checkin& checkin = *event.checkin;
  JsonValue json = JsonValue::object();
  json.set("date", event.date)
      .set("event", "checkin")
      .set("by", text_or_null(checkin.by))
      .set("source", text_or_null(checkin.source));
  json.set("note", text_or_null(checkin.note)).set("entries", JsonValue::array_of(event.entries, entry_object));
  json.set("wins", texts(checkin.wins)).set("blockers", texts(checkin.blockers)).set("needs", texts(checkin.needs));
  return json.set("done", texts(checkin.done))
      .set("priorities", texts(checkin.priorities))
      .set("ahead", texts(checkin.ahead));
}

JsonValue reading_object(const JournalEvent& event) {
  JsonValue json = JsonValue::object();
  json.set("date", event.date).set("event", "reading").set("id", event.kpi->id.text).set("value", event.reading->value);
  json.set("before", event.reading_before ? JsonValue(event.reading_before->value) : JsonValue());
  return json.set("note", text_or_null(event.kpi->note_of(*event.reading))).set("source", text_or_null(event.from));
}

JsonValue event_object(const JournalEvent& event) {
  return event.checkin ? checkin_object(event) : event.change ? change_object(event) : reading_object(event);
}

}  // namespace

JsonValue change_object(const JournalEvent& event) {
  JsonValue json = JsonValue::object();
  json.set("date", event.date).set("event", "change").set("id", event.id).set("why", text_or_null(event.change->why));
  return json.set(
      "fields", JsonValue::array_of(event.change->fields, [](const ChangedField& field) {
        JsonValue one = JsonValue::object();
        return one.set("key", field.key).set("before", field_text(field.before)).set("after", field_text(field.after));
      }));
}

/// A line a fact: what was said of a key result, what was changed, a reading, or a check-in's own note.
Records journal_records(const Journal& journal) {
  Records records{{"date", "event", "id", "value", "before", "confidence", "note", "by"}, {}};
  for (const JournalEvent& event : journal.events) {
    if (event.reading) {
      records.rows.push_back({event.date, std::string("reading"), event.kpi->id.text, event.reading->value,
                              event.reading_before ? Value(event.reading_before->value) : Value(), Value(),
                              event.kpi->note_of(*event.reading), event.from});
      continue;
    }
    if (event.change) {
      for (const ChangedField& field : event.change->fields)
        records.rows.push_back({event.date, std::string("change"), event.id + "." + field.key, field_text(field.after),
                                field_text(field.before), Value(), event.change->why});
      continue;
    }
    const std::string& by = event.from;
    if (!event.checkin->note.empty())
      records.rows.push_back({event.date, std::string("checkin"), Value(), Value(), Value(), Value(),
                              std::string(trim(event.checkin->note)), by});
    for (const JournalEntry& line : event.entries) {
      const auto& confidence = line.entry->confidence;
      records.rows.push_back(
          {event.date, std::string("checkin"), to_string(line.key_result->id), entry_text(line.entry->value),
           line.value_before ? Value(entry_text(line.value_before->value)) : Value(),
           confidence ? Value(static_cast<std::int64_t>(*confidence)) : Value(), line.entry->note, by});
    }
  }
  return records;
}

JsonValue journal_json(const Journal& journal, Date as_of) {
  JsonValue json = report_object("log", as_of);
  json.set("id", journal.id).set("events", JsonValue::array_of(journal.events, event_object));
  json.set("left_out", static_cast<std::int64_t>(journal.left_out));
  return json.set("diagnostics", diagnostics_array(*journal.workspace));
}

}  // namespace okr::reports
