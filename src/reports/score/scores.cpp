// SPDX-License-Identifier: MIT

#include "reports/score/scores.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cmath>

#include "okr/base/text.hpp"
#include "okr/compute/course.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/objects.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- groups ----------------------------------------------------------------------------------------------------------

/// The aspirational mean of the group of that name.
std::optional<Score> shown_of_group(const Workspace& workspace, const CycleNumbers& numbers,
                                    const std::vector<BoardGroup>& groups, const std::string& name) {
  const auto it = std::ranges::find(groups, name, &BoardGroup::name);
  if (it == groups.end()) return std::nullopt;
  const auto top = topmost(workspace, *numbers.cycle, it->objectives);
  return shown_of(totals_of(*numbers.cycle, top, workspace.settings.scoring).aspirational);
}

bool is_missed(const ObjectiveNumbers& objective) {
  return objective.verdict == Verdict::missed && counts(objective.state);
}

ScoreGroup score_group(const Workspace& workspace, const CycleNumbers& numbers, const BoardGroup& group) {
  const Scoring& scoring = workspace.settings.scoring;
  const auto top = topmost(workspace, *numbers.cycle, group.objectives);
  ScoreGroup result;
  result.name = group.name;
  result.totals = totals_of(*numbers.cycle, top, scoring);
  result.shown = shown_of(result.totals.aspirational);
  result.shown_as_planned = shown_of(result.totals.aspirational_as_planned);
  if (numbers.ended && result.shown)
    result.verdict =
        verdict_of(ObjectiveType::aspirational, result.totals.aspirational_reached, *result.shown, scoring);
  std::ranges::copy_if(top, std::back_inserter(result.missed),
                       [](const auto* objective) { return is_missed(*objective); });
  return result;
}

void add_groups(Scores& scores) {
  if (scores.grouping == Grouping::none) return;
  const Settings& settings = scores.workspace->settings;
  std::vector<BoardGroup> before;
  if (scores.previous) before = groups_of(*scores.previous, scores.grouping, settings);
  for (const BoardGroup& group : groups_of(scores.numbers, scores.grouping, settings)) {
    scores.groups.push_back(score_group(*scores.workspace, scores.numbers, group));
    if (scores.previous)
      scores.groups.back().previous = shown_of_group(*scores.workspace, *scores.previous, before, group.name);
  }
}

// --- below the table -------------------------------------------------------------------------------------------------

void add_missed(Scores& scores) {
  for (const ObjectiveNumbers& objective : scores.numbers.objectives) {
    if (!is_missed(objective)) continue;
    MissedPromise promise{&objective, {}};
    for (const KeyResultNumbers& kr : objective.key_results)
      if (counts(kr.state) && kr.weight > 0 && !kr.reached && kr.score.absence != Absence::nothing_due)
        promise.key_results.push_back(&kr);
    scores.missed.push_back(std::move(promise));
  }
}

/// The day on which `changes` says that the state came to be.
template <class Record>
std::optional<Date> day_of(const Record& record, State state, Date as_of) {
  std::optional<Date> day;
  for (const Change& change : record.changes)
    for (const ChangedField& field : change.fields) {
      const auto* after = std::get_if<std::string>(&field.after);
      if (field.key == "state" && after && *after == word(state) && change.on <= as_of && (!day || *day < change.on))
        day = change.on;
    }
  return day;
}

template <class Record>
LeftOut left_out(RecordName name, const Record& record, State state, Date as_of) {
  return {std::move(name), state, day_of(record, state, as_of), reason_of_state(record, as_of)};
}

// --- gates -----------------------------------------------------------------------------------------------------------

/// Where it stands, or that it ended missed and its objective was a promise.
struct GatedStanding {
  PaceStatus status = PaceStatus::not_available;
  bool cannot_end_met = false;
};

bool fails(const GatedStanding& standing, Gate gate) {
  const PaceStatus status = standing.status;
  const bool at_risk = status == PaceStatus::at_risk || standing.cannot_end_met;
  switch (gate) {
    case Gate::at_risk: return at_risk;
    case Gate::behind: return at_risk || status == PaceStatus::no_data || status == PaceStatus::behind;
    case Gate::stale:
    case Gate::missed:
    case Gate::warning: break;
  }
  return false;
}

bool fails(const KeyResultNumbers& kr, Gate gate) {
  if (!counts(kr.state) || !(kr.weight > 0)) return false;
  if (gate == Gate::stale) return kr.recency.freshness == Freshness::stale;
  return fails(GatedStanding{kr.status(), kr.pace.cannot_end_met}, gate);
}

/// What a closed cycle kept of its promises where it kept none of them: "2025-Q4 (1 of 2 met)".
std::optional<std::string> broken_promises_kept(const CycleNumbers& numbers) {
  const bool is_told = numbers.is_final && numbers.cycle->result && !numbers.cycle->result->committed.empty();
  if (!is_told || numbers.committed_met >= numbers.committed_count) return std::nullopt;
  return fmt::format("{} ({} of {} met)", numbers.cycle->id.text, numbers.committed_met, numbers.committed_count);
}

