#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""okr check --fix at a terminal: what it would write is shown, and written only after a yes. Usage: fixing.py OKR EXAMPLES.
Skipped (77) without pexpect."""
import pathlib
import shutil
import sys
import tempfile

try:
    import pexpect
except ImportError:
    print("python3-pexpect is not there: skipped")
    sys.exit(77)

OKR, EXAMPLES = str(pathlib.Path(sys.argv[1]).absolute()), pathlib.Path(sys.argv[2])


def workspace(folder):
    root = pathlib.Path(folder) / "goals"
    shutil.copytree(EXAMPLES / "personal", root)
    file = root / "2026-Q3" / "cycle.toml"
    file.write_text(file.read_text().replace("target = 400", "tagret = 400"))
    return root, file


def start(root, *words):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(root.parent), "OKR_TODAY": "2026-08-24", "OKR_ME": "ana",
                   "OKR_SOURCE": "ana-x1", "LANG": "C.UTF-8", "TERM": "dumb", "COLUMNS": "80"}
    return pexpect.spawn(OKR, ["check", "--fix", *words], cwd=root, env=environment, encoding="utf-8", timeout=10,
                         dimensions=(40, 80))


def end(child, code):
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code, (child.exitstatus, child.before)
    return child.before


def answered(answer, code, is_written):
    with tempfile.TemporaryDirectory() as folder:
        root, file = workspace(folder)
        before = file.read_text()
        child = start(root)
        child.expect(r"\+target = 400")
        child.expect(r"Write this\? \[Y/n\] ")
        assert file.read_text() == before, "asked first"
        child.send(answer)
        text = end(child, code)
        assert ("Wrote 2026-Q3/cycle.toml" in text) == is_written and "+target" not in text, text
        assert (file.read_text() == before.replace("tagret", "target")) == is_written


def not_asked():
    for words, is_written in (("-n", False), ("--no-input", True), ("--json", True)):
        with tempfile.TemporaryDirectory() as folder:
            root, file = workspace(folder)
            text = end(start(root, words), 0)
            assert "[Y/n]" not in text and ("tagret" not in file.read_text()) == is_written, (words, text)


answered("\r", 0, True)
answered("what\rn\r", 1, False)
answered("\x04", 130, False)
not_asked()
print("ok")
