// SPDX-License-Identifier: MIT
#include "okr/model/current.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>

#include <fmt/core.h>

namespace okr {
namespace {

constexpr int most_alike_in_tenths = 12;  // of the days of the shorter of two cycles of one length
constexpr std::array<std::string_view, 3> words_for_cycles = {"current", "previous", "next"};

bool starts_later(const CycleSpan& a, const CycleSpan& b) { return b.period.first < a.period.first; }

/// The shortest first, then the one that starts later, then by id.
bool comes_first(const CycleSpan& a, const CycleSpan& b) {
  const int a_days = length_in_days(a.period), b_days = length_in_days(b.period);
  if (a_days != b_days) return a_days < b_days;
  if (a.period.first != b.period.first) return starts_later(a, b);
  return a.id < b.id;
}

std::optional<PeriodUnit> kind_of(const Workspace& workspace, const CycleId& id) {
  const auto named = parse_period(id.text, workspace.fiscal_start());
  return named ? std::optional(named->unit) : std::nullopt;
}

CycleStanding standing_of(const Cycle& cycle) {
  return {cycle.state, cycle.result ? cycle.result->closed : std::nullopt};
}

CycleSpan span_of(const Workspace& workspace, const Cycle& cycle) {
  return {cycle.id, cycle.period, kind_of(workspace, cycle.id), standing_of(cycle)};
}

bool is_over(const CycleSpan& span, Date as_of) { return span.period.last < as_of; }

bool is_in_force(const CycleSpan& span, const std::vector<CycleSpan>& all, Date as_of) {
  if (!span.standing || !is_active(*span.standing, as_of)) return false;
  return contains(span.period, as_of) || may_linger(span, all, as_of);
}

std::vector<CycleSpan> in_force_of(const std::vector<CycleSpan>& all, Date as_of) {
  std::vector<CycleSpan> in_force;
  for (const CycleSpan& span : all)
    if (is_in_force(span, all, as_of)) in_force.push_back(span);
  std::ranges::stable_sort(in_force, comes_first);
  return in_force;
}

/// The best of those that may be chosen.
template <class MayBe, class IsBetter>
std::optional<CycleSpan> best_of(const std::vector<CycleSpan>& all, MayBe may_be, IsBetter is_better) {
  std::optional<CycleSpan> best;
  for (const CycleSpan& span : all)
    if (may_be(span) && (!best || is_better(span, *best))) best = span;
  return best;
}

std::optional<CycleSpan> latest_started(const std::vector<CycleSpan>& all, Date as_of) {
  return best_of(
      all, [&](const CycleSpan& span) { return span.period.first <= as_of && !span.is_draft(); },
      [](const CycleSpan& a, const CycleSpan& b) {
        return starts_later(a, b) || (a.period.first == b.period.first && comes_first(a, b));
      });
}

std::optional<CycleSpan> next_to_start(const std::vector<CycleSpan>& all, Date as_of) {
  return best_of(
      all, [&](const CycleSpan& span) { return as_of < span.period.first; },
      [](const CycleSpan& a, const CycleSpan& b) { return starts_later(b, a); });
}

struct Choice {
  std::optional<CycleSpan> span;
  bool in_force = false;
};

Choice chosen_of(const std::vector<CycleSpan>& all, Date as_of) {
  const auto in_force = in_force_of(all, as_of);
  if (!in_force.empty()) return {in_force.front(), true};
  if (auto latest = latest_started(all, as_of)) return {std::move(latest), false};
  return {next_to_start(all, as_of), false};
}

std::vector<CycleSpan> spans_of_opened(const Workspace& workspace) {
  std::vector<CycleSpan> all;
  for (const Cycle& cycle : workspace.cycles)
    if (cycle.dated) all.push_back(span_of(workspace, cycle));
  return all;
}

// --- words ----------------------------------------------------------------------------------------------------------

std::optional<CycleSpan> previous_of(const std::vector<CycleSpan>& all, Date as_of) {
  return best_of(
      all, [&](const CycleSpan& span) { return is_over(span, as_of) && !span.is_draft(); },
      [](const CycleSpan& a, const CycleSpan& b) {
        return b.period.last < a.period.last || (a.period.last == b.period.last && comes_first(a, b));
      });
}

std::optional<CycleSpan> next_of(const std::vector<CycleSpan>& all, const std::optional<CycleSpan>& current,
                                 Date as_of) {
  const Date behind = current && is_over(*current, as_of) ? current->period.last : as_of;
  const auto rank = [&](const CycleSpan& span) {
    const bool is_alike = current && are_of_one_length(span, *current);
    return std::tuple(span.period.first, !is_alike, length_in_days(span.period), std::string_view(span.id.text));
  };
  return best_of(
      all, [&](const CycleSpan& span) { return behind < span.period.first && !(current && span.id == current->id); },
      [&](const CycleSpan& a, const CycleSpan& b) { return rank(a) < rank(b); });
}

std::string names_of_all(const Workspace& workspace, Date as_of) {
  std::vector<std::string> names;
  for (const KnownCycle& known : workspace.known_cycles) names.push_back(known.id.text);
  if (names.empty()) return "this workspace has no cycle yet; " + cycle_to_add(workspace, as_of);
  return fmt::format("there {} {}", names.size() == 1 ? "is" : "are", listed(names));
}

tl::unexpected<Error> none_called(const Workspace& workspace, std::string_view word, Date as_of,
                                  const std::optional<CycleSpan>& current) {
  std::string what = "there is no current cycle";
  if (word == "previous") what = "there is no previous cycle: none has ended yet";
  if (word == "next")
    what =
        current ? fmt::format("there is no next cycle: none follows {}", current->id.text) : "there is no next cycle";
  std::string hint = names_of_all(workspace, as_of);
  if (const auto follower = word == "next" && current ? follower_of(workspace, current->id) : std::nullopt)
    hint += fmt::format("; `okr new cycle {}` adds the next", follower->text);
  return usage_failure(std::move(what), std::move(hint));
}

// --- why not --------------------------------------------------------------------------------------------------------

}  // namespace

bool is_active(const CycleStanding& standing, Date as_of) {
  if (standing.state != CycleState::closed) return standing.state == CycleState::active;
  return standing.closed && as_of < *standing.closed;
}

bool is_active(const Cycle& cycle, Date as_of) { return is_active(standing_of(cycle), as_of); }

std::vector<CycleSpan> spans_of(const Workspace& workspace) {
  std::vector<CycleSpan> all = spans_of_opened(workspace);
  std::set<std::string_view> opened;
  for (const Cycle& cycle : workspace.cycles) opened.insert(cycle.id.text);
  for (const KnownCycle& known : workspace.known_cycles)
    if (known.period && !opened.contains(known.id.text))
      all.push_back({known.id, *known.period, kind_of(workspace, known.id), known.standing});
  std::ranges::stable_sort(all, [](const CycleSpan& a, const CycleSpan& b) { return starts_later(b, a); });
  return all;
}

bool are_of_one_length(const CycleSpan& a, const CycleSpan& b) {
  if (a.kind && a.kind == b.kind) return true;
  const auto [shorter, longer] = std::minmax({length_in_days(a.period), length_in_days(b.period)});
  return 10 * longer <= most_alike_in_tenths * shorter;
}

bool may_linger(const CycleSpan& span, const std::vector<CycleSpan>& all, Date as_of) {
  if (!is_over(span, as_of) || span.is_draft()) return false;
  if (days_between(span.period.last, as_of) > length_in_days(span.period) / 2) return false;
  return std::ranges::none_of(all, [&](const CycleSpan& other) {
    return contains(other.period, as_of) && !other.is_draft() && are_of_one_length(other, span);
  });
}

std::vector<CycleSpan> last_ended(const std::vector<CycleSpan>& all, Date as_of) {
  std::vector<CycleSpan> ended;
  for (const CycleSpan& span : all)
    if (is_over(span, as_of) && !span.is_draft()) ended.push_back(span);
  std::ranges::stable_sort(ended, [](const CycleSpan& a, const CycleSpan& b) { return b.period.last < a.period.last; });
  std::vector<CycleSpan> last;
  for (const CycleSpan& span : ended) {
    const bool is_last = std::ranges::none_of(last, [&](const CycleSpan& later) {
      return span.period.last < later.period.last && are_of_one_length(span, later);
    });
    if (is_last) last.push_back(span);
  }
  return last;
}

std::vector<const Cycle*> cycles_in_force(const Workspace& workspace, Date as_of) {
  std::vector<const Cycle*> cycles;
  for (const CycleSpan& span : in_force_of(spans_of(workspace), as_of))
    if (const Cycle* cycle = workspace.cycle(span.id)) cycles.push_back(cycle);
  return cycles;
}

CurrentCycle current_cycle(const Workspace& workspace, Date as_of) {
  const Choice chosen = chosen_of(spans_of_opened(workspace), as_of);
  if (chosen.span) return {workspace.cycle(chosen.span->id), chosen.in_force};
  return {workspace.cycles.empty() ? nullptr : &workspace.cycles.front(), false};
}

std::vector<CycleId> cycles_before(const Workspace& workspace, const Cycle& cycle) {
  return cycles_before(spans_of(workspace), workspace, cycle);
}

std::vector<CycleId> cycles_before(const std::vector<CycleSpan>& all, const Workspace& workspace, const Cycle& cycle) {
  if (!cycle.dated) return {};
  const CycleSpan here = span_of(workspace, cycle);
  std::vector<CycleSpan> earlier;
  for (const CycleSpan& span : all)
    if (span.period.last < here.period.first && !span.is_draft() && are_of_one_length(span, here))
      earlier.push_back(span);
  std::ranges::stable_sort(earlier,
                           [](const CycleSpan& a, const CycleSpan& b) { return b.period.last < a.period.last; });
  std::vector<CycleId> ids;
  for (CycleSpan& one : earlier) ids.push_back(std::move(one.id));
  return ids;
}

LastTwo last_two(const Workspace& workspace, Date as_of) {
  LastTwo two;
  const CurrentCycle current = current_cycle(workspace, as_of);
  if (!current.cycle || !current.cycle->dated || as_of < current.cycle->period.first) return two;
  two.last = current.cycle;
  const auto earlier = cycles_before(workspace, *current.cycle);
  if (!earlier.empty()) two.before = workspace.cycle(earlier.front());
  return two;
}

std::optional<CycleId> follower_of(const Workspace& workspace, const CycleId& id) {
  const FiscalYear fiscal_year = workspace.fiscal_start();
  const auto named = parse_period(id.text, fiscal_year);
  if (!named) return std::nullopt;
  return CycleId(period_name(next_period(named->period, named->unit, fiscal_year), named->unit, fiscal_year));
}

namespace {

/// Of one that was opened, or read as far as its head.
std::string title_of(const Workspace& workspace, const CycleId& id) {
  if (const Cycle* opened = workspace.cycle(id)) return opened->title;
  const auto known = std::ranges::find(workspace.known_cycles, id, &KnownCycle::id);
  return known == workspace.known_cycles.end() ? std::string() : known->title;
}

/// The one that follows it, or, where that is over too, the one of the same length that holds the day.
std::optional<CycleId> cycle_to_carry_to(const Workspace& workspace, const CycleId& id, Date as_of) {
  const FiscalYear fiscal_year = workspace.fiscal_start();
  const auto named = parse_period(id.text, fiscal_year);
  if (!named) return std::nullopt;
  Period next = next_period(named->period, named->unit, fiscal_year);
  if (next.last < as_of) next = period_containing(as_of, named->unit, fiscal_year);
  return CycleId(period_name(next, named->unit, fiscal_year));
}

/// True where nobody can tell what its cycle.toml keeps of a closing.
bool is_unread(const Workspace& workspace, const CycleId& id) {
  const Cycle* cycle = workspace.cycle(id);
  return cycle && contains(cycle->unread, cycle_path(cycle->folder), &UnreadFile::name);
}

}  // namespace

std::vector<EndedCycle> unclosed_cycles(const Workspace& workspace, Date as_of) {
  const std::vector<CycleSpan> all = spans_of(workspace);
  std::vector<EndedCycle> ended;
  for (const CycleSpan& span : last_ended(all, as_of)) {
    if (!span.standing || !is_active(*span.standing, as_of) || is_unread(workspace, span.id)) continue;
    ended.push_back({span.id, title_of(workspace, span.id), span.period.last, days_between(span.period.last, as_of),
                     is_in_force(span, all, as_of), cycle_to_carry_to(workspace, span.id, as_of)});
  }
  return ended;
}

std::vector<CycleSpan> begun_drafts(const Workspace& workspace, Date as_of) {
  const std::vector<CycleSpan> all = spans_of(workspace);
  std::vector<CycleSpan> drafts;
  for (const CycleSpan& span : all) {
    const bool has_another = std::ranges::any_of(all, [&](const CycleSpan& other) {
      return contains(other.period, as_of) && !other.is_draft() && are_of_one_length(other, span);
    });
    if (span.is_draft() && contains(span.period, as_of) && !has_another) drafts.push_back(span);
  }
  return drafts;
}

std::string closing_command(const Cycle& cycle, Date as_of) {
  const bool runs = cycle.dated && as_of <= cycle.period.last;
  return fmt::format("okr close {}{}", cycle.id.text, runs ? " --early" : "");
}

std::string closing_hint(const Cycle& cycle, Date as_of) {
  return fmt::format("okr set {}.state=active, then {}", cycle.id.text, closing_command(cycle, as_of));
}

std::string begun_draft_text(const CycleId& id) {
  return fmt::format("{0} has begun and is a draft: okr set {0}.state=active", id.text);
}

std::span<const std::string_view> cycle_words() { return words_for_cycles; }

bool is_cycle_word(std::string_view text) { return contains(words_for_cycles, text); }

std::optional<std::string> nearest_cycle(const Workspace& workspace, std::string_view typed) {
  std::vector<std::string_view> known(cycle_words().begin(), cycle_words().end());
  for (const KnownCycle& cycle : workspace.known_cycles) known.push_back(cycle.id.text);
  return nearest(typed, known);
}

namespace {

/// How a cycle of that name would come about, and what else the name may be.
std::string way_to_cycle(const Workspace& workspace, const std::string& typed) {
  if (parse_period(typed, workspace.fiscal_start())) return fmt::format("`okr new cycle {}` adds it", typed);
  const std::string other = fmt::format("of an objective, a key result or a KPI: okr show {}", typed);
  if (!is_valid_cycle_id(typed)) return other;
  return fmt::format("{}\n`okr new cycle {} --start DAY --end DAY` adds a cycle", other, typed);
}

}  // namespace

Status check_cycle_known(const Workspace& workspace, const CycleId& id) {
  if (knows_cycle(workspace, id)) return {};
  return usage_failure(fmt::format("no cycle '{}'", id.text),
                       did_you_mean(nearest_cycle(workspace, id.text), way_to_cycle(workspace, id.text)));
}

std::string cycle_to_add(const Workspace& workspace, Date as_of) {
  const FiscalYear year = workspace.fiscal_start();
  const Period quarter = period_containing(as_of, PeriodUnit::quarter, year);
  return fmt::format("`okr new cycle {}` adds one", period_name(quarter, PeriodUnit::quarter, year));
}

tl::unexpected<Error> no_cycle_yet(const Workspace& workspace, Date as_of) {
  return usage_failure("this workspace has no cycle yet", cycle_to_add(workspace, as_of));
}

Result<CycleId> cycle_called(const Workspace& workspace, std::string_view text, Date as_of) {
  if (!is_cycle_word(text)) return CycleId(text);
  const std::vector<CycleSpan> all = spans_of(workspace);
  const std::optional<CycleSpan> current = chosen_of(all, as_of).span;
  const std::optional<CycleSpan> meant = text == "current"    ? current
                                         : text == "previous" ? previous_of(all, as_of)
                                                              : next_of(all, current, as_of);
  if (!meant) return none_called(workspace, text, as_of, current);
  return meant->id;
}

Result<CycleId> cycle_behind(const Workspace& workspace, const Cycle& from) {
  const CycleSpan here = span_of(workspace, from);
  std::vector<CycleSpan> alike;
  for (const CycleSpan& span : spans_of(workspace))
    if (from.dated && are_of_one_length(span, here)) alike.push_back(span);
  const auto next = next_of(alike, here, from.period.last);
  const auto follower = follower_of(workspace, from.id);
  if (!follower) return next ? Result<CycleId>(next->id) : none_called(workspace, "next", from.period.last, here);
  const auto named = parse_period(follower->text, workspace.fiscal_start());
  return next && named && next->period.first <= named->period.last ? next->id : *follower;
}

std::string why_not_in_force(const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const auto day = [as_of](Date date) { return short_date(date, as_of); };
  if (cycle.state == CycleState::draft) return "which is a draft";
  if (!is_active(cycle, as_of))
    return cycle.result && cycle.result->closed ? "which was closed on " + day(*cycle.result->closed)
                                                : "which is closed";
  if (!cycle.dated) return "which has no dates";
  if (as_of < cycle.period.first) return "which begins on " + day(cycle.period.first);
  const CycleSpan here = span_of(workspace, cycle);
  for (const CycleSpan& other : spans_of(workspace))
    if (contains(other.period, as_of) && !other.is_draft() && are_of_one_length(other, here))
      return fmt::format("which ended on {}, and {} runs", day(cycle.period.last), other.id.text);
  return fmt::format("which ended on {}, more than half its length ago", day(cycle.period.last));
}

}  // namespace okr
