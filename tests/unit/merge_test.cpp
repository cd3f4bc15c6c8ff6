// SPDX-License-Identifier: MIT
// Three versions of a file into one: what is joined, what disagrees, and that nothing of either side is lost.
#include <string>

#include "okr/store/facts.hpp"
#include "okr/store/merge.hpp"
#include "print.hpp"

namespace merge_test {

using namespace okr;
using namespace okr::store;

namespace {

std::string merged(const std::string& base, const std::string& ours, const std::string& theirs) {
  const auto result = merge_texts(base, ours, theirs);
  if (!result) return "no merge: " + result.error().what;
  return result->text;
}

/// Both ways round the same, and clean.
void check_clean(const std::string& base, const std::string& ours, const std::string& theirs,
                 const std::string& expected) {
  const auto result = merge_texts(base, ours, theirs);
  REQUIRE_MESSAGE(result, result.error().what);
  CHECK(result->text == expected);
  CHECK(result->disagreements.empty());
}

const std::string cycle =
    "#:schema cycle\n"
    "[cycle]\n"
    "title = \"Ship it\"\n"
    "\n"
    "# ---- ship\n"
    "[ship]\n"
    "title  = \"People use it\"\n"
    "weight = 2\n"
    "\n"
    "[ship.users]\n"
    "title    = \"Weekly users\"\n"
    "baseline = 0\n"
    "target   = 400   # agreed in June\n"
    "tags     = [\"growth\"]\n"
    "\n"
    "[ship.beta]\n"
    "steps = [\"format\", \"pages\"]\n";

std::string with(std::string text, const std::string& old, const std::string& now) {
  const auto at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), now);
}

}  // namespace

TEST_CASE("merge: neighbouring lines of two sides are joined") {
  const auto ours = with(cycle, "target   = 400   # agreed", "target   = 450   # agreed");
  const auto theirs = with(with(cycle, "baseline = 0\n", "baseline = 10\n"), "title    = \"Weekly users\"",
                           "title    = \"Users a week\"");
  check_clean(cycle, ours, theirs, with(theirs, "= 400 ", "= 450 "));
  check_clean(cycle, theirs, ours, with(theirs, "= 400 ", "= 450 "));
}

TEST_CASE("merge: what one side alone did is taken as it is, byte for byte") {
  const auto ours = with(with(cycle, "[ship.beta]", "# soon\n[ship.beta]"), "weight = 2\n", "");
  check_clean(cycle, ours, cycle, ours);
  check_clean(cycle, cycle, ours, ours);
  check_clean(cycle, ours, ours, ours);
  check_clean(cycle, cycle, cycle, cycle);
}

TEST_CASE("merge: readings of both stand by day, with the comments of both") {
  const std::string base = "title = \"Pulse\"\n\n[readings]\n2026-07-05 = 61\n2026-07-19 = 59\n";
  const std::string ours = base + "2026-08-02 = 58  # new watch\n";
  const auto theirs = with(base, "2026-07-19", "# from the diary\n2026-07-12 = 60\n2026-07-19") + "2026-07-26 = 63\n";
  const std::string expected =
      "title = \"Pulse\"\n\n[readings]\n2026-07-05 = 61\n# from the diary\n2026-07-12 = 60\n2026-07-19 = 59\n"
      "2026-07-26 = 63\n2026-08-02 = 58  # new watch\n";
  check_clean(base, ours, theirs, expected);
  check_clean(base, theirs, ours, expected);
}

