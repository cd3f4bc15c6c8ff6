// SPDX-License-Identifier: MIT
// UTF-8, distances between words and the nearest one that can be meant.
#include <rapidcheck.h>

#include <algorithm>
#include <array>

#include "okr/base/text.hpp"
#include "print.hpp"

namespace words_test {

using namespace okr;

TEST_CASE("UTF-8 is valid only in its shortest form, without surrogates, up to U+10FFFF") {
  for (const char* text :
       {"", "plain", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000", "\U0010FFFF"}) {
    CHECK(is_valid_utf8(text));
  }
  for (const char* text : {"\x80", "\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE2(\x82", "\xF0\x9F\x98", "\xC0\x80",
                           "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xED\xA0\x80", "\xED\xBF\xBF",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF", "ok\xE9"}) {
    CHECK_FALSE(is_valid_utf8(text));
  }
}

TEST_CASE("characters are counted, not bytes") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("Zo\u00EB") == 3);
  CHECK(count_characters("\U0001F600\n") == 2);
  CHECK(count_characters("\xFF\xC3") == 2);
}

TEST_CASE("edit distance") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("status", "status") == 0);
  CHECK(edit_distance("STATUS", "status") == 0);
  CHECK(edit_distance("satus", "status") == 1);
  CHECK(edit_distance("sttaus", "status") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("Zo\u00EB", "Zoe") == 1);
}

TEST_CASE("the nearest candidate, when one can be meant") {
  constexpr std::array<std::string_view, 5> keys{"target", "title", "weight", "stretch", "start"};
  CHECK(nearest("tarjet", keys) == "target");
  CHECK(nearest("Title", keys) == "title");
  CHECK(nearest("wieght", keys) == "weight");
  CHECK(nearest("strecth", keys) == "stretch");
  CHECK_FALSE(nearest("owner", keys));
  CHECK_FALSE(nearest("", keys));
  CHECK_FALSE(nearest("x", std::array<std::string_view, 1>{"y"}));
  CHECK_FALSE(nearest("ab", std::array<std::string_view, 1>{"cd"}));
  CHECK_FALSE(nearest("target", {}));
  SUBCASE("a shared prefix of three breaks ties, then the order") {
    CHECK(nearest("stars", std::array<std::string_view, 2>{"tars", "start"}) == "start");
    CHECK(nearest("abcx", std::array<std::string_view, 2>{"abcd", "abce"}) == "abcd");
    CHECK(nearest("abcdefg", std::array<std::string_view, 2>{"abcdexy", "xbcdefg"}) == "xbcdefg");
  }
}

TEST_CASE("small helpers") {
  using Parts = std::vector<std::string_view>;
  CHECK(to_lower_ascii("AZ09\u00C9") == "az09\u00C9");
  CHECK(split("a,b,,c", ',') == Parts{"a", "b", "", "c"});
  CHECK(split("", ',') == Parts{""});
  CHECK(split(",", ',') == Parts{"", ""});
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \n").empty());
  CHECK(join(std::vector<std::string>{"a", "b", "c"}, ", ") == "a, b, c");
  CHECK(join(std::vector<std::string>{}, ", ").empty());
}

TEST_CASE("words for a sentence: capitals, quotes, one line, and a guess") {
  using Words = std::vector<std::string_view>;
  CHECK(capitalised("one of its steps") == "One of its steps");
  CHECK(capitalised("") == "");
  CHECK(capitalised("ärger") == "ärger");
  CHECK(quoted_words(Words{"a", "b"}) == "\"a\", \"b\"");
  CHECK(quoted_words({}).empty());
  CHECK(on_one_line("\n a \n\nb\n") == "a b");
  CHECK(did_you_mean("target", "no such field") == "did you mean 'target'?");
  CHECK(did_you_mean("a\x1B[31m") == "did you mean 'a\u241B[31m'?");
  CHECK(did_you_mean(std::nullopt, "no such field") == "no such field");
  CHECK(did_you_mean_first("target", "one of: a, b") == "did you mean 'target'?\none of: a, b");
  CHECK(did_you_mean_first(std::nullopt, "one of: a, b") == "one of: a, b");
}

TEST_CASE("properties of words") {
  CHECK(rc::check("distance is symmetric, zero to itself, at most the longer word",
                  [](const std::string& a, const std::string& b) {
                    RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
                    RC_ASSERT(edit_distance(a, a) == 0u);
                    RC_ASSERT(edit_distance(a, b) <= std::max(count_characters(a), count_characters(b)));
                  }));
  CHECK(rc::check("splitting and joining are inverse", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ',', 'b'));
    const auto parts = split(text, ',');
    RC_ASSERT(join(std::vector<std::string>(parts.begin(), parts.end()), ",") == text);
  }));
}

}  // namespace words_test
