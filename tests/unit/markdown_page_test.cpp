// SPDX-License-Identifier: MIT
// What a whole page says (draft_of_markdown): which cycle and objective a line belongs to, what is kept, told and
// refused.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>

#include "actions/import/markdown/markdown.hpp"
#include "actions/import/markdown/words.hpp"
#include "okr/base/number.hpp"

namespace markdown_page_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

namespace {

std::string value_of(const EntryValue& value) {
  if (const double* number = std::get_if<double>(&value)) return shortest(*number);
  if (const bool* truth = std::get_if<bool>(&value)) return *truth ? "yes" : "no";
  return "-";
}

std::string said_of(const DraftRecord& record) {
  std::string text = record.title;
  for (const DraftField& field : record.fields) text += fmt::format(", {} {}", field.key, field.toml);
  return text;
}

std::string comments_of(const DraftRecord& record) {
  std::string text;
  for (const std::string& comment : record.comments) text += " # " + comment;
  return text;
}

std::string told(const DraftKeyResult& kr) {
  std::string text = "  - " + said_of(kr);
  for (const DraftReading& reading : kr.readings) text += " = " + value_of(reading.value);
  if (kr.result.score) text += " score " + shortest(*kr.result.score);
  if (kr.result.progress) text += " progress " + shortest(*kr.result.progress);
  return text + comments_of(kr) + "\n";
}

std::string told(const Draft& draft) {
  std::string text = "\n";
  for (const DraftCycle& cycle : draft.cycles) {
    text += fmt::format("{}{}\n", cycle.id, comments_of(cycle));
    for (const DraftObjective& objective : cycle.objectives) {
      text +=
          fmt::format("* {}{}{}\n", said_of(objective),
                      objective.score ? " score " + shortest(*objective.score) : std::string(), comments_of(objective));
      for (const DraftKeyResult& kr : objective.key_results) text += told(kr);
    }
  }
  for (const Diagnostic& fault : draft.faults)
    text += fmt::format("{}! {} [{}]\n", fault.place.line, fault.message, to_string(fault.code));
  return text;
}

Draft draft_of(std::string_view text, std::optional<std::string> cycle = {}) {
  Draft draft;
  draft.name = "okrs.md";
  draft.text = LinedText(std::string(text));
  CsvForm form;
  form.thousands = ',';
  form.said_by_options = true;
  const MarkdownScene scene{std::move(cycle), {}, form, make_date(2026, 8, 17)};
  return draft_of_markdown(scene, std::move(draft));
}

std::string page(std::string_view text, std::optional<std::string> cycle = {}) {
  return told(draft_of(text, std::move(cycle)));
}

/// "LINE: what" of all remarks.
std::string remarks_of(std::string_view text) {
  std::string all;
  for (const auto& remark : draft_of(text).remarks) all += fmt::format("{}: {}\n", remark.place.line, remark.text);
  return all;
}

}  // namespace

TEST_CASE("markdown page: a number in brackets behind a measure is the value") {
  CHECK(page("# Q3 2026\n## O: Calm\n- Defects 5 -> 1 (0.9)\n- Uptime >= 0.95 (0.9)\n- Users 0 -> 9: 0.4\n"
             "- Visits 0 -> 9 (3) [0.3]\n- Open 5 -> 1 (score: 0.9)\n- Tell it (0.9)\n") == R"(
2026-Q3
* Calm
  - Defects, baseline 5, target 1 = 0.9
  - Uptime, min 0.95 = 0.9
  - Users, baseline 0, target 9 score 0.4
  - Visits, baseline 0, target 9 = 3 score 0.3
  - Open, baseline 5, target 1 score 0.9
  - Tell it, kind "graded", rubric "scored by hand, from 0 to 1" = 0.9
)");
}

TEST_CASE("markdown page: in a cycle that is over it is a score where it does not lie on the way") {
  CHECK(page("# Q1 2025\n## O: Calm\n- Defects 5 -> 1 (0.9)\n- Bugs 5 -> 0 (0.9)\n- Uptime >= 0.95 (0.9)\n") == R"(
2025-Q1
* Calm
  - Defects, baseline 5, target 1 score 0.9
  - Bugs, baseline 5, target 0 = 0.9
  - Uptime, min 0.95 score 0.9
)");
}

TEST_CASE("markdown page: a percentage counts once, as the value, as progress, or as a comment") {
  CHECK(page("# Q1 2025\n## Objective: Trust\n- SLA met in >= 99 % of days (98.2 %)\n"
             "- Gross margin 55 -> 65 % (58)\n  - Progress: 90%\n- Users from 0 to 9 => 40%\n") == R"(
2025-Q1
* Trust
  - SLA met in >= 99 % of days, min 99, unit "% of days" = 98.2
  - Gross margin, baseline 55, target 65, unit "%" = 58 # Progress: 90%
  - Users from 0 to 9, baseline 0, target 9 progress 0.4
)");
  CHECK(page("# Q3 2026\n## Objective: Trust\n- Users from 0 to 9 => 40%\n- Shops >= 9 % of towns\n  - Now: 7 %\n") ==
        R"(
2026-Q3
* Trust
  - Users from 0 to 9, baseline 0, target 9 # 40%
  - Shops, min 9, unit "% of towns" = 7
)");
}

