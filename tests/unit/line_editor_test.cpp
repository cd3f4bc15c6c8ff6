// SPDX-License-Identifier: MIT
// Lines that are edited: keys from bytes, what they do to the line, and what a terminal then shows.
#include "cli/line_editor.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "okr/base/text.hpp"
#include "print.hpp"

namespace line_editor_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

using Outcome = LineEditor::Outcome;

const std::string left = "\x1b[D", right = "\x1b[C", up = "\x1b[A", down = "\x1b[B", home = "\x1b[H", end = "\x1b[F",
                  del = "\x1b[3~", word_left = "\x1b[1;5D",
                  word_right =
                      "\x1b"
                      "f";

/// A line and the keys for it.
struct Typing {
  LineEditor editor;
  KeyReader reader;
  std::string pending;

  Outcome type(const std::string& bytes) {
    pending += bytes;
    Outcome outcome = Outcome::going_on;
    while (outcome == Outcome::going_on) {
      const auto press = reader.next(pending);
      if (!press) break;
      outcome = editor.take(*press);
    }
    return outcome;
  }

  /// A whole line; empty where it did not end.
  std::string line(const std::string& bytes, LineHelp help = {.is_recalled = true}) {
    editor.begin(std::move(help));
    return type(bytes + "\n") == Outcome::line ? editor.text() : std::string();
  }
};

std::string typed(const std::string& bytes) { return Typing().line(bytes); }

/// So much of a terminal as is drawn on: rows of cells and a cursor.
struct FakeTerminal {
  std::size_t columns;
  std::vector<std::vector<std::string>> rows = {{}};
  std::size_t row = 0, column = 0;
  bool has_left_the_screen = false;

  void put(const std::string& bytes) {
    for (std::size_t at = 0; at < bytes.size();) at = take(bytes, at);
  }

  std::string text(std::size_t index) const {
    std::string text;
    for (const std::string& cell : rows.at(index)) text += cell;
    return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
  }

  std::string last_row() const { return text(rows.size() - 1); }

 private:
  std::size_t take(const std::string& bytes, std::size_t at) {
    if (bytes[at] == '\x1b') return take_sequence(bytes, at + 2);
    if (bytes[at] == '\b') column -= column > 0 ? 1 : 0;
    if (bytes[at] == '\r') column = 0;
    if (bytes[at] == '\n') next_row();
    if (static_cast<unsigned char>(bytes[at]) < 0x20) return at + 1;
    const std::size_t length = character_bytes(bytes, at);
    draw(bytes.substr(at, length));
    return at + length;
  }

  std::size_t take_sequence(const std::string& bytes, std::size_t at) {
    std::size_t number = 0;
    for (; bytes[at] >= '0' && bytes[at] <= '9'; ++at) number = 10 * number + static_cast<std::size_t>(bytes[at] - '0');
    if (bytes[at] == 'C') column += number;
    if (bytes[at] == 'D') column -= std::min(column, number);
    if (bytes[at] == 'K' || bytes[at] == 'J') rows[row].resize(std::min(column, rows[row].size()));
    return at + 1;
  }

  void draw(const std::string& cell) {
    const std::size_t width = display_width(cell);
    if (column + width > columns) next_row();
    if (width == 0) return;
    auto& cells = rows[row];
    if (cells.size() < column + width) cells.resize(column + width, " ");
    cells[column] = cell;
    for (std::size_t i = 1; i < width; ++i) cells[column + i] = "";
    column += width;
  }

  void next_row() {
    column = 0;
    if (++row == rows.size()) rows.emplace_back();
  }
};

/// What is typed behind a prompt, and the terminal that it is typed on.
struct TypedScreen {
  Typing typing;
  LineView view;
  FakeTerminal terminal;

  TypedScreen(const std::string& prompt, std::size_t columns) : terminal{columns} {
    typing.editor.begin({.words = {"beta", "man pages", "manual"}});
    terminal.put(view.begin(prompt, columns));
  }

  void type(const std::string& bytes) {
    const Outcome outcome = typing.type(bytes);
    const std::string& text = typing.editor.text();
    if (outcome == Outcome::choice)
      terminal.put(view.draw_choices(typing.editor.choices(), text, typing.editor.cursor()));
    else
      terminal.put(view.draw(text, typing.editor.cursor()));
  }
};

}  // namespace

TEST_CASE("line: what is typed is the line, in whatever pieces it comes") {
  CHECK(typed("131 6 second post") == "131 6 second post");
  Typing typing;
  typing.editor.begin({});
  for (const char byte : std::string("Zo\xC3\xAB \xE6\x97\xA5")) typing.type({byte});
  CHECK(typing.editor.text() == "Zo\xC3\xAB \xE6\x97\xA5");
  CHECK(typing.type("\r") == Outcome::line);
}

