// SPDX-License-Identifier: MIT
#include "actions/import/draft_text.hpp"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "actions/readings/reading_files.hpp"
#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

/// A comment takes no control character, and every line of it its own mark.
std::string comment_lines(const std::string& comment) {
  std::string lines;
  const std::string safe = safe_for_terminal(comment, true);
  for (const std::string_view line : split(safe, '\n'))
    lines += trim(line).empty() ? "#\n" : fmt::format("# {}\n", trim(line));
  return lines;
}

}  // namespace

std::string lines_of(const DraftRecord& record, std::string_view kind) {
  std::string lines;
  if (!record.title.empty()) lines = fmt::format("title = {}\n", store::toml_string(record.title));
  for (const FieldInfo& field : fields_of(kind)) {
    const auto said = std::ranges::find(record.fields, field.key, &DraftField::key);
    if (said != record.fields.end() && field.key != "title") lines += fmt::format("{} = {}\n", said->key, said->toml);
  }
  for (const std::string& comment : record.comments) lines += comment_lines(comment);
  return lines;
}

std::vector<store::NewTable> tables_of(const MatchedObjective& objective,
                                       const std::vector<MatchedKeyResult>& key_results) {
  std::vector<store::NewTable> tables{{{objective.id}, lines_of(*objective.said, "objective")}};
  for (const MatchedKeyResult& kr : key_results)
    tables.push_back({{objective.id, kr.id}, lines_of(*kr.said, "key result")});
  return tables;
}

std::string result_text(const DraftResult& result) {
  std::vector<std::string> fields;
  if (const double* number = std::get_if<double>(&result.value))
    fields.push_back("value = " + store::toml_number(*number));
  if (const bool* truth = std::get_if<bool>(&result.value)) fields.push_back("value = " + store::toml_boolean(*truth));
  if (result.progress) fields.push_back("progress = " + store::toml_number(*result.progress));
  if (result.score) fields.push_back("score = " + store::toml_number(*result.score));
  return fmt::format("{{ {} }}", join(fields, ", "));
}

std::string reading_lines(std::vector<DraftKpiReading> readings, FiscalYear fiscal_year) {
  std::ranges::stable_sort(readings, {},
                           [](const DraftKpiReading& reading) { return std::pair(reading.date, reading.unit); });
  std::string lines;
  for (std::size_t at = 0; at < readings.size();) {
    const DraftKpiReading& first = readings[at];
    std::vector<std::string> values;
    for (; at < readings.size() && readings[at].date == first.date && readings[at].unit == first.unit; ++at)
      values.push_back(store::toml_number(readings[at].value));
    std::string said = values.size() == 1 ? values.front() : store::toml_list(values);
    if (!first.note.empty() || first.is_final) {
      said = "{ value = " + said;
      if (!first.note.empty()) said += ", note = " + store::toml_line_string(first.note);
      said += first.is_final ? ", final = true }" : " }";
    }
    lines += fmt::format("{} = {}\n", reading_key(first.date, first.unit, fiscal_year), said);
  }
  return lines;
}

}  // namespace okr::cli
