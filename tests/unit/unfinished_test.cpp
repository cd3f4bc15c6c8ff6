// SPDX-License-Identifier: MIT
// What an okr that died left half-written: found by its note, finished or taken back, and nothing said where it is
// whole.
#include <doctest/doctest.h>

#include <string>

#include "folder.hpp"
#include "okr/store/disk.hpp"
#include "session/past_writes.hpp"
#include "session/unfinished.hpp"
#include "session/writing/files.hpp"

namespace unfinished_test {

using namespace okr;
using namespace okr::session;
using okr_test::Folder;

namespace {

/// Two texts, a name and a removal; the note of it lies in the folder, and nothing is done yet.
Transaction noted(const Folder& folder) {
  folder.write("a.toml", "old\n");
  folder.write("kpi/b.toml", "b old\n");
  folder.write("gone.toml", "held\n");
  Transaction transaction{folder.path()};
  transaction.files = {{"a.toml", "old\n", "new\n"}, {"kpi/b.toml", "b old\n", "b new\n"}};
  transaction.moves = {{"kpi/b.toml", "kpi/c.toml"}};
  transaction.removals = {{"gone.toml", "held\n"}};
  REQUIRE(note_unfinished(folder.path(), past_write_text({{}, "2026-08-17 12:00", "rename", "Rename b", transaction})));
  return transaction;
}

bool is_noted(const Folder& folder) { return store::is_file(folder / ".okr-unfinished"); }

Unfinished found_in(const Folder& folder) {
  auto found = unfinished_write(folder.path());
  REQUIRE(found.has_value());
  REQUIRE(found->has_value());
  return std::move(**found);
}

}  // namespace

TEST_CASE("unfinished: what is whole, old or new, needs no word, and its note goes") {
  const Folder folder;
  const Transaction transaction = noted(folder);
  CHECK_FALSE(unfinished_write(folder.path())->has_value());
  REQUIRE(settle_note(folder.path()).has_value());
  CHECK_FALSE(is_noted(folder));
  REQUIRE(note_unfinished(folder.path(), past_write_text({{}, "", "rename", "", transaction})).has_value());
  REQUIRE(write_files([&] {
            Transaction all = transaction;
            all.settles = true;
            return all;
          }())
              .has_value());
  CHECK_FALSE(is_noted(folder));
  CHECK(folder.read("kpi/c.toml") == "b new\n");
}

TEST_CASE("unfinished: after each step the rest finishes it, and the way back takes it back") {
  for (int steps = 1; steps < 4; ++steps)
    for (const bool finishes : {true, false}) {
      const Folder folder;
      noted(folder);
      folder.write("a.toml", "new\n");
      if (steps > 1) folder.write("kpi/b.toml", "b new\n");
      if (steps > 2) REQUIRE(store::move_file(folder / "kpi/b.toml", folder / "kpi/c.toml").has_value());
      CHECK_FALSE(settle_note(folder.path()).has_value());
      const Unfinished found = found_in(folder);
      CHECK(found.past.summary == "Rename b");
      CHECK_FALSE(found.changed.has_value());
      REQUIRE(write_files(finishes ? found.rest : found.back).has_value());
      CHECK(folder.read("a.toml") == (finishes ? "new\n" : "old\n"));
      CHECK(folder.read(finishes ? "kpi/c.toml" : "kpi/b.toml") == (finishes ? "b new\n" : "b old\n"));
      CHECK(store::is_absent(folder / "gone.toml") == finishes);
      CHECK_FALSE(is_noted(folder));
    }
}

TEST_CASE("unfinished: nothing else is written before it is settled") {
  const Folder folder;
  noted(folder);
  folder.write("a.toml", "new\n");
  Transaction other{folder.path()};
  other.create("other.toml", "x\n");
  const auto written = write_files(other);
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().code == "unfinished");
  CHECK(written.error().hint.find("okr undo --finish") != std::string::npos);
  CHECK(store::is_absent(folder / "other.toml"));
}

TEST_CASE("unfinished: a file that somebody changed since is named, and stays") {
  const Folder folder;
  noted(folder);
  folder.write("a.toml", "new\n");
  folder.write("kpi/b.toml", "by hand\n");
  CHECK(found_in(folder).changed == "kpi/b.toml");
}

TEST_CASE("unfinished: a hook keeps its mode, and a text that is no note is said") {
  Transaction hook{"/goals"};
  hook.files = {{"/repository/hooks/pre-commit", std::nullopt, "#!/bin/sh\n", true}};
  const auto read = read_past_write(past_write_text({{}, "", "init", "", hook}));
  REQUIRE(read.has_value());
  CHECK(read->transaction.files == hook.files);
  const Folder folder;
  folder.write(".okr-unfinished", "something else\n");
  CHECK_FALSE(unfinished_write(folder.path()).has_value());
}

}  // namespace unfinished_test
