// SPDX-License-Identifier: MIT
// Definitions moved while a cycle ran: which commit moved them, what it did to the score, and whether it says why.
#include "reports/diff/diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/cycle_words.hpp"
#include "reports/objects.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- what was moved --------------------------------------------------------------------------------------------------

/// The workspace as it is today, by its ids.
class Today {
 public:
  Today(const Workspace& workspace, const Cycle& cycle) : ids_(workspace), cycle_(cycle) {
    for (const Objective& objective : cycle.objectives)
      for (const KeyResult& kr : objective.key_results)
        for (const std::string& was : kr.was) once_.emplace(was, &kr);
  }

  const Kpi* kpi(std::string_view id) { return ids_.kpi(id); }
  const Objective* objective(std::string_view id) { return ids_.objective(cycle_, id); }

  /// Under its name or one it has had since, in whichever objective.
  const KeyResult* key_result(std::string_view id) {
    if (const Found found = ids_.resolve(cycle_, id); found.key_result) return found.key_result;
    const auto once = once_.find(id.substr(id.find('.') + 1));
    return once == once_.end() ? nullptr : once->second;
  }

 private:
  IdIndex ids_;
  const Cycle& cycle_;
  std::map<std::string_view, const KeyResult*> once_;  ///< by the names that they had
};

/// Readings are those of today on both sides, so that nothing moves a score but the definition; behind the closing,
/// whose result both sides keep, not even that.
void give_readings(Workspace& workspace, Today& today, bool keeps_result) {
  for (Cycle& cycle : workspace.cycles) {
    cycle.checkins.clear();
    if (!keeps_result) cycle.result.reset();
    for (Objective& objective : cycle.objectives)
      for (KeyResult& kr : objective.key_results) {
        const KeyResult* now = today.key_result(to_string(kr.id));
        if (now) kr.entries = now->entries;
      }
  }
  for (Kpi& kpi : workspace.kpis) {
    const Kpi* now = today.kpi(kpi.id.text);
    if (!now) continue;
    kpi.readings = now->readings;
    kpi.notes = now->notes;
    kpi.readings_loaded = true;
  }
}

/// Where no key can name the move: the last entry of the same day that names nothing.
const std::string* reason_of_day(const std::vector<Change>& changes, Date moved) {
  const std::string* why = nullptr;
  for (const Change& change : changes)
    if (change.on == moved && change.fields.empty() && !change.why.empty()) why = &change.why;
  return why;
}

/// A later reason is a reason: what stands beside the record today explains what was moved then.
template <class Record>
void explain_by(const Record& today, Date moved, RecordDifference& row) {
  for (DifferenceCause& cause : row.causes) {
    if (!cause.unexplained) continue;
    const std::string* why =
        can_be_named(cause) ? reason_in(today.changes, cause) : reason_of_day(today.changes, moved);
    if (!why) continue;
    cause.why = *why;
    cause.unexplained = why->empty();
  }
}

/// An entry of [targets] that was put there before its first day moves nothing that was judged already.
void judge_target(RecordDifference& row, const std::set<Date>& firsts, Date written) {
  for (DifferenceCause& cause : row.causes)
    for (const Date first : firsts)
      if (cause.field == target_field(first))
        cause.unexplained = cause.counted && first <= written && cause.why.empty();
}

/// [targets] says from when on the value holds to which the definition was moved, and why an entry of it was.
void explain_by(const Kpi& today, Date, RecordDifference& row) {
  for (DifferenceCause& cause : row.causes)
    for (const KpiTarget& target : today.targets) {
      const bool is_entry = cause.field == target_field(target.first) && !target.why.empty();
      const auto bound = bound_named(cause.field);
      const bool is_value = bound && target.*bound && ChangedField::Value(*(target.*bound)) == cause.after;
      const bool says = is_entry || is_value;
      if (!cause.unexplained || !says) continue;
      cause.why = target.why;
      cause.unexplained = false;
    }
}

/// The first days of all entries of the KPI's [targets], on both sides.
std::set<Date> firsts_of(const DefinitionStep& step, const std::string& id) {
  std::set<Date> firsts;
  const auto add = [&](const Workspace& state) {
    if (const Kpi* kpi = state.kpi(id))
      for (const KpiTarget& target : kpi->targets) firsts.insert(target.first);
  };
  add(step.after);
  for (const Workspace& before : step.before) add(before);
  return firsts;
}

/// A slip took a value away, and it stands again: nothing was moved.
template <class Record>
void forgive_mended(const Record& today, RecordDifference& row) {
  const std::vector<DifferenceCause> given = field_causes(Record{}, today, false);
  for (DifferenceCause& cause : row.causes) {
    const bool stands = std::ranges::any_of(
        given, [&](const DifferenceCause& one) { return one.field == cause.field && one.after == cause.before; });
    if (cause.after == ChangedField::Value() && stands) cause.unexplained = false;
  }
}

