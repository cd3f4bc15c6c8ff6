// SPDX-License-Identifier: MIT
// Good practice: when a rule speaks, for whom, and what `allow` keeps out; the rules' examples run in
// tests/system/rules.py.
#include "okr/compute/practice.hpp"

#include <algorithm>
#include <string>

#include "compute_fixture.hpp"
#include "okr/compute/lint.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"
#include "reports/check/findings.hpp"

namespace practice_test {

using namespace okr;
using namespace okr::test;

namespace {

constexpr const char* team = "format = 1\n[workspace]\nowner = \"ana\"\n[check]\nprofile = \"team\"\n";

Workspace of(const std::map<std::string, std::string>& files, Date today) {
  store::Wanted wanted;
  wanted.cycles = store::Wanted::Cycles::all;
  wanted.as_of = today;
  auto workspace = store::load_texts("/", files, wanted);
  REQUIRE(workspace);
  return std::move(*workspace);
}

/// "W203 3" (code and line) of the findings with these codes, in order.
std::string found(const std::map<std::string, std::string>& files, std::initializer_list<Code> codes,
                  Date today = day(2026, 8, 17)) {
  const Workspace workspace = of(files, today);
  std::string text;
  for (const Diagnostic& diagnostic : lint_practice(workspace, today, reports::rule_words())) {
    if (std::ranges::find(codes, diagnostic.code) == codes.end()) continue;
    text += (text.empty() ? "" : ", ") + std::string(to_string(diagnostic.code)) + " " +
            std::to_string(diagnostic.place.line);
  }
  return text;
}

std::string with_cycle(const std::string& cycle, std::initializer_list<Code> codes, Date today = day(2026, 8, 17)) {
  return found({{"okr.toml", team}, {"2026-Q3/cycle.toml", cycle}}, codes, today);
}

const std::string numbered = "[ship]\ntitle = \"Win 400 readers\"\n";
const std::string users = "[ship.users]\ntitle = \"Launch a new page\"\nbaseline = 0\ntarget = 4\n";

}  // namespace

TEST_CASE("practice: goals that nobody can set otherwise are left alone") {
  CHECK(with_cycle(numbered + users, {Code::W203, Code::W206}) == "W203 2, W206 4");
  CHECK(with_cycle(numbered + users, {Code::W203, Code::W206}, day(2026, 9, 30)) == "W203 2, W206 4");
  CHECK(with_cycle(numbered + users, {Code::W203, Code::W206}, day(2026, 10, 1)) == "");
  CHECK(with_cycle(numbered + users, {Code::W203, Code::W206}, day(2026, 5, 1)) == "W203 2, W206 4");
  for (const char* state : {"cancelled", "deferred", "done"})
    CHECK(with_cycle(numbered + "state = \"" + state + "\"\nreason = \"sold\"\n" + users, {Code::W203, Code::W206}) ==
          "");
  CHECK(with_cycle(numbered + users + "state = \"cancelled\"\nreason = \"sold\"\n", {Code::W203, Code::W206}) ==
        "W203 2");
}

TEST_CASE("practice: a stretch goal is not dropped for lack of progress") {
  const auto dropped = [](const std::string& type, const std::string& reason) {
    return with_cycle("[ship]\ntitle = \"Readers come back\"\ntype = \"" + type + "\"\n" + users +
                          "state = \"cancelled\"\nreason = \"" + reason + "\"\n",
                      {Code::W231});
  };
  CHECK(dropped("aspirational", "Lack of progress.") == "W231 9");
  CHECK(dropped("aspirational", "the tool was sold") == "");
  CHECK(dropped("committed", "Lack of progress.") == "");
}

TEST_CASE("practice: a draft is read and counted, and not asked for what is still to be said") {
  const auto all = {Code::W202, Code::W203, Code::W212, Code::W239, Code::I303};
  CHECK(with_cycle(numbered + users, all) == "W202 1, W212 1, W239 1, W203 2, I303 3");
  CHECK(with_cycle("[cycle]\nstate = \"draft\"\n" + numbered + users, all) == "W202 3, W203 4");
  CHECK(with_cycle(numbered + "state = \"draft\"\n" + users, all) == "W202 1, W203 2");
}

TEST_CASE("practice: one person is not asked what a team is") {
  const auto asked = {Code::W209, Code::W212, Code::W239, Code::W203};
  const std::string cycle = numbered + users;
  const auto with = [&](const std::string& settings, const std::string& text) {
    return found({{"okr.toml", settings}, {"2026-Q3/cycle.toml", text}}, asked);
  };
  CHECK(with("format = 1\n", cycle) == "W203 2");
  CHECK(with("format = 1\n[workspace]\nowner = \"ana\"\n", cycle + "owner = \"Ana\"\n") == "W203 2");
  CHECK(with("format = 1\n[workspace]\nowner = \"ana\"\n", cycle + "owner = [\"ana\", \"ben\"]\n") ==
        "W212 1, W239 1, W203 2");
  CHECK(with("format = 1\n[check]\nprofile = \"team\"\n", cycle) == "W212 1, W239 1, W203 2, W209 3");
  CHECK(with("format = 1\n[check]\nprofile = \"personal\"\n", cycle + "owner = [\"ana\", \"ben\"]\n") == "W203 2");
}

TEST_CASE("allow: by the record, the objective, the file and the workspace") {
  const auto asked = {Code::W203, Code::W206, Code::I304};
  const auto with = [&](const std::string& settings, const std::string& text) {
    return found({{"okr.toml", settings}, {"2026-Q3/cycle.toml", text}}, asked);
  };
  CHECK(with(team, numbered + users + "allow = [\"W206\"]\n") == "W203 2");
  CHECK(with(team, numbered + "allow = [\"W203\", \"W206\"]\n" + users) == "");
  CHECK(with(team, "[defaults]\nallow = [\"W206\"]\n" + numbered + users) == "W203 4");
  CHECK(with(team + std::string("allow = [\"W203\", \"W206\"]\n"), numbered + users) == "");
  CHECK(found({{"okr.toml", team},
               {"2026-Q3/cycle.toml", "[defaults]\nallow = [\"W206\"]\n" + numbered + users},
               {"2026-Q3/web.toml",
                "[web]\ntitle = \"All of it\"\n[web.a]\ntitle = \"Launch a new shop\"\ntarget = 1\n"}},
              asked) == "W203 4, W206 4");
}

TEST_CASE("allow: what allows nothing is said, as long as the record can be set otherwise") {
  const auto asked = {Code::I304, Code::E103};
  const auto with = [&](const std::string& line, Date today = day(2026, 8, 17)) {
    return with_cycle("[ship]\ntitle = \"People come back\"\n" + line + users, asked, today);
  };
  CHECK(with("allow = [\"W203\"]\n") == "I304 3");
  CHECK(with("allow = [\"W203\"]\n", day(2026, 10, 1)) == "");
  CHECK(with("allow = [\"W230\", \"W213\"]\n") == "");
  CHECK(with("allow = [\"W999\", \"w203\"]\n") == "I304 3, I304 3");
  CHECK(with("allow = [\"E103\"]\n") == "I304 3");
  CHECK(with("allow = [\"W203\", \"I304\"]\n") == "");
  CHECK(with_cycle("[ship]\ntitle = \"x\"\n[ship.users]\ntitle = \"y\"\nbaseline = 4\ntarget = 4\nallow = [\"E103\"]\n",
                   asked) == "E103 6, I304 7");
  CHECK(found({{"okr.toml", team + std::string("allow = [\"W203\", \"W999\"]\n")}, {"2026-Q3/cycle.toml", users}},
              asked) == "I304 6");
}

TEST_CASE("check: words are added, and another language leaves titles alone") {
  const std::string cycle =
      "[ship]\ntitle = \"Maintain 5 houses\"\n[ship.page]\ntitle = \"Draft a page\"\ntarget = 3\n";
  const auto asked = {Code::W203, Code::W206, Code::W210};
  const auto with = [&](const std::string& line) {
    return found({{"okr.toml", team + line}, {"2026-Q3/cycle.toml", cycle}}, asked);
  };
  CHECK(with("") == "W203 2, W210 2");
  CHECK(with("words = { W206 = [\"draft\"] }\n") == "W203 2, W210 2, W206 4");
  CHECK(with("[check.words]\nW206 = [\"Draft\"]\n") == "W203 2, W210 2, W206 4");
  CHECK(with("language = \"de\"\nwords = { W206 = [\"draft\"] }\n") == "W203 2");
  CHECK(with("language = \"en-GB\"\n") == "W203 2, W210 2");
}

TEST_CASE("check: words of a rule that reads none are an unknown key, others are lists of texts") {
  const auto fault = [](const std::string& line) {
    const Workspace workspace = of({{"okr.toml", team + line}}, day(2026, 8, 17));
    return workspace.diagnostics.empty() ? "" : std::string(to_string(workspace.diagnostics.front().code));
  };
  CHECK(fault("words = { W206 = [\"draft\"] }\n") == "");
  CHECK(fault("words = { W202 = [\"draft\"] }\n") == "E116");
  CHECK(fault("words = { W206 = \"draft\" }\n") == "E117");
  CHECK(fault("words = [\"draft\"]\n") == "E117");
}

TEST_CASE("practice: objectives of one team, level or person are counted together") {
  const auto of_group = [](const char* id, const char* team_name, std::optional<Level> level, const char* owner) {
    Objective one = objective(id, ObjectiveType::aspirational, {});
    one.team = team_name;
    one.level = level;
    if (*owner) one.owners = {owner};
    return one;
  };
  const Cycle all = cycle("2026-Q1", first_quarter(),
                          {of_group("a", "", {}, "ana"), of_group("b", "", {}, "ben"), of_group("c", "web", {}, ""),
                           of_group("d", "web", Level::team, ""), of_group("e", "", Level::company, ""),
                           of_group("f", "", Level::individual, "ana"), of_group("g", "", Level::individual, "ben")});
  std::string text;
  for (const ObjectiveGroup& group : objective_groups(all))
    text += group.whose + ":" + std::to_string(group.objectives.size()) + " ";
  CHECK(text == ":2 team 'web':2 level company:1 ana:1 ben:1 ");
}

}  // namespace practice_test
