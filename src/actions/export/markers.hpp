// SPDX-License-Identifier: MIT
// A page of Markdown with places for reports: what stands between <!-- okr:status --> and <!-- /okr --> is made anew,
// every other byte stays.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr::cli {

/// A place for a report.
struct ReportPlace {
  std::string_view word;  ///< "status"
  int level = 0;          ///< of the heading it stands below: 2 behind "## Goals"; 0 where there is none
};

/// The text with each place filled by `report` (Markdown, lines ended by LF), which is asked once for each; line ends are
/// the text's. Marks stand on lines of their own; what a fenced block shows is no mark. `words`: the reports there are.
/// Errors, of kind data, with the line: no mark at all, a word that names no report, a mark without its end, an end or a
/// second mark where none may be; and those of `report`. `name` is what messages call the page.
Result<std::string> with_reports(std::string_view text, std::string_view name, std::span<const std::string_view> words,
                                 const std::function<Result<std::string>(const ReportPlace&)>& report);

}  // namespace okr::cli
