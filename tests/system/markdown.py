# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged". And what `okr export md --all` writes of each example, imported: every table of
`okr export tables` is the same to the letter, and so are the log, what `okr check` finds, and what people read on the page that the second one writes.

usage: markdown.py OKR PAGES EXAMPLES
"""

import itertools
import os
import pathlib
import re
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