TEST_CASE("merge: a true disagreement stands between markers around its line, and is named") {
  const std::string base = "[readings]\n2026-07-27 = 50\n";
  const auto result = merge_texts(base, base + "2026-08-03 = 55\n2026-08-10 = 1\n", base + "2026-08-03 = 57\n");
  REQUIRE(result);
  CHECK(result->text ==
        "[readings]\n2026-07-27 = 50\n<<<<<<< ours\n2026-08-03 = 55\n=======\n2026-08-03 = 57\n>>>>>>> theirs\n"
        "2026-08-10 = 1\n");
  REQUIRE(result->disagreements.size() == 1);
  CHECK(result->disagreements[0].what == "readings.2026-08-03");
  CHECK(result->disagreements[0].line == 3);
  CHECK(result->disagreements[0].ours == "55");
  CHECK(result->disagreements[0].theirs == "57");
  const auto wide = merge_texts(base, with(base, "50", "51"), with(base, "50", "52"), {9, true});
  REQUIRE(wide);
  CHECK(wide->text ==
        "[readings]\n<<<<<<<<< ours\n2026-07-27 = 51\n||||||||| base\n2026-07-27 = 50\n=========\n2026-07-27 = 52\n"
        ">>>>>>>>> theirs\n");
}

TEST_CASE("merge: what one side took away and the other changed is a disagreement; unchanged it goes") {
  const auto without = with(cycle, "weight = 2\n", "");
  check_clean(cycle, without, with(cycle, "= 400 ", "= 450 "), with(without, "= 400 ", "= 450 "));
  const auto key = merge_texts(cycle, without, with(cycle, "weight = 2", "weight = 3"));
  REQUIRE(key);
  CHECK(key->text == with(cycle, "weight = 2\n", "<<<<<<< ours\n=======\nweight = 3\n>>>>>>> theirs\n"));
  const std::string block =
      cycle.substr(cycle.find("\n[ship.users]"), cycle.find("\n[ship.beta]") - cycle.find("\n[ship.users]"));
  const auto gone = with(cycle, block, "");
  check_clean(cycle, gone, cycle, gone);
  check_clean(cycle, cycle, gone, gone);
  const auto record = merge_texts(cycle, with(cycle, "= 400 ", "= 450 "), gone);
  REQUIRE(record);
  CHECK(record->text ==
        with(cycle, block, "<<<<<<< ours\n" + with(block, "= 400 ", "= 450 ") + "=======\n>>>>>>> theirs\n"));
  REQUIRE(record->disagreements.size() == 1);
  CHECK(record->disagreements[0].what == "ship.users");
  CHECK(!record->disagreements[0].theirs);
}

TEST_CASE("merge: a key result new under an objective that is gone is a disagreement about the objective") {
  const std::string base = "[fit]\ntitle = \"Fit\"\n\n[ship]\ntitle = \"Ship\"\n";
  const auto result = merge_texts(base, "[fit]\ntitle = \"Fit\"\n", base + "\n[ship.users]\ntarget = 4\n");
  REQUIRE(result);
  CHECK(result->text ==
        "[fit]\ntitle = \"Fit\"\n<<<<<<< ours\n=======\n\n[ship]\ntitle = \"Ship\"\n\n[ship.users]\ntarget = 4\n"
        ">>>>>>> theirs\n");
  REQUIRE(result->disagreements.size() == 1);
  CHECK(result->disagreements[0].what == "ship");
}

TEST_CASE("merge: lists are sets of entries, and keep their layout") {
  const auto ours = with(cycle, "[\"growth\"]", "[\"growth\", \"web\"]");
  const auto theirs = with(cycle, "[\"growth\"]", "[\"app\", \"growth\", \"money\"]");
  check_clean(cycle, ours, theirs, with(cycle, "[\"growth\"]", "[\"app\", \"growth\", \"web\", \"money\"]"));
  const auto dated = with(cycle, "\"pages\"]", "{ title = \"pages\", due = 2026-09-01 }]");
  check_clean(cycle, dated, with(cycle, "\"pages\"]", "\"pages\", \"beta\"]"),
              with(cycle, "\"pages\"]", "{ title = \"pages\", due = 2026-09-01 }, \"beta\"]"));
  const auto changes = with(cycle, "[ship.beta]",
                            "changes = [  # why it moved\n"
                            "  { on = 2026-08-01, target = [400, 300], why = \"late\" },  # by Ana\n]\n[ship.beta]");
  const auto more =
      with(cycle, "[ship.beta]",
           "changes = [\n  { on = 2026-08-02, weight = [1, 2], why = \"vital\" },  # by Bob\n]\n[ship.beta]");
  const auto both = merged(cycle, changes, more);
  CHECK(both.find("# why it moved\n  { on = 2026-08-01, target = [400, 300], why = \"late\" },  # by Ana\n"
                  "  { on = 2026-08-02, weight = [1, 2], why = \"vital\" },\n]\n") != std::string::npos);
  CHECK(both.find("# by Bob\n") != std::string::npos);
}

