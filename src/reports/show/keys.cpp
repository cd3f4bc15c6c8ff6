// SPDX-License-Identifier: MIT
// `okr show` for programs: the record's object, its history, its links and the trace.
#include "reports/show/detail.hpp"

#include <string_view>

#include "reports/kpi/scorecard.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// A part of what is shown, and how its files are named.
template <class T>
struct Shown {
  const Workspace& workspace;
  const T& of;
  const DetailOptions& options;
};

template <class T, std::size_t N, class Range>
Json shown_list(const Key<Shown<T>> (&keys)[N], const Range& range, const Workspace& workspace,
                const DetailOptions& options) {
  return json_list(range, [&](const T& of) { return object_of(keys, Shown<T>{workspace, of, options}); });
}

constexpr Key<Shown<HistoryItem>> history_keys[] = {
    {"date", "date", "the day", [](auto& h) { return h.of.date; }},
    {"value", "any", "as it was said: a number, true or false, a word, a list of steps, null",
     [](auto& h) { return h.of.entry ? json(h.of.entry->value) : json(h.of.value); }},
    {"sum", "number?", "of kind sum: the total by then",
     [](auto& h) { return h.of.amount ? json(h.of.value) : Json(); }},
    {"confidence", "integer?", "1 to 10", [](auto& h) { return h.of.confidence; }},
    {"note", "string?", "what was said beside it", [](auto& h) { return json_or_null(h.of.note); }},
    {"by", "string?", "who said it, or the KPI it comes from", [](auto& h) { return json_or_null(h.of.by); }},
    {"counted", "boolean", "false on days that do not count", [](auto& h) { return h.of.counted; }},
    {"file", "string?", "where it stands", [](auto& h) { return file_of(h.workspace, h.of.place, h.options.prefix); }},
    {"line", "integer?", "where it stands", [](auto& h) { return line_of(h.of.place); }},
    {"commit", "string?", "with --history: the one that its line is from; null too where this clone does not hold it",
     [](auto& h) { return h.of.recorded ? json_or_null(h.of.recorded->commit) : Json(); }},
    {"author", "string?", "of that commit",
     [](auto& h) { return h.of.recorded ? json_or_null(h.of.recorded->author) : Json(); }},
    {"committed", "date?", "the day of that commit", [](auto& h) { return null_or(h.of.recorded, &Recorded::day); }},
    {"uncommitted", "boolean?", "with --history: true of what no commit holds yet",
     [](auto& h) { return null_or(h.of.recorded, &Recorded::uncommitted); }},
    {"value", "", "",
     [](auto& h) {
       const auto number = number_of(h.of);
       return number ? json(*number) : json(value_text(h.of));
     },
     In::column},
};

constexpr std::string_view recorded_columns[] = {"commit", "author", "committed", "uncommitted"};

constexpr Key<Checkin> checkin_keys[] = {
    {"date", "", "", [](auto& c) { return c.date; }},
    {"by", "", "", [](auto& c) { return json_or_null(c.by); }},
    {"source", "", "", [](auto& c) { return json_or_null(c.source); }},
    {"note", "", "", [](auto& c) { return json_or_null(c.note); }},
    {"about", "", "", [](auto& c) { return c.about.size(); }},
    {"by", "", "", [](auto& c) { return c.by.empty() ? c.source : c.by; }, In::column},
};

constexpr Key<Link> link_keys[] = {
    {"bond", one_of<Bond>, "", [](auto& l) { return l.bond; }},
    {"status", "string?", "of the other record",
     [](auto& l) {
       if (l.status) return json(*l.status);
       return l.rag ? json(*l.rag) : Json();
     }},
};

// --- the trace -------------------------------------------------------------------------------------------------------

constexpr Key<Shown<TraceInput>> input_keys[] = {
    {"name", "string", "as the formula says it", [](auto& i) { return i.of.name; }},
    {"of", "string?", "whose, where there are several: a record, a day, a step",
     [](auto& i) { return json_or_null(i.of.of); }},
    {"value", "any", "a number, a date, a word, or null", [](auto& i) { return i.of.value; }},
    {"threshold", "boolean", "a setting, or a default when there is no file", [](auto& i) { return i.of.threshold; }},
    {"file", "string?", "where it stands; null for what was computed",
     [](auto& i) { return file_of(i.workspace, i.of.place, i.options.prefix); }},
    {"line", "integer?", "where it stands", [](auto& i) { return line_of(i.of.place); }},
};

constexpr Key<Shown<TraceStep>> step_keys[] = {
    {"what", "string", "progress, score, expected, gap, status, ...", [](auto& s) { return s.of.what; }},
    {"result", "any", "a number, a date, a word, or null", [](auto& s) { return s.of.result; }},
    {"absent", "string?", "why there is none", [](auto& s) { return why_absent(s.of.absence); }},
    {"formula", "string", "in the words of the method", [](auto& s) { return s.of.formula; }},
    {"section", "string", "of the method", [](auto& s) { return s.of.section; }},
    {"inputs", "input[]", "what went into it",
     [](auto& s) { return shown_list(input_keys, s.of.inputs, s.workspace, s.options); }},
};

