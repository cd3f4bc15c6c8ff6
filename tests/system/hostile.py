#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A table of hostile files and arguments over the whole program: every screen in every format, every command and option.

Usage: hostile.py OKR EXAMPLES [CASE...]
Whatever stands in a workspace, okr ends by itself with a code that the manual names, within seconds; nothing on a screen
steers a terminal, a spreadsheet, a browser, a renderer of Markdown or a runner; no number is inf or nan; no file outside of
the workspace is read.
"""
import contextlib
import csv
import html.parser
import io
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree
from concurrent.futures import ThreadPoolExecutor

import runner

ESCAPE = "\x1b]8;;http://evil.example\x1b\\\x1b[2J\x07\x9b31m\x7f"  # titles, links and colours of a terminal
BIDI = "a\u202eb\u2066c\u200fd\u061c"  # what turns the order of letters around
ENDINGS = (0, 1, 2, 3, 4)
DAYS = ("2026-08-17", "0001-01-01", "9999-12-31")

SCREENS = [
    ["status"], ["status", "--due"], ["status", "--titles"], ["status", "--by", "owner"], ["score"], ["score", "--by", "team"],
    ["score", "--forecast"], ["score", "--last", "3"], ["forecast"], ["next"], ["calibration"], ["kpi"], ["kpi", "k"],
    ["tree"], ["log"], ["log", "--all"], ["review"], ["review", "--mid"], ["review", "--final"],
    ["review", "--plan", "2027-Q1"], ["show", "a"], ["show", "a.n"], ["show", "a.n", "--why"], ["show", "k"],
    ["show", "2026-Q3"], ["plot", "a.n"], ["plot", "k"], ["plot", "--heat"], ["check"], ["config"],
]
FORMATS = ["table", "tsv", "csv", "json", "md", "html"]
DRESSES = [["--plain"], ["--ascii", "--width", "40"], ["--utf8", "--width", "200", "--color", "always"]]
EXPORTS = ["badge", "html", "ics", "md", "openmetrics", "tables"]

failures = []


class Answer:
    def __init__(self, words, code, out, err):
        self.words, self.code, self.out, self.err = words, code, out, err

    def fail(self, what, shown=""):
        failures.append(f"{what}: okr {' '.join(map(ascii, self.words))}  {ascii(shown)[:160]}")


def small():
    """Seconds of work that a run may take, whatever else the machine does: the signal that ends it then is a failure."""
    resource.setrlimit(resource.RLIMIT_CPU, (30, 30))


def run(okr, folder, words, variables=None):
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TZ": "UTC", "OKR_ME": "ana",
                   "OKR_TODAY": DAYS[0], "OKR_SOURCE": "ana", "CI": "true", **(variables or {})}
    try:
        done = subprocess.run([okr, *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=120, preexec_fn=small)
    except subprocess.TimeoutExpired:
        answer = Answer(words, -1, "", "")
        answer.fail("never ends")
        return answer
    answer = Answer(words, done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
    if answer.code not in ENDINGS:
        answer.fail(f"ends with {answer.code}", answer.err)
    return answer


# --- what no output may hold --------------------------------------------------------------------------------------------

COLOUR = re.compile("\x1b\\[[0-9;]*m")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NO_NUMBER = re.compile(r"(?<![\w./-])[-+]?(?:inf|nan|infinity)(?![\w./-])", re.IGNORECASE)


def check_letters(answer, text, is_patch=False):
    """What a terminal may show, and a mail program or an editor. A patch keeps the bytes of its file."""
    plain = COLOUR.sub("", text).replace("\r\n", "\n")
    if found := CONTROL.search(plain):
        answer.fail("a control character", plain[max(0, found.start() - 30):found.end() + 30])
    if not is_patch and (found := TURNING.search(plain)):
        answer.fail("a bidirectional control", plain[max(0, found.start() - 30):found.end() + 30])
    return plain


def check_screen(answer, text, is_patch=False):
    plain = check_letters(answer, text, is_patch)
    said = re.sub(r"^ *\d* \|.*$|'[^']*'|<!--.*?-->", "", plain, flags=re.MULTILINE)  # what stands in a file, as it stands there
    if found := NO_NUMBER.search(said):
        answer.fail("inf or nan", said[max(0, found.start() - 60):found.end() + 30])


class Page(html.parser.HTMLParser):
    """What a browser would run or fetch."""

    def __init__(self):
        super().__init__()
        self.bad = []

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "embed", "img", "base", "form", "link"):
            self.bad.append(tag)
        for name, value in attributes:
            if name.startswith("on") or re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                self.bad.append(f"{name}={value}")

    handle_startendtag = handle_starttag


def check_page(answer, text):
    page = Page()
    page.feed(text)
    if page.bad:
        answer.fail("a page runs something", str(page.bad))


def is_number(text):
    return re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?%?", text) is not None


def check_sheet(answer, text):
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number(cell):
                answer.fail("a cell that a spreadsheet runs", cell)


def check_markdown(answer, text):
    """Neither HTML nor a link to what a browser runs: behind a backslash or in a code span they are letters."""
    letters = re.sub(r"<!--.*?--!?>", "", re.sub(r"(`+).*?\1", "", re.sub(r"\\.", "", text)), flags=re.DOTALL)
    if re.search(r"<\s*/?\s*(script|img|iframe|svg|a)\b|\]\(\s*(javascript|data):", letters, re.IGNORECASE):
        answer.fail("Markdown that runs", letters)


def check_json(answer, text):
    def refuse(word):
        answer.fail("JSON with", word)

    for line in [text] if not text.startswith("{\"event") else text.splitlines():
        try:
            json.loads(line, parse_constant=refuse)
        except ValueError as error:
            answer.fail("no JSON", str(error))
            return


def check_svg(answer, text):
    try:
        root = xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        answer.fail("no XML", str(error))
        return
    for element in root.iter():
        if element.tag.endswith(("script", "foreignObject", "image")) or any(name.startswith("on") for name in element.attrib):
            answer.fail("SVG that runs", element.tag)


CHECKS = {"csv": check_sheet, "json": check_json, "md": check_markdown, "html": check_page, "svg": check_svg}


def check(answer, kind):
    if kind == "svg" and answer.out.startswith("{"):  # what shields.io reads
        kind = "json"
    check_screen(answer, answer.err)
    (check_letters if kind == "file" else check_screen)(answer, answer.out)
    if answer.out and kind in CHECKS and answer.code in (0, 1):
        CHECKS[kind](answer, answer.out)


# --- all that shows a workspace -----------------------------------------------------------------------------------------


def screens():
    for words in SCREENS:
        for kind in FORMATS:
            yield [*words, "--format", kind], kind
        for dress in DRESSES:
            yield [*words, *dress], "plain"
    for what in ("a.n", "k"):
        yield ["plot", what, "--format", "svg"], "svg"
    yield ["check", "--format", "github"], "commands"
    yield ["export", "openmetrics"], "text"
    yield ["export", "ics"], "text"
    yield ["export", "badge"], "svg"
    yield ["export", "md", "-o", "-"], "md"
    yield ["textconv", "2026-Q3/cycle.toml"], "file"


def look(okr, folder, days=DAYS[:1], quick=False):
    """Every screen in every format, on these days; the files of every export too."""
    todo = [(["--as-of", day, *words], kind) for day in days for words, kind in screens() if not quick or kind == "table"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: run(okr, folder, one[0]), todo))
    for answer, (_, kind) in zip(answers, todo):
        check(answer, kind)
    if not quick:
        for what in EXPORTS:
            look_at_export(okr, folder, what)
    return answers


def look_at_export(okr, folder, what):
    with tempfile.TemporaryDirectory() as to:
        run(okr, folder, ["export", what, "-o", f"{to}/out"])
        for path in pathlib.Path(to).rglob("*"):
            if not path.is_file():
                continue
            kind = path.suffix.lstrip(".") or {"badge": "svg", "html": "html"}.get(what, "text")
            answer = Answer(["export", what, path.name], 0, path.read_text("utf-8", "replace"), "")
            check(answer, kind)


def every_option(okr):
    """Each command with each option that takes a word."""
    names = subprocess.run([okr, "help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  ([a-z-]+) {2,}\S", names, re.MULTILINE)
    for command in commands:
        shown = subprocess.run([okr, command, "--help"], capture_output=True, text=True, check=True).stdout
        yield command, re.findall(r"^ +(?:-\w, )?(--[a-z-]+) [A-Z][A-Z=|]*", shown, re.MULTILINE)


# --- worlds --------------------------------------------------------------------------------------------------------------


def quoted(text):
    return json.dumps(text)


def lines_of_note(text):
    return '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '\n"""'


