// SPDX-License-Identifier: MIT
// Cells of a CSV as what they say: days, numbers, the names of columns; with a way out where they say something else.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "okr/base/csv.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/written_number.hpp"

namespace okr {
namespace {

/// "--decimal ," or "decimal = \",\"".
std::string setting(const CsvForm& form, std::string_view name, std::string_view value) {
  if (!form.said_by_options) return fmt::format("{} = \"{}\"", name, value == "\t" ? "\\t" : value);
  if (value == "\t") return fmt::format("--{} tab", name);
  const bool plain = value.find_first_of("; |") == std::string_view::npos;
  return plain ? fmt::format("--{} {}", name, value) : fmt::format("--{} '{}'", name, value);
}

/// What parts the cells of most files.
constexpr std::string_view usual_delimiters = ";\t,|";

std::string shown(const CsvCell& cell) { return cut_to_width(safe_for_terminal(trim(cell.text)), 40, false); }

// --- days -----------------------------------------------------------------------------------------------------------

bool has(std::string_view format, std::string_view field) { return format.find(field) != std::string_view::npos; }

/// A format without a day, or without a month too, names a period: the first day of it is read.
struct FormatSense {
  PeriodUnit unit = PeriodUnit::day;
  std::string_view rest = {};         ///< what stands behind the text ...
  std::string_view rest_format = {};  ///< ... and behind the format, so that a whole day is named
};

FormatSense sense_of(std::string_view format) {
  if (format.empty() || has(format, "%d")) return {};
  if (has(format, "%m") || has(format, "%b")) return {PeriodUnit::month, " 1", " %d"};
  return {PeriodUnit::year, " 1 1", " %m %d"};
}

std::optional<CsvDay> formatted_day(std::string_view text, const CsvForm& form) {
  const FormatSense sense = sense_of(form.date_format);
  if (sense.unit == PeriodUnit::day) {
    const auto date = parse_formatted_date(text, form.date_format);
    return date ? std::optional(CsvDay{*date}) : std::nullopt;
  }
  const auto first =
      parse_formatted_date(std::string(text).append(sense.rest), form.date_format + std::string(sense.rest_format));
  if (!first) return std::nullopt;
  return CsvDay{period_containing(*first, sense.unit, form.fiscal_year).last, sense.unit};
}

std::optional<CsvDay> iso_day(std::string_view text, const CsvForm& form) {
  if (const auto day = parse_date_and_time(text)) return CsvDay{*day};
  const auto named = parse_period(text, form.fiscal_year);
  return named ? std::optional(CsvDay{named->period.last, named->unit}) : std::nullopt;
}

/// The formats that would read this text, for a hint; several where the text leaves it open.
std::string formats_for(std::string_view text, const CsvForm& form) {
  std::vector<std::string> found;
  for (const char* format : {"%d.%m.%Y",
                             "%d/%m/%Y",
                             "%m/%d/%Y",
                             "%Y/%m/%d",
                             "%d-%m-%Y",
                             "%d.%m.%y",
                             "%d/%m/%y",
                             "%m/%d/%y",
                             "%Y%m%d",
                             "%m.%Y",
                             "%m/%Y",
                             "%b %d, %Y",
                             "%d %b %Y",
                             "%d.%m.%Y %H:%M",
                             "%d.%m.%Y %H:%M:%S",
                             "%m/%d/%Y %H:%M",
                             "%d/%m/%Y %H:%M",
                             "%m/%d/%Y %I:%M %p",
                             "%m/%d/%Y %I:%M:%S %p",
                             "%b %Y"}) {
    CsvForm other = form;
    other.date_format = format;
    if (formatted_day(text, other)) found.push_back(setting(form, "date-format", format));
  }
  return join(found, " or ");
}

std::string date_hint(std::string_view text, const CsvForm& form) {
  const std::string better = formats_for(text, form);
  const bool has_time = text.size() > 10 && parse_date(text.substr(0, 10));
  if (form.date_format.empty() && has_time) return "a time of day is 23:30 or 23:30:00, with a zone or without";
  if (!form.date_format.empty())
    return fmt::format("{} was said{}{}", setting(form, "date-format", form.date_format),
                       better.empty() ? "" : "; it would be " + better,
                       has(form.date_format, "%b") ? "; %b is a month in English" : "");
  if (!better.empty()) return fmt::format("say how dates are written: {}", better);
  return fmt::format("dates are 2026-08-17 unless {} says otherwise",
                     form.said_by_options ? "--date-format" : "date-format");
}

// --- numbers --------------------------------------------------------------------------------------------------------

std::string_view name_of(char mark) { return mark == ',' ? "comma" : "point"; }

/// The text without what parts thousands: of two sorts of marks the last one is the decimal mark.
std::string ungrouped(std::string_view text, bool has_both) {
  const std::size_t last = text.find_last_of(",.");
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at)
    if ((text[at] != ',' && text[at] != '.') || (has_both && at == last)) plain += text[at];
  return plain;
}

/// What to do about digits that are grouped; only options can say what groups them.
std::string group_hint(char group, const std::string& settings, const std::string& plain, const CsvForm& form) {
  if (!form.said_by_options) return fmt::format("thousands are not grouped: write {}", plain);
  return fmt::format("say {}{}; else write {}", setting(form, "thousands", std::string_view(&group, 1)), settings,
                     plain);
}

/// What to do about a number with the mark that was not said, or with several.
std::string mark_hint(std::string_view text, const CsvForm& form) {
  const char other = form.decimal == ',' ? '.' : ',';
  const std::string switched = setting(form, "decimal", other == ',' ? "," : ".");
  const bool has_both = text.find(',') != std::string_view::npos && text.find('.') != std::string_view::npos;
  const std::string plain = ungrouped(text, has_both);
  const char mark = has_both ? text[text.find_last_of(",.")] : form.decimal;
  if (!parse_decimal(plain, mark)) return "write it with digits and one decimal mark";
  const char group = text[text.find_first_of(",.")];
  if (mark == other)
    return group_hint(group, form.said_by_options ? " and " + switched : "", plain, form) + ", and say " + switched;
  const auto read = parse_decimal(text, other);
  if (!read) return group_hint(group, "", plain, form);
  const bool may_group = text.size() - text.find(other) == 4;
  const std::string grouping =
      !form.said_by_options
          ? fmt::format("write {}", plain)
          : fmt::format("{} (or write {})", setting(form, "thousands", std::string_view(&other, 1)), plain);
  return fmt::format("say {} if that is its decimal {}{}", switched, name_of(other),
                     may_group ? ", else " + grouping : std::string());
}

/// A number whose thousands are not grouped, or not any more; why it is none in the words that stand in the cell.
tl::expected<double, CsvFault> plain_number(const CsvCell& cell, std::string text, char decimal) {
  const auto number = parse_decimal(text, decimal);
  if (number) return *number;
  const bool has_other_mark = text.find(decimal == ',' ? '.' : ',') != std::string::npos;
  std::ranges::replace(text, decimal, '.');
  if (has_other_mark || text == trim(cell.text) || is_beyond_limits(text))
    return tl::unexpected<CsvFault>({cell.place, number.error().what, number.error().hint});
  const std::string_view behind = trim(std::string_view(text).substr(text.find_last_of("0123456789") + 1));
  std::string hint = "the number alone, without its unit";
  if (has_unit(text) && changes_number(behind)) hint = "write all its digits, and no unit";
  if (!has_unit(text)) hint = "write it with digits and one decimal mark";
  return tl::unexpected<CsvFault>({cell.place, fmt::format("'{}' is not a number", shown(cell)), std::move(hint)});
}

/// The mark that was said to group thousands does something else here: most often it is the decimal mark.
tl::unexpected<CsvFault> wrongly_grouped(const CsvCell& cell, std::string_view text, const CsvForm& form) {
  const std::string_view mark(&form.thousands, 1);
  std::string hint = setting(form, "thousands", mark) + " was said";
  if ((form.thousands == ',' || form.thousands == '.') && parse_decimal(text, form.thousands))
    hint += fmt::format(": if that is its decimal {}, say {} instead", name_of(form.thousands),
                        setting(form, "decimal", mark));
  const auto first = text.find_first_of("0123456789");
  const bool begins_with_zero = first != std::string_view::npos && text[first] == '0';
  return tl::unexpected<CsvFault>(
      {cell.place,
       fmt::format("'{}' {}", shown(cell),
                   begins_with_zero ? "groups thousands behind a 0" : "is not grouped in threes"),
       std::move(hint)});
}

tl::expected<double, CsvFault> grouped_number(const CsvCell& cell, std::string_view text, const CsvForm& form) {
  const auto plain = without_thousands(text, form.thousands, form.decimal);
  if (!plain) return wrongly_grouped(cell, text, form);
  return plain_number(cell, *plain, form.decimal);
}

}  // namespace

