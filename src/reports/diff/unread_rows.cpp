// SPDX-License-Identifier: MIT
#include "reports/diff/unread_rows.hpp"

#include <algorithm>
#include <utility>

namespace okr::reports {

void blank(std::optional<DiffSide>& side, const std::string& id) {
  DiffSide blank;
  blank.id = side ? side->id : id;
  blank.unread = true;
  side = std::move(blank);
}

void add_unread(const UnreadPlaces& places, std::string_view field, RecordDifference& row) {
  if (!places.on_one_side()) return;
  DifferenceCause cause{.cause = Cause::unread, .field = std::string(field)};
  const bool is_before = !places.before.empty();
  (is_before ? cause.before : cause.after) = std::string("n/a");
  cause.why = is_before ? places.before : places.after;
  blank(is_before ? row.before : row.after, row.id);
  const auto same = std::ranges::find_if(row.causes, [&](const DifferenceCause& other) {
    return other.cause == Cause::unread && other.field == field && other.why == cause.why;
  });
  if (same == row.causes.end()) row.causes.push_back(std::move(cause));
}

void take_out_unread(const std::function<UnreadPlaces(const std::string& field)>& places_of, RecordDifference& row) {
  std::vector<DifferenceCause> causes = std::move(row.causes);
  row.causes.clear();
  for (DifferenceCause& cause : causes) {
    const UnreadPlaces places = places_of(cause.field);
    if (places.anywhere())
      add_unread(places, cause.field, row);
    else
      row.causes.push_back(std::move(cause));
  }
}

std::string take_out_unread(const Unread& other, const std::vector<Fact>& there, std::vector<Fact>& facts) {
  std::string first;
  std::erase_if(facts, [&](const Fact& fact) {
    const std::string place = other.any_in(fact.from);
    const bool is_lost = !place.empty() && std::ranges::find(there, fact.from, &Fact::from) == there.end();
    if (is_lost && first.empty()) first = place;
    return is_lost;
  });
  return first;
}

}  // namespace okr::reports
