// SPDX-License-Identifier: MIT
// The series and samples that Prometheus and its tools print.
#include "actions/import/readings/import.hpp"

#include <doctest/doctest.h>

#include <string>

#include "okr/base/number.hpp"

namespace prometheus_test {

using namespace okr;
using namespace okr::actions;
using namespace okr::session;

TEST_CASE("prometheus: series as its tools write them") {
  CHECK(parse_labels("up")->at("__name__") == "up");
  CHECK(parse_labels("a_b:c{x=\"1\", y=\"a\\\"b\\\\c\"}")->at("y") == "a\"b\\c");
  CHECK(parse_labels("{__name__=\"up\",}")->at("__name__") == "up");
  for (const char* text : {"", "up{", "up{x}", "up{x=1}", "up{x=\"1\"} 5", "{"})
    CHECK_FALSE(parse_labels(text).has_value());
}

TEST_CASE("prometheus: samples of exporters, OpenMetrics and promtool") {
  const auto told = [](const std::string& text) {
    const auto samples = parse_samples("a", text);
    if (!samples) return "!" + samples.error().what;
    std::string all;
    for (const Sample& sample : samples->samples)
      all += sample.labels.at("__name__") + " " + sample.value +
             (sample.seconds ? " " + shortest(*sample.seconds) : "") + "\n";
    return all + std::to_string(samples->faults.size());
  };
  CHECK(told("# HELP up x\nup 1\nup{a=\"b c\"} 2.5e3 1787302800000\n") == "up 1\nup 2.5e3 1787302800\n0");
  CHECK(told("up 1 1787302800.5 # {id=\"x\"} 1\n# EOF\n") == "up 1 1787302800.5\n0");
  CHECK(told("up{a=\"b\"} => 3 @[1787302800]\n") == "up 3 1787302800\n0");
  CHECK(told("up{a=\"b\"} =>\n3 @[1]\n4 @[2]\n") == "up 3 1\nup 4 2\n0");
  CHECK(told("3 @[1]\nup\nup x y\n") == "3");
  CHECK(told("{ \"data\": {\"result\": [{\"metric\": {\"__name__\": \"up\"}, \"value\": [5, \"1\"]}]}}") ==
        "up 1 5\n0");
  const auto scalar = parse_samples("a", R"({"data": {"resultType": "scalar", "result": [5, "7"]}})");
  REQUIRE((scalar && scalar->samples.size() == 1));
  CHECK(scalar->samples[0].labels.empty());
  CHECK(scalar->samples[0].seconds == 5);
  CHECK(scalar->samples[0].value == "7");
  CHECK(told("{\"a\": 1}") == "!a is no answer of Prometheus");
}

}  // namespace prometheus_test
