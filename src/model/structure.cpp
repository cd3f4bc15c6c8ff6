// SPDX-License-Identifier: MIT
// What must fit together once all files are read: ids, days, bounds, and entries that suit their kind.
#include "okr/model/workspace.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <fmt/core.h>

#include "model/structure_parts.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/formula.hpp"

namespace okr {
namespace {

// --- duplicates (E101, E115) -----------------------------------------------------------------------------------------

void check_objective_ids(StructureFindings& findings, Cycle& cycle) {
  std::unordered_map<std::string_view, Objective*> first_of;
  for (Objective& objective : cycle.objectives) {
    const auto [it, is_new] = first_of.try_emplace(objective.id.text, &objective);
    if (is_new) continue;
    findings.note(Code::E101, objective.place,
                  fmt::format("objective '{}' is given twice in {}", objective.id.text, cycle.id.text),
                  fmt::format("the other is at {}", findings.where(it->second->place)));
    objective.faulty = it->second->faulty = true;
  }
}

void check_kpi_ids(StructureFindings& findings, std::vector<Kpi>& kpis) {
  for (std::size_t i = 1; i < kpis.size(); ++i) {
    if (kpis[i].id != kpis[i - 1].id) continue;
    findings.note(Code::E101, kpis[i].place, fmt::format("KPI '{}' is given twice", kpis[i].id.text),
                  fmt::format("the other is {}", findings.where(kpis[i - 1].place)));
    kpis[i].faulty = kpis[i - 1].faulty = true;
  }
}

// --- dates (E112) ----------------------------------------------------------------------------------------------------

/// Where a record says a day that must lie in its cycle.
struct Day {
  Date date;
  Place place;
  std::string what;
};

bool check_inside(StructureFindings& findings, const Cycle& cycle, const Day& day) {
  const auto& [date, place, what] = day;
  if (!cycle.dated || contains(cycle.period, date)) return true;
  findings.note(
      Code::E112, place, fmt::format("{} is {}, outside {}", what, to_string(date), cycle.id.text),
      fmt::format("{} runs from {} to {}", cycle.id.text, to_string(cycle.period.first), to_string(cycle.period.last)));
  return false;
}

void check_dates(StructureFindings& findings, const Cycle& cycle, KeyResult& kr) {
  const std::string name = fmt::format("key result '{}'", to_string(kr.id));
  std::vector<Day> days;
  if (kr.start) days.push_back({*kr.start, kr.place_of("start"), fmt::format("start of {}", name)});
  if (kr.due) days.push_back({*kr.due, kr.place_of("due"), fmt::format("due of {}", name)});
  for (const Step& step : kr.steps)
    if (step.due) days.push_back({*step.due, step.place, fmt::format("due of step \"{}\" of {}", step.title, name)});
  for (const Day& day : days)
    if (!check_inside(findings, cycle, day)) kr.faulty = true;
  if (kr.start && kr.due && *kr.due < *kr.start) {
    findings.note(Code::E112, kr.place_of("due"), fmt::format("{} is due before it starts", name),
                  "swap start and due");
    kr.faulty = true;
  }
}

/// What was closed before it began is a typing mistake: the year, most often.
void check_closing(StructureFindings& findings, const Cycle& cycle) {
  const auto closed = cycle.result ? cycle.result->closed : std::nullopt;
  if (!closed || !cycle.dated || *closed >= cycle.period.first) return;
  findings.note(Code::E112, cycle.result->place_of("closed"),
                fmt::format("{} was closed on {}, before it began", cycle.id.text, to_string(*closed)),
                fmt::format("it runs from {} to {}", to_string(cycle.period.first), to_string(cycle.period.last)));
}

// --- bounds (E114) ---------------------------------------------------------------------------------------------------

std::string called(const KeyResult& kr) { return fmt::format("key result '{}'", to_string(kr.id)); }
std::string called(const Kpi& kpi) { return fmt::format("KPI '{}'", kpi.id.text); }

struct NamedBound {
  std::string_view key;
  std::optional<double> value;
};

/// Nothing can lie above the one and below the other.
template <class Record>
bool check_order(StructureFindings& findings, Record& record, const NamedBound& low, const NamedBound& high) {
  if (!low.value || !high.value || *low.value <= *high.value) return true;
  findings.note(Code::E114, record.place_of(low.key),
                fmt::format("{} of {} is above its {}", low.key, called(record), high.key),
                fmt::format("{} must be below {}", low.key, high.key));
  record.faulty = true;
  return false;
}

/// What a value cannot pass is no target beyond it; amounts have limits of their own.
template <class Record>
void check_limits(StructureFindings& findings, Record& record, bool has_amounts) {
  const NamedBound floor{"floor", record.floor}, ceil{"ceil", record.ceil}, target{"target", record.target};
  if (!check_order(findings, record, floor, ceil) || has_amounts) return;
  check_order(findings, record, floor, target);
  check_order(findings, record, target, ceil);
}

void check_bounds(StructureFindings& findings, KeyResult& kr) {
  check_order(findings, kr, {"min", kr.min}, {"max", kr.max});
  check_limits(findings, kr, kr.kind == Kind::sum);
}

// --- drafts (E118) and files that could not be read (E001 to E003) ---------------------------------------------------

/// What a draft does not say yet is no fault: it is a warning, and the draft counts nowhere (method.md 0.24).
void excuse_draft(StructureFindings& findings, const Located& record) {
  for (Diagnostic& diagnostic : findings.workspace().diagnostics)
    if (diagnostic.code == Code::E118 && diagnostic.place == record.place) diagnostic.severity = Severity::warning;
}

void settle_unfinished(StructureFindings& findings, Cycle& cycle) {
  for (Objective& objective : cycle.objectives) {
    if (cycle.state == CycleState::draft || objective.state == State::draft) excuse_draft(findings, objective);
    for (KeyResult& kr : objective.key_results) {
      if (is_draft(cycle, objective, kr))
        excuse_draft(findings, kr);
      else
        kr.faulty |= kr.unfinished;
    }
  }
}

/// True where what a file of the other says may be a part of the cycle's numbers: objectives of it are rolled up from
/// aligned ones, and the other lies within it, or says no days. A check-in counts where something is aligned.
bool may_be_part_of(const Cycle& cycle, const Cycle& other, std::string_view file) {
  if (&cycle == &other || !file.starts_with(other.folder + "/")) return false;
  const auto rolls_up = [](const Objective& objective) { return objective.roll_up != RollUp::krs; };
  if (!cycle.dated || std::ranges::none_of(cycle.objectives, rolls_up)) return false;
  const bool is_within =
      !other.dated || (contains(cycle.period, other.period.first) && contains(cycle.period, other.period.last));
  const auto is_aligned = [](const Objective& objective) { return !objective.parents.empty(); };
  const bool is_checkin = file.starts_with(other.folder + "/checkins/");
  return is_within && (!is_checkin || std::ranges::any_of(other.objectives, is_aligned));
}

/// A report about the cycle has to say that something of it is missing, or that it is judged by other settings than
/// its own.
void note_unread_files(const Workspace& workspace, Cycle& cycle) {
  const auto note = [](std::vector<UnreadFile>& unread, const std::string& file, Code code) {
    if (!contains(unread, file, &UnreadFile::name)) unread.push_back({file, code});
  };
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    if (diagnostic.severity != Severity::error || !diagnostic.place.known()) continue;
    const std::string& file = workspace.files[diagnostic.place.file];
    if (file == settings_file) {
      note(cycle.unread_beside, file, diagnostic.code);
      continue;
    }
    if (!is_unreadable(diagnostic.code)) continue;  // what is wrong there shows in the numbers
    const auto is_below = [&](const Cycle& other) { return may_be_part_of(cycle, other, file); };
    if (file == cycle.folder || file.starts_with(cycle.folder + "/"))
      note(cycle.unread, file, diagnostic.code);
    else if (std::ranges::any_of(workspace.cycles, is_below))
      note(cycle.unread_beside, file, diagnostic.code);
  }
  std::ranges::sort(cycle.unread, {}, &UnreadFile::name);
  std::ranges::sort(cycle.unread_beside, {}, &UnreadFile::name);
}

void check_steps(StructureFindings& findings, KeyResult& kr, const Entry& entry) {
  const StepIndex steps(kr.steps);
  for (const std::string& name : std::get<std::vector<std::string>>(entry.value)) {
    if (!name.empty() && !steps.named(name).empty()) continue;
    std::vector<std::string_view> titles;
    if (findings.may_suggest())
      for (const Step& step : kr.steps) titles.push_back(step.title);
    const auto near = nearest(name, titles);
    findings.note(Code::E110, entry.value_place, fmt::format("'{}' has no step \"{}\"", to_string(kr.id), name),
                  near ? fmt::format("did you mean \"{}\"?", *near) : "name a step by its title or id");
    kr.faulty = true;
  }
}

/// A percent is not negative (above 100 is W248), a grade lies in 0 to 1.
void check_domain(StructureFindings& findings, KeyResult& kr, const Entry& entry) {
  const auto* number = std::get_if<double>(&entry.value);
  if (!number || (kr.kind != Kind::percent && kr.kind != Kind::graded)) return;
  if (*number >= 0 && (kr.kind == Kind::percent || *number <= 1)) return;
  findings.note(Code::E107, entry.value_place,
                fmt::format("the value of '{}' is {}", to_string(kr.id), shortest(*number)),
                fmt::format("expected {}", value_wanted(kr.kind)));
  kr.faulty = true;
}

/// Said while it was of another kind, or fed otherwise, by what `changes` say: it need not suit what stands.
bool is_of_earlier_sort(const KeyResult& kr, const Entry& entry) {
  return std::ranges::any_of(kr.changes, [&](const Change& change) {
    return entry.date < change.on && std::ranges::any_of(change.fields, [](const ChangedField& field) {
             return field.key == "kind" || field.key == "kpi";
           });
  });
}

/// What was put between quotes, where without them it suits the kind; empty for all else.
std::string unquoted(const KeyResult& kr, const Entry& entry) {
  const auto* text = std::get_if<std::string>(&entry.value);
  if (!text) return {};
  const bool is_truth = *text == "true" || *text == "false";
  const bool suits = is_truth ? fits(kr.kind, EntryValue(true)) : is_number(*text) && fits(kr.kind, EntryValue(0.0));
  return suits ? *text : std::string();
}

void note_misfit(StructureFindings& findings, KeyResult& kr, const Entry& entry) {
  const auto* text = std::get_if<std::string>(&entry.value);
  const std::string meant = unquoted(kr, entry);
  Diagnostic& diagnostic =
      findings.note(Code::E117, entry.value_place,
                    fmt::format("the value of '{}' is {}", to_string(kr.id),
                                text ? fmt::format("\"{}\"", *text) : std::string(type_name(entry.value))),
                    meant.empty() ? fmt::format("expected {}", value_wanted(kr.kind)) : "write it without quotes");
  if (!meant.empty()) diagnostic.repair = {Repair::What::value, meant};
  kr.faulty = true;
}

void check_entry(StructureFindings& findings, KeyResult& kr, const Entry& entry) {
  if (!entry.has_value() || !kr.kind_known || is_of_earlier_sort(kr, entry)) return;
  if (!kr.kpi.empty()) {
    const Kpi* kpi = findings.kpi(kr.kpi.text);
    const std::string way = kpi ? way_to_record(*kpi, "VALUE") : fmt::format("okr record {}=VALUE", kr.kpi.text);
    findings.note(Code::E121, entry.value_place, fmt::format("'{}' is fed by KPI '{}'", to_string(kr.id), kr.kpi.text),
                  kpi && !is_recorded(*kpi) ? way : "record it there: " + way);
    kr.faulty = true;
    return;
  }
  if (!fits(kr.kind, entry.value)) return note_misfit(findings, kr, entry);
  if (kr.kind == Kind::milestones) return check_steps(findings, kr, entry);
  check_domain(findings, kr, entry);
}

using Value = ChangedField::Value;

template <class T>
Value value_of(const std::optional<T>& stands) {
  return stands ? Value(*stands) : Value();
}

Value standing(const KeyResult& kr, const ChangedField& field) {
  const std::string_view key = field.key;
  if (key == "weight") return kr.weight_or_default();
  if (const auto member = movable_number(key)) return value_of(kr.*member);
  if (key == "misses") return static_cast<double>(kr.misses);
  if (key == "strict") return std::string(kr.strict ? "true" : "false");
  if (key == "start") return value_of(kr.start);
  if (key == "due") return value_of(kr.due);
  if (key == "kind") return kr.kind_known ? Value(std::string(word(kr.kind))) : field.after;
  if (key == "kpi") return kr.kpi.empty() ? Value() : Value(kr.kpi.text);
  return std::string(word(kr.state));
}

Value standing(const Objective& objective, const ChangedField& field) {
  if (field.key == "weight") return objective.weight_or_default();
  return std::string(word(objective.state));
}

bool can_change(const KeyResult&, const ChangedField&) { return true; }
bool can_change(const Objective&, const ChangedField& field) { return field.key == "weight" || field.key == "state"; }

std::string in_words(const Value& value) {
  if (const auto* number = std::get_if<double>(&value)) return shortest(*number);
  if (const auto* date = std::get_if<Date>(&value)) return to_string(*date);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return "nothing";
}

/// A value that was taken away is nobody's new one: an entry behind the change says why it went.
bool went_later(const std::vector<Change>& changes, const Change& change) {
  return std::ranges::any_of(changes, [&](const Change& other) {
    const bool is_behind = other.on == change.on ? &other > &change : other.on > change.on;
    return is_behind && !other.why.empty();
  });
}

template <class Record>
void check_last_changes(StructureFindings& findings, const Cycle& cycle, Record& record, const std::string& name) {
  for (const auto& [change, field] : last_changes(record.changes)) {
    if (!can_change(record, *field)) {
      findings.note(Code::E113, change->place, fmt::format("'{}' is an objective, which has no {}", name, field->key),
                    "its weight and state can change; all else stands with its key results");
      record.faulty = true;
      continue;
    }
    const Value stands = standing(record, *field);
    const bool is_gone = stands == Value();
    if (stands == field->after || (is_gone && went_later(record.changes, *change))) continue;
    findings.note(
        Code::E113, change->place,
        fmt::format("the last change of '{}' says {} {}, but {} stands", name, field->key, in_words(field->after),
                    in_words(stands)),
        fmt::format("make the two the same, or add the change that came after {}; okr set {}.{}=VALUE --why TEXT "
                    "writes both",
                    to_string(change->on), full_id(cycle, record), field->key));
    record.faulty = true;
  }
}

/// The last new value stands itself, and is looked at where it stands.
bool is_standing(const KeyResult& kr, const ChangedField& field, const Value& value) {
  return value == standing(kr, field);
}

/// A day that was, or came, lies in the cycle like the one that stands.
void check_changed_days(StructureFindings& findings, const Cycle& cycle, KeyResult& kr) {
  for (const Change& change : kr.changes)
    for (const ChangedField& field : change.fields)
      for (const Value& value : {field.before, field.after}) {
        const auto* day = std::get_if<Date>(&value);
        if (!day || is_standing(kr, field, value)) continue;
        const std::string what = fmt::format("{} in a change of {}", field.key, called(kr));
        if (!check_inside(findings, cycle, {*day, change.place, what})) kr.faulty = true;
      }
}

/// A value that was kept is a number, whether it is done, or how many steps were; of promises so many of so many.
void check_kept_values(StructureFindings& findings, Cycle& cycle) {
  if (!cycle.result) return;
  const std::string& committed = cycle.result->committed;
  if (cycle.result->gives("committed") && !cycle.result->faulty && !promises_of(committed)) {
    findings.note(Code::E107, cycle.result->place_of("committed"),
                  fmt::format("'committed' of [result] cannot be \"{}\"", safe_for_terminal(committed)),
                  "write how many promises were met, of how many: \"2 of 3\"");
    cycle.result->faulty = true;
  }
  for (KeyResultResult& kept : cycle.result->key_results) {
    const bool is_text = std::holds_alternative<std::string>(kept.value);
    if (!is_text && !std::holds_alternative<std::vector<std::string>>(kept.value)) continue;
    findings.note(Code::E117, kept.place,
                  fmt::format("the value kept of '{}' is {}", to_string(kept.id), type_name(kept.value)),
                  "expected a number, true or false, or how many steps were done");
    kept.faulty = true;
  }
}

void check_cycle(StructureFindings& findings, Cycle& cycle) {
  settle_unfinished(findings, cycle);
  note_unread_files(findings.workspace(), cycle);
  check_objective_ids(findings, cycle);
  check_former_names(findings, cycle);
  check_cycle_parent(findings, cycle);
  check_closing(findings, cycle);
  check_kept_values(findings, cycle);
  for (Objective& objective : cycle.objectives) {
    check_references(findings, cycle, objective);
    check_last_changes(findings, cycle, objective, objective.id.text);
    for (KeyResult& kr : objective.key_results) {
      check_dates(findings, cycle, kr);
      check_bounds(findings, kr);
      check_references(findings, cycle, kr);
      for (const Entry& entry : kr.entries) check_entry(findings, kr, entry);
      check_last_changes(findings, cycle, kr, to_string(kr.id));
      check_changed_days(findings, cycle, kr);
    }
  }
  check_blockers(findings, cycle);
}

}  // namespace

