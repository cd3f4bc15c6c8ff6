// SPDX-License-Identifier: MIT
// What the tables of fields are made of: a key that fills a member, with the shape and the words that follow from the
// member's type, and how it is narrowed. Private to the tables.
#pragma once

#include <algorithm>
#include <array>
#include <limits>

#include "okr/model/fields.hpp"

namespace okr::making {

// --- from a datum into a member ---------------------------------------------------------------------------------------

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

inline constexpr auto period_units =
    std::to_array<std::string_view>({"day", "week", "month", "quarter", "half", "year"});

inline void put(PeriodUnit& member, const Datum& datum) { member = *parse_period_unit(datum.text); }
inline void put(std::optional<PeriodUnit>& member, const Datum& datum) { member = *parse_period_unit(datum.text); }

// --- the shape and the words that follow from a member's type ---------------------------------------------------------

template <class T>
struct Plain {
  using type = T;
};
template <class T>
struct Plain<std::optional<T>> {
  using type = T;
};

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
  if constexpr (std::is_same_v<T, PeriodUnit>)
    return period_units;
  else if constexpr (std::is_enum_v<T>)
    return words_of<T>();
  else
    return {};
}

template <class Record, class Member>
Record record_of(Member Record::*);
template <class Record, class Member>
Member member_of(Member Record::*);

/// A key that fills the member; the record may be a base of the one that is read.
template <class Record, auto Pointer>
constexpr Field<Record> key(std::string_view name, std::string_view doc) {
  using Member = typename Plain<decltype(member_of(Pointer))>::type;
  Field<Record> field;
  field.key = name;
  field.shape = shape_of<Member>();
  field.doc = doc;
  field.words = words_for<Member>();
  field.assign = [](Record& record, const Datum& datum) { put(record.*Pointer, datum); };
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
constexpr Field<Record> at_least(Field<Record> field, double least) {
  return within(field, least, std::numeric_limits<double>::infinity());
}
template <class Record>
constexpr Field<Record> required(Field<Record> field) {
  field.required = true;
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

}  // namespace okr::making
