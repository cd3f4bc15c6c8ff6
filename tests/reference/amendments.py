#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A tiny workspace for each amendment of the method, and what the page says of it: amendments.py OKR [NUMBER]

Each is asked of the program and of the reference, so that neither is bent to the other. A NUMBER prints its files too.
"""

import argparse
import datetime
import pathlib
import sys
import tempfile

from comparison import plain, same
from okr_reference import cycles, report as reference, workspace
from program import Program, as_json
from small_worlds import CASES


def files_of(text):
    """`== path` begins a file; okr.toml is written where a case has none."""
    files = {"okr.toml": "format = 1\n"}
    for part in text.split("== ")[1:]:
        name, _, body = part.partition("\n")
        files[name.strip()] = body
    return files


def write(files, root):
    for name, body in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body)


def of_program(program, root, day, what):
    """`what` is "gate WORDS", "cycle", a KPI as kpi/ID, or CYCLE/OBJECTIVE or CYCLE/OBJECTIVE.KR."""
    if what.startswith("gate "):
        return {"exit": program.ask(root, day, *what.split()[1:])[0]}
    if what == "cycle":
        found = as_json(program.ask(root, day, "status", "--json"))
        return {"id": found and found["cycle"]["id"]}
    if what.startswith("kpi/"):
        found = as_json(program.ask(root, day, "kpi", "--json")) or {"kpis": []}
        return next((kpi for kpi in found["kpis"] if kpi["id"] == what[4:]), {})
    cycle, _, name = what.partition("/")
    found = as_json(program.ask(root, day, "status", cycle, "--json")) or {"objectives": []}
    for objective in found["objectives"]:
        for record in (objective, *objective["key_results"]):
            if record["id"] == name:
                return record
    return {}


def of_reference(root, day, what):
    read = workspace.read(root)
    if what.startswith("gate "):
        return None
    if what == "cycle":
        return {"id": cycles.current(read, day)[0]}
    if what.startswith("kpi/"):
        return reference.kpi(read, read.kpis[what[4:]], day)
    cycle, _, name = what.partition("/")
    objective = reference.cycle(read, read.cycles[cycle], day)["objectives"][name.split(".")[0]]
    return objective if "." not in name else objective["key_results"][name]


def meets(key, expected, found):
    """A text of digits is a number as the page prints it, to four decimals."""
    if isinstance(expected, str) and isinstance(found, float):
        return f"{found:.4f}" == expected
    return same(key, expected, plain(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("okr")
    parser.add_argument("number", nargs="?", help="of an amendment: only it, with its files")
    options = parser.parse_args()
    program, folder = Program(options.okr), pathlib.Path(tempfile.mkdtemp(prefix="okr-amendments-"))
    faults = 0
    for index, (number, says, text, asked) in enumerate(CASES):
        if options.number and options.number != str(number):
            continue
        root = folder / f"{number}-{index}"
        write(files_of(text), root)
        if options.number:
            print(text)
        for day, what, expected in asked:
            date = datetime.date.fromisoformat(day)
            answers = {"program": of_program(program, root, date, what), "reference": of_reference(root, date, what)}
            for who, found in answers.items():
                if found is None:
                    continue
                seen = {key: found.get(key) for key in expected}
                good = all(meets(key, value, seen[key]) for key, value in expected.items())
                faults += not good
                if not good:
                    print(f"{number:>3} {says}\n      {day} {what}: page {expected}, {who} {seen}   {root}")
    print(f"{len(CASES)} small workspaces, {faults} answers differ from the page")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
