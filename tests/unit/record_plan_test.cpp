// SPDX-License-Identifier: MIT
// Which readings may be recorded, for which day or period, and when one is taken.
#include <string>
#include <vector>

#include "cli/record_plan.hpp"
#include "print.hpp"

using namespace okr;
using namespace okr::cli;

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
  CHECK((free.readings[0].taken == nullptr));
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
  const RecordPlan bad = plan({"sleep=1,5", "slep=1", "sleep", "sleep=25", "sleep=-1", "sleep=+1"}, on(monday));
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