def world(folder, title="A title", note="a note", unit="users", values=(0, 400, 131), owner="ana", day="2026-08-10"):
    """A workspace that says these words wherever words may stand."""
    root = pathlib.Path(folder)
    for name in ("2026-Q3/checkins", "kpi"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "okr.toml").write_text(f"format = 1\n[workspace]\ntitle = {quoted(title)}\nowner = {quoted(owner)}\n")
    baseline, target, value = values
    (root / "2026-Q3/cycle.toml").write_text(f"""[cycle]
title = {quoted(title)}
[a]
title = {quoted(title)}
why = {lines_of_note(note)}
owner = {quoted(owner)}
team = {quoted(owner)}
tags = ["t"]
[a.n]
title = {quoted(title)}
baseline = {baseline}
target = {target}
unit = {quoted(unit)}
[a.m]
title = {quoted(title)}
kind = "milestones"
steps = [{quoted(title)}, "other"]
[a.k]
title = {quoted(title)}
kpi = "k"
baseline = {baseline}
target = {target}
""")
    (root / f"2026-Q3/checkins/{day}-ana.toml").write_text(f"""date = {day}
by = {quoted(owner)}
note = {lines_of_note(note)}
wins = [{quoted(title)}]
blockers = [{quoted(title)}]
a.n = {{ value = {value}, confidence = 5, note = {lines_of_note(note) if chr(10) not in note else quoted(note)} }}
""")
    (root / "kpi/k.toml").write_text(f"""title = {quoted(title)}
unit = {quoted(unit)}
every = "month"
good = "up"
target = {target}
[readings]
2026-06-10 = {baseline}
2026-07-10 = {{ value = {value}, note = {quoted(note)} }}
2026-08-10 = {value}
""")
    return root


