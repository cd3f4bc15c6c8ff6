// SPDX-License-Identifier: MIT
// What `okr export` takes away, a function a kind: each prints it, for stdout or the file of -o, or writes it into the
// folder of -o (session/writing.hpp). 0, or 3 where something of what was read is broken. Errors: those of opening a
// workspace, and of writing.
#pragma once

#include <optional>
#include <string>

#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

struct ExportRequest {
  bool all = false;                 ///< every cycle, not the one at hand alone
  bool svg = false;                 ///< of a badge: the picture
  bool no_timestamps = false;       ///< of metrics: values alone, for collectors that stamp them
  std::optional<std::string> into;  ///< of Markdown: the file, as typed, that has places for reports
  bool git_commit = false;          ///< what is written into it is committed
};

/// A cycle is a heading, its objectives headings below it, their key results items; then the KPIs. Behind each stands a
/// note (note.hpp) with its definition and its readings, so that an import makes the same again. With `into` the reports of
/// a page instead, as export_into.
Result<int> export_md(Context& context, const ExportRequest& request);

/// Renews the reports in the file, or shows the difference (-n). Errors: data, where its marks are wrong (markers.hpp), or
/// a number is in error: nothing is written then.
Result<int> export_into(Context& context, const ExportRequest& request);

/// One page of the cycle at hand with its KPIs and the cycles before it, for stdout or the file of -o. Where -o is a folder
/// (it ends with a slash, or is there): index.html and a page a cycle.
Result<int> export_html(Context& context, const ExportRequest& request);

/// Writes NAME.csv for each table, schema.sql, load.sqlite.sql and datapackage.json into the folder of -o. Errors: usage,
/// without -o, or where two workspaces have one name.
Result<int> export_tables(Context& context, const ExportRequest& request);

/// With `all` every cycle, and how all of it went: for a database that is to be filled with the past. Errors: usage, where
/// the past is to be had without timestamps.
Result<int> export_openmetrics(Context& context, const ExportRequest& request);

/// Of the cycles in force, or with `all` of every one.
Result<int> export_ics(Context& context, const ExportRequest& request);

/// The JSON that shields.io reads (its "endpoint badge"), or the picture itself.
Result<int> export_badge(Context& context, const ExportRequest& request);

}  // namespace okr::cli
