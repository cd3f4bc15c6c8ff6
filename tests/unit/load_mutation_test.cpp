// SPDX-License-Identifier: MIT
// Every example with lines removed, doubled, cut off and mixed up: it is read to its end, and whatever is reported has
// its place inside the file and its caret inside the line. The sequence is the same in every run.
#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "corpus.hpp"
#include "folder.hpp"
#include "okr/base/text.hpp"
#include "okr/store/load.hpp"
#include "print.hpp"
#include "sound_diagnostic.hpp"

namespace load_mutation_test {

using namespace okr;

namespace {

using Lines = std::vector<std::string>;
using Random = std::mt19937;

std::string examples() { return OKR_TESTS_DIR "/../examples"; }

/// "personal/2026-Q3/cycle.toml" and the like, sorted.
std::vector<std::string> example_files() {
  std::vector<std::string> files;
  okr_test::list_toml_files(examples(), files);
  for (std::string& file : files) file.erase(0, examples().size() + 1);
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const Lines& lines) { return join(lines, "\n"); }

/// Some bytes that break words, quotes, numbers and encodings.
constexpr std::string_view splinters[] = {"\"",  "'", "[",    "]",        "{",  "=",  ".",  ",", "#",   "\"\"\"",
                                          "nan", "-", "\xFF", "\xC3\xA4", "\t", "\r", "x-", "9", "\x1b"};

void mutate(Lines& lines, Random& random) {
  const auto pick = [&random](std::size_t count) { return static_cast<std::size_t>(random() % count); };
  const std::size_t at = pick(lines.size());
  std::string& line = lines[at];
  const std::size_t column = pick(line.size() + 1);
  switch (pick(6)) {
    case 0: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), std::string(line)); break;
    case 2: line.resize(column); break;
    case 3: line.insert(column, splinters[pick(std::size(splinters))]); break;
    case 4: std::swap(line, lines[pick(lines.size())]); break;
    case 5: lines.resize(at + 1); break;
  }
  if (lines.empty()) lines.emplace_back();
}

void check_loads(const std::string& file, const Lines& lines) {
  const auto slash = file.find('/');
  const std::string name = file.substr(slash + 1);
  const auto workspace = store::load_with_replacement(examples() + "/" + file.substr(0, slash), name, text_of(lines));
  REQUIRE(workspace.has_value());
  for (const Diagnostic& diagnostic : workspace->diagnostics) {
    REQUIRE(diagnostic.place.file < workspace->files.size());
    const bool is_changed = workspace->files[diagnostic.place.file] == name;
    const std::string fault = okr_test::unsoundness_of(diagnostic, is_changed ? lines.size() : 0);
    if (!fault.empty())
      FAIL_CHECK(fmt::format("{}: {} {}: {}\n{}", fault, to_string(diagnostic.place, *workspace), diagnostic.length,
                             diagnostic.message, text_of(lines)));
  }
}

}  // namespace

TEST_CASE("mutation: the examples are without fault, and stay readable whatever is done to their lines") {
  const auto files = example_files();
  REQUIRE(files.size() > 100);
  Random random(20260817);
  constexpr int cases = 130;  // of one to three changes each; more would take long without optimisation
  for (int i = 0; i < cases; ++i) {
    const std::string& file = files[random() % files.size()];
    Lines lines = okr_test::lines_of(okr_test::file_content(examples() + "/" + file));
    for (auto count = 1 + random() % 3; count > 0; --count) mutate(lines, random);
    check_loads(file, lines);
  }
}

}  // namespace load_mutation_test
