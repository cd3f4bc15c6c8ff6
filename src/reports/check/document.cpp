// SPDX-License-Identifier: MIT
// What `okr explain` and `okr config` show: a rule with its two examples, all rules, an explanation, the settings in
// force.
#include <array>
#include <functional>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "reports/check/findings.hpp"

namespace okr::reports {
namespace {

Preformatted example_lines(std::string_view text) {
  Preformatted block;
  for (const std::string_view line : split(text, '\n')) block.lines.emplace_back("  " + std::string(line));
  return block;
}

Style severity_style(Severity severity) {
  switch (severity) {
    case Severity::error: return Style::bad;
    case Severity::warning: return Style::warn;
    case Severity::info: return Style::info;
  }
  return Style::normal;
}

}  // namespace

Document rule_document(const Rule& rule) {
  Document document;
  document.add(Heading{.level = 1,
                       .text = Text(std::string(rule.name), Style::id) + "  " + std::string(rule.title),
                       .right = Text(to_string(rule.severity), severity_style(rule.severity))});
  const RuleText text = text_of(rule);
  document.add(Space{}).add(Paragraph{.text = text.why});
  document.add(Space{}).add(Heading{.text = "Reported"}).add(example_lines(text.triggers));
  document.add(Space{}).add(Heading{.text = "Fine"}).add(example_lines(text.accepts));
  if (const auto words = words_of(rule.code); !words.empty())
    document.add(Space{})
        .add(Heading{.text = "Words"})
        .add(Paragraph{.text = join(words, ", ") + "; more in `words` of [check]", .indent = 2});
  document.add(Space{}).add(Paragraph{.text = "Source: " + std::string(rule.source)});
  document.add(Paragraph{.text = on_terminal("The workspace around an example: okr help explain")});
  return document;
}

Document rules_document() {
  Table table{.columns = {{.name = "code", .heading = "CODE"},
                          {.name = "severity", .heading = "SEVERITY"},
                          {.name = "title", .heading = "SAYS", .shrink = 1}}};
  for (const Rule& rule : rules())
    table.add({.cells = {{Text(rule.name, Style::id)},
                         {Text(to_string(rule.severity), severity_style(rule.severity))},
                         {rule.title}}});
  Document document;
  document.add(std::move(table)).add(Space{}).add(Paragraph{.text = "okr explain CODE says why."});
  return document;
}

Document explanation_document(const Explanation& explanation) {
  Document document;
  std::string paragraph;
  Preformatted table;
  const auto end_part = [&] {
    if (!paragraph.empty()) document.add(Paragraph{.text = paragraph});
    if (!table.lines.empty()) document.add(table);
    paragraph.clear();
    table.lines.clear();
  };
  for (const std::string_view line : split(trim(text_of(explanation)), '\n')) {
    if (line.empty()) {
      end_part();
      document.add(Space{});
    } else if (line.starts_with(' ')) {
      table.lines.emplace_back(line);
    } else {
      paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
  }
  end_part();
  return document;
}

// --- settings ---------------------------------------------------------------------------------------------------------

namespace {

Setting text_row(std::string key, const std::string& value) { return {std::move(key), value, json(value), {}}; }

/// A list of anything that has a text.
template <class T, class TextOf>
Setting list_row(std::string key, const std::vector<T>& list, TextOf text_of) {
  std::vector<std::string> texts;
  for (const T& item : list) texts.push_back(text_of(item));
  return {std::move(key), join(texts, ", "), json_list(texts), {}};
}

/// What a key of okr.toml holds, as its row; what has no value is an empty text.
struct AsSetting {
  std::string key;

  Setting operator()(std::monostate) const { return text_row(key, {}); }
  Setting operator()(double number) const { return {key, okr::shortest(number), json(number), {}}; }
  Setting operator()(const std::string& text) const { return text_row(key, text); }
  Setting operator()(const std::vector<std::string>& texts) const { return list_row(key, texts, std::identity()); }
  Setting operator()(const std::vector<double>& numbers) const {
    Setting row = list_row(key, numbers, okr::shortest);
    row.value = json_list(numbers);
    return row;
  }
  Setting operator()(const std::vector<Period>& periods) const {
    Setting row = list_row(key, periods, [](const Period& period) { return to_string(period); });
    row.value = json_list(periods, [](const Period& period) {
      return json_list(std::array{period.first, period.last});
    });
    return row;
  }
  Setting operator()(const std::vector<RuleWords>& words) const {
    Setting row = list_row(key, words, [](const RuleWords& one) { return to_string(one); });
    row.value = Json::object();
    for (const RuleWords& one : words) row.value[std::string(to_string(one.code))] = json_list(one.words);
    return row;
  }
  /// No setting is of the other types that records have.
  Setting operator()(const auto&) const { return text_row(key, {}); }
};

/// Rows of one table of okr.toml; each says the line that gives it, or that it is the default.
template <class Keys>
void add_table(std::vector<Setting>& rows, const std::string& name, const Keys& table) {
  for (const Field<Keys>& field : fields<Keys>()) {
    Setting& row = rows.emplace_back(std::visit(AsSetting{fmt::format("{}.{}", name, field.key)}, field.read(table)));
    row.origin = table.gives(field.key) ? fmt::format("okr.toml:{}", table.place_of(field.key).line) : "default";
  }
}

}  // namespace

std::vector<Setting> settings_in_force(const Settings& settings) {
  std::vector<Setting> rows;
  add_table(rows, "workspace", settings.workspace);
  add_table(rows, "scoring", settings.scoring);
  add_table(rows, "check", settings.check);
  return rows;
}

Document settings_document(const std::vector<Setting>& settings, bool show_origin, const std::string& own_file) {
  Table table;
  table.columns = {{.name = "key", .heading = "SETTING"}, {.name = "value", .heading = "VALUE", .shrink = 1}};
  if (show_origin) table.columns.push_back({.name = "origin", .heading = "ORIGIN", .shrink = 2});
  table.caption = "Settings in force";
  table.record_name = "setting";
  for (const Setting& row : settings) {
    std::vector<Cell> cells;
    cells.emplace_back(row.key, Style::id);
    cells.emplace_back(row.text.empty() ? Cell("-", Style::dim) : Cell(row.text));
    if (show_origin) cells.emplace_back(row.origin, Style::dim);
    table.add_record(row.key, std::move(cells));
  }
  Document document = Document().add(std::move(table));
  if (!own_file.empty()) document.add(Space{}).add(Paragraph{.text = "Your own settings: " + own_file});
  return document;
}

}  // namespace okr::reports
