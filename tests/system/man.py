#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""okr man at a terminal: the page goes to the man that is there; without one the error says how to read on.

usage: man.py OKR EXAMPLES
"""
import os
import pathlib
import tempfile

import terminal

MAN_DB = """#!/bin/sh
[ "$1" = --version ] && exit 0
echo "man $* shows: $(head -n 2 | tail -n 1)"
"""
MANDOC = """#!/bin/sh
echo "mandoc $* shows: $(head -n 2 | tail -n 1)"
"""


def tools(folder, **programs):
    """A folder for PATH with a shell, what the scripts use, and these programs."""
    folder.mkdir()
    for name in ("sh", "head", "tail"):
        os.symlink(f"/usr/bin/{name}", folder / name)
    for name, text in programs.items():
        path = folder / name
        path.write_text(text)
        path.chmod(0o755)
    return str(folder)


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = terminal.workspace(folder)
        here = pathlib.Path(folder)

        def said(code, path, *words):
            return terminal.end(terminal.start(root, "2026-08-17", "man", *words, PATH=path), code)

        with_man = tools(here / "man-db", man=MAN_DB, mandoc=MANDOC)
        assert said(0, with_man).strip() == "man -l - shows: .Dt OKR 1"
        assert said(0, with_man, "okr.5").strip() == "man -l - shows: .Dt OKR 5"
        assert said(0, with_man, "okr-tutorial").strip() == "man -l - shows: .Dt OKR-TUTORIAL 7"
        assert said(0, with_man, "--no-pager").startswith(".Dd ")
        assert said(0, tools(here / "mandoc", mandoc=MANDOC)).strip() == "mandoc -a shows: .Dt OKR 1"
        without = said(4, tools(here / "none"))
        assert "there is no man on this machine" in without and "okr man > okr.1" in without, without
    print("okr man: five pages shown, one machine without man")


if __name__ == "__main__":
    main()
