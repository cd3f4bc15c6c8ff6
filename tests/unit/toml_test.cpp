// SPDX-License-Identifier: MIT
// The tree of a text and the place of each part; and what is said of a text that is no TOML.
#include "store/toml.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "print.hpp"

namespace toml_test {

using namespace okr;
using namespace okr::store;

namespace {

Document parsed(std::string text) {
  auto document = Document::parse(std::move(text));
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  return std::move(*document);
}

SyntaxFault refused(std::string text) {
  const auto document = Document::parse(std::move(text));
  REQUIRE_FALSE(document.has_value());
  return document.error();
}

std::vector<std::string> keys(const Document& document, const Node& table) {
  std::vector<std::string> found;
  for (const Node& child : document.children(table)) found.emplace_back(child.key());
  return found;
}

const Node& at(const Document& document, std::vector<std::string> path) {
  const Node* node = document.find(path);
  REQUIRE(node != nullptr);
  return *node;
}

}  // namespace

TEST_CASE("toml: children stand in the order of the text, not of the alphabet") {
  const auto document = parsed("zebra = 1\nant = 2\n[mole]\n[bee]\n[mole.x]\n");
  CHECK(keys(document, document.root()) == std::vector<std::string>{"zebra", "ant", "mole", "bee"});
}

TEST_CASE("toml: a value's payload, kind and bytes") {
  const auto document = parsed(
      "i = -1_000\nn = 2.5\nb = true\nd = 2026-08-17\nt = 18:40:00\nm = 2026-08-17 18:40\ns = 'C:\\x'\ne = "
      "\"a\\tb\"\n");
  CHECK(at(document, {"i"}).integer() == -1000);
  CHECK(document.text(at(document, {"i"}).value_span()) == "-1_000");
  CHECK(at(document, {"n"}).number() == 2.5);
  CHECK(at(document, {"b"}).boolean());
  CHECK(at(document, {"d"}).date() == make_date(2026, 8, 17));
  CHECK(at(document, {"t"}).kind() == NodeKind::time);
  CHECK(at(document, {"t"}).second_of_day() == 18 * 3600 + 40 * 60);
  CHECK(at(document, {"m"}).kind() == NodeKind::date_time);
  CHECK(at(document, {"s"}).string() == "C:\\x");
  CHECK(at(document, {"e"}).string() == "a\tb");
  CHECK(document.text(at(document, {"e"}).value_span()) == "\"a\\tb\"");
}

TEST_CASE("toml: every way to write a table is told apart") {
  const auto document =
      parsed("ship.users = 14\ninline = { a = 1, b.c = 2 }\n[head]\n[up.down]\n[[list]]\nx = 1\n[[list]]\n");
  CHECK(document.root().form() == TableForm::root);
  CHECK(at(document, {"ship"}).form() == TableForm::dotted);
  CHECK(at(document, {"ship", "users"}).integer() == 14);
  CHECK(at(document, {"inline"}).form() == TableForm::inline_table);
  CHECK(at(document, {"inline", "b"}).form() == TableForm::dotted);
  CHECK(at(document, {"head"}).form() == TableForm::header);
  CHECK(at(document, {"up"}).form() == TableForm::implicit);
  CHECK(at(document, {"up", "down"}).form() == TableForm::header);
  const Node& list = at(document, {"list"});
  CHECK(list.is_array_of_headers());
  REQUIRE(list.child_count() == 2);
  CHECK(document.children(list)[0].form() == TableForm::array_element);
  CHECK(document.text(document.children(list)[1].value_span()) == "[[list]]");
}

TEST_CASE("toml: a heading that comes after its sub-heading has its own key span") {
  const auto document = parsed("[a.b]\n[a]\nx = 1\n");
  const Node& table = at(document, {"a"});
  CHECK(table.form() == TableForm::header);
  CHECK(table.key_span() == Span{7, 8});
  CHECK(document.text(table.value_span()) == "[a]");
}

TEST_CASE("toml: places count characters, and a byte order mark and CRLF do not shift them") {
  const auto document =
      parsed("\xEF\xBB\xBFname = \"\xC3\xA4\xE2\x82\xAC\" # \xC3\xB6\r\n\tx = {y=\"\xC3\xBC\", z = 7}\r\n");
  CHECK(document.text(at(document, {"name"}).value_span()) == "\"\xC3\xA4\xE2\x82\xAC\"");
  const Node& z = at(document, {"x", "z"});
  CHECK(document.text(z.value_span()) == "7");
  CHECK(document.place(z.key_span().begin) == LineColumn{2, 14});
  CHECK(document.line_text(1) == "name = \"\xC3\xA4\xE2\x82\xAC\" # \xC3\xB6");
  CHECK(document.line_text(2) == "\tx = {y=\"\xC3\xBC\", z = 7}");
  CHECK(document.place(3) == LineColumn{1, 1});
}

TEST_CASE("toml: every key span holds its key and every value span reads back alone") {
  const auto document = parsed("'a b' = [1, [2, {c = 3}]]\n\"d\\u0065\".f = '''x\ny'''\n");
  CHECK(document.text(at(document, {"a b"}).key_span()) == "'a b'");
  CHECK(document.text(at(document, {"de", "f"}).value_span()) == "'''x\ny'''");
  CHECK(at(document, {"de", "f"}).string() == "x\ny");
}

TEST_CASE("toml: a document can be moved and keeps its texts") {
  auto document = parsed("a = 'x'");
  const Node& node = at(document, {"a"});
  const Document moved = std::move(document);
  CHECK(node.string() == "x");
  CHECK(moved.find(moved.root(), "a") == &node);
}

TEST_CASE("toml: a key given twice is named with the place of the first") {
  const auto fault = refused("[ship]\ntarget = 1\nunit = 'x'\ntarget = 2\n");
  CHECK(fault.message == "'target' is given twice");
  CHECK(fault.hint == "the first is in line 2: keep one of them");
  CHECK(fault.place == LineColumn{4, 1});
  CHECK(fault.source_line == "target = 2");
  CHECK(fault.code == SyntaxCode::syntax);
}

TEST_CASE("toml: a heading given twice, and a heading over a value") {
  CHECK(refused("[a]\n[b]\n[a]\n").message == "the heading [a] is given twice");
  const auto fault = refused("ship = 1\n[ship]\n");
  CHECK(fault.message == "[ship] does not fit what line 1 says");
}

TEST_CASE("toml: conflict markers are E002 with the way out") {
  for (const std::string marker : {"<<<<<<< HEAD", "=======", ">>>>>>> theirs", "||||||| base"}) {
    const auto fault = refused("a = 1\n" + marker + "\nb = 2\n");
    CHECK(fault.code == SyntaxCode::conflict);
    CHECK(fault.place == LineColumn{2, 1});
    CHECK(fault.hint.find("<<<<<<<") != std::string::npos);
  }
  CHECK(refused("steps = [\n  'a',\n<<<<<<< HEAD\n  'b',\n=======\n]\n").code == SyntaxCode::conflict);
  CHECK(parsed("note = '''\n<<<<<<< HEAD\n=======\n'''\n").root().child_count() == 1);
}

TEST_CASE("toml: conflict markers inside a text of several lines are E002, a line of prose is none") {
  for (const std::string quotes : {"'''", "\"\"\""})
    for (const std::string end : {"\n", "\r\n"}) {
      const auto fault = refused("note = " + quotes + end + "<<<<<<< HEAD" + end + "ours" + end + "=======" + end +
                                 "theirs" + end + ">>>>>>> b" + end + quotes + end);
      CHECK(fault.code == SyntaxCode::conflict);
      CHECK(fault.place == LineColumn{2, 1});
    }
  CHECK(refused("a = '''\n<<<<<<< HEAD\n'''\nb = '''\n=======\n>>>>>>> b\n'''\n").code == SyntaxCode::conflict);
  CHECK(parsed("note = '''\nA title\n=======\n'''\n").root().child_count() == 1);
  CHECK(parsed("note = '''\n>>>>>>> b\n=======\n<<<<<<< HEAD\n'''\n").root().child_count() == 1);
  CHECK(parsed("note = '''\n- <<<<<<< HEAD\n=======\n>>>>>>> b\n'''\n").root().child_count() == 1);
}

TEST_CASE("toml: limits are E003: parts of a key, depth of brackets, size") {
  std::string key = "a";
  for (int part = 1; part < 128; ++part) key += ".a";
  CHECK(Document::parse(key + " = 1").has_value());
  CHECK(refused(key + ".a = 1").code == SyntaxCode::limit);
  std::string huge = "a";
  for (int part = 0; part < 100000; ++part) huge += ".a";
  CHECK(refused(huge + " = 1").code == SyntaxCode::limit);
  CHECK(refused("[" + huge + "]").code == SyntaxCode::limit);
  CHECK(Document::parse("a = " + std::string(128, '[') + std::string(128, ']')).has_value());
  CHECK(refused("a = " + std::string(129, '[') + std::string(129, ']')).code == SyntaxCode::limit);
  CHECK(refused(std::string(largest_file + 1, ' ')).code == SyntaxCode::limit);
}

TEST_CASE("toml: dotted keys between braces count towards the depth") {
  std::string text = "a = ";
  for (int level = 0; level < 3; ++level) {
    text += "{a";
    for (int part = 1; part < 60; ++part) text += ".a";
    text += " = ";
  }
  CHECK(refused(text + "{ }}}}").code == SyntaxCode::limit);
}

TEST_CASE("toml: what makes the parser of the distribution assert is an error") {
  for (const std::string text :
       {"[.]", "[..]", "[", "[[", "[ ]", "[a.]", "a.", ".", "=", "[a", "a = ", "a", "\"", "'"}) {
    CAPTURE(text);
    CHECK(refused(text).code == SyntaxCode::syntax);
  }
}

TEST_CASE("toml: characters outside ASCII stand only in quotes and comments") {
  const auto fault = refused("a = 1\n\xCE\xBC = 1\n");
  CHECK(fault.message == "'\xCE\xBC' needs quotes in a key");
  CHECK(fault.place == LineColumn{2, 1});
  CHECK(parsed("\"\xCE\xBC\" = '\xCE\xBC' # \xCE\xBC\n").root().child_count() == 1);
  refused("a = \xCE\xBC\n");
  refused("a = 1\xCE\xBC\n");
  refused("a\xCE\xBC = 1\n");
  refused("a = [1, \xCE\xBC]\n");
}

TEST_CASE("toml: a line-ending backslash swallows blanks of ASCII only, and any letter may follow") {
  for (const std::string letter :
       {"\xC3\xA4", "\xD0\x96", "\xE4\xB8\xAD", "\xC2\xA0", "\xE3\x80\x80", "\xF0\x9F\x8E\x89"}) {
    CAPTURE(letter);
    const auto document = parsed("note = \"\"\"one \\\n \t" + letter + " two\"\"\"\n");
    CHECK(at(document, {"note"}).string() == "one " + letter + " two");
    CHECK(refused("note = \"\"\"\\" + letter + "\"\"\"\n").message == "a backslash escape that does not exist");
  }
}

TEST_CASE("toml: bytes that are no text") {
  CHECK(refused(std::string("a = 1\0\n", 7)).message == "a zero byte");
  CHECK(refused("a = '\xFF'\n").place == LineColumn{1, 6});
  CHECK(refused("\xFF\xFE"
                "a")
            .message == "the file is UTF-16");
}

TEST_CASE("toml: everyday slips say what to write") {
  CHECK(refused("target = 1,5\n").hint == "1.5, not 1,5");
  CHECK(refused("a = 28%\n").message == "a number stands alone");
  CHECK(refused("a = True\n").hint == "write true");
  CHECK(refused("title = Weekly users\n").message == "'Weekly' is no value");
  CHECK(refused("due = 2026-02-30\n").message == "'2026-02-30' is no date");
  CHECK(refused("due = 2026-02-10T:00\n").place == LineColumn{1, 7});
  CHECK(refused("due = 2026-02-10T:00\n").message == "'2026-02-10T:00' is no date");
  CHECK(refused("a = 1_\n").hint == "an underscore stands between two digits: 1_000");
  CHECK(refused("due =\n").message == "a value is missing behind '='");
  CHECK(refused("a = [1, 2\nb = 3\n").message == "a comma or ']' is missing in the list");
  CHECK(refused("a = [1, 2\n").place == LineColumn{1, 5});
  CHECK(refused("a = \"x\nb = 1\n").message == "the text that begins here has no closing \" on its line");
  CHECK(refused("a = \"\\q\"\n").message == "a backslash escape that does not exist");
}

TEST_CASE("toml: any text whatever gives a tree or a fault, never an abort") {
  CHECK(rc::check("soup of TOML's own characters", [] {
    const auto soup = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("[]{}..==,,\"\"''''''#\n\n\r\t  ab01-+_:eTZ\\xu\xC3\xA4\xEF\xBB\xBF")));
    const auto document = Document::parse(soup);
    if (!document) RC_ASSERT(!document.error().message.empty());
    if (!document) RC_ASSERT(document.error().span.begin <= soup.size());
  }));
}

TEST_CASE("a place is the same whichever line it was looked for at first") {
  const auto document = Document::parse("a = 1\n\nb = 'ä'\nc = 2\n\n\n\nd = 3\ne = 4\n");
  REQUIRE(document.has_value());
  for (std::uint32_t offset = 0; offset <= document->text().size() + 2; ++offset)
    for (std::uint32_t near = 0; near < 15; ++near) CHECK(document->place(offset, near) == document->place(offset));
}

}  // namespace toml_test
