// SPDX-License-Identifier: MIT
// The rules about KPIs (method.md part 7): at each limit, one step before and behind it, and of whom they say nothing.
#include "print.hpp"
#include "rule_findings.hpp"

namespace kpi_rules_test {

using namespace okr;
using namespace okr::test;

namespace {

const Date today = day(2026, 3, 5);

Workspace with(std::vector<Kpi> kpis, std::vector<Objective> objectives = {}) {
  return workspace({cycle("2026-Q1", first_quarter(), std::move(objectives))}, std::move(kpis));
}

KeyResult fed_by(std::string name) {
  KeyResult kr = number(0, 100);
  kr.kpi.text = std::move(name);
  return kr;
}

std::vector<Objective> one_objective(KeyResult kr) {
  return {objective("o", ObjectiveType::aspirational, {std::move(kr)})};
}

KpiTarget target_from(Date first, double target, PeriodUnit unit = PeriodUnit::day) {
  KpiTarget entry;
  entry.first = first;
  entry.unit = unit;
  entry.target = target;
  return entry;
}

/// Monthly readings, the last of them of a month of 2026 (0 is December).
Kpi read_to(int month, std::string id = "nps") {
  Kpi one = kpi(std::move(id), {{day(2025, 11, 30), 4}, {day(2025, 12, 31), 5}});
  for (int i = 1; i <= month; ++i) one.readings.push_back(reading(day(2026, static_cast<unsigned>(i), 28), 5));
  return one;
}

}  // namespace

TEST_CASE("W219: a target, now or later, or a benchmark gives a number its meaning") {
  Kpi bare = kpi("nps", {});
  CHECK(says(Code::W219, with({bare}), today));
  Kpi one = bare;
  one.target = 0;
  CHECK(!says(Code::W219, with({one}), today));
  one = bare;
  one.benchmarks.resize(1);
  CHECK(!says(Code::W219, with({one}), today));
  one = bare;
  one.targets = {target_from(day(2026, 6, 1), 30)};
  CHECK(!says(Code::W219, with({one}), today));
  one = bare;
  one.good = Good::range;
  one.target = 5;
  CHECK(says(Code::W219, with({one}), today));
  one.max = 5;
  CHECK(says(Code::W219, with({one}), today));  // the target beside the range judges nothing
  one.target.reset();
  CHECK(!says(Code::W219, with({one}), today));
  one = bare;
  one.target = 5;
  one.min = 4;
  CHECK(says(Code::W219, with({one}), today));
  one.good = Good::range;
  one.target.reset();
  CHECK(!says(Code::W219, with({one}), today));
  one = bare;
  one.target = 5;
  one.margin = 1;  // a bound that it feeds takes it
  CHECK(says(Code::W219, with({one}), today));
  CHECK(!says(Code::W219, with({one}, one_objective(fed_by("kpi/nps"))), today));
  one = bare;
  one.allow = {"W219"};
  CHECK(!says(Code::W219, with({one}), today));
}

TEST_CASE("W219: what feeds a key result or a formula has its meaning there") {
  CHECK(!says(Code::W219, with({kpi("nps", {})}, one_objective(fed_by("kpi/nps"))), today));
  Kpi ratio = kpi("ratio", {});
  ratio.formula = "nps / visits";
  ratio.target = 3;
  CHECK(!says(Code::W219, with({kpi("nps", {}), ratio, kpi("visits", {})}), today));
}

TEST_CASE("W220: names what a definition does not say") {
  Kpi one = kpi("nps", {});
  CHECK(found(Code::W220, with({one}), today) ==
        std::vector<std::string>{"'nps' does not say what it counts (what), why, how, who answers for it (who) and how "
                                 "often it is reviewed (review)"});
  one.what = one.why = one.how = "said";
  one.review = "quarter";
  CHECK(found(Code::W220, with({one}), today) ==
        std::vector<std::string>{"'nps' does not say who answers for it (who)"});
  one.owners = {"ana"};
  CHECK(!says(Code::W220, with({one}), today));
  one.owners.clear();
  one.who = "ana";
  CHECK(!says(Code::W220, with({one}), today));
  one.how = " ";
  CHECK(found(Code::W220, with({one}), today) == std::vector<std::string>{"'nps' does not say how"});
  one.formula = "a / b";
  CHECK(!says(Code::W220, with({one}), today));
}

TEST_CASE("W221: red or lastingly beyond its limits, and no objective works on it") {
  Kpi one = kpi("churn", {{day(2026, 1, 31), 5}, {day(2026, 2, 28), 5}});
  one.good = Good::down;
  one.target = 5;
  CHECK(!says(Code::W221, with({one}), today));
  one.readings[1].value = 5 * (1 + 1e-10);
  CHECK(!says(Code::W221, with({one}), today));
  one.readings[1].value = 5.001;
  CHECK(found(Code::W221, with({one}), today) ==
        std::vector<std::string>{"'churn' is red (5.001 in 2026-02), and no objective works on it"});
  CHECK_MESSAGE(!says(Code::W221, with({one}), day(2026, 2, 28)), "February is not over");
  Workspace w = with({one});
  w.settings.scoring.breach_periods = 2;
  CHECK(!says(Code::W221, w, today));
  CHECK(!says(Code::W221, with({one}, one_objective(fed_by("churn"))), today));
  Objective called = objective("o", ObjectiveType::aspirational, {number(0, 1)});
  called.triggered_by.text = "churn";
  CHECK(!says(Code::W221, with({one}, {called}), today));
  called.state = State::draft;
  for (const Diagnostic& diagnostic : lint_practice(with({one}, {called}), today, {}))
    if (diagnostic.code == Code::W221) CHECK(diagnostic.mend == "the draft 2026-Q1/o would");
  CHECK(says(Code::W221, with({one}, {called}), today));
  called.state = State::cancelled;
  CHECK(says(Code::W221, with({one}, {called}), today));
}

TEST_CASE("W221 and W234 are silent where not everything was read") {
  Kpi one = kpi("churn", {{day(2026, 2, 28), 9}});
  one.good = Good::down;
  one.target = 5;
  Workspace w = with({one, kpi("nps", {})});
  CHECK(says(Code::W221, w, today));
  CHECK(found(Code::W234, w, today) == std::vector<std::string>{"no objective needs 'nps'"});
  w.cycles[0].incomplete = true;
  CHECK(!says(Code::W221, w, today));
  CHECK(!says(Code::W234, w, today));
}

TEST_CASE("W223: judged by something new in the middle of two cycles running") {
  const auto moved = [](std::vector<KpiTarget> targets) {
    Kpi one = kpi("nps", {});
    one.targets = std::move(targets);
    return workspace(
        {cycle("2025-Q4", {day(2025, 10, 1), day(2025, 12, 31)}, {}), cycle("2026-Q1", first_quarter(), {})}, {one});
  };
  const KpiTarget before = target_from(day(2025, 11, 10), 40), now = target_from(day(2026, 2, 10), 30);
  CHECK(found(Code::W223, moved({before, now}), today) ==
        std::vector<std::string>{"what 'nps' is judged by was moved in the middle of 2025-Q4 and of 2026-Q1"});
  CHECK(!says(Code::W223, moved({before, now}), day(2026, 2, 9)));
  CHECK(says(Code::W223, moved({before, now}), day(2026, 2, 10)));
  CHECK(!says(Code::W223, moved({before}), today));
  CHECK(!says(Code::W223, moved({now}), today));
  CHECK_MESSAGE(!says(Code::W223, moved({before, target_from(day(2026, 1, 1), 30)}), today), "it began with the cycle");
  CHECK_MESSAGE(!says(Code::W223, moved({before, target_from(day(2026, 2, 1), 30, PeriodUnit::month)}), today),
                "it was planned by the month");
}

TEST_CASE("W234: what somebody needs is tied to something") {
  CHECK(says(Code::W234, with({kpi("nps", {})}), today));
  Kpi one = kpi("nps", {});
  one.supports.resize(1);
  CHECK(!says(Code::W234, with({one}), today));
  one = kpi("nps", {});
  one.health = true;
  CHECK(!says(Code::W234, with({one}), today));
  CHECK(!says(Code::W234, with({kpi("nps", {})}, one_objective(fed_by("nps"))), today));
  KeyResult guarded = number(0, 1);
  guarded.counter.text = "kpi/nps";
  CHECK(!says(Code::W234, with({kpi("nps", {})}, one_objective(guarded)), today));
  Kpi other = kpi("other", {});
  other.supports.resize(1);
  other.formula = "nps / 2";
  CHECK(!says(Code::W234, with({kpi("nps", {}), other}), today));
}

TEST_CASE("W240: seven KPIs at company level are enough") {
  std::vector<Kpi> kpis;
  for (const char* id : {"a", "b", "c", "d", "e", "f", "g"}) {
    kpis.push_back(kpi(id, {}));
    kpis.back().level = Level::company;
  }
  kpis.push_back(kpi("team", {}));
  kpis.back().level = Level::team;
  kpis.push_back(kpi("unsaid", {}));
  CHECK(!says(Code::W240, with(kpis), today));
  kpis.back().level = Level::company;
  CHECK(found(Code::W240, with(kpis), today) == std::vector<std::string>{"8 KPIs are at company level, 7 are enough"});
}

TEST_CASE("W241: two complete periods are missing") {
  CHECK(found(Code::W241, with({read_to(0)}), today) ==
        std::vector<std::string>{"'nps' misses 2 periods: 2026-01 and 2026-02"});
  CHECK(!says(Code::W241, with({read_to(1)}), today));
  CHECK(!says(Code::W241, with({read_to(0)}), day(2026, 2, 28)));
  CHECK(says(Code::W241, with({read_to(0)}), day(2026, 3, 1)));
  CHECK(found(Code::W241, with({read_to(0)}), day(2026, 4, 1)) ==
        std::vector<std::string>{"'nps' misses 3 periods: 2026-01 to 2026-03"});
  CHECK(!says(Code::W241, with({kpi("never", {})}), today));
  Kpi late = read_to(0);
  late.lag_days = 10;
  CHECK(!says(Code::W241, with({late}), day(2026, 3, 10)));
  CHECK(says(Code::W241, with({late}), day(2026, 3, 11)));
  Kpi zero = read_to(0);
  zero.missing = Missing::zero;
  zero.aggregate = Aggregate::sum;
  CHECK(!says(Code::W241, with({zero}), today));
  Workspace w = with({read_to(0)});
  w.settings.workspace.away = {{day(2026, 1, 1), day(2026, 1, 31)}};
  CHECK(!says(Code::W241, w, today));
}

TEST_CASE("W241: a reading more than ten years and a hundred periods from the next, where fewer stand beside it") {
  const auto days = [](std::initializer_list<Date> dates, PeriodUnit every) {
    Kpi one = kpi("nps", {});
    one.every = every;
    for (const Date date : dates) one.readings.push_back(reading(date, 4));
    return with({one});
  };
  const Date now = day(2026, 3, 4);
  CHECK(
      found(Code::W241, days({day(226, 3, 2), day(2026, 3, 3), now}, PeriodUnit::day), today) ==
      std::vector<std::string>{"0226-03-02 of 'nps' lies 1800 years before 2026-03-03, and nothing came between them"});
  CHECK(
      found(Code::W241, days({day(2026, 3, 3), now, day(2206, 3, 2)}, PeriodUnit::day), today) ==
      std::vector<std::string>{"2206-03-02 of 'nps' lies 180 years behind 2026-03-04, and nothing came between them"});
  CHECK(says(Code::W241, days({day(2016, 3, 3), now}, PeriodUnit::day), today));
  CHECK(!says(Code::W241, days({day(2016, 3, 4), now}, PeriodUnit::day), today));
  CHECK(!says(Code::W241, days({day(1990, 12, 31), day(2025, 12, 31)}, PeriodUnit::year), today));
  CHECK(says(Code::W241, days({day(1890, 12, 31), day(2025, 12, 31)}, PeriodUnit::year), today));
}

TEST_CASE("W241: what a formula lacks is said of its part") {
  Kpi ratio = kpi("ratio", {});
  ratio.formula = "nps / visits";
  const Workspace w = with({read_to(0), ratio, read_to(2, "visits")});
  CHECK(found(Code::W241, w, today) == std::vector<std::string>{"'nps' misses 2 periods: 2026-01 and 2026-02"});
}

TEST_CASE("W253: keys of a bound that its KPI or judge = \"latest\" passes over") {
  Kpi ads = kpi("ads", {{day(2026, 1, 31), 4}});
  ads.aggregate = Aggregate::sum;
  Kpi twice = kpi("twice", {});
  twice.formula = "ads * 2";
  const auto said = [&](KeyResult kr) {
    return found(Code::W253, with({ads, twice}, one_objective(std::move(kr))), today);
  };
  const auto fed = [](const char* by, const char* period, std::optional<Aggregate> aggregate) {
    KeyResult kr = of_kind(Kind::hold);
    kr.max = 5;
    kr.kpi.text = by;
    kr.period = parse_rhythm(period);
    kr.aggregate = aggregate;
    return kr;
  };
  using Said = std::vector<std::string>;
  CHECK(said(fed("ads", "", std::nullopt)).empty());
  CHECK(said(fed("ads", "month", Aggregate::sum)).empty());
  CHECK(said(fed("ads", "quarter", std::nullopt)) ==
        Said{"period quarter of 'o.kr1' does not count: that of its KPI 'ads' is month"});
  CHECK(said(fed("ads", "2 weeks", Aggregate::mean)) ==
        Said{"aggregate mean of 'o.kr1' does not count: that of its KPI 'ads' is sum",
             "period 2 weeks of 'o.kr1' does not count: that of its KPI 'ads' is month"});
  CHECK(said(fed("twice", "month", Aggregate::last)) ==
        Said{"aggregate last of 'o.kr1' does not count: its KPI 'twice' is computed"});

  const auto latest = [](const char* period, Aggregate aggregate, int misses) {
    KeyResult kr = of_kind(Kind::hold);
    kr.max = 5;
    kr.judge = Judge::latest;
    kr.period = parse_rhythm(period);
    kr.aggregate = aggregate;
    kr.misses = misses;
    return kr;
  };
  CHECK(said(latest("", Aggregate::last, 0)).empty());
  CHECK(said(latest("month", Aggregate::count, 0)).empty());
  CHECK(said(latest("month", Aggregate::sum, 1)) ==
        Said{"misses of 'o.kr1' does not count: its latest value alone is judged"});
  CHECK(said(latest("month", Aggregate::mean, 0)).size() == 2);
}

}  // namespace kpi_rules_test
