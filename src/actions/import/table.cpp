// SPDX-License-Identifier: MIT
// CSV and JSON as one sort of table, in which every cell knows its place in the file.
#include "actions/import/opening.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <map>

#include "draw/json.hpp"
#include "okr/base/number.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::actions {
namespace {

using draw::Json;

constexpr std::size_t longest_mark = 6;  // of those in front of a file

// --- JSON -----------------------------------------------------------------------------------------------------------

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return shortest(value.get<double>());
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  return {};
}

/// What an object in a list is called: [{ "id": "7", "name": "Ann" }] names Ann.
std::string name_of(const Json& object) {
  for (const std::string_view key : {"name", "displayName", "title", "email", "id"})
    if (const auto found = object.find(std::string(key)); found != object.end() && !text_of(*found).empty())
      return text_of(*found);
  return {};
}

/// "data.items" from the top; null where it leads nowhere.
const Json* at_path(const Json& root, std::string_view path) {
  const Json* at = &root;
  if (path.empty()) return at;
  for (const std::string_view part : split(path, '.')) {
    if (!at->is_object()) return nullptr;
    const auto found = at->find(std::string(part));
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

struct FlatCell {
  std::string column, text;
};

void flatten(const Json& object, const std::string& prefix, const std::string& left_out, std::vector<FlatCell>& cells) {
  for (const auto& [key, value] : object.items()) {
    const std::string name = prefix + key;
    if (name == left_out) continue;
    if (value.is_object()) {
      flatten(value, name + ".", left_out, cells);
      continue;
    }
    std::string text = text_of(value);
    if (value.is_array()) {
      std::vector<std::string> lines;
      for (const Json& element : value) lines.push_back(element.is_object() ? name_of(element) : text_of(element));
      text = join(lines, "\n");
    }
    cells.push_back({name, std::move(text)});
  }
}

/// Rows whose columns are found as they come.
class FlatTable {
 public:
  void add(const std::vector<FlatCell>& cells, CsvPlace place) {
    std::vector<CsvCell> row;
    for (const FlatCell& cell : cells) {
      const std::size_t column = column_of(cell.column);
      if (row.size() <= column) row.resize(column + 1);
      row[column] = {cell.text, place, true};
    }
    table_.rows.push_back(std::move(row));
    places_.push_back(place);
  }

  SheetTable table() {
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      table_.rows[i].resize(table_.header.size());
      for (CsvCell& cell : table_.rows[i]) cell.place = places_[i];
    }
    return std::move(table_);
  }

 private:
  std::size_t column_of(const std::string& name) {
    const auto [known, is_new] = columns_.emplace(name, table_.header.size());
    if (is_new) table_.header.push_back({name, {}, true});
    return known->second;
  }

  SheetTable table_;
  std::vector<CsvPlace> places_;
  std::map<std::string, std::size_t> columns_;
};

// --- CSV ------------------------------------------------------------------------------------------------------------

bool is_blank(const CsvCell& cell) { return trim(cell.text).empty(); }

/// Usage error for a text that is in another encoding, or no CSV at all; `header` is its first row.
Status check_encoding(const std::vector<CsvCell>& header, const std::string& name) {
  const auto usage = [&](std::string_view what, std::string hint) {
    return usage_failure(fmt::format("{} {}", safe_for_terminal(name), what), std::move(hint));
  };
  const std::string& first = header.front().text;
  if (first.starts_with('{') || first.starts_with("[{"))
    return usage("is JSON, no CSV", "--map NAME for the goals of an API, --prometheus for its series");
  if (const std::string mark = byte_order_mark_in(header); !mark.empty())
    return usage("has a header that cannot be read", mark);
  for (const CsvCell& cell : header)
    if (&cell == &header.front() || cell.text.find('\0') != std::string::npos)
      TRY(check_encoding_marks(cell.text, name));
  const auto broken = std::ranges::find_if(header, [](const CsvCell& cell) { return !is_valid_utf8(cell.text); });
  if (broken == header.end()) return {};
  return usage(
      fmt::format("is not UTF-8: its column {} is '{}'", broken - header.begin() + 1, safe_for_terminal(broken->text)),
      std::string(encoding_hint));
}

/// A title or a note as it was before somebody wrote it for a spreadsheet; what tabs part is written as it is.
void take_defusing(std::vector<CsvCell>& row, char delimiter) {
  if (delimiter == '\t') return;
  for (CsvCell& cell : row)
    if (cell.text.starts_with('\'')) cell.text = without_defusing(cell.text);
}

/// A row behind the header: as long as it, or a fault.
void add_row(std::vector<CsvCell> row, const CsvForm& form, SheetTable& table) {
  const auto broken = std::ranges::find_if(row, [](const CsvCell& cell) { return !is_valid_utf8(cell.text); });
  CsvFault fault = csv_row_fault(row, table.header.size(), 0, form);
  if (fault.what.empty() && broken != row.end()) fault = by_encoding(*broken, {});
  if (!fault.what.empty()) return table.faults.push_back(std::move(fault));
  take_defusing(row, table.delimiter);
  const CsvPlace end = row.back().place;
  row.resize(table.header.size(), CsvCell{{}, end, false});
  table.rows.push_back(std::move(row));
}

}  // namespace

CsvLayout csv_layout(const ImportOptions& options, CsvForm form) {
  return {std::move(form), options.delimiter.has_value(), static_cast<std::size_t>(options.skip)};
}

