// SPDX-License-Identifier: MIT
// The history of a cycle's definitions, as git tells it.

#include "session/comparing.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "reports/diff/diff.hpp"
#include "session/checking.hpp"

namespace okr::cli {
namespace {

/// Readings stand in the files of KPIs, a commit a day: only those that touch a line of a definition are looked at.
std::string kpi_definition_line() {
  std::string keys;
  for (const reports::ComparedKey& one : reports::compared_keys(reports::DiffRecord::kpi))
    if (is_definition(one.cause)) keys += (keys.empty() ? "" : "|") + std::string(one.key);
  return fmt::format("(^|[^a-z-])({})[\"']?[[:space:]]*=", keys);
}

/// An entry of [targets] looks like a reading: those that `states` have are looked for, by their keys. Empty where there is
/// none.
std::string kpi_target_line(const std::vector<const Workspace*>& states, FiscalYear fiscal_year) {
  std::set<std::string> keys;
  for (const Workspace* state : states)
    for (const Kpi& kpi : state->kpis)
      for (const KpiTarget& target : kpi.targets) keys.insert(key_of(target, fiscal_year));
  if (keys.empty()) return {};
  return fmt::format("^[[:space:]]*[\"']?({})[\"']?[[:space:]]*[.=]",
                     join(std::vector<std::string>(keys.begin(), keys.end()), "|"));
}

/// A cycle's definitions and those of the KPIs, as commits hold them.
class Definitions {
 public:
  Definitions(const Workspace& workspace, const Cycle& cycle, Date day)
      : root_(workspace.root), cycle_(cycle), records_(workspace, cycle) {
    wanted_.cycles = store::Wanted::Cycles::named;
    wanted_.kpis = store::Wanted::Kpis::definitions;
    wanted_.names = {cycle_.id};
    wanted_.as_of = day;
    wanted_.children = false;
  }

  /// Nothing in it where the cycle was not begun.
  Result<Workspace> in(const std::string& hash) const {
    TRY_ASSIGN(const auto texts, texts_in(hash));
    return store::load_if_begun(root_, texts, wanted_);
  }

  /// The same for one commit behind the other: a file that cannot be read in one, and a record of which a value cannot,
  /// stands as it could be read last, so that what was moved meanwhile is moved once it can be read again.
  Result<Workspace> next_in(const std::string& hash) {
    TRY_ASSIGN(auto state, with_files_as_read(hash));
    records_.follow(state);
    return state;
  }

  /// The same behind its parents.
  Result<Workspace> next_in(const std::string& hash, const std::vector<Workspace>& parents) {
    TRY_ASSIGN(auto state, with_files_as_read(hash));
    records_.follow(parents, state);
    return state;
  }

  /// The same of what is not committed.
  Workspace next(Workspace state, const std::vector<Workspace>& parents) {
    std::erase_if(state.cycles, [&](const Cycle& other) { return other.id != cycle_.id; });
    records_.follow(parents, state);
    return state;
  }

  std::vector<std::string> paths() const {
    return {":(literal)" + cycle_.folder, ":(exclude,literal)" + cycle_.folder + "/checkins"};
  }

 private:
  Result<Workspace> with_files_as_read(const std::string& hash) {
    TRY_ASSIGN(auto texts, texts_in(hash));
    TRY_ASSIGN(auto workspace, store::load_if_begun(root_, texts, wanted_));
    std::set<std::string> unread;
    for (const Diagnostic& one : workspace.diagnostics)
      if (is_unreadable(one.code) && one.place.known()) unread.insert(workspace.files[one.place.file]);
    bool is_mended = false;
    for (auto& [name, text] : texts) {
      if (!unread.contains(name)) {
        last_read_[name] = text;
      } else if (const auto last = last_read_.find(name); last != last_read_.end()) {
        text = last->second;
        is_mended = true;
      }
    }
    return is_mended ? store::load_if_begun(root_, texts, wanted_) : Result<Workspace>(std::move(workspace));
  }

