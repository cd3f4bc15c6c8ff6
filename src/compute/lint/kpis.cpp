// SPDX-License-Identifier: MIT
// Rules about KPIs: what they are tied to, how they are defined, how old their readings are, and targets that move.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "compute/lint/findings.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/current.hpp"
#include "okr/model/formula.hpp"

namespace okr {
namespace {

constexpr std::size_t most_at_company_level = 7;  // W240

// --- what it is tied to ----------------------------------------------------------------------------------------------

const Kpi* kpi_meant(const Workspace& workspace, const Cycle& cycle, const Reference& reference) {
  if (reference.empty()) return nullptr;
  if (const Kpi* kpi = resolve(workspace, cycle, reference.text).kpi) return kpi;
  return kpi_named(workspace, reference);
}

std::vector<const Kpi*> parts_of(const Workspace& workspace, const Kpi& kpi) {
  std::vector<const Kpi*> parts;
  for (const std::string& id : parts_of_formula(kpi))
    if (const Kpi* part = workspace.kpi(id)) parts.push_back(part);
  return parts;
}

/// Which KPIs somebody needs, and what for.
struct Ties {
  std::set<const Kpi*> fed;      ///< they feed a key result, which says the target
  std::set<const Kpi*> parts;    ///< of formulas
  std::set<const Kpi*> guarded;  ///< counters, and what called for an objective

