#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""okr check --fix: at a terminal what it would write is shown, and written only after a yes; and any key of the examples that
is misspelt is put right, byte for byte, once. Usage: fixing.py OKR EXAMPLES. Skipped (77) without pexpect."""
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

import terminal
from terminal import EXAMPLES, OKR, end


def misspelt_workspace(folder):
    root = terminal.workspace(folder)
    file = root / "2026-Q3" / "cycle.toml"
    file.write_text(file.read_text().replace("target = 400", "tagret = 400"))
    return root, file


def start(root, *words):
    return terminal.start(root, "2026-08-24", "check", "--fix", *words)


def answered(answer, code, is_written):
    with tempfile.TemporaryDirectory() as folder:
        root, file = misspelt_workspace(folder)
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
            root, file = misspelt_workspace(folder)
            text = end(start(root, words), 0)
            assert "[Y/n]" not in text and ("tagret" not in file.read_text()) == is_written, (words, text)


def misspelt(key):
    """A letter inside is gone, or has changed places with the next."""
    at = random.randrange(1, len(key) - 1)
    return key[:at] + key[at + 1:] if random.random() < 0.5 else key[:at] + key[at + 1] + key[at] + key[at + 2:]


def restored(count):
    random.seed(5)
    files = sorted(EXAMPLES.glob("*/**/*.toml"))
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/", "OKR_TODAY": "2026-08-24", "LC_ALL": "C.UTF-8"}
    for _ in range(count):
        source = random.choice(files)
        text = source.read_text()
        keys = [m for m in re.finditer(r"(?m)(?:^|[{,] )([a-z][a-z-]{4,})\s*=", text) if text[:m.start()].count('"""') % 2 == 0]
        if not keys:
            continue
        key = random.choice(keys)
        example, name = source.relative_to(EXAMPLES).parts[0], source.relative_to(EXAMPLES)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(EXAMPLES / example, pathlib.Path(folder) / example)
            file = pathlib.Path(folder) / name
            file.write_text(text[:key.start(1)] + misspelt(key[1]) + text[key.end(1):])
            wrong = file.read_text()
            for _ in range(2):
                done = subprocess.run([OKR, "check", "--fix"], cwd=file.parent, env=environment, capture_output=True, text=True,
                                      check=False)
            assert file.read_text() == text, (str(name), key[1], wrong)
            assert "Nothing that has one right answer." in done.stdout, done.stdout


answered("\r", 0, True)
answered("what\rn\r", 1, False)
answered("\x04", 130, False)
not_asked()
restored(40)
print("ok")
