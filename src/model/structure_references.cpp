// SPDX-License-Identifier: MIT
// Names that name nothing (E110).

#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/kpi.hpp"

namespace okr {
namespace {

/// True when the reference leads into a cycle that is there but was not opened, or not read as a whole.
bool leads_elsewhere(const Workspace& workspace, std::string_view reference) {
  const auto slash = reference.find('/');
  if (slash == std::string_view::npos || reference.starts_with(kpi_prefix)) return false;
  const CycleId id(reference.substr(0, slash));
  const bool known = knows_cycle(workspace, id);
  const Cycle* cycle = workspace.cycle(id);
  return known && (!cycle || cycle->incomplete);
}

/// The same for a name without a cycle, which is looked up at home.
bool cannot_tell(const Workspace& workspace, const Cycle& home, std::string_view reference) {
  if (leads_elsewhere(workspace, reference)) return true;
  return home.incomplete && reference.find('/') == std::string_view::npos;
}

std::vector<std::string> kpi_names(const Workspace& workspace) {
  std::vector<std::string> names;
  for (const Kpi& kpi : workspace.kpis) names.push_back(kpi.id.text);
  return names;
}

std::vector<std::string> record_names(const Workspace& workspace, const Cycle* home) {
  std::vector<std::string> names;
  for (const Cycle& cycle : workspace.cycles) {
    const std::string prefix = &cycle == home ? "" : cycle.id.text + "/";
    for (const Objective& objective : cycle.objectives) {
      names.push_back(prefix + objective.id.text);
      for (const KeyResult& kr : objective.key_results) names.push_back(prefix + to_string(kr.id));
    }
  }
  return names;
}

std::vector<std::string> all_names(const Workspace& workspace, const Cycle& home) {
  auto names = record_names(workspace, &home);
  std::ranges::move(kpi_names(workspace), std::back_inserter(names));
  return names;
}

/// The next step where no name is near.
std::string advice(const Workspace& workspace, std::string_view what, std::string_view reference) {
  if (what == "KPI") return fmt::format("add {}, or correct the name", kpi_path(KpiId(without_kpi_prefix(reference))));
  const auto slash = reference.find('/');
  if (slash == std::string_view::npos || reference.starts_with(kpi_prefix)) return "add it, or correct the name";
  const CycleId id(reference.substr(0, slash));
  if (knows_cycle(workspace, id)) return "add it, or correct the name";
  return fmt::format("there is no cycle '{}'", id.text);
}

std::optional<std::string> near_name(std::string_view reference, const std::vector<std::string>& names) {
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  if (auto near = nearest(reference, candidates)) return near;
  const auto ends_so = [&](const std::string& name) {  // the right name, but of another cycle or without its objective
    if (!name.ends_with(reference) || name.size() == reference.size()) return false;
    const char before = name[name.size() - reference.size() - 1];
    return before == '/' || before == '.';
  };
  const auto it = std::ranges::find_if(names, ends_so);
  return it == names.end() ? std::nullopt : std::optional(*it);
}

/// `names`: makes those that can be meant; never `own`, the record's that refers.
template <class Names>
void note_dangling(StructureFindings& findings, const Reference& reference, std::string_view what, Names names,
                   std::string_view own = {}) {
  const auto others = [&] {
    auto all = names();
    std::erase(all, own);
    return all;
  };
  const auto near = findings.may_suggest() ? near_name(reference.text, others()) : std::nullopt;
  findings.note(Code::E110, reference.place, fmt::format("{} '{}' is not defined", what, reference.text),
                did_you_mean(near, advice(findings.workspace(), what, reference.text)));
}

/// True when the reference is empty, or leads to a KPI, or cannot be checked.
bool check_kpi(StructureFindings& findings, const Reference& reference) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || !findings.opened().kpis || kpi_called(workspace, reference.text)) return true;
  note_dangling(findings, reference, "KPI", [&] { return kpi_names(workspace); });
  return false;
}

void check_record(StructureFindings& findings, const Cycle& home, const Reference& reference, std::string_view what,
                  std::string_view own) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || cannot_tell(workspace, home, reference.text)) return;
  const Found found = findings.resolve(home, reference.text);
  if (found.objective) return;
  note_dangling(
      findings, reference, what, [&] { return record_names(workspace, &home); }, own);
}