Result<char> pass_front(CsvStream& stream, const CsvLayout& layout) {
  if (auto skipped = stream.skip_lines(layout.skip); !skipped) {
    Error& error = skipped.error();
    if (error.kind == ErrorKind::usage) error.what = fmt::format("--skip {}: {}", layout.skip, error.what);
    return tl::unexpected(std::move(error));
  }
  TRY_ASSIGN(const auto separator, stream.take_separator_line());
  TRY(check_separator(separator, layout.delimiter_said, layout.form.delimiter));
  return separator.value_or(layout.form.delimiter);
}

Result<std::vector<CsvCell>> read_header(CsvStream& stream, const std::string& name) {
  std::vector<CsvCell> header;
  TRY_ASSIGN(const auto read, stream.read(header));
  if (!header.empty()) TRY(check_encoding(header, name));
  if (!read)
    return tl::unexpected(error_in(name, read.error().place, {ErrorKind::usage, read.error().what, read.error().hint}));
  if (!*read)
    return usage_failure(fmt::format("{} is empty", safe_for_terminal(name)), "its first line names the columns");
  return header;
}

Result<SheetTable> table_of_csv(const std::string& name, const std::string& text, const CsvLayout& layout) {
  TRY(check_encoding_marks(text.substr(0, longest_mark), name));
  bool is_read = false;
  CsvStream stream([&]() -> Result<std::string> { return std::exchange(is_read, true) ? std::string() : text; },
                   layout.form.delimiter);
  SheetTable table;
  TRY_ASSIGN(table.delimiter, pass_front(stream, layout));
  TRY_ASSIGN(table.header, read_header(stream, name));
  for (std::vector<CsvCell> row;;) {
    TRY_ASSIGN(auto read, stream.read(row));
    if (!read) {
      table.is_whole = false;
      table.faults.push_back(std::move(read.error()));
    }
    if (!read || !*read) break;
    if (!std::ranges::all_of(row, is_blank)) add_row(std::move(row), layout.form, table);
  }
  return table;
}

Result<SheetTable> table_of_json(const std::string& name, const std::string& text, const std::string& records,
                                 const std::string& key_results) {
  TRY_ASSIGN(const Json root, read_json(name, text));
  const Json* list = at_path(root, records);
  if (list == nullptr && root.is_array()) list = &root;  // the bare list, without what an API puts around it
  const bool is_one = list != nullptr && list->is_object() && !records.empty();  // what an API gives of a single record
  if (list == nullptr || (!list->is_array() && !is_one))
    return usage_failure(
        fmt::format("{} has no list {}", safe_for_terminal(name), records.empty() ? "at its top" : "'" + records + "'"),
        "`records` below [json] of a map says where it is");
  const JsonPlaces places(root, text);
  FlatTable table;
  const auto add = [&](const Json& record) {
    if (!record.is_object()) return;
    std::vector<FlatCell> cells;
    flatten(record, "", key_results, cells);
    table.add(cells, places.place_of(record));
    const Json* children = key_results.empty() ? nullptr : at_path(record, key_results);
    if (children == nullptr || !children->is_array()) return;
    for (const Json& child : *children) {
      if (!child.is_object()) continue;
      std::vector<FlatCell> own = cells;
      flatten(child, key_results + ".", "", own);
      table.add(own, places.place_of(child));
    }
  };
  if (is_one)
    add(*list);
  else
    for (const Json& record : *list) add(record);
  return table.table();
}

// --- where the objects of a JSON text begin --------------------------------------------------------------------------

namespace {

using draw::Json;

constexpr std::size_t deepest = 64;

/// Where every object of a JSON text begins, in their order: what a parser that keeps no places visits in the same one.
std::vector<CsvPlace> places_of_objects(std::string_view text) {
  std::vector<CsvPlace> places;
  CsvPlace place;
  bool in_text = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      place = {place.line + 1, 1};
      continue;
    }
    if (in_text && c == '\\') {
      ++at;
      ++place.column;
    } else if (c == '"') {
      in_text = !in_text;
    } else if (!in_text && c == '{') {
      places.push_back(place);
    }
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++place.column;
  }
  return places;
}

bool is_too_deep(const Json& value, std::size_t depth) {
  if (depth > deepest) return true;
  return value.is_structured() &&
         std::any_of(value.begin(), value.end(), [&](const Json& child) { return is_too_deep(child, depth + 1); });
}

tl::unexpected<Error> no_json(const std::string& name, const std::string& text) {
  std::size_t bytes = 0;
  try {
    [[maybe_unused]] const Json whole = Json::parse(text);
  } catch (const Json::parse_error& error) {
    bytes = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
  } catch (const Json::out_of_range&) {  // 1e400: it keeps no place of those
    return usage_failure(fmt::format("{}: a number in it is too large", safe_for_terminal(name)),
                         std::string(value_limit_advice) + "; nothing was written");
  }
  return tl::unexpected(
      error_in(name, place_of_byte(text, bytes), {ErrorKind::usage, "this is no JSON", "nothing was written"}));
}

}  // namespace

Result<Json> read_json(const std::string& name, const std::string& text) {
  Json root = Json::parse(text, nullptr, false);
  if (root.is_discarded()) return no_json(name, text);
  if (is_too_deep(root, 0)) return usage_failure(fmt::format("{} is nested too deep", safe_for_terminal(name)));
  return root;
}

JsonPlaces::JsonPlaces(const Json& root, std::string_view text) : places_(places_of_objects(text)) { number(root); }

CsvPlace JsonPlaces::place_of(const Json& object) const {
  const auto found = numbers_.find(&object);
  return found == numbers_.end() || found->second >= places_.size() ? CsvPlace{} : places_[found->second];
}

void JsonPlaces::number(const Json& value) {
  if (value.is_object()) numbers_.emplace(&value, numbers_.size());
  if (value.is_structured())
    for (const Json& child : value) number(child);
}

}  // namespace okr::actions
