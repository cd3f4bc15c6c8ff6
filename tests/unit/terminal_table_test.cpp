// SPDX-License-Identifier: MIT
// Columns: what shrinks, what stays, what goes below; and no line wider than the screen.
#include <rapidcheck.h>

#include "draw/terminal.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace terminal_table_test {

using namespace okr;
using namespace okr::draw;

namespace {

std::string screen(const Table& table, TerminalOptions options = {}) {
  Document page;
  page.add(table);
  return "\n" + terminal_text(page, options);
}

Table titles(const std::vector<std::string>& names) {
  Table table;
  table.columns = {{.name = "title", .heading = "TITLE", .min_width = 8, .shrink = 1},
                   {.name = "score", .heading = "SCORE", .align = Align::right}};
  for (const std::string& name : names) table.add_record(name, {Cell(name), "0.70"});
  return table;
}

// Titles of what real ones and hostile ones are made of: wide, combining, zero-width, controls, broken bytes.
std::vector<std::string> any_titles() {
  const std::vector<std::string> pieces = {"a",      "Goal ", "日本", "e\u0301", " ",    "→",      "│", "🚀",
                                           "\u200d", "\x1b[", "\n",   "\t",      "\xff", "\u202e", "ß", "١"};
  return *rc::gen::container<std::vector<std::string>>(
      rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                   [](const std::vector<std::string>& parts) { return join(parts, ""); }));
}

}  // namespace

TEST_CASE("wide characters and combining marks line up") {
  CHECK(screen(titles({"plain", "日本語の目標", "e\u0301te\u0301", "größer"})) ==
        R"(
TITLE         SCORE
plain          0.70
日本語の目標   0.70
)"
        "e\u0301te\u0301            0.70\ngrößer         0.70\n");
}

TEST_CASE("a title of 200 characters is cut, its score is not") {
  const std::string text = screen(titles({std::string(200, 'x'), "short"}), {.width = 40});
  CHECK(text == "\nTITLE                              SCORE\n" + std::string(32, 'x') + "…   0.70\n" +
                    "short                               0.70\n");
  CHECK(screen(titles({std::string(200, 'x')}), {.width = 20, .ascii = true}) ==
        "\nTITLE          SCORE\nxxxxxxxxxxxx~   0.70\n");
}

TEST_CASE("wide characters are cut as whole characters") {
  CHECK(screen(titles({"日本語の目標日本語の目標"}), {.width = 18}) == "\nTITLE        SCORE\n日本語の目…   0.70\n");
}

TEST_CASE("extras go first, then the smallest shrink gives, then columns are left out, then rows go on below") {
  Table table;
  table.columns = {{.name = "id"},
                   {.name = "title", .min_width = 6, .shrink = 1},
                   {.name = "bar", .min_width = 5, .shrink = 2, .drop = 2},
                   {.name = "trend", .drop = 1},
                   {.name = "status"}};
  table.header = false;
  table.add_record("a", {"users", "Weekly users", Bar{.share = 0.5, .cells = 10}, Sparkline{{1, 2, 3}}, "on track"});
  CHECK(screen(table, {.width = 46}) == "\nusers  Weekly users  █████·····  ▁▅█  on track\n");
  CHECK(screen(table, {.width = 40}) == "\nusers  Weekly use…  █████·····  on track\n");
  CHECK(screen(table, {.width = 36}) == "\nusers  Weekly…  █████·····  on track\n");
  CHECK(screen(table, {.width = 34}) == "\nusers  Weekl…  ████·····  on track\n");
  CHECK(screen(table, {.width = 25}) == "\nusers  Weekly …  on track\n");
  CHECK(screen(table, {.width = 20}) == "\nusers  Weekly users\n  on track\n");
}

TEST_CASE(
    "what can be said briefly is where its column is too narrow, before anything that is needed is left out; and never "
    "cut") {
  Table table;
  table.columns = {{.name = "id"},
                   {.name = "title", .min_width = 3, .shrink = 1},
                   {.name = "now", .shrink = 2},
                   {.name = "chance", .drop = 2, .needed = true},
                   {.name = "trend", .drop = 1}};
  table.header = false;
  table.add_record("a", {"km", "Kilometres", Cell("143 of 300 km").briefly("143 of 300"), "24 %", "up"});
  CHECK(screen(table, {.width = 41}) == "\nkm  Kilometres  143 of 300 km  24 %  up\n");
  CHECK(screen(table, {.width = 36}) == "\nkm  Kilometres  143 of 300 km  24 %\n");
  CHECK(screen(table, {.width = 33}) == "\nkm  Kilomet…  143 of 300 km  24 %\n");
  CHECK(screen(table, {.width = 25}) == "\nkm  Ki…  143 of 300  24 %\n");
  CHECK(screen(table, {.width = 24}) == "\nkm  Kilo…  143 of 300 km\n");
}

