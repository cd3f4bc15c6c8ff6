// SPDX-License-Identifier: MIT
// Values of every kind as JSON that reads back the same and that no terminal obeys.
#include "draw/json.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "print.hpp"

namespace json_test {

using namespace okr;
using namespace okr::draw;

TEST_CASE("a report begins with its version, command and day; keys stay in the order they were added") {
  Json report = report_object("status", make_date(2026, 8, 17));
  const Json users = json_object(
      {{"id", json("ship.users")}, {"progress", json(0.3275)}, {"p_target", json(std::optional<double>())}});
  report["key_results"] = Json::array({users});
  CHECK(json_text(report) == R"({
  "format_version": "1.0",
  "command": "status",
  "as_of": "2026-08-17",
  "key_results": [
    {
      "id": "ship.users",
      "progress": 0.3275,
      "p_target": null
    }
  ]
}
)");
}

TEST_CASE("numbers are unrounded, whole ones have no fraction, what is no number is null") {
  const Json values = json_list(
      std::vector<double>{0.1 + 0.2, 131, -0.0, 1e300, std::nan(""), std::numeric_limits<double>::infinity()});
  CHECK(json_text(values, true) == "[0.30000000000000004,131,0,1e+300,null,null]\n");
}

TEST_CASE("texts are escaped, bad UTF-8 is replaced, every spelling of a text means a text") {
  const Json values = Json::array({json("a\"b\\c\n\x1b"), json(std::string("\xff")), json(std::string_view("ü"))});
  CHECK(json_text(values, true) == "[\"a\\\"b\\\\c\\n\\u001b\",\"\uFFFD\",\"ü\"]\n");
  CHECK(json_or_null("") == Json());
}

TEST_CASE("what a terminal would obey is escaped: DEL, controls behind ASCII, what turns the reading direction") {
  const std::string steers =
      "a\x7F\xC2\x9B"
      "31m \u202E\u2066\u200F\u061C\u2028 \u00E9\u2030\U0001F680";
  const auto text = json_text(json(steers));
  CHECK(text == "\"a\\u007f\\u009b31m \\u202e\\u2066\\u200f\\u061c\\u2028 \u00E9\u2030\U0001F680\"\n");
  CHECK(Json::parse(text).get<std::string>() == steers);
}

TEST_CASE("kinds: true, null, integers, dates, empty containers; a member that is added twice has its last value") {
  Json value = json_object({{"yes", json(true)}, {"none", nullptr}, {"count", json(3u)}});
  add_members(value, json_object({{"day", json(make_date(2026, 1, 2))},
                                  {"list", Json::array()},
                                  {"map", Json::object()},
                                  {"count", json(std::size_t{4})}}));
  CHECK(json_text(value, true) == R"({"yes":true,"none":null,"count":4,"day":"2026-01-02","list":[],"map":{}})"
                                  "\n");
}

TEST_CASE("every finite double reads back the same") {
  CHECK(rc::check("round trip", [](double value) {
    RC_PRE(std::isfinite(value));
    RC_ASSERT(std::strtod(json_text(json(value), true).c_str(), nullptr) == value);
  }));
}

}  // namespace json_test
