// SPDX-License-Identifier: MIT
// The front page, a command's page and topics: their order, their width, and the nearest for a wrong word.
#include "cli/help.hpp"

#include "cli_fixture.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace help_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::small_table;

TEST_CASE("a command's page: examples first, then usage, text, arguments, options, exit 1") {
  CHECK(command_page(test::say_command, {80, false}) ==
        "okr say - say something (short: sy)\n"
        "\n"
        "Examples\n"
        "  okr say ship                                say ship\n"
        "\n"
        "Usage\n"
        "  okr say [OPTIONS] ID [MORE=VALUE...]\n"
        "\n"
        "Arguments\n"
        "  ID                      what to say\n"
        "  [MORE=VALUE...]         and more\n"
        "\n"
        "Options\n"
        "  -l, --loud              say it loud\n"
        "  -m, --note TEXT         a note\n"
        "      --tag TAG           a tag; may be repeated\n"
        "      --last N            how many\n"
        "      --height H          how high\n"
        "      --sort risk|file    in which order\n"
        "      --format human|sarif\n"
        "                          how to write\n"
        "\n"
        "Exit code 1\n"
        "  with --loud\n"
        "\n"
        "Options of every command (--json, -C, -o, -n, ...): okr help\n");
}

TEST_CASE("headings are bold only where there is colour") {
  CHECK(command_page(test::say_command, {80, true}).find("\x1b[1mExamples\x1b[0m") != std::string::npos);
  CHECK(command_page(test::say_command, {80, false}).find('\x1b') == std::string::npos);
}

TEST_CASE("no line of help is wider than the screen") {
  for (const std::size_t width : {60U, 80U, 120U}) {
    for (const std::string& page : {full_page(commands(), {width, false}), front_page(commands(), {width, false})}) {
      for (const std::string_view line : split(page, '\n')) CHECK(display_width(line) <= width);
    }
  }
}

TEST_CASE("the front page names what a week needs first and every command but the plumbing") {
  const std::string page = front_page(commands(), {80, false});
  CHECK(page.find("okr checkin") < page.find("More"));
  CHECK(page.find("__complete") == std::string::npos);
  for (const Command* command : commands()) {
    if (command->group == Group::plumbing) continue;
    CHECK_MESSAGE(page.find(command->name) != std::string::npos, command->name);
  }
}

TEST_CASE("okr help answers for commands and topics, and names the nearest for other words") {
  for (const Topic& topic : topics()) {
    test::Stage stage({"help", std::string(topic.name)});
    CHECK(run(stage.world, commands()) == 0);
    CHECK_MESSAGE(stage.output.size() > 60, topic.name);
  }
  test::Stage command({"help", "completions"});
  CHECK(run(command.world, commands()) == 0);
  CHECK(command.output == command_page(*find_command(commands(), "completions"), {80, false}));
  test::Stage wrong({"help", "exit-code"});
  CHECK(run(wrong.world, commands()) == 2);
  CHECK(wrong.errors.find("did you mean 'okr help exit-codes'?") != std::string::npos);
}

}  // namespace help_test
