// SPDX-License-Identifier: MIT
// okr explain: one rule, or all of them, from the table of rules.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/rule.hpp"
#include "reports/check/findings.hpp"
#include "session/present.hpp"

namespace okr::cli {
namespace {

struct ExplainOptions {
  std::optional<std::string> code;
};

void declare_explain(Syntax& syntax, ExplainOptions& options) {
  syntax
      .argument(options.code, "CODE",
                "as a message ends with it: E103, or e103; or okr-or-kpi; without one all of them")
      .completes(Completes::explained);
}

draw::Preformatted example_lines(std::string_view text) {
  draw::Preformatted block;
  for (const std::string_view line : split(text, '\n')) block.lines.emplace_back("  " + std::string(line));
  return block;
}

draw::Style style_of(Severity severity) {
  switch (severity) {
    case Severity::error: return draw::Style::bad;
    case Severity::warning: return draw::Style::warn;
    case Severity::info: return draw::Style::info;
  }
  return draw::Style::normal;
}

draw::Document rule_document(const Rule& rule) {
  draw::Document document;
  document.add(
      draw::Heading{.level = 1,
                    .text = draw::Text(std::string(rule.name), draw::Style::id) + "  " + std::string(rule.title),
                    .right = draw::Text(to_string(rule.severity), style_of(rule.severity))});
  const reports::RuleText text = reports::text_of(rule);
  document.add(draw::Space{}).add(draw::Paragraph{.text = text.why});
  document.add(draw::Space{}).add(draw::Heading{.text = "Reported"}).add(example_lines(text.triggers));
  document.add(draw::Space{}).add(draw::Heading{.text = "Fine"}).add(example_lines(text.accepts));
  if (const auto words = reports::words_of(rule.code); !words.empty())
    document.add(draw::Space{})
        .add(draw::Heading{.text = "Words"})
        .add(draw::Paragraph{.text = join(words, ", ") + "; more in `words` of [check]", .indent = 2});
  document.add(draw::Space{}).add(draw::Paragraph{.text = "Source: " + std::string(rule.source)});
  return document;
}

draw::Document list_of_rules() {
  draw::Table table{.columns = {{.name = "code", .heading = "CODE"},
                                {.name = "severity", .heading = "SEVERITY"},
                                {.name = "title", .heading = "SAYS", .shrink = 1}}};
  for (const Rule& rule : rules())
    table.add({.cells = {{draw::Text(rule.name, draw::Style::id)},
                         {draw::Text(to_string(rule.severity), style_of(rule.severity))},
                         {rule.title}}});
  draw::Document document;
  document.add(std::move(table)).add(draw::Space{}).add(draw::Paragraph{.text = "okr explain CODE says why."});
  return document;
}

int explain_all(Context& context) {
  present(context, {.title = "Rules",
                    .document = list_of_rules,
                    .records = [] { return reports::rule_records(rules()); },
                    .json = [&] { return reports::rules_json(context.today()); },
                    .is_dated = false});
  return 0;
}

const reports::Explanation* explanation_named(std::string_view typed) {
  for (const reports::Explanation& one : reports::explanations())
    if (one.name == typed) return &one;
  return nullptr;
}

/// Its title, paragraphs with an empty line between them, and tables, whose lines begin with blanks.
draw::Document explanation_document(const reports::Explanation& explanation) {
  draw::Document document;
  std::string paragraph;
  draw::Preformatted table;
  const auto end_part = [&] {
    if (!paragraph.empty()) document.add(draw::Paragraph{.text = paragraph});
    if (!table.lines.empty()) document.add(table);
    paragraph.clear();
    table.lines.clear();
  };
  for (const std::string_view line : split(trim(reports::text_of(explanation)), '\n')) {
    if (line.empty()) {
      end_part();
      document.add(draw::Space{});
    } else if (line.starts_with(' ')) {
      table.lines.emplace_back(line);
    } else {
      paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
    }
  }
  end_part();
  return document;
}

int explain(Context& context, const reports::Explanation& explanation) {
  present(context, {.title = std::string(explanation.title),
                    .document = [&explanation] { return explanation_document(explanation); },
                    .records = [&] { return reports::explanation_records(explanation); },
                    .json = [&] { return reports::explanation_json(explanation, context.today()); },
                    .is_dated = false});
  return 0;
}

Result<int> run_explain(Context& context, const ExplainOptions& options) {
  if (!options.code) return explain_all(context);
  if (const reports::Explanation* explanation = explanation_named(*options.code)) return explain(context, *explanation);
  std::vector<std::string_view> names;
  for (const reports::Explanation& one : reports::explanations()) names.push_back(one.name);
  if (const auto near = nearest(*options.code, names))
    return failure(ErrorKind::usage, fmt::format("okr explains no '{}'", safe_for_terminal(*options.code)),
                   did_you_mean(near));
  TRY_ASSIGN(const auto code, typed_code(*options.code));
  const Rule& rule = okr::rule(code);
  present(context, {.title = std::string(rule.name),
                    .document = [&rule] { return rule_document(rule); },
                    .records = [&rule] { return reports::rule_records(std::span(&rule, 1)); },
                    .json = [&] { return reports::rule_json(rule, context.today()); },
                    .is_dated = false});
  return 0;
}

constexpr Example explain_examples[] = {
    {"okr explain E103", "why the target may not be the baseline"},
    {"okr explain okr-or-kpi", "when a KPI is right, and when an objective"},
    {"okr explain", "every code, a line each"},
    {"okr explain --json", "all of them, for programs: why, and both examples"},
};

}  // namespace

constinit const Command explain_command{
    .name = "explain",
    .group = Group::tidy,
    .formats = Formats::all,
    .summary = "why a rule is one, with an example",
    .examples = explain_examples,
    .prepare = prepared<ExplainOptions, declare_explain, run_explain>,
};

}  // namespace okr::cli
