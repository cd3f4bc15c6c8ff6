// SPDX-License-Identifier: MIT
// Which cycle a row of a sheet is of: by its own cell, by --cycle, by the row above, by its days.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "actions/import/cycle_names.hpp"
#include "actions/import/sheet.hpp"
#include "actions/import/sheet_row.hpp"

namespace okr::cli {

class SheetCycles {
 public:
  SheetCycles(const SheetScene& scene, const SheetMap& map) : scene_(scene), map_(map) {}

  /// By its column, else by --cycle, else the one above, else by its days where the calendar has a name for them. `place`
  /// is where a fault stands.
  tl::expected<SaidCycle, CsvFault> of(const SheetRow& row, CsvPlace place);

  /// The cycle that a row itself says; nothing where it says none.
  tl::expected<std::optional<SaidCycle>, CsvFault> said_by(const SheetRow& row) const;

 private:
  std::optional<SaidCycle> there(std::string_view text) const;
  std::optional<SaidCycle> called(const std::string& text) const;

  const SheetScene& scene_;
  const SheetMap& map_;
  std::optional<SaidCycle> above_;  ///< what the last cell of a cycle said: a merged one
};

}  // namespace okr::cli