TEST_CASE("markdown page: scores of objectives, in front, behind and below; a second one is not understood") {
  CHECK(page("# Q1 2025\n## 0.6 - Objective: E\n- a: 0.6\n## O3: Hire [70%]\n- b: 0.6\n"
             "## Objective: C (0.7)\n- c: 0.6\n\nScore: 0.4\n\n## O4: Grow by 20% (10%)\n- d: 0.6\n") == R"(
2025-Q1
* E score 0.6
  - a, kind "graded", rubric "scored by hand, from 0 to 1" = 0.6 score 0.6
* Hire score 0.7
  - b, kind "graded", rubric "scored by hand, from 0 to 1" = 0.6 score 0.6
* C score 0.7 # Score: 0.4
  - c, kind "graded", rubric "scored by hand, from 0 to 1" = 0.6 score 0.6
* Grow by 20% (10%)
  - d, kind "graded", rubric "scored by hand, from 0 to 1" = 0.6 score 0.6
)");
}

TEST_CASE("markdown page: a heading where a cycle's stands, with objectives of its own, is none of the cycle above") {
  const auto below = [](std::string_view heading) {
    return page("# Q1 2025\n## O: Profit\n- Profit 22 -> 50 (30)\n# " + std::string(heading) +
                "\n## O: Speed\n- Lead time 9 -> 3 (7)\n");
  };
  for (const char* heading : {"Q4", "Q4 (draft)", "Q4 OKRs", "Q4: Ship", "Current quarter", "Third quarter 2026",
                              "3rd quarter 2026", "FY2026-27 Q1", "Q1-Q2 2026", "2. Halbjahr 2026",
                              "Juli bis September 2026", "Summer 2026", "S2 2026", "H2", "Archive"})
    CHECK_MESSAGE(below(heading) == "\n2025-Q1\n* Profit\n  - Profit, baseline 22, target 50 = 30\n" +
                                        fmt::format("4! '{}' names no cycle [E107]\n", heading),
                  heading);
  for (const char* heading : {"Q3 2026 [WIP]", "Q3/26", "3Q26", "\U0001F5D3 Q3 2026", "Archive: Q3 2026"})
    CHECK_MESSAGE(below(heading).find("\n2026-Q3") != std::string::npos, heading);
  for (const char* heading : {"Team Shops", "OKRs", "Objectives"})
    CHECK_MESSAGE(below(heading).find("* Speed") != std::string::npos, heading);
}

TEST_CASE("markdown page: without marks only what looks like a stretch of time names another cycle") {
  const auto below = [](std::string_view heading) {
    return page("## Q1 2025\n### Profit\n- Profit 22 -> 50 (30)\n## " + std::string(heading) +
                "\n### Speed\n- Lead time 9 -> 3 (7)\n");
  };
  CHECK(below("Summer 2026").find("4! 'Summer 2026' names no cycle [E107]") != std::string::npos);
  CHECK(below("Done").find("4! 'Done' names no cycle [E107]") != std::string::npos);
  for (const char* heading : {"Platform", "Complete the move"})
    CHECK_MESSAGE(below(heading).find("* Speed") != std::string::npos, heading);
  CHECK(page("# 2025\n## Q4\n### Profit\n- a 2 -> 5\n# FY2026-27\n## Q1\n### Speed\n- b 9 -> 3\n") == R"(
2025-Q4 # FY2026-27
* Profit
  - a, baseline 2, target 5
6! 'Q1' names no cycle [E107]
)");
}

TEST_CASE("markdown page: what looks like a part of a year is not the year; --cycle says which one it is, of one") {
  const std::string text = "# OKR Summer 2026\n## O: Speed\n- Lead time 9 -> 3 (7)\n";
  CHECK(page(text) == "\n1! 'OKR Summer 2026' names no cycle [E107]\n");
  CHECK(page(text, "2026-Q3").find("\n2026-Q3") != std::string::npos);
  CHECK(page(text + "# Spring 2026\n## O: Profit\n- a 2 -> 5\n", "2026-Q3").find("4! 'Spring 2026'") !=
        std::string::npos);
}

TEST_CASE(
    "markdown page: two records that are called alike but for capitals, marks and stops are two, and that is told") {
  const std::string text =
      "# Q3 2026\n## Grow\n- Users 0 -> 400 (3)\n- KR2: users. 0 -> 400 (4)\n- Users of the app 0 -> 9\n## grow:\n"
      "- Users 0 -> 400 (5)\n# Q4 2026\n## Grow\n- Users 0 -> 400\n";
  CHECK(remarks_of(text) ==
        "4: 'users.' and 'Users' in line 3 become two key results: if they are one, write it once, a line below it for "
        "the value of each day\n"
        "6: 'grow' and 'Grow' in line 2 become two objectives: if they are one, put all of it below one heading\n");
  CHECK(remarks_of("# Q3 2026\n## Team Shops\n### O: Grow\n- a 0 -> 4\n## Team Web\n### O: Grow\n- a 0 -> 4\n") == "");
}

