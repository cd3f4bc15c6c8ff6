// SPDX-License-Identifier: MIT
#include "render/views/review_words.hpp"

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/render/words.hpp"
#include "render/views/event_words.hpp"

namespace okr::render {
namespace {

using report::Coming;
using report::ComingKind;
using report::Remark;

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = fmt::format("{} {}", weekday_name(iso_weekday(numbers.as_of)), long_date(numbers.as_of));
  if (numbers.is_final) return day + " · closed";
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last));
  if (numbers.day <= 0) return fmt::format("{} · starts {}", day, short_date(numbers.cycle->period.first));
  return fmt::format("{} · {}", day, percent_text(numbers.elapsed));
}

std::string_view machine_word(ComingKind kind) {
  switch (kind) {
    case ComingKind::step: return "step";
    case ComingKind::key_result: return "key_result";
    case ComingKind::kpi_target: return "kpi_target";
    case ComingKind::check_in: return "check_in";
    case ComingKind::mid_review: return "mid_review";
    case ComingKind::final_review: return "final_review";
    case ComingKind::said: return "said";
  }
  return "";
}

}  // namespace

void add_review_heading(Document& document, const CycleNumbers& numbers, std::string_view what) {
  document.add(Heading{.level = 1, .text = Text(fmt::format("{}, {}", numbers.cycle->id.text, what)), .right = Text(right_of_heading(numbers))});
}

std::string week_text(const CycleNumbers& numbers) {
  if (numbers.ended) return "after its end";
  if (numbers.day <= 0) return "before its start";
  return fmt::format("week {} of {}", numbers.week, numbers.weeks);
}

std::string signed_text(double change) {
  const std::string text = display_value(change);
  if (text == "0" || text == "-0") return "=";
  return change > 0 ? "+" + text : text;
}

Paragraph section_title(std::string_view title) { return {.text = Text(std::string(title), Style::heading)}; }

void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several) {
  for (const Remark& remark : remarks) {
    Text text(remark.text);
    if (several && !remark.by.empty()) text += Text(fmt::format(" ({})", remark.by), Style::dim);
    lines.items.push_back({Text(key), std::move(text)});
  }
}

void add_changes(KeyValues& lines, const std::vector<report::JournalEvent>& changes) {
  for (const report::JournalEvent& event : changes) {
    Text text = Text(short_date(event.date) + "  ") + changed_text(event);
    if (!event.change->why.empty()) text += Text(": " + event.change->why);
    lines.items.push_back({Text("CHANGED"), std::move(text)});
  }
}

std::string coming_text(const Coming& coming) {
  switch (coming.kind) {
    case ComingKind::step: return fmt::format("{}: {}", coming.id, coming.text);
    case ComingKind::key_result: return coming.id + " is due";
    case ComingKind::kpi_target: return coming.id + " at its target";
    case ComingKind::check_in: return "next check-in";
    case ComingKind::mid_review: return "half of the cycle: okr review --mid";
    case ComingKind::final_review: return coming.id + " ends: okr review --final";
    case ComingKind::said: return coming.text;
  }
  return {};
}

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue() : JsonValue(text); }

JsonValue remarks_array(const std::vector<Remark>& remarks) {
  return JsonValue::array_of(remarks, [](const Remark& remark) {
    JsonValue json = JsonValue::object();
    return json.set("date", remark.date).set("by", text_or_null(remark.by)).set("text", remark.text);
  });
}

JsonValue coming_array(const std::vector<Coming>& coming) {
  return JsonValue::array_of(coming, [](const Coming& one) {
    JsonValue json = JsonValue::object();
    json.set("what", machine_word(one.kind)).set("date", JsonValue(one.date)).set("id", text_or_null(one.id));
    return json.set("text", text_or_null(one.text)).set("by", text_or_null(one.by));
  });
}

}  // namespace okr::render
