// SPDX-License-Identifier: MIT
// Under a CI service nothing that is printed becomes one of its commands; and arguments that are no UTF-8.
#include "session/context.hpp"

#include "cli_fixture.hpp"
#include "print.hpp"

namespace runner_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

bool is_run(cli::test::Variables variables) {
  const cli::test::Stage stage({}, std::move(variables));
  return is_run_by_a_service(stage.world);
}

}  // namespace

TEST_CASE("runner: a service says that it runs us") {
  CHECK(is_run({{"CI", "true"}}));
  CHECK(is_run({{"CI", "woodpecker"}}));
  CHECK(is_run({{"TF_BUILD", "True"}}));
  CHECK(!is_run({{"CI", "false"}}));
  CHECK(!is_run({{"CI", ""}}));
  CHECK(!is_run({}));
}

TEST_CASE("runner: no text becomes a command of the service, and who parses it reads the same") {
  CHECK(without_commands("::set-env name=X::1\n  ::stop-commands::a\nin :: between\n", Notation::words) ==
        ": :set-env name=X::1\n  : :stop-commands::a\nin :: between\n");
  CHECK(without_commands("a ##[command] b ##vso[task] c ## d", Notation::words) ==
        "a # #[command] b # #vso[task] c ## d");
  CHECK(without_commands("{\"title\": \"##[error]x\"}\n", Notation::json) == "{\"title\": \"\\u0023#[error]x\"}\n");
  CHECK(without_commands("::debug::x\n##[x]\n", Notation::markup) == "&#58;:debug::x\n&#35;#[x]\n");
  CHECK(without_commands("::debug::x,##[x]\n", Notation::data) == "::debug::x,##[x]\n");
  CHECK(without_commands("::error file=a.toml,line=1::x\n", Notation::commands) == "::error file=a.toml,line=1::x\n");
}

TEST_CASE("runner: what is printed for a service is made safe, for anybody else it stays") {
  for (const bool by_a_service : {true, false}) {
    cli::test::Stage stage({}, {{"CI", by_a_service ? "true" : ""}});
    auto context = Context::create(stage.world, {});
    context->print("::debug::x\n");
    context->say("##[error]y\n");
    REQUIRE(context->flush().has_value());
    CHECK(stage.output == (by_a_service ? ": :debug::x\n" : "::debug::x\n"));
    CHECK(stage.errors == (by_a_service ? "# #[error]y\n" : "##[error]y\n"));
  }
}

TEST_CASE("utf8: the first byte that is none is named") {
  CHECK(first_byte_not_utf8("grün") == std::nullopt);
  CHECK(first_byte_not_utf8("") == std::nullopt);
  CHECK(first_byte_not_utf8("gr\xfcn") == 2);
  CHECK(first_byte_not_utf8("grün \xc3") == 6);
  CHECK(first_byte_not_utf8("\xed\xa0\x80") == 0);
  const Status status = check_utf8("--note", "gr\xfcn");
  REQUIRE(!status);
  CHECK(status.error().kind == ErrorKind::usage);
  CHECK(status.error().what == "--note: byte 3 (0xfc) is no UTF-8");
}

TEST_CASE("utf8: an argument is refused before anything is done with it, the name of a file is not") {
  cli::test::Stage stage({"say", "gr\xfcn"});
  CHECK(cli::test::run_small(stage) == 2);
  CHECK(stage.errors.find("byte 3 (0xfc) is no UTF-8") != std::string::npos);
}

}  // namespace runner_test
