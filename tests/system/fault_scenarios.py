# SPDX-License-Identifier: MIT
"""What tests/system/faults.py disturbs: a small workspace, a line for every command that writes, and the reports."""

import dataclasses
import pathlib
import subprocess

DAY = "2026-08-24"

FILES = {
    "okr.toml": "format = 1\n\n[check]\nprofile = \"personal\"\n",
    "2026-Q2/cycle.toml": "[cycle]\ntitle = \"Before\"\n\n[read]\ntitle = \"Read\"\n\n[read.books]\ntitle = \"Books\"\n"
                          "baseline = 0\ntarget = 6\n",
    "2026-Q2/checkins/2026-06-20-job.toml": "date = 2026-06-20\n\nread.books = 5\n",
    "2026-Q3/cycle.toml": "[cycle]\ntitle = \"Now\"\n\n[ship]\ntitle = \"Ship the tool\"\n\n[ship.users]\ntitle = \"Users\"\n"
                          "baseline = 0\ntarget = 400\n\n[ship.docs]\ntitle = \"Pages\"\nbaseline = 0\ntarget = 20\n\n"
                          "[fit]\ntitle = \"Run\"\n\n[fit.km]\ntitle = \"Kilometres\"\nkind = \"sum\"\ntarget = 300\n",
    "2026-Q3/checkins/2026-08-17-job.toml": "date = 2026-08-17\n\nship.users = 100\nship.docs = 4\n"
                                             "fit.km = 80\n",
    "kpi/visits.toml": "title = \"Visits\"\nwhat = \"Visits of the site\"\nevery = \"week\"\ntarget = 900\n"
                       "aggregate = \"last\"\n\n[readings]\n2026-W32 = 640\n2026-W33 = 700\n",
    "kpi/tea.toml": "title = \"Tea\"\nevery = \"day\"\naggregate = \"last\"\n\n[readings]\n2026-08-20 = 3\n",
}

# Beside the workspace: what commands are given.
BESIDE = {
    "visits.csv": "day,n\n2026-08-05,610\n2026-08-12,680\n2026-08-19,720\n",
    "okrs.md": "# Q4 2026\n\n## Grow\n\n- 0 -> 50 partners (3)\n- 0 -> 9 cities (1)\n",
    "base.toml": "title = \"Calls\"\n\n[readings]\n2026-08-01 = 1\n",
    "ours.toml": "title = \"Calls\"\n\n[readings]\n2026-08-01 = 1\n2026-08-02 = 2\n",
    "theirs.toml": "title = \"Calls\"\n\n[readings]\n2026-08-01 = 1\n2026-08-03 = 3\n",
    "home/.config/okr/config.toml": "me = \"ana\"\n\n[pull]\n\"ship.users\" = { run = [\"echo\", \"150\"] }\n",
}


@dataclasses.dataclass(frozen=True)
class Scenario:
    command: str
    words: tuple
    before: tuple = ()  # commands that prepare the place, undisturbed
    folder: str = "goals"
    git: bool = False  # in a repository, and all of it is committed
    again: bool = False  # the next writer is the same command once more: it finishes what was killed
    is_silent: bool = False  # an editor has written: okr does not say that it is written
    environment: tuple = ()

    @property
    def is_report(self):
        return self.command in ("export", "score")

    @property
    def label(self):
        return " ".join(("okr",) + self.words)


def writes(line, **rest):
    words = tuple(line.split())
    return Scenario(words[0], words, **rest)


TAKE_KEY_AWAY = ("sed", "-i", "s/^target = 400/tagret = 400/", "2026-Q3/cycle.toml")

WRITERS = [
    writes("checkin ship.users=150 fit.km=+12"),
    writes("checkin ship.users=150 --git-commit", git=True),
    writes("record visits=750"),
    writes("pull"),
    writes("import ../visits.csv --kpi visits --date day --value n --replace"),
    writes("import ../okrs.md"),
    writes("init new", folder=".", again=True),
    writes("init shown --example personal", folder=".", again=True),
    writes("init --git --hook", git=True, again=True),
    writes("new kr ship.speed --title Speed --target 5"),
    writes("new kpi walks --title Walks --every day"),
    writes("new cycle 2026-Q4 --from 2026-Q3"),
    writes("set ship.users.target=450 visits.target=950 --why slipped"),
    writes("edit ship.users", is_silent=True, environment=(("EDITOR", "sed -i s/Users/People/"),)),
    writes("rename ship vessel"),
    writes("rename kpi/visits calls"),
    writes("undo", before=(("okr", "set", "ship.users.target=450", "visits.target=950", "--why", "slipped"),)),
    writes("undo", before=(("okr", "new", "cycle", "2026-Q4", "--from", "2026-Q3"),)),
    writes("close 2026-Q2 --early"),
    writes("close 2026-Q3 --early --carry-to 2026-Q4"),
    writes("check --fix", before=(TAKE_KEY_AWAY,)),
    writes("kpi visits --write", before=(("okr", "set", "visits.target=9000", "--why", "more"),)),
    writes("review --write"),
    writes("schema --install"),
    writes("export tables -o ../tables", again=True),
    writes("export html -o ../site/", again=True),
    writes("export md -o ../goals.md", again=True),
    writes("merge-file ../base.toml ../ours.toml ../theirs.toml", again=True),
    writes("score -o ../score.txt", again=True),
    writes("score -o score.txt", again=True),
]

# Commands whose answer is read: by people, scripts and gates.
REPORTS = [writes(line) for line in (
    "status", "score", "score --json", "show ship", "show visits", "check", "check --json", "forecast", "next", "calibration",
    "kpi", "log", "review", "review --mid", "tree", "plot ship.users", "prompt", "config", "textconv kpi/visits.toml",
    "export md", "export openmetrics", "export ics", "export html", "export badge", "undo --list", "schema kpi",
    "__complete -- okr show ship.", "checkin -n ship.users=3", "export tables -n -o ../tables",
)] + [writes(line, git=True, before=(("okr", "set", "ship.users.target=450", "--why", "slipped"),))
      for line in ("diff", "log", "status", "check --since HEAD")]

# Neither write nor read a workspace.
OTHERS = {"explain", "completions", "help", "man"}


def prepare(place, scenario, okr):
    """Makes the place of a scenario; returns the environment of its commands."""
    for name, text in FILES.items():
        write(place / "goals" / name, text)
    for name, text in BESIDE.items():
        write(place / name, text)
    environment = environment_of(place, scenario)
    if scenario.git:
        run(place / "goals", environment, "git", "init", "-q", "-b", "main")
        run(place / "goals", environment, "git", "add", "-A")
        run(place / "goals", environment, "git", "commit", "-qm", "Begin")
    for words in scenario.before:
        run(place / scenario.folder, environment, *(str(okr) if word == "okr" else word for word in words))
    return environment


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def run(folder, environment, *words):
    subprocess.run(words, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)


def environment_of(place, scenario):
    home = str(pathlib.Path(place) / "home")
    environment = {"PATH": "/usr/bin:/bin", "HOME": home, "OKR_TODAY": DAY, "OKR_SOURCE": "job", "LC_ALL": "C.UTF-8",
                   "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.org",
                   "GIT_AUTHOR_DATE": "2026-08-20T12:00:00Z", "GIT_COMMITTER_DATE": "2026-08-20T12:00:00Z",
                   "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.org"}
    environment.update(scenario.environment)
    return environment
