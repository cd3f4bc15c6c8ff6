// SPDX-License-Identifier: MIT
// `okr review` for programs: what every review holds, and a table a kind of review.
#include "reports/review/review.hpp"

#include <algorithm>
#include <array>

#include "okr/base/ranges.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/score/scores.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

struct ReviewRecord {
  const Workspace& workspace;
  std::string_view kind;  ///< the word behind `okr review --`
  const CycleNumbers& numbers;
  const CycleForecast* forecast;
};

constexpr Key<ReviewRecord> review_keys[] = {
    {"review", "string", "weekly, mid, final or plan", [](auto& v) { return v.kind; }},
    {"cycle", "cycle", "the cycle", [](auto& v) { return cycle_object(v.numbers); }},
    {"objectives", "objective[]", "in the order of the files, with their key results",
     [](auto& v) { return objectives_list(v.workspace, v.numbers.objectives, v.forecast); }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](auto& v) { return diagnostics_list(v.workspace); }},
};

constexpr Key<KpiReview> kpi_review_keys[] = {
    {"review", "string", "how often it is looked at", [](auto& r) { return r.kpi->review; }},
    {"last", "date?", "the last note of a reading", [](auto& r) { return r.last; }},
    {"from", "date?", "since when it is time", [](auto& r) { return r.from; }},
};

constexpr Key<Remark> remark_keys[] = {
    {"date", "date", "of the check-in", [](auto& r) { return r.date; }},
    {"by", "string?", "who said it", [](auto& r) { return json_or_null(r.by); }},
    {"text", "string", "what was said", [](auto& r) { return r.text; }},
};

// --- weekly ----------------------------------------------------------------------------------------------------------

/// It as it stood on that day; null where it rested, and had no score.
const KeyResultNumbers* scored_before(const Movement& movement) {
  const KeyResultNumbers* before = movement.before;
  return before && counts(before->state) && !rests(before->status()) ? before : nullptr;
}

constexpr Key<Movement> movement_keys[] = {
    {"state", one_of<State>, "", [](auto& m) { return m.now->state; }},
    {"said", "boolean", "a reading that counts came since", [](auto& m) { return m.said; }},
    {"value_before", "number?", "on the day that is compared with",
     [](auto& m) { return null_or(m.before, &KeyResultNumbers::value); }},
    {"change", "number?", "of the value since; from the baseline where there was none", [](auto& m) { return m.by; }},
    {"steps", "integer", "done since", [](auto& m) { return m.steps; }},
    {"met", "integer", "periods of a bound met since", [](auto& m) { return m.met; }},
    {"missed", "integer", "periods of a bound missed since", [](auto& m) { return m.missed; }},
    {"score_before", "number?", "on that day, unrounded",
     [](auto& m) { return null_or(scored_before(m), &KeyResultNumbers::score); }},
    {"score_before_shown", "number?", "as printed on that day",
     [](auto& m) { return null_or(scored_before(m), &KeyResultNumbers::shown); }},
    {"status_before", or_null(one_of<PaceStatus>), "on that day",
     [](auto& m) { return null_or(m.before, &KeyResultNumbers::status); }},
    {"confidence_before", "integer?", "as it stood on that day",
     [](auto& m) { return m.before && m.before->confidence ? json(m.before->confidence->value) : Json(); }},
    {"note", "string?", "the last one since", [](auto& m) { return json_or_null(m.note); }},
};

constexpr Key<Priority> priority_keys[] = {
    {"text", "string", "as it was said", [](auto& p) { return p.text; }},
    {"by", "string?", "who said it", [](auto& p) { return json_or_null(p.by); }},
    {"done", "boolean", "said done since", [](auto& p) { return p.done; }},
};

constexpr Key<Coming> coming_keys[] = {
    {"what", one_of<ComingKind>, "", [](auto& c) { return c.kind; }},
    {"date", "date?", "null for what was said", [](auto& c) { return c.date; }},
    {"text", "string", "what comes, as the review says it", [](auto& c) { return coming_text(c); }},
    {"step", "string?", "of a step: its name",
     [](auto& c) { return c.kind == ComingKind::step ? json(c.text) : Json(); }},
    {"initiative", "string?", "of an initiative: its title",
     [](auto& c) { return c.kind == ComingKind::initiative ? json(c.text) : Json(); }},
    {"by", "string?", "who said it", [](auto& c) { return json_or_null(c.by); }},
};