  /// None where the cycle was not begun.
  Result<std::map<std::string, std::string>> texts_in(const std::string& hash) const {
    TRY_ASSIGN(auto texts, vcs::committed_texts(root_, hash, [&](const std::string& path) { return is_one(path); }));
    const bool has_cycle = std::ranges::any_of(texts, [&](const auto& file) { return lies_in_cycle(file.first); });
    if (!has_cycle) texts.clear();
    return texts;
  }

  bool lies_in_cycle(const std::string& path) const { return path.starts_with(cycle_.folder + "/"); }

  bool is_one(const std::string& path) const {
    if (!path.ends_with(toml_extension)) return false;
    const bool is_definition = lies_in_cycle(path) && !is_checkin_path(path);
    return path == settings_file || path.starts_with(kpi_prefix) || is_definition;
  }

  const std::string& root_;
  const Cycle& cycle_;
  store::Wanted wanted_;
  std::map<std::string, std::string> last_read_;  ///< texts, by file
  LastRead records_;
};

/// Those that touch an entry of [targets] that is there today, is committed, or was there before the first of `commits`.
Result<std::vector<vcs::HistoricCommit>> commits_of_targets(const Workspace& workspace, const std::string& first,
                                                            const Definitions& definitions,
                                                            const std::vector<vcs::HistoricCommit>& commits) {
  std::vector<vcs::HistoricCommit> none;
  if (commits.empty()) return none;
  Workspace begun;
  if (!commits.front().parents.empty()) {
    TRY_ASSIGN(begun, definitions.in(commits.front().parents.front()));
  }
  TRY_ASSIGN(const auto committed, definitions.in("HEAD"));
  const std::string line = kpi_target_line({&workspace, &committed, &begun}, workspace.fiscal_start());
  if (line.empty()) return none;
  return vcs::commits_since(workspace.root, {first, {"kpi"}, line});
}

/// Of the cycle's files and of the KPIs' definitions, each commit once, behind its parents: a day can be set to anything.
Result<std::vector<vcs::HistoricCommit>> commits_of(const Workspace& workspace, const Cycle& cycle,
                                                    const Definitions& definitions) {
  const std::string& root = workspace.root;
  const std::string first = to_string(cycle.period.first);
  auto paths = definitions.paths();
  TRY_ASSIGN(const auto of_cycle, vcs::commits_since(root, {first, paths, {}}));
  TRY_ASSIGN(const auto of_kpis, vcs::commits_since(root, {first, {"kpi"}, kpi_definition_line()}));
  paths.insert(paths.begin(), "kpi");
  TRY_ASSIGN(auto commits, vcs::commits_since(root, {first, paths, {}}));
  TRY_ASSIGN(const auto of_targets, commits_of_targets(workspace, first, definitions, commits));
  std::set<std::string> moving;
  for (const auto* list : {&of_cycle, &of_kpis, &of_targets})
    for (const vcs::HistoricCommit& one : *list) moving.insert(one.commit.hash);
  std::erase_if(commits, [&](const vcs::HistoricCommit& one) { return !moving.contains(one.commit.hash); });
  return commits;
}

Result<reports::DefinitionStep> step_of(const vcs::HistoricCommit& one, Definitions& definitions) {
  reports::DefinitionStep step{one.commit.short_hash, one.commit.author, {}, {}, {}};
  if (const auto day = parse_date(one.commit.day)) step.day = *day;
  for (const std::string& parent : one.parents) {
    TRY_ASSIGN(auto before, definitions.next_in(parent));
    step.before.push_back(std::move(before));
  }
  TRY_ASSIGN(step.after, definitions.next_in(one.commit.hash, step.before));
  // A side of a merge on which the workspace lies elsewhere tells nothing of what the other side brought here.
  const auto is_begun = [](const Workspace& state) { return !state.cycles.empty(); };
  if (std::ranges::any_of(step.before, is_begun)) std::erase_if(step.before, std::not_fn(is_begun));
  return step;
}

/// Where the commits do not go back to the cycle's first day as they are here, what is not known for that.
Result<std::optional<reports::UnknownMoves>> unknown_moves(const std::string& root, const Cycle& cycle) {
  std::optional<reports::UnknownMoves> unknown;
  TRY_ASSIGN(const bool is_shallow, vcs::is_shallow(root));
  if (is_shallow) {
    unknown = {{},
               "this clone has only the newest commits: nobody can tell what was moved before",
               "git fetch --unshallow (in CI: fetch-depth: 0)"};
    return unknown;
  }
  TRY_ASSIGN(const auto moved, vcs::last_move_of(root, std::string(settings_file)));
  if (moved && moved->day >= to_string(cycle.period.first))
    unknown = {moved->hash,
               fmt::format("the workspace was brought here in {} ({}), after {} began: nobody can tell what was moved "
                           "before",
                           moved->short_hash, moved->day, cycle.id.text),
               "git log --follow shows what its files were"};
  return unknown;
}

}  // namespace

Result<reports::Goalposts> goalposts_of(const Workspace& workspace, const Cycle& cycle, Date day) {
  TRY_ASSIGN(auto unknown, unknown_moves(workspace.root, cycle));
  TRY_ASSIGN(const auto head, vcs::commit_of(workspace.root, "HEAD"));
  Definitions definitions(workspace, cycle, day);
  reports::Goalposts goalposts{cycle.id.text, cycle.title, cycle.period.first, day, 1, {}, &workspace};
  goalposts.scale = workspace.settings.scoring.scale;
  goalposts.unknown = std::move(unknown);
  const auto add = [&](reports::DefinitionStep step) {
    auto moves = reports::moves_of(std::move(step), workspace, cycle, day);
    std::ranges::move(moves, std::back_inserter(goalposts.moves));
  };
  TRY_ASSIGN(const auto commits, commits_of(workspace, cycle, definitions));
  for (const vcs::HistoricCommit& one : commits) {
    TRY_ASSIGN(auto step, step_of(one, definitions));
    add(std::move(step));
  }
  reports::DefinitionStep uncommitted;
  TRY_ASSIGN(auto committed, definitions.next_in(head.hash));
  uncommitted.before.push_back(std::move(committed));
  uncommitted.after = definitions.next(workspace, uncommitted.before);
  add(std::move(uncommitted));
  return goalposts;
}

Status say_unknown_moves(Context& context, const reports::Goalposts& goalposts, bool is_gate) {
  if (!goalposts.unknown) return {};
  Error said{ErrorKind::environment, goalposts.unknown->what, goalposts.unknown->hint, "history"};
  const bool is_passed = is_gate && reports::count_unexplained(goalposts) == 0;
  if (is_passed) return tl::unexpected<Error>(std::move(said));
  context.warn(std::move(said));
  return {};
}

// --- definitions as they could be read last --------------------------------------------------------------------------

namespace {

/// A record's heading, above the lines that are its own.
struct Heading {
  Place place;
  const Located* record = nullptr;
};

std::vector<Heading> headings_of(const Workspace& state) {
  std::vector<Heading> headings;
  const auto add = [&](const Located& record) { headings.push_back({record.place, &record}); };
  for (const Cycle& cycle : state.cycles) {
    add(cycle);
    for (const Objective& objective : cycle.objectives) {
      add(objective);
      for (const KeyResult& kr : objective.key_results) add(kr);
    }
  }
  return headings;
}

/// The record in whose lines the place lies; null of a KPI, which has a file of its own, and where there is none.
const Located* record_at(const std::vector<Heading>& headings, const Place& place) {
  const Heading* last = nullptr;
  for (const Heading& heading : headings) {
    const bool is_above = heading.place.file == place.file && heading.place.line <= place.line;
    if (is_above && (!last || last->place.line <= heading.place.line)) last = &heading;
  }
  return last ? last->record : nullptr;
}

/// What of a state could not be read.
struct Slips {
  std::set<const Located*> records;                             ///< all of them
  std::map<const Located*, std::vector<std::string>> misspelt;  ///< keys, as they were most likely meant
};

/// A key of the record itself, not one within a value of it.
bool is_own_key(const Diagnostic& one) {
  return trim(std::string_view(one.line_text).substr(0, one.place.column - 1)).empty();
}

/// A key that is like no other takes nothing away: it may be one of a later okr.
Slips slips_of(const Workspace& state) {
  Slips slips;
  const std::vector<Heading> headings = headings_of(state);
  for (const Diagnostic& one : state.diagnostics) {
    const bool is_misspelt = one.code == Code::E116 && one.repair.what == Repair::What::key;
    const bool is_slip = is_unread_value(one.code) || is_misspelt;
    if (!is_slip || one.severity != Severity::error || !one.place.known()) continue;
    const auto add = [&](const Located& record) {
      if (is_misspelt && is_own_key(one))
        slips.misspelt[&record].push_back(one.repair.text);
      else
        slips.records.insert(&record);
    };
    const Located* record = record_at(headings, one.place);
    if (record) add(*record);
    // Of a file: above all records, in `[defaults]`, stands what holds for its objectives.
    for (const Cycle& cycle : state.cycles)
      if (!record || record == &cycle)
        for (const Objective& objective : cycle.objectives)
          if (objective.place.file == one.place.file) add(objective);
    for (const Kpi& kpi : state.kpis)
      if (kpi.place.file == one.place.file) add(kpi);
  }
  return slips;
}

/// Places of another state are none of this one's: all of them are where the record stands now, or nowhere.
template <class Record>
Record standing_at(Record record, const Place& place) {
  record.place = place;
  for (KeyPlace& key : record.keys) key.at = key.value = place;
  return record;
}

template <class Record>
void take_key_of(std::string_view key, const Record& last, Record& record) {
  const auto all = fields<Record>();
  const auto field = std::ranges::find(all, key, [](const Field<Record>& one) { return one.key; });
  if (field == all.end() || !field->copy || record.gives(key)) return;
  field->copy(record, last);
  if (last.gives(key)) record.keys.push_back({field->key, record.place, record.place});
}

template <class Record>
void settle(const Record& /*last*/, Record& /*record*/) {}

/// The kind follows from the keys.
void settle(const KeyResult& last, KeyResult& record) {
  const auto kind = kind_from_keys(record);
  if (!kind) return;
  record.kind = *kind;
  record.kind_known = true;
  record.faulty = last.faulty;
  record.unfinished = last.unfinished;
}

/// `names`: its id, then those it once had.
template <class Record>
void mend_one(const Slips& slips, const std::vector<std::string>& names, Record& record,
              std::map<std::string, Record>& read) {
  const auto known = std::ranges::find_if(names, [&](const std::string& name) { return read.contains(name); });
  const Record* last = known == names.end() ? nullptr : &read.at(*known);
  const auto keys = slips.misspelt.find(&record);
  if (slips.records.contains(&record)) {
    if (!last) return;
    Record mended = standing_at(*last, record.place);
    mended.id = record.id;
    mended.was = record.was;
    record = std::move(mended);
  } else if (last && keys != slips.misspelt.end()) {
    for (const std::string& key : keys->second) take_key_of(key, *last, record);
    settle(*last, record);
  }
  read.insert_or_assign(names.front(), record);
}

// --- records that were taken away for a while ---

using reports::Nameable;

/// The records of a state with one cycle.
struct Names {
  std::vector<Nameable> objectives, key_results, kpis;
};

Nameable nameable(const Objective& objective) { return {objective.id.text, objective.was, objective.title}; }

Nameable nameable(const Kpi& kpi) {
  Nameable names{full_id(kpi.id), {}, kpi.title};
  for (const std::string& was : kpi.was) names.was.push_back(full_id(KpiId(std::string(without_kpi_prefix(was)))));
  return names;
}

/// Under each name that its objective had.
Nameable nameable(const Objective& objective, const KeyResult& kr) {
  Nameable names{to_string(kr.id), {}, kr.title};
  std::vector<std::string> above = objective.was, own = kr.was;
  above.insert(above.begin(), objective.id.text);
  own.insert(own.begin(), kr.id.name);
  for (const std::string& name : own)
    if (name.find('.') != std::string::npos)
      names.was.push_back(name);
    else
      for (const std::string& objective_name : above) names.was.push_back(objective_name + "." + name);
  return names;
}

void add_names(const Cycle& cycle, Names& names) {
  for (const Objective& objective : cycle.objectives) {
    names.objectives.push_back(nameable(objective));
    for (const KeyResult& kr : objective.key_results) names.key_results.push_back(nameable(objective, kr));
  }
}

Names names_in(const Workspace& state) {
  Names names;
  for (const Cycle& cycle : state.cycles) add_names(cycle, names);
  for (const Kpi& kpi : state.kpis) names.kpis.push_back(nameable(kpi));
  return names;
}

std::vector<std::string> all_names(const Nameable& record) {
  std::vector<std::string> names{record.id};
  names.insert(names.end(), record.was.begin(), record.was.end());
  return names;
}

/// Of `before` those that `now` has under no name.
std::vector<std::string> missing(const std::vector<Nameable>& before, const std::vector<Nameable>& now) {
  const auto partner = reports::partners(before, now);
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (std::ranges::find(partner, std::optional(i)) == partner.end()) ids.push_back(before[i].id);
  return ids;
}

}  // namespace

LastRead::LastRead(const Workspace& today, const Cycle& cycle) {
  Names names;
  add_names(cycle, names);
  for (const Kpi& kpi : today.kpis) names.kpis.push_back(nameable(kpi));
  for (const auto* list : {&names.objectives, &names.key_results, &names.kpis})
    for (const Nameable& record : *list)
      for (std::string& name : all_names(record)) today_.insert(std::move(name));
}

void LastRead::follow(Workspace& state) {
  const Names names = names_in(state);
  for (const auto* list : {&names.objectives, &names.key_results, &names.kpis})
    for (const Nameable& record : *list) away_.erase(record.id);
  mend(state);
  put_back(state);
}

void LastRead::follow(const std::vector<Workspace>& before, Workspace& state) {
  for (const Workspace& one : before) note_away(one, state);
  follow(state);
}

/// Where the whole cycle is gone, all of it comes back: it is there today.
void LastRead::note_away(const Workspace& before, const Workspace& state) {
  const Names old = names_in(before), now = names_in(state);
  const auto note = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (state.cycles.empty() || today_.contains(id))
        away_.insert(id);
      else
        away_.erase(id);
  };
  note(missing(old.objectives, now.objectives));
  note(missing(old.key_results, now.key_results));
  note(missing(old.kpis, now.kpis));
}

