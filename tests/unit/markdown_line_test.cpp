// SPDX-License-Identifier: MIT
// What a line that somebody wrote of a key result says (markdown_line): marks, boxes, measures, facts; and what is left alone.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include "actions/import/markdown_line.hpp"
#include "actions/import/markdown_words.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

using namespace okr;
using namespace okr::cli;

namespace {

CsvForm english() {
  CsvForm form;
  form.thousands = ',';
  form.said_by_options = true;
  return form;
}

/// "title | 0 -> 400 users =112 70% score 0.7 6/10 @ana [x]"
std::string told(std::string_view text) {
  const MarkdownLine line = markdown_line(text, english());
  const LineFacts& facts = line.facts;
  std::string out = line.title + " |";
  if (facts.baseline) out += " " + shortest(*facts.baseline);
  if (facts.target) out += " -> " + shortest(*facts.target);
  if (!facts.unit.empty()) out += " " + facts.unit;
  if (facts.value) out += " =" + shortest(*facts.value);
  if (facts.progress) out += fmt::format(" {}%", shortest(*facts.progress));
  if (facts.score) out += " score " + shortest(*facts.score);
  if (facts.confidence) out += fmt::format(" {}/10", *facts.confidence);
  for (const std::string& owner : facts.owners) out += " @" + owner;
  for (const std::string& tag : facts.tags) out += " #" + tag;
  if (facts.due) out += " due " + to_string(*facts.due);
  if (line.is_done) out += *line.is_done ? " [x]" : " [ ]";
  return out;
}

}  // namespace

TEST_CASE("markdown line: a measure that is set off from the title") {
  CHECK(told("Weekly users 0 -> 400 users (112)") == "Weekly users | 0 -> 400 users =112");
  CHECK(told("Weekly users: 0 \u2192 400 users, now 112") == "Weekly users | 0 -> 400 users =112");
  CHECK(told("Raise weekly users from 0 to 400 users") == "Raise weekly users from 0 to 400 users | 0 -> 400 users");
  CHECK(told("Activation from 38% to 55%: 0.6") == "Activation from 38% to 55% | 38 -> 55 % score 0.6");
  CHECK(told("Revenue $1.2M -> $1.5M (now $1.41M)") == "Revenue | 1200000 -> 1500000 $ =1410000");
  CHECK(told("Apdex from 0.95 to 0.99 (0.97)") == "Apdex from 0.95 to 0.99 | 0.95 -> 0.99 =0.97");
  CHECK(told("Uptime of the site from 0.9 to 3 => 40%") == "Uptime of the site from 0.9 to 3 | 0.9 -> 3 40%");
  CHECK(told("Pages with an example: 12/30 pages") == "Pages with an example | 0 -> 30 pages =12");
  CHECK(told("7/12 books") == "books | 0 -> 12 =7");
  CHECK(told("Shops 1,200 -> 2,000 (1,850)") == "Shops | 1200 -> 2000 =1850");
  CHECK(told("Guided tour shipped: 70 %") == "Guided tour shipped | 70%");
  CHECK(told("[70 %] Guided tour shipped") == "Guided tour shipped | 70%");
  CHECK(told("Website tells the story - 0.4") == "Website tells the story | score 0.4");
  CHECK(told("0.4 - Website tells the story") == "Website tells the story | score 0.4");
}

TEST_CASE("markdown line: marks in front, boxes, people and facts") {
  CHECK(told("KR1.2: Users 0 -> 4") == "Users | 0 -> 4");
  CHECK(told("O1KR2: Users 0 -> 4") == "Users | 0 -> 4");
  CHECK(told("[x] Search on the site") == "Search on the site | [x]");
  CHECK(told("[ ] KR 2 - Search on the site @ana") == "Search on the site | @ana [ ]");
  CHECK(told("Users 0 -> 4, owner: ana, confidence 6/10, due 2026-09-20") == "Users | 0 -> 4 6/10 @ana due 2026-09-20");
  CHECK(told("Users 0 -> 4 (owner: Ana Pe, now 2) #growth") == "Users | 0 -> 4 =2 @Ana Pe #growth");
  CHECK(markdown_line("O1: Ship it", english()).mark == LineMark::objective);
  CHECK(markdown_line("2. Objective: Ship it", english()).mark == LineMark::objective);
  CHECK(markdown_line("Initiative: buy shoes", english()).mark == LineMark::initiative);
  CHECK(markdown_line("Objections are heard", english()).mark == LineMark::none);
  CHECK(markdown_line("Own the market", english()).mark == LineMark::none);
}

TEST_CASE("markdown line: numbers inside a sentence stay there") {
  for (const char* text : {"Reach 70 % retention", "Cut 3 of 5 steps of the checkout",
                           "Launch by 9/15 in two countries", "Ship version 2.0", "0 -> 0 users", "Grow (a lot)",
                           "-> 5", "99999999999999999 -> 1", "Answer within 24/7", "A -> B"})
    CHECK(told(text) == std::string(text) + " |");
}

TEST_CASE("markdown words: headings that name a cycle") {
  const auto cycle = [](std::string_view text) {
    const auto heading = cycle_heading(text, {}, "2025");
    return heading ? heading->cycle.id + (heading->title.empty() ? "" : ": " + heading->title) : std::string("-");
  };
  CHECK(cycle("2026 Q3") == "2026-Q3");
  CHECK(cycle("OKRs Q3 2026") == "2026-Q3");
  CHECK(cycle("Q3/2026") == "2026-Q3");
  CHECK(cycle("FY26-Q3 OKRs - Engineering") == "2026-Q3: Engineering");
  CHECK(cycle("Q3 2026: Ship it") == "2026-Q3: Ship it");
  CHECK(cycle("3. Quartal 2026") == "2026-Q3");
  CHECK(cycle("Platform OKRs, Q3 2026") == "2026-Q3: Platform");
  CHECK(cycle("Q4") == "2025-Q4");
  CHECK(cycle("Launch in 2026") == "-");
  CHECK(cycle("Grow by half in Q3 2026 and beyond") == "-");
  CHECK(cycle("Make onboarding effortless") == "-");
}
