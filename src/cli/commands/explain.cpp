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
using namespace session;

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

int explain_all(Context& context) {
  present(context, {.title = "Rules",
                    .document = reports::rules_document,
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

int explain(Context& context, const reports::Explanation& explanation) {
  present(context, {.title = std::string(explanation.title),
                    .document = [&explanation] { return reports::explanation_document(explanation); },
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
    return usage_failure(fmt::format("okr explains no '{}'", safe_for_terminal(*options.code)), did_you_mean(near));
  TRY_ASSIGN(const auto code, typed_code(*options.code));
  const Rule& rule = okr::rule(code);
  present(context, {.title = std::string(rule.name),
                    .document = [&rule] { return reports::rule_document(rule); },
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
