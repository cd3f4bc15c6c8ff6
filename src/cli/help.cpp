// SPDX-License-Identifier: MIT

#include "cli/help.hpp"

#include <fmt/core.h>
#include <algorithm>
#include <vector>

#include "cli/commit.hpp"
#include "cli/version.hpp"
#include "cli/words.hpp"
#include "draw/embedded.hpp"
#include "okr/base/text.hpp"
#include "reports/check/findings.hpp"

namespace okr::cli {
using namespace session;

void Page::heading(std::string_view text) {
  gap();
  text_ += style_.color ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
  text_ += '\n';
}

void Page::gap() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Page::paragraph(std::string_view text, std::size_t indent) {
  if (text.empty()) return;
  const std::size_t room = style_.width > indent + 20 ? style_.width - indent : 20;
  for (const std::string& line : wrap(text, room)) text_ += std::string(indent, ' ') + line + '\n';
}

void Page::text(std::string_view text, std::size_t indent) {
  std::string flowing;
  const auto end_paragraph = [&] {
    paragraph(flowing, indent);
    flowing.clear();
  };
  for (const std::string_view line : split(text, '\n')) {
    if (!line.empty() && line.front() != ' ') {
      flowing += (flowing.empty() ? "" : " ") + std::string(line);
      continue;
    }
    end_paragraph();
    if (line.empty()) gap();
    if (!line.empty()) text_ += std::string(indent, ' ') + std::string(line) + '\n';
  }
  end_paragraph();
}

void Page::row(std::string_view left, std::string_view right, std::size_t column) {
  column = std::min(column, std::max<std::size_t>(style_.width, 30) - 20);
  const std::size_t used = display_width(left);
  text_ += left;
  const bool fits = used + 2 <= column;
  if (right.empty() || !fits) text_ += '\n';
  if (right.empty()) return;
  std::size_t gap_before = fits ? column - used : column;
  const std::size_t room = std::max<std::size_t>(style_.width, column + 20) - column;
  for (const std::string& line : wrap(right, room)) {
    text_ += std::string(gap_before, ' ') + line + '\n';
    gap_before = column;
  }
}

namespace {

constexpr std::size_t command_column = 15;
constexpr std::size_t example_column = 46;
constexpr std::size_t option_column = 26;

constexpr Example weekly_examples[] = {
    {"okr init", "start a workspace in this folder"},
    {"okr checkin", "walk through this week's numbers"},
    {"okr checkin ship.users=131 fit.km=+12", "the same from arguments"},
    {"okr status", "every key result against its pace"},
    {"okr score --fail-under 0.7", "for CI: exit 1 below it"},
};

void add_examples(Page& page, std::span<const Example> examples) {
  page.heading("Examples");
  for (const Example& example : examples) page.row("  " + std::string(example.line), example.what, example_column);
}

std::string_view group_heading(Group group) {
  switch (group) {
    case Group::look: return "Look";
    case Group::write: return "Write";
    case Group::tidy: return "Keep tidy";
    case Group::more: return "More";
    case Group::plumbing: return "For programs";
  }
  return "";
}

std::string with_alias(const Command& command) {
  const std::string summary(command.summary);
  return command.alias.empty() ? summary : summary + " (short: " + std::string(command.alias) + ")";
}

void add_group(Page& page, CommandTable table, Group group) {
  bool first = true;
  for (const Command* command : table) {
    if (command->group != group || is_hidden(*command)) continue;
    if (first) page.heading(group_heading(group));
    first = false;
    page.row("  " + std::string(command->name), with_alias(*command), command_column);
  }
}

/// "export, schema, help" without a line each.
std::string names(CommandTable table, Group group) {
  std::vector<std::string_view> names;
  for (const Command* command : table)
    if (command->group == group) names.push_back(command->name);
  return join(names, ", ");
}

void add_opening(Page& page, CommandTable table) {
  page.text("okr - objectives, key results and KPIs in plain TOML, in your own git repository");
  add_examples(page, weekly_examples);
  for (const Group group : {Group::look, Group::write, Group::tidy}) add_group(page, table, group);
}

/// "[ID...]", "CYCLE": an argument as the usage shows it.
std::string usage_of(const ParameterDoc& argument) {
  std::string text(argument.metavar);
  if (argument.assigns && text.find('=') == std::string::npos) text += "=VALUE";
  if (argument.repeats) text += "...";
  return argument.required ? text : "[" + text + "]";
}

/// "-o, --output FILE": without a letter indented to stand below one.
std::string option_left(const Parameter& option) {
  const char letter = option.doc().letter;
  const std::string front = letter == '\0' ? "    " : std::string("-") + letter + ", ";
  const std::string value = option.value_name();
  return front + option.label() + (value.empty() ? "" : " " + value);
}

std::string option_help(const Parameter& option) {
  const ParameterDoc& doc = option.doc();
  std::string text(doc.help);
  if (!doc.choices.empty() && !doc.metavar.empty()) text += " (" + option.choice_words(", ") + ")";
  if (doc.repeats) text += "; may be repeated";
  if (!doc.goes_with.empty()) text += "; with " + join(doc.goes_with, ", ");
  return text;
}

void add_options(Page& page, const std::deque<Parameter>& options, std::string_view heading) {
  if (options.empty()) return;
  page.heading(heading);
  for (const Parameter& option : options) page.row("  " + option_left(option), option_help(option), option_column);
}

void add_arguments(Page& page, const Syntax& syntax) {
  if (syntax.arguments().empty()) return;
  page.heading("Arguments");
  for (const Parameter& argument : syntax.arguments()) {
    std::string help(argument.doc().help);
    if (!argument.doc().choices.empty()) help += ": " + argument.choice_words();
    page.row("  " + usage_of(argument.doc()), help, option_column);
  }
}

}  // namespace

std::string usage_line(const Command& command, const Syntax& syntax) {
  std::string line = "okr " + std::string(command.name);
  if (!syntax.options().empty()) line += " [OPTIONS]";
  for (const Parameter& argument : syntax.arguments()) line += " " + usage_of(argument.doc());
  return line;
}

std::string first_steps() { return std::string(draw::embedded_text("first-steps.txt")); }

std::string front_page(CommandTable table, const HelpStyle& style) {
  Page page(style);
  add_opening(page, table);
  page.heading(group_heading(Group::more));
  page.text(names(table, Group::more), 2);
  page.gap();
  page.text("okr COMMAND --help explains a command; okr help shows the rest; man okr tells it all.");
  return page.done();
}

std::string full_page(CommandTable table, const HelpStyle& style) {
  Page page(style);
  add_opening(page, table);
  add_group(page, table, Group::more);
  add_group(page, table, Group::plumbing);
  Globals globals;
  Syntax syntax;
  declare_globals(syntax, globals);
  add_options(page, syntax.options(), "Options of every command, before or after its name");
  page.heading("Topics");
  for (const Topic& topic : topics()) page.row("  okr help " + std::string(topic.name), topic.summary, option_column);
  page.gap();
  page.text("okr COMMAND --help explains a command; man okr tells it all.");
  return page.done();
}

std::string command_page(const Command& command, const HelpStyle& style) {
  const std::unique_ptr<Invocation> invocation = command.prepare();
  Page page(style);
  page.text("okr " + std::string(command.name) + " - " + with_alias(command));
  add_examples(page, command.examples);
  page.heading("Usage");
  page.text(usage_line(command, invocation->syntax()), 2);
  page.gap();
  page.text(description(command));
  add_arguments(page, invocation->syntax());
  add_options(page, invocation->syntax().options(), "Options");
  if (!command.exit_1.empty()) {
    page.heading("Exit code 1");
    page.text(command.exit_1, 2);
  }
  page.gap();
  page.text("Options of every command (--json, -C, -o, -n, ...): okr help");
  return page.done();
}

std::string version_page() {
  const std::string built_of = commit.empty() ? std::string() : fmt::format(" (commit {})", commit);
  return fmt::format(
      "okr {}{}\nfile format {}, json {}\n{}\nMIT licence; this program comes without any warranty; --licenses: those "
      "of "
      "its libraries\n",
      version, built_of, file_format, json_format, libraries);
}

std::string licenses_page() { return std::string(draw::third_party_notices()); }

// --- texts of commands and topics ------------------------------------------------------------------------------------

namespace {

constexpr GlossaryEntry codes[] = {
    {"0", "fine, also when there is nothing to show"},
    {"1", "the command worked and the answer is no: a gate, findings, a difference, a taken date; and only that"},
    {"2", "the command line: an unknown command, option, id or value, or a value that could not be asked for"},
    {"3", "the files: something in them is broken; what could be reported was"},
    {"4", "the environment: no workspace, something cannot be read or written, the disk is full"},
    {"70", "a bug of okr"},
    {"130", "interrupted"},
};

constexpr GlossaryEntry variables[] = {
    {"OKR_DIR", "the workspace, wherever the program is started, within another one too; -C goes before it"},
    {"OKR_TODAY", "the day to take for today, past or future, as 2026-08-17: the same report every time"},
    {"OKR_NOW", "the time of day that check-ins are stamped with, as 18:40"},
    {"OKR_ME", "who you are, before me of config.toml and git's user.name"},
    {"OKR_SOURCE", "the end of your check-ins' file names, before source of config.toml"},
    {"OKR_COLOR", "auto, always or never; --color wins"},
    {"OKR_GIT_COMMIT", "1 commits what is written, where there is a git repository; 0 does not"},
    {"CI",
     "set by services that run jobs: `ci` is the source where none is given, so that a job run again adds nothing"},
    {"OKR_CHARSET", "what the terminal can draw, utf-8 or ascii; asked before the locale"},
    {"LC_ALL, LC_CTYPE, LANG", "the first that is set decides whether Unicode characters are drawn"},
    {"NO_COLOR", "when set, no colour, unless color is set for okr"},
    {"CLICOLOR_FORCE, FORCE_COLOR", "when set and not 0, colour in pipes too"},
    {"TERM", "no colour, and lines are typed as the terminal takes them, when it is dumb or not set"},
    {"COLUMNS", "columns of a line"},
    {"ACCESSIBLE", "when set and not 0, the same as --plain"},
    {"OKR_PAGER, PAGER", "the program that shows long reports"},
    {"GIT_EDITOR, VISUAL, EDITOR",
     "the editor of okr edit and okr checkin -e, the first that is set; git's core.editor goes before the last two"},
    {"XDG_CONFIG_HOME", "the folder above okr/config.toml, else ~/.config"},
    {"XDG_STATE_HOME",
     "the folder above okr/, where what was not written and the last writes are kept, else ~/.local/state"},
};

constexpr GlossaryEntry places[] = {
    {"okr.toml", "settings; marks the root of a workspace"},
    {"CYCLE/cycle.toml", "a cycle with its objectives and key results"},
    {"CYCLE/checkins/", "one file a check-in"},
    {"CYCLE/reviews/", "reviews saved by okr review --write, for people; never read by okr"},
    {"kpi/", "one file or folder a KPI: its definition and its readings"},
    {"~/.config/okr/config.toml", "what belongs to a person: me, source, color, pager, git-commit, [pull]"},
    {"~/.local/state/okr/",
     "what was typed and not written (check-ins that were begun, texts of the editor, answers to okr close), and the "
     "last writes, for okr undo"},
};

constexpr Topic all_topics[] = {
    {"errors", "every code that okr check and the plan report"},
    {"exit-codes", "what a script may rely on"},
    {"environment", "variables that are read"},
    {"formats", "what a report can be written as"},
    {"dates", "how a day can be typed"},
    {"weekly", "a Monday's lines for shells, prompts and cron"},
    {"agents", "for a program that acts for a person: read, try, write, verify"},
    {"warehouse", "many teams: tables, a database, dashboards"},
    {"method", "what the numbers mean, in a minute"},
    {"progress", "from a reading to progress, score and verdict"},
    {"pace", "where it should be; status, due and stale"},
    {"forecasts", "where it ends, and the rate it needs"},
    {"kpis", "status, comparisons, natural limits, signals"},
    {"cycles", "which cycle, which day, changes, closing"},
    {"versions", "what stays as it is when okr is renewed"},
};

}  // namespace

Prose prose(std::string_view name) {
  Prose prose;
  std::string_view text = draw::embedded_text(name);
  if (text.ends_with("@\n")) {
    text.remove_suffix(2);
    const std::size_t mark = text.rfind('@');
    prose.placeholder = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string_view before;
  for (const std::string_view line : split(text, '\n')) {
    const bool flows = !line.empty() && line.front() != ' ' && !before.empty() && before.front() != ' ';
    if (!prose.text.empty()) prose.text += flows ? ' ' : '\n';
    prose.text += line;
    before = line;
  }
  return prose;
}

std::string description(const Command& command) {
  std::string text = prose("commands/" + std::string(command.name) + ".txt").text;
  constexpr std::string_view mark = "@around@";
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return text;
  std::string files;
  for (const std::string_view line : split(trim(reports::surroundings()), '\n'))
    files += (files.empty() ? "" : "\n") + std::string(line.empty() ? "" : "  ") + std::string(line);
  return text.replace(at, mark.size(), files);
}

Prose Topic::prose() const { return cli::prose("help/" + std::string(name) + ".txt"); }

std::span<const Topic> topics() { return all_topics; }
std::span<const GlossaryEntry> exit_codes() { return codes; }
std::span<const GlossaryEntry> environment_variables() { return variables; }
std::span<const GlossaryEntry> files() { return places; }

const Topic* find_topic(std::string_view name) {
  for (const Topic& topic : all_topics) {
    if (topic.name == name) return &topic;
  }
  return nullptr;
}

}  // namespace okr::cli
