// SPDX-License-Identifier: MIT
// What a shell is offered at each place of a line, in sound workspaces and in broken ones.
#include "cli/completion.hpp"

#include <rapidcheck.h>

#include "cli_fixture.hpp"
#include "folder.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace completion_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::small_table;
using okr::cli::test::Stage;

namespace {

/// The words offered for the last of `words`, joined by blanks, in a workspace of one cycle and one KPI.
std::string offered(const std::vector<std::string>& words) {
  const okr_test::Folder folder({{"okr.toml", "format = 1\n"},
                                 {"2026-Q3/cycle.toml", "[cycle]\n[ship]\n[ship.users]\n[fit]\n"},
                                 {"kpi/sleep.toml", "title = \"h\"\n"}});
  Stage stage({});
  stage.world.directory = folder.path();
  std::string text;
  for (const Completion& completion : completions(stage.world, small_table(), words)) {
    text += (text.empty() ? "" : " ") + completion.word;
  }
  return text;
}

}  // namespace

TEST_CASE("commands first") {
  CHECK(offered({}) == "say fail");
  CHECK(offered({""}) == "say fail");
  CHECK(offered({"s"}) == "say");
  CHECK(offered({"-q", "f"}) == "fail");
  CHECK(offered({"x"}).empty());
}

TEST_CASE("arguments by their place, ids from the workspace") {
  CHECK(offered({"say", ""}) == "ship ship.users fit");
  CHECK(offered({"sy", "ship"}) == "ship ship.users");
  CHECK(offered({"say", "ship", ""}) == "sleep=");
  CHECK(offered({"say", "ship", "a=1", "b=2", "s"}) == "sleep=");
  CHECK(offered({"say", "ship", "sleep=4"}).empty());
  CHECK(offered({"fail", ""}).empty());
}

TEST_CASE("options of the command and the global ones it does not replace") {
  CHECK(offered({"say", "--l"}) == "--loud --last= --licenses");
  CHECK(offered({"say", "--as-"}) == "--as-of=");
  CHECK(offered({"--ve"}) == "--version");
  CHECK(offered({"say", "--form"}) == "--format=");
  CHECK(offered({"say", "--", "--l"}).empty());
}

TEST_CASE("values of options, behind them or attached") {
  CHECK(offered({"say", "--sort", ""}) == "risk file");
  CHECK(offered({"say", "--sort=f"}) == "--sort=file");
  CHECK(offered({"say", "--format", ""}) == "human sarif");
  CHECK(offered({"fail", "--format", "t"}) == "table tsv");
  CHECK(offered({"-C", ""}) == ":folder");
  CHECK(offered({"say", "-o", "x"}) == ":file");
  CHECK(offered({"--output=x"}) == ":file");
  CHECK(offered({"say", "--note", ""}).empty());
  CHECK(offered({"--as-of", "t"}) == "today");
}

TEST_CASE("the workspace is the one of -C in the typed line") {
  const okr_test::Folder other({{"okr.toml", "format = 1\n"}, {"2025-Q1/cycle.toml", "[cycle]\n"}});
  CHECK(offered({"-C", other.path(), "--cycle", ""}) == "2025-Q1 current previous next");
  CHECK(offered({"-C" + other.path(), "say", "--cycle=20"}) == "--cycle=2025-Q1");
}

TEST_CASE("an unreadable workspace or a wrong line offers nothing and says nothing") {
  CHECK(offered({"-C", "/nowhere", "say", ""}).empty());
  CHECK(offered({"--as-of", "never", "say", ""}).empty());
  CHECK(rc::check("any words", [](const std::vector<std::string>& words) {
    Stage stage({});
    for (const Completion& completion : completions(stage.world, small_table(), words)) {
      RC_ASSERT(completion.word.starts_with(words.empty() ? "" : words.back()) || completion.word.starts_with(":"));
    }
    RC_ASSERT(stage.errors.empty());
  }));
}

TEST_CASE("okr __complete prints a word, a tab, what it is") {
  Stage stage({"__complete", "--", "completions", "z"});
  CHECK(run(stage.world, commands()) == 0);
  CHECK(stage.output == "zsh\n");
  Stage help({"__complete", "--", "--vers"});
  CHECK(run(help.world, commands()) == 0);
  CHECK(help.output == "--version\tshow the version\n");
}

TEST_CASE("a stub for each shell that is a choice") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    Stage stage({"completions", shell});
    CHECK(run(stage.world, commands()) == 0);
    CHECK(stage.output.find("okr __complete -- ") != std::string::npos);
  }
}

}  // namespace completion_test