Json coming_list(const std::vector<Coming>& coming) {
  return json_list(coming, [](const Coming& one) {
    Json object = object_of(any_name_keys, one.name);
    add_keys(object, coming_keys, one);
    return object;
  });
}

constexpr Key<Weekly> weekly_keys[] = {
    {"since", "date", "weekly: the day that is compared with", [](auto& w) { return w.since; }},
    {"score_before", "number?", "weekly: of the cycle on that day, unrounded",
     [](auto& w) { return w.before.day > 0 ? json(w.before.score) : Json(); }},
    {"score_before_shown", "number?", "weekly: the same as printed",
     [](auto& w) { return w.before.day > 0 ? json(w.before.shown) : Json(); }},
    {"movements", "movement[]", "weekly: one a key result",
     [](auto& w) {
       return named_list(movement_keys, w.movements, [](const Movement& moved) { return record_name(*moved.now); });
     }},
    {"last_week", "priority[]", "weekly: what was meant, and done",
     [](auto& w) { return objects_of(priority_keys, w.priorities.last); }},
    {"this_week", "priority[]", "weekly: what this week is for, and what of it is done",
     [](auto& w) { return objects_of(priority_keys, w.priorities.next); }},
    {"health", "kpi_record[]", "weekly: KPIs to protect",
     [](auto& w) {
       return json_list(w.health, [&](const KpiNumbers* kpi) { return kpi_object(*w.workspace, *kpi); });
     }},
    {"coming", "coming[]", "weekly: the next four weeks", [](auto& w) { return coming_list(w.coming); }},
    {"late", "coming[]", "weekly: what should have been done by now", [](auto& w) { return coming_list(w.late); }},
    {"blockers", "blocker[]", "weekly: what is in the way, the oldest first; final: what was",
     [](auto& w) { return obstacles_list(w.board->in_the_way, w.board->numbers.as_of); }},
    {"needs", "remark[]", "weekly: of each person's last check-in",
     [](auto& w) { return objects_of(remark_keys, w.needs); }},
    {"wins", "remark[]", "weekly: since then", [](auto& w) { return objects_of(remark_keys, w.wins); }},
    {"lessons_said", "remark[]", "weekly: since then; final: of the whole cycle",
     [](auto& w) { return objects_of(remark_keys, w.lessons); }},
    {"notes", "remark[]", "weekly: of the check-ins since then",
     [](auto& w) { return objects_of(remark_keys, w.notes); }},
    {"changes", "event[]", "of definitions, oldest first", [](auto& w) { return events_list(w.changes); }},
    {"kpi_reviews", "kpi_review[]", "KPIs that are to be looked at again, the longest waiting first",
     [](auto& w) { return kpi_reviews_list(w.kpi_reviews); }},
    {"due", "due[]", "weekly: what waits for a word", [](auto& w) { return due_list(w.due); }},
};

// --- mid-cycle -------------------------------------------------------------------------------------------------------

constexpr Key<MidRow> advice_keys[] = {
    {"state", one_of<State>, "", [](auto& r) { return r.key_result->numbers->state; }},
    {"advice", "string?", "keep, watch, raise, decide or escalate; null where there is nothing to decide",
     [](auto& r) { return r.advice == Advice::none ? Json() : json(machine_word(r.advice)); }},
};

struct QuestionRecord {
  std::string_view topic;
  std::string text;
  const std::vector<std::string>& ids;
};

constexpr Key<QuestionRecord> question_keys[] = {
    {"question", "string", "intent, holds_back, cannot_end_met, stop_for, aim_higher, ...",
     [](auto& q) { return q.topic; }},
    {"text", "string", "as it is asked", [](auto& q) { return q.text; }},
    {"ids", "string[]", "of what it asks", [](auto& q) { return json_list(q.ids); }},
};

