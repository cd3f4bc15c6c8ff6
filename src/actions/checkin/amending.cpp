// SPDX-License-Identifier: MIT
#include "actions/checkin/amending.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/checkin_text.hpp"
#include "okr/store/edit.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

store::KeyPath path_of(const KeyResultId& id) { return {id.objective.text, id.name}; }

store::KeyPath below(store::KeyPath path, std::string key) {
  path.push_back(std::move(key));
  return path;
}

bool is_inline_table(const std::string& text, const store::KeyPath& path) {
  const auto value = store::value_text(text, path);
  return value && value->starts_with('{');
}

Result<std::string> with_part(const std::string& text, const SheetEntry& said, const char* part,
                              const std::string& value) {
  return store::put_value(text, below(path_of(said.id), part), value);
}

/// Between the braces of an entry only what is said now changes.
Result<std::string> with_parts(std::string text, const SheetEntry& said) {
  if (said.entry.has_value()) {
    Entry alone;
    alone.value = said.entry.value;
    TRY_ASSIGN(text, with_part(text, said, "value", store::entry_text(alone)));
  }
  if (said.entry.confidence) {
    TRY_ASSIGN(text, with_part(text, said, "confidence", std::to_string(*said.entry.confidence)));
  }
  if (const auto note = trim(said.entry.note); !note.empty()) {
    TRY_ASSIGN(text, with_part(text, said, "note", store::toml_string(note)));
  }
  return text;
}

Result<std::string> with_entry(const std::string& text, const SheetEntry& said) {
  const store::KeyPath objective{said.id.objective.text};
  const store::KeyPath path = path_of(said.id);
  if (is_inline_table(text, path)) return with_parts(text, said);
  const std::string value = store::entry_text(said.entry);
  if (store::value_text(text, path)) return store::set_value(text, path, value);
  if (auto added = store::add_key(text, objective, said.id.name, value)) return added;
  return store::add_table(text, objective, fmt::format("{} = {}\n", store::toml_key(said.id.name), value));
}

Result<std::string> with_journal(std::string text, const Checkin& head) {
  for (const store::CheckinValue& value : store::journal_values(head)) {
    TRY_ASSIGN(text, store::put_value(text, {std::string(value.key)}, value.toml));
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

/// The entry goes; where it says more than the value, the value alone.
Result<std::string> without_value(const std::string& text, const KeyResultId& id, const CheckinSheet& whole) {
  const bool says_more = std::ranges::find(whole.entries, id, &SheetEntry::id) != whole.entries.end();
  if (says_more && is_inline_table(text, path_of(id))) return store::remove_key(text, below(path_of(id), "value"));
  return store::remove_key(text, path_of(id)).map([&](std::string left) {
    return without_empty_heading(std::move(left), id.objective.text);
  });
}

// --- keys of a person's own

bool is_key_character(char c) { return is_alphanumeric(c) || c == '-' || c == '_'; }

/// Words of a text that could be such keys; whether they are is asked of the parsed text.
std::vector<std::string> own_names(std::string_view text) {
  std::vector<std::string> names;
  for (auto at = text.find("x-"); at != std::string_view::npos; at = text.find("x-", at + 1)) {
    if (at > 0 && is_key_character(text[at - 1])) continue;
    const auto end = std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_key_character);
    std::string name(text.begin() + static_cast<std::ptrdiff_t>(at), end);
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

Result<std::string> with_own_keys_of_entry(std::string text, const std::string& given, const KeyResultId& id) {
  const store::KeyPath path = path_of(id);
  const auto entry = store::value_text(given, path);
  if (!entry) return text;
  for (const std::string& name : own_names(*entry)) {
    const auto value = store::value_text(given, below(path, name));
    if (!value) continue;
    if (!is_inline_table(text, path)) {
      TRY_ASSIGN(const auto plain, store::value_text(text, path));
      TRY_ASSIGN(text, store::set_value(text, path, fmt::format("{{ value = {} }}", plain)));
    }
    TRY_ASSIGN(text, store::put_value(text, below(path, name), *value));
  }
  return text;
}

}  // namespace

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

Result<std::string> amended_text(std::string text, const CycleCheckin& checkin, const std::string& given) {
  const CheckinSheet whole = sheet_of(checkin.after, static_cast<std::uint32_t>(checkin.after.checkins.size() - 1));
  for (const KeyResultId& id : checkin.taken_out) {
    TRY_ASSIGN(text, without_value(text, id, whole));
  }
  for (const Update& update : checkin.updates) {
    const auto merged = std::ranges::find(whole.entries, update.id(), &SheetEntry::id);
    TRY_ASSIGN(text, with_entry(text, *merged));
  }
  TRY_ASSIGN(text, with_journal(std::move(text), checkin.head));
  return with_own_keys(std::move(text), given, checkin.updates, true);
}

Result<std::string> with_own_keys(std::string text, const std::string& given, const std::vector<Update>& updates,
                                  bool with_top) {
  if (given.find("x-") == std::string::npos) return text;
  for (const std::string& name : with_top ? own_names(given) : std::vector<std::string>()) {
    const auto value = store::value_text(given, {name});
    if (!value) continue;
    TRY_ASSIGN(text, store::put_value(text, {name}, *value));
  }
  for (const Update& update : updates) {
    TRY_ASSIGN(text, with_own_keys_of_entry(std::move(text), given, update.id()));
  }
  return text;
}

}  // namespace okr::cli
