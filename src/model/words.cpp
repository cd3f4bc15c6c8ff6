// SPDX-License-Identifier: MIT
#include "okr/model/words.hpp"

#include <array>

namespace okr {
namespace {

struct Named {
  std::string_view name;
  Rhythm rhythm;
};

// Days of a calendar unit: what an age is compared with (method.md 3.2; 31 for a month, 92 for a quarter).
constexpr std::array<Named, 7> named_rhythms = {{
    {"day", {1, std::nullopt}},
    {"week", {7, std::nullopt}},
    {"2 weeks", {14, std::nullopt}},
    {"month", {31, PeriodUnit::month}},
    {"quarter", {92, PeriodUnit::quarter}},
    {"half", {184, PeriodUnit::half}},
    {"year", {366, PeriodUnit::year}},
}};

constexpr auto rhythm_names = [] {
  std::array<std::string_view, named_rhythms.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = named_rhythms[i].name;
  return names;
}();

}  // namespace

std::span<const std::string_view> rhythm_words() { return rhythm_names; }

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