void check_kpi_or_record(StructureFindings& findings, const Cycle& home, const Reference& reference,
                         std::string_view what, std::string_view own = {}) {
  const Workspace& workspace = findings.workspace();
  if (reference.empty() || cannot_tell(workspace, home, reference.text)) return;
  const Found found = findings.resolve(home, reference.text);
  if (found.objective || found.kpi || !findings.opened().kpis) return;
  note_dangling(
      findings, reference, what, [&] { return all_names(workspace, home); }, own);
}

/// What must not suffer is measured, and something else.
void check_counter(StructureFindings& findings, const Cycle& home, const KeyResult& kr) {
  if (kr.counter.empty() || cannot_tell(findings.workspace(), home, kr.counter.text)) return;
  const Found found = findings.resolve(home, kr.counter.text);
  if (found.key_result == &kr)
    findings.note(Code::E113, kr.counter.place, fmt::format("'{}' is its own counter", to_string(kr.id)),
                  "name another one, or leave the key out");
  if (found.objective && !found.key_result)
    findings.note(Code::E110, kr.counter.place,
                  fmt::format("'{}' is an objective, not a KPI or key result", kr.counter.text),
                  "name a KPI or a key result that must not suffer");
}

/// A KPI has no cycle of its own: any opened cycle may hold the objective it names.
bool is_somewhere(StructureFindings& findings, std::string_view reference) {
  return std::ranges::any_of(findings.workspace().cycles, [&](const Cycle& cycle) {
    return findings.resolve(cycle, reference).objective != nullptr;
  });
}

constexpr std::size_t year_and_hyphen = 5;  // "2026-ana.toml"

/// By the KPI or the workspace.
bool is_allowed(StructureFindings& findings, const Kpi& kpi, std::string_view code) {
  return contains(kpi.allow, code) || contains(findings.workspace().settings.check.allow, code);
}

/// How many readings the files begin with alike, each the readings of one file in their order.
std::size_t count_alike(const std::vector<const Reading*>& one, const std::vector<const Reading*>& other) {
  const auto is_same = [](const Reading* a, const Reading* b) {
    return std::tuple(a->date, a->unit, a->value) == std::tuple(b->date, b->unit, b->value);
  };
  return static_cast<std::size_t>(std::ranges::mismatch(one, other, is_same).in1 - one.begin());
}

/// W251 where two files of a KPI begin with the same readings, as they do when two clones each made it a shared one:
/// amounts of one day are added up, and these count twice. One reading alike is chance.
void check_copies(StructureFindings& findings, const Kpi& kpi) {
  const bool is_shared = !folder_of_readings(findings.workspace().files[kpi.place.file]).empty();
  if (!is_shared || is_allowed(findings, kpi, to_string(Code::W251))) return;
  std::map<std::uint32_t, std::vector<const Reading*>> files;
  for (const Reading& reading : kpi.readings) files[reading.place.file].push_back(&reading);
  for (auto file = files.begin(); file != files.end(); ++file)
    for (auto earlier = files.begin(); earlier != file; ++earlier) {
      const std::size_t alike = count_alike(file->second, earlier->second);
      if (alike < 2) continue;
      findings.note(Code::W251, file->second.front()->place,
                    fmt::format("the first {} readings of this file stand in {} too: KPI '{}' counts them twice", alike,
                                findings.workspace().files[earlier->first], kpi.id.text),
                    "delete them in one of the two files");
      break;
    }
}

/// Readings of one day of a KPI that takes one of them.
class OneDay {
 public:
  OneDay(StructureFindings& findings, const Kpi& kpi, std::span<const Reading> readings)
      : findings_(findings), kpi_(kpi), readings_(readings) {}

  /// E115 for two of one file; true when there are such.
  bool note_twins() {
    bool any = false;
    std::map<std::uint32_t, const Reading*> firsts;  // of each file
    for (const Reading& reading : readings_) {
      const auto [first, is_new] = firsts.emplace(reading.place.file, &reading);
      if (is_new) continue;
      any = true;
      const Reading& twin = *first->second;
      findings_.note(Code::E115, reading.place,
                     fmt::format("KPI '{}' has two readings for {}", kpi_.id.text, to_string(twin.date)),
                     fmt::format("the other is at {}", findings_.where(twin.place)));
    }
    return any;
  }

