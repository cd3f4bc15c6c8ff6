// SPDX-License-Identifier: MIT
// What every import of OKRs opens: the whole workspace, the file, and the cycle that --cycle means, which need not be
// there yet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "draw/json.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"
#include "session/context.hpp"

namespace okr::actions {

// --- what was typed --------------------------------------------------------------------------------------------------

// What was typed behind `okr import`, whatever is imported, and how the cells of a CSV are written by it.

struct ImportOptions {
  std::optional<std::string> file;
  std::optional<std::string> kpi, kpi_column, date, note, delimiter, decimal, thousands, date_format, source, map;
  std::vector<std::string> values;
  Encoding encoding = Encoding::utf8;
  int skip = 0;
  bool markdown = false;  ///< whatever the file is called
  bool show_map = false, dates_across = false, prometheus = false, replace = false, skip_bad = false,
       git_commit = false;

  /// How messages call the file.
  std::string name() const { return file.value_or("-") == "-" ? "stdin" : *file; }
};

/// The first option that is for the readings of KPIs alone, as it is typed ("--kpi"); nothing where none was given.
std::optional<std::string_view> option_of_readings(const ImportOptions& options);

/// How a file says its cells are written; nothing where it does not.
struct CellForm {
  std::optional<std::string> delimiter, decimal, thousands, date_format;
};

/// What the options say.
CellForm cell_form(const ImportOptions& options);

/// `label` stands in front of the names in messages: "--". Usage errors: no single character, no date format, thousands
/// and decimals parted by the same.
Result<CsvForm> csv_form(const CellForm& said, FiscalYear fiscal_year, std::string_view label);

/// Usage error where a file's own line "sep=;" (nothing without one) and --delimiter contradict each other.
Status check_separator(std::optional<char> separator, bool delimiter_said, char delimiter);

// --- the file and the workspace --------------------------------------------------------------------------------------

/// All cycles and KPIs, whatever --cycle says. Environment errors.
Result<Workspace> open_everything(const session::Context& context);

/// The id of --cycle: a cycle that is there, a word for one (current), or one that says its dates; nothing where it was
/// not given. A usage error for any other text.
Result<std::optional<std::string>> cycle_to_import(const session::Context& context, const Workspace& workspace);

/// Whether okr.toml says when its years begin: else FY26 may have other days than the calendar's, whose it gets.
bool says_fiscal_year(const Workspace& workspace);

/// Carriage returns that end a line alone, as old machines wrote them, become line feeds: every reader counts the same
/// lines.
std::string with_line_feeds(std::string text);

/// Usage error for a text that is no text in UTF-8 and says so at its front: a workbook, UTF-16, a mark that --encoding
/// broke.
Status check_encoding_marks(std::string_view text, const std::string& name);

/// Usage error for a page that is no text in UTF-8: what its front says, or else the first line that holds other bytes.
Status check_page_encoding(std::string_view text, const std::string& name);

/// How a text in another encoding is read.
inline constexpr std::string_view encoding_hint = "say its encoding: --encoding windows-1252 or --encoding latin1";

/// The whole file, or stdin, in UTF-8, with_line_feeds. Environment errors.
Result<std::string> text_to_import(const session::Context& context, const ImportOptions& options);

// --- a sheet as rows of cells ----------------------------------------------------------------------------------------

// A sheet as rows of cells with their places: from CSV as spreadsheets and services write it, or from the JSON of an
// API, each of whose records is a row.

struct SheetTable {
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;  ///< each as long as the header
  std::vector<CsvFault> faults;            ///< of rows that were left out
  bool is_whole = true;                    ///< false when the rest could not be read
  char delimiter = ',';                    ///< of a CSV
};

struct CsvLayout {
  CsvForm form;
  bool delimiter_said = false;  ///< a line "sep=;" must not say another one then
  std::size_t skip = 0;         ///< lines in front of the header
};

/// What is said of the layout of a CSV by options, beside its form.
CsvLayout csv_layout(const ImportOptions& options, CsvForm form);

/// Leaves out what stands in front of the header, and takes a line "sep=;"; the delimiter that holds then. Usage errors: fewer lines than that,
/// another delimiter than the one that was said; and those of the stream.
Result<char> pass_front(CsvStream& stream, const CsvLayout& layout);

/// The first row. Usage errors: an empty file, another encoding, no CSV at all; and those of the stream.
Result<std::vector<CsvCell>> read_header(CsvStream& stream, const std::string& name);

/// `text` is UTF-8. Usage errors: an empty file, an encoding, a header that names a column twice is none.
Result<SheetTable> table_of_csv(const std::string& name, const std::string& text, const CsvLayout& layout);

/// A list of objects, whole or below `records` ("data.items"); the members of objects in them are columns such as
/// "owner.name". With `key_results` the objects of that list become rows of their own, columns such as
/// "key_results.title", which repeat what their record says. Usage errors: no JSON (with its place), no such list.
Result<SheetTable> table_of_json(const std::string& name, const std::string& text, const std::string& records,
                                 const std::string& key_results);

// --- where the objects of a JSON text begin --------------------------------------------------------------------------

// Where the objects of a JSON text begin: the parser keeps no places, and every message about a file names one.

/// A text read as JSON. Usage errors: no JSON (with its place), or nested too deep.
Result<draw::Json> read_json(const std::string& name, const std::string& text);

class JsonPlaces {
 public:
  /// `root` is what `text` was read as, and must stay where it is.
  JsonPlaces(const draw::Json& root, std::string_view text);

