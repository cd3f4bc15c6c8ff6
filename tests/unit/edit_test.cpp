// SPDX-License-Identifier: MIT
// Edits of TOML change the bytes they are about, in the layout of the file, and nothing else.
#include "okr/store/edit.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/try.hpp"
#include "okr/store/toml_text.hpp"
#include "print.hpp"
#include "store/edit/proof.hpp"

namespace edit_test {

using namespace okr;
using namespace okr::store;

namespace {

KeyPath path_in(std::string_view text, std::uint32_t line, std::uint32_t column) {
  return path_at(text, line, column).value_or(KeyPath{"nothing"});
}

std::string edited(const Result<std::string>& result) {
  REQUIRE_MESSAGE(result.has_value(), result.error().what);
  return *result;
}

Result<std::string> set_value_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                 std::string_view value) {
  TRY_ASSIGN(auto placed, PlacedText::open(text));
  if (!placed.set_value_at(line, column, value)) return data_failure("no value there");
  return placed.whole();
}

Result<std::string> rename_key_at(std::string_view text, std::uint32_t line, std::uint32_t column,
                                  std::string_view key) {
  TRY_ASSIGN(auto placed, PlacedText::open(text));
  if (!placed.rename_key_at(line, column, key)) return data_failure("no key there");
  return placed.whole();
}

Error refused(const Result<std::string>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

constexpr std::string_view cycle = R"([cycle]
title = "Ship it"

# ---- ship
[ship]
title  = "People use it"   # every week
weight = 2

[ship.users]
title    = "Weekly users"
baseline = 0
target   = 400             # by October

[ship.startup]
target = 10

[fit]
title = "Healthy"
)";

}  // namespace

TEST_CASE("edit: setting a value changes its bytes only") {
  const auto after = edited(set_value(cycle, {"ship", "users", "target"}, "450"));
  std::string expected(cycle);
  expected.replace(expected.find("400"), 3, "450");
  CHECK(after == expected);
  CHECK(edited(set_value(after, {"ship", "users", "target"}, "400")) == cycle);
}

TEST_CASE("edit: a new key goes behind the table's last, aligned as its siblings") {
  const auto after = edited(add_key(cycle, {"ship", "users"}, "unit", "\"users\""));
  CHECK(after.find("target   = 400             # by October\nunit     = \"users\"\n\n[ship.startup]") != after.npos);
  CHECK(edited(remove_key(after, {"ship", "users", "unit"})) == cycle);
  const auto plain = edited(add_key(cycle, {"ship", "startup"}, "baseline", "40"));
  CHECK(plain.find("target = 10\nbaseline = 40\n\n[fit]") != plain.npos);
  const auto longer = edited(add_key(cycle, {"ship", "users"}, "depends-on", "[]"));
  CHECK(longer.find("\ndepends-on = []\n") != longer.npos);
}

TEST_CASE("edit: a new key stands where the table's form wants it") {
  CHECK(edited(add_key("a = { x = 1 } # c\n", {"a"}, "y", "2")) == "a = { x = 1, y = 2 } # c\n");
  CHECK(edited(add_key("a = {}\n", {"a"}, "y", "2")) == "a = { y = 2 }\n");
  CHECK(edited(add_key("ship.users = 14\nb = 1\n", {"ship"}, "runs", "2")) ==
        "ship.users = 14\nship.runs = 2\nb = 1\n");
  CHECK(edited(add_key("x = { a.b = 1, c = 2 }\n", {"x", "a"}, "d", "3")) == "x = { a.b = 1, c = 2, a.d = 3 }\n");
  CHECK(edited(add_key("[a.b]\nx = 1\n", {"a"}, "y", "2")) == "[a.b]\nx = 1\n\n[a]\ny = 2\n");
  CHECK(edited(add_key("[a]\n[b]\n", {"a"}, "y", "2")) == "[a]\ny = 2\n[b]\n");
  CHECK(edited(add_key("", {}, "y", "2")) == "y = 2\n");
  CHECK(edited(add_key("# about\n\n# a\n[a]\n", {}, "y", "2")) == "# about\n\ny = 2\n# a\n[a]\n");
  CHECK(edited(add_key("# about\n[a]\n", {}, "y", "2")) == "# about\ny = 2\n[a]\n");
  CHECK(edited(add_key("a.b.c = 1\n", {"a", "b"}, "two words", "2")) == "a.b.c = 1\na.b.\"two words\" = 2\n");
}

TEST_CASE("edit: line endings, the mark, tabs and a missing last newline stay") {
  const std::string text = "\xEF\xBB\xBF[a]\r\n\tx = 1";
  const auto after = edited(add_key(text, {"a"}, "y", "2"));
  CHECK(after == text + "\r\n\ty = 2");
  CHECK(edited(remove_key(after, {"a", "y"})) == text);
  const auto note = edited(set_value("n = 'x'\r\n", {"n"}, toml_string("one\ntwo")));
  CHECK(note == "n = \"\"\"\r\none\r\ntwo\"\"\"\r\n");
}

