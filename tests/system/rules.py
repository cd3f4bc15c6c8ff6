#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each rule's two examples, as `okr explain CODE` shows them, put where `okr help explain` says and checked: the first is
reported with the rule's code, the second is not, and neither has an error that is not the rule's. What `okr explain
--json` gives is the same.

    rules.py OKR [CODE...]
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TODAY = "2026-08-17"
CYCLE = "2026-Q3/cycle.toml"


def okr(program, folder, day, *words):
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "OKR_TODAY": day, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                   "OKR_ME": "ana", "OKR_SOURCE": "ana-x1", "COLUMNS": "200"}
    done = subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def files_of(text):
    """The texts of an example's files by name, what stands before the first file under "", and its day."""
    files, name, day = {"": []}, "", TODAY
    for line in text.splitlines():
        if match := re.fullmatch(r"# file: (\S+)", line):
            name = match[1]
            files[name] = []
        elif match := re.fullmatch(r"# today: (\S+)", line):
            day = match[1]
        else:
            files[name].append(line)
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}, day


def workspace_of(around, text):
    """The files of the workspace that an example stands for, and the day it is looked at."""
    files, day = files_of(text)
    lead = files.pop("")
    whole = files_of(around)[0] | files
    del whole[""]
    if lead.strip():
        whole[CYCLE] += lead
    return whole, day


def codes_of(program, around, text):
    """The findings of an example as (code, severity, message)."""
    files, day = workspace_of(around, text)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        _, out, errors = okr(program, folder, day, "check", "--json")
        if not out:
            return [("none", "error", errors.strip())]
        return [(found["code"], found["severity"], found["message"]) for found in json.loads(out)["findings"]]


def unindented(lines, indent="  "):
    return "".join(line.removeprefix(indent).rstrip() + "\n" for line in lines).rstrip("\n")


def shown_around(program):
    """The files around an example, as a reader finds them."""
    lines = okr(program, tempfile.gettempdir(), TODAY, "help", "explain")[1].splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("  # file: "))
    last = next(at for at in range(first, len(lines)) if lines[at] and not lines[at].startswith("  "))
    return unindented(lines[first:last])


def shown_examples(program, code):
    """What is reported and what is not, as a reader finds it."""
    text = okr(program, tempfile.gettempdir(), TODAY, "explain", code)[1]
    found = re.search(r"^(?:REPORTED|Reported)\n(.*?)^(?:FINE|Fine)\n(.*?)^\S", text, re.M | re.S)
    return {"triggers": unindented(found[1].splitlines()), "accepts": unindented(found[2].splitlines())}


def faults_of(program, around, rule):
    code = rule["code"]
    shown = shown_examples(program, code)
    if shown != {name: unindented(rule[name].splitlines(), "") for name in shown}:
        return [f"{code}: okr explain {code} shows other examples than --json"]
    if not rule["triggers"] or not rule["accepts"]:
        return [f"{code}: has no examples"]
    faults = []
    for name, is_reported in (("triggers", True), ("accepts", False)):
        found = codes_of(program, around, rule[name])
        if is_reported != any(one[0] == code for one in found):
            others = ", ".join(sorted({one[0] for one in found})) or "nothing"
            faults.append(f"{code}: what {name} is {'not ' if is_reported else ''}reported with it (found: {others})")
        wrong = code != "E116" and any(one[0] == code and one[1] != rule["severity"] for one in found)
        if is_reported and wrong:
            faults.append(f"{code}: is not reported as {rule['severity']}")
        faults += [f"{code}: what {name} has another error: {one[0]} {one[2]}" for one in found
                   if one[1] == "error" and not (is_reported and one[0] == code)]
    return faults


def main():
    program, chosen = sys.argv[1], sys.argv[2:]
    program = os.path.abspath(program)
    _, out, errors = okr(program, tempfile.gettempdir(), TODAY, "explain", "--json")
    if errors or not out:
        sys.exit(errors or "okr explain --json says nothing")
    report = json.loads(out)
    around = shown_around(program)
    if around != report["around"].rstrip("\n"):
        sys.exit("okr help explain shows another workspace around an example than --json")
    rules = [rule for rule in report["rules"] if not chosen or rule["code"] in chosen]
    faults = [fault for rule in rules for fault in faults_of(program, around, rule)]
    print(*faults, sep="\n")
    print(f"{len(rules)} rules, {len(faults)} faults")
    sys.exit(1 if faults or not rules else 0)


main()
