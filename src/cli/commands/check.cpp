// SPDX-License-Identifier: MIT
// okr check: everything that is wrong in the files, in one run.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "actions/git/drivers.hpp"
#include "actions/records/actions.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "cli/version.hpp"
#include "draw/json.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/load.hpp"
#include "reports/check/findings.hpp"
#include "session/history/checking.hpp"
#include "session/unfinished.hpp"

namespace okr::cli {
using namespace session;

namespace {

enum class Output { human, json, sarif, junit, github, gitlab };
constexpr EnumChoice<Output> outputs[] = {
    {"human", Output::human, "for people and editors, at most a screen"},
    {"json", Output::json, "for programs"},
    {"sarif", Output::sarif, "SARIF 2.1.0, for code scanning"},
    {"junit", Output::junit, "JUnit XML, for test reports: a suite a file"},
    {"github", Output::github, "annotations of a GitHub job, at most nine"},
    {"gitlab", Output::gitlab, "GitLab's code quality report"},
};

struct CheckOptions {
  std::vector<std::string> files;
  bool staged = false;
  bool strict = false;
  std::vector<std::string> rules;
  std::optional<std::string> since;
  bool hyperlink = false;
  bool fix = false;
  bool git_commit = false;
  Output output = Output::human;

  bool reads_input() const { return files.size() == 1 && files.front() == "-"; }
};

void declare_check(Syntax& syntax, CheckOptions& options) {
  syntax.argument(options.files, "FILE", "only what is wrong in these files; - reads one text from stdin")
      .completes(Completes::file);
  syntax.flag(options.staged, "staged",
              "what the next commit would hold, not the files; says nothing when all is well");
  syntax.flag(options.strict, "strict", "warnings count too");
  syntax
      .value(options.rules, "rule", "CODE,...",
             "only these rules, and all they found: E116,W202, or error, warning, info, all")
      .completes(Completes::rules);
  syntax.value(options.since, "since", "REV", "only what that revision did not have, told by rule, record and message")
      .completes(Completes::revision);
  syntax.flag(options.hyperlink, "hyperlink", "on a terminal places are links to their files");
  syntax.flag(options.fix, "fix", "write what has one right answer; -n shows it, at a terminal it asks first");
  git_commit_flag(syntax, options.git_commit);
  syntax.choice(options.output, "format", outputs, "how findings are written").replaces_global().last_counts();
}

int answer(const Diagnostics& found, bool strict) {
  return std::ranges::any_of(found, [strict](const Diagnostic& one) {
    return one.severity == Severity::error || (strict && one.severity == Severity::warning);
  });
}

// --- what is printed -------------------------------------------------------------------------------------------------

/// "Nothing new since main by these rules"
std::string nothing_found(const CheckOptions& options) {
  const std::string text =
      options.since ? "Nothing new since " + safe_for_terminal(*options.since) : std::string("Nothing wrong");
  return options.rules.empty() ? text : text + " by these rules";
}

reports::CheckScreen screen_of(const Context& context, const CheckOptions& options) {
  const Screen& screen = context.screen();
  const bool on_terminal = context.terminal().output && context.globals().output.value_or("-") == "-";
  reports::CheckScreen shown;
  shown.style = {{}, screen.width, !screen.utf8, screen.color};
  shown.plain = screen.plain;
  if (on_terminal && context.terminal().rows > 0) shown.rows = static_cast<std::size_t>(context.terminal().rows);
  shown.whole = !options.rules.empty();
  shown.nothing = nothing_found(options);
  shown.command = typed_command(context);
  if (options.hyperlink && on_terminal)
    shown.link_host = context.world().host.empty() ? "localhost" : context.world().host;
  return shown;
}

Notation notation_of(Output output) {
  switch (output) {
    case Output::human: break;
    case Output::json:
    case Output::sarif:
    case Output::gitlab: return Notation::json;
    case Output::junit: return Notation::markup;
    case Output::github: return Notation::commands;
  }
  return Notation::words;
}

void print(Context& context, const reports::Findings& findings, const CheckOptions& options) {
  const Output output = context.globals().json ? Output::json : options.output;
  context.set_notation(notation_of(output));
  switch (output) {
    case Output::human:
      if (!context.globals().quiet) context.print(reports::check_screen(findings, screen_of(context, options)));
      return;
    case Output::json: return context.print(draw::json_text(reports::check_json(findings, context.today())));
    case Output::sarif: return context.print(draw::json_text(reports::sarif_json(findings, {version, homepage})));
    case Output::junit: return context.print(reports::junit_xml(findings, options.strict));
    case Output::github:
      return context.print(reports::github_commands(findings, typed_command(context) + " --rule all"));
    case Output::gitlab: return context.print(draw::json_text(reports::gitlab_json(findings)));
  }
}

// --- what is looked through ------------------------------------------------------------------------------------------

Status check_together(const Context& context, const CheckOptions& options) {
  if (context.globals().json && options.output != Output::human && options.output != Output::json)
    return usage_failure("--json and another --format exclude each other", "give one of them");
  if (options.staged && !options.files.empty())
    return usage_failure("--staged takes no files", "it checks each workspace of which something is staged");
  if (options.since && options.reads_input())
    return usage_failure("--since does not go with a text from stdin", "name the file instead of -");
  if (options.fix && (options.reads_input() || options.staged))
    return usage_failure("--fix writes files", "it goes neither with - nor with --staged");
  if (options.fix && options.since)
    return usage_failure("--fix does not go with --since", "name the files, or the rules with --rule");
  if (options.git_commit && !options.fix)
    return usage_failure("--git-commit goes with --fix",
                         "without it nothing is written but a file of -o, which is yours to commit");
  return {};
}

Result<std::vector<Checked>> looked_through(Context& context, const CheckOptions& options) {
  std::vector<Checked> all;
  if (options.staged) return checked_staged(context);
  if (!options.files.empty()) return checked_files(context, options.files, options.since);
  TRY_ASSIGN(const auto root, store::find_root(context.start_directory()));
  say_unfinished(context, root);
  TRY_ASSIGN(auto checked, checked_folder(context, root, options.since));
  if (!context.globals().quiet) actions::note_missing_drivers(context, root);
  all.push_back(std::move(checked));
  return all;
}

Result<reports::Findings> found(Context& context, const CheckOptions& options) {
  if (options.reads_input()) {
    reports::Findings findings;
    TRY_ASSIGN(auto text, context.world().read_input());
    reports::add_findings(findings, store::check_text(std::move(text)));
    return findings;
  }
  TRY_ASSIGN(const auto all, looked_through(context, options));
  return findings_of(context, all, options.since);
}

// --- --fix -----------------------------------------------------------------------------------------------------------

/// The files and the rules that were named; all where none was.
actions::IsAsked asked_of(const Checked& checked, const CheckOptions& options, const std::set<Code>& rules) {
  std::optional<std::set<std::string>> files;
  if (checked.only) {
    files.emplace();
    for (const std::uint32_t file : *checked.only) files->insert(checked.workspace.files[file]);
  }
  const bool any_rule = options.rules.empty();
  return [files, any_rule, rules](const std::string& file, Code code) {
    return (!files || files->contains(file)) && (any_rule || rules.contains(code));
  };
}

/// Writes what has one right answer. The exit code, or nothing where what is left is to be said: -n and --json say the
/// former alone.
Result<std::optional<int>> fix(Context& context, const CheckOptions& options, const std::set<Code>& rules) {
  const bool as_json = context.globals().json || options.output == Output::json;
  if (as_json) context.set_format(Format::json);
  if (!as_json && options.output != Output::human)
    return usage_failure("--fix speaks --format human or json", "what is left: okr check, once more");
  TRY_ASSIGN(const auto all, looked_through(context, options));
  if (as_json && all.size() > 1) return usage_failure("--fix with --json takes the files of one workspace");
  std::optional<int> code;
  for (const Checked& each : all) {
    TRY_ASSIGN(const auto left, actions::write_repairs(context, each.workspace.root, asked_of(each, options, rules),
                                                       options.git_commit));
    if (left) code = std::max(code.value_or(0), answer(*left, options.strict));
  }
  return code;
}

Result<int> run_check(Context& context, const CheckOptions& options) {
  TRY(check_together(context, options));
  TRY_ASSIGN(const auto rules, typed_rules(options.rules));
  if (options.fix) {
    TRY_ASSIGN(const auto code, fix(context, options, rules));
    if (code) return *code;
  }
  TRY_ASSIGN(auto findings, found(context, options));
  if (!options.rules.empty())
    std::erase_if(findings.list, [&](const reports::Finding& finding) { return !rules.contains(finding.what.code); });
  const int code = answer(findings.diagnostics(), options.strict);
  // A hook says nothing unless it stops the commit.
  const bool is_silent = options.staged && code == 0 && options.output == Output::human && !context.globals().json;
  if (!is_silent) print(context, findings, options);
  return code;
}

constexpr Example check_examples[] = {
    {"okr check", "the whole workspace"},
    {"okr check 2026-Q3/cycle.toml", "only one file; references are looked up in all of its workspace"},
    {"okr check --rule E116,W202", "all that two rules found"},
    {"okr check --since main --strict", "for a branch: only what it brings, warnings too"},
    {"git show :2026-Q3/cycle.toml | okr check -", "the staged version, by itself"},
    {"okr check --staged", "for a hook: what is staged, in every workspace of the repository"},
    {"okr check --fix -n", "what has one right answer, as a diff; without -n it is written"},
    {"okr check --strict -q", "for a script: the exit code alone"},
    {"okr check --format sarif -o okr.sarif", "for code scanning"},
};

}  // namespace

constinit const Command check_command{
    .name = "check",
    .group = Group::tidy,
    .formats = Formats::all,
    .summary = "every error in the files, with its place",
    .examples = check_examples,
    .exit_1 = "when something was found (errors; with --strict warnings too)",
    .prepare = prepared<CheckOptions, declare_check, run_check>,
};

}  // namespace okr::cli