TEST_CASE(
    "markdown page: below a heading of what is not pursued all is a comment, marked or not, beside a cycle or below "
    "it") {
  const auto parked = [](std::string_view heading, std::string_view level, std::string_view mark) {
    return page(
        fmt::format("## 2026-Q3\n### {2}Learn\n- Books 0 -> 5\n{1} {0}\nLike so.\n{1}# {2}Fly\n- Kites 0 -> 5 (5)\n"
                    "## Q2 2026\n### {2}Past\n- Runs 0 -> 5\n",
                    heading, level, mark));
  };
  for (const char* heading : {"Ideas", "Backlog", "Someday / maybe", "Later", "Parking lot", "Cancelled",
                              "Dropped OKRs", "\U0001F4A1 Ideas for later", "Icebox:", "On hold", "Non-goals",
                              "Next quarter", "Q4 ideas", "Ideen", "Zur\u00FCckgestellt", "Id\u00E9es", "Cancelados"})
    for (const char* level : {"##", "###"})
      for (const char* mark : {"", "O: "})
        if (!looks_like_period(heading) || std::string_view(level) == "###")  // beside a cycle it names one
          CHECK_MESSAGE(parked(heading, level, mark) ==
                            fmt::format("\n2026-Q3 # {0} # Like so. # {1}Fly # Kites 0 -> 5 (5)\n* Learn\n  - Books, "
                                        "baseline 0, target 5\n2026-Q2\n* Past\n  - Runs, baseline 0, target 5\n",
                                        heading, mark),
                        std::string(heading));
  for (const char* heading : {"Platform", "Done", "Completed objectives", "Team Ideas", "Ideas that sell"})
    CHECK_MESSAGE(parked(heading, "###", "O: ").find("* Fly") != std::string::npos, heading);
}

TEST_CASE("markdown page: nothing is lost of what is not pursued, and a cycle or a heading beside it ends it") {
  CHECK(page("# Q3 2026\n## Learn\n- Books 0 -> 5\n\n## Archive\n### Old\n\n| KR | Target |\n|--|--|\n| "
             "[a](https://a.org) | 5 |\n\n"
             "Score: 0.4\n\n## Q4 2026\n### Fly\n- Kites 0 -> 5\n# Backlog\n- Boats 0 -> 5\n# Q1 2027\n## Run\n- Runs "
             "0 -> 5\n") == R"(
2026-Q3 # Archive # Old # KR | Target # a | 5 # https://a.org # Score: 0.4
* Learn
  - Books, baseline 0, target 5
2026-Q4 # Backlog # Boats 0 -> 5
* Fly
  - Kites, baseline 0, target 5
2027-Q1
* Run
  - Runs, baseline 0, target 5
)");
  CHECK(page("# Q3 2026\n## Learn\n- Books 0 -> 5\n### Ideas\n- Kites 0 -> 5\n#### More\n- Boats 0 -> 5\n## Run\n- "
             "Runs 0 -> 5\n"
             "\n**Later**\n\n- Laps 0 -> 5\n") == R"(
2026-Q3
* Learn # Ideas # Kites 0 -> 5 # More # Boats 0 -> 5
  - Books, baseline 0, target 5
* Run # Later # Laps 0 -> 5
  - Runs, baseline 0, target 5
)");
}

TEST_CASE("markdown page: a status is no progress where a target, stretch or bound stands that is not understood") {
  const auto below = [](std::string_view lines) {
    const std::string all = page("# Q3 2026\n## Grow\n- **KR 1:** Visits\n" + std::string(lines));
    return all.substr(all.find("  -"));
  };
  for (const char* goal : {"Target: +15 %", "Goal: Increase by 15%", "Target: to < 500ms", "Stretch: 20 % or so",
                           "Min: 15 %", "Maximum: 3 a day"})
    for (const char* status : {"Status: 5%", "Current Status: 5 %", "Status: In progress (5 %)"}) {
      const std::string kept = fmt::format(" # {}", status);
      const std::string one = below(fmt::format("  - {}\n  - {}\n", goal, status));
      CHECK_MESSAGE(one.starts_with("  - Visits, state \"draft\" # "), one);
      CHECK_MESSAGE(one.find(kept) != std::string::npos, one);
      CHECK_MESSAGE(one.find(fmt::format(" # {}", goal)) != std::string::npos, one);
      CHECK(below(fmt::format("  - {}\n  - {}\n", status, goal)).find("draft") != std::string::npos);
    }
  CHECK(below("  - Progress: 5 %\n  - Target: +15 %\n") == "  - Visits, kind \"percent\" = 5 # Target: +15 %\n");
  CHECK(below("  - Stretch: in Rome too\n  - Status: 5 %\n") ==
        "  - Visits, kind \"percent\" = 5 # Stretch: in Rome too\n");
  CHECK(below("  - Target: 15 %\n  - Status: 5 %\n").find("target 15") != std::string::npos);
  const auto row = [](std::string_view header, std::string_view cells) {
    const std::string all =
        page(fmt::format("# Q3 2026\n## Grow\n\n| KR | {} |\n|--|--|--|\n| Visits | {} |\n", header, cells));
    return all.substr(all.find("  -"));
  };
  CHECK(row("Target | Status", "+15 % | 5 %") == "  - Visits, state \"draft\" # Target: +15 % # Status: 5 %\n");
  CHECK(row("Status | Min", "5 % | 15 %") == "  - Visits, state \"draft\" # Min: 15 % # Status: 5 %\n");
  CHECK(row("Target | Status", " | 5 %") == "  - Visits, kind \"percent\" = 5\n");
  CHECK(row("Min | Status", "- | 5 %") == "  - Visits, kind \"percent\" = 5\n");
}

