// SPDX-License-Identifier: MIT
// Diagnostics for a person and for editors: FILE:LINE:COL: error: what [CODE], the line, the caret, the way out.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draw/json.hpp"
#include "okr/model/diagnostic.hpp"
#include "okr/model/rule.hpp"
#include "okr/model/workspace.hpp"
#include "reports/keys.hpp"

namespace okr::reports {

// --- a finding, named for others -------------------------------------------------------------------------------------

// What `okr check` found, named for others: the record a finding is about, its file as a person and as the repository
// call it, and a fingerprint by which it is known again when lines move.

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

// --- all of them -----------------------------------------------------------------------------------------------------

struct FindingsOptions {
  std::string prefix;  ///< in front of every file's name: the way from the current folder to the workspace ("goals/")
  std::size_t width = 80;
  bool ascii = false;
  bool colour = false;
};

/// One block a diagnostic, an empty line between. `files` are the names that Place::file counts. The first line of a
/// block is never cut; the excerpt is, around its caret.
std::string findings_text(const Diagnostics& diagnostics, std::span<const std::string> files,
                          const FindingsOptions& options);

/// "goals/okr.toml:4:1", as editors and terminals take it for a link; nothing where no file is to blame.
std::string place_text(const Diagnostic& diagnostic, std::string_view file);

/// "PLACE: error: TEXT [CODE]" and a newline. The place is put in as it is: it may be a link.
std::string finding_line(const Diagnostic& diagnostic, std::string_view place, std::string_view text, bool colour);

/// One finding as findings_text shows it: that line, the excerpt, the caret and the ways out.
std::string finding_block(const Diagnostic& diagnostic, std::string_view place, const FindingsOptions& options);

/// "2 errors, 1 warning in 2 of 11 files".
std::string findings_summary(const Diagnostics& diagnostics, std::size_t files_read);

// --- why a rule is one, and its two examples: src/text/rules, a file a code ------------------------------------------

/// An example is the text of 2026-Q3/cycle.toml behind its [cycle] as of 2026-08-17, unless comments in it say
/// otherwise: `# file: kpi/nps.toml` begins another file (2026-Q3/cycle.toml too: then it stands alone), `# today:
/// 2026-09-29` sets the day. Of a report of all rules `surroundings` are the files that stand around it.
struct RuleText {
  std::string why;            ///< a paragraph in one line
  std::string_view triggers;  ///< is reported
  std::string_view accepts;   ///< is not
};

RuleText text_of(const Rule& rule);

/// src/text/rules/around.txt: the files that every example has around it, unless it brings one of that name.
std::string_view surroundings();

/// What okr explain knows beside rules: when which way is right.
struct Explanation {
  std::string_view name;   ///< "okr-or-kpi"; src/text/explain/NAME.txt
  std::string_view title;  ///< in a line
};
std::span<const Explanation> explanations();

/// The text of one, as it is shown.
std::string_view text_of(const Explanation& explanation);

/// src/text/words/en.txt: the words that rules look for.
std::vector<RuleWords> rule_words();

/// The words that one rule looks for; empty for one that reads none.
std::vector<std::string> words_of(Code code);

/// A rule with its examples; a line a rule; an explanation.
Document rule_document(const Rule& rule);
Document rules_document();
Document explanation_document(const Explanation& explanation);

// --- what `okr check`, `okr explain` and `okr config` say for programs -----------------------------------------------

/// What `okr check --json` prints. With several workspaces files bear the names under which people see them.
Json check_json(const Findings& findings, Date as_of);

/// A line, or an object, a rule.
Records rule_records(std::span<const Rule> rules);
Json rule_json(const Rule& rule, Date as_of);

Records explanation_records(const Explanation& explanation);
Json explanation_json(const Explanation& explanation, Date as_of);

/// All rules, with the files that stand around their examples.
Json rules_json(Date as_of);

/// A setting in force.
struct Setting {
  std::string key;   ///< "scoring.scale"
  std::string text;  ///< as people see it
  Json value;
  std::string origin;  ///< "okr.toml:4", "default"
};
/// All keys of okr.toml; each with the line that gives it, or that it is the default.
std::vector<Setting> settings_in_force(const Settings& settings);
/// `own_file`: the path of the person's own settings; empty where there can be none.
Document settings_document(const std::vector<Setting>& settings, bool show_origin, const std::string& own_file);
Records settings_records(const std::vector<Setting>& settings);
Json settings_json(const std::vector<Setting>& settings, Date as_of);

// --- what `okr check` shows a person: no more than a screen, the worst first, a line a finding -----------------------

struct CheckScreen {
  FindingsOptions style;  ///< its prefix is not used: the files bear their shown names
  bool plain = false;     ///< no excerpts with carets
  std::size_t rows = 24;  ///< lines of the screen
  bool whole = false;     ///< the rules were chosen: all of what was found, hints too, and every line it stands on
  std::string nothing = "Nothing wrong";  ///< what is said where nothing was found: "Nothing new since main"
  std::string command;                    ///< what was typed, to which `--rule ...` is added to see more: "okr check"
  std::string link_host;                  ///< places are links to the files of this machine; empty: no links
};

/// Errors, each with its line and a caret where there is room, warnings, and how many hints there are. What does not
/// fit is counted, with the command that shows it. At the end the sum; "Nothing wrong in 11 files."
/// where that is so.
std::string check_screen(const Findings& findings, const CheckScreen& screen);

// --- for other programs ----------------------------------------------------------------------------------------------

// Findings in the forms that other programs read: SARIF (code scanning), JUnit XML (test reports), the commands of a
// GitHub runner, GitLab's code quality. Paths are from the repository's root; whatever stands in a file is escaped.

/// What a report says of the program that made it.
struct Tool {
  std::string_view version;
  std::string_view homepage;  ///< absolute; empty where there is none
};

/// SARIF 2.1.0: every rule with its help, and the findings; of more than GitHub takes the most severe, which it says.
draw::Json sarif_json(const Findings& findings, const Tool& tool);

/// JUnit XML: a suite a file, a case a record and rule; a file without findings is a case that passes. What does not
/// count (warnings, unless `strict`, and hints) is skipped, so that the report agrees with the exit code.
std::string junit_xml(const Findings& findings, bool strict);

/// A runner's commands, a line each: at most nine findings by severity, because it drops what is more, then a notice
/// that counts the others and names `more`, the command that shows them. Empty when nothing was found.
std::string github_commands(const Findings& findings, std::string_view more);

/// The array that GitLab's code quality report is.
draw::Json gitlab_json(const Findings& findings);

// --- escaping --------------------------------------------------------------------------------------------------------

/// A path as a relative URI: all but letters, digits and -._~/ as %XX.
std::string uri_path(std::string_view path);

/// For the message of a runner's command, and for its properties (`file=`, `title=`), where : and , count too.
std::string github_message(std::string_view text);
std::string github_property(std::string_view text);

/// For XML 1.0, as text and in attributes: entities, and a stand-in for each character that XML cannot hold.
std::string xml_escaped(std::string_view text);

}  // namespace okr::reports
