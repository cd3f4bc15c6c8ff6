// SPDX-License-Identifier: MIT
// Cells as other tools write them: numbers with currencies and scales, progress, yes and no, people, rows of totals.
#include "actions/import/opening.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/written_number.hpp"

namespace okr::actions {
namespace {

constexpr auto signs = std::to_array<std::string_view>({"$", "€", "£", "¥", "₹"});

tl::unexpected<CsvFault> fault(const CsvCell& cell, std::string_view what, std::string hint) {
  const std::string shown = cut_to_width(safe_for_terminal(trim(cell.text)), 40, false);
  return tl::unexpected<CsvFault>({cell.place, fmt::format("'{}' {}", shown, what), std::move(hint)});
}

/// "$", "EUR" in front of the number, taken away.
std::string take_currency(std::string_view& text) {
  for (const std::string_view sign : signs)
    if (text.starts_with(sign)) {
      text = trim(text.substr(sign.size()));
      return std::string(sign);
    }
  constexpr std::size_t code = 3;
  if (text.size() <= code || !std::ranges::all_of(text.substr(0, code), is_upper)) return {};
  const std::string currency(text.substr(0, code));
  const std::string_view rest = trim(text.substr(code));
  if (rest.empty() || (!is_digit(rest.front()) && rest.front() != '-')) return {};
  text = rest;
  return currency;
}

/// Bytes of the number at the front, with the marks that may group it.
std::size_t number_length(std::string_view text, const CsvForm& form) {
  const auto is_of_number = [&](char c) {
    return is_digit(c) || c == '.' || c == ',' || (form.thousands != '\0' && c == form.thousands);
  };
  std::size_t length = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::size_t end = length;
  for (std::size_t at = length; at < text.size();) {
    std::size_t bytes = 1;
    const bool is_blank = form.thousands == ' ' && static_cast<unsigned char>(text[at]) >= 0x80;
    for (const std::string_view blank : {"\u00A0", "\u202F", "\u2009"})
      if (is_blank && text.substr(at).starts_with(blank)) bytes = blank.size();
    if (bytes == 1 && !is_of_number(text[at])) break;
    at += bytes;
    if (bytes == 1 && text[at - 1] != ' ') end = at;  // a blank behind the number does not belong to it
  }
  return end;
}

/// The power of ten that stands right behind the number, taken away: a word of its own, where "12k€" is a unit; "B", and
/// of money "m", too.
std::optional<int> take_scale(std::string_view& rest, bool has_currency) {
  constexpr int milliards = 9, millions = 6;
  const auto word = scale_word(rest);
  const std::size_t length = word ? word->length : 1;
  const std::string_view behind = rest.substr(std::min(length, rest.size()));
  if (!behind.empty() && behind.front() != ' ') return std::nullopt;
  const bool is_letter = rest.starts_with('B') || (has_currency && rest.starts_with('m'));
  if (!word && !is_letter) return std::nullopt;
  const int power = word ? word->power : rest.front() == 'B' ? milliards : millions;
  rest = trim(behind);
  return power;
}

}  // namespace

bool begins_number(std::string_view text) {
  for (const std::string_view sign : {"-", "\u2212", "+", "$", "\u20AC", "\u00A3", ".", "~"})
    if (text.starts_with(sign)) text.remove_prefix(sign.size());
  return !text.empty() && is_digit(text.front());
}

tl::expected<CellNumber, CsvFault> cell_number(const CsvCell& cell, const CsvForm& form) {
  std::string_view text = trim(cell.text);
  const bool is_negative = text.starts_with('-') && text.size() > 1 && !is_digit(text[1]);
  if (is_negative) text = trim(text.substr(1));
  if (text.starts_with('+'))
    return fault(cell, "says a change, or has a sign too many", "write the value that it leads to, without a sign");
  CellNumber number;
  number.unit = take_currency(text);
  const std::size_t length = number_length(text, form);
  CsvCell digits = cell;
  digits.text = std::string(text.substr(0, length));
  if (digits.text.empty()) return fault(cell, "is not a number", "a number looks like 131, -2.5, 45% or 12k");
  auto value = csv_number(digits, form);
  if (!value) return tl::unexpected(std::move(value.error()));
  std::string_view rest = text.substr(length);
  const bool is_close = !rest.empty() && rest.front() != ' ';
  rest = trim(rest);
  if (is_close && rest == "m" && number.unit.empty())
    return fault(cell, "may be millions, metres or minutes", "write the digits, and the unit in a column of its own");
  if (const auto power = take_scale(rest, !number.unit.empty())) {
    const auto scaled = parse_number(fmt::format("{}e{}", shortest(*value), *power));
    if (!scaled) return fault(cell, scaled.error().what, scaled.error().hint);
    value = *scaled;
    number.is_scaled = true;
  }
  if (!rest.empty() && std::ranges::any_of(rest, is_digit))
    return fault(cell, "is not one number", "a number looks like 131, -2.5, 45% or 12k");
  if (!rest.empty()) number.unit = std::string(rest);
  number.value = is_negative ? -*value : *value;
  return number;
}

tl::expected<double, CsvFault> cell_progress(const CsvCell& cell, const CsvForm& form, double whole) {
  auto number = cell_number(cell, form);
  if (!number) return tl::unexpected(std::move(number.error()));
  constexpr double all = 100;
  if (number->unit == "%") return number->value;
  if (!number->unit.empty()) return fault(cell, "is no progress", "45%, or a number");
  if (whole == all) return number->value;
  return parse_number(shortest(number->value) + "e2")
      .value_or(number->value * all);  // 7 of 0.07, not 7.000000000000001
}

tl::expected<bool, CsvFault> cell_truth(const CsvCell& cell) {
  const std::string text = to_lower_ascii(trim(cell.text));
  if (is_one_of("yes|true|done|completed|complete|achieved|ja|oui|s\u00ED|si|sim|1|100|100%|x", text)) return true;
  if (is_one_of("no|false|not done|incomplete|open|nein|non|n\u00E3o|0|0%|-", text)) return false;
  return fault(cell, "is neither yes nor no", "yes, no, true, false, done, 100%, 0%");
}

std::optional<bool> truth_in_words(std::string_view text) {
  const auto truth = cell_truth({std::string(text), {}, false});
  const bool is_word = std::ranges::any_of(to_lower_ascii(text), is_lower);
  return truth && is_word ? std::optional(*truth) : std::nullopt;
}

bool is_one_of(std::string_view words, std::string_view word) {
  const auto all = split(words, '|');
  return contains(all, word);
}

bool is_title_of_total(std::string_view title, bool has_goal) {
  constexpr std::string_view around = "*_: \t\r\n";
  const auto first = title.find_first_not_of(around);
  if (first == std::string_view::npos) return false;
  title = title.substr(first, title.find_last_not_of(around) - first + 1);
  const std::string lower = to_lower_ascii(title);
  if (is_one_of("score|scores|total score|overall score|final score|average score", lower)) return !has_goal;
  return is_one_of(
      "total|totals|grand total|subtotal|sum|average|avg|overall|mean|gesamt|summe|gesamtsumme|zwischensumme|"
      "durchschnitt|mittelwert|moyenne|somme|promedio|suma|soma|m\u00E9dia|\u00D8|\u00F8",
      lower);
}

std::vector<std::string> people_in(std::string_view text, std::string_view marks) {
  std::string parted(text);
  for (const std::string_view word : {" and ", " und ", " & ", " @"})
    for (auto at = parted.find(word); at != std::string::npos; at = parted.find(word, at + 1))
      parted.replace(at, word.size(), word == " @" ? "\n@" : "\n");
  std::vector<std::string> names;
  for (const std::string& said : cell_names(parted, std::string(marks) + "/")) {
    std::string name = said.starts_with('@') ? said.substr(1) : said;
    if (!name.empty() && !contains(names, name)) names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> cell_names(std::string_view text, std::string_view marks) {
  std::vector<std::string> names;
  std::string name;
  const auto finish = [&] {
    if (const std::string_view plain = trim(name); !plain.empty() && !contains(names, plain)) names.emplace_back(plain);
    name.clear();
  };
  for (const char c : text) {
    if (c == '\n' || c == '\r' || marks.find(c) != std::string_view::npos)
      finish();
    else
      name += c;
  }
  finish();
  return names;
}

}  // namespace okr::actions