TEST_CASE("texts: a control character behind ASCII is written as an escape") {
  CHECK(toml_string("a\xC2\x9B"
                    "31m\xC2\xA0\xC3\x9F") == "\"a\\u009B31m\xC2\xA0\xC3\x9F\"");
  CHECK(toml_line_string("\xC2\x80\xC2") == "\"\\u0080\xC2\"");
}

TEST_CASE("texts: an inline table of what is there") {
  InlineTable table;
  CHECK(table.text() == "{}");
  table.add("value", toml_number(3));
  table.add("note", toml_line_string("late"));
  CHECK(table.text() == "{ value = 3, note = \"late\" }");
}

TEST_CASE("edit: removing a key takes its line and comment, or its item and comma") {
  CHECK(edited(remove_key("a = 1\nb = 2 # gone\nc = 3\n", {"b"})) == "a = 1\nc = 3\n");
  CHECK(edited(remove_key("a = { x = 1, y = 2, z = 3 }\n", {"a", "x"})) == "a = { y = 2, z = 3 }\n");
  CHECK(edited(remove_key("a = { x = 1, y = 2, z = 3 }\n", {"a", "z"})) == "a = { x = 1, y = 2 }\n");
  CHECK(edited(remove_key("a = { x = 1 }\n", {"a", "x"})) == "a = {}\n");
  CHECK(edited(remove_key("a = [\n 1,\n]\nb = 2\n", {"a"})) == "b = 2\n");
  CHECK(edited(remove_key("a = 1", {"a"})).empty());
}

TEST_CASE("edit: a rename reaches every heading and dotted key, and nothing that only looks alike") {
  const std::string text =
      "[ship]\nship = 1\n[ship.users]\nx = 1\n[ \"ship\" . runs ]\n[other]\nship.users = 2\n[[ship.list]]\nship = 3\n";
  const auto after = edited(rename_key(text, {"ship"}, "boat"));
  CHECK(
      after ==
      "[boat]\nship = 1\n[boat.users]\nx = 1\n[ \"boat\" . runs ]\n[other]\nship.users = 2\n[[boat.list]]\nship = 3\n");
  CHECK(edited(rename_key(after, {"boat"}, "ship")) == text);
  CHECK(edited(rename_key("a.x = 1\nb = {x = 2}\na.y = 3\n", {"a"}, "c d")) ==
        "\"c d\".x = 1\nb = {x = 2}\n\"c d\".y = 3\n");
  CHECK(refused(rename_key("a = 1\nb = 2\n", {"a"}, "b")).kind == ErrorKind::data);
}

TEST_CASE("edit: a key result goes behind its objective's last, an objective to the end") {
  const auto key_result = edited(add_table(cycle, {"ship", "runs"}, "target = 5\n"));
  CHECK(key_result.find("[ship.startup]\ntarget = 10\n\n[ship.runs]\ntarget = 5\n\n[fit]") != key_result.npos);
  CHECK(edited(remove_table(key_result, {"ship", "runs"})) == cycle);
  const auto objective = edited(add_table(cycle, {"read"}, "title = \"Read\""));
  CHECK(objective == std::string(cycle) + "\n[read]\ntitle = \"Read\"\n");
  CHECK(edited(remove_table(objective, {"read"})) == cycle);
  CHECK(edited(add_table("x = 1\r\n", {"a"}, "y = 2\nz = 3\n")) == "x = 1\r\n\r\n[a]\r\ny = 2\r\nz = 3\r\n");
  CHECK(edited(add_table("[a]\r\n", {"a", "b"}, "y = 2\nz = 3\n")) == "[a]\r\n\r\n[a.b]\r\ny = 2\r\nz = 3\r\n");
  CHECK(edited(add_table("", {"a"}, "")) == "[a]\n");
  CHECK(edited(add_table("[a]\nx = 1\n# of a\n# too\n\n# of b\n[b]\n", {"a", "c"}, "y = 2")) ==
        "[a]\nx = 1\n# of a\n# too\n\n[a.c]\ny = 2\n\n# of b\n[b]\n");
  CHECK(edited(add_table("[a]\nx = 1\n# of b\n[b]\n", {"a", "c"}, "y = 2")) ==
        "[a]\nx = 1\n\n[a.c]\ny = 2\n# of b\n[b]\n");
  CHECK(edited(add_table("x = 1", {"a"}, "y = 2")) == "x = 1\n\n[a]\ny = 2");
  CHECK(refused(add_table(cycle, {"ship"}, "")).what == "ship is there already");
}

TEST_CASE("edit: lines that would open another table are refused") {
  CHECK(refused(add_table("a = 1\n", {"b"}, "x = 1\n[c]\ny = 2")).what.find("something else") != std::string::npos);
  CHECK(refused(set_value("a = 1\n", {"a"}, "1\nb = 2")).kind == ErrorKind::usage);
  CHECK(refused(set_value("a = 1\n", {"a"}, "1 # x")).kind == ErrorKind::usage);
  CHECK(refused(set_value("a = 1\n", {"a"}, "")).kind == ErrorKind::usage);
}

