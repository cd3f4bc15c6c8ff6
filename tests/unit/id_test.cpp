// SPDX-License-Identifier: MIT
// Which texts are ids, the id that a title gives, and the next one that is free.
#include "okr/base/id.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <vector>

#include "print.hpp"

namespace id_test {

using namespace okr;

TEST_CASE("an id is lower case, digits and hyphens, at most 64 (format.md)") {
  for (const char* text : {"ship", "rest-hr", "1", "2026", "a-", "a--b"}) {
    CAPTURE(text);
    CHECK(is_valid_id(text));
  }
  for (const char* text : {"", "-a", "Ship", "a.b", "a_b", "a b", "caf\u00E9", "a/b", "a\n"}) {
    CAPTURE(text);
    CHECK_FALSE(is_valid_id(text));
  }
  CHECK(is_valid_id(std::string(64, 'a')));
  CHECK_FALSE(is_valid_id(std::string(65, 'a')));
}

TEST_CASE("a cycle id takes capitals too") {
  CHECK(is_valid_cycle_id("2026-Q3"));
  CHECK(is_valid_cycle_id("Q3"));
  CHECK_FALSE(is_valid_cycle_id("-Q3"));
  CHECK_FALSE(is_valid_cycle_id("2026/Q3"));
  CHECK_FALSE(is_valid_cycle_id(""));
  CHECK_FALSE(is_valid_cycle_id(".."));
}

TEST_CASE("the slug is the nearest id to a title") {
  CHECK(slug("People use the tool every week") == "people-use-the-tool-every-week");
  CHECK(slug("  Version 1.0 is released! ") == "version-1-0-is-released");
  CHECK(slug("Caf\u00E9 cr\u00E8me") == "cafe-creme");
  CHECK(slug("rest_HR") == "rest-hr");
  CHECK(slug("\u65E5\u672C").empty());
  CHECK(slug("---").empty());
  CHECK(slug("").empty());
  CHECK(slug(std::string(63, 'a') + " b") == std::string(63, 'a'));
  CHECK(slug("bad \xFF bytes") == "bad-bytes");
}

TEST_CASE("a key result's id is written with a point") {
  CHECK(to_string(KeyResultId{ObjectiveId{"ship"}, "users"}) == "ship.users");
}

TEST_CASE("properties of slugs") {
  CHECK(rc::check("a slug is empty or an id, and its own slug", [](const std::string& title) {
    const std::string id = slug(title);
    RC_ASSERT(id.empty() || is_valid_id(id));
    RC_ASSERT(slug(id) == id);
  }));
}

TEST_CASE("a free id is the wanted one with the first number that is free") {
  const auto free = [](std::string_view id, std::vector<std::string> taken) {
    return free_id(id,
                   [&](const std::string& name) { return std::find(taken.begin(), taken.end(), name) != taken.end(); });
  };
  CHECK(free("date", {}) == "date-1");
  CHECK(free("date", {"date-1", "date-2"}) == "date-3");
  CHECK(free(std::string(64, 'a'), {}) == std::string(62, 'a') + "-1");
  CHECK(is_valid_id(free(std::string(64, 'a'), {})));
  CHECK(free("x", {"x1"}) == "x2");  // x-1 would be a key of a person's own
}

}  // namespace id_test
