// SPDX-License-Identifier: MIT
#include "actions/export/md.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include <fmt/core.h>

#include "actions/export/cycles.hpp"
#include "actions/export/into.hpp"
#include "actions/export/note.hpp"
#include "draw/markdown.hpp"
#include "draw/numbers.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/compute/kpi_book.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/toml_text.hpp"
#include "okr/store/values.hpp"
#include "reports/words.hpp"

namespace okr::cli {
namespace {

/// What a note does not repeat: the title is what people read; the rest is findings of rules, and what is written below.
constexpr std::string_view not_in_notes[] = {"title", "allow", "readings"};

/// What says where a KPI's readings stand and how they are read.
constexpr std::string_view of_csv[] = {"values", "date-column", "value-column", "delimiter", "decimal", "date-format"};

class Outline {
 public:
  Outline(const Workspace& workspace, Date as_of) : workspace_(workspace), as_of_(as_of), book_(workspace, as_of) {}

  Status add(const Cycle& cycle) {
    const CycleNumbers numbers = numbers_of(workspace_, cycle, as_of_);
    TRY_ASSIGN(const ValueTexts* values, values_of(cycle.place));
    Note note;
    note.add("cycle", store::toml_string(cycle.id.text)).add_keys(*values, {"cycle"}, cycle.keys, not_in_notes);
    if (numbers.is_final && numbers.score) note.add("result", result_of(numbers.score, {}));
    const std::string title = draw::markdown_line(cycle.title);
    line(fmt::format("# {}{}{}", cycle.id.text, title.empty() ? "" : ": ", title));
    line(note.text() + "\n");
    if (numbers.shown) line(standing_line(numbers) + "\n");
    for (const ObjectiveNumbers& objective : numbers.objectives)
      if (objective.objective) TRY(add(objective));
    return {};
  }

  Status add_kpis() {
    if (workspace_.kpis.empty()) return {};
    line("# KPIs");
    line(Note().add("kpis", "true").text() + "\n");
    for (const Kpi& kpi : workspace_.kpis) TRY(add(kpi));
    text_ += "\n";
    return {};
  }

  std::string text() && { return std::move(text_); }

 private:
  Status add(const ObjectiveNumbers& numbers) {
    const Objective& objective = *numbers.objective;
    TRY_ASSIGN(const ValueTexts* values, values_of(objective.place));
    Note note;
    note.add("id", store::toml_string(objective.id.text));
    note.add_keys(*values, {objective.id.text}, objective.keys, not_in_notes);
    note.add_keys(*values, {"defaults"}, defaults_of(objective), not_in_notes);
    if (numbers.is_final && numbers.score) note.add("result", result_of(numbers.score, {}));
    const std::string& title = objective.title.empty() ? objective.id.text : objective.title;
    line("## " + draw::markdown_line(title));
    line(note.text() + "\n");
    std::string words =
        fmt::format("Score {}, {}", score_text(numbers.shown), standing(numbers.status, numbers.verdict));
    if (!objective.team.empty()) words += "; team " + draw::markdown_line(objective.team);
    const auto owners = owners_of(workspace_.settings, objective);
    if (!owners.empty()) words += "; " + draw::markdown_line(join(owners, ", "));
    line(words + ".\n");
    for (const KeyResultNumbers& kr : numbers.key_results)
      if (kr.key_result) TRY(add(kr));
    text_ += "\n";
    return {};
  }

