// SPDX-License-Identifier: MIT
#include "reports/pages.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "reports/review/review.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// A term, and what it means.
struct Meaning {
  std::string term;
  std::string words;
};

Meaning meaning_of(Sign sign, const Scoring& scoring) {
  switch (sign) {
    case Sign::progress:
      return {
          "Progress",
          "how much of the way from the start to the target is done. The mark on its bar is where the plan expects it "
          "on this day. Dots are periods: ● kept, ○ missed, · not due, or still to come, … earlier ones."};
    case Sign::status:
      return {
          "Status",
          "progress compared with the plan: ahead, on track, behind, at risk, in this order; achieved once the target "
          "is reached. No data: nothing has been said yet. Stale: nothing was said for too long."};
    case Sign::trend: return {"Trend", "the last readings, the oldest first."};
    case Sign::kinds:
      return {"Kinds of goals",
              fmt::format("aspirational and learning goals stretch: a score of {} is a success, less is short or far "
                          "short, and beyond {} they were too safe. Committed goals are promises: met when everything "
                          "in them is reached, else missed.",
                          score_text(Score(scoring.aspirational_target), scoring.scale),
                          score_text(Score(too_safe_above), scoring.scale))};
    case Sign::score:
      return {"Score",
              fmt::format("from 0 to {}, how much of a goal is reached; of an objective the weighted mean of its "
                          "key results. The mark on its bar is where a goal that stretches succeeds. Scores describe "
                          "goals, not people.",
                          scoring.scale)};
    case Sign::bands:
      return {"Green, yellow, red",
              fmt::format("objectives by their score: green from {}, yellow from {}, red below it.",
                          score_text(Score(scoring.bands[1]), scoring.scale),
                          score_text(Score(scoring.bands[0]), scoring.scale))};
    case Sign::planned:
      return {"Planned", "the score by the targets that were set first, before anything was changed."};
    case Sign::confidence:
      return {
          "Confidence",
          "what its owner said: 6/10 is a chance of 6 in 10 that the target is reached. Behind it how far it moved."};
    case Sign::stated_path:
      return {"Confidence", "5 → 7 → 8: what its owner said first, half-way and last; 8 is a chance of 8 in 10."};
    case Sign::stated_and_true:
      return {"Said",
              "6/10 is a chance of 6 in 10, as the owner of a key result stated it; beside it how many of those were "
              "reached. The Brier score is the mean of the squares of what lies between both, of what was said and of "
              "the forecast."};
    case Sign::ends:
      return {"Ends", fmt::format("where the readings so far lead to on the last day, and {}; P(400), say, is {}. {}",
                                  chance_of_target, chance_of_reaching("400"), words_of_best)};
    case Sign::chances:
      return {
          "Chances",
          fmt::format(
              "80 % within: four of five such courses end between these values. P(goal): {}; P(0.7): {}; least: {}.",
              chance_of_target, chance_of_70, chance_of_least)};
    case Sign::rates:
      return {"A week",
              "what the value moved by a week so far, and what it has to move by from now on to arrive in time."};
    case Sign::next:
      return {
          "What to do",
          "the amount that brings it back to its plan by that day, and what it has to move by a week from now on to "
          "reach its target. Safe: it stays on track though nothing more is said. A miss left: a period of a bound "
          "that may still be missed."};
    case Sign::due:
      return {"Due",
              "a word is waited for since its check-in day, or since its value became old. Stale: for more than twice "
              "as long as the time between two check-ins."};
    case Sign::moved:
      return {"Score and cycle",
              "what a commit moved the score of the record by, and that of the cycle, with the readings of today."};
    case Sign::kpi:
      return {
          "KPIs",
          "green keeps its target, amber misses it by little, red by more. Before: the change since the period before. "
          "Signal: it moved more than chance alone explains; its natural limits are where chance ends. Routine: it did "
          "not. The running period is not judged."};
    case Sign::tree:
      return {"Tree",
              "a goal hangs below the one that it is aligned to, with its score or progress and its status; fed by, "
              "counter and depends on say what else it is linked with."};
    case Sign::said:
      return {"What was said",
              "112 → 131: the value before, and the one that was said; + an amount that is added. 6/10: a chance of 6 "
              "in 10, by its owner, that the target is reached; 5 → 6/10: what it was before."};
  }
  return {};
}

/// What was last said: the entry and its check-in; null where nobody said anything.
struct LastWord {
  const Entry* entry = nullptr;
  const Checkin* checkin = nullptr;
};

LastWord last_word_of(const KeyResultNumbers& numbers, Date as_of) {
  LastWord last;
  if (!numbers.key_result || !numbers.cycle) return last;
  for (const Entry& entry : numbers.key_result->entries) {
    if (entry.checkin >= numbers.cycle->checkins.size()) continue;
    const Checkin& checkin = numbers.cycle->checkins[entry.checkin];
    const bool is_later = !last.entry || entry.date >= last.entry->date;
    if (entry.date <= as_of && is_later) last = {&entry, &checkin};
  }
  return last;
}

}  // namespace

