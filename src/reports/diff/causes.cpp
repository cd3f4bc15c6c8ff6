// SPDX-License-Identifier: MIT
#include "reports/diff/causes.hpp"

#include <algorithm>
#include <span>

#include "okr/base/text.hpp"
#include "reports/review/outputs.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

using Value = ChangedField::Value;

Value value(const std::optional<double>& number) { return number ? Value(*number) : Value(); }
Value value(double number) { return number; }
Value value(int number) { return static_cast<double>(number); }
Value value(const std::optional<Date>& date) { return date ? Value(*date) : Value(); }
Value value(Date date) { return date; }
Value value(bool truth) { return std::string(truth ? "true" : "false"); }
Value value(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value value(const Reference& reference) { return value(reference.text); }
Value value(const std::vector<std::string>& texts) { return value(join(texts, ", ")); }
Value value(const std::optional<Rhythm>& rhythm) { return rhythm ? Value(to_string(*rhythm)) : Value(); }
template <class E>
requires std::is_enum_v<E> Value value(E one) { return std::string(word(one)); }
template <class E>
requires std::is_enum_v<E> Value value(const std::optional<E>& one) { return one ? value(*one) : Value(); }
Value value(const std::vector<Reference>& references) {
  std::vector<std::string> texts;
  for (const Reference& reference : references) texts.push_back(reference.text);
  return value(texts);
}
Value value(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double number : numbers) texts.push_back(okr::shortest(number));
  return value(texts);
}
Value value(const std::vector<Period>& periods) {
  std::vector<std::string> texts;
  for (const Period& period : periods) texts.push_back(to_string(period.first) + " to " + to_string(period.last));
  return value(texts);
}
Value value(const std::vector<PlanPoint>& plan) {
  std::vector<std::string> texts;
  for (const PlanPoint& point : plan) texts.push_back(to_string(point.date) + " " + okr::shortest(point.value));
  return value(texts);
}
Value value(const std::vector<Date>& days) {
  std::vector<std::string> texts;
  for (const Date day : days) texts.push_back(to_string(day));
  return value(texts);
}
Value value(const std::vector<Initiative>& initiatives) {
  std::vector<std::string> texts;
  for (const Initiative& one : initiatives) texts.push_back(initiative_text(one) + (one.done ? ", done" : ""));
  return value(join(texts, "; "));
}
Value value(const std::vector<Benchmark>& benchmarks) {
  std::vector<std::string> texts;
  for (const Benchmark& one : benchmarks) {
    std::string text = one.name + " " + okr::shortest(one.value);
    if (!one.source.empty()) text += ", " + one.source;
    if (one.date) text += ", " + to_string(*one.date);
    texts.push_back(std::move(text));
  }
  return value(join(texts, "; "));
}
Value value(const std::vector<Step>& steps) {
  std::vector<std::string> texts;
  for (const Step& step : steps) {
    std::string text = step.title;
    if (step.due) text += ", due " + to_string(*step.due);
    if (step.weight != 1) text += ", weight " + okr::shortest(step.weight);
    texts.push_back(std::move(text));
  }
  return value(join(texts, "; "));
}

template <class Record>
struct Aspect {
  std::string_view key;
  Cause cause;
  Value (*of)(const Record&);
};

