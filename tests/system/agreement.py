#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same number wherever it is asked for: agreement.py --okr build/dev/okr examples/*

For every example and several days, status, score and show, their JSON and their TSV, and the steps of `show --why` must
agree to the last digit; what a trace prints must be enough to compute the number again.
"""

import argparse
import json
import math
import os
import subprocess
import sys

DAYS = ["2026-05-31", "2026-07-01", "2026-08-17", "2026-09-30", "2026-12-31"]
SHARED = ["score", "score_shown", "as_planned", "expected", "gap", "status", "verdict", "progress", "value", "confidence",
          "band", "weight", "state", "freshness", "cannot_end_met"]


class Program:
    def __init__(self, okr, workspace, day):
        self.okr, self.workspace, self.day = okr, workspace, day

    def run(self, *words):
        env = {"PATH": "/usr/bin:/bin", "OKR_TODAY": self.day, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "COLUMNS": "200"}
        done = subprocess.run([self.okr, "-C", self.workspace, *words], env=env, capture_output=True, text=True, timeout=60)
        if done.returncode not in (0, 3):
            raise RuntimeError(f"okr {' '.join(words)}: exit {done.returncode}: {done.stderr}")
        return done.stdout

    def json(self, *words):
        return json.loads(self.run(*words, "--json"))

    def tsv(self, *words):
        lines = self.run(*words, "--format", "tsv").splitlines()
        names = lines[0].split("\t")
        return [dict(zip(names, line.split("\t"))) for line in lines[1:]]


class Report:
    def __init__(self):
        self.faults, self.compared = [], 0

    def equal(self, where, first, second):
        self.compared += 1
        if first != second:
            self.faults.append(f"{where}: {first!r} is not {second!r}")


def compare_objects(report, where, first, second):
    for key in SHARED:
        if key in first or key in second:
            report.equal(f"{where} {key}", first.get(key), second.get(key))


RESTING = ("draft", "cancelled", "deferred")


def last_step(trace, what):
    steps = [step for step in trace if step["what"] == what]
    return steps[-1] if steps else None


def check_trace(report, where, record, trace):
    """Each number of the record is the result of the step of its name; a closed cycle's are what it kept."""
    final = last_step(trace, "final")
    pairs = [("score", "score"), ("score_shown", "shown"), ("expected", "expected"), ("gap", "gap"), ("progress", "progress")]
    for key, what in pairs:
        step = last_step(trace, what)
        if step is None or (final and key in ("score", "progress")):
            continue
        if key == "expected" and "key_results" in record:
            continue
        if key in ("score", "score_shown") and "key_results" not in record and record["status"] in RESTING:
            report.equal(f"{where} {key} of what is not scored", record[key], None)
            continue
        report.equal(f"{where} --why {what}", record.get(key), step["result"])
    if final and record.get("score") is not None and final["result"] is not None:
        report.equal(f"{where} --why final", record["score"], final["result"])
    status = last_step(trace, "status")
    if status:
        report.equal(f"{where} --why status", record["status"], status["result"].replace(" ", "_").replace("n/a", "not_available"))


def recomputed(step):
    """Weighted mean of the scores that a roll-up prints; what is left out is in words."""
    total = weights = weight = 0.0
    for item in step["inputs"]:
        if item["name"] == "weight":
            weight = item["value"]
        elif item["name"] == "score" and not str(item["value"]).startswith("left out: "):
            total += weight * item["value"]
            weights += weight
    return total / weights if weights else None


def check_roll_up(report, where, trace):
    step = last_step(trace, "score")
    if step is None or step["result"] is None:
        return
    again = recomputed(step)
    report.equal(f"{where} recomputed", again is not None and math.isclose(again, step["result"], abs_tol=1e-12), True)


def check_linear(report, where, trace):
    step = last_step(trace, "progress")
    if step is None or not step["formula"].startswith("(now - baseline)") or step["result"] is None:
        return
    given = {item["name"]: item["value"] for item in step["inputs"]}
    again = (given["now"] - given["baseline"]) / (given["target"] - given["baseline"])
    report.equal(f"{where} recomputed progress", again, step["result"])


def check_places(report, where, workspace, trace):
    for step in trace:
        for item in step["inputs"]:
            if item["file"]:
                path = os.path.join(workspace, item["file"])
                path = path if os.path.exists(path) else item["file"]
                with open(path, encoding="utf-8") as file:
                    report.equal(f"{where} {item['file']}:{item['line']} exists", 0 < item["line"] <= len(file.readlines()), True)


def shortest(number):
    return str(int(number)) if float(number).is_integer() else repr(float(number))


def check_text(report, program, where, name, record):
    text = program.run("show", name, "--why")
    for key, what in (("progress", "progress"), ("gap", "gap")):
        value = record.get(key)
        if value is not None and not record.get("final") and f"{what} = " in text and 1e-4 < abs(value) < 1e15:
            report.equal(f"{where} --why prints {what}", f"{what} = {shortest(value)} " in text.replace("\n", " \n"), True)


def check_record(report, program, where, name, of_status, kind):
    if of_status["title"] is None:
        return  # only [result] knows it: there is no definition to show
    shown = program.json("show", name)
    compare_objects(report, where, of_status, shown[kind])
    check_trace(report, where, shown[kind], shown["trace"])
    check_places(report, where, program.workspace, shown["trace"])
    if kind == "key_result":
        check_linear(report, where, shown["trace"])
    else:
        check_roll_up(report, where, shown["trace"])
    check_text(report, program, where, name, shown[kind])


