// SPDX-License-Identifier: MIT
// Files written all or none: other writers, failing disks, moves, and what is left behind by a dead process.
#include "session/writing/writing.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "cli_fixture.hpp"
#include "folder.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/load.hpp"
#include "session/writing/files.hpp"

namespace writing_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr_test::Folder;

namespace {

Transaction two_files(const Folder& folder) {
  folder.write("a.toml", "a = 1\n");
  Transaction transaction{folder.path()};
  transaction.replace("a.toml", "a = 1\n", "a = 2\n");
  transaction.create("new/b.toml", "b = 1\n");
  return transaction;
}

struct Said {
  Result<Written> outcome = failure(ErrorKind::internal, "not run");
  std::string printed;
};

Said carried_out(const Transaction& transaction, Globals globals = {}) {
  cli::test::Stage stage({});
  stage.world.directory = transaction.root;
  auto context = Context::create(stage.world, std::move(globals));
  REQUIRE(context.has_value());
  Said said;
  said.outcome = session::write(*context, [&]() -> Result<Action> { return Action{transaction}; });
  said.printed = context->printed();
  return said;
}

}  // namespace

TEST_CASE("writing: all files of a transaction, and what was written is said") {
  const Folder folder;
  const Said said = carried_out(two_files(folder));
  REQUIRE(said.outcome.has_value());
  CHECK(*said.outcome == Written::files);
  CHECK(said.printed == "Wrote a.toml\nWrote new/b.toml\n");
  CHECK(folder.read("a.toml") == "a = 2\n");
  CHECK(folder.read("new/b.toml") == "b = 1\n");
}

TEST_CASE("writing: -n prints the difference and touches nothing") {
  const Folder folder;
  Globals globals;
  globals.dry_run = true;
  const Said said = carried_out(two_files(folder), globals);
  REQUIRE(said.outcome.has_value());
  CHECK(*said.outcome == Written::preview);
  CHECK(said.printed ==
        "--- a/a.toml\n+++ b/a.toml\n@@ -1 +1 @@\n-a = 1\n+a = 2\n--- /dev/null\n+++ b/new/b.toml\n@@ -0,0 +1 @@\n+b = "
        "1\n");
  CHECK(folder.read("a.toml") == "a = 1\n");
  CHECK(!folder.has("new"));
}

TEST_CASE("writing: a file that changed meanwhile stops everything") {
  const Folder folder;
  Transaction transaction{folder.path()};
  transaction.create("first.toml", "x = 1\n");
  const Transaction other = two_files(folder);
  transaction.files.push_back(other.files[0]);
  folder.write("a.toml", "a = 3\n");
  const Said said = carried_out(transaction);
  REQUIRE(!said.outcome.has_value());
  CHECK(said.outcome.error().kind == ErrorKind::environment);
  CHECK(said.outcome.error().what == "a.toml changed while okr was at work");
  CHECK(!folder.has("first.toml"));
  CHECK(folder.read("a.toml") == "a = 3\n");
}

TEST_CASE("writing: a file that is gone, and a name that is taken") {
  const Folder folder;
  Transaction transaction = two_files(folder);
  folder.write("new/b.toml", "mine = 1\n");
  CHECK(stale_file(transaction).value() == "new/b.toml");
  CHECK(carried_out(transaction).outcome.error().what == "new/b.toml is there already");
  CHECK(folder.read("new/b.toml") == "mine = 1\n");
  REQUIRE(store::remove_file(folder / "a.toml").has_value());
  CHECK(stale_file(transaction).value() == "a.toml");
}

TEST_CASE("writing: when the last file cannot be written, the first ones are put back") {
  const Folder folder;
  Transaction transaction = two_files(folder);
  folder.write("blocked", "a file where a folder has to be\n");
  transaction.create("blocked/c.toml", "c = 1\n");
  const auto written = write_files(transaction);
  REQUIRE(!written.has_value());
  CHECK(written.error().kind == ErrorKind::environment);
  CHECK(written.error().hint.ends_with("nothing was written"));
  CHECK(folder.read("a.toml") == "a = 1\n");
  CHECK(!folder.has("new/b.toml"));
}