std::optional<double> Movable::*movable_number(std::string_view key) {
  if (key == "baseline") return &Movable::baseline;
  if (key == "target") return &Movable::target;
  if (key == "commit") return &Movable::commit;
  if (key == "stretch") return &Movable::stretch;
  if (key == "min") return &Movable::min;
  if (key == "max") return &Movable::max;
  if (key == "weight") return &Movable::weight;
  if (key == "margin") return &Movable::margin;
  return nullptr;
}

std::string_view type_name(const EntryValue& value) {
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  constexpr std::string_view names[] = {"nothing", "a number", "true or false", "a text", "a list of texts"};
  return names[value.index()];
}

std::string_view value_wanted(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::hold:
    case Kind::measure: return "a number, the value now";
    case Kind::sum: return "a number, the amount that is added";
    case Kind::percent: return "a number from 0 to 100";
    case Kind::milestones: return "a list of steps by name, [\"...\"]";
    case Kind::done: return "true or false";
    case Kind::graded: return "a number from 0 to 1, or \"fail\", \"commit\", \"target\", \"stretch\"";
  }
  return "";
}

std::vector<LastChange> last_changes(const std::vector<Change>& changes) {
  std::vector<LastChange> last;
  for (const Change& change : changes)
    for (const ChangedField& field : change.fields) {
      const auto same_key = [&](const LastChange& known) { return known.field->key == field.key; };
      const auto known = std::ranges::find_if(last, same_key);
      if (known == last.end())
        last.push_back({&change, &field});
      else if (known->change->on <= change.on)
        *known = {&change, &field};
    }
  return last;
}

bool fits(Kind kind, const EntryValue& value) {
  switch (kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::measure: return std::holds_alternative<double>(value);
    case Kind::milestones: return std::holds_alternative<std::vector<std::string>>(value);
    case Kind::done: return std::holds_alternative<bool>(value);
    case Kind::graded: {
      const auto* zone = std::get_if<std::string>(&value);
      return std::holds_alternative<double>(value) || (zone && parse_word<Zone>(*zone));
    }
  }
  return false;
}

void check_structure(Workspace& workspace, Opened opened) {
  StructureFindings findings(workspace, opened);
  check_kpi_ids(findings, workspace.kpis);
  check_former_names(findings, workspace.kpis);
  for (Kpi& kpi : workspace.kpis) {
    check_readings(findings, kpi);
    check_targets(findings, kpi);
    check_formula_alone(findings, kpi);
    check_limits(findings, kpi, kpi.aggregate == Aggregate::sum || kpi.aggregate == Aggregate::count);
    check_references(findings, kpi);
    check_thresholds(findings, kpi);
  }
  check_formulas(findings);
  for (Cycle& cycle : workspace.cycles) check_cycle(findings, cycle);
  check_parent_loops(findings);
}

}  // namespace okr
