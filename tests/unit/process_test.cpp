// SPDX-License-Identifier: MIT
// Programs that are run: more than a pipe holds, readers that stop, programs that are not there.
#include "okr/vcs/process.hpp"

#include "print.hpp"

namespace process_test {

using namespace okr;

TEST_CASE("process: output, errors and exit code come back") {
  const auto finished = vcs::run({"sh", "-c", "cat; echo oops >&2; exit 3"}, "/", "hello");
  REQUIRE(finished);
  CHECK(finished->output == "hello");
  CHECK(finished->errors == "oops\n");
  CHECK(finished->exit_code == 3);
}

TEST_CASE("process: more input and output than a pipe holds") {
  const std::string megabyte(1 << 20, 'x');
  const auto finished = vcs::run({"cat"}, "/", megabyte);
  REQUIRE(finished);
  CHECK(finished->output == megabyte);
}

TEST_CASE("process: a reader that stops reading ends nothing of ours") {
  const auto finished = vcs::run({"true"}, "/", std::string(1 << 20, 'x'));
  REQUIRE(finished);
  CHECK(finished->exit_code == 0);
}

TEST_CASE("process: a program that is not there is named") {
  const auto finished = vcs::run({"okr-no-such-program"}, "/");
  REQUIRE(!finished);
  CHECK(finished.error().kind == ErrorKind::environment);
  CHECK(finished.error().what.starts_with("cannot start okr-no-such-program: "));
}

TEST_CASE("process: a conversation is answered question by question") {
  auto talk = vcs::Conversation::begin({"cat"}, "/");
  REQUIRE(talk);
  REQUIRE(talk->ask("one\ntwo three\n"));
  CHECK(talk->line() == "one");
  CHECK(talk->bytes(4) == "two ");
  CHECK(talk->line() == "three");
  REQUIRE(talk->ask("four\n"));
  CHECK(talk->line() == "four");
}

TEST_CASE("process: a conversation that ends is an error, with what the program complained about") {
  auto talk = vcs::Conversation::begin({"sh", "-c", "echo half; echo oops >&2"}, "/");
  REQUIRE(talk);
  CHECK(talk->line() == "half");
  const auto more = talk->line();
  REQUIRE(!more);
  CHECK(more.error().kind == ErrorKind::environment);
  CHECK(more.error().what == "sh ended before it answered");
  CHECK(more.error().hint == "oops");
}

}  // namespace process_test
