// SPDX-License-Identifier: MIT
// `okr forecast` for programs.
#include "reports/forecast/outputs.hpp"

namespace okr::reports {
namespace {

using O = Outlook;
constexpr Key<O> outlook_keys[] = {
    {"cycle", "cycle", "the cycle", [](const O& o) { return cycle_object(o.numbers); }},
    {"expected_score", "number?", "of the cycle; null when a part of it was asked for",
     [](const O& o) { return o.filtered ? Json() : json(o.forecast.expected); }},
    {"objectives", "objective[]", "in the order of the files, with their key results and forecasts",
     [](const O& o) {
       return json_list(o.forecast.objectives, [&](const ObjectiveForecast& objective) {
         return objective_object(*o.workspace, *objective.numbers, true, &o.forecast);
       });
     }},
    {"diagnostics", "diagnostic[]", "what is wrong in the files that were read",
     [](const O& o) { return diagnostics_list(*o.workspace); }},
};

}  // namespace

Records outlook_records(const Outlook& outlook) {
  Records records{{"id", "title", "value", "target", "unit"}, {}};
  for (const char* name : forecast_columns) records.names.emplace_back(name);
  for (const char* name :
       {"rate_week", "needed_rate_week", "factor", "stated", "reason", "forecast_as_of", "likelihood"})
    records.names.emplace_back(name);
  for (const ObjectiveForecast& objective : outlook.forecast.objectives)
    for (const KeyResultForecast& kr : objective.key_results)
      add_key_result_row(records, {*outlook.workspace, *objective.numbers, *kr.numbers, &kr});
  return records;
}

Json outlook_json(const Outlook& outlook) {
  Json object = report_object("forecast", outlook.numbers.as_of);
  add_keys(object, outlook_keys, outlook);
  return object;
}

std::vector<JsonObject> forecast_objects() { return {report("forecast").holds(outlook_keys)}; }

}  // namespace okr::reports
