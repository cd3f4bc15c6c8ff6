// SPDX-License-Identifier: MIT
// What a check-in's dialogue asks on a day, and how its questions look: key results and KPIs that are due, with where
// they stand, in the order of the files; last week's open priorities; the help. Plain text without control sequences,
// so that it is the same on every terminal. Asks nobody anything: which question comes when is the dialogue's.
#include "actions/checkin/dialogue.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>

#include "actions/checkin/understand.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/review/review.hpp"
#include "reports/status/board.hpp"
#include "reports/words.hpp"
#include "session/settings.hpp"

namespace okr::actions {
namespace {

constexpr std::size_t room_to_type = 20;  // columns that should be left behind a question
constexpr std::size_t widest_name = 24;
constexpr std::size_t widest_page = 80;
constexpr int seconds_a_question = 20;
constexpr std::size_t most_named = 8;
constexpr std::string_view mark_legend = "! at risk or behind";

// --- where a key result stands

std::string linear_pace(const KeyResultNumbers& numbers) {
  const auto& anchors = numbers.standing.anchors;
  if (!anchors || !numbers.pace.expected) return {};
  const double range = anchors->target - anchors->baseline;
  return rounded(anchors->baseline + numbers.pace.expected->value() * range, decimals_for(std::abs(range), 2, 4));
}

std::string pace_text(const KeyResult& kr, const KeyResultNumbers& numbers) {
  const auto& expected = numbers.pace.expected;
  const Definition& definition = numbers.standing.definition;
  switch (definition.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::percent: return linear_pace(numbers);
    case Kind::milestones:
      return expected ? fmt::format("{}/{}", rounded(expected->value() * static_cast<double>(kr.steps.size()), 1),
                                    kr.steps.size())
                      : std::string();
    case Kind::hold:
      return draw::bare(reports::brief_bounds_text({.min = definition.min, .max = definition.max}, definition.strict,
                                                   numbers.value()));
    case Kind::done:
    case Kind::graded:
    case Kind::measure: return short_date(numbers.window.last, numbers.as_of);
  }
  return {};
}

std::string shown_id(const CheckinScene& scene, const AskedKeyResult& asked) {
  const std::string id = to_string(asked.key_result->id);
  return asked.cycle == scene.cycles.front() ? id : fmt::format("{}/{}", asked.cycle->id.text, id);
}

CheckinQuestion question_of(const CheckinScene& scene, const AskedKeyResult& asked) {
  const KeyResult& kr = *asked.key_result;
  const Standing& standing = asked.numbers.standing;
  CheckinQuestion question;
  question.id = shown_id(scene, asked);
  question.key_result = &kr;
  question.kind = standing.definition.kind;
  question.name = fmt::format("{}{}", question.takes_amounts() && !asked.only_confidence ? "add " : "", kr.id.name);
  question.title = kr.title;
  const PaceStatus status = asked.numbers.status();
  question.status = std::string(word(status));
  question.is_at_risk = status == PaceStatus::at_risk || status == PaceStatus::behind;
  question.last = last_value(kr, standing);
  if (asked.numbers.recency.last) question.last_day = short_date(asked.numbers.recency.last->date, scene.date);
  if (asked.only_confidence && asked.numbers.confidence)
    question.stated =
        fmt::format("{}, {}", asked.numbers.confidence->value, short_date(asked.numbers.confidence->date, scene.date));
  question.pace = pace_text(kr, asked.numbers);
  question.is_confidence_only = asked.only_confidence;
  question.fed_by = standing.definition.kpi.text;
  question.reference = full_id(*asked.cycle, kr);
  if (standing.points && !standing.points->empty()) {
    question.last_number = standing.points->back().value;
    for (const Point& point : *standing.points) question.earlier.push_back(point.value);
    question.most = std::max(question.most, std::ranges::max(question.earlier));
  }
  question.steps_done = standing.steps_done;
  if (standing.anchors) question.start = standing.anchors->baseline;
  return question;
}

/// What a value would take the place of.
std::string taken_on(const CheckinScene& scene, const AskedKpi& asked, const std::string& source) {
  const auto named = parse_period(asked.day.key, scene.workspace.fiscal_start());
  const ReadingLine line{asked.day.date, named ? named->unit : PeriodUnit::day, source};
  std::string amounts;
  for (const Reading& reading : readings_on(scene.workspace, *asked.kpi, line))
    amounts += (amounts.empty() ? "" : ", ") + shortest(reading.value);
  return amounts;
}

CheckinQuestion question_of(const CheckinScene& scene, const AskedKpi& asked, const std::string& source) {
  const Reading* last = last_reading(*asked.kpi, scene.date);
  CheckinQuestion question;
  question.id = question.reference = question.name = asked.kpi->id.text;
  question.title = asked.kpi->title;
  question.status = std::string(word(asked.numbers.status));
  question.is_at_risk = asked.numbers.status == Rag::red;
  for (const Reading& reading : asked.kpi->readings)
    if (reading.date <= scene.date) question.earlier.push_back(reading.value);
  if (last) {
    question.last = draw::bare(reports::judged_text(last->value, asked.numbers.current_bounds));
    question.last_number = last->value;
    question.last_day = last->unit == PeriodUnit::day
                            ? short_date(last->date, scene.date)
                            : period_name(last->date, last->unit, scene.workspace.fiscal_start());
  }
  const bool is_whole_period = !parse_date(asked.day.key);
  if (asked.has_total() && is_whole_period) {
    question.last = draw::bare(reports::value_text(asked.numbers));
    if (const auto total = parse_number(fmt::format("{:.12g}", *asked.numbers.value())))  // no dust of adding up
      question.last_number = *total;
    question.last_day = reports::period_name_of(scene.workspace, asked.numbers, *asked.numbers.last);
  }
  if (!adds_up(asked.kpi->aggregate) || is_whole_period)
    question.pace =
        draw::bare(reports::kpi_bounds_text(*asked.kpi, asked.numbers.current_bounds, question.last_number));
  question.kpi = asked.kpi;
  question.feeds = asked.feeds;
  question.day = asked.day;
  if (adds_up(asked.kpi->aggregate)) question.taken = taken_on(scene, asked, source);
  return question;
}

/// Names without their objective where no other question bears the same.
void lengthen_equal_names(std::vector<CheckinQuestion>& questions) {
  const std::vector<CheckinQuestion> short_ones = questions;
  for (CheckinQuestion& question : questions) {
    const auto same = std::ranges::count(short_ones, question.name, &CheckinQuestion::name);
    if (same > 1 && question.key_result)
      question.name = fmt::format("{}{}", question.takes_amounts() ? "add " : "", question.id);
  }
}

std::string heading_of(const CheckinScene& scene) {
  if (scene.cycles.empty()) return {};
  const CycleNumbers numbers = numbers_of(scene.workspace, *scene.cycles.front(), day_in(scene, *scene.cycles.front()));
  return fmt::format("{}, week {} of {}", scene.cycles.front()->id.text, numbers.week, numbers.weeks);
}

// --- what can be typed

/// "km" of "add km".
std::string bare_name(const CheckinQuestion& question) {
  const bool has_verb = question.takes_amounts() && question.name.starts_with("add ");
  return has_verb ? question.name.substr(4) : question.name;
}

std::vector<std::string> words_of_kind(const CheckinQuestion& question) {
  switch (question.kind) {
    case Kind::number:
    case Kind::sum:
    case Kind::hold:
    case Kind::percent:
    case Kind::measure: return {};
    case Kind::done: return {"yes", "no"};
    case Kind::graded: return {words_of<Zone>().begin(), words_of<Zone>().end()};
    case Kind::milestones: break;
  }
  std::vector<std::string> titles;
  for (const Step& step : question.key_result->steps) titles.push_back(step.title);
  return titles;
}

// --- how it looks

std::string wrapped(std::string_view text, const DialogueStyle& style, std::string_view indent = "") {
  std::string lines;
  const std::size_t width = std::max<std::size_t>(style.width, indent.size() + 10) - indent.size();
  for (const std::string& line : wrap(text, width)) lines += fmt::format("{}{}\n", indent, line);
  return lines;
}

int minutes_for(std::size_t questions) {
  return std::max(1, (static_cast<int>(questions) * seconds_a_question + 59) / 60);
}

// --- columns

struct Widths {
  std::size_t number = 0, name = 0, status = 0, last = 4, pace = 4;

