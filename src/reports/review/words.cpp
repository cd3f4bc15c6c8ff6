// SPDX-License-Identifier: MIT
// Headings, lines and questions that the weekly, the mid-cycle and the final review have in common.
#include <fmt/core.h>
#include <cmath>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/review/review.hpp"
#include "reports/words.hpp"

namespace okr::reports {

namespace {

/// "sleep 6.1 h, red; concern: under its natural limit 6.5; nobody works on it"
Text kpi_signal_text(const KpiNumbers& numbers) {
  Text text = named(numbers.kpi->id.text, numbers.kpi->title);
  text += Text(fmt::format(" {}, ", value_with_unit(numbers))) + Text(word(numbers.status), style_of(numbers.status));
  if (is_signal(numbers.signal))
    text += Text("; ") + Text(word(numbers.signal), style_of(numbers.signal)) + Text(": " + broken_rule_text(numbers));
  if (numbers.signal == SignalMeaning::trending && numbers.breached && numbers.status != Rag::red)
    text += "; " + broken_rule_text(numbers);
  if (leaves_new_level(numbers))
    text += "; " + left_level_text(numbers);
  else if (numbers.xmr.growth == Growth::new_level)
    text += Text("; at a new level") +
            on_terminal(fmt::format(": okr set {}.rebase=DAY where the reason is known", numbers.kpi->id.text));
  if (numbers.needs_objective()) text += "; nobody works on it";
  if (numbers.may_need_objective()) text += "; " + unknown_work_text(numbers);
  return text;
}

constexpr std::size_t most_asked_of = 5;  // by name in one question

/// By their ids alone.
Text names_of(const std::vector<std::string>& ids) { return listed(ids, most_asked_of); }

/// With their titles on pages; a question about KPIs names KPIs.
Text names_of(const Workspace& workspace, const Cycle& cycle, const std::vector<std::string>& ids, bool are_kpis) {
  std::vector<Text> names;
  for (const std::string& id : ids) {
    if (names.size() > most_asked_of) {  // counted, not shown
      names.emplace_back(id);
      continue;
    }
    const Found found = are_kpis ? Found{.kpi = workspace.kpi(id)} : resolve(workspace, cycle, id);
    names.push_back(named(id, found.kpi || found.cycle ? title_of(found) : std::string()));
  }
  return listed_names(names, most_asked_of);
}

Text question_of(MidTopic topic, const Text& names, bool many) {
  switch (topic) {
    case MidTopic::intent: return "Is the intent of each objective still right?";
    case MidTopic::holds_back: return Text("What holds back ") + names + ", and who decides?";
    case MidTopic::cannot_end_met:
      return names + " cannot end MET any more: who has to know, and what is still worth doing?";
    case MidTopic::stop_for: return Text("What do we stop so that ") + names + (many ? " are kept?" : " is kept?");
    case MidTopic::aim_higher:
      return names + (many ? " look" : " looks") + " too safe: aim higher, or give the time to something else?";
    case MidTopic::who_knows:
      return Text("Confidence and readings disagree on ") + names + ": what does one know that the other does not?";
    case MidTopic::silent:
      return Text("No value comes of ") + names + (many ? ": do they still matter?" : ": does it still matter?");
    case MidTopic::nobody_works: return Text("Who works on ") + names + "?";
    case MidTopic::moved_target: return names + " moved: did the world change, or was it hard?";
    case MidTopic::take_over: return "What should the next cycle take over?";
  }
  return {};
}

Text question_of(Reflection topic, const Text& names) {
  switch (topic) {
    case Reflection::contributed:
      return names.empty() ? Text("What contributed to what we reached?") : Text("What contributed to ") + names + "?";
    case Reflection::obstacles:
      return names.empty() ? Text("Which obstacles did we meet?") : Text("Which obstacles held back ") + names + "?";
    case Reflection::rewrite:
      return names.empty() ? Text("Which goal would we write differently?")
                           : Text("How would we write ") + names + " today?";
    case Reflection::learned: return "What have we learned that changes the next cycle?";
  }
  return {};
}

}  // namespace

Heading review_heading(const CycleNumbers& numbers, std::string_view what) {
  return {.level = 1,
          .text = fmt::format("{}, {}", numbers.cycle->id.text, what),
          .right = cycle_day_text(numbers, long_day_text(numbers.as_of), percent_text(numbers.elapsed))};
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
  return rounded(std::abs(change) * scale, scale == 1 ? 2 : 0) == "0" ? "=" : signed_score(change, scale);
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

Text said_text(Text words, const std::string& by, bool several) {
  if (by.empty()) return words;
  Text who(fmt::format(" ({})", by), Style::dim);
  return std::move(words) + (several ? std::move(who) : on_page(std::move(who)));
}

Text named_below(const Weekly& weekly, const std::string& id, const std::string& title) {
  const std::string name = id.substr(id.find('.') + 1);
  const auto bearers = weekly.bearers.find(name);
  const bool is_one = bearers != weekly.bearers.end() && bearers->second == 1;
  if (name == id || !is_one || id.find('/') != std::string::npos) return named(id, title);
  return on_terminal(Text(name, Style::id)) + on_page(Text(id, Style::id)) + title_behind(title);
}

Text obstacle_line(const Weekly& weekly, const Obstacle& obstacle) {
  const bool is_known = obstacle.about.kpi || obstacle.about.cycle;
  Text text = is_known ? named_below(weekly, obstacle.id, title_of(obstacle.about)) + Text(": " + obstacle.text)
                       : Text(obstacle_text(obstacle));
  text = said_text(std::move(text), obstacle.by, weekly.several_people);
  return text + Text(", since " + short_date(obstacle.since, weekly.board->numbers.as_of), Style::dim);
}

List dated_list(const std::vector<Remark>& remarks, bool several, Date as_of) {
  List list;
  for (const Remark& remark : remarks)
    list.items.push_back(
        {Text(short_date(remark.date, as_of) + "  ", Style::dim) + said_text(remark.text, remark.by, several),
         Bullet::point});
  return list;
}

void add_remarks(KeyValues& lines, const char* key, const std::vector<Remark>& remarks, bool several, Date as_of) {
  for (const Remark& remark : remarks)
    lines.items.push_back({Text(key), said_text(remark.text, remark.by, several) +
                                          on_page(Text(", " + short_date(remark.date, as_of), Style::dim))});
}

void add_changes(KeyValues& lines, const std::vector<JournalEvent>& changes, Date as_of) {
  for (const JournalEvent& event : changes) {
    Text text = Text(short_date(event.date, as_of) + "  ") + changed_text(event);
    if (!event.change->why.empty()) text += ": " + event.change->why;
    lines.add("CHANGED", std::move(text));
  }
}

std::string coming_text(const Coming& coming) {
  switch (coming.kind) {
    case ComingKind::step:
    case ComingKind::initiative: return fmt::format("{}: {}", coming.name.id, coming.text);
    case ComingKind::key_result: return coming.name.id + " is due";
    case ComingKind::kpi_target: return coming.name.id + " at its target";
    case ComingKind::start: return "first day";
    case ComingKind::check_in: return "next check-in";
    case ComingKind::mid_review: return "half-way: " + coming.text;
    case ComingKind::final_review: return "last day: " + coming.text;
    case ComingKind::said: return coming.text;
  }
  return {};
}

Text coming_line(const Weekly& weekly, const Coming& coming) {
  const Text record = named_below(weekly, coming.name.id, coming.name.title);
  switch (coming.kind) {
    case ComingKind::step:
    case ComingKind::initiative: return record + (": " + coming.text);
    case ComingKind::key_result: return record + " is due";
    case ComingKind::kpi_target: return record + " at its target";
    case ComingKind::mid_review: return Text("half-way") + on_terminal(": " + coming.text);
    case ComingKind::final_review: return Text("last day") + on_terminal(": " + coming.text);
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
      improved += Text(improved.empty() ? "" : ", ") + named(numbers->kpi->id.text, numbers->kpi->title);
    else
      lines.add("KPI", kpi_signal_text(*numbers));
  }
  if (!improved.empty()) lines.items.push_back({Text("KPI"), Text("improved: ", Style::good) + std::move(improved)});
}

constexpr std::size_t most_reviews = 3;  // that are named; `okr kpi` has them all

void add_kpi_reviews(KeyValues& lines, const std::vector<KpiReview>& reviews) {
  if (reviews.empty()) return;
  Text text("KPIs: ");
  const bool is_cut = reviews.size() > most_reviews + 1;  // "and 1 more" is as long as what it is
  const auto shown = std::span(reviews).first(is_cut ? most_reviews : reviews.size());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i > 0) text += ", ";
    text += named(shown[i].kpi->id.text, shown[i].kpi->title);
    const bool goes_on = i + 1 < shown.size() && shown[i + 1].last == shown[i].last;  // said once for all alike
    if (!goes_on) text += shown[i].last ? fmt::format(" (last {})", long_date(*shown[i].last)) : " (never)";
  }
  if (is_cut) text += fmt::format(" and {} more", reviews.size() - most_reviews);
  lines.add("REVIEW", std::move(text));
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
  return question_of(asked.topic, names_of(asked.ids), asked.ids.size() > 1).letters();
}

std::string question_text(const FinalQuestion& asked) {
  return question_of(asked.topic, names_of(asked.ids)).letters();
}

Text question_line(const MidReview& review, const MidQuestion& asked) {
  const bool are_kpis = asked.topic == MidTopic::nobody_works;
  const Text names = names_of(*review.workspace, *review.outlook->numbers.cycle, asked.ids, are_kpis);
  return question_of(asked.topic, names, asked.ids.size() > 1);
}

Text question_line(const FinalReview& review, const FinalQuestion& asked) {
  return question_of(asked.topic, names_of(*review.workspace, *review.scores->numbers.cycle, asked.ids, false));
}

}  // namespace okr::reports