Status check_date_format(std::string_view format) {
  const auto refuse = [&](std::string_view what) {
    return usage_failure(
        fmt::format("'{}' is no date format: {}", safe_for_terminal(format), what),
        "%d is the day, %m the month (%b its English name), %Y the year (%y its last two digits), %H:%M a "
        "time (%I:%M %p "
        "with AM or PM): %d.%m.%Y");
  };
  if (format.empty()) return {};
  int years = 0, months = 0, days = 0;
  bool has_time = false;
  for (std::size_t at = format.find('%'); at != std::string_view::npos; at = format.find('%', at + 2)) {
    const char field = at + 1 < format.size() ? format[at + 1] : '\0';
    if (field == 'Y' || field == 'y')
      ++years;
    else if (field == 'm' || field == 'b')
      ++months;
    else if (field == 'd')
      ++days;
    else if (std::string_view("HIMSp").find(field) != std::string_view::npos && field != '\0')
      has_time = true;
    else
      return refuse(field == '\0' ? std::string("a % stands alone")
                                  : fmt::format("%{} is none of its letters", safe_for_terminal({&field, 1})));
  }
  if (years != 1) return refuse(years == 0 ? "it names no year" : "it names the year twice");
  if (months > 1 || days > 1) return refuse("it says one thing twice");
  if (days == 1 && months == 0) return refuse("it names a day without its month");
  if (has_time && days == 0) return refuse("it names a time without its day");
  return {};
}