  std::size_t prompt() const { return number + 1 + name + 1 + status + 2 + last + 2 + pace + 4; }
};

/// "behind !": where to look first.
std::string marked_status(const CheckinQuestion& question) {
  return question.status + (question.is_at_risk ? " !" : "");
}

std::string number_of(const DialogueScript& script, std::size_t index) {
  return fmt::format("{}/{}", index + 1, script.questions.size());
}

Widths widths_of(const DialogueScript& script) {
  Widths widths;
  widths.number = number_of(script, script.questions.size() - 1).size();
  for (const CheckinQuestion& question : script.questions) {
    widths.name = std::max(widths.name, std::min(widest_name, display_width(question.name)));
    widths.status = std::max(widths.status, display_width(marked_status(question)));
    widths.last = std::max(widths.last, display_width(question.last));
    widths.pace = std::max(widths.pace, display_width(question.pace));
  }
  return widths;
}

bool has_columns(const Widths& widths, const DialogueStyle& style) {
  return !style.plain && widths.prompt() + room_to_type <= style.width;
}

std::string in_columns(const DialogueScript& script, const DialogueStyle& style, std::size_t index) {
  const CheckinQuestion& question = script.questions[index];
  const Widths widths = widths_of(script);
  const std::string name = cut_to_width(question.name, widths.name, !style.utf8);
  return fmt::format("{} {} {}  {}  {}  {}> ", pad_right(number_of(script, index), widths.number),
                     pad_right(name, widths.name), pad_right(marked_status(question), widths.status),
                     pad_left(question.last.empty() ? "-" : question.last, widths.last),
                     pad_left(question.pace, widths.pace), question.is_confidence_only ? "confidence " : "");
}

/// Narrow windows: a line that tells, and one to type on.
std::string in_two_lines(const DialogueScript& script, const DialogueStyle& style, std::size_t index) {
  const CheckinQuestion& question = script.questions[index];
  std::string line = fmt::format("{} {}: {}", number_of(script, index), question.name, marked_status(question));
  if (!question.last.empty()) line += fmt::format(", {}", question.last);
  if (!question.pace.empty()) line += fmt::format(", {} {}", question.kpi ? "goal" : "pace", question.pace);
  return wrapped(line, style) + (question.is_confidence_only ? "confidence > " : "> ");
}

/// "112, 10 Aug"
std::string last_in_words(const CheckinQuestion& question) {
  return question.last_day.empty() ? question.last : fmt::format("{}, {}", question.last, question.last_day);
}

std::string title_of(const CheckinQuestion& question, std::string_view between) {
  return question.title.empty() ? question.id
                                : fmt::format("{}{}{}", question.id, between, safe_for_terminal(question.title));
}

std::string in_words(const DialogueScript& script, std::size_t index) {
  const CheckinQuestion& question = script.questions[index];
  std::string block = fmt::format("\nQuestion {} of {}\n", index + 1, script.questions.size());
  block += fmt::format("{}: {}\n", question.kpi ? "KPI" : "key result", title_of(question, ", "));
  if (!question.status.empty()) block += fmt::format("status: {}\n", question.status);
  block += fmt::format("last: {}\n", question.last.empty() ? "none" : last_in_words(question));
  if (!question.stated.empty()) block += fmt::format("your confidence: {}\n", question.stated);
  if (!question.pace.empty()) block += fmt::format("{}: {}\n", question.kpi ? "goal" : "pace", question.pace);
  if (question.is_confidence_only) return block + "confidence, note: ";
  block += question.takes_amounts() ? "amount to add" : "value";
  return block + (question.takes_confidence() ? ", confidence, note: " : ", note: ");
}

// --- the opening

std::string title_lines(const DialogueScript& script, const DialogueStyle& style) {
  const std::string_view dot = style.utf8 ? " · " : " | ";
  const std::size_t count = script.questions.size();
  const std::string left = fmt::format("Check-in  {}", script.heading);
  const std::string right = fmt::format("{}{}{} asked{}~{} {}", script.day, dot, count, dot, minutes_for(count),
                                        minutes_for(count) == 1 ? "minute" : "minutes");
  const std::size_t page = std::min(style.width, widest_page);
  const std::size_t taken = display_width(left) + display_width(right);
  if (style.plain || taken + 2 > page) return wrapped(left, style) + wrapped(right, style);
  return left + std::string(page - taken, ' ') + right + "\n";
}

std::string legend_lines(const DialogueStyle& style) {
  if (style.plain)
    return "In one line: value confidence note. Enter: unchanged. <: back. e: editor. q: save and quit. ?: help.\n";
  constexpr std::string_view parts[] = {"value confidence note, in one line.  Enter unchanged",
                                        "< back  e editor  ? help"};
  const std::string line = fmt::format("{}  {}", parts[0], parts[1]);
  if (line.size() <= style.width) return line + "\n";
  return wrapped(parts[0], style) + wrapped(parts[1], style);
}

std::string choices(const CheckinQuestion& question) {
  const KeyResult& kr = *question.key_result;
  std::string steps;
  for (std::size_t i = 0; i < kr.steps.size(); ++i) {
    const bool is_done = i < question.steps_done.size() && question.steps_done[i] > 0;
    steps +=
        fmt::format("{}[{}] {}", steps.empty() ? "" : ", ", is_done ? "x" : " ", safe_for_terminal(kr.steps[i].title));
  }
  return steps;
}

std::string wanted_of(const CheckinQuestion& question) {
  if (question.kpi) return fmt::format("a number; it is recorded for {}", question.day.key);
  if (question.is_confidence_only)
    return fmt::format("your confidence, 1 (never) to 10 (in the bag); {}", who_brings_values(question));
  return std::string(wanted_value(*question.key_result, question.kind));
}

std::string comma_separated(std::span<const std::string> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < most_named; ++i)
    list += fmt::format("{}{}", i == 0 ? "" : ", ", names[i]);
  if (names.size() > most_named) list += fmt::format(" and {} more", names.size() - most_named);
  return list;
}

}  // namespace

