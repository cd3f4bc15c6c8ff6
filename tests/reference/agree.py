#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""okr beside the reference, on random worlds: agree.py OKR [--worlds 200] [--seed N] [--quick]

For every world and several days the numbers of status, score, forecast, review, show and kpi are compared with the
reference, with each other and with every gate. The folders of worlds that differ are kept.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

import gates
from comparison import Report
from okr_reference import cycles, report as reference, workspace
from program import Program, as_json
from worlds import World

COMMANDS = ["status", "score", "forecast", "review"]


class Agreement:
    def __init__(self, program, folder, options):
        self.program, self.folder, self.options = program, pathlib.Path(folder), options
        self.report, self.broken, self.crashed = Report(), {}, []

    def world(self, seed):
        made = World(seed, set(filter(None, self.options.without.split(","))))
        root = self.folder / f"world-{seed}"
        made.write(root)
        read = workspace.read(root)
        before = len(self.report.differences)
        for number, day in enumerate(made.days(self.options.days)):
            self.day(root, read, day, with_show=number == 0)
        if len(self.report.differences) == before:
            shutil.rmtree(root)
        self.program.forget()

    def day(self, root, read, day, with_show):
        questions = [(root, day, "kpi", "--json"), *gates.of_kpis(root, day), (root, day, "status", "--json")]
        for name in read.cycles:
            questions += [(root, day, command, name, "--json") for command in COMMANDS]
            questions += gates.of_cycle(root, day, name)
            questions += [(root, day, "score", name, "--total"), (root, day, "status", name, "--plain")]
        if with_show:
            questions += [(root, day, "show", name, "--json") for name in names_of(read)]
        answers = dict(zip(questions, self.program.ask_all(questions)))
        self.note_crashes(answers)
        self.kpis(root, read, day, answers)
        current = as_json(answers[(root, day, "status", "--json")])
        if current:
            known, said = cycles.current(read, day), current["cycle"]["id"]
            self.report.value(f"{root.name} {day} {said}, not {known}", "the cycle in force", True, said in known, "reference")
        before = len(self.report.differences)
        for name in sorted(read.cycles, key=lambda name: read.cycles[name].days):
            self.cycle(root, read, day, name, answers, len(self.report.differences) == before)
        if with_show:
            self.shown(root, read, day, answers)

    def note_crashes(self, answers):
        for question, (code, _, stderr) in answers.items():
            if code not in (0, 1, 3):
                command = f"{question[0].name} {question[1]} okr {' '.join(question[2:])}"
                self.crashed.append(f"{command}: exit {code}: {stderr.strip()[:200]}")

    def kpis(self, root, read, day, answers):
        found = as_json(answers[(root, day, "kpi", "--json")])
        if found is None:
            return
        where = f"{root.name} {day}"
        self.note_errors(found)
        for record in found["kpis"]:
            self.report.keys(f"{where} kpi/{record['id']}", reference.kpi(read, read.kpis[record["id"]], day), record)
        gates.check_kpis(self.report, where, found, [answers[question] for question in gates.of_kpis(root, day)])

    def note_errors(self, found):
        for diagnostic in found["diagnostics"]:
            if diagnostic["severity"] == "error":
                self.broken.setdefault(diagnostic["code"], diagnostic["message"])

    def cycle(self, root, read, day, name, answers, is_first):
        """The shortest cycle first: a longer one that rolls up from it repeats its differences."""
        where = f"{root.name} {day} {name}"
        found = {command: as_json(answers[(root, day, command, name, "--json")]) for command in COMMANDS}
        if not all(found.values()):
            return
        status = found["status"]
        expected = reference.cycle(read, read.cycles[name], day)
        for command in COMMANDS:
            if command != "status":
                self.report.keys(where, status["cycle"], found[command]["cycle"], f"status beside {command}:")
                self.records(where, command, status, found[command])
        if is_first and self.beside_reference(where, expected, status):
            self.report.keys(where, expected, status["cycle"])
        gates.check_cycle(self.report, where, status, [answers[question] for question in gates.of_cycle(root, day, name)])
        gates.check_total(self.report, where, found["score"], answers[(root, day, "score", name, "--total")])
        gates.check_words(self.report, where, status, answers[(root, day, "status", name, "--plain")])

    def beside_reference(self, where, expected, status):
        """Key results first: what an objective says follows from them, and what a cycle says from its objectives."""
        all_agree = True
        for objective in status["objectives"]:
            known = expected["objectives"].get(objective["id"])
            if known is None:
                continue
            its = known["key_results"]
            agree = [self.report.keys(f"{where}/{kr['id']}", its.get(kr["id"], {}), kr) for kr in objective["key_results"]]
            all_agree &= all(agree) and self.report.keys(f"{where}/{objective['id']}", known, objective)
        return all_agree

    def records(self, where, command, status, other):
        """What another command says of the records of status."""
        for mine, its in zip(status["objectives"], other["objectives"]):
            self.report.keys(f"{where}/{mine['id']}", mine, its, f"status beside {command}:")
            for kr, second in zip(mine["key_results"], its["key_results"]):
                self.report.keys(f"{where}/{kr['id']}", kr, second, f"status beside {command}:")

    def shown(self, root, read, day, answers):
        for name in read.cycles:
            status = as_json(answers[(root, day, "status", name, "--json")])
            for objective in status["objectives"] if status else []:
                for record, kind in [(objective, "objective")] + [(kr, "key_result") for kr in objective["key_results"]]:
                    answer = answers.get((root, day, "show", f"{name}/{record['id']}", "--json"))
                    found = as_json(answer) if answer else None
                    if found:
                        where = f"{root.name} {day} {name}/{record['id']}"
                        self.report.keys(where, record, found[kind], "status beside show:")


def names_of(read):
    for cycle in read.cycles.values():
        for objective in cycle.objectives:
            yield f"{cycle.id}/{objective.id}"
            yield from (f"{cycle.id}/{kr.full_id}" for kr in objective.key_results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("okr")
    parser.add_argument("--worlds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1, help="of the first world")
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="a few worlds, some seconds")
    parser.add_argument("--without", default="", help="leave out of the worlds: lists,targets,...")
    parser.add_argument("--examples", type=int, default=3, help="differences to print of each kind")
    options = parser.parse_args()
    if options.quick:
        options.worlds, options.days = 15, 2
    agreement = Agreement(Program(options.okr), tempfile.mkdtemp(prefix="okr-agree-"), options)
    for seed in range(options.seed, options.seed + options.worlds):
        agreement.world(seed)
    print(agreement.report.summary(options.examples))
    for code, message in sorted(agreement.broken.items()):
        print(f"the worlds have errors: {code} {message}")
    for line in agreement.crashed[:10]:
        print(line)
    print(f"{options.worlds} worlds, {agreement.program.calls} calls, folders of differing ones in {agreement.folder}")
    return 1 if agreement.crashed or not agreement.report.agrees() else 0


if __name__ == "__main__":
    sys.exit(main())
