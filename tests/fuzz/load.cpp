// SPDX-License-Identifier: MIT
// Parts: the files of a workspace by their names. Whatever is in them, all of it is read, every report computes, and
// what is said has its place.
#include "okr/store/load.hpp"

#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "ensure.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/lint.hpp"
#include "okr/compute/numbers.hpp"
#include "parts.hpp"
#include "reports/check/findings.hpp"
#include "sound_diagnostic.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

/// Within, before and behind most files; the ends of time are tests/system/hostile.py's: a run is to take milliseconds.
constexpr Date days[] = {make_date(2026, 8, 24), make_date(1999, 12, 31), make_date(2040, 1, 1)};

void finite(std::optional<double> number, std::string_view what) {
  okr_fuzz::ensure(!number || std::isfinite(*number), std::string(what) + " is finite");
}

void in_share(const Computed<Score>& score, std::string_view what) {
  okr_fuzz::ensure(!score || (score->value() >= 0 && score->value() <= 1), std::string(what) + " lies between 0 and 1");
}

void check_key_result(const KeyResultNumbers& numbers) {
  in_share(numbers.score, "a score");
  in_share(numbers.as_planned, "a score as planned");
  if (numbers.progress) finite(numbers.progress->value(), "a progress");
  finite(numbers.value(), "a value");
}

void check_cycle(const Workspace& workspace, const Cycle& cycle, Date day) {
  const auto numbers = numbers_of(workspace, cycle, day);
  in_share(numbers.score, "the score of a cycle");
  for (const ObjectiveNumbers& objective : numbers.objectives) {
    in_share(objective.score, "the score of an objective");
    finite(objective.gap, "a gap");
    for (const KeyResultNumbers& kr : objective.key_results) check_key_result(kr);
  }
  const auto forecast = forecast_of({workspace, cycle}, numbers, day);
  in_share(forecast.expected, "an expected score");
}

void check_kpi(const Workspace& workspace, const Kpi& kpi, Date day) {
  const auto numbers = numbers_of(workspace, kpi, day);
  finite(numbers.value(), "the value of a KPI");
  for (const KpiPeriod& period : numbers.periods) finite(period.value, "the value of a period");
}

void check_diagnostics(const Workspace& workspace, const std::map<std::string, std::string>& texts) {
  for (const Diagnostic& diagnostic : workspace.diagnostics) {
    okr_fuzz::ensure(diagnostic.place.file < workspace.files.size(), "a finding has a file", diagnostic.message);
    const auto text = texts.find(workspace.files[diagnostic.place.file]);
    const auto lines = text == texts.end() ? 0 : okr_test::lines_of(text->second).size();
    const auto wrong = okr_test::unsoundness_of(diagnostic, lines);
    okr_fuzz::ensure(wrong.empty(), wrong, to_string(diagnostic.place, workspace) + " " + diagnostic.message);
  }
}

std::map<std::string, std::string> texts_of(std::string_view bytes) {
  std::map<std::string, std::string> texts;
  for (const auto& part : okr_fuzz::parts_of(bytes))
    texts[part.name.empty() ? "2026-Q3/cycle.toml" : part.name] = part.text;
  texts.emplace("okr.toml", "format = 1\n");
  return texts;
}

}  // namespace

void okr_fuzz::load(std::string_view bytes) {
  const auto texts = texts_of(bytes);
  for (const auto& [name, text] : texts) static_cast<void>(store::check_text(text));
  const store::FileTexts files(texts);
  for (const Date day : days) {
    auto workspace = store::load_texts("/", files, {.cycles = store::Wanted::Cycles::all, .as_of = day});
    if (!workspace) return;
    for (const Cycle& cycle : workspace->cycles) check_cycle(*workspace, cycle, day);
    for (const Kpi& kpi : workspace->kpis) check_kpi(*workspace, kpi, day);
    auto findings = lint_numbers(*workspace, day);
    const auto practice = lint_practice(*workspace, day, reports::rule_words());
    findings.insert(findings.end(), practice.begin(), practice.end());
    okr_fuzz::ensure(store::add_findings(*workspace, std::move(findings), {.texts = &files}).has_value(),
                     "a text can be read again");
    check_diagnostics(*workspace, texts);
  }
}
