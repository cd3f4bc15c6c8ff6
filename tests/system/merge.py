#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Merges as people live through them, in real repositories: nine edits that meet, in three layouts of the same values, with
okr's driver and without; rebase, cherry-pick and stash; a program that is gone; names that a shell would run.
Usage: merge.py OKR"""

import os
import shutil
import sys

import merging

OKR = os.path.abspath(sys.argv[1])
FAULTS = []


def check(condition, *what):
    if not condition:
        FAULTS.append(" ".join(str(one) for one in what))


# --- the nine edits that meet ------------------------------------------------------------------------------------------

KEY_RESULTS = ["ship.users", "ship.start", "ship.size", "fit.km", "fit.sleep", "fit.rest", "read.books", "read.pages",
               "read.talks"]
ALL = {name: 50 + place for place, name in enumerate(KEY_RESULTS)}
LAST, DAY, NEXT, WEEK = "2026-08-03", "2026-08-10", "2026-08-11", "2026-08-17"
# What two people do: values on a day, or the target of a key result.
SCENARIOS = [
    ("different objectives, same day", ({"ship.users": 55}, DAY), ({"fit.km": 56}, DAY)),
    ("neighbours, same day", ({"ship.users": 55}, DAY), ({"ship.start": 56}, DAY)),
    ("same one, different days", ({"ship.users": 55}, DAY), ({"ship.users": 56}, NEXT)),
    ("all against a quick one the next day", (ALL, DAY), ({"ship.users": 56}, NEXT)),
    ("all, in different weeks", (ALL, DAY), ({name: value + 1 for name, value in ALL.items()}, WEEK)),
    ("a value against a target", ({"ship.users": 55}, DAY), ("target", "ship.users", 450)),
    ("a value against a correction", ({"ship.users": 55}, DAY), ({"ship.users": 41}, LAST)),
    ("far apart, same day", ({"ship.users": 55}, DAY), ({"read.talks": 56}, DAY)),
    ("same one, same day, two values", ({"ship.users": 55}, DAY), ({"ship.users": 57}, DAY)),
]


def cycle_text():
    lines = ["[cycle]", 'title = "Q3"', ""]
    for name in KEY_RESULTS:
        objective, key = name.split(".")
        if f"[{objective}]" not in lines:
            lines += [f"[{objective}]", f'title = "{objective}"', ""]
        lines += [f"[{name}]", f'title = "{key}"', "baseline = 0", "target = 400", ""]
    return "\n".join(lines)


def kpi_name(name):
    return name.replace(".", "-")


class CheckIns:
    """A file a check-in, each side with a source of its own, or both with the same one."""

    def __init__(self, shares_source):
        self.shares_source = shares_source

    def begin(self, repository):
        repository.call("checkin", *(f"{name}=40" for name in KEY_RESULTS), "--date", LAST, "--source", "x")

    def say(self, repository, values, day, side):
        source = "x" if self.shares_source or day == LAST else side
        words = ["--amend"] if day == LAST else []
        repository.call("checkin", *(f"{name}={value}" for name, value in values.items()), "--date", day, "--source",
                        source, *words)


class Kpis:
    """A KPI a key result, in one file or in a folder with a file a source."""

    def __init__(self, shared):
        self.shared = shared

    def begin(self, repository):
        for name in KEY_RESULTS:
            place = kpi_name(name) + ("/kpi" if self.shared else "")
            repository.write(f"kpi/{place}.toml", f'title = "{name}"\nevery = "day"\n')
        self.say(repository, {name: 40 for name in KEY_RESULTS}, LAST, "base")

    def say(self, repository, values, day, side):
        repository.call("record", *(f"{kpi_name(name)}={value}" for name, value in values.items()), "--date", day,
                        "--replace", "--source", side)


def act(repository, layout, action, side):
    if action[0] == "target":
        path = "2026-Q3/cycle.toml"
        text = repository.read(path)
        place = text.index("target = 400", text.index(f"[{action[1]}]"))
        repository.write(path, text[:place] + f"target = {action[2]}" + text[place + len("target = 400"):])
    else:
        layout.say(repository, action[0], action[1], side)
    repository.commit(side)


def begin(layout, told, okr=OKR, parent=None):
    repository = merging.Repository(okr, told, parent)
    repository.write("okr.toml", "format = 1\n")
    repository.write("2026-Q3/cycle.toml", cycle_text())
    layout.begin(repository)
    repository.call("init", "--git")
    if not told:
        for section in ("merge.okr", "diff.okr"):
            repository.git("config", "--remove-section", section)
    repository.commit("Base")
    return repository


def meet(layout, scenario, told):
    """Both act on one base and are merged: the exit code, what the driver named, and faults of the result."""
    _, left, right = scenario
    repository = begin(layout, told)
    base = repository.files()
    repository.git("switch", "--quiet", "--create", "theirs")
    act(repository, layout, right, "b")
    theirs = repository.files()
    repository.git("switch", "--quiet", "main")
    act(repository, layout, left, "a")
    ours = repository.files()
    done = repository.git("merge", "--quiet", "--message", "Both", "theirs", fine=(0, 1))
    said = merging.named_in(done.stderr.decode())
    faults = []
    for name, text in repository.files().items():
        one = [versions.get(name, "") for versions in (base, ours, theirs)]
        if told and merging.tomllib:
            here = said if len(said) == 1 and "<<<<<<<" in text else []
            faults += [f"{name}: {fault}" for fault in merging.faults_of(*one, text, here)]
    repository.remove()
    return done.returncode, said, faults


def nine():
    last = SCENARIOS[-1]
    layouts = [("a source each", CheckIns(False), True, False), ("one source", CheckIns(True), False, True),
               ("KPIs of one file", Kpis(False), False, True), ("shared KPIs", Kpis(True), True, False)]
    for layout_name, layout, is_safe, may_disagree in layouts:
        for scenario in SCENARIOS:
            place = f"{layout_name}, {scenario[0]}:"
            if is_safe:
                code, _, _ = meet(layout, scenario, told=False)
                check(code == 0, place, "conflicts without the driver")
            code, said, faults = meet(layout, scenario, told=True)
            disagrees = may_disagree and scenario is last
            check(code == (1 if disagrees else 0), place, "ends with", code, said)
            check(len(said) == (1 if disagrees else 0), place, "names", said)
            check(not faults, place, faults)


# --- the other ways to merge -----------------------------------------------------------------------------------------

KPI = "kpi/ship-users.toml"


def two_readings(parent=None, okr=OKR, second=NEXT, told=True):
    """Main and theirs each record the same KPI."""
    repository = begin(Kpis(False), told, okr, parent)
    repository.git("switch", "--quiet", "--create", "theirs")
    act(repository, Kpis(False), ({"ship.users": 57}, second), "b")
    repository.git("switch", "--quiet", "main")
    act(repository, Kpis(False), ({"ship.users": 55}, DAY), "a")
    return repository


def check_both(repository, way):
    check(repository.read(KPI).endswith(f"{LAST} = 40\n{DAY} = 55\n{NEXT} = 57\n"), way, repository.read(KPI))


def other_ways():
    for way, words in (("rebase", ("rebase", "--quiet", "theirs")), ("cherry-pick", ("cherry-pick", "theirs"))):
        repository = two_readings()
        repository.git(*words)
        check_both(repository, way)
        repository.remove()
        repository = two_readings(second=DAY)
        done = repository.git(*words, fine=(0, 1))
        check(done.returncode == 1 and merging.named_in(done.stderr.decode()) == [f"readings.{DAY}"], way, done)
        check(repository.read(KPI).count("<<<<<<<") == 1, way, repository.read(KPI))
        repository.remove()
    repository = two_readings(second=DAY)
    repository.git("config", "merge.conflictStyle", "zdiff3")
    repository.git("merge", "--quiet", "theirs", fine=(1,))
    check(f"{DAY} = 55\n||||||| base\n=======\n{DAY} = 57\n" in repository.read(KPI), "zdiff3", repository.read(KPI))
    repository.remove()
    repository = two_readings()
    repository.git("reset", "--quiet", "--soft", "HEAD~1")
    repository.git("stash", "push", "--quiet")
    repository.git("merge", "--quiet", "theirs")
    repository.git("stash", "pop", "--quiet")
    check_both(repository, "stash")
    repository.remove()


def line_ends():
    repository = begin(Kpis(False), told=True)
    repository.write(".gitattributes", "*.toml -text merge=okr\n")
    base = repository.read(KPI).replace("\n", "\r\n")
    repository.write(KPI, base)
    repository.commit("CRLF")
    repository.git("switch", "--quiet", "--create", "theirs")
    repository.write(KPI, base + f"{NEXT} = 57\r\n")
    repository.commit("b")
    repository.git("switch", "--quiet", "main")
    repository.write(KPI, base + f"{DAY} = 55")
    repository.commit("a")
    repository.git("merge", "--quiet", "--message", "Both", "theirs")
    check(repository.read(KPI) == base + f"{DAY} = 55\r\n{NEXT} = 57", "CRLF", repr(repository.read(KPI)))
    repository.remove()


# --- the program is gone, or odd --------------------------------------------------------------------------------------

def fallback():
    for way in ("gone", "broken"):
        repository = merging.Repository(OKR)
        program = os.path.join(repository.root, "okr")
        shutil.rmtree(repository.path)
        shutil.copy(OKR, program)
        repository = two_readings(repository.root, program, second="2026-07-30")
        os.remove(program)
        if way == "broken":
            with open(program, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\nexit 70\n")
            os.chmod(program, 0o755)
        # Two places of one file: git's own merge joins them.
        done = repository.git("merge", "--quiet", "--message", "Both", "theirs", fine=(0, 1))
        text = repository.read(KPI)
        check("55" in text and "57" in text, way, done, text)
        shown = repository.git("show", "--no-ext-diff", "HEAD:" + KPI).stdout.decode()
        log = repository.git("log", "-p", "-1", "theirs", "--", KPI).stdout.decode()
        check("+2026-07-30 = 57" in log and shown, way, log)
        repository.remove()
    repository = two_readings(second=DAY, told=False)
    done = repository.git("merge", "--quiet", "theirs", fine=(0, 1))
    check(done.returncode == 1 and "<<<<<<<" in repository.read(KPI), "no driver", done)
    repository.remove()


def hostile():
    """Names that a shell would run, as the program's place and as names of folders in the repository."""
    outer = merging.Repository(OKR)
    shutil.rmtree(outer.path)
    trap = os.path.join(outer.root, "pwned")
    place = os.path.join(outer.root, f"it's 100%A $(touch {os.path.basename(trap)}) & \"co\";\n touch pwned")
    os.makedirs(place)
    shutil.copy(OKR, os.path.join(place, "okr"))
    repository = two_readings(outer.root, os.path.join(place, "okr"))
    repository.git("merge", "--quiet", "--message", "Both", "theirs")
    check_both(repository, "a place with a shell's words")
    diff = repository.git("diff", "HEAD~1", "--", KPI).stdout.decode()
    check(f"+readings.{NEXT} = 57" in diff, "textconv from there", diff)
    shutil.rmtree(repository.path)
    for name in ("-n", "--output=pwned", "$(touch pwned)", "a;touch pwned", "`touch pwned`", "a\nb", "%A"):
        repository = merging.Repository(OKR, parent=outer.root)
        for branch, number in (("main", 1), ("theirs", 57), ("main", 55)):
            if branch == "theirs":
                repository.git("switch", "--quiet", "--create", "theirs")
            elif number == 55:
                repository.git("switch", "--quiet", "main")
            else:
                repository.write(f"{name}/okr.toml", "format = 1\n")
                repository.call("-C", "./" + name, "init", "--git")
            key = "b" if branch == "theirs" else "a"
            before = {"a": 1, "b": 1, key: number}
            repository.write(f"{name}/kpi/k.toml", "".join(f"{one} = {value}\n" for one, value in before.items()))
            repository.commit(str(number))
        repository.git("merge", "--quiet", "--message", "Both", "theirs")
        check(repository.read(f"{name}/kpi/k.toml") == "a = 55\nb = 57\n", repr(name), repository.read(f"{name}/kpi/k.toml"))
        repository.git("log", "-p")
        traps = [one for folder, _, files in os.walk(outer.root) for one in files if one == "pwned"]
        check(not traps, repr(name), "ran")
        shutil.rmtree(repository.path)
    outer.remove()


