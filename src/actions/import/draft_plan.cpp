// SPDX-License-Identifier: MIT
#include "actions/import/draft_plan.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/core.h>

#include "actions/import/opening.hpp"
#include "actions/records/actions.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

/// One of each id: parts of a cycle may stand in several places of a file.
std::vector<DraftCycle> joined(const std::vector<DraftCycle>& said, const LeftOut& left_out) {
  std::vector<DraftCycle> cycles;
  for (const DraftCycle& cycle : said) {
    if (left_out.cycles.contains(cycle.id)) continue;
    auto known = std::ranges::find(cycles, cycle.id, &DraftCycle::id);
    if (known == cycles.end()) {
      cycles.push_back(cycle);
      continue;
    }
    known->objectives.insert(known->objectives.end(), cycle.objectives.begin(), cycle.objectives.end());
    known->comments.insert(known->comments.end(), cycle.comments.begin(), cycle.comments.end());
    known->checkins.insert(known->checkins.end(), cycle.checkins.begin(), cycle.checkins.end());
    if (known->title.empty()) known->title = cycle.title;
    if (!known->score) known->score = cycle.score;
    if (known->file.empty()) known->file = cycle.file;
    if (known->result.empty()) std::tie(known->closed, known->result) = std::tie(cycle.closed, cycle.result);
  }
  const auto is_out = [&](const auto& said) { return left_out.contains(said.place); };
  for (DraftCycle& cycle : cycles) {
    std::erase_if(cycle.checkins, is_out);
    std::erase_if(cycle.objectives, is_out);
    for (DraftObjective& objective : cycle.objectives) {
      std::erase_if(objective.key_results, is_out);
      for (DraftKeyResult& kr : objective.key_results) std::erase_if(kr.readings, is_out);
    }
  }
  return cycles;
}

/// The objectives and key results of a draft by where they stood, each with its full id; and as what an objective is
/// aligned to that id.
class Alignment {
 public:
  Alignment(const Workspace& workspace, const std::vector<DraftCycle>& cycles) {
    for (const DraftCycle& cycle : cycles)
      for (const MatchedObjective& matched : matched_objectives(cycle.objectives, workspace.cycle(CycleId(cycle.id)))) {
        if (matched.said->place.line == 0) continue;
        const auto parent = matched.said->parent ? std::optional(matched.said->parent->place) : std::nullopt;
        const std::string id = fmt::format("{}/{}", cycle.id, matched.id);
        known_[matched.said->place] = {id, parent};
        for (const MatchedKeyResult& kr : matched_key_results(matched))
          known_.try_emplace(kr.said->place, Known{fmt::format("{}.{}", id, kr.id), matched.said->place});
      }
  }

  /// What is left out, or leads back to where it began, is a comment, and that is told.
  void put(DraftObjective& objective, std::vector<DraftRemark>& remarks) const {
    if (!objective.parent) return;
    const auto parent = known_.find(objective.parent->place);
    const bool is_there = parent != known_.end();
    if (is_there && !leads_to(parent->first, objective.place))
      return objective.fields.push_back({"parent", store::toml_string(parent->second.id)});
    objective.comments.push_back("Parent: " + objective.parent->said);
    remarks.push_back(
        {objective.place,
         fmt::format("parent '{}' of '{}' {}: it is kept as a comment", safe_for_terminal(objective.parent->said),
                     safe_for_terminal(objective.title), is_there ? "is below it itself" : "is left out"),
         "parents"});
  }

 private:
  struct Known {
    std::string id;                  ///< "2026-Q3/grow", "2026-Q3/grow.users"
    std::optional<CsvPlace> parent;  ///< of a key result its objective
  };

  bool leads_to(CsvPlace from, CsvPlace to) const {
    std::optional<CsvPlace> at = from;
    for (std::size_t steps = 0; at && steps <= known_.size(); ++steps) {
      if (*at == to) return true;
      const auto known = known_.find(*at);
      at = known == known_.end() ? std::nullopt : known->second.parent;
    }
    return false;  // a ring further up: what is in it loses its parents
  }

  std::map<CsvPlace, Known> known_;
};

std::vector<DraftRemark> align(const Workspace& workspace, std::vector<DraftCycle>& cycles) {
  const Alignment alignment(workspace, cycles);
  std::vector<DraftRemark> remarks;
  for (DraftCycle& cycle : cycles)
    for (DraftObjective& objective : cycle.objectives) alignment.put(objective, remarks);
  return remarks;
}

/// [result] of a cycle: as somebody else's file has it, or the scores by the ids that its records have here.
struct Results {
  std::vector<store::NewTable> whole;
  Date closed;
  std::optional<double> score;
  std::string objectives, key_results;  ///< lines of [result.objective] and [result.kr]
  CsvPlace place;                       ///< where the first score stood

