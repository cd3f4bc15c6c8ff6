// SPDX-License-Identifier: MIT
// A check-in as its file's text, as the loader reads it.
#include "okr/store/checkin_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/store/toml_text.hpp"
#include "store/load/gather.hpp"
#include "store/parse/record.hpp"

namespace okr::store {
namespace {

constexpr int seconds_of_minute = 60, seconds_of_hour = 3600;

std::string time_text(int second) {
  return fmt::format("{:02}:{:02}:{:02}", second / seconds_of_hour, second % seconds_of_hour / seconds_of_minute,
                     second % seconds_of_minute);
}

std::string list_text(const std::vector<std::string>& items) {
  std::vector<std::string> elements;
  for (const std::string& item : items) elements.push_back(toml_string(item));
  return toml_list(elements);
}

std::string value_toml(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value)) return toml_number(*number);
  if (const bool* truth = std::get_if<bool>(&value)) return toml_boolean(*truth);
  if (const std::string* zone = std::get_if<std::string>(&value)) return toml_string(*zone);
  if (const auto* steps = std::get_if<std::vector<std::string>>(&value)) return list_text(*steps);
  return {};
}

std::string blocker_value(const Blocker& blocker) {
  const std::string text = toml_string(blocker.text);
  if (blocker.about.empty() && blocker.own_keys.empty()) return text;
  std::vector<std::string> parts;
  if (!blocker.about.empty()) parts.push_back("id = " + toml_string(blocker.about.text));
  parts.push_back("text = " + text);
  if (!blocker.own_keys.empty()) parts.push_back(blocker.own_keys);
  return "{ " + join(parts, ", ") + " }";
}

std::string blockers_value(const std::vector<Blocker>& blockers) {
  std::vector<std::string> elements;
  for (const Blocker& blocker : blockers) elements.push_back(blocker_value(blocker));
  return toml_list(elements);
}

std::string key_text(const KeyResultId& id) {
  const std::array<std::string, 2> path{id.objective.text, id.name};
  return toml_key(path);
}

std::vector<CheckinValue> head_values(const Checkin& head) {
  std::vector<CheckinValue> values{{"date", toml_date(head.date)}};
  if (head.at) values.push_back({"at", time_text(*head.at)});
  if (!head.by.empty()) values.push_back({"by", toml_string(head.by)});
  std::ranges::move(journal_values(head), std::back_inserter(values));
  return values;
}

std::vector<CheckinValue> entry_values(const CheckinSheet& sheet) {
  std::vector<CheckinValue> values;
  for (const SheetEntry& said : sheet.entries) values.push_back({key_text(said.id), entry_text(said.entry)});
  return values;
}

void fill_lines(const Document& document, Diagnostics& diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (!diagnostic.line_text.empty() || diagnostic.place.line == 0) continue;
    diagnostic.line_text = std::string(document.line_text(diagnostic.place.line));
    diagnostic.length = std::max<std::uint32_t>(diagnostic.length, 1);
  }
}

/// The name the text would have in a folder, so that the reader finds nothing to say about its name.
std::string name_for(const Document& document, Date date) {
  const Node* said = document.find(document.root(), "date");
  return to_string(said && said->is(NodeKind::date) ? said->date() : date) + "-x.toml";
}

}  // namespace

std::string note_text(std::string_view note) { return toml_string(std::string(trim(note)) + "\n"); }

std::vector<CheckinValue> journal_values(const Checkin& head) {
  std::vector<CheckinValue> values;
  if (!trim(head.note).empty()) values.push_back({"note", note_text(head.note)});
  for (const JournalList& list : journal_lists(head))
    values.push_back({std::string(word(list.part)),
                      list.part == JournalPart::blockers ? blockers_value(head.blockers) : list_text(list.items)});
  return values;
}

std::string entry_text(const Entry& entry) {
  const std::string_view note = trim(entry.note);
  if (entry.has_value() && !entry.confidence && note.empty()) return value_toml(entry.value);
  InlineTable parts;
  if (entry.has_value()) parts.add("value", value_toml(entry.value));
  if (entry.confidence) parts.add("confidence", std::to_string(*entry.confidence));
  if (!note.empty()) parts.add("note", toml_string(note));
  return parts.text();
}

std::vector<CheckinValue> checkin_values(const CheckinSheet& sheet) {
  std::vector<CheckinValue> values = head_values(sheet.head);
  std::ranges::move(entry_values(sheet), std::back_inserter(values));
  return values;
}

std::string checkin_text(const CheckinSheet& sheet) {
  std::string text;
  for (const CheckinValue& value : head_values(sheet.head)) text += fmt::format("{} = {}\n", value.key, value.toml);
  const std::vector<CheckinValue> entries = entry_values(sheet);
  if (!entries.empty()) text += "\n";
  std::size_t widest = 0;
  for (const CheckinValue& entry : entries) widest = std::max(widest, entry.key.size());
  for (const CheckinValue& entry : entries) text += fmt::format("{:<{}} = {}\n", entry.key, widest, entry.toml);
  return text;
}

CheckinReading read_checkin_text(std::string text, Date date) {
  CheckinReading reading;
  const auto document = Document::parse(std::move(text));
  if (!document) {
    reading.diagnostics.push_back(diagnostic_of(document.error(), 0));
    return reading;
  }
  Source source(*document, 0, 1, reading.diagnostics);
  CheckinFile file = parse_checkin(source, name_for(*document, date));
  reading.has_date = document->find(document->root(), "date") != nullptr;
  const auto asks_for_date = [](const Diagnostic& one) {
    return one.code == Code::E118 && one.repair.what == Repair::What::field && one.repair.key == "date";
  };
  if (!reading.has_date) std::erase_if(reading.diagnostics, asks_for_date);
  reading.sheet.head = std::move(file.checkin);
  for (LooseEntry& loose : file.entries)  // of one that was refused its fault is said, and nothing else
    if (!loose.refused) reading.sheet.entries.push_back({std::move(loose.id), std::move(loose.entry)});
  fill_lines(*document, reading.diagnostics);
  return reading;
}

}  // namespace okr::store
