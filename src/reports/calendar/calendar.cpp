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
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') safe += '\\';
    if (c == '\n')
      safe += "\\n";
    else if (c != '\r')
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
    while (end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
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
  Date day;
  std::string summary;
  std::string description = {};
  std::string rule = {};  ///< of one that comes again
  std::vector<Date> left_out = {};
};

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
    line("DTSTART;VALUE=DATE:" + day_value(event.day));
    line("DTEND;VALUE=DATE:" + day_value(add_days(event.day, 1)));
    if (!event.rule.empty()) line("RRULE:" + event.rule);
    for (const Date day : event.left_out) line("EXDATE;VALUE=DATE:" + day_value(day));
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

constexpr std::string_view weekday_codes[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

int months_in(PeriodUnit unit) {
  switch (unit) {
    case PeriodUnit::day:
    case PeriodUnit::week: return 0;
    case PeriodUnit::month: return 1;
    case PeriodUnit::quarter: return 3;
    case PeriodUnit::half: return 6;
    case PeriodUnit::year: return 12;
  }
  return 0;
}

/// The first of that weekday on the day or behind it.
Date on_weekday(Date day, int weekday) { return add_days(day, (weekday - iso_weekday(day) + 7) % 7); }

/// How check-ins come again: a step of days, or of months on the first of a weekday where one is said.
struct Recurrence {
  Date first;
  int days = 0;
  int months = 0;
  std::optional<int> weekday;

  Date next(Date day) const {
    if (months == 0) return add_days(day, days);
    if (!weekday) return add_months(day, months);
    const Date month =
        add_months(make_date(static_cast<int>(day.year()), static_cast<unsigned>(day.month()), 1), months);
    return on_weekday(month, *weekday);
  }

  std::string rule(Date last) const {
    const std::string until = ";UNTIL=" + day_value(last);
    const bool is_weeks = months == 0 && days % 7 == 0;
    const int interval = months > 0 ? months : is_weeks ? days / 7 : days;
    std::string text = fmt::format("FREQ={}", months > 0 ? "MONTHLY" : is_weeks ? "WEEKLY" : "DAILY");
    if (interval > 1) text += fmt::format(";INTERVAL={}", interval);
    if (months > 0 && weekday) text += fmt::format(";BYDAY=1{}", weekday_codes[*weekday - 1]);
    return text + until;
  }
};

/// The first one a cadence behind the cycle's first day, on the workspace's weekday; in the first week already where one
/// is said.
Recurrence recurrence_of(const Settings& settings, const Cycle& cycle) {
  const Rhythm cadence = cadence_of(settings, cycle);
  Recurrence again{cycle.period.first, std::max(1, cadence.days), cadence.calendar ? months_in(*cadence.calendar) : 0,
                   settings.workspace.check_in_day};
  if (again.days % 7 != 0 && again.months == 0) again.weekday.reset();
  if (!again.weekday)
    again.first = again.next(again.first);
  else if (again.months == 0)
    again.first = on_weekday(again.first, *again.weekday);
  else
    again.first = again.next(again.first);
  return again;
}

void add_checkins(Calendar& calendar, const Workspace& workspace, const Cycle& cycle) {
  const Recurrence again = recurrence_of(workspace.settings, cycle);
  const Date last = cycle.period.last;
  Event event{"checkin-" + cycle.id.text, again.first, "Check in: " + cycle.id.text, cycle.title, again.rule(last), {}};
  const auto is_away = [&](Date day) {
    return std::ranges::any_of(workspace.settings.workspace.away,
                               [&](const Period& away) { return contains(away, day); });
  };
  bool is_any = false;
  for (Date day = again.first; day <= last; day = again.next(day)) {
    if (is_away(day))
      event.left_out.push_back(day);
    else
      is_any = true;
  }
  if (is_any) calendar.add(event);
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
    calendar.add({fmt::format("initiative-{}-{}", full_id, count), *initiative.due, "Due: " + initiative.title,
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
  if (due && !numbers.reached) calendar.add({"due-" + full_id, *due, "Due: " + about, subject.cycle.id.text});
  for (std::size_t i = 0; i < kr.steps.size(); ++i) {
    const Step& step = kr.steps[i];
    const bool is_done = i < numbers.standing.steps_done.size() && numbers.standing.steps_done[i] >= 1;
    if (!step.due || is_done) continue;
    const std::string name = step.id.empty() ? fmt::format("{}", i + 1) : step.id;
    calendar.add({fmt::format("step-{}-{}", full_id, name), *step.due, "Due: " + step.title, about});
  }
  add_initiatives(calendar, full_id, kr.initiatives, about);
}

void add_cycle(Calendar& calendar, const Workspace& workspace, const Cycle& cycle, Date as_of) {
  if (!cycle.dated) return;
  const bool is_open = !is_closed(cycle);
  if (is_open) add_checkins(calendar, workspace, cycle);
  calendar.add({"end-" + cycle.id.text, cycle.period.last,
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
