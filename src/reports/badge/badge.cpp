// SPDX-License-Identifier: MIT
#include "reports/badge/badge.hpp"

#include <fmt/core.h>

#include "draw/svg.hpp"
#include "reports/keys.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// The names that shields.io has for its colours.
std::string_view color_name(BadgeColor color) {
  switch (color) {
    case BadgeColor::none: return "lightgrey";
    case BadgeColor::red: return "red";
    case BadgeColor::yellow: return "yellow";
    case BadgeColor::green: return "green";
  }
  return "lightgrey";
}

/// White words can be read on each (4.5 : 1).
std::string_view fill_of(BadgeColor color) {
  switch (color) {
    case BadgeColor::none: return "#5f6368";
    case BadgeColor::red: return "#b3261e";
    case BadgeColor::yellow: return "#8a6100";
    case BadgeColor::green: return "#1a7340";
  }
  return "#5f6368";
}

BadgeColor color_of(PaceStatus status) {
  switch (status) {
    case PaceStatus::at_risk: return BadgeColor::red;
    case PaceStatus::no_data:
    case PaceStatus::behind: return BadgeColor::yellow;
    case PaceStatus::on_track:
    case PaceStatus::ahead:
    case PaceStatus::achieved:
    case PaceStatus::done: return BadgeColor::green;
    case PaceStatus::not_available:
    case PaceStatus::not_started:
    case PaceStatus::draft:
    case PaceStatus::cancelled:
    case PaceStatus::deferred:
    case PaceStatus::ended: return BadgeColor::none;
  }
  return BadgeColor::none;
}

BadgeColor color_of(Band band) {
  switch (band) {
    case Band::red: return BadgeColor::red;
    case Band::yellow: return BadgeColor::yellow;
    case Band::green: return BadgeColor::green;
  }
  return BadgeColor::none;
}

/// The worse of what counts; n/a where nothing does.
PaceStatus pace_of(const Totals& totals) {
  if (totals.aspirational_count == 0 && totals.committed_count == 0) return PaceStatus::not_available;
  if (totals.aspirational_count == 0) return totals.committed_status;
  if (totals.committed_count == 0) return totals.aspirational_status;
  return worse(totals.aspirational_status, totals.committed_status);
}

constexpr Key<Badge> badge_keys[] = {
    {"schemaVersion", "integer", "1", [](auto&) { return 1; }},
    {"label", "string", "on its left side", [](auto& b) { return b.label; }},
    {"message", "string", "on its right side", [](auto& b) { return b.message; }},
    {"color", "string", "red, yellow, green or lightgrey", [](auto& b) { return color_name(b.color); }},
    {"isError", "boolean", "something is broken in the files", [](auto& b) { return b.is_error; }},
};

}  // namespace

Badge badge_of(const CycleNumbers& numbers, const Scoring& scoring) {
  // It has no room to say what is missing: a number made without that would be taken for the whole.
  const bool is_error = has_fault(numbers) || !all_unread(*numbers.cycle).empty();
  Badge badge{"OKR " + numbers.cycle->id.text, "n/a", BadgeColor::none, is_error};
  if (badge.is_error || !numbers.shown) return badge;
  const std::string score = draw::bare(score_text(numbers.shown, scoring.scale));
  const PaceStatus pace = pace_of(numbers.totals);
  if (numbers.ended || pace == PaceStatus::ended || pace == PaceStatus::not_available) {
    badge.message = score;
    badge.color = numbers.ended ? color_of(band_of(*numbers.shown, scoring)) : BadgeColor::none;
    return badge;
  }
  badge.message = fmt::format("{} {}", score, word(pace));
  badge.color = color_of(pace);
  return badge;
}

Json badge_json(const Badge& badge) { return object_of(badge_keys, badge); }

std::string badge_svg(const Badge& badge) {
  constexpr double height = 20, margin = 6;
  const double left = draw::svg_text_width(badge.label) + 2 * margin;
  const double right = draw::svg_text_width(badge.message) + 2 * margin;
  const auto number = [](double value) { return draw::svg_number(value); };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"t\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 0 {0} {1}\">\n<title id=\"t\">{2}: {3}</title>\n<clipPath id=\"c\"><rect width=\"{0}\" "
      "height=\"{1}\" rx=\"3\"/></clipPath>\n<g clip-path=\"url(#c)\">\n",
      number(left + right), number(height), draw::html_escaped(badge.label), draw::html_escaped(badge.message));
  svg += fmt::format(
      "<rect width=\"{}\" height=\"{}\" fill=\"#3c4450\"/>\n<rect x=\"{}\" width=\"{}\" height=\"{}\" "
      "fill=\"{}\"/>\n</g>\n",
      number(left), number(height), number(left), number(right), number(height), fill_of(badge.color));
  svg +=
      "<g fill=\"#fff\" text-anchor=\"middle\" font-size=\"12\" font-family=\"system-ui, -apple-system, &quot;Segoe "
      "UI&quot;, Roboto, &quot;Helvetica Neue&quot;, Arial, sans-serif\">\n";
  svg += fmt::format("<text x=\"{}\" y=\"14\">{}</text>\n<text x=\"{}\" y=\"14\">{}</text>\n</g>\n</svg>\n",
                     number(left / 2), draw::html_escaped(badge.label), number(left + right / 2),
                     draw::html_escaped(badge.message));
  return svg;
}

}  // namespace okr::reports