std::string column_names(std::span<const CsvCell> header) {
  std::vector<std::string> names;
  for (const CsvCell& cell : header) names.push_back(fmt::format("'{}'", shown(cell)));
  return join(names, ", ");
}

std::string byte_order_mark_in(std::span<const CsvCell> header) {
  const auto marked =
      std::ranges::find_if(header, [](const CsvCell& cell) { return cell.text.starts_with(byte_order_mark); });
  if (marked == header.end()) return {};
  return fmt::format("a byte order mark stands in front of its column '{}', and not in front of the file: take it away",
                     safe_for_terminal(trim(marked->text.substr(byte_order_mark.size()))));
}

std::string delimiter_hint(std::string_view line, const CsvForm& form) {
  std::string hint;
  for (const char& delimiter : usual_delimiters)
    if (delimiter != form.delimiter && line.find(delimiter) != std::string_view::npos)
      hint = fmt::format("is {} what parts them?", setting(form, "delimiter", {&delimiter, 1}));
  return hint;
}

std::string hint_behind_quote(char found) {
  if (usual_delimiters.find(found) == std::string_view::npos) return "write a quote inside a quoted cell twice";
  const std::string_view delimiter(&found, 1);
  CsvForm by_options;
  by_options.said_by_options = true;
  return fmt::format("is {} what parts them? (in a KPI's file {})", setting(by_options, "delimiter", delimiter),
                     setting({}, "delimiter", delimiter));
}

Result<std::size_t> column_named(std::span<const CsvCell> header, std::string_view name, const CsvForm& form) {
  std::vector<std::string_view> names;
  for (const CsvCell& cell : header) names.push_back(trim(cell.text));
  const auto found = std::ranges::find(names, trim(name));
  if (found == names.end()) {
    const auto near = nearest(name, names);
    std::string hint = did_you_mean(near, fmt::format("its columns are {}", column_names(header)));
    const std::string other = header.size() == 1 ? delimiter_hint(header.front().text, form) : std::string();
    if (!other.empty()) hint = other;
    if (const std::string mark = byte_order_mark_in(header); !mark.empty()) hint = mark;
    return usage_failure(fmt::format("no column '{}'", safe_for_terminal(name)), hint);
  }
  if (std::find(found + 1, names.end(), *found) != names.end())
    return usage_failure(fmt::format("two columns are called '{}'", safe_for_terminal(name)),
                         "give one of them another name in the file");
  return static_cast<std::size_t>(found - names.begin());
}

bool is_without_number(std::string_view cell) {
  const std::string text = to_lower_ascii(trim(cell));
  for (const std::string_view word : {"", "-", "\u2013", "\u2014", "n/a", "#n/a"})
    if (text == word) return true;
  return false;
}