Result<std::string> put_reading(std::string_view text, std::string key, double value) {
  const ReadingEdit edit{std::move(key), value};
  return put_readings(text, {&edit, 1});
}

TEST_CASE("edit: a reading goes behind the last earlier one, in the readings' own layout") {
  const std::string text = "unit = 'x'\n[readings]\n2026-07-05   = 61\n2026-07-12   = 60 # low\n2026-07-26   = 63\n";
  const auto middle = edited(put_reading(text, "2026-07-19", 62));
  CHECK(middle.find("= 60 # low\n2026-07-19   = 62\n2026-07-26") != middle.npos);
  CHECK(edited(remove_key(middle, {"readings", "2026-07-19"})) == text);
  CHECK(edited(put_reading(text, "2026-08-02", 62)) == text + "2026-08-02   = 62\n");
  const auto first = edited(put_reading(text, "2026-W26", 62));
  CHECK(first.find("[readings]\n2026-W26     = 62\n2026-07-05") != first.npos);
  CHECK(edited(put_reading("unit = 'x'\n", "2026-08-02", 1)) == "unit = 'x'\n\n[readings]\n2026-08-02 = 1\n");
  CHECK(edited(put_reading("[readings]\n[x-a]\n", "2026", 1)) == "[readings]\n2026 = 1\n[x-a]\n");
  CHECK(edited(put_reading(text, "2026-07-12", 1)).find("2026-07-12   = 1 # low\n") != text.npos);
  CHECK(refused(put_reading(text, "soon", 1)).kind == ErrorKind::usage);
}

TEST_CASE("edit: a value with lines of its own kind of ends comes back as it was") {
  const std::string text = "a = 1\r\nt = [0,\n  2, # d\r\n]\r\n";
  const auto old = edited(value_text(text, {"t"}));
  CHECK(edited(set_value(edited(set_value(text, {"t"}, "1")), {"t"}, old)) == text);
  CHECK(edited(set_value("a = 1\r\n", {"a"}, "[\n  1,\n]")) == "a = [\r\n  1,\r\n]\r\n");
}

TEST_CASE("edit: a reading of a complete period says so, and a proof finds it") {
  const ReadingEdit edits[] = {{.key = "2026-W33", .value = 57, .final = true},
                               {.key = "2026-W34", .value = 3, .note = "cold", .more = {4}, .final = true}};
  CHECK(edited(put_readings("[readings]\n2026-08-09 = 1\n", edits)) ==
        "[readings]\n2026-08-09 = 1\n2026-W33 = { value = 57, final = true }\n"
        "2026-W34 = { value = [3, 4], note = \"cold\", final = true }\n");
}

TEST_CASE("edit: tables, lists and texts of several lines are read out on one line, in the order of the file") {
  const auto texts = ValueTexts::read(
      "[result]\nnote = \"\"\"\nOne \"a\".\nTwo.\n\"\"\"\nclosed = 2026-07-03  # a Friday\n"
      "[result.kr]\nz.b = { value = 1 }\nz.a = [\n  1,  # one\n  0x10,\n]\na.a = 'C:\\x'\n[[changes]]\non = "
      "1\n[[changes]]\non = 2\n");
  REQUIRE(texts);
  CHECK(edited(texts->on_one_line({"result"})) ==
        R"({ note = "One \"a\".\nTwo.\n", closed = 2026-07-03, )"
        R"(kr = { z = { b = { value = 1 }, a = [1, 0x10] }, a = { a = "C:\\x" } } })");
  CHECK(edited(texts->on_one_line({"changes"})) == "[{ on = 1 }, { on = 2 }]");
  CHECK(refused(texts->on_one_line({"result", "kr", "y"})).kind == ErrorKind::data);
  CHECK(edited(store::on_one_line("[ 1,\n 'x' ]")) == R"([1, "x"])");
  CHECK(refused(store::on_one_line("1\nb = 2")).kind == ErrorKind::usage);
}

TEST_CASE("edit: a period of readings is dated its last day") {
  const std::string text = "[readings]\n2026-07-31 = 1\n2026-08-01 = 2\n";
  CHECK(edited(put_reading(text, "2026-07", 3)) == "[readings]\n2026-07-31 = 1\n2026-07 = 3\n2026-08-01 = 2\n");
}