# --- the table ------------------------------------------------------------------------------------------------------------


def arguments(okr, examples, folder):
    """Escape sequences and bidirectional controls typed anywhere are shown, never sent."""
    shutil.copytree(pathlib.Path(examples) / "personal", folder, dirs_exist_ok=True)
    payload = ESCAPE.replace("\x9b", "\u009b") + BIDI
    words = [[payload], ["--cycle", payload, "status"], ["--as-of", payload, "status"], ["--format", payload, "status"],
             ["-C", payload, "status"], ["-o", f"no/{payload}", "status"], ["--width", payload, "status"],
             ["--" + payload, "status"]]
    for command, options in every_option(okr):
        words += [[command, payload], [command, f"{payload}=1"], [command, f"ship={payload}"], [command, f"--{payload}"],
                  [command, "a", payload, payload]]
        words += [[command, option, payload] for option in options]
    todo = [one + ["--no-input", "-n"] if one[0] in WRITERS else one for one in words]
    variables = [{name: payload} for name in ("OKR_DIR", "OKR_TODAY", "OKR_NOW", "OKR_ME", "OKR_SOURCE", "EDITOR", "COLUMNS",
                                              "OKR_CONFIG", "HOME", "XDG_CONFIG_HOME", "LC_ALL", "TERM", "NO_COLOR")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: run(okr, folder, one), todo))
        for command in ("status", "checkin", "config", "log"):
            answers += pool.map(lambda one, c=command: run(okr, folder, [c], one), variables)
    for answer in answers:
        check_screen(answer, answer.out, is_patch="-n" in answer.words)
        check_screen(answer, answer.err)
    assert len(answers) > 290, len(answers)


WRITERS = {"checkin", "record", "pull", "import", "init", "new", "set", "edit", "rename", "undo", "close"}


def titles_that_steer(okr, examples, folder):
    """A title with a control character is an error of the file; the screens show what stands there without obeying it."""
    world(folder, title=ESCAPE.replace("\x9b", "\u009b"), note=ESCAPE.replace("\x9b", "\u009b"))
    look(okr, folder)


def words_that_turn(okr, examples, folder):
    world(folder, title=BIDI, note=BIDI, unit=BIDI, owner=BIDI)
    look(okr, folder)


