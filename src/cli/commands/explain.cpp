// SPDX-License-Identifier: MIT
// okr explain: one rule, from the table of rules.
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "cli/rule_words.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/rule.hpp"
#include "reports/check/outputs.hpp"
#include "session/present.hpp"

namespace okr::cli {
namespace {

struct Options {
  std::string code;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.code, "CODE", "as a message ends with it: E103, or e103");
}

draw::Preformatted example(std::string_view text) {
  draw::Preformatted block;
  for (const std::string_view line : split(text, '\n')) block.lines.emplace_back("  " + std::string(line));
  return block;
}

draw::Document document_of(const Rule& rule) {
  const draw::Style style = rule.severity == Severity::error ? draw::Style::bad : draw::Style::warn;
  draw::Document document;
  document.add(
      draw::Heading{.level = 1,
                    .text = draw::Text(std::string(rule.name), draw::Style::id) + "  " + std::string(rule.title),
                    .right = draw::Text(std::string(to_string(rule.severity)), style)});
  document.add(draw::Space{}).add(draw::Paragraph{.text = std::string(rule.why)});
  document.add(draw::Space{}).add(draw::Heading{.text = "Reported"}).add(example(rule.triggers));
  document.add(draw::Space{}).add(draw::Heading{.text = "Fine"}).add(example(rule.accepts));
  document.add(draw::Space{}).add(draw::Paragraph{.text = "Source: " + std::string(rule.source)});
  return document;
}

Result<int> run(Context& context, const Options& options) {
  TRY_ASSIGN(const auto code, typed_code(options.code));
  const Rule& rule = okr::rule(code);
  present(context, {.title = std::string(rule.name),
                    .document = [&rule] { return document_of(rule); },
                    .records = [&rule] { return reports::rule_records(rule); },
                    .json = [&] { return reports::rule_json(rule, context.today()); }});
  return 0;
}

constexpr Example examples[] = {
    {"okr explain E103", "why the target may not be the baseline"},
    {"okr help errors", "every code, a line each"},
};

}  // namespace

constinit const Command explain_command{
    .name = "explain",
    .group = Group::tidy,
    .formats = Formats::all,
    .summary = "why a rule is one, with an example",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
