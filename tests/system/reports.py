#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Validates what every reporting command prints with --json, over every example, with the schemas that okr prints.

Usage: reports.py OKR EXAMPLES
The validator knows the part of JSON Schema (2020-12) that these schemas use; a keyword that it does not know is a failure,
and so is a report without a schema. Whatever bears an id says its cycle, its full id and its title too, and the lines of
okr log --all are the events of every cycle and KPI. Pages, tables and calendars are the same to the byte in every time zone
and language.
"""
import csv
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SURROUNDINGS = [{"TZ": "UTC", "LC_ALL": "C.UTF-8"}, {"TZ": "Pacific/Kiritimati", "LC_ALL": "de_DE.UTF-8"},
                {"TZ": "America/Los_Angeles", "LC_ALL": "C"}, {"TZ": "Asia/Kolkata", "LC_ALL": "tr_TR.UTF-8"}]
TAKEN_AWAY = [["export", "html"], ["export", "md", "--all"], ["export", "ics"], ["export", "openmetrics"], ["export", "badge"],
              *([*words, "--format", form] for words in (["status"], ["score"], ["kpi"], ["review"], ["log"])
                for form in ("html", "md", "csv"))]
TYPES = {"string": str, "array": list, "object": dict, "boolean": bool, "null": type(None)}
KNOWN = {"$schema", "title", "description", "$defs", "$ref", "anyOf", "type", "format", "enum", "items", "properties", "required"}
DAY = "2026-08-17"

REPORTS = [
    ("status", ["status"]), ("status-due", ["status", "--due"]), ("score", ["score"]), ("score", ["score", "--by", "team"]),
    ("score", ["score", "--forecast"]), ("score-last", ["score", "--last", "3"]), ("score-total", ["score", "--total"]),
    ("forecast", ["forecast"]), ("next", ["next"]), ("calibration", ["calibration"]), ("kpi", ["kpi"]), ("tree", ["tree"]),
    ("log", ["log"]), ("review", ["review"]), ("review", ["review", "--mid"]), ("review", ["review", "--final"]),
    ("review", ["review", "--plan", "2027-Q1"]), ("check", ["check"]), ("config", ["config"]), ("explain", ["explain", "E103"]),
]


def is_type(value, name):
    if name in ("number", "integer"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and (name == "number" or float(value).is_integer())
    return isinstance(value, TYPES[name])


def faults(value, schema, root, where="$"):
    unknown = set(schema) - KNOWN
    if unknown:
        yield f"{where}: the validator does not know {sorted(unknown)}"
    if "$ref" in schema:
        yield from faults(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, where)
    if "anyOf" in schema and all(any(faults(value, one, root, where)) for one in schema["anyOf"]):
        yield f"{where}: fits none of the alternatives"
    if value not in schema.get("enum", [value]):
        yield f"{where}: {value!r} is none of {schema['enum']}"
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    if types and not any(is_type(value, name) for name in types):
        yield f"{where}: {json.dumps(value)[:60]} is not {' or '.join(types)}"
        return
    if schema.get("format") == "date" and isinstance(value, str):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            yield f"{where}: {value} is no date"
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), root, f"{where}[{index}]")
    if isinstance(value, dict) and "properties" in schema:
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}: {name} is missing"
        for name, item in value.items():
            if name not in schema["properties"]:
                yield f"{where}.{name} is in no schema"
            else:
                yield from faults(item, schema["properties"][name], root, f"{where}.{name}")


def faults_of_names(value, where="$"):
    """One rule for what records are called; steps have short names that are no ids."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from faults_of_names(item, f"{where}[{index}]")
    if not isinstance(value, dict):
        return
    for key, item in value.items():
        if key != "steps":
            yield from faults_of_names(item, f"{where}.{key}")
    if "id" not in value:
        return
    if "full_id" not in value or "title" not in value:
        yield f"{where}: {value['id']} without full id or title"
    elif "record" not in value or "branches" in value:  # the head of show has its cycle as an object
        cycle, name = value.get("cycle"), value["id"]
        if value["full_id"] not in (f"{cycle}/{name}" if cycle else f"kpi/{name}", name):
            yield f"{where}: {name} of {cycle} is called {value['full_id']}"
        if value["full_id"] == name and name not in (None, cycle):
            yield f"{where}: {name} has no full id"


class Checker:
    def __init__(self, okr):
        self.okr, self.schemas, self.count, self.found = okr, {}, 0, []

    def run(self, folder, *words, **surroundings):
        environment = dict(os.environ, OKR_TODAY=DAY, OKR_ME="ana", **surroundings)
        return subprocess.run([self.okr, "-C", str(folder), *words], capture_output=True, text=True, env=environment)

    def schema(self, name):
        if name not in self.schemas:
            printed = subprocess.run([self.okr, "schema", "--report", name], capture_output=True, text=True)
            self.schemas[name] = json.loads(printed.stdout)
        return self.schemas[name]

    def check(self, folder, name, words, text):
        self.count += 1
        line = f"{folder.name}: okr {' '.join(words)}"
        try:
            value = json.loads(text)
        except ValueError as error:
            self.found.append(f"{line}: no JSON: {error}")
            return None
        schema = self.schema(name)
        self.found += [f"{line}: {fault}" for fault in faults(value, schema, schema)]
        if name not in ("written", "problems"):
            self.found += [f"{line}: {fault}" for fault in faults_of_names(value)]
        return value

    def report(self, folder, name, words):
        return self.check(folder, name, words, self.run(folder, *words, "--json").stdout)