  bool is_empty() const { return whole.empty() && !score && objectives.empty() && key_results.empty(); }

  std::vector<store::NewTable> tables() const {
    if (!whole.empty()) return whole;
    std::string lines = store::toml_line("closed", store::toml_date(closed));
    if (score) lines += store::toml_line("score", store::toml_number(*score));
    std::vector<store::NewTable> tables{
        {{"result"}, std::move(lines)}, {{"result", "objective"}, objectives}, {{"result", "kr"}, key_results}};
    std::erase_if(tables, [](const store::NewTable& table) { return table.lines.empty(); });
    return tables;
  }
};

/// `last_day` of its cycle is when it was closed, where nobody says another day.
Results results_of(const DraftCycle& said, Date last_day) {
  Results results;
  results.whole = said.result;
  results.closed = said.closed.value_or(last_day);
  results.score = said.score;
  results.place = said.place;
  return results;
}

class Planner : private DraftPart {
 public:
  Planner(const DraftScene& scene, const Draft& draft, DraftPlan& plan)
      : DraftPart(scene, draft, plan),
        readings_(scene, draft, plan),
        checkins_(scene, draft, plan),
        told_(scene.workspace) {
    plan_.transaction = Transaction::of(scene.workspace);
  }

  Status take(const LeftOut& left_out) {
    std::vector<DraftCycle> cycles = joined(draft_.cycles, left_out);
    tell(align(scene_.workspace, cycles));
    for (const DraftCycle& cycle : cycles) TRY(take(cycle));
    readings_.write();
    return take_kpis(left_out);
  }

 private:
  // --- a cycle

  Status take(const DraftCycle& said) {
    const Workspace& workspace = scene_.workspace;
    TRY(check_cycle_readable(workspace, said.id));
    const Cycle* there = workspace.cycle(CycleId(said.id));
    if (there) TRY(check_whole(*there));
    if (!there)
      if (const Status fine = check_new_cycle_id(workspace, said.id); !fine) {
        plan_.bad_cycles.insert(said.id);
        return id_fault(said.place, fine.error());
      }
    const auto period = there ? (there->dated ? std::optional(there->period) : std::nullopt)
                              : period_of(said, workspace.fiscal_start());
    if (!period) {
      cycle_fault(said, fmt::format("cycle '{}' says no dates", said.id), "its start and end are needed");
      return {};
    }
    const auto objectives = matched_objectives(said.objectives, there);
    return there ? add_to(*there, said, objectives) : make(said, *period, objectives);
  }

  void cycle_fault(const DraftCycle& said, std::string what, std::string mend) {
    plan_.bad_cycles.insert(said.id);
    fault(said.place, Code::E112, std::move(what), std::move(mend));
  }

  /// What stands in a file that cannot be read would be taken for missing.
  static Status check_whole(const Cycle& cycle) {
    if (cycle.unread.empty()) return {};
    return data_failure(fmt::format("{} cannot be read: nothing was written", cycle.unread.front().name),
                        "`okr check` says where");
  }

  ReadingTarget target_of(const DraftCycle& said, const Period& period, const Cycle* there) {
    return {said.id, period, there, nullptr, nullptr, nullptr, {}};
  }

  void note_readings(ReadingTarget target, const MatchedObjective& objective, const MatchedKeyResult& kr) {
    target.objective = objective.there;
    target.there = kr.there;
    target.said = kr.said;
    target.id = {ObjectiveId(objective.id), kr.id};
    for (const DraftReading& reading : kr.said->readings) readings_.take(target, reading);
  }

  Status make(const DraftCycle& said, const Period& period, const std::vector<MatchedObjective>& objectives) {
    std::string tables;
    Results results = results_of(said, period.last);
    plan_.places[said.id] = said.place;
    ++plan_.added.cycles;
    for (const MatchedObjective& objective : objectives) {
      const auto key_results = usable_key_results(objective);
      for (const store::NewTable& table : new_objective(said.id, objective, key_results))
        tables += fmt::format("\n[{}]\n{}", store::toml_key(table.path), table.lines);
      for (const MatchedKeyResult& kr : key_results) note_readings(target_of(said, period, nullptr), objective, kr);
      note_results(objective, key_results, results);
    }
    const std::string keys = lines_of(said, "cycle");
    const bool keeps_scores_alone = tables.empty() && !results.is_empty();  // no objective is to come
    std::string text = keeps_scores_alone ? "[cycle]\n" + keys : starter_cycle(keys, tables);
    const bool is_over = said.closed ? *said.closed <= scene_.today : period.last < scene_.today;
    if (!results.is_empty() && is_over)
      TRY(put_results(text, results));
    else if (!results.is_empty())
      tell_unfinished(results, said.id);
    if (!said.file.empty()) text.insert(text.find("[cycle]"), "\n");
    for (const DraftField& field : said.file) {
      TRY_ASSIGN(text, store::put_value(text, {plain_text(field.key)}, field.toml));
    }
    plan_.transaction.create(cycle_path(said.id), std::move(text));
    for (const DraftCheckin& checkin : said.checkins) checkins_.make(said.id, checkin);
    return {};
  }

