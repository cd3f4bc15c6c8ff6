// SPDX-License-Identifier: MIT
#include "actions/checkin/prepare.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/readings.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

constexpr int last_second = 24 * 3600 - 1;
constexpr int most_a_day = 10000;

/// "ana-x1-2" is the source "ana-x1" too.
bool is_of_source(std::string_view name, std::string_view source) {
  if (name == source) return true;
  if (!name.starts_with(source) || name.size() < source.size() + 2 || name[source.size()] != '-') return false;
  const std::string_view number = name.substr(source.size() + 1);
  return std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::uint32_t> of_source(const Cycle& cycle, Date date, std::string_view source) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < cycle.checkins.size(); ++i)
    if (cycle.checkins[i].date == date && is_of_source(cycle.checkins[i].source, source)) found.push_back(i);
  return found;
}

/// Later than everything that was said that day, so that it is what counts.
int time_behind(const Cycle& cycle, Date date, int now) {
  int time = now;
  for (const Checkin& checkin : cycle.checkins)
    if (checkin.date == date && checkin.at) time = std::max(time, *checkin.at + 1);
  return std::min(time, last_second);
}

std::string free_path(const CheckinScene& scene, const Cycle& cycle, std::string_view source) {
  const std::string stem = fmt::format("{}/checkins/{}-{}", cycle.folder, to_string(day_in(scene, cycle)), source);
  std::string path = stem + ".toml";
  for (int number = 2; number < most_a_day; ++number) {
    if (store::presence(scene.workspace.root + "/" + path) == store::Presence::absent) return path;
    path = fmt::format("{}-{}.toml", stem, number);
  }
  return path;
}

// --- said already
// -----------------------------------------------------------------------------------------------------

bool speaks_of_any(const Checkin& checkin, const CheckinSheet& sheet) {
  return std::ranges::any_of(sheet.entries, [&](const SheetEntry& said) {
    return std::ranges::find(checkin.about, said.id) != checkin.about.end();
  });
}

/// What would be said if the check-in at `index` were not there: a `+19` that is tried again means the same value.
CheckinSheet said_without(const CheckinScene& scene, const CycleCheckin& checkin, std::span<const Meant> meant,
                          std::uint32_t index) {
  Cycle without = *checkin.before;
  take_out(without, index);
  std::vector<Fault> ignored;
  CheckinSheet sheet;
  sheet.head = checkin.sheet.head;
  sheet.entries = entries_of(scene, without, meant, ignored);
  return sheet;
}

/// The check-in of the same day and source that says the same, with nothing later said of the same key results.
std::optional<std::uint32_t> said_already(const CheckinScene& scene, const CycleCheckin& checkin,
                                          std::span<const Meant> meant, std::string_view source) {
  std::vector<std::uint32_t> indices = of_source(*checkin.before, day_in(scene, *checkin.before), source);
  std::ranges::reverse(indices);
  for (const std::uint32_t index : indices) {
    const CheckinSheet there = sheet_of(*checkin.before, index);
    if (same_content(there, said_without(scene, checkin, meant, index))) return index;
    if (speaks_of_any(checkin.before->checkins[index], checkin.sheet)) return std::nullopt;
  }
  return std::nullopt;
}

// --- amending
// ---------------------------------------------------------------------------------------------------------

void merge(const CheckinSheet& now, CheckinSheet& sheet) {
  for (const SheetEntry& said : now.entries) {
    const auto there = std::ranges::find(sheet.entries, said.id, &SheetEntry::id);
    if (there == sheet.entries.end()) {
      sheet.entries.push_back(said);
      continue;
    }
    if (said.entry.has_value()) there->entry.value = said.entry.value;
    if (said.entry.confidence) there->entry.confidence = said.entry.confidence;
    if (!trim(said.entry.note).empty()) there->entry.note = said.entry.note;
  }
  if (!trim(now.head.note).empty()) sheet.head.note = now.head.note;
}

Result<std::string> with_entry(const std::string& text, const SheetEntry& said) {
  const store::KeyPath objective{said.id.objective.text};
  const store::KeyPath path{said.id.objective.text, said.id.name};
  const std::string value = store::entry_text(said.entry);
  if (store::value_text(text, path)) return store::set_value(text, path, value);
  if (auto added = store::add_key(text, objective, said.id.name, value)) return added;
  return store::add_table(text, objective, fmt::format("{} = {}\n", store::toml_key(said.id.name), value));
}

struct NamedList {
  const char* key;
  std::vector<std::string> Checkin::*items;
};

constexpr NamedList journal_lists[] = {{"wins", &Checkin::wins},   {"blockers", &Checkin::blockers},
                                       {"done", &Checkin::done},   {"priorities", &Checkin::priorities},
                                       {"needs", &Checkin::needs}, {"ahead", &Checkin::ahead}};

Result<std::string> with_journal(std::string text, const Checkin& head) {
  if (!trim(head.note).empty()) {
    auto next = store::put_value(text, {"note"}, store::note_text(head.note));
    if (!next) return next;
    text = std::move(*next);
  }
  for (const NamedList& list : journal_lists) {
    std::vector<std::string> items;
    for (const std::string& item : head.*list.items) items.push_back(store::toml_string(item));
    if (items.empty()) continue;
    auto next = store::put_value(text, {list.key}, store::toml_list(items));
    if (!next) return next;
    text = std::move(*next);
  }
  return text;
}

