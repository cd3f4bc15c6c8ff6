#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the help, the manual and the READMEs name is there: every command, option, format, code, exit code and line to
type is tried, and numbers that they quote are those that the program uses.

    help.py OKR SOURCE
"""
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TODAY = "2026-08-17"
SCREEN = 40  # lines of a topic about numbers
NUMBER_TOPICS = ["method", "progress", "pace", "forecasts", "kpis", "cycles"]
PROSE = ["README.md", "examples/README.md", "CONTRIBUTING.md", "man/okr.1", "man/okr.5", "man/okr.5.in",
         "man/okr-tutorial.7"]
# What a first cut of columns is said to give, by the command.
# What every line of tsv and csv begins with, but of commands that speak of the program.
FIRST_COLUMNS, NO_RECORDS = ["cycle", "id", "title", "as_of"], ["config", "explain"]

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


class Okr:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        home = folder / "home"
        home.mkdir(exist_ok=True)
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(home), "OKR_TODAY": TODAY, "LC_ALL": "C.UTF-8",
                            "TZ": "UTC", "OKR_ME": "ana", "OKR_SOURCE": "ana-x1", "EDITOR": "true", "PAGER": "cat",
                            "COLUMNS": "80"}

    def run(self, *words, folder=None, stdin=""):
        done = subprocess.run([self.program, *words], cwd=folder or self.folder, env=self.environment, input=stdin,
                              capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def out(self, *words, folder=None):
        return self.run(*words, folder=folder)[1]


def options_in(page):
    """The options that a page of help declares: `  -C, --directory DIR     work as ...`."""
    found = {}
    for line in page.splitlines():
        match = re.match(r"  (?:(-\w), |    )(--[a-z][a-z0-9-]*)", line) or re.match(r"  (-\w)()(?: |$)", line)
        if match:
            for name in match.groups():
                if name:
                    found[name] = line
    return found


class Help:
    """All pages of help, and the options of each command."""

    def __init__(self, okr):
        self.front = okr.out("help")
        section, self.commands, self.topics, self.aliases = "", [], [], {}
        for line in self.front.splitlines():
            section = line if re.match(r"[A-Z]", line) else section
            if section in ("Look", "Write", "Keep tidy", "More", "For programs"):
                match = re.match(r"  ([a-z][a-z-]*) .*?(?:\(short: (\w+)\))?$", line)
                if match:
                    self.commands.append(match[1])
                    if match[2]:
                        self.aliases[match[2]] = match[1]
            if match := re.match(r"  okr help ([a-z-]+) ", line):
                if section == "Topics":
                    self.topics.append(match[1])
        self.globals = options_in(self.front)
        self.pages = {name: okr.out("help", name) for name in self.commands + self.topics}
        self.options = {name: options_in(self.pages[name]) for name in self.commands}

    def command(self, word):
        return self.aliases.get(word, word)

    def accepts(self, command, option):
        return option in self.globals or option in self.options[command] or option == "--help"


# --- lines to type ----------------------------------------------------------------------------------------------------

def first_command(line):
    """The words of the first `okr ...` of a line, without pipes, redirections, substitutions and remarks."""
    line = re.sub(r"^\s*\$ ", "", line)
    match = re.search(r"(?:^|[\s(|])((?:[A-Z_]+=\S+ )*)okr(?= |$)(.*)", line)
    if not match:
        return None
    rest = re.sub(r"^\s", " ", match[2])
    rest = re.split(r"\s{2,}\S|\s#|\s\||;\s|\s&&|\s>|\s2>|\)", " " + rest.strip(), maxsplit=1)[0]
    try:
        return shlex.split(rest)
    except ValueError:
        return None


def command_of(words, help_):
    """The command of words, behind options of every command and their values."""
    i = 0
    while i < len(words):
        word = words[i]
        if not word.startswith("-"):
            return help_.command(word)
        takes = help_.globals.get(word, "")
        i += 2 if "=" not in word and re.match(r"  (?:-\w, |    )--[a-z-]+ [A-Z]|.* (table|auto)\|", takes) else 1
    return "status"


def check_words(where, words, help_):
    command = command_of(words, help_)
    if command not in help_.commands:
        return fault(where, f"there is no command '{command}'")
    for i, word in enumerate(words):
        if word == "--":
            break
        if re.match(r"--[a-z]", word):
            option = word.split("=")[0]
            if not help_.accepts(command, option):
                fault(where, f"okr {command} has no option {option}")
            if option == "--format" and i + 1 < len(words):
                value = words[i + 1]
                line = help_.options[command].get("--format", help_.globals["--format"])
                if value not in re.findall(r"[a-z]+", line.split("  ")[-1]) and value not in line and \
                        value not in help_.globals["--format"]:
                    fault(where, f"okr {command} has no format {value}")
        elif re.fullmatch(r"-[A-Za-z]", word) and not help_.accepts(command, word):
            fault(where, f"okr {command} has no option {word}")


def mdoc_plain(text):
    """Manual source as a reader sees it, near enough: macros that name options and commands become words."""
    lines = []
    for line in text.splitlines():
        if line.startswith("."):
            line = re.sub(r"^\.(?:It )?", "", line)
            line = re.sub(r"\bFl \\-", "--", line).replace("Fl ", "-")
            line = re.sub(r"\b(Cm|Ic|Ar|Pa|Li|Ev|Xr|Op|Em|Nm|Sh|Ss|Dq)\b ?", "", line)
        lines.append(line.replace("\\-", "-").replace("\\(ti", "~").replace("\\&", ""))
    return "\n".join(lines)


def lines_to_type(name, text):
    """(line number, line): shell blocks of Markdown, displays and examples of the manual, examples of the help."""
    fenced = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            fenced = None if fenced is not None else line[3:].strip()
            continue
        for quoted in re.findall(r"`(okr [^`]+)`", line):
            yield number, quoted
        if name.endswith(".md"):
            if fenced == "console" and line.startswith("$ "):
                yield number, line
            elif fenced in ("sh", "yaml") and re.match(r"\s*okr\b", line):
                yield number, line
        elif re.match(r"(?:\$ |  )?(?:[A-Z_]+=\S+ )*okr(?: -| [a-z])", line):
            yield number, line


def check_lines(texts, help_):
    count = 0
    for name, text in texts.items():
        for number, line in lines_to_type(name, text):
            words = first_command(line)
            # No line to type: "okr status - the board" above a page, prose that begins with the program's name.
            if words is None or words[:1] == ["-"] or words[1:2] == ["-"] or (not line.startswith(("$ ", "  ")) and words and re.search(r"[.,:]$", line)):
                continue
            count += 1
            check_words(f"{name}:{number}", words, help_)
    return count


# --- options and formats that are named -------------------------------------------------------------------------------

def check_named_options(texts, help_):
    every = set(help_.globals) | {option for options in help_.options.values() for option in options} | {"--help"}
    of_others = {"--prefix", "--preset", "--build", "--target", "--update", "--cached", "--forecasts", "--tool", "--short",
                 "--no-textconv"}
    for name, text in texts.items():
        command = name if name in help_.commands else None
        for match in re.finditer(r"(?<![\w-])--[a-z][a-z0-9-]*[a-z0-9]", text):
            # The command may be named in the same sentence.
            option, before = match[0], " ".join(text[max(0, match.start() - 90):match.start()].split())
            other = re.findall(r"okr ([a-z][a-z-]*)", re.split(r"[.;:] ", before)[-1])
            if option in of_others:
                continue
            if other and help_.command(other[-1]) in help_.commands:
                known = help_.accepts(help_.command(other[-1]), option) or (command and help_.accepts(command, option))
            elif command:
                known = help_.accepts(command, option)
            else:
                known = option in every
            if not known:
                fault(name, f"{option} is no option" + (f" of okr {other[-1] if other else command}" if command or other else ""))


def check_format(okr, name, words, folder):
    code, out, errors = okr.run(*words, "--format", name, folder=folder)
    where = f"okr {' '.join(words)} --format {name}"
    if code not in (0, 1, 3) or not out.strip():
        return fault(where, f"exit {code}, {errors.strip()}")
    if name == "json":
        try:
            report = json.loads(out)
            missing = [key for key in ("format_version", "command", "as_of") if key not in report]
            if missing and words[0] not in ("check", "explain", "config"):
                fault(where, f"no {', '.join(missing)}")
        except ValueError as error:
            fault(where, str(error))
    if name in ("tsv", "csv"):
        mark = "\t" if name == "tsv" else ","
        if not re.fullmatch(rf"[a-z0-9_]+(?:{mark}[a-z0-9_]+)+", out.splitlines()[0]):
            fault(where, f"no header line: {out.splitlines()[0]}")
        elif words[0] not in NO_RECORDS and out.splitlines()[0].split(mark)[:4] != FIRST_COLUMNS:
            fault(where, f"does not begin with {', '.join(FIRST_COLUMNS)}: {out.splitlines()[0]}")
    if name == "html" and not (out.startswith("<!DOCTYPE html>") and "<script" not in out):
        fault(where, "no page without scripts")
    if name == "svg" and not out.startswith("<svg"):
        fault(where, "no picture")


def check_formats(okr, help_, texts, folder):
    named = re.findall(r"^  (\w+) +\S", help_.pages["formats"].split("\nJSON begins")[0], re.M)
    declared = re.search(r"--format (\S+)", help_.globals["--format"])[1].split("|")
    if sorted(named) != sorted(declared):
        fault("okr help formats", f"names {named}, --format takes {declared}")
    reports = [["status"], ["status", "--due"], ["show", "ship.users"], ["show", "sleep"], ["show", "ship.users", "--why"],
               ["show", "ship", "--sentence"], ["show", "2026-Q3"], ["score", "--by", "team"], ["score", "--total"],
               ["log", "--all"], ["diff"], ["diff", "--stat"], ["diff", "--goalposts"],
               ["score"], ["score", "--last", "2"], ["forecast"], ["next"], ["calibration"], ["kpi"], ["log"], ["review"],
               ["review", "--mid"], ["review", "--final"], ["review", "--plan", "2026-Q4"], ["tree"],
               ["plot", "ship.users"], ["config"], ["explain", "E103"]]
    for words in reports:
        for name in declared:
            check_format(okr, name, words, folder)
        if words[0] not in NO_RECORDS:
            check_columns(okr, help_, words, folder)
    look = re.search(r"\nLook\n(.*?)\n\n", help_.front, re.S)[1]
    for command in re.findall(r"^  ([a-z]+) ", look, re.M):
        if command not in [words[0] for words in reports]:
            fault("help.py", f"okr {command} reports: name it among the reports")
    first = re.search(r"row: .*\n((?:  \w+ .*\n|    .*\n)*)", help_.pages["formats"])
    if not first or re.findall(r"^  (\w+) ", first[1], re.M) != FIRST_COLUMNS:
        fault("okr help formats", f"does not name the first columns: {', '.join(FIRST_COLUMNS)}")
    own = re.search(r"^ +--format (\S+)", okr.out("check", "--help"), re.M)[1].split("|")
    said = re.search(r"okr\s+check\s+has\s+its\s+own:\s+(.*?)\.", help_.pages["formats"], re.S)
    if not said or not set(own) <= set(re.findall(r"\w+", said[1])):
        fault("okr help formats", f"names not all that okr check --format takes: {own}")
    for command, name in [("log", "jsonl"), ("plot", "svg")] + [("check", name) for name in own]:
        if name != "github":  # says nothing where nothing is found
            check_format(okr, name, [command] + (["ship.users"] if command == "plot" else []), folder)


def check_columns(okr, help_, words, folder):
    """Every column is described where the help says that it is: among the keys, or by its name in the text."""
    header = okr.out(*words, "--format", "tsv", folder=folder).splitlines()[0].split("\t")
    text, keys = help_.pages["formats"].split("row: ", 1)
    for column in header:
        if not re.search(rf"^  {column} ", keys, re.M) and not re.search(rf"\b{column}\b", text):
            fault("okr help formats", f"does not describe the column {column} of okr {' '.join(words)}")


def check_files_of_manual(okr, source, work):
    """The files that okr(5) shows are one workspace, and nothing in it is an error."""
    text = (source / "man/okr.5.in").read_text()
    blocks = re.findall(r"^\.Bd -literal -offset indent\n(.*?)^\.Ed", text, re.M | re.S)
    names = {"format = 1": "okr.toml", "[cycle]": "2026-Q3/cycle.toml", 'title = "Resting': "kpi/resting-hr.toml",
             "date = ": "2026-Q3/checkins/2026-08-10-ana-x1.toml"}
    folder = work / "files"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026/cycle.toml").write_text("[cycle]\n")  # the page names it, and shows nothing of it
    for begin, name in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(next(block for block in blocks if block.startswith(begin)))
    for found in json.loads(okr.run("check", "--json", folder=folder)[1])["findings"]:
        if found["severity"] == "error":
            fault("okr(5)", f"an example is in error: {found['code']} {found['message']}")


# --- codes, exit codes, numbers ---------------------------------------------------------------------------------------

def check_codes(okr, texts):
    codes = set()
    for name, text in texts.items():
        for code in re.findall(r"\b[EWI]\d{3}\b", text):
            codes.add(code)
            if okr.run("explain", code)[0] != 0:
                fault(name, f"okr explain does not know {code}")
    for code in re.findall(r"^([EWI]\d{3})", okr.out("help", "errors"), re.M):
        codes.add(code)
        exit_code, out, _ = okr.run("explain", code)
        if exit_code != 0 or not out.startswith(code):
            fault("okr help errors", f"{code} is not explained")
    return len(codes)


def check_exit_codes(okr, help_, folder, broken, nowhere):
    tried = {"0": okr.run("status", folder=folder)[0], "1": okr.run("score", "--fail-under", "1", folder=folder)[0],
             "2": okr.run("nonsense", folder=folder)[0], "3": okr.run("status", folder=broken)[0],
             "4": okr.run("status", folder=nowhere)[0]}
    named = re.findall(r"^  (\d+) ", help_.pages["exit-codes"], re.M)
    for code, happened in tried.items():
        if code not in named or str(happened) != code:
            fault("okr help exit-codes", f"{code} was {happened}")
    if set(named) - set(tried) != {"70", "130"}:
        fault("okr help exit-codes", f"names {named}")


def check_numbers(okr, help_, folder):
    """Defaults that the pages quote."""
    settings = {one["key"]: one["value"] for one in json.loads(okr.out("config", "--json", folder=folder))["settings"]}
    score = settings["scoring.aspirational-target"]
    low, high = settings["scoring.bands"]
    on_track, behind = settings["scoring.on-track-gap"], settings["scoring.behind-gap"]
    quoted = {"pace": [f"within {on_track:.2f}", f"within {behind:.2f}", f"times {score:.2f}"],
              "status": [f"{on_track:.2f} apart", f"{behind:.2f} is behind"],
              "method": [f"{score:.2f} is success", "more than 0.80"],
              "score": [f"{score:.2f} (the mark"],
              "progress": [f"success from {high:.2f}", f"short from {low:.2f}", "too safe above 0.80"]}
    if "scoring.limit-points" in settings:
        points = settings["scoring.limit-points"]
        quoted["kpis"] = [f"fewer than {points} are trial", f"first {points} stay"]
        quoted["kpi"] = [f"fewer than {points} give trial limits"]
    for page, sentences in quoted.items():
        flowing = " ".join(help_.pages[page].split())
        for sentence in sentences:
            if sentence not in flowing:
                fault(f"okr help {page}", f"does not say '{sentence}'")
    why = okr.out("show", "2026-Q2/usable.testers", "--why", folder=folder)
    if not re.search(r"too-safe +0\.8 ", why):
        fault("okr show --why", "too safe does not begin at 0.80")


def check_screens(okr, help_):
    for topic in NUMBER_TOPICS:
        lines = help_.pages[topic].splitlines()
        if len(lines) > SCREEN:
            fault(f"okr help {topic}", f"{len(lines)} lines are more than a screen")
        wide = [line for line in lines if len(line) > 80]
        for line in wide:
            fault(f"okr help {topic}", f"wider than a screen: {line}")


# --- examples that are typed ------------------------------------------------------------------------------------------

def run_lines(okr, texts, help_, examples):
    """Lines that only look are typed as they stand, in the workspace they name or in the personal one."""
    looks = set(re.findall(r"^  ([a-z]+) ", re.search(r"\nLook\n(.*?)\n\n", help_.front, re.S)[1], re.M))
    looks |= {"check", "explain", "config", "help", "schema", "completions", "prompt"}
    count = 0
    for name, text in texts.items():
        if name.endswith("tutorial.7") or name in ("README.md", "CONTRIBUTING.md"):
            continue  # transcripts run them
        for number, line in lines_to_type(name, text):
            words = first_command(line)
            if not words or words[1:2] == ["-"] or len(words) < 2 and words[0] == "explain" or re.search(r"[.:,]$", line) or "$" in " ".join(words) or command_of(words, help_) not in looks:
                continue
            if re.search(r"[A-Z]{2}|--write|--install|-o\b|~|-$", " ".join(w for w in words if not re.match(r"\d{4}|[EWI]\d|FY", w))):
                continue
            folder = examples.parent if "-C" in words else examples / "personal"
            code, _, errors = okr.run(*words, folder=folder)
            count += 1
            if code not in (0, 1):
                fault(f"{name}:{number}", f"okr {' '.join(words)} ends with {code}: {errors.strip()}")
    return count


def check_changes(okr, help_, folder):
    """What `okr set --help` shows is taken where its record exists."""
    tried = 0
    for number, line in lines_to_type("set", help_.pages["set"]):
        words = first_command(line)
        if not words or words[0] != "set" or "=" not in " ".join(words) or words[1].startswith("["):
            continue
        code, _, errors = okr.run(*words, "-n", folder=folder)
        tried += code == 0
        if code != 0 and "no objective, key result, KPI or cycle" not in errors:
            fault(f"okr set --help:{number}", f"okr {' '.join(words)} ends with {code}: {errors.strip()}")
    if tried < 3:
        fault("help.py", f"only {tried} examples of okr set name records of the example")


def make_history(folder):
    """Five commits on main since July: where something may be staged, and compared."""
    dated = {**os.environ, "GIT_AUTHOR_DATE": "2026-07-01T12:00:00", "GIT_COMMITTER_DATE": "2026-07-01T12:00:00"}
    git = ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    commit = [*git, "commit", "--quiet", "--allow-empty", "--message", "A week"]
    for words in [git + ["init", "--quiet"], git + ["symbolic-ref", "HEAD", "refs/heads/main"], git + ["add", "."],
                  *[commit] * 5]:
        subprocess.run(words, cwd=folder, env=dated, check=True)


def main():
    program, source = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    work = Path(tempfile.mkdtemp(prefix="okr-help-"))
    shutil.copytree(source / "examples", work / "examples")
    make_history(work)
    personal = work / "examples" / "personal"
    for folder in ("broken/2026-Q3", "nowhere"):
        (work / folder).mkdir(parents=True)
    (work / "broken/okr.toml").write_text("format = 1\n")
    (work / "broken/2026-Q3/cycle.toml").write_text("[a]\ntitle = \n")
    okr = Okr(str(program), work)
    help_ = Help(okr)
    texts = dict(help_.pages)
    texts["okr help"] = help_.front
    for name in PROSE:
        text = (source / name).read_text()
        texts[name] = mdoc_plain(text) if re.search(r"\.\d(\.in)?$", name) else text

    lines = check_lines(texts, help_)
    check_named_options(texts, help_)
    check_formats(okr, help_, texts, personal)
    check_files_of_manual(okr, source, work)
    check_changes(okr, help_, personal)
    codes = check_codes(okr, texts)
    check_exit_codes(okr, help_, personal, work / "broken", work / "nowhere")
    check_numbers(okr, help_, personal)
    check_screens(okr, help_)
    typed = run_lines(okr, texts, help_, work / "examples")
    if lines < 200 or typed < 60 or codes < 25 or len(help_.commands) < 20:
        fault("help.py", f"found too little to check: {lines} lines, {typed} typed, {codes} codes, "
                         f"{len(help_.commands)} commands")
    for one in faults:
        print(one)
    if faults:
        print(f"{len(faults)} claims that do not hold; the folder is {work}")
        return 1
    shutil.rmtree(work)
    print(f"{lines} lines to type, {typed} typed, {codes} codes, {len(help_.commands)} commands: all hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