def formulas(okr, examples, folder):
    """No cell of a sheet begins as a formula."""
    for payload in ("=cmd|' /C calc'!A0", "+1+cmd()", "-2+3", "@SUM(A1)", "\t=1"):
        world(folder, title=payload.strip("\t"), note=payload, unit=payload.strip("\t"), owner=payload.strip("\t"))
        for kind in ("csv", "tsv", "json"):
            for words in SCREENS:
                answer = run(okr, folder, [*words, "--format", kind])
                check(answer, kind)
        look_at_export(okr, folder, "tables")


def markup(okr, examples, folder):
    """HTML, SVG and Markdown in titles, notes, units and names are letters."""
    payload = "\"><script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))<svg/onload=alert(1)> `x` | y ]]> --> --!>"
    world(folder, title=payload, note=payload + "\n</style><script>alert(2)</script>\n\n# heading\n```", unit="<b>", owner=payload)
    look(okr, folder)


def workflow_commands(okr, examples, folder):
    """On a runner no line of a report is a command of it; those of --format github are only findings."""
    payload = "x\n::error title=pwned::y\n##[set-output name=a]b\n::add-mask::z\n"
    world(folder, title="::error::pwned", note=payload, owner="::stop-commands::x")
    (pathlib.Path(folder) / "2026-Q3/other.toml").write_text('["::error::pwned\\n::set-env name=A::b"]\ntitle = 3\n')
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(folder)}
    for words, kind in screens():
        answer = run(okr, folder, words, variables)
        commands = [line for line in runner.commands_in(answer.out + "\n" + answer.err) if "pwned" in line or "set-env" in line
                    or "add-mask" in line or "set-output" in line]
        commands = [line for line in commands if kind != "commands" or not re.match(r"::(error|warning|notice) file=", line)]
        if commands and kind in ("table", "plain", "commands", "md"):
            answer.fail("a command of a runner", str(commands))
    for argument in ("::error::pwned", "a\n::error::pwned"):
        for command, _ in every_option(okr):
            answer = run(okr, folder, [command, argument] + (["-n", "--no-input"] if command in WRITERS else []), variables)
            if [line for line in runner.commands_in(answer.out + "\n" + answer.err) if "pwned" in line]:
                answer.fail("a command of a runner", answer.err)


def links_out(okr, examples, folder):
    """Nothing outside of the workspace is read or written, by a link, by `../`, by an absolute path."""
    secret = pathlib.Path(folder) / "secret.toml"
    secret.write_text('title = "SECRET"\n[readings]\n2026-08-01 = 777\n')
    (pathlib.Path(folder) / "secret.csv").write_text("date,value\n2026-08-01,777\nSECRET,1\n")
    root = world(pathlib.Path(folder) / "inside")
    (root / "kpi/link.toml").symlink_to(secret)
    (root / "2026-Q3/link.toml").symlink_to(secret)
    (root / "2026-Q3/checkins/2026-08-11-link.toml").symlink_to(secret)
    (root / "2026-Q4").symlink_to(folder)
    for index, path in enumerate(("../secret.csv", "kpi/../../secret.csv", str(secret.with_suffix(".csv")), "link.csv")):
        (root / f"kpi/v{index}.toml").write_text(
            f'title = "V"\nunit = "x"\nvalues = {quoted(path)}\ndate-column = "date"\nvalue-column = "value"\n')
    (root / "kpi/link.csv").symlink_to(secret.with_suffix(".csv"))
    (root / "link.csv").symlink_to(secret.with_suffix(".csv"))
    for answer in look(okr, root):
        if "SECRET" in answer.out + answer.err or "777" in answer.out:
            answer.fail("a file outside is read", answer.out + answer.err)
    before = secret.read_bytes()
    for words in (["record", "link=5"], ["set", "kpi/link", "target=3"], ["check", "--fix"], ["rename", "link", "other"]):
        run(okr, root, words)
    if secret.read_bytes() != before:
        failures.append("a file outside is written")


