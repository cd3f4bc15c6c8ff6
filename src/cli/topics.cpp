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
    "okr plot also draws svg, one picture. okr check has two formats of its own, human and json. -o FILE writes "
    "any of them to a file. What is no report (schemas, completions, help, the prompt's token) has one form.\n"
    "\n"
    "JSON begins with format_version, command and as_of. The version is \"1.0\": a higher second number adds "
    "keys, which a reader should ignore; a higher first number breaks. Keys are snake_case. Every objective, "
    "key result and KPI bears its id (ship, ship.users). Numbers are unrounded (progress, score, expected, "
    "forecast, p_target, p_70, p_commit, p_stretch) and stand beside those that are shown; null means that "
    "there is none. Scores are always 0 to 1, whatever scale people see.\n"
    "\n"
    "  okr status --json | jq -r '.. | objects | select(.status == \"behind\") | .id'\n"
    "  okr status --format tsv | head -1\n"
    "\n"
    "The columns of tsv and csv are named in their first line: choose by name, not by number. okr help formats "
    "lists every key of the JSON reports: a type with ? may be null, with [] it is a list. okr schema --report "
    "COMMAND says the same as a JSON Schema.";

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
    "For a day that is still to come (due, start, end) weekdays are the coming ones, and tomorrow and +2w can "
    "be said as well.\n"
    "\n"
    "There is no time of day, and both ends belong to a period. Today is the local date; OKR_TODAY sets it. "
    "--as-of DATE shows everything as it was on that day, and when something is written it stands for today. A "
    "reading from the future is refused.\n"
    "\n"
    "Periods are named 2026, 2026-H2, 2026-Q3, 2026-08, 2026-W33. fiscal-year-start in okr.toml moves quarters, "
    "halves and years: with 4, 2026-Q1 is April to June 2026. Years are named by their first day, or, with "
    "fiscal-year-name = \"end\", by their last: with 10 and \"end\", 2026-Q1 is October to December 2025. Months "
    "and weeks are always those of the calendar.\n"
    "\n"
    "A value that is named by a period (2026-07 = 50) counts from the last day of that period on, also where it "
    "is said to be final: a report of an earlier day does not know it.\n"
    "\n"
    "current, previous and next stand for the id of a cycle: okr help cycles.";

constexpr std::string_view method_text =
    "What the numbers on the screens mean, in plain words; a screen long each:\n"
    "\n"
    "  okr help progress    from a reading to progress, score and verdict\n"
    "  okr help pace        where it should be today; status, due and stale\n"
    "  okr help forecasts   where it ends, how sure that is, the rate it needs\n"
    "  okr help kpis        status, comparisons, natural limits and signals\n"
    "  okr help cycles      which cycle, which day, what may change, closing\n"
    "  okr show ID --why    how every number of ID came about, line by line\n"
    "\n"
    "A key result goes from a baseline to a target by the end of its cycle. Its progress is the share of that "
    "way that is done; its score is the same, held between 0 and 1. Its pace is the progress that the plan "
    "expects by today; a status says how far apart the two are: ahead, on track, behind, at risk.\n"
    "\n"
    "An aspirational objective is meant to be out of reach: 0.70 is success, more than 0.80 was too safe. A "
    "committed one is met or missed. Each has a mean of its own, because 0.70 is good for one and bad for the "
    "other; only the score over all (all, --total, --fail-under) is a mean of both.\n"
    "\n"
    "KPIs run on while cycles come and go. A KPI has a target or a range, and natural limits from its own past: "
    "what lies within them is routine variation, and only what does not is a signal. A KPI that needs to move "
    "becomes an objective.\n"
    "\n"
    "Confidence, 1 to 10, is what a person believes; the forecast is what the readings say. Both are shown, "
    "neither changes the other, and okr calibration compares them with what happened.";