TEST_CASE("edit: a list grows in its own layout and shrinks back to its bytes") {
  const std::vector<std::pair<std::string, std::string>> pairs{
      {"a = [1, 2]\n", "a = [1, 2, 9]\n"},
      {"a = [1,2]\n", "a = [1,2,9]\n"},
      {"a = [1, 2,]\n", "a = [1, 2, 9,]\n"},
      {"a = []\n", "a = [9]\n"},
      {"a = [ ]\n", "a = [9 ]\n"},
      {"a = [ 1 ] # c\n", "a = [ 1, 9 ] # c\n"},
      {"a = [\n  1,  # one\n  2   # two\n]\n", "a = [\n  1,  # one\n  2,   # two\n  9\n]\n"},
      {"a = [\n\t1,\r\n\t2, # two\r\n]\r\n", "a = [\n\t1,\r\n\t2, # two\r\n\t9,\r\n]\r\n"},
      {"a = [\n  1,\n  2]\n", "a = [\n  1,\n  2,\n  9]\n"},
      {"a = [\n  1,\n  2, ]\n", "a = [\n  1,\n  2,\n  9, ]\n"},
      {"a = [\n  1\n  # end\n  ,\n]\n", "a = [\n  1\n  # end\n  ,\n  9,\n]\n"},
      {"a = [\n]\n", "a = [9\n]\n"},
  };
  for (const auto& pair : pairs) {
    CAPTURE(pair.first);
    CHECK(edited(append_to_array(pair.first, {"a"}, "9")) == pair.second);
    CHECK(edited(drop_last_of_array(pair.second, {"a"})) == pair.first);
  }
  CHECK(refused(append_to_array("a = 1\n", {"a"}, "9")).what == "a is no list");
  CHECK(refused(append_to_array("[[a]]\n", {"a"}, "9")).what == "a is no list");
}

TEST_CASE("edit: what is not there, and a file that cannot be read, are errors of kind data") {
  CHECK(refused(set_value(cycle, {"ship", "none"}, "1")).what == "there is no ship.none in the file");
  CHECK(refused(set_value(cycle, {"ship"}, "1")).what == "ship is a table of its own, not a value");
  CHECK(refused(set_value("a = \n", {"a"}, "1")).what == "line 1: a value is missing behind '='");
  CHECK(refused(add_key("[[a]]\n", {"a"}, "x", "1")).what == "a is no table");
  CHECK(refused(add_key("a = 1\n", {}, "a", "1")).what == "a is there already");
}

TEST_CASE("edit: the proof sees any other difference") {
  const auto before = Document::parse("a = 1\n[t]\nx = 1\ny = 'z'\n");
  const auto value = Document::parse("v = 2\n");
  REQUIRE(before.has_value());
  const Intent intent{EditKind::changed, {"t", "x"}, &*value, &value->children(value->root()).front()};
  const auto proves_with = [&](const char* after) {
    return proves(*before, *Document::parse(std::string(after)), intent);
  };
  CHECK(proves_with("a = 1\n[t]\nx = 2\ny = 'z'\n"));
  CHECK(proves_with("t.y = \"z\"\nt.x = 2\na = 1\n"));
  CHECK_FALSE(proves_with("a = 1\n[t]\nx = 1\ny = 'z'\n"));
  CHECK_FALSE(proves_with("a = 2\n[t]\nx = 2\ny = 'z'\n"));
  CHECK_FALSE(proves_with("a = 1.0\n[t]\nx = 2\ny = 'z'\n"));
  CHECK_FALSE(proves_with("a = 1\n[t]\nx = 2\n"));
  CHECK_FALSE(proves_with("a = 1\n[t]\nx = 2\ny = 'z'\nw = 1\n"));
  CHECK_FALSE(proves_with("a = 1\nb = 1\n[t]\nx = 2\ny = 'z'\n"));
  const auto noon = Document::parse("at = 12:00:00.5\n");
  const auto later = Document::parse("at = 12:00:00.6\n");
  CHECK(same_content(*noon, noon->root(), *noon, noon->root()));
  CHECK_FALSE(same_content(*noon, noon->root(), *later, later->root()));
}

TEST_CASE("toml text: what is written reads back") {
  for (const std::string text :
       {"", "plain", "\"q\" \\ \t", "two\nlines\n", "\x01\x7F\r\n\"\"\"", "\xC3\xA4\xE2\x82\xAC"}) {
    CAPTURE(text);
    const auto document = Document::parse("v = " + toml_string(text) + "\n" + toml_key(text) + " = 1\n");
    REQUIRE(document.has_value());
    CHECK(document->children(document->root())[0].string() == text);
    CHECK(document->children(document->root())[1].key() == text);
  }
  CHECK(toml_number(400) == "400");
  CHECK(toml_number(-0.4) == "-0.4");
  for (const double value : {1e300, 1e-9, 9007199254740992.0, 1e16, 0.1}) {
    const auto document = Document::parse("v = " + toml_number(value));
    REQUIRE(document.has_value());
    CHECK(document->children(document->root())[0].number() == value);
  }
  CHECK(toml_key(std::vector<std::string>{"ship", "two words"}) == "ship.\"two words\"");
}

