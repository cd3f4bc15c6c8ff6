// SPDX-License-Identifier: MIT
// Columns found by the names a map gives them, and the cells of one row by what they mean.
#include "actions/import/sheet/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include <fmt/core.h>

#include "actions/checkin/understand.hpp"
#include "actions/import/draft_plan.hpp"
#include "okr/base/number.hpp"
#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/model/words.hpp"

namespace okr::actions {
namespace {

constexpr int most_groups = 50;
constexpr std::string_view number_mark = "{n}";

/// Headers are the same whatever their case and the blanks in and around them.
std::string plain(std::string_view header) { return to_lower_ascii(plain_title(header)); }

std::string with_number(std::string_view header, int number) {
  std::string text(header);
  text.replace(text.find(number_mark), number_mark.size(), std::to_string(number));
  return text;
}

/// "12.500" of "$12.500 MRR".
std::string_view number_at_front(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_of("0123456789"), text.size()));
  return text.substr(0, text.find_first_not_of("0123456789.,"));
}

/// "'Type' or 'Object type'"
std::string either(std::span<const std::string> headers) {
  std::string text;
  for (std::size_t i = 0; i < headers.size(); ++i)
    text += fmt::format("{}'{}'", i == 0 ? "" : i + 1 == headers.size() ? " or " : ", ", safe_for_terminal(headers[i]));
  return text;
}

}  // namespace

std::span<const std::string_view> own_words(std::string_view word) {
  if (word == "state") return okr::words_of<State>();
  if (word == "kind") return okr::words_of<Kind>();
  if (word == "level") return okr::words_of<Level>();
  return word == "type" ? okr::words_of<ObjectiveType>() : std::span<const std::string_view>();
}

tl::unexpected<CsvFault> sheet_fault(CsvPlace place, std::string what, std::string hint) {
  return tl::unexpected<CsvFault>({place, std::move(what), std::move(hint)});
}

// --- columns ---------------------------------------------------------------------------------------------------------

SheetColumns::SheetColumns(const SheetMap& map, const std::vector<CsvCell>& header) : header_(header) {
  std::map<std::string, std::size_t> places;
  std::set<std::string> twice;
  for (std::size_t i = header.size(); i-- > 0;)
    if (!places.emplace(plain(header[i].text), i).second) {
      places[plain(header[i].text)] = i;
      twice.insert(plain(header[i].text));
    }
  const auto note = [&](const std::string& word, int group, const std::string& name) {
    const auto found = places.find(plain(name));
    if (found == places.end()) return false;
    std::vector<std::size_t>& known = columns_[{word, group}];
    if (contains(known, found->second)) return false;
    known.push_back(found->second);
    if (twice.contains(found->first) && doubled_.empty()) doubled_ = trim(header[found->second].text);
    return true;
  };
  for (const auto& [word, headers] : map.columns)
    for (const std::string& name : headers) {
      names_.push_back(plain(name));
      if (name.find(number_mark) == std::string::npos) {
        const int group = map.is_of_key_result(name) ? 1 : 0;
        if (note(word, group, name) && word == "key-result") groups_ = std::max(groups_, group);
        continue;
      }
      for (int group = 1; group <= most_groups; ++group)
        if (note(word, group, with_number(name, group)) && word == "key-result") groups_ = std::max(groups_, group);
    }
}

std::optional<std::size_t> SheetColumns::find(std::string_view word, int group) const {
  const auto found = all(word, group);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<std::size_t> SheetColumns::all(std::string_view word, int group) const {
  const auto found = columns_.find({std::string(word), group});
  return found == columns_.end() ? std::vector<std::size_t>() : found->second;
}

/// "parent", where "parent.gid" is a column: an object of JSON that some record does not have.
bool SheetColumns::is_front_of_column(std::size_t i) const {
  const std::string front = plain(header_[i].text) + ".";
  return std::ranges::any_of(names_, [&](const std::string& name) { return name.starts_with(front); });
}

std::vector<std::string> SheetColumns::left_over(const std::vector<std::vector<CsvCell>>& rows) const {
  const auto says_something = [](const CsvCell& cell) { return !trim(cell.text).empty(); };
  std::set<std::size_t> used;
  for (const auto& column : columns_)
    for (std::size_t i = 0; i < column.second.size(); ++i) {
      const auto hides = [&](const std::vector<CsvCell>& row) {  // another text than the one that counts
        const CsvCell& own = row[column.second[i]];
        for (std::size_t k = 0; k < i; ++k)
          if (const CsvCell& first = row[column.second[k]]; says_something(first))
            return says_something(own) && trim(own.text) != trim(first.text);
        return false;
      };
      const bool is_number = column.first.first == "row-id";  // each of them may be the one that others name
      if (i == 0 || is_number || std::ranges::none_of(rows, hides)) used.insert(column.second[i]);
    }
  const auto is_empty = [&](std::size_t i) {
    return std::ranges::none_of(rows, [&](const auto& row) { return says_something(row[i]); });
  };
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header_.size(); ++i)
    if (!used.contains(i) && says_something(header_[i]) && !(is_front_of_column(i) && is_empty(i)))
      names.push_back(fmt::format("'{}'", safe_for_terminal(trim(header_[i].text))));
  return names;
}