constexpr std::string_view progress_text =
    "Progress, in percent, is what has been done of the way.\n"
    "\n"
    "  number, sum  (now - baseline) / (target - baseline), up or down; it may pass\n"
    "               100 % or fall below 0. Now is the last reading, the best or the\n"
    "               mean (take); of a sum the baseline and all amounts\n"
    "  hold         the periods in which the bound was kept, of those that were due\n"
    "               (3/7); as many missed ones as misses says cost nothing\n"
    "  percent, grade  as stated; done: 0 or 100 %; measure: 100 % once measured\n"
    "  milestones   the weight of the steps done, of all steps\n"
    "\n"
    "A hold's periods are days, weeks from Monday, months, and so on, cut to its own days. One that is cut "
    "short counts only with a reading in it; of sums and counts only once it is decided. A whole one without a "
    "reading is missed, unless all its days are away. A sum is missed the moment it passes max, and met the "
    "moment it reaches min, as long as no amount is negative.\n"
    "\n"
    "The score is the progress between 0 and 1; beside a stretch the commit value scores 0.3, the target 0.7 "
    "and the stretch 1, with straight lines between. It is shown with two decimals, and 1.00 only when all is "
    "reached. Equal to a bound is within it, unless strict is said; the ninth digit makes no difference.\n"
    "\n"
    "An objective's score is the weighted mean of its key results, of the objectives aligned to it, or of both "
    "(roll-up). A key result without a reading counts 0; a hold of which nothing was due is left out, and so is "
    "what was cancelled or deferred. Drafts never count. A record with an error is n/a, and so is what stands "
    "above it.\n"
    "\n"
    "A cycle's score is the weighted mean of its objectives that have no parent in it. PLANNED (as planned) is "
    "the score by the first targets and weights, with what was cancelled or deferred.\n"
    "\n"
    "The verdict comes with the end. Committed: met when every key result that counts reached its target, else "
    "missed. All others by the score shown: too safe above 0.80, success from 0.70, short from 0.40, else far "
    "short.";

constexpr std::string_view pace_text =
    "Where a key result should be today (the mark in the bar) is the share of its days that have passed, from 0 "
    "on the first to 1 on the last. For an aspirational goal without a stretch it is that times 0.70, since "
    "0.70 is where it is meant to end. Its own start and due count, a plan and dated steps go before.\n"
    "\n"
    "  ahead        0.10 of the way or more beyond that\n"
    "  on track     within 0.10\n"
    "  behind       within 0.25\n"
    "  at risk      farther behind\n"
    "  achieved     reached; it may fall back, and is asked of again, unless it is\n"
    "               a best value, steps, done, measured, or a sum that only grows\n"
    "  no data      no reading yet, and one was due\n"
    "\n"
    "A hold is on track, behind or at risk as its last judged period was kept, was missed within the margin, or "
    "was missed. More misses than are allowed make it at risk for good. Done and grades follow the stated "
    "confidence (7 and more on track, 4 to 6 behind, less at risk); past their due day they are overdue, and at "
    "risk.\n"
    "\n"
    "A committed objective has the status of its worst key result; it cannot end MET once a key result has "
    "ended missed or a hold is lost. Any other has the status of the mean gap of what is paced; beside it stand "
    "those that differ (ahead, 1 behind).\n"
    "\n"
    "A value is due from the check-in day on, or a cadence after the last one, and stale when more than two "
    "cadences have passed. Ages are plain days; days that okr.toml calls away are taken off before something is "
    "called due or stale, and then that is said. A KPI that feeds a key result lends it its age.\n"
    "\n"
    "What began in a running cycle (start) is paced from that day. A draft is not paced, not due and not "
    "counted.";

constexpr std::string_view forecasts_text =
    "A forecast asks: if it goes on as it went, where is it on the last day? It says\n"
    "\n"
    "  ENDS         the last value, and the drift believed for the days that are left\n"
    "  80 % WITHIN  where four of five such ends lie\n"
    "  P(400) 2 %   the chance that it ends at 400 or beyond, 1 % to 99 %\n"
    "  likely       from 70 % on; toss-up; unlikely below 30 %: of 0.7 of the way for\n"
    "               an aspirational goal without a stretch, else of the target\n"
    "  early        after one reading only\n"
    "\n"
    "The drift believed lies between the rate so far and what is believed without readings: half the rate that "
    "is needed (a sum: eight tenths of it), give or take three quarters. The more days the readings cover and "
    "the steadier they are, the more they weigh. One large step is not believed at once; a jump can lower the "
    "chance, since it makes the future less sure.\n"
    "\n"
    "A WEEK SO FAR is the way from the start to the last reading. NEEDED is what is missing, over the days from "
    "today to the last. ELSE ON is the day of arrival at the drift believed. A forecast is as of its last "
    "reading; when that is stale the day is said, and there is no arrival. For a best value the chance is that "
    "it is reached on any day; a value that cannot go on is at its floor or ceiling.\n"
    "\n"
    "Holds have no end value: from six periods on their natural limits tell whether they are kept by more than "
    "luck. For what is done or graded the stated confidence stands: 6 of 10 is a chance of 60 %.\n"
    "\n"
    "An objective is expected to end at the weighted mean of its key results' scores there, with today's where "
    "there is no forecast. Chances are never multiplied: key results hang together.";