def files_that_are_none(okr, examples, folder):
    """FIFOs, devices, sockets and folders in the place of files end at once with a word."""
    for index, place in enumerate(("okr.toml", "2026-Q3/cycle.toml", "2026-Q3/checkins/2026-08-11-x.toml", "kpi/z.toml")):
        for kind in ("fifo", "zero", "folder", "loop", "random"):
            root = world(pathlib.Path(folder) / f"{index}{kind}")
            path = root / place
            path.unlink(missing_ok=True)
            make_odd(path, kind)
            for words in (["status"], ["check"], ["score", "--json"], ["log", "--all"], ["kpi"], ["export", "openmetrics"],
                          ["checkin", "a.n=5", "--no-input"], ["set", "a.n", "target=5"], ["record", "k=4"]):
                answer = run(okr, root, words)
                check_screen(answer, answer.err)
    root = world(pathlib.Path(folder) / "values")
    os.mkfifo(root / "kpi/v.csv")
    (root / "kpi/v.toml").write_text(
        'title = "V"\nunit = "x"\nvalues = "v.csv"\ndate-column = "date"\nvalue-column = "value"\n')
    look(okr, root, quick=True)


def make_odd(path, kind):
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path.name)
    else:
        path.symlink_to("/dev/zero" if kind == "zero" else "/dev/urandom")


def sparse_files(okr, examples, folder):
    """Ten gigabytes of nothing are refused by their size, unread."""
    for index, place in enumerate(("okr.toml", "2026-Q3/cycle.toml", "2026-Q3/checkins/2026-08-11-x.toml", "kpi/z.toml")):
        root = world(pathlib.Path(folder) / str(index))
        with open(root / place, "ab") as file:
            file.truncate(10 << 30)
        for words in (["status"], ["check"], ["log", "--all"], ["kpi"], ["checkin", "a.n=5", "--no-input"]):
            answer = run(okr, root, words)
            if place == "okr.toml" and answer.code == 0:
                answer.fail("does not say that the file is too large")


def many_files(okr, examples, folder):
    """100 000 files in a folder are read or refused with a word, in a time that grows with them."""
    root = world(folder)
    for number in range(100_001):
        os.mknod(root / f"2026-Q3/checkins/x{number}.txt")
    for words in (["status"], ["check"]):
        check(run(okr, root, words), "table")
    shutil.rmtree(root / "2026-Q3/checkins")


def long_title(okr, examples, folder):
    """A title of 1 MiB, in one word and in many: each screen takes a second or two."""
    for title in ("x" * (1 << 20), "word " * (200 << 10) + "end"):
        world(folder, title=title)
        for words in (["status"], ["show", "a.n"], ["review"], ["check"], ["tree"], ["score", "--json"], ["status", "--width", "30"],
                      ["export", "md", "-o", "-"], ["set", "a.n", "target=5"], ["checkin", "a.n=5", "--no-input"]):
            check(run(okr, folder, words), "table")


def ends_of_numbers(okr, examples, folder):
    """The largest and the smallest that a file can say: no screen shows inf or nan."""
    for values in (("-1e15", "1e15", "1e15"), ("1.7976931348623157e308", "-1.7976931348623157e308", "1e308"),
                   ("5e-324", "1e-300", "-5e-324"), ("0", "1e-12", "1e15"), ("inf", "nan", "-inf"),
                   ("9223372036854775807", "-9223372036854775808", "9007199254740993"), ("1e15", "999999999999999.9", "-1e15")):
        world(folder, values=values)
        look(okr, folder)


def ends_of_time(okr, examples, folder):
    """The years 1 and 9999: in the files, and as the day of every screen."""
    root = world(folder)
    for name, start, end in (("first", "0001-01-01", "0001-03-31"), ("last", "9999-10-01", "9999-12-31"),
                             ("whole", "0001-01-01", "9999-12-31")):
        (root / name / "checkins").mkdir(parents=True, exist_ok=True)
        (root / name / "cycle.toml").write_text(
            f'[cycle]\nstart = {start}\nend = {end}\n[a]\ntitle = "T"\n[a.n]\ntitle = "N"\nbaseline = 0\ntarget = 4\n'
            f'[a.h]\ntitle = "H"\nkind = "hold"\nlimit = "<= 4"\nevery = "week"\n')
        (root / name / f"checkins/{end}-ana.toml").write_text(f"date = {end}\na.n = 3\na.h = 2\n")
        (root / name / f"checkins/{start}-ana.toml").write_text(f"date = {start}\na.n = 1\na.h = 2\n")
    (root / "kpi/k.toml").write_text('title = "K"\nunit = "x"\nevery = "day"\n[readings]\n0001-01-01 = 1\n9999-12-31 = 2\n')
    (root / "kpi/w.toml").write_text('title = "W"\nunit = "x"\nevery = "week"\n[readings]\n9999-W51 = 1\n9999-W52 = 2\n')
    look(okr, root, DAYS, quick=True)
    for typed in ("9999-W52", "+9999w", "-9999w", "0000-01-01", "eoy"):
        for day in DAYS:
            answer = run(okr, root, ["status", "--as-of", typed], {"OKR_TODAY": day})
            if re.search(r"\b\d{5}-\d\d-\d\d\b|(?<!\d)-\d{1,4}-\d\d-\d\d", answer.out + answer.err):
                answer.fail("a day that no file could hold", answer.out + answer.err)


