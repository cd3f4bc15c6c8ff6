// SPDX-License-Identifier: MIT
// Why a number is another one: each key and reading that is not the same in two states of a record.
#include "reports/diff/diff.hpp"

#include <algorithm>
#include <string_view>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/definition.hpp"
#include "okr/model/fields.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using Value = ChangedField::Value;

std::string day_and_value(const PlanPoint& point) { return to_string(point.date) + " " + okr::shortest(point.value); }

std::string text_of(const Step& step) {
  std::string text = step.title;
  if (step.due) text += ", due " + to_string(*step.due);
  if (step.weight != 1) text += ", weight " + okr::shortest(step.weight);
  return text;
}

std::string text_of(const Benchmark& benchmark) {
  std::string text = benchmark.name + " " + okr::shortest(benchmark.value);
  if (!benchmark.source.empty()) text += ", " + benchmark.source;
  if (benchmark.date) text += ", " + to_string(*benchmark.date);
  return text;
}

std::string text_of(const Initiative& initiative) { return initiative_text(initiative, true, std::nullopt); }

/// What a key held, as one value: of a list a line of text. What is empty is nothing.
struct AsOneValue {
  Value operator()(std::monostate) const { return {}; }
  Value operator()(double number) const { return number; }
  Value operator()(bool truth) const { return std::string(truth ? "true" : "false"); }
  Value operator()(Date date) const { return date; }
  Value operator()(const std::string& text) const { return text.empty() ? Value() : Value(text); }
  Value operator()(const std::vector<std::string>& texts) const { return (*this)(join(texts, ", ")); }
  Value operator()(const std::vector<double>& numbers) const { return listed(numbers, ", ", okr::shortest); }
  Value operator()(const std::vector<Date>& days) const {
    return listed(days, ", ", [](Date day) { return to_string(day); });
  }
  Value operator()(const std::vector<Period>& periods) const {
    return listed(periods, ", ", [](const Period& period) { return to_string(period); });
  }
  Value operator()(const std::vector<PlanPoint>& plan) const { return listed(plan, ", ", day_and_value); }
  Value operator()(const std::vector<RuleWords>& words) const {
    return listed(words, "; ", [](const RuleWords& one) { return to_string(one); });
  }
  template <class Part>
  Value operator()(const std::vector<Part>& parts) const {
    return listed(parts, "; ", [](const Part& part) { return text_of(part); });
  }

 private:
  template <class T, class TextOf>
  Value listed(const std::vector<T>& list, std::string_view between, TextOf in_words) const {
    std::vector<std::string> texts;
    for (const T& one : list) texts.push_back(in_words(one));
    return (*this)(join(texts, between));
  }
};

struct KeyCause {
  std::string_view key;
  Cause cause;
};

/// What a change of a key of cycles, objectives, key results and KPIs is; of all others no number follows.
constexpr KeyCause key_causes[] = {
    {"target", Cause::target},     {"change", Cause::target},     {"stretch", Cause::target},
    {"commit", Cause::target},     {"steps", Cause::target},      {"rubric", Cause::target},
    {"plan", Cause::target},       {"baseline", Cause::baseline}, {"min", Cause::bound},
    {"max", Cause::bound},         {"margin", Cause::bound},      {"misses", Cause::bound},
    {"strict", Cause::bound},      {"floor", Cause::bound},       {"ceil", Cause::bound},
    {"warn", Cause::bound},        {"weight", Cause::weight},     {"kind", Cause::kind},
    {"type", Cause::kind},         {"roll-up", Cause::kind},      {"good", Cause::kind},
    {"take", Cause::kind},         {"judge", Cause::kind},        {"period", Cause::kind},
    {"aggregate", Cause::kind},    {"kpi", Cause::kind},          {"every", Cause::kind},
    {"missing", Cause::kind},      {"formula", Cause::kind},      {"signal", Cause::kind},
    {"rebase", Cause::kind},       {"values", Cause::kind},       {"date-column", Cause::kind},
    {"value-column", Cause::kind}, {"decimal", Cause::kind},      {"delimiter", Cause::kind},
    {"date-format", Cause::kind},  {"state", Cause::state},       {"start", Cause::dates},
    {"end", Cause::dates},         {"due", Cause::dates},         {"cadence", Cause::dates},
    {"grace-days", Cause::dates},  {"lag-days", Cause::dates},    {"target-by", Cause::dates},
};

/// Those of okr.toml from which no number follows; [check] only says what is reported.
constexpr std::string_view texts_of_settings[] = {"title", "owner", "digits", "profile", "allow", "language", "words"};

