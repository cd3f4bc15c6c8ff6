# SPDX-License-Identifier: MIT
"""okr at a pseudo-terminal, one command at a time. Ends the script with 77, skipped, where python3-pexpect is not installed."""
import pathlib
import shutil
import sys

try:
    import pexpect
except ImportError:
    print("python3-pexpect is not there: skipped")
    sys.exit(77)

OKR, EXAMPLES = str(pathlib.Path(sys.argv[1]).absolute()), pathlib.Path(sys.argv[2])


def workspace(folder):
    root = pathlib.Path(folder) / "goals"
    shutil.copytree(EXAMPLES / "personal", root)
    return root


def start(root, today, *words, columns=80, **variables):
    """The command as Ana types it in the workspace, without a terminal that can do more than print."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(root.parent), "OKR_TODAY": today, "OKR_ME": "ana",
                   "OKR_SOURCE": "ana-x1", "LANG": "C.UTF-8", "TERM": "dumb", "COLUMNS": str(columns), **variables}
    return pexpect.spawn(OKR, list(words), cwd=root, env=environment, encoding="utf-8", timeout=10,
                         dimensions=(40, columns))


def end(child, code):
    """What it still says; it must end with the code."""
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code, (child.exitstatus, child.before)
    return child.before
