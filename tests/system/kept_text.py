#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The text of okr checkin -e that could not be used: the next one offers it. Skipped (77) without pexpect.

usage: kept_text.py OKR EXAMPLES
"""
import pathlib
import shutil
import tempfile

import terminal
from terminal import EXAMPLES, OKR, end, pexpect


def start(root, editor, *words):
    return terminal.start(root, "2026-08-24", "checkin", "-e", *words, columns=200, GIT_EDITOR=editor)


def checkins(root):
    return sorted(path.name for path in (root / "2026-Q3/checkins").iterdir())


with tempfile.TemporaryDirectory() as folder:
    root = terminal.workspace(folder)
    other = pathlib.Path(folder) / "other"
    shutil.copytree(EXAMPLES / "personal", other)
    drafts = pathlib.Path(folder) / ".local/state/okr"
    before = checkins(root)

    child = start(root, "sed -i 's/^# fit.km .*/fit.km = twelve/'", "--all")
    child.expect("your text is kept")
    end(child, 2)
    assert checkins(root) == before and len(list(drafts.glob("checkin*"))) == 1

    # In another workspace it is not offered.
    child = start(other, "true")
    child.expect("the text was left as it was")
    end(child, 0)

    # Beside something else that is said it is named, not taken for that.
    child = start(root, "truncate -s 0", "ship.users=140")
    child.expect("a text that was not written is kept: okr checkin --from ")
    child.expect("nothing was said: nothing was written")
    end(child, 0)

    child = start(root, "sed -i 's/^fit.km = twelve/fit.km = 12/'")
    child.expect("A text that was not written is kept in ")
    child.expect(r"Go on with it\? \[Y/n\] ")
    child.sendline("")
    child.expect("Wrote 2026-Q3/checkins/2026-08-24-ana-x1.toml")
    end(child, 0)
    assert "fit.km = 12" in (root / "2026-Q3/checkins/2026-08-24-ana-x1.toml").read_text()
    assert not list(drafts.glob("checkin*")), list(drafts.glob("checkin*"))

    # A person without a home: the draft stays in the workspace, where nobody else can have put one.
    environment = {"PATH": "/usr/bin:/bin", "OKR_TODAY": "2026-08-25", "OKR_ME": "ana", "OKR_SOURCE": "ana-x1",
                   "GIT_EDITOR": "sed -i 's/^# fit.km .*/fit.km = twelve/'"}
    child = pexpect.spawn(OKR, ["checkin", "-e", "--all"], cwd=root, env=environment, encoding="utf-8", timeout=10)
    child.expect("your text is kept")
    end(child, 2)
    assert [path.name for path in (root / ".okr/drafts").iterdir()] == ["checkin-2026-08-25.toml"]