def hostile_settings():
    """A repository's own configuration and attributes start nothing through okr."""
    repository = begin(Kpis(False), told=True)
    trap = os.path.join(repository.root, "trap")
    with open(trap, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\ntouch {repository.root}/pwned\n")
    os.chmod(trap, 0o755)
    for key in ("alias.merge-file", "alias.config", "alias.rev-parse"):
        repository.git("config", key, "!" + trap)
    for key in ("core.fsmonitor", "merge.evil.driver", "diff.evil.textconv", "core.pager", "core.hooksPath"):
        repository.git("config", key, trap)
    repository.write(".gitattributes", "*.toml merge=evil diff=evil filter=evil merge=okr\n")
    repository.write("base", "a = \n")
    repository.write("ours", "a = 1\n")
    repository.write("theirs", "a = 2\n")
    repository.call("merge-file", "base", "ours", "theirs", fine=(1,))
    repository.call("textconv", "base")
    repository.call("init", "--git")
    repository.git("config", "--remove-section", "merge.okr")
    done = repository.call("check")
    check(b"merge=okr" in done.stderr, "check of a clone that was not told", done)
    check(not os.path.exists(repository.root + "/pwned"), "a setting of the repository ran")
    repository.remove()


for part in (nine, other_ways, line_ends, fallback, hostile, hostile_settings):
    part()
print("\n".join(FAULTS) or "all merged")
sys.exit(1 if FAULTS else 0)
