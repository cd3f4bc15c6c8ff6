// SPDX-License-Identifier: MIT
// What a check-in will change, known before it is written: for the person, for git's commit message and for --json.
#include "actions/checkin/write.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include <fmt/core.h>

#include "actions/checkin/due.hpp"
#include "actions/readings/reading_files.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "reports/words.hpp"
#include "session/writing/changes.hpp"

namespace okr::actions {
using namespace session;

namespace {

constexpr std::string_view arrow = "→";
constexpr std::size_t widest_subject = 72;

// --- one key result

std::string progress_in_words(const KeyResultNumbers& numbers) {
  return numbers.progress ? reports::whole_percents(numbers.progress->value()) : std::string("n/a");
}

/// A key result before or after the check-in.
struct Side {
  KeyResultNumbers numbers;
  std::string value;
  std::optional<double> number;
};

/// What updates are about, in the cycles that are there and in those that will be.
class Named {
 public:
  explicit Named(const CheckinScene& scene) : scene(scene), ids_(scene.workspace) {}

  Subject subject(const Cycle& cycle, const KeyResultId& id) {
    const Found found = ids_.resolve(cycle, to_string(id));
    return {scene.workspace, cycle, *found.objective, *found.key_result};
  }

  const CheckinScene& scene;

 private:
  IdIndex ids_;
};

Side side_of(Named& named, const Cycle& cycle, const KeyResultId& id) {
  const Subject subject = named.subject(cycle, id);
  const KeyResult& kr = subject.key_result;
  Side side{numbers_of(subject, day_in(named.scene, cycle)), {}, {}};
  side.value = last_value(kr, side.numbers.standing);
  side.number = last_number(side.numbers.standing);
  return side;
}

/// "112" and "131"; a value that stays stands alone.
struct BeforeAfter {
  std::string from, to;
};

BeforeAfter change_of(const std::string& before, const std::string& after) {
  if (before == after) return {after, {}};
  return {before.empty() ? "none" : before, after.empty() ? "none" : after};
}

BeforeAfter change_of(const Side& before, const Side& after) {
  if (!before.number || !after.number) return change_of(before.value, draw::marked(after.value));
  const auto texts = draw::display_together({*before.number, *after.number});
  return change_of(texts[0], texts[1]);
}

BeforeAfter share_of(const KeyResultNumbers& before, const KeyResultNumbers& after) {
  BeforeAfter share = change_of(progress_in_words(before), progress_in_words(after));
  if (after.progress) (share.to.empty() ? share.from : share.to) += " %";
  return share;
}

std::string confidence_in_words(const KeyResultNumbers& before, const KeyResultNumbers& after) {
  if (!after.confidence) return {};
  const int now = after.confidence->value;
  if (!before.confidence || before.confidence->value == now) return fmt::format("confidence {}", now);
  return fmt::format("confidence {} {} {}", before.confidence->value, arrow, now);
}

/// "→ 131"; read out without the arrow, since the label says which value it is.
draw::Cell after_cell(const std::string& after) {
  if (after.empty()) return {};
  return draw::Cell(draw::where_drawn(fmt::format("{} ", arrow)) + draw::Text(after));
}

std::vector<draw::Cell> cells_of(const Side& before, const Side& after, const std::string& name) {
  const BeforeAfter value = change_of(before, after);
  const BeforeAfter share = share_of(before.numbers, after.numbers);
  const bool is_share_moved = before.numbers.progress && !share.to.empty();
  return {draw::Cell(name, draw::Style::id),
          draw::Cell(value.from),
          after_cell(value.to),
          draw::Cell(draw::Text(share.from) + draw::in_plain_words(is_share_moved ? " %" : "")),
          after_cell(share.to),
          draw::Cell(std::string(word(after.numbers.status())), reports::style_of(after.numbers.status())),
          draw::Cell(confidence_in_words(before.numbers, after.numbers))};
}

draw::Table empty_table() {
  return draw::list_table("id",
                          {{.name = "id"},
                           {.name = "value_before", .align = draw::Align::right},
                           {.name = "value", .gap = 1},
                           {.name = "progress_before", .align = draw::Align::right, .gap = 3},
                           {.name = "progress", .gap = 1},
                           {.name = "status"},
                           {.name = "note", .gap = 3}},
                          2);
}

// --- a KPI

/// The status with the reading in its place, where that is what it speaks of: not while the reading's period runs, nor
/// of an older one.
std::optional<Rag> status_after(const CheckinScene& scene, const NewReading& said, const ReadingDay& day) {
  Kpi kpi = *said.kpi;
  if (!said.adds) std::erase_if(kpi.readings, [&](const Reading& there) { return there.date == day.date; });
  Reading reading;
  reading.date = day.date;
  const auto named = parse_period(day.key, scene.workspace.fiscal_start());
  reading.unit = named ? named->unit : PeriodUnit::day;
  reading.value = said.value;
  kpi.readings.insert(std::ranges::upper_bound(kpi.readings, reading.date, {}, &Reading::date), reading);
  const KpiNumbers numbers = numbers_of(scene.workspace, kpi, scene.date);
  if (!numbers.last || !contains(numbers.periods[*numbers.last].period, day.date)) return std::nullopt;
  return numbers.status;
}

std::vector<draw::Cell> cells_of(const CheckinScene& scene, const NewReading& said, const ReadingDay& day) {
  const auto status = status_after(scene, said, day);
  const ReadingWords words = reading_words(said, day);
  return {draw::Cell(said.kpi->id.text, draw::Style::id),
          draw::Cell(words.before),
          draw::Cell(words.now),
          draw::Cell(std::string()),
          draw::Cell(std::string()),
          status ? draw::Cell(std::string(word(*status)), reports::style_of(*status)) : draw::Cell(),
          draw::Cell("for " + day.key)};
}

// --- the whole

void add_rows(const PreparedCheckin& prepared, draw::Document& document) {
  const CheckinScene& scene = prepared.scene;
  Named named(scene);
  draw::Table table = empty_table();
  std::vector<std::string> confirmed;
  for (const CycleCheckin& checkin : prepared.checkins) {
    if (checkin.is_unchanged) continue;
    for (const Update& update : checkin.updates) {
      const std::string full = full_id(*checkin.before, *update.about.key_result);
      const std::string name = checkin.before == scene.cycles.front() ? to_string(update.id()) : full;
      if (update.is_still_true)
        confirmed.push_back(name);
      else
        table.add_record(full, cells_of(side_of(named, *checkin.before, update.id()),
                                        side_of(named, checkin.after, update.id()), name));
    }
  }
  for (const Update& update : prepared.readings)
    if (!update.reading->is_unchanged)
      table.add_record(update.reading->kpi->id.text, cells_of(scene, *update.reading, *update.reading_day));
  if (!table.rows.empty()) document.add(std::move(table));
  if (!confirmed.empty())
    document.add(draw::Paragraph{.text = draw::Text("still true: " + join(confirmed, ", ")), .indent = 2});
}

// --- for git

std::string update_in_words(const Update& update, const CycleCheckin& checkin, Named& named) {
  const std::string& name = update.id().name;
  const Entry& entry = update.entry;
  if (!entry.has_value()) return entry.confidence ? fmt::format("{} {}/10", name, *entry.confidence) : name;
  if (!update.is_amount()) return fmt::format("{} {}", name, side_of(named, checkin.after, update.id()).value);
  const double amount = std::get<double>(entry.value);
  return fmt::format("{} {}{}", name, amount < 0 ? "" : "+", display_value(amount));
}

std::string names_of(const std::vector<KeyResultId>& ids) {
  std::vector<std::string> names;
  for (const KeyResultId& id : ids) names.push_back(to_string(id));
  return join(names, ", ");
}

/// True when there is nothing to write: git may still lack it, and then the commit speaks of all of it.
bool is_all_there(const PreparedCheckin& prepared) {
  return std::ranges::all_of(prepared.checkins, &CycleCheckin::is_unchanged) &&
         std::ranges::all_of(prepared.readings, [](const Update& update) { return update.reading->is_unchanged; });
}

/// "Check in 2026-Q3, week 7"; where only KPIs were read, "Record 2026-08-17".
std::string opening_of(const PreparedCheckin& prepared) {
  const CheckinScene& scene = prepared.scene;
  const auto checkin = is_all_there(prepared)
                           ? prepared.checkins.begin()
                           : std::ranges::find(prepared.checkins, false, &CycleCheckin::is_unchanged);
  if (checkin == prepared.checkins.end()) return fmt::format("Record {}", to_string(scene.date));
  const CycleNumbers numbers = numbers_of(scene.workspace, *checkin->before, day_in(scene, *checkin->before));
  return fmt::format("Check in {}, week {}", checkin->before->id.text, numbers.week);
}

/// What moved; where nothing did, what was said.
std::vector<std::string> parts_of(const PreparedCheckin& prepared) {
  const bool says_all = is_all_there(prepared);
  Named named(prepared.scene);
  std::vector<std::string> moved, confirmed;
  for (const CycleCheckin& checkin : prepared.checkins)
    for (const Update& update : checkin.updates)
      if (says_all || !checkin.is_unchanged)
        (update.is_still_true ? confirmed : moved).push_back(update_in_words(update, checkin, named));
  for (const Update& update : prepared.readings)
    if (says_all || !update.reading->is_unchanged)
      moved.push_back(fmt::format("{} {}", update.reading->kpi->id.text, display_value(update.reading->value)));
  for (const CycleCheckin& checkin : prepared.checkins)
    if (!checkin.taken_out.empty()) moved.push_back("without " + names_of(checkin.taken_out));
  return moved.empty() ? confirmed : moved;
}

void add_list(std::string& text, std::string_view name, const std::vector<std::string>& items) {
  text += fmt::format("\n{}: {}", name, join(items, "; "));
}

}  // namespace

draw::Document preview_of(const PreparedCheckin& prepared) {
  draw::Document document;
  add_rows(prepared, document);
  for (const CycleCheckin& checkin : prepared.checkins) {
    const Date day = day_in(prepared.scene, *checkin.before);
    if (!checkin.taken_out.empty())
      document.add(draw::Paragraph{.text = draw::Text("taken out: " + names_of(checkin.taken_out)), .indent = 2});
    if (!checkin.said_already.empty()) {
      const std::string text =
          fmt::format("said already: {} (--again says it once more)", join(checkin.said_already, ", "));
      document.add(draw::Paragraph{.text = draw::Text(text), .indent = 2});
    }
    if (checkin.is_unchanged || day == prepared.scene.date) continue;
    const std::string text =
        fmt::format("dated {}, the last day of {}", short_date(day, prepared.scene.date), checkin.before->id.text);
    document.add(draw::Paragraph{.text = draw::Text(text), .indent = 2});
  }
  return document;
}

namespace {

using reports::FieldChange;

draw::Json value_of(const Side& side) {
  if (side.number) return draw::json(*side.number);
  return draw::json_or_null(side.value);
}

/// The days on which a value of it counts; outside of them it is kept and counts nowhere (W243).
Period counted_days_of(Named& named, const Cycle& cycle, const KeyResultId& id) {
  const Subject subject = named.subject(cycle, id);
  return counted_days(subject, definition_of(subject.key_result, day_in(named.scene, cycle)));
}

using Said = std::map<KeyResultId, Entry>;

Said entries_by_id(const CheckinSheet& sheet) {
  Said said;
  for (const SheetEntry& one : sheet.entries) said.emplace(one.id, one.entry);
  return said;
}

/// What is said of a key result; an entry that says nothing where there is none.
Entry entry_in(const Said& said, const KeyResultId& id) {
  const auto there = said.find(id);
  return there == said.end() ? Entry() : there->second;
}

/// Of what is said now, what is taken out, and what an edited text no longer speaks of.
std::vector<KeyResultId> touched_by(const CycleCheckin& checkin, const Said& says) {
  std::vector<KeyResultId> ids;
  for (const Update& update : checkin.updates) ids.push_back(update.id());
  ids.insert(ids.end(), checkin.taken_out.begin(), checkin.taken_out.end());
  std::set<KeyResultId> known(ids.begin(), ids.end());
  for (const SheetEntry& said : checkin.said_before.entries)
    if (!says.contains(said.id) && known.insert(said.id).second) ids.push_back(said.id);
  return ids;
}

draw::Json value_of(const Entry& entry) {
  if (const double* number = std::get_if<double>(&entry.value)) return draw::json(*number);
  return draw::json_or_null(reports::entry_text(entry.value));
}

void add_changes(Named& named, const CycleCheckin& checkin, const KeyResultId& id, const Entry& said_before,
                 const Entry& says, std::vector<FieldChange>& changes) {
  const Side before = side_of(named, *checkin.before, id), after = side_of(named, checkin.after, id);
  const auto add = [&](std::string field, draw::Json from, draw::Json to) {
    if (from != to)
      changes.push_back({checkin.before->id.text, to_string(id), std::move(field), std::move(from), std::move(to)});
  };
  const auto confidence = [](const Side& side) {
    return side.numbers.confidence ? draw::json(side.numbers.confidence->value) : draw::Json();
  };
  if (contains(counted_days_of(named, *checkin.before, id), day_in(named.scene, *checkin.before)))
    add("value", value_of(before), value_of(after));
  else
    add("value", value_of(said_before), value_of(says));
  if (said_before.confidence || says.confidence) add("confidence", confidence(before), confidence(after));
  add("note", draw::json_or_null(trim(said_before.note)), draw::json_or_null(trim(says.note)));
}

void add_journal(const CycleCheckin& checkin, std::vector<FieldChange>& changes) {
  const auto add = [&](std::string_view field, draw::Json from, draw::Json to) {
    if (from != to) changes.push_back({{}, {}, std::string(field), std::move(from), std::move(to)});
  };
  const auto list_in = [](const std::vector<JournalList>& lists, JournalPart part) {
    const auto list = std::ranges::find(lists, part, &JournalList::part);
    return list == lists.end() ? draw::Json() : draw::json_list(list->items);
  };
  const Checkin &before = checkin.said_before.head, &now = checkin.says.head;
  add("note", draw::json_or_null(trim(before.note)), draw::json_or_null(trim(now.note)));
  const std::vector<JournalList> old_lists = journal_lists(before), lists = journal_lists(now);
  for (const JournalList& list : lists)
    add(word(list.part), list_in(old_lists, list.part), draw::json_list(list.items));
  for (const JournalList& list : old_lists)
    if (!contains(lists, list.part, &JournalList::part)) add(word(list.part), draw::json_list(list.items), {});
}

/// What only the texts say: readings of KPIs, and in check-ins the keys of a person's own.
void add_of_texts(const Transaction& transaction, std::vector<FieldChange>& changes) {
  for (const FileChange& file : transaction.files)
    for (FieldChange& change : field_changes(file.path, file.before.value_or(""), file.after))
      if (!is_checkin_path(file.path) || change.field.starts_with("x-")) changes.push_back(std::move(change));
}

}  // namespace

std::vector<FieldChange> changes_of(const PreparedCheckin& prepared) {
  std::vector<FieldChange> changes;
  Named named(prepared.scene);
  for (const CycleCheckin& checkin : prepared.checkins) {
    if (checkin.is_unchanged) continue;
    const Said said_before = entries_by_id(checkin.said_before), says = entries_by_id(checkin.says);
    for (const KeyResultId& id : touched_by(checkin, says))
      add_changes(named, checkin, id, entry_in(said_before, id), entry_in(says, id), changes);
    add_journal(checkin, changes);
  }
  add_of_texts(prepared.transaction, changes);
  return changes;
}

std::string uncounted_text(const PreparedCheckin& prepared) {
  std::vector<std::string> early, late;
  Named named(prepared.scene);
  for (const CycleCheckin& checkin : prepared.checkins) {
    if (checkin.is_unchanged) continue;
    const Date day = day_in(prepared.scene, *checkin.before);
    for (const Update& update : checkin.updates) {
      const Period days = counted_days_of(named, *checkin.before, update.id());
      if (contains(days, day)) continue;
      if (day < days.first)
        early.push_back(fmt::format("{} starts on {}", to_string(update.id()), to_string(days.first)));
      else
        late.push_back(fmt::format("{} ended on {}", to_string(update.id()), to_string(days.last)));
    }
  }
  const bool are_all_early = late.empty();
  std::ranges::move(late, std::back_inserter(early));
  if (early.empty()) return {};
  return fmt::format("okr: {}: what is said {} is kept and does not count [W243]\n", join(early, ", "),
                     are_all_early ? "before" : "outside of its days");
}

std::vector<JournalList> journal_for_people(const Checkin& head) {
  using enum JournalPart;
  constexpr JournalPart order[] = {done, wins, blockers, solved, needs, lessons, priorities, ahead};
  static_assert(std::size(order) == okr::words_of<JournalPart>().size());
  std::vector<JournalList> lists = journal_lists(head);
  std::ranges::sort(lists, {}, [&](const JournalList& list) { return std::ranges::find(order, list.part); });
  return lists;
}

std::vector<std::string> names_in(const PreparedCheckin& prepared) {
  std::vector<std::string> names;
  for (const CycleCheckin& checkin : prepared.checkins)
    for (const Update& update : checkin.updates) names.push_back(to_string(update.id()));
  for (const Update& update : prepared.readings) names.push_back(update.reading->kpi->id.text);
  return names;
}

std::string summary_line(const PreparedCheckin& prepared) {
  const std::vector<std::string> parts = parts_of(prepared);
  std::string line = opening_of(prepared);
  std::size_t left_out = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string next = (i == 0 ? ": " : ", ") + parts[i];
    if (left_out > 0 || line.size() + next.size() > widest_subject)
      ++left_out;
    else
      line += next;
  }
  return left_out == 0 ? line : fmt::format("{} and {} more", line, left_out);
}

