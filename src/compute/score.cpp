// SPDX-License-Identifier: MIT
#include "okr/compute/score.hpp"

#include <array>
#include <cmath>

namespace okr {
namespace {

constexpr std::array<std::string_view, 6> verdict_words = {"met",      "missed", "success",
                                                           "too safe", "short",  "far short"};

}  // namespace

std::string_view to_string(Verdict verdict) { return verdict_words[static_cast<std::size_t>(verdict)]; }

std::optional<Verdict> parse_verdict(std::string_view text) {
  for (std::size_t i = 0; i < verdict_words.size(); ++i)
    if (verdict_words[i] == text) return static_cast<Verdict>(i);
  return std::nullopt;
}

Score shown_score(Score score) {
  const double hundredths = std::floor(100 * score.value() + 0.5 + 1e-9);
  if (hundredths >= 100 && !is_full(score)) return Score(0.99);
  return Score(hundredths / 100);
}

Band band_of(Score shown, const Scoring& scoring) {
  const double yellow_from = scoring.bands.size() > 0 ? scoring.bands[0] : 0.40;
  const double green_from = scoring.bands.size() > 1 ? scoring.bands[1] : 0.70;
  if (shown.value() < yellow_from) return Band::red;
  return shown.value() < green_from ? Band::yellow : Band::green;
}

Verdict verdict_of(ObjectiveType type, bool reached, Score shown, const Scoring& scoring) {
  if (type == ObjectiveType::committed) return reached ? Verdict::met : Verdict::missed;
  if (shown.value() > too_safe_above) return Verdict::too_safe;
  if (reached || shown.value() >= scoring.aspirational_target) return Verdict::success;
  return band_of(shown, scoring) == Band::red ? Verdict::far_short : Verdict::fell_short;
}

}  // namespace okr
