// SPDX-License-Identifier: MIT
// One parsed file on its way into the model: where its nodes stand, and where what is wrong with them is noted; a TOML
// value checked against the declaration of its key; and records filled from tables by the declaration of their fields:
// unknown keys, missing keys, types and domains.
#pragma once

#include <fmt/core.h>
#include <algorithm>
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/model/diagnostic.hpp"
#include "okr/model/fields.hpp"
#include "okr/model/kpi.hpp"
#include "okr/model/okr.hpp"
#include "okr/model/settings.hpp"
#include "store/toml.hpp"

namespace okr::store {

struct Slip {
  std::string mend = {};  ///< the way out; empty where none is likely
  Repair repair = {};     ///< the value that was meant, where the way out leaves no choice
};

/// `written` is the value as it stands in the file, `expected` what its key wants, as to_string(Shape) says it.
Slip slip_of(const Node& value, std::string_view written, std::string_view expected);

class Source {
 public:
  Source(const Document& document, std::uint32_t file, FiscalYear fiscal_start, Diagnostics& diagnostics)
      : document_(document), file_(file), fiscal_start_(fiscal_start), diagnostics_(diagnostics) {}

  const Document& document() const { return document_; }
  std::uint32_t file() const { return file_; }
  FiscalYear fiscal_start() const { return fiscal_start_; }

  Place place(Span span) const;
  Place key_place(const Node& node) const { return place(node.key_span()); }
  Place value_place(const Node& node) const { return place(node.value_span()); }
  /// The file as a whole: no line.
  Place file_place() const { return {file_, 0, 0}; }

  /// Notes what is wrong at the span; the caret covers it as far as its line goes. The reference lives until the next.
  Diagnostic& report(Code code, Span span, std::string message, std::string mend = {});
  /// The latest report of this file; null where there is none yet.
  Diagnostic* last() const {
    const bool is_ours = !diagnostics_.empty() && diagnostics_.back().place.file == file_;
    return is_ours ? &diagnostics_.back() : nullptr;
  }
  /// Notes that a value is not taken, and gives what it is then: nothing.
  std::nullopt_t refuse(Code code, const Node& value, std::string message, std::string mend) {
    report(code, value.value_span(), std::move(message), std::move(mend));
    return std::nullopt;
  }

  /// Marks the unknown key that was reported there as one that its record needs.
  void mark_needed(const Node& key);

 private:
  const Document& document_;
  std::uint32_t file_;
  FiscalYear fiscal_start_;
  Diagnostics& diagnostics_;
  mutable std::uint32_t last_line_ = 0;  ///< where the place before was: a file is read from the top
};

/// The part of a line that a report shows, never half a character: a file may be one line of 64 MiB.
std::string_view excerpt_of(std::string_view line);

/// True for the keys and tables of people's own: "x-...".
inline bool is_own_key(std::string_view key) { return key.starts_with("x-"); }

/// What a message is about, put into words only where there is a message: nearly all of what is read is fine.
class Mention {
 public:
  /// A record, or a value that has a name of its own: "reading 2026-08".
  Mention(std::string_view name) : name_(name) {}
  Mention(const std::string& name) : name_(name) {}
  Mention(const char* name) : name_(name) {}
  /// "'target' of key result 'ship.users'".
  Mention(std::string_view key, std::string_view record) : key_(key), name_(record) {}

  /// "an item of 'tags' of objective 'ship'".
  Mention item() const {
    Mention item = *this;
    item.is_item_ = true;
    return item;
  }
  std::string text() const;

