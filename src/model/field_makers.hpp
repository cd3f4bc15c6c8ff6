// SPDX-License-Identifier: MIT
// How a line of a table of fields is made: from the member that it fills follow its shape, its words, and how it is
// read back.
#pragma once

#include <limits>
#include <string_view>
#include <type_traits>

#include "okr/model/fields.hpp"

namespace okr {

// --- from a datum into a member --------------------------------------------------------------------------------------

inline void put(std::string& member, const Datum& datum) { member = std::string(datum.text); }
inline void put(double& member, const Datum& datum) { member = datum.number; }
inline void put(std::optional<double>& member, const Datum& datum) { member = datum.number; }
inline void put(int& member, const Datum& datum) { member = static_cast<int>(datum.number); }
inline void put(std::optional<int>& member, const Datum& datum) { member = static_cast<int>(datum.number); }
inline void put(bool& member, const Datum& datum) { member = datum.truth; }
inline void put(Date& member, const Datum& datum) { member = datum.date; }
inline void put(std::optional<Date>& member, const Datum& datum) { member = datum.date; }
inline void put(std::optional<Rhythm>& member, const Datum& datum) { member = datum.rhythm; }
inline void put(std::vector<std::string>& member, const Datum& datum) { member = datum.texts; }
inline void put(std::vector<double>& member, const Datum& datum) { member = datum.numbers; }
inline void put(std::vector<Date>& member, const Datum& datum) { member = datum.dates; }
inline void put(Reference& member, const Datum& datum) { member = {std::string(datum.text), datum.places.front()}; }

inline void put(std::vector<Reference>& member, const Datum& datum) {
  member.clear();
  for (std::size_t i = 0; i < datum.texts.size(); ++i) member.push_back({datum.texts[i], datum.places[i]});
}

template <class E>
requires std::is_enum_v<E>
inline void put(E& member, const Datum& datum) { member = *parse_word<E>(datum.text); }
template <class E>
requires std::is_enum_v<E>
inline void put(std::optional<E>& member, const Datum& datum) { member = *parse_word<E>(datum.text); }

// --- and back --------------------------------------------------------------------------------------------------------

template <class T>
FieldValue taken(const T& member) {
  if constexpr (std::is_same_v<T, int>)
    return static_cast<double>(member);
  else if constexpr (std::is_enum_v<T>)
    return std::string(word(member));
  else if constexpr (std::is_same_v<T, Rhythm>)
    return to_string(member);
  else if constexpr (std::is_same_v<T, Reference>)
    return member.text;
  else
    return member;
}

template <class T>
FieldValue taken(const std::optional<T>& member) {
  return member ? taken(*member) : FieldValue();
}

inline FieldValue taken(const std::vector<Reference>& references) {
  std::vector<std::string> texts;
  for (const Reference& reference : references) texts.push_back(reference.text);
  return texts;
}

// --- the shape and the words that follow from a member's type --------------------------------------------------------

/// A member's type, without the optional around it.
template <class T>
T plain(const T*);
template <class T>
T plain(const std::optional<T>*);

template <class T>
constexpr Shape shape_of() {
  if constexpr (std::is_same_v<T, std::string>)
    return Shape::text;
  else if constexpr (std::is_same_v<T, double>)
    return Shape::number;
  else if constexpr (std::is_same_v<T, int>)
    return Shape::integer;
  else if constexpr (std::is_same_v<T, bool>)
    return Shape::boolean;
  else if constexpr (std::is_same_v<T, Date>)
    return Shape::date;
  else if constexpr (std::is_same_v<T, Rhythm>)
    return Shape::rhythm;
  else if constexpr (std::is_same_v<T, std::vector<std::string>>)
    return Shape::text_list;
  else if constexpr (std::is_same_v<T, std::vector<double>>)
    return Shape::number_list;
  else if constexpr (std::is_same_v<T, std::vector<Date>>)
    return Shape::date_list;
  else if constexpr (std::is_same_v<T, Reference>)
    return Shape::reference;
  else if constexpr (std::is_same_v<T, std::vector<Reference>>)
    return Shape::references;
  else
    return Shape::word;
}

template <class T>
constexpr std::span<const std::string_view> words_for() {
  if constexpr (std::is_enum_v<T>) return words_of<T>();
  return {};
}

template <class Record, class Member>
Record record_of(Member Record::*);
template <class Record, class Member>
Member member_of(Member Record::*);

/// A key that fills the member; the record may be a base of the one that is read.
template <class Record, auto Pointer>
constexpr Field<Record> key(std::string_view name, std::string_view doc) {
  using Member = decltype(plain(static_cast<const decltype(member_of(Pointer))*>(nullptr)));
  Field<Record> field;
  field.key = name;
  field.shape = shape_of<Member>();
  field.doc = doc;
  field.words = words_for<Member>();
  field.assign = [](Record& record, const Datum& datum) { put(record.*Pointer, datum); };
  field.read = [](const Record& record) { return taken(record.*Pointer); };
  field.copy = [](Record& to, const Record& from) { to.*Pointer = from.*Pointer; };
  return field;
}

/// A key that the reader takes apart itself.
template <class Record>
constexpr Field<Record> part(std::string_view name, Shape shape, std::string_view doc) {
  Field<Record> field;
  field.key = name;
  field.shape = shape;
  field.doc = doc;
  return field;
}
template <class Record, auto Pointer>
constexpr Field<Record> part(std::string_view name, Shape shape, std::string_view doc) {
  Field<Record> field = part<Record>(name, shape, doc);
  field.read = [](const Record& record) { return taken(record.*Pointer); };
  field.copy = [](Record& to, const Record& from) { to.*Pointer = from.*Pointer; };
  return field;
}

/// What holds follows from more than the member that is filled.
template <class Record>
constexpr Field<Record> held(Field<Record> field, decltype(Field<Record>::read) read) {
  field.read = read;
  return field;
}
template <class Record>
constexpr Field<Record> shaped(Field<Record> field, Shape shape) {
  field.shape = shape;
  return field;
}
template <class Record>
constexpr Field<Record> within(Field<Record> field, double least, double greatest) {
  field.domain = {least, greatest};
  return field;
}
template <class Record>
constexpr Field<Record> either(Field<Record> field, double one, double other) {
  field.domain = {one, other, true};
  return field;
}
template <class Record>
constexpr Field<Record> at_least(Field<Record> field, double least) {
  return within(field, least, std::numeric_limits<double>::infinity());
}
template <class Record>
constexpr Field<Record> required(Field<Record> field) {
  field.required = true;
  return field;
}
/// Fewer words than the member's type has.
template <class Record>
constexpr Field<Record> one_of(Field<Record> field, std::span<const std::string_view> words) {
  field.words = words;
  return field;
}
template <class... Kinds>
constexpr KindSet kinds(Kinds... all) {
  return static_cast<KindSet>((kind_bit(all) | ...));
}
constexpr Field<KeyResult> only(Field<KeyResult> field, KindSet set) {
  field.kinds = set;
  return field;
}

}  // namespace okr
