// SPDX-License-Identifier: MIT
// Findings that need numbers: each code where it belongs, once, and not for what is right.
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"

#include <string>

#include "compute_fixture.hpp"
#include "print.hpp"

namespace lint_test {

using namespace okr;
using namespace okr::test;

namespace {

const Date today = day(2026, 3, 1);

/// "E103 4" (code and line), in order.
std::string found(const Workspace& w) {
  std::string text;
  for (const Diagnostic& diagnostic : lint_numbers(w, today)) {
    CHECK_FALSE(diagnostic.message.empty());
    text += (text.empty() ? "" : ", ") + std::string(to_string(diagnostic.code)) + " " +
            std::to_string(diagnostic.place.line);
  }
  return text;
}

std::string found(KeyResult kr, std::vector<Kpi> kpis = {}) {
  kr.place = {0, 1, 1};
  const std::pair<const char*, std::uint32_t> keys[] = {{"baseline", 2}, {"target", 3}, {"change", 4}, {"stretch", 5},
                                                        {"commit", 6},   {"good", 7},   {"steps", 8}};
  for (const auto& [key, line] : keys) kr.keys.push_back({key, {0, line, 1}, {0, line, 9}});
  std::uint32_t line = 20;
  for (Entry& each : kr.entries) {
    each.place = {0, line, 1};
    each.value_place = {0, line++, 9};
  }
  return found(with_key_result(std::move(kr), ObjectiveType::aspirational, std::move(kpis)));
}

KeyResult said(KeyResult kr, std::vector<EntryValue> values) {
  Date date = day(2026, 1, 5);
  for (EntryValue& value : values) {
    kr.entries.push_back(entry(date, std::move(value)));
    date = add_days(date, 7);
  }
  return kr;
}

}  // namespace

TEST_CASE("anchors that cannot be used are named at their key") {
  CHECK(found(number(0, 100)) == "");
  CHECK(found(number(50, 50)) == "E103 3");
  KeyResult kr = number(0, std::nullopt);
  kr.change = "+30%";
  kr.keys = {{"change", {0, 4, 1}, {0, 4, 9}}};
  CHECK(found(kr) == "E104 4");
  kr.baseline.reset();
  CHECK(found(kr) == "E105 4");
  kr = number(std::nullopt, 10);
  kr.good = Good::down;
  CHECK(found(kr) == "E105 3");
  kr = number(10, 0);
  kr.good = Good::up;
  CHECK(found(kr) == "E113 7");
  kr = number(0, 50);
  kr.stretch = 40;
  CHECK(found(kr) == "E106 5");
  kr.stretch.reset();
  kr.commit = 20;
  CHECK(found(kr) == "E106 6");
  CHECK(found(number(-1e308, 1e308)) == "E102 3");
}

TEST_CASE("values outside their domain are named where they stand") {
  CHECK(found(said(of_kind(Kind::percent), {62.0, -5.0})) == "E107 21");
  CHECK(found(said(of_kind(Kind::graded), {0.7, 1.2, std::string("commit"), std::string("good")})) ==
        "E107 21, E107 23");
  CHECK(found(said(of_kind(Kind::percent), {62.0, 104.0})) == "W248 21");
  KeyResult percent = number(0, 20);
  percent.unit = "%";
  CHECK(found(said(percent, {12.0, 13.0})) == "");
  CHECK(found(said(percent, {12.0, 0.13})) == "W248 21");
}

TEST_CASE("W248: a small percent is none where the aim is small, or where the series began small") {
  KeyResult returns = number(30, 0.5);
  returns.unit = "%";
  CHECK(found(said(returns, {28.0, 2.0, 0.3})) == "");
  returns.target = 5;
  CHECK(found(said(returns, {28.0, 2.0, 0.3})) == "W248 22");
  KeyResult growing = number(0, 20);
  growing.unit = "%";
  CHECK(found(said(growing, {0.2, 3.0, 12.0})) == "");
}

TEST_CASE("steps, weights and objectives with nothing to score") {
  KeyResult steps = of_kind(Kind::milestones);
  CHECK(found(steps) == "E108 8");
  steps.steps = {{"a", "", 0, {}, {}}};
  CHECK(found(steps) == "E108 8");
  KeyResult weightless = number(0, 1);
  weightless.weight = 0;
  Workspace w = with_key_result(weightless);
  w.cycles[0].objectives[0].place = {0, 9, 1};
  CHECK(found(w) == "E109 9");
  w.cycles[0].objectives[0].key_results[0].weight = 1;
  w.cycles[0].objectives[0].weight = 0;
  CHECK(found(w) == "E109 9");
  w.cycles[0].objectives[0].weight = 1;
  CHECK(found(w) == "");
  w.cycles[0].objectives[0].key_results.clear();
  CHECK(found(w) == "E108 9");
  w.cycles[0].objectives[0].state = State::draft;
  CHECK(found(w) == "");
}

TEST_CASE("check-ins that do not count, and days of which no time tells the later") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2025, 12, 20), 1.0), entry(day(2026, 1, 5), 2.0), entry(day(2026, 1, 5), 3.0),
                entry(day(2026, 3, 20), 4.0)};
  CHECK(found(kr) == "W243 20, W251 22, W243 23");
  kr.allow = {"W243"};
  CHECK(found(kr) == "W251 22");
  kr.entries[1].at = 10;
  kr.entries[2].at = 20;
  CHECK(found(kr) == "");
}

TEST_CASE("a baseline that differs from the KPI's value at the start is W242") {
  KeyResult kr = number(20, 15);
  kr.kpi.text = "turnover";
  CHECK(found(kr, {kpi("turnover", {{day(2025, 12, 31), 23}})}) == "W242 2");
  CHECK(found(kr, {kpi("turnover", {{day(2025, 12, 31), 20}})}) == "");
}

TEST_CASE("confidence that contradicts the numbers needs a note") {
  KeyResult kr = number(0, 100);
  kr.entries = {entry(day(2026, 2, 27), 1.0, 9)};
  CHECK(found(kr) == "W229 20");
  kr.entries.front().note = "two contracts are signed and land next week";
  CHECK(found(kr) == "");
}

TEST_CASE("what was reported on load is not reported again") {
  KeyResult kr = number(50, 50);
  kr.faulty = true;
  CHECK(found(kr) == "");
  kr.faulty = false;
  kr.kind_known = false;
  CHECK(found(kr) == "");
}

}  // namespace lint_test
