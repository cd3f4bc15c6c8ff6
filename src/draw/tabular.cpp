// SPDX-License-Identifier: MIT
#include "draw/tabular.hpp"

#include <algorithm>
#include <string_view>

#include "draw/numbers.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"

namespace okr::draw {
namespace {

std::string tsv_field(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\')
      escaped += "\\\\";
    else if (c == '\t')
      escaped += "\\t";
    else if (c == '\n')
      escaped += "\\n";
    else if (c == '\r')
      escaped += "\\r";
    else
      escaped += c;
  }
  return safe_for_terminal(bare(escaped));
}

// What base/csv does not defuse but some spreadsheets run: a formula behind spaces, and the full-width signs.
bool hides_formula(std::string_view text) {
  const std::string_view rest = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  if (rest.size() < text.size() && !rest.empty() && std::string_view("=+-@").find(rest[0]) != std::string_view::npos) {
    return true;
  }
  const auto wide = {"＝", "＋", "－", "＠"};
  return std::any_of(wide.begin(), wide.end(), [rest](std::string_view sign) { return rest.starts_with(sign); });
}

std::string csv_field(std::string_view text) {
  std::string safe = safe_for_terminal(bare(text), true);
  if (hides_formula(safe)) safe.insert(0, 1, '\'');
  return csv_cell(safe, {.defuse = true});
}

using Escape = std::string (*)(std::string_view);

std::string joined(const Json& list) {
  std::string text;
  for (const Json& element : list) text += (text.empty() ? "" : " ") + element.get<std::string>();
  return text;
}

std::string field(const Json& value, Escape escaped) {
  if (value.is_array()) return escaped(joined(value));
  if (value.is_string()) return escaped(value.get_ref<const std::string&>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_number()) return okr::shortest(value.get<double>());
  return {};
}

std::string lines_of(const Records& records, char separator, Escape escaped) {
  std::string result;
  for (std::size_t i = 0; i < records.names.size(); ++i) {
    if (i > 0) result += separator;
    result += escaped(records.names[i]);
  }
  result += '\n';
  for (const auto& row : records.rows) {
    for (std::size_t i = 0; i < records.names.size(); ++i) {
      if (i > 0) result += separator;
      if (i < row.size()) result += field(row[i], escaped);
    }
    result += '\n';
  }
  return result;
}

}  // namespace

std::string tsv_text(const Records& records) { return lines_of(records, '\t', tsv_field); }

std::string csv_text(const Records& records) { return lines_of(records, ',', csv_field); }

}  // namespace okr::draw