/// Key results, and the objectives that fail by none of theirs: by an aligned one, or by their mean.
std::vector<std::string> failing_records(const Scores& scores, Gate gate) {
  std::vector<std::string> ids;
  for (const ObjectiveNumbers& objective : scores.numbers.objectives) {
    if (!counts(objective.state)) continue;
    const std::size_t before = ids.size();
    for (const KeyResultNumbers& kr : objective.key_results)
      if (fails(kr, gate)) ids.push_back(to_string(kr.id));
    const bool is_said = ids.size() > before;
    if (!is_said && objective.weight > 0 && fails(GatedStanding{objective.status, objective.cannot_end_met}, gate))
      ids.push_back(objective.id.text);
  }
  return ids;
}

std::vector<std::string> failing_promises(const Scores& scores) {
  std::vector<std::string> ids;
  for (const ObjectiveNumbers& objective : scores.numbers.objectives)
    if (is_missed(objective) || (counts(objective.state) && objective.cannot_end_met)) ids.push_back(objective.id.text);
  return ids;
}

bool asks_for_promises(Gate gate) { return gate == Gate::missed || gate == Gate::at_risk || gate == Gate::behind; }

std::vector<std::string> failing_objectives(const Scores& scores, Gate gate) {
  auto ids = gate == Gate::missed ? failing_promises(scores) : failing_records(scores, gate);
  if (!ids.empty() || !asks_for_promises(gate)) return ids;
  if (auto kept = broken_promises_kept(scores.numbers)) ids.push_back(std::move(*kept));
  return ids;
}

/// True where the finding is about the cycle, its KPIs or the settings; the cycle before is only compared with.
bool concerns(const Scores& scores, const Diagnostic& diagnostic) {
  return !scores.previous ||
         !scores.workspace->file_of(diagnostic.place).starts_with(scores.previous->cycle->folder + "/");
}

std::vector<std::string> warnings_of(const Scores& scores) {
  std::vector<std::string> ids;
  const auto add = [&](const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
      if (diagnostic.severity == Severity::warning && !is_excused(diagnostic) && concerns(scores, diagnostic))
        ids.push_back(std::string(to_string(diagnostic.code)) + ": " + diagnostic.message);
  };
  add(scores.workspace->diagnostics);
  add(lint_numbers(*scores.workspace, scores.numbers.as_of));
  return ids;
}

}  // namespace

const ObjectiveNumbers* Scores::before(const ObjectiveNumbers& objective) const {
  if (!previous) return nullptr;
  const auto named = [&](std::string_view id) -> const ObjectiveNumbers* {
    for (const ObjectiveNumbers& other : previous->objectives)
      if (other.id.text == id) return &other;
    return nullptr;
  };
  const std::string carried = objective.objective ? objective.objective->carried_from : std::string();
  const std::string prefix = previous->cycle->id.text + "/";
  if (carried.starts_with(prefix)) return named(std::string_view(carried).substr(prefix.size()));
  return named(objective.id.text);
}

/// What was planned and cancelled, deferred or made a draft again: its numbers as planned go on.
bool is_planned_alone(State now, State first) { return !counts(now) && counts_as_planned(first); }

std::vector<LeftOut> left_out_of(const CycleNumbers& numbers) {
  const Date day = counted_day(*numbers.cycle, numbers.as_of);
  std::vector<LeftOut> found;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!objective.objective) continue;
    const State own = definition_of(*objective.objective, day).state;
    const bool keeps_score = objective.is_final && objective.score;
    if (!keeps_score && is_planned_alone(own, objective.planned_state)) {
      found.push_back(left_out(record_name(objective), *objective.objective, own, day));
      continue;
    }
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.key_result && is_planned_alone(kr.state, kr.planned_state))
        found.push_back(left_out(record_name(kr), *kr.key_result, kr.state, day));
  }
  return found;
}

std::unique_ptr<const Scores> scores_of(const Workspace& workspace, const ScoresQuestion& question, Date as_of) {
  auto scores = std::make_unique<Scores>();
  scores->workspace = &workspace;
  scores->numbers = numbers_of(workspace, *question.cycle, as_of);
  if (question.previous) scores->previous = numbers_of(workspace, *question.previous, as_of);
  if (question.forecast)
    scores->forecast = forecast_of(CycleSubject{workspace, *question.cycle, nullptr}, scores->numbers, as_of);
  scores->grouping = question.grouping;
  add_groups(*scores);
  add_missed(*scores);
  scores->left_out = left_out_of(scores->numbers);
  return scores;
}

double printed_score(Score shown, int scale) { return scale == 100 ? std::round(shown.value() * 100) : shown.value(); }

std::vector<std::string> failing(const Scores& scores, Gate gate) {
  switch (gate) {
    case Gate::at_risk:
    case Gate::behind:
    case Gate::stale:
    case Gate::missed: return failing_objectives(scores, gate);
    case Gate::warning: return warnings_of(scores);
  }
  return {};
}