  /// The later source's, with W251 where another one says another value.
  const Reading& counting() {
    const auto key = [this](const Reading& reading) {
      const std::string& file = findings_.workspace().files[reading.place.file];
      return std::pair(source_of_readings(file), std::string_view(file));
    };
    const Reading& last = *std::ranges::max_element(readings_, {}, key);
    for (const Reading& reading : readings_)
      if (reading.value != last.value && !is_allowed(findings_, kpi_, to_string(Code::W251)))
        findings_.note(Code::W251, reading.place,
                       fmt::format("KPI '{}' has {} here for {}, and {} from a later source", kpi_.id.text,
                                   shortest(reading.value), to_string(reading.date), shortest(last.value)),
                       fmt::format("the one at {} counts", findings_.where(last.place)));
    return last;
  }

 private:
  StructureFindings& findings_;
  const Kpi& kpi_;
  std::span<const Reading> readings_;
};

}  // namespace

void check_cycle_parent(StructureFindings& findings, const Cycle& cycle) {
  if (cycle.parent.empty()) return;
  const Workspace& workspace = findings.workspace();
  const CycleId id(cycle.parent.text);
  if (knows_cycle(workspace, id)) return;
  note_dangling(findings, cycle.parent, "cycle", [&] {
    std::vector<std::string> names;
    for (const KnownCycle& known : workspace.known_cycles) names.push_back(known.id.text);
    return names;
  });
}

void check_references(StructureFindings& findings, const Cycle& cycle, Objective& objective) {
  for (const Reference& parent : objective.parents) check_record(findings, cycle, parent, "parent", objective.id.text);
  check_kpi(findings, objective.triggered_by);
}

/// A KPI that fed it before, or for a time, feeds the reports of those days.
bool check_changed_kpis(StructureFindings& findings, const KeyResult& kr) {
  bool all_known = true;
  for (const Change& change : kr.changes)
    for (const ChangedField& field : change.fields)
      for (const ChangedField::Value& value : {field.before, field.after}) {
        const auto* name = field.key == "kpi" ? std::get_if<std::string>(&value) : nullptr;
        if (name && *name != kr.kpi.text) all_known &= check_kpi(findings, {*name, change.place});
      }
  return all_known;
}

void check_references(StructureFindings& findings, const Cycle& cycle, KeyResult& kr) {
  if (!check_kpi(findings, kr.kpi)) kr.faulty = true;
  if (!check_changed_kpis(findings, kr)) kr.faulty = true;
  const std::string own = to_string(kr.id);
  for (const Reference& parent : kr.parents) check_record(findings, cycle, parent, "parent", own);
  check_record(findings, cycle, kr.depends_on, "key result", own);
  if (!kr.depends_on.empty() && findings.resolve(cycle, kr.depends_on.text).key_result == &kr)
    findings.note(Code::E113, kr.depends_on.place, fmt::format("'{}' depends on itself", own),
                  "name another one, or leave the key out");
  check_kpi_or_record(findings, cycle, kr.counter, "KPI or key result", own);
  check_counter(findings, cycle, kr);
}

void check_references(StructureFindings& findings, Kpi& kpi) {
  check_kpi(findings, kpi.counter);
  const Workspace& workspace = findings.workspace();
  if (!kpi.counter.empty() && kpi_called(workspace, kpi.counter.text) == &kpi)
    findings.note(Code::E113, kpi.counter.place, fmt::format("KPI '{}' is its own counter", kpi.id.text),
                  "name another KPI, or leave the key out");
  const bool all_open = workspace.cycles.size() == workspace.known_cycles.size() &&
                        std::ranges::none_of(workspace.cycles, [](const Cycle& cycle) { return cycle.incomplete; });
  for (const Reference& goal : kpi.supports) {
    if (leads_elsewhere(workspace, goal.text) || is_somewhere(findings, goal.text) || !all_open) continue;
    note_dangling(findings, goal, "objective", [&] { return record_names(workspace, nullptr); });
  }
}

