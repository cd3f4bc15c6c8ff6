// SPDX-License-Identifier: MIT
// What `okr forecast` says: where every key result ends, how sure that is, and how much faster it would have to go.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/model/workspace.hpp"
#include "reports/filter.hpp"
#include "reports/objects.hpp"

namespace okr::reports {

struct Outlook {
  const Workspace* workspace = nullptr;
  CycleNumbers numbers;
  CycleForecast forecast;
  std::vector<const KeyResultForecast*> lagging;  ///< less than likely to succeed and too slow, the least likely first
  bool filtered = false;
};

/// The result points into itself and into the workspace, which has to outlive it.
std::unique_ptr<const Outlook> outlook_of(const Workspace& workspace, const Cycle& cycle, const CycleFilter& filter,
                                          Date as_of);

/// "2 %", "<1 %", ">99 %"; 0 and 100 only where nothing is open any more, or where it cannot be lost.
std::string chance_text(Probability chance, bool decided);

/// "unlikely", "toss-up", "likely", by what success means; "reached", "success" (0.7 of the way, where that is enough)
/// or "missed" where nothing is open, as the verdict says where there is one; "early" after one reading alone, when a
/// word would say more than is known; "as of 14 Sep" when nothing came since for too long.
Text likelihood_text(const Forecast& forecast, const KeyResultNumbers& numbers);

/// A value rounded to what the interval it lies in lets one know, with two digits of its spread at least.
std::string value_text(double value, const Interval& within);

/// Where it ends: "252", or "at its floor", "at its ceiling" where nothing else is left of the interval.
std::string ends_text(const Forecast& forecast);

/// "171 .. 333"; nothing where it has none.
std::string interval_text(const Forecast& forecast);

/// "ends near 252, P(400) 2 %", "ends near 115 (straight on 10), P(1000) 4 %, as of 14 Sep"
std::string end_text(const Forecast& forecast, const KeyResultNumbers& numbers);

/// Where the speed of the readings alone leads, "310", where the forecast lies more than a tenth of the way off that
/// straight line; else empty.
std::string straight_text(const Forecast& forecast);

/// The same with its reason: "near 310; few or noisy readings: their speed counts 60 %, ..."
std::string pull_text(const Forecast& forecast, Kind kind);

/// pull_text of each key result that has one: what few readings did to the forecast, where it is much.
void add_pulls(Document& document, const CycleForecast& forecasts);

/// What a running cycle is expected to score, and of how many parts that is known: "0.57 (9 of 18 forecast)"; empty
/// where none is forecast.
std::string expected_score_text(const CycleForecast& forecast, int scale);

/// "252, 2 %", "at its floor, 99 %": the same for a cell.
std::string short_end_text(const Forecast& forecast, const KeyResultNumbers& numbers);

/// The rate so far and the one that is needed, told apart where they differ (method.md 0, 31).
struct RateTexts {
  std::string so_far, needed;
};
RateTexts rate_texts(const Rates& rates);

/// "19.5 a week so far, 42.8 needed", "3 points a week so far, ...".
std::string rates_text(const Rates& rates, bool in_points = false);

/// Key results with rates: each one's rate so far, the one that is needed, how many times as fast, and when it arrives
/// otherwise.
Table rates_table(std::span<const KeyResultForecast* const> lagging, Date as_of);

Document document_of(const Outlook& outlook);

/// The columns of a forecast in every table that has one.
inline constexpr const char* forecast_columns[] = {"forecast", "forecast_low", "forecast_high", "p_target",
                                                   "p_70",     "p_commit",     "p_stretch",     "arrival"};

Records records_of(const Outlook& outlook);
Json json_of(const Outlook& outlook);

}  // namespace okr::reports