TEST_CASE("edit: a list keeps the lines and comments of what stays in it") {
  constexpr std::string_view text = "tags = [\n  \"launch\", # decided by the board\n  \"web\",\n]\n";
  CHECK(edited(set_list(text, {"tags"}, R"(["launch", "web", "shop"])")) ==
        "tags = [\n  \"launch\", # decided by the board\n  \"web\",\n  \"shop\",\n]\n");
  CHECK(edited(set_list(text, {"tags"}, R"(["launch"])")) == "tags = [\n  \"launch\", # decided by the board\n]\n");
  CHECK(edited(set_list(text, {"tags"}, R"(["new", "launch", "web"])")) ==
        "tags = [\n  \"new\",\n  \"launch\", # decided by the board\n  \"web\",\n]\n");
  CHECK(edited(set_list(text, {"tags"}, R"(["launch", "shop"])")) ==
        "tags = [\n  \"launch\", # decided by the board\n  \"shop\",\n]\n");
  CHECK(edited(set_list(text, {"tags"}, R"(["web", "launch"])")) ==
        "tags = [\n  \"web\",\n  \"launch\", # decided by the board\n]\n");
  CHECK(edited(set_list("t = [\n  'a', # one\n  'b',  # two\n  'c' # three\n]\n", {"t"}, R"(["c", "a", "d"])")) ==
        "t = [\n  'c', # three\n  'a', # one\n  \"d\"\n]\n");
  CHECK(edited(set_list("t = [1, # one\n  2] # two\n", {"t"}, "[2, 1]")) == "t = [2, 1 # one\n] # two\n");
  CHECK(edited(set_list("t = [1, 2] # two\n", {"t"}, "[1, 3]")) == "t = [1, 3] # two\n");
  CHECK(edited(set_list("t = [1, 2] # two\n", {"t"}, "[2, 1]")) == "t = [2, 1] # two\n");
  CHECK(edited(set_list("t = [1, 2] # two\n", {"t"}, "[]")) == "t = [] # two\n");
  CHECK(edited(set_list("t = []\n", {"t"}, "[1, 2]")) == "t = [1, 2]\n");
}

TEST_CASE("edit: comments on lines of their own stay where they are in a list of which others come and go") {
  constexpr std::string_view text =
      "t = [ # all\n  # on a\n  'a', # one\n  # on b\n  'b',\n\n  # on c\n  'c' # three\n  # end\n]\n";
  CHECK(edited(set_list(text, {"t"}, "['a', 'x', 'c']")) ==
        "t = [ # all\n  # on a\n  'a', # one\n  # on b\n\n  'x',\n  # on c\n  'c' # three\n  # end\n]\n");
  CHECK(edited(set_list(text, {"t"}, "['a', 'x', 'y']")) ==
        "t = [ # all\n  # on a\n  'a', # one\n  'x',\n  'y'\n  # on b\n\n  # on c\n  # end\n]\n");
  CHECK(edited(set_list(text, {"t"}, "['c', 'a', 'd']")) ==
        "t = [ # all\n  # on a\n  # on b\n\n  # on c\n  'c', # three\n  'a', # one\n  'd'\n  # end\n]\n");
  CHECK(edited(set_list(text, {"t"}, "['x', 'y']")) ==
        "t = ['x', 'y' # all\n  # on a\n  # on b\n\n  # on c\n  # end\n]\n");
  CHECK(edited(set_list(text, {"t"}, "[]")) == "t = [ # all\n  # on a\n  # on b\n\n  # on c\n  # end\n]\n");
}

TEST_CASE("edit: what stays in a list is known by what it says, not by its spelling") {
  constexpr std::string_view steps =
      "s = [\n  { title = \"x\", due = 2026-08-31 }, # the board\n  'y', # the fair\n]\n";
  CHECK(edited(set_list(steps, {"s"}, R"([{due=2026-08-31,title="x"},"y","z"])")) ==
        "s = [\n  { title = \"x\", due = 2026-08-31 }, # the board\n  'y', # the fair\n  \"z\",\n]\n");
  CHECK(edited(set_list("t = [0xA, [1, 2.0]] # two\n", {"t"}, "[10,[1.0,2],-0.0]")) ==
        "t = [0xA, [1, 2.0], -0.0] # two\n");
  CHECK(same_value("[0.0, 'a']", "[-0, \"a\"]"));
  CHECK_FALSE(same_value("\"2026-08-31\"", "2026-08-31"));
  CHECK_FALSE(same_value("[1, 2]", "[2, 1]"));
}

