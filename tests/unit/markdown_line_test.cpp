// SPDX-License-Identifier: MIT
// What a line that somebody wrote of a key result says (markdown_line): marks, boxes, measures, facts; and what is left
// alone.
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <array>
#include <utility>

#include "actions/import/markdown/line.hpp"
#include "actions/import/markdown/words.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace markdown_line_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

CsvForm english() {
  CsvForm form;
  form.thousands = ',';
  form.said_by_options = true;
  return form;
}

/// "title | 0 -> 400 users =112 70% score 0.7 6/10 @ana [x]"
std::string told(std::string_view text, const CsvForm& form) {
  const MarkdownLine line = markdown_line(text, form);
  const LineFacts& facts = line.facts;
  std::string out = line.title + " |";
  if (facts.baseline) out += " " + shortest(*facts.baseline);
  if (facts.target) out += " -> " + shortest(*facts.target);
  if (facts.min) out += (facts.is_strict ? " > " : " >= ") + shortest(*facts.min);
  if (facts.max) out += (facts.is_strict ? " < " : " <= ") + shortest(*facts.max);
  if (!facts.unit.empty()) out += " " + facts.unit;
  if (facts.value) out += " =" + shortest(*facts.value);
  if (facts.progress)
    out += fmt::format(" {}%{}", shortest(*facts.progress), line.has_own_number && !facts.has_measure() ? "?" : "");
  if (facts.score) out += " score " + shortest(*facts.score);
  if (facts.confidence) out += fmt::format(" {}/10", *facts.confidence);
  for (const std::string& owner : facts.owners) out += " @" + owner;
  for (const std::string& tag : facts.tags) out += " #" + tag;
  if (facts.due) out += " due " + to_string(*facts.due);
  if (line.is_done) out += *line.is_done ? " [x]" : " [ ]";
  if (!facts.state.empty()) out += fmt::format(" {} ({})", facts.state, facts.reason);
  for (const std::string& unread : line.unread) out += " unread " + unread;
  for (const std::string& below : line.below) out += " below " + below;
  return out;
}

std::string told(std::string_view text) { return told(text, english()); }

std::string told_with_commas(std::string_view text) {
  CsvForm form;
  form.decimal = ',';
  form.thousands = '.';
  form.said_by_options = true;
  return told(text, form);
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
  CHECK(told("50% -> 80% coverage (65%)") == "coverage | 50 -> 80 % =65");
  CHECK(told("Docs 50% -> 80% of pages (65%)") == "Docs of pages | 50 -> 80 % =65");
  CHECK(told("50h -> 80h of training (65h)") == "training | 50 -> 80 h =65");
  CHECK(told("Response time: 12h \u2192 4h (8h) \U0001F6A7") == "Response time | 12 -> 4 h =8 unread \U0001F6A7");
  CHECK(told("7/12 books") == "books | 0 -> 12 =7");
  CHECK(told("Shops 1,200 -> 2,000 (1,850)") == "Shops | 1200 -> 2000 =1850");
  CHECK(told("Guided tour shipped: 70 %") == "Guided tour shipped | 70%");
  CHECK(told("[70 %] Guided tour shipped") == "Guided tour shipped | 70%");
  CHECK(told("Website tells the story - 0.4") == "Website tells the story | score 0.4");
  CHECK(told("0.4 - Website tells the story") == "Website tells the story | score 0.4");
}

TEST_CASE("markdown line: a comma between two digits belongs to their number") {
  CHECK(told_with_commas("Quote: 12,5 % -> 25 % (15,5 %)") == "Quote | 12.5 -> 25 % =15.5");
  CHECK(told_with_commas("Umsatz: 0 -> 1,5 (0,75)") == "Umsatz | 0 -> 1.5 =0.75");
  CHECK(told_with_commas("Umsatz: 0 -> 1.500 (1.050, owner: ana, now 7)") ==
        "Umsatz | 0 -> 1500 =7 @ana unread 1.050");  // what is called so is the value
  CHECK(told_with_commas("Umsatz: 0 -> 1.500 (1.050,5, Owner: ana)") == "Umsatz | 0 -> 1500 =1050.5 @ana");
  CHECK(told("Shops 1,200 -> 2,000 (1,850, owner: ana)") == "Shops | 1200 -> 2000 =1850 @ana");
  CHECK(told("Users 0 -> 4 (2, ana)") == "Users | 0 -> 4 =2 unread ana");
}

