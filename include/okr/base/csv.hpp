// SPDX-License-Identifier: MIT
// Comma-separated values (RFC 4180) read cell by cell with their places, and written so that a spreadsheet runs
// nothing; whole, or piece by piece where a file is too large for that, and in the encodings that spreadsheets write.
// Its columns by their names, and its cells as days and numbers, by what is said of the file: nothing is guessed. For
// the CSV that a KPI names by `values` and for the one that is imported.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"

namespace okr {

/// Where something stands in a text: lines from 1, columns in characters from 1.
struct CsvPlace {
  std::size_t line = 1;
  std::size_t column = 1;
  friend auto operator<=>(const CsvPlace&, const CsvPlace&) = default;
};

/// The place of a byte of a text that begins at 1:1; `byte` counts from 0.
CsvPlace place_of_byte(std::string_view text, std::size_t byte);

/// A cell as it was read, with the place that a message about it names.
struct CsvCell {
  std::string text;     ///< without the quotes around it
  CsvPlace place;       ///< of its first character, the opening quote where it has one
  bool quoted = false;  ///< "" is an empty text where an absent value is nothing
};

/// Why a text is no CSV; nothing behind it can be read.
struct CsvFault {
  CsvPlace place;
  std::string what;
  std::string hint;
};

/// Reads row after row. Lines end with LF, CR LF or CR; a byte order mark is skipped; lines without any character are
/// skipped; a quoted cell may hold delimiters, line ends and doubled quotes. A quote inside an unquoted cell (5" pipe)
/// is itself. Bytes are not converted: the caller has made them UTF-8. The text has to outlive the reader.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char delimiter = ',');

  /// A text that goes on at `start` of a longer one; a byte order mark is skipped at the longer one's beginning only.
  CsvReader(std::string_view text, char delimiter, CsvPlace start);

  /// The next row into `row`, whose cells are replaced; false at the end. Faults: a quote that is never closed (at the
  /// opening quote), text behind a closing quote. After a fault or the end every call gives false.
  tl::expected<bool, CsvFault> read(std::vector<CsvCell>& row);

  /// Bytes read so far; all of them after a fault.
  std::size_t offset() const { return at_; }
  /// The place behind the bytes read so far.
  CsvPlace place() const { return place_; }

 private:
  tl::expected<void, CsvFault> read_cell(CsvCell& cell);
  tl::expected<void, CsvFault> read_quoted(CsvCell& cell);
  void read_bare(CsvCell& cell);
  void skip_empty_lines();
  std::size_t line_end_at(std::size_t at) const;
  bool is_cell_end(std::size_t at) const;
  void advance_to(std::size_t end);
  void skip_line_end();
  tl::unexpected<CsvFault> stop(CsvFault fault);

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  CsvPlace place_;
};

/// How cells are written.
struct CsvStyle {
  char delimiter = ',';
  bool defuse = false;  ///< see csv_cell
};

/// One cell as it stands in a file: quoted where the text needs it. With `defuse` a text that starts with = + - @ (also
/// full-width, or behind spaces), a tab, CR or LF gets an apostrophe in front, because spreadsheets run such cells;
/// plain numbers (-2.5, +3) stay as they are.
std::string csv_cell(std::string_view text, const CsvStyle& style = {});

/// The text of a cell that was written with `defuse`: without the apostrophe that csv_cell put in front of it.
std::string without_defusing(std::string_view cell);

/// How the bytes of a file stand for characters; nothing is guessed from them.
enum class Encoding {
  utf8,
  latin1,       ///< ISO 8859-1
  windows_1252  ///< Latin-1 with letters and signs (the euro) in the place of its control characters
};

/// A text of that encoding in UTF-8; UTF-8 is handed back as it is, valid or not. The five bytes that Windows-1252
/// leaves open become U+FFFD. Every byte is a character, so a text may be converted piece by piece.
std::string to_utf8(std::string bytes, Encoding encoding);

/// The longest row: one that is longer is most often a quote that is never closed.
inline constexpr std::size_t longest_csv_row = std::size_t{1} << 20;

/// Reads the rows of a text that comes in pieces, however large all of it is: no more of it is held than a row and a
/// piece.
class CsvStream {
 public:
  /// The next bytes of the text, UTF-8; empty at its end.
  using NextPiece = std::function<Result<std::string>()>;

  CsvStream(NextPiece next_piece, char delimiter) : next_piece_(std::move(next_piece)), delimiter_(delimiter) {}

  /// Leaves out so many lines in front of the header (titles, as reports have them). To be called before the first row.
  /// Errors are those of the pieces; usage where the text ends before them.
  Status skip_lines(std::size_t count);

  /// Takes away a first line that says what parts the cells ("sep=;", as spreadsheets read and write it) and parts them
  /// so, whether it stands there or at the front of lines that were skipped; what it says, nothing where there is no
  /// such line. To be called before the first row. Errors: those of the pieces.
  Result<std::optional<char>> take_separator_line();

