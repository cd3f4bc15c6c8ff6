// SPDX-License-Identifier: MIT
// Fills a record from a table by the declaration of its fields: unknown keys, missing keys, types and domains.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "okr/model/fields.hpp"
#include "store/parse/datum.hpp"
#include "store/parse/source.hpp"

namespace okr::store {

/// E116 with the nearest key; `own_name` is the record in the words of a message.
void report_unknown_key(Source& source, const Node& node, std::string_view own_name,
                        const std::vector<std::string_view>& known);

/// True when an unknown key of the table was most likely meant to be this one: E116 says so already.
bool is_misspelt(const Source& source, const Node& table, std::string_view key,
                 const std::vector<std::string_view>& known);

/// E118 at the record for a required key that is not there.
void report_missing_key(Source& source, const Node& table, std::string_view own_name, const FieldInfo& field);

/// Where to point for a record as a whole: its heading or key, its braces in a list, the first line for a file.
Span head_of(const Source& source, const Node& table);

/// E116 for a key that other kinds of key result take.
void report_key_of_other_kind(Source& source, const Node& node, std::string_view own_name, const FieldInfo& field,
                              Kind kind);

/// "'target' of key result 'ship.users'".
inline std::string key_name(std::string_view key, std::string_view own_name) {
  return fmt::format("'{}' of {}", key, own_name);
}

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
  if (const auto datum = datum_of(source, node, *field, key_name(field->key, own_name))) {
    field->assign(record, *datum);
  } else if constexpr (std::derived_from<Record, Located>) {
    record.faulty = true;
  }
  return true;
}

/// E118 for each required key that the table does not give.
template <class Record>
void require_keys(Source& source, const Node& table, std::string_view own_name) {
  for (const Field<Record>& field : fields<Record>()) {
    if (!field.required || source.document().find(table, field.key)) continue;
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

}  // namespace okr::store
