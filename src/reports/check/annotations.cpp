// SPDX-License-Identifier: MIT
// What GitHub and GitLab put beside the lines of a merge request.
#include <algorithm>
#include <string>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "reports/check/formats.hpp"

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
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "notice";
  }
  return "notice";
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

}  // namespace okr::reports
