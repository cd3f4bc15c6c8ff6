// SPDX-License-Identifier: MIT
// A saved review: written anew, it keeps every byte of an answer, or is refused.
#include "actions/cycle/closing.hpp"

#include "okr/base/text.hpp"
#include "print.hpp"

namespace review_page_test {

using namespace okr;
using actions::review_page;
using actions::written_anew;

namespace {

draw::Document review(const std::string& score, std::vector<std::string> topics = {"obstacles", "learned"}) {
  draw::Document document;
  document.add(draw::Heading{.level = 1, .text = score});
  draw::List questions;
  for (const std::string& topic : topics)
    questions.items.push_back({draw::Text("What of " + topic + "?"), draw::Bullet::number, topic});
  document.add(std::move(questions));
  return document.add(draw::Paragraph{.text = "The end."});
}

std::string page(const std::string& score, std::vector<std::string> topics = {"obstacles", "learned"}) {
  return review_page(review(score, std::move(topics)), {});
}

std::string mark(const std::string& topic) { return "<!-- answer: " + topic + " -->\n"; }

/// The page with the answer between the marks of the topic.
std::string answered(std::string text, const std::string& topic, const std::string& answer) {
  const auto at = text.find(mark(topic)) + mark(topic).size();
  return text.replace(at, text.find("<!-- end of answer -->", at) - at, answer);
}

std::string with_carriage_returns(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

}  // namespace

TEST_CASE("a page leaves room under each question, and the same page is the same") {
  const std::string text = page("0.47");
  CHECK(text.find("### 1. What of obstacles?\n\n<!-- answer: obstacles -->\n\n<!-- end of answer -->\n") !=
        std::string::npos);
  CHECK(written_anew(text, text) == text);
}

TEST_CASE("answers stay byte for byte when the page is written anew") {
  for (const std::string& answer : {std::string("\nA cold.\n\n"), std::string("no blank line\n"),
                                    std::string("\n## A heading\n\t| a | table |\n\n\n  \n"),
                                    std::string("\nsee <!-- answer: learned --> below \n")}) {
    CAPTURE(answer);
    const std::string there = answered(page("0.47"), "obstacles", answer);
    CHECK(written_anew(there, page("0.47")) == there);
    const auto anew = written_anew(there, page("0.52"));
    REQUIRE(anew);
    CHECK(*anew == answered(page("0.52"), "obstacles", answer));
    CHECK(written_anew(*anew, page("0.61")) == answered(page("0.61"), "obstacles", answer));
    const std::string both = answered(there, "learned", "\nAsk early.\n");
    CHECK(written_anew(both, page("0.52")) == answered(*anew, "learned", "\nAsk early.\n"));
  }
}

TEST_CASE("a page that an editor saved with other line ends keeps them") {
  const std::string there = with_carriage_returns(answered(page("0.47"), "learned", "\nAsk early.\n"));
  const auto anew = written_anew(there, page("0.52"));
  REQUIRE(anew);
  CHECK(*anew == with_carriage_returns(answered(page("0.52"), "learned", "\nAsk early.\n")));
}

TEST_CASE("what cannot be kept is refused with the reason") {
  const auto reason = [](const std::string& there, const std::string& fresh) {
    const auto anew = written_anew(there, fresh);
    return anew ? std::string() : anew.error().what;
  };
  std::string edited = page("0.47");
  edited.replace(edited.find("The end."), 8, "Our end.");
  CHECK(reason(edited, page("0.47")) == "was edited outside the room for answers");
  CHECK(reason(page("0.47") + "More.\n", page("0.47")) == "was edited outside the room for answers");
  CHECK(reason("Our own page.\n", page("0.47")) == "is there already, with another text");
  CHECK(reason("", page("0.47")) == "is there already, with another text");
  std::string torn = page("0.47");
  torn.erase(torn.find("<!-- end of answer -->"), 23);
  CHECK(reason(torn, page("0.47")).starts_with("has lost a mark of an answer"));
  const std::string old = answered(page("0.47", {"obstacles", "silent"}), "silent", "\nBo left.\n");
  CHECK(reason(old, page("0.47")) == "answers what is no longer asked: silent");
  CHECK(written_anew(page("0.47", {"obstacles", "silent"}), page("0.47")) == page("0.47"));  // nothing was answered
}

}  // namespace review_page_test
