// SPDX-License-Identifier: MIT
// Progress, score and band of one key result: the rows SV01-SV76 of the method.
#include "okr/compute/progress.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/rollup.hpp"
#include "print.hpp"

namespace progress_test {

using namespace okr;
using namespace okr::test;

namespace {

const Date last_day = day(2026, 3, 31);

Standing standing_in(const Workspace& w, Date as_of) {
  const Cycle& c = w.cycles.front();
  const Objective& o = c.objectives.front();
  const KeyResult& kr = o.key_results.front();
  return standing_of({w, c, o, kr}, definition_of(kr, as_of), as_of);
}

KeyResult with(KeyResult kr, std::vector<std::optional<double>> values) {
  weekly(kr, values);
  return kr;
}

KeyResult linear(std::optional<double> baseline, double target, double now) {
  return with(number(baseline, target), {now});
}

KeyResult relative(std::optional<double> baseline, std::string change, double now) {
  KeyResult kr = number(baseline, std::nullopt);
  kr.change = std::move(change);
  return with(kr, {now});
}

KeyResult sum(double baseline, double target, std::vector<std::optional<double>> amounts) {
  KeyResult kr = number(baseline, target);
  kr.kind = Kind::sum;
  return with(kr, std::move(amounts));
}

KeyResult taking(Take take, std::vector<std::optional<double>> values) {
  KeyResult kr = number(0, 100);
  kr.take = take;
  return with(kr, std::move(values));
}

KeyResult stretched(double baseline, std::optional<double> commit, double target, double stretch, double now) {
  KeyResult kr = linear(baseline, target, now);
  kr.commit = commit;
  kr.stretch = stretch;
  return kr;
}

KeyResult stated(Kind kind, EntryValue value) {
  KeyResult kr = of_kind(kind);
  kr.entries.push_back(entry(day(2026, 1, 5), std::move(value)));
  return kr;
}

KeyResult six_steps() {
  KeyResult kr = of_kind(Kind::milestones);
  for (const char* title : {"a", "b", "c", "d", "e", "f"}) kr.steps.push_back({title, "", 1, {}, {}});
  kr.entries.push_back(entry(day(2026, 1, 5), std::vector<std::string>{"a", "b"}));
  kr.entries.push_back(entry(day(2026, 1, 12), std::vector<std::string>{"c"}));
  return kr;
}

KeyResult hold(std::optional<double> min, std::optional<double> max, std::vector<std::optional<double>> values) {
  KeyResult kr = of_kind(Kind::hold);
  kr.min = min;
  kr.max = max;
  return with(kr, std::move(values));
}

struct Row {
  std::string id;
  KeyResult key_result;
  std::optional<double> progress, shown;
  std::optional<Band> band;
  Absence absence = Absence::none;
};

Row present(std::string id, KeyResult kr, double progress, double shown, Band band) {
  return {std::move(id), std::move(kr), progress, shown, band, Absence::none};
}

Row absent(std::string id, KeyResult kr, Absence why) { return {std::move(id), std::move(kr), {}, {}, {}, why}; }

void check(const Row& row, const Workspace& w, Date as_of) {
  const Standing standing = standing_in(w, as_of);
  CHECK(standing.progress.absence == row.absence);
  REQUIRE(standing.progress.has_value() == row.progress.has_value());
  CHECK(standing.score.has_value() == row.progress.has_value());
  if (!row.progress) return;
  CHECK(std::abs(standing.progress->value() - *row.progress) < 5.1e-5);
  CHECK(shown_score(*standing.score).value() == *row.shown);
  CHECK(band_of(shown_score(*standing.score), w.settings.scoring) == *row.band);
}

void check_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SUBCASE(row.id.c_str()) { check(row, with_key_result(row.key_result), last_day); }
  }
}

constexpr auto red = Band::red, yellow = Band::yellow, green = Band::green;

}  // namespace