tl::expected<CsvDay, CsvFault> csv_day(const CsvCell& cell, const CsvForm& form) {
  const std::string_view text = trim(cell.text);
  const auto day = form.date_format.empty() ? iso_day(text, form) : formatted_day(text, form);
  if (day) return *day;
  if (text.empty())
    return tl::unexpected<CsvFault>({cell.place, "the date is missing", "fill it in, or leave the row out"});
  return tl::unexpected<CsvFault>({cell.place, fmt::format("'{}' is no date", shown(cell)), date_hint(text, form)});
}

tl::expected<double, CsvFault> csv_number(const CsvCell& cell, const CsvForm& form) {
  const std::string_view text = trim(cell.text);
  if (form.thousands != '\0') return grouped_number(cell, text, form);
  const bool other_mark = text.find(form.decimal == ',' ? '.' : ',') != std::string_view::npos;
  const bool groups = std::ranges::count(text, form.decimal) > 1;
  if (!other_mark && !groups) return plain_number(cell, std::string(text), form.decimal);
  return tl::unexpected<CsvFault>(
      {cell.place, fmt::format("'{}' is not a number with a decimal {}", shown(cell), name_of(form.decimal)),
       mark_hint(text, form)});
}

// --- points that may group -------------------------------------------------------------------------------------------

bool may_have_decimal_commas(const CsvForm& form) {
  const bool is_said = form.decimal_said || form.thousands != '\0';
  return !is_said && (form.delimiter == ';' || form.date_format.starts_with("%d.%m."));
}

PointForm point_form(std::string_view number) {
  const auto first = number.find_first_of("0123456789"), point = number.find('.');
  if (point == std::string_view::npos || first == std::string_view::npos) return PointForm::none;
  const auto end = std::min(number.find_first_not_of("0123456789", point + 1), number.size());
  constexpr std::size_t group = 3;
  const bool is_group = point > first && point - first <= group && number[first] != '0' && end - point - 1 == group;
  return is_group ? PointForm::grouped_or_decimal : PointForm::decimal;
}

CsvFault doubtful_point(const CsvPlace& place, std::string_view number) {
  std::string digits(number);
  std::erase(digits, '.');
  const double value = parse_number(number).value_or(0);
  return {place, fmt::format("'{}' may be {} or {}", safe_for_terminal(number), digits, shortest(value)),
          fmt::format("say --decimal , --thousands . for {}, --decimal . for {}", digits, shortest(value))};
}

// --- numbers in other units ------------------------------------------------------------------------------------------

CsvFault unit_fault(const CsvCell& cell, std::string_view unit, const CsvForm& form, CsvFault fault) {
  const std::string_view text = trim(cell.text);
  const std::size_t behind = text.find_last_of("0123456789") + 1;  // 0 where there is none
  const std::string_view said = trim(text.substr(behind));
  const CsvCell front{std::string(trim(text.substr(0, behind))), cell.place, cell.quoted};
  const bool is_slip = said.size() == 1 && std::string_view("OolI").find(said) != std::string_view::npos;  // 1l
  const bool is_aside = said.starts_with('(');
  const bool is_unit = !is_aside && !is_slip && has_unit(fmt::format("1 {}", said));
  if (unit.empty() || !is_unit || is_scaled_number(said, unit) || !csv_number(front, form)) return fault;
  if (is_same_but_for_case(said, unit)) return {cell.place, fault.what, other_unit_hint(front.text, said, unit)};
  return {cell.place, fmt::format("'{}' is in another unit than {}", shown(cell), safe_for_terminal(unit)),
          other_unit_hint(front.text, said, unit)};
}

CsvFault csv_row_fault(std::span<const CsvCell> row, std::size_t columns_named, std::size_t columns_read,
                       const CsvForm& form) {
  for (const CsvCell& cell : row)
    if (cell.text.starts_with(byte_order_mark))
      return {cell.place, "a byte order mark stands here, in the middle of the file",
              "files were joined: take it away, and the header behind it"};
  if (row.size() < columns_read) return {row.front().place, "this row has too few columns", "complete it"};
  const auto more = row.subspan(std::min(columns_named, row.size()));
  const auto filled = std::ranges::find_if(more, [](const CsvCell& cell) { return !trim(cell.text).empty(); });
  if (filled == more.end()) return {};
  return {filled->place, fmt::format("this row has more columns than the {} that the header names", columns_named),
          form.decimal == form.delimiter
              ? "a number with a decimal comma stands in quotes, or another delimiter is used"
              : "a cell that holds the delimiter stands in quotes"};
}

}  // namespace okr