Status SheetColumns::check(const SheetMap& map, const CsvForm& form, const std::string& file) const {
  const bool is_typed = find("title") && (map.by_parent || find("row-type"));
  const bool is_plain = find("objective") && (find("key-result") || groups_ > 0);
  if (!doubled_.empty())
    return usage_failure(
        fmt::format("two columns of {} are called '{}'", safe_for_terminal(file), safe_for_terminal(doubled_)),
        "give one of them another name in the file");
  if (is_typed || is_plain) return {};
  const std::vector<std::string> missing = missing_for(map);
  const std::string other = header_.size() == 1 ? delimiter_hint(header_.front().text, form) : std::string();
  return usage_failure(
      fmt::format("{} is no sheet of map '{}': it has no column {}", safe_for_terminal(file),
                  safe_for_terminal(map.name), missing.empty() ? "objective and key-result" : listed(missing)),
      other.empty() ? way_to_map(map) : other);
}

std::vector<std::string> SheetColumns::missing_for(const SheetMap& map) const {
  std::vector<std::string> missing;
  for (const std::string_view word : {"objective", "key-result", "title", "row-type"}) {
    const bool is_found = find(word) || (word == "key-result" && groups_ > 0);
    const bool is_needed = word != "row-type" || !map.by_parent;
    if (!map.headers(word).empty() && !is_found && is_needed)
      missing.push_back(fmt::format("{} ({})", word, either(map.headers(word))));
  }
  return missing;
}

Status SheetColumns::check_progress(const SheetMap& map, const CsvForm& form,
                                    const std::vector<std::vector<CsvCell>>& rows, const std::string& file) const {
  const CsvCell* share = nullptr;
  for (int group = 0; group <= groups_; ++group)
    for (const std::size_t column : all("progress", group))
      for (const auto& cells : rows) {
        const auto said = cell_number(cells[column], form);
        if (!said || !said->unit.empty()) continue;
        if (std::abs(said->value) > 1) return {};
        if (said->value != std::floor(said->value)) share = &cells[column];
      }
  if (!share || map.whole_progress == 1 || !map.is_built_in()) return {};
  return tl::unexpected(error_in(
      file, share->place,
      {ErrorKind::usage,
       fmt::format("progress lies between 0 and 1: {} may be a share or per cent", safe_for_terminal(share->text)),
       fmt::format("okr import --show-map {} > my.toml; below its [cells] progress = 1 if all of it is 1, else 100; "
                   "then --map ./my.toml",
                   map.name)}));
}

Status SheetColumns::check_points(CsvForm form, const SheetTable& table, const std::string& file) const {
  form.delimiter = table.delimiter;
  if (!may_have_decimal_commas(form)) return {};
  std::optional<CsvCell> doubtful;
  for (const auto& [column, all] : columns_) {
    if (!is_one_of("baseline|target|stretch|min|max|value", column.first)) continue;
    for (const std::size_t at : all)
      for (const auto& cells : table.rows) {
        const std::string_view number = number_at_front(cells[at].text);
        if (point_form(number) == PointForm::decimal) return {};
        const bool is_first = !doubtful || cells[at].place < doubtful->place;
        if (point_form(number) == PointForm::grouped_or_decimal && is_first)
          doubtful = {std::string(number), cells[at].place, false};
      }
  }
  if (!doubtful) return {};
  CsvFault fault = doubtful_point(doubtful->place, doubtful->text);
  return tl::unexpected(error_in(file, fault.place, {ErrorKind::usage, std::move(fault.what), std::move(fault.hint)}));
}

std::string SheetColumns::way_to_map(const SheetMap& map) const {
  const bool is_tree = find("title") && find("parent") && !find("row-type");
  return fmt::format(
      "its columns are {}\na map of your own: okr import --show-map {} > my.toml, then --map ./my.toml{}",
      column_names(header_), map.is_built_in() ? map.name : "spreadsheet",
      is_tree ? "\nits rows tell by their parents what they are: by-parent = true below [rows] of that map" : "");
}

// --- cells -----------------------------------------------------------------------------------------------------------

const CsvCell* SheetRow::cell(std::string_view word) const {
  std::vector<std::size_t> columns = columns_.all(word, group_);
  if (columns.empty() && word == "date") columns = columns_.all(word);  // a row's day is that of all its values
  for (const std::size_t column : columns)
    if (says_something(cells_[column])) return &cells_[column];
  return nullptr;
}

bool SheetRow::says_something(const CsvCell& cell) const {
  const std::string_view text = trim(cell.text);
  return !text.empty() && !contains(map_.empty, to_lower_ascii(text));
}

