// SPDX-License-Identifier: MIT
// A title word by word: verbs and things of one spelling, amounts and names with a number, what is denied or quoted.
#include "compute/lint/findings.hpp"

#include <string>
#include <vector>

#include "print.hpp"
#include "reports/check/findings.hpp"

namespace title_test {

using namespace okr;

namespace {

std::vector<std::string> words_of(Code code) {
  for (const RuleWords& list : reports::rule_words())
    if (list.code == code) return list.words;
  return {};
}

std::string verb(Code code, const char* title) { return Title(title).leading_verb(words_of(code)).value_or(""); }
std::string phrase(Code code, const char* title) { return Title(title).phrase(words_of(code)).value_or(""); }
std::string pay(const char* title) { return Title(title).pay(words_of(Code::W226)).value_or(""); }
std::string bare(const char* title) { return Title(title).bare(words_of(Code::W225)).value_or(""); }
std::string amount(const char* title) { return Title(title).amount().value_or(""); }

}  // namespace

TEST_CASE("title: every rule of words has some") {
  for (const Code code : rules_of_words) {
    CAPTURE(std::string(to_string(code)));
    CHECK(!words_of(code).empty());
  }
}

TEST_CASE("title: a verb that it begins with, and no thing of the same name") {
  CHECK(verb(Code::W206, "Launch a new intranet for connecting onsite workers.") == "launch");
  CHECK(verb(Code::W206, "Roll out clear career advancement tracks.") == "roll out");
  CHECK(verb(Code::W206, "ROLL OUT single sign-on") == "roll out");
  CHECK(verb(Code::W206, "Perform 10 user tests to pinpoint UX issues.") == "perform");
  CHECK(verb(Code::W206, "Launching the new page") == "launching");
  CHECK(verb(Code::W206, "Shipped a new page") == "shipped");
  CHECK(verb(Code::W206, "To create a page that is read") == "create");
  CHECK(verb(Code::W206, "Test the page that is read most") == "test");
  CHECK(verb(Code::W206, "\u201CLaunch a page\u201D") == "launch");
  for (const char* title :
       {"Launches without a rollback", "Release notes are read by 400 people", "Test coverage above 80 percent",
        "Build time under 5 minutes", "Launch post is read by 400", "Release of version 1.0", "Version 1.0 is released",
        "Planning accuracy", "80% of staff use the intranet weekly", "Relaunch", "\"Launch\" is heard of",
        "Test-driven teams", "Build is green on Mondays", "Five launched pages", "Test drives booked",
        "Release candidates shipped on time", "Test rides per week", "Build queue time under 3 minutes"})
    CHECK_MESSAGE(verb(Code::W206, title) == "", title);
  CHECK(verb(Code::W207, "Support the sales team") == "support");
  CHECK(verb(Code::W207, "Support tickets answered in a day") == "");
  CHECK(verb(Code::W207, "Help center articles read") == "");
  CHECK(verb(Code::W207, "Support response time under 2 hours") == "");
  CHECK(verb(Code::W207, "Help requests closed the same day") == "");
  CHECK(verb(Code::W207, "Help customers to succeed") == "help");
  CHECK(verb(Code::W207, "Assess Colossus latency") == "assess");
  CHECK(verb(Code::W210, "Maintain market position") == "maintain");
  CHECK(verb(Code::W210, "Keep the lights on") == "keep");
  CHECK(verb(Code::W210, "People keep coming back") == "");
  CHECK(verb(Code::W208, "boost productivity") == "boost");
  CHECK(verb(Code::W208, "Productivity is boosted") == "");
}

TEST_CASE("title: pay and effort, not what is spelled alike, denied or saved") {
  CHECK(pay("Earn 5% bonus") == "bonus");
  CHECK(pay("Get a raise") == "a raise");
  CHECK(pay("Salaries rise by 4 %") == "salaries");
  CHECK(pay("Double the Sales commission") == "commission");
  CHECK(pay("Bonus for everybody") == "bonus");
  for (const char* title : {"Raise awareness in 10 cities", "Raise the NPS to 40",
                            "A summer promotion brings 300 sign-ups", "Bonus-free holidays", "No bonus hangs on it",
                            "Goals without a salary", "Raising hands", "\"Salary\" is searched for",
                            "The European Commission funds us", "Bonus miles are spent", "A bonus track on each album"})
    CHECK_MESSAGE(pay(title) == "", title);
  CHECK(phrase(Code::W235, "Work 60 hours a week") == "work # hours");
  CHECK(phrase(Code::W235, "Make 100 commits") == "# commits");
  CHECK(phrase(Code::W235, "Hold 12 meetings with customers") == "# meetings");
  for (const char* title : {"Reduce the average response time to under 2 hours", "The team commits to less",
                            "Four mornings a week without a meeting", "Task backlog stays under 700 hours"})
    CHECK_MESSAGE(phrase(Code::W235, title) == "", title);
  CHECK(is_about_less(Title("Save 5 hours a week")));
}

TEST_CASE("title: what everybody counts in another way stands alone") {
  CHECK(bare("1 million users") == "users");
  CHECK(bare("Grow users") == "users");
  CHECK(bare("Increase sign-ups by 20%") == "sign-ups");
  CHECK(bare("Quality") == "quality");
  CHECK(bare("More engagement") == "engagement");
  for (const char* title : {"1 million 7-day active users", "Weekly active users", "Sign-ups from the launch",
                            "Unique Users", "User retention", "Social media engagement", "Users of the beta",
                            "Increase employee engagement by 5%", "Users who come back"})
    CHECK_MESSAGE(bare(title) == "", title);
}

TEST_CASE("title: an amount is no year, version, rank or name") {
  CHECK(amount("Increase customer satisfaction by 15%") == "15%");
  CHECK(amount("Increase sales revenue by 50% in Q4.") == "50%");
  CHECK(amount("Win 10,000 customers") == "10,000");
  CHECK(amount("Earn \u20AC5 a month from everybody") == "5");
  CHECK(amount("Bring the NPS to 40") == "40");
  CHECK(amount("Grow staff by 45 percent") == "45");
  for (const char* title : {"Become the #1 most-downloaded iOS productivity app.", "Be ready for 2027",
                            "Ship version 2", "Okr 1.0 is out", "24/7 support", "Answer B2B customers",
                            "Get Windows 11 ready", "Project 7", "Objective 12.", "Be in the top 10", "Pass ISO 9001",
                            "Give our users a great customer service experience", "Version 1.2.3 runs everywhere"})
    CHECK_MESSAGE(amount(title) == "", title);
  for (const char* title : {"Everybody loves the 2.0 release", "iOS 26 feels at home",
                            "We are ready for iOS 26 on day one", "The 3 update is worth it"})
    CHECK_MESSAGE(amount(title) == "", title);
}

}  // namespace title_test
