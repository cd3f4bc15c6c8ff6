// SPDX-License-Identifier: MIT
// First byte: delimiter, decimal mark and how long the pieces are; the rest is the CSV.
#include "okr/base/csv.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "ensure.hpp"
#include "okr/base/number.hpp"
#include "targets.hpp"

using namespace okr;

namespace {

using Rows = std::vector<std::vector<CsvCell>>;

struct Read {
  Rows rows;
  std::string fault;  ///< with its place; empty where all was read

  std::string shown() const {
    std::string text;
    for (const auto& row : rows) {
      for (const auto& cell : row)
        text += std::to_string(cell.place.line) + ":" + std::to_string(cell.place.column) + (cell.quoted ? "\"" : "'") +
                cell.text + "|";
      text += "\n";
    }
    return text + fault;
  }
};

std::string words_of(const CsvFault& fault) {
  return std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column) + " " + fault.what;
}

Read read_whole(std::string_view text, char delimiter) {
  CsvReader reader(text, delimiter);
  Read read;
  std::vector<CsvCell> row;
  while (true) {
    const auto more = reader.read(row);
    if (!more) read.fault = words_of(more.error());
    if (!more || !*more) return read;
    okr_fuzz::ensure(!row.empty(), "a row has a cell", text);
    read.rows.push_back(row);
  }
}

Read read_in_pieces(std::string_view text, char delimiter, std::size_t length) {
  CsvStream stream(
      [&]() -> Result<std::string> {
        const std::string piece(text.substr(0, length));
        text.remove_prefix(piece.size());
        return piece;
      },
      delimiter);
  Read read;
  std::vector<CsvCell> row;
  while (true) {
    const auto more = stream.read(row);
    okr_fuzz::ensure(more.has_value(), "pieces that can be read give no error");
    if (!*more) read.fault = words_of(more->error());
    if (!*more || !**more) return read;
    read.rows.push_back(row);
  }
}

/// What is written is read back, and nothing in it is run by a spreadsheet.
void check_written(const Rows& rows, const CsvStyle& style) {
  std::string text;
  for (const auto& row : rows) {
    const bool is_empty = row.size() == 1 && row.front().text.empty();  // "" is read back as a row
    for (const CsvCell& cell : row)
      text += (&cell == row.data() ? "" : std::string(1, style.delimiter)) +
              (is_empty ? "\"\"" : csv_cell(cell.text, style));
    text += '\n';
  }
  const auto again = read_whole(text, style.delimiter);
  okr_fuzz::ensure(again.fault.empty(), "what is written can be read", text);
  okr_fuzz::ensure(again.rows.size() == rows.size(), "as many rows come back", text);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    okr_fuzz::ensure(again.rows[i].size() == rows[i].size(), "as many cells come back", text);
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      const std::string& cell = again.rows[i][k].text;
      if (!style.defuse) {
        okr_fuzz::ensure(cell == rows[i][k].text, "a cell comes back", text);
        continue;
      }
      const bool runs = !cell.empty() && std::string_view("=+-@\t\r\n").find(cell[0]) != std::string_view::npos;
      okr_fuzz::ensure(!runs || is_number(cell) || (cell[0] == '+' && is_number(std::string_view(cell).substr(1))),
                       "no cell runs in a spreadsheet", text);
    }
  }
}

void check_cells(const Rows& rows, const CsvForm& form) {
  for (const auto& row : rows) {
    for (const auto& cell : row) {
      if (const auto day = csv_day(cell, form)) okr_fuzz::ensure(day->date.ok(), "a day exists", cell.text);
      if (const auto number = csv_number(cell, form))
        okr_fuzz::ensure(is_storable(*number), "a number can be kept", cell.text);
    }
    csv_row_fault(row, rows.front().size(), rows.front().size(), form);
  }
}

}  // namespace

void okr_fuzz::csv(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto choice = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  const char delimiter = std::string_view(",;\t|")[choice % 4U];
  const auto whole = read_whole(bytes, delimiter);
  const auto pieces = read_in_pieces(bytes, delimiter, choice / 4U % 16U + 1U);
  ensure(whole.shown() == pieces.shown(), "pieces are read as the whole", whole.shown() + "\n--\n" + pieces.shown());
  CsvForm form;
  form.delimiter = delimiter;
  form.decimal = choice & 0x40U ? ',' : '.';
  form.thousands = choice & 0x80U ? (form.decimal == ',' ? '.' : ',') : '\0';
  check_cells(whole.rows, form);
  for (const bool defuse : {false, true}) check_written(whole.rows, {delimiter, defuse});
  const auto latin = to_utf8(std::string(bytes), Encoding::windows_1252);
  ensure(latin.size() >= bytes.size(), "no character is lost");
}