Cause cause_of(DiffRecord record, std::string_view key) {
  if (record == DiffRecord::settings) return contains(texts_of_settings, key) ? Cause::text : Cause::settings;
  if (key == "unit") return record == DiffRecord::kpi ? Cause::kind : Cause::text;
  const auto* const found = std::ranges::find(key_causes, key, &KeyCause::key);
  return found == std::end(key_causes) ? Cause::text : found->cause;
}

/// Why a record is so, and what it was called, goes with another difference.
bool is_compared(std::string_view key) { return key != "reason" && key != "was"; }

template <class Record>
void add_keys(DiffRecord record, std::vector<ComparedKey>& keys) {
  for (const Field<Record>& field : fields<Record>())
    if (field.read && is_compared(field.key)) keys.push_back({field.key, cause_of(record, field.key)});
}

void add_moved(Cause cause, std::string_view key, Value before, Value after, std::vector<DifferenceCause>& causes) {
  if (before == after) return;
  DifferenceCause& added = causes.emplace_back();
  added.cause = cause;
  added.field = key;
  added.before = std::move(before);
  added.after = std::move(after);
}

template <class Record>
std::vector<DifferenceCause> changed(DiffRecord record, const Record& before, const Record& after) {
  std::vector<DifferenceCause> causes;
  for (const Field<Record>& field : fields<Record>()) {
    if (!field.read || !is_compared(field.key)) continue;
    add_moved(cause_of(record, field.key), field.key, std::visit(AsOneValue(), field.read(before)),
              std::visit(AsOneValue(), field.read(after)), causes);
  }
  return causes;
}

/// The reason that came with a move which no key can name: that of an entry which names none.
const std::string* reason_beside(const std::vector<Change>& before, const std::vector<Change>& after) {
  for (auto change = after.rbegin(); change != after.rend(); ++change) {
    const auto is_same = [&](const Change& old) { return old.on == change->on && old.why == change->why; };
    const bool says_why = change->fields.empty() && !change->why.empty();
    if (says_why && std::ranges::none_of(before, is_same)) return &change->why;
  }
  return nullptr;
}

/// What is planned may still be moved, and what says why was not moved in silence. A state may say it in `reason`.
template <class Record>
void explain(std::vector<DifferenceCause>& causes, const Record& before, const Record& after, bool running) {
  for (DifferenceCause& cause : causes) {
    if (!is_definition(cause.cause)) continue;
    const std::string* why = reason_in(after.changes, cause);
    if (!why && !can_be_named(cause)) why = reason_beside(before.changes, after.changes);
    if (!why && cause.cause == Cause::state && !after.reason.empty()) why = &after.reason;
    if (why) cause.why = *why;
    cause.counted = running;
    cause.unexplained = running && (!why || why->empty());
  }
}

std::string text_of(const KpiTarget& target) {
  std::vector<std::string> parts;
  const auto add = [&](const char* key, const std::optional<double>& number) {
    if (number) parts.push_back(std::string(target.bare ? "" : key) + okr::shortest(*number));
  };
  add("target ", target.target);
  add("warn ", target.warn);
  add("min ", target.min);
  add("max ", target.max);
  add("margin ", target.margin);
  return join(parts, ", ");
}

const KpiTarget* target_from(const Kpi& kpi, Date first) {
  const auto it = std::ranges::find(kpi.targets, first, &KpiTarget::first);
  return it == kpi.targets.end() ? nullptr : &*it;
}

/// [targets]: what was said of a stretch of time. A new entry is how a target is moved openly.
void add_targets(const Kpi& before, const Kpi& after, bool running, std::vector<DifferenceCause>& causes) {
  const auto add = [&](const KpiTarget* old, const KpiTarget* now, Date first) {
    DifferenceCause cause{.cause = Cause::target, .field = target_field(first)};
    if (old) cause.before = text_of(*old);
    if (now) cause.after = text_of(*now);
    if (now) cause.why = now->why;
    cause.counted = running;
    cause.unexplained = running && old && cause.why.empty();
    if (cause.before != cause.after) causes.push_back(std::move(cause));
  };
  for (const KpiTarget& now : after.targets) add(target_from(before, now.first), &now, now.first);
  for (const KpiTarget& old : before.targets)
    if (!target_from(after, old.first)) add(&old, nullptr, old.first);
}

}  // namespace

const std::string* reason_in(const std::vector<Change>& changes, const DifferenceCause& cause) {
  const std::string* why = nullptr;
  const Value* reached = &cause.after;  // by the entries from the last one back to here
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    for (const ChangedField& field : change->fields) {
      if (field.key != cause.field || field.after != *reached) continue;
      if (!why || change->why.empty()) why = &change->why;
      if (why->empty() || cause.before == Value() || field.before == Value() || field.before == cause.before)
        return why;
      reached = &field.before;
    }
  return nullptr;
}

