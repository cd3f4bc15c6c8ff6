// SPDX-License-Identifier: MIT
#include "actions/readings/import_mapping.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {
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
