// SPDX-License-Identifier: MIT
// What rules find, on its way to the list of diagnostics.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "okr/model/diagnostic.hpp"

namespace okr {

/// One finding on its way into the list.
struct Finding {
  Code code;
  Place place;
  std::string message, mend = {}, help = {};
  Repair repair = {};
};

class Findings {
 public:
  /// What a draft does not say yet is a warning.
  void note(const std::vector<std::string>& allow, Finding finding, bool is_unfinished = false) {
    if (std::ranges::find(allow, to_string(finding.code)) != allow.end()) return;
    found_.push_back(diagnostic_at(finding.code, finding.place, std::move(finding.message), std::move(finding.mend),
                                   std::move(finding.help)));
    found_.back().repair = std::move(finding.repair);
    if (is_unfinished) found_.back().severity = Severity::warning;
  }

  Diagnostics sorted() && {
    sort_and_unify(found_);
    return std::move(found_);
  }

 private:
  Diagnostics found_;
};

}  // namespace okr
