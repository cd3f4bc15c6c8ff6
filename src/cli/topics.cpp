// SPDX-License-Identifier: MIT
#include "cli/topics.hpp"

namespace okr::cli {

namespace {

constexpr Meaning codes[] = {
    {"0", "fine, also when there is nothing to show"},
    {"1", "the command worked and the answer is no: a gate, findings, a difference, a taken date; and only that"},
    {"2", "the command line: an unknown command, option, id or value, or a value that could not be asked for"},
    {"3", "the files: something in them is broken; what could be reported was"},
    {"4", "the environment: no workspace, something cannot be read or written, the disk is full"},
    {"70", "a bug of okr"},
    {"130", "interrupted"},
};

constexpr Meaning variables[] = {
    {"OKR_DIR", "the workspace, when the program is started elsewhere and there is no -C"},
    {"OKR_TODAY", "the day to take for today, as 2026-08-17: the same report every time"},
    {"OKR_NOW", "the time of day that check-ins are stamped with, as 18:40"},
    {"OKR_ME", "who you are, before me of config.toml and git's user.name"},
    {"OKR_SOURCE", "the end of your check-ins' file names, before source of config.toml"},
    {"OKR_COLOR", "auto, always or never; --color wins"},
    {"OKR_GIT_COMMIT", "1 commits each check-in, 0 does not"},
    {"OKR_CHARSET", "what the terminal can draw, utf-8 or ascii; asked before the locale"},
    {"LC_ALL, LC_CTYPE, LANG", "the first that is set decides whether Unicode characters are drawn"},
    {"NO_COLOR", "when set, no colour, unless color is set for okr"},
    {"CLICOLOR_FORCE, FORCE_COLOR", "when set and not 0, colour in pipes too"},
    {"TERM", "no colour when it is dumb or not set"},
    {"COLUMNS", "columns of a line"},
    {"ACCESSIBLE", "when set and not 0, the same as --plain"},
    {"OKR_PAGER, PAGER", "the program that shows long reports"},
    {"VISUAL, EDITOR", "the editor of okr edit and okr checkin -e"},
    {"XDG_CONFIG_HOME", "the folder above okr/config.toml, else ~/.config"},
    {"XDG_STATE_HOME", "the folder above okr/, where check-ins that were begun are kept, else ~/.local/state"},
};

constexpr Meaning places[] = {
    {"okr.toml", "settings; marks the root of a workspace"},
    {"CYCLE/cycle.toml", "a cycle with its objectives and key results"},
    {"CYCLE/checkins/", "one file a check-in"},
    {"CYCLE/reviews/", "reviews saved by okr review --write, for people; never read by okr"},
    {"kpi/", "one file or folder a KPI: its definition and its readings"},
    {"~/.config/okr/config.toml", "what belongs to a person: me, source, color, pager, git-commit"},
    {"~/.local/state/okr/", "check-ins that were begun: drafts of the dialogue, texts of the editor"},
};

constexpr std::string_view formats_text =
    "Every command that reports takes --format:\n"
    "\n"
    "  table  for people, as wide as the terminal (the default); may change\n"
    "  tsv    a header line, tabs, ISO dates, a point in numbers; never cut\n"
    "  csv    the same with commas; cells that a spreadsheet would run are defused\n"
    "  json   for programs: --json is the same\n"
    "  md     Markdown\n"
    "  html   one page without scripts, charts as SVG\n"
    "\n"
    "JSON begins with format_version, command and as_of. The version is \"1.0\": a higher second number adds keys, "
    "which a "
    "reader should ignore; a higher first number breaks. Keys are snake_case. Every record has its id (ship, "
    "ship.users). "
    "Numbers are unrounded (progress, score, expected, forecast, p_target, p_70, p_commit, p_stretch) and stand beside "
    "those that are shown; null means that there is none.\n"
    "\n"
    "  okr status --json | jq -r '.. | objects | select(.status == \"behind\") | .id'\n"
    "  okr status --format tsv | cut -f1,4\n"
    "\n"
    "okr help formats lists every key of the reports: a type with ? may be null, with [] it is a list. "
    "Scores are always 0 to 1, whatever scale people see.\n"
    "\n"
    "okr check has formats of its own: human, json, sarif, junit, github, gitlab. -o FILE writes any of them to a "
    "file.";

constexpr std::string_view dates_text =
    "A day can be typed as\n"
    "\n"
    "  2026-08-17          the day itself\n"
    "  today, yesterday\n"
    "  -3d, -2w            three days ago, two weeks ago\n"
    "  mon ... sun         the last one, today included\n"
    "  2026-W33            the Sunday of that week\n"
    "  eow eom eoq eoy     the end of this week, month, quarter or year\n"
    "\n"
    "There is no time of day, and both ends belong to a period. Today is the local date; OKR_TODAY sets it. --as-of "
    "DATE "
    "shows everything as it was on that day, and when something is written it stands for today. A reading from the "
    "future is refused.\n"
    "\n"
    "Periods are named 2026, 2026-H2, 2026-Q3, 2026-08, 2026-W33. fiscal-year-start in okr.toml moves quarters, halves "
    "and years: with 4, 2026-Q1 is April to June 2026.\n"
    "\n"
    "Without a cycle, the shortest one in force is meant. One that is over stays in force until it is closed, a cycle "
    "of "
    "its length runs, or half its own length has passed since its last day: early in October it is the quarter that "
    "ended in September, and once the next one runs, that. Drafts never count. Where none is in force it is the one "
    "that "
    "started last, which is said.\n"
    "\n"
    "  current             that cycle\n"
    "  previous            the one that ended last, closed or not: on 1 October the quarter before, always\n"
    "  next                the one that begins next; to plan or to carry to, the one behind the cycle at hand\n"
    "\n"
    "These three words stand for the id of a cycle wherever one is taken (okr score previous, --cycle current, "
    "previous/ship.users), and no cycle can be called so.";

constexpr std::string_view method_text =
    "A key result goes from a baseline to a target by the end of its cycle. Its progress is the share of that way that "
    "is done; its score is the same, held between 0 and 1. Its pace is the progress that the plan expects by today; a "
    "status says how far apart the two are: ahead, on track, behind, at risk.\n"
    "\n"
    "An aspirational objective is meant to be out of reach: about 0.7 is success, 1.0 means that it was too safe. A "
    "committed one is met or missed. The two are never averaged together.\n"
    "\n"
    "KPIs run on while cycles come and go. A KPI has a target or a range, and natural limits from its own past: what "
    "lies within them is routine variation, and only what does not is a signal. A KPI that needs to move becomes an "
    "objective.\n"
    "\n"
    "Confidence, 1 to 10, is what a person believes; the forecast is what the readings say. Both are shown, and "
    "okr calibration compares them with what happened.\n"
    "\n"
    "  okr show ID --why    how every number of ID came about\n"
    "\n"
    "A mid-cycle review gives each key result a word to talk about. With two readings and more it follows the chance of "
    "success, of the target for a promise or beside a stretch, else of 0.7 of the way: keep from 70 % on; decide below "
    "30 % when it is behind, escalate when it is a promise; raise? for an aspirational one from 90 % on when more than "
    "0.80 is ahead; watch for all between. Without a forecast the status says it: keep while on track, watch behind, "
    "decide or escalate at risk and without data.\n"
    "\n"
    "okr help weekly says what to type when.";

constexpr std::string_view weekly_text =
    "Once a week: okr checkin asks about what is due, one line each, then okr shows the board and okr "
    "review the page to talk about. Anything that runs commands can remind you.\n"
    "\n"
    "Where okr finds your goals from every folder, in ~/.profile:\n"
    "\n"
    "  export OKR_DIR=~/goals\n"
    "\n"
    "A word when a shell starts and something is due, in ~/.bashrc, ~/.zshrc or config.fish:\n"
    "\n"
    "  okr status --due -q || echo 'okr: a check-in is due'\n"
    "\n"
    "A token in the prompt, as long as something is due: okr:3, or okr:3! when something is stale; okr:1 close 2026-Q3 "
    "when a cycle is over and not closed.\n"
    "\n"
    "  bash  PROMPT_COMMAND='okr_due=$(okr prompt)'; PS1='${okr_due:+$okr_due }'$PS1\n"
    "  zsh   precmd() { psvar=(\"$(okr prompt)\") }; PROMPT='%(1V.%1v .)'$PROMPT\n"
    "  fish  function fish_right_prompt; okr prompt; end\n"
    "\n"
    "A mail on Monday at eight when something is due, and the numbers a script knows, by cron (crontab -e):\n"
    "\n"
    "  0 8 * * 1  due=$(okr -C ~/goals status --due) || echo \"$due\"\n"
    "  0 7 * * 1  okr -C ~/goals checkin users=$(count-users) --source cron\n"
    "\n"
    "The second line may run twice: the same said again by the same source on the same day is unchanged.\n"
    "\n"
    "In the middle of a cycle: okr review --mid. At its end: okr review --final, okr review --plan NEXT, "
    "okr close CYCLE --carry-to NEXT.";

constexpr Topic all_topics[] = {
    {"errors", "every code that okr check reports", ""},
    {"exit-codes", "what a script may rely on", ""},
    {"environment", "variables that are read", ""},
    {"formats", "table, tsv, csv, json, md, html", formats_text},
    {"dates", "how a day can be typed", dates_text},
    {"weekly", "a Monday's lines for shells, prompts and cron", weekly_text},
    {"method", "progress, scores, pace, KPIs in a minute", method_text},
};

}  // namespace

std::span<const Topic> topics() { return all_topics; }
std::span<const Meaning> exit_codes() { return codes; }
std::span<const Meaning> environment_variables() { return variables; }
std::span<const Meaning> files() { return places; }

const Topic* find_topic(std::string_view name) {
  for (const Topic& topic : all_topics) {
    if (topic.name == name) return &topic;
  }
  return nullptr;
}

}  // namespace okr::cli
