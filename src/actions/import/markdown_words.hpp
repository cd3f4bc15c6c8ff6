// SPDX-License-Identifier: MIT
// What headings of a page of OKRs are: the name of a cycle among other words, the names of its sections. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "actions/import/cycle_names.hpp"

namespace okr::cli {

/// What the lines below a heading that is no record are.
enum class Section : std::uint8_t { none, objectives, key_results, initiatives, notes };

/// Without arrows, signs and emoji.
std::string without_pictographs(std::string_view text);

/// The same of those in front alone.
std::string_view without_front_pictographs(std::string_view text);

/// "Key Results", "KRs:", "Initiatives", "Notes": nothing for any other text.
std::optional<Section> section_called(std::string_view text);

/// "OKRs", "Our company goals": words that only say that OKRs follow.
bool says_only_okrs(std::string_view text);

/// "Overall: 0.7", "Overall score: 0.7" as the fact that it is of what has key results: "Score: 0.7"; empty for any other line.
std::string overall_score(std::string_view line);

/// "Platform" of "Team Platform", "Platform team", "Team: Platform"; empty for any other text.
std::string team_called(std::string_view text);

struct CycleHeading {
  SaidCycle cycle;
  std::string title;       ///< what else it says: "Ship it" of "Q3 2026: Ship it"; may be empty
  std::string aside = {};  ///< what it says in brackets that is no title: "draft"
};

/// The cycle that a heading names: alone, beside words that only say that there are OKRs or how far they are ("Archive:"), or
/// in front of a title. `year` is that of the heading above, for one that is only "Q3". A year beside which a part of one
/// stands ("T3 2026") is not meant as a whole, and of two cycles none is meant.
std::optional<CycleHeading> cycle_heading(std::string_view text, FiscalYear fiscal_year, const std::string& year);

/// How a heading would be read that names a cycle among other words: "Q3 2026: Closed beta" of "Closed beta - Q3 2026"; empty
/// where none stands in it.
std::string readable_heading(std::string_view text, FiscalYear fiscal_year);

/// "Q3/26", "Summer 2026", "Current quarter": a stretch of time, whichever, with hardly a word beside it.
bool looks_like_period(std::string_view text);

}  // namespace okr::cli