TEST_CASE("line: a byte that is no UTF-8 waits for no others at the end of the line") {
  CHECK(typed("caf\xE9") == "caf\xE9");
}

TEST_CASE("line: arrows, Home, End and Delete") {
  CHECK(typed("1310" + left + "\x7f" + end + "6") == "1306");
  CHECK(typed("31" + home + "1") == "131");
  CHECK(typed("12x34" + left + left + "\x7f" + "y" + left + "z") == "12zy34");
  CHECK(typed("1x31" + home + right + del) == "131");
  CHECK(typed("131" + left + left + left + left + right + right + right + right + " 6") == "131 6");
  CHECK(typed("abc\x1bOH1\x1bOF2\x1b[1~3\x1b[4~4") == "31abc24");
}

TEST_CASE("line: a step of the cursor is a character with its marks") {
  CHECK(typed("e\xCC\x81x" + left + left + "1") == "1e\xCC\x81x");
  CHECK(typed("ae\xCC\x81\x7f") == "a");
  CHECK(typed("\xE6\x97\xA5\xE6\x9C\xAC" + left + del) == "\xE6\x97\xA5");
}

TEST_CASE("line: the control keys of a shell") {
  CHECK(typed("bc\x01"
              "a\x05"
              "d") == "abcd");
  CHECK(typed("abc\x02\x02x\x06y") == "axbyc");
  CHECK(typed("131 6 note\x15"
              "12") == "12");
  CHECK(typed("131 6 note" + home + right + right + right + "\x0b") == "131");
  CHECK(typed("131 6 second post\x17\x17"
              "first") == "131 6 first");
  CHECK(typed("131 6\x15 x \x19") == " x 131 6");
  CHECK(typed("ab" + home + "\x04") == "b");
  CHECK(typed("abc\x08") == "ab");
}

TEST_CASE("line: words are stepped over and taken away") {
  CHECK(typed("second post helped" + word_left + word_left + "1" + word_right + "2") == "second 1post2 helped");
  CHECK(typed("second post" + home +
              "\x1b"
              "d") == " post");
  CHECK(typed("second post\x1b\x7f") == "second ");
}

TEST_CASE("line: keys that say nothing to a line leave it alone") {
  CHECK(typed("1\x1b[15~3\x1b[[A1\x1b[5~\x1b[200\x07") == "131");
  CHECK(typed("1\x1bx3\x12") == "13");
  CHECK(typed("13\x1b[I1") == "131");
}

TEST_CASE("line: what is pasted is one line, and no key") {
  CHECK(typed("\x1b[200~131 6\nsecond\tpost\x03\x1b[A\x1b[201~!") == "131 6 second post[A!");
  Typing typing;
  typing.editor.begin({});
  typing.type("\x1b[200~12\n");
  typing.type("13\x1b[20");
  CHECK(typing.type("1~\n") == Outcome::line);
  CHECK(typing.editor.text() == "12 13");
}

TEST_CASE("line: Ctrl-D ends the input on an empty line only") {
  Typing typing;
  typing.editor.begin({});
  CHECK(typing.type("\x04") == Outcome::end);
  CHECK(typing.type("1\x04") == Outcome::going_on);
}

TEST_CASE("line: what stands behind the line is not taken") {
  Typing typing;
  typing.editor.begin({});
  CHECK(typing.type("131\n12\n") == Outcome::line);
  CHECK(typing.pending == "12\n");
}

TEST_CASE("line: Up and Down lead through the lines of the session, and back to what is typed") {
  Typing typing;
  typing.line("131 6");
  typing.line("12");
  typing.line("12");
  typing.line("y", {});  // an answer to yes or no is not brought back
  typing.line("  ");
  CHECK(typing.line(up) == "12");
  CHECK(typing.line("ab" + up + up + up) == "131 6");
  CHECK(typing.line("ab" + up + up + down + down + down + "c") == "abc");
}

TEST_CASE("line: Tab completes a word as far as it is clear") {
  const LineHelp help{{"format frozen", "man pages", "beta", "#users", "#km"}, true};
  const auto completed = [&](const std::string& bytes) { return Typing().line(bytes, help); };
  CHECK(completed("be\t6") == "beta 6");
  CHECK(completed("MAN p\t") == "man pages ");
  CHECK(completed("beta, f\t") == "beta, format frozen ");
  CHECK(completed("#u\t") == "#users ");
  CHECK(completed("zz\t") == "zz");
  CHECK(completed("131 \t") == "131 ");
  CHECK(completed("x 6" + home + right + "\t") == "x 6");
}