// --- the report ------------------------------------------------------------------------------------------------------

constexpr Key<Shown<Detail>> detail_keys[] = {
    {"record", "string", "objective, key_result, kpi or cycle", [](auto& d) { return record_word(d.of.found); }},
    {"id", "string", "within its cycle: ship.users; of a KPI sleep",
     [](auto& d) { return record_name(d.of.found).id; }},
    {"full_id", "string", "in full: 2026-Q3/ship.users, kpi/sleep", [](auto& d) { return d.of.id(); }},
    {"title", "string?", "its title", [](auto& d) { return json_or_null(title_of(d.of.found)); }},
    {"cycle", "any", "the id of its cycle; null of a KPI, and of a cycle all that is known of it, as in other reports",
     [](auto& d) { return d.of.cycle ? cycle_object(*d.of.cycle) : json_or_null(record_name(d.of.found).cycle); }},
    {"objectives", "objective[]", "of a cycle",
     [](auto& d) { return d.of.cycle ? objectives_list(d.workspace, d.of.cycle->objectives) : left_out(); },
     In::sometimes},
    {"objective", "objective", "of an objective, or the one of a key result, without its key results",
     [](auto& d) {
       return d.of.objective ? objective_object(d.workspace, *d.of.objective, !d.of.key_result) : left_out();
     },
     In::sometimes},
    {"key_result", "key_result", "of a key result",
     [](auto& d) {
       if (!d.of.key_result) return left_out();
       return key_result_object(
           {d.workspace, *d.of.objective, *d.of.key_result, d.of.forecast ? &*d.of.forecast : nullptr});
     },
     In::sometimes},
    {"kpi", "kpi_record", "of a KPI",
     [](auto& d) { return d.of.kpi ? kpi_object(d.workspace, *d.of.kpi) : left_out(); }, In::sometimes},
    {"sentence", "string?", "I will ..., as measured by ...", [](auto& d) { return json_or_null(sentence_of(d.of)); }},
    {"checkins", "any", "of a cycle, newest first: date, by, source, note, about",
     [](auto& d) {
       if (!d.of.cycle) return left_out();
       return json_list(d.of.checkins, [](const Checkin* checkin) { return object_of(checkin_keys, *checkin); });
     },
     In::sometimes},
    {"blockers", "blocker[]", "of an objective or a key result: what is in the way, the oldest first",
     [](auto& d) { return d.of.objective ? obstacles_list(d.of.in_the_way, d.of.as_of) : left_out(); }, In::sometimes},
    {"history", "history[]", "newest first; not of a cycle",
     [](auto& d) { return d.of.cycle ? left_out() : shown_list(history_keys, d.of.history, d.workspace, d.options); },
     In::sometimes},
    {"links", "link[]", "what it is bound to", [](auto& d) { return named_list(link_keys, d.of.links, &Link::name); }},
    {"trace", "step[]", "how each number came about, in the order of computing",
     [](auto& d) { return shown_list(step_keys, d.of.trace.steps, d.workspace, d.options); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](auto& d) { return diagnostics_list(d.workspace); }},
};

constexpr Key<Detail> sentence_keys[] = {
    {"sentence", "string", "I will ..., as measured by ...", [](auto& d) { return sentence_of(d); }},
};

}  // namespace

Records detail_records(const Detail& detail) {
  const RecordName name = record_name(detail.found);
  if (detail.cycle) {
    Rows rows(detail.as_of, {"date", "by", "about", "note"});
    for (const Checkin* checkin : detail.checkins) rows.add(name, checkin_keys, *checkin);
    return std::move(rows).records();
  }
  Rows rows(detail.as_of, {"date", "value", "sum", "confidence", "by", "note", "counted"});
  if (is_any_recorded(detail)) rows.add_columns(recorded_columns);
  for (const HistoryItem& item : detail.history)
    rows.add(name, history_keys, Shown<HistoryItem>{*detail.workspace, item, {}});
  return std::move(rows).records();
}

Records sentence_records(const Detail& detail) {
  Rows rows(detail.as_of, {"sentence"});
  rows.add(record_name(detail.found), sentence_keys, detail);
  return std::move(rows).records();
}

Json sentence_json(const Detail& detail) {
  Json object = report_object("show", detail.as_of);
  add_keys(object, name_keys, record_name(detail.found));
  add_keys(object, sentence_keys, detail);
  return object;
}

Json detail_json(const Detail& detail, const DetailOptions& options) {
  return report_of("show", detail.as_of, detail_keys, {*detail.workspace, detail, options});
}

std::vector<JsonObject> show_objects() {
  return {
      report("show").holds(detail_keys),
      variant("show-sentence", "show", "okr show --sentence --json").holds(name_keys).holds(sentence_keys),
      JsonObject{"history", "What was said on a day"}.holds(history_keys),
      JsonObject{"link", "A bond to another record"}.holds(name_keys).holds(link_keys),
      JsonObject{"step", "One formula with its inputs and its result"}.holds(step_keys),
      JsonObject{"input", "One thing a formula was given"}.holds(input_keys),
  };
}

}  // namespace okr::reports