template <class Record>
void explain(const Record& today, Date moved, RecordDifference& row) {
  explain_by(today, moved, row);
  forgive_mended(today, row);
}

void explain_today(Today& today, Date moved, RecordDifference& row) {
  if (row.record == DiffRecord::kpi) {
    if (const Kpi* kpi = today.kpi(row.id)) explain(*kpi, moved, row);
  } else if (const Objective* objective = today.objective(row.id)) {
    explain(*objective, moved, row);
  } else if (const KeyResult* now = today.key_result(row.id)) {
    explain(*now, moved, row);
  }
}

/// A baseline that was 0 for want of another is said to be 0.
bool says_what_was_assumed(const DifferenceCause& cause) {
  return cause.cause == Cause::baseline && cause.before == ChangedField::Value() &&
         cause.after == ChangedField::Value(0.0);
}

bool is_move(const DifferenceCause& cause) {
  if (says_what_was_assumed(cause)) return false;
  // What was never there before is no moved goalpost; a record that is gone takes its score with it.
  return (is_definition(cause.cause) && cause.counted) || cause.cause == Cause::dropped;
}

/// What one parent says was moved.
struct MovedRows {
  std::vector<RecordDifference> rows;
  std::optional<double> cycle_effect = {};
};

std::optional<double> score_move(const RecordDifference& row) {
  if (!row.before || !row.after || !row.before->shown || !row.after->shown) return std::nullopt;
  return row.after->shown->value() - row.before->shown->value();
}

/// False of what no score could come from: a draft, and a record that a slip had kept from being measured.
bool could_count(IdIndex& ids, const Workspace& before, const RecordDifference& row, const KeyResult* kr) {
  if (!row.before || before.cycles.empty() || row.record == DiffRecord::kpi) return true;
  const Cycle& cycle = before.cycles.front();
  if (kr) {
    const Objective* objective = ids.objective(cycle, kr->id.objective.text);
    return kr->kind_known && !kr->unfinished && objective && !is_draft(cycle, *objective, *kr);
  }
  const Objective* objective = ids.objective(cycle, row.before->id);
  return !objective || objective->state != State::draft;
}

const KeyResult* key_result_before(IdIndex& ids, const Workspace& before, const RecordDifference& row) {
  const bool is_there = row.before && !before.cycles.empty() && row.record == DiffRecord::key_result;
  return is_there ? ids.resolve(before.cycles.front(), row.before->id).key_result : nullptr;
}

MovedRows moved_rows(const Workspace& before, const Workspace& after, Date as_of) {
  MovedRows moved;
  const bool is_planned = !before.cycles.empty() && before.cycles.front().state == CycleState::draft;
  if (is_planned) return moved;
  IdIndex ids(before);
  for (RecordDifference& row : differences_of({before, after, {}, {}, {}}, as_of).rows) {
    if (row.record == DiffRecord::cycle) moved.cycle_effect = score_move(row);
    if (row.record == DiffRecord::cycle || row.record == DiffRecord::settings) continue;
    const KeyResult* kr = key_result_before(ids, before, row);
    if (!could_count(ids, before, row, kr)) continue;
    std::erase_if(row.causes, [&](const DifferenceCause& cause) {
      // A record in error had no number: to say what it lacked moves none.
      const bool was_lacking = kr && kr->faulty && cause.before == ChangedField::Value() && cause.field == "baseline";
      return was_lacking || !is_move(cause);
    });
    for (DifferenceCause& cause : row.causes)
      if (cause.cause == Cause::dropped) cause.unexplained = true;
    if (!row.causes.empty()) moved.rows.push_back(std::move(row));
  }
  return moved;
}

bool is_same_move(const DifferenceCause& a, const DifferenceCause& b) {
  return a.cause == b.cause && a.field == b.field && a.after == b.after;
}

/// Keeps of `rows` what `others` have too: what a merge took from one of its parents was moved there.
void keep_common(std::vector<RecordDifference>& rows, const std::vector<RecordDifference>& others) {
  std::map<std::pair<DiffRecord, std::string_view>, const RecordDifference*> known;
  for (const RecordDifference& other : others) known.emplace(std::pair(other.record, other.id), &other);
  for (RecordDifference& row : rows) {
    const auto other = known.find({row.record, row.id});
    std::erase_if(row.causes, [&](const DifferenceCause& cause) {
      return other == known.end() || std::ranges::none_of(other->second->causes, [&](const DifferenceCause& same) {
               return is_same_move(cause, same);
             });
    });
  }
  std::erase_if(rows, [](const RecordDifference& row) { return row.causes.empty(); });
}