  void note_places(const std::string& name, const DraftRecord& said) {
    plan_.places[name] = said.place;
    for (const DraftField& field : said.fields)
      if (field.place != nowhere) plan_.field_places[{name, field.key}] = field.place;
  }

  /// Those that can be written: one that is new has to say all that it needs.
  std::vector<MatchedKeyResult> usable_key_results(const MatchedObjective& objective) {
    std::vector<MatchedKeyResult> key_results = matched_key_results(objective);
    std::erase_if(key_results, [&](const MatchedKeyResult& kr) {
      const bool is_usable = kr.there || !kr.said->unless_there;
      if (!is_usable) plan_.lacking.push_back(*kr.said->unless_there);
      return !is_usable;
    });
    return key_results;
  }

  /// The tables of an objective that is new; without a key result it cannot be scored yet.
  std::vector<store::NewTable> new_objective(const std::string& cycle, const MatchedObjective& objective,
                                             const std::vector<MatchedKeyResult>& key_results) {
    const std::string name = fmt::format("{}/{}", cycle, objective.id);
    note_places(name, *objective.said);
    ++plan_.added.objectives;
    for (const MatchedKeyResult& kr : key_results) {
      note_places(fmt::format("{}.{}", name, kr.id), *kr.said);
      ++plan_.added.key_results;
    }
    if (!key_results.empty() || !objective.said->field("state").empty()) return tables_of(objective, key_results);
    plan_.remarks.push_back(
        {objective.said->place, fmt::format("{} has no key result: it is written as a draft", name)});
    DraftObjective drafted = *objective.said;
    drafted.fields.push_back({"state", store::toml_string(word(State::draft))});
    return tables_of({&drafted, nullptr, objective.id}, key_results);
  }

  // --- more of a cycle that is there

  Status add_to(const Cycle& there, const DraftCycle& said, const std::vector<MatchedObjective>& objectives) {
    const DraftCounts before = plan_.added;
    const std::size_t conflicts_before = plan_.conflicts.size();
    const Transaction untouched = plan_.transaction;
    Results results = results_of(said, there.period.last);
    ++plan_.unchanged.cycles;
    plan_.about.push_back(said.id);
    tell(told_.of(said, {said.id, {"cycle"}}, file_of(there)));
    tell(told_.file_of(said, file_of(there)));
    for (const MatchedObjective& objective : objectives) add_objective(there, said, objective, results);
    tell(ToldDifferences::renamed(there, objectives));
    if (is_closed(there)) tell(ToldDifferences::score_of(there, said));
    TRY(write_tables());
    checkins_.add(there, said.checkins);
    if (!results.is_empty() && !is_closed(there) && there.period.last >= scene_.today)
      tell_unfinished(results, said.id);
    else if (!results.is_empty() && !is_closed(there))  // to close it is a decision
      plan_.remarks.push_back(
          {results.place,
           fmt::format("its scores are left out: {0} is not closed. `okr close {0}` writes those that it "
                       "computes; those by hand go into its [result]",
                       said.id)});
    const bool adds = plan_.added.of_cycles() > before.of_cycles() || plan_.conflicts.size() > conflicts_before;
    if (adds && is_closed(there)) {
      cycle_fault(said, fmt::format("{} is closed: its numbers are final", said.id),
                  fmt::format("`okr close {} --undo` opens it again{}", said.id,
                              results.is_empty() ? "" : "; that takes the scores by hand of its [result] away"));
      plan_.transaction = untouched;
    }
    return {};
  }

  void add_objective(const Cycle& there, const DraftCycle& said, const MatchedObjective& objective, Results& results) {
    const auto key_results = usable_key_results(objective);
    if (objective.there) {
      ++plan_.unchanged.objectives;
      const KnownRecord known = in_cycle(said.id, {objective.id});
      plan_.about.push_back(known.name);
      tell(told_.of(*objective.said, known, objective.there->place));
      if (is_draft_no_more(objective) && !key_results.empty()) tell(ToldDifferences::taken_up(*objective.said, known));
      for (const MatchedKeyResult& kr : key_results) add_key_result(said.id, objective, kr);
      tell(ToldDifferences::renamed(said.id, objective, key_results));
    } else {
      std::ranges::move(new_objective(said.id, objective, key_results),
                        std::back_inserter(tables_[cycle_path(there.folder)]));
    }
    for (const MatchedKeyResult& kr : key_results) note_readings(target_of(said, there.period, &there), objective, kr);
    note_results(objective, key_results, results);
    if (is_closed(there)) tell(ToldDifferences::scores_of(there, objective, key_results));
  }

