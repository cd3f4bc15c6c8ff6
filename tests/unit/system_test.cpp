// SPDX-License-Identifier: MIT
// The terminal and the streams: closed pipes, full disks, lines and what is left of the input.
#include "cli/system.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>

#include "print.hpp"

namespace system_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

/// A pipe that holds `text` and has no writer any more.
int full_pipe(std::string_view text) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  REQUIRE(write_all(ends[1], text).has_value());
  ::close(ends[1]);
  return ends[0];
}

}  // namespace

TEST_CASE("a closed pipe is an interrupted error and no signal") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  const Status status = write_all(ends[1], "text");
  ::close(ends[1]);
  REQUIRE(!status);
  CHECK(status.error().kind == ErrorKind::interrupted);
}

TEST_CASE("a full disk is an environment error that says so") {
  const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  if (full < 0) return;  // not on every system
  const Status status = write_all(full, "text");
  ::close(full);
  REQUIRE(!status);
  CHECK(exit_code(status.error().kind) == 4);
  CHECK(status.error().what.find("No space left") != std::string::npos);
}

TEST_CASE("lines come without their ends, the last one without a newline too") {
  const int reader = full_pipe("one\r\n\nthree");
  Input input(reader);
  CHECK(input.line() == "one");
  CHECK(input.line() == "");
  CHECK(input.line() == "three");
  CHECK(input.line() == std::nullopt);
  ::close(reader);
}

TEST_CASE("the rest is what no line has taken") {
  const int reader = full_pipe("one\ntwo\nthree\n");
  Input input(reader);
  CHECK(input.line() == "one");
  CHECK(input.rest() == "two\nthree\n");
  CHECK(input.rest() == "");
  ::close(reader);
  CHECK(!Input(-1).rest());
}

TEST_CASE("a piece is some of what no line has taken, and nothing at the end") {
  const int reader = full_pipe("one\ntwo\nthree\n");
  Input input(reader);
  CHECK(input.line() == "one");
  CHECK(input.piece() == "two\nthree\n");
  CHECK(input.piece() == "");
  ::close(reader);
  CHECK(!Input(-1).piece());
}

}  // namespace system_test
