// SPDX-License-Identifier: MIT
// Workspaces as tables for a database: a row a record and a day. What a column is called, what it holds and where it
// comes from is said once (reports/keys.hpp); CSV, SQL, the data package and the help are made of that.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "okr/model/workspace.hpp"
#include "reports/drawing.hpp"

namespace okr::reports {

/// A workspace with all its cycles and readings, and what it is called in the column `workspace`.
struct TableSource {
  std::string name;
  const Workspace* workspace = nullptr;
};

/// `type`: string, number, integer, boolean or date; with ? it may be empty.
struct TableColumn {
  std::string_view name, type;
  std::string doc;
  std::vector<std::string> words = {};  ///< the only ones it may be; any when there are none

  bool may_be_empty() const { return type.ends_with('?'); }
  std::string_view kind() const { return type.substr(0, type.size() - (may_be_empty() ? 1 : 0)); }
};

/// These columns name a row of the other table, by its columns of the same names.
struct TableReference {
  std::string_view table;
  std::vector<std::string_view> columns;
};

struct DataTable {
  std::string_view name, doc;
  std::vector<TableColumn> columns;
  std::vector<std::string_view> key;  ///< which columns tell its rows apart
  std::vector<TableReference> references = {};
  std::vector<std::vector<Json>> rows = {};
};

/// The days of which a cycle has scores: those on which somebody checked in, and at the end that of the export, or the one
/// from which on nothing moves any more.
std::vector<Date> score_days(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// All tables as of a day, a table in front of those that name its rows. The rows stand in the order of `sources`, then of
/// the cycles' days, of the files, and of time. Without a source: the tables without rows, for what is told of them.
std::vector<DataTable> tables_of(const std::vector<TableSource>& sources, Date as_of);

/// A header line and a line a row (draw/json.hpp); an empty cell is what is not known.
std::string table_csv(const DataTable& table);

/// CREATE TABLE for each, in words that DuckDB, PostgreSQL and SQLite share, and how each of them loads the files.
std::string schema_sql(const std::vector<DataTable>& tables);

/// For the sqlite3 program, which reads a CSV's cells as text: the schema, the files, and then their types.
std::string sqlite_script(const std::vector<DataTable>& tables);

/// Frictionless Data Package (datapackage.json): files, columns with types, what names what.
Json data_package(const std::vector<DataTable>& tables, Date as_of);

}  // namespace okr::reports