using K = KeyResult;
constexpr Aspect<K> key_result_aspects[] = {
    {"title", Cause::text, [](const K& k) { return value(k.title); }},
    {"kind", Cause::kind, [](const K& k) { return value(k.kind); }},
    {"baseline", Cause::baseline, [](const K& k) { return value(k.baseline); }},
    {"target", Cause::target, [](const K& k) { return value(k.target); }},
    {"change", Cause::target, [](const K& k) { return value(k.change); }},
    {"stretch", Cause::target, [](const K& k) { return value(k.stretch); }},
    {"commit", Cause::target, [](const K& k) { return value(k.commit); }},
    {"steps", Cause::target, [](const K& k) { return value(k.steps); }},
    {"rubric", Cause::target, [](const K& k) { return value(k.rubric); }},
    {"plan", Cause::target, [](const K& k) { return value(k.plan); }},
    {"min", Cause::bound, [](const K& k) { return value(k.min); }},
    {"max", Cause::bound, [](const K& k) { return value(k.max); }},
    {"margin", Cause::bound, [](const K& k) { return value(k.margin); }},
    {"misses", Cause::bound, [](const K& k) { return value(k.misses); }},
    {"strict", Cause::bound, [](const K& k) { return value(k.strict); }},
    {"floor", Cause::bound, [](const K& k) { return value(k.floor); }},
    {"ceil", Cause::bound, [](const K& k) { return value(k.ceil); }},
    {"unit", Cause::text, [](const K& k) { return value(k.unit); }},
    {"good", Cause::kind, [](const K& k) { return value(k.good); }},
    {"take", Cause::kind, [](const K& k) { return value(k.take); }},
    {"judge", Cause::kind, [](const K& k) { return value(k.judge); }},
    {"period", Cause::kind, [](const K& k) { return value(k.period); }},
    {"aggregate", Cause::kind, [](const K& k) { return value(k.aggregate); }},
    {"kpi", Cause::kind, [](const K& k) { return value(k.kpi); }},
    {"weight", Cause::weight, [](const K& k) { return value(k.weight); }},
    {"start", Cause::dates, [](const K& k) { return value(k.start); }},
    {"due", Cause::dates, [](const K& k) { return value(k.due); }},
    {"state", Cause::state, [](const K& k) { return value(k.state); }},
    {"owner", Cause::text, [](const K& k) { return value(k.owners); }},
    {"why", Cause::text, [](const K& k) { return value(k.why); }},
    {"counter", Cause::text, [](const K& k) { return value(k.counter); }},
    {"depends-on", Cause::text, [](const K& k) { return value(k.depends_on); }},
    {"parent", Cause::text, [](const K& k) { return value(k.parents); }},
    {"tags", Cause::text, [](const K& k) { return value(k.tags); }},
    {"postmortem", Cause::text, [](const K& k) { return value(k.postmortem); }},
    {"indicator", Cause::text, [](const K& k) { return value(k.indicator); }},
    {"source", Cause::text, [](const K& k) { return value(k.source); }},
    {"links", Cause::text, [](const K& k) { return value(k.links); }},
    {"initiatives", Cause::text, [](const K& k) { return value(k.initiatives); }},
    {"carried-from", Cause::text, [](const K& k) { return value(k.carried_from); }},
    {"allow", Cause::text, [](const K& k) { return value(k.allow); }},
};

using O = Objective;
constexpr Aspect<O> objective_aspects[] = {
    {"title", Cause::text, [](const O& o) { return value(o.title); }},
    {"type", Cause::kind, [](const O& o) { return value(o.type()); }},
    {"roll-up", Cause::kind, [](const O& o) { return value(o.roll_up); }},
    {"weight", Cause::weight, [](const O& o) { return value(o.weight); }},
    {"state", Cause::state, [](const O& o) { return value(o.state); }},
    {"owner", Cause::text, [](const O& o) { return value(o.owners); }},
    {"team", Cause::text, [](const O& o) { return value(o.team); }},
    {"level", Cause::text, [](const O& o) { return value(o.level); }},
    {"why", Cause::text, [](const O& o) { return value(o.why); }},
    {"parent", Cause::text, [](const O& o) { return value(o.parents); }},
    {"triggered-by", Cause::text, [](const O& o) { return value(o.triggered_by); }},
    {"tags", Cause::text, [](const O& o) { return value(o.tags); }},
    {"contributors", Cause::text, [](const O& o) { return value(o.contributors); }},
    {"links", Cause::text, [](const O& o) { return value(o.links); }},
    {"initiatives", Cause::text, [](const O& o) { return value(o.initiatives); }},
    {"tier", Cause::text, [](const O& o) { return value(o.tier); }},
    {"carried-from", Cause::text, [](const O& o) { return value(o.carried_from); }},
    {"allow", Cause::text, [](const O& o) { return value(o.allow); }},
};

using C = Cycle;
constexpr Aspect<C> cycle_aspects[] = {
    {"title", Cause::text, [](const C& c) { return value(c.title); }},
    {"start", Cause::dates, [](const C& c) { return value(c.period.first); }},
    {"end", Cause::dates, [](const C& c) { return value(c.period.last); }},
    {"state", Cause::state, [](const C& c) { return value(c.state); }},
    {"cadence", Cause::dates, [](const C& c) { return value(c.cadence); }},
    {"grace-days", Cause::dates, [](const C& c) { return c.grace_days ? value(*c.grace_days) : Value(); }},
    {"parent", Cause::text, [](const C& c) { return value(c.parent); }},
    {"closed", Cause::state, [](const C& c) { return c.result ? value(c.result->closed) : Value(); }},
    {"result.score", Cause::state, [](const C& c) { return c.result ? value(c.result->score) : Value(); }},
};