constexpr std::string_view kpis_text =
    "LAST is the last complete period: its readings by aggregate (last, sum, mean, ...). A period is complete "
    "when it is over, or when its reading is final. The running one is marked * and never judged. \"2 of 3\" says "
    "that readings are missing. A formula is computed on the values of the periods, and runs as long as a sum "
    "or count in it does.\n"
    "\n"
    "  STATUS    green meets the target or the range; amber lies within warn or\n"
    "            margin; red is beyond. Each period by the target of its time\n"
    "            ([targets]); no target and no data are words of their own\n"
    "  BEFORE    the change against the period before; of percents in points (pp)\n"
    "  SIGNAL    routine, or more than chance: improvement, concern, change\n"
    "\n"
    "Natural limits are the mean of the KPI's own past and 2.66 times its mean step from one period to the "
    "next, up and down. It takes 6 points; limits of fewer than 20 are trial, then those of the first 20 stay. "
    "Beyond a limit, three of four nearer to a limit than to the mean, or eight in a row on one side of the "
    "mean is a signal. Where neighbours are alike the limits are wider and only a point beyond them is one.\n"
    "\n"
    "What grows all the time is said to be trending when it still does, else to have moved to a new level: "
    "signal = \"change\" looks at the steps instead, and rebase = [DATE] begins anew. \"Consistently meets\" says "
    "that the target lies outside the limits on the good side, \"hit or miss\" between them.\n"
    "\n"
    "One complete period without a reading is due, two are stale (after lag-days). A period of which every day "
    "is away is not expected.\n"
    "\n"
    "A key result with a kpi takes a point a period from the readings between its start and the end of its "
    "cycle; of sums and counts only whole periods that are over. A level read on the last day of a quarter is "
    "that quarter's, and never the next one's.";

constexpr std::string_view cycles_text =
    "The current cycle is the shortest that contains today or is still in force. One that is over stays in "
    "force until it is closed, one of the same length runs, or half its own length has passed. Drafts are never "
    "current. Where none is, the latest stands in, and that is said.\n"
    "\n"
    "  current, previous, next   in place of an id: okr score previous\n"
    "  2026-Q3/ship.users        a record of a certain cycle\n"
    "  --cycle ID, --as-of DATE  another cycle, another day\n"
    "\n"
    "previous is the cycle that ended last, closed or not. A reading goes to the cycle that owns its id; in one "
    "that is over it is dated to its last day, unless --date says otherwise. A check-in counts from the start "
    "of its key result to the last day of the cycle, and the grace-days behind it. Several check-ins of one day "
    "stand in the order of their time, then of their source; the last one counts, and the amounts of a sum all "
    "do.\n"
    "\n"
    "A report of a day knows what was known then: later readings, check-ins, changes and targets are not there. "
    "A target that moves in a running cycle is kept with its day and reason (okr set --why), and the score as "
    "planned keeps the first one. One definition judges all readings of a number; each period of a hold is "
    "judged by the bound that stood on its last day.\n"
    "\n"
    "okr close keeps the final numbers in [result]: no later rule, reading or change moves them, and W230 tells "
    "of a definition that was changed afterwards. A past quarter may be nothing but its [result]; what it does "
    "not keep is not known and not guessed.\n"
    "\n"
    "A level has one reading a day. Of a sum, a count, a mean, a median, a least or greatest value a day may "
    "have several, as a list: 2026-07-05 = [3.5, 3.5, 4].";

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
    {"errors", "every code that okr check and the plan report", ""},
    {"exit-codes", "what a script may rely on", ""},
    {"environment", "variables that are read", ""},
    {"formats", "what a report can be written as", formats_text},
    {"dates", "how a day can be typed", dates_text},
    {"weekly", "a Monday's lines for shells, prompts and cron", weekly_text},
    {"method", "what the numbers mean, in a minute", method_text},
    {"progress", "from a reading to progress, score and verdict", progress_text},
    {"pace", "where it should be; status, due and stale", pace_text},
    {"forecasts", "where it ends, and the rate it needs", forecasts_text},
    {"kpis", "status, comparisons, natural limits, signals", kpis_text},
    {"cycles", "which cycle, which day, changes, closing", cycles_text},
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
