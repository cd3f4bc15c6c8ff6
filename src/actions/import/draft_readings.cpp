// SPDX-License-Identifier: MIT
// Imported values of key results: the day each is for, what is known already, and the check-ins they are put in.
#include "actions/import/draft_plan.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/checkin/earlier.hpp"
#include "actions/checkin/understand.hpp"
#include "actions/import/opening.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/definition.hpp"
#include "okr/compute/progress.hpp"
#include "okr/model/words.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/disk.hpp"

namespace okr::actions {
namespace {

bool is_same_value(const EntryValue& a, const EntryValue& b) {
  const double* one = std::get_if<double>(&a);
  const double* other = std::get_if<double>(&b);
  return one && other ? equal(*one, *other) : a == b;
}

/// Whether the value is the same, where one is said.
bool has_same_value(const Entry& entry, const DraftReading& reading) {
  return reading.value == EntryValue() || is_same_value(entry.value, reading.value);
}

/// What is said of it says nothing new; what is not said says nothing.
bool says_same(const Entry& entry, const DraftReading& reading) {
  return has_same_value(entry, reading) && (!reading.confidence || entry.confidence == reading.confidence) &&
         (trim(reading.note).empty() || trim(entry.note) == trim(reading.note));
}

/// Says in one entry what two rows say of a day; false where they contradict each other.
bool merge(Entry& entry, const Entry& other) {
  const bool is_other_value = entry.has_value() && other.has_value() && !is_same_value(entry.value, other.value);
  const bool is_other_confidence = entry.confidence && other.confidence && entry.confidence != other.confidence;
  const bool is_other_note = !entry.note.empty() && !other.note.empty() && trim(entry.note) != trim(other.note);
  if (is_other_value || is_other_confidence || is_other_note) return false;
  if (!entry.has_value()) entry.value = other.value;
  if (!entry.confidence) entry.confidence = other.confidence;
  if (entry.note.empty()) entry.note = other.note;
  return true;
}

Entry entry_of(const DraftReading& reading) {
  Entry entry;
  entry.value = reading.value;
  entry.confidence = reading.confidence;
  entry.note = reading.note;
  return entry;
}

/// Whether it tells what the reading tells: a value, or how sure one is.
bool is_told_alike(const Entry& entry, const DraftReading& reading) {
  return reading.value != EntryValue() ? entry.has_value() : entry.confidence.has_value();
}

/// As far as it says which values a new key result takes.
KeyResult key_result_to_be(const DraftKeyResult& said) {
  KeyResult kr;
  std::string kind = said.field("kind");
  std::erase(kind, '"');
  kr.kind = parse_word<Kind>(kind).value_or(Kind::number);
  if (const auto floor = parse_number(said.field("floor"))) kr.floor = *floor;
  if (const auto ceil = parse_number(said.field("ceil"))) kr.ceil = *ceil;
  return kr;
}

/// `kind` is that of what is there, on the day of the value.
Status check_value(const ReadingTarget& target, Kind kind, const EntryValue& value) {
  if (target.there) return fitting(*target.there, kind, value);
  if (!target.said || !std::holds_alternative<double>(value)) return {};
  const KeyResult kr = key_result_to_be(*target.said);
  return fitting(kr, kr.kind, value);
}

/// The days on which a value counts; of a key result that is new as its file says it.
Period counted_days_of(const DraftScene& scene, const ReadingTarget& target) {
  if (target.there)
    return counted_days({scene.workspace, *target.cycle_there, *target.objective, *target.there},
                        definition_of(*target.there, scene.today));
  Period days = target.period;
  if (const auto start = target.said ? parse_date(target.said->field("start")) : std::nullopt) days.first = *start;
  return days;
}

std::string value_text(const EntryValue& value) {
  Entry entry;
  entry.value = value;
  return store::entry_text(entry);
}

}  // namespace

/// Nothing where no check-in of the cycle can hold it, which is remarked on.
std::optional<Date> DraftReadings::day_of(const ReadingTarget& target, const DraftReading& reading) {
  const Date said = reading.date.value_or(scene_.today);
  const std::string name = fmt::format("{}/{}", target.cycle, to_string(target.id));
  if (reading.date && said > scene_.today) {
    fault(reading.place, Code::E112, fmt::format("{} lies in the future", to_string(said)),
          fmt::format("today is {}", to_string(scene_.today)));
    return std::nullopt;
  }
  if (said < target.period.first) {
    plan_.remarks.push_back(
        {reading.place, fmt::format("the value of {} is left out: {} lies before its cycle, which begins on {}", name,
                                    to_string(said), to_string(target.period.first))});
    return std::nullopt;
  }
  if (said <= target.period.last) return said;
  if (reading.date)
    plan_.remarks.push_back(
        {reading.place, fmt::format("the value of {} is dated {}, the last day of its cycle, not {}", name,
                                    to_string(target.period.last), to_string(said))});
  return target.period.last;
}

bool DraftReadings::is_imported(const Entry& entry) {
  const auto known = imported_.find(entry.place.file);
  if (known != imported_.end()) return known->second;
  const Workspace& workspace = scene_.workspace;
  const auto text = store::read_file(workspace.root + "/" + workspace.files[entry.place.file]);
  return imported_.emplace(entry.place.file, text && has_import_mark(*text)).first->second;
}

/// A file says a value until somebody changes it there: what was said by hand since is newer.
bool DraftReadings::is_of_last_import(const KeyResult& there, const DraftReading& reading, Date date) {
  for (auto entry = there.entries.rbegin(); entry != there.entries.rend(); ++entry)
    if (entry->date <= date && is_told_alike(*entry, reading) && is_imported(*entry)) return says_same(*entry, reading);
  return false;
}

/// What holds for the day that is said: its last entry; of a value of now the last one until then. Null where there is
/// none.
const Entry* DraftReadings::last_told(const ReadingTarget& target, const DraftReading& reading, Date date) {
  const Entry* last = nullptr;
  if (!target.there) return last;
  for (const Entry& entry : target.there->entries) {
    const bool is_of_day = reading.date ? entry.date == date : entry.date <= date;
    if (is_of_day && is_told_alike(entry, reading)) last = &entry;
  }
  return last;
}

/// A value of now is the same where the last one is, or the last one that was imported; a dated one where that day's
/// last one is.
DraftReadings::Standing DraftReadings::standing_of(const ReadingTarget& target, const DraftReading& reading, Date date,
                                                   const Entry* last) {
  if (!last) return Standing::missing;
  if (says_same(*last, reading)) return Standing::same;
  if (reading.date && reading.value == EntryValue()) return Standing::missing;
  if (reading.date) return has_same_value(*last, reading) ? Standing::reworded : Standing::other;
  const bool is_old = !scene_.options.replace && is_of_last_import(*target.there, reading, date);
  return is_old ? Standing::same : Standing::missing;
}

void DraftReadings::conflict(const ReadingTarget& target, const DraftReading& reading, Date date, const Entry& there) {
  Error error{ErrorKind::answer_no,
              fmt::format("{} has {} for {} already, not {}", to_string(target.id), value_text(there.value),
                          to_string(date), value_text(reading.value)),
              fmt::format("it stands at {}; --replace says the other one after it",
                          to_string(there.value_place, scene_.workspace))};
  plan_.conflicts.push_back(error_in(draft_.name, reading.place, std::move(error)));
}

/// The value of the day is there with another confidence or note, which stay.
void DraftReadings::tell_reworded(const ReadingTarget& target, const DraftReading& reading, Date date,
                                  const Entry& there) {
  ++plan_.unchanged.readings;
  plan_.remarks.push_back(
      {reading.place, fmt::format("{}/{} on {} stays {}, not {}: --replace says the other one after it", target.cycle,
                                  to_string(target.id), to_string(date), store::entry_text(there),
                                  store::entry_text(entry_of(reading)))});
}

bool counts_steps(const KeyResult* there, const DraftRecord& said) {
  return there && there->kind == Kind::milestones && parse_number(said.field("target"));
}

/// "2/3" of three steps: those that were not done before; none is taken back.
void DraftReadings::take_steps(const ReadingTarget& target, DraftReading reading) {
  const KeyResult& kr = *target.there;
  const Date by = reading.date.value_or(scene_.today);
  const Subject subject{scene_.workspace, *target.cycle_there, *target.objective, kr};
  const std::vector<double> done = steps_done(subject, definition_of(subject, by), by);
  const double count = std::get<double>(reading.value), there = static_cast<double>(std::ranges::count(done, 1.0));
  const std::string all = target.said->field("target");
  if (count <= there && all == std::to_string(kr.steps.size())) {
    ++plan_.unchanged.readings;
    if (count < there)
      plan_.remarks.push_back(
          {reading.place, fmt::format("{}/{} has {} of {} steps done, not {}: a step is taken back in the check-in "
                                      "that named it",
                                      target.cycle, to_string(target.id), shortest(there), all, shortest(count))});
    return;
  }
  auto steps = typed_value(kr, Kind::milestones, fmt::format("{}/{}", shortest(count), all), {{}, done});
  if (!steps)
    return fault(reading.place, Code::E117, fmt::format("{}: {}", to_string(target.id), steps.error().what),
                 steps.error().hint);
  reading.value = std::move(*steps);
  take(target, reading);
}

/// Of what is cancelled, deferred or done by hand nothing is checked in, either.
bool DraftReadings::is_left_out(const ReadingTarget& target, const DraftReading& reading, Date date) {
  if (!target.there || !target.objective) return false;
  const Definition own = definition_of(*target.there, date), above = definition_of(*target.objective, date);
  if (!is_over_by(own) && !is_over_by(above)) return false;
  const std::string objective = fmt::format("{}/{}", target.cycle, target.objective->id.text);
  const std::string name = fmt::format("{}/{}", target.cycle, to_string(target.id));
  plan_.remarks.push_back(
      {reading.place,
       fmt::format("the value of {} is left out: {} is {}, and what is said of it no longer counts", name,
                   is_over_by(own) ? "it" : objective, word(is_over_by(own) ? own.state : above.state)),
       "values of what is over"});
  return true;
}

/// A value that does not fit the key result that is there: of a sheet a fault of its row, of a page left out and told.
void DraftReadings::refuse(const ReadingTarget& target, const DraftReading& reading, Error error) {
  if (draft_.is_sheet || !target.there)
    return fault(reading.place, Code::E117, std::move(error.what), std::move(error.hint));
  plan_.remarks.push_back({reading.place, fmt::format("the value of {}/{} is left out: {}: {}", target.cycle,
                                                      to_string(target.id), error.what, error.hint)});
}

/// The value as the key result counts it. Of a page that says another unit what else it says of the day is left, of a
/// sheet nothing.
std::optional<DraftReading> DraftReadings::counted(const ReadingTarget& target, DraftReading reading) {
  const double* value = target.there ? std::get_if<double>(&reading.value) : nullptr;
  if (!value) return reading;
  const auto own = value_as_counted(*target.there, *target.said, *value);
  if (own) {
    reading.value = *own;
    return reading;
  }
  refuse(target, reading, counted_otherwise(target.id, *target.there, *target.said, *value));
  if (draft_.is_sheet) return std::nullopt;
  reading.value = EntryValue();
  return reading.confidence ? std::optional(std::move(reading)) : std::nullopt;
}

void DraftReadings::take(const ReadingTarget& target, const DraftReading& said) {
  if (target.said && counts_steps(target.there, *target.said) && std::holds_alternative<double>(said.value))
    return take_steps(target, said);
  const Date by = said.date.value_or(scene_.today);
  const Kind kind = target.there ? definition_of(*target.there, by).kind : Kind::number;
  if (kind == Kind::sum && said.value != EntryValue()) {
    const std::string id = to_string(target.id);
    return refuse(
        target, said,
        {ErrorKind::data, fmt::format("{} adds up amounts here, and this is a value so far", id),
         fmt::format("okr checkin {0}/{1}=+AMOUNT, or okr set {0}/{1}.kind=number --why TEXT", target.cycle, id)});
  }
  const auto counted_here = counted(target, said);
  if (!counted_here) return;
  const DraftReading& reading = *counted_here;
  if (const Status fine = check_value(target, kind, reading.value); !fine)
    return refuse(target, reading,
                  {ErrorKind::data, fmt::format("{}: {}", to_string(target.id), fine.error().what), fine.error().hint});
  const auto date = day_of(target, reading);
  if (!date || contradicts(target, reading)) return;
  const Entry* there = last_told(target, reading, *date);
  const Standing standing = standing_of(target, reading, *date, there);
  if (standing == Standing::same) {
    ++plan_.unchanged.readings;
    return;
  }
  if (is_left_out(target, reading, *date)) return;
  if (standing == Standing::other && !scene_.options.replace) return conflict(target, reading, *date, *there);
  if (standing == Standing::reworded && !scene_.options.replace) return tell_reworded(target, reading, *date, *there);
  const bool is_after_the_end = !reading.date && scene_.today > target.period.last;
  if (is_after_the_end && told_.insert(target.cycle).second)
    plan_.remarks.push_back({nowhere, fmt::format("values without a day are dated {}, the last day of {}",
                                                  to_string(target.period.last), target.cycle)});
  Sheet& sheet = sheets_[{target.cycle, *date}];
  sheet.there = target.cycle_there;
  sheet.is_now |= !reading.date;
  put_in(sheet, target, reading);
  note_uncounted(target, reading, *date);
}

void DraftReadings::note_uncounted(const ReadingTarget& target, const DraftReading& reading, Date date) {
  const Period counted = counted_days_of(scene_, target);
  if (contains(counted, date)) return;
  const std::string name = fmt::format("{}/{}", target.cycle, to_string(target.id));
  uncounted_.try_emplace(name, Uncounted{counted, {}, reading.place}).first->second.days.insert(date);
}

/// As a check-in says it when it is written, once a key result; and how it would count.
void DraftReadings::tell_uncounted() {
  for (const auto& [name, one] : uncounted_) {
    const Date first = *one.days.begin();
    const bool is_early = first < one.counted.first;
    const std::string days = one.days.size() == 1
                                 ? "on " + to_string(first)
                                 : fmt::format("on {} days from {} on", one.days.size(), to_string(first));
    const std::string way =
        is_early ? fmt::format("; where it began then: okr set {}.start={} --why TEXT", name, to_string(first)) : "";
    plan_.remarks.push_back({one.place,
                             fmt::format("{} {} {}: what is said {} is kept and does not count [W243]{}", name,
                                         is_early ? "starts on" : "ended on",
                                         to_string(is_early ? one.counted.first : one.counted.last), days, way),
                             "days that do not count"});
  }
}

/// Another row of the file says something else of that day, whether or not it is known already.
bool DraftReadings::contradicts(const ReadingTarget& target, const DraftReading& reading) {
  Entry entry = entry_of(reading);
  const Day day{target.cycle, reading.date.value_or(scene_.today)};
  const auto [known, is_new] = said_.try_emplace({day, target.id}, Said{entry, reading.place});
  Said& first = known->second;
  if (is_new || merge(first.entry, entry)) return false;
  fault(reading.place, Code::E115,
        fmt::format("{} is {} here and {} in line {}, on one day", to_string(target.id), store::entry_text(entry),
                    store::entry_text(first.entry), first.place.line),
        "leave one out");
  return true;
}

/// A check-in says one value of each: of those that the cycle's end brought to one day the last one.
void DraftReadings::put_in(Sheet& sheet, const ReadingTarget& target, const DraftReading& reading) {
  const Date day = reading.date.value_or(scene_.today);
  Entry entry = entry_of(reading);
  const auto [known, is_new] = sheet.indexes.emplace(target.id, sheet.sheet.entries.size());
  if (is_new) {
    sheet.sheet.entries.push_back({target.id, std::move(entry)});
    sheet.places.push_back(reading.place);
    sheet.days.push_back(day);
    ++plan_.added.readings;
    return;
  }
  const std::size_t index = known->second;
  Entry& there = sheet.sheet.entries[index].entry;
  if (sheet.days[index] > day || (sheet.days[index] == day && merge(there, entry))) return;
  there = std::move(entry);
  sheet.places[index] = reading.place;
  sheet.days[index] = day;
}

void DraftReadings::write() {
  tell_uncounted();
  for (auto& [key, one] : sheets_) {
    const auto& day = key;  // a lambda takes no part of a pair along, Clang 14 says
    Checkin& head = one.sheet.head;
    head.date = day.date;
    head.by = scene_.author.me;
    const bool is_later = one.there && std::ranges::any_of(one.there->checkins, [&](const Checkin& other) {
                            return other.date == day.date && other.at;
                          });
    if (one.is_now || is_later)
      head.at = one.there ? time_behind(*one.there, day.date, one.is_now ? scene_.now : 0) : scene_.now;
    const std::string path = free_checkin_path(scene_.workspace.root, one.there ? one.there->folder : day.cycle,
                                               day.date, scene_.author.source);
    for (std::size_t i = 0; i < one.places.size(); ++i)
      plan_.places[path + ":" + to_string(one.sheet.entries[i].id)] = one.places[i];
    plan_.transaction.create(path, import_mark(draft_.name) + store::checkin_text(one.sheet));
    if (one.there) plan_.transaction.grounds.push_back(one.there->folder);
  }
}

}  // namespace okr::actions
