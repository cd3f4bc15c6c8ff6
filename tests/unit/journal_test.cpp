// SPDX-License-Identifier: MIT
// The journal: what a check-in said beside what was said before, what the query leaves out, and the order.
#include "reports/log/journal.hpp"

#include "compute_fixture.hpp"
#include "print.hpp"

namespace journal_test {

using namespace okr;
using namespace okr::test;

namespace {

Checkin checkin(Date date, std::string source) {
  Checkin result;
  result.date = date;
  result.source = std::move(source);
  return result;
}

Entry said(Date date, std::uint32_t checkin, EntryValue value, std::optional<int> confidence = std::nullopt) {
  Entry result = entry(date, std::move(value), confidence);
  result.checkin = checkin;
  return result;
}

/// Three check-ins, two of them on one day; the second speaks of both key results; a target that moved in between.
Workspace three_weeks() {
  KeyResult users = key_result("users");
  users.entries = {said(day(2026, 1, 5), 0, 10.0, 5), said(day(2026, 1, 12), 1, std::monostate(), 6),
                   said(day(2026, 1, 12), 2, 30.0)};
  Change change;
  change.on = day(2026, 1, 8);
  change.why = "smaller market";
  users.changes = {change};
  KeyResult km = key_result("km");
  km.entries = {said(day(2026, 1, 12), 1, 12.0, 7)};
  Objective ship = objective("ship", ObjectiveType::aspirational, {users});
  Objective fit = objective("fit", ObjectiveType::committed, {km});
  Workspace result = workspace({cycle("2026-Q1", first_quarter(), {ship, fit})});
  result.cycles[0].checkins = {checkin(day(2026, 1, 5), "ana"), checkin(day(2026, 1, 12), "ana"),
                               checkin(day(2026, 1, 12), "cron")};
  return result;
}

reports::JournalQuery about(const Workspace& workspace, std::optional<std::size_t> objective = std::nullopt) {
  reports::JournalQuery query;
  query.about.cycle = &workspace.cycles[0];
  if (objective) query.about.objective = &workspace.cycles[0].objectives[*objective];
  return query;
}

std::vector<std::string> what_happened(const reports::Journal& journal) {
  std::vector<std::string> events;
  for (const reports::JournalEvent& event : journal.events)
    events.push_back(to_string(event.date) + (event.checkin ? " " + event.checkin->source : " change"));
  return events;
}

}  // namespace

TEST_CASE("journal: newest first, the later of a day first, changes among the check-ins") {
  const Workspace workspace = three_weeks();
  const auto journal = reports::journal_of(workspace, about(workspace), day(2026, 2, 1));
  CHECK(what_happened(journal) ==
        std::vector<std::string>{"2026-01-12 cron", "2026-01-12 ana", "2026-01-08 change", "2026-01-05 ana"});
}

TEST_CASE("journal: a value stands beside the last value, a confidence beside the last confidence") {
  const Workspace workspace = three_weeks();
  const auto journal = reports::journal_of(workspace, about(workspace), day(2026, 2, 1));
  const reports::JournalEntry& third = journal.events[0].entries.at(0);
  REQUIRE(third.value_before);
  CHECK(std::get<double>(third.value_before->value) == 10);  // the judgement in between had no number
  CHECK(third.confidence_before == 6);
  CHECK(journal.events[1].entries.size() == 2);
  CHECK(!journal.events[3].entries.at(0).value_before);
  CHECK(!journal.events[3].entries.at(0).confidence_before);
}

TEST_CASE("journal: of an objective only what was said of it") {
  const Workspace workspace = three_weeks();
  const auto fit = reports::journal_of(workspace, about(workspace, 1), day(2026, 2, 1));
  REQUIRE(what_happened(fit) == std::vector<std::string>{"2026-01-12 ana"});
  CHECK(fit.events[0].entries.size() == 1);
  CHECK(fit.name.full_id == "2026-Q1/fit");
  auto query = about(workspace, 0);
  query.about.key_result = &workspace.cycles[0].objectives[0].key_results[0];
  CHECK(reports::journal_of(workspace, query, day(2026, 2, 1)).events.size() == 4);
}

TEST_CASE("journal: nothing after the day, nothing before --since, the newest up to --limit") {
  const Workspace workspace = three_weeks();
  CHECK(reports::journal_of(workspace, about(workspace), day(2026, 1, 11)).events.size() == 2);
  auto query = about(workspace);
  query.since = day(2026, 1, 8);
  CHECK(reports::journal_of(workspace, query, day(2026, 1, 12)).events.size() == 3);
  query.since.reset();
  query.most = 1;
  const auto newest = reports::journal_of(workspace, query, day(2026, 1, 12));
  CHECK(what_happened(newest) == std::vector<std::string>{"2026-01-12 cron"});
  CHECK(newest.left_out == 3);
}

TEST_CASE("journal: a KPI's readings beside the ones before, also where those are older than --since") {
  const Workspace workspace = test::workspace({}, {kpi("sleep", {{day(2026, 1, 4), 7}, {day(2026, 1, 11), 6.5}})});
  reports::JournalQuery query;
  query.about.kpi = &workspace.kpis[0];
  query.since = day(2026, 1, 10);
  const auto journal = reports::journal_of(workspace, query, day(2026, 1, 12));
  REQUIRE(journal.events.size() == 1);
  CHECK(journal.name.full_id == "kpi/sleep");
  CHECK(journal.events[0].reading->value == 6.5);
  REQUIRE(journal.events[0].reading_before);
  CHECK(journal.events[0].reading_before->value == 7);
}

}  // namespace journal_test
