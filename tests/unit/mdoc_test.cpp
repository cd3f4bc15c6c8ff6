// SPDX-License-Identifier: MIT
// okr(1): text never becomes a macro, and each option of each command is there.
#include "cli/help.hpp"

#include "cli_fixture.hpp"
#include "print.hpp"

namespace mdoc_test {

using namespace okr::cli;
using namespace okr::session;

namespace {

const Mdoc::Title title{"okr", "1", "August 17, 2026", "okr 1", "goals"};

/// What stands behind the NAME section.
std::string body(const Mdoc& page) { return page.done().substr(Mdoc(title).done().size()); }

}  // namespace

TEST_CASE("nothing that is said becomes a macro") {
  CHECK(mdoc_text(".5 of it") == "\\&.5 of it");
  CHECK(mdoc_text("'quoted'") == "\\&'quoted'");
  CHECK(mdoc_text("a\\b") == "a\\eb");
  CHECK(mdoc_argument("two words") == "\"two words\"");
  CHECK(mdoc_argument("Op") == "\\&Op");
  CHECK(mdoc_argument(".") == "\\&.");
  CHECK(mdoc_argument("say \"x\"") == "\"say \\(dqx\\(dq\"");
  CHECK(mdoc_argument("") == "\"\"");
  CHECK(mdoc_argument("ID") == "ID");
}

TEST_CASE("a sentence a line, paragraphs apart, indented lines as a display") {
  CHECK(body(Mdoc(title).section("TEXT").text("One. Two.\n\nThree\n\n  okr status\n\nFour")) ==
        ".Sh TEXT\nOne.\nTwo.\n.Pp\nThree\n.Bd -literal -offset indent\nokr status\n.Ed\n.Pp\nFour\n");
}

TEST_CASE("a list brings its own space") {
  CHECK(body(Mdoc(title).section("A").text("x").paragraph_break().begin_list().item("b c").text("d").end_list()) ==
        ".Sh A\nx\n.Bl -tag -width Ds\n.It \"b c\"\nd\n.El\n");
}

TEST_CASE("the manual holds each option of each command") {
  const std::string page = manual_page(test::small_table());
  CHECK(page.find(".Ss okr say [OPTIONS] ID [MORE=VALUE...]\n") != std::string::npos);
  CHECK(page.find(".It Fl m , Fl \\-note Ar TEXT\nA note.\n") != std::string::npos);
  CHECK(page.find(".It Fl \\-as-of Ar DATE\n") != std::string::npos);
  CHECK(page.find(".It Ev OKR_TODAY\n") != std::string::npos);
  CHECK(page.find("Exit code 1: with \\-\\-loud") == std::string::npos);
  CHECK(page.find("Exit code 1: with --loud.") != std::string::npos);
}

}  // namespace mdoc_test
