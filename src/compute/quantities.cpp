// SPDX-License-Identifier: MIT
#include "okr/compute/quantities.hpp"

namespace okr {

std::optional<Code> code_of(Absence absence) {
  switch (absence) {
    case Absence::none:
    case Absence::no_data:
    case Absence::nothing_due:
    case Absence::not_counted:
    case Absence::nothing_below:
    case Absence::not_kept:
    case Absence::children_unread:
    case Absence::not_begun:
    case Absence::met_before_start:
    case Absence::record_in_error: return std::nullopt;
    case Absence::no_target:
    case Absence::kind_unknown: return Code::E118;
    case Absence::wrong_type: return Code::E117;
    case Absence::beyond_range: return Code::E102;
    case Absence::target_is_baseline: return Code::E103;
    case Absence::relative_to_zero: return Code::E104;
    case Absence::no_baseline: return Code::E105;
    case Absence::anchors_disordered: return Code::E106;
    case Absence::outside_domain: return Code::E107;
    case Absence::no_steps: return Code::E108;
    case Absence::bad_weights: return Code::E109;
    case Absence::unknown_kpi: return Code::E110;
    case Absence::parent_loop: return Code::E111;
    case Absence::direction_contradicts: return Code::E113;
    case Absence::bad_thresholds: return Code::E114;
    case Absence::ambiguous_readings: return Code::E115;
    case Absence::formula_in_error: return Code::E123;
  }
  return std::nullopt;
}

bool is_fault(Absence absence) {
  return absence == Absence::record_in_error || absence == Absence::children_unread || code_of(absence).has_value();
}

}  // namespace okr