DialogueScript script_of(const CheckinScene& scene, const Asking& asking) {
  DialogueScript script;
  script.heading = heading_of(scene);
  script.date = scene.date;
  script.day = reports::day_text(scene.date);
  const Asked asked = asked_on(scene, asking);
  for (const AskedKeyResult& one : asked.key_results) script.questions.push_back(question_of(scene, one));
  for (const AskedKpi& one : asked.kpis) script.questions.push_back(question_of(scene, one, asking.source));
  for (CheckinQuestion& question : script.questions) question.digits = scene.workspace.settings.workspace.digits;
  lengthen_equal_names(script.questions);
  return script;
}

std::vector<std::string> open_priorities(const CheckinScene& scene, const std::string& me) {
  std::vector<std::string> open;
  if (scene.cycles.empty()) return open;
  const Cycle& cycle = *scene.cycles.front();
  const int cadence_days = cadence_of(scene.workspace.settings, cycle).days;
  for (const reports::Priority& one : reports::latest_priorities_of(cycle, cadence_days, scene.date))
    if (!one.done && (me.empty() || is_same_person(one.by, me))) open.push_back(one.text);
  return open;
}

std::string opening_text(const DialogueScript& script, const DialogueStyle& style) {
  std::string text = title_lines(script, style) + legend_lines(style);
  if (script.questions.empty()) return text + "\n";
  const Widths widths = widths_of(script);
  if (!has_columns(widths, style)) return style.plain ? text : text + "\n";
  const std::size_t indent = widths.number + 1 + widths.name + 1 + widths.status + 2;
  const bool is_marked = std::ranges::any_of(script.questions, &CheckinQuestion::is_at_risk);
  const std::string left = is_marked && mark_legend.size() + 2 <= indent ? std::string(mark_legend) : std::string();
  return fmt::format("{}\n{}{}  {}\n", text, pad_right(left, indent), pad_left("last", widths.last),
                     pad_left("pace", widths.pace));
}

