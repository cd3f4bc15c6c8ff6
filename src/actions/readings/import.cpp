// SPDX-License-Identifier: MIT
#include "actions/readings/import.hpp"

#include <algorithm>
#include <span>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {

namespace {

constexpr std::size_t most_conflicts_shown = 20;

class Planning {
 public:
  Planning(const Workspace& workspace, const ImportedFile& file, const ImportPlanOptions& options)
      : workspace_(workspace),
        file_(file),
        options_(options),
        plan_{{}, {}, 0, ReadingFiles(workspace, options.source)} {}

  Status take(const std::string& name, const ImportTarget& target, const std::vector<ImportedReading>& readings) {
    const Kpi* kpi = workspace_.kpi(target.kpi->id.text);
    if (kpi == nullptr) return tl::unexpected<Error>(unknown_kpi(workspace_, target.kpi->id.text));
    if (kpi->faulty)
      return failure(ErrorKind::data, fmt::format("{} is in error: nothing was written", kpi->id.text),
                     "mend what is named above");
    plan_.counts.push_back({kpi->id.text});
    const auto same_line = [](const ImportedReading& a, const ImportedReading& b) {
      return a.date == b.date && a.unit == b.unit;
    };
    for (auto from = readings.begin(); from != readings.end();) {
      const auto until =
          std::find_if_not(from, readings.end(), [&](const auto& other) { return same_line(*from, other); });
      take_line(name, *kpi, {from, until});
      from = until;
    }
    return {};
  }

  ImportPlan plan() { return std::move(plan_); }

 private:
  /// The rows of one day or period; several where they join.
  void take_line(const std::string& name, const Kpi& kpi, std::span<const ImportedReading> rows) {
    ImportCount& count = plan_.counts.back();
    const ImportedReading& first = rows.front();
    std::vector<double> amounts;
    for (const ImportedReading& row : rows) amounts.push_back(row.value);
    std::string note = note_of(rows);
    const auto there = readings_on(workspace_, kpi, {first.date, first.unit, options_.source});
    if (!there.empty() && is_same_reading(kpi, there, amounts, note)) {
      count.unchanged += rows.size();
      return;
    }
    if (!there.empty() && !options_.replace) return conflict(name, taken_by(workspace_, kpi, there, amounts), first);
    std::string key = reading_key(first.date, first.unit, workspace_.fiscal_start());
    if (count.first.empty()) count.first = key;
    count.last = key;
    (there.empty() ? count.added : count.replaced) += rows.size();
    store::ReadingEdit edit{std::move(key), first.value, std::move(note), {amounts.begin() + 1, amounts.end()}};
    if (there.empty())
      plan_.files.add(kpi, first.date, std::move(edit));
    else
      plan_.files.replace(there.front(), std::move(edit));
  }

  /// The notes of the rows, each once.
  std::string note_of(std::span<const ImportedReading> rows) const {
    std::vector<std::string> notes;
    for (const ImportedReading& row : rows)
      if (std::string note = file_.note_of(row); !note.empty() && std::ranges::find(notes, note) == notes.end())
        notes.push_back(std::move(note));
    return join(notes, "; ");
  }

  void conflict(const std::string& name, Error taken, const ImportedReading& reading) {
    if (++plan_.conflict_count > most_conflicts_shown) return;
    taken.what = fmt::format("{}:{}:{}: {}", safe_for_terminal(name), reading.line, reading.column, taken.what);
    plan_.conflicts.push_back(std::move(taken));
  }

  const Workspace& workspace_;
  const ImportedFile& file_;
  const ImportPlanOptions& options_;
  ImportPlan plan_;
};

}  // namespace

Result<ImportPlan> plan_import(const Workspace& workspace, const ImportRequest& request, const ImportedFile& file,
                               const ImportPlanOptions& options) {
  Planning planning(workspace, file, options);
  for (std::size_t target = 0; target < request.targets.size(); ++target)
    TRY(planning.take(request.name, request.targets[target], file.readings[target]));
  return planning.plan();
}

namespace {

constexpr std::string_view kpi_prefix = "kpi/";

Error usage(std::string what, std::string hint) { return {ErrorKind::usage, std::move(what), std::move(hint)}; }

std::optional<char> delimiter_of(std::string_view text) {
  if (text == "tab" || text == "\\t") return '\t';
  const auto byte = text.size() == 1 ? static_cast<unsigned char>(text.front()) : 0U;
  const bool usable = byte == '\t' || (byte >= ' ' && byte < 0x7F && byte != '"');
  return usable ? std::optional(text.front()) : std::nullopt;
}

struct Words {
  std::string column, kpi;
  bool names_kpi = false;
};

Words words_of(const std::string& value, const std::optional<std::string>& kpi) {
  if (kpi) return {value, *kpi, true};
  const auto equals = value.rfind('=');
  if (equals == std::string::npos) return {value, value, false};
  return {value.substr(0, equals), value.substr(equals + 1), true};
}

/// A column that is no KPI's name was most often meant for one that has to be said.
Error unknown_target(const Workspace& workspace, const Words& words) {
  Error error = unknown_kpi(workspace, words.kpi);
  if (words.names_kpi) return error;
  const std::string column = safe_for_terminal(words.column);
  return usage(fmt::format("--value {}: of which KPI?", column), fmt::format("--value '{}=KPI', or --kpi KPI", column));
}

}  // namespace

Result<CsvForm> import_form(const ImportOptions& options, FiscalYear fiscal_year) {
  CsvForm form;
  form.said_by_options = true;
  form.fiscal_year = fiscal_year;
  form.date_format = options.date_format.value_or("");
  if (options.decimal) form.decimal = options.decimal->front();
  if (options.delimiter) {
    const auto delimiter = delimiter_of(*options.delimiter);
    if (!delimiter)
      return failure(ErrorKind::usage,
                     fmt::format("--delimiter: '{}' is not one character", safe_for_terminal(*options.delimiter)),
                     "one ASCII character, as ';', or the word tab");
    form.delimiter = *delimiter;
  }
  if (auto known = check_date_format(form.date_format); !known) {
    known.error().what = fmt::format("--date-format: {}", known.error().what);
    return tl::unexpected(known.error());
  }
  return form;
}

std::vector<ImportTarget> import_targets(const ImportOptions& options, const Workspace& workspace,
                                         std::vector<Error>& errors) {
  std::vector<ImportTarget> targets;
  if (options.kpi && options.values.size() > 1) {
    errors.push_back(
        usage("--kpi names one KPI, --value several columns", "write --value COLUMN=KPI for each, without --kpi"));
    return targets;
  }
  for (const std::string& value : options.values) {
    const Words words = words_of(value, options.kpi);
    std::string_view id = words.kpi;
    if (id.starts_with(kpi_prefix)) id.remove_prefix(kpi_prefix.size());
    const Kpi* kpi = workspace.kpi(id);
    if (kpi == nullptr)
      errors.push_back(unknown_target(workspace, words));
    else if (std::ranges::find(targets, kpi, &ImportTarget::kpi) != targets.end())
      errors.push_back(usage(fmt::format("{} is given twice", kpi->id.text), "one column a KPI"));
    else if (auto fault = place_fault(*kpi))
      errors.push_back(std::move(*fault));
    else
      targets.push_back({words.column, kpi});
  }
  return targets;
}

}  // namespace okr::cli