TEST_CASE("markdown page: a word behind a number that mark-up sets off is no unit, and stays a comment") {
  const auto item = [](std::string_view line) {
    const std::string all = page("# Q3 2026\n## Grow\n- " + std::string(line) + "\n");
    return all.substr(all.find("  - ") + 4);
  };
  for (const char* word : {"[[ana|Ana]]", "[Ana](https://ana.org)", "**Ana**", "*Ana*", "`Ana`", "**[[Ana]]**"}) {
    const bool is_link = std::string_view(word).find("http") != std::string_view::npos;
    const std::string links = is_link ? ", links [\"https://ana.org\"]" : "";
    const std::string users = "Users" + links + ", baseline 0, target 400";
    CHECK(item(fmt::format("Users 0 -> 400 {}", word)) == users + " # Ana\n");
    CHECK(item(fmt::format("Users: 12/400 {}", word)) == users + " = 12 # Ana\n");
    CHECK(item(fmt::format("Users 0 -> 400, current: 12 {}", word)) == users + " = 12 # Ana\n");
    CHECK(item(fmt::format("Users 0 -> 400 % {} (12 %)", word)) == users + ", unit \"%\" = 12 # Ana\n");
    CHECK(item(fmt::format("Users 0 -> 400 teams {} (12 teams)", word)) == users + ", unit \"teams\" = 12 # Ana\n");
    CHECK(item(fmt::format("Users\n  - 0 -> 400 {}\n  - Current: 12 {}", word, word)).find("target 400 = 12 # Ana") !=
          std::string::npos);
    CHECK(
        page(
            fmt::format(
                "# Q3 2026\n## Grow\n\n|KR|Target|Now|\n|--|--|--|\n|Users 0 -> 400 {0}|-|-|\n|Teams|400 {0}|12 {0}|\n",
                word))
            .find("unit") == std::string::npos);
    CHECK(item(fmt::format("Reach 400 {} (12)", word)).starts_with("Reach 400 Ana"));
  }
  CHECK(item("Mass 80 -> 70 *kg* (75 kg)") == "Mass, baseline 80, target 70, unit \"kg\" = 75\n");
  CHECK(item("**users** 0 -> **400 users**") == "users, baseline 0, target 400, unit \"users\"\n");
  CHECK(item("Pans 0 -> 12 tbd") == "Pans, baseline 0, target 12 # tbd\n");
  CHECK(item("Pans 0 -> 12 ongoing") == "Pans, baseline 0, target 12 # ongoing\n");
  CHECK(item("Pans 0 -> 12 open orders") == "Pans, baseline 0, target 12, unit \"open orders\"\n");
}

TEST_CASE("markdown page: each cycle marks its objectives its own way, and keeps its comments") {
  CHECK(page("Since 2024.\n\n# 2025\n## Q3 2025\n### Profit\n- a 2 -> 5\n## Q4 2025\nStill open.\n## Q1 2026\n"
             "### O1: Speed\n- b 9 -> 3\n### Notes\n- c\n") == R"(
2025-Q3 # Since 2024.
* Profit
  - a, baseline 2, target 5
2025-Q4 # Still open.
2026-Q1 # Notes # c
* Speed
  - b, baseline 9, target 3
)");
}

TEST_CASE("markdown page: lines of a table's cell are key results of their own") {
  const std::string text =
      "# Q3 2026\n\n| Objective | Key Results | Owner | Progress |\n|--|--|--|--|\n"
      "| Reliable | KR1: Uptime 99.5% -> 99.9%<br>KR2: MTTR 60 -> 30 min | ana<br>bo | 45% |\n";
  CHECK(page(text) == R"(
2026-Q3
* Reliable # Progress: 45%
  - Uptime, owner "ana", baseline 99.5, target 99.9, unit "%"
  - MTTR, owner "bo", baseline 60, target 30, unit "min"
)");
  CHECK(remarks_of(text) == "5: not understood, kept as a comment: Progress: 45%\n");
}

TEST_CASE("markdown page: a goal beside a start is a target, and a total is no key result") {
  const std::string text =
      "# Q3 2026\n## O: Sell\n\n| KR | Start | Ziel | Ist |\n|--|--|--|--|\n| Shops | 1 | 4 | 2 |\n| **Summe** | 1 | 4 "
      "| 2 |\n\n"
      "| Objective | Key result | Score |\n|--|--|--|\n| Total | | 0.6 |\n| | Average of stars: 3 -> 4 | 0.6 |\n";
  CHECK(page(text) == R"(
2026-Q3
* Sell
  - Shops, baseline 1, target 4 = 2
  - Average of stars, baseline 3, target 4 score 0.6
)");
  CHECK(remarks_of(text) ==
        "7: left out, it says only something of the rows above: Summe | 1 | 4 | 2\n"
        "11: left out, it says only something of the rows above: Total |  | 0.6\n");
}