def check_log(checker, folder):
    """The lines of everything are the events of each cycle and each KPI, and the table tells of the same days."""
    lines = checker.run(folder, "log", "--all", "--format", "jsonl").stdout.splitlines()
    events = [checker.check(folder, "log-line", ["log", "--all", "--format", "jsonl"], line) for line in lines]
    cycles = [path.parent.name for path in folder.glob("*/cycle.toml")]
    kpis = [kpi["full_id"] for kpi in checker.report(folder, "kpi", ["kpi"])["kpis"]]
    apart = [event for one in cycles + kpis for event in checker.report(folder, "log", ["log", one])["events"]]
    if sorted(map(json.dumps, events)) != sorted(map(json.dumps, apart)):
        checker.found.append(f"{folder.name}: okr log --all has {len(events)} events, its cycles and KPIs {len(apart)}")
    rows = list(csv.DictReader(checker.run(folder, "log", "--all", "--format", "csv").stdout.splitlines()))
    told = {(row["date"], row["event"], row["cycle"], row["source"]) for row in rows}
    meant = {(event["date"], event["event"], event["cycle"] or "", event.get("source") or "") for event in events}
    if told != meant:
        checker.found.append(f"{folder.name}: okr log --all --format csv leaves out or adds {sorted(told ^ meant)[:3]}")


def check_example(checker, folder):
    check_log(checker, folder)
    for name, words in REPORTS:
        checker.report(folder, name, words)
    status = checker.report(folder, "status", ["status"])
    ids = [status["cycle"]["id"]]
    for objective in status["objectives"]:
        ids += [objective["full_id"]] + [kr["full_id"] for kr in objective["key_results"]]
    ids += ["kpi/" + kpi["id"] for kpi in checker.report(folder, "kpi", ["kpi"])["kpis"]]
    for one in ids:
        checker.report(folder, "show", ["show", one])
        if not one.startswith("kpi/") and one != ids[0]:
            checker.report(folder, "show-sentence", ["show", one, "--sentence"])
        checker.report(folder, "show", ["show", one, "--why"])
        checker.report(folder, "log", ["log", one])
        if one != ids[0]:
            checker.report(folder, "plot", ["plot", one])
    return ids


def check_bytes(checker, folder):
    for words in TAKEN_AWAY:
        texts = {checker.run(folder, *words, **surroundings).stdout for surroundings in SURROUNDINGS}
        if len(texts) != 1 or "" in texts:
            checker.found.append(f"{folder.name}: okr {' '.join(words)} is not one text in every time zone and language")


def check_writing(checker, folder, ids):
    kr = next(one for one in ids if "." in one and not one.startswith("kpi/"))
    for words in (["set", f"{kr}.title=Another title"], ["set", f"{kr}.title=Another title"], ["set", f"{kr}.title=x", "-n"],
                  ["new", "objective", "brand-new", "--title", "New"], ["rename", "brand-new", "newer"],
                  ["checkin", "--note", "Said.", "--source", "test"], ["schema", "--install"]):
        checker.report(folder, "written", words)
    for words in (["show", "no.such"], ["checkin", "no.such=1"], ["set", f"{kr}.titel=x"], ["status", "--nothing"],
                  ["score", "--fail-under", "1"], ["checkin", "--from", "nowhere"], ["help"]):
        checker.check(folder, "problems", words, checker.run(folder, *words, "--json").stderr)


def commit(folder):
    git = ["git", "-C", str(folder), "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "All"]):
        subprocess.run([*git, *words], check=True)


def check_differences(checker, folder, ids):
    """What check_writing wrote since the commit, and a definition that it did not move."""
    kr = next(one for one in ids if "." in one and not one.startswith("kpi/"))
    checker.run(folder, "set", f"{kr}.weight=7", "--why", "It matters more.")
    for words in (["diff"], ["diff", "HEAD..HEAD"]):
        checker.report(folder, "diff", words)
    checker.report(folder, "diff-goalposts", ["diff", "--goalposts"])


def main():
    okr, examples = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    checker = Checker(okr)
    with tempfile.TemporaryDirectory() as scratch:
        for example in sorted(path for path in examples.iterdir() if (path / "okr.toml").exists()):
            folder = pathlib.Path(shutil.copytree(example, pathlib.Path(scratch) / example.name))
            commit(folder)
            if example.name in ("personal", "sales"):
                check_bytes(checker, folder)
            ids = check_example(checker, folder)
            check_writing(checker, folder, ids)
            check_differences(checker, folder, ids)
    for fault in checker.found[:40]:
        print(f"reports.py: {fault}")
    print(f"{checker.count} documents validated, {len(checker.found)} faults")
    sys.exit(1 if checker.found or checker.count < 200 else 0)


main()
