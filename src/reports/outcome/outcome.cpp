// SPDX-License-Identifier: MIT
#include "reports/outcome/outcome.hpp"

#include "okr/model/workspace.hpp"

namespace okr::reports {
namespace {

using F = FieldChange;

/// Without a cycle it is a KPI's; the cycle itself is called by its id alone.
Json full_id_of(const F& change) {
  if (change.id.empty()) return {};
  if (change.cycle.empty()) return json(std::string(kpi_prefix) + change.id);
  return json(change.id == change.cycle ? change.id : change.cycle + "/" + change.id);
}

constexpr Key<F> change_keys[] = {
    {"cycle", "string?", "of the record; null for KPIs and settings", [](const F& f) { return json_or_null(f.cycle); }},
    {"id", "string?", "ship.users, 2026-Q3, sleep; null for what belongs to no record",
     [](const F& f) { return json_or_null(f.id); }},
    {"full_id", "string?", "2026-Q3/ship.users, 2026-Q3, kpi/sleep", full_id_of},
    {"field", "string", "as okr set names it, or value, confidence, note, readings.DAY",
     [](const F& f) { return json(f.field); }},
    {"from", "any", "before; null when there was none", [](const F& f) { return f.from; }},
    {"to", "any", "after; null when it is gone", [](const F& f) { return f.to; }},
};

using O = Outcome;
constexpr Key<O> outcome_keys[] = {
    {"root", "string", "the workspace's folder", [](const O& o) { return json(o.root); }},
    {"dry_run", "boolean", "with -n: nothing was written, `wrote` and `changes` say what would be",
     [](const O& o) { return json(o.dry_run); }},
    {"wrote", "string[]", "files below the root, or absolute; empty when nothing had to be written",
     [](const O& o) { return json_list(o.wrote); }},
    {"removed", "string[]", "files that are gone; only where there are such",
     [](const O& o) { return o.removed.empty() ? left_out() : json_list(o.removed); }, In::sometimes},
    {"changes", "change[]", "field by field", [](const O& o) { return objects_of(change_keys, o.changes); }},
    {"unchanged", "string[]", "what was named and is as it was: records, fields of them, files",
     [](const O& o) { return json_list(o.unchanged); }},
    {"committed", "boolean", "by git, with --git-commit", [](const O& o) { return json(o.committed); }},
    {"diff", "string", "with -n: the difference, as git apply takes it",
     [](const O& o) { return o.diff ? json(*o.diff) : left_out(); }, In::sometimes},
};

using R = PastWriteRow;
constexpr Key<R> past_write_keys[] = {
    {"when", "string", "day and time of it: 2026-08-17 12:00", [](const R& r) { return json(r.when); }},
    {"by", "string", "the command", [](const R& r) { return json(r.command); }},
    {"summary", "string?", "what it did", [](const R& r) { return json_or_null(r.summary); }},
    {"files", "string[]", "below the root, or absolute", [](const R& r) { return json_list(r.files); }},
};

using L = PastWriteList;
constexpr Key<L> past_write_list_keys[] = {
    {"root", "string", "the workspace's folder", [](const L& l) { return json(l.root); }},
    {"writes", "past_write[]", "the latest first; okr undo takes back the first",
     [](const L& l) { return objects_of(past_write_keys, l.rows); }},
    {"changed", "string?", "a file that is not as the latest left it: it cannot be taken back",
     [](const L& l) { return json_or_null(l.changed); }},
};

using E = Error;
constexpr Key<E> problem_keys[] = {
    {"code", "string?",
     "unknown-id, a code of okr explain (E103), or answer-no, usage, data, environment, interrupted, "
     "internal, note, or system: the machine failed, the same once more may go well",
     [](const E& e) { return json(e.code.empty() ? word(e.kind) : std::string_view(e.code)); }},
    {"message", "string?", "what is wrong", [](const E& e) { return json(e.what); }},
    {"hint", "string?", "how to mend it", [](const E& e) { return json_or_null(e.hint); }},
    {"file", "string?", "where", [](const E& e) { return json_or_null(e.file); }},
    {"line", "integer?", "from 1", [](const E& e) { return json_or_null(e.line); }},
    {"column", "integer?", "from 1, in characters", [](const E& e) { return json_or_null(e.column); }},
};

using P = Problems;
constexpr Key<P> problems_keys[] = {
    {"exit", "integer", "the exit code", [](const P& p) { return json(p.exit); }},
    {"errors", "problem[]", "all of them; the first one stands in the keys above too",
     [](const P& p) { return objects_of(problem_keys, p.errors); }},
    {"warnings", "problem[]", "what is to be known beside a result that stands",
     [](const P& p) { return objects_of(problem_keys, p.warnings); }},
};

}  // namespace

Json outcome_json(const Outcome& outcome) {
  Json object = report_object(outcome.command, outcome.as_of);
  add_keys(object, outcome_keys, outcome);
  return object;
}

Json past_writes_json(const PastWriteList& list) {
  Json object = report_object("undo", list.as_of);
  add_keys(object, past_write_list_keys, list);
  return object;
}

Json problems_json(const Problems& problems) {
  Json object = Json::object();
  object["format_version"] = json(draw::format_version);
  for (const Key<E>& key : problem_keys)
    object[std::string(key.name)] = problems.errors.empty() ? Json() : key.get(problems.errors.front());
  add_keys(object, problems_keys, problems);
  return object;
}

std::vector<JsonObject> outcome_objects() {
  JsonObject written = report("written");
  written.doc = "every writing command with --json";
  JsonObject problems{"problems", "stderr with --json, when there is something to say", {}, true};
  problems.add({"format_version", "string", "\"1.0\"; a minor version adds keys"});
  return {written.holds(outcome_keys),
          problems.holds(problem_keys).holds(problems_keys),
          variant("undo-list", "undo", "okr undo --list --json").holds(past_write_list_keys),
          JsonObject{"past_write", "A write that could be taken back"}.holds(past_write_keys),
          JsonObject{"change", "A field that was changed"}.holds(change_keys),
          JsonObject{"problem", "An error or a warning"}.holds(problem_keys)};
}

}  // namespace okr::reports
