// SPDX-License-Identifier: MIT
#include "reports/tables/tables.hpp"

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::reports {

std::vector<CycleOfSource> cycles_of(const std::vector<TableSource>& sources, Date as_of) {
  std::vector<CycleOfSource> cycles;
  for (const TableSource& source : sources)
    for (const Cycle& cycle : source.workspace->cycles)
      cycles.push_back({&source, &cycle, numbers_of(*source.workspace, cycle, as_of)});
  return cycles;
}

std::vector<DataTable> tables_of(const std::vector<TableSource>& sources, Date as_of) {
  std::vector<DataTable> kpis;
  add_kpi_tables(kpis, sources, as_of);
  const std::vector<CycleOfSource> cycles = cycles_of(sources, as_of);
  std::vector<DataTable> tables;
  tables.push_back(std::move(kpis.front()));
  add_record_tables(tables, cycles);
  add_score_tables(tables, cycles, as_of);
  add_said_tables(tables, cycles, as_of);
  for (std::size_t i = 1; i < kpis.size(); ++i) tables.push_back(std::move(kpis[i]));
  return tables;
}

std::string table_csv(const DataTable& table) {
  draw::Records records;
  for (const TableColumn& column : table.columns) records.names.emplace_back(column.name);
  records.rows = table.rows;
  return draw::csv_text(records);
}

namespace {

/// A type that DuckDB, PostgreSQL and SQLite all take.
std::string_view sql_type(const TableColumn& column) {
  const std::string_view kind = column.kind();
  if (kind == "number") return "DOUBLE PRECISION";
  if (kind == "integer") return "INTEGER";
  if (kind == "boolean") return "BOOLEAN";
  if (kind == "date") return "DATE";
  return "VARCHAR";
}

std::string create_statement(const DataTable& table) {
  std::string sql = fmt::format("\n-- {}\nCREATE TABLE {} (\n", table.doc, table.name);
  for (const TableColumn& column : table.columns)
    sql += fmt::format("  {} {}{},  -- {}\n", column.name, sql_type(column), column.may_be_empty() ? "" : " NOT NULL",
                       column.doc);
  return sql + fmt::format("  PRIMARY KEY ({})\n);\n", join(table.key, ", "));
}

/// What SQLite's .import leaves as text: '' for an empty cell, which a mean would count as 0, and true and false, which
/// are both 0.
std::string typed_in_sqlite(const DataTable& table) {
  std::string set;
  for (const TableColumn& column : table.columns) {
    const bool is_truth = column.kind() == "boolean";
    if (!is_truth && !column.may_be_empty()) continue;
    set += set.empty() ? "" : ", ";
    set +=
        is_truth ? fmt::format("{0} = ({0} = 'true')", column.name) : fmt::format("{0} = NULLIF({0}, '')", column.name);
  }
  return set.empty() ? set : fmt::format("UPDATE {} SET {};\n", table.name, set);
}

Json fields_of(const DataTable& table) {
  return draw::json_list(table.columns, [](const TableColumn& column) {
    Json field = draw::json_object({{"name", json(column.name)}, {"type", json(column.kind())}});
    field["description"] = column.doc;
    if (!column.may_be_empty()) field["constraints"]["required"] = true;
    if (!column.words.empty()) field["constraints"]["enum"] = draw::json_list(column.words);
    return field;
  });
}

Json resource_of(const DataTable& table) {
  Json schema = draw::json_object({{"fields", fields_of(table)}, {"primaryKey", draw::json_list(table.key)}});
  Json references = draw::json_list(table.references, [](const TableReference& reference) {
    const Json fields = draw::json_list(reference.columns);
    return draw::json_object(
        {{"fields", fields},
         {"reference", draw::json_object({{"resource", json(reference.table)}, {"fields", fields}})}});
  });
  if (!references.empty()) schema["foreignKeys"] = std::move(references);
  schema["missingValues"] = Json::array({""});
  return draw::json_object({{"name", json(table.name)},
                            {"path", json(std::string(table.name) + ".csv")},
                            {"description", json(table.doc)},
                            {"profile", json("tabular-data-resource")},
                            {"encoding", json("utf-8")},
                            {"schema", std::move(schema)}});
}

}  // namespace

std::string schema_sql(const std::vector<DataTable>& tables) {
  std::string sql =
      "-- The tables of okr export tables, for DuckDB, PostgreSQL and SQLite. After this file, each CSV into its "
      "table:\n"
      "--   DuckDB      COPY cycles FROM 'cycles.csv' (HEADER);\n"
      "--   PostgreSQL  \\copy cycles FROM 'cycles.csv' CSV HEADER\n"
      "--   SQLite      all at once, in this folder: sqlite3 okr.db '.read load.sqlite.sql'\n";
  for (const DataTable& table : tables) sql += create_statement(table);
  return sql;
}

std::string sqlite_script(const std::vector<DataTable>& tables) {
  std::string script = "-- sqlite3 okr.db '.read load.sqlite.sql', in this folder.\n.read schema.sql\n";
  for (const DataTable& table : tables) script += fmt::format(".import --csv --skip 1 {0}.csv {0}\n", table.name);
  for (const DataTable& table : tables) script += typed_in_sqlite(table);
  return script;
}

Json data_package(const std::vector<DataTable>& tables, Date as_of) {
  return draw::json_object({{"profile", json("tabular-data-package")},
                            {"name", json("okr")},
                            {"title", json("Objectives, key results and KPIs")},
                            {"as_of", json(as_of)},
                            {"resources", draw::json_list(tables, resource_of)}});
}

}  // namespace okr::reports