void LastRead::mend(Workspace& state) {
  const Slips slips = slips_of(state);
  for (Cycle& cycle : state.cycles) {
    for (Objective& objective : cycle.objectives) {
      for (KeyResult& kr : objective.key_results) mend_one(slips, all_names(nameable(objective, kr)), kr, key_results_);
      std::vector<KeyResult> parts = std::exchange(objective.key_results, {});
      mend_one(slips, all_names(nameable(objective)), objective, objectives_);
      objective.key_results = std::move(parts);
    }
    std::vector<Objective> objectives = std::exchange(cycle.objectives, {});
    cycle_ = cycle;
    cycle.objectives = std::move(objectives);
  }
  for (Kpi& kpi : state.kpis) mend_one(slips, all_names(nameable(kpi)), kpi, kpis_);
}

void LastRead::put_back(Workspace& state) {
  if (!away_.empty() && state.cycles.empty() && cycle_) state.cycles.push_back(standing_at(*cycle_, {}));
  for (Cycle& cycle : state.cycles)
    for (const auto& [id, objective] : objectives_)
      if (away_.contains(id)) cycle.objectives.push_back(standing_at(objective, {}));
  for (Cycle& cycle : state.cycles)
    for (Objective& objective : cycle.objectives)
      for (const auto& [id, kr] : key_results_)
        if (away_.contains(id) && kr.id.objective == objective.id) objective.key_results.push_back(standing_at(kr, {}));
  for (const auto& [id, kpi] : kpis_)
    if (away_.contains(id)) state.kpis.push_back(standing_at(kpi, {}));
}

}  // namespace okr::cli