// --- the page --------------------------------------------------------------------------------------------------------

Cell effect_cell(const Goalposts& goalposts, const MovedGoalpost& move, const std::optional<double>& moved) {
  if (moved) return Cell(signed_score(*moved, goalposts.scale));
  const Cycle* cycle = goalposts.workspace->cycle(CycleId(goalposts.cycle));
  const bool is_unknown = cycle && cycle->incomplete && move.row.record != DiffRecord::kpi;
  return is_unknown ? Cell("n/a", Style::bad) : Cell();
}

Table table_of(const Goalposts& goalposts) {
  Table table;
  table.record_name = "record";
  table.columns = {{.name = "date", .heading = "DATE"},
                   {.name = "author", .heading = "WHO", .shrink = 1},
                   {.name = "commit", .heading = "COMMIT"},
                   {.name = "id", .heading = "ID"},
                   {.name = "title", .heading = "TITLE", .drop = 1},
                   {.name = "effect", .heading = "SCORE", .align = Align::right},
                   {.name = "cycle_effect", .heading = "CYCLE", .align = Align::right}};
  for (const MovedGoalpost& move : goalposts.moves) {
    table.add_record(
        goalpost_id(move.row),
        {move.day ? short_date(*move.day, goalposts.as_of) : "", move.author,
         move.hash.empty() ? "uncommitted" : move.hash, Cell(goalpost_id(move.row), Style::id), move.row.title,
         effect_cell(goalposts, move, move.row.by_definition), effect_cell(goalposts, move, move.cycle_effect)});
    for (const DifferenceCause& cause : move.row.causes)
      table.add_note(Text(cause_text(cause), cause.unexplained ? Style::warn : Style::normal));
  }
  return table;
}

// --- for programs ----------------------------------------------------------------------------------------------------

/// One field of a move.
struct MovedField {
  const MovedGoalpost* move = nullptr;
  const DifferenceCause* cause = nullptr;
  std::string cycle;

  /// Of the first field alone, so that the effects of all fields add up.
  std::optional<double> cycle_effect() const {
    return cause == &move->row.causes.front() ? move->cycle_effect : std::nullopt;
  }
};

using F = MovedField;
RecordName name_of_field(const F& field) { return name_of(field.move->row); }

constexpr Key<F> field_keys[] = {
    {"date", "date?", "of the commit; null of what is not committed", [](const F& f) { return f.move->day; }},
    {"author", "string?", "who wrote the commit", [](const F& f) { return json_or_null(f.move->author); }},
    {"commit", "string?", "its hash, short", [](const F& f) { return json_or_null(f.move->hash); }},
    {"field", "string?", "the key; null where the record was dropped",
     [](const F& f) { return json_or_null(f.cause->field); }},
    {"before", "any", "its value; null where it was not given", [](const F& f) { return f.cause->before; }},
    {"after", "any", "the same behind the commit", [](const F& f) { return f.cause->after; }},
    {"effect", "number?", "what the commit moved the record's score by, with the readings of today",
     [](const F& f) { return f.move->row.by_definition; }},
    {"cycle_effect", "number?",
     "the same of the cycle's printed score, by all of the commit: said of its first field alone; null of KPIs, and "
     "while "
     "a file of the cycle cannot be read",
     [](const F& f) { return f.cycle_effect(); }},
    {"explained", "boolean", "`changes` or [targets] say why", [](const F& f) { return !f.cause->unexplained; }},
    {"why", "string?", "as they say", [](const F& f) { return json_or_null(f.cause->why); }},
};

std::vector<MovedField> fields_of(const Goalposts& goalposts) {
  std::vector<MovedField> fields;
  for (const MovedGoalpost& move : goalposts.moves)
    for (const DifferenceCause& cause : move.row.causes) fields.push_back({&move, &cause, goalposts.cycle});
  return fields;
}

using G = Goalposts;
constexpr Key<G> goalposts_keys[] = {
    {"cycle", "string?", "the cycle; null where there is none yet", [](const G& g) { return json_or_null(g.cycle); }},
    {"since", "date?", "its first day, or that on which git first saw it",
     [](const G& g) { return g.cycle.empty() ? std::nullopt : std::optional(g.since); }},
    {"moves", "moved_field[]", "every definition that was moved since, the oldest first",
     [](const G& g) { return named_list(field_keys, fields_of(g), name_of_field); }},
    {"unexplained", "integer", "those that nothing explains", [](const G& g) { return count_unexplained(g); }},
    diagnostics_key<G>(),
};

}  // namespace

