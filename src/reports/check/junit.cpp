// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "draw/svg.hpp"
#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"
#include "reports/check/formats.hpp"

namespace okr::reports {
namespace {

/// What is wrong with a record by one rule, however often.
struct Case {
  std::string name;  ///< "2026-Q3/ship.users: E116 unknown key"
  Code code = Code::E001;
  std::vector<const Finding*> findings = {};
  bool fails = false;
};

struct Suite {
  std::string file;
  std::vector<Case> cases = {};
};

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t skipped = 0;
};

bool counts(const Diagnostic& finding, bool strict) {
  return finding.severity == Severity::error || (strict && finding.severity == Severity::warning);
}

std::string name_of(const Finding& finding) {
  const Rule& broken = rule(finding.what.code);
  const std::string about = finding.record.empty() ? std::string() : finding.record + ": ";
  return fmt::format("{}{} {}", about, broken.name, broken.title);
}

void add(Suite& suite, const Finding& finding, bool strict) {
  const std::string name = name_of(finding);
  auto same = std::ranges::find(suite.cases, name, &Case::name);
  if (same == suite.cases.end()) same = suite.cases.insert(same, {name, finding.what.code});
  same->findings.push_back(&finding);
  same->fails = same->fails || counts(finding.what, strict);
}

std::vector<Suite> suites_of(const Findings& findings, bool strict) {
  std::vector<Suite> suites;
  for (const CheckedFile& file : findings.files) suites.push_back({file.path});
  if (suites.empty()) suites.push_back({std::string(settings_file)});
  for (const Finding& finding : findings.list) {
    const Place& place = finding.what.place;
    add(suites[place.known() ? place.file : 0], finding, strict);
  }
  return suites;
}

Counts counts_of(const Suite& suite) {
  Counts counts{suite.cases.empty() ? 1 : suite.cases.size()};
  for (const Case& one : suite.cases) ++(one.fails ? counts.failures : counts.skipped);
  return counts;
}

std::string attribute(std::string_view name, std::string_view value) {
  return fmt::format(" {}=\"{}\"", name, xml_escaped(value));
}

std::string attributes(std::string_view name, const Counts& counts) {
  return attribute("name", name) +
         fmt::format(" tests=\"{}\" failures=\"{}\" errors=\"0\" time=\"0\"", counts.tests, counts.failures);
}

/// GitLab takes dots for folders of classes; the file's own end is no part of its name there.
std::string class_of(std::string_view file) {
  return std::string(file.ends_with(toml_extension) ? file.substr(0, file.size() - toml_extension.size()) : file);
}

std::string opened_case(const std::string& file, std::string_view name) {
  return "    <testcase" + attribute("classname", class_of(file)) + attribute("name", name) + " time=\"0\"";
}

/// Every finding with its place: not every reader shows the message beside it.
std::string body_of(const Case& one, const std::string& file) {
  std::string body;
  for (const Finding* finding : one.findings) {
    const Diagnostic& what = finding->what;
    const std::string place =
        what.place.line == 0 ? file : fmt::format("{}:{}:{}", file, what.place.line, what.place.column);
    if (!body.empty()) body += "\n";
    body +=
        xml_escaped(fmt::format("{}: {}: {} [{}]", place, to_string(what.severity), told(what), to_string(what.code)));
  }
  return body;
}

std::string xml_of(const Case& one, const std::string& file) {
  const std::string body = body_of(one, file);
  std::string text = opened_case(file, one.name) + ">\n";
  if (one.fails)
    text += "      <failure" + attribute("type", to_string(one.code)) +
            attribute("message", one.findings.front()->what.message) + ">" + body + "</failure>\n";
  else
    text += "      <skipped>" + body + "</skipped>\n";
  return text + "    </testcase>\n";
}

std::string xml_of(const Suite& suite) {
  const Counts counts = counts_of(suite);
  std::string text =
      "  <testsuite" + attributes(suite.file, counts) + fmt::format(" skipped=\"{}\">\n", counts.skipped);
  if (suite.cases.empty()) text += opened_case(suite.file, "okr check") + "/>\n";
  for (const Case& one : suite.cases) text += xml_of(one, suite.file);
  return text + "  </testsuite>\n";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped = draw::html_escaped(text);
  for (const std::string_view noncharacter : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
    for (auto at = escaped.find(noncharacter); at != std::string::npos; at = escaped.find(noncharacter, at))
      escaped.replace(at, noncharacter.size(), "\xef\xbf\xbd");
  return escaped;
}

std::string junit_xml(const Findings& findings, bool strict) {
  Counts all;
  std::string body;
  for (const Suite& suite : suites_of(findings, strict)) {
    const Counts counts = counts_of(suite);
    all.tests += counts.tests;
    all.failures += counts.failures;
    body += xml_of(suite);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attributes("okr check", all) + ">\n" + body +
         "</testsuites>\n";
}

}  // namespace okr::reports
