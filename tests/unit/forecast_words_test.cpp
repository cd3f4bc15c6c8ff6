// SPDX-License-Identifier: MIT
// A forecast and its rates in words: digits that tell, the word for what success means, of when it is.
#include "draw/numbers.hpp"
#include "reports/forecast/outlook.hpp"

#include <rapidcheck.h>

#include <cmath>
#include <string>

#include "okr/base/number.hpp"
#include "print.hpp"

namespace forecast_words_test {

using namespace okr;
using namespace okr::draw;
using namespace okr::reports;

namespace {

std::pair<std::string, std::string> texts(double so_far, double needed) {
  const RateTexts rates = rate_texts({so_far, needed});
  return {bare(rates.so_far), bare(rates.needed)};
}

/// Ends near 252, with two chances.
Forecast forecast(double target, std::optional<double> at_70) {
  Forecast made;
  made.of = make_date(2026, 9, 14);
  made.value = 252.4;
  made.interval = {175.2, 328.6};
  made.target = Probability(target);
  if (at_70) made.at_70 = Probability(*at_70);
  return made;
}

/// On 2 October, with the verdict of what is over.
KeyResultNumbers numbers(std::optional<Verdict> verdict = {}) {
  KeyResultNumbers numbers;
  numbers.as_of = make_date(2026, 10, 2);
  numbers.verdict = verdict;
  return numbers;
}

std::string word_of(const Forecast& made) { return likelihood_text(made, numbers()).letters(); }

}  // namespace

TEST_CASE("forecast words: rates keep three digits, and more where two would look alike (0.31)") {
  CHECK(texts(19.5106, 42.7954) == std::pair<std::string, std::string>("19.5", "42.8"));
  CHECK(texts(0.002625, 0.0119) == std::pair<std::string, std::string>("0.00263", "0.0119"));
  CHECK(texts(-0.000021, -0.0000525) == std::pair<std::string, std::string>("-0.000021", "-0.0000525"));
  CHECK(texts(1234.56, 40'000) == std::pair<std::string, std::string>("1235", "40000"));
  CHECK(texts(0, 25.04) == std::pair<std::string, std::string>("0", "25"));
  CHECK(texts(19.46, 19.54) == std::pair<std::string, std::string>("19.46", "19.54"));
  CHECK(texts(3, 3) == std::pair<std::string, std::string>("3", "3"));
  CHECK(bare(rates_text({0.002625, 0.0119}, true)) == "0.00263 points a week so far, 0.0119 needed");
}

TEST_CASE("forecast words: a rate that is not nothing is never printed as nothing") {
  CHECK(rc::check("from a millionth to millions", [](unsigned short raw, unsigned char power, bool falls) {
    const double rate = (falls ? -1 : 1) * (1 + raw % 9000 / 1000.0) * std::pow(10.0, power % 13 - 6);
    const std::string text = texts(rate, 1e12).first;
    RC_ASSERT(text != "0");
    RC_ASSERT(std::abs(*parse_number(text) - rate) <= std::abs(rate) * 5.1e-3);
  }));
}

TEST_CASE("forecast words: the word follows what success means, and says no more than is known") {
  CHECK(word_of(forecast(0.27, 0.76)) == "likely");
  CHECK(word_of(forecast(0.27, {})) == "unlikely");
  CHECK(word_of(forecast(0.10, 0.50)) == "toss-up");
  CHECK(word_of(forecast(1, 1)) == "reached");
  Forecast stale = forecast(0.27, 0.76);
  stale.stale = true;
  CHECK(word_of(stale) == "as of 14 Sep");
  CHECK(short_end_text(stale, numbers()) == "252, 27 %, as of 14 Sep");
  Forecast early = forecast(0.27, 0.76);
  early.early = true;
  CHECK(word_of(early) == "early");
  Forecast over = forecast(0, 1);
  over.decided = true;
  CHECK(word_of(over) == "success");
  over.at_70 = Probability(0);
  CHECK(word_of(over) == "short");
  over.at_70 = {};  // a promise
  CHECK(word_of(over) == "missed");
  CHECK(likelihood_text(over, numbers(Verdict::success)).letters() == "success");  // its aspirational target is lower
  CHECK(likelihood_text(over, numbers(Verdict::fell_short)).letters() == "short");
}

TEST_CASE("forecast words: at its floor there are no numbers (0.38)") {
  Forecast made = forecast(0.98, {});
  CHECK(ends_text(made) == "252");
  CHECK(interval_text(made) == "175 .. 329");
  made.edge = Edge::floor;
  CHECK(ends_text(made) == "at its floor");
  CHECK(interval_text(made) == "");
  CHECK(short_end_text(made, numbers()) == "at its floor, 98 %");
  made.edge = Edge::ceiling;
  CHECK(ends_text(made) == "at its ceiling");
}

TEST_CASE("forecast words: small ends keep three digits where two decimals would print 0 (0.31)") {
  Forecast made = forecast(0.13, {});
  made.value = 0.000529;
  made.interval = {0.00031, 0.00075};
  CHECK(bare(ends_text(made)) == "0.000529");
  CHECK(bare(interval_text(made)) == "0.00031 .. 0.00075");
}

}  // namespace forecast_words_test
