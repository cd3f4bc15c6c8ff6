// SPDX-License-Identifier: MIT
// Names in a row as a sentence has them, and counts with one or many behind them.
#include "okr/base/text.hpp"

#include <vector>

#include "print.hpp"

namespace listing_test {

using namespace okr;

TEST_CASE("listing: names in a row, with and before the last") {
  using Names = std::vector<std::string>;
  CHECK(listed(Names{}).empty());
  CHECK(listed(Names{"a"}) == "a");
  CHECK(listed(Names{"a", "b"}) == "a and b");
  CHECK(listed(Names{"a", "b", "c"}) == "a, b and c");
}

TEST_CASE("listing: one name more is named, not counted") {
  const std::vector<std::string> names = {"a", "b", "c", "d"};
  CHECK(listed(names, 4) == "a, b, c and d");
  CHECK(listed(names, 3) == "a, b, c and d");
  CHECK(listed(names, 2) == "a, b and 2 more");
}

TEST_CASE("what is counted is one or many") {
  CHECK(counted(0, "day") == "0 days");
  CHECK(counted(1, "day") == "1 day");
  CHECK(counted(2, "KPI") == "2 KPIs");
  CHECK(counted(1, "key result") == "1 key result");
  CHECK(counted(1, "entry", "entries") == "1 entry");
  CHECK(counted(3, "entry", "entries") == "3 entries");
}

}  // namespace listing_test
