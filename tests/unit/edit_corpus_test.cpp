// SPDX-License-Identifier: MIT
// For each valid file of toml-test, as it is and with other line endings, a mark, no last newline: a change and its
// inverse give back the same bytes. Likewise each file of the examples.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "corpus.hpp"
#include "edit_places.hpp"
#include "okr/store/edit.hpp"
#include "print.hpp"
#include "store/toml.hpp"

namespace edit_corpus_test {

using namespace okr;
using namespace okr::store;
using namespace okr_test;

namespace {

/// The first few, so that a file with hundreds of keys does not take seconds.
std::vector<KeyPath> some(std::vector<KeyPath> paths) {
  if (paths.size() > 5) paths.resize(5);
  return paths;
}

std::string done(const Result<std::string>& result) {
  REQUIRE_MESSAGE(result.has_value(), result.error().what);
  return *result;
}

KeyPath below(KeyPath path, const char* key) {
  path.emplace_back(key);
  return path;
}

int check_values(const std::string& text, const Places& places) {
  for (const auto& path : some(places.values)) {
    const auto old_value = done(value_text(text, path));
    const auto changed = done(set_value(text, path, "\"okr was here\""));
    CHECK(done(set_value(changed, path, old_value)) == text);
    const auto without = done(remove_key(text, path));
    CHECK(without.size() < text.size());
  }
  return static_cast<int>(places.values.size());
}

int check_tables(const std::string& text, const Document& document, const Places& places) {
  int checked = 0;
  for (const auto& path : some(places.tables)) {
    REQUIRE(document.find(path) != nullptr);
    const auto more = done(add_key(text, path, "okr-new", "[1, \"two\"]"));
    CHECK(more.size() > text.size());
    CHECK(done(remove_key(more, below(path, "okr-new"))) == text);
    ++checked;
  }
  const auto table = done(add_table(text, {"okr-table"}, "x = 1\ny = '''\nz'''"));
  CHECK(done(remove_table(table, {"okr-table"})) == text);
  return checked;
}

void check_names(const std::string& text, const Places& places) {
  for (auto path : some(places.values)) {
    const auto old_name = path.back();
    const bool plain = !old_name.empty() && std::all_of(old_name.begin(), old_name.end(), [](char byte) {
      return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '-';
    });
    const auto renamed = done(rename_key(text, path, "okr-renamed"));
    if (!plain) continue;
    path.back() = "okr-renamed";
    CHECK(done(rename_key(renamed, path, old_name)) == text);
  }
}

void check_lists(const std::string& text, const Places& places) {
  for (const auto& path : some(places.lists)) {
    const auto more = done(append_to_array(text, path, "\"okr\""));
    CHECK(done(drop_last_of_array(more, path)) == text);
  }
}

std::string with_crlf(const std::string& text) {
  std::string converted;
  for (const char byte : text) {
    if (byte == '\n' && (converted.empty() || converted.back() != '\r')) converted += '\r';
    converted += byte;
  }
  return converted;
}

std::string without_last_newline(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

std::string with_tabs(const std::string& text) {
  std::string converted;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool equals = text.compare(at, 3, " = ") == 0;
    converted += equals ? "\t=\t" : std::string(1, text[at]);
    if (equals) at += 2;
  }
  return converted;
}

int check_all(const std::string& text) {
  const auto document = Document::parse(text);
  REQUIRE_MESSAGE(document.has_value(), document.error().message);
  Places places;
  collect(*document, document->root(), {}, places);
  check_names(text, places);
  check_lists(text, places);
  return check_values(text, places) + check_tables(text, *document, places);
}

int check_examples() {
  std::vector<std::string> files;
  okr_test::list_toml_files(std::string(OKR_TESTS_DIR) + "/../examples", files);
  int edits = 0;
  for (const auto& file : files) {
    CAPTURE(file);
    edits += check_all(okr_test::file_content(file));
  }
  return edits;
}

int check_files(std::string (*variant)(const std::string&)) {
  int edits = 0;
  for (const auto& file : okr_test::corpus_files("valid")) {
    CAPTURE(file);
    edits += check_all(variant(okr_test::file_content(file)));
  }
  return edits;
}

}  // namespace

TEST_CASE("edit corpus: a change and its inverse restore every valid file") {
  CHECK(check_files([](const std::string& text) { return text; }) > 1000);
}

TEST_CASE("edit corpus: with CRLF") { CHECK(check_files(with_crlf) > 1000); }

TEST_CASE("edit corpus: with a byte order mark") {
  CHECK(check_files([](const std::string& text) {
          return text.starts_with("\xEF\xBB\xBF") ? text : "\xEF\xBB\xBF" + text;
        }) > 1000);
}

TEST_CASE("edit corpus: without a last newline") {
  CHECK(check_files([](const std::string& text) { return without_last_newline(text); }) > 1000);
}

TEST_CASE("edit corpus: with tabs around the equals signs") { CHECK(check_files(with_tabs) > 1000); }

TEST_CASE("edit corpus: a change and its inverse restore every file of the examples") { CHECK(check_examples() > 100); }

}  // namespace edit_corpus_test
