// SPDX-License-Identifier: MIT
// Findings on a screen, as many as it holds, and as data for programs; the texts that explain each rule.
#include "reports/check/findings.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <vector>

#include "draw/embedded.hpp"
#include "okr/base/text.hpp"
#include "reports/objects.hpp"

namespace okr::reports {
namespace {

constexpr std::size_t rows_around = 5;  // an empty line, the sum, the hints, what is left out, the prompt

/// A finding as a line, or with the line of its file.
struct Item {
  std::string line;
  std::string block;
  std::size_t line_rows = 0;   ///< on the screen
  std::size_t block_rows = 0;  ///< the same
  bool is_open = false;

  const std::string& text() const { return is_open ? block : line; }
};

class Layout {
 public:
  Layout(const Findings& findings, const CheckScreen& screen) : findings_(findings), screen_(screen) {}

  std::string text() {
    for (const Finding* finding : by_severity(findings_)) add(*finding);
    if (screen_.whole)
      open_all();
    else
      fit();
    std::string text = items();
    if (!text.empty()) text += "\n";
    return text + sum();
  }

 private:
  void add(const Finding& finding) {
    const Diagnostic& what = finding.what;
    ++found_[static_cast<std::size_t>(what.severity)];
    if (what.severity == Severity::info && !screen_.whole) return;
    const std::string place = linked(what);
    Item& item = items_.emplace_back();
    item.line = finding_line(what, place, told(what), screen_.style.colour);
    item.line_rows = rows_of(finding_line(what, plain_place(what), told(what), false));
    shown_.push_back(what);
    if (screen_.plain || (what.severity != Severity::error && !screen_.whole)) return;
    item.block = finding_block(what, place, screen_.style);
    FindingsOptions uncoloured = screen_.style;
    uncoloured.colour = false;
    item.block_rows = rows_of(finding_block(what, plain_place(what), uncoloured));
  }

  std::string plain_place(const Diagnostic& what) const {
    return what.place.known() ? place_text(what, findings_.files[what.place.file].shown) : std::string();
  }

  /// The place, as a link where the terminal takes one: the escapes take no room.
  std::string linked(const Diagnostic& what) const {
    const std::string place = plain_place(what);
    if (screen_.link_host.empty() || !what.place.known()) return place;
    const CheckedFile& file = findings_.files[what.place.file];
    if (file.absolute.empty()) return place;
    const std::string line = what.place.line == 0 ? std::string() : fmt::format("#{}", what.place.line);
    return fmt::format("\x1b]8;;file://{}{}{}\x1b\\{}\x1b]8;;\x1b\\", uri_path(screen_.link_host),
                       uri_path(file.absolute), line, place);
  }

  /// `text` ends with a newline and holds no escapes.
  std::size_t rows_of(std::string_view text) const {
    const std::size_t width = std::max<std::size_t>(screen_.style.width, 1);
    std::size_t rows = 0;
    for (const std::string_view line : split(text.substr(0, text.size() - 1), '\n'))
      rows += std::max<std::size_t>(1, (display_width(line) + width - 1) / width);
    return rows;
  }

  void open_all() {
    for (Item& item : items_) item.is_open = !item.block.empty();
  }

  /// Every finding gets its line, the worst first; what room is left shows the lines of the errors.
  void fit() {
    std::size_t room = screen_.rows > rows_around ? screen_.rows - rows_around : 1;
    std::size_t fitting = 0;
    for (; fitting < items_.size() && items_[fitting].line_rows <= room; ++fitting) room -= items_[fitting].line_rows;
    if (fitting < items_.size()) {
      left_out_ = items_.size() - std::max<std::size_t>(fitting, 1);
      items_.resize(items_.size() - left_out_);
      return;
    }
    for (Item& item : items_) {
      if (item.block.empty() || item.block_rows - item.line_rows + 1 > room) return;
      room -= item.block_rows - item.line_rows + 1;
      item.is_open = true;
    }
  }

  std::string items() const {
    std::string text;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (i > 0 && (items_[i].is_open || items_[i - 1].is_open)) text += "\n";
      text += items_[i].text();
    }
    if (left_out_ > 0) text += fmt::format("and {} more: {} --rule all\n", left_out_, screen_.command);
    return text;
  }

  std::string sum() const {
    std::string text = shown_.empty() ? fmt::format("{} in {}.\n", screen_.nothing,
                                                    counted(static_cast<long long>(findings_.files.size()), "file"))
                                      : findings_summary(shown_, findings_.files.size()) + "\n";
    const std::size_t hints = screen_.whole ? 0 : found_[static_cast<std::size_t>(Severity::info)];
    if (hints > 0)
      text += fmt::format("{}: {} --rule info\n", counted(static_cast<long long>(hints), "hint"), screen_.command);
    return text;
  }

  const Findings& findings_;
  const CheckScreen& screen_;
  std::vector<Item> items_;
  Diagnostics shown_;
  std::size_t found_[3] = {};
  std::size_t left_out_ = 0;
};

}  // namespace

std::string check_screen(const Findings& findings, const CheckScreen& screen) {
  return Layout(findings, screen).text();
}

// --- for programs ----------------------------------------------------------------------------------------------------

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

// --- why a rule is one -----------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view reported = "\n\nreported:\n", fine = "\n\nfine:\n";

/// A line of words with commas; those of one rule may take several lines.
void add_words(std::string_view line, std::vector<std::string>& words) {
  for (const std::string_view word : split(line, ','))
    if (!trim(word).empty()) words.emplace_back(trim(word));
}

constexpr Explanation table[] = {{"okr-or-kpi", "when a KPI is right, and when an objective"}};

}  // namespace

std::span<const Explanation> explanations() { return table; }

std::string_view text_of(const Explanation& explanation) {
  return draw::embedded_text("explain/" + std::string(explanation.name) + ".txt");
}

RuleText text_of(const Rule& rule) {
  std::string_view text = draw::embedded_text("rules/" + std::string(rule.name) + ".txt");
  const auto first = text.find(reported), second = text.find(fine);
  if (first == std::string_view::npos || second == std::string_view::npos || second < first) return {};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const auto example = first + reported.size();
  std::string why(text.substr(0, first));
  std::ranges::replace(why, '\n', ' ');
  return {std::move(why), text.substr(example, second - example), text.substr(second + fine.size())};
}

std::string_view surroundings() { return draw::embedded_text("rules/around.txt"); }

std::vector<RuleWords> rule_words() {
  std::vector<RuleWords> all;
  for (const std::string_view line : split(draw::embedded_text("words/en.txt"), '\n')) {
    if (line.starts_with('#') && all.empty()) continue;
    if (const auto code = line.ends_with(':') ? parse_code(line.substr(0, line.size() - 1)) : std::nullopt)
      all.push_back({*code, {}});
    else if (!all.empty())
      add_words(line, all.back().words);
  }
  return all;
}

std::vector<std::string> words_of(Code code) {
  for (RuleWords& list : rule_words())
    if (list.code == code) return std::move(list.words);
  return {};
}

}  // namespace okr::reports