TEST_CASE("writing: leftovers of a writer that died are removed") {
  const Folder folder;
  const Transaction transaction = two_files(folder);
  folder.write(".okr-1-0.tmp", "half");
  folder.write("new/.okr-1-1.tmp", "half");
  REQUIRE(write_files(transaction).has_value());
  CHECK(!folder.has(".okr-1-0.tmp"));
  CHECK(!folder.has("new/.okr-1-1.tmp"));
}

TEST_CASE("writing: another writer is waited for and then named") {
  const Folder folder;
  const Transaction transaction = two_files(folder);
  const auto lock = store::WorkspaceLock::take(folder.path());
  REQUIRE(lock.has_value());
  const auto written = write_files(transaction);
  REQUIRE(!written.has_value());
  CHECK(written.error().kind == ErrorKind::environment);
  CHECK(folder.read("a.toml") == "a = 1\n");
}

TEST_CASE("writing: a move comes after the text, and is undone with it") {
  const Folder folder;
  Transaction transaction = two_files(folder);
  transaction.moves.push_back({"a.toml", "c.toml"});
  CHECK(carried_out(transaction).printed == "Wrote new/b.toml\nWrote c.toml\nRemoved a.toml\n");
  CHECK(folder.read("c.toml") == "a = 2\n");
  CHECK(!folder.has("a.toml"));
}

TEST_CASE("writing: the difference of a move is a file that comes and one that goes, in a folder too") {
  const Folder folder;
  folder.write("kpi/a/kpi.toml", "a = 1\n");
  folder.write("kpi/a/2026.toml", "b = 1");
  Transaction transaction{folder.path()};
  transaction.replace("kpi/a/kpi.toml", "a = 1\n", "a = 2\n");
  transaction.moves.push_back({"kpi/a", "kpi/b"});
  Transaction plain = without_moves(transaction).value();
  std::ranges::sort(plain.files, {}, &FileChange::path);
  std::ranges::sort(plain.removals, {}, &FileRemoval::path);
  CHECK(plain.files == std::vector<FileChange>{{"kpi/b/2026.toml", std::nullopt, "b = 1"},
                                               {"kpi/b/kpi.toml", std::nullopt, "a = 2\n"}});
  CHECK(plain.removals == std::vector<FileRemoval>{{"kpi/a/2026.toml", "b = 1"}, {"kpi/a/kpi.toml", "a = 1\n"}});
  CHECK(plain.moves.empty());
  CHECK(diff_of(transaction, "x/").value().find("\n+++ b/x/kpi/b/2026.toml\n@@ -0,0 +1 @@\n+b = 1\n\\ No newline") !=
        std::string::npos);
}

TEST_CASE("writing: what changes nothing is left out") {
  Transaction transaction{"/nowhere"};
  transaction.replace("a.toml", "same", "same");
  CHECK(transaction.empty());
  CHECK(*carried_out(transaction).outcome == Written::nothing);
}

TEST_CASE("writing: another writer was faster, and it is prepared again from what is there now") {
  const Folder folder;
  folder.write("a.toml", "1\n");
  cli::test::Stage stage({});
  stage.world.directory = folder.path();
  auto context = Context::create(stage.world, {});
  REQUIRE(context.has_value());
  int times = 0;
  const auto written = session::write(*context, [&]() -> Result<Action> {
    const std::string before = folder.read("a.toml");
    if (++times == 1) folder.write("a.toml", "2\n");
    Action action{{folder.path()}};
    action.transaction.replace("a.toml", before, before + "mine\n");
    action.first = "In front.\n";
    return action;
  });
  REQUIRE(written.has_value());
  CHECK(times == 2);
  CHECK(*written == Written::files);
  CHECK(folder.read("a.toml") == "2\nmine\n");
  CHECK(context->printed() == "In front.\nWrote a.toml\n");
}

TEST_CASE("writing: the lock is held until the last file is written") {
  const Folder folder;
  Transaction transaction{folder.path()};
  for (int file = 0; file < 100; ++file) transaction.create(std::to_string(file) + ".toml", "x = 1\n");
  std::atomic<bool> is_done = false;
  std::thread writer([&] {
    CHECK(write_files(transaction).has_value());
    is_done = true;
  });
  int found_taken = 0;
  while (!is_done) {
    const bool has_begun = folder.has("0.toml") && !folder.has("99.toml");
    if (has_begun && !store::WorkspaceLock::take(folder.path(), 0)) ++found_taken;
  }
  writer.join();
  CHECK(found_taken > 0);
}

