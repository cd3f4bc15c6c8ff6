// SPDX-License-Identifier: MIT
// Unified differences: applied to the old text they give the new one, whatever the two are.
#include "okr/store/diff.hpp"

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "print.hpp"

namespace diff_test {

using okr::store::unified_diff;

namespace {

/// Applies our own diff as `patch` would: the proof that nothing is lost.
std::string patched(const std::string& old_text, const std::string& diff) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < diff.size();) {
    const auto end = diff.find('\n', at);
    lines.push_back(diff.substr(at, end + 1 - at));
    at = end + 1;
  }
  std::string result;
  std::size_t read = 0;
  for (std::size_t line = 2; line < lines.size(); ++line) {
    std::string body = lines[line].substr(1);
    if (line + 1 < lines.size() && lines[line + 1].front() == '\\') body.pop_back();
    if (lines[line].front() == '@') {
      const auto wanted = std::stoul(lines[line].substr(4));
      const bool none = lines[line].substr(4, lines[line].find(' ', 4) - 4).ends_with(",0");
      std::size_t number = 1;
      for (std::size_t at = 0; at < read; ++at) number += old_text[at] == '\n' ? 1U : 0U;
      for (; number < wanted + (none ? 1U : 0U); ++number) {
        const auto end = old_text.find('\n', read) + 1;
        result += old_text.substr(read, end - read);
        read = end;
      }
    } else if (lines[line].front() == ' ' || lines[line].front() == '-') {
      if (lines[line].front() == ' ') result += body;
      read += body.size();
    } else if (lines[line].front() == '+') {
      result += body;
    }
  }
  return result + old_text.substr(read);
}

}  // namespace

TEST_CASE("diff: a name that could steer something stands between quotes, as git has it") {
  CHECK(unified_diff("kpi/\x1B[2J\n\"ü\".toml", "", "x\n", true)
            .starts_with("--- /dev/null\n+++ \"b/kpi/\\033[2J\\012\\\"\\303\\274\\\".toml\"\n"));
  CHECK(unified_diff("kpi/ü b.toml", "", "x\n", true).starts_with("--- /dev/null\n+++ b/kpi/ü b.toml\n"));
}

TEST_CASE("diff: equal texts have none") { CHECK(unified_diff("a.toml", "x\n", "x\n").empty()); }

TEST_CASE("diff: one added line has three lines of context on each side") {
  CHECK(unified_diff("kpi/a.toml", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nnew\n5\n6\n7\n8\n") ==
        "--- a/kpi/a.toml\n+++ b/kpi/a.toml\n@@ -2,6 +2,7 @@\n 2\n 3\n 4\n+new\n 5\n 6\n 7\n");
}

TEST_CASE("diff: a new file comes from /dev/null") {
  CHECK(unified_diff("a", "", "x\n", true) == "--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
}

TEST_CASE("diff: a missing last newline is said as git says it") {
  CHECK(unified_diff("a", "x", "y") ==
        "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n");
}

TEST_CASE("diff: changes far apart are two hunks") {
  std::string before;
  for (int line = 0; line < 30; ++line) before += std::to_string(line) + "\n";
  std::string after = before;
  after.replace(after.find("2\n"), 1, "two");
  after.replace(after.find("27\n"), 2, "x");
  const auto diff = unified_diff("a", before, after);
  CHECK(diff.find("@@ -1,6 +1,6 @@") != std::string::npos);
  CHECK(diff.find("@@ -25,6 +25,6 @@") != std::string::npos);
}

TEST_CASE("diff: applying it gives the new text") {
  CHECK(rc::check("patch(old, diff(old, new)) == new", [] {
    const auto text = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\n\n\n")));
    const auto before = *text;
    const auto after = *text;
    if (before == after) return;
    RC_ASSERT(patched(before, unified_diff("f", before, after)) == after);
  }));
}

TEST_CASE("diff: a line between each two of thousands are additions, and one of them changed is one change") {
  std::string before, after, changed;
  for (int line = 0; line < 4000; ++line) {
    const std::string number = std::to_string(line);
    before += number + "\n";
    after += number + "\nnew " + number + "\n";
    changed += (line == 2000 ? "other" : number) + "\nnew " + number + "\n";
  }
  const auto diff = unified_diff("a", before, after);
  CHECK(diff.find("\n-") == std::string::npos);
  CHECK(patched(before, diff) == after);
  const auto other = unified_diff("a", before, changed);
  CHECK(other.find("\n-2000\n") != std::string::npos);
  CHECK(other.find("\n-") == other.rfind("\n-"));
  CHECK(patched(before, other) == changed);
}

}  // namespace diff_test
