// SPDX-License-Identifier: MIT
#include "reports/calendar/calendar.hpp"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

// --- lines of the format ---------------------------------------------------------------------------------------------

/// A text as a value may hold it.
std::string escaped(std::string_view text) { return backslashed(text, "\\;,"); }

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
  std::string uid;         ///< without the workspace
  std::vector<Date> days;  ///< none where it is over: its name stays taken, so that no other one changes its own
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

std::string event_text(const Event& event, std::string_view home, Date as_of) {
  static constexpr Date first = make_date(2000, 1, 1);
  const std::string stamp = day_value(as_of) + "T000000Z";
  std::string text;
  const auto line = [&](std::string_view content) { text += folded(content); };
  line("BEGIN:VEVENT");
  line(fmt::format("UID:{}@{}.okr", escaped(event.uid), home));
  line("DTSTAMP:" + stamp);
  line("LAST-MODIFIED:" + stamp);
  line(fmt::format("SEQUENCE:{}", std::max(0, days_between(first, as_of))));
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
  return text;
}

/// Whether the name has letters of which a slug keeps nothing: those of scripts other than Latin. Beyond ASCII that one
/// stands in two bytes up to 0xCC; 0xE2 begins signs, and 0xF0 pictures.
bool loses_letters(std::string_view name) {
  return std::ranges::any_of(name, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0xCC && byte != 0xE2 && byte != 0xF0;
  });
}

/// What tells the workspace from others, whose names may have the same slug.
std::string home_of(std::string_view name) {
  std::string home = slug(name);
  if (home.empty() || loses_letters(name)) home += fmt::format("{}{:016x}", home.empty() ? "" : "-", fingerprint(name));
  return home;
}

/// A calendar keeps one event of a name: those that share theirs bear a fingerprint of what they are called, which
/// changes with no order and with none that is over.
void part_names(std::vector<Event>& events) {
  std::map<std::string, int> count;
  for (const Event& event : events) ++count[event.uid];
  std::map<std::string, int> again;
  for (Event& event : events) {
    if (count[event.uid] == 1) continue;
    event.uid += fmt::format("-{:016x}", fingerprint(event.summary));
    if (const int number = ++again[event.uid]; number > 1) event.uid += fmt::format("-{}", number);
  }
}

std::string calendar_of(std::vector<Event> events, std::string_view name, Date as_of) {
  std::string text;
  const auto line = [&](std::string_view content) { text += folded(content); };
  for (const char* content :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//okr//okr//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"})
    line(content);
  line("X-WR-CALNAME:" + escaped(name));
  part_names(events);
  const std::string home = home_of(name);
  for (const Event& event : events)
    if (!event.days.empty()) text += event_text(event, home, as_of);
  line("END:VCALENDAR");
  return text;
}

// --- the days on which to check in -----------------------------------------------------------------------------------

/// The next day on which a word is waited for, as every screen names it; where all that is asked is due already, the
/// day since when. Nothing where nothing is asked.
std::optional<Date> first_due(const Workspace& workspace, const Cycle& cycle, const Rhythm& cadence, Date as_of) {
  if (as_of < cycle.period.first) return due_from(cycle.period.first, workspace.settings.workspace, cadence);
  std::optional<Date> next, since;
  const auto is_earlier = [](Date due, const std::optional<Date>& known) { return !known || due < *known; };
  for (const ObjectiveNumbers& objective : numbers_of(workspace, cycle, as_of).objectives)
    for (const KeyResultNumbers& kr : objective.key_results) {
      const auto due = kr.recency.due_from;
      if (due && is_earlier(*due, since)) since = due;
      if (due && as_of <= *due && is_earlier(*due, next)) next = due;
    }
  return next ? next : since;
}

void add_checkins(std::vector<Event>& events, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  const Rhythm cadence = cadence_of(workspace.settings, cycle);
  const auto first = first_due(workspace, cycle, cadence, as_of);
  if (!first) return;
  auto days = due_days(*first, cycle.period.last, workspace.settings.workspace, cadence);
  std::erase_if(days, [&](Date day) { return day < as_of; });  // a day that is over asks nobody any more
  events.push_back({"checkin-" + cycle.id.text, std::move(days), "Check in: " + cycle.id.text, cycle.title});
}

// --- what is due -----------------------------------------------------------------------------------------------------

std::string titled(std::string_view id, const std::string& title) {
  return title.empty() ? std::string(id) : fmt::format("{}: {}", id, title);
}

void add_initiatives(std::vector<Event>& events, const std::string& full_id, const std::vector<Initiative>& initiatives,
                     const std::string& about) {
  std::size_t count = 0;
  for (const Initiative& initiative : initiatives) {
    ++count;
    if (!initiative.due || initiative.done) continue;
    std::string description = about;
    if (!initiative.owners.empty()) description += "\n" + join(initiative.owners, ", ");
    if (!initiative.link.empty()) description += "\n" + initiative.link;
    events.push_back({fmt::format("initiative-{}-{}", full_id, count),
                      {*initiative.due},
                      "Due: " + initiative.title,
                      std::move(description)});
  }
}

/// What is reached or done is due no more.
void add_key_result(std::vector<Event>& events, const Subject& subject, Date as_of) {
  const KeyResultNumbers numbers = numbers_of(subject, as_of);
  if (numbers.state != State::active) return;
  const KeyResult& kr = subject.key_result;
  const std::string id = to_string(kr.id);
  const std::string full_id = subject.cycle.id.text + "/" + id;
  const std::string about = titled(id, kr.title);
  const std::optional<Date> due = numbers.standing.definition.due;
  if (due && !numbers.reached) events.push_back({"due-" + full_id, {*due}, "Due: " + about, subject.cycle.id.text});
  for (std::size_t i = 0; i < kr.steps.size(); ++i) {
    const Step& step = kr.steps[i];
    std::vector<Date> days;
    if (step.due && !numbers.standing.is_step_done(i)) days = {*step.due};
    std::string name = step.id.empty() ? slug(step.title) : step.id;  // not its place: a step may be put before it
    if (name.empty()) name = fmt::format("{}", i + 1);
    events.push_back({fmt::format("step-{}-{}", full_id, name), std::move(days), "Due: " + step.title, about});
  }
  add_initiatives(events, full_id, kr.initiatives, about);
}

void add_cycle(std::vector<Event>& events, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (!cycle.dated) return;
  const bool is_open = !is_closed(cycle);
  if (is_open) add_checkins(events, workspace, cycle, as_of);
  events.push_back({"end-" + cycle.id.text,
                    {cycle.period.last},
                    fmt::format("Last day of {}{}", cycle.id.text, is_open ? ": look back, then close it" : ""),
                    cycle.title});
  for (const Objective& objective : cycle.objectives) {
    if (definition_of(objective, as_of).state != State::active) continue;
    add_initiatives(events, cycle.id.text + "/" + objective.id.text, objective.initiatives,
                    titled(objective.id.text, objective.title));
    for (const KeyResult& kr : objective.key_results)
      add_key_result(events, Subject{workspace, cycle, objective, kr}, as_of);
  }
}

}  // namespace

std::string calendar_text(const Workspace& workspace, const std::vector<const Cycle*>& cycles, std::string_view name,
                          Date as_of) {
  std::vector<Event> events;
  for (const Cycle* cycle : cycles) add_cycle(events, workspace, *cycle, as_of);
  return calendar_of(std::move(events), name, as_of);
}

}  // namespace okr::reports