std::string target_field(Date first) { return "targets." + to_string(first); }

std::optional<double> KpiBounds::*bound_named(std::string_view key) {
  if (key == "target") return &KpiBounds::target;
  if (key == "warn") return &KpiBounds::warn;
  if (key == "min") return &KpiBounds::min;
  if (key == "max") return &KpiBounds::max;
  return key == "margin" ? &KpiBounds::margin : nullptr;
}

bool can_be_named(const DifferenceCause& cause) { return cause.after != Value() && is_definition_key(cause.field); }

std::vector<ComparedKey> compared_keys(DiffRecord record) {
  std::vector<ComparedKey> keys;
  switch (record) {
    case DiffRecord::cycle: add_keys<Cycle>(record, keys); break;
    case DiffRecord::objective: add_keys<Objective>(record, keys); break;
    case DiffRecord::key_result: add_keys<KeyResult>(record, keys); break;
    case DiffRecord::kpi: add_keys<Kpi>(record, keys); break;
    case DiffRecord::settings:
      add_keys<WorkspaceSettings>(record, keys);
      add_keys<Scoring>(record, keys);
      add_keys<CheckSettings>(record, keys);
      break;
  }
  return keys;
}

std::vector<DifferenceCause> field_causes(const KeyResult& before, const KeyResult& after, bool running) {
  auto causes = changed(DiffRecord::key_result, before, after);
  explain(causes, before, after, running);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Objective& before, const Objective& after, bool running,
                                          bool counts_elsewhere) {
  auto causes = changed(DiffRecord::objective, before, after);
  for (DifferenceCause& cause : causes)
    if (counts_elsewhere && cause.field == "parent") cause.cause = Cause::kind;
  explain(causes, before, after, running);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Cycle& before, const Cycle& after) {
  auto causes = changed(DiffRecord::cycle, before, after);
  const auto add = [&](std::string_view key, auto member) {
    const auto of = [member](const Cycle& cycle) {
      return cycle.result && (*cycle.result).*member ? Value(*((*cycle.result).*member)) : Value();
    };
    add_moved(Cause::state, key, of(before), of(after), causes);
  };
  add("closed", &CycleResult::closed);
  add("result.score", &CycleResult::score);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Kpi& before, const Kpi& after, bool running) {
  auto causes = changed(DiffRecord::kpi, before, after);
  for (DifferenceCause& cause : causes) cause.counted = cause.unexplained = running && is_definition(cause.cause);
  add_targets(before, after, running, causes);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Settings& before, const Settings& after) {
  auto causes = changed(DiffRecord::settings, before.workspace, after.workspace);
  for (DifferenceCause& cause : changed(DiffRecord::settings, before.scoring, after.scoring))
    causes.push_back(std::move(cause));
  for (DifferenceCause& cause : changed(DiffRecord::settings, before.check, after.check))
    causes.push_back(std::move(cause));
  return causes;
}

int count_unexplained(const Differences& differences) {
  int count = 0;
  for (const RecordDifference& row : differences.rows)
    count += static_cast<int>(std::ranges::count(row.causes, true, &DifferenceCause::unexplained));
  return count;
}

// --- one day ---------------------------------------------------------------------------------------------------------

namespace {

void take_definition(KeyResult& kr, const Definition& then) { static_cast<Movable&>(kr) = then; }

void take_definition(Objective& objective, const Definition& then) {
  objective.weight = then.weight;
  objective.state = then.state;
}

template <class Record>
void undo_changes(Record& record, Date as_of) {
  const auto is_later = [as_of](const Change& change) { return as_of < change.on; };
  if (std::ranges::none_of(record.changes, is_later)) return;
  take_definition(record, definition_of(record, as_of));
  std::erase_if(record.changes, is_later);
}

void undo_closing(Cycle& cycle, Date as_of) {
  if (!cycle.result || !cycle.result->closed || *cycle.result->closed <= as_of) return;
  cycle.result.reset();
  cycle.state = CycleState::active;
}

}  // namespace

void undo_later(Workspace& workspace, Date as_of) {
  for (Cycle& cycle : workspace.cycles) {
    undo_closing(cycle, as_of);
    for (Objective& objective : cycle.objectives) {
      undo_changes(objective, as_of);
      for (KeyResult& kr : objective.key_results) undo_changes(kr, as_of);
    }
  }
  for (Kpi& kpi : workspace.kpis) {
    std::erase_if(kpi.targets, [as_of](const KpiTarget& target) { return as_of < target.first; });
    std::erase_if(kpi.rebase, [as_of](Date day) { return as_of < day; });
  }
}

