// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "reports/check/formats.hpp"
#include "reports/check/rule_text.hpp"

namespace okr::reports {
namespace {

using draw::Json;

constexpr std::size_t most_results = 25000;  // GitHub refuses a run with more
constexpr std::string_view repository_root = "%SRCROOT%";

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "note";
  }
  return "none";
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

// --- the table of rules -----------------------------------------------------------------------------------------------

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

// --- the findings -----------------------------------------------------------------------------------------------------

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

}  // namespace okr::reports