template <class Questions>
Json questions_list(const Questions& questions) {
  return json_list(questions, [](const auto& asked) {
    return object_of(question_keys, QuestionRecord{word(asked.topic), question_text(asked), asked.ids});
  });
}

Json ids_of(const std::vector<const KeyResultForecast*>& forecasts) {
  return json_list(forecasts, [](const KeyResultForecast* kr) { return to_string(kr->numbers->id); });
}

constexpr Key<MidReview> mid_keys[] = {
    {"expected_score", "number?", "mid: of the cycle, as forecast; null while nothing of it is",
     [](auto& m) { return m.outlook->forecast.expected; }},
    {"advice", "advice[]", "mid: one a key result",
     [](auto& m) {
       return named_list(advice_keys, m.rows, [](const MidRow& row) { return record_name(*row.key_result->numbers); });
     }},
    {"lagging", "string[]", "mid: key results that have to go faster, the least likely first",
     [](auto& m) { return ids_of(m.lagging); }},
    {"disagreements", "string[]", "mid: key results of which said and computed are far apart",
     [](auto& m) { return ids_of(m.disagreements); }},
    {"signals", "kpi_record[]", "mid and final: KPIs with something to decide, at a new level, or improved",
     [](auto& m) {
       return json_list(m.signals, [&](const KpiNumbers& kpi) { return kpi_object(*m.workspace, kpi); });
     }},
    {"changes", "event[]", "of definitions, oldest first", [](auto& m) { return events_list(m.changes); }},
    {"kpi_reviews", "kpi_review[]", "KPIs that are to be looked at again, the longest waiting first",
     [](auto& m) { return kpi_reviews_list(m.kpi_reviews); }},
    {"left_out", "left_out[]", "mid: cancelled or deferred, where `changes` does not say it",
     [](auto& m) { return left_out_list(m.left_out); }},
    {"questions", "question[]", "mid and final: that the numbers ask",
     [](auto& m) { return questions_list(m.questions); }},
};

// --- final -----------------------------------------------------------------------------------------------------------

constexpr Key<StatedOf> stated_keys[] = {
    {"state", one_of<State>, "", [](auto& s) { return s.numbers->state; }},
    {"first", "integer?", "1 to 10, the first time", [](auto& s) { return s.path.first; }},
    {"middle", "integer?", "the last one up to half of the cycle", [](auto& s) { return s.path.middle; }},
    {"last", "integer?", "the last one", [](auto& s) { return s.path.last; }},
    {"confidence_first", "", "", [](auto& s) { return s.path.first; }, In::column},
    {"confidence_middle", "", "", [](auto& s) { return s.path.middle; }, In::column},
    {"confidence_last", "", "", [](auto& s) { return s.path.last; }, In::column},
};

struct DistributionRecord {
  std::string_view part;
  const Distribution& of;
  const Computed<Score>& mean;
};

constexpr Key<DistributionRecord> distribution_keys[] = {
    {"part", "string", "aspirational, committed or all", [](auto& d) { return d.part; }},
    {"objectives", "integer", "top-level ones that count", [](auto& d) { return d.of.objectives; }},
    {"mean", "number?", "of their scores", [](auto& d) { return d.mean; }},
    {"green", "integer", "aspirational ones by colour", [](auto& d) { return d.of.green; }},
    {"yellow", "integer", "aspirational ones by colour", [](auto& d) { return d.of.yellow; }},
    {"red", "integer", "aspirational ones by colour", [](auto& d) { return d.of.red; }},
    {"met", "integer", "promises that are reached", [](auto& d) { return d.of.met; }},
    {"missed", "integer", "promises that are not, once it has ended", [](auto& d) { return d.of.missed; }},
};

Json distribution_list(const FinalReview& review) {
  const CycleNumbers& numbers = review.scores->numbers;
  return objects_of(distribution_keys, std::initializer_list<DistributionRecord>{
                                           {"aspirational", review.aspirational, numbers.aspirational},
                                           {"committed", review.committed, numbers.committed},
                                           {"all", review.all, numbers.score}});
}

