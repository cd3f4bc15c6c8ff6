// SPDX-License-Identifier: MIT
#include "reports/kpi/scorecard.hpp"

#include <algorithm>
#include <tuple>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"

namespace okr::reports {
namespace {

bool is_bad_signal(SignalMeaning meaning) {
  return meaning == SignalMeaning::concern || meaning == SignalMeaning::change;
}

// --- rows ------------------------------------------------------------------------------------------------------------

bool passes(const ScorecardFilter& filter, const Kpi& kpi) {
  if (!filter.ids.empty() && !contains(filter.ids, kpi.id.text)) return false;
  if (!filter.team.empty() && kpi.team != filter.team) return false;
  return !filter.level || kpi.level == filter.level;
}

std::vector<std::size_t> trail_of(const KpiNumbers& numbers, const std::optional<Date>& since) {
  std::vector<std::size_t> trail;
  if (!numbers.last) return trail;
  std::size_t first = 0;
  if (since)
    while (first < *numbers.last && numbers.periods[first].period.last < *since) ++first;
  else if (*numbers.last + 1 > trail_length)
    first = *numbers.last + 1 - trail_length;
  for (std::size_t i = first; i <= *numbers.last; ++i) trail.push_back(i);
  return trail;
}

ScorecardRow row_of(KpiBook& book, const Kpi& kpi, const ScorecardQuestion& question) {
  const Workspace& workspace = book.workspace();
  ScorecardRow row;
  row.numbers = book.numbers(kpi, question.by.value_or(kpi.every));
  row.triage = triage_of(row.numbers);
  row.trail = trail_of(row.numbers, question.since);
  row.proposal = proposal_of(workspace, row.numbers, book.as_of());
  const Kpi* counter = kpi.counter.empty() ? nullptr : kpi_named(workspace, kpi.counter);
  if (counter && counter != &kpi) row.counter = book.numbers(*counter, question.by.value_or(counter->every));
  return row;
}

/// Red and a bad signal, red, a bad signal, broken, stale, without data, amber, the rest.
int severity(const KpiNumbers& numbers) {
  const bool red = numbers.status == Rag::red, signal = numbers.signal == SignalMeaning::concern;
  if (red || signal) return red && signal ? 0 : red ? 1 : 2;
  if (numbers.status == Rag::not_available) return 3;
  if (numbers.freshness == Freshness::stale) return 4;
  return numbers.status == Rag::no_data ? 5 : numbers.status == Rag::amber ? 6 : 7;
}

void sort(std::vector<ScorecardRow>& rows) {
  std::ranges::stable_sort(rows, [](const ScorecardRow& a, const ScorecardRow& b) {
    const auto key = [](const ScorecardRow& row) {
      return std::tuple(row.triage, row.triage == Triage::fine ? 0 : severity(row.numbers));
    };
    return key(a) < key(b);
  });
}

// --- counts ----------------------------------------------------------------------------------------------------------

void count_limits(ScorecardCounts& counts, const KpiNumbers& numbers) {
  const XmrLimits* limits = numbers.xmr.limits();
  if (!limits) {
    if (numbers.value()) ++counts.too_few;
    return;
  }
  ++counts.judged;
  if (limits->alike) ++counts.alike;
  if (!limits->trial) return;
  counts.trial_least = counts.trial == 0 ? limits->points : std::min(counts.trial_least, limits->points);
  counts.trial_most = std::max(counts.trial_most, limits->points);
  ++counts.trial;
}

bool fails(const KpiNumbers& numbers, KpiGate gate) {
  switch (gate) {
    case KpiGate::red: return numbers.status == Rag::red;
    case KpiGate::signal: return is_bad_signal(numbers.signal);
    case KpiGate::stale: return numbers.freshness == Freshness::stale;
  }
  return false;
}

/// The strictest of target, warn and the value itself that the value keeps.
double kept(const Kpi& kpi, const KpiBounds& bounds, double value) {
  const bool up = kpi.good_or_default() == Good::up;
  const auto keeps = [&](double bound) {
    if (equal(value, bound)) return !kpi.strict;
    return up ? value > bound : value < bound;
  };
  if (bounds.target && keeps(*bounds.target)) return *bounds.target;
  return bounds.warn && keeps(*bounds.warn) ? *bounds.warn : value;
}

std::optional<ProposedBound> bound_of(const Workspace& workspace, const Kpi& kpi, Date as_of) {
  const Kpi* counter = kpi.counter.empty() ? nullptr : kpi_named(workspace, kpi.counter);
  if (!counter || counter == &kpi) return std::nullopt;
  const auto periods = kpi_periods(workspace, *counter, as_of);
  const auto last = last_complete(periods);
  if (!last) return std::nullopt;
  const double value = without_dust(periods[*last].scaled());
  const KpiBounds bounds =
      bounds_at(*counter, period_containing(as_of, counter->every, workspace.fiscal_start()).last, as_of);
  switch (counter->good_or_default()) {
    case Good::up: return ProposedBound{counter, kept(*counter, bounds, value), std::nullopt};
    case Good::down: return ProposedBound{counter, std::nullopt, kept(*counter, bounds, value)};
    case Good::range: break;
  }
  ProposedBound bound{counter, bounds.min, bounds.max};
  if (bound.min) bound.min = std::min(*bound.min, value);
  if (bound.max) bound.max = std::max(*bound.max, value);
  return bound.min || bound.max ? std::optional(bound) : std::nullopt;
}

}  // namespace

Triage triage_of(const KpiNumbers& numbers) {
  if (numbers.status == Rag::not_available) return Triage::watch;
  const bool concern = numbers.signal == SignalMeaning::concern;
  if ((numbers.breached || concern) && numbers.workers.empty()) return Triage::decide;
  const bool fine =
      numbers.status == Rag::green && !is_bad_signal(numbers.signal) && numbers.freshness != Freshness::stale;
  return fine ? Triage::fine : Triage::watch;
}

bool is_worth_a_line(const KpiNumbers& numbers) {
  return triage_of(numbers) == Triage::decide || numbers.signal == SignalMeaning::improvement ||
         numbers.xmr.growth == Growth::new_level;
}

std::unique_ptr<const Scorecard> scorecard_of(const Workspace& workspace, const ScorecardQuestion& question,
                                              Date as_of) {
  auto scorecard = std::make_unique<Scorecard>();
  scorecard->workspace = &workspace;
  scorecard->as_of = as_of;
  scorecard->question = question;
  KpiBook book(workspace, as_of);
  for (const Kpi& kpi : workspace.kpis)
    if (passes(question.filter, kpi)) scorecard->rows.push_back(row_of(book, kpi, question));
  sort(scorecard->rows);
  for (const ScorecardRow& row : scorecard->rows) {
    scorecard->counts.statuses.add(row.numbers);
    count_limits(scorecard->counts, row.numbers);
    if (!row.numbers.last) continue;
    const Date last = row.numbers.periods[*row.numbers.last].period.last;
    if (!scorecard->complete_to || *scorecard->complete_to < last) scorecard->complete_to = last;
  }
  return scorecard;
}

std::vector<std::string> failing(const Scorecard& scorecard, KpiGate gate) {
  std::vector<std::string> ids;
  for (const ScorecardRow& row : scorecard.rows)
    if (fails(row.numbers, gate)) ids.push_back(row.numbers.kpi->id.text);
  return ids;
}

std::optional<Proposal> proposal_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  const auto value = numbers.value();
  if (!value || !numbers.needs_objective()) return std::nullopt;
  const auto aim = aim_of(numbers);
  if (!aim) return std::nullopt;
  const Period period = numbers.periods[*numbers.last].period;
  return Proposal{numbers.kpi, period, *value, *aim, numbers.last_bounds, bound_of(workspace, *numbers.kpi, as_of)};
}

}  // namespace okr::reports
