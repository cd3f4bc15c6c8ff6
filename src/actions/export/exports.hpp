// SPDX-License-Identifier: MIT
// What `okr export` takes away, a function a kind: each prints it, for stdout or the file of -o, or writes it into the
// folder of -o (session/writing/writing.hpp). 0, or 3 where something of what was read is broken. Errors: those of opening a
// workspace, and of writing.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"
#include "okr/store/edit.hpp"
#include "session/context.hpp"
#include "session/session.hpp"

namespace okr::actions {

struct ExportRequest {
  bool all = false;                 ///< every cycle, not the one at hand alone
  bool svg = false;                 ///< of a badge: the picture
  bool no_timestamps = false;       ///< of metrics: values alone, for collectors that stamp them
  std::optional<std::string> into;  ///< of Markdown: the file, as typed, that has places for reports
  bool git_commit = false;          ///< what is written into it is committed
};

/// A cycle is a heading, its objectives headings below it, their key results items; then the KPIs. Behind each stands a
/// note with its definition and its readings, so that an import makes the same again. With `into` the reports of
/// a page instead, as export_into.
Result<int> export_md(session::Context& context, const ExportRequest& request);

/// Renews the reports in the file, or shows the difference (-n). Errors: data, where its marks are wrong
/// (with_reports), or a number is in error: nothing is written then.
Result<int> export_into(session::Context& context, const ExportRequest& request);

/// One page of the cycle at hand with its KPIs and the cycles before it, for stdout or the file of -o. Where -o is a
/// folder (it ends with a slash, or is there): index.html and a page a cycle.
Result<int> export_html(session::Context& context, const ExportRequest& request);

/// Writes NAME.csv for each table, schema.sql, load.sqlite.sql and datapackage.json into the folder of -o. Errors:
/// usage, without -o, or where two workspaces have one name.
Result<int> export_tables(session::Context& context, const ExportRequest& request);

/// With `all` every cycle, and how all of it went: for a database that is to be filled with the past. Errors: usage,
/// where the past is to be had without timestamps.
Result<int> export_openmetrics(session::Context& context, const ExportRequest& request);

/// Prints a calendar of the cycles in force, or with `all` of every one.
Result<int> export_ics(session::Context& context, const ExportRequest& request);

/// The JSON that shields.io reads (its "endpoint badge"), or the picture itself.
Result<int> export_badge(session::Context& context, const ExportRequest& request);

// --- what is exported ------------------------------------------------------------------------------------------------

/// Opens what exported_cycles needs. Errors: those of open_session.
Result<session::Session> open_for_export(session::Context& context, bool all);

/// By the day they begin. Of a workspace without a cycle none.
std::vector<const Cycle*> exported_cycles(const session::Session& session, bool all);

/// The workspace's title, else its folder's name; where that is okr or goals inside a repository, the repository's.
std::string workspace_name(const Workspace& workspace);

// --- a page with places for reports ----------------------------------------------------------------------------------

/// A place for a report.
struct ReportPlace {
  std::string_view word;  ///< "status"
  int level = 0;          ///< of the heading it stands below: 2 behind "## Goals"; 0 where there is none
};

/// The report for a place.
using MadeReport = std::function<Result<std::string>(const ReportPlace&)>;

/// The text with each place filled by `report` (Markdown, lines ended by LF), which is asked once for each; line ends
/// are the text's. Marks stand on lines of their own; what a fenced block shows is no mark. `words`: the reports there
/// are. Errors, of kind data, with the line: no mark at all, a word that names no report, a mark without its end, an
/// end or a second mark where none may be; and those of `report`. `name` is what messages call the page.
Result<std::string> with_reports(std::string_view text, std::string_view name, std::span<const std::string_view> words,
                                 const MadeReport& report);

// --- what a page says of a record ------------------------------------------------------------------------------------

class Note {
 public:
  /// Adds a key with its value, both of them TOML; the value comes on one line, without its comments.
  Note& add(std::string_view key, std::string_view value);

  /// The keys of a record as its file has them, but for those of `left_out`.
  Note& add_keys(const store::ValueTexts& values, const store::KeyPath& table, std::span<const KeyPlace> keys,
                 std::span<const std::string_view> left_out);

  /// People's own keys of a table: x-...
  Note& add_own_keys(const store::ValueTexts& values, const store::KeyPath& table);

  /// "<!-- okr: id = "users" -->".
  std::string text() const;

 private:
  void put(std::string_view key, std::string_view line);

  std::string fields_;
};

}  // namespace okr::actions