std::string commit_message(const PreparedCheckin& prepared) {
  std::string message = summary_line(prepared);
  for (const CycleCheckin& checkin : prepared.checkins) {
    if (checkin.is_unchanged && !is_all_there(prepared)) continue;
    const std::string_view note = trim(checkin.head.note);
    if (!note.empty()) message += fmt::format("\n\n{}", note);
    std::string lists;
    for (const JournalList& list : journal_for_people(checkin.head)) add_list(lists, told(list.part), list.items);
    if (!lists.empty()) message += "\n" + lists;
  }
  return message + "\n";
}

std::string left_out_text(const Context& context, const CheckinRequest& request) {
  if (request.said_already.empty() || !context.tells() || context.globals().dry_run) return {};
  return fmt::format("Unchanged: {} of today\n", join(request.said_already, ", "));
}

std::string unchanged_files_text(const Context& context, const PreparedCheckin& prepared) {
  std::string text;
  if (!context.tells()) return text;
  for (const CycleCheckin& checkin : prepared.checkins)
    if (checkin.is_unchanged)
      text += fmt::format("Unchanged: {} says this already{}\n",
                          shown_path(context, prepared.scene.workspace.root, checkin.path),
                          checkin.is_amended ? "" : " (--again writes it once more)");
  return text;
}

}  // namespace okr::actions