// --- when it was closed ----------------------------------------------------------------------------------------------

namespace {

std::string closed_text(const AtClose& one) {
  if (!one.closed) return "not closed";
  if (one.commit.empty()) return long_date(*one.closed);
  return fmt::format("{} {}, {}", one.commit, one.author, long_date(*one.closed));
}

/// Nothing where it is the score of the closing.
Cell other_score(const AtClose& one, const std::optional<Score>& score, int scale) {
  if (one.closed && score == one.score) return {};
  return score_text(score, scale);
}

Cell score_by_files(const AtClose& one, int scale) {
  return one.is_bare() ? Cell("-", Style::dim) : other_score(one, one.by_files, scale);
}

std::string summary_of(const std::vector<AtClose>& cycles) {
  std::size_t closed = 0, different = 0, bare = 0;
  for (const AtClose& one : cycles) {
    closed += one.closed ? 1 : 0;
    different += one.differs() ? 1 : 0;
    bare += one.closed && one.is_bare() ? 1 : 0;
  }
  if (closed == 0) return "None of these cycles is closed.";
  std::string text;
  if (different > 0)
    text = fmt::format("The files of {} of {} no longer say the score that {} closed with.", different,
                       counted(static_cast<int>(closed), "closed cycle"), different == 1 ? "it" : "they");
  else if (bare < closed)
    text = "Today's files say what each of them closed with.";
  if (bare > 0) text += fmt::format("{}Of {} there is nothing but the [result].", text.empty() ? "" : " ", bare);
  return text;
}

constexpr Key<AtClose> at_close_keys[] = {
    {"closed", "date?", "the day; null of a cycle that is not closed", [](auto& c) { return c.closed; }},
    {"commit", "string?", "that closed it; null where the history does not tell",
     [](auto& c) { return json_or_null(c.commit); }},
    {"author", "string?", "of that commit", [](auto& c) { return json_or_null(c.author); }},
    {"score_at_close", "number?", "when it closed, as printed: by that commit, else by its [result]",
     [](auto& c) { return c.score; }},
    {"score_in_result", "number?", "as its [result] says it now", [](auto& c) { return c.in_result; }},
    {"score_by_files", "number?",
     "by today's definitions and readings, without the [result]; null where there are none",
     [](auto& c) { return c.by_files; }},
    {"differs", "boolean", "true of a closed cycle of which those that are there are not one",
     [](auto& c) { return c.differs(); }},
};

constexpr Key<std::vector<AtClose>> report_keys[] = {
    {"cycles", "at_close[]", "the latest first",
     [](auto& cycles) {
       return named_list(at_close_keys, cycles, [](const AtClose& one) { return record_name(*one.cycle); });
     }},
};

}  // namespace

AtClose at_close_of(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  AtClose one{.cycle = &cycle};
  if (is_final(cycle, as_of)) {
    one.closed = cycle.result->closed ? *cycle.result->closed : cycle.period.last;
    one.score = one.in_result = numbers_of(workspace, cycle, as_of).shown;
  }
  one.by_files = numbers_of(workspace, before_closing(cycle), as_of).shown;
  return one;
}

Document at_close_document(const std::vector<AtClose>& cycles, int scale) {
  Table table;
  table.record_name = "cycle";
  table.columns = {{.name = "cycle", .heading = "CYCLE"},
                   {.name = "title", .heading = "", .min_width = 8, .shrink = 1, .drop = 1},
                   {.name = "closed", .heading = "CLOSED"},
                   {.name = "score_at_close", .heading = "AT CLOSE", .align = Align::right},
                   {.name = "score_in_result", .heading = "RESULT NOW", .align = Align::right},
                   {.name = "score_by_files", .heading = "BY FILES", .align = Align::right}};
  for (const AtClose& one : cycles)
    table.add_record(one.cycle->id.text,
                     {Cell(one.cycle->id.text, Style::id), one.cycle->title, closed_text(one),
                      one.closed ? Cell(score_text(one.score, scale)) : Cell(),
                      one.closed ? other_score(one, one.in_result, scale) : Cell(), score_by_files(one, scale)});
  Document document;
  document.add(std::move(table)).add(Space{});
  document.add(Paragraph{.text = Text(summary_of(cycles))});
  return document;
}

Records at_close_records(const std::vector<AtClose>& cycles, Date as_of) {
  Rows rows(as_of, {"closed", "commit", "author", "score_at_close", "score_in_result", "score_by_files", "differs"});
  for (const AtClose& one : cycles) rows.add(record_name(*one.cycle), at_close_keys, one);
  return std::move(rows).records();
}

Json at_close_json(const std::vector<AtClose>& cycles, Date as_of) {
  return report_of("score", as_of, report_keys, cycles);
}

std::vector<JsonObject> at_close_objects() {
  return {variant("score-at-close", "score", "okr score --last N --at-close --json").holds(report_keys),
          JsonObject{"at_close", "A cycle, and what it closed with"}.holds(name_keys).holds(at_close_keys)};
}

}  // namespace okr::reports
