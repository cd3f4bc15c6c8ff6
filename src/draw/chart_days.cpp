// SPDX-License-Identifier: MIT
// The axis of time: which days are named, and where their names stand.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "draw/chart_scale.hpp"

namespace okr::draw {
namespace {

enum class TickUnit { day, week, month, year };

struct Spacing {
  TickUnit unit;
  int count;
  double days;  ///< about
};

constexpr std::array<Spacing, 15> spacings = {{{TickUnit::day, 1, 1},
                                               {TickUnit::day, 2, 2},
                                               {TickUnit::week, 1, 7},
                                               {TickUnit::week, 2, 14},
                                               {TickUnit::month, 1, 30},
                                               {TickUnit::month, 2, 61},
                                               {TickUnit::month, 3, 91},
                                               {TickUnit::month, 6, 182},
                                               {TickUnit::year, 1, 365},
                                               {TickUnit::year, 2, 730},
                                               {TickUnit::year, 5, 1826},
                                               {TickUnit::year, 10, 3652},
                                               {TickUnit::year, 20, 7305},
                                               {TickUnit::year, 50, 18262},
                                               {TickUnit::year, 100, 36524}}};
constexpr std::size_t most_ticks = 10;

int year_of(Date date) { return static_cast<int>(date.year()); }
unsigned month_of(Date date) { return static_cast<unsigned>(date.month()); }

/// The first tick on or after the day.
Date first_tick(const Spacing& spacing, Date from) {
  const int count = spacing.count;
  switch (spacing.unit) {
    case TickUnit::day: return from;
    case TickUnit::week: return add_days(from, (8 - iso_weekday(from)) % 7);
    case TickUnit::month: {
      Date month = make_date(year_of(from), month_of(from), 1);
      while (month < from || (month_of(month) - 1) % static_cast<unsigned>(count) != 0) month = add_months(month, 1);
      return month;
    }
    case TickUnit::year: {
      Date year = make_date(year_of(from), 1, 1);
      while (year < from || year_of(year) % count != 0) year = add_months(year, 12);
      return year;
    }
  }
  return from;
}

Date next_tick(const Spacing& spacing, Date tick) {
  switch (spacing.unit) {
    case TickUnit::day: return add_days(tick, spacing.count);
    case TickUnit::week: return add_days(tick, 7 * spacing.count);
    case TickUnit::month: return add_months(tick, spacing.count);
    case TickUnit::year: return add_months(tick, 12 * spacing.count);
  }
  return tick;
}

std::string tick_label(const Spacing& spacing, Date date, bool several_years, bool first) {
  switch (spacing.unit) {
    case TickUnit::day:
    case TickUnit::week: return short_date(date);
    case TickUnit::month: {
      const bool with_year = several_years && (first || month_of(date) <= static_cast<unsigned>(spacing.count));
      return std::string(month_name(month_of(date))) + (with_year ? fmt::format(" {}", year_of(date)) : std::string());
    }
    case TickUnit::year: return fmt::format("{}", year_of(date));
  }
  return {};
}

DateTick placed(const Period& days, const DateRoom& room, Date date, std::string label) {
  DateTick tick{date, std::move(label), day_share(days, date) * room.width, 0};
  const double width = room.label_width(tick.label);
  tick.start = std::max(0.0, std::min(tick.at - width / 2, room.width - width));
  return tick;
}

bool fit(const std::vector<DateTick>& ticks, const DateRoom& room) {
  double end = -room.gap;
  for (const DateTick& tick : ticks) {
    if (tick.start < end + room.gap) return false;
    end = tick.start + room.label_width(tick.label);
  }
  return end <= room.width;
}

std::vector<DateTick> ticks_by(const Spacing& spacing, const Period& days, const DateRoom& room) {
  std::vector<DateTick> ticks;
  const bool several_years = year_of(days.first) != year_of(days.last);
  const bool ends = room.ends && (spacing.unit == TickUnit::month || spacing.unit == TickUnit::year);
  // The end of a stretch is the day before the next one begins.
  const Date from = ends ? add_days(days.first, 1) : days.first, to = ends ? add_days(days.last, 1) : days.last;
  for (Date date = first_tick(spacing, from); date <= to; date = next_tick(spacing, date)) {
    const Date day = ends ? add_days(date, -1) : date;
    ticks.push_back(placed(days, room, day, tick_label(spacing, day, several_years, ticks.empty())));
  }
  return ticks;
}

}  // namespace

double day_share(const Period& days, Date date) {
  const int length = days_between(days.first, days.last);
  return length <= 0 ? 0.5 : std::clamp(static_cast<double>(days_between(days.first, date)) / length, 0.0, 1.0);
}

std::vector<DateTick> date_ticks(const Period& days, const DateRoom& room) {
  const int length = days_between(days.first, days.last) + 1;
  for (const Spacing& spacing : spacings) {
    if (length / spacing.days > most_ticks) continue;
    if (room.ends && spacing.unit < TickUnit::month) continue;
    auto ticks = ticks_by(spacing, days, room);
    if (!ticks.empty() && ticks.size() <= most_ticks && fit(ticks, room)) return ticks;
  }
  std::vector<DateTick> first{placed(days, room, days.first, short_date(days.first))};
  return fit(first, room) ? first : std::vector<DateTick>{};
}

}  // namespace okr::draw
