// SPDX-License-Identifier: MIT
// A typed line against what a command declares: options, values, words, `--`, and the nearest word for a mistake.
#include "cli/words.hpp"

#include <rapidcheck.h>

#include "cli_fixture.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace app_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;
using okr::cli::test::run_small;
using okr::cli::test::Stage;

namespace {

/// What `okr say WORDS` printed, or its message.
std::string said(std::vector<std::string> words) {
  words.insert(words.begin(), "say");
  Stage stage(words);
  run_small(stage);
  return stage.output + stage.errors;
}

}  // namespace

TEST_CASE("values that begin with a hyphen are words when they look like numbers") {
  CHECK(said({"-5"}) == "id=-5 rest= tags= human\n");
  CHECK(said({"-.5", "km=-3"}) == "id=-.5 rest=km=-3 tags= human\n");
  CHECK(said({"x", "--note", "-3d"}) == "id=x rest= tags= note=-3d human\n");
  CHECK(said({"x", "--last", "-1"}) == "id=x rest= tags= last=-1 human\n");
  CHECK(said({"-"}) == "id=- rest= tags= human\n");
}

TEST_CASE("-- ends the options, once") {
  CHECK(said({"--", "--loud", "--"}) == "id=--loud rest=-- tags= human\n");
  CHECK(said({"x", "--note=n", "--", "-l"}) == "id=x rest=-l tags= note=n human\n");
}

TEST_CASE("a value stands behind its option or after an equals sign, and may be empty or look like syntax") {
  CHECK(said({"x", "--note", "a b"}) == "id=x rest= tags= note=a b human\n");
  CHECK(said({"x", "--note=a=b"}) == "id=x rest= tags= note=a=b human\n");
  CHECK(said({"x", "--note="}) == "id=x rest= tags= note= human\n");
  CHECK(said({"x", "--note", ""}) == "id=x rest= tags= note= human\n");
  CHECK(said({"x", "--note=--loud"}) == "id=x rest= tags= note=--loud human\n");
  CHECK(said({"x", "--note", "[a,b]"}) == "id=x rest= tags= note=[a,b] human\n");
  CHECK(said({"[a,b]", "{}", "++", "%%"}) == "id=[a,b] rest={},++,%% tags= human\n");
  CHECK(said({"x", "-mhello"}) == "id=x rest= tags= note=hello human\n");
  CHECK(said({"x", "-nl"}) == "id=x rest= tags= loud human dry\n");
}

TEST_CASE("a repeated option does not swallow the words behind it") {
  CHECK(said({"--tag", "a", "x", "--tag", "b", "y"}) == "id=x rest=y tags=a,b human\n");
}

TEST_CASE("an option of one value is said once, a flag as often as one likes") {
  CHECK(said({"x", "--note", "a", "--note", "b"}) == "okr: --note is given twice\n  say it once\n");
  CHECK(said({"x", "-ma", "--note=a"}) == "okr: --note is given twice\n  say it once\n");
  CHECK(said({"x", "-l", "-l"}) == "id=x rest= tags= loud human\n");
}

TEST_CASE("an option behind an option is not its value") {
  CHECK(said({"x", "--note", "--loud"}) ==
        "okr: --note needs a value\n  write it as --note TEXT\n  a value that begins with a hyphen: --note=TEXT\n");
  CHECK(said({"x", "--note", "--", "loud"}).starts_with("okr: --note needs a value\n"));
  CHECK(said({"x", "--note"}).starts_with("okr: --note needs a value\n"));
  CHECK(said({"x", "-lm"}).starts_with("okr: --note needs a value\n"));
}

TEST_CASE("mistakes are named with the nearest word") {
  CHECK(said({"x", "--laud"}) ==
        "okr: say has no option '--laud'\n  did you mean '--loud'?\n  okr say --help lists the options\n");
  CHECK(said({"x", "--zzzzzz=1"}) == "okr: say has no option '--zzzzzz'\n  okr say --help lists the options\n");
  CHECK(said({"x", "-z"}).starts_with("okr: say has no option '-z'\n"));
  CHECK(said({"x", "--sort", "rsk"}) == "okr: --sort cannot be 'rsk'\n  did you mean 'risk'?\n  one of risk|file\n");
  CHECK(said({"x", "--loud=yes"}) == "okr: --loud takes no value\n  write it as --loud\n");
  CHECK(said({}) == "okr: say needs ID\n  okr say --help shows examples\n");
  CHECK(said({"x", "--last", "many"}) == "okr: --last: 'many' is not a whole number\n  digits alone, as in 80\n");
  CHECK(said({"x", "--height", "1,5"}).find("1.5") != std::string::npos);
}

TEST_CASE("a command's own option stands for the global one of its name") {
  CHECK(said({"x", "--format", "sarif"}) == "id=x rest= tags= sarif\n");
  CHECK(said({"x", "--format", "csv"}).starts_with("okr: --format cannot be 'csv'\n"));
}

TEST_CASE("any words are either taken or refused with a message") {
  CHECK(rc::check("no input breaks the parser", [](const std::vector<std::string>& words) {
    std::vector<std::string> line{"say"};
    line.insert(line.end(), words.begin(), words.end());
    const Status status = parse(TypedLine(test::small_table(), line));
    RC_ASSERT(status || (status.error().kind == ErrorKind::usage && !status.error().what.empty()));
  }));
}

TEST_CASE("words behind -- arrive as they are") {
  // What is no UTF-8 is refused: runner_test.cpp.
  const auto in_ascii = [](std::string text) {
    for (char& c : text) c = static_cast<char>(c & 0x7f);
    return text;
  };
  CHECK(rc::check("letters are kept", [&](const std::string& bytes, const std::vector<std::string>& more) {
    const std::string first = in_ascii(bytes);
    std::vector<std::string> rest;
    for (const std::string& one : more) rest.push_back(in_ascii(one));
    std::vector<std::string> words{"--", first};
    words.insert(words.end(), rest.begin(), rest.end());
    RC_ASSERT(said(words) == "id=" + first + " rest=" + join(rest, ",") + " tags= human\n");
  }));
}

}  // namespace app_test