std::string goalpost_id(const RecordDifference& row) {
  return row.record == DiffRecord::kpi ? full_id(KpiId(row.id)) : row.id;
}

bool MovedGoalpost::is_explained() const { return std::ranges::none_of(row.causes, &DifferenceCause::unexplained); }

std::vector<MovedGoalpost> moves_of(DefinitionStep step, const Workspace& today, const Cycle& cycle, Date as_of) {
  std::vector<MovedGoalpost> moves;
  if (step.before.empty()) return moves;  // the first commit moves nothing
  Today now(today, cycle);
  const auto is_closed = [](const Workspace& state) { return !state.cycles.empty() && state.cycles.front().result; };
  const bool keeps_result = is_closed(step.after) && std::ranges::all_of(step.before, is_closed);
  give_readings(step.after, now, keeps_result);
  std::optional<MovedRows> common;
  for (Workspace& before : step.before) {
    give_readings(before, now, keeps_result);
    auto moved = moved_rows(before, step.after, as_of);
    if (common)
      keep_common(common->rows, moved.rows);
    else
      common = std::move(moved);
  }
  if (cycle.incomplete) common->cycle_effect.reset();  // the readings of what cannot be read are missing
  for (RecordDifference& row : common->rows) {
    const Date moved = step.day.value_or(as_of);
    if (row.record == DiffRecord::kpi) judge_target(row, firsts_of(step, row.id), moved);
    explain_today(now, moved, row);
    const bool moves_cycle = row.record != DiffRecord::kpi;
    moves.push_back({step.hash, step.author, step.day, std::move(row),
                     moves_cycle ? std::exchange(common->cycle_effect, std::nullopt) : std::nullopt});
  }
  return moves;
}

int count_unexplained(const Goalposts& goalposts) {
  int count = 0;
  for (const MovedGoalpost& move : goalposts.moves)
    count += static_cast<int>(std::ranges::count(move.row.causes, true, &DifferenceCause::unexplained));
  return count;
}

std::string nothing_moved_text(const Goalposts& goalposts) {
  if (goalposts.unknown) return "No definition was moved, as far as the commits tell.";
  if (!goalposts.seen_late) return "No definition was moved since the cycle began.";
  return fmt::format("No definition was moved since {}, when git first saw the cycle.",
                     short_date(goalposts.since, goalposts.as_of));
}

Document document_of(const Goalposts& goalposts) {
  Document document;
  document.add(Heading{.level = 1,
                       .text = fmt::format("{}  Moved goalposts since {}", goalposts.cycle,
                                           short_date(goalposts.since, goalposts.as_of)),
                       .right = day_text(goalposts.as_of)});
  document.add(Space{});
  if (const Cycle* cycle = goalposts.workspace->cycle(CycleId(goalposts.cycle)))
    add_unread(document, *cycle);
  else
    add_unread_settings(document, *goalposts.workspace);
  if (goalposts.moves.empty()) return document.add(Paragraph{.text = nothing_moved_text(goalposts)});
  document.add(table_of(goalposts));
  const auto fields = std::ssize(fields_of(goalposts));
  document.add(Space{}).add(
      Paragraph{.text = Text(fmt::format("{}, {} without a reason.",
                                         counted(fields, "definition was moved", "definitions were moved"),
                                         count_unexplained(goalposts)))});
  const auto says_effect = [](const MovedGoalpost& move) { return move.cycle_effect.has_value(); };
  const auto is_said_above = [](const MovedGoalpost& move) {
    return !move.cycle_effect && move.row.record != DiffRecord::kpi;
  };
  if (std::ranges::any_of(goalposts.moves, says_effect) && std::ranges::any_of(goalposts.moves, is_said_above))
    document.add(
        Paragraph{.text = Text("What the cycle's score moved by is of all that the commit moved, and stands at "
                               "its first.",
                               Style::dim)});
  add_legend(document, {Sign::moved, Sign::score}, goalposts.workspace->settings.scoring);
  return document;
}

Records records_of(const Goalposts& goalposts) {
  Rows rows(goalposts.as_of,
            {"date", "author", "commit", "field", "before", "after", "effect", "cycle_effect", "explained", "why"});
  for (const MovedField& field : fields_of(goalposts)) rows.add(name_of_field(field), field_keys, field);
  return std::move(rows).records();
}

Json json_of(const Goalposts& goalposts) { return report_of("diff", goalposts.as_of, goalposts_keys, goalposts); }

std::vector<JsonObject> goalposts_objects() {
  return {variant("diff-goalposts", "diff", "okr diff --goalposts --json").holds(goalposts_keys),
          JsonObject{"moved_field", "A definition that was moved after its cycle began"}.holds(name_keys).holds(
              field_keys)};
}

}  // namespace okr::reports
