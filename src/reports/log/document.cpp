// SPDX-License-Identifier: MIT
// `okr log`: a block an event, newest first.
#include <fmt/core.h>

#include <span>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/kpi.hpp"
#include "okr/model/checkin_sheet.hpp"
#include "okr/model/workspace.hpp"
#include "reports/cycle_words.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/pages.hpp"
#include "reports/words.hpp"

namespace okr::reports {
namespace {

/// "112 → 131", or the second alone where they are the same.
std::string moved_text(const Definition& definition, const EntryValue& before, const EntryValue& after) {
  const double* a = std::get_if<double>(&before);
  const double* b = std::get_if<double>(&after);
  const auto texts = a && b ? values_beside(definition, {*a, *b}) : std::vector{entry_text(before), entry_text(after)};
  return texts[0].empty() || texts[0] == texts[1] ? texts[1] : fmt::format("{} → {}", texts[0], texts[1]);
}

/// "112 → 131"; the amount of a sum ("+12") and steps newly done stand alone.
std::string value_text(const JournalEntry& line, Date as_of) {
  const Definition definition = definition_of(*line.key_result, as_of);
  const std::string now = entry_text(line.entry->value, definition);
  if (now.empty()) return now;
  if (takes_amounts(*line.key_result, definition.kind)) return now.starts_with('-') ? now : "+" + now;
  const bool adds_steps = definition.kind == Kind::milestones;
  return line.value_before && !adds_steps ? moved_text(definition, line.value_before->value, line.entry->value) : now;
}

/// "5 → 6/10"
std::string confidence_text(const JournalEntry& line) {
  const auto& now = line.entry->confidence;
  if (!now) return {};
  const bool moved = line.confidence_before && *line.confidence_before != *now;
  return moved ? fmt::format("{} → {}/10", *line.confidence_before, *now) : fmt::format("{}/10", *now);
}

Table entries_table(const JournalEvent& event, Date as_of) {
  Table table = draw::list_table("key_result",
                                 {{.name = "id", .min_width = 10},
                                  title_column(),
                                  {.name = "value"},
                                  {.name = "confidence", .align = Align::right},
                                  {.name = "note", .min_width = 10, .shrink = 1}},
                                 2);
  table.note_column = table.columns.size() - 1;
  for (const JournalEntry& line : event.entries)
    add_with_note(table, to_string(line.key_result->id),
                  {Cell(to_string(line.key_result->id), Style::id), line.key_result->title, value_text(line, as_of),
                   confidence_text(line)},
                  line.entry->note);
  return table;
}

/// "Mon 17 Aug", with the cycle where there are several.
std::string heading_of(const Journal& journal, const JournalEvent& event, bool with_cycle) {
  const std::string day = day_text(event.date, journal.as_of);
  return with_cycle && event.cycle ? fmt::format("{}  {}", day, event.name.cycle) : day;
}

/// With its title on pages, where it is a record of the workspace.
Text name_text(const Workspace& workspace, const JournalEvent& event, const Reference& reference) {
  const Found about = resolve(workspace, *event.cycle, reference.text);
  const bool is_known = about.kpi || about.cycle;
  return named(reference.text, is_known ? title_of(about) : std::string());
}

/// "fit.doctor: moved to September (solved 17 Aug)"
Text blockers_said(const Journal& journal, const JournalEvent& event) {
  Text text;
  for (const JournalBlocker& one : event.blockers) {
    const Blocker& blocker = *one.blocker;
    if (!text.empty()) text += "; ";
    if (!blocker.about.empty()) text += name_text(*journal.workspace, event, blocker.about) + Text(": ");
    text += blocker.text;
    if (one.solved) text += fmt::format(" (solved {})", short_date(*one.solved, journal.as_of));
  }
  return text;
}

Text solved_said(const Workspace& workspace, const JournalEvent& event) {
  Text text;
  for (const Reference& one : event.checkin->solved)
    text += Text(text.empty() ? "" : "; ") + name_text(workspace, event, one);
  return text;
}

/// What went well and what is in the way first, then what was done and what comes.
KeyValues lists_said(const Journal& journal, const JournalEvent& event) {
  using enum JournalPart;
  constexpr JournalPart order[] = {wins, blockers, solved, needs, done, priorities, ahead, lessons};
  static_assert(std::size(order) == okr::words_of<JournalPart>().size());
  KeyValues lists;
  for (const JournalPart part : order) {
    Text said = part == blockers ? blockers_said(journal, event)
                : part == solved ? solved_said(*journal.workspace, event)
                                 : Text(join(items_of(*event.checkin, part), "; "));
    const std::string_view name = part == priorities ? "next" : word(part);
    if (!said.empty()) lists.items.push_back({Text(std::string(name), Style::dim), std::move(said)});
  }
  return lists;
}

void add_checkin(Document& document, const Journal& journal, const JournalEvent& event, bool with_cycle) {
  const Checkin& checkin = *event.checkin;
  document.add(Heading{.text = heading_of(journal, event, with_cycle), .right = event.from, .is_name = true});
  if (const std::string_view note = trim(checkin.note); !note.empty())
    document.add(Paragraph{.text = std::string(note), .indent = 2});
  if (!event.entries.empty()) document.add(entries_table(event, journal.as_of));
  KeyValues lists = lists_said(journal, event);
  if (!lists.items.empty()) document.add(std::move(lists));
}

void add_change(Document& document, const Journal& journal, const JournalEvent& event, bool with_cycle) {
  document.add(Heading{.text = heading_of(journal, event, with_cycle), .right = "changed", .is_name = true});
  document.add(Paragraph{.text = changed_text(event), .indent = 2});
  if (!event.change->why.empty()) document.add(Paragraph{.text = event.change->why, .indent = 2});
}

/// "6.1 h", in digits that tell it from what it is judged by.
std::string kpi_value_text(const Kpi& kpi, const Reading& reading, Date as_of) {
  return with_unit(judged_text(reading.value, bounds_at(kpi, reading.date, as_of)), kpi.unit);
}

/// Readings are many and short: one table for all that stand together.
Table readings_table(const Journal& journal, std::span<const JournalEvent> readings, bool with_ids) {
  Table table = draw::list_table("reading", {{.name = "date"},
                                             {.name = "value", .align = Align::right},
                                             {.name = "change", .align = Align::right},
                                             {.name = "note", .min_width = 10, .shrink = 1}});
  if (journal.has_sources) table.columns.insert(table.columns.begin() + 3, {.name = "source"});
  if (with_ids) table.columns.insert(table.columns.begin() + 1, {{.name = "kpi"}, title_column()});
  table.note_column = table.columns.size() - 1;
  for (const JournalEvent& event : readings) {
    const auto* before = event.reading_before;
    const bool adds = before && adds_up(event.kpi->aggregate) &&
                      (before->unit == PeriodUnit::day || event.reading->unit == PeriodUnit::day);
    const bool is_beside = before && (adds || before->date == event.date);  // it takes no other's place
    const bool same = !before || equal(before->value, event.reading->value);
    const double moved = same ? 0 : event.reading->value - before->value;
    const std::string change = before && !is_beside ? (moved > 0 ? "+" : "") + display_value(moved) : std::string();
    std::vector<Cell> cells{to_string(event.date), kpi_value_text(*event.kpi, *event.reading, journal.as_of), change};
    if (journal.has_sources) cells.push_back(Cell(event.from, Style::dim));
    if (with_ids) cells.insert(cells.begin() + 1, {Cell(event.name.full_id, Style::id), Cell(event.kpi->title)});
    add_with_note(table, to_string(event.date), std::move(cells), event.kpi->note_of(*event.reading));
  }
  return table;
}

void add_unread(Document& document, const Journal& journal) {
  const Workspace& workspace = *journal.workspace;
  std::vector<Found> told{journal.about};
  if (journal.is_about_all) {
    told.clear();
    for (const Cycle& cycle : workspace.cycles) told.push_back({&cycle, nullptr, nullptr, nullptr});
    for (const Kpi& kpi : workspace.kpis) told.push_back({nullptr, nullptr, nullptr, &kpi});
  }
  Document unread;
  for (const Found& one : told) reports::add_unread(unread, workspace, one);
  if (unread.blocks.empty()) return;
  document.add(Space{});
  unread.blocks.pop_back();
  document.blocks.insert(document.blocks.end(), unread.blocks.begin(), unread.blocks.end());
}

/// Of what lies before --since nothing is said: there may be much.
std::string nothing_text(const Journal& journal) {
  return journal.since ? fmt::format("Nothing was said since {}.", short_date(*journal.since, journal.as_of))
                       : std::string("Nothing was said yet.");
}

}  // namespace

Text changed_text(const JournalEvent& event) {
  Text text = named(event.name.id, event.name.title);
  for (const ChangedField& field : event.change->fields)
    text += fmt::format("  {} {}", field.key, field_change_text(field.before, field.after));
  return text;
}

Document document_of(const Journal& journal) {
  Document document;
  const bool is_about_all = journal.is_about_all;
  document.add(Heading{.level = 1,
                       .text = is_about_all ? std::string("Everything that was said, changed and read")
                                            : journal.name.full_id + "  " + journal.name.title});
  const std::size_t before = document.blocks.size();
  add_unread(document, journal);
  const bool is_all_read = document.blocks.size() == before;
  if (journal.events.empty() && !is_all_read) return document;
  if (journal.events.empty()) return document.add(Space{}).add(Paragraph{.text = nothing_text(journal)});
  const std::span<const JournalEvent> events = journal.events;
  for (std::size_t at = 0; at < events.size();) {
    const std::size_t first = at++;
    document.add(Space{});
    if (events[first].checkin) {
      add_checkin(document, journal, events[first], is_about_all);
    } else if (events[first].change) {
      add_change(document, journal, events[first], is_about_all);
    } else {
      while (at < events.size() && events[at].reading) ++at;
      document.add(readings_table(journal, events.subspan(first, at - first), is_about_all));
    }
  }
  if (journal.left_out > 0)
    document.add(Space{}).add(Paragraph{.text = Text(fmt::format("{} older", journal.left_out), Style::dim) +
                                                on_terminal(Text("; a higher --limit shows them", Style::dim))});
  add_legend(document, {Sign::said}, journal.workspace->settings.scoring);
  return document;
}

}  // namespace okr::reports
