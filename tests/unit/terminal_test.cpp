// SPDX-License-Identifier: MIT
// The board on terminals from 40 columns up, with colour, in ASCII and plain.
#include "draw/terminal.hpp"

#include <string_view>

#include "board.hpp"
#include "draw/line.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace terminal_test {

using namespace okr;
using namespace okr::draw;

namespace {

// Expected screens begin on their own line, so that they can be read.
std::string screen(const Document& page, TerminalOptions options = {}) { return "\n" + terminal_text(page, options); }

Document page_of(Block block) {
  Document page;
  page.blocks.push_back(std::move(block));
  return page;
}

}  // namespace

TEST_CASE("the board of commands.md in 80 columns") {
  CHECK(screen(board()) == R"(
2026-Q3  Ship it, stay healthy                  Mon 17 Aug · day 48 of 92 · 52 %

LOOK HERE
  ship.users   19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %
  fit          cannot end MET: rest-hr was above 58 in 4 of 7 weeks
  sleep        6.1 h, under its natural limit 6.5; no objective works on it

ship  People use the tool every week               aspirational  ahead, 1 behind
  users     131 of 400 users   ██████····│·········  33 %  behind    6/10 +1
  startup   40 → 11 → 10 ms    ███████│███████████·  97 %  ahead     7/10  =
  release   2 of 4 steps       ██████████│·········  50 %  on track  7/10  =
fit   Run the October half marathon in good health    committed  behind
  km        143 of 300 km      █████████·│·········  48 %  on track  6/10  =
  rest-hr   57, at most 58 bpm ○○○○●●●·······        3/7   on track
  doctor    no, due 31 Aug                            0 %  behind    4/10  =

KPIs: 2 green, 1 amber, 1 red, 1 signal (okr kpi)          │ where you should be
Nothing stale. Next check-in Mon 24 Aug.
)");
}

TEST_CASE("the board in ASCII: bars, dots and arrows by their stand-ins") {
  CHECK(screen(board(), {.ascii = true}) == R"(
2026-Q3  Ship it, stay healthy                  Mon 17 Aug - day 48 of 92 - 52 %

LOOK HERE
  ship.users   19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %
  fit          cannot end MET: rest-hr was above 58 in 4 of 7 weeks
  sleep        6.1 h, under its natural limit 6.5; no objective works on it

ship  People use the tool every week               aspirational  ahead, 1 behind
  users     131 of 400 users   ######....|.........  33 %  behind    6/10 +1
  startup   40 -> 11 -> 10 ms  #######|###########.  97 %  ahead     7/10  =
  release   2 of 4 steps       ##########|.........  50 %  on track  7/10  =
fit   Run the October half marathon in good health    committed  behind
  km        143 of 300 km      #########.|.........  48 %  on track  6/10  =
  rest-hr   57, at most 58 bpm oooo***.......        3/7   on track
  doctor    no, due 31 Aug                            0 %  behind    4/10  =

KPIs: 2 green, 1 amber, 1 red, 1 signal (okr kpi)          | where you should be
Nothing stale. Next check-in Mon 24 Aug.
)");
}

TEST_CASE("in 60 columns the bars go, no number and no status does") {
  CHECK(screen(board(), {.width = 60}) == R"(
2026-Q3  Ship it, stay he…  Mon 17 Aug · day 48 of 92 · 52 %

LOOK HERE
  ship.users   19.5 a week so far, 42.8 needed; ends near
               252, P(400) 2 %
  fit          cannot end MET: rest-hr was above 58 in 4 of
               7 weeks
  sleep        6.1 h, under its natural limit 6.5; no
               objective works on it

ship  People use the tool ev…  aspirational  ahead, 1 behind
  users     131 of 400 users    33 %  behind    6/10 +1
  startup   40 → 11 → 10 ms     97 %  ahead     7/10  =
  release   2 of 4 steps        50 %  on track  7/10  =
fit   Run the October half mara…  committed  behind
  km        143 of 300 km       48 %  on track  6/10  =
  rest-hr   57, at most 58 bpm  3/7   on track
  doctor    no, due 31 Aug       0 %  behind    4/10  =

KPIs: 2 green, 1 amber, 1 red, 1 signal (okr kpi)
Nothing stale. Next check-in Mon 24 Aug.
)");
}

