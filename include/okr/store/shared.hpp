// SPDX-License-Identifier: MIT
// A KPI's file taken apart for several writers, a file of readings a year, and such files put together again. No line
// and no comment is lost on either way: each travels with the reading that it stands above or behind. Text in, text
// out.
#pragma once

#include <map>
#include <span>
#include <string>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"

namespace okr::store {

/// A file's text and its name.
struct NamedText {
  std::string name;  ///< below the root, for messages
  std::string text;
};

/// The files that a KPI becomes when several people fill it.
struct SharedTexts {
  std::string definition;            ///< of kpi.toml
  std::map<int, std::string> years;  ///< the readings by the year of their day, or of their period's last
};

/// Takes a KPI's one file apart into its definition and its readings. What stands above [readings] goes with the
/// earliest year, or with `this_year` where there is no reading yet. Errors of kind data, with the place: a text that
/// is no TOML, readings between braces.
Result<SharedTexts> take_apart(const NamedText& file, FiscalYear fiscal_year, int this_year);

/// What becomes of two readings of one day in two files.
enum class SameDay { joins, refused };

/// Makes one text of the definition, which comes first, and the files of readings beside it, in the order of their
/// sources: all readings by day. Where they join, the amounts of one key become a list. Errors of kind data, with the
/// places: a day that is refused, two readings of which one says more than a list can hold, a key that is no reading.
Result<std::string> put_together(std::span<const NamedText> files, SameDay same_day, FiscalYear fiscal_year);

}  // namespace okr::store
