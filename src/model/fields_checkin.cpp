// SPDX-License-Identifier: MIT
// Check-ins: one line a key.
#include "model/field_makers.hpp"

namespace okr {

using namespace making;

namespace {

using I = Checkin;
constexpr auto checkin_fields = std::to_array<Field<I>>({
    required(key<I, &I::date>("date", "Day of the check-in; the same as in the file's name")),
    shaped(key<I, &I::at>("at", "Time of day, written by the program"), Shape::time),
    key<I, &I::by>("by", "Who checked in"),
    shaped(key<I, &I::note>("note", "What happened"), Shape::long_text),
    key<I, &I::wins>("wins", "What went well"),
    key<I, &I::blockers>("blockers", "What is in the way"),
    key<I, &I::priorities>("priorities", "The coming week; the next check-in asks which are done"),
    key<I, &I::done>("done", "Priorities of the last check-in that are done"),
    key<I, &I::needs>("needs", "Help wanted"),
    key<I, &I::ahead>("ahead", "What comes in the next four weeks"),
});

constexpr auto entry_fields = std::to_array<Field<Entry>>({
    part<Entry>("value", Shape::entries, "Value, amount, true or false, grade, or list of steps, as the kind wants it"),
    within(key<Entry, &Entry::confidence>("confidence", "1 (never) to 10 (in the bag)"), 1, 10),
    shaped(key<Entry, &Entry::note>("note", "What moved it"), Shape::long_text),
});

}  // namespace

template <>
std::span<const Field<Checkin>> fields() {
  return checkin_fields;
}
template <>
std::span<const Field<Entry>> fields() {
  return entry_fields;
}

}  // namespace okr