constexpr Key<const KeyResultNumbers*> explained_keys[] = {
    {"text", "string", "why it was missed", [](auto& kr) { return kr->key_result->postmortem; }},
};

constexpr Key<InitiativeOf> initiative_keys[] = {
    {"text", "string", "what is done", [](auto& i) { return i.initiative->title; }},
    {"done", "boolean", "it is finished", [](auto& i) { return i.initiative->done; }},
    {"owners", "string[]", "who does it", [](auto& i) { return json_list(i.initiative->owners); }},
    {"due", "date?", "the day it is due", [](auto& i) { return i.initiative->due; }},
    {"link", "string?", "a page on it", [](auto& i) { return json_or_null(i.initiative->link); }},
};

constexpr Key<FinalReview> final_keys[] = {
    {"preliminary", "boolean", "final: it has not ended", [](auto& f) { return f.preliminary; }},
    {"previous", "cycle?", "final: the cycle of the same length before it",
     [](auto& f) { return f.scores->previous ? cycle_object(*f.scores->previous) : Json(); }},
    {"stated", "stated[]", "final: confidence on the way, one a key result",
     [](auto& f) {
       return named_list(stated_keys, f.stated, [](const StatedOf& one) { return record_name(*one.numbers); });
     }},
    {"distribution", "distribution[]", "final: aspirational, committed, all", distribution_list},
    {"calibration", "judged?", "final: of this cycle; null when nothing was judged",
     [](auto& f) { return judged_object(f.calibration); }},
    {"kpis_on", "date", "final: the day on which KPIs are seen", [](auto& f) { return f.kpis_on; }},
    {"kpi_health", "kpi_health", "final: how many KPIs are how", [](auto& f) { return health_object(f.kpi_counts); }},
    {"signals", "kpi_record[]", "mid and final: KPIs with something to decide, at a new level, or improved",
     [](auto& f) {
       return json_list(f.signals, [&](const KpiNumbers* kpi) { return kpi_object(*f.workspace, *kpi); });
     }},
    {"left_out", "left_out[]", "final: all of them", [](auto& f) { return left_out_list(f.scores->left_out); }},
    {"postmortems_due", "string[]", "final: missed promises of which nothing was written",
     [](auto& f) { return key_result_ids(f.postmortems); }},
    {"questions", "question[]", "mid and final: that the numbers ask",
     [](auto& f) { return questions_list(f.reflections); }},
    {"wins", "remark[]", "final: of the whole cycle", [](auto& f) { return objects_of(remark_keys, f.wins); }},
    {"blockers", "blocker[]", "weekly: what is in the way, the oldest first; final: what was",
     [](auto& f) { return obstacles_list(f.obstacles, f.scores->numbers.as_of); }},
    {"lessons_said", "remark[]", "weekly: since then; final: of the whole cycle",
     [](auto& f) { return objects_of(remark_keys, f.lessons_said); }},
    {"postmortems", "postmortem[]", "final: what was written",
     [](auto& f) { return named_list(explained_keys, f.explained, [](auto* kr) { return record_name(*kr); }); }},
    {"initiatives", "initiative[]", "final: done and open, in the order of the files",
     [](auto& f) { return named_list(initiative_keys, f.initiatives, [](auto& i) { return i.name; }); }},
    {"kpi_reviews", "kpi_review[]", "KPIs that are to be looked at again, the longest waiting first",
     [](auto& f) { return kpi_reviews_list(f.kpi_reviews); }},
    {"lessons", "string[]", "final: as okr close kept them", [](auto& f) { return json_list(f.lessons); }},
};

struct PostmortemRecord {
  bool due;
};
constexpr Key<PostmortemRecord> postmortem_keys[] = {
    {"postmortem_due", "", "", [](auto& p) { return p.due; }, In::column}};

constexpr Key<MidRow> advice_columns[] = {
    {"advice", "", "", [](auto& r) { return machine_word(r.advice); }, In::column}};

}  // namespace

Json kpi_reviews_list(const std::vector<KpiReview>& reviews) {
  return named_list(kpi_review_keys, reviews, [](auto& r) { return record_name(*r.kpi); });
}

