// SPDX-License-Identifier: MIT
#include "okr/model/words.hpp"

#include <algorithm>
#include <array>

namespace okr {
namespace {

struct Named {
  std::string_view name;
  Rhythm rhythm;
};

// Days of a calendar unit: what an age is compared with (method.md 3.2; 31 for a month, 92 for a quarter).
constexpr std::array<Named, rhythm_words.size()> named_rhythms = {{
    {"day", {1, std::nullopt}},
    {"week", {7, std::nullopt}},
    {"2 weeks", {14, std::nullopt}},
    {"month", {31, PeriodUnit::month}},
    {"quarter", {92, PeriodUnit::quarter}},
    {"half", {184, PeriodUnit::half}},
    {"year", {366, PeriodUnit::year}},
}};

static_assert(std::ranges::equal(named_rhythms, rhythm_words, {}, &Named::name));

}  // namespace

std::optional<Rhythm> parse_rhythm(std::string_view text) {
  for (const Named& named : named_rhythms)
    if (named.name == text) return named.rhythm;
  return std::nullopt;
}

std::string to_string(const Rhythm& rhythm) {
  for (const Named& named : named_rhythms)
    if (named.rhythm == rhythm) return std::string(named.name);
  return std::to_string(rhythm.days);
}

}  // namespace okr
