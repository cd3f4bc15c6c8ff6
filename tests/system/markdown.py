# SPDX-License-Identifier: MIT
"""Pages of OKRs as people write them (tests/data/markdown), each imported into an empty workspace: `okr check` finds no error,
and the same page again is "Unchanged". And what `okr export md` writes of an example, imported: the same running cycles.

usage: markdown.py OKR PAGES EXAMPLES
"""

import json
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


def facts(folder, cycle):
    """Of each record what people see: ids, titles, values, where it goes."""
    board = json.loads(okr(folder, "status", cycle, "--json", today="2026-08-17"))
    kept = ("id", "title", "kind", "value", "baseline", "target", "unit", "owner", "weight", "state", "confidence")
    return [({key: objective[key] for key in ("id", "title", "type", "weight", "state", "team")},
             [{key: kr[key] for key in kept} for kr in objective["key_results"]]) for objective in board["objectives"]]


def exported(example, folder):
    page = folder / "page.md"
    page.write_text(okr(example, "export", "md", "--all", today="2026-08-17"))
    (folder / "okr.toml").write_bytes((example / "okr.toml").read_bytes())
    okr(folder, "import", "page.md", today="2026-08-17")
    for cycle in ("2026", "2026-Q3"):
        before, after = facts(example, cycle), facts(folder, cycle)
        for (a, krs), (b, others) in zip(before, after, strict=True):
            assert a == b, (cycle, a, b)
            for kr, other in zip(krs, others, strict=True):
                assert kr == other, (cycle, [(key, kr[key], other[key]) for key in kr if kr[key] != other[key]], kr["id"])
    again = okr(folder, "import", "page.md", today="2026-08-17")
    assert "Unchanged" in again, again


def can_export():
    run = subprocess.run([OKR, "export", "--help"], capture_output=True, check=False)
    return run.returncode == 0


def main():
    pages = sorted(PAGES.glob("*.md"))
    assert len(pages) >= 8, pages
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            imported(page, pathlib.Path(folder))
            print(f"{page.stem}: as it should be")
    for example in [EXAMPLES / "personal"] if can_export() else []:
        with tempfile.TemporaryDirectory() as folder:
            exported(example, pathlib.Path(folder))
            print(f"{example.name}: exported and imported")


main()
