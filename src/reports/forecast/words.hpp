// SPDX-License-Identifier: MIT
// A forecast in words and cells, as several screens say it; private to the views.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "okr/compute/forecast.hpp"
#include "reports/drawing.hpp"
#include "reports/forecast/outlook.hpp"

namespace okr::reports {

/// "2 %", "<1 %", ">99 %"; 0 and 100 only where nothing is open any more, or where it cannot be lost.
std::string chance_text(Probability chance, bool decided);

/// "unlikely", "toss-up", "likely", by what success means; "reached", "success" (0.7 of the way, where that is enough)
/// or "missed" where nothing is open; "early" after one reading alone, when a word would say more than is known; "as of
/// 14 Sep" when nothing came since for too long.
Text likelihood_text(const Forecast& forecast);

/// A value rounded to what its spread lets one know, with two digits of that at least.
std::string value_text(double value, const Forecast& forecast);

/// Where it ends: "252", or "at its floor", "at its ceiling" where nothing else is left of the interval.
std::string ends_text(const Forecast& forecast);

/// "171 .. 333"; nothing where it has none.
std::string interval_text(const Forecast& forecast);

/// "ends near 252, P(400) 2 %", "ends near 252, P(400) 2 %, as of 14 Sep"
std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers);

/// "ends 252, 2 %", "ends at its floor, 99 %": the same for a cell.
std::string short_end_text(const Forecast& forecast);

/// The rate so far and the one that is needed, told apart where they differ (method.md 0, 31).
struct RateTexts {
  std::string so_far, needed;
};
RateTexts rate_texts(const Rates& rates);

/// "19.5 a week so far, 42.8 needed"; `unit` stands behind the first number.
std::string rates_text(const Rates& rates, std::string_view unit = {});

/// Key results with rates: each one's rate so far, the one that is needed, how many times as fast, and when it arrives
/// otherwise.
Table rates_table(std::span<const KeyResultForecast* const> lagging);

}  // namespace okr::reports
