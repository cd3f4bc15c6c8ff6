// SPDX-License-Identifier: MIT
// A sheet as rows of cells with their places: from CSV as spreadsheets and services write it, or from the JSON of an API,
// each of whose records is a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "actions/import/options.hpp"
#include "okr/base/csv.hpp"
#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"

namespace okr::cli {

struct SheetTable {
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;  ///< each as long as the header
  std::vector<CsvFault> faults;            ///< of rows that were left out
  bool is_whole = true;                    ///< false when the rest could not be read
};

struct CsvLayout {
  CsvForm form;
  bool delimiter_said = false;  ///< a line "sep=;" must not say another one then
  std::size_t skip = 0;         ///< lines in front of the header
};

/// What is said of the layout of a CSV by options, beside its form.
CsvLayout csv_layout(const ImportOptions& options, CsvForm form);

/// Leaves out what stands in front of the header, and takes a line "sep=;". Usage errors: fewer lines than that, another
/// delimiter than the one that was said; and those of the stream.
Status pass_front(CsvStream& stream, const CsvLayout& layout);

/// The first row. Usage errors: an empty file, another encoding, no CSV at all; and those of the stream.
Result<std::vector<CsvCell>> read_header(CsvStream& stream, const std::string& name);

/// `text` is UTF-8. Usage errors: an empty file, an encoding, a header that names a column twice is none.
Result<SheetTable> table_of_csv(const std::string& name, const std::string& text, const CsvLayout& layout);

/// A list of objects, whole or below `records` ("data.items"); the members of objects in them are columns such as
/// "owner.name". With `key_results` the objects of that list become rows of their own, columns such as
/// "key_results.title", which repeat what their record says. Usage errors: no JSON (with its place), no such list.
Result<SheetTable> table_of_json(const std::string& name, const std::string& text, const std::string& records,
                                 const std::string& key_results);

}  // namespace okr::cli