std::string chance_of_reaching(std::string_view goal) { return fmt::format("the chance of reaching {}", goal); }

Column title_column() {
  return {.name = "title", .min_width = 16, .shrink = 3, .drop = 1, .from_width = width_for_titles};
}

Column standing_column(bool has_ended) {
  if (has_ended) return {.name = "verdict", .heading = "VERDICT", .min_width = 9};
  return {.name = "status", .heading = "STATUS", .min_width = 9};
}

std::string title_of(const KeyResultNumbers& numbers) {
  return numbers.key_result ? numbers.key_result->title : std::string();
}

Text named(std::string_view id, std::string_view title) { return Text(id, Style::id) + title_behind(title); }

Text title_behind(std::string_view title) {
  return title.empty() ? Text() : where_titles_are(fmt::format(" ({})", title));
}

Text listed_names(const std::vector<Text>& names, std::size_t most) {
  const bool is_cut = names.size() > most && names.size() - most > 1;
  const std::size_t shown = is_cut ? most : names.size();
  Text text;
  for (std::size_t i = 0; i < shown; ++i) text += Text(i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return is_cut ? text + Text(fmt::format(" and {} more", names.size() - shown)) : text;
}

Text named_key(std::string_view id, std::string_view title) {
  Text text(id, Style::id);
  return title.empty() ? text : text + where_titles_are(fmt::format(" {}", title));
}

std::string words_of(const Entry& entry, const KeyResult& kr) {
  std::string text = entry_text(entry.value, kr);
  if (takes_amounts(kr) && std::holds_alternative<double>(entry.value) && !text.starts_with('-')) text = "+" + text;
  if (entry.confidence) text += fmt::format("{}{}/10", text.empty() ? "" : ", ", *entry.confidence);
  if (const auto note = trim(entry.note); !note.empty()) text += (text.empty() ? "" : ": ") + std::string(note);
  return text;
}

std::string said_text(std::string words, const std::string& who, Date day, Date as_of) {
  return fmt::format("{} ({}{}{})", words, who, who.empty() ? "" : ", ", short_date(day, as_of));
}

void add_last_word(Table& table, const KeyResultNumbers& numbers, Date as_of) {
  const LastWord last = last_word_of(numbers, as_of);
  if (!last.entry) return;
  table.add_note(on_page(
      Text(said_text(words_of(*last.entry, *numbers.key_result), author_of(*last.checkin), last.entry->date, as_of))));
}

void add_last_word(Table& table, const Kpi& kpi, Date as_of) {
  const Reading* last = nullptr;
  for (const Reading& reading : kpi.readings)
    if (reading.date <= as_of && reading.note >= 0 && (!last || reading.date >= last->date)) last = &reading;
  if (last) table.add_note(on_page(Text(said_text(std::string(trim(kpi.note_of(*last))), {}, last->date, as_of))));
}

void add_on_top(Document& document, const CycleNumbers& numbers) {
  Text on_top;
  bool is_any_below = false;
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    if (!counts(objective.state)) continue;
    is_any_below = is_any_below || !objective.top_level;
    if (objective.top_level) on_top += Text(on_top.empty() ? "" : ", ") + named(objective.id.text, title_of(objective));
  }
  if (!is_any_below) return;
  Text text("The totals count what stands on top: ", Style::dim);
  text += std::move(on_top);
  text += Text(". What is aligned to another objective is not counted again.", Style::dim);
  document.add(Paragraph{.text = std::move(text)});
}

void add_legend(Document& document, std::initializer_list<Sign> signs, const Scoring& scoring) {
  document.add(Heading{.text = on_page("Legend")});
  KeyValues lines{.items = {}, .is_legend = true};
  for (const Sign sign : signs) {
    Meaning meaning = meaning_of(sign, scoring);
    lines.add(on_page(Text(std::move(meaning.term))), on_page(Text(std::move(meaning.words))));
  }
  document.add(std::move(lines));
}

void drop_explained(Document& document, std::set<std::string>& explained) {
  for (std::size_t i = 1; i < document.blocks.size(); ++i) {
    auto* legend = std::get_if<KeyValues>(&document.blocks[i]);
    if (!legend || !legend->is_legend) continue;
    std::erase_if(legend->items, [&](const draw::KeyValue& line) {
      return !explained.insert(line.key.letters() + ": " + line.value.letters()).second;
    });
    const auto heading = document.blocks.begin() + static_cast<std::ptrdiff_t>(i) - 1;
    if (legend->items.empty()) document.blocks.erase(heading, heading + 2);
  }
}

}  // namespace okr::reports
