// SPDX-License-Identifier: MIT
// What `okr check` found, named for others: the record a finding is about, its file as a person and as the repository call
// it, and a fingerprint by which it is known again when lines move.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "okr/model/diagnostic.hpp"
#include "okr/model/workspace.hpp"

namespace okr::reports {

/// A file that was looked through, by its names.
struct CheckedFile {
  std::string name;      ///< below its workspace's root: "2026-Q3/cycle.toml"
  std::string shown;     ///< from where the person is: "goals/2026-Q3/cycle.toml"
  std::string path;      ///< from the repository's root, as reports for other programs name it
  std::string absolute;  ///< empty for a text from stdin
};

struct Finding {
  Diagnostic what;          ///< its place counts Findings::files
  std::string record;       ///< "2026-Q3/ship.users", "kpi/sleep", "2026-Q3"; empty where it is about none
  std::string fingerprint;  ///< 16 hexadecimal digits; the same whatever line it stands on, of no two findings
};

struct Findings {
  std::string root;                ///< absolute, of the one workspace; empty for several and for a text from stdin
  std::vector<CheckedFile> files;  ///< all that were read
  std::vector<Finding> list;       ///< workspace by workspace, by file and line

  /// The findings alone, as reports elsewhere take them.
  Diagnostics diagnostics() const;
  /// The names under which people see the files.
  std::vector<std::string> shown_names() const;
  /// The file as reports for other programs name it; a workspace's first file where none is to blame.
  std::string_view path_of(const Finding& finding) const;
};

/// What stands in front of the names of a workspace's files.
struct FilePrefixes {
  std::string shown;  ///< "goals/", "../team-b/"
  std::string path;   ///< from the repository's root
};

/// Adds a workspace's files and its diagnostics, each with its record and its fingerprint.
void add_findings(Findings& findings, const Workspace& workspace, const FilePrefixes& prefixes);

/// Adds a text that stands in no file, and what is wrong in it.
void add_findings(Findings& findings, const Diagnostics& of_text);

/// Takes away what `earlier` has too, told by the fingerprints: whatever line it stood on then.
void remove_known(Findings& findings, const Findings& earlier);

/// Errors first, then warnings, then hints; among these in their order.
std::vector<const Finding*> by_severity(const Findings& findings);

/// "unknown key 'taget' of ship.users; did you mean 'target'?": what is wrong and how to mend it, in a line.
std::string told(const Diagnostic& diagnostic);

}  // namespace okr::reports