TEST_CASE("edit: a table of a list that has its title is the same one, and changes where it stands") {
  constexpr std::string_view list =
      "s = [ # all\n  { title = 'a', owner = \"al\" }, # A\n  # about b\n  { title = \"b\", done = true }, # B\n]\n";
  const auto replaced = [](std::string text, std::string_view before, std::string_view after) {
    return text.replace(text.find(before), before.size(), after);
  };
  const std::string text(list);
  CHECK(edited(set_list(list, {"s"}, R"([{title="a", owner="bo"}, {title="b", done=true}])")) ==
        replaced(text, "\"al\"", "\"bo\""));
  CHECK(edited(set_list(list, {"s"}, R"([{title="a"}, {title="b", done=true, due=2026-09-01}])")) ==
        replaced(replaced(text, ", owner = \"al\"", ""), "true", "true, due = 2026-09-01"));
  CHECK(edited(set_list(list, {"s"}, R"(["n", {title="b", done=false}])")) ==
        "s = [ # all\n  \"n\",\n  # about b\n  { title = \"b\", done = false }, # B\n]\n");
  CHECK(edited(set_list(list, {"s"}, R"([{title="a", owner="al"}, "n", {title="b", done=true}])")) ==
        replaced(text, "  # about b", "  \"n\",\n  # about b"));
  CHECK(edited(set_list("s = [\n  \"a\", # A\n]\n", {"s"}, R"([{title="a", done=true}])")) ==
        "s = [\n  {title=\"a\", done=true}, # A\n]\n");
  CHECK(edited(set_list("b = [\n  { value = 1 }, # 1\n  { value = 2 }, # 2\n]\n", {"b"}, "[{value=1}, {value=3}]")) ==
        "b = [\n  { value = 1 }, # 1\n  { value = 3 }, # 2\n]\n");
  const std::string blocks =
      "a = 1\n\n[[s]] # first\ntitle = \"a\" # A\nowner = \"al\"\n\n# about b\n[[s]]\ntitle = \"b\"\ndone = false # "
      "not yet";
  CHECK(edited(set_list(blocks, {"s"}, R"([{title="a", owner="bo"}, {title="b", done=true, due=2026-09-01}])")) ==
        replaced(replaced(blocks, "\"al\"", "\"bo\""), "false # not yet", "true # not yet\ndue = 2026-09-01"));
  CHECK(edited(set_list(blocks, {"s"}, R"([{title="b", done=true}, {title="a"}])")) ==
        "a = 1\n\n# about b\n[[s]]\ntitle = \"b\"\ndone = true # not yet\n\n[[s]] # first\ntitle = \"a\" # A");
  CHECK(edited(remove_key(blocks + "\n", {"s"})) == "a = 1\n");
}

TEST_CASE("edit: what comes in several lines into an indented table is indented as it is") {
  CHECK(edited(add_key("[a]\n  [a.b]\n  t = 1\n", {"a", "b"}, "c", "[\n  { d = 1 },\n]")) ==
        "[a]\n  [a.b]\n  t = 1\n  c = [\n    { d = 1 },\n  ]\n");
  CHECK(edited(add_key("[a]\n  [a.b]\n", {"a", "b"}, "c", "[\n  1,\n]")) == "[a]\n  [a.b]\n  c = [\n    1,\n  ]\n");
  CHECK(edited(add_key("  a = 1\n", {}, "n", "\"\"\"\nx\ny\n\"\"\"")) == "  a = 1\n  n = \"\"\"\nx\ny\n\"\"\"\n");
}

TEST_CASE("edit: a dotted key goes behind the last one above all headings") {
  CHECK(edited(add_dotted_key("a.b  = 1\na.cc = 2\n\n[d]\ne = 1\n", {"f", "g"}, "3")) ==
        "a.b  = 1\na.cc = 2\nf.g  = 3\n\n[d]\ne = 1\n");
  CHECK(refused(add_dotted_key("f.g = 1\n", {"f", "g"}, "3")).kind == ErrorKind::data);
}

TEST_CASE("edit: a list in a file with CRLF keeps its line ends") {
  CHECK(edited(set_list("t = [\r\n  1,\r\n]\r\n", {"t"}, "[0, 1, 2]")) == "t = [\r\n  0,\r\n  1,\r\n  2,\r\n]\r\n");
}

TEST_CASE("edit: several lines that come into a file with CRLF have its line ends") {
  const auto added = edited(add_key("[a]\r\nb = 1\r\n", {"a"}, "changes", "[\n  { c = 1 },\n]"));
  CHECK(added == "[a]\r\nb = 1\r\nchanges = [\r\n  { c = 1 },\r\n]\r\n");
}

TEST_CASE("path_at: where a key or a value begins, however the table is written") {
  constexpr std::string_view text = R"(date = 2026-08-10
ship.users = { value = 0.13, confidence = "6" }
[fit]
"a b" = 5
list = [1, 2]
[fit.km]
"ü" = "ä"
)";
  CHECK(path_in(text, 1, 1) == KeyPath{"date"});
  CHECK(path_in(text, 1, 8) == KeyPath{"date"});
  CHECK(path_in(text, 2, 6) == KeyPath{"ship", "users"});
  CHECK(path_in(text, 2, 24) == KeyPath{"ship", "users", "value"});
  CHECK(path_in(text, 2, 43) == KeyPath{"ship", "users", "confidence"});
  CHECK(path_in(text, 3, 2) == KeyPath{"fit"});
  CHECK(path_in(text, 4, 9) == KeyPath{"fit", "a b"});
  CHECK(path_in(text, 5, 8) == KeyPath{"fit", "list"});
  CHECK(path_in(text, 6, 6) == KeyPath{"fit", "km"});
  CHECK(path_in(text, 7, 7) == KeyPath{"fit", "km", "ü"});
  for (const std::uint32_t column : {2U, 3U, 9U}) CHECK(path_in(text, 5, column) == KeyPath{"nothing"});
  CHECK(path_in("x = ", 1, 1) == KeyPath{"nothing"});
  CHECK(path_in(text, 99, 1) == KeyPath{"nothing"});
}

