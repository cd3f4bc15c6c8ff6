// SPDX-License-Identifier: MIT
// How a table of keys becomes a table of rows, for the files of this folder.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "okr/compute/forecast.hpp"
#include "okr/compute/kpi_numbers.hpp"
#include "okr/compute/numbers.hpp"
#include "reports/keys.hpp"
#include "reports/tables/tables.hpp"

namespace okr::reports {

/// A table of which each row is made of a `Row`.
template <class Row>
class TableMaker {
 public:
  template <std::size_t N>
  TableMaker(DataTable table, const Key<Row> (&keys)[N]) : table_(std::move(table)), keys_(keys), count_(N) {
    for (const Key<Row>& key : keys) table_.columns.push_back({key.name, key.type, key.doc});
  }

  /// A row whose key is there already is left out: of two records of one name the first one counts.
  void add(const Row& of) {
    std::vector<Json> row;
    row.reserve(count_);
    for (std::size_t i = 0; i < count_; ++i) row.push_back(keys_[i].get(of));
    std::string name;
    for (std::size_t i = 0; i < count_; ++i)
      if (std::ranges::find(table_.key, keys_[i].name) != table_.key.end()) name += row[i].dump() + "\n";
    if (known_.insert(std::move(name)).second) table_.rows.push_back(std::move(row));
  }

  DataTable table() && { return std::move(table_); }

 private:
  DataTable table_;
  const Key<Row>* keys_;
  std::size_t count_;
  std::set<std::string> known_;
};

/// A cycle with its numbers on the day of the export.
struct CycleOfSource {
  const TableSource* source = nullptr;
  const Cycle* cycle = nullptr;
  CycleNumbers numbers;
};

std::vector<CycleOfSource> cycles_of(const std::vector<TableSource>& sources, Date as_of);

/// cycles, objectives and key_results, then scores, objective_scores and cycle_scores.
void add_record_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles);
void add_score_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of);

/// checkins, readings and remarks.
void add_said_tables(std::vector<DataTable>& tables, const std::vector<CycleOfSource>& cycles, Date as_of);

/// kpis, kpi_readings, kpi_periods and targets.
void add_kpi_tables(std::vector<DataTable>& tables, const std::vector<TableSource>& sources, Date as_of);

}  // namespace okr::reports
