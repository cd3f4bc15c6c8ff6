// SPDX-License-Identifier: MIT
// A declared parameter takes values of its type, refuses others by name, and is what help and manual read.
#include "cli/command.hpp"

#include "print.hpp"

namespace syntax_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

enum class By { team, owner };
constexpr EnumChoice<By> bys[] = {{"team", By::team, "one line a team"}, {"owner", By::owner}};

}  // namespace

TEST_CASE("a value of each type reaches its field") {
  Syntax syntax;
  std::string text;
  int whole = 0;
  std::optional<double> number;
  std::vector<std::string> many;
  std::optional<By> by;
  CHECK(syntax.value(text, "text", "T", "").store("a").has_value());
  CHECK(syntax.value(whole, "whole", "N", "").store("-7").has_value());
  CHECK(syntax.value(number, "number", "N", "").store("2.5").has_value());
  const Parameter& tags = syntax.value(many, "tag", "T", "");
  CHECK(tags.store("x").has_value());
  CHECK(tags.store("y").has_value());
  CHECK(syntax.choice(by, "by", bys, "").store("owner").has_value());
  CHECK(text == "a");
  CHECK(whole == -7);
  CHECK(number == 2.5);
  CHECK(many == std::vector<std::string>{"x", "y"});
  CHECK(by == By::owner);
}

TEST_CASE("a value that does not fit leaves the field alone and names the option") {
  Syntax syntax;
  int whole = 3;
  std::optional<double> number;
  std::optional<By> by;
  for (const char* text : {"", "x", "1.5", "7x", "99999999999", " 1"}) {
    const Status status = syntax.value(whole, "last", "N", "").store(text);
    REQUIRE(!status);
    CHECK(status.error().kind == ErrorKind::usage);
    CHECK(status.error().what == "--last: '" + std::string(text) + "' is not a whole number");
  }
  CHECK(!syntax.value(number, "high", "N", "").store("nan"));
  CHECK(!syntax.choice(by, "by", bys, "").store("taem"));
  CHECK(whole == 3);
  CHECK(!number);
  CHECK(!by);
}

TEST_CASE("a wrong choice is answered with the nearest and with all of them") {
  Syntax syntax;
  By by = By::team;
  const Status status = syntax.choice(by, "by", bys, "").store("onwer");
  REQUIRE(!status);
  CHECK(status.error().what == "--by cannot be 'onwer'");
  CHECK(status.error().hint == "did you mean 'owner'?\none of team|owner");
}

TEST_CASE("what is declared is what the documents read") {
  Syntax syntax;
  bool due = false;
  std::string file;
  std::optional<std::string> id;
  std::vector<std::string> ids;
  syntax.flag(due, "due", "only what is due").letter('d');
  syntax.value(file, "into", "FILE", "where to").completes(Completes::file);
  syntax.argument(file, "CYCLE", "which");
  syntax.argument(id, "ID", "which");
  syntax.argument(ids, "MORE", "which").required();
  REQUIRE(syntax.option("due") != nullptr);
  CHECK(syntax.option('d') == syntax.option("due"));
  CHECK(syntax.option("dew") == nullptr);
  CHECK(syntax.option('x') == nullptr);
  CHECK(syntax.option("due")->doc().flag);
  CHECK(syntax.option("due")->value_name().empty());
  CHECK(syntax.option("into")->value_name() == "FILE");
  CHECK(syntax.option("into")->doc().completes == Completes::file);
  REQUIRE(syntax.arguments().size() == 3);
  CHECK(syntax.arguments()[0].doc().required);
  CHECK(!syntax.arguments()[1].doc().required);
  CHECK(syntax.arguments()[2].doc().repeats);
  CHECK(syntax.arguments()[2].doc().required);
  CHECK(syntax.arguments()[0].label() == "CYCLE");
}

TEST_CASE("choices without a metavar stand for themselves") {
  Syntax syntax;
  By by = By::team;
  std::string word;
  CHECK(syntax.choice(by, "by", bys, "").value_name() == "team|owner");
  CHECK(syntax.value(word, "what", "WORD", "").one_of({{"a"}, {"b"}}).value_name() == "WORD");
}

}  // namespace syntax_test