TEST_CASE("writing: a text that was read after the workspace is no ground for what was planned on the workspace") {
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write("kpi/a.toml", "title = \"A\"\n\n[readings]\n");
  const auto workspace = store::load(folder.path(), {.as_of = make_date(2026, 8, 17)});
  REQUIRE(workspace.has_value());
  folder.write("kpi/a.toml", "title = \"A\"\n\n[readings]\n2026-08-17 = 3\n");  // another writer, in between
  Transaction planned = Transaction::of(*workspace);
  const auto text = planned.draft("kpi/a.toml");
  REQUIRE(text.has_value());
  **text = "title = \"A\"\n\n[readings]\n2026-08-17 = 4\n";
  CHECK(stale_file(planned).value() == "kpi/a.toml");
  Transaction anew = Transaction::of(store::load(folder.path(), {.as_of = make_date(2026, 8, 17)}).value());
  REQUIRE(anew.draft("kpi/a.toml").has_value());
  CHECK(stale_file(anew).value() == std::nullopt);
}

TEST_CASE("writing: what follows from a folder is planned again when another file came into it") {
  const Folder folder;
  folder.write("okr.toml", "format = 1\n");
  folder.write("2026-Q3/cycle.toml", "[cycle]\n");
  cli::test::Stage stage({});
  stage.world.directory = folder.path();
  auto context = Context::create(stage.world, {});
  int times = 0;
  const auto written = session::write(*context, [&]() -> Result<Action> {
    const auto workspace = store::load(folder.path(), {.as_of = make_date(2026, 8, 17)});
    if (++times == 1) folder.write("2026-Q3/checkins/2026-08-16-ben.toml", "date = 2026-08-16\n");
    Action action{Transaction::of(workspace.value())};
    action.transaction.grounds = {"2026-Q3"};
    action.transaction.create("2026-Q3/checkins/2026-08-17-ana.toml", "date = 2026-08-17\n");
    return action;
  });
  REQUIRE(written.has_value());
  CHECK(times == 2);
  CHECK(folder.has("2026-Q3/checkins/2026-08-17-ana.toml"));
}

TEST_CASE("writing: a file that no plan knows does not stop the same plan for good") {
  const Folder folder;
  folder.write("2026-Q3/notes/own.toml", "of another program\n");
  Transaction transaction{folder.path()};
  transaction.grounds = {"2026-Q3"};
  transaction.create("2026-Q3/a.toml", "a = 1\n");
  CHECK(write_files(transaction).value() == "2026-Q3/notes/own.toml");
  CHECK(carried_out(transaction).outcome.has_value());
  CHECK(folder.has("2026-Q3/a.toml"));
}

TEST_CASE("writing: nothing goes through a link that leaves the workspace, and no folder stays of what failed") {
  const Folder folder, outside;
  folder.write("a.toml", "a = 1\n");
  REQUIRE(::symlink(outside.path().c_str(), (folder / "out").c_str()) == 0);
  Transaction transaction{folder.path()};
  transaction.create("new/deep/b.toml", "b = 1\n");
  transaction.create("out/c.toml", "c = 1\n");
  const auto written = write_files(transaction);
  REQUIRE(!written.has_value());
  CHECK(written.error().kind == ErrorKind::environment);
  CHECK(written.error().hint.ends_with("nothing was written"));
  CHECK(!outside.has("c.toml"));
  CHECK(!folder.has("new"));
  Transaction moving{folder.path()};
  moving.moves.push_back({"a.toml", "out/a.toml"});
  CHECK(!write_files(moving).has_value());
  CHECK(folder.has("a.toml"));
}

TEST_CASE("writing: what is the same already is named for a commit that is made up for") {
  const Folder folder;
  folder.write("a.toml", "a = 1\n");
  Transaction transaction{folder.path()};
  transaction.replace("b.toml", "same", "same");
  REQUIRE(transaction.draft("a.toml").has_value());
  transaction.drop_unchanged();
  CHECK(transaction.empty());
  CHECK(transaction.in_place == std::vector<std::string>{"b.toml", "a.toml"});
}

}  // namespace writing_test
