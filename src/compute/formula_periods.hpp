// SPDX-License-Identifier: MIT
// The periods of formulas, those of each part made once however many formulas name it; and how long a silence is.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "okr/compute/kpi.hpp"

namespace okr {

// --- silences --------------------------------------------------------------------------------------------------------

/// So many periods at the beginning of a silence, and before anything changes in it, always stand one by one: the rules
/// of signals look back over fewer, and the same day of the year before is nearer.
inline constexpr int shown_of_silence = 400;

/// Those between them are one from here on: a year that was mistyped, 0226, makes 650 000 days of which nothing came.
inline constexpr int long_silence = 1000;

/// How many periods of a unit there are from the one of a day up to the one that begins on `behind`.
int count_until(Date behind, Date day, PeriodUnit unit, FiscalYear fiscal);

// --- formulas --------------------------------------------------------------------------------------------------------

class FormulaPeriods {
 public:
  using Known = std::map<const Kpi*, std::vector<KpiPeriod>>;

  FormulaPeriods(const Workspace& workspace, const PeriodQuery& query, Date as_of, Known known = {})
      : workspace_(workspace), query_(query), as_of_(as_of), known_(std::move(known)) {}

  const std::vector<KpiPeriod>& of(const Kpi& kpi);

  bool met_loop() const { return is_loop_; }

  /// What holds whoever asks: where a loop was met (E123), what was told from where it was entered is left out.
  Known known() &&;

 private:
  std::vector<KpiPeriod> computed(const Kpi& kpi);

  const Workspace& workspace_;
  const PeriodQuery& query_;
  Date as_of_;
  std::vector<const Kpi*> path_;  ///< on the way down from the first formula; one that comes again is a loop
  std::vector<const Kpi*> new_;   ///< formulas that were computed here
  bool is_loop_ = false;
  Known known_;
};

}  // namespace okr