Json review_object(const Workspace& workspace, std::string_view kind, const CycleNumbers& numbers,
                   const CycleForecast* forecast) {
  return report_of("review", numbers.as_of, review_keys, {workspace, kind, numbers, forecast});
}

Records records_of(const Weekly& weekly) {
  Rows rows(weekly.board->numbers.as_of,
            {"type", "value", "value_before", "change", "steps", "met", "missed", "progress", "score", "score_before",
             "confidence", "confidence_before", "status", "status_before", "note"});
  for (const ObjectiveNumbers& objective : weekly.board->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      const Movement& movement = *weekly.movement_of(kr);
      add_key_result_row(rows, {*weekly.workspace, objective, kr}, movement_keys, movement);
    }
  return std::move(rows).records();
}

Json json_of(const Weekly& weekly) {
  Json object = review_object(*weekly.workspace, "weekly", weekly.board->numbers, &weekly.board->forecast);
  add_keys(object, weekly_keys, weekly);
  return object;
}

Records records_of(const MidReview& review) {
  Rows rows(review.outlook->numbers.as_of, {"type", "progress", "expected", "gap", "status"});
  rows.add_columns(forecast_columns);
  rows.add_columns(std::array{"rate_week", "needed_rate_week", "stated", "advice"});
  for (const MidRow& row : review.rows) {
    const KeyResultForecast& ahead = *row.key_result;
    add_key_result_row(rows, {*review.workspace, *row.objective, *ahead.numbers, &ahead}, advice_columns, row);
  }
  return std::move(rows).records();
}

Json json_of(const MidReview& review) {
  const Outlook& outlook = *review.outlook;
  Json object = review_object(*review.workspace, "mid", outlook.numbers, &outlook.forecast);
  add_keys(object, mid_keys, review);
  return object;
}

Records records_of(const FinalReview& review) {
  Rows rows(review.scores->numbers.as_of,
            {"type", "value", "progress", "score", "score_shown", "as_planned", "status", "verdict", "confidence_first",
             "confidence_middle", "confidence_last", "postmortem_due"});
  for (const ObjectiveNumbers& objective : review.scores->numbers.objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      const bool due = contains(review.postmortems, &kr);
      add_key_result_row(rows, {*review.workspace, objective, kr}, stated_keys, StatedOf{&kr, *review.path_of(kr)},
                         postmortem_keys, PostmortemRecord{due});
    }
  if (is_bare_result(review.scores->numbers)) add_cycle_row(rows, review.scores->numbers);
  return std::move(rows).records();
}

Json json_of(const FinalReview& review) {
  Json object = review_object(*review.workspace, "final", review.scores->numbers, nullptr);
  add_keys(object, final_keys, review);
  return object;
}

JsonObject review_report() {
  return report("review").holds(review_keys).holds(weekly_keys, false).holds(mid_keys, false).holds(final_keys, false);
}

std::vector<JsonObject> review_objects() {
  return {
      JsonObject{"movement", "A key result then and now"}.holds(name_keys).holds(movement_keys),
      JsonObject{"priority", "What somebody means to do"}.holds(priority_keys),
      JsonObject{"remark", "Words of a check-in"}.holds(remark_keys),
      JsonObject{"coming", "What lies ahead"}.holds(any_name_keys).holds(coming_keys),
      JsonObject{"advice", "What a mid-cycle review recommends"}.holds(name_keys).holds(advice_keys),
      JsonObject{"question", "A question of a review"}.holds(question_keys),
      JsonObject{"stated", "How sure people were of a key result"}.holds(name_keys).holds(stated_keys),
      JsonObject{"postmortem", "Why a promise was missed"}.holds(name_keys).holds(explained_keys),
      JsonObject{"initiative", "What is done for a record"}.holds(name_keys).holds(initiative_keys),
      JsonObject{"kpi_review", "A KPI that is to be looked at again"}.holds(name_keys).holds(kpi_review_keys),
      JsonObject{"distribution", "How objectives ended"}.holds(distribution_keys),
  };
}

}  // namespace okr::reports
