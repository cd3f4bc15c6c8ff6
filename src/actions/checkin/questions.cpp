// SPDX-License-Identifier: MIT
#include "actions/checkin/questions.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "actions/checkin/preview.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_status.hpp"
#include "reports/words.hpp"
#include "session/settings.hpp"

namespace okr::cli {
namespace {

// --- where a key result stands
// -----------------------------------------------------------------------------------------

std::string linear_pace(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (!anchors || !numbers.pace.expected) return {};
  const double range = anchors->target - anchors->baseline;
  return rounded(anchors->baseline + numbers.pace.expected->value() * range, decimals_for(std::abs(range), 2, 4));
}

std::string bound_text(const KeyResult& kr) {
  if (kr.min && kr.max) return fmt::format("{}..{}", display_value(*kr.min), display_value(*kr.max));
  if (kr.max) return fmt::format("{} {}", kr.strict ? "<" : "<=", display_value(*kr.max));
  return kr.min ? fmt::format("{} {}", kr.strict ? ">" : ">=", display_value(*kr.min)) : std::string();
}

std::string pace_text(const KeyResult& kr, const KeyResultNumbers& numbers) {
  const auto& expected = numbers.pace.expected;
  switch (kr.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent: return linear_pace(numbers);
    case Kind::milestones:
      return expected ? fmt::format("{}/{}", rounded(expected->value() * static_cast<double>(kr.steps.size()), 1),
                                    kr.steps.size())
                      : std::string();
    case Kind::hold: return bound_text(kr);
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return short_date(numbers.window.last);
  }
  return {};
}

double largest_amount(const Standing& standing) {
  double most = 0;
  if (standing.points)
    for (const Point& point : *standing.points) most = std::max(most, point.value);
  return most;
}

std::string shown_id(const CheckinScene& scene, const Asked& asked) {
  const std::string id = to_string(asked.key_result->id);
  return asked.cycle == scene.cycles.front() ? id : fmt::format("{}/{}", asked.cycle->id.text, id);
}

Question question_of(const CheckinScene& scene, const Asked& asked) {
  const KeyResult& kr = *asked.key_result;
  const Standing& standing = asked.numbers.standing;
  Question question;
  question.id = shown_id(scene, asked);
  question.name = fmt::format("{}{}", kr.kind == Kind::sum ? "add " : "", kr.id.name);
  question.title = kr.title;
  question.status = std::string(reports::words_of(asked.numbers.status()));
  question.last = last_value(kr, standing);
  if (asked.numbers.recency.last) question.last_day = short_date(asked.numbers.recency.last->date);
  question.pace = pace_text(kr, asked.numbers);
  question.key_result = &kr;
  question.cycle = asked.cycle;
  question.only_confidence = !kr.kpi.empty();
  if (standing.points && !standing.points->empty()) question.last_number = standing.points->back().value;
  if (kr.kind == Kind::sum) question.most = largest_amount(standing);
  question.steps_done = standing.steps_done;
  return question;
}

Question question_of(const CheckinScene& scene, const AskedKpi& asked) {
  const Reading* last = last_reading(*asked.kpi, scene.date);
  Question question;
  question.id = question.name = asked.kpi->id.text;
  question.title = asked.kpi->title;
  question.status = std::string(reports::words_of(asked.numbers.status));
  if (last) {
    question.last = display_value(last->value);
    question.last_number = last->value;
    question.last_day = last->unit == PeriodUnit::day
                            ? short_date(last->date)
                            : period_name(period_containing(last->date, last->unit, scene.workspace.fiscal_start()),
                                          last->unit, scene.workspace.fiscal_start());
  }
  question.pace = draw::bare(reports::kpi_bounds_text(*asked.kpi, asked.numbers.current_bounds));
  question.kpi = asked.kpi;
  question.day = asked.day;
  return question;
}

/// Names without their objective where no other question bears the same.
void lengthen_equal_names(std::vector<Question>& questions) {
  const std::vector<Question> short_ones = questions;
  for (Question& question : questions) {
    const auto same = std::ranges::count(short_ones, question.name, &Question::name);
    if (same > 1 && question.key_result)
      question.name = fmt::format("{}{}", question.key_result->kind == Kind::sum ? "add " : "", question.id);
  }
}

/// A key result whose KPI is asked too needs no question of its own: its confidence stands behind the reading.
void join_fed(std::vector<Question>& questions, const CheckinScene& scene) {
  for (Question& question : questions) {
    if (!question.kpi) continue;
    for (const Cycle* cycle : scene.cycles)
      for (const Objective& objective : cycle->objectives)
        for (const KeyResult& kr : objective.key_results)
          if (question.feeds.empty() && kr.kpi.text == question.kpi->id.text && kr.kind_known && !kr.faulty &&
              definition_of(kr, day_in(scene, *cycle)).state == State::active && !scene_fault(scene, *cycle))
            question.feeds = full_id(*cycle, kr);
  }
  const auto is_joined = [&](const Question& question) {
    return question.only_confidence && std::ranges::any_of(questions, [&](const Question& other) {
             return other.kpi && other.kpi->id.text == question.key_result->kpi.text &&
                    other.feeds == full_id(*question.cycle, *question.key_result);
           });
  };
  std::vector<Question> kept;
  for (const Question& question : questions)
    if (!is_joined(question)) kept.push_back(question);
  questions = std::move(kept);
}

std::string heading_of(const CheckinScene& scene) {
  if (scene.cycles.empty()) return {};
  const CycleNumbers numbers = numbers_of(scene.workspace, *scene.cycles.front(), day_in(scene, *scene.cycles.front()));
  return fmt::format("{}, week {} of {}", scene.cycles.front()->id.text, numbers.week, numbers.weeks);
}

void take_away(std::vector<std::string>& list, const std::vector<std::string>& done) {
  std::erase_if(list, [&](const std::string& item) { return std::ranges::find(done, item) != done.end(); });
}

}  // namespace

DialogueScript script_of(const CheckinScene& scene, const Asking& asking) {
  DialogueScript script;
  script.heading = heading_of(scene);
  script.day = reports::day_text(scene.date);
  std::vector<Asked> asked = asked_on(scene, asking);
  std::ranges::stable_sort(asked, {}, [](const Asked& one) { return one.numbers.status(); });
  for (const Asked& one : asked) script.questions.push_back(question_of(scene, one));
  std::vector<AskedKpi> kpis = kpis_asked_on(scene, asking);
  const auto rank = [](const AskedKpi& one) {
    return one.numbers.status == Rag::red ? 0 : one.numbers.status == Rag::amber ? 1 : 2;
  };
  std::ranges::stable_sort(kpis, {}, rank);
  for (const AskedKpi& one : kpis) script.questions.push_back(question_of(scene, one));
  join_fed(script.questions, scene);
  lengthen_equal_names(script.questions);
  return script;
}

std::vector<std::string> open_priorities(const CheckinScene& scene, const std::string& me) {
  std::vector<std::string> open;
  if (scene.cycles.empty()) return open;
  for (const Checkin& checkin : scene.cycles.front()->checkins) {
    if (checkin.date > scene.date || (!me.empty() && !is_same_person(checkin.by, me))) continue;
    take_away(open, checkin.done);
    if (!checkin.priorities.empty()) open = checkin.priorities;
  }
  return open;
}

}  // namespace okr::cli