using P = Kpi;
constexpr Aspect<P> kpi_aspects[] = {
    {"title", Cause::text, [](const P& k) { return value(k.title); }},
    {"unit", Cause::kind, [](const P& k) { return value(k.unit); }},
    {"good", Cause::kind, [](const P& k) { return value(k.good); }},
    {"target", Cause::target, [](const P& k) { return value(k.target); }},
    {"warn", Cause::bound, [](const P& k) { return value(k.warn); }},
    {"min", Cause::bound, [](const P& k) { return value(k.min); }},
    {"max", Cause::bound, [](const P& k) { return value(k.max); }},
    {"margin", Cause::bound, [](const P& k) { return value(k.margin); }},
    {"strict", Cause::bound, [](const P& k) { return value(k.strict); }},
    {"floor", Cause::bound, [](const P& k) { return value(k.floor); }},
    {"ceil", Cause::bound, [](const P& k) { return value(k.ceil); }},
    {"every", Cause::kind, [](const P& k) { return value(k.every); }},
    {"aggregate", Cause::kind, [](const P& k) { return value(k.aggregate); }},
    {"missing", Cause::kind, [](const P& k) { return value(k.missing); }},
    {"formula", Cause::kind, [](const P& k) { return value(k.formula); }},
    {"values", Cause::kind, [](const P& k) { return value(k.values.path); }},
    {"signal", Cause::kind, [](const P& k) { return value(k.signal); }},
    {"lag-days", Cause::dates, [](const P& k) { return value(k.lag_days); }},
    {"target-by", Cause::dates, [](const P& k) { return value(k.target_by); }},
    {"owner", Cause::text, [](const P& k) { return value(k.owners); }},
    {"what", Cause::text, [](const P& k) { return value(k.what); }},
    {"why", Cause::text, [](const P& k) { return value(k.why); }},
    {"how", Cause::text, [](const P& k) { return value(k.how); }},
    {"who", Cause::text, [](const P& k) { return value(k.who); }},
    {"counter", Cause::text, [](const P& k) { return value(k.counter); }},
    {"tags", Cause::text, [](const P& k) { return value(k.tags); }},
    {"rebase", Cause::kind, [](const P& k) { return value(k.rebase); }},
    {"date-column", Cause::kind, [](const P& k) { return value(k.values.date_column); }},
    {"value-column", Cause::kind, [](const P& k) { return value(k.values.value_column); }},
    {"decimal", Cause::kind, [](const P& k) { return value(k.values.decimal); }},
    {"delimiter", Cause::kind, [](const P& k) { return value(k.values.delimiter); }},
    {"date-format", Cause::kind, [](const P& k) { return value(k.values.date_format); }},
    {"expect", Cause::text, [](const P& k) { return value(k.expect); }},
    {"review", Cause::text, [](const P& k) { return value(k.review); }},
    {"health", Cause::text, [](const P& k) { return value(k.health); }},
    {"indicator", Cause::text, [](const P& k) { return value(k.indicator); }},
    {"control", Cause::text, [](const P& k) { return value(k.control); }},
    {"supports", Cause::text, [](const P& k) { return value(k.supports); }},
    {"decision", Cause::text, [](const P& k) { return value(k.decision); }},
    {"level", Cause::text, [](const P& k) { return value(k.level); }},
    {"team", Cause::text, [](const P& k) { return value(k.team); }},
    {"source", Cause::text, [](const P& k) { return value(k.source); }},
    {"benchmarks", Cause::text, [](const P& k) { return value(k.benchmarks); }},
    {"allow", Cause::text, [](const P& k) { return value(k.allow); }},
};

using S = Settings;
constexpr Aspect<S> settings_aspects[] = {
    {"title", Cause::text, [](const S& s) { return value(s.workspace.title); }},
    {"owner", Cause::text, [](const S& s) { return value(s.workspace.owner); }},
    {"cadence", Cause::settings, [](const S& s) { return value(s.workspace.cadence); }},
    {"fiscal-year-start", Cause::settings, [](const S& s) { return value(s.workspace.fiscal_year_start); }},
    {"fiscal-year-name", Cause::settings, [](const S& s) { return value(s.workspace.fiscal_year_name); }},
    {"away", Cause::settings, [](const S& s) { return value(s.workspace.away); }},
    {"aspirational-target", Cause::settings, [](const S& s) { return value(s.scoring.aspirational_target); }},
    {"bands", Cause::settings, [](const S& s) { return value(s.scoring.bands); }},
    {"on-track-gap", Cause::settings, [](const S& s) { return value(s.scoring.on_track_gap); }},
    {"behind-gap", Cause::settings, [](const S& s) { return value(s.scoring.behind_gap); }},
    {"grace-days", Cause::settings, [](const S& s) { return value(s.scoring.grace_days); }},
    {"scale", Cause::settings, [](const S& s) { return value(s.scoring.scale); }},
    {"breach-periods", Cause::settings, [](const S& s) { return value(s.scoring.breach_periods); }},
    {"limit-points", Cause::settings, [](const S& s) { return value(s.scoring.limit_points); }},
};