TEST_CASE("markdown line: a percentage beside a number of the title is a value where the words say so, else nothing") {
  CHECK(told("80% of teams adopted (60%)") == "80% of teams adopted | -> 80 % =60");
  CHECK(told("50 % of users on the new plan (currently 20%)") == "50 % of users on the new plan | -> 50 % =20");
  CHECK(told("Error rate below 1% (0.8%)") == "Error rate below 1% | 0.8%?");
  CHECK(told("Cut costs by 30%: 15%") == "Cut costs by 30% | 15%?");
  CHECK(told("Increase signups by 20% (10%)") == "Increase signups by 20% | 10%?");
  CHECK(told("Deckung 0 -> 85 % (currently 80 %)") == "Deckung | 0 -> 85 % =80");
  CHECK(told("Tour of 2026: 70 %") == "Tour of 2026 | 70%");
}

TEST_CASE("markdown line: how much is wanted, in words that mean nothing else, beside a value") {
  CHECK(told("[ ] Reach 400 users (112)") == "Reach 400 users | -> 400 users =112 [ ]");
  CHECK(told("\U0001F7E1 Run 300 km (143)") == "Run 300 km | -> 300 km =143 unread \U0001F7E1");
  CHECK(told("Reach $1M ARR ($800k)") == "Reach $1M ARR | -> 1000000 $ =800000");
  CHECK(told("Visits 0 to 400, now 112") == "Visits | 0 -> 400 =112");
  CHECK(told("Visits 0 to 400 (112)") == "Visits | 0 -> 400 =112");
  for (const char* text :
       {"Open 9 to 5 (6)", "Cut 20 incidents (25)", "Ship 2.0 release (3)", "Reach 400 users in 3 countries (112)",
        "Reply within 2 to 3 days (4)", "Ship version 2 (3)", "Reach 400 users", "Visits 0 to 400"})
    CHECK(told(text) == std::string(text) + " |");
  CHECK(told("Uptime >= 99.9 %") == "Uptime | >= 99.9 %");
  CHECK(told("p95 latency: \u2264 300 ms (350 ms)") == "p95 latency | <= 300 ms =350");
}