TEST_CASE("merge: one entry that both replaced, each by another, is a disagreement; so are lists that are one value") {
  const auto swap = [](const char* entry) { return with(cycle, "\"pages\"", entry); };
  const auto result = merge_texts(cycle, swap("\"man pages\""), swap("\"manual\""));
  REQUIRE(result);
  CHECK(result->disagreements.size() == 1);
  const std::string bands = "[scoring]\nbands = [0.4, 0.7]\n";
  const auto numbers = merge_texts(bands, with(bands, "0.4", "0.3"), with(bands, "0.7", "0.8"));
  REQUIRE(numbers);
  CHECK(numbers->disagreements.size() == 1);
}

TEST_CASE("merge: the keys of a reading are joined; a bare value is a table's value") {
  const std::string base = "[readings]\n2026-07-05 = 61\n2026-07-12 = { value = 60, note = \"cold\" }\n";
  check_clean(base, with(base, "= 61", "= 62"), with(base, "= 61", "= { value = 61, note = \"late\" }"),
              with(base, "= 61", "= { value = 62, note = \"late\" }"));
  check_clean(base, with(base, "value = 60", "value = 59"), with(base, "\"cold\" }", "\"cold\", final = true }"),
              with(base, "value = 60, note = \"cold\" }", "value = 59, note = \"cold\", final = true }"));
  check_clean(base, with(base, "= 61", "= [61, 2]"), with(base, "= 61", "= [61, 3]"),
              with(base, "= 61", "= [61, 2, 3]"));
}

TEST_CASE("merge: two check-ins in one file") {
  const std::string ours = "date = 2026-08-10\nat = 08:00:00\nby = \"ana\"\n\nship.users = 112\n";
  const std::string theirs = "date = 2026-08-10\nat = 09:30:00\nby = \"ana\"\n\nfit.km = 12\n";
  check_clean("", ours, theirs, "date = 2026-08-10\nat = 09:30:00\nby = \"ana\"\n\nship.users = 112\n\nfit.km = 12\n");
}

TEST_CASE("merge: line ends, byte order mark and last line are as the sides have them") {
  const std::string base = "a = 1\r\nb = 1\r\n";
  check_clean(base, "a = 2\r\nb = 1\r\n", "a = 1\r\nb = 2\r\n", "a = 2\r\nb = 2\r\n");
  check_clean(base, "a = 2\nb = 1\n", "a = 1\r\nb = 2\r\n", "a = 2\nb = 2\n");
  check_clean("a = 1\nb = 1", "a = 2\nb = 1", "a = 1\nb = 2", "a = 2\nb = 2");
  check_clean("a = 1\nb = 1", "a = 2\nb = 1", "a = 1\nb = 2\n", "a = 2\nb = 2\n");
  check_clean(
      "\xEF\xBB\xBF"
      "a = 1\nb = 1\n",
      "\xEF\xBB\xBF"
      "a = 2\nb = 1\n",
      "\xEF\xBB\xBF"
      "a = 1\nb = 2\n",
      "\xEF\xBB\xBF"
      "a = 2\nb = 2\n");
  CHECK(merged("a = 1\r\n", "a = 2\r\n", "a = 3\r\n") ==
        "<<<<<<< ours\r\na = 2\r\n=======\r\na = 3\r\n>>>>>>> theirs\r\n");
  CHECK(merged("a = 1", "a = 2", "a = 3") == "<<<<<<< ours\na = 2\n=======\na = 3\n>>>>>>> theirs\n");
}