  /// The place of an object below the root; 1:1 for what is none.
  CsvPlace place_of(const draw::Json& object) const;

 private:
  void number(const draw::Json& value);

  std::vector<CsvPlace> places_;
  std::map<const draw::Json*, std::size_t> numbers_;  ///< in the order of the text
};

// --- cells as numbers, truths, names ---------------------------------------------------------------------------------

// Cells of a sheet of OKRs as numbers with their units, truths, names. Pure; by what is said of the sheet.

struct CellNumber {
  double value = 0;
  std::string unit;        ///< "%", "$", "users"; may be empty
  bool is_scaled = false;  ///< of "12k": its thousands are in the value

  friend bool operator==(const CellNumber&, const CellNumber&) = default;
};

/// "1,200", "45%", "$1.2M", "12k users", "€ 3.5": a number with the marks of `form`, a currency in front or a unit
/// behind, and k, M, bn, million, Tsd. for thousands, millions, milliards (m only behind a currency, where it is no
/// metre and no minute).
tl::expected<CellNumber, CsvFault> cell_number(const CsvCell& cell, const CsvForm& form);

/// Whether a number begins there: a digit, a sign or a currency in front of one.
bool begins_number(std::string_view text);

/// How much of 100 is done: "45%", or a number of which `whole` is all.
tl::expected<double, CsvFault> cell_progress(const CsvCell& cell, const CsvForm& form, double whole);

/// yes, no, true, false, done, 1, 0, 100%, 0%, x and an empty box of Markdown, in any case.
tl::expected<bool, CsvFault> cell_truth(const CsvCell& cell);

/// The same of a text in words alone: 1 and 100 % may be numbers, and a dash says nothing. Nothing where it is none.
std::optional<bool> truth_in_words(std::string_view text);

/// Whether it is one of several words, which are parted by bars: "yes|true|done".
bool is_one_of(std::string_view words, std::string_view word);

/// "Total", "**Durchschnitt**", "Ø:", and "Score" where the row has no goal: the title of a row that counts others
/// together, and is no record of its own.
bool is_title_of_total(std::string_view title, bool has_goal);

/// The people that a cell or a line names: parted by `marks`, and by what always parts people: a line end, &, /, "and",
/// "und" and the @ of the next one, which is no part of a name.
std::vector<std::string> people_in(std::string_view text, std::string_view marks);

/// The names of a cell: a line each, and parted by each character of `marks`.
std::vector<std::string> cell_names(std::string_view text, std::string_view marks);

// --- what cannot be used of it ---------------------------------------------------------------------------------------

// What cannot be used of a file that is imported: said with its places, and what becomes of the rest; and days that
// have another value in the workspace.

/// How many are shown; the others are counted.
inline constexpr std::size_t most_faults_shown = 20;

struct FileFaults {
  std::string name;       ///< of the file, as messages call it
  Diagnostics faults;     ///< the first ones, with their lines; Place::file is 0
  std::size_t count = 0;  ///< of all
  bool is_whole = true;   ///< false when the rest of the file could not be read
};

/// A fault as it is shown, with the line it stands on.
Diagnostic diagnostic_of(Code code, CsvFault fault, std::string_view line);

/// Characters of a cell as it is written, with its quotes, as far as it is one line; at least 1.
std::uint32_t length_of(const CsvCell& cell);

/// Bytes that are no text explain why a cell is neither a day nor a number.
CsvFault by_encoding(const CsvCell& cell, CsvFault fault);

/// An error, or what is remarked, of a place of that file: in front of its words for people, as data for programs.
Error error_in(const std::string& file, const CsvPlace& place, Error error);

/// Says the first of the conflicts, of which there are `count`, and refuses: nothing was written.
tl::unexpected<Error> refuse_conflicts(session::Context& context, const std::vector<Error>& conflicts,
                                       std::size_t count);

/// Says them on stderr. A usage error unless they are left out (--skip-bad), which takes a file that could be read to
/// its end.
Status settle_faults(session::Context& context, FileFaults file, bool skip_bad);

}  // namespace okr::actions
