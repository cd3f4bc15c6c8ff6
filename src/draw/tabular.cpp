// SPDX-License-Identifier: MIT
#include "draw/tabular.hpp"

#include <algorithm>
#include <cmath>
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

struct Printer {
  std::string (*text)(std::string_view);

  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& value) const { return text(value); }
  std::string operator()(double value) const { return std::isfinite(value) ? okr::shortest(value) : std::string(); }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(Date value) const { return to_string(value); }
};

std::string lines_of(const Records& records, char separator, const Printer& printer) {
  std::string result;
  for (std::size_t i = 0; i < records.names.size(); ++i) {
    if (i > 0) result += separator;
    result += printer.text(records.names[i]);
  }
  result += '\n';
  for (const auto& row : records.rows) {
    for (std::size_t i = 0; i < records.names.size(); ++i) {
      if (i > 0) result += separator;
      if (i < row.size()) result += std::visit(printer, row[i]);
    }
    result += '\n';
  }
  return result;
}

}  // namespace

std::string tsv_text(const Records& records) { return lines_of(records, '\t', Printer{tsv_field}); }

std::string csv_text(const Records& records) { return lines_of(records, ',', Printer{csv_field}); }

}  // namespace okr::draw
