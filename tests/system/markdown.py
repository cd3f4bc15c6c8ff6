# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged". And what `okr export md --all` writes of each example, imported: every table of
`okr export tables` is the same to the letter, and so are the log, what `okr check` finds, and what people read on the page
that the second one writes. A workspace with every key of every record, and people's own keys in each (every-key beside
PAGES): its files say the same when they come back.

usage: markdown.py OKR PAGES EXAMPLES
"""

import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

OKR, PAGES, EXAMPLES = (pathlib.Path(word).absolute() for word in sys.argv[1:4])
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


def tables(workspace, folder):
    """All that the workspace knows, as `okr export tables` has it: records, what was said and by whom, scores day by day."""
    okr(workspace, "export", "tables", "-o", str(folder), today="2026-08-17")
    written = {path.name: path.read_text().splitlines() for path in sorted(folder.iterdir())}
    assert sum(len(lines) > 1 for name, lines in written.items() if name.endswith(".csv")) >= 10, sorted(written)
    return written


def shown(page):
    """Without the hidden notes, in which keys stand in the order of the file."""
    return re.sub(r"<!-- okr: .* -->", "", page)


def exported(example, folder):
    page = folder / "page.md"
    page.write_text(okr(example, "export", "md", "--all", today="2026-08-17"))
    again = folder / "again"
    again.mkdir()
    (again / "okr.toml").write_bytes((example / "okr.toml").read_bytes())
    okr(again, "import", str(page), today="2026-08-17")
    before, after = tables(example, folder / "before"), tables(again, folder / "after")
    assert before.keys() == after.keys()
    for name, lines in before.items():
        for row, other in itertools.zip_longest(lines, after[name]):
            assert row == other, (name, row, other)
    for report in ("log", "check"):
        one, other = (okr(workspace, report, today="2026-08-17") for workspace in (example, again))
        # A cycle may stand in several files; a page makes it one.
        assert re.sub(r"in \d+ files", "", one) == re.sub(r"in \d+ files", "", other), (report, one, other)
    assert shown(okr(again, "export", "md", "--all", today="2026-08-17")) == shown(page.read_text()), "people read something else"
    unchanged = okr(again, "import", str(page), today="2026-08-17")
    assert "Unchanged" in unchanged, unchanged


def tables_of(toml, heading):
    """The tables that a definition of a schema is of, wherever they stand in files of cycles and KPIs."""
    cycles = [text for path, text in toml.items() if path.name == "cycle.toml"]
    kpis = [text for path, text in toml.items() if path.parts[0] == "kpi"]
    objectives = [value for cycle in cycles for key, value in cycle.items()
                  if isinstance(value, dict) and key not in ("cycle", "result") and not key.startswith("x-")]
    results = [value for objective in objectives for key, value in objective.items()
               if isinstance(value, dict) and not key.startswith("x-")]
    closed = [cycle["result"] for cycle in cycles if "result" in cycle]
    work = objectives + results
    return {
        "cycle": [cycle["cycle"] for cycle in cycles],
        "objective": objectives,
        "key-result": results,
        "step": [step for kr in results for step in kr.get("steps", []) if isinstance(step, dict)],
        "initiative": [one for record in work for one in record.get("initiatives", []) if isinstance(one, dict)],
        "change": [change for record in work for change in record.get("changes", [])],
        "result": closed,
        "objective-result": [one for result in closed for one in result["objective"].values()],
        "key-result-result": [one for result in closed for krs in result["kr"].values() for one in krs.values()],
        "kpi": kpis,
        "benchmark": [one for kpi in kpis for one in kpi.get("benchmarks", [])],
        "target": [one for kpi in kpis for one in kpi.get("targets", {}).values() if isinstance(one, dict)],
        "reading": [one for kpi in kpis for one in kpi.get("readings", {}).values() if isinstance(one, dict)],
    }[heading]


def parsed(workspace):
    """Every file but okr.toml; line ends around a check-in's note are none of its words."""
    toml = {path.relative_to(workspace): tomllib.loads(path.read_text())
            for path in sorted(workspace.rglob("*.toml")) if path.name != "okr.toml"}
    for path, file in toml.items():
        if "checkins" in path.parts and "note" in file:
            file["note"] = file["note"].strip()
    return toml


# Where its readings come from: a page has them written out, and those of a formula are made again.
OF_CSV = {"values", "date-column", "value-column", "decimal", "delimiter", "date-format"}
WITHOUT_OWN_KEYS = {"reading"}  # `okr help export` says so


def every_key(workspace, folder):
    before = parsed(workspace)
    for kind in ("cycle", "kpi"):
        schema = json.loads(okr(workspace, "schema", kind))
        known = schema["definitions"] | ({"kpi": schema} if kind == "kpi" else {})
        for heading, definition in known.items():
            there = {key for table in tables_of(before, heading) for key in table}
            lacks = set(definition["properties"]) - there - OF_CSV
            assert not lacks, f"{workspace} has no {heading} with {lacks}"
            assert heading in WITHOUT_OWN_KEYS or any(key.startswith("x-") for key in there), (heading, there)
    page = folder / "page.md"
    page.write_text(okr(workspace, "export", "md", "--all", today="2026-08-17"))
    again = folder / "again"
    again.mkdir()
    (again / "okr.toml").write_bytes((workspace / "okr.toml").read_bytes())
    said = okr(again, "import", str(page), today="2026-08-17")
    assert "comment" not in said and "left out" not in said, said
    after = parsed(again)
    assert before.keys() == after.keys(), (before.keys(), after.keys())
    for path, file in before.items():
        assert file == after[path], (path, file, after[path])
    unchanged = okr(again, "import", str(page), today="2026-08-17")
    assert "Unchanged" in unchanged and "stays" not in unchanged, unchanged


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
    with tempfile.TemporaryDirectory() as folder:
        every_key(PAGES.parent / "every-key", pathlib.Path(folder))
        print("every key: exported and imported")


main()