void check_blockers(StructureFindings& findings, const Cycle& cycle) {
  std::vector<std::string> texts;
  for (const Checkin& checkin : cycle.checkins)
    for (const Blocker& blocker : checkin.blockers) texts.emplace_back(trim(blocker.text));
  const std::set<std::string_view> known(texts.begin(), texts.end());
  const Workspace& workspace = findings.workspace();
  for (const Checkin& checkin : cycle.checkins) {
    for (const Blocker& blocker : checkin.blockers) check_kpi_or_record(findings, cycle, blocker.about, "record");
    for (const Reference& solved : checkin.solved) {
      if (known.contains(trim(solved.text)) || cycle.incomplete) continue;
      if (cannot_tell(workspace, cycle, solved.text)) continue;
      const Found found = findings.resolve(cycle, solved.text);
      if (found.objective || found.kpi || !findings.opened().kpis) continue;
      note_dangling(findings, solved, "record or blocker", [&] {
        auto names = all_names(workspace, cycle);
        names.insert(names.end(), texts.begin(), texts.end());
        return names;
      });
    }
  }
}

std::string_view source_of_readings(std::string_view file) {
  file.remove_prefix(file.rfind('/') == std::string_view::npos ? 0 : file.rfind('/') + 1);
  const bool is_dated =
      file.size() > year_and_hyphen && std::ranges::all_of(file.substr(0, 4), is_digit) && file[4] == '-';
  if (!is_dated) return {};
  file.remove_prefix(year_and_hyphen);
  return file.substr(0, file.find_last_of('.'));
}

std::string_view folder_of_readings(std::string_view definition) {
  const std::string name = fmt::format("/{}", kpi_file);
  const bool is_in_folder = definition.ends_with(name) && definition.find('/') + name.size() < definition.size();
  return is_in_folder ? definition.substr(0, definition.size() - name.size()) : std::string_view();
}

std::string file_of_readings(std::string_view folder, Date day, std::string_view source) {
  return fmt::format("{}/{:04}-{}{}", folder, static_cast<int>(day.year()), source, toml_extension);
}

void check_readings(StructureFindings& findings, Kpi& kpi) {
  if (joins(kpi.aggregate)) return check_copies(findings, kpi);
  const auto same_day = [](const Reading& a, const Reading& b) { return a.date == b.date; };
  if (std::ranges::adjacent_find(kpi.readings, same_day) == kpi.readings.end()) return;
  std::vector<Reading> kept;
  kept.reserve(kpi.readings.size());
  bool has_twins = false;
  for (std::size_t from = 0, until = 0; from < kpi.readings.size(); from = until) {
    while (until < kpi.readings.size() && kpi.readings[until].date == kpi.readings[from].date) ++until;
    OneDay day(findings, kpi, std::span(kpi.readings).subspan(from, until - from));
    if (until - from > 1 && day.note_twins())
      has_twins = true;
    else
      kept.push_back(until - from > 1 ? day.counting() : kpi.readings[from]);
  }
  if (has_twins)
    kpi.faulty = true;
  else
    kpi.readings = std::move(kept);
}

void check_targets(StructureFindings& findings, Kpi& kpi) {
  const auto refuse = [&](Code code, const KpiTarget& target, std::string message, std::string mend) {
    findings.note(code, target.place, std::move(message), std::move(mend));
    kpi.faulty = true;
  };
  for (std::size_t i = 0; i < kpi.targets.size(); ++i) {
    const KpiTarget& target = kpi.targets[i];
    const std::string name =
        fmt::format("target {} of KPI '{}'", key_of(target, findings.workspace().fiscal_start()), kpi.id.text);
    if (target.unit != PeriodUnit::day && target.unit < kpi.every)
      refuse(Code::E117, target,
             fmt::format("{} is for a {}, shorter than its {}", name, to_string(target.unit), to_string(kpi.every)),
             "name a longer period, or the day from which it holds");
    if (target.bare && !target.faulty && kpi.good == Good::range)
      refuse(Code::E117, target, fmt::format("{} is a number, but the KPI has a range", name),
             "write { min = 15, max = 30 }");
    if (i > 0 && kpi.targets[i - 1].first == target.first)
      refuse(Code::E115, target,
             fmt::format("KPI '{}' has two targets from {} on", kpi.id.text, to_string(target.first)),
             fmt::format("the other is at {}", findings.where(kpi.targets[i - 1].place)));
  }
}

// --- structure names -------------------------------------------------------------------------------------------------

// Former names (`was`) that lead to two records (E101): what was said under one cannot be told to belong to either.

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
