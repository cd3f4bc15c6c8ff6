// SPDX-License-Identifier: MIT
// okr import as a whole: twice is once, in halves too; progress, and the standard input.
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "print.hpp"
#include "writing_fixture.hpp"

namespace import_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using namespace okr::cli::test;

namespace {

const std::vector<std::string> usual{"import", "a.csv", "--kpi", "visits", "--date", "day", "--value", "n"};

std::vector<std::string> and_more(std::vector<std::string> more) {
  more.insert(more.begin(), usual.begin(), usual.end());
  return more;
}

}  // namespace

TEST_CASE("import property: importing twice is unchanged, and halves in any order are the whole") {
  CHECK(rc::check("halves", [] {
    std::string first = "day,n\n", second = first;
    for (int day = 1; day < 17; ++day)
      (*rc::gen::arbitrary<bool>() ? first : second) += (day < 10 ? "2026-08-0" : "2026-08-") + std::to_string(day) +
                                                        "," + std::to_string(*rc::gen::inRange(0, 100)) + "\n";
    const Workplace one, other;
    for (const std::string& text : {first, second, first}) {
      one.folder.write("a.csv", text);
      RC_ASSERT(one.run(usual).code == 0);
    }
    for (const std::string& text : {second, first}) {
      other.folder.write("a.csv", text);
      RC_ASSERT(other.run(usual).code == 0);
    }
    RC_ASSERT(one.folder.read("kpi/visits.toml") == other.folder.read("kpi/visits.toml"));
  }));
}

TEST_CASE("import: progress is shown on a terminal for many rows, and nowhere else") {
  std::string text = "day,n\n";
  for (int row = 0; row < 25'000; ++row) text += to_string(add_days(make_date(1950, 1, 1), row)) + ",5\n";
  const auto said = [&](std::vector<std::string> words, bool terminal) {
    const Workplace place;
    place.folder.write("a.csv", text);
    Stage stage(std::move(words));
    stage.world.directory = place.folder.path();
    stage.world.terminal.errors = terminal;
    CHECK(cli::run(stage.world, commands()) == 0);
    return stage.errors;
  };
  const std::string shown = said(usual, true);
  CHECK(has(shown, " %, 20000 rows"));
  CHECK(has(shown, "\rkpi/visits.toml: 25000 readings"));
  CHECK(said(usual, false) == "");
  CHECK(said(and_more({"-q"}), true) == "");
  CHECK_FALSE(has(said(and_more({"--plain"}), true), "\r"));
}

TEST_CASE("import: the standard input, and none") {
  const Workplace place;
  Stage stage({"import", "-", "--kpi", "visits", "--date", "day", "--value", "n"});
  stage.world.directory = place.folder.path();
  CHECK(cli::run(stage.world, commands()) == 4);
  std::vector<std::string> pieces{"", "8-01,5\n", "day,n\n2026-0"};
  stage.world.read_piece = [&]() -> Result<std::string> {
    if (pieces.empty()) return std::string();
    std::string piece = pieces.back();
    pieces.pop_back();
    return piece;
  };
  CHECK(cli::run(stage.world, commands()) == 0);
  CHECK(has(place.folder.read("kpi/visits.toml"), "2026-08-01 = 5\n"));
}

}  // namespace import_test