TEST_CASE("markdown page: what is struck out or called so is cancelled or deferred") {
  CHECK(page("# Q3 2026\n## ~~O1: Sell~~\n- ~~KR1: Shops 1 -> 4~~\n- ~~Fairs~~ (no money)\n- Towns 1 -> 3\n  - Status: "
             "deferred\n  - Status: green\n- ~~old~~ new\n\n| KR | Target | Status |\n|--|--|--|\n| Calls | 4 | "
             "Dropped |\n"
             "| Mails | 4 | late |\n") == R"(
2026-Q3
* Sell, state "cancelled", reason "struck out"
  - Shops, state "cancelled", reason "struck out", baseline 1, target 4
  - Fairs, state "cancelled", reason "no money", kind "done"
  - Towns, state "deferred", reason "deferred", baseline 1, target 3 # Status: green
  - ~~old~~ new, state "draft"
  - Calls, state "cancelled", reason "Dropped", target 4
  - Mails, target 4 # Status: late
)");
}

TEST_CASE("markdown page: a number that may be written with the other decimal mark is told, once") {
  CHECK(remarks_of("# Q3 2026\n## O: Grow\n- Users 0 -> 1.000 (450)\n- Shops 0 -> 2.000 (450)\n") ==
        "3: '1.000' is read with a decimal mark '.': say --decimal , if that parts thousands, else --decimal .\n");
  CHECK(remarks_of("# Q3 2026\n## O: Grow\n\n| KR | Target |\n|--|--|\n| Share | 2,5 % |\n")
            .starts_with("6: '2,5' is no number: say --decimal , if that is its decimal mark\n"));
  CHECK(remarks_of(
            "# Q3 2026\n## O: Grow\n- Users 0 -> 1,000 (450)\n- Grade 0.125 -> 2.5 (1.25)\n- v1.250 users 0 -> 3\n") ==
        "");
}

TEST_CASE("markdown page: front matter and HTML are told and kept, and addresses in a title are links of its record") {
  const std::string text =
      "---\ntags: [okr]\n---\n# Q3 2026\n\n<details>\nOld\n</details>\n\n## O: [Grow](https://a.org)\n- "
      "[Users](https://b.org/u) "
      "0 -> 4\n- <https://c.org> visits 0 -> 4\n";
  CHECK(page(text) == R"(
2026-Q3 # tags: [okr] # <details>
Old
</details>
* Grow, links ["https://a.org"]
  - Users, links ["https://b.org/u"], baseline 0, target 4
  - https://c.org visits, baseline 0, target 4
)");
  CHECK(
      remarks_of(text) ==
      "1: not understood, kept as a comment: tags: [okr]\n6: not understood, kept as a comment: <details> (3 lines)\n");
}

TEST_CASE("markdown page: facts below a key result, in a line of its own or in an item, several in one") {
  CHECK(
      page("# Q3 2026\n## O\n- U: 0 -> 4 (1)\n  Score: 0.33\n  Owner: Max\n- V: 0 -> 4 (1)\n  - due 2026-09-15, owner: "
           "@ana\n- W: 0 -> 4 (1)\n  - Owner: Ana (until 1 Aug, then Ben)\n- X<br>Owner: bo\n") == R"(
2026-Q3
* O
  - U, owner "Max", baseline 0, target 4 = 1 score 0.33
  - V, owner "ana", due 2026-09-15, baseline 0, target 4 = 1
  - W, baseline 0, target 4 = 1 # Owner: Ana (until 1 Aug, then Ben)
  - X, owner "bo", state "draft"
)");
  CHECK(page("# Q3 2026\n\n| Objective | KR |\n|--|--|\n| Sell | Shops 0 -> 4 (1)<br>Owner: ana |\n") == R"(
2026-Q3
* Sell
  - Shops, owner "ana", baseline 0, target 4 = 1
)");
}

TEST_CASE("markdown page: a fact that cannot be used is a comment, no initiative; but a goal may be a key result") {
  const std::string text =
      "# Q3 2026\n## O\n- Goal: be loved\n  - Due: end of August\n  - Confidence: 5/10 (was 7)\n  - Status: \u274C "
      "Cancelled\n  - Call them\n    Owner: ana\n- U: 0 -> 4 (1)\n  - Target: 5\n";
  CHECK(page(text) == R"(
2026-Q3
* O
  - Goal: be loved, initiatives [{ title = "Call them", owner = "ana" }], state "cancelled", reason "Cancelled", kind "done" # Due: end of August # Confidence: 5/10 (was 7)
  - U, baseline 0, target 4 = 1 # Target: 5
)");
  CHECK(remarks_of(text).starts_with("4: not understood, kept as a comment: Due: end of August\n5: "));
}

TEST_CASE("markdown page: initiatives keep their address; what is struck out or has no words is a comment") {
  CHECK(
      page(
          "# Q3 2026\n## O\n- U: 0 -> 4 (1)\n  - [doc](https://x.org/spec)\n  - ~~tv spot~~ (dropped)\n  - [x] "
          "~~old~~\n  - ![](x.png)\n  - <!-- c -->\n  -\n- ![](y.png)\n- V <!-- h --> ![chart](c.png): 0 -> 4 (2)\n") ==
      R"(
2026-Q3
* O
  - U, initiatives [{ title = "doc", link = "https://x.org/spec" }, { title = "old", done = true }], baseline 0, target 4 = 1 # ~~tv spot~~ (dropped) # x.png # <!-- c --> # y.png
  - V chart, links ["c.png"], baseline 0, target 4 = 2 # <!-- h -->
)");
}

