// SPDX-License-Identifier: MIT
// Columns of text: measured, cut, wrapped, and made safe for a terminal.
#include "okr/base/text.hpp"

#include <rapidcheck.h>

#include <algorithm>

#include "print.hpp"

namespace text_test {

using namespace okr;

namespace {

constexpr const char* ellipsis = "\u2026";
constexpr const char* stand_in = "\uFFFD";

/// Text of letters, wide and combining characters, controls and broken bytes.
std::string some_text() {
  static const std::vector<std::string> pieces{"a",          "Z",    " ",      "\u00E9",   "e\u0301", "\u65E5",
                                               "\U0001F600", "\n",   "\t",     "\x1b[31m", "\u202E",  "\u0085",
                                               "\x9b",       "\xC3", "\u200D", "\uFE0F",   "\x7f",    "\u1100\u1161"};
  std::string text;
  for (const auto& piece : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) text += piece;
  return text;
}

}  // namespace

TEST_CASE("width counts columns, not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("users") == 5);
  CHECK(display_width("Zo\u00EB") == 3);
  CHECK(display_width("Zoe\u0308") == 3);
  CHECK(display_width("\u65E5\u672C") == 4);
  CHECK(display_width("a\U0001F600b") == 4);
  CHECK(display_width("\u1100\u1161\u11A8") == 2);
  CHECK(display_width("\u2588\u2502\u25CF") == 3);
  CHECK(display_width("a\x1b"
                      "b\n\t") == 2);
  CHECK(display_width("\xFF\xC3") == 2);
}

TEST_CASE("cutting ends with an ellipsis and keeps characters whole") {
  CHECK(cut_to_width("users", 5, false) == "users");
  CHECK(cut_to_width("signups", 5, false) == std::string("sign") + ellipsis);
  CHECK(cut_to_width("signups", 5, true) == "sign~");
  CHECK(cut_to_width("signups", 1, true) == "~");
  CHECK(cut_to_width("signups", 0, true).empty());
  CHECK(cut_to_width("", 0, true).empty());
  CHECK(cut_to_width("\u65E5\u672C\u8A9E", 4, true) == "\u65E5~");
  CHECK(cut_to_width("e\u0301a\u0301b", 2, true) == "e\u0301~");
}

TEST_CASE("padding fills columns") {
  CHECK(pad_right("ab", 4) == "ab  ");
  CHECK(pad_left("ab", 4) == "  ab");
  CHECK(pad_right("\u65E5", 4) == "\u65E5  ");
  CHECK(pad_left("\u65E5", 4) == "  \u65E5");
  CHECK(pad_right("abc", 2) == "abc");
  CHECK(pad_left("abc", 2) == "abc");
}

TEST_CASE("wrapping breaks at spaces and newlines") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("the launch post went out", 10) == Lines{"the launch", "post went", "out"});
  CHECK(wrap("", 10) == Lines{""});
  CHECK(wrap("a  b", 10) == Lines{"a b"});
  CHECK(wrap("one\n\ntwo", 10) == Lines{"one", "", "two"});
  CHECK(wrap("a verylongword b", 4) == Lines{"a", "verylongword", "b"});
  CHECK(wrap("\u65E5\u672C \u8A9E", 6) == Lines{"\u65E5\u672C", "\u8A9E"});
}

TEST_CASE("nothing a terminal would obey stays") {
  CHECK(safe_for_terminal("plain") == "plain");
  CHECK(safe_for_terminal("\x1b[31mred") == "\u241B[31mred");
  CHECK(safe_for_terminal(std::string_view("\0\a\r\x7f", 4)) == "\u2400\u2407\u240D\u2421");
  CHECK(safe_for_terminal("a\tb") == "a b");
  CHECK(safe_for_terminal("Zo\u00EB \u65E5 \U0001F600") == "Zo\u00EB \u65E5 \U0001F600");
  SUBCASE("newlines stay only when asked for") {
    CHECK(safe_for_terminal("a\nb") == "a\u240Ab");
    CHECK(safe_for_terminal("a\nb\r\nc\rd", true) == "a\nb\nc\u240Dd");
  }
  SUBCASE("C1 controls, as UTF-8 and as bare bytes") {
    for (unsigned c = 0x80; c <= 0x9F; ++c) {
      const std::string encoded{'\xC2', static_cast<char>(c)};
      CHECK(safe_for_terminal(encoded) == stand_in);
      CHECK(safe_for_terminal(std::string(1, static_cast<char>(c))) == stand_in);
    }
    CHECK(safe_for_terminal("\u00A0") == "\u00A0");
  }
  SUBCASE("what turns the reading direction or breaks lines unseen") {
    for (const char* text : {"\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067",
                             "\u2068", "\u2069", "\u061C", "\u2028", "\u2029"}) {
      CHECK(safe_for_terminal(text) == stand_in);
    }
    CHECK(safe_for_terminal("\u202F\u2065\u200D") == "\u202F\u2065\u200D");
  }
  SUBCASE("bytes that are not UTF-8") {
    CHECK(safe_for_terminal("a\xFF") == std::string("a") + stand_in);
    CHECK(safe_for_terminal("\xC0\x9B") == std::string(stand_in) + stand_in);
  }
}