  Status add(const KeyResultNumbers& numbers) {
    const KeyResult& kr = *numbers.key_result;
    TRY_ASSIGN(const ValueTexts* values, values_of(kr.place));
    Note note;
    note.add("id", store::toml_string(kr.id.name));
    note.add_keys(*values, {kr.id.objective.text, kr.id.name}, kr.keys, not_in_notes);
    if (const std::string readings = readings_of(kr); !readings.empty()) note.add("readings", "[" + readings + "]");
    if (numbers.is_final && numbers.score) note.add("result", result_of(numbers.score, numbers.progress));
    const std::string now = draw::markdown_line(draw::bare(reports::now_text(numbers)));
    std::string words = fmt::format(
        "- **{}**: {}{}score {}, {}", draw::markdown_line(kr.title.empty() ? to_string(kr.id) : kr.title), now,
        now.empty() ? "" : ", ", score_text(numbers.shown), standing(numbers.status(), numbers.verdict));
    if (numbers.confidence) words += fmt::format(", confidence {}/10", numbers.confidence->value);
    line(words);
    line("  " + note.text());
    return {};
  }

  Status add(const Kpi& kpi) {
    const KpiNumbers numbers = book_.numbers(kpi);
    TRY_ASSIGN(const ValueTexts* values, values_of(kpi.place));
    Note note;
    note.add("kpi", store::toml_string(kpi.id.text)).add_keys(*values, {}, own_keys(kpi), not_in_notes);
    const KeyPlace tables[] = {{"targets", {}, {}}};
    if (!kpi.targets.empty()) note.add_keys(*values, {}, tables, {});
    if (const std::string readings = readings_of(kpi); !readings.empty()) note.add("readings", "[" + readings + "]");
    std::string words = fmt::format("- **{}**:", draw::markdown_line(kpi.title.empty() ? kpi.id.text : kpi.title));
    if (const auto value = numbers.value())
      words += " " + draw::markdown_line(draw::bare(reports::with_unit(*value, kpi.unit))) + ",";
    line(fmt::format("{} {}", words, word(numbers.status)));
    line("  " + note.text());
    return {};
  }

  // --- parts of a note -------------------------------------------------------------------------------------------------

  /// As a check-in has it.
  static std::string toml_of(const EntryValue& value) {
    if (const auto* number = std::get_if<double>(&value)) return store::toml_number(*number);
    if (const auto* truth = std::get_if<bool>(&value)) return store::toml_boolean(*truth);
    if (const auto* zone = std::get_if<std::string>(&value)) return store::toml_line_string(*zone);
    std::vector<std::string> steps;
    if (const auto* done = std::get_if<std::vector<std::string>>(&value))
      for (const std::string& step : *done) steps.push_back(store::toml_line_string(step));
    return store::toml_list(steps);
  }

  static std::string quoted(std::string_view text) {
    return on_one_line(store::toml_line_string(text)).value_or("\"\"");
  }

  /// What [defaults] of its file says for it.
  static std::vector<KeyPlace> defaults_of(const Objective& objective) {
    std::vector<KeyPlace> keys;
    for (const std::string_view key : default_keys())
      if (!objective.gives(key)) keys.push_back({key, {}, {}});
    return keys;
  }

  /// Without those that say how to read a CSV, whose readings are written out.
  static std::vector<KeyPlace> own_keys(const Kpi& kpi) {
    std::vector<KeyPlace> keys = kpi.keys;
    std::erase_if(keys, [](const KeyPlace& given) { return std::ranges::find(of_csv, given.key) != std::end(of_csv); });
    return keys;
  }

  /// What was said of a day, as one check-in would: the last value (of a sum all amounts, of steps all of them), the last
  /// confidence, the last note.
  static std::vector<Entry> days_of(const KeyResult& kr, Date as_of) {
    std::vector<Entry> days;
    for (const Entry& entry : kr.entries) {
      if (entry.date > as_of) continue;
      if (days.empty() || days.back().date != entry.date) {
        days.push_back(entry);
        continue;
      }
      Entry& day = days.back();
      if (entry.has_value()) day.value = day.has_value() ? together(kr.kind, day.value, entry.value) : entry.value;
      if (entry.confidence) day.confidence = entry.confidence;
      if (!entry.note.empty()) day.note = entry.note;
    }
    return days;
  }