std::string question_text(const DialogueScript& script, const DialogueStyle& style, std::size_t index) {
  if (style.plain) return in_words(script, index);
  if (has_columns(widths_of(script), style)) return in_columns(script, style, index);
  return in_two_lines(script, style, index);
}

std::optional<std::size_t> question_called(const DialogueScript& script, std::string_view typed) {
  for (std::size_t i = 0; i < script.questions.size(); ++i) {
    const CheckinQuestion& question = script.questions[i];
    if (typed == std::to_string(i + 1) || typed == question.id || typed == bare_name(question)) return i;
  }
  return std::nullopt;
}

std::vector<std::string> jumps_of(const DialogueScript& script) {
  std::vector<std::string> jumps;
  for (const CheckinQuestion& question : script.questions)
    jumps.push_back(fmt::format("{}{}", jump_mark, bare_name(question)));
  return jumps;
}

std::vector<std::string> words_at(const DialogueScript& script, std::size_t index) {
  const CheckinQuestion& question = script.questions[index];
  std::vector<std::string> words;
  if (question.key_result && !question.is_confidence_only) words = words_of_kind(question);
  std::ranges::move(jumps_of(script), std::back_inserter(words));
  return words;
}

std::string who_brings_values(const CheckinQuestion& question) {
  if (!question.fed_by.empty()) return fmt::format("KPI {} brings the values", question.fed_by);
  return fmt::format("its value came from another source; okr checkin {}=VALUE says one", question.id);
}

