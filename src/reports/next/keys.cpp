// SPDX-License-Identifier: MIT
// `okr next` for programs.
#include <algorithm>

#include "reports/next/next.hpp"

namespace okr::reports {
namespace {

using I = NextItem;
constexpr Key<I> item_keys[] = {
    {"next_by", "date?", "until when; null where nothing is left to do", [](const I& i) { return json(i.move.by); }},
    {"next_amount", "number?", "what is missing then for a gap of 0; of a bound what its period lacks",
     [](const I& i) { return json(i.move.amount); }},
    {"next_room", "number?",
     "of a cap on what adds up: how much may still come in its running period; of a strict one less than that",
     [](const I& i) { return json(i.move.room); }},
    {"next_value", "number?", "where it has to be then", [](const I& i) { return json(i.move.value); }},
    {"next_step", "string?", "the next step that is not done",
     [](const I& i) { return null_or(i.move.step, &Step::title); }},
    {"safe_days", "integer?", "days until it is behind if nothing is recorded; below 0: it is, for so many days",
     [](const I& i) { return json(i.move.safe_days); }},
    {"safe_to_end", "boolean", "it stays on pace to its last day, and nothing is missing then",
     [](const I& i) { return json(i.move.safe_to_end); }},
    {"misses_left", "integer?", "of a bound: periods that may still be missed",
     [](const I& i) { return json(i.move.misses_left); }},
};

using M = NextMoves;
constexpr Key<M> report_keys[] = {
    {"cycle", "cycle?", cycle_or_none, [](const M& m) { return cycle_object(m.numbers); }},
    {"key_results", "next_key_result[]", "the least safe first",
     [](const M& m) {
       return json_list(m.items, [&](const NextItem& item) {
         Json object = key_result_object({*m.workspace, *item.objective, *item.move.numbers, &item.forecast});
         add_keys(object, item_keys, item);
         return object;
       });
     }},
    {"more", "integer", "how many --limit left out", [](const M& m) { return json(m.more); }},
    diagnostics_key<M>(),
};

}  // namespace

Records records_of(const NextMoves& moves) {
  Rows rows(moves.numbers.as_of, {"status", "next_by", "next_amount", "next_room", "next_value", "unit", "next_step",
                                  "safe_days", "safe_to_end", "misses_left", "needed_rate_week", "value", "due"});
  for (const NextItem& item : moves.items)
    add_key_result_row(rows, {*moves.workspace, *item.objective, *item.move.numbers, &item.forecast}, item_keys, item);
  return std::move(rows).records();
}

Json json_of(const NextMoves& moves) {
  Json object = report_object("next", moves.numbers.as_of);
  add_keys(object, report_keys, moves);
  return object;
}

std::vector<JsonObject> next_objects() {
  const auto shared = shared_objects();
  JsonObject item = *std::ranges::find(shared, "key_result", &JsonObject::name);
  item.name = "next_key_result";
  item.doc = "A key result, its forecast, and what to do by when";
  return {report("next").holds(report_keys), item.holds(item_keys)};
}

}  // namespace okr::reports