  static EntryValue together(Kind kind, const EntryValue& first, const EntryValue& second) {
    const double* amount = std::get_if<double>(&first);
    const double* more = std::get_if<double>(&second);
    if (kind == Kind::sum && amount && more) return *amount + *more;
    const auto* steps = std::get_if<std::vector<std::string>>(&first);
    const auto* others = std::get_if<std::vector<std::string>>(&second);
    if (!steps || !others) return second;
    std::vector<std::string> all = *steps;
    all.insert(all.end(), others->begin(), others->end());
    return all;
  }

  /// "{ on = 2026-08-17, value = 131, confidence = 6 }", of each day.
  std::string readings_of(const KeyResult& kr) const {
    std::string list;
    for (const Entry& entry : days_of(kr, as_of_)) {
      std::string one = "on = " + store::toml_date(entry.date);
      if (entry.has_value())
        if (const auto value = on_one_line(toml_of(entry.value))) one += ", value = " + *value;
      if (entry.confidence) one += fmt::format(", confidence = {}", *entry.confidence);
      if (!entry.note.empty()) one += ", note = " + quoted(entry.note);
      list += fmt::format("{}{{ {} }}", list.empty() ? "" : ", ", one);
    }
    return list;
  }

  std::string readings_of(const Kpi& kpi) const {
    const FiscalYear year = workspace_.fiscal_start();
    std::string list;
    for (const Reading& reading : kpi.readings) {
      if (reading.date > as_of_) continue;
      const std::string period = period_name(period_containing(reading.date, reading.unit, year), reading.unit, year);
      std::string one = fmt::format("for = \"{}\", value = {}", period, store::toml_number(reading.value));
      if (const std::string said = kpi.note_of(reading); !said.empty()) one += ", note = " + quoted(said);
      list += fmt::format("{}{{ {} }}", list.empty() ? "" : ", ", one);
    }
    return list;
  }

  static std::string result_of(const Computed<Score>& score, const Computed<Progress>& progress) {
    std::string fields = "score = " + store::toml_number(score->value());
    if (progress) fields += ", progress = " + store::toml_number(progress->value());
    return "{ " + fields + " }";
  }

  // --- words -----------------------------------------------------------------------------------------------------------

  std::string score_text(const std::optional<Score>& shown) const {
    return draw::bare(reports::score_text(shown, workspace_.settings.scoring.scale));
  }

  static std::string standing(PaceStatus status, const std::optional<Verdict>& verdict) {
    return std::string(verdict ? word(*verdict) : word(status));
  }

  std::string standing_line(const CycleNumbers& numbers) const {
    const std::string day = long_date(as_of_);
    if (numbers.ended) return fmt::format("Score {}.", score_text(numbers.shown));
    return fmt::format("Score {} on {}, day {} of {}.", score_text(numbers.shown), day, numbers.day, numbers.days);
  }

  void line(std::string_view words) { text_ += std::string(words) + "\n"; }

  /// Of the file in which the record stands, read once.
  Result<const ValueTexts*> values_of(const Place& place) {
    static const ValueTexts none;
    if (!place.known()) return &none;
    const std::string& name = workspace_.files[place.file];
    const auto known = values_.find(name);
    if (known != values_.end()) return &known->second;
    TRY_ASSIGN(auto text, store::read_file_inside(workspace_.root, workspace_.root + "/" + name));
    return &values_.emplace(name, store::value_texts(std::move(text))).first->second;
  }

  const Workspace& workspace_;
  Date as_of_;
  KpiBook book_;
  std::string text_;
  std::map<std::string, ValueTexts> values_;
};

}  // namespace

Result<int> export_md(Context& context, const ExportRequest& request) {
  if (request.into) return export_into(context, request);
  TRY_ASSIGN(auto session, open_for_export(context, request.all));
  Outline outline(session.workspace, context.today());
  for (const Cycle* cycle : exported_cycles(session, request.all)) TRY(outline.add(*cycle));
  TRY(outline.add_kpis());
  context.set_notation(Notation::markup);
  context.print(std::move(outline).text());
  return report_computed_faults(context, session.workspace);
}

}  // namespace okr::cli