TEST_CASE("set_value_at, rename_key_at: inside lists, and nothing else changes") {
  constexpr std::string_view text = R"([fit.km]
steps = [
  { title = "alpha", due = "+3d" },   # first
  { titel = "beta" },
]
weights = [1, "2", 3]
[[fit.km.initiatives]]
title = "One"
[[fit.km.initiatives]]
'titel' = "Two"
due = "+2w"
)";
  const auto replaced = [&](std::string_view before, std::string_view after) {
    std::string other(text);
    const auto at = other.find(before);
    return other.replace(at, before.size(), after);
  };
  CHECK(edited(set_value_at(text, 3, 28, "2026-08-20")) == replaced("\"+3d\"", "2026-08-20"));
  CHECK(edited(set_value_at(text, 6, 15, "2")) == replaced("\"2\"", "2"));
  CHECK(edited(set_value_at(text, 11, 7, "2026-08-31")) == replaced("\"+2w\"", "2026-08-31"));
  CHECK(edited(rename_key_at(text, 4, 5, "title")) == replaced("{ titel", "{ title"));
  CHECK(edited(rename_key_at(text, 10, 1, "title")) == replaced("'titel'", "'title'"));
  CHECK(!set_value_at(text, 3, 27, "1"));       // between
  CHECK(!set_value_at(text, 3, 28, "1 2"));     // no value
  CHECK(!set_value_at("x = ", 1, 1, "1"));      // no TOML
  CHECK(!rename_key_at(text, 3, 22, "title"));  // there already
  CHECK(!rename_key_at(text, 8, 9, "title"));   // a value, no key
}

TEST_CASE("PlacedText: many edits in one go, of which none overlaps another") {
  constexpr std::string_view text =
      "[a]\ntitel = 'x'\ntilte = 1 # one\nk = { value = \"2\", note = \"n\" }\n[a.b]\nc = 1\n";
  auto placed = PlacedText::open(text);
  REQUIRE(placed);
  CHECK(placed->rename_key_at(2, 1, "title"));
  CHECK(!placed->rename_key_at(3, 1, "title"));  // which the first has now
  CHECK(placed->set_value_at(3, 1, "2026-08-10"));
  CHECK(placed->set_value_at(4, 1, "2"));  // the value beside the note
  CHECK(!placed->set_value_at(4, 15, "3"));
  CHECK(!placed->rename_key_at(5, 4, "d"));  // a heading: other lines may name it too
  CHECK(edited(placed->whole()) ==
        "[a]\ntitle = 'x'\ntilte = 2026-08-10 # one\nk = { value = 2, note = \"n\" }\n[a.b]\nc = 1\n");
}

TEST_CASE("edit: a list of headings grows by a block, and shrinks back to its bytes") {
  const std::string one = "[o.k]\ntarget = 5   # now\n\n[[o.k.changes]]\non = 2026-08-01\ntarget = [4, 5]\n";
  const std::string value = "{ on = 2026-08-17, target = [5, 6], why = \"a\" }";
  const std::string two = one + "\n[[o.k.changes]]\non = 2026-08-17\ntarget = [5, 6]\nwhy = \"a\"\n";
  CHECK(edited(append_to_array(one, {"o", "k", "changes"}, value)) == two);
  CHECK(edited(drop_last_of_array(two, {"o", "k", "changes"})) == one);
  const std::string other = "\n[o.l]\ntarget = 1\n";
  CHECK(edited(append_to_array(one + other, {"o", "k", "changes"}, value)) == two + other);
  CHECK(refused(append_to_array(one, {"o", "k", "changes"}, "5")).kind == ErrorKind::data);
}

TEST_CASE("edit: what is written in blocks or in dotted keys is taken away as a whole") {
  const std::string kr = "[o.k]\ntitle = \"K\"\n";
  const std::string blocks = "\n[[o.k.initiatives]]\ntitle = \"a\"\n\n[[o.k.initiatives]]\ntitle = \"b\"\n";
  CHECK(edited(remove_key(kr + blocks, {"o", "k", "initiatives"})) == kr);
  CHECK(edited(remove_key(kr + blocks + "\n[o.l]\na = 1\n", {"o", "k", "initiatives"})) == kr + "\n[o.l]\na = 1\n");
  CHECK(edited(remove_key("a = 1\nwords.W206 = [\"x\"]\nwords.W207 = [\"y\"]   # two\nb = 2\n", {"words"})) ==
        "a = 1\nb = 2\n");
  CHECK(edited(remove_key("o = { words.a = 1, b = 2, words.c = 3 }\n", {"o", "words"})) == "o = { b = 2 }\n");
  const std::string with_heading = "[o]\nwords.a = 1\n[o.words.b]\nc = 1\n";
  CHECK(refused(remove_key(with_heading, {"o", "words"})).kind == ErrorKind::data);
}