TEST_CASE("increases (method 2.7)") {
  check_rows(
      {present("SV01", linear(0, 100, 0), 0, 0, red), present("SV02", linear(0, 100, 35), 0.35, 0.35, red),
       present("SV03", linear(0, 100, 40), 0.4, 0.40, yellow), present("SV04", linear(0, 100, 65), 0.65, 0.65, yellow),
       present("SV05", linear(0, 100, 69.49), 0.6949, 0.69, yellow),
       present("SV06", linear(0, 100, 69.5), 0.695, 0.70, green), present("SV07", linear(0, 100, 70), 0.7, 0.70, green),
       present("SV08", linear(0, 100, 99.6), 0.996, 0.99, green), present("SV09", linear(0, 100, 100), 1, 1, green),
       present("SV10", linear(0, 100, 150), 1.5, 1, green), present("SV11", linear(20, 100, 20), 0, 0, red),
       present("SV12", linear(20, 100, 0), -0.25, 0, red), present("SV13", linear(20, 100, -20), -0.5, 0, red),
       present("SV14", linear(10, 15, 12.5), 0.5, 0.50, yellow),
       present("SV15", linear(4, 4.5, 4.2), 0.4, 0.40, yellow), present("SV16", linear(0, 10, 5.9), 0.59, 0.59, yellow),
       present("SV17", linear(-50, 50, 0), 0.5, 0.50, yellow),
       present("SV18", linear(1000000, 1500000, 1350000), 0.7, 0.70, green),
       present("SV19", linear(0, 0.3, 0.1 + 0.2), 1, 1, green)});
}

TEST_CASE("decreases (method 2.7)") {
  check_rows({present("SV20", linear(100, 60, 80), 0.5, 0.50, yellow),
              present("SV21", linear(100, 60, 70), 0.75, 0.75, green),
              present("SV22", linear(100, 60, 50), 1.25, 1, green), present("SV23", linear(100, 60, 120), -0.5, 0, red),
              present("SV24", linear(23, 15, 19), 0.5, 0.50, yellow), present("SV25", linear(10, 0, 7), 0.3, 0.30, red),
              present("SV26", linear(10, 0, -10), 2, 1, green), present("SV27", linear(-10, -30, -15), 0.25, 0.25, red),
              present("SV28", linear(500000, 400000, 420000), 0.8, 0.80, green),
              present("SV29", linear(5, 2, 3.5), 0.5, 0.50, yellow)});
}

TEST_CASE("what cannot be computed is absent with its reason (method 2.7)") {
  KeyResult down = linear(std::nullopt, 10, 12);
  down.good = Good::down;
  KeyResult fed = number(0, 100);
  fed.kpi.text = "nowhere";
  check_rows(
      {absent("SV30", linear(50, 50, 50), Absence::target_is_baseline),
       absent("SV31", linear(0, 0, 0), Absence::target_is_baseline), absent("SV32", number(0, 100), Absence::no_data),
       absent("SV33", linear(0, 100, std::numeric_limits<double>::infinity()), Absence::beyond_range),
       absent("SV36", relative(0, "+30%", 3), Absence::relative_to_zero), absent("SV39", down, Absence::no_baseline),
       absent("SV54", stretched(0, std::nullopt, 50, 40, 25), Absence::anchors_disordered),
       absent("SV59", stated(Kind::percent, -5.0), Absence::outside_domain),
       absent("SV62", stated(Kind::graded, 1.2), Absence::outside_domain),
       absent("SV65", of_kind(Kind::milestones), Absence::no_steps), absent("SV74", fed, Absence::unknown_kpi)});
}

TEST_CASE("relative targets, reach, sums and what is taken (method 2.7)") {
  check_rows({present("SV34", relative(40, "+20%", 44), 0.5, 0.50, yellow),
              present("SV35", relative(8, "-15%", 7.4), 0.5, 0.50, yellow),
              present("SV37", linear(std::nullopt, 10, 4), 0.4, 0.40, yellow),
              present("SV38", linear(std::nullopt, 3000, 2100), 0.7, 0.70, green),
              present("SV40", sum(0, 1000000, {220000, 240000, 200000, 230000}), 0.89, 0.89, green),
              present("SV41", with(number(0, 1000000), {220000, 480000, 710000, 968000}), 0.968, 0.97, green),
              present("SV42", sum(50, 10, {-12, -8, 4}), 0.4, 0.40, yellow),
              present("SV43", taking(Take::last, {40, 90, 60}), 0.6, 0.60, yellow),
              present("SV44", taking(Take::best, {40, 90, 60}), 0.9, 0.90, green),
              present("SV45", taking(Take::mean, {40, 90, 60}), 0.6333, 0.63, yellow)});
}

TEST_CASE("stretch goals (method 2.7)") {
  check_rows({present("SV46", stretched(0, std::nullopt, 50, 100, 25), 0.5, 0.35, red),
              present("SV47", stretched(0, std::nullopt, 50, 100, 50), 1, 0.70, green),
              present("SV48", stretched(0, std::nullopt, 50, 100, 75), 1.5, 0.85, green),
              present("SV49", stretched(0, std::nullopt, 50, 100, 100), 2, 1, green),
              present("SV50", stretched(0, std::nullopt, 50, 100, 140), 2.8, 1, green),
              present("SV51", stretched(0, 20, 50, 100, 20), 0.4, 0.30, red),
              present("SV52", stretched(0, 20, 50, 100, 35), 0.7, 0.50, yellow),
              present("SV53", stretched(23, std::nullopt, 15, 12, 13.5), 1.1875, 0.85, green)});
}

