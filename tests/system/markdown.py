# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged".

usage: markdown.py OKR PAGES
"""

import os
import pathlib
import subprocess
import sys
import tempfile

OKR, PAGES = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
OPTIONS = {"nonsense": ["--skip-bad"], "umlauts": ["--decimal", ","]}


def okr(folder, *words, code=0):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(folder), "OKR_TODAY": "2026-09-14",
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


def main():
    pages = sorted(PAGES.glob("*.md"))
    assert len(pages) >= 8, pages
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            imported(page, pathlib.Path(folder))
            print(f"{page.stem}: as it should be")


main()
