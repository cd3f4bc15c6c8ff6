// SPDX-License-Identifier: MIT
// Two states of a workspace held against each other: which record is which, and why it is another.
#include "reports/diff/diff.hpp"

#include <doctest/doctest.h>

#include "compute_fixture.hpp"
#include "okr/model/fields.hpp"

namespace differences_test {

using namespace okr;
using namespace okr::reports;
using namespace okr::test;

namespace {

constexpr auto aspirational = ObjectiveType::aspirational;

KeyResult users(double target) {
  KeyResult kr = number(0, target);
  kr.title = "Weekly active users";
  kr.entries.push_back(entry(day(2026, 2, 2), 100.0, 6));
  return kr;
}

const RecordDifference& row_of(const Differences& differences, DiffRecord record) {
  for (const RecordDifference& row : differences.rows)
    if (row.record == record) return row;
  static const RecordDifference none;
  return none;
}

Differences between(const KeyResult& before, const KeyResult& after) {
  const Workspace old = with_key_result(before, aspirational), now = with_key_result(after, aspirational);
  return differences_of({old, now, "before", "after", {}}, day(2026, 2, 9));
}

std::vector<std::string> texts_of(std::vector<DifferenceCause> causes, Date as_of = day(2026, 2, 9)) {
  std::vector<std::string> texts;
  for (DifferenceCause& cause : causes) {
    cause.as_of = as_of;
    texts.push_back(draw::bare(cause_text(cause)));
  }
  return texts;
}

}  // namespace

TEST_CASE("an id decides before a name once borne, that before a title, that before one that is alike") {
  const std::vector<Nameable> before{{"a", {}, "One"}, {"b", {}, "Two"}, {"c", {}, "Weekly active users"}};
  const std::vector<Nameable> after{{"d", {"b"}, "One"}, {"e", {}, "Weekly active user"}, {"a", {}, "Two"}};
  const auto found = partners(before, after);
  CHECK(found == std::vector<std::optional<std::size_t>>{1, 2, 0});
  CHECK(partners(before, {{"f", {}, "Something else"}, {"g", {}, ""}}) ==
        std::vector<std::optional<std::size_t>>{std::nullopt, std::nullopt});
  CHECK(partners({}, after) == std::vector<std::optional<std::size_t>>(3));
}

TEST_CASE("titles are alike when a quarter of their letters differs at most") {
  CHECK(is_alike("Weekly active users", "Weekly active user"));
  CHECK(is_alike("same", "same"));
  CHECK_FALSE(is_alike("Weekly active users", "Monthly revenue"));
  CHECK_FALSE(is_alike("", ""));
  CHECK_FALSE(is_alike("ab", "ac"));
}

TEST_CASE("equal states have no difference") { CHECK(between(users(400), users(400)).rows.empty()); }

TEST_CASE("what was recorded and what was defined are told apart in the score") {
  KeyResult now = users(200);
  now.entries.push_back(entry(day(2026, 2, 9), 150.0));
  const Differences differences = between(users(400), now);
  const RecordDifference& row = row_of(differences, DiffRecord::key_result);
  CHECK(row.by_readings.value() == doctest::Approx(150 / 400.0 - 100 / 400.0));
  CHECK(row.by_definition.value() == doctest::Approx(150 / 200.0 - 150 / 400.0));
  CHECK(texts_of(row.causes) ==
        std::vector<std::string>{"target 400 → 200, no reason given", "new reading: 150 on 9 Feb"});
  CHECK(count_unexplained(differences) == 1);
}

TEST_CASE("a change explains a moved definition, a draft needs no reason") {
  KeyResult now = users(200);
  now.changes.push_back({day(2026, 2, 3), "The launch slipped", {{"target", 400.0, 200.0}}, {}});
  CHECK(count_unexplained(between(users(400), now)) == 0);
  CHECK(row_of(between(users(400), now), DiffRecord::key_result).causes.front().why == "The launch slipped");
  KeyResult draft = users(400);
  draft.state = State::draft;
  CHECK(count_unexplained(between(draft, users(200))) == 0);
}

TEST_CASE("readings are new, corrected, or taken out") {
  const Fact first{day(2026, 2, 2), "a.toml", 1.0}, second{day(2026, 2, 9), "b.toml", 2.0};
  const Fact other{day(2026, 2, 9), "b.toml", 3.0}, moved{day(2026, 2, 9), "c.toml", 2.0};
  CHECK(fact_causes({first, second}, {first, second}).empty());
  CHECK(fact_causes({first, second}, {first, moved}).empty());
  CHECK(texts_of(fact_causes({}, {first, second})) == std::vector<std::string>{"2 new readings, the last 2 on 9 Feb"});
  CHECK(texts_of(fact_causes({first, second}, {first, other})) ==
        std::vector<std::string>{"reading of 9 Feb corrected: 2 → 3"});
  CHECK(texts_of(fact_causes({first, second}, {first})) == std::vector<std::string>{"reading of 9 Feb taken out: 2"});
  CHECK(texts_of(fact_causes({first, second}, {})) ==
        std::vector<std::string>{"2 readings taken out, the last of 9 Feb: 2"});
  CHECK(texts_of(fact_causes({}, {first}), day(2027, 1, 4)) ==
        std::vector<std::string>{"new reading: 1 on 2 Feb 2026"});
}

TEST_CASE("a target of a KPI that is moved openly is explained, one that is overwritten is not") {
  Kpi before = kpi("sleep", {{day(2026, 1, 4), 7}});
  before.target = 7;
  Kpi openly = before, quietly = before;
  KpiTarget target;
  target.first = day(2026, 2, 1);
  target.target = 6;
  target.why = "a baby";
  openly.targets.push_back(target);
  quietly.target = 6;
  CHECK(texts_of(field_causes(before, openly, true)) ==
        std::vector<std::string>{"targets.2026-02-01 none → target 6: a baby"});
  CHECK(texts_of(field_causes(before, quietly, true)) == std::vector<std::string>{"target 7 → 6, no reason given"});
}

TEST_CASE("a moved goalpost is judged by the readings of today and by a reason that came later") {
  KeyResult today_kr = users(200);
  today_kr.changes.push_back({day(2026, 2, 3), "The launch slipped", {{"target", 400.0, 200.0}}, {}});
  const Workspace today = with_key_result(today_kr, aspirational);
  KeyResult bare = users(400);
  bare.entries.clear();
  KeyResult lowered = bare;
  lowered.target = 200;
  DefinitionStep step{
      "1a2b3c4", "ana", day(2026, 2, 3), {with_key_result(bare, aspirational)}, with_key_result(lowered, aspirational)};
  const auto moves = moves_of(step, today, today.cycles.front(), day(2026, 2, 9));
  REQUIRE(moves.size() == 1);
  CHECK(moves.front().row.by_definition.value() == doctest::Approx(100 / 200.0 - 100 / 400.0));
  CHECK(moves.front().is_explained());
  SUBCASE("a merge moves what neither of its parents had") {
    step.before.push_back(with_key_result(lowered, aspirational));
    CHECK(moves_of(step, today, today.cycles.front(), day(2026, 2, 9)).empty());
  }
  SUBCASE("the first commit moves nothing") {
    step.before.clear();
    CHECK(moves_of(step, today, today.cycles.front(), day(2026, 2, 9)).empty());
  }
}

TEST_CASE("a setting that moves no number is told as a text, one that moves some as a setting") {
  Settings before, after;
  after.workspace.check_in_day = 2;
  after.workspace.away.push_back({day(2026, 8, 1), day(2026, 8, 16)});
  after.scoring.bands = {0.3, 0.7};
  after.check.allow = {"W206", "W210"};
  after.check.words = {{Code::W206, {"draft", "sketch"}}};
  const auto causes = field_causes(before, after);
  CHECK(texts_of(causes) == std::vector<std::string>{"check-in-day none → tue", "away none → 2026-08-01 to 2026-08-16",
                                                     "bands 0.4, 0.7 → 0.3, 0.7", "allow none → W206, W210",
                                                     "words none → W206: draft, sketch"});
  REQUIRE(causes.size() == 5);
  CHECK(causes[1].cause == Cause::settings);
  CHECK(causes[3].cause == Cause::text);
}

TEST_CASE("every key of the files is compared, but those that say why, what it was called, and which one it is") {
  struct Compared {
    std::vector<const char*> records;
    DiffRecord kind;
    std::vector<std::string_view> left_out;
  };
  // [cycle] says its first and last day; a KPI that is shared is the same in other files.
  const Compared all[] = {{{"key result"}, DiffRecord::key_result, {"changes", "reason", "was"}},
                          {{"objective"}, DiffRecord::objective, {"changes", "reason", "was"}},
                          {{"cycle"}, DiffRecord::cycle, {"id"}},
                          {{"KPI"}, DiffRecord::kpi, {"was"}},
                          {{"workspace", "scoring", "check"}, DiffRecord::settings, {}}};
  for (const Compared& each : all) {
    std::vector<std::string_view> missing;
    const auto compared = compared_keys(each.kind);
    for (const char* record : each.records)
      for (const FieldInfo& field : fields_of(record))
        if (std::ranges::find(compared, field.key, &ComparedKey::key) == compared.end()) missing.push_back(field.key);
    std::ranges::sort(missing);
    CAPTURE(each.records.front());
    CHECK(missing == each.left_out);
  }
}

}  // namespace differences_test