TEST_CASE("in 40 columns rows go on below") {
  CHECK(screen(board(), {.width = 40}) == R"(
2026-Q3  Ship it, stay healthy
Mon 17 Aug · day 48 of 92 · 52 %

LOOK HERE
  ship.users   19.5 a week so far, 42.8
               needed; ends near 252,
               P(400) 2 %
  fit          cannot end MET: rest-hr
               was above 58 in 4 of 7
               weeks
  sleep        6.1 h, under its natural
               limit 6.5; no objective
               works on it

ship  People use the tool every week
    aspirational  ahead, 1 behind
  users    131 of 400 users    33 %
    behind    6/10 +1
  startup  40 → 11 → 10 ms     97 %
    ahead     7/10  =
  release  2 of 4 steps        50 %
    on track  7/10  =
fit   Run the October half marathon in …
       committed  behind
  km       143 of 300 km       48 %
    on track  6/10  =
  rest-hr  57, at most 58 bpm  3/7
    on track
  doctor   no, due 31 Aug       0 %
    behind    4/10  =

KPIs: 2 green, 1 amber, 1 red, 1 signal
(okr kpi)
Nothing stale. Next check-in Mon 24 Aug.
)");
}

TEST_CASE("plain: one block a record, no drawing, nothing wrapped") {
  const std::string text = screen(board(), {.width = 20, .plain = true});
  const std::string_view start = R"(
2026-Q3  Ship it, stay healthy
Mon 17 Aug · day 48 of 92 · 52 %

LOOK HERE
ship.users: 19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %
fit: cannot end MET: rest-hr was above 58 in 4 of 7 weeks
sleep: 6.1 h, under its natural limit 6.5; no objective works on it

objective: ship
title: People use the tool every week
type: aspirational
status: ahead, 1 behind

key result: ship.users
now: 131 of 400 users
pace: 33 %, mark at 52 %
progress: 33 %
status: behind
confidence: 6/10
confidence change: +1

key result: ship.startup
now: 40 → 11 → 10 ms
)";
  CHECK(text.substr(0, start.size()) == start);
  CHECK(text.find("\n\nkey result: fit.rest-hr\nnow: 57, at most 58 bpm\npace: 3 of 7 met, 7 open\n") !=
        std::string::npos);
  for (const std::string_view drawn : {"█", "│", "●", "····"}) CHECK(text.find(drawn) == std::string::npos);
}

TEST_CASE("colour is escape codes around the same characters, each closed on its line") {
  Document page;
  page.add(Heading{.text = "LOOK HERE", .alert = true});
  page.add(Paragraph{.text = Text("ship.users", Style::id) + Text(" is ") + Text("at risk", Style::bad)});
  CHECK(screen(page, {.colour = true}) ==
        "\n\x1b[1mLOOK HERE\x1b[0m\n\x1b[36mship.users\x1b[0m is \x1b[31mat risk\x1b[0m\n");
  CHECK(screen(page) == "\nLOOK HERE\nship.users is at risk\n");
}

TEST_CASE("nothing of a text is obeyed by the terminal") {
  Document page;
  const std::string nasty = "a\x1b[31mred\x07\u009b2J\u202Ereversed\nnext\ttab";
  page.add(Heading{.level = 1, .text = nasty, .right = nasty});
  page.add(KeyValues{{{nasty, nasty}}});
  page.add(Preformatted{{Text(nasty)}});
  Table table{.columns = {{.name = "a", .heading = nasty}}};
  table.add_record(nasty, {Cell(nasty)}).add_note(nasty).add_group(nasty, {Cell(nasty)});
  page.add(table);
  for (const bool plain : {false, true}) {
    const std::string text = terminal_text(page, {.plain = plain});
    CHECK_FALSE(has_control_character(text));
    CHECK(text.find("\u202E") == std::string::npos);
  }
}

TEST_CASE("ASCII output has no byte above 127, and letters keep their shape where they can") {
  const std::string text = screen(page_of(Paragraph{"José → Ærø, „naïve“ ≥ 3 °C, 日本"}), {.ascii = true});
  CHECK(text == "\nJose -> AEro, \"naive\" >= 3 degC, ????\n");
}

TEST_CASE("a heading's right end is kept and its title cut; where that says too little, it goes below") {
  const Heading heading{.level = 1, .text = std::string(200, 'x'), .right = "day 48 of 92"};
  CHECK(screen(page_of(heading)) == "\n" + std::string(65, 'x') + "…  day 48 of 92\n");
  CHECK(screen(page_of(Heading{.text = "A title of some length", .right = "Mon 17 Aug"}), {.width = 26}) ==
        "\nA title of some length\nMon 17 Aug\n");
}