FORECAST = ["forecast", "forecast_low", "forecast_high", "forecast_score", "p_target", "p_70", "p_commit", "p_stretch", "arrival"]


def rows_by_id(report, where, rows, cycle):
    """By the id within the cycle: rows bear it in full, beside their cycle."""
    for row in rows:
        report.equal(f"{where} tsv {row['id']}", (row["cycle"], row["id"].split("/")[0]), (cycle, cycle))
    return {row["id"].removeprefix(cycle + "/"): row for row in rows}


def check_forecasts(report, program, where, cycle, status):
    """What forecast, its TSV, status and show --why say of the end of a key result is the same to the last digit."""
    outlook = program.json("forecast", cycle)
    rows = rows_by_id(report, where, program.tsv("forecast", cycle), cycle)
    known = [objective for objective in status["objectives"] if objective["title"] is not None]
    for first, second in zip(known, outlook["objectives"]):
        report.equal(f"{where} {first['id']} expected", first["expected_score"], second["expected_score"])
        for kr, other in zip([kr for kr in first["key_results"] if kr["title"] is not None], second["key_results"]):
            at = f"{where} {kr['id']}"
            for key in FORECAST:
                report.equal(f"{at} {key}", kr[key], other[key])
            report.equal(f"{at} tsv", rows[kr["id"]]["p_target"], "" if kr["p_target"] is None else shortest(kr["p_target"]))
            trace = program.json("show", f"{cycle}/{kr['id']}")["trace"]
            for key, what in (("forecast", "forecast"), ("p_target", "P(target)")):
                step = last_step(trace, what)
                report.equal(f"{at} --why {what}", kr[key], step["result"] if step else None)


def check_totals(report, program, where, cycle, score):
    total = program.run("score", cycle, "--total").strip() if score["cycle"]["score_shown"] is not None else None
    if total is not None:
        scale = score["scale"]
        shown = score["cycle"]["score_shown"]
        report.equal(f"{where} --total", total, f"{shown:.2f}" if scale == 1 else str(round(shown * 100)))


def check_reviews(report, program, where, cycle, status, score):
    """The reviews show the numbers of status, score and forecast, and count the objectives that score counts."""
    weekly, mid, final = (program.json("review", cycle, *kind) for kind in ((), ("--mid",), ("--final",)))
    for name, review in (("weekly", weekly), ("mid", mid), ("final", final)):
        report.equal(f"{where} review {name} cycle", review["cycle"], status["cycle"])
        for first, second in zip(status["objectives"], review["objectives"]):
            compare_objects(report, f"{where} review {name} {first['id']}", first, second)
            for kr, other in zip(first["key_results"], second["key_results"]):
                compare_objects(report, f"{where} review {name} {kr['id']}", kr, other)
    report.equal(f"{where} review movements", [row["id"] for row in weekly["movements"]],
                 [kr["id"] for objective in status["objectives"] for kr in objective["key_results"]])
    report.equal(f"{where} review previous", final["previous"], score["previous"])
    parts = {row["part"]: row for row in final["distribution"]}
    report.equal(f"{where} review met", parts["committed"]["met"], score["cycle"]["committed_met"])
    report.equal(f"{where} review mean", parts["all"]["mean"], score["cycle"]["score"])


def check_cycle(report, program, where, cycle):
    status, score = program.json("status", cycle), program.json("score", cycle)
    rows = rows_by_id(report, where, program.tsv("score", cycle), cycle)
    for key in ("score", "score_shown", "as_planned", "aspirational", "committed", "committed_met", "counts"):
        report.equal(f"{where} {key}", status["cycle"][key], score["cycle"][key])
    whole = program.json("show", cycle)
    report.equal(f"{where} show", whole["cycle"], score["cycle"])
    check_roll_up(report, where, whole["trace"])
    check_totals(report, program, where, cycle, score)
    check_forecasts(report, program, where, cycle, status)
    check_reviews(report, program, where, cycle, status, score)
    for first, second in zip(status["objectives"], score["objectives"]):
        compare_objects(report, f"{where} {first['id']}", first, second)
        check_record(report, program, f"{where} {first['id']}", f"{cycle}/{first['id']}", first, "objective")
        for kr, other in zip(first["key_results"], second["key_results"]):
            at = f"{where} {kr['id']}"
            compare_objects(report, at, kr, other)
            row = rows[kr["id"]]
            report.equal(f"{at} tsv", row["score"], "" if kr["score"] is None else shortest(kr["score"]))
            check_record(report, program, at, f"{cycle}/{kr['id']}", kr, "key_result")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("workspaces", nargs="+")
    parser.add_argument("--okr", required=True)
    options = parser.parse_args()
    report = Report()
    for workspace in options.workspaces:
        if not os.path.exists(os.path.join(workspace, "okr.toml")):
            continue
        cycles = sorted(name for name in os.listdir(workspace) if os.path.exists(os.path.join(workspace, name, "cycle.toml")))
        for day in DAYS:
            program = Program(os.path.abspath(options.okr), workspace, day)
            for cycle in cycles:
                check_cycle(report, program, f"{os.path.basename(workspace)} {day} {cycle}", cycle)
    for fault in report.faults:
        print(fault)
    print(f"{report.compared} comparisons, {len(report.faults)} faults")
    return 1 if report.faults or report.compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
