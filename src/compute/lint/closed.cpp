// SPDX-License-Identifier: MIT
// What was changed in a cycle after it was closed: what [result] keeps stands, and the files say something else by now.
#include <cmath>
#include <string>

#include <fmt/core.h>

#include "compute/lint/findings.hpp"
#include "okr/base/number.hpp"
#include "okr/compute/numbers.hpp"

namespace okr {
namespace {

template <class Record>
void check_later_changes(const Cycle& cycle, const Record& record, const std::string& name, Findings& findings) {
  for (const Change& change : record.changes)
    if (cycle.result->closed && *cycle.result->closed < change.on)
      findings.note(record.allow, {Code::W230, change.place,
                                   fmt::format("'{}' was changed on {}, after {} was closed on {}", name,
                                               to_string(change.on), cycle.id.text, to_string(*cycle.result->closed)),
                                   "what was kept stands; change it in the cycle that runs"});
}

std::string in_percent(double progress) { return shortest(std::round(progress * 1000) / 10) + " %"; }

void check_readings(const Subject& subject, const KeyResultResult& kept, const Standing& standing, Findings& findings) {
  if (holds_readings(kept, standing)) return;
  const std::string& cycle = subject.cycle.id.text;
  findings.note(subject.key_result.allow,
                {Code::W243, kept.place,
                 fmt::format("'{}' comes to {} by its check-ins, and [result] keeps {}: they were added to or changed "
                             "after {} was closed",
                             to_string(subject.key_result.id), in_percent(standing.progress->value()),
                             in_percent(*kept.progress), cycle),
                 fmt::format("what was kept stands; okr close {} --undo, and closing it again takes it in", cycle),
                 "`git log` of its checkins/ tells what came since"});
}

void check_fit(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const KeyResultResult* kept = find_result(subject.cycle, subject.objective, kr);
  if (!kept || fault_of(subject) != Absence::none) return;
  const Date day = counted_day(subject.cycle, as_of);
  const Standing standing = standing_of(subject, definition_of(kr, day), day);
  if (fits_definition(*kept, standing)) return check_readings(subject, *kept, standing, findings);
  findings.note(kr.allow, {Code::W230, kr.place_of("target"),
                           fmt::format("what [result] keeps of '{}' does not follow from this definition: it was "
                                       "changed after the closing",
                                       to_string(kr.id)),
                           "what was kept stands; put back the values that were in force",
                           fmt::format("kept here: {}", to_string(kept->place, subject.workspace))});
}

/// A state, a weight or a type of today from which what was kept does not follow. `key`: that is wrong.
void note_moved(const Located& record, const std::vector<std::string>& allow, const std::string& name,
                std::string_view key, Findings& findings) {
  findings.note(allow,
                {Code::W230, record.place_of(key),
                 fmt::format("[result] keeps other numbers of '{}' than its {} comes to: it was changed after the "
                             "closing",
                             name, key),
                 "what was kept stands; put back the value that was in force"});
}

void check_standing(const Subject& subject, Findings& findings, Date as_of) {
  const KeyResult& kr = subject.key_result;
  const KeyResultResult* kept = find_result(subject.cycle, subject.objective, kr);
  if (!kept || kept->faulty) return;
  const Definition definition = definition_of(kr, counted_day(subject.cycle, as_of));
  if (kept->score && !kept->state && !counts(definition.state))
    note_moved(kr, kr.allow, to_string(kr.id), "state", findings);
  if (kept->weight && *kept->weight != definition.weight_or_default())
    note_moved(kr, kr.allow, to_string(kr.id), "weight", findings);
}

void check_standing(const Cycle& cycle, const Objective& objective, ObjectiveTable& table, Findings& findings,
                    Date as_of) {
  const ObjectiveResult* kept = find_result(cycle, objective);
  if (!kept || kept->faulty || objective.faulty) return;
  if (kept->score && !counts(definition_of(objective, counted_day(cycle, as_of)).state))
    note_moved(objective, objective.allow, objective.id.text, "state", findings);
  if (table.of(cycle, objective, as_of).type != objective.type())
    note_moved(objective, objective.allow, objective.id.text, "type", findings);
}

}  // namespace

void check_closed(const Workspace& workspace, const Cycle& cycle, ObjectiveTable& table, Findings& findings,
                  Date as_of) {
  if (!is_final(cycle, as_of)) return;
  for (const Objective& objective : cycle.objectives) {
    check_later_changes(cycle, objective, objective.id.text, findings);
    check_standing(cycle, objective, table, findings, as_of);
    for (const KeyResult& kr : objective.key_results) {
      check_later_changes(cycle, kr, to_string(kr.id), findings);
      check_fit({workspace, cycle, objective, kr}, findings, as_of);
      check_standing({workspace, cycle, objective, kr}, findings, as_of);
    }
  }
}

}  // namespace okr
