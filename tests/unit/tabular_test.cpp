// SPDX-License-Identifier: MIT
// TSV and CSV for programs: a row is a line, numbers are whole, nothing is run.
#include "draw/json.hpp"

#include <limits>

#include "print.hpp"

namespace tabular_test {

using namespace okr;
using namespace okr::draw;

namespace {

std::string csv_of(std::string_view text) { return csv_text({{"a"}, {{json(text)}}}); }

}  // namespace

TEST_CASE("tsv: machine names, numbers unrounded, ISO dates, empty fields; short rows are filled") {
  const Records records{{"id", "value", "done", "last", "count"},
                        {{json("ship.users"), json(0.1 + 0.2), json(true), json(make_date(2026, 8, 17)), json(6)},
                         {json("fit.doctor"), Json(), json(false)},
                         {json("x"), json(std::numeric_limits<double>::quiet_NaN())}}};
  CHECK(tsv_text(records) ==
        "id\tvalue\tdone\tlast\tcount\n"
        "ship.users\t0.30000000000000004\ttrue\t2026-08-17\t6\n"
        "fit.doctor\t\tfalse\t\t\n"
        "x\t\t\t\t\n");
}

TEST_CASE("tsv: a row is one line whatever its texts hold") {
  CHECK(tsv_text({{"note"}, {{json("a\tb\nc\\d\r")}}}) == "note\na\\tb\\nc\\\\d\\r\n");
}

TEST_CASE("tsv: long texts are not cut and controls do not get out") {
  const std::string longest(500, 'x');
  CHECK(tsv_text({{"t"}, {{json(longest)}}}) == "t\n" + longest + "\n");
  CHECK(tsv_text({{"t"}, {{json("\x1b[31m")}}}).find('\x1b') == std::string::npos);
}

TEST_CASE("csv: fields are quoted where RFC 4180 asks for it") {
  CHECK(csv_text({{"id", "note"},
                  {{json("a"), json("one, two")}, {json("b"), json("say \"hi\"")}, {json("c"), json("x\ny")}}}) ==
        "id,note\na,\"one, two\"\nb,\"say \"\"hi\"\"\"\nc,\"x\ny\"\n");
}

TEST_CASE("csv: a text that a spreadsheet would run is defused, a number is not") {
  CHECK(csv_of("=1+1") == "a\n'=1+1\n");
  CHECK(csv_of("+49 30") == "a\n'+49 30\n");
  CHECK(csv_of("-x") == "a\n'-x\n");
  CHECK(csv_of("@SUM(A1)") == "a\n'@SUM(A1)\n");
  CHECK(csv_of("＝1") == "a\n'＝1\n");
  CHECK(csv_of("  =1") == "a\n'  =1\n");
  CHECK(csv_of("\t=1").starts_with("a\n'"));
  CHECK(csv_of("a=1") == "a\na=1\n");
  CHECK(csv_of("=HYPERLINK(\"http://x\",\"y\")") == "a\n\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n");
  CHECK(csv_text({{"a"}, {{json(-5.0)}}}) == "a\n-5\n");
}

}  // namespace tabular_test
