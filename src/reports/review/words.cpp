// SPDX-License-Identifier: MIT
#include <fmt/core.h>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/review/outputs.hpp"
#include "reports/words.hpp"

namespace okr::reports {

namespace {

std::string right_of_heading(const CycleNumbers& numbers) {
  const std::string day = fmt::format("{} {}", weekday_name(iso_weekday(numbers.as_of)), long_date(numbers.as_of));
  if (numbers.is_final) return day + " · closed";
  if (numbers.ended) return fmt::format("{} · ended {}", day, short_date(numbers.cycle->period.last));
  if (numbers.day <= 0) return fmt::format("{} · starts {}", day, short_date(numbers.cycle->period.first));
  return fmt::format("{} · {}", day, percent_text(numbers.elapsed));
}

/// "sleep 6.1 h, red; concern: under its natural limit 6.5; nobody works on it"
Text kpi_signal_text(const KpiNumbers& numbers) {
  Text text = named(numbers.kpi->id.text, numbers.kpi->title);
  text += Text(fmt::format(" {}, ", value_with_unit(numbers))) + Text(word(numbers.status), style_of(numbers.status));
  if (is_signal(numbers.signal))
    text += Text("; ") + Text(word(numbers.signal), style_of(numbers.signal)) +
            Text(": " + rule_text(numbers, numbers.xmr.points.size() - 1));
  if (numbers.xmr.growth == Growth::new_level)
    text += Text("; at a new level") +
            on_terminal(fmt::format(": okr set {}.rebase=DAY where the reason is known", numbers.kpi->id.text));
  if (numbers.needs_objective()) text += "; nobody works on it";
  return text;
}

/// "a, b and c"; of many the first five: "a, b, c, d, e and 3 more".
std::string names_text(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  return listed(names, most);
}

}  // namespace

Heading review_heading(const CycleNumbers& numbers, std::string_view what) {
  return {.level = 1, .text = fmt::format("{}, {}", numbers.cycle->id.text, what), .right = right_of_heading(numbers)};
}

std::string week_text(const CycleNumbers& numbers) {
  if (numbers.ended) return "after its end";
  if (numbers.day <= 0) return "before its start";
  return fmt::format("week {} of {}", numbers.week, numbers.weeks);
}

Paragraph over_line(const CycleNumbers& numbers) {
  return {.text = Text("It is over") + on_page(".") +
                  on_terminal(fmt::format(": okr review {} --final", numbers.cycle->id.text))};
}

std::string signed_text(double change) {
  const std::string text = display_value(change);
  if (text == "0" || text == "-0") return "=";
  return change > 0 ? "+" + text : text;
}

std::string score_change_text(double change, int scale) {
  const int decimals = scale == 1 ? 2 : 0;
  if (rounded(std::abs(change) * scale, decimals) == "0") return "=";
  return (change > 0 ? "+" : "") + fixed(change * scale, decimals);
}

Heading section_heading(std::string_view title) { return {.level = 2, .text = std::string(title)}; }

std::vector<Column> objective_columns(const char* last) {
  return {{.name = "id", .min_width = 4},
          {.name = "title", .min_width = 20, .shrink = 1, .grow = true, .spill = true},
          {.name = "type"},
          {.name = "score", .align = Align::right},
          {.name = last}};
}

void add_objective_line(Table& table, const ObjectiveNumbers& objective, Cell score) {
  table.add_group(objective.id.text, {Cell(objective.id.text, Style::id), Cell(title_of(objective), Style::strong),
                                      word(objective.type), std::move(score), objective_status(objective)});
}

Text said_text(const std::string& words, const std::string& by, bool several) {
  Text text(words);
  if (by.empty()) return text;
  Text who(fmt::format(" ({})", by), Style::dim);
  return text + (several ? std::move(who) : on_page(std::move(who)));
}

Text obstacle_line(const Obstacle& obstacle, bool several) {
  Text text = said_text(obstacle_text(obstacle), obstacle.by, several);
  return text + Text(", since " + short_date(obstacle.since), Style::dim);
}

List dated_list(const std::vector<Remark>& remarks, bool several) {
  List list;
  for (const Remark& remark : remarks)
    list.items.push_back(
        {Text(short_date(remark.date) + "  ", Style::dim) + said_text(remark.text, remark.by, several), Bullet::point});
  return list;
}

void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several) {
  for (const Remark& remark : remarks)
    lines.items.push_back({Text(key), said_text(remark.text, remark.by, several) +
                                          on_page(Text(", " + short_date(remark.date), Style::dim))});
}

void add_changes(KeyValues& lines, const std::vector<JournalEvent>& changes) {
  for (const JournalEvent& event : changes) {
    Text text = Text(short_date(event.date) + "  ") + changed_text(event);
    if (!event.change->why.empty()) text += ": " + event.change->why;
    lines.add("CHANGED", std::move(text));
  }
}

std::string coming_text(const Coming& coming) {
  switch (coming.kind) {
    case ComingKind::step: return fmt::format("{}: {}", coming.name.id, coming.text);
    case ComingKind::key_result: return coming.name.id + " is due";
    case ComingKind::kpi_target: return coming.name.id + " at its target";
    case ComingKind::start: return "first day";
    case ComingKind::check_in: return "next check-in";
    case ComingKind::mid_review: return "half-way: okr review --mid";
    case ComingKind::final_review: return "last day: okr review --final";
    case ComingKind::said: return coming.text;
  }
  return {};
}

