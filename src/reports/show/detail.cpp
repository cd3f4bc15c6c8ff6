// SPDX-License-Identifier: MIT
#include "reports/show/detail.hpp"

#include <algorithm>

#include "okr/compute/definition.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/trace.hpp"
#include "okr/model/formula.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/look_up.hpp"
#include "okr/model/words.hpp"

namespace okr::reports {

namespace {

// --- history ---------------------------------------------------------------------------------------------------------

/// A value that is a number by itself.
std::optional<double> plain_number(const EntryValue& value) {
  const double* number = std::get_if<double>(&value);
  return number ? std::optional(*number) : std::nullopt;
}

HistoryItem item_of(const Cycle& cycle, const Entry& entry) {
  HistoryItem item;
  item.date = entry.date;
  item.entry = &entry;
  item.value = plain_number(entry.value);
  item.confidence = entry.confidence;
  item.note = entry.note;
  if (entry.checkin < cycle.checkins.size()) {
    const Checkin& checkin = cycle.checkins[entry.checkin];
    item.by = checkin.by.empty() ? checkin.source : checkin.by;
  }
  item.place = entry.place;
  return item;
}

/// The sum so far stands beside each amount.
void add_sums(const KeyResultNumbers& numbers, std::vector<HistoryItem>& history) {
  double total = numbers.standing.anchors ? numbers.standing.anchors->baseline : 0;
  for (HistoryItem& item : history) {
    item.amount = item.value;
    if (item.counted && item.value) item.value = total += *item.value;
  }
}

/// A key result's check-ins, and what its KPI says of its days; oldest first.
std::vector<HistoryItem> history_of(const Detail& detail, Date as_of) {
  const KeyResult& kr = *detail.found.key_result;
  const KeyResultNumbers& numbers = *detail.key_result;
  const Subject subject{*detail.workspace, *detail.found.cycle, *detail.found.objective, kr};
  const Period days = counted_days(subject, numbers.standing.definition);
  std::vector<HistoryItem> history;
  for (const Entry& entry : kr.entries) {
    if (entry.date > as_of) continue;
    history.push_back(item_of(*detail.found.cycle, entry));
    history.back().counted = contains(days, entry.date) && entry.date <= looked_at(numbers.standing.definition, as_of);
  }
  if (const Kpi* kpi = kpi_of(subject, numbers.standing.definition); kpi && numbers.standing.points) {
    for (const Point& point : *numbers.standing.points) {
      HistoryItem item;
      item.date = point.date;
      item.value = point.value;
      item.by = full_id(kpi->id);
      item.place = point.place;
      history.push_back(std::move(item));
    }
  }
  std::ranges::stable_sort(history, {}, &HistoryItem::date);
  if (numbers.kind() == Kind::sum) add_sums(numbers, history);
  return history;
}

/// Readings; of a formula, the periods it was computed for.
std::vector<HistoryItem> history_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  std::vector<HistoryItem> history;
  for (const Reading& reading : numbers.kpi->readings) {
    if (reading.date > as_of) continue;
    HistoryItem item;
    item.date = reading.date;
    item.value = reading.value;
    item.note = numbers.kpi->note_of(reading);
    item.place = reading.place;
    item.by = source_of_readings(workspace.file_of(reading.place));
    history.push_back(std::move(item));
  }
  if (numbers.kpi->formula.empty()) return history;
  for (const KpiPeriod& period : numbers.periods) {
    if (!period.value) continue;
    HistoryItem item;
    item.date = period.period.last;
    item.value = period.value;
    item.counted = period.complete;
    history.push_back(std::move(item));
  }
  return history;
}

// --- links -----------------------------------------------------------------------------------------------------------

class Links {
 public:
  explicit Links(Detail& detail)
      : detail_(detail), workspace_(*detail.workspace), names_(workspace_), book_(workspace_, detail.as_of) {}

  void add_of_key_result() {
    const KeyResult& kr = *detail_.found.key_result;
    add_parents(kr.parents);
    if (detail_.key_result->is_fed()) add(Bond::fed_by, detail_.key_result->standing.definition.kpi.text);
    if (!kr.counter.empty()) add(Bond::counter, kr.counter.text);
    if (!kr.depends_on.empty()) add(Bond::depends_on, kr.depends_on.text);
    add_carried(kr.carried_from);
    add_children([&](const Found& parent) { return parent.key_result == &kr; });
    for_each_key_result([&](const Cycle& cycle, const Objective& objective, const KeyResult& other) {
      if (names(cycle, other.depends_on, &kr)) add(Bond::needed_by, {&cycle, &objective, &other, nullptr});
      if (names(cycle, other.counter, &kr)) add(Bond::guards, {&cycle, &objective, &other, nullptr});
    });
  }

