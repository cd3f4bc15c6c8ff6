// SPDX-License-Identifier: MIT
// `okr diff` in words.
#include <fmt/core.h>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"
#include "reports/diff/differences.hpp"
#include "reports/show/detail.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t longest_text = 60;  // of a reason or a list of steps, in the middle of a sentence

std::string short_text(const ChangedField::Value& value) {
  return cut_to_width(first_line(field_text(value)), longest_text, false);
}

/// "400 → 300", with as many decimals as it takes to tell them apart.
std::string moved_text(const DifferenceCause& cause) {
  const double* before = std::get_if<double>(&cause.before);
  const double* after = std::get_if<double>(&cause.after);
  if (before && after) {
    const auto texts = display_together({*before, *after});
    return fmt::format("{} → {}", texts[0], texts[1]);
  }
  return fmt::format("{} → {}", short_text(cause.before), short_text(cause.after));
}

std::string reading_text(const DifferenceCause& cause) {
  const std::string day = short_date(*cause.day, cause.as_of);
  if (cause.count == 1) return fmt::format("new reading: {} on {}", short_text(cause.after), day);
  return fmt::format("{}, the last {} on {}", counted(cause.count, "new reading"), short_text(cause.after), day);
}

std::string correction_text(const DifferenceCause& cause) {
  const std::string day = short_date(*cause.day, cause.as_of);
  if (cause.count > 1)
    return fmt::format("{} taken out, the last of {}: {}", counted(cause.count, "reading"), day,
                       short_text(cause.before));
  if (std::holds_alternative<std::monostate>(cause.after))
    return fmt::format("reading of {} taken out: {}", day, short_text(cause.before));
  return fmt::format("reading of {} corrected: {}", day, moved_text(cause));
}

/// "n/a now: kpi/sleep.toml:30:6 cannot be read", "target n/a before: ...".
std::string unread_cause_text(const DifferenceCause& cause) {
  const bool is_now = !std::holds_alternative<std::monostate>(cause.after);
  return fmt::format("{}{}n/a {}: {} {}", cause.field, cause.field.empty() ? "" : " ", is_now ? "now" : "before",
                     cause.why, is_now ? "cannot be read" : "could not be read");
}

std::string field_cause_text(const DifferenceCause& cause) {
  std::string text = fmt::format("{} {}", cause.field, moved_text(cause));
  if (!cause.why.empty()) text += ": " + first_line(cause.why);
  if (cause.unexplained) text += ", no reason given";
  return text;
}

}  // namespace

std::string cause_text(const DifferenceCause& cause) {
  switch (cause.cause) {
    case Cause::added:
    case Cause::dropped: return std::string(word(cause.cause));
    case Cause::renamed: return "was called " + field_text(cause.before);
    case Cause::unread: return unread_cause_text(cause);
    case Cause::reading: return reading_text(cause);
    case Cause::correction: return correction_text(cause);
    case Cause::parts: return "follows from " + cause.field;
    case Cause::confidence:
    case Cause::text:
    case Cause::target:
    case Cause::baseline:
    case Cause::bound:
    case Cause::weight:
    case Cause::kind:
    case Cause::state:
    case Cause::dates:
    case Cause::settings: return field_cause_text(cause);
  }
  return {};
}

}  // namespace okr::reports
