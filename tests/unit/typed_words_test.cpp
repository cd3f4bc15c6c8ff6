// SPDX-License-Identifier: MIT
// A typed line is split in one way, whether it is run or completed.
#include <rapidcheck.h>

#include "cli/completion.hpp"
#include "cli/words.hpp"
#include "cli_fixture.hpp"
#include "print.hpp"

namespace typed_words_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::run_small;
using okr::cli::test::small_table;
using okr::cli::test::Stage;

namespace {

/// A letter a word: o option, ? unknown option, v value, s separator, c command, a argument.
std::string kinds(const std::vector<std::string>& words) {
  std::string text;
  const TypedLine line(small_table(), words);
  for (const TypedWord& word : line.words()) text += word.unknown.empty() ? "ovsca"[static_cast<int>(word.kind)] : '?';
  return text;
}

/// Lines of words that mean something on the small table, in any order.
rc::Gen<std::vector<std::string>> lines() {
  return rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("say", "sy", "fail", "sya", "-q", "-C", "-qC", "-Chere", "-qx", "--cycle",
                                    "--cycle=2026-Q3", "--note", "--note=", "-m", "-mhi", "-lm", "--loud", "--tag",
                                    "--json", "--", "-", "", "-5", "-.5", "-3d", "a=1", "ship.users=-2", "--no"));
}

}  // namespace

TEST_CASE("every word is what its place and its looks make it") {
  CHECK(kinds({}).empty());
  CHECK(kinds({"status"}) == "c");
  CHECK(kinds({"-q", "say", "-l"}) == "oco");
  CHECK(kinds({"-C", "say", "fail"}) == "ovc");
  CHECK(kinds({"-Csay", "fail"}) == "oc");
  CHECK(kinds({"-qC", "say", "fail"}) == "ovc");
  CHECK(kinds({"--as-of", "today", "--json", "say"}) == "ovoc");
  CHECK(kinds({"--as-of=today", "say"}) == "oc");
  CHECK(kinds({"--", "say", "--loud"}) == "sca");
  CHECK(kinds({"say", "--note", "--", "-5", "a=1", "-"}) == "covaaa");
  CHECK(kinds({"-C"}) == "o");
}

TEST_CASE("behind an unknown option that stands in front no command is guessed") {
  CHECK(kinds({"--loud", "say"}) == "?a");
  CHECK(kinds({"-qx", "say"}) == "?a");
  CHECK(kinds({"say", "-qx", "fail"}) == "c?a");
}

TEST_CASE("splitting loses no word") {
  const auto is_whole = [](const std::vector<std::string>& words) {
    const TypedLine line(small_table(), words);
    std::vector<std::string> joined;
    for (const TypedWord& word : line.words()) joined.emplace_back(word.text);
    RC_ASSERT(joined == words);
    for (const TypedWord& word : line.words()) RC_ASSERT(word.text.ends_with(word.value.value_or("")));
  };
  CHECK(rc::check("any words", is_whole));
  CHECK(rc::check("words that mean something", [&] { is_whole(*lines()); }));
}

TEST_CASE("what completion takes for the command is what the program runs") {
  CHECK(rc::check("one command", [] {
    std::vector<std::string> words = *lines();
    Stage stage(words);
    run_small(stage);
    words.emplace_back("--lou");
    const std::vector<Completion> offered = completions(stage.world, small_table(), words);
    words.back() = "x";
    const TypedLine line(small_table(), words);
    const bool is_say = line.command() == &cli::test::say_command;
    if (stage.output.starts_with("id=")) RC_ASSERT(is_say);
    if (stage.output == "half\n") RC_ASSERT(line.command() == &cli::test::fail_command);
    const bool offers_options = !offered.empty() && offered[0].word != ":folder";
    if (offers_options) RC_ASSERT(is_say && offered[0].word == "--loud");
  }));
}

}  // namespace typed_words_test