TEST_CASE("edit: what ends a file without a last newline is taken away as a whole") {
  CHECK(edited(remove_key("a = 1\nw.x = 1\nw.y = 2", {"w"})) == "a = 1");
  CHECK(edited(remove_key("a = 1\r\nw.x = 1\r\nw.y = 2", {"w"})) == "a = 1");
  CHECK(edited(remove_key("w.x = 1\nw.y = 2", {"w"})).empty());
  const std::string blocks = "a = 1\n\n[[w]]\nx = 1\n\n[[w]]\nx = 2\n\n[[w]]\nx = 3";
  CHECK(edited(remove_key(blocks, {"w"})) == "a = 1");
  CHECK(edited(set_list(blocks, {"w"}, "[{ x = 1 }]")) == "a = 1\n\n[[w]]\nx = 1");
  CHECK(edited(set_list(blocks, {"w"}, "[{ x = 4 }]")) == "a = 1\n\n[[w]]\nx = 4");
  CHECK(edited(drop_last_of_array(blocks, {"w"})) == "a = 1\n\n[[w]]\nx = 1\n\n[[w]]\nx = 2");
  CHECK(edited(remove_table("a = 1\n[w]\nx = 1\n[w.v]\ny = 2", {"w"})) == "a = 1");
}

TEST_CASE("edit: a table below one of braces goes between them") {
  const std::string inlined = "o = { title = \"O\", k = { title = \"K\" } }\n";
  const auto added = edited(add_table(inlined, {"o", "n"}, "title = \"N\"\ntarget = 4\n"));
  CHECK(added == "o = { title = \"O\", k = { title = \"K\" }, n = { title = \"N\", target = 4 } }\n");
  CHECK(edited(remove_key(added, {"o", "n"})) == inlined);
  CHECK(refused(add_table(inlined, {"o", "k"}, "title = \"N\"\n")).kind == ErrorKind::data);
}

TEST_CASE("edit: a key of days goes behind the last one that begins no later, however the table is written") {
  const auto add = [](std::string_view text, std::string_view key) {
    return edited(add_dated_key(text, "targets", key, "9"));
  };
  CHECK(add("[targets]\n2026-01-01 = 1\n2026-Q4 = 4\n", "2026-08-17") ==
        "[targets]\n2026-01-01 = 1\n2026-08-17 = 9\n2026-Q4 = 4\n");
  CHECK(add("targets.2026-07-01 = 4   # a\ntargets.2026-Q4 = 5\n", "2026-08-17") ==
        "targets.2026-07-01 = 4   # a\ntargets.2026-08-17 = 9\ntargets.2026-Q4 = 5\n");
  CHECK(add("targets = { 2026-07-01 = 4, 2026-Q4 = 5 }\n", "2026-08-17") ==
        "targets = { 2026-07-01 = 4, 2026-08-17 = 9, 2026-Q4 = 5 }\n");
  CHECK(add("targets.2026-07-01.target = 4\n", "2026-08-17") ==
        "targets.2026-07-01.target = 4\ntargets.2026-08-17 = 9\n");
  CHECK(add("[targets]\n2026-07-01.target = 4\n2026-07-01.why = \"w\"\n2026-09-01.target = 5\n", "2026-08-17") ==
        "[targets]\n2026-07-01.target = 4\n2026-07-01.why = \"w\"\n2026-08-17 = 9\n2026-09-01.target = 5\n");
  CHECK(add("[targets]\n2026-07-01.target = 4\n", "2026-06-01") ==
        "[targets]\n2026-06-01 = 9\n2026-07-01.target = 4\n");
  CHECK(refused(add_dated_key("[targets]\n2026 = 1\n", "targets", "2026", "2")).kind == ErrorKind::data);
}

TEST_CASE("same_value: whatever the spelling") {
  CHECK(same_value("0xA", "10"));
  CHECK(same_value("1_0", "10.0"));
  CHECK(same_value("'u'", "\"u\""));
  CHECK(same_value("[ 'a', 'b' ]", "[\"a\", \"b\"]"));
  CHECK(same_value("{ b = 0x1, a = 'x' }", "{ a = \"x\", b = 1 }"));
  CHECK_FALSE(same_value("10", "\"10\""));
  CHECK_FALSE(same_value("[1, 2]", "[2, 1]"));
  CHECK_FALSE(same_value("{ a = 1 }", "{ b = 1 }"));
  CHECK_FALSE(same_value("nonsense", "1"));
}

TEST_CASE("two texts say the same in any layout; of a table its own keys count, not those of tables below it") {
  CHECK(says_the_same("# here\r\n  [a]\r\n  b = 0x10 # c\r\n", "a = { b = 16 }\n"));
  CHECK_FALSE(says_the_same("[a]\nb = 1\n", "[a]\nb = 1\nc = 2\n"));
  CHECK_FALSE(says_the_same("a = \n", "a = \n"));
  const std::string text = "[ship]\ntitle = 'S'\n[ship.users]\ntitle = \"U\"\n";
  CHECK(says_the_same(text, {"ship"}, "title = \"S\"\n"));
  CHECK(says_the_same(text, {"ship", "users"}, "title = \"U\"\n"));
  CHECK_FALSE(says_the_same(text, {"ship"}, "title = \"S\"\nweight = 1\n"));
  CHECK_FALSE(says_the_same(text, {"fit"}, "title = \"S\"\n"));
}

}  // namespace edit_test
