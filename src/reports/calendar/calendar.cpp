// SPDX-License-Identifier: MIT
#include "reports/calendar/calendar.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/compute/numbers.hpp"

namespace okr::reports {
namespace {

// --- lines of the format ---------------------------------------------------------------------------------------------

/// A text as a value may hold it.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : safe_for_terminal(text, true)) {
    if (c == '\\' || c == ';' || c == ',') safe += '\\';
    if (c == '\n')
      safe += "\\n";
    else
      safe += c;
  }
  return safe;
}

constexpr std::size_t longest_line = 75;  // in bytes, without its end

/// The line, folded between characters.
std::string folded(std::string_view line) {
  std::string text;
  std::size_t width = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at + 1;
    while (end < line.size() && is_continuation(line[end])) ++end;
    if (width + (end - at) > longest_line) {
      text += "\r\n ";
      width = 1;
    }
    text += line.substr(at, end - at);
    width += end - at;
    at = end;
  }
  return text + "\r\n";
}

std::string day_value(Date day) {
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// --- events ----------------------------------------------------------------------------------------------------------

struct Event {
  std::string uid;  ///< without the workspace
  std::vector<Date> days;
  std::string summary;
  std::string description = {};
};

/// How the days of one event follow each other: a rule where they are weeks apart, else they are listed.
std::string again_line(std::span<const Date> days) {
  const int step = days_between(days[0], days[1]);
  const bool is_even = step % 7 == 0 && std::ranges::adjacent_find(days, [step](Date a, Date b) {
                                          return days_between(a, b) != step;
                                        }) == days.end();
  if (is_even) return fmt::format("RRULE:FREQ=WEEKLY;INTERVAL={};UNTIL={}", step / 7, day_value(days.back()));
  std::string list;
  for (const Date day : days.subspan(1)) list += (list.empty() ? "" : ",") + day_value(day);
  return "RDATE;VALUE=DATE:" + list;
}

class Calendar {
 public:
  Calendar(std::string_view name, Date as_of) : home_(slug(name)), as_of_(as_of) {
    if (home_.empty()) home_ = "okr";
    for (const std::string& line :
         {std::string("BEGIN:VCALENDAR"), std::string("VERSION:2.0"), std::string("PRODID:-//okr//okr//EN"),
          std::string("CALSCALE:GREGORIAN"), std::string("METHOD:PUBLISH"), "X-WR-CALNAME:" + escaped(name)})
      text_ += folded(line);
  }

  void add(const Event& event) {
    static constexpr Date first = make_date(2000, 1, 1);
    const std::string stamp = day_value(as_of_) + "T000000Z";
    line("BEGIN:VEVENT");
    line(fmt::format("UID:{}@{}.okr", event.uid, home_));
    line("DTSTAMP:" + stamp);
    line("LAST-MODIFIED:" + stamp);
    line(fmt::format("SEQUENCE:{}", std::max(0, days_between(first, as_of_))));
    line("DTSTART;VALUE=DATE:" + day_value(event.days.front()));
    // An event without an end lasts its day: behind 9999-12-31 no end can be written.
    if (const Date next = add_days(event.days.front(), 1); is_of_calendar(next))
      line("DTEND;VALUE=DATE:" + day_value(next));
    if (event.days.size() > 1) line(again_line(event.days));
    line("SUMMARY:" + escaped(event.summary));
    if (!event.description.empty()) line("DESCRIPTION:" + escaped(event.description));
    line("CATEGORIES:OKR");
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
  }

  std::string text() && { return std::move(text_) + "END:VCALENDAR\r\n"; }

 private:
  void line(std::string_view content) { text_ += folded(content); }

  std::string home_;
  Date as_of_;
  std::string text_;
};

// --- the days on which to check in -----------------------------------------------------------------------------------

/// From when on a word is waited for, of what was said least lately; nothing where nothing is asked.
std::optional<Date> first_due(const Workspace& workspace, const Cycle& cycle, const Rhythm& cadence, Date as_of) {
  if (as_of < cycle.period.first) return due_from(cycle.period.first, workspace.settings.workspace, cadence);
  std::optional<Date> first;
  for (const ObjectiveNumbers& objective : numbers_of(workspace, cycle, as_of).objectives)
    for (const KeyResultNumbers& kr : objective.key_results)
      if (kr.recency.due_from && (!first || *kr.recency.due_from < *first)) first = kr.recency.due_from;
  return first;
}

void add_checkins(Calendar& calendar, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const Rhythm cadence = cadence_of(workspace.settings, cycle);
  const auto first = first_due(workspace, cycle, cadence, as_of);
  if (!first) return;
  auto days = due_days(*first, cycle.period.last, workspace.settings.workspace, cadence);
  if (!days.empty())
    calendar.add({"checkin-" + cycle.id.text, std::move(days), "Check in: " + cycle.id.text, cycle.title});
}

// --- what is due -----------------------------------------------------------------------------------------------------

std::string titled(std::string_view id, const std::string& title) {
  return title.empty() ? std::string(id) : fmt::format("{}: {}", id, title);
}

void add_initiatives(Calendar& calendar, const std::string& full_id, const std::vector<Initiative>& initiatives,
                     const std::string& about) {
  std::size_t count = 0;
  for (const Initiative& initiative : initiatives) {
    ++count;
    if (!initiative.due || initiative.done) continue;
    std::string description = about;
    if (!initiative.owners.empty()) description += "\n" + join(initiative.owners, ", ");
    if (!initiative.link.empty()) description += "\n" + initiative.link;
    calendar.add({fmt::format("initiative-{}-{}", full_id, count),
                  {*initiative.due},
                  "Due: " + initiative.title,
                  std::move(description)});
  }
}

/// What is reached or done is due no more.
void add_key_result(Calendar& calendar, const Subject& subject, Date as_of) {
  const KeyResultNumbers numbers = numbers_of(subject, as_of);
  if (numbers.state != State::active) return;
  const KeyResult& kr = subject.key_result;
  const std::string id = to_string(kr.id);
  const std::string full_id = subject.cycle.id.text + "/" + id;
  const std::string about = titled(id, kr.title);
  const std::optional<Date> due = numbers.standing.definition.due;
  if (due && !numbers.reached) calendar.add({"due-" + full_id, {*due}, "Due: " + about, subject.cycle.id.text});
  for (std::size_t i = 0; i < kr.steps.size(); ++i) {
    const Step& step = kr.steps[i];
    if (!step.due || numbers.standing.is_step_done(i)) continue;
    std::string name = step.id.empty() ? slug(step.title) : step.id;  // not its place: a step may be put before it
    if (name.empty()) name = fmt::format("{}", i + 1);
    calendar.add({fmt::format("step-{}-{}", full_id, name), {*step.due}, "Due: " + step.title, about});
  }
  add_initiatives(calendar, full_id, kr.initiatives, about);
}

void add_cycle(Calendar& calendar, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (!cycle.dated) return;
  const bool is_open = !is_closed(cycle);
  if (is_open) add_checkins(calendar, workspace, cycle, as_of);
  calendar.add({"end-" + cycle.id.text,
                {cycle.period.last},
                fmt::format("Last day of {}{}", cycle.id.text, is_open ? ": look back, then close it" : ""),
                cycle.title});
  for (const Objective& objective : cycle.objectives) {
    if (definition_of(objective, as_of).state != State::active) continue;
    add_initiatives(calendar, cycle.id.text + "/" + objective.id.text, objective.initiatives,
                    titled(objective.id.text, objective.title));
    for (const KeyResult& kr : objective.key_results)
      add_key_result(calendar, Subject{workspace, cycle, objective, kr}, as_of);
  }
}

}  // namespace

std::string calendar_text(const Workspace& workspace, const std::vector<const Cycle*>& cycles, std::string_view name,
                          Date as_of) {
  Calendar calendar(name, as_of);
  for (const Cycle* cycle : cycles) add_cycle(calendar, workspace, *cycle, as_of);
  return std::move(calendar).text();
}

}  // namespace okr::reports