def settings_above(okr, examples, folder):
    """An okr.toml of somebody else in a folder above is not obeyed unread: what is wrong in it is said, nothing runs."""
    above = pathlib.Path(folder)
    mark = above / "ran"
    hostile = (f'format = 1\n[workspace]\ntitle = {quoted(ESCAPE.replace(chr(0x9b), ""))}\n[pull]\nx = "touch {mark}"\n'
               f'[workspace.editor]\ncommand = "touch {mark}"\n')
    for text in (hostile, "format = 99\n", "[", "\0" * 1000, "a = " + "[" * 100_000, "format = 1\n" + "[a]\n" * 2):
        (above / "okr.toml").write_text(text)
        inside = above / "deep/er"
        inside.mkdir(parents=True, exist_ok=True)
        for words, kind in list(screens())[::7] + [(["checkin", "--no-input"], "table"), (["prompt"], "table")]:
            answer = run(okr, inside, words)
            check(answer, kind)
    if mark.exists():
        failures.append("a file above ran a program")


# Of folders and files: what a terminal, a page, a sheet, a runner, git or a shell could take for something else.
NAMES = [ESCAPE.replace("/", ""), BIDI, "a\n::error::pwned\n##[set-output name=a]b", "::error::pwned", "<img src=x onerror=alert(1)>]]>-->",
         "a\"b'c`d\\e", "-rf", "--output=ran", ":(glob)**", ":!x", b"\xff\xfe\x9b31m", " a  b ", "x" * 255,
         "$(touch ran);touch ran|`touch ran`&", "=cmd|' C'!A0", "*"]


def named_world(folder, name):
    """A workspace in a folder of that name, with a cycle, a KPI, a check-in and a definition of the name as well."""
    short = os.fsencode(name)[:240]
    root = world(os.path.join(folder, os.fsdecode(name)))
    files = {b"kpi/%s.toml": 'title = "K"\ntarget = "4"\n', b"2026-Q3/%s.toml": '[b]\ntitel = "B"\n[b.k]\ntitle = "K"\ntarget = 3\n',
             b"2026-Q3/checkins/%s.toml": "date = 2026-08-10\na.n = 9\na.x = 3\n", b"kpi/v/%s.toml": "[",
             b"%s/cycle.toml": '[cycle]\nstart = 2026-07-01\nend = 2026-09-30\n[c]\ntitle = "C"\n[c.k]\ntitle = "K"\ntarget = 3\n', b"%s.csv": "id,value\na.n,7\n"}
    for place, text in files.items():
        path = root / os.fsdecode(place % short)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (root / "kpi/w.toml").write_text(f'title = "W"\nvalues = "{os.fsencode(name).hex()}.csv"\ndate-column = "date"\nvalue-column = "value"\n')
    (root / "stray.txt").write_text("of somebody else\n")
    return root, os.fsdecode(short)


def git(root, *words):
    return subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words], cwd=root, check=True, capture_output=True).stdout