TEST_CASE("key and value: values wrap below themselves; a long key has its own line") {
  const KeyValues block{{{"STALE", "none"},
                         {"ship.users", "one two three four five six seven"},
                         {"an-objective-with-a-long-id.and-a-key-result", "fine"}}};
  CHECK(screen(page_of(block), {.width = 32}) == R"(
  STALE        none
  ship.users   one two three
               four five six
               seven
  an-objective-with-a-long-id.
  and-a-key-result
               fine
)");
}

TEST_CASE("lists have bullets, numbers and boxes, and hang") {
  const List list{{{"survey sent", Bullet::done},
                   {"pricing test", Bullet::open},
                   {"Is the intent right?", Bullet::number},
                   {"Who decides, and when?", Bullet::number},
                   {"a remark", Bullet::point}}};
  CHECK(screen(page_of(list), {.width = 18}) == R"(
  [x] survey sent
  [ ] pricing test
  1 Is the intent
    right?
  2 Who decides,
    and when?
  - a remark
)");
}

TEST_CASE("parts stand beside each other in 80 columns and below each other in 40 (method.md 6.3)") {
  Document left;
  left.add(Heading{.text = "LAST WEEK"}).add(List{{{"P1 survey sent to 40 accounts", Bullet::done}}, 1});
  Document right;
  right.add(Heading{.text = "HEALTH (protect)"}).add(Paragraph{"RED   turnover"}).add(Paragraph{"GREEN uptime"});
  const Document page = page_of(Beside{{left, right}});
  CHECK(screen(page, {.ascii = true}) == R"(
LAST WEEK                              | HEALTH (protect)
 [x] P1 survey sent to 40 accounts     | RED   turnover
                                       | GREEN uptime
)");
  CHECK(screen(page, {.width = 40}) == R"(
LAST WEEK
 [x] P1 survey sent to 40 accounts

HEALTH (protect)
RED   turnover
GREEN uptime
)");
}

TEST_CASE("empty lines never double and never end the page; rules are as wide as the page") {
  Document page;
  page.add(Space{}).add(Paragraph{"a"}).add(Space{}).add(Space{}).add(Divider{}).add(Space{});
  CHECK(screen(page, {.width = 4}) == "\na\n\n────\n");
  CHECK(screen(page, {.width = 200, .ascii = true}) == "\na\n\n" + std::string(80, '-') + "\n");
}

TEST_CASE("preformatted lines keep their spaces and are cut at the screen") {
  const Preformatted chart{{"  |    *", "  | * "}};
  CHECK(screen(page_of(chart), {.width = 6}) == "\n  |  …\n  | *\n");
}

TEST_CASE("a text of several lines keeps them where there is room to wrap, and is one line in a cell") {
  Document page;
  page.add(Paragraph{.text = Text("One.\n\n- two\n  and on\n"), .indent = 2});
  page.add(KeyValues{{{Text("why"), Text("First.\r\nSecond.")}}});
  page.add(List{{{"a\nb"}}});
  Table table;
  table.header = false;
  table.columns = {{.name = "id"}, {.name = "note"}};
  table.add_record("x", {Cell("x"), Cell("c\n  d")});
  table.add_note("e\nf");
  page.add(std::move(table));
  CHECK(screen(page) == R"(
  One.

  - two
    and on
  why   First.
        Second.
  - a
    b
x  c d
   e
   f
)");
  CHECK(terminal_text(page, {.plain = true}).find("\u240A") == std::string::npos);
  CHECK(terminal_text(page, {.plain = true}).find("why: First. Second.\n") != std::string::npos);
}

TEST_CASE("thousands are grouped as the workspace says, and no line breaks between them") {
  Document page;
  page.add(Paragraph{.text = Text("ends near " + draw::rounded(1234567.5, 1) + " of " + draw::display_value(20000))});
  CHECK(terminal_text(page, {.width = 80}) == "ends near 1234567.5 of 20000\n");
  CHECK(terminal_text(page, {.width = 18, .digits = DigitStyle::space_and_point}) ==
        "ends near\n1 234 567.5 of\n20 000\n");
  CHECK(terminal_text(page, {.width = 80, .ascii = true, .digits = DigitStyle::space_and_point}) ==
        "ends near 1 234 567.5 of 20 000\n");
  CHECK(terminal_text(page, {.width = 80, .digits = DigitStyle::point_and_comma}) ==
        "ends near 1.234.567,5 of 20.000\n");
}

TEST_CASE("terminal: a number keeps its percent sign where a line is wrapped") {
  const Line line = shown(Text("at risk; ends near 252, ") + Text("P(400) 1 %", Style::dim), {});
  for (std::size_t width = 5; width < 40; ++width)
    for (const Line& part : wrapped(line, width)) CHECK_FALSE(part.letters().starts_with("%"));
}

}  // namespace terminal_test