  /// The next row into `row`, as CsvReader::read gives it; a row that is longer than longest_csv_row is a fault too.
  /// Errors are those of the pieces. After a fault, an error or the end every call gives false.
  Result<tl::expected<bool, CsvFault>> read(std::vector<CsvCell>& row);

  /// A line of the row that was read last, without its end; empty for other lines. For the excerpt of a message.
  std::string_view line_of_row(std::size_t line) const;

 private:
  Status more();
  Result<std::string_view> whole_line();
  void pass(std::string_view line);
  std::string_view rest() const { return std::string_view(text_).substr(done_); }

  NextPiece next_piece_;
  char delimiter_;
  std::optional<char> separator_;  ///< what the first line says, where it was skipped
  std::string text_;
  std::size_t row_begin_ = 0, done_ = 0;  // in text_
  CsvPlace row_place_, place_;            // of row_begin_ and done_
  bool at_end_ = false;                   // no piece is left
  bool stopped_ = false;                  // after a fault or an error
};

/// How a file writes its cells, and whether options of a command (--decimal) or keys of a KPI (decimal) say so: that is
/// what hints name.
struct CsvForm {
  char delimiter = ',';
  char decimal = '.';            ///< or ','
  std::string date_format = {};  ///< as parse_formatted_date takes it; ISO 8601 when empty
  FiscalYear fiscal_year = {};
  bool said_by_options = false;
  char thousands = '\0';  ///< what groups the digits in front of the decimal mark; nothing does unless it is said
  bool decimal_said = false;
};

/// True where nothing says what the point of "12.500" is, and the delimiter or the days are those of countries whose
/// decimal mark is a comma.
bool may_have_decimal_commas(const CsvForm& form);

/// How a number that may be such a one is written.
enum class PointForm : std::uint8_t { none, grouped_or_decimal, decimal };

/// "12.500" may be grouped or not, "12.5" and "0.500" have a decimal point, "12" has none.
PointForm point_form(std::string_view number);

/// Why "12.500" cannot be used then.
CsvFault doubtful_point(const CsvPlace& place, std::string_view number);

/// Usage error for a date format that can name no day and no period: other letters than those of parse_formatted_date,
/// the same thing twice, a day without its month, no year, a time without a day. Fine when empty.
Status check_date_format(std::string_view format);

/// What is wrong where a byte order mark became part of a column's name; empty where none did.
std::string byte_order_mark_in(std::span<const CsvCell> header);

/// The column with that name, blanks around it aside. Errors: none (with the nearest, or all names), or several.
Result<std::size_t> column_named(std::span<const CsvCell> header, std::string_view name, const CsvForm& form);

/// "is --delimiter ';' what parts them?", of a line that was read as one cell and holds another delimiter; empty where it
/// holds none.
std::string delimiter_hint(std::string_view line, const CsvForm& form);

/// The way on where `found` stands behind a closing quote: most often it is the delimiter, another one than was said.
std::string hint_behind_quote(char found);

/// "'Datum', 'kg'": all names of a header, safe for a terminal.
std::string column_names(std::span<const CsvCell> header);

/// True for a cell that says that there is no number: blank, a dash, "n/a", "#N/A".
bool is_without_number(std::string_view cell);

/// A day, or the period a reading is for.
struct CsvDay {
  Date date;  ///< the day, or the period's last
  PeriodUnit unit = PeriodUnit::day;
  friend bool operator==(const CsvDay&, const CsvDay&) = default;
};

/// The day or period that a cell says. Without a format: 2026-08-17, with a time of day or without
/// (2026-08-17T23:30:00Z is of the day that is written), or a period (2026-W33, 2026-08, 2026-Q3, 2026). With one: as
/// it says; a format without %d names months, one with %Y alone years. Fault: any other text.
tl::expected<CsvDay, CsvFault> csv_day(const CsvCell& cell, const CsvForm& form);

/// A number with the marks that are said; other grouping and the other decimal mark are faults that name the way out.
tl::expected<double, CsvFault> csv_number(const CsvCell& cell, const CsvForm& form);

/// Why a cell is no number of something that is counted in `unit`: it names another unit; `fault` where it names none.
CsvFault unit_fault(const CsvCell& cell, std::string_view unit, const CsvForm& form, CsvFault fault);

/// Why a row cannot belong to the header: it lacks a cell of the columns that are read, or has a filled one more than
/// the header names (a delimiter inside a cell without quotes), or begins with a byte order mark, where files were
/// joined. `what` is empty when it can.
CsvFault csv_row_fault(std::span<const CsvCell> row, std::size_t columns_named, std::size_t columns_read,
                       const CsvForm& form);

}  // namespace okr