def named_commands(name):
    """What prints or writes a path: with the kind of what comes out."""
    for words, kind in [*screens()][:: 9]:
        yield words, kind
    for kind in ("table", "json", "github", "gitlab", "sarif"):
        yield ["check", "--format", kind], {"github": "commands", "gitlab": "json", "sarif": "json"}.get(kind, kind)
    for words in (["config"], ["log", "--all"], ["diff", "HEAD"], ["diff", "--goalposts"], ["schema", "--install"], ["completion", "bash"],
                  ["completion", "zsh"], ["completion", "fish"], ["prompt"], ["check", "--staged"], ["check", f"2026-Q3/{name}.toml"],
                  ["textconv", f"{name}.csv"], ["import", f"{name}.csv"], ["import", f"{name}.md", "-n"], ["checkin", "--from", f"{name}.csv"],
                  ["check", "--fix", "-n"], ["edit", f"2026-Q3/{name}.toml"], ["init", name], ["init"], ["-C", name, "status"],
                  ["new", "cycle", name], ["new", "kpi", name, "--title", "T"], ["new", "objective", "T", "--id", name], ["rename", "a", name],
                  ["export", "html", "-o", name + "x"], ["export", "md", "-o", name[:200] + "/y"], ["show", name], ["--cycle", name, "status"],
                  ["complete", "3", "okr", "show", name], ["merge-file", f"{name}.csv", f"{name}.csv", f"{name}.csv"], ["close", name, "--no-input"]):
        yield words, "table"
    for words in (["checkin", "a.n=5", "--no-input"], ["set", "a.n", "target=5", "--why", "x"], ["set", "a.n.target=6", "--why", "x"], ["record", "k=4"],
                  ["new", "cycle", "2026-Q4"], ["undo"], ["checkin", "c.k=2", "--no-input"], ["rename", "a", "z"], ["close", "--early", "--no-input"]):
        yield [*words, "--git-commit"], "table"


def names_of_files(okr, examples, folder):
    """What is shown of a path steers nothing, and git is handed it as it is: no other file is committed, no program runs."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda one: look_at_name(okr, pathlib.Path(folder) / str(one[0]), one[1]), enumerate(NAMES)))


def look_at_name(okr, above, name):
    root, short = named_world(above, name)
    git(root, "init", "-q", ".")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    (root / "stray.txt").write_text("changed by somebody else\n")
    (root / "ran.txt").write_text("new of somebody else\n")
    variables = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(root), "EDITOR": "true", "XDG_STATE_HOME": str(above / "state"),
                 "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}
    for words, kind in named_commands(short):
        check_path(run(okr, root, words, variables), kind)
        if "--git-commit" not in words and words[0] in WRITERS | {"export", "schema"}:
            git(root, "checkout", "-q", "--", ":(exclude)stray.txt")
    for words in (["status"], ["check"], ["check", "--format", "github"], ["export", "html", "-o", "-"], ["check", "--format", "sarif"]):
        check_path(run(okr, above, words, {**variables, "OKR_DIR": os.fsdecode(name)}), "commands" if "github" in words else "table")
    look_at_export(okr, root, "html")
    look_at_export(okr, root, "tables")
    if git(root, "log", "--format=%s", "--", ":(literal)stray.txt") != b"Begin\n" or git(root, "log", "--", ":(literal)ran.txt"):
        failures.append(f"another file is committed: {name!r}")
    if list(above.rglob("ran")):
        failures.append(f"a program ran: {name!r}")


def check_path(answer, kind):
    check(answer, kind)
    obeyed = [line for line in runner.commands_in(answer.out + "\n" + answer.err)
              if kind != "commands" or not re.match(r"::(error|warning|notice) (title|file)=", line)]
    if [line for line in obeyed if "pwned" in line or "set-output" in line]:
        answer.fail("a command of a runner", str(obeyed))


CASES = [arguments, titles_that_steer, words_that_turn, formulas, markup, workflow_commands, links_out, files_that_are_none,
         sparse_files, many_files, long_title, ends_of_numbers, ends_of_time, settings_above, names_of_files]


def main():
    okr, examples, *wanted = sys.argv[1:]
    okr, examples = os.path.abspath(okr), os.path.abspath(examples)
    for case in CASES:
        if wanted and case.__name__ not in wanted:
            continue
        before, begun = len(failures), time.monotonic()
        with tempfile.TemporaryDirectory(prefix="okr-hostile-") as folder, contextlib.chdir(folder):
            case(okr, examples, pathlib.Path(folder))
        found = failures[before:]
        print(f"{'FAILED' if found else 'ok'}  {case.__name__}  {time.monotonic() - begun:.1f} s", flush=True)
        for line in found[:20]:
            print(f"    {line}")
        if len(found) > 20:
            print(f"    and {len(found) - 20} more")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
