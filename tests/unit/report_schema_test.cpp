// SPDX-License-Identifier: MIT
// The declared keys of the JSON reports are the ones that reports have: none is missing, none is extra, types fit.
#include "reports/keys.hpp"

#include <algorithm>
#include <string>

#include "compute_fixture.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "reports/calibration/calibration.hpp"
#include "reports/forecast/outlook.hpp"
#include "reports/kpi/scorecard.hpp"
#include "reports/log/journal.hpp"
#include "reports/plan/plan.hpp"
#include "reports/plot/plot.hpp"
#include "reports/review/review.hpp"
#include "reports/score/scores.hpp"
#include "reports/show/detail.hpp"
#include "reports/status/board.hpp"
#include "reports/tree/tree.hpp"

namespace report_schema_test {

using namespace okr;
using namespace okr::test;
using draw::Json;

namespace {

bool is_kind(const Json& value, std::string_view type) {
  if (type == "any") return true;
  if (type == "string" || type == "date") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  return type == "number" && value.is_number();
}

class Checker {
 public:
  std::string faults;

  void check(const std::string& where, const Json& value, std::string_view type) {
    if (type.ends_with("?")) {
      if (value.is_null()) return;
      type.remove_suffix(1);
    }
    if (type.ends_with("[]")) {
      type.remove_suffix(2);
      if (!value.is_array()) return add(where + ": no list");
      for (const Json& item : value) check(where + "[]", item, type);
      return;
    }
    if (const reports::JsonObject* object = reports::json_object(type)) return check(where, value, *object);
    if (!is_kind(value, type)) add(where + ": not " + std::string(type));
  }

  void check(const std::string& where, const Json& value, const reports::JsonKey& key) {
    check(where, value, key.type);
    const bool is_any = key.words.empty() || !value.is_string();
    if (!is_any && std::ranges::find(key.words, value.get<std::string>()) == key.words.end())
      add(where + ": " + value.dump() + " is no word of it");
  }

  void check(const std::string& where, const Json& value, const reports::JsonObject& object) {
    if (!value.is_object()) return add(where + ": no object");
    for (const reports::JsonKey& key : object.keys)
      if (key.is_always && !value.contains(std::string(key.name))) add(where + ": no " + std::string(key.name));
    for (const auto& [name, member] : value.items()) {
      const auto key = std::ranges::find(object.keys, name, &reports::JsonKey::name);
      if (key == object.keys.end())
        add(where + ": undeclared " + name);
      else
        check(where + "." + name, member, *key);
    }
  }