Text coming_line(const Coming& coming) {
  const Text record = named(coming.name.id, coming.name.title);
  switch (coming.kind) {
    case ComingKind::step: return record + (": " + coming.text);
    case ComingKind::key_result: return record + " is due";
    case ComingKind::kpi_target: return record + " at its target";
    case ComingKind::mid_review: return Text("half-way") + on_terminal(": okr review --mid");
    case ComingKind::final_review: return Text("last day") + on_terminal(": okr review --final");
    case ComingKind::start:
    case ComingKind::check_in:
    case ComingKind::said: break;
  }
  return coming_text(coming);
}

void add_kpi_signals(KeyValues& lines, const std::vector<const KpiNumbers*>& signals) {
  Text improved;
  for (const KpiNumbers* numbers : signals) {
    const bool asks = numbers->needs_objective() || numbers->xmr.growth == Growth::new_level;
    if (numbers->signal == SignalMeaning::improvement && !asks)
      improved += Text(improved.empty() ? "" : ", ") + Text(numbers->kpi->id.text) +
                  on_page(numbers->kpi->title.empty() ? "" : fmt::format(" ({})", numbers->kpi->title));
    else
      lines.add("KPI", kpi_signal_text(*numbers));
  }
  if (!improved.empty()) lines.items.push_back({Text("KPI"), Text("improved: ", Style::good) + std::move(improved)});
}

constexpr std::size_t most_reviews = 4;  // that are named; `okr kpi` has them all

void add_kpi_reviews(KeyValues& lines, const std::vector<KpiReview>& reviews) {
  if (reviews.empty()) return;
  Text text("of KPIs: ");
  for (const KpiReview& review : std::span(reviews).first(std::min(reviews.size(), most_reviews))) {
    if (&review != &reviews.front()) text += ", ";
    text += named(review.kpi->id.text, review.kpi->title);
    text += review.last ? fmt::format(" (last {})", long_date(*review.last)) : std::string(" (never)");
  }
  if (reviews.size() > most_reviews) text += fmt::format(" and {} more", reviews.size() - most_reviews);
  lines.add("REVIEW", std::move(text));
}

std::string initiative_text(const Initiative& initiative) {
  std::vector<std::string> notes = initiative.owners;
  if (initiative.due) notes.push_back("due " + short_date(*initiative.due));
  std::string text = initiative.title;
  if (!notes.empty()) text += fmt::format(" ({})", join(notes, ", "));
  return initiative.link.empty() ? text : text + " " + initiative.link;
}

std::string_view meaning_of(Advice advice) {
  switch (advice) {
    case Advice::none: return "";
    case Advice::keep: return "go on";
    case Advice::watch: return "ask again in a week";
    case Advice::raise: return "too safe";
    case Advice::decide: return "help, adjust or drop";
    case Advice::escalate: return "who was promised has to know";
  }
  return "";
}

Style style_of(Advice advice) {
  switch (advice) {
    case Advice::none:
    case Advice::keep: return Style::normal;
    case Advice::watch:
    case Advice::raise: return Style::warn;
    case Advice::decide:
    case Advice::escalate: return Style::bad;
  }
  return Style::normal;
}

std::string_view machine_word(Advice advice) { return advice == Advice::raise ? "raise" : word(advice); }

std::string question_text(const MidQuestion& asked) {
  const std::string names = names_text(asked.ids);
  const bool many = asked.ids.size() > 1;
  switch (asked.topic) {
    case MidTopic::intent: return "Is the intent of each objective still right?";
    case MidTopic::holds_back: return fmt::format("What holds back {}, and who decides?", names);
    case MidTopic::cannot_end_met:
      return fmt::format("{} cannot end MET any more: who has to know, and what is still worth doing?", names);
    case MidTopic::stop_for: return fmt::format("What do we stop so that {} {} kept?", names, many ? "are" : "is");
    case MidTopic::aim_higher:
      return fmt::format("{} {} too safe: aim higher, or give the time to something else?", names,
                         many ? "look" : "looks");
    case MidTopic::who_knows:
      return fmt::format("Confidence and readings disagree on {}: what does one know that the other does not?", names);
    case MidTopic::silent: return fmt::format("Nobody speaks of {}: does it still matter?", names);
    case MidTopic::nobody_works: return fmt::format("Who works on {}?", names);
    case MidTopic::moved_target: return fmt::format("{} moved: did the world change, or was it hard?", names);
    case MidTopic::take_over: return "What should the next cycle take over?";
  }
  return {};
}

std::string question_text(const FinalQuestion& asked) {
  const std::string names = names_text(asked.ids);
  switch (asked.topic) {
    case Reflection::contributed:
      return names.empty() ? "What contributed to what we reached?" : fmt::format("What contributed to {}?", names);
    case Reflection::obstacles:
      return names.empty() ? "Which obstacles did we meet?" : fmt::format("Which obstacles held back {}?", names);
    case Reflection::rewrite:
      return names.empty() ? "Which goal would we write differently?"
                           : fmt::format("How would we write {} today?", names);
    case Reflection::learned: return "What have we learned that changes the next cycle?";
  }
  return {};
}

}  // namespace okr::reports