TEST_CASE("markdown line: lights, whole days, bold marks") {
  CHECK(told("Users 0 -> 400 (112) \U0001F7E2") == "Users | 0 -> 400 =112 unread \U0001F7E2");
  CHECK(told("Deckung 0 \u2192 85 % (80 %), due 15 May 2026") == "Deckung | 0 -> 85 % =80 due 2026-05-15");
  CHECK(told("km: 0 \u2192 100 (40) due 2026-07-31") == "km | 0 -> 100 =40 due 2026-07-31");
  CHECK(told("km: 0 -> 100 (40, due Sep 30, 2026)") == "km | 0 -> 100 =40 due 2026-09-30");
  CHECK(told("km: 0 -> 100 (40), due Sep 30, 2026") == "km | 0 -> 100 =40 due 2026-09-30");
  CHECK(told("km: 0 -> 100 (40), bis 30.09.2026") == "km | 0 -> 100 =40 due 2026-09-30");
  CHECK(told("Launch the site by 5/6/2026") == "Launch the site by 5/6/2026 |");
  CHECK(told("KR1.1 Weekly users 0 -> 4") == "Weekly users | 0 -> 4");
  CHECK(told("KRs are good") == "KRs are good |");
  CHECK(markdown_line("O: Learn", english()).mark == LineMark::objective);
  CHECK(markdown_line("O2 sensors", english()).mark == LineMark::none);
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

TEST_CASE("markdown line: an arrow sets a mark off, but not between two numbers that stand apart") {
  CHECK(told("KR1 -> Users 0 -> 4 (1)") == "Users | 0 -> 4 =1");
  CHECK(told("KR2 \u2192 Churn from 5 % to 3 % (4 %)") == "Churn from 5 % to 3 % | 5 -> 3 % =4");
  CHECK(told("KR 3 -> 5 deals (4)") == "KR | 3 -> 5 deals =4");
  CHECK(told("O 0 -> 10 (4)") == "O | 0 -> 10 =4");
  CHECK(markdown_line("Objective 3 -> 5", english()).mark == LineMark::none);
  CHECK(markdown_line("Ziel: 8", english()).mark == LineMark::none);
  CHECK(markdown_line("Ziel: 8 neue Shops", english()).mark == LineMark::objective);
}

TEST_CASE("markdown line: a percentage is no unit of a count, and a day beside a value is no comment") {
  CHECK(told("Users 0 -> 400, now 28%") == "Users | 0 -> 400 unread now 28%");
  CHECK(told("NPS 31% (goal: 400)") == "NPS 31% | -> 400");
  CHECK(told("Users 0 -> 400 (112, 2026-08-10)") == "Users | 0 -> 400 =112");
  CHECK(told("Users 0 -> 400 (112, 10 Aug)") == "Users | 0 -> 400 =112 unread 10 Aug");
  CHECK(told("Launch - 2026-08-10") == "Launch - 2026-08-10 |");
}

TEST_CASE("markdown line: the words in front of the number are the title, whatever stands in them") {
  CHECK(told("Backend: Coverage of unit tests 61 -> 80 (70)") == "Backend: Coverage of unit tests | 61 -> 80 =70");
  CHECK(told("CPO KR: Women in leadership 30% => 33%") == "CPO KR: Women in leadership | 30 -> 33 %");
  CHECK(told("RC2 : Taux de couverture 61 -> 80 (70)") == "RC2 : Taux de couverture | 61 -> 80 =70");
  CHECK(told("Growth - paying teams 3 -> 9, owner: ana") == "Growth - paying teams | 3 -> 9 @ana");
  CHECK(told("Users: from 3 -> 9") == "Users | 3 -> 9");
  CHECK(told("KR4 (70%): Finish the course") == "Finish the course | 70%");
  CHECK(told("NPS von 32 auf 45 steigern") == "NPS von 32 auf 45 steigern | 32 -> 45");
  CHECK(told("Antwort von 40 auf 10 Stunden") == "Antwort von 40 auf 10 Stunden | 40 -> 10 Stunden");
}

TEST_CASE("markdown line: no title holds the number that changes") {
  CHECK(told("0 -> 400 users (112)") == "users | 0 -> 400 users =112");
  CHECK(told("0 -> 400 (112)") == "0 -> 400 | 0 -> 400 =112");
  CHECK(told("NPS 31 (goal: 45)") == "NPS | -> 45 =31");
  CHECK(told("Retention 31 %, target: 45 %") == "Retention | -> 45 % =31");
  CHECK(told("[ ] Docs 40%") == "Docs | 40% [ ]");
  CHECK(told("[ ] Coverage raised to 80%") == "Coverage raised to 80% | [ ]");
  CHECK(told("[ ] Ship version 2 (goal: 3 shops)") == "Ship version 2 | -> 3 shops [ ]");
  CHECK(told("Retention 40%") == "Retention 40% |");
}

TEST_CASE("markdown line: numbers inside a sentence stay there") {
  for (const char* text : {"Reach 70 % retention", "Cut 3 of 5 steps of the checkout",
                           "Launch by 9/15 in two countries", "Ship version 2.0", "0 -> 0 users", "Grow (a lot)",
                           "-> 5", "99999999999999999 -> 1", "Answer within 24/7", "A -> B"})
    CHECK(told(text) == std::string(text) + " |");
}

TEST_CASE("markdown line: of two numbers behind a measure the first is the value and the last the score") {
  for (const char* behind : {" - 0.53", " (0.53)", " [0.53]", " Score: 0.53", " score 0.53", ", score: 0.53"})
    CHECK_MESSAGE(
        told("Crashes from 2 to 0.5 (1.2)" + std::string(behind)) == "Crashes from 2 to 0.5 | 2 -> 0.5 =1.2 score 0.53",
        behind);
  CHECK(told("Crashes from 2 to 0.5 (0.9, 0.53)") == "Crashes from 2 to 0.5 | 2 -> 0.5 =0.9 score 0.53");
  CHECK(told("Defects 5 -> 1 (0.9) - 0.53") == "Defects | 5 -> 1 =0.9 score 0.53");
  CHECK(told("Load from 0.2 to 1.5 (1.1) - 0.7") == "Load from 0.2 to 1.5 | 0.2 -> 1.5 =1.1 score 0.7");
  CHECK(told("[0.7] Apdex 0.5 -> 0.99 (0.8)") == "Apdex | 0.5 -> 0.99 =0.8 score 0.7");
  CHECK(told("NPS: 20 -> 40 (31) Score: 0.6") == "NPS | 20 -> 40 =31 score 0.6");
  CHECK(told("Users 0 -> 4 (2, owner: ana, owner: bo), owner: cy") == "Users | 0 -> 4 =2 @ana @bo @cy");
}

TEST_CASE("markdown line: a share takes the place of no measure that stands in the line") {
  CHECK(told("Users 0 -> 400 (112/400)") == "Users | 0 -> 400 =112");
  CHECK(told("Users 0 -> 400 (6/10)") == "Users | 0 -> 400 unread (6/10)");
  CHECK(told("Users 0 -> 400 Confidence: 6/10") == "Users | 0 -> 400 6/10");
  for (const char* text : {"Rating 3.5/5 -> 4.5/5 (4.0/5)", "6/10 - Users 3/5 -> 4/5"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
  CHECK(told("Move from A -> B (3/5)") == "Move from A -> B | 0 -> 5 =3");
}

TEST_CASE("markdown line: numbers of other units are no value, and scales are part of their number") {
  CHECK(told("Wait 0 -> 2 h (90 min)") == "Wait | 0 -> 2 h unread (90 min)");
  CHECK(told("Sales 0 -> $10 (\u20AC4)") == "Sales | 0 -> 10 $ unread (\u20AC4)");
  CHECK(told("Load 0 -> 10 (4 kg)") == "Load | 0 -> 10 kg =4");
  CHECK(told("Sales $800k -> $1.2 million ($900k)") == "Sales | 800000 -> 1200000 $ =900000");
  CHECK(told("Sales from 350k to 1.2 million (0.5 million)") ==
        "Sales from 350k to 1.2 million | 350000 -> 1200000 =500000");
  CHECK(told("Run 300 km (143 mi)") == "Run 300 km | mi =143");  // no target
  for (const char* text : {"Share 80% -> 0.9 (0.85)", "Share 0.8 -> 90% (0.85)", "Wait 90 min -> 1 h (75 min)"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
  CHECK(told("Share 0 -> 0,500 (0,125)") == "Share 0 -> 0,500 (0,125) |");  // nobody groups thousands behind a 0
  CHECK(told("Users 0 -> 4 (50 % done)") == "Users | 0 -> 4 50%");
}

TEST_CASE("markdown line: a unit is a few plain words") {
  CHECK(told("Sleds 0 -> 4 new customers (2)") == "Sleds | 0 -> 4 new customers =2");
  CHECK(told("Sleep \u2265 7 h per night") == "Sleep | >= 7 h per night");
  CHECK(told("Signups 200/week -> 500/week (310/week)") == "Signups | 200 -> 500 /week =310");
  CHECK(told("MRR $10k -> $25k MRR ($14.5k)") == "MRR MRR | 10000 -> 25000 $ =14500");
  CHECK(told("Sleds 0 -> 4!") == "Sleds | 0 -> 4");
  CHECK(told("Sleds 0 -> 4. Now at 2.") == "Sleds | 0 -> 4 =2");
  for (const char* behind :
       {"- Bo Lind", "\u2014 slow start", "| Bo", ": slow start", "; slow, by far", "by September",
        "in 3 towns, and more", "/ week", "users who came back every single week", "#123", "^abc", "(slow start)"}) {
    std::string_view unread = behind;
    while (std::string_view("-|:; \xE2\x80\x94").find(unread.front()) != std::string_view::npos)
      unread.remove_prefix(1);
    CHECK_MESSAGE(told("Sleds 0 -> 4 " + std::string(behind)) == "Sleds | 0 -> 4 unread " + std::string(unread),
                  behind);
  }
  for (const char* text : {"Sleds 0 -> 4+ (2)", "Sleds ~0 -> ~4", "Sleds 0 -> 4 -> 8 (2)", "0 -> 4 (2) sleds by land"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
}

TEST_CASE("markdown line: of several words behind a wanted number none is its unit, but the one of the value") {
  CHECK(told("Close 20 enterprise deals (14)") == "Close 20 enterprise deals | -> 20 =14");
  CHECK(told("1,000 GitHub stars (412)") == "1,000 GitHub stars | -> 1000 =412");
  CHECK(told("Win 5 new customers (2 customers)") == "Win 5 new customers | -> 5 customers =2");
  CHECK(told("3 x faster builds (1.5 x)") == "3 x faster builds | -> 3 x =1.5");
  CHECK(told("10k signups (3.5k)") == "10k signups | -> 10000 signups =3500");
}

TEST_CASE("markdown line: bounds, in words where they are set off") {
  CHECK(told("Errors < 0.5% (0.8%)") == "Errors | < 0.5 % =0.8");
  CHECK(told("Uptime > 99.9% (99.95%)") == "Uptime | > 99.9 % =99.95");
  CHECK(told("Crash-free: min. 99.5 % (99.1 %)") == "Crash-free | >= 99.5 % =99.1");
  CHECK(told("On time: target >= 95 %, currently 92.5 %") == "On time | >= 95 % =92.5");
  CHECK(told("On time (target: at least 95 %, current: 92.5 %)") == "On time | >= 95 % =92.5");
  CHECK(told("Bugs (max. 10), now 18") == "Bugs | <= 10 =18");
  for (const char* text : {"Talk to at least 20 customers (5)", "On time, goal 95 % or more", "a < b",
                           "Hire 3 people (at least 2 cooks).", "Serve 3 towns with < 5 ms"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
}

TEST_CASE("markdown line: a bound within a sentence leaves it whole, with the unit beside its number") {
  for (const auto& [text, said] : std::to_array<std::pair<const char*, const char*>>(
           {{"Review in < 10 seconds through the gate and its towers", "< 10 seconds"},
            {"Response < 200 ms p95", "< 200 ms"},
            {"Achieve >= 90 % precision in the bills", ">= 90 %"},
            {"SLA met in >= 99 % of days", ">= 99 % of days"}}))
    CHECK(told(text) == std::string(text) + " | " + said);
}

TEST_CASE("markdown line: a number that goes on behind a blank is none that is read") {
  for (const char* text :
       {"Users 0 -> 4 000", "Users: 1 000 -> 2 000 (1 500)", "Users 12 500 -> 15 000 \u20AC (13 000 \u20AC)",
        "Users 1 234 567 -> 2 345 678", "Users >= 1 500: 800", "Users $0 -> $4 000", "Users 1 000 -> 2000",
        "Users from 500 to 1 500 (800)", "Nutzer von 500 auf 1 500 steigern", "Users from 1 000 to 2 000",
        "7/12 000 books", "Users 0 -> 400 112 ana", "Users 0 -> 400 3 weeks left"}) {
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
    CHECK_MESSAGE(told_with_commas(text) == std::string(text) + " |", text);
  }
  CHECK(told("Users 0\u00A0-> 4\u202F000") == "Users 0 -> 4 000 |");
  CHECK(markdown_line("Users 0 -> 4 000", english()).is_doubtful);
  CHECK(told("Users of 2026 0 -> 400") == "Users of 2026 | 0 -> 400");
}

TEST_CASE("markdown line: a measure of two parts is none that is read") {
  for (const char* text :
       {"Wait 90 s -> 1 min 30 s", "Time: 0 -> 2h 30m (1h)", "Time <= 2h 30m", "Time < 2h 30m (1.5 h)",
        "Time: 4 h -> 2 h 30 min (3 h)", "Height 5 ft 3 -> 5 ft 8", "Users 0 -> 1 1/2", "Users 0 -> 4 to 5",
        "Users 0 -> 4 or 5", "Users >= 4 or 5", "Users 0 -> 4 x 5", "Cut time from 3h to 2h 30m"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
  CHECK(told("Users 0 -> 400 in 3 towns") == "Users | 0 -> 400 unread in 3 towns");
  CHECK(told("Users 0 -> 400 users 30 Sep") == "Users | 0 -> 400 unread users 30 Sep");
  CHECK(told("Users 0 -> 400 Sep 30") == "Users | 0 -> 400 unread Sep 30");
  CHECK(told("Users 0 -> 400 week 12") == "Users | 0 -> 400 unread week 12");
  CHECK(told("Users 0 -> 400 now 112") == "Users | 0 -> 400 =112");
}

TEST_CASE("markdown line: a day, a year or an ordinal beside a measure is no value") {
  for (const char* said : {"30 Sep", "30 September", "2026", "1st half", "2nd try"})
    for (const char* mark : {" ", ", ", " - "})
      CHECK_MESSAGE(told("Users 0 -> 400" + std::string(mark) + said) == "Users | 0 -> 400 unread " + std::string(said),
                    mark, said);
  CHECK(told("Users >= 400 30 Sep") == "Users | >= 400 unread 30 Sep");
  CHECK(told("Users from 5 to 8, 30 Sep") == "Users from 5 to 8 | 5 -> 8 unread 30 Sep");
  CHECK(told("Users from 5 to 8 - 2026") == "Users from 5 to 8 | 5 -> 8 unread 2026");
  CHECK(told("Users 0 -> 400 (15 Aug)") == "Users | 0 -> 400 unread (15 Aug)");
  CHECK(told("Users 0 -> 400; 15 Aug: 112") == "Users | 0 -> 400 =112 unread 15 Aug:");
  CHECK(told("Users 0 -> 3000 (2026)") == "Users | 0 -> 3000 =2026");
  CHECK(told_with_commas("Kunden 0 -> 12 30. September") == "Kunden | 0 -> 12 unread 30. September");
  CHECK(told_with_commas("Kunden 0 -> 12 am 30.9.") == "Kunden | 0 -> 12 unread am 30.9.");
  CHECK(told_with_commas("Kunden 0 -> 12 bis 30.09.") == "Kunden | 0 -> 12 unread bis 30.09.");
  CHECK(told_with_commas("Kunden 0 -> 12 1. Quartal") == "Kunden | 0 -> 12 unread 1. Quartal");
}

TEST_CASE("markdown line: words behind a value are no unit of a measure that has none, unless its title says them") {
  CHECK(told("Users 0 -> 400, 3 weeks left") == "Users | 0 -> 400 unread 3 weeks left");
  CHECK(told("Users 0 -> 400 ($5 each)") == "Users | 0 -> 400 unread ($5 each)");
  CHECK(told("Users 0 -> 400 (3 blockers)") == "Users | 0 -> 400 unread (3 blockers)");
  CHECK(told("Weekly users 0 -> 400 (112 users)") == "Weekly users | 0 -> 400 users =112");
  CHECK(told("Users 0 -> 400 \U0001F7E2 112") == "Users | 0 -> 400 =112 unread \U0001F7E2");
  CHECK(told("Users 0 -> 400 \u2593\u2591 28%") == "Users | 0 -> 400 unread \u2593\u2591 28%");
}

TEST_CASE("markdown line: a number that is wanted, with what came of it behind an arrow, is none to start from") {
  for (const char* text : {"Increase monthly users to 1,000,000 => 620,000", "NPS of 40 => 38",
                           "Churn below 2 % => 3 %", "Users auf 400 -> 112", "Reach 400 users => 112"}) {
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
    CHECK_MESSAGE(markdown_line(text, english()).is_doubtful, text);
  }
  CHECK(told("Hire 3 -> 5 people") == "Hire | 3 -> 5 people");
}

TEST_CASE("markdown line: of two measures in a sentence none is the one that is meant") {
  for (const char* text : {"Increase A from 10 to 20 and B from 5 to 8", "A from 10 to 20 and B 5 -> 8",
                           "A von 10 auf 20, B von 5 auf 8"}) {
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
    CHECK_MESSAGE(markdown_line(text, english()).is_doubtful, text);
  }
}

TEST_CASE("markdown line: > and < between two numbers are no bounds") {
  for (const char* text : {"NPS 30 > 45 (38)", "NPS: 30 > 45", "NPS 3 < 5", "Users 40 < x < 80",
                           "Users from 5 to < 4 (4.5)", "Wait 5 h > 4 h"})
    CHECK_MESSAGE(told(text) == std::string(text) + " |", text);
  CHECK(told("Load of 3 servers < 80 % (70 %)") == "Load of 3 servers | < 80 % =70");
  CHECK(told("Tier 1 >= 99.9 %") == "Tier 1 | >= 99.9 %");
}

TEST_CASE("markdown line: a short form keeps its full stop") {
  CHECK(told("Wait 5 min. -> 4 min. (4.5 min.)") == "Wait | 5 -> 4 min =4.5");
  CHECK(told("CI from 24 min to 8 min. Currently 15 min.") == "CI from 24 min to 8 min | 24 -> 8 min =15");
  CHECK(told("Wait 5 -> 4 hrs. (4.5 hrs.)") == "Wait | 5 -> 4 hrs =4.5");
  CHECK(told("Rent 5 \u20AC p.a. -> 4 \u20AC p.a. (4.5 \u20AC p.a.)") == "Rent | 5 -> 4 \u20AC p.a. =4.5");
  CHECK(told_with_commas("Wait 5 Wo. -> 4 Wo. (4,5 Wo.)") == "Wait | 5 -> 4 Wo =4.5");
  CHECK(told("Sleds 0 -> 400 users. (112)") == "Sleds | 0 -> 400 users =112");
}

TEST_CASE("markdown line: what is too long for one is no measure") {
  std::string text = "Users 0 -> 400 ";
  while (text.size() < 100'000) text += "(from 1, a: ";
  text += 'x';
  CHECK(told(text) == text + " |");
  CHECK(markdown_line(text, english()).is_doubtful);
}

TEST_CASE("markdown line: facts with a name in one line") {
  for (const char* text : {"Skis: Start: 5, Target: 10, Current: 7", "Skis - Baseline: 5 - Target: 10 - Actual: 7",
                           "Skis (start value: 5, target: 10; current 7)", "Skis: start 5, target 10, current 7"})
    CHECK_MESSAGE(told(text) == "Skis | 5 -> 10 =7", text);
  CHECK(told("Users 0 -> 4 (2) (was 1)") == "Users | 0 -> 4 =2 unread (was 1)");
  CHECK(told("Users 0 -> 4 (now 2, last week 1)") == "Users | 0 -> 4 =2 unread last week 1");
  CHECK(told("Users (0 -> 4, now 2), owners: ana, bo and cy") == "Users | 0 -> 4 =2 @ana @bo @cy");
  CHECK(told("Users 0 -> 4 @ana @bo") == "Users | 0 -> 4 @ana @bo");
}

TEST_CASE("markdown line: what stands behind a sentence with a measure is told, but words that go on from it") {
  CHECK(told("NPS from 30 to 45 \u2014 ended at 42 \u2014 0.8") ==
        "NPS from 30 to 45 | 30 -> 45 score 0.8 unread ended at 42");
  CHECK(told("SUS from 72.5 to 77. SUS score at 74.1") == "SUS from 72.5 to 77 | 72.5 -> 77 unread SUS score at 74.1");
  CHECK(told("Load from 40 to 10 ms, on every page (14)") == "Load from 40 to 10 ms, on every page | 40 -> 10 ms =14");
  CHECK(told("NPS 30 to 45: 42 \u2192 0.8") == "NPS 30 to 45: 42 \u2192 0.8 |");  // which of them is the measure?
}

TEST_CASE("markdown line: lines below one that holds a measure are not of it") {
  CHECK(told("Users 0 -> 400 (112)\nSome prose.") == "Users | 0 -> 400 =112 below Some prose.");
  CHECK(told("Users 0 -> 400\nNote: sales, by far, were slow") ==
        "Users | 0 -> 400 below Note: sales, by far, were slow");
  CHECK(told("Users 0 -> 400 (112)\nBlockers:") == "Users | 0 -> 400 =112 below Blockers:");
  CHECK(told("a long title that somebody\nwrapped 0 -> 40 (12)") ==
        "a long title that somebody\nwrapped | 0 -> 40 =12");
  CHECK(told("Grow in\nGermany 0 -> 40 (12)") == "Grow in\nGermany | 0 -> 40 =12");
  CHECK(told("Users 0 -> 400\nStretch: >= 500\nslow in August") ==
        "Users | 0 -> 400 below Stretch: >= 500 below slow in August");
}

TEST_CASE("markdown line: a title goes on in the next line only where it was wrapped") {
  const std::string wrapped =
      "Everybody who bought one of our machines last year comes back to\nBerlin for the next one";
  CHECK(told("O1: " + wrapped) == wrapped + " |");
  CHECK(told("O1: everyone can see where\nwe are") == "everyone can see where\nwe are |");
  for (const char* below :
       {"Type: committed", "type: committed", "We do it because of churn.", "NPS 20 -> 40", "\u00C4rger gibt es auch"})
    CHECK_MESSAGE(told("O1: Be loved\n" + std::string(below)) == "Be loved | below " + std::string(below), below);
  CHECK(told("O1: Be loved\nOwner: ana\nand more") == "Be loved | below Owner: ana below and more");
}

TEST_CASE("markdown line: what was given up, by its box, its strike or its words") {
  CHECK(told("[-] Write a book") == "Write a book | cancelled (cancelled)");
  CHECK(told("\u274C Cancelled: fly to the moon") == "fly to the moon | [ ] cancelled (Cancelled)");
  CHECK(told("Write a book (dropped)") == "Write a book | cancelled (dropped)");
  CHECK(told("[ ] ~~Write a book~~ moved to Q4") == "Write a book | [ ] cancelled (moved to Q4)");
  CHECK(told("~~Old~~ new") == "~~Old~~ new |");
  CHECK(markdown_line("[ ] ~~Old~~ new", english()).is_doubtful);
  CHECK(told("Dropped calls: 5% -> 1%") == "Dropped calls | 5 -> 1 %");
}

TEST_CASE("markdown line: a title keeps its own arrow") {
  CHECK(told("Move from A \u2192 B") == "Move from A \u2192 B |");
  CHECK(told("A \u2192 B: 0 \u2192 4") == "A \u2192 B | 0 -> 4");
}

TEST_CASE("markdown line: lines of facts are below the sentence, and what is struck out keeps its score") {
  const MarkdownLine line =
      markdown_line("Users 0 -> 400\n(112)\nConfidence: 6/10\nOwner: ana, due 2026-09-30", english());
  CHECK(line.title == "Users");
  CHECK(line.facts.value == 112.0);
  CHECK(line.below == std::vector<std::string>{"Confidence: 6/10", "Owner: ana, due 2026-09-30"});
  CHECK(told("~~Translate~~ (0.3)") == "Translate | score 0.3 cancelled (struck out)");
  CHECK(told("~~Translate~~ (moved to Q4)") == "Translate | cancelled (moved to Q4)");
  CHECK(told("KR-4: hyphen") == "hyphen |");
}

TEST_CASE("markdown facts: a line of facts is parted where the next one begins") {
  const auto facts = [](std::string_view line) {
    std::string text;
    for (const std::string_view fact : facts_in(line, english())) text += "[" + std::string(fact) + "]";
    return text;
  };
  CHECK(facts("Owner: ana, due 30 Sep 2026") == "[Owner: ana][due 30 Sep 2026]");
  CHECK(facts("due Sep 30, 2026, owner: ana, bo") == "[due Sep 30, 2026][owner: ana, bo]");
  CHECK(facts("DRI: @ana | Confidence: high") == "[DRI: @ana][Confidence: high]");
  CHECK(facts("Why: we lose, by far") == "[Why: we lose, by far]");
  CHECK(facts("buy shoes, owner: ana") == "");
  CHECK(facts("by the way") == "");
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
  CHECK(cycle("Q2 2026 (April - June)") == "2026-Q2");
  CHECK(cycle("Q2 2026 (Platform)") == "2026-Q2: Platform");
  CHECK(cycle("Q2 2026 (draft)") == "2026-Q2");
  CHECK(cycle_heading("Q2 2026 (draft)", {}, "")->aside == "draft");
  CHECK(cycle("Q1 2026 (final score 0.63)") == "2026-Q1: final score 0.63");
  CHECK(cycle("Q3 2026 - The team of the future") == "2026-Q3: The team of the future");
  CHECK(cycle("Q3 2026: In it for the long run") == "2026-Q3: In it for the long run");
  CHECK(cycle("Q3 2026: Final sprint to 1.0") == "2026-Q3: Final sprint to 1.0");
  CHECK(cycle("OKR Q3 2026 \u2013 Final grades") == "2026-Q3: Final grades");
  CHECK(cycle("Q3 2026 OKRs: The shops") == "2026-Q3: The shops");
  CHECK(cycle("Q3 2026 - our goals") == "2026-Q3");
  CHECK(cycle("Q3 2026 OKRs (draft)") == "2026-Q3");
  CHECK(cycle("Strengthen the team \u2013 OKRs Q3 2026") == "2026-Q3: Strengthen the team");
  CHECK(cycle("Strengthen the team: our OKRs, Q3 2026") == "2026-Q3: Strengthen the team");
  CHECK(cycle("Platform \u2013 Q3 2026 OKRs") == "2026-Q3: Platform");
  CHECK(cycle("Sales team goals for Q3 2026") == "2026-Q3: Sales team");
  CHECK(cycle("Launch in 2026") == "-");
  for (const char* text : {"Q3/26", "3Q26", "3Q 2026", "\U0001F5D3 Q3 2026", "\U0001F5D3\uFE0F Q3 2026",
                           "Q3 2026 [WIP]", "[Draft] Q3 2026", "Archive: Q3 2026", "(draft) OKRs Q3 2026", "Q3-26",
                           "Q3'26", "T3 2026", "OKR T3 2026", "3T26", "3T 2026", "2026-T3", "T3/26", "T3/2026"})
    CHECK_MESSAGE(cycle(text) == "2026-Q3", text);
  CHECK(cycle_heading("Archive: Q4 2025", {}, "")->aside == "Archive");
  CHECK(cycle("Q3 2026: Ship it \U0001F680") == "2026-Q3: Ship it \U0001F680");
  CHECK(cycle("OKRs 2026 (January - December)") == "2026");
  CHECK(cycle("OKRs 2026: Grow up") == "2026: Grow up");
  for (const char* text :
       {"2026 \u2013 July to September", "OKRs Q1 - Q2 2026", "OKRs Q1-Q2 2026", "Quarter 2026", "FY2026-27 Q1",
        "Q3 2026 - Q4 2026", "OKRs Summer 2026", "2. Halbjahr 2026", "S2 2026", "Q3 40%", "Q3 26 new shops"})
    CHECK_MESSAGE(cycle(text) == "-", text);
  CHECK(cycle("Grow by half in Q3 2026 and beyond") == "-");
  CHECK(cycle("Make onboarding effortless") == "-");
}

TEST_CASE("markdown words: how a heading would be read that names a cycle among other words") {
  CHECK(readable_heading("Closed Beta - Q3 2026", {}) == "Q3 2026: Closed Beta");
  CHECK(readable_heading("Ship it, stay healthy (Q3 2026)", {}) == "Q3 2026: Ship it, stay healthy");
  CHECK(readable_heading("Q2 2026 Retrospective", {}) == "Q2 2026: Retrospective");
  for (const char* text : {"Q1-Q2 2026", "Summer 2026", "2. Halbjahr 2026", "Ship it", ""})
    CHECK_MESSAGE(readable_heading(text, {}).empty(), text);
}

TEST_CASE("markdown words: pictures in front") {
  CHECK(without_front_pictographs("\U0001F3AF\uFE0F Grow \U0001F680") == "Grow \U0001F680");
  CHECK(without_front_pictographs("\U0001F3AF").empty());
  CHECK(without_front_pictographs("Grow") == "Grow");
}

TEST_CASE("markdown words: what looks like a stretch of time") {
  for (const char* text : {"Q3/26", "Q4", "Q4 OKRs", "Q4: Ship", "Current quarter", "3rd quarter 2026", "FY2026-27 Q1",
                           "H2", "T3 2026", "Juli bis September 2026", "Summer 2026", "Archive"})
    CHECK_MESSAGE(looks_like_period(text), text);
  for (const char* text : {"Be climate neutral by 2027", "Marketing", "Ship it", "S3 buckets are cheap and fast", "42"})
    CHECK_FALSE_MESSAGE(looks_like_period(text), text);
}

}  // namespace markdown_line_test