TEST_CASE("markdown page: a number beside the name of a cycle is its score, no title") {
  for (const char* heading : {"Q1 2026 (final score 0.63)", "Q1 2026 (0.63)", "Q1 2026 - 0.63", "Q1 2026 (63 %)"}) {
    const Draft draft = draft_of(fmt::format("# {}\n## O\n- U: 0 -> 4 (1)\n", heading));
    REQUIRE(draft.cycles.size() == 1);
    CHECK_MESSAGE(draft.cycles[0].title.empty(), heading);
    CHECK_MESSAGE(draft.cycles[0].score == 0.63, heading);
  }
}

TEST_CASE("markdown page: a heading is marked by a number and a blank too, and whatever picture stands in front") {
  CHECK(page("# Q3 2026\n## O1 Delight\n- U 0 -> 4 (1)\n## O2 One team\n- E 0 -> 4 (1)\n## Objective 3 Join the team\n"
             "- F 0 -> 4 (1)\n## \U0001F3AF Objective: Be loved\n- G 0 -> 4 (1)\n## O5: Ship\n- O2 sensors 0 -> 4 "
             "(1)\n") ==
        R"(
2026-Q3
* Delight
  - U, baseline 0, target 4 = 1
* One team
  - E, baseline 0, target 4 = 1
* Join the team
  - F, baseline 0, target 4 = 1
* Be loved
  - G, baseline 0, target 4 = 1
* Ship
  - O2 sensors, baseline 0, target 4 = 1
)");
}

TEST_CASE("markdown page: a heading with key results below is no team; a team is of the objectives deeper than it") {
  const std::string front = "# Q3 2026\n## O1: Win\n- U 0 -> 4 (1)\n";
  CHECK(page(front + "## One team\n- E 0 -> 4 (1)\n## O3: Ship\n- F 0 -> 4 (1)\n") == R"(
2026-Q3 # One team # E 0 -> 4 (1)
* Win
  - U, baseline 0, target 4 = 1
* Ship
  - F, baseline 0, target 4 = 1
)");
  CHECK(remarks_of(front + "## One team\n- E 0 -> 4 (1)\n") ==
        "4: not understood, kept as a comment: One team\n"
        "4: 'One team' is no objective, for others of its cycle are marked: write O1: in front if it is one\n"
        "5: not understood, kept as a comment: E 0 -> 4 (1)\n");
  CHECK(page(front + "## Team Sales\n- Ana\n### O2: Sell\n- E 0 -> 4 (1)\n## O3: Ship\n- F 0 -> 4 (1)\n") == R"(
2026-Q3 # Ana
* Win
  - U, baseline 0, target 4 = 1
* Sell, team "Sales"
  - E, baseline 0, target 4 = 1
* Ship
  - F, baseline 0, target 4 = 1
)");
  CHECK(page(front + "## Team: Sales\n- Ana\n## O2: Sell\n- E 0 -> 4 (1)\n").find("* Sell, team \"Sales\"") !=
        std::string::npos);
}

TEST_CASE("markdown page: a heading that names a cycle among other words is told how it would be read") {
  const Draft draft = draft_of("# Ship it, stay healthy (Q3 2026)\n## Objective: A\n- U 0 -> 4\n");
  REQUIRE(draft.faults.size() == 1);
  CHECK(draft.faults[0].mend ==
        "give it with --cycle 2026-Q3, or write the heading as 'Q3 2026: Ship it, stay healthy'");
  const Draft below = draft_of("# Q2 2026\n## O1: A\n- U 0 -> 4\n# Q3 2026 Retrospective\n## O1: B\n- V 0 -> 4\n");
  REQUIRE(below.faults.size() == 1);
  CHECK(below.faults[0].message == "'Q3 2026 Retrospective' names a cycle among other words");
}

TEST_CASE("markdown page: an overall score is that of what stands above the key results") {
  CHECK(page("# Q2 2026\nOverall score: 0.62\n## O1: A\n**Overall:** 0.7\n- U 0 -> 4 (1)\n\nOverall: lovely\n") == R"(
2026-Q2
* A score 0.7 # Overall: lovely
  - U, baseline 0, target 4 = 1
)");
}

TEST_CASE("markdown page: what stands below risks, learnings and the like is no key result") {
  CHECK(page("# Q3 2026\n## O1: A\n- U 0 -> 4 (1)\n\nRisks:\n* A contract ends\n\n**Learnings**\n- Start sooner\n") ==
        R"(
2026-Q3
* A # Risks: # A contract ends # Learnings # Start sooner
  - U, baseline 0, target 4 = 1
)");
}

TEST_CASE("markdown page: an empty line in front of everything is nothing") {
  CHECK(page("\n\n# Q3 2026\n## O1: A\n- U 0 -> 4 (1)\n") == page("# Q3 2026\n## O1: A\n- U 0 -> 4 (1)\n"));
  CHECK(draft_of("\n## O1: A\n").faults.at(0).line_text == "## O1: A");
}