  void add_key_result(const std::string& cycle, const MatchedObjective& objective, const MatchedKeyResult& kr) {
    const std::string name = fmt::format("{}/{}.{}", cycle, objective.id, kr.id);
    if (kr.there) {
      ++plan_.unchanged.key_results;
      plan_.about.push_back(name);
      const KnownRecord known = in_cycle(cycle, {objective.id, kr.id});
      DraftRecord said = *kr.said;
      if (counts_steps(kr.there, said))
        std::erase_if(said.fields,
                      [](const DraftField& field) { return is_one_of("baseline|target|unit", field.key); });
      count_alike(said, *kr.there);
      tell(ToldDifferences::take_other_kind(said, known, *kr.there));
      tell(told_.of(said, known, kr.there->place));
      if (is_draft_no_more(kr) && !kr.said->unless_there) tell(ToldDifferences::taken_up(*kr.said, known));
      return;
    }
    note_places(name, *kr.said);
    ++plan_.added.key_results;
    tables_[scene_.workspace.files[objective.there->place.file]].push_back(
        {{objective.id, kr.id}, lines_of(*kr.said, "key result")});
  }

  /// It is a draft there, and the file does not call it one.
  template <class Matched>
  static bool is_draft_no_more(const Matched& matched) {
    return matched.there->state == State::draft && matched.said->field("state").empty();
  }

  /// What was collected for the files of one cycle.
  Status write_tables() {
    for (const auto& [file, tables] : std::exchange(tables_, {})) {
      TRY_ASSIGN(std::string* const text, plan_.transaction.draft(file));
      TRY_ASSIGN(*text, store::add_tables(*text, tables));
    }
    return {};
  }

  /// Of its own keys; nowhere where it has none.
  Place file_of(const Cycle& cycle) const {
    const std::vector<std::string>& files = scene_.workspace.files;
    const auto file = std::ranges::find(files, cycle_path(cycle.folder));
    return file == files.end() ? Place{} : Place{static_cast<std::uint32_t>(file - files.begin()), 1, 1};
  }

  // --- [result]

  void tell_unfinished(const Results& results, const std::string& cycle) {
    plan_.remarks.push_back({results.place, fmt::format("its scores are left out: {} is not over", cycle)});
  }

  static void note_results(const MatchedObjective& objective, const std::vector<MatchedKeyResult>& key_results,
                           Results& results) {
    const auto note_place = [&](CsvPlace place) {
      if (results.is_empty()) results.place = place;
    };
    if (objective.said->score) {
      note_place(objective.said->place);
      DraftResult result;
      result.score = objective.said->score;
      results.objectives += store::toml_line(objective.id, result_text(result));
    }
    for (const MatchedKeyResult& kr : key_results)
      if (!kr.said->result.is_empty()) {
        note_place(kr.said->place);
        results.key_results +=
            store::toml_line(fmt::format("{}.{}", objective.id, kr.id), result_text(kr.said->result));
      }
  }

  Status put_results(std::string& text, const Results& results) {
    TRY_ASSIGN(text, store::add_tables(text, results.tables()));
    ++plan_.added.results;
    return {};
  }

  // --- KPIs

  Status take_kpis(const LeftOut& left_out) {
    DraftKpis kpis(scene_, draft_, plan_, told_);
    for (const DraftKpi& said : draft_.kpis)
      if (!left_out.contains(said.place)) TRY(kpis.take(said));
    return kpis.write();
  }

  std::map<std::string, std::vector<store::NewTable>> tables_;  ///< by file
  DraftReadings readings_;
  DraftCheckins checkins_;
  ToldDifferences told_;
};

}  // namespace

void DraftPart::fault(CsvPlace place, Code code, std::string what, std::string mend) {
  plan_.faults.push_back(draft_fault(draft_, place, code, std::move(what), std::move(mend)));
}

void DraftPart::tell(std::vector<DraftRemark> remarks) {
  std::ranges::move(remarks, std::back_inserter(plan_.remarks));
}

Status DraftPart::id_fault(CsvPlace place, const Error& error) {
  TRY_ASSIGN(auto fault, draft_id_fault(draft_, place, error));
  plan_.faults.push_back(std::move(fault));
  return {};
}

Result<DraftPlan> plan_draft(const DraftScene& scene, const Draft& draft, const LeftOut& left_out) {
  DraftPlan plan;
  TRY(Planner(scene, draft, plan).take(left_out));
  return plan;
}

}  // namespace okr::actions
