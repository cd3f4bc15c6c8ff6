// SPDX-License-Identifier: MIT
// Former names (`was`) that lead to two records (E101): what was said under one cannot be told to belong to either.
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "model/structure_parts.hpp"

namespace okr {
namespace {

/// Who bears a name, or once bore it.
template <class Record>
class Bearers {
 public:
  void now(const std::string& name, Record& record) { now_.try_emplace(name, &record); }

  /// Notes the name where another record bears it, or once bore it too.
  void once(StructureFindings& findings, const std::string& name, const std::string& own_name, Record& record) {
    const auto bearer = now_.find(name);
    const auto [former, is_new] = once_.try_emplace(name, &record, own_name);
    Record* other = bearer != now_.end() ? bearer->second : former->second.first;
    if (other == &record || (is_new && bearer == now_.end())) return;
    const std::string what =
        bearer != now_.end()
            ? fmt::format("'{0}' is the name of another, and once was that of '{1}'", name, own_name)
            : fmt::format("'{}' once was the name of '{}' and of '{}'", name, former->second.second, own_name);
    findings.note(Code::E101, record.place_of("was"), what,
                  fmt::format("take it out of one `was`; the other is at {}", findings.where(other->place)));
    record.faulty = other->faulty = true;
  }

 private:
  std::unordered_map<std::string, Record*> now_;
  std::unordered_map<std::string, std::pair<Record*, std::string>> once_;
};

std::string full_name(const Objective& objective, const std::string& was) {
  return was.find('.') == std::string::npos ? objective.id.text + "." + was : was;
}

}  // namespace

void check_former_names(StructureFindings& findings, Cycle& cycle) {
  Bearers<Objective> objectives;
  Bearers<KeyResult> key_results;
  for (Objective& objective : cycle.objectives) {
    objectives.now(objective.id.text, objective);
    for (KeyResult& kr : objective.key_results) key_results.now(to_string(kr.id), kr);
  }
  for (Objective& objective : cycle.objectives) {
    for (const std::string& was : objective.was) objectives.once(findings, was, objective.id.text, objective);
    for (KeyResult& kr : objective.key_results)
      for (const std::string& was : kr.was) key_results.once(findings, full_name(objective, was), to_string(kr.id), kr);
  }
}

void check_former_names(StructureFindings& findings, std::vector<Kpi>& kpis) {
  Bearers<Kpi> bearers;
  for (Kpi& kpi : kpis) bearers.now(kpi.id.text, kpi);
  for (Kpi& kpi : kpis)
    for (const std::string& was : kpi.was) bearers.once(findings, was, kpi.id.text, kpi);
}

}  // namespace okr
