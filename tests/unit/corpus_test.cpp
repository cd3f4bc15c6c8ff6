// SPDX-License-Identifier: MIT
// The toml-test suite: what is valid is read, what is not gives a fault with a place and words.
#include "corpus.hpp"

#include <array>
#include <string>
#include <string_view>

#include "print.hpp"
#include "store/toml.hpp"

namespace corpus_test {

using namespace okr::store;
using okr_test::corpus_files;
using okr_test::file_content;

namespace {

void check_spans(const Document& document, const Node& parent) {
  for (const Node& child : document.children(parent)) {
    const auto value = document.text(child.value_span());
    CHECK_FALSE(value.empty());
    if (child.is(NodeKind::string)) CHECK((value.front() == '"' || value.front() == '\''));
    if (child.is_array() && !child.is_array_of_headers()) CHECK((value.front() == '[' && value.back() == ']'));
    if (child.is_table() && child.form() == TableForm::inline_table)
      CHECK((value.front() == '{' && value.back() == '}'));
    if (child.is_table() && child.form() == TableForm::header) CHECK((value.front() == '[' && value.back() == ']'));
    if (child.is_numeric() || child.is(NodeKind::date) || child.is(NodeKind::boolean)) {
      CHECK(value.find_first_of(" \t\r\n,]}#") == std::string_view::npos);
    }
    check_spans(document, child);
  }
}

bool has_crlf(std::string_view text) { return text.find('\r') != std::string_view::npos; }

}  // namespace

TEST_CASE("corpus: all 268 valid files are read, with and without a byte order mark") {
  const auto files = corpus_files("valid");
  REQUIRE(files.size() == 268);
  for (const auto& file : files) {
    CAPTURE(file);
    const auto text = file_content(file);
    const auto document = Document::parse(text);
    REQUIRE_MESSAGE(document.has_value(), document.error().message);
    check_spans(*document, document->root());
    if (text.starts_with("\xEF\xBB\xBF")) continue;
    const auto marked = Document::parse("\xEF\xBB\xBF" + text);
    REQUIRE(marked.has_value());
    check_spans(*marked, marked->root());
  }
}

TEST_CASE("corpus: each of the 509 invalid files gives a fault, the nine that TOML 1.1 made valid parse") {
  const auto files = corpus_files("invalid");
  REQUIRE(files.size() == 509);
  int read = 0;
  for (const auto& file : files) {
    CAPTURE(file);
    const auto text = file_content(file);
    const auto document = Document::parse(text);
    if (document) {
      ++read;
      continue;
    }
    const SyntaxFault& fault = document.error();
    CHECK_FALSE(fault.message.empty());
    CHECK(fault.message != "this is not TOML");
    CHECK(fault.span.begin <= text.size());
    if (!has_crlf(text)) CHECK(fault.source_line.find('\n') == std::string::npos);
  }
  CHECK(read == 9);
}

}  // namespace corpus_test
