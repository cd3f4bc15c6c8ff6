// SPDX-License-Identifier: MIT
#include "actions/checkin/answers.hpp"

#include <algorithm>

#include "okr/base/number.hpp"

namespace okr::cli {
namespace {

/// What is said of a key result; nothing where nothing is.
std::optional<Remark> remark_of(const Dialogue& dialogue, std::size_t index) {
  const Question& question = dialogue.script().questions[index];
  const Answer& answer = dialogue.answers()[index];
  const bool repeats = answer.repeats || dialogue.is_confirmed(index);
  Remark remark;
  remark.confidence = answer.confidence;
  if (question.kpi) {
    if (!answer.confidence || question.feeds.empty()) return std::nullopt;
    remark.id = question.feeds;
    if (answer.value.empty() && !answer.repeats) remark.note = answer.note;
    return remark;
  }
  if (!answer.says_something() && !repeats) return std::nullopt;
  remark.id = full_id(*question.cycle, *question.key_result);
  remark.note = answer.note;
  if (repeats)
    remark.value = repeated_value(question);
  else if (!answer.value.empty())
    remark.typed = answer.value;
  return remark;
}

}  // namespace

CheckinInput input_of(const Dialogue& dialogue, const CheckinScene& scene) {
  CheckinInput input;
  const JournalLine& journal = dialogue.journal();
  input.head.note = journal.note;
  input.head.done = journal.done;
  input.head.priorities = journal.priorities;
  input.head.wins = journal.wins;
  input.head.blockers = journal.blockers;
  std::vector<Remark> said;
  for (std::size_t i = 0; i < dialogue.answers().size(); ++i)
    if (auto remark = remark_of(dialogue, i)) said.push_back(std::move(*remark));
  for (const Cycle* cycle : scene.cycles)
    for (const Objective& objective : cycle->objectives)
      for (const KeyResult& kr : objective.key_results) {
        const auto remark = std::ranges::find(said, full_id(*cycle, kr), &Remark::id);
        if (remark != said.end()) input.remarks.push_back(std::move(*remark));
      }
  return input;
}

std::vector<std::string> still_true_in(const Dialogue& dialogue) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < dialogue.answers().size(); ++i) {
    const Question& question = dialogue.script().questions[i];
    if (dialogue.is_confirmed(i)) ids.push_back(full_id(*question.cycle, *question.key_result));
  }
  return ids;
}

std::vector<SaidReading> readings_of(const Dialogue& dialogue) {
  std::vector<SaidReading> readings;
  for (std::size_t i = 0; i < dialogue.answers().size(); ++i) {
    const Question& question = dialogue.script().questions[i];
    const Answer& answer = dialogue.answers()[i];
    if (!question.kpi || (answer.value.empty() && !answer.repeats)) continue;
    readings.push_back({question.kpi->id.text, answer.repeats ? shortest(*question.last_number) : answer.value,
                        answer.note, question.day});
  }
  return readings;
}

}  // namespace okr::cli