  void add_of_objective() {
    const Objective& objective = *detail_.found.objective;
    add_parents(objective.parents);
    if (!objective.triggered_by.empty()) add(Bond::triggered_by, objective.triggered_by.text);
    add_carried(objective.carried_from);
    add_children([&](const Found& parent) { return parent.objective == &objective && !parent.key_result; });
    for (const Kpi& kpi : workspace_.kpis)
      for (const Reference& support : kpi.supports)
        if (found_in(*detail_.found.cycle, support.text).objective == &objective)
          add(Bond::supported_by, {nullptr, nullptr, nullptr, &kpi});
  }

  void add_of_kpi() {
    const Kpi& kpi = *detail_.found.kpi;
    for_each_key_result([&](const Cycle& cycle, const Objective& objective, const KeyResult& kr) {
      if (is_kpi(definition_of(kr, detail_.as_of).kpi, kpi)) add(Bond::feeds, {&cycle, &objective, &kr, nullptr});
      if (is_kpi(kr.counter, kpi)) add(Bond::guards, {&cycle, &objective, &kr, nullptr});
    });
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& objective : cycle.objectives)
        if (is_kpi(objective.triggered_by, kpi)) add(Bond::triggers, {&cycle, &objective, nullptr, nullptr});
    for (const Reference& support : kpi.supports) add(Bond::supports, support.text);
    if (!kpi.counter.empty()) add(Bond::counter, kpi.counter.text);
    for (const std::string& part : parts_of_formula(kpi)) add(Bond::driver, full_id(KpiId(part)));
    for (const Kpi& other : workspace_.kpis) {
      const auto is_this = [&](const std::string& part) { return workspace_.kpi(part) == &kpi; };
      if (std::ranges::any_of(parts_of_formula(other), is_this)) add(Bond::drives, {nullptr, nullptr, nullptr, &other});
      if (&other != &kpi && is_kpi(other.counter, kpi)) add(Bond::guards, {nullptr, nullptr, nullptr, &other});
    }
  }

 private:
  Found found_in(const Cycle& home, std::string_view reference) const { return resolve(workspace_, home, reference); }

  bool is_kpi(const Reference& reference, const Kpi& kpi) const {
    return !reference.empty() && kpi_named(workspace_, reference) == &kpi;
  }

  bool names(const Cycle& cycle, const Reference& reference, const KeyResult* kr) const {
    return !reference.empty() && found_in(cycle, reference.text).key_result == kr;
  }

  template <class Visit>
  void for_each_key_result(Visit visit) const {
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& objective : cycle.objectives)
        for (const KeyResult& kr : objective.key_results) visit(cycle, objective, kr);
  }

  void add_parents(const std::vector<Reference>& parents) {
    for (const Reference& parent : parents) add(Bond::parent, parent.text);
  }

  void add_carried(const std::string& from) {
    if (!from.empty()) add(Bond::carried_from, from);
  }

  template <class IsParent>
  void add_children(IsParent is_parent) {
    const auto any = [&](const Cycle& cycle, const std::vector<Reference>& parents) {
      return std::ranges::any_of(parents,
                                 [&](const Reference& parent) { return is_parent(found_in(cycle, parent.text)); });
    };
    for (const Cycle& cycle : workspace_.cycles)
      for (const Objective& objective : cycle.objectives) {
        if (any(cycle, objective.parents)) add(Bond::child, {&cycle, &objective, nullptr, nullptr});
        for (const KeyResult& kr : objective.key_results)
          if (any(cycle, kr.parents)) add(Bond::child, {&cycle, &objective, &kr, nullptr});
      }
  }

  void add(Bond bond, const std::string& reference) {
    Found found;
    if (detail_.found.cycle) {
      found = found_in(*detail_.found.cycle, reference);
    } else {
      if (const auto looked_up = names_.of({}, reference)) found = *looked_up;
    }
    if (found.objective || found.kpi) return add(bond, found);
    Link link;
    link.bond = bond;
    link.name = {reference, {}, reference, {}};
    detail_.links.push_back(std::move(link));
  }

  void add(Bond bond, const Found& found) {
    Link link;
    link.bond = bond;
    link.name = record_name(found);
    if (found.kpi) {
      if (found.kpi->readings_loaded) link.rag = book_.numbers(*found.kpi).status;
    } else if (found.key_result) {
      const auto numbers =
          numbers_of(Subject{workspace_, *found.cycle, *found.objective, *found.key_result}, detail_.as_of);
      set_status(link, numbers.status(), numbers.verdict);
    } else {
      const auto numbers = numbers_of(ObjectiveSubject{workspace_, *found.cycle, *found.objective}, detail_.as_of);
      set_status(link, numbers.status, numbers.verdict);
    }
    detail_.links.push_back(std::move(link));
  }

  static void set_status(Link& link, PaceStatus status, const std::optional<Verdict>& verdict) {
    link.status = status;
    link.verdict = verdict;
  }

  Detail& detail_;
  const Workspace& workspace_;
  LookUp names_;
  KpiBook book_;
};