TEST_CASE("merge: comments of both sides are kept") {
  const auto ours = with(with(cycle, "# agreed in June", "# agreed in July"), "[ship.beta]", "# ours\n[ship.beta]");
  const auto theirs = with(with(cycle, "# agreed in June", "# agreed by all"), "[ship.beta]", "# theirs\n[ship.beta]");
  const auto both = merged(cycle, ours, theirs);
  CHECK(both.find("# agreed by all\ntarget   = 400   # agreed in July\n") != std::string::npos);
  CHECK(both.find("# ours\n# theirs\n[ship.beta]\n") != std::string::npos);
  const auto gone =
      merged(cycle, with(cycle, "weight = 2\n", ""), with(cycle, "weight = 2", "# heavy\nweight = 2 # two"));
  CHECK(gone.find("# heavy\n# two\n") != std::string::npos);
  CHECK(gone.find("weight") == std::string::npos);
}

TEST_CASE("merge: a record that one side renamed and the other changed is one record") {
  const auto renamed = with(with(cycle, "[ship.users]", "[ship.people]"), "baseline", "was = [\"users\"]\nbaseline");
  check_clean(cycle, renamed, with(cycle, "= 400 ", "= 450 "), with(renamed, "= 400 ", "= 450 "));
  check_clean(cycle, with(cycle, "= 400 ", "= 450 "), renamed, with(renamed, "= 400 ", "= 450 "));
}

TEST_CASE("merge: a key result that one side renamed and its objective that the other renamed are both called anew") {
  const std::string base = "[ship]\ntitle = \"S\"\n[ship.users]\ntarget = 4\n";
  const auto inner = with(base, "[ship.users]\n", "[ship.wau]\nwas = [\"users\"]\n");
  const std::string outer = "[product]\nwas = [\"ship\"]\ntitle = \"S\"\n[product.users]\ntarget = 4\n";
  const auto both = with(outer, "[product.users]\n", "[product.wau]\nwas = [\"users\"]\n");
  check_clean(base, inner, outer, both);
  check_clean(base, outer, inner, both);
}

TEST_CASE("merge: two records under one name, and two names for one record, are not joined") {
  const std::string base = "[ship]\ntitle = \"S\"\n[ship.users]\ntarget = 4\n[ship.startup]\ntarget = 10\n";
  const auto users = with(base, "[ship.users]\n", "[ship.x]\nwas = [\"users\"]\n");
  const auto startup = with(base, "[ship.startup]\n", "[ship.x]\nwas = [\"startup\"]\n");
  const auto added = base + "[ship.x]\ntarget = 30\n";
  const auto active = with(base, "[ship.users]\n", "[ship.active]\nwas = [\"users\"]\n");
  for (const auto& other : {startup, added, active}) {
    CHECK(!merge_texts(base, users, other));
    CHECK(!merge_texts(base, other, users));
  }
  check_clean(base, users, users, users);
  const auto objective = [](const std::string& first, const std::string& second) {
    return first + "title = \"A\"\n" + second + "title = \"B\"\n";
  };
  CHECK(!merge_texts(objective("[a]\n", "[b]\n"), objective("[x]\nwas = [\"a\"]\n", "[b]\n"),
                     objective("[a]\n", "[x]\nwas = [\"b\"]\n")));
}

TEST_CASE("merge: what cannot be joined by keys is left to a merge of lines") {
  CHECK(!merge_texts("a = 1\n", "a = \n", "a = 2\n"));
  CHECK(!merge_texts("<<<<<<< a\n", "a = 1\n", "a = 2\n"));
  CHECK(!merge_texts("[a]\nx = 1\n", "a = { x = 1, y = 2 }\n", "[a]\nx = 2\n"));
  CHECK(!merge_texts("[[a]]\nx = 1\n", "[[a]]\nx = 2\n[b]\n[[a]]\nx = 3\n", "[[a]]\nx = 1\n"));
}