TEST_CASE("markdown page: of several lines that are not understood it is told how many they are") {
  CHECK(remarks_of("# Q3 2026\n## O\n\none\ntwo\nthree\n\n- U: 0 -> 4 (1)\n") ==
        "4: not understood, kept as a comment: one (3 lines)\n");
}

TEST_CASE(
    "markdown page: a target that is a bound is one to hold, and where it is not understood nothing is progress") {
  const std::string text =
      "# Q3 2026\n## O: Serve\n\n| KR | Start | Target | Current |\n|--|--|--|--|\n| A | | >= 95 % | 92.5 % |\n"
      "| B | | max. 10 | 18 |\n| C | 5 % | < 2 % | 4 % |\n| D | | 60-80 % | 55 % |\n| E | | tbd | 3 % |\n"
      "| F | 80% | 0.9 | 0.85 |\n| G | 90 min | 1 h | 75 min |\n| H | | -5 % | 2 % |\n\n"
      "- I\n  - Target: at least 95 %\n  - Current: 92.5 %\n- J\n  - Target: most of them\n  - Current: 40 %\n";
  CHECK(page(text) == R"(
2026-Q3
* Serve
  - A, min 95, unit "%" = 92.5
  - B, max 10 = 18
  - C, max 2, strict true, unit "%" = 4 # Start: 5 %
  - D, state "draft" # Target: 60-80 % # Current: 55 %
  - E, state "draft" # Current: 3 %
  - F, state "draft" # Target: 0.9 # Current: 0.85 # Start: 80%
  - G, state "draft" # Target: 1 h # Current: 75 min # Start: 90 min
  - H, state "draft" # Current: 2 % # target: -5 %
  - I, min 95, unit "%" = 92.5
  - J, state "draft" # Target: most of them # Current: 40 %
)");
  CHECK(remarks_of(text).find("'J' has no target that is understood: it is written as a draft") != std::string::npos);
  CHECK(remarks_of(text).find("'H' has a target of 0 or below and no start to come from") != std::string::npos);
}

TEST_CASE(
    "markdown page: a box beside a measure that is not understood is no yes and no no; a number in its title is told") {
  const std::string text =
      "# Q3 2026\n## O\n- [ ] Users 3/5 -> 4/5\n- [x] Sell von 12,5 auf 25\n- [ ] ~~Plan~~ the other\n"
      "- [ ] Sell 100 seats by 30 Sep\n- [x] Users 0 -> 400 (412) done!\n- [x] Version 2 is out\n";
  CHECK(page(text) == R"(
2026-Q3
* O
  - Users 3/5 -> 4/5, state "draft"
  - Sell von 12,5 auf 25, state "draft" # [x]
  - ~~Plan~~ the other, state "draft"
  - Sell 100 seats by 30 Sep, kind "done" = no
  - Users, baseline 0, target 400 = 412 # done!
  - Version 2 is out, kind "done" = yes
)");
  CHECK(remarks_of(text).find("6: no number is read from 'Sell 100 seats by 30 Sep': it is done or not\n") !=
        std::string::npos);
  CHECK(remarks_of(text).find("Version") == std::string::npos);
}

TEST_CASE("markdown page: values with a day of their own") {
  const std::string text =
      "# Q3 2026\n## O\n- U: 0 -> 40\n  - 2026-07-15: 5\n  - 2026-08-01: 11\n- V: 0 -> 4\n  - Current: 3\n  - As of: "
      "2026-08-10\n- W\n  - 2026-07-15: 5\n";
  CHECK(page(text) == R"(
2026-Q3
* O
  - U, baseline 0, target 40 = 5 = 11
  - V, baseline 0, target 4 = 3
  - W, state "draft" # 2026-07-15: 5
)");
  const Draft draft = draft_of(text);
  const auto& krs = draft.cycles.at(0).objectives.at(0).key_results;
  CHECK(krs.at(0).readings.at(1).date == make_date(2026, 8, 1));
  CHECK(krs.at(1).readings.at(0).date == make_date(2026, 8, 10));
}

TEST_CASE("markdown page: the day that is said is that of every sort of value; one that is not understood is of none") {
  const auto below = [](std::string_view line, std::string_view day) {
    return draft_of(fmt::format("# Q3 2026\n## O\n{}\n  - As of: {}\n", line, day))
        .cycles.at(0)
        .objectives.at(0)
        .key_results.at(0);
  };
  for (const char* line : {"- U: 0 -> 4 (3)", "- U: 70 %", "- [x] U", "- U: 0.7"}) {
    CHECK_MESSAGE(below(line, "2026-08-10").readings.at(0).date == make_date(2026, 8, 10), line);
    CHECK_MESSAGE(below(line, "last Monday").readings.empty(), line);
    CHECK_MESSAGE(below(line, "last Monday").comments.size() == 2, line);
  }
}