template <class Record, std::size_t N>
std::vector<ComparedKey> keys_of(const Aspect<Record> (&aspects)[N]) {
  std::vector<ComparedKey> keys;
  for (const Aspect<Record>& aspect : aspects) keys.push_back({aspect.key, aspect.cause});
  return keys;
}

template <class Record, std::size_t N>
std::vector<DifferenceCause> changed(const Aspect<Record> (&aspects)[N], const Record& before, const Record& after) {
  std::vector<DifferenceCause> causes;
  for (const Aspect<Record>& aspect : aspects) {
    DifferenceCause cause{.cause = aspect.cause, .field = std::string(aspect.key)};
    cause.before = aspect.of(before);
    cause.after = aspect.of(after);
    if (cause.before != cause.after) causes.push_back(std::move(cause));
  }
  return causes;
}

/// The reason of the change that made the value what it is; null where none did.
const std::string* reason_in(const std::vector<Change>& changes, const DifferenceCause& cause) {
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    for (const ChangedField& field : change->fields)
      if (field.key == cause.field && field.after == cause.after) return &change->why;
  return nullptr;
}

/// What is planned may still be moved, and what says why was not moved in silence. A state may say it in `reason`.
template <class Record>
void explain(std::vector<DifferenceCause>& causes, const Record& after, bool running) {
  for (DifferenceCause& cause : causes) {
    if (!is_definition(cause.cause)) continue;
    const std::string* why = reason_in(after.changes, cause);
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

struct AsJson {
  Json operator()(std::monostate) const { return {}; }
  Json operator()(double number) const { return json(number); }
  Json operator()(Date date) const { return json(date); }
  Json operator()(const std::string& text) const { return json(text); }
};

}  // namespace

Json json_of(const ChangedField::Value& value) { return std::visit(AsJson(), value); }

std::string target_field(Date first) { return "targets." + to_string(first); }

std::vector<ComparedKey> compared_keys(DiffRecord record) {
  switch (record) {
    case DiffRecord::cycle: return keys_of(cycle_aspects);
    case DiffRecord::objective: return keys_of(objective_aspects);
    case DiffRecord::key_result: return keys_of(key_result_aspects);
    case DiffRecord::kpi: return keys_of(kpi_aspects);
    case DiffRecord::settings: return keys_of(settings_aspects);
  }
  return {};
}

std::vector<DifferenceCause> field_causes(const KeyResult& before, const KeyResult& after, bool running) {
  auto causes = changed(key_result_aspects, before, after);
  explain(causes, after, running);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Objective& before, const Objective& after, bool running) {
  auto causes = changed(objective_aspects, before, after);
  explain(causes, after, running);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Cycle& before, const Cycle& after) {
  return changed(cycle_aspects, before, after);
}

std::vector<DifferenceCause> field_causes(const Kpi& before, const Kpi& after, bool running) {
  auto causes = changed(kpi_aspects, before, after);
  for (DifferenceCause& cause : causes) cause.counted = cause.unexplained = running && is_definition(cause.cause);
  add_targets(before, after, running, causes);
  return causes;
}

std::vector<DifferenceCause> field_causes(const Settings& before, const Settings& after) {
  return changed(settings_aspects, before, after);
}

// --- readings -----------------------------------------------------------------------------------------------------------

namespace {

Value said_value(const EntryValue& said) {
  if (const double* number = std::get_if<double>(&said)) return *number;
  const auto* steps = std::get_if<std::vector<std::string>>(&said);
  return steps && steps->empty() ? Value("no new step") : value(entry_text(said));
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

std::vector<Fact> facts_of(const Workspace& workspace, const Cycle& cycle, const KeyResult& kr) {
  std::vector<Fact> facts;
  for (const Entry& entry : kr.entries) {
    if (!entry.has_value()) continue;
    const bool is_known = entry.checkin < cycle.checkins.size() && cycle.checkins[entry.checkin].place.known();
    facts.push_back({entry.date, is_known ? workspace.files[cycle.checkins[entry.checkin].place.file] : std::string(),
                     said_value(entry.value)});
  }
  return facts;
}

std::vector<Fact> facts_of(const Kpi& kpi) {
  std::vector<Fact> facts;
  for (const Reading& reading : kpi.readings)
    facts.push_back({reading.date, std::string(word(reading.unit)), reading.value});
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

std::vector<DifferenceCause> confidence_causes(const KeyResult& before, const KeyResult& after) {
  const auto last = [](const KeyResult& kr) {
    Value stated;
    for (const Entry& entry : kr.entries)
      if (entry.confidence) stated = value(*entry.confidence);
    return stated;
  };
  DifferenceCause cause{.cause = Cause::confidence, .field = "confidence"};
  cause.before = last(before);
  cause.after = last(after);
  if (cause.before == cause.after) return {};
  return {cause};
}

}  // namespace okr::reports
