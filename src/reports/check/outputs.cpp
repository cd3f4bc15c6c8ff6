// SPDX-License-Identifier: MIT
#include "reports/check/outputs.hpp"

#include "reports/check/rule_text.hpp"
#include "reports/objects.hpp"

namespace okr::reports {
namespace {

std::vector<std::string> file_names(const Findings& findings) {
  std::vector<std::string> names;
  for (const CheckedFile& file : findings.files) names.push_back(findings.root.empty() ? file.shown : file.name);
  return names;
}

constexpr Key<Findings> check_keys[] = {
    {"root", "string?", "the workspace's folder; null for several, whose files are named from the current folder",
     [](auto& f) { return json_or_null(f.root); }},
    {"files", "integer", "how many were read", [](auto& f) { return f.files.size(); }},
    {"findings", "diagnostic[]", "by file and line",
     [](auto& f) { return diagnostics_list(f.diagnostics(), file_names(f)); }},
};

constexpr Key<Rule> rule_keys[] = {
    {"code", "string", "E103", [](auto& r) { return r.name; }},
    {"severity", one_of<Severity>, "", [](auto& r) { return r.severity; }},
    {"title", "string", "what is wrong, in a few words", [](auto& r) { return r.title; }},
    {"why", "string", "why it is one", [](auto& r) { return text_of(r).why; }},
    {"triggers", "string", "lines that are reported", [](auto& r) { return text_of(r).triggers; }},
    {"accepts", "string", "lines that are not", [](auto& r) { return text_of(r).accepts; }},
    {"words", "string[]", "the English words it looks for in titles; # is a number",
     [](auto& r) { return draw::json_list(words_of(r.code)); }},
    {"source", "string", "where the rule comes from", [](auto& r) { return r.source; }},
};

constexpr Key<Explanation> explanation_keys[] = {
    {"name", "string", "okr-or-kpi", [](auto& e) { return e.name; }},
    {"title", "string", "what it is about, in a line", [](auto& e) { return e.title; }},
    {"text", "string", "all of it", [](auto& e) { return text_of(e); }},
};

constexpr Key<std::span<const Rule>> rules_keys[] = {
    {"around", "string", "the files around every example: `# file: NAME` begins one, an example's come in their place",
     [](auto&) { return surroundings(); }},
    {"rules", "rule[]", "all of them, by code", [](auto& all) { return objects_of(rule_keys, all); }},
};

constexpr Key<Setting> setting_keys[] = {
    {"key", "string", "scoring.scale", [](auto& s) { return s.key; }},
    {"value", "any", "null where none is set",
     [](auto& s) { return s.text.empty() && s.origin == "default" ? Json() : s.value; }},
    {"origin", "string", "okr.toml:4, a variable, default", [](auto& s) { return s.origin; }},
};

constexpr Key<std::vector<Setting>> settings_keys[] = {
    {"settings", "setting[]", "all of them", [](auto& all) { return objects_of(setting_keys, all); }},
};

}  // namespace

Json check_json(const Findings& findings, Date as_of) { return report_of("check", as_of, check_keys, findings); }

Records rule_records(std::span<const Rule> rules) {
  Records records{{"code", "severity", "title", "why", "triggers", "accepts", "source"}, {}};
  for (const Rule& rule : rules) fill_row(records.rows.emplace_back(), records.names, rule_keys, rule);
  return records;
}

Json rule_json(const Rule& rule, Date as_of) { return report_of("explain", as_of, rule_keys, rule); }

Records explanation_records(const Explanation& explanation) {
  Records records{{"name", "title", "text"}, {}};
  fill_row(records.rows.emplace_back(), records.names, explanation_keys, explanation);
  return records;
}

Json explanation_json(const Explanation& explanation, Date as_of) {
  return report_of("explain", as_of, explanation_keys, explanation);
}

Json rules_json(Date as_of) { return report_of("explain", as_of, rules_keys, rules()); }

Records settings_records(const std::vector<Setting>& settings) {
  Records records{{"key", "value", "origin"}, {}};
  for (const Setting& setting : settings) records.rows.push_back({setting.key, setting.text, setting.origin});
  return records;
}

Json settings_json(const std::vector<Setting>& settings, Date as_of) {
  return report_of("config", as_of, settings_keys, settings);
}

std::vector<JsonObject> check_objects() {
  return {report("check").holds(check_keys),
          report("explain").holds(rule_keys),
          variant("explain-list", "explain", "okr explain --json").holds(rules_keys),
          variant("explain-text", "explain", "okr explain okr-or-kpi --json").holds(explanation_keys),
          report("config").holds(settings_keys),
          JsonObject{"rule", "A rule"}.holds(rule_keys),
          JsonObject{"setting", "A setting in force"}.holds(setting_keys)};
}

}  // namespace okr::reports
