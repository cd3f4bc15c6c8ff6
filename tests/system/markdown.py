# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged". And what `okr export md --all` writes of each example, imported into an empty workspace: every report says the same,
every cycle scores the same, and every value of a definition and of [result] is the same. What a page does not keep: check-ins
as such (who wrote them at what time, and what they say of no key result), `allow` of a whole file, names of files, comments.

usage: markdown.py OKR PAGES EXAMPLES
"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib

OKR, PAGES, EXAMPLES = (pathlib.Path(word).absolute() for word in sys.argv[1:4])
DAY = "2026-08-17"
SAID = (("kpi_readings", ("kpi", "period", "value_num", "note")),)
OPTIONS = {"nonsense": ["--skip-bad"], "umlauts": ["--decimal", ","]}


def okr(folder, *words, code=0, today="2026-09-14"):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), "OKR_TODAY": today,
                   "OKR_SOURCE": "ana-x1", "OKR_ME": "ana"}
    run = subprocess.run([OKR, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == code, (words, run.returncode, run.stdout, run.stderr)
    return run.stdout + run.stderr


def imported(page, folder):
    (folder / "okr.toml").write_text('format = 1\n[workspace]\ntitle = "Imported"\n')
    options = OPTIONS.get(page.stem, [])
    first = okr(folder, "import", str(page), *options)
    assert "new" in first, first
    found = okr(folder, "check")
    assert " error" not in found, found
    before = {path: path.read_bytes() for path in folder.rglob("*.toml")}
    again = okr(folder, "import", str(page), *options)
    assert "Unchanged" in again, again
    assert before == {path: path.read_bytes() for path in folder.rglob("*.toml")}, "the second import wrote something"


def rows(folder, report):
    """A report as tables have it."""
    return [line.split("\t") for line in okr(folder, report, "--format", "tsv", today=DAY).splitlines()]


# What [defaults] of a file says for each of its objectives.
DEFAULTS = ("team", "owner", "type", "level", "tags")
# Where a KPI's readings stand and how they are read; they are compared by table.
OF_READINGS = ("readings", "values", "date-column", "value-column", "delimiter", "decimal", "date-format")


def cycles(folder):
    """Every cycle's tables, of all its files; [defaults] as values of the objectives."""
    found = {}
    for path in sorted(folder.glob("*/cycle.toml")):
        tables = {}
        for file in sorted(path.parent.glob("*.toml")):
            read = tomllib.loads(file.read_text())
            defaults = {key: value for key, value in read.pop("defaults", {}).items() if key in DEFAULTS}
            for name, table in read.items():
                is_objective = name not in ("cycle", "result") and not name.startswith("x-")
                tables[name] = defaults | table if is_objective else table
        tables.setdefault("cycle", {})
        found[path.parent.name] = tables
    return found


def kpis(folder):
    found = {}
    for path in sorted(folder.glob("kpi/*.toml")) + sorted(folder.glob("kpi/*/kpi.toml")):
        name = path.parent.name if path.name == "kpi.toml" else path.stem
        read = tomllib.loads(path.read_text())
        found[name] = {key: value for key, value in read.items() if key not in OF_READINGS}
    return found


def table(folder, name, columns):
    """Columns of a table of `okr export tables`, as a set of rows."""
    out = folder / "tables"
    if not out.exists():
        okr(folder, "export", "tables", "--all", "-o", str(out), today=DAY)
    with (out / f"{name}.csv").open(newline="") as file:
        return sorted(tuple(row[column] for column in columns) for row in csv.DictReader(file))


def score(folder, cycle):
    report = json.loads(okr(folder, "score", cycle, "--json", today=DAY))
    report.pop("diagnostics", None)
    return report


def same(before, after, what):
    """The first place where they differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        assert before.keys() == after.keys(), (what, sorted(before.keys() ^ after.keys()))
        for key, value in before.items():
            same(value, after[key], f"{what}.{key}")
        return
    assert before == after, (what, before, after)


def exported(example, folder):
    page, source = folder / "page.md", folder / "source"
    shutil.copytree(example, source)
    example = source
    page.write_text(okr(example, "export", "md", "--all", today=DAY))
    target = folder / "target"
    target.mkdir()
    (target / "okr.toml").write_bytes((example / "okr.toml").read_bytes())
    okr(target, "import", str(page), today=DAY)
    for report in ("status", "score", "kpi", "forecast", "review"):
        before, after = rows(example, report), rows(target, report)
        assert len(before) == len(after) > 1, (report, len(before), len(after))
        for row, other in zip(before, after):
            assert row == other, (report, row, other)
    same(cycles(example), cycles(target), example.name)
    same(kpis(example), kpis(target), "kpi")
    for cycle in cycles(example):
        same(score(example, cycle), score(target, cycle), f"score {cycle}")
    for name, columns in SAID:
        same(table(example, name, columns), table(target, name, columns), name)
    again = okr(target, "import", str(page), today=DAY)
    assert "Unchanged" in again, again


def main():
    pages = sorted(PAGES.glob("*.md"))
    assert len(pages) >= 8, pages
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            imported(page, pathlib.Path(folder))
            print(f"{page.stem}: as it should be")
    for example in sorted(path.parent for path in EXAMPLES.glob("*/okr.toml")):
        with tempfile.TemporaryDirectory() as folder:
            exported(example, pathlib.Path(folder))
            print(f"{example.name}: exported and imported")


main()
