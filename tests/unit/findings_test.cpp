// SPDX-License-Identifier: MIT
// A finding as a person reads it: place, line, caret, cause and way out.
#include "reports/check/findings.hpp"

#include "print.hpp"

namespace findings_test {

using namespace okr;

namespace {

Diagnostic unknown_key() {
  Diagnostic diagnostic;
  diagnostic.code = Code::E116;
  diagnostic.place = {0, 19, 1};
  diagnostic.length = 5;
  diagnostic.message = "unknown key 'taget' in key result 'ship.users'";
  diagnostic.mend = "did you mean 'target'?";
  diagnostic.line_text = "taget   = 400";
  return diagnostic;
}

const std::vector<std::string> files = {"2026-Q3/cycle.toml"};

}  // namespace

TEST_CASE("findings: file, line, column, cause, code, the line, the caret and the way out") {
  CHECK(reports::findings_text({unknown_key()}, files, {.prefix = "goals/"}) ==
        "goals/2026-Q3/cycle.toml:19:1: error: unknown key 'taget' in key result 'ship.users' [E116]\n"
        "   |\n"
        "19 | taget   = 400\n"
        "   | ^^^^^ did you mean 'target'?\n");
}

TEST_CASE("findings: a file that could not be read has no line") {
  Diagnostic diagnostic;
  diagnostic.code = Code::E003;
  diagnostic.place = {0, 0, 0};
  diagnostic.message = "it is a folder";
  diagnostic.mend = "a file is wanted";
  CHECK(reports::findings_text({diagnostic}, files, reports::FindingsOptions()) ==
        "2026-Q3/cycle.toml: error: it is a folder [E003]\n  = help: a file is wanted\n");
}

TEST_CASE("findings: the caret of a long line stays on the screen, escapes stay in the file") {
  Diagnostic diagnostic = unknown_key();
  diagnostic.line_text = std::string(200, 'x') + "\x1b[31m = 1";
  diagnostic.place.column = 201;
  const std::string text = reports::findings_text({diagnostic}, files, {.prefix = "", .width = 60});
  CHECK(text.find('\x1b') == std::string::npos);
  for (std::size_t at = text.find('\n') + 1; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    CHECK(end - at <= 60 + 40);
    at = end + 1;
  }
}

TEST_CASE("findings: the summary counts") {
  Diagnostic warning = unknown_key();
  warning.severity = Severity::warning;
  CHECK(reports::findings_summary({unknown_key(), unknown_key(), warning}, 11) ==
        "2 errors, 1 warning in 1 of 11 files");
}

}  // namespace findings_test