  bool feeds(const Kpi& kpi) const { return fed.contains(&kpi) || parts.contains(&kpi); }
  bool any(const Kpi& kpi) const { return feeds(kpi) || guarded.contains(&kpi); }
};

Ties ties_of(const Workspace& workspace) {
  Ties ties;
  for (const Cycle& cycle : workspace.cycles)
    for (const Objective& objective : cycle.objectives) {
      ties.guarded.insert(kpi_meant(workspace, cycle, objective.triggered_by));
      for (const KeyResult& kr : objective.key_results) {
        ties.fed.insert(kpi_meant(workspace, cycle, kr.kpi));
        ties.guarded.insert(kpi_meant(workspace, cycle, kr.counter));
      }
    }
  for (const Kpi& kpi : workspace.kpis) {
    if (!kpi.counter.empty()) ties.guarded.insert(kpi_named(workspace, kpi.counter));
    for (const Kpi* part : parts_of(workspace, kpi)) ties.parts.insert(part);
  }
  return ties;
}

/// Who needs a KPI may stand in what was not read.
bool was_read_whole(const Workspace& workspace) {
  return workspace.cycles.size() >= workspace.known_cycles.size() && workspace.unread.empty() &&
         std::ranges::none_of(workspace.cycles, &Cycle::incomplete);
}

// --- its definition --------------------------------------------------------------------------------------------------

bool will_have_target(const Kpi& kpi) {
  const auto has = [&](const KpiBounds& bounds) { return has_target(kpi.good_or_default(), bounds); };
  return has(kpi) || std::ranges::any_of(kpi.targets, has);
}

/// Bounds tell good from bad with `good = "range"` alone.
std::string way_to_judge(const Kpi& kpi) {
  if (kpi.good_or_default() == Good::range) return "min and max, or benchmarks";
  return kpi.min || kpi.max ? "min and max are for good = \"range\": add that" : "target, or benchmarks";
}

struct BoundKey {
  std::string_view key;
  std::optional<double> KpiBounds::*value;
  bool is_of_range = false;
};
constexpr BoundKey bound_keys[] = {{"target", &KpiBounds::target},
                                   {"warn", &KpiBounds::warn},
                                   {"min", &KpiBounds::min, true},
                                   {"max", &KpiBounds::max, true},
                                   {"margin", &KpiBounds::margin, true}};

/// Keys of another way to judge; a key result that is fed takes warn and margin for its own.
void check_idle_bounds(const Kpi& kpi, const Ties& ties, Findings& findings) {
  const Good good = kpi.good_or_default();
  std::vector<std::string> idle;
  for (const auto& [key, value, is_of_range] : bound_keys) {
    const bool is_used = (key == "warn" || key == "margin") && ties.fed.contains(&kpi);
    if (kpi.*value && is_of_range != (good == Good::range) && !is_used) idle.emplace_back(key);
  }
  if (idle.empty()) return;
  findings.note(kpi.allow, {Code::W219, kpi.place_of(idle.front()),
                            fmt::format("{} of '{}' {} nothing: good is {}", listed(idle), kpi.id.text,
                                        idle.size() == 1 ? "judges" : "judge", word(good)),
                            good == Good::range ? "leave it out; a target goes with good = \"up\" or \"down\""
                                                : "leave it out; bounds go with good = \"range\""});
}

void check_context(const Kpi& kpi, const Ties& ties, Findings& findings) {
  if (!kpi.has_direction()) return;
  if (will_have_target(kpi) || !kpi.benchmarks.empty() || ties.feeds(kpi))
    return check_idle_bounds(kpi, ties, findings);
  findings.note(kpi.allow, {Code::W219, kpi.place_of("title"),
                            fmt::format("nothing tells whether '{}' is good or bad", kpi.id.text), way_to_judge(kpi)});
}

/// In words, each with its key where that is another one. Who answers may be said as its owner or as the workspace's; a
/// formula says how it comes about.
std::vector<std::string> unsaid_of(const Workspace& workspace, const Kpi& kpi) {
  std::vector<std::string> unsaid;
  const auto want = [&](const char* words, bool is_said) {
    if (!is_said) unsaid.emplace_back(words);
  };
  const auto says = [](const std::string& text) { return !trim(text).empty(); };
  want("what it counts (what)", says(kpi.what));
  want("why", says(kpi.why));
  want("how", says(kpi.how) || says(kpi.formula));
  want("who answers for it (who)", !owners_of(workspace.settings, kpi).empty());
  want("how often it is reviewed (review)", says(kpi.review));
  return unsaid;
}

void check_definition(const Workspace& workspace, const Kpi& kpi, Findings& findings) {
  const auto unsaid = unsaid_of(workspace, kpi);
  if (unsaid.empty()) return;
  findings.note(kpi.allow,
                {Code::W220, kpi.place_of("title"), fmt::format("'{}' does not say {}", kpi.id.text, listed(unsaid))});
}

void check_tie(const Kpi& kpi, const Ties& ties, Findings& findings) {
  if (!kpi.supports.empty() || kpi.health || ties.any(kpi)) return;
  findings.note(kpi.allow, {Code::W234, kpi.place_of("title"), fmt::format("no objective needs '{}'", kpi.id.text),
                            "supports = [\"CYCLE/OBJECTIVE\"] names one; or stop counting it"});
}

/// Said once, at the first one too many.
void check_top(const Workspace& workspace, Findings& findings) {
  std::vector<const Kpi*> top;
  for (const Kpi& kpi : workspace.kpis)
    if (kpi.level == Level::company) top.push_back(&kpi);
  if (top.size() <= most_at_company_level) return;
  const Kpi& first_too_many = *top[most_at_company_level];
  findings.note(first_too_many.allow,
                {Code::W240, first_too_many.place_of("level"),
                 fmt::format("{} KPIs are at company level, {} are enough", top.size(), most_at_company_level),
                 "keep those that decide something; the others belong to a team"});
}

// --- its readings ----------------------------------------------------------------------------------------------------

/// A draft is most of the way; else the command that makes one, where there is something to draft.
std::string way_out(const KpiNumbers& numbers) {
  if (numbers.drafts.empty())
    return aim_of(numbers) ? fmt::format("okr kpi {} --write drafts one", numbers.kpi->id.text)
                           : fmt::format("what it did: okr show {}", numbers.kpi->id.text);
  const KpiWorker& draft = numbers.drafts.front();
  return fmt::format("the draft {} would", full_id(*draft.cycle, *draft.objective));
}

/// The value of the last complete period, never shown alike with a bound that it does not equal (method.md 0.31).
std::string judged_text(const KpiNumbers& numbers) {
  std::vector<double> values{*numbers.value()};
  const KpiBounds& bounds = numbers.last_bounds;
  for (const auto& bound : {bounds.target, bounds.warn, bounds.min, bounds.max})
    if (bound) values.push_back(*bound);
  return display_together(values).front();
}

void check_breach(const Workspace& workspace, const KpiNumbers& numbers, Findings& findings) {
  if (!numbers.needs_objective()) return;
  const Kpi& kpi = *numbers.kpi;
  const bool red = numbers.status == Rag::red;
  const std::string period = period_name(numbers.periods[*numbers.last].period, numbers.unit, workspace.fiscal_start());
  findings.note(kpi.allow, {Code::W221, kpi.place_of("title"),
                            fmt::format("'{}' {} ({} in {}), and no objective works on it", kpi.id.text,
                                        red ? "is red" : "lies beyond its natural limit", judged_text(numbers), period),
                            way_out(numbers)});
}

/// What a formula lacks is said of the part that lacks it.
bool lacks_part(KpiBook& book, const Kpi& kpi) {
  return std::ranges::any_of(parts_of(book.workspace(), kpi), [&](const Kpi* part) {
    return freshness_of(book.workspace(), *part, book.periods(*part, part->every), book.as_of()) == Freshness::stale;
  });
}

void check_age(KpiBook& book, const KpiNumbers& numbers, Findings& findings) {
  const Workspace& workspace = book.workspace();
  const Kpi& kpi = *numbers.kpi;
  if (numbers.freshness != Freshness::stale || lacks_part(book, kpi)) return;
  const auto name = [&](std::size_t index) {
    return period_name(numbers.periods[index].period, numbers.unit, workspace.fiscal_start());
  };
  const int count = count_periods(numbers.periods, numbers.missing);
  findings.note(
      kpi.allow,
      {Code::W241, kpi.place_of("title"),
       fmt::format("'{}' misses {}: {} {} {}", kpi.id.text, counted(count, "period"), name(numbers.missing.front()),
                   count == 2 ? "and" : "to", name(numbers.missing.back())),
       !kpi.formula.empty()
           ? fmt::format("it is {}: one of these has no value then, or it is divided by 0", kpi.formula)
       : is_recorded(kpi) ? fmt::format("okr record {}=... --for {}", kpi.id.text, name(numbers.missing.front()))
                          : fmt::format("it {}: {}", origin_of_values(kpi), way_to_values(kpi))});
}

/// "1800 years"
std::string years_between(Date first, Date last) {
  return counted(static_cast<int>(last.year()) - static_cast<int>(first.year()), "year");
}

/// Of two readings between which nothing came for so long, the one that fewer stand beside is a slip of the year, most
/// often.
void check_years(const Workspace& workspace, const Kpi& kpi, Findings& findings) {
  const auto name = [&](const Reading& reading) {
    return period_name(reading.date, reading.unit, workspace.fiscal_start());
  };
  for (std::size_t i = 1; i < kpi.readings.size(); ++i) {
    const Reading& before = kpi.readings[i - 1];
    const Reading& behind = kpi.readings[i];
    if (!are_far_apart(kpi, before.date, behind.date)) continue;
    const bool is_first_odd = 2 * i <= kpi.readings.size();
    const Reading& odd = is_first_odd ? before : behind;
    findings.note(kpi.allow, {Code::W241, odd.place,
                              fmt::format("{} of '{}' lies {} {} {}, and nothing came between them", name(odd),
                                          kpi.id.text, years_between(before.date, behind.date),
                                          is_first_odd ? "before" : "behind", name(is_first_odd ? behind : before)),
                              "is its year right?"});
  }
}

// --- targets that move -----------------------------------------------------------------------------------------------

/// An entry of [targets] from a day within the cycle on; those that begin with it, or are for a period, were planned.
const KpiTarget* moved_within(const Kpi& kpi, const Period& days, Date as_of) {
  const auto it = std::ranges::find_if(kpi.targets, [&](const KpiTarget& target) {
    return target.unit == PeriodUnit::day && days.first < target.first && target.first <= std::min(days.last, as_of);
  });
  return it == kpi.targets.end() ? nullptr : &*it;
}

/// Definitions proper have no history in the files; git has.
void check_moves(const Kpi& kpi, const LastTwo& two, Findings& findings, Date as_of) {
  if (!two.last || !two.before) return;
  const KpiTarget* move = moved_within(kpi, two.last->period, as_of);
  if (!move || !moved_within(kpi, two.before->period, as_of)) return;
  findings.note(kpi.allow, {Code::W223, move->place,
                            fmt::format("what '{}' is judged by was moved in the middle of {} and of {}", kpi.id.text,
                                        two.before->id.text, two.last->id.text),
                            "leave it for a while: what moves each time tells nothing"});
}

}  // namespace

void check_kpis(const Practice& practice) {
  const Workspace& workspace = practice.workspace;
  Findings& findings = practice.findings;
  const Date as_of = practice.as_of;
  const Ties ties = ties_of(workspace);
  const LastTwo two = last_two(workspace, as_of);
  const bool is_whole = was_read_whole(workspace);
  KpiBook book(workspace, as_of);
  for (const Kpi& kpi : workspace.kpis) {
    if (kpi.faulty) continue;
    const KpiNumbers numbers = book.numbers(kpi);
    check_context(kpi, ties, findings);
    check_definition(workspace, kpi, findings);
    check_moves(kpi, two, findings, as_of);
    check_age(book, numbers, findings);
    check_years(workspace, kpi, findings);
    if (!is_whole) continue;
    check_breach(workspace, numbers, findings);
    if (!numbers.needs_objective()) check_tie(kpi, ties, findings);
  }
  check_top(workspace, findings);
}

}  // namespace okr
