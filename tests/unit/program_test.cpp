// SPDX-License-Identifier: MIT
// A whole run: global options, aliases, exit codes, help, the version, and output that cannot be written.
#include "cli/program.hpp"

#include "cli_fixture.hpp"
#include "folder.hpp"
#include "print.hpp"

namespace program_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::run_small;
using okr::cli::test::small_table;
using okr::cli::test::Stage;

TEST_CASE("global options mean the same before and after the command") {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"-n", "say", "x"}, {"say", "-n", "x"}, {"say", "x", "--dry-run"}}) {
    Stage stage(words);
    CHECK(run_small(stage) == 0);
    CHECK(stage.output == "id=x rest= tags= human dry\n");
  }
}

TEST_CASE("an alias is its command, the beginning of a name is not") {
  Stage alias({"sy", "x"});
  CHECK(run_small(alias) == 0);
  Stage beginning({"sa", "x"});
  CHECK(run_small(beginning) == 2);
  CHECK(beginning.errors == "okr: unknown command 'sa'\n  did you mean 'okr say'?\n  okr help lists the commands\n");
}

TEST_CASE("a value without its command is shown the way") {
  Stage stage({"ship.users=131"});
  CHECK(run_small(stage) == 2);
  CHECK(stage.output.empty());
  CHECK(stage.errors == "okr: unknown command 'ship.users=131'\n  to record a value: okr checkin ship.users=131\n");
}

TEST_CASE("the code is the command's, or that of its error's kind") {
  Stage no({"say", "x", "--loud"});
  CHECK(run_small(no) == 1);
  Stage broken({"fail"});
  CHECK(run_small(broken) == 3);
  CHECK(broken.output == "half\n");
  CHECK(broken.errors == "okr: the file is broken\n  mend it\n");
}

TEST_CASE("--help explains the command wherever it stands, on a wrong line too") {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"say", "--help"},
                                                {"-h", "say"},
                                                {"say", "--bogus", "-h"},
                                                {"--json", "say", "x", "--help"}}) {
    Stage stage(words);
    CHECK(run_small(stage) == 0);
    CHECK(stage.output.starts_with("okr say - say something"));
    CHECK(stage.errors.empty());
  }
  Stage unknown({"sya", "--help"});
  CHECK(run_small(unknown) == 2);
  Stage word({"say", "--", "--help"});
  CHECK(run_small(word) == 0);
  CHECK(word.output == "id=--help rest= tags= human\n");
}

TEST_CASE("the version is the last word of the first line") {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"-V"}, {"--version"}, {"say", "-V"}}) {
    Stage stage(words);
    CHECK(run_small(stage) == 0);
    CHECK(stage.output.starts_with("okr "));
    CHECK(stage.output.find("\nfile format 1, json 1.0\n") != std::string::npos);
  }
}

TEST_CASE("okr alone outside a workspace: twelve lines on stderr and exit 2") {
  Stage stage({});
  CHECK(run_small(stage) == 2);
  CHECK(stage.output.empty());
  CHECK(std::count(stage.errors.begin(), stage.errors.end(), '\n') == 12);
}

TEST_CASE("okr alone inside a workspace is okr status") {
  const okr_test::Folder folder;
  folder.write("okr.toml", "format = 1\n");
  Command status = okr::cli::test::fail_command;
  status.name = "status";
  const Command* const table[] = {&status};
  Stage stage({"--json"});
  stage.world.directory = folder.path();
  CHECK(run(stage.world, table) == 3);
  CHECK(stage.output == "half\n");
}

TEST_CASE("a reader that has gone is no failure, a full disk is exit 4") {
  Stage stage({"say", "x", "--loud"});
  stage.world.write = [](Stream, std::string_view) -> Status { return failure(ErrorKind::interrupted, "gone"); };
  CHECK(run_small(stage) == 1);
  Stage full({"say", "x"});
  std::string errors;
  full.world.write = [&errors](Stream stream, std::string_view bytes) -> Status {
    if (stream == Stream::output) return failure(ErrorKind::environment, "cannot write the output: full");
    errors += bytes;
    return {};
  };
  CHECK(run_small(full) == 4);
  CHECK(errors == "okr: cannot write the output: full\n");
}

TEST_CASE("-o puts the result into a file, and messages stay on stderr") {
  const okr_test::Folder folder;
  folder.write("out.txt", "old\n");
  const auto run_in_folder = [&folder](std::vector<std::string> words) {
    Stage stage(std::move(words));
    stage.world.directory = folder.path();
    CHECK(run_small(stage) == 3);
    CHECK(stage.errors.starts_with("okr: the file is broken"));
    return stage.output;
  };
  CHECK(run_in_folder({"fail", "-o", "out.txt", "-n"}) == "--- a/out.txt\n+++ b/out.txt\n@@ -1 +1 @@\n-old\n+half\n");
  CHECK(run_in_folder({"fail", "-o", folder / "new.txt", "-n"}).starts_with("--- /dev/null\n+++ b/"));
  CHECK(folder.read("out.txt") == "old\n");
  CHECK(!folder.has("new.txt"));
  CHECK(run_in_folder({"fail", "-o", "out.txt"}) == "Wrote out.txt\n");
  CHECK(run_in_folder({"fail", "-o", folder / "new.txt"}) == "Wrote " + (folder / "new.txt") + "\n");
  CHECK(folder.read("out.txt") == "half\n");
  CHECK(folder.read("new.txt") == "half\n");
  CHECK(run_in_folder({"fail", "-o", "-"}) == "half\n");
}

TEST_CASE("the pager runs only at a terminal and for what does not fit") {
  int paged = 0;
  const auto pager = [&](const std::string&, std::string_view) { return ++paged > 0; };
  for (const auto& [rows, expected] : {std::pair{1000, 0}, {3, 1}}) {
    paged = 0;
    Stage stage({"fail"});
    stage.world.terminal = {true, true, true, 80, rows};
    stage.world.page = pager;
    run_small(stage);
    CHECK(paged == 0);  // one line
  }
  Command lines = okr::cli::test::fail_command;
  lines.prepare = prepared<int, [](Syntax&, int&) {},
                           [](Context& context, const int&) {
                             context.print("1\n2\n3\n");
                             return 0;
                           }>;
  const Command* const table[] = {&lines};
  for (const bool terminal : {true, false}) {
    paged = 0;
    Stage stage({"fail"});
    stage.world.terminal = {terminal, terminal, true, 80, 3};
    stage.world.page = pager;
    run(stage.world, table);
    CHECK(paged == (terminal ? 1 : 0));
  }
}

}  // namespace program_test
