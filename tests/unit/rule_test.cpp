// SPDX-License-Identifier: MIT
// The table of codes is complete and in order.
#include "okr/model/rule.hpp"

#include <string>

#include "print.hpp"
#include "reports/check/findings.hpp"

namespace rule_test {

using namespace okr;

TEST_CASE("rule: the table stands in the order of the codes and every column is filled") {
  std::size_t index = 0;
  for (const Rule& entry : rules()) {
    CAPTURE(std::string(entry.name));
    CHECK(static_cast<std::size_t>(entry.code) == index++);
    CHECK(parse_code(entry.name) == entry.code);
    CHECK(entry.title.size() < 70);
    const reports::RuleText text = reports::text_of(entry);
    CHECK(text.why.empty() == text.triggers.empty());  // tests/system/rules.py runs the examples
    CHECK(!entry.source.empty());
    CHECK((entry.severity == Severity::error) == (entry.name.front() == 'E'));
  }
  CHECK(!parse_code("E999"));
}

}  // namespace rule_test