// --- readings --------------------------------------------------------------------------------------------------------

namespace {

Value said_value(const EntryValue& said) {
  if (const double* number = std::get_if<double>(&said)) return *number;
  const auto* steps = std::get_if<std::vector<std::string>>(&said);
  return steps && steps->empty() ? Value("no new step") : AsOneValue()(entry_text(said));
}

bool is_same_place(const Fact& a, const Fact& b) { return a.date == b.date && a.from == b.from; }

/// Takes out of both lists what is in both, by `same`.
template <class Same>
void take_out(std::vector<Fact>& before, std::vector<Fact>& after, Same same) {
  std::erase_if(after, [&](const Fact& now) {
    const auto it = std::ranges::find_if(before, [&](const Fact& old) { return same(old, now); });
    if (it == before.end()) return false;
    before.erase(it);
    return true;
  });
}

/// Histories share their beginning, which need not be searched.
void take_out_shared_beginning(std::vector<Fact>& before, std::vector<Fact>& after) {
  const auto ends = std::ranges::mismatch(
      before, after, [](const Fact& a, const Fact& b) { return is_same_place(a, b) && a.value == b.value; });
  const auto length = ends.in1 - before.begin();
  before.erase(before.begin(), ends.in1);
  after.erase(after.begin(), after.begin() + length);
}

DifferenceCause correction(const Fact& old, Value now) {
  DifferenceCause cause{.cause = Cause::correction, .field = "value"};
  cause.before = old.value;
  cause.after = std::move(now);
  cause.day = old.date;
  return cause;
}

}  // namespace

std::vector<Fact> facts_of(const Workspace& workspace, const Cycle& cycle, const KeyResult& kr, Date as_of) {
  std::vector<Fact> facts;
  for (const Entry& entry : kr.entries) {
    if (!entry.has_value() || as_of < entry.date) continue;
    const bool is_known = entry.checkin < cycle.checkins.size() && cycle.checkins[entry.checkin].place.known();
    facts.push_back({entry.date, is_known ? workspace.files[cycle.checkins[entry.checkin].place.file] : std::string(),
                     said_value(entry.value)});
  }
  return facts;
}

std::vector<Fact> facts_of(const Kpi& kpi, Date as_of) {
  std::vector<Fact> facts;
  for (const Reading& reading : kpi.readings)
    if (reading.date <= as_of) facts.push_back({reading.date, std::string(word(reading.unit)), reading.value});
  return facts;
}

std::vector<DifferenceCause> fact_causes(std::vector<Fact> before, std::vector<Fact> after) {
  take_out_shared_beginning(before, after);
  take_out(before, after, [](const Fact& a, const Fact& b) { return is_same_place(a, b) && a.value == b.value; });
  take_out(before, after, [](const Fact& a, const Fact& b) { return a.date == b.date && a.value == b.value; });
  std::vector<DifferenceCause> causes;
  const auto correct = [&](auto same) {
    take_out(before, after, [&](const Fact& old, const Fact& now) {
      if (same(old, now)) causes.push_back(correction(old, now.value));
      return same(old, now);
    });
  };
  correct(is_same_place);
  correct([](const Fact& a, const Fact& b) { return a.date == b.date; });
  std::ranges::stable_sort(causes, {}, [](const DifferenceCause& cause) { return *cause.day; });
  if (!before.empty()) {
    causes.push_back(correction(before.back(), {}));
    causes.back().count = static_cast<int>(before.size());
  }
  if (after.empty()) return causes;
  DifferenceCause fresh{.cause = Cause::reading, .field = "value"};
  fresh.after = after.back().value;
  fresh.count = static_cast<int>(after.size());
  fresh.day = after.back().date;
  causes.insert(causes.begin(), std::move(fresh));
  return causes;
}

std::vector<DifferenceCause> confidence_causes(const KeyResult& before, const KeyResult& after, Date as_of) {
  const auto last = [as_of](const KeyResult& kr) {
    Value stated;
    for (const Entry& entry : kr.entries)
      if (entry.confidence && entry.date <= as_of) stated = static_cast<double>(*entry.confidence);
    return stated;
  };
  DifferenceCause cause{.cause = Cause::confidence, .field = "confidence"};
  cause.before = last(before);
  cause.after = last(after);
  if (cause.before == cause.after) return {};
  return {cause};
}

}  // namespace okr::reports
