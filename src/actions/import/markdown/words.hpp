// SPDX-License-Identifier: MIT
// What headings of a page of OKRs are: the name of a cycle among other words, the names of its sections. And the
// language of its words. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actions/import/cycle_names.hpp"
#include "okr/base/date.hpp"

namespace okr::actions {

/// What the lines below a heading that is no record are.
enum class Section : std::uint8_t { none, objectives, key_results, initiatives, notes };

/// The text without arrows, signs and emoji.
std::string without_pictographs(std::string_view text);

/// The text without arrows, signs and emoji at its front.
std::string_view without_front_pictographs(std::string_view text);

/// "Key Results", "KRs:", "Initiatives", "Notes": nothing for any other text.
std::optional<Section> section_called(std::string_view text);

/// What else a heading within an objective calls its key results: "Metrics", "How we measure success".
bool names_key_results(std::string_view text);

/// "Backlog", "Ideas for later", "Cancelled", "Next quarter": what stands below such a heading is pursued in no cycle
/// that the page names.
bool names_unpursued(std::string_view text);

/// What stands below such a heading within an objective is none of its key results, numbers or not: "Q4 outlook",
/// "Budget", "Ideas", "Notes".
bool speaks_of_else(std::string_view text);

/// "OKRs", "Our company goals": words that only say that OKRs follow; "Company" alone may say more.
bool says_only_okrs(std::string_view text);
bool says_okrs(std::string_view text);

/// "Overall: 0.7", "Overall score: 0.7" as the fact that it is of what has key results: "Score: 0.7"; empty for any
/// other line.
std::string overall_score(std::string_view line);

/// "Platform" of "Team Platform", "OKRs of our Platform team", "Team: Platform", "\u00C9quipe Platform"; empty for any other
/// text, as "Our team", "Team Q3".
std::string team_called(std::string_view text);

struct CycleHeading {
  SaidCycle cycle;
  std::string title;       ///< what else it says: "Ship it" of "Q3 2026: Ship it"; may be empty
  std::string aside = {};  ///< what it says in brackets that is no title: "draft"
};

/// The year of a heading where it does not matter which.
inline constexpr const char* any_year = "2000";

/// The cycle that a heading names: alone, beside words that only say that there are OKRs or how far they are
/// ("Archive:"), or in front of a title. `year` is that of the heading above, for one that is only "Q3". A year beside
/// which a part of one stands ("Summer 2026") is not meant as a whole, and of two cycles none is meant.
std::optional<CycleHeading> cycle_heading(std::string_view text, FiscalYear fiscal_year, const std::string& year = {});

/// The cycles that the headings above name.
class CyclesAbove {
 public:
  explicit CyclesAbove(FiscalYear fiscal_year) : fiscal_year_(fiscal_year) {}

  /// A heading of that level that names one.
  void add(int level, const SaidCycle& said);

  /// The one that is given for the whole page, where its id says its dates.
  void add_given(const std::string& id);

  /// A heading of that level ends those of its level and deeper ones.
  void end(int level);

  /// "Q3" below "H2 2026", "July" below "2026": as a part of the nearest one that it lies in. Of a cycle that is no year
  /// only where `may_be_short`, and a week of none.
  std::optional<CycleHeading> part(std::string_view text, bool may_be_short) const;

  struct Above {
    int level;  ///< 0 of the one that is given
    SaidCycle cycle;
  };

  /// The nearest heading that a heading of that level stands below.
  std::optional<Above> around(int level) const;

 private:
  FiscalYear fiscal_year_;
  std::vector<Above> above_;
};

/// How a heading would be read that names a cycle among other words: "Q3 2026: Closed beta" of "Closed beta - Q3 2026";
/// empty where none stands in it.
std::string readable_heading(std::string_view text, FiscalYear fiscal_year);

/// What team_called says, but for "Team OKR - Shared goal", which names none.
std::string team_of_heading(std::string_view text);

/// "Q3/26", "Summer 2026", "Current quarter": a stretch of time, whichever, with hardly a word beside it.
bool looks_like_period(std::string_view text);

/// How numbers and quarters are meant in the language of a text, as far as its words show it.
struct Tongue {
  bool has_decimal_commas = false;  ///< German, French, Spanish, ...: "1.500" may be 1500 and "1,500" one and a half
  bool has_trimestres = false;      ///< French, Spanish, Portuguese, Italian: "T3" is a quarter
};
Tongue tongue_of(std::string_view text);

}  // namespace okr::actions