TEST_CASE("control characters are found") {
  CHECK_FALSE(has_control_character("a title, Zo\u00EB\t\n"));
  CHECK_FALSE(has_control_character(""));
  CHECK(has_control_character("a\x1b[0m"));
  CHECK(has_control_character("a\r"));
  CHECK(has_control_character("\x7f"));
  CHECK(has_control_character("\u0085"));
  CHECK(has_control_character("\x9b"));
  CHECK(has_control_character(std::string_view("\0", 1)));
}

TEST_CASE("accents come off, other letters stay") {
  CHECK(without_accents("Zo\u00EB") == "Zoe");
  CHECK(without_accents("stra\u00DFe \u65E5") == "stra\u00DFe \u65E5");
  CHECK(without_accents("\xFF\u00E9") == "\xFF\u00E9");
}

TEST_CASE("text: a word without width takes its blank all the same when lines are wrapped") {
  for (const std::string& line : wrap("\xCC\x81 1234567 8", 8)) CHECK(display_width(line) <= 8);
  CHECK(wrap("\xCC\x81 1234567 8", 8).size() == 2);
}

TEST_CASE("properties of text on a terminal") {
  CHECK(rc::check("a safe text is valid UTF-8 without controls and stays as it is", [] {
    const std::string safe = safe_for_terminal(some_text());
    RC_ASSERT(is_valid_utf8(safe));
    RC_ASSERT(!has_control_character(safe));
    RC_ASSERT(safe.find('\n') == std::string::npos);
    RC_ASSERT(safe_for_terminal(safe) == safe);
  }));
  CHECK(rc::check("a cut text is never wider than asked, and whole when it fits", [] {
    const std::string text = some_text();
    const auto width = *rc::gen::inRange<std::size_t>(0, 20);
    const std::string cut = cut_to_width(text, width, *rc::gen::arbitrary<bool>());
    RC_ASSERT(display_width(cut) <= width);
    RC_ASSERT((cut == text) == (display_width(text) <= width));
  }));
  CHECK(rc::check("a padded text is at least as wide as asked", [] {
    const std::string text = some_text();
    const auto width = *rc::gen::inRange<std::size_t>(0, 20);
    const std::size_t expected = std::max(width, display_width(text));
    RC_ASSERT(display_width(pad_right(text, width)) == expected);
    RC_ASSERT(display_width(pad_left(text, width)) == expected);
  }));
  CHECK(rc::check("a wrapped line is too wide only as a single word, and no word is lost", [] {
    const std::string text = some_text();
    const auto width = *rc::gen::inRange<std::size_t>(1, 12);
    std::string words;
    for (const std::string& line : wrap(text, width)) {
      RC_ASSERT(display_width(line) <= width || line.find(' ') == std::string::npos);
      words += line;
    }
    const auto without_blanks = [](std::string from) {
      from.erase(std::remove_if(from.begin(), from.end(), [](char c) { return c == ' ' || c == '\n'; }), from.end());
      return from;
    };
    RC_ASSERT(without_blanks(words) == without_blanks(text));
  }));
}

TEST_CASE("text: for programs what a terminal would obey is written as an escape, the rest byte for byte") {
  CHECK(with_controls_escaped("Zo\u00EB, 61.5 % \xFF") == "Zo\u00EB, 61.5 % \xFF");
  CHECK(with_controls_escaped("a\x7F"
                              "b\u009B\u202E\u2028") == "a\\u007fb\\u009b\\u202e\\u2028");
  CHECK(with_controls_escaped("tab\tand\nline") == "tab\tand\nline");
}

}  // namespace text_test