TEST_CASE("line: where several words fit they are shown") {
  Typing typing;
  typing.editor.begin({{"man pages", "manual", "beta"}, true});
  CHECK(typing.type("m\t") == Outcome::going_on);
  CHECK(typing.editor.text() == "man");
  CHECK(typing.type("\t") == Outcome::choice);
  CHECK(typing.editor.choices() == std::vector<std::string>{"man pages", "manual"});
  typing.editor.begin({{"man pages", "manual", "beta"}, true});
  CHECK(typing.type("\t") == Outcome::choice);
  CHECK(typing.editor.choices().size() == 3);
}

TEST_CASE("view: what is typed at the end is all that is sent") {
  LineView view;
  CHECK(view.begin("1/6 users > ", 80) == "1/6 users > ");
  CHECK(view.draw("1", 1) == "1");
  CHECK(view.draw("131", 3) == "31");
  CHECK(view.draw("13", 2) == "\b\x1b[K");
  CHECK(view.draw("13", 0) == "\x1b[2D");
  CHECK(view.finish("13") == "\n");
}

TEST_CASE("view: a long line scrolls in its row, and stands there as a whole in the end") {
  const std::string note = "131 6 a-note-that-is-longer-than-what-is-left-of-the-row";
  TypedScreen typed_screen("1/6 users > ", 40);
  typed_screen.type(note);
  CHECK(typed_screen.terminal.rows.size() == 1);
  CHECK(note.ends_with(typed_screen.terminal.text(0).substr(12)));
  typed_screen.type("\x01");
  CHECK(typed_screen.terminal.text(0) == "1/6 users > 131 6 a-note-that-is-longer");
  CHECK(typed_screen.terminal.column == 12);
  typed_screen.terminal.put(typed_screen.view.finish(note));
  CHECK(typed_screen.terminal.text(0) + typed_screen.terminal.text(1) == "1/6 users > " + note);
  CHECK(typed_screen.terminal.row == 2);
}

TEST_CASE("view: a prompt that leaves no room is followed by a row to type in") {
  TypedScreen typed_screen("Write 2026-Q3/checkins/2026-08-17-ana-x1.toml? ", 50);
  CHECK(typed_screen.terminal.rows.size() == 1);  // Enter alone needs no room
  typed_screen.type("yes");
  CHECK(typed_screen.terminal.text(1) == "yes");
  CHECK(typed_screen.terminal.column == 3);
}

TEST_CASE("view: words to choose from stand in rows of their own") {
  TypedScreen typed_screen("> ", 40);
  typed_screen.type("man\t");
  CHECK(typed_screen.terminal.text(1) == "man pages, manual");
  CHECK(typed_screen.terminal.text(2) == "> man");
  typed_screen.type("u\t");
  CHECK(typed_screen.terminal.text(2) == "> manual");
}

TEST_CASE("view: a terminal obeys nothing that was typed") {
  LineView view;
  view.begin("> ", 40);
  CHECK(view.draw("\xC2\x9B"
                  "2J",
                  4) ==
        "\xEF\xBF\xBD"
        "2J");
}

TEST_CASE("property: the terminal shows what the line holds, with the cursor where it is") {
  const std::vector<std::string> keys = {"a",
                                         "1",
                                         " ",
                                         "\xC3\xA9",
                                         "\xE6\x97\xA5",
                                         "e\xCC\x81",
                                         left,
                                         right,
                                         home,
                                         end,
                                         "\x7f",
                                         del,
                                         "\x17",
                                         "\x0b",
                                         "\x15",
                                         "\x19",
                                         up,
                                         "\x02",
                                         "long words come ",
                                         word_left,
                                         word_right,
                                         "x\xE2\x80\x8Dy"};
  CHECK(rc::check("the row and the cursor", [&] {
    const auto columns = *rc::gen::inRange<std::size_t>(24, 60);
    TypedScreen typed_screen("1/6 km > ", columns);
    const auto presses = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, keys.size()));
    for (const std::size_t press : presses) {
      typed_screen.type(keys[press]);
      const std::string& text = typed_screen.typing.editor.text();
      const std::size_t room = columns - 9 - 1;
      RC_ASSERT(typed_screen.terminal.rows.size() == 1);
      RC_ASSERT(typed_screen.terminal.column >= 9 && typed_screen.terminal.column <= 9 + room);
      if (display_width(text) > room) continue;
      LineView fresh;
      FakeTerminal wanted{columns};
      wanted.put(fresh.begin("1/6 km > ", columns) + fresh.draw(text, typed_screen.typing.editor.cursor()));
      RC_ASSERT(typed_screen.terminal.text(0) == wanted.text(0));
      RC_ASSERT(typed_screen.terminal.column == wanted.column);
      const std::string before = text.substr(0, typed_screen.typing.editor.cursor());
      RC_ASSERT(typed_screen.terminal.column == 9 + display_width(before));
    }
  }));
}

}  // namespace line_editor_test