// --- by what was found -----------------------------------------------------------------------------------------------

void add_objective(Detail& detail, Date as_of) {
  detail.objective =
      numbers_of(ObjectiveSubject{*detail.workspace, *detail.found.cycle, *detail.found.objective}, as_of);
  detail.in_the_way = open_obstacles(*detail.workspace, *detail.found.cycle, as_of);
  std::erase_if(detail.in_the_way, [&](const Obstacle& obstacle) {
    const bool is_part = !detail.found.key_result || obstacle.about.key_result == detail.found.key_result;
    return obstacle.about.objective != detail.found.objective || !is_part;
  });
}

void add_key_result(Detail& detail, Date as_of) {
  add_objective(detail, as_of);
  for (const KeyResultNumbers& kr : detail.objective->key_results)
    if (kr.key_result == detail.found.key_result) detail.key_result = &kr;
  const Subject subject{*detail.workspace, *detail.found.cycle, *detail.found.objective, *detail.found.key_result,
                        nullptr};
  detail.forecast = forecast_of(subject, *detail.key_result, as_of);
  detail.history = history_of(detail, as_of);
  Links(detail).add_of_key_result();
}

void note_cycle(Detail& detail, Date as_of) {
  detail.cycle = numbers_of(*detail.workspace, *detail.found.cycle, as_of);
  for (const Checkin& checkin : detail.found.cycle->checkins)
    if (checkin.date <= as_of) detail.checkins.push_back(&checkin);
  std::ranges::reverse(detail.checkins);
}

void note_kpi(Detail& detail, Date as_of) {
  detail.kpi = numbers_of(*detail.workspace, *detail.found.kpi, as_of);
  detail.drivers = drivers_of(*detail.workspace, *detail.kpi, as_of);
  detail.review = review_of(*detail.found.kpi, as_of);
  detail.history = history_of(*detail.workspace, *detail.kpi, as_of);
  Links(detail).add_of_kpi();
}

constexpr std::size_t least_plotted = 3;  // two values are read faster than drawn
constexpr std::size_t most_plotted = 60;  // about a column each

void add_plot(Detail& detail, Date as_of) {
  if (detail.kpi)
    detail.plot = plot_of(*detail.workspace, *detail.kpi, PlotKind::xmr, as_of);
  else if (detail.key_result && detail.key_result->kind() != Kind::done)
    detail.plot =
        plot_of(Subject{*detail.workspace, *detail.found.cycle, *detail.found.objective, *detail.found.key_result},
                *detail.forecast, as_of);
  if (detail.plot) detail.not_plotted = shorten(*detail.plot, most_plotted);
  if (detail.plot && count_values(*detail.plot) < least_plotted) detail.plot.reset();
}

}  // namespace

bool is_any_recorded(const Detail& detail) {
  return std::ranges::any_of(detail.history, [](const HistoryItem& item) { return item.recorded.has_value(); });
}

std::unique_ptr<Detail> detail_of(const Workspace& workspace, const Found& found, Date as_of) {
  auto detail = std::make_unique<Detail>();
  detail->workspace = &workspace;
  detail->found = found;
  detail->as_of = as_of;
  if (found.kpi) {
    note_kpi(*detail, as_of);
  } else if (found.key_result) {
    add_key_result(*detail, as_of);
  } else if (found.objective) {
    add_objective(*detail, as_of);
    Links(*detail).add_of_objective();
  } else {
    note_cycle(*detail, as_of);
  }
  std::ranges::reverse(detail->history);
  add_plot(*detail, as_of);
  detail->trace = why(workspace, found, as_of);
  return detail;
}

std::vector<Driver> drivers_of(const Workspace& workspace, const KpiNumbers& numbers, Date as_of) {
  std::vector<Driver> drivers;
  for (const std::string& id : parts_of_formula(*numbers.kpi)) {
    const Kpi* part = workspace.kpi(id);
    if (!part) continue;
    Driver driver{part, std::nullopt};
    const auto periods = kpi_periods(workspace, *part, PeriodQuery{numbers.unit, std::nullopt}, as_of);
    for (const KpiPeriod& period : periods)
      if (numbers.last && contains(period.period, numbers.periods[*numbers.last].period.first))
        driver.value = period.value;
    drivers.push_back(driver);
  }
  return drivers;
}

}  // namespace okr::reports
