// SPDX-License-Identifier: MIT
#include "cli/topics.hpp"

#include "draw/embedded.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {

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
    {"OKR_DIR", "the workspace, when the program is started elsewhere and there is no -C"},
    {"OKR_TODAY", "the day to take for today, as 2026-08-17: the same report every time"},
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

std::string description(const Command& command) { return prose("commands/" + std::string(command.name) + ".txt").text; }

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