TEST_CASE("kinds without baseline and target (method 2.7)") {
  check_rows({present("SV55", stated(Kind::done, false), 0, 0, red),
              present("SV56", stated(Kind::done, true), 1, 1, green),
              present("SV57", stated(Kind::percent, 62.0), 0.62, 0.62, yellow),
              present("SV58", stated(Kind::percent, 104.0), 1.04, 1, green),
              present("SV60", stated(Kind::graded, 0.7), 0.7, 0.70, green),
              present("SV61", stated(Kind::graded, std::string("commit")), 0.3, 0.30, red),
              present("SV63", six_steps(), 0.5, 0.50, yellow), present("SV75", of_kind(Kind::measure), 0, 0, red),
              present("SV76", stated(Kind::measure, 17.0), 1, 1, green)});
}

TEST_CASE("SV64: weighted steps, one half done") {
  const std::vector<Step> steps = {{"a", "", 3, {}, {}}, {"b", "", 1, {}, {}}, {"c", "", 1, {}, {}}};
  const std::vector<double> done = {1, 0, 0.5};
  CHECK(step_progress(steps, done)->value() == doctest::Approx(0.7));
}

TEST_CASE("holds by calendar period (method 2.7)") {
  const auto in_periods = [](KeyResult kr, Rhythm rhythm, std::vector<double> values, int months) {
    kr.period = rhythm;
    kr.entries.clear();
    Date date = day(2026, 1, 20);
    for (const double value : values) {
      kr.entries.push_back(entry(date, value));
      date = add_months(date, months);
    }
    Workspace w = workspace({cycle("2026", {day(2026, 1, 1), day(2026, 12, 31)},
                                   {objective("o", ObjectiveType::aspirational, {std::move(kr)})})});
    return w;
  };
  const Rhythm month = parse_rhythm("month").value(), quarter = parse_rhythm("quarter").value();
  const Date end = day(2026, 12, 31);
  SUBCASE("SV66") {
    const std::vector<double> values = {99, 98, 98.5, 97, 99, 99, 98, 100, 99, 98, 99, 98};
    check(present("SV66", {}, 0.9167, 0.92, green), in_periods(hold(98, {}, {}), month, values, 1), end);
  }
  SUBCASE("SV67") {
    check(present("SV67", {}, 1, 1, green), in_periods(hold({}, 1.5, {}), quarter, {1.2, 1.1, 1.3, 1.5}, 3), end);
  }
  SUBCASE("SV68") {
    const std::vector<double> values = {250, 237.5, 262.5, 268, 250, 251, 249, 240, 260, 250, 255, 245};
    check(present("SV68", {}, 0.9167, 0.92, green), in_periods(hold(237.5, 262.5, {}), month, values, 1), end);
  }
}

TEST_CASE("holds by week (method 2.7)") {
  SUBCASE("SV69") {
    check(present("SV69", {}, 0.8, 0.80, green), with_key_result(hold(4, 5, {4.8, 4.2, 4.5, 3.5, 4.25})),
          day(2026, 2, 4));
  }
  SUBCASE("SV70") {
    const KeyResult kr = hold(4, 5, {4.8, 4.2, 4.5, 3.5, 4.25, std::nullopt, 4.5, 2, 3, 4.5, 4.6, 5, 4.5});
    CHECK(kr.entries.size() == 12);
    check(present("SV70", {}, 0.6923, 0.69, yellow), with_key_result(kr), day(2026, 4, 1));
  }
  SUBCASE("SV71") {
    check(present("SV71", {}, 0.75, 0.75, green), with_key_result(hold(98, {}, {99, 99, {}, 99})), day(2026, 1, 28));
  }
  SUBCASE("SV72") {
    check(absent("SV72", {}, Absence::nothing_due), with_key_result(hold(98, {}, {})), day(2026, 1, 6));
  }
}

TEST_CASE("SV73: fed by a KPI, from its value at the start, by a relative change") {
  KeyResult kr = number(std::nullopt, std::nullopt);
  kr.change = "+50%";
  kr.kpi.text = "sales";
  const Workspace w = with_key_result(kr, ObjectiveType::aspirational,
                                      {kpi("sales", {{day(2025, 12, 20), 200000}, {day(2026, 2, 10), 240000}})});
  check(present("SV73", {}, 0.4, 0.40, yellow), w, day(2026, 2, 11));
}

}  // namespace progress_test
