// SPDX-License-Identifier: MIT
// `okr calibration` for programs.
#include "reports/calibration/calibration.hpp"

#include "reports/words.hpp"

namespace okr::reports {
namespace {

using L = ConfidenceLevel;
constexpr Key<L> level_keys[] = {
    {"confidence", "integer", "1 to 10", [](const L& l) { return json(l.confidence); }},
    {"key_results", "integer", "of which it was said", [](const L& l) { return json(l.key_results); }},
    {"weight", "number", "the same, each parted among its check-ins", [](const L& l) { return json(l.weight); }},
    {"happened", "number?", "share that was reached",
     [](const L& l) { return l.weight > 0 ? json(l.happened) : Json(); }},
    {"tells", "boolean", "five and more", [](const L& l) { return json(l.tells()); }},
};

using A = AtAge;
constexpr Key<A> age_keys[] = {
    {"when", "string", "all, first, middle or last check-ins", [](const A& a) { return json(word(a.age)); }},
    {"key_results", "integer", "with a confidence", [](const A& a) { return json(a.key_results); }},
    {"brier", "number?", "of the confidence", [](const A& a) { return json(a.stated); }},
    {"compared", "integer", "with a confidence and a forecast", [](const A& a) { return json(a.compared); }},
    {"brier_where_forecast", "number?", "of the confidence in these",
     [](const A& a) { return json(a.stated_where_forecast); }},
    {"brier_forecast", "number?", "of the forecast in these", [](const A& a) { return json(a.forecast); }},
};

/// What was judged; null where nothing was.
template <class Say>
Json of_stated(const Calibration& calibration, Say say) {
  return calibration.stated ? json(say(*calibration.stated)) : Json();
}

using C = Calibration;
using R = Reliability;
constexpr Key<C> calibration_keys[] = {
    {"cycles", "string[]", "closed ones in which something was judged, oldest first",
     [](const C& c) { return json_list(c.cycles, [](const Cycle* cycle) { return cycle->id.text; }); }},
    {"key_results", "integer", "that were judged",
     [](const C& c) { return json(c.stated ? c.stated->key_results : 0); }},
    {"tells", "boolean", "ten and more", [](const C& c) { return json(c.stated && c.stated->tells()); }},
    {"brier", "number?", "0 is perfect, 0.25 is always 5 of 10",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.brier; }); }},
    {"reliability", "number?", "how far the levels lie off; brier = reliability - resolution + uncertainty",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.reliability; }); }},
    {"resolution", "number?", "how well they tell apart",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.resolution; }); }},
    {"uncertainty", "number?", "of what was judged",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.uncertainty; }); }},
    {"skill", "number?", "1 - brier / uncertainty",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.skill(); }); }},
    {"stated", "number?", "mean of what was said",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.stated; }); }},
    {"happened", "number?", "share that was reached",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.happened; }); }},
    {"bias", "number?", "stated - happened; positive is too sure",
     [](const C& c) { return of_stated(c, [](const R& r) { return r.bias(); }); }},
    {"levels", "level[]", "by confidence, 1 first",
     [](const C& c) { return c.stated ? objects_of(level_keys, c.stated->levels) : Json::array(); }},
    {"ages", "age[]", "all, first, mid-cycle and last check-ins",
     [](const C& c) { return objects_of(age_keys, c.at); }},
};

constexpr Key<C> judged_keys[] = {
    {"key_results", "integer", "that were judged", [](const C& c) { return json(c.stated->key_results); }},
    {"tells", "boolean", "ten and more", [](const C& c) { return json(c.stated->tells()); }},
    {"stated", "number", "mean of what was said", [](const C& c) { return json(c.stated->stated); }},
    {"happened", "number", "share that was reached", [](const C& c) { return json(c.stated->happened); }},
    {"bias", "number", "stated - happened", [](const C& c) { return json(c.stated->bias()); }},
    {"brier", "number", "0 is perfect, 0.25 is always 5 of 10", [](const C& c) { return json(c.stated->brier); }},
    {"brier_where_forecast", "number?", "of the confidence where there was a forecast",
     [](const C& c) { return json(c.at.front().stated_where_forecast); }},
    {"brier_forecast", "number?", "of the forecast", [](const C& c) { return json(c.at.front().forecast); }},
};

}  // namespace

Json judged_object(const Calibration& calibration) {
  return calibration.stated ? object_of(judged_keys, calibration) : Json();
}

Records calibration_records(const Calibration& calibration) {
  Records records{{"confidence", "key_results", "weight", "happened", "tells"}, {}};
  if (!calibration.stated) return records;
  for (const ConfidenceLevel& level : calibration.stated->levels) add_row(records, level_keys, level);
  return records;
}

Json calibration_json(const Calibration& calibration, Date as_of) {
  Json object = report_object("calibration", as_of);
  add_keys(object, calibration_keys, calibration);
  return object;
}

std::vector<JsonObject> calibration_objects() {
  return {
      report("calibration").holds(calibration_keys),
      JsonObject{"level", "What happened at a level of confidence"}.holds(level_keys),
      JsonObject{"age", "Brier scores of statements of an age"}.holds(age_keys),
      JsonObject{"judged", "How good the confidences of a cycle were"}.holds(judged_keys),
  };
}

}  // namespace okr::reports
