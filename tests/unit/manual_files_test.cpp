// SPDX-License-Identifier: MIT
// okr(5) names every key and every code, and its prose leaves out none.
#include "cli/help.hpp"

#include "okr/model/fields.hpp"
#include "okr/model/rule.hpp"
#include "print.hpp"

namespace manual_files_test {

using namespace okr;
using namespace okr::cli;
using namespace okr::session;

namespace {

std::string prose_of_all() {
  std::string prose = ".Os okr @version@\n@codes@\n";
  for (const RecordInfo& record : records()) prose += "@fields " + std::string(record.name) + "@\n";
  return prose;
}

}  // namespace

TEST_CASE("okr(5): each key of each record and each code stands on the page") {
  const auto page = files_manual_page(prose_of_all());
  REQUIRE(page);
  for (const RecordInfo& record : records())
    for (const FieldInfo& field : record.fields)
      CHECK_MESSAGE(page->find(".It Cm " + std::string(field.key)) != std::string::npos, std::string(field.key));
  for (const Rule& rule : rules()) CHECK(page->find(".It Er " + std::string(rule.name)) != std::string::npos);
  CHECK(page->find('@') == std::string::npos);
}

TEST_CASE("okr(5): words, bounds, kinds and need are said") {
  const auto page = files_manual_page(prose_of_all());
  REQUIRE(page);
  CHECK(page->find("Required.") != std::string::npos);
  CHECK(page->find("A whole number from 1 to 10.") != std::string::npos);
  CHECK(page->find("One of \"up\", \"down\"") != std::string::npos);
  CHECK(page->find("Only for number, sum.") != std::string::npos);
}

TEST_CASE("okr(5): a record that the prose leaves out, or that there is not, is an error that names it") {
  const auto missing = files_manual_page("@fields step@\n");
  REQUIRE(!missing);
  CHECK(missing.error().hint.starts_with("add the line @fields "));
  const auto unknown = files_manual_page("@fields steps@\n");
  REQUIRE(!unknown);
  CHECK(unknown.error().what == "no record is called 'steps'");
}

}  // namespace manual_files_test
