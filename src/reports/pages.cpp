// SPDX-License-Identifier: MIT
#include "reports/pages.hpp"

#include <fmt/core.h>

#include "draw/embedded.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/model/workspace.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// A term, and what it means.
struct Meaning {
  std::string term;
  std::string words;
};

/// The words with the numbers and phrases that they leave open.
std::string filled(const std::string& words, const Scoring& scoring) {
  const auto score = [&](double value) { return score_text(Score(value), scoring.scale); };
  return fmt::format(fmt::runtime(words), fmt::arg("scale", scoring.scale),
                     fmt::arg("success", score(scoring.aspirational_target)),
                     fmt::arg("too_safe", score(too_safe_above)), fmt::arg("green", score(scoring.bands[1])),
                     fmt::arg("yellow", score(scoring.bands[0])), fmt::arg("chance_of_target", chance_of_target),
                     fmt::arg("chance_of_400", chance_of_reaching("400")), fmt::arg("chance_of_70", chance_of_70),
                     fmt::arg("chance_of_least", chance_of_least), fmt::arg("best", words_of_best));
}

/// As src/text/page/meanings.txt has it: "sign: Term", and below it a paragraph.
Meaning meaning_of(Sign sign, const Scoring& scoring) {
  const std::string heading = fmt::format("\n{}: ", word(sign));
  std::string_view text = draw::embedded_text("page/meanings.txt");
  text = text.substr(text.find(heading) + heading.size());
  const auto end = text.find('\n');
  const std::string_view paragraph = text.substr(end, text.find("\n\n") - end);
  return {std::string(text.substr(0, end)), filled(on_one_line(paragraph), scoring)};
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

Text chances_text(const Table& table) {
  Text text(fmt::format("P(GOAL): {}", chance_of_target), Style::dim);
  if (contains(table.columns, "p_70", &Column::name))
    text += where_column_is("p_70", Text(fmt::format("; P(0.7): {}", chance_of_70), Style::dim));
  return text;
}

std::string chance_legend(std::string_view goal) { return fmt::format("P({}): {}", goal, chance_of_reaching(goal)); }

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

std::string words_of(const Entry& entry, const KeyResultNumbers& numbers) {
  std::string text = entry_text(entry.value, numbers.standing.definition);
  const bool is_amount = takes_amounts(*numbers.key_result, numbers.kind()) && std::get_if<double>(&entry.value);
  if (is_amount && !text.starts_with('-')) text = "+" + text;
  if (entry.confidence) text += fmt::format("{}{}/10", text.empty() ? "" : ", ", *entry.confidence);
  if (const auto note = trim(entry.note); !note.empty()) text += (text.empty() ? "" : ": ") + std::string(note);
  return text;
}

std::string said_text(std::string words, const std::string& who, Date day, Date as_of) {
  return fmt::format("{} ({}{}{})", words, who, who.empty() ? "" : ", ", short_date(day, as_of));
}

std::string after_close_text(const KeyResultNumbers& numbers) {
  const Objective* objective = numbers.cycle ? find_objective(*numbers.cycle, numbers.id.objective.text) : nullptr;
  const bool is_kept = numbers.is_final && objective && numbers.key_result;
  const KeyResultResult* kept = is_kept ? find_result(*numbers.cycle, *objective, *numbers.key_result) : nullptr;
  const bool fits = numbers.standing.anchors.absence != Absence::not_kept;  // else the definition was changed, too
  if (!kept || !fits || holds_readings(*kept, numbers.standing)) return {};
  return fmt::format("come to {} %: added to or changed after it was closed",
                     rounded(100 * numbers.standing.progress->value(), 1));
}

void add_last_word(Table& table, const KeyResultNumbers& numbers, Date as_of) {
  const LastWord last = last_word_of(numbers, as_of);
  if (!last.entry) return;
  std::string text = said_text(words_of(*last.entry, numbers), author_of(*last.checkin), last.entry->date, as_of);
  if (const std::string later = after_close_text(numbers); !later.empty()) text += "; its check-ins " + later;
  table.add_note(on_page(Text(std::move(text))));
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