bool SheetRow::has_column(std::string_view word) const { return columns_.find(word, group_).has_value(); }

std::string SheetRow::text(std::string_view word) const {
  const CsvCell* found = cell(word);
  if (!found) return {};
  return with_plain_ends(trim(found->text));
}

std::vector<std::string> SheetRow::all_texts(std::string_view word) const {
  std::vector<std::string> texts;
  for (const std::size_t column : columns_.all(word, group_))
    if (says_something(cells_[column])) texts.push_back(with_plain_ends(trim(cells_[column].text)));
  return texts;
}

std::string SheetRow::unit() const {
  const auto mapped = [&](const std::string& said) { return map_.units.find(to_lower_ascii(said)); };
  const std::string said = text("unit");
  const auto known = mapped(said.empty() ? text("kind") : said);
  return known == map_.units.end() ? said : known->second;
}

std::string SheetRow::title(std::string_view word) const { return unmarked_title(text(word)); }

bool SheetRow::is_of_progress_alone() const {
  return cell("progress") || (has_column("progress") && !has_column("target") && !has_column("min") &&
                              !has_column("max") && !cell("value"));
}

bool SheetRow::has_goal() const { return cell("baseline") || cell("target") || cell("min") || cell("max"); }

bool SheetRow::says_measure() const {
  const auto is_said = [&](std::string_view word) { return cell(word) != nullptr; };
  const auto words = {"kind", "baseline", "target", "min", "max", "value"};
  return is_of_progress_alone() || map_.always.contains("kind") || std::ranges::any_of(words, is_said);
}

tl::expected<std::string, CsvFault> SheetRow::word(std::string_view word) const {
  const std::string said = text(word);
  if (said.empty()) {
    const auto always = map_.always.find(std::string(word));
    return always == map_.always.end() ? std::string() : always->second;
  }
  const std::string lower = to_lower_ascii(said);
  if (const auto words = map_.words.find(word); words != map_.words.end()) {
    if (const auto known = words->second.find(lower); known != words->second.end()) return known->second;
  } else {
    const auto own = own_words(word);
    if (own.empty()) return said;
    if (contains(own, lower)) return lower;
  }
  return tl::unexpected<CsvFault>(
      {cell(word)->place, fmt::format("'{}' is no {} that is known", safe_for_terminal(said), word),
       fmt::format("\"{}\" = ... below [words.{}] of a map says what it is", safe_for_terminal(said), word)});
}

tl::expected<std::optional<CellNumber>, CsvFault> SheetRow::number(std::string_view word) const {
  const CsvCell* found = cell(word);
  if (!found) return std::optional<CellNumber>();
  TRY_ASSIGN(auto number, cell_number(*found, form_));
  return std::optional(std::move(number));
}

tl::expected<std::optional<Date>, CsvFault> SheetRow::day(std::string_view word) const {
  const CsvCell* found = cell(word);
  if (!found) return std::optional<Date>();
  TRY_ASSIGN(const auto day, csv_day(*found, form_));
  return std::optional(day.date);
}

tl::expected<std::optional<double>, CsvFault> SheetRow::progress() const {
  const CsvCell* found = cell("progress");
  if (!found) return std::optional<double>();
  TRY_ASSIGN(const auto progress, cell_progress(*found, form_, map_.whole_progress));
  return std::optional(progress);
}

tl::expected<std::optional<double>, CsvFault> SheetRow::score() const {
  TRY_ASSIGN(const auto score, number("score"));
  if (!score) return std::optional<double>();
  if (score->value < 0 || score->value > 1)
    return tl::unexpected<CsvFault>({cell("score")->place, "a score lies between 0 and 1", "0.7"});
  return std::optional(score->value);
}

tl::expected<std::optional<int>, CsvFault> SheetRow::confidence() const {
  TRY_ASSIGN(const auto said, word("confidence"));
  if (said.empty()) return std::optional<int>();
  const auto confidence = typed_confidence(said);
  if (confidence) return std::optional(*confidence);
  const CsvCell* found = cell("confidence");
  return tl::unexpected<CsvFault>(
      {found ? found->place : cells_.front().place, confidence.error().what,
       confidence.error().hint + ", 7/10 or 70 %; what a word stands for says [words.confidence] of the map"});
}

std::vector<std::string> SheetRow::people(std::string_view word) const { return people_in(text(word), map_.lists); }

std::vector<std::string> SheetRow::names(std::string_view word) const { return cell_names(text(word), map_.lists); }

std::vector<std::string> SheetRow::teams() const { return cell_names(text("team"), ";"); }

std::string SheetRow::dated_note() const {
  const std::string note = text("note");
  const auto said = day("date");
  return !note.empty() && said && *said ? fmt::format("{}: {}", to_string(**said), note) : note;
}

CsvPlace SheetRow::place(std::string_view word) const {
  const CsvCell* found = cell(word);
  return found ? found->place : cells_.front().place;
}

}  // namespace okr::actions
