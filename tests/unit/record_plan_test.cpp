// SPDX-License-Identifier: MIT
// Which readings may be recorded, for which day or period, and when one is taken.
#include <string>
#include <vector>

#include "actions/readings/reading_files.hpp"
#include "print.hpp"

namespace record_plan_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

constexpr Date monday = make_date(2026, 8, 17);

std::string key(std::string_view text, unsigned fiscal_start = 1) {
  const auto day = period_for(text, fiscal_start, monday);
  return day ? day->key + " " + to_string(day->date) : "!" + day.error().what;
}

Workspace with_kpi() {
  Workspace workspace;
  workspace.files = {"kpi/sleep.toml"};
  Kpi sleep;
  sleep.id = KpiId("sleep");
  sleep.place = {0, 1, 1};
  sleep.unit = "h";
  sleep.floor = 0;
  sleep.ceil = 24;
  sleep.notes = {"cold"};
  Reading reading;
  reading.date = make_date(2026, 8, 16);
  reading.unit = PeriodUnit::week;
  reading.value = 7;
  reading.note = 0;
  reading.place = {0, 12, 1};
  sleep.readings = {reading};
  workspace.kpis = {sleep};
  return workspace;
}

RecordPlan plan(std::vector<std::string> words, RecordOptions options) {
  static const Workspace workspace = with_kpi();
  return plan_record(workspace, words, options);
}

RecordOptions on(Date date) { return {{date, to_string(date)}, "", "ana-x1", false}; }

}  // namespace

TEST_CASE("--for takes a period by its name or as the last one") {
  CHECK(key("2026-W33") == "2026-W33 2026-08-16");
  CHECK(key("2026-07") == "2026-07 2026-07-31");
  CHECK(key("last-week") == "2026-W33 2026-08-16");
  CHECK(key("last-month") == "2026-07 2026-07-31");
  CHECK(key("last-quarter") == "2026-Q2 2026-06-30");
  CHECK(key("last-year") == "2025 2025-12-31");
  CHECK(key("last-day") == "2026-08-16 2026-08-16");
  CHECK(key("2026-Q1", 4) == "2026-Q1 2026-06-30");
}

TEST_CASE("--for refuses what is no period and what has not ended") {
  CHECK(key("2026-08") == "!--for: 2026-08 has not ended, it ends on 2026-08-31");
  CHECK(key("2027") == "!--for: 2027 has not ended, it ends on 2027-12-31");
  for (const char* text : {"last-", "last-fortnight", "week", "2026-W60", ""}) CHECK(key(text).front() == '!');
}

TEST_CASE("a day without a reading takes one") {
  const RecordPlan free = plan({"kpi/sleep=6.5"}, on(monday));
  REQUIRE(free.readings.size() == 1);
  CHECK(free.readings[0].value == 6.5);
  CHECK(free.readings[0].taken.empty());
  CHECK(free.errors.empty());
  CHECK(free.conflicts.empty());
}

TEST_CASE("a taken day: the same is unchanged, another value or note is a conflict, --replace is none") {
  RecordOptions options = on(make_date(2026, 8, 16));  // the week's last day is taken by the week
  CHECK(plan({"sleep=7"}, options).readings.at(0).is_unchanged);
  CHECK(plan({"sleep=6.5"}, options).conflicts.size() == 1);
  options.note = "cold";
  CHECK(plan({"sleep=7"}, options).readings.at(0).is_unchanged);
  options.note = "warm";
  CHECK(plan({"sleep=7"}, options).conflicts.size() == 1);
  options.replace = true;
  const RecordPlan replaced = plan({"sleep=7"}, options);
  CHECK(replaced.conflicts.empty());
  CHECK_FALSE(replaced.readings.at(0).is_unchanged);
}

TEST_CASE("everything that cannot be recorded is named, and apart from what is no KPI") {
  const RecordPlan bad = plan({"sleep=1,5", "slep=1", "sleep", "sleep=25", "sleep=-1", "sleep=+1,5"}, on(monday));
  CHECK(bad.unknown == std::vector<std::string>{"slep=1"});
  CHECK(bad.errors.size() == 5);
  CHECK(bad.readings.empty());
  CHECK(plan({"sleep=6", "sleep=7"}, on(monday)).errors.size() == 1);
}

TEST_CASE("computed KPIs and those that read a CSV are filled elsewhere") {
  Workspace workspace = with_kpi();
  workspace.kpis[0].formula = "a / b";
  const std::vector<std::string> words{"sleep=6"};
  CHECK(plan_record(workspace, words, on(monday)).errors.at(0).what == "sleep is computed: a / b");
  workspace.kpis[0].formula.clear();
  workspace.kpis[0].values.path = "sleep.csv";
  CHECK(plan_record(workspace, words, on(monday)).errors.at(0).what == "sleep takes its readings from sleep.csv");
}

TEST_CASE("+VALUE adds to the last value, and a retry of it is unchanged (method 0.33)") {
  CHECK(plan({"sleep=+1"}, on(monday)).readings.at(0).value == 8);  // 7 was the last
  CHECK_FALSE(plan({"sleep=+1"}, on(monday)).readings.at(0).adds);
  CHECK(plan({"sleep=+20"}, on(monday)).errors.size() == 1);  // beyond its ceil
  RecordOptions options = on(make_date(2026, 8, 16));
  CHECK(plan({"sleep=+7"}, options).readings.at(0).is_unchanged);  // the day's own value does not count twice
  const RecordPlan taken = plan({"sleep=+1"}, options);
  REQUIRE(taken.conflicts.size() == 1);
  CHECK(taken.conflicts[0].what == "sleep has 7 h for 2026-W33 already, not 8 h");  // which --replace writes
  options.replace = true;
  CHECK(plan({"sleep=+1"}, options).readings.at(0).value == 8);
}

TEST_CASE("+VALUE is one amount more of a sum's day; an equal one is unchanged unless meant again") {
  Workspace workspace = with_kpi();
  Kpi& kpi = workspace.kpis[0];
  kpi.aggregate = Aggregate::sum;
  kpi.readings[0].date = monday;
  kpi.readings[0].unit = PeriodUnit::day;
  kpi.readings.push_back(kpi.readings[0]);
  kpi.readings[1].value = 3.5;  // 7 and 3.5
  const auto planned = [&](std::string word, bool again = false) {
    RecordOptions options = on(monday);
    options.again = again;
    const std::vector<std::string> words{std::move(word)};
    return plan_record(workspace, words, options);
  };
  const NewReading more = planned("sleep=+4").readings.at(0);
  CHECK((more.adds && !more.is_unchanged && more.value == 4 && more.taken.size() == 2));
  CHECK(planned("sleep=+3.5").readings.at(0).is_unchanged);
  CHECK_FALSE(planned("sleep=+3.5", true).readings.at(0).is_unchanged);
  CHECK(planned("sleep=3.5").conflicts.at(0).what == "sleep has 7 and 3.5 h for 2026-08-17 already, not 3.5 h");
  kpi.readings.pop_back();
  CHECK(planned("sleep=7").readings.at(0).is_unchanged);
  CHECK(planned("sleep=7", true).readings.at(0).adds);
  for (const Aggregate aggregate :
       {Aggregate::mean, Aggregate::min, Aggregate::max, Aggregate::median, Aggregate::first}) {
    kpi.aggregate = aggregate;
    CHECK(planned("sleep=+4").errors.size() == 1);
  }
  kpi.aggregate = Aggregate::mean;
  CHECK(planned("sleep=4", true).readings.at(0).adds);
}

}  // namespace record_plan_test
