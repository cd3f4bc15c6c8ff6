// SPDX-License-Identifier: MIT
#include "actions/import/options.hpp"

#include <utility>

#include <fmt/core.h>

#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
namespace {

std::optional<char> delimiter_of(std::string_view text) {
  if (text == "tab" || text == "\\t") return '\t';
  const auto byte = text.size() == 1 ? static_cast<unsigned char>(text.front()) : 0U;
  const bool usable = byte == '\t' || (byte >= ' ' && byte < 0x7F && byte != '"');
  return usable ? std::optional(text.front()) : std::nullopt;
}

/// ',', '.', an apostrophe, or "space" and a blank of any sort.
std::optional<char> thousands_of(std::string_view text) {
  if (text == "space" || text == " " || text == "\u00A0" || text == "\u202F") return ' ';
  if (text == "\u2019") return '\'';
  if (text == "," || text == "." || text == "'" || text == "_") return text.front();
  return std::nullopt;
}

/// "--decimal: 'x' is no decimal mark".
tl::unexpected<Error> refusal(std::string_view label, std::string_view option, const std::string& said,
                              std::string_view what, std::string hint) {
  return failure(ErrorKind::usage, fmt::format("{}{}: '{}' {}", label, option, safe_for_terminal(said), what),
                 std::move(hint));
}

}  // namespace

Status check_separator(std::optional<char> separator, bool delimiter_said, char delimiter) {
  if (!separator || !delimiter_said || *separator == delimiter) return {};
  return failure(ErrorKind::usage,
                 fmt::format("the file says sep={}, and --delimiter says {}", safe_for_terminal({&*separator, 1}),
                             safe_for_terminal({&delimiter, 1})),
                 "leave --delimiter out, or the line");
}

CellForm cell_form(const ImportOptions& options) {
  return {options.delimiter, options.decimal, options.thousands, options.date_format};
}

Result<CsvForm> csv_form(const CellForm& said, FiscalYear fiscal_year, std::string_view label) {
  CsvForm form;
  form.said_by_options = true;
  form.fiscal_year = fiscal_year;
  form.date_format = said.date_format.value_or("");
  if (said.decimal && *said.decimal != "." && *said.decimal != ",")
    return refusal(label, "decimal", *said.decimal, "is no decimal mark", "'.' or ','");
  if (said.decimal) form.decimal = said.decimal->front();
  if (said.delimiter) {
    const auto delimiter = delimiter_of(*said.delimiter);
    if (!delimiter)
      return refusal(label, "delimiter", *said.delimiter, "is not one character",
                     "one ASCII character, as ';', or the word tab");
    form.delimiter = *delimiter;
  }
  if (said.thousands) {
    const auto thousands = thousands_of(*said.thousands);
    if (!thousands)
      return refusal(label, "thousands", *said.thousands, "groups no digits",
                     "',', '.', an apostrophe, or the word space");
    if (*thousands == form.decimal)
      return failure(ErrorKind::usage, fmt::format("{0}thousands and {0}decimal are both '{1}'", label, *thousands),
                     fmt::format("{}decimal {} is what goes with it", label, *thousands == ',' ? '.' : ','));
    form.thousands = *thousands;
  }
  if (auto known = check_date_format(form.date_format); !known) {
    known.error().what = fmt::format("{}date-format: {}", label, known.error().what);
    return tl::unexpected(known.error());
  }
  return form;
}

}  // namespace okr::cli
