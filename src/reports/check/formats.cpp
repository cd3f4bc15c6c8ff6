// SPDX-License-Identifier: MIT
// What GitHub and GitLab put beside the lines of a merge request.

#include <fmt/core.h>
#include <algorithm>
#include <string>
#include <vector>

#include "draw/svg.hpp"
#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"
#include "reports/check/findings.hpp"

namespace okr::reports {
namespace {

using draw::Json;

constexpr std::size_t most_annotations = 9;  // a runner shows ten of a kind and drops the others without a word

std::string escaped(std::string_view text, std::string_view what) {
  std::string result;
  for (const char c : text) {
    if (what.find(c) != std::string_view::npos)
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else
      result += c;
  }
  return result;
}

bool is_plain_in_uri(char c) {
  return is_alphanumeric(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string_view github_level(Severity severity) {
  return severity == Severity::info ? std::string_view("notice") : to_string(severity);
}

std::string github_place(const Findings& findings, const Finding& finding) {
  const Place& place = finding.what.place;
  std::string properties = "file=" + github_property(findings.path_of(finding));
  if (place.line == 0) return properties;
  return properties + fmt::format(",line={},col={},endLine={},endColumn={}", place.line, place.column, place.line,
                                  place.column + std::max(finding.what.length, 1U));
}

std::string github_command(const Findings& findings, const Finding& finding) {
  const Diagnostic& what = finding.what;
  const std::string title = fmt::format("{} {}", to_string(what.code), rule(what.code).title);
  return fmt::format("::{} {},title={}::{}\n", github_level(what.severity), github_place(findings, finding),
                     github_property(title), github_message(told(what)));
}

/// "3 errors, 1 warning and 2 hints"
std::string counted_from(const std::vector<const Finding*>& sorted, std::size_t first) {
  std::size_t counts[3] = {};
  for (std::size_t i = first; i < sorted.size(); ++i) ++counts[static_cast<std::size_t>(sorted[i]->what.severity)];
  constexpr std::string_view names[] = {"error", "warning", "hint"};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < std::size(names); ++i)
    if (counts[i] > 0) parts.push_back(counted(static_cast<long long>(counts[i]), names[i]));
  return listed(parts);
}

/// Three of GitLab's five: the others are for what breaks a program.
std::string_view gitlab_severity(Severity severity) {
  switch (severity) {
    case Severity::error: return "major";
    case Severity::warning: return "minor";
    case Severity::info: return "info";
  }
  return "info";
}

}  // namespace

std::string uri_path(std::string_view path) {
  std::string uri;
  for (const char c : path)
    uri += is_plain_in_uri(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return uri;
}

std::string github_message(std::string_view text) { return escaped(safe_for_terminal(text, true), "%\r\n"); }

std::string github_property(std::string_view text) { return escaped(safe_for_terminal(text, true), "%\r\n:,"); }

std::string github_commands(const Findings& findings, std::string_view more) {
  const std::vector<const Finding*> sorted = by_severity(findings);
  const std::size_t shown = std::min(sorted.size(), most_annotations);
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += github_command(findings, *sorted[i]);
  if (shown < sorted.size())
    text += fmt::format("::notice title=okr check::{}\n",
                        github_message(fmt::format("and {} more; to see all: {}", counted_from(sorted, shown), more)));
  return text;
}

Json gitlab_json(const Findings& findings) {
  Json list = Json::array();
  for (const Finding* finding : by_severity(findings)) {
    const Json lines = {{"begin", std::max(finding->what.place.line, 1U)}};
    list.push_back({{"description", safe_for_terminal(told(finding->what))},
                    {"check_name", to_string(finding->what.code)},
                    {"fingerprint", finding->fingerprint},
                    {"severity", gitlab_severity(finding->what.severity)},
                    {"location", {{"path", findings.path_of(*finding)}, {"lines", lines}}}});
  }
  return list;
}

// --- SARIF -----------------------------------------------------------------------------------------------------------

namespace {

using draw::Json;

constexpr std::size_t most_results = 25000;  // GitHub refuses a run with more
constexpr std::string_view repository_root = "%SRCROOT%";

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? std::string_view("note") : to_string(severity);
}

std::string sentence(std::string_view text) {
  std::string result(text);
  if (!result.empty() && std::string_view(".!?").find(result.back()) == std::string_view::npos) result += '.';
  return result;
}

/// "unknown key" -> "UnknownKey"
std::string pascal_case(std::string_view title) {
  std::string name;
  bool starts_word = true;
  for (const char c : title) {
    if (is_alphanumeric(c)) name += starts_word ? to_upper_ascii(c) : c;
    starts_word = c == ' ' || c == '-';
  }
  return name;
}

Json text_object(std::string text) { return Json{{"text", std::move(text)}}; }

/// Plain text in which nothing is taken for a link.
Json message_object(const Diagnostic& finding) {
  std::string text = sentence(safe_for_terminal(told(finding)));
  for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at)) text.insert(at + 1, " ");
  return text_object(std::move(text));
}

std::string fenced(std::string_view example) { return fmt::format("```toml\n{}\n```\n", example); }

// --- the table of rules ----------------------------------------------------------------------------------------------

Json help_object(const Rule& rule, const RuleText& words) {
  const std::string plain = fmt::format("{}\n\nReported:\n{}\n\nFine:\n{}\n\nSource: {}. More: okr explain {}",
                                        words.why, words.triggers, words.accepts, rule.source, rule.name);
  const std::string markdown =
      fmt::format("{}\n\n**Reported**\n\n{}\n**Fine**\n\n{}\nSource: {}. More: `okr explain {}`.\n", words.why,
                  fenced(words.triggers), fenced(words.accepts), rule.source, rule.name);
  return Json{{"text", plain}, {"markdown", markdown}};
}

std::string headline(const Rule& rule) {
  std::string text = sentence(rule.title);
  text.front() = to_upper_ascii(text.front());
  return text;
}

Json rule_object(const Rule& rule, const Tool& tool) {
  const RuleText words = text_of(rule);
  Json object = {{"id", rule.name},
                 {"name", pascal_case(rule.title)},
                 {"shortDescription", text_object(headline(rule))},
                 {"fullDescription", text_object(words.why)},
                 {"help", help_object(rule, words)}};
  if (!tool.homepage.empty()) object["helpUri"] = fmt::format("{}#{}", tool.homepage, rule.name);
  object["defaultConfiguration"] = {{"level", level_of(rule.severity)}};
  return object;
}

Json driver_object(const Tool& tool) {
  Json driver = {{"name", "okr"}, {"version", tool.version}, {"semanticVersion", tool.version}};
  if (!tool.homepage.empty()) driver["informationUri"] = tool.homepage;
  driver["rules"] = Json::array();
  for (const Rule& rule : rules()) driver["rules"].push_back(rule_object(rule, tool));
  return driver;
}

std::size_t index_of(Code code) { return static_cast<std::size_t>(&rule(code) - rules().data()); }

// --- the findings ----------------------------------------------------------------------------------------------------

/// Columns are counted in characters, the end is the first one behind. A whole file begins at its first.
Json region_object(const Diagnostic& finding) {
  const std::uint32_t line = std::max(finding.place.line, 1U);
  const std::uint32_t column = std::max(finding.place.column, 1U);
  return {{"startLine", line},
          {"startColumn", column},
          {"endLine", line},
          {"endColumn", column + std::max(finding.length, 1U)}};
}

Json result_object(const Findings& findings, const Finding& finding) {
  const Diagnostic& what = finding.what;
  const Json file = {{"uri", uri_path(findings.path_of(finding))}, {"uriBaseId", repository_root}};
  Json result = {{"ruleId", to_string(what.code)},
                 {"ruleIndex", index_of(what.code)},
                 {"level", level_of(what.severity)},
                 {"message", message_object(what)}};
  Json location = {{"physicalLocation", {{"artifactLocation", file}, {"region", region_object(what)}}}};
  if (!finding.record.empty()) {
    const Json record = {{"fullyQualifiedName", safe_for_terminal(finding.record)}};
    location["logicalLocations"] = Json::array({record});
  }
  result["locations"] = Json::array({location});
  result["partialFingerprints"] = {{"okr/v1", finding.fingerprint}};
  return result;
}

Json results_of(const Findings& findings) {
  Json results = Json::array();
  for (const Finding* finding : by_severity(findings))
    if (results.size() < most_results) results.push_back(result_object(findings, *finding));
  return results;
}

Json note_of_the_rest(std::size_t count) {
  const std::string text = fmt::format("{} more findings are left out: a report holds {}.", count, most_results);
  const Json note = {{"level", "warning"}, {"message", text_object(text)}};
  const Json invocation = {{"executionSuccessful", true}, {"toolExecutionNotifications", Json::array({note})}};
  return Json::array({invocation});
}

}  // namespace

Json sarif_json(const Findings& findings, const Tool& tool) {
  const Json base = {{"description", text_object("The root of the repository.")}};
  Json run = {{"tool", {{"driver", driver_object(tool)}}}, {"columnKind", "unicodeCodePoints"}};
  run["originalUriBaseIds"] = {{std::string(repository_root), base}};
  if (findings.list.size() > most_results) run["invocations"] = note_of_the_rest(findings.list.size() - most_results);
  run["results"] = results_of(findings);
  return {
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({run})}};
}

// --- JUnit -----------------------------------------------------------------------------------------------------------

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