TEST_CASE("a text runs over the empty cells behind it, and widens its column only where they leave too little room") {
  Table table;
  table.columns = {{.name = "id"},
                   {.name = "within", .heading = "WITHIN", .spill = true},
                   {.name = "chance", .heading = "P", .align = Align::right},
                   {.name = "word"}};
  table.add_record("a", {"km", "1 .. 2", "24 %", "unlikely"});
  table.add_record("b", {"rest", "too few periods"});
  CHECK(screen(table) == R"(
      WITHIN     P
km    1 .. 2  24 %  unlikely
rest  too few periods
)");
  table.rows[1].cells = {"rest", "a bound, and far too few periods to tell"};
  CHECK(screen(table) == R"(
      WITHIN                       P
km    1 .. 2                    24 %  unlikely
rest  a bound, and far too few periods to tell
)");
}

TEST_CASE("what runs over the next column begins there where the terminal is too narrow for its own") {
  Table table;
  table.columns = {{.name = "id"},
                   {.name = "title", .min_width = 4, .shrink = 1, .spill = true, .from_width = 40},
                   {.name = "what", .min_width = 8, .shrink = 1},
                   {.name = "score"}};
  table.header = false;
  table.add_record("a", {"ship", "People use the tool", Cell(), "0.55"});
  table.add_record("b", {"  kr", "Weekly users", "131 of 400", "0.20"});
  CHECK(screen(table, {.width = 44}) ==
        "\nship  People use the tool       0.55\n  kr  Weekly users  131 of 400  0.20\n");
  CHECK(screen(table, {.width = 30}) == "\nship  People use the to…  0.55\n  kr  131 of 400          0.20\n");
}

TEST_CASE("a shrunk sparkline loses its oldest values") {
  Table table{.columns = {{.name = "trend", .min_width = 2, .shrink = 1}, {.name = "status"}}, .header = false};
  table.add_record("a", {Sparkline{{9, 8, 1, 2}}, "ok"});
  CHECK(screen(table, {.width = 6}) == "\n▁█  ok\n");
}

TEST_CASE("groups, notes and totals of one table share its columns") {
  Table table;
  table.record_indent = 1;
  table.columns = {{.name = "id", .heading = "KPI"},
                   {.name = "last", .heading = "LAST", .gap = 1},
                   {.name = "status", .heading = "STATUS"}};
  table.add_group("", {"DECIDE"});
  table.add_record("sleep", {"sleep", "6.1 h", Cell("red", Style::bad)});
  table.add_note("nobody works on it; draft an objective");
  table.add_group("", {"FINE"});
  table.add_record("resting-hr", {"resting-hr", "57 bpm", "green"});
  table.add_total({"2 KPIs", "", "1 red"});
  CHECK(screen(table) == R"(
KPI         LAST    STATUS
DECIDE
 sleep      6.1 h   red
            nobody works on it; draft an objective
FINE
 resting-hr 57 bpm  green
 2 KPIs             1 red
)");
  CHECK(screen(table, {.width = 34}).find("   nobody works on it; draft\n   an objective\n") == std::string::npos);
  CHECK(screen(table, {.width = 30}).find("\n   nobody works on it; draft\n   an objective\n") != std::string::npos);
}

TEST_CASE("a cell may lean to the other side than its column, a growing column takes what is left") {
  Table table;
  table.header = false;
  table.columns = {{.name = "a", .grow = true}, {.name = "b", .align = Align::right, .min_width = 5}};
  table.add_record("x", {"x", "1"});
  table.add_record("y", {"y", Cell("2").aligned(Align::left)});
  CHECK(screen(table, {.width = 12}) == "\nx          1\ny      2\n");
}

TEST_CASE("rows may be shorter than the columns, and a table may be empty") {
  Table table{.columns = {{.name = "a", .heading = "A"}, {.name = "b", .heading = "B"}}};
  CHECK(screen(table) == "\nA  B\n");
  table.add_record("x", {"1"});
  CHECK(screen(table) == "\nA  B\n1\n");
  CHECK(screen(Table{}, {.plain = true}) == "\n");
}

TEST_CASE("no line is wider than the screen while what must not be cut fits alone") {
  CHECK(rc::check("width holds", [](bool ascii) {
    const std::vector<std::string> names = any_titles();
    const auto width = *rc::gen::inRange<std::size_t>(20, 120);
    Table table = titles(names);
    table.columns.push_back({.name = "pace", .min_width = 6, .shrink = 2, .drop = 1});
    table.group_columns = {{.name = "id", .shrink = 2}, {.name = "title", .shrink = 1, .grow = true, .spill = true}};
    for (Row& row : table.rows) row.cells.emplace_back(Bar{.share = 0.4, .marker = 0.5});
    for (const std::string& name : names) table.add_group(name, {Cell(name), Cell(name)}).add_note(name);
    Document page;
    page.add(Heading{.text = "T", .right = "R"}).add(table).add(KeyValues{{{"key", Text(screen(table))}}});
    const std::string text = terminal_text(page, {.width = width, .ascii = ascii});
    for (const std::string_view line : split(text, '\n')) RC_ASSERT(display_width(line) <= width);
    RC_ASSERT(!has_control_character(text));
    RC_ASSERT(is_valid_utf8(text));
  }));
}

}  // namespace terminal_table_test
