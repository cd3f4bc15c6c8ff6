// SPDX-License-Identifier: MIT
// How people write the name of a cycle: "Q3 2026", "FY26 H1", "Jul 1 - Sep 30, 2026". Pure; which cycles a workspace
// has is not known here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "okr/base/date.hpp"

namespace okr::actions {

/// A cycle that a text names. `id` is one that says its dates (2026-Q3), else made of them, with `start` and `end` to
/// be written into its file.
struct SaidCycle {
  std::string id;
  Period period;
  bool says_dates = true;     ///< false: the id alone does not
  bool is_fiscal = false;     ///< its name says FY: where okr.toml is silent on its first month, that is told
  bool may_be_third = false;  ///< "T3": a quarter in Romance languages, a third of the year in others; that is told

  friend bool operator==(const SaidCycle&, const SaidCycle&) = default;
};

/// A year, half, quarter (Q3, T3), month or week, the year in front or behind, whole ("2026") or as its last two digits
/// behind FY or an apostrophe; FY is the workspace's fiscal year. Or two days, the first of which may leave out what the
/// second says: "Jul 1 - Sep 30, 2026", "1 Jul 2026 to 30 Sep 2026", "2026-07-01 - 2026-09-30". Nothing for any other
/// text.
std::optional<SaidCycle> cycle_said(std::string_view text, FiscalYear fiscal_year);

/// Two quarters of one year or of two, which no id names together, as a text that cycle_said reads: "Apr-Sep 2025" for
/// "OKRs (Q2-Q3 2025)", "2025-H1" where they have a name; empty for any other text.
std::string months_of_quarters(std::string_view text, FiscalYear fiscal_year);

/// What is told of a cycle that is_fiscal where okr.toml does not say when its years begin: which days it got, and how
/// to say others.
std::string fiscal_year_told(std::string_view said, const SaidCycle& cycle);

/// What is told of a cycle that may_be_third: that it is read as a quarter, and how to say the third of the year.
std::string third_told(std::string_view said, const SaidCycle& cycle);

/// A whole day as people write it where no format is said: "2026-09-30", "30 Sep 2026", "Sep 30th, 2026", "30.09.2026".
/// Nothing for one without its year, or whose month might be its day.
std::optional<Date> day_said(std::string_view text);

/// The cycle of these days: the calendar's name for them where they have one.
SaidCycle cycle_of_days(const Period& days, FiscalYear fiscal_year);

}  // namespace okr::actions
