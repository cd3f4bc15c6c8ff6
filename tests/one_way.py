# SPDX-License-Identifier: MIT
"""Folders of src/reports include one way: none leads back to itself, nor round a corner. Usage: one_way.py [ROOT] | --finds

A screen shows what another says (a review the board, the board a forecast); two that ask each other are one screen, or what
they share belongs below both. --finds tries that on three folders that lead round."""
import pathlib
import re
import sys
import tempfile

FLOOR = "reports"


def includes_of(root):
    """Folder -> the folders it includes, with a file that does; "" is the floor itself."""
    floor = root / "src" / FLOOR
    found = {}
    for source in sorted(floor.rglob("*.?pp")):
        here = "/".join(source.relative_to(floor).parts[:-1])
        for named in re.findall(rf'^#include "{FLOOR}/([^"]+)"', source.read_text(), re.MULTILINE):
            there = "/".join(named.split("/")[:-1])
            if there != here:
                found.setdefault(here, {}).setdefault(there, f"{source.relative_to(root)} includes {FLOOR}/{named}")
    return found


def way_back(found):
    """The includes of a way that leads back to where it began; empty where there is none."""
    done = set()

    def search(folder, way):
        for there, told in found.get(folder, {}).items():
            if there in [step[0] for step in way]:
                begin = [step[0] for step in way].index(there)
                return [step[1] for step in way[begin + 1 :]] + [told]
            if there not in done and (loop := search(there, way + [(there, told)])):
                return loop
        done.add(folder)
        return []

    for folder in found:
        if loop := search(folder, [(folder, "")]):
            return loop
    return []


def finds():
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for here, there in (("board", "forecast"), ("forecast", "words"), ("words", "board")):
            (root / "src" / FLOOR / here).mkdir(parents=True)
            (root / "src" / FLOOR / here / "a.cpp").write_text(f'#include "{FLOOR}/{there}/a.hpp"\n')
        assert len(way_back(includes_of(root))) == 3, way_back(includes_of(root))
        (root / "src" / FLOOR / "words/a.cpp").write_text("")
        assert not way_back(includes_of(root))


if sys.argv[1:] == ["--finds"]:
    finds()
else:
    tree = includes_of(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent))
    if len(tree) < 20:
        sys.exit(f"src/{FLOOR} has only {len(tree)} folders that include another: is this the tree?")
    if loop := way_back(tree):
        sys.exit("these includes lead round:\n  " + "\n  ".join(loop))
