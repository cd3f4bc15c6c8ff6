// SPDX-License-Identifier: MIT
// A check-in that is there, changed in place: what is said now comes in, everything else in its file stays, and so do
// the keys of a person's own (x-...), also of a text that a check-in is written from.
#include "actions/checkin/write.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"
#include "session/records.hpp"

namespace okr::actions {
using namespace session;

namespace {

store::KeyPath path_of(const KeyResultId& id) { return {id.objective.text, id.name}; }

store::KeyPath below(store::KeyPath path, std::string key) {
  path.push_back(std::move(key));
  return path;
}

/// Between braces, under a heading, by dotted keys.
bool is_table(const std::string& text, const store::KeyPath& path) {
  if (!store::is_there(text, path)) return false;
  const auto value = store::value_text(text, path);
  return !value || value->starts_with('{');
}

/// A value alone becomes a table that holds it.
Result<std::string> as_table(const std::string& text, const store::KeyPath& path) {
  if (is_table(text, path)) return text;
  TRY_ASSIGN(const auto value, store::value_text(text, path));
  return store::set_value(text, path, fmt::format("{{ value = {} }}", value));
}

/// A value that comes into a table stands first between its braces, as in one that was written with it.
Result<std::string> with_value(const std::string& text, const store::KeyPath& path, const std::string& value) {
  const auto table = store::value_text(text, path);
  const std::string_view others = table && table->starts_with('{') ? trim(std::string_view(*table).substr(1)) : "";
  if (others.size() < 2 || store::is_there(text, below(path, "value")))
    return put_at(text, below(path, "value"), value);
  return store::set_value(text, path, fmt::format("{{ value = {}, {}", value, others));
}

/// Only the parts that are said now change.
Result<std::string> with_parts(std::string text, const store::KeyPath& path, const Entry& said) {
  if (said.has_value()) {
    Entry alone;
    alone.value = said.value;
    TRY_ASSIGN(text, with_value(text, path, store::entry_text(alone)));
  }
  if (said.confidence) {
    TRY_ASSIGN(text, put_at(text, below(path, "confidence"), std::to_string(*said.confidence)));
  }
  if (const auto note = trim(said.note); !note.empty()) {
    TRY_ASSIGN(text, put_at(text, below(path, "note"), store::toml_string(note)));
  }
  return text;
}

/// As the file names others: below a heading where it has some, else by its dotted key.
Result<std::string> with_new_entry(const std::string& text, const KeyResultId& id, const std::string& value) {
  const store::KeyPath objective{id.objective.text};
  if (auto added = store::add_key(text, objective, id.name, value)) return added;
  const bool has_headings = text.starts_with('[') || text.find("\n[") != std::string::npos;
  if (!has_headings) return store::add_dotted_key(text, path_of(id), value);
  return store::add_table(text, objective, fmt::format("{} = {}\n", store::toml_key(id.name), value));
}

/// Where a text speaks of a key result: under its id, or under one that it had before it was renamed.
store::KeyPath path_in(const std::string& text, const Cycle& cycle, const KeyResultId& id) {
  const auto values = store::ValueTexts::read(text);
  if (!values || store::is_there(text, path_of(id))) return path_of(id);
  for (const std::string& objective : values->keys({}))
    for (const std::string& name : values->keys({objective}))
      if (const KeyResult* kr = find_key_result(cycle, objective + "." + name); kr && kr->id == id)
        return {objective, name};
  return path_of(id);
}

Result<std::string> with_entry(std::string text, const Cycle& cycle, const KeyResultId& id, const Entry& said) {
  const store::KeyPath path = path_in(text, cycle, id);
  if (!store::is_there(text, path)) return with_new_entry(text, id, store::entry_text(said));
  const bool is_value_alone = said.has_value() && !said.confidence && trim(said.note).empty();
  if (is_value_alone && !is_table(text, path)) return put_at(text, path, store::entry_text(said));
  TRY_ASSIGN(text, as_table(text, path));
  return with_parts(std::move(text), path, said);
}

/// The journal, and the time of day where that is said.
Result<std::string> with_journal(std::string text, const Checkin& head) {
  for (const store::CheckinValue& value : store::checkin_values({head, {}})) {
    const bool stays = value.key == "date" || value.key == "by";
    if (stays) continue;
    TRY_ASSIGN(text, put_at(text, {std::string(value.key)}, value.toml));
  }
  return text;
}

/// A heading that nothing stands under any more goes too; one with a comment or a key below it stays.
std::string without_empty_heading(std::string text, const std::string& objective) {
  auto after = store::remove_table(text, {objective});
  if (!after || after->size() > text.size()) return text;
  const auto end = std::ranges::mismatch(text, *after).in1 - text.begin();
  const std::string_view gone =
      std::string_view(text).substr(static_cast<std::size_t>(end), text.size() - after->size());
  return trim(gone) == fmt::format("[{}]", store::toml_key(objective)) ? *after : text;
}

/// What an entry still says, on one line; nothing where it says no more.
std::optional<std::string> left_of(const std::string& text, const store::KeyPath& path) {
  const auto left =
      store::ValueTexts::read(text).and_then([&](const store::ValueTexts& values) { return values.on_one_line(path); });
  return left && *left != "{}" ? std::optional(*left) : std::nullopt;
}

/// Of the two empty lines around a line that is gone one goes along.
std::string without_double_gap(const std::string& before, std::string after) {
  const auto place = static_cast<std::size_t>(std::ranges::mismatch(before, after).in2 - after.begin());
  const bool is_double = place > 1 && place <= after.size() && after[place - 1] == '\n' && after[place - 2] == '\n' &&
                         (place == after.size() || after[place] == '\n');
  if (is_double) after.erase(place - 1, 1);
  return after;
}

/// The value goes, and with it an entry that says nothing more.
Result<std::string> without_value(std::string text, const Cycle& cycle, const KeyResultId& id) {
  const store::KeyPath path = path_in(text, cycle, id);
  const std::string before = text;
  TRY_ASSIGN(text, store::remove_key(text, is_table(text, path) ? below(path, "value") : path));
  const auto left = left_of(text, path);
  if (!left && store::is_there(text, path)) {
    TRY_ASSIGN(text, store::remove_key(text, path));
  }
  const auto is_said = [&](const char* part) { return store::is_there(text, below(path, part)); };
  const bool has_only_own_keys = left && !is_said("confidence") && !is_said("note");
  if (has_only_own_keys && !store::value_text(text, path)) {
    // Only between braces may they stand alone.
    TRY_ASSIGN(text, store::remove_key(text, path));
    return with_new_entry(text, id, *left);
  }
  return without_double_gap(before, without_empty_heading(std::move(text), path.front()));
}

// --- keys of a person's own

bool is_of_person(std::string_view key) { return key.starts_with("x-"); }

/// Where something is said: in the text that was given, and in the check-in's file.
struct Places {
  store::KeyPath given, file;
};

/// The keys x-... of one table, in whatever form they stand.
Result<std::string> with_own_keys_of(std::string text, const store::ValueTexts& given, const Places& table) {
  for (const std::string& name : given.keys(table.given)) {
    if (!is_of_person(name)) continue;
    const store::KeyPath there = below(table.given, name), here = below(table.file, name);
    auto value = given.in_any_form(there);
    if (!value) continue;
    value = with_plain_ends(*value);
    if (table.file.size() > 1) {
      TRY_ASSIGN(text, as_table(text, table.file));
    }
    const bool has_table = table.file.empty() || store::is_there(text, table.file);
    TRY_ASSIGN(text, has_table
                         ? put_at(text, here, *value)
                         : store::add_table(text, table.file, fmt::format("{} = {}\n", store::toml_key(name), *value)));
  }
  return text;
}

/// "2026/reach.visits" as its objective is called in the text, and its last part.
store::KeyPath given_path(const Update& update) {
  const auto dot = update.name.rfind('.');
  if (dot == std::string::npos) return {update.name};
  return {update.name.substr(0, dot), update.name.substr(dot + 1)};
}

// --- what a file says in the end

/// What a text says of key results, by the ids that they have now.
CheckinSheet said_in(const std::string& text, const CycleCheckin& checkin) {
  CheckinSheet said = store::read_checkin_text(text, checkin.head.date).sheet;
  said.head = {};
  for (SheetEntry& entry : said.entries)
    if (const KeyResult* kr = find_key_result(*checkin.before, to_string(entry.id))) entry.id = kr->id;
  std::erase_if(said.entries, [](const SheetEntry& one) {
    return !one.entry.has_value() && !one.entry.confidence && trim(one.entry.note).empty();
  });
  return said;
}

/// The text, where it says just that; else nothing is to be written.
Result<std::string> if_it_says(const CheckinSheet& meant, std::string text, const CycleCheckin& checkin) {
  if (same_content(meant, said_in(text, checkin))) return text;
  return data_failure(fmt::format("{} would not say what was meant", safe_for_terminal(checkin.path)),
                      "it may give a value twice, or under another name: change it by hand; nothing was written");
}

/// "2026-Q3/fit" of the cycle itself is "fit" in its file.
Result<std::string> with_short_names(std::string text, const Cycle& cycle) {
  const std::string prefix = cycle.id.text + "/";
  TRY_ASSIGN(const auto values, store::ValueTexts::read(text));
  for (const std::string& name : values.keys({})) {
    if (!name.starts_with(prefix)) continue;
    const std::string objective = name.substr(prefix.size());
    if (!store::is_there(text, {objective})) {
      TRY_ASSIGN(text, store::rename_key(text, {name}, objective));
      continue;
    }
    TRY_ASSIGN(text, store::remove_key(text, {name}));
    for (const std::string& key : values.keys({name})) {
      TRY_ASSIGN(const auto value, values.in_any_form({name, key}));
      TRY_ASSIGN(text, with_new_entry(text, {ObjectiveId(objective), key}, value));
    }
  }
  return text;
}

/// The text with what is said now in its places, and without what is taken out.
Result<std::string> spliced_text(std::string text, const CycleCheckin& checkin) {
  const Cycle& cycle = *checkin.before;
  for (const KeyResultId& id : checkin.taken_out) {
    TRY_ASSIGN(text, without_value(std::move(text), cycle, id));
  }
  for (const Update& update : checkin.updates) {
    TRY_ASSIGN(text, with_entry(std::move(text), cycle, update.id(), update.entry));
  }
  return with_journal(std::move(text), checkin.head);
}

/// Without the entry that is of another cycle, and without its objective where that is none of this one.
Result<std::string> without_entry(std::string text, const Cycle& cycle, const store::KeyPath& path) {
  const bool is_of_another = !find_objective(cycle, path.front());
  if (!store::is_there(text, path)) return text;
  TRY_ASSIGN(text, store::remove_key(text, is_of_another ? store::KeyPath{path.front()} : path));
  return without_empty_heading(std::move(text), path.front());
}

}  // namespace

void merge(const CheckinSheet& now, CheckinSheet& sheet) {
  std::map<KeyResultId, std::size_t> places;
  for (std::size_t at = 0; at < sheet.entries.size(); ++at) places.emplace(sheet.entries[at].id, at);
  for (const SheetEntry& said : now.entries) {
    const auto [place, is_new] = places.emplace(said.id, sheet.entries.size());
    if (is_new) {
      sheet.entries.push_back(said);
      continue;
    }
    Entry& there = sheet.entries[place->second].entry;
    if (said.entry.has_value()) there.value = said.entry.value;
    if (said.entry.confidence) there.confidence = said.entry.confidence;
    if (!trim(said.entry.note).empty()) there.note = said.entry.note;
  }
  take_journal(now.head, sheet.head);
  if (now.head.at) sheet.head.at = now.head.at;
}

bool takes_value_out(const Update& update) {
  return update.typed && trim(*update.typed).empty() && !update.entry.confidence && trim(update.entry.note).empty();
}

bool drop_value(const KeyResultId& id, CheckinSheet& sheet) {
  const auto there = std::ranges::find(sheet.entries, id, &SheetEntry::id);
  if (there == sheet.entries.end() || !there->entry.has_value()) return false;
  there->entry.value = {};
  if (!there->entry.confidence && trim(there->entry.note).empty()) sheet.entries.erase(there);
  return true;
}

Result<std::string> amended_text(std::string text, const CycleCheckin& checkin, const std::string& given,
                                 bool with_top) {
  CheckinSheet meant = said_in(text, checkin);
  for (const KeyResultId& id : checkin.taken_out) drop_value(id, meant);
  merge(sheet_of(Checkin{}, checkin.updates), meant);
  // Nothing in it is a person's own layout: it looks as if all of it had been said at once.
  const bool is_as_written = text == store::checkin_text(checkin.said_before);
  TRY_ASSIGN(text, is_as_written ? store::checkin_text(checkin.says) : spliced_text(std::move(text), checkin));
  TRY_ASSIGN(text, with_own_keys(std::move(text), given, checkin.updates, with_top));
  return if_it_says(meant, std::move(text), checkin);
}

Result<std::string> edited_text(std::string text, const CycleCheckin& checkin, const std::vector<Update>& all) {
  const Cycle& cycle = *checkin.before;
  TRY_ASSIGN(text, with_short_names(without_draft_lines(std::move(text)), cycle));
  for (const Update& update : all)
    if (!update.reading_day && update.about.cycle->id != cycle.id) {
      TRY_ASSIGN(text, without_entry(std::move(text), cycle, given_path(update)));
    }
  return if_it_says(sheet_of(Checkin{}, checkin.updates), std::move(text), checkin);
}

Result<std::string> with_own_keys(std::string text, const std::string& given, const std::vector<Update>& updates,
                                  bool with_top) {
  if (given.find("x-") == std::string::npos) return text;
  const auto read = store::ValueTexts::read(given);
  if (!read) return text;                         // CSV, JSON lines
  std::map<std::string, std::string> objectives;  // as the text calls them, and as the file does
  for (const Update& update : updates) {
    const Places entry{given_path(update), path_in(text, *update.about.cycle, update.id())};
    objectives.emplace(entry.given.front(), entry.file.front());
    TRY_ASSIGN(text, with_own_keys_of(std::move(text), *read, entry));
  }
  if (with_top) {
    TRY_ASSIGN(text, with_own_keys_of(std::move(text), *read, {}));
    const auto is_of_another = [&](std::string_view name) {
      const auto slash = name.find('/');
      return slash != std::string_view::npos &&
             (updates.empty() || updates.front().about.cycle->id.text != name.substr(0, slash));
    };
    for (const std::string& name : read->keys({}))
      if (!is_of_person(name) && !is_of_another(name)) objectives.emplace(name, name.substr(name.find('/') + 1));
  }
  for (const auto& [given_name, name] : objectives) {
    TRY_ASSIGN(text, with_own_keys_of(std::move(text), *read, {{given_name}, {name}}));
  }
  return text;
}

}  // namespace okr::actions
