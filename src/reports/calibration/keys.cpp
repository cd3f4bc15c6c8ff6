// SPDX-License-Identifier: MIT
// `okr calibration` for programs.
#include "reports/calibration/calibration.hpp"

namespace okr::reports {
namespace {

constexpr Key<ConfidenceLevel> level_keys[] = {
    {"confidence", "integer", "1 to 10", [](auto& l) { return l.confidence; }},
    {"key_results", "integer", "of which it was said", [](auto& l) { return l.key_results; }},
    {"weight", "number", "the same, each parted among its check-ins", [](auto& l) { return l.weight; }},
    {"happened", "number?", "share that was reached", [](auto& l) { return l.weight > 0 ? json(l.happened) : Json(); }},
    {"tells", "boolean", "five and more", [](auto& l) { return l.tells(); }},
};

constexpr Key<AtAge> age_keys[] = {
    {"when", one_of<Age>, "which check-ins", [](auto& a) { return a.age; }},
    {"key_results", "integer", "with a confidence", [](auto& a) { return a.key_results; }},
    {"brier", "number?", "of the confidence", [](auto& a) { return a.stated; }},
    {"compared", "integer", "with a confidence and a forecast", [](auto& a) { return a.compared; }},
    {"brier_where_forecast", "number?", "of the confidence in these", [](auto& a) { return a.stated_where_forecast; }},
    {"brier_forecast", "number?", "of the forecast in these", [](auto& a) { return a.forecast; }},
};

constexpr Key<Calibration> calibration_keys[] = {
    {"cycles", "string[]", "closed ones in which something was judged, oldest first",
     [](auto& c) { return json_list(c.cycles, [](const Cycle* cycle) { return cycle->id.text; }); }},
    {"key_results", "integer", "that were judged", [](auto& c) { return c.stated ? c.stated->key_results : 0; }},
    {"tells", "boolean", "ten and more", [](auto& c) { return c.stated && c.stated->tells(); }},
    {"brier", "number?", "0 is perfect, 0.25 is always 5 of 10",
     [](auto& c) { return null_or(c.stated, &Reliability::brier); }},
    {"reliability", "number?", "how far the levels lie off; brier = reliability - resolution + uncertainty",
     [](auto& c) { return null_or(c.stated, &Reliability::reliability); }},
    {"resolution", "number?", "how well they tell apart",
     [](auto& c) { return null_or(c.stated, &Reliability::resolution); }},
    {"uncertainty", "number?", "of what was judged",
     [](auto& c) { return null_or(c.stated, &Reliability::uncertainty); }},
    {"skill", "number?", "1 - brier / uncertainty", [](auto& c) { return null_or(c.stated, &Reliability::skill); }},
    {"stated", "number?", "mean of what was said", [](auto& c) { return null_or(c.stated, &Reliability::stated); }},
    {"happened", "number?", "share that was reached",
     [](auto& c) { return null_or(c.stated, &Reliability::happened); }},
    {"bias", "number?", "stated - happened; positive is too sure",
     [](auto& c) { return null_or(c.stated, &Reliability::bias); }},
    {"levels", "level[]", "by confidence, 1 first",
     [](auto& c) { return c.stated ? objects_of(level_keys, c.stated->levels) : Json::array(); }},
    {"ages", "age[]", "all, first, mid-cycle and last check-ins", [](auto& c) { return objects_of(age_keys, c.at); }},
};

constexpr Key<Calibration> judged_keys[] = {
    {"key_results", "integer", "that were judged", [](auto& c) { return c.stated->key_results; }},
    {"tells", "boolean", "ten and more", [](auto& c) { return c.stated->tells(); }},
    {"stated", "number", "mean of what was said", [](auto& c) { return c.stated->stated; }},
    {"happened", "number", "share that was reached", [](auto& c) { return c.stated->happened; }},
    {"bias", "number", "stated - happened", [](auto& c) { return c.stated->bias(); }},
    {"brier", "number", "0 is perfect, 0.25 is always 5 of 10", [](auto& c) { return c.stated->brier; }},
    {"brier_where_forecast", "number?", "of the confidence where there was a forecast",
     [](auto& c) { return c.at.front().stated_where_forecast; }},
    {"brier_forecast", "number?", "of the forecast", [](auto& c) { return c.at.front().forecast; }},
};

}  // namespace

Json judged_object(const Calibration& calibration) {
  return calibration.stated ? object_of(judged_keys, calibration) : Json();
}

Records records_of(const Calibration& calibration) {
  Rows rows(calibration.as_of, {"confidence", "key_results", "weight", "happened", "tells"});
  const RecordName of_all_cycles;
  if (calibration.stated)
    for (const ConfidenceLevel& level : calibration.stated->levels) rows.add(of_all_cycles, level_keys, level);
  return std::move(rows).records();
}

Json json_of(const Calibration& calibration) {
  return report_of("calibration", calibration.as_of, calibration_keys, calibration);
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