 private:
  void add(const std::string& fault) { faults += fault + "\n"; }
};

std::string faults_in(const Json& value, std::string_view report) {
  Checker checker;
  checker.check(std::string(report), value, *reports::json_object(report));
  return checker.faults;
}

/// Something of everything: numbers that are there and that are not, a bound, a KPI, what was cancelled and missed.
Workspace mixed() {
  KeyResult users = number(0, 400), hold = of_kind(Kind::hold), done = of_kind(Kind::done), left = number(0, 5);
  users.stretch = 500;
  users.entries = {entry(day(2026, 2, 1), 112.0, 6), entry(day(2026, 3, 1), 140.0, 5)};
  hold.max = 58;
  hold.kpi.text = "heart";
  left.state = State::cancelled;
  left.reason = "not wanted";
  Kpi heart = kpi("heart", {{day(2026, 1, 31), 61}, {day(2026, 2, 28), 57}});
  heart.good = Good::down;
  heart.target = 58;
  heart.benchmarks = {{"others", 60, "a study", {}, {}}};
  const auto committed = ObjectiveType::committed;
  return workspace(
      {cycle("2025-Q4", {day(2025, 10, 1), day(2025, 12, 31)},
             {objective("o", ObjectiveType::aspirational, {number(0, 5)})}),
       cycle("2026-Q1", first_quarter(),
             {objective("o", ObjectiveType::aspirational, {users, left}), objective("fit", committed, {hold, done})})},
      {heart});
}

}  // namespace

TEST_CASE("the JSON of status holds the declared keys, before, in and after the cycle") {
  const Workspace w = mixed();
  for (const Date as_of : {day(2025, 12, 1), day(2026, 3, 2), day(2026, 5, 1)})
    CHECK(faults_in(reports::json_of(*reports::board_of(w, w.cycles[1], {}, as_of)), "status") == "");
}

TEST_CASE("the JSON of score holds the declared keys, grouped or not") {
  const Workspace w = mixed();
  for (const Date as_of : {day(2026, 3, 2), day(2026, 5, 1)})
    for (const auto grouping : {reports::Grouping::none, reports::Grouping::team}) {
      const auto scores = reports::scores_of(w, {&w.cycles[1], &w.cycles[0], grouping}, as_of);
      CHECK(faults_in(reports::json_of(*scores), "score") == "");
    }
}

TEST_CASE("the JSON of forecast holds the declared keys, whole or in part") {
  const Workspace w = mixed();
  for (const Date as_of : {day(2025, 12, 1), day(2026, 3, 2), day(2026, 5, 1)})
    for (const auto& ids : {std::vector<std::string>{}, std::vector<std::string>{"o"}})
      CHECK(faults_in(reports::json_of(*reports::outlook_of(w, w.cycles[1], {ids, "", "", "", {}}, as_of)),
                      "forecast") == "");
  const auto scores = reports::scores_of(w, {&w.cycles[1], nullptr, reports::Grouping::none, true}, day(2026, 3, 2));
  CHECK(faults_in(reports::json_of(*scores), "score") == "");
}

TEST_CASE("the JSON of calibration holds the declared keys, with and without a closed cycle") {
  Workspace w = mixed();
  CHECK(faults_in(reports::json_of(reports::calibration_of(w, {}, day(2026, 5, 1))), "calibration") == "");
  w.cycles[1].result = CycleResult{};
  CHECK(reports::calibration_of(w, {}, day(2026, 5, 1)).stated);
  CHECK(faults_in(reports::json_of(reports::calibration_of(w, {}, day(2026, 5, 1))), "calibration") == "");
}

TEST_CASE("the JSON of each review holds the declared keys, before, in and after the cycle") {
  Workspace w = mixed();
  Checkin said;
  said.date = day(2026, 2, 28);
  said.by = "ana";
  said.note = "Slow.";
  said.wins = said.lessons = said.needs = said.priorities = said.done = said.ahead = {"a word"};
  said.blockers = {{{}, "legal review", {}}, {{w.cycles[1].objectives[0].id.text, {}}, "no time", {}}};
  said.solved = {{"legal", {}}};
  w.cycles[1].checkins = {said};
  for (const Date as_of : {day(2025, 12, 1), day(2026, 1, 3), day(2026, 3, 2), day(2026, 5, 1)}) {
    CHECK(faults_in(reports::json_of(*reports::weekly_of(w, w.cycles[1], add_days(as_of, -7), as_of)), "review") == "");
    CHECK(faults_in(reports::json_of(*reports::mid_review_of(w, w.cycles[1], as_of)), "review") == "");
    CHECK(faults_in(reports::json_of(*reports::final_review_of(w, w.cycles[1], &w.cycles[0], as_of)), "review") == "");
  }
}

TEST_CASE("the JSON of log holds the declared keys for cycles, key results and KPIs") {
  Workspace w = mixed();
  Cycle& cycle = w.cycles[1];
  cycle.checkins.resize(1);
  cycle.checkins[0].date = day(2026, 2, 1);
  Change change;
  change.on = day(2026, 2, 3);
  change.fields = {{"target", 500.0, 400.0}, {"state", std::string("draft"), std::string("active")}};
  cycle.objectives[0].key_results[0].changes = {change};
  const Objective& o = cycle.objectives[0];
  const Found about[] = {{&cycle, nullptr, nullptr, nullptr},
                         {&cycle, &o, &o.key_results[0], nullptr},
                         {nullptr, nullptr, nullptr, &w.kpis[0]}};
  for (const Found& found : about) {
    const auto journal = reports::journal_of(w, {found, {}, 2}, day(2026, 3, 2));
    CHECK(journal.events.size() == 2);
    CHECK(faults_in(reports::json_of(journal), "log") == "");
  }
  const auto all = reports::journal_of(w, {.all = true}, day(2026, 3, 2));
  CHECK(faults_in(reports::json_of(all), "log") == "");
  const std::string lines = reports::journal_lines(all);
  std::size_t count = 0;
  for (const std::string_view line : split(lines, '\n')) {
    if (line.empty()) continue;
    CHECK(faults_in(draw::Json::parse(line), "log-line") == "");
    ++count;
  }
  CHECK(count == all.events.size());
  CHECK(std::ranges::count(all.events, true, [](const auto& event) { return event.reading != nullptr; }) ==
        static_cast<long>(w.kpis[0].readings.size()));
}

TEST_CASE("the JSON of show holds the declared keys for every sort of record") {
  const Workspace w = mixed();
  const Cycle& cycle = w.cycles[1];
  const Objective& o = cycle.objectives[0];
  const Objective& fit = cycle.objectives[1];
  const Found records[] = {{&cycle, nullptr, nullptr, nullptr},
                           {&cycle, &o, nullptr, nullptr},
                           {&cycle, &o, &o.key_results[0], nullptr},
                           {&cycle, &fit, &fit.key_results[0], nullptr},
                           {nullptr, nullptr, nullptr, &w.kpis[0]}};
  for (const Found& found : records)
    CHECK(faults_in(reports::detail_json(*reports::detail_of(w, found, day(2026, 3, 2)), {}), "show") == "");
}

TEST_CASE("the JSON of tree holds the declared keys") {
  const Workspace w = mixed();
  CHECK(faults_in(reports::json_of(reports::tree_of(w, {}, day(2026, 3, 2))), "tree") == "");
}

TEST_CASE("the JSON of plot holds the declared keys for every kind of plot") {
  const Workspace w = mixed();
  const Cycle& cycle = w.cycles[1];
  std::vector<reports::Plot> plots{reports::plot_of(w, {&cycle, nullptr, nullptr, nullptr}, {}, day(2026, 3, 2)),
                                   reports::plot_of(w, {nullptr, nullptr, nullptr, &w.kpis[0]}, {}, day(2026, 3, 2))};
  for (const Objective& objective : cycle.objectives)
    for (const KeyResult& kr : objective.key_results)
      plots.push_back(reports::plot_of(w, {&cycle, &objective, &kr, nullptr}, {}, day(2026, 3, 2)));
  CHECK(faults_in(reports::plot_json(w, plots, day(2026, 3, 2)), "plot") == "");
}

TEST_CASE("the JSON of a plan holds the declared keys") {
  Workspace w = mixed();
  w.cycles[1].parent.text = "2025-Q4";
  w.cycles[1].objectives[0].triggered_by.text = "heart";
  const CycleNumbers numbers = numbers_of(w, w.cycles[0], day(2026, 1, 2));
  for (const Cycle* present : {&std::as_const(w.cycles[1]), static_cast<const Cycle*>(nullptr)}) {
    const auto plan = reports::plan_of(w, numbers, {w, w.cycles[1], present}, day(2026, 1, 2));
    CHECK(faults_in(reports::json_of(plan), "review") == "");
    for (const auto& row : reports::records_of(plan).rows) CHECK(row.size() == reports::records_of(plan).names.size());
  }
}

TEST_CASE("the JSON of kpi holds the declared keys: with limits, a counter, a proposal, and where there is nothing") {
  Kpi turnover = kpi("turnover", {{day(2025, 10, 31), 15},
                                  {day(2025, 11, 30), 15.5},
                                  {day(2025, 12, 31), 14},
                                  {day(2026, 1, 31), 23},
                                  {day(2026, 2, 3), 22}});
  turnover.good = Good::down;
  turnover.target = 15;
  turnover.counter.text = "heart";
  turnover.unit = "%";
  Workspace w = mixed();
  w.kpis.push_back(turnover);
  w.kpis.push_back(kpi("empty", {}));
  const auto card = reports::scorecard_of(w, {{}, {}, day(2025, 11, 1)}, day(2026, 2, 14));
  CHECK(faults_in(reports::json_of(*card), "kpi") == "");
  CHECK(card->rows.front().proposal.has_value());
  for (const PeriodUnit unit : {PeriodUnit::day, PeriodUnit::year})
    CHECK(faults_in(reports::json_of(*reports::scorecard_of(w, {{}, unit, {}}, day(2026, 2, 14))), "kpi") == "");
  const auto records = reports::records_of(*card);
  for (const auto& row : records.rows) CHECK(row.size() == records.names.size());
}

TEST_CASE("a schema refers only to objects that it defines, and demands what is always there") {
  const Json schema = reports::report_schema(*reports::json_object("score"));
  const std::string text = draw::json_text(schema);
  CHECK(text.find("\"$ref\": \"#/$defs/objective\"") != std::string::npos);
  CHECK(text.find("\"previous\"") != std::string::npos);
  for (std::size_t at = text.find("#/$defs/"); at != std::string::npos; at = text.find("#/$defs/", at + 1)) {
    const std::size_t begin = at + 8;
    CHECK(reports::json_object(text.substr(begin, text.find('"', begin) - begin)) != nullptr);
  }
}

}  // namespace report_schema_test
