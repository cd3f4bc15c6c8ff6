# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged". And what `okr export md --all` writes of each example, imported: every report says the same.

usage: markdown.py OKR PAGES EXAMPLES
"""

import os
import pathlib
import subprocess
import sys
import tempfile

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


def rows(folder, report):
    """A report as tables have it, without the cycle before: one that only [result] knows is no page."""
    lines = [line.split("\t") for line in okr(folder, report, "--format", "tsv", today="2026-08-17").splitlines()]
    left_out = lines[0].index("previous") if "previous" in lines[0] else None
    return [[cell for at, cell in enumerate(line) if at != left_out] for line in lines]


def exported(example, folder):
    page = folder / "page.md"
    page.write_text(okr(example, "export", "md", "--all", today="2026-08-17"))
    (folder / "okr.toml").write_bytes((example / "okr.toml").read_bytes())
    okr(folder, "import", "page.md", today="2026-08-17")
    for report in ("status", "score", "kpi", "forecast", "review"):
        before, after = rows(example, report), rows(folder, report)
        assert len(before) == len(after) > 1, (report, len(before), len(after))
        for row, other in zip(before, after):
            assert row == other, (report, row, other)
    again = okr(folder, "import", "page.md", today="2026-08-17")
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