TEST_CASE("markdown page: addresses of HTML, of cells and of what is no record are kept") {
  CHECK(
      page("# [Q3 2026](https://q.org)\n## Objective\n\nShip [it](https://t.org)\nWith care\n\n[a](https://a.org) and "
           "<a href=\"https://b.org\">b</a>.\n\n| Objective | KR | Target |\n|--|--|--|\n| [Sell](https://o.org) | "
           "[Shops](https://k.org) <!-- c --> | 4 |\n\nKR 1: [U](https://1.org) 0 -> 4\nKR 2: [V](https://2.org) 0 -> "
           "4\n") == R"(
2026-Q3 # https://q.org
* Ship it, links ["https://t.org"] # With care # a and b. # https://a.org # https://b.org
* Sell, links ["https://o.org"]
  - Shops, links ["https://k.org"], target 4 # <!-- c -->
  - U, links ["https://1.org"], baseline 0, target 4
  - V, links ["https://2.org"], baseline 0, target 4
)");
}

TEST_CASE("markdown page: several owners are several, however they are parted") {
  for (const char* owners :
       {"Tom<br>Lea", "Tom, Lea", "Tom / Lea", "Tom & Lea", "Tom and Lea", "@Tom @Lea", "Lea; Tom"}) {
    const std::string text =
        fmt::format("# Q3 2026\n## O\n\n| KR | Owner | Target |\n|--|--|--|\n| U | {} | 4 |\n", owners);
    CHECK_MESSAGE((page(text).find("owner [\"Tom\", \"Lea\"]") != std::string::npos ||
                   page(text).find("owner [\"Lea\", \"Tom\"]") != std::string::npos),
                  owners);
  }
}

TEST_CASE("markdown page: a share of 1 in brackets is no value in per cent, unless it lies on the way") {
  CHECK(page("# Q3 2026\n## O\n- U 80% -> 90% (0.85)\n- V 2% -> 0% (0.5)\n") == R"(
2026-Q3
* O
  - U, baseline 80, target 90, unit "%" # 0.85
  - V, baseline 2, target 0, unit "%" = 0.5
)");
}

TEST_CASE("markdown page: a mark of key results without a title stands above them; with facts alone it is one") {
  CHECK(page("# Q3 2026\n## O1: Ship\n### KR:\n- A 0 -> 4\n### Key Result 3\n- B 0 -> 4\n### KR4\n- Target: 4\n"
             "- Owner: bo\n\n**KR5:**\n- C 0 -> 4\n\nKR6: E 0 -> 4\n\n- F 0 -> 4\n") == R"(
2026-Q3
* Ship
  - A, baseline 0, target 4
  - B, baseline 0, target 4 # Key Result 3
  - KR4, owner "bo", target 4
  - C, baseline 0, target 4 # KR5:
  - E, initiatives ["F 0 -> 4"], baseline 0, target 4
)");
}

TEST_CASE("markdown page: a stretch lies behind its target, else it is a comment") {
  CHECK(page("# Q3 2026\n## O1: Ship\n- A 0 -> 4\n  - Stretch: 5\n- B 9 -> 4\n  - Stretch goal: 5\n- C 9 -> 4\n"
             "  - Stretch: 3\n- D >= 9 %\n  - Stretch target: 10 %\n- E\n  - Stretch: 3 kg\n- Stretch 0 -> 3\n") == R"(
2026-Q3
* Ship
  - A, baseline 0, target 4, stretch 5
  - B, baseline 9, target 4 # Stretch goal: 5
  - C, baseline 9, target 4, stretch 3
  - D, min 9, unit "%" # Stretch target: 10 %
  - E, state "draft" # Stretch: 3 kg
  - Stretch, baseline 0, target 3
)");
}

TEST_CASE("markdown page: a row says O1 of an objective with a title like its own; one with key results of another") {
  const auto below = [](std::string_view rows) {
    return page("# Q3 2026\n## O1: Ship the boats\n- A 0 -> 4\n\n" + std::string(rows));
  };
  const std::string front = "\n2026-Q3\n* Ship the boats";
  const std::string own = front + "\n  - A, baseline 0, target 4\n";
  for (const char* title : {"O1: Ship the boats \U0001F6A2", "ship the boats", "O1: Boats now"})
    CHECK_MESSAGE(below(fmt::format("| Objective | Done |\n|--|--|\n| {} | 1 |\n", title)) ==
                      front + " # Done: 1\n  - A, baseline 0, target 4\n",
                  title);
  for (const char* title : {"O1: Boats now", "O1: Sell", "O2: Ship the boats soon"})
    CHECK_MESSAGE(
        below(fmt::format("| Objective | KR | Target |\n|--|--|--|\n| {} | B | 1 |\n", title)).starts_with(own + "* "),
        title);
}

TEST_CASE("markdown page: quarters that no name has together are offered as months") {
  const auto way = [](std::string_view heading) {
    const Draft draft = draft_of(fmt::format("# {}\n## Ship\n- A 0 -> 4\n", heading));
    return draft.faults.empty() ? std::string() : draft.faults[0].mend;
  };
  CHECK(way("OKRs (Q2-Q3 2025)") == "write it as 'Apr-Sep 2025'");
  CHECK(way("Q4 2025 \u2013 Q1 2026") == "write it as 'Oct 2025-Mar 2026'");
  CHECK(way("Q3 & Q4 2025") == "write it as '2025-H2'");
  CHECK(way("Q2 OKRs") == "give its year with --cycle 2026, or write it as 2026-Q2");
  CHECK(page("# Apr-Sep 2025\n## Ship\n- A 0 -> 4\n").starts_with("\n2025-04-01-to-2025-09-30"));
}

}  // namespace markdown_page_test
