#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rules that hold for every workspace, asked of the program: properties.py OKR [--worlds 60] [--seed N] [--quick]

cut    a report of a day is the report of the files cut at that day
moved  moving all dates by seven days changes nothing but the dates
split  splitting amounts among the days of their period changes no sum
away   days away make nothing due, stale or missed, and lower no progress
once   a reading of a level, an amount of a sum, counts in exactly one of two adjoining cycles
words  the word, the gates and the JSON of a status agree, for every record of every example on every day
"""

import argparse
import datetime
import json
import pathlib
import sys
import tempfile

import gates
import transform
from comparison import Difference, Report, is_number
from okr_reference import workspace
from okr_reference.base import ONE_DAY
from program import Program, as_json
from toml_text import lines, table
from worlds import World

COMMANDS = ("status", "score", "forecast", "review")
APART = {"diagnostics", "trace", "file", "line", "left_out", "text"}  # words name days as people do: "as of 4 Aug"
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"


def differences(first, second, path=""):
    """Where two JSON values differ, as (path, first, second)."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in first.keys() | second.keys():
            if key not in APART:
                yield from differences(first.get(key), second.get(key), f"{path}.{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for index, (a, b) in enumerate(zip(first, second)):
            name = a.get("id", index) if isinstance(a, dict) else index
            yield from differences(a, b, f"{path}[{name}]")
    elif is_number(first) and is_number(second):
        if abs(first - second) > 1e-9 * max(1, abs(first), abs(second)):
            yield path, first, second
    elif first != second:
        yield path, first, second


class Properties:
    def __init__(self, program, folder, options):
        self.program, self.folder, self.options = program, pathlib.Path(folder), options
        self.report = Report()

    def tell(self, rule, where, found):
        """One difference a workspace and day, the rest counted."""
        self.report.compared += 1
        found = list(found)
        if found:
            path, first, second = min(found, key=lambda difference: ("objectives" in difference[0], len(difference[0])))
            self.report.differences.append(Difference(f"{where}{path}", rule, first, second, "before"))
            self.report.follow += len(found) - 1

    def world(self, seed, name, prepare=lambda tables: tables):
        made = World(seed, set(filter(None, self.options.without.split(","))))
        tables = prepare({path: transform.toml_of(text) for path, text in made.files.items()})
        root = self.folder / f"{name}-{seed}"
        transform.write(tables, root)
        return made, tables, root

    def reports(self, root, day, made, commands=COMMANDS):
        names = sorted({pathlib.Path(path).parent.name for path in made if path.endswith("/cycle.toml")})
        asked = [(root, day, command, name, "--json") for name in names for command in commands]
        return asked + [(root, day, "kpi", "--json")]

    def ask(self, questions):
        return [as_json(answer) for answer in self.program.ask_all(questions)]

    def compare(self, rule, first_questions, second_questions, back=lambda thing: thing, where=None):
        answers = self.ask(first_questions + second_questions)
        half = len(first_questions)
        for question, first, second in zip(first_questions, answers[:half], answers[half:]):
            if first is not None and second is not None:
                asked = f"{question[0].name} {question[1]} {' '.join(question[2:4])}"
                self.tell(rule, where or asked, differences(first, back(second)))

    # The rules ------------------------------------------------------------------------------------------------------

    def cut(self, seed):
        made, tables, root = self.world(seed, "cut")
        for number, day in enumerate(made.days(2)):
            other = self.folder / f"cut-{seed}-at-{day}"
            transform.write(transform.cut(tables, day), other)
            self.compare("cut", self.reports(root, day, tables), self.reports(other, day, tables))

    def moved(self, seed):
        made, tables, root = self.world(seed, "moved", transform.only_days_and_weeks)
        if made.cycle_id != "sprint" or "2026/cycle.toml" in tables:
            return
        later = {transform.moved_text(path, 7): transform.moved(parsed, 7) for path, parsed in tables.items()}
        other = self.folder / f"moved-{seed}-later"
        transform.write(later, other)
        for day in made.days(2):
            self.compare("moved", self.reports(root, day, tables), self.reports(other, day + 7 * ONE_DAY, later),
                         lambda report: transform_json(report, -7))

    def split(self, seed):
        made, tables, root = self.world(seed, "split")
        day = made.end if seed % 2 else made.date(made.start, made.end)
        read = workspace.read(root)
        formulas = {kpi.id for kpi in read.kpis.values() if "formula" in kpi.fields}
        edges = {record.fields.get(key) for record in read.key_results() for key in ("start", "due")} - {None}
        edges |= {made.start, made.end}
        edges |= {edge + ONE_DAY for edge in edges}
        changed_in = {"halves": transform.in_halves(tables), "days": transform.among_days(tables, edges, day)}
        for name, changed in changed_in.items():
            other = self.folder / f"split-{seed}-{name}"
            transform.write(changed, other)
            answers = self.ask(self.reports(root, day, tables, ("status",)) + self.reports(other, day, tables, ("status",)))
            half = len(answers) // 2
            for first, second in zip(answers[:half], answers[half:]):
                if first and second:
                    found = differences(sums_of(first, formulas), sums_of(second, formulas))
                    self.tell(f"split in {name}", f"{other.name} {day} ", found)

    def away(self, seed):
        made, tables, root = self.world(seed, "away")
        day = made.date(made.start, made.end)
        first = made.date(made.start - 10 * ONE_DAY, day)
        other = self.folder / f"away-{seed}-more"
        transform.write(transform.with_away(tables, first, made.date(first, day)), other)
        before, after = [self.ask(self.reports(where, day, tables, ("status",))) for where in (root, other)]
        for old, new in zip(before, after):
            if old and new:
                self.tell("away", f"{other.name} {day} ", worse(old, new))

    def once(self):
        for offset in range(-4, 5):
            self.once_on(datetime.date(2026, 8, 12) + offset * ONE_DAY)

    def once_on(self, day):
        """Two cycles that meet between 12 and 13 August, a KPI for each period and aggregate, one reading each."""
        ends = {"first": (datetime.date(2026, 6, 15), datetime.date(2026, 8, 12)),
                "second": (datetime.date(2026, 8, 13), datetime.date(2026, 10, 20))}
        root = self.folder / f"once-{day}"
        files, krs = {"okr.toml": "format = 1\n"}, ""
        for every in ("day", "week", "month", "quarter"):
            for aggregate in ("last", "first", "mean", "min", "max", "median", "sum", "count"):
                name = f"{every}-{aggregate}"
                fields = {"title": name, "every": every, "aggregate": aggregate, "good": "up", "target": 9}
                files[f"kpi/{name}.toml"] = lines(fields) + table("readings", {day.isoformat(): 7})
                kind = {"kind": "sum"} if aggregate in ("sum", "count") else {}
                krs += table(f"o.{name}", {"title": name, "kpi": name, "baseline": 0, "target": 9} | kind)
        for cycle, (start, end) in ends.items():
            heading = table("cycle", {"title": cycle, "start": start, "end": end})
            files[f"{cycle}/cycle.toml"] = heading + table("o", {"title": "All"}) + krs
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for seen in (day, datetime.date(2026, 8, 14), datetime.date(2026, 10, 21)):
            if seen < day:
                continue
            answers = self.ask([(root, seen, "status", cycle, "--json") for cycle in ends])
            for a, b in zip(*[answer["objectives"][0]["key_results"] for answer in answers]):
                counted = [kr["value"] for kr in (a, b) if kr["value"] and kr["progress"] is not None]
                good = len(counted) == 1 and counted[0] == (1 if a["id"].endswith("count") else 7)
                found = [] if good else [("", "one of two", [a["value"], b["value"]])]
                self.tell("once", f"once-{day} on {seen} {a['id']} ", found)

    def words(self, step):
        for root in sorted(path.parent for path in EXAMPLES.glob("*/okr.toml")):
            read = workspace.read(root)
            for cycle in read.cycles.values():
                stride = step if cycle.days <= 100 else step * 5
                days = [cycle.start + ONE_DAY * n for n in range(0, cycle.days + 2, stride)]
                for group in (days[i:i + 20] for i in range(0, len(days), 20)):
                    self.words_of(root, cycle.id, group)
            self.program.forget()

    def words_of(self, root, cycle, days):
        questions = {day: [(root, day, "status", cycle, "--json"), (root, day, "status", cycle, "--plain"),
                           *gates.of_cycle(root, day, cycle), (root, day, "kpi", "--json"), *gates.of_kpis(root, day)]
                     for day in days}
        self.program.ask_all([question for group in questions.values() for question in group])
        for day, group in questions.items():
            answers = self.program.ask_all(group)
            status, kpis = as_json(answers[0]), as_json(answers[6])
            where = f"{root.name} {day} {cycle}"
            if status:
                gates.check_cycle(self.report, where, status, answers[2:6])
                gates.check_words(self.report, where, status, answers[1])
            if kpis:
                gates.check_kpis(self.report, where, kpis, answers[7:])


def transform_json(report, days):
    return json.loads(transform.moved_text(json.dumps(report), days))


def sums_of(report, formulas):
    """The numbers of a report that are sums, or follow from them; a formula may have shorter periods than its parts."""
    if "kpis" in report:
        return {kpi["id"]: {key: kpi[key] for key in ("value", "status", "period")}
                for kpi in report["kpis"] if kpi["id"] not in formulas}
    return {kr["id"]: {key: kr.get(key) for key in ("value", "progress", "score", "periods", "status")}
            for objective in report["objectives"] for kr in objective["key_results"]
            if kr["kpi"] not in formulas and kr["kind"] in ("sum", "hold")}


RANK = {"fresh": 0, None: 0, "due": 1, "stale": 2}


def missed(record):
    return record["periods"]["due"] - record["periods"]["met"]


def worse(old, new):
    """What days away must not do."""
    pairs = zip(old["kpis"], new["kpis"]) if "kpis" in old else \
        [pair for a, b in zip(old["objectives"], new["objectives"]) for pair in zip(a["key_results"], b["key_results"])]
    for a, b in pairs:
        if a["id"] != b["id"]:
            continue
        if RANK[b["freshness"]] > RANK[a["freshness"]]:
            yield f"{a['id']}.freshness", a["freshness"], b["freshness"]
        if a.get("periods") and b.get("periods") and missed(b) > missed(a):
            yield f"{a['id']}.periods", a["periods"], b["periods"]
        if a.get("progress") is not None and b.get("progress") is not None and b["progress"] < a["progress"] - 1e-9:
            yield f"{a['id']}.progress", a["progress"], b["progress"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("okr")
    parser.add_argument("--worlds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1001)
    parser.add_argument("--quick", action="store_true", help="some of all, about ten seconds")
    parser.add_argument("--without", default="", help="leave out of the worlds: lists,targets,...")
    parser.add_argument("--only", help="cut, moved, split, away, once or words")
    parser.add_argument("--examples", type=int, default=3, help="differences to print of each kind")
    options = parser.parse_args()
    if options.quick:
        options.worlds = 5
    properties = Properties(Program(options.okr), tempfile.mkdtemp(prefix="okr-properties-"), options)
    for seed in range(options.seed, options.seed + options.worlds):
        for rule in ("cut", "moved", "split", "away"):
            if options.only in (None, rule):
                getattr(properties, rule)(seed)
        properties.program.forget()
    if options.only in (None, "once"):
        properties.once()
    if options.only in (None, "words"):
        properties.words(47 if options.quick else 1)
    print(properties.report.summary(options.examples))
    print(f"{properties.program.calls} calls, folders in {properties.folder}")
    return 1 if properties.report.differences or not properties.report.compared else 0


if __name__ == "__main__":
    sys.exit(main())
