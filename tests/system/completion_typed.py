#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tab, pressed in bash, zsh and fish at a terminal: what the line becomes, blanks in names and open quotes included. Usage:
completion_typed.py OKR EXAMPLES. Skipped (77) without pexpect; a shell that is not installed is named."""

import os
import pathlib
import re
import shutil
import sys
import tempfile

try:
    import pexpect
except ImportError:
    print("python3-pexpect is not there: skipped")
    sys.exit(77)

OKR, EXAMPLES = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2])

# What is typed (TAB is the key), and the words that the command would get.
LINES = [
    ("okr import my\t", ["okr", "import", "my readings.csv"]),
    ("okr import 'my\t", ["okr", "import", "my readings.csv"]),
    ("okr import my\\ r\t", ["okr", "import", "my readings.csv"]),
    ("okr -C a\\ f\t", ["okr", "-C", "a folder"]),
    ("okr checkin --from=my\t", ["okr", "checkin", "--from=my readings.csv"]),
    ("okr checkin fit.doc\ty\t", ["okr", "checkin", "fit.doctor=yes"]),
    ("okr checkin release=man\t", ["okr", "checkin", "release=man pages"]),
    ("okr show 2026-Q2/usable.te\t", ["okr", "show", "2026-Q2/usable.testers"]),
    ("okr status 2026-Q2/usa\t", None),  # an objective and its key results: nothing is chosen
    ("okr init --example mar\t", ["okr", "init", "--example", "marketing"]),
    ("okr set ship.type=com\t", ["okr", "set", "ship.type=committed"]),
    ("okr set 2026-Q3/ship.users.targ\t", ["okr", "set", "2026-Q3/ship.users.target="]),
    ("okr new kr ship.x kind=mil\t", ["okr", "new", "kr", "ship.x", "kind=milestones"]),
    ("okr new kr shi\tx", ["okr", "new", "kr", "ship.x"]),
    ("okr new kr ship.x kpi=sl\t", ["okr", "new", "kr", "ship.x", "kpi=sleep"]),
]
START = {
    "bash": (["--norc", "--noprofile", "-i"], "PS1='$ '; bind 'set enable-bracketed-paste off'; eval \"$(okr completions bash)\""),
    "zsh": (["-f", "-i"], "PS1='$ '; unsetopt zle_bracketed_paste prompt_sp; autoload -U compinit; compinit -u -D; bindkey -e; "
            "eval \"$(okr completions zsh)\""),
    "fish": (["--no-config", "-i"], "function fish_prompt; echo '$ '; end; function fish_greeting; end; okr completions fish | source"),
}


def wait_for_silence(child, answer=1.5, pause=0.3):
    """Until what was sent is answered and nothing more comes; `answer` is how long a TAB that changes nothing takes."""
    child.expect([r".", pexpect.TIMEOUT], timeout=answer)
    while child.expect([r".+", pexpect.TIMEOUT], timeout=pause) == 0:
        pass


def words_of(shell, folder, typed):
    """Types the line with its TABs, puts a printf in front of it and presses Enter."""
    environment = {"PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": str(folder), "TERM": "dumb", "LC_ALL": "C.UTF-8",
                   "OKR_TODAY": "2026-08-24", "COLUMNS": "200", "INPUTRC": "/dev/null", "XDG_CONFIG_HOME": str(folder)}
    options, start = START[shell]
    child = pexpect.spawn(shell, options, cwd=folder / "goals", env=environment, encoding="utf-8", timeout=20,
                          dimensions=(50, 200))
    child.sendline(start + "; echo rea''dy")
    child.expect("\r\nready\r\n")
    for part in re.findall("\t|[^\t]+", typed):
        child.send(part)
        wait_for_silence(child, 1.5 if part == "\t" else 0.5)
    quote = "'" if typed.count("'") % 2 else ""
    child.send("\x01printf '<%s>\\n' ")
    child.sendline("\x05; echo en''d")
    child.expect(["\r\nend\r\n", pexpect.TIMEOUT], timeout=5)
    words = re.findall(r"<([^>\r\n%]*)>(?=\r|$)", child.before)
    child.close(force=True)
    assert not quote or words, child.before
    return words


failed = False
with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    (folder / "bin").mkdir()
    os.symlink(OKR, folder / "bin" / "okr")
    shutil.copytree(EXAMPLES / "personal", folder / "goals")
    (folder / "goals" / "my readings.csv").write_text("date,value\n")
    (folder / "goals" / "a folder").mkdir()
    for shell in START:
        if len(sys.argv) > 3 and shell not in sys.argv[3:]:
            continue
        if not shutil.which(shell):
            print(shell, "is not installed: skipped")
            continue
        for typed, expected in LINES:
            words = words_of(shell, folder, typed)
            # A zsh takes the slash of a folder away again when the word ends.
            words = [word.removesuffix("/") for word in words]
            if expected is not None and words != expected:
                print(f"{shell}: {typed!r} becomes {words}, not {expected}")
                failed = True
        print("ok" if not failed else "not ok", shell, flush=True)
sys.exit(failed)
