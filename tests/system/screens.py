# SPDX-License-Identifier: MIT
"""The screens of every example at many widths: no number is cut, nothing is cut where there is room, a forecast has one line a
key result, and a weekly review fits one screen but for what people said.

usage: screens.py OKR EXAMPLES
"""

import json
import os
import pathlib
import re
import subprocess
import sys

OKR, EXAMPLES = (pathlib.Path(word).absolute() for word in sys.argv[1:3])
REPORTS = (["status"], ["score"], ["score", "--forecast"], ["forecast"], ["review"], ["review", "--mid"], ["review", "--final"],
           ["kpi"], ["tree"], ["next"])
WIDTHS = (60, 66, 72, 80, 90, 100, 110, 120, 140, 160)
WIDE = 160      # every title of the examples has room
SCREEN = 40     # lines of a weekly review of up to three objectives, above what people said
CHANCE = re.compile(r"(?:[<>]?\d+ %)")


def okr(folder, *words):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "OKR_TODAY": "2026-08-17"}
    run = subprocess.run([OKR, "-C", folder, *words], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, (words, run.returncode, run.stderr)
    return run.stdout


def titles(value):
    """Every title in a report's JSON."""
    if isinstance(value, list):
        return [title for one in value for title in titles(one)]
    if not isinstance(value, dict):
        return []
    own = [value["title"]] if value.get("title") else []
    return own + [title for one in value.values() for title in titles(one)]


def cut_numbers(text, known):
    """Places where a number lost digits, a unit apart; a title may end in one."""
    for found in re.finditer(r"(\S*\d)…", text):
        line = text[:found.end()].rsplit("\n", 1)[-1].removesuffix("…")
        if not any(line.endswith(title[:length]) for title in known for length in range(4, len(title))):
            yield text[:found.end()].rsplit("\n", 1)[-1]


def check_forecast(folder, width):
    """A line a key result, with its chance where there is one."""
    screen = okr(folder, "forecast", "--width", str(width)).splitlines()
    report = json.loads(okr(folder, "forecast", "--json"))
    for objective in report["objectives"]:
        for kr in objective["key_results"]:
            if kr["p_target"] is None:
                continue
            rows = [line for line in screen if line.startswith(f"  {kr['id'].split('.')[1]} ")]
            assert any(CHANCE.search(row[20:]) for row in rows), (width, kr["id"], rows)


def main():
    examples = sorted(path.parent for path in EXAMPLES.glob("*/okr.toml"))
    assert len(examples) >= 7, examples
    for example in examples:
        known = set(titles(json.loads(okr(example, "tree", "--json")))) | set(titles(json.loads(okr(example, "status", "--json"))))
        known |= set(titles(json.loads(okr(example, "kpi", "--json"))))
        for report in REPORTS:
            for width in WIDTHS:
                text = okr(example, *report, "--width", str(width))
                assert not list(cut_numbers(text, known)), (example.name, report, width, list(cut_numbers(text, known)))
                assert width < WIDE or "…" not in text, (example.name, report, text)
        for width in (80, 90, 100, 120):
            check_forecast(example, width)
        objectives = len(json.loads(okr(example, "status", "--json"))["objectives"])
        lines = len(okr(example, "review", "--width", "80").rpartition("─" * 80)[0].splitlines())
        assert objectives > 3 or lines <= SCREEN, (example.name, objectives, lines)
        print(f"{example.name}: {objectives} objectives, a review of {lines} lines")


main()
