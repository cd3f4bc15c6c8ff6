// SPDX-License-Identifier: MIT
// Workspaces as tables for a database: a row a record and a day. What a column is called, what it holds and where it
// comes from is said once (reports/keys.hpp); CSV, SQL, the data package and the help are made of that.
#pragma once

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "okr/base/ranges.hpp"
#include "okr/base/text.hpp"
#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

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

/// The days of which a cycle has scores: those on which somebody checked in, and at the end that of the export, or the
/// one from which on nothing moves any more.
std::vector<Date> score_days(const Workspace& workspace, const Cycle& cycle, Date as_of);

/// All tables as of a day, a table in front of those that name its rows. The rows stand in the order of `sources`, then
/// of the cycles' days, of the files, and of time. Without a source: the tables without rows, for what is told of them.
std::vector<DataTable> tables_of(const std::vector<TableSource>& sources, Date as_of);

/// A header line and a line a row (draw/json.hpp); an empty cell is what is not known.
std::string table_csv(const DataTable& table);

/// CREATE TABLE for each, in words that DuckDB, PostgreSQL and SQLite share, and how each of them loads the files.
std::string schema_sql(const std::vector<DataTable>& tables);

/// For the sqlite3 program, which reads a CSV's cells as text: the schema, the files, and then their types.
std::string sqlite_script(const std::vector<DataTable>& tables);

/// Frictionless Data Package (datapackage.json): files, columns with types, what names what.
Json data_package(const std::vector<DataTable>& tables, Date as_of);

// --- how tables of keys become a table of rows, for the files of this folder -----------------------------------------

/// A table of which each row is made of these records, each of another type.
template <class... Records>
class TableMaker {
 public:
  /// `columns` are names of `keys`, parted by blanks: "title first_day=start" are the key title, and start by another
  /// name. A name is of the first record that has such a key; of its JSON, or a column of the table's own.
  TableMaker(DataTable table, std::string_view columns, std::span<const Key<Records>>... keys)
      : table_(std::move(table)) {
    for (const std::string_view column : split(columns, ' ')) {
      const std::string_view name = column.substr(0, column.find('=')), key = column.substr(column.find('=') + 1);
      if ((take(name, key, keys) || ...)) continue;
      table_.columns.push_back({name, {}, "a key that no record has"});
      getters_.push_back([](const Records&...) { return Json(); });
    }
  }

  /// A row whose key is there already is left out: of two records of one name the first one counts.
  void add(const Records&... records) {
    std::vector<Json> row;
    row.reserve(getters_.size());
    for (const auto& get : getters_) row.push_back(get(records...));
    std::string name;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (contains(table_.key, table_.columns[i].name))
        name += row[i].dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (known_.insert(std::move(name)).second) table_.rows.push_back(std::move(row));
  }

  DataTable table() && { return std::move(table_); }

 private:
  template <class Record>
  bool take(std::string_view name, std::string_view key_name, std::span<const Key<Record>> keys) {
    const auto key = std::ranges::find(keys, key_name, &Key<Record>::name);
    if (key == keys.end()) return false;
    std::vector<std::string> words = machine_words(key->type);
    table_.columns.push_back({name, key->type.name, described(words, key->doc), words});
    getters_.push_back([get = key->get](const Records&... records) {
      return get(std::get<const Record&>(std::tuple<const Records&...>(records...)));
    });
    return true;
  }

  DataTable table_;
  std::vector<std::function<Json(const Records&...)>> getters_;
  std::set<std::string> known_;
};

/// A cycle with its numbers on the day of the export.
struct CycleOfSource {
  const TableSource* source = nullptr;
  const Cycle* cycle = nullptr;
  CycleNumbers numbers;
};

/// The columns of what stands in a cycle, and what a table says of the cycle beside its JSON.
std::span<const Key<CycleOfSource>> keys_of_place();

std::vector<CycleOfSource> cycles_of(const std::vector<TableSource>& sources, Date as_of);

/// cycles, objectives and key_results, then scores, objective_scores and cycle_scores.
void add_record_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles);
void add_score_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of);

/// checkins, readings and remarks.
void add_said_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of);

/// kpis, kpi_readings, kpi_periods and targets.
void add_kpi_tables(std::vector<DataTable>& tables, const std::vector<TableSource>& sources, Date as_of);

}  // namespace okr::reports