TEST_CASE("facts: a line a fact, whatever the layout") {
  const std::string text =
      "# head\n[ship.users]\ntarget   = 400  # June\ntags = [\n  \"a\",\n  'b',\n]\nnote = \"\"\"\nOne\nTwo "
      "\"x\"\n\"\"\"\n"
      "plan = [[2026-08-01, 3]]\n\n[readings]\n2026-07-26 = {value=63,note='cold'}\n";
  CHECK(facts_of(text) ==
        "# head\n[ship.users]\n# June\nship.users.target = 400\nship.users.tags[] = \"a\"\nship.users.tags[] = \"b\"\n"
        "ship.users.note | One\nship.users.note | Two \\\"x\\\"\nship.users.plan[] = [2026-08-01, 3]\n\n[readings]\n"
        "readings.2026-07-26 = { value = 63, note = \"cold\" }\n");
  CHECK(facts_of("[readings]\n2026-08-11.value = 12\n2026-08-11.note = \"x\"\n2026-08-12.value = 3\n") ==
        facts_of("[readings]\n2026-08-11 = { value = 12, note = \"x\" }\n2026-08-12 = { value = 3 }\n"));
  CHECK(!facts_of("a = \n"));
  CHECK(facts_of("") == "");
}

TEST_CASE("facts: the sides of a conflict between their markers") {
  const std::string text =
      "[ship]\na = 1\n<<<<<<< ours\nb  = 2\n||||||| base\nb = 1\n=======\n>>>>>>> theirs\nc = 3\n<<<<<<< "
      "ours\n=======\n"
      "\n[fit]\nx = 1\n>>>>>>> theirs\n";
  CHECK(facts_of(text) ==
        "[ship]\nship.a = 1\n<<<<<<< ours\nship.b = 2\n||||||| base\nship.b = 1\n=======\n>>>>>>> theirs\nship.c = 3\n"
        "<<<<<<< ours\n=======\n\n[fit]\nfit.x = 1\n>>>>>>> theirs\n");
  CHECK(!facts_of("a = 1\n<<<<<<< ours\n"));
}

TEST_CASE("merge: a list that is written with headings is taken whole, and the rest of the file by records") {
  const std::string base =
      "[ship]\nweight = 1\n\n# what we do\n[[ship.initiatives]]\ntitle = \"One\"\n[ship.initiatives.more]\nx = [1,\n  "
      "2]\n\n[fit]\n"
      "weight = 1\n";
  const auto longer = with(base, "\n[fit]", "[[ship.initiatives]]\ntitle = \"Two\"\n\n[fit]");
  check_clean(base, longer, with(base, "[fit]\nweight = 1", "[fit]\nweight = 2"),
              with(longer, "[fit]\nweight = 1", "[fit]\nweight = 2"));
  check_clean(base, with(base, "weight = 1", "weight = 3"), longer, with(longer, "weight = 1", "weight = 3"));
  const auto result = merge_texts(base, longer, with(base, "One", "Other"));
  REQUIRE(result);
  REQUIRE(result->disagreements.size() == 1);
  CHECK(result->disagreements[0].what == "ship.initiatives");
  const auto without = base.substr(0, base.find("\n# what")) + base.substr(base.find("\n[fit]"));
  check_clean(base, without, base, without);
  const auto gone = merge_texts(base, without, longer);
  REQUIRE(gone);
  CHECK(gone->disagreements.size() == 1);
  CHECK(facts_of("[[a.b]]\nx = 1  # one\ny = \"z\"\n[[a.b]]\nx = 2\n") ==
        "# one\na.b[] = { x = 1, y = \"z\" }\na.b[] = { x = 2 }\n");
}

}  // namespace merge_test
