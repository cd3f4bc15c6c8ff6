// SPDX-License-Identifier: MIT
// Named stretches of the calendar: days, ISO weeks, months, quarters, halves and years, with a fiscal start.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"

namespace okr {

/// A stretch of days; both ends belong to it.
struct Period {
  Date first;
  Date last;
  friend bool operator==(const Period&, const Period&) = default;
};

enum class PeriodUnit { day, week, month, quarter, half, year };

/// Days in the period, both ends counted.
int length_in_days(const Period& period);

bool contains(const Period& period, Date date);

/// "day", "week", ... "year".
std::string_view to_string(PeriodUnit unit);
std::optional<PeriodUnit> parse_period_unit(std::string_view text);

/// A period by its name: 2026, 2026-H2, 2026-Q3, 2026-08, 2026-W33, 2026-08-17. `fiscal_year` moves years, halves and
/// quarters: with 4, 2026-Q1 is April to June 2026. Empty when the text names none.
struct NamedPeriod {
  Period period;
  PeriodUnit unit;
};
std::optional<NamedPeriod> parse_period(std::string_view text, FiscalYear fiscal_year);

/// The period of that unit that holds the date.
Period period_containing(Date date, PeriodUnit unit, FiscalYear fiscal_year);

/// The name that parse_period reads back: "2026-W33", "2026-08", "2026-Q3", ...
std::string period_name(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);

Period next_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);
Period previous_period(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);

/// The period of the same name one year earlier (method.md 5.4); empty for week 53 and 29 February without partner.
std::optional<Period> year_before(const Period& period, PeriodUnit unit, FiscalYear fiscal_year);

}  // namespace okr