 private:
  std::string_view key_;
  std::string_view name_;
  bool is_item_ = false;
};

/// The value as the field wants it; empty when it was refused, which is then noted (E102, E107, E117).
std::optional<Datum> datum_of(Source& source, const Node& value, const FieldInfo& field, const Mention& name);

/// The number of a value with which nothing is wrong, -0.0 as 0; of any other number_of says what is.
std::optional<double> fine_number(const Node& value);

/// A number of a value, at most largest_value in size; noted as E102 or E117 otherwise.
std::optional<double> number_of(Source& source, const Node& value, const Mention& name);

/// A local date; E117 for anything else, a date-time included.
std::optional<Date> date_of(Source& source, const Node& value, const Mention& name);

/// A text; E117 for anything else, E107 for one with a control character where `one_line`.
std::optional<std::string_view> text_of(Source& source, const Node& value, const Mention& name, bool one_line = true);

/// A text that says something, as a title does.
std::optional<std::string_view> title_of(Source& source, const Node& value, const Mention& name);

/// A list of texts.
std::optional<std::vector<std::string>> texts_of(Source& source, const Node& value, const Mention& name);

/// What an entry of a check-in may hold, whatever its kind of key result wants; E117 for dates and tables.
std::optional<EntryValue> entry_value(Source& source, const Node& node, const Mention& name);

/// "expected a number, not a text" with the way out where there is one (E117).
void report_type(Source& source, const Node& value, const Mention& name, std::string_view expected);

/// Notes, by report_type, that a value is not taken, and gives what it is then: nothing.
std::nullopt_t refuse_type(Source& source, const Node& value, const Mention& name, std::string_view expected);
/// The same where a text is wanted and quotes around what stands there would not mend it.
std::nullopt_t refuse_no_text(Source& source, const Node& value, const Mention& name, std::string mend);

/// The file that a table belongs to, in words: "okr.toml" for [workspace]; empty for what may be an objective.
std::string_view home_of_table(std::string_view name);

/// E122 for a table of another file, which is `home` in words.
void report_wrong_file(Source& source, const Node& node, std::string_view home);

/// The one known name that `typed` is nearest to, to be put in its place; nothing where two are as near.
Repair respelt(std::string_view typed, std::span<const std::string_view> known, Repair::What what);

/// E116 with the nearest key; `own_name` is the record in the words of a message.
void report_unknown_key(Source& source, const Node& node, std::string_view own_name,
                        const std::vector<std::string_view>& known);

/// True when an unknown key of the table was most likely meant to be this one: E116 says so already.
bool is_misspelt(const Source& source, const Node& table, std::string_view key,
                 const std::vector<std::string_view>& known);

/// The same of a key without which the record is n/a: that E116 is marked as one that breaks it.
bool is_needed_misspelt(Source& source, const Node& table, std::string_view key,
                        const std::vector<std::string_view>& known);

/// E118 at the record for a required key that is not there.
void report_missing_key(Source& source, const Node& table, std::string_view own_name, const FieldInfo& field);

/// False for a text that is empty (E118) or holds a tab (E107), which no title may; that is noted.
bool check_says_something(Source& source, const Node& value, const Mention& name);

/// The part of a file to point at for a record as a whole: its heading or key, its braces in a list, the first line for
/// a file.
Span head_of(const Source& source, const Node& table);

/// E116 for a key that other kinds of key result take.
void report_key_of_other_kind(Source& source, const Node& node, std::string_view own_name, const FieldInfo& field,
                              Kind kind);

template <class Record>
const Field<Record>* find_field(std::string_view key) {
  for (const Field<Record>& field : fields<Record>())
    if (field.key == key) return &field;
  return nullptr;
}

template <class Record>
std::vector<std::string_view> known_keys() {
  std::vector<std::string_view> keys;
  for (const Field<Record>& field : fields<Record>()) keys.push_back(field.key);
  return keys;
}

/// One key of the table into the record; false when it is no key of this record (nothing is noted then).
template <class Record>
bool read_key(Source& source, const Node& node, Record& record, std::string_view own_name) {
  const Field<Record>* field = find_field<Record>(node.key());
  if (!field) return false;
  if constexpr (std::derived_from<Record, Located>)
    record.keys.push_back({field->key, source.key_place(node), source.value_place(node)});
  if (!field->assign) return true;
  if (const auto datum = datum_of(source, node, *field, Mention(field->key, own_name))) {
    field->assign(record, *datum);
  } else if constexpr (requires { record.faulty; }) {
    record.faulty = true;
  }
  return true;
}

/// E118 for each required key that the table does not give.
template <class Record>
void require_keys(Source& source, const Node& table, std::string_view own_name) {
  for (const Field<Record>& field : fields<Record>()) {
    if (!field.required) continue;
    if (const Node* there = source.document().find(table, field.key)) {
      check_says_something(source, *there, Mention(field.key, own_name));
      continue;
    }
    if (!is_misspelt(source, table, field.key, known_keys<Record>()))
      report_missing_key(source, table, own_name, field);
  }
}

/// All keys of a table that holds nothing but this record.
template <class Record>
void read_record(Source& source, const Node& table, Record& record, std::string_view own_name) {
  record.place = source.place(head_of(source, table));
  for (const Node& node : source.document().children(table)) {
    if (is_own_key(node.key()) || read_key(source, node, record, own_name)) continue;
    report_unknown_key(source, node, own_name, known_keys<Record>());
  }
  require_keys<Record>(source, table, own_name);
}

// --- from a document to its records ----------------------------------------------------------------------------------

// From a parsed file to the records it holds. Pure: a document in, records and diagnostics out; what must hold
// between files is model/structure's.

/// True for an okr.toml with keys of which none is ours, and no format that we could have written.
bool is_of_another_program(const Document& document);

/// okr.toml.
void parse_settings(Source& source, Settings& settings);

/// A person's own config.toml.
void parse_user_settings(Source& source, UserSettings& settings);

/// What one *.toml of a cycle's folder adds to the cycle; `is_main` for cycle.toml, the only one with [cycle] and
/// [result].
void parse_cycle_file(Source& source, bool is_main, Cycle& cycle);

/// Only [cycle] and the head of [result] of a cycle.toml: when it is, and whether it is a draft or closed.
void parse_cycle_head(Source& source, Cycle& cycle);

/// The place at which a cycle's file speaks of the cycle: its [cycle]; the whole file where there is none.
Place place_of_cycle(const Source& source);

/// The cycle's days: from its keys, or from its name; E112 where both differ, E118 where neither says.
void settle_cycle_dates(Source& source, Cycle& cycle);

/// An entry of a check-in before its key result is looked up.
struct LooseEntry {
  KeyResultId id;
  Entry entry;
  bool refused = false;  ///< something in it is wrong (noted): its key result cannot be trusted
};

struct CheckinFile {
  Checkin checkin;
  std::vector<LooseEntry> entries;
  bool usable = false;  ///< false when its date is not known
};

/// A file of checkins/; `file_name` is its last part, which begins with its date (E120).
CheckinFile parse_checkin(Source& source, std::string_view file_name);

/// What stands where a number should, in a file of which no reading is a number.
struct WordReading {
  std::string word;
  Place place;  ///< the value
};

/// A KPI's definition with the readings that stand in the same file; its id is set by the caller.
void parse_kpi(Source& source, Kpi& kpi, std::vector<WordReading>& words);

/// A file of readings only, in the folder of a KPI.
void parse_readings_file(Source& source, Kpi& kpi, std::vector<WordReading>& words);

/// The key result of `table`, whose key is its name; kind and applicability of keys are settled here (E116, E118).
KeyResult parse_key_result(Source& source, const Node& table, const ObjectiveId& objective);

/// What `initiatives` of an objective or a key result says; false where a part of it was refused, which was noted.
bool parse_initiatives(Source& source, const Node& list, std::string_view own_name, std::vector<Initiative>& to);

/// `changes` of an objective or key result.
std::vector<Change> parse_changes(Source& source, const Node& list, std::string_view own_name);

}  // namespace okr::store

template <>
struct fmt::formatter<okr::store::Mention> : fmt::formatter<std::string_view> {
  auto format(const okr::store::Mention& mention, format_context& context) const {
    const std::string text = mention.text();
    return std::copy(text.begin(), text.end(), context.out());
  }
};
