// SPDX-License-Identifier: MIT
// The quick way through plain TOML gives the tree that the parser gives, and steps aside for what is not plain.
#include "store/toml.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"
#include "same_tree.hpp"

namespace plain_test {

using namespace okr::store;

namespace {

bool is_utf8_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && okr::is_valid_utf8(text);
}

/// Files of a workspace, as people and okr write them.
const std::vector<std::string> seeds = {
    "# a check-in\ndate = 2026-08-17\nat = 18:40:00\nby = \"ana\"\nnote = \"\"\"\nTwo lines,\nand one.\n\"\"\"\n"
    "wins = [\"31 users\"]\n\nship.users   = { value = 131, confidence = 6 }\nship.release = { value = [] }  # none\n",
    "[cycle]\nparent = \"2026\"\n\n[ship]\ntitle = \"People use it – weekly\"\nweight = 2\n\n[ship.users]\nbaseline = "
    "-4.5\n"
    "steps = [\n  { title = \"beta\", due = 2026-08-31 },  # soon\n  \"1.0.0\",\n]\n[fit]\ntitle = "
    "'Run'\n[ship.km]\nmax = +3\n",
    "title = \"Sleep\"\r\nevery = \"week\"\r\n[readings]\r\n2026-08-03 = 7.5\r\n2026-08-10 = [1, 2]\r\n2026-W33 = "
    "-0.0\r\n",
    "a.b.c = true\na.b.d = false\n\"k e\" = 1\n[x.y.z]\nv = 1\n[x.y.w]\nv = [[1, 2], [], {}]\n",
};

const std::vector<std::string> tokens = {
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "\\",
    "0",
    "_",
    "e5",
    "inf",
    "18:40",
    "2026-02-30",
    "T10:00:00",
    "a",
    "[a]\n",
    "[a.b]",
    "a.b = 1\n",
    "a = { b = 1 }",
    "x = 1,\n",
    "<<<<<<<",
    "\n=======\n",
    "\x7F",
    "\xC3\xA4",
    "\xE2\x80\xA8",
    "\xC2\x85",
    "\xEF\xBB\xBF",
    "[ship]\n",
    "[cycle]\n",
    "1234567890123456789",
};

std::string mutated(std::string text) {
  for (int change = *rc::gen::inRange(0, 4); change > 0; --change) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size()) + 1));
    const auto length = static_cast<std::size_t>(*rc::gen::inRange(0, 30));
    switch (*rc::gen::inRange(0, 4)) {
      case 0: text.erase(at, length % 3 + 1); break;
      case 1: text.insert(at, *rc::gen::elementOf(seeds), 0, length); break;
      default: text.insert(at, *rc::gen::elementOf(tokens)); break;
    }
  }
  return text;
}

}  // namespace

TEST_CASE("plain: what people and okr write is read the quick way, as the parser reads it") {
  for (const std::string& text : seeds) {
    CAPTURE(text);
    CHECK(read_plain(text).has_value());
    CHECK(okr_test::difference_of_trees(text) == "");
  }
  for (const char* text :
       {"",
        "\xEF\xBB\xBF"
        "a = 1\n",
        "a = 1", "a=1 # \xC3\xA4\n", "  a = ''  \r\n", "[a] # x\n[a.b]\n[a.c]\n", "a = [ # x\n\n 1 ,\n # y\n]\n",
        "a = \"\"\"\"\"\"\n", "[\"a b\".c]\nd = { \"e f\" = 2026-08-17 }\n", "z = 1\na = 2\nm = 3\n",
        "a = 123456789012345678\n"}) {
    CAPTURE(text);
    CHECK(read_plain(text).has_value());
    CHECK(okr_test::difference_of_trees(text) == "");
  }
}

TEST_CASE("plain: what is not plain is the parser's") {
  for (const char* text : {"a",
                           "a =",
                           "= 1",
                           "a = 1 2",
                           "a = 1\na = 2",
                           "[a]\n[a]",
                           "[a.b]\n[a]",
                           "a.b = 1\n[a]",
                           "a = {}\n[a.b]",
                           "[[a]]",
                           "a = 'b",
                           "a = \"\\t\"",
                           "a = \"\"\"x\\\n\"\"\"",
                           "a = '''x'''",
                           "a = \"\"\"x\"\"\"\"",
                           "a = \"\"\"\ny\n======= x\n\"\"\"",
                           "a = \"x\r\n\"",
                           "a = \"\"\"x\r\n\"\"\"",
                           "a = \"\x01\"",
                           "# \x7F",
                           "# \xE2\x80\xA8",
                           "a = 01",
                           "a = 1_0",
                           "a = 1e3",
                           "a = 1.",
                           "a = .5",
                           "a = 0x1",
                           "a = nan",
                           "a = +inf",
                           "a = 1234567890123456789",
                           "a = 2026-02-30",
                           "a = 2026-08-17T10:00:00",
                           "a = 2026-08-17 10:00:00",
                           "a = 25:00:00",
                           "a = 18:40",
                           "a = 18:40:00.5",
                           "a = truex",
                           "a = [1 2]",
                           "a = [,]",
                           "a = [1",
                           "a = { b = 1, }",
                           "a = { b = 1",
                           "a = { b.c = 1 }",
                           "a = { b = 1, b = 2 }",
                           "a = {\n}",
                           "a . b = 1",
                           "[ a ]",
                           "[a]b = 1",
                           "a = 1\rb = 2",
                           "<<<<<<< a"}) {
    CAPTURE(text);
    CHECK_FALSE(read_plain(text).has_value());
  }
}

TEST_CASE("plain: many keys in any order are all found, and one given twice is not plain") {
  std::string rising, falling;
  for (int i = 0; i < 200; ++i) {
    rising += "k" + std::to_string(1000 + i) + " = 1\n";
    falling += "k" + std::to_string(2000 - i) + " = 1\n";
  }
  CHECK(read_plain(rising).has_value());
  CHECK(okr_test::difference_of_trees(rising) == "");
  CHECK_FALSE(read_plain(rising + "k1005 = 1\n").has_value());
  CHECK(okr_test::difference_of_trees(falling) == "");
  CHECK(Document::parse(falling).has_value());
}

TEST_CASE("plain: the tree of any text is the parser's") {
  CHECK(rc::check("files of a workspace, with something else in them", [] {
    const std::string text = mutated(*rc::gen::elementOf(seeds));
    RC_PRE(is_utf8_text(text));
    RC_TAG(read_plain(text).has_value() ? "plain" : "not plain");
    RC_ASSERT(okr_test::difference_of_trees(text) == "");
  }));
  std::size_t plain = 0;
  for (const char* part : {"valid", "invalid"})
    for (const std::string& file : okr_test::corpus_files(part)) {
      CAPTURE(file);
      const std::string text = okr_test::file_content(file);
      if (!is_utf8_text(text)) continue;
      CHECK(okr_test::difference_of_trees(text) == "");
      CHECK(okr_test::difference_of_trees(seeds.front() + text) == "");
      if (read_plain(text)) ++plain;
    }
  CHECK(plain > 50);  // of the valid ones: else nothing was compared
}

}  // namespace plain_test