bool is_asked_once_more(const CheckinQuestion& question) { return question.key_result && question.can_repeat(); }

std::string question_help(const CheckinQuestion& question, const DialogueStyle& style) {
  const bool judged = question.takes_confidence();
  const std::string_view confidence = judged ? " 6" : "";
  std::string text;
  const auto add = [&](std::string_view line) { text += wrapped(line, style, "  "); };
  add(title_of(question, ": "));
  add((question.last.empty() ? "" : fmt::format("last: {}; ", last_in_words(question))) +
      (question.stated.empty() ? "" : fmt::format("your confidence: {}; ", question.stated)) +
      "expected: " + wanted_of(question));
  if (question.key_result && !question.key_result->steps.empty()) add(choices(question));
  if (!question.is_confidence_only)
    add(fmt::format("VALUE{} a note: {}the note may be left out", confidence,
                    judged ? "6 is the confidence, 1 (never) to 10 (in the bag); it and " : ""));
  if (question.can_repeat() && !question.takes_amounts())
    add(fmt::format("={} a note: the last value again", confidence));
  if (judged) add("- 6 a note: no value");
  add(is_asked_once_more(question) ? "-: not a word of it; Enter: one question at the end"
                                   : "- or Enter: not a word of it");
  add("#3 or #users: to that question and back here; <: back; e: editor; q: to the preview; Ctrl-C: keep a draft");
  return text;
}

std::string journal_text(const DialogueScript& script, const DialogueStyle& style) {
  std::string text = style.plain ? "\n" : "";
  const std::string_view indent = style.plain ? "" : "  ";
  if (!script.in_the_way.empty()) {
    std::string list = "Still in the way?";
    for (std::size_t i = 0; i < script.in_the_way.size(); ++i) {
      const Obstacle& obstacle = script.in_the_way[i];
      list += fmt::format("{}[s{}] {}, since {}", i == 0 ? " " : "; ", i + 1,
                          safe_for_terminal(reports::obstacle_text(obstacle)), short_date(obstacle.since, script.date));
    }
    text += wrapped(list, style);
    text += wrapped("s1 says that it is solved; what is left out still stands", style, indent);
  }
  if (!script.last_week.empty()) {
    std::string list = "Last week:";
    for (std::size_t i = 0; i < script.last_week.size(); ++i)
      list += fmt::format("{}[{}] {}", i == 0 ? " " : ", ", i + 1, safe_for_terminal(script.last_week[i]));
    text += wrapped(list, style);
    text += wrapped("x1 ticks off what is done; next: a; b names this week's", style, indent);
    return text + "Journal (a line, or e) > ";
  }
  return text + "Journal (a line, next: priorities, or e) > ";
}

std::string journal_help(const DialogueStyle& style) {
  std::string text;
  for (const std::string_view line :
       {"What happened, in a line. Enter says nothing, e opens your editor for more.",
        "x1 in front: the first of last week's priorities is done; x1,3; x: all of them",
        "next: call Bo; 2 (priorities of this week; 2 is last week's second once more)",
        "s1 in front: the first of what is in the way is solved; s1,2",
        "win: ..., lesson: ..., blocked: ... (parted by ; where there are several)",
        "blocked: fit.doctor moved to September (what is held up stands in front)",
        "solved: fit.doctor (nothing is in the way of it any more)", "3 alone: to the third question and back here"})
    text += wrapped(line, style, "  ");
  return text;
}

std::string unchanged_text(std::span<const std::string> names, std::span<const std::string> sums,
                           const DialogueStyle& style) {
  std::string text = names.empty() ? "" : fmt::format("Unchanged: {}. ", comma_separated(names));
  if (!sums.empty()) text += fmt::format("Nothing added: {}. ", comma_separated(sums));
  return prompt_text(text + "Still true today? [Y/n]", style);
}

std::string prompt_text(std::string_view question, const DialogueStyle& style, std::string_view indent) {
  std::string text = wrapped(question, style, indent);
  text.back() = ' ';  // the answer is typed behind the last line
  return text;
}

std::string complaint_text(const Error& error, const DialogueStyle& style) {
  return wrapped(error.hint.empty() ? error.what : fmt::format("{}: {}", error.what, error.hint), style, "  ");
}

}  // namespace okr::actions