/// The file with what is said now, everything else in it untouched; `sheet` is the whole of what it then says.
Result<std::string> amended(std::string text, const CheckinSheet& now, const CheckinSheet& sheet) {
  for (const SheetEntry& said : now.entries) {
    const auto merged = std::ranges::find(sheet.entries, said.id, &SheetEntry::id);
    auto next = with_entry(text, *merged);
    if (!next) return next;
    text = std::move(*next);
  }
  return with_journal(std::move(text), now.head);
}

/// Cycles that are spoken of, in the order in which names are looked for; the first one for a journal alone.
std::vector<const Cycle*> touched_cycles(const CheckinScene& scene, const Understood& understood) {
  std::vector<const Cycle*> touched;
  const auto add = [&touched](const Cycle* cycle) {
    if (std::ranges::find(touched, cycle) == touched.end()) touched.push_back(cycle);
  };
  for (const Cycle* cycle : scene.cycles)
    for (const Meant& meant : understood.meant)
      if (meant.found.cycle == cycle) add(cycle);
  for (const Meant& meant : understood.meant) add(meant.found.cycle);
  if (touched.empty() && !scene.cycles.empty()) touched.push_back(scene.cycles.front());
  return touched;
}

void clear_journal(Checkin& head) {
  Checkin bare;
  bare.date = head.date;
  bare.by = std::move(head.by);
  head = std::move(bare);
}

Result<CycleCheckin> amending(const CheckinScene& scene, CycleCheckin checkin, const Understood& understood,
                              std::pair<CheckinInput*, const CheckinStyle*> how) {
  const auto [input, style] = how;
  const Date date = day_in(scene, *checkin.before);
  const auto index = last_of_source(*checkin.before, date, style->source);
  if (!index)
    return failure(
        ErrorKind::usage,
        fmt::format("{} has no check-in of {} on {} to amend", checkin.before->id.text, style->source, to_string(date)),
        "without --amend it is written; --date and --source name another one");
  checkin.after = *checkin.before;
  CheckinSheet merged = sheet_of(*checkin.before, *index);
  checkin.path = scene.workspace.files[merged.head.place.file];
  take_out(checkin.after, *index);
  checkin.sheet.entries = entries_of(scene, checkin.after, understood.meant, input->faults);
  if (style->amended_text)
    merged = checkin.sheet;
  else
    merge(checkin.sheet, merged);
  merged.head.date = date;
  if (!merged.head.at) merged.head.at = checkin.before->checkins[*index].at;
  put_in(checkin.after, merged);
  return checkin;
}

/// How messages see what stands in the file already: with --again it does not matter.
CycleCheckin creating(const CheckinScene& scene, CycleCheckin checkin, const Understood& understood,
                      std::pair<CheckinInput*, const CheckinStyle*> how) {
  const auto [input, style] = how;
  checkin.sheet.entries = entries_of(scene, *checkin.before, understood.meant, input->faults);
  checkin.after = *checkin.before;
  const auto there = style->again ? std::nullopt : said_already(scene, checkin, understood.meant, style->source);
  if (there) {
    checkin.is_unchanged = true;
    checkin.path = scene.workspace.files[checkin.before->checkins[*there].place.file];
    return checkin;
  }
  checkin.sheet.head.at = time_behind(*checkin.before, checkin.sheet.head.date, style->now);
  checkin.path = free_path(scene, *checkin.before, style->source);
  put_in(checkin.after, checkin.sheet);
  return checkin;
}

}  // namespace

std::optional<std::uint32_t> last_of_source(const Cycle& cycle, Date date, std::string_view source) {
  const std::vector<std::uint32_t> all = of_source(cycle, date, source);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

Result<std::vector<CycleCheckin>> checkins_of(const CheckinScene& scene, CheckinInput& input,
                                              const Understood& understood, const CheckinStyle& style) {
  std::vector<CycleCheckin> checkins;
  Checkin head = input.head;
  for (const Cycle* cycle : touched_cycles(scene, understood)) {
    CycleCheckin checkin;
    checkin.before = cycle;
    head.date = day_in(scene, *cycle);
    checkin.sheet.head = head;
    clear_journal(head);
    if (style.amend) {
      TRY_ASSIGN(auto amended, amending(scene, std::move(checkin), understood, {&input, &style}));
      checkins.push_back(std::move(amended));
    } else {
      checkins.push_back(creating(scene, std::move(checkin), understood, {&input, &style}));
    }
  }
  return checkins;
}

Result<Transaction> transaction_of(const CheckinScene& scene, const std::vector<CycleCheckin>& checkins,
                                   const CheckinStyle& style) {
  Transaction transaction;
  transaction.root = scene.workspace.root;
  for (const CycleCheckin& checkin : checkins) {
    if (checkin.is_unchanged) continue;
    if (!style.amend) {
      transaction.create(checkin.path, store::checkin_text(checkin.sheet));
      continue;
    }
    TRY_ASSIGN(auto text, store::read_file_inside(scene.workspace.root, scene.workspace.root + "/" + checkin.path));
    const auto last = static_cast<std::uint32_t>(checkin.after.checkins.size() - 1);
    TRY_ASSIGN(auto after, style.amended_text ? Result<std::string>(*style.amended_text)
                                              : amended(text, checkin.sheet, sheet_of(checkin.after, last)));
    transaction.replace(checkin.path, std::move(text), std::move(after));
  }
  return transaction;
}

}  // namespace okr::cli
