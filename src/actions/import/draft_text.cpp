// SPDX-License-Identifier: MIT
#include "actions/import/draft_text.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/model/fields.hpp"
#include "okr/store/toml_text.hpp"

namespace okr::cli {
namespace {

constexpr std::string_view mark_of_import = "# Imported from ";

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
  if (!record.title.empty()) lines = store::toml_line("title", store::toml_string(record.title));
  for (const FieldInfo& field : fields_of(kind))
    if (const DraftField* said = find_field(record.fields, field.key); said && field.key != "title")
      lines += store::toml_line(said->key, said->toml);
  for (const DraftField& field : record.fields)
    if (is_own_key(field.key)) lines += store::toml_line(field.key, field.toml);
  for (const std::string& comment : record.comments) lines += comment_lines(comment);
  return lines;
}

bool is_own_key(std::string_view key) { return key.substr(key.starts_with('"') ? 1 : 0).starts_with(own_prefix); }

std::vector<store::NewTable> tables_of(const MatchedObjective& objective,
                                       const std::vector<MatchedKeyResult>& key_results) {
  std::vector<store::NewTable> tables{{{objective.id}, lines_of(*objective.said, "objective")}};
  for (const MatchedKeyResult& kr : key_results)
    tables.push_back({{objective.id, kr.id}, lines_of(*kr.said, "key result")});
  return tables;
}

std::string import_mark(std::string_view file) {
  const std::string_view name = file.substr(file.find_last_of("/\\") + 1);
  return fmt::format("{}{}\n", mark_of_import, safe_for_terminal(name));
}

bool has_import_mark(std::string_view checkin) { return checkin.starts_with(mark_of_import); }

std::string result_text(const DraftResult& result) {
  std::vector<std::string> fields;
  if (const double* number = std::get_if<double>(&result.value))
    fields.push_back("value = " + store::toml_number(*number));
  if (const bool* truth = std::get_if<bool>(&result.value)) fields.push_back("value = " + store::toml_boolean(*truth));
  if (result.progress) fields.push_back("progress = " + store::toml_number(*result.progress));
  if (result.score) fields.push_back("score = " + store::toml_number(*result.score));
  return fmt::format("{{ {} }}", join(fields, ", "));
}

}  // namespace okr::cli
