# SPDX-License-Identifier: MIT
"""Folders of a floor of src include one way: none leads back to itself, nor round a corner.
Usage: one_way.py [ROOT] | --finds

Two that ask each other are one, or what they share belongs below both. The files of a floor itself, its headers in
include/okr among them, are what all of its folders may ask, or what asks them: never both. --finds tries that on folders
that lead round, and on a file of a floor that asks a folder which asks it."""
import pathlib
import re
import sys
import tempfile

FEWEST = 50  # of folders that include another, or this is not the tree


def folder_of(name):
    """"store/edit/proof.hpp" -> "store/edit"."""
    return name.removeprefix("okr/").rpartition("/")[0]


def includes_of(root):
    """Folder -> the folders of its floor that it includes, with a file that does."""
    found = {}
    for sources in (root / "src", root / "include"):
        for source in sorted(sources.rglob("*.?pp")):
            here = folder_of(source.relative_to(sources).as_posix())
            own = re.compile(rf'^#include "((?:okr/)?{here.partition("/")[0]}/[^"]+)"', re.MULTILINE)
            for named in own.findall(source.read_text()):
                if (there := folder_of(named)) != here:
                    found.setdefault(here, {}).setdefault(there, f"{source.relative_to(root)} includes {named}")
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
    def loop_of(lines):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, included in lines:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(f'#include "{included}"\n')
            return way_back(includes_of(root))

    round_a_corner = [(f"src/reports/{here}/a.cpp", f"reports/{there}/a.hpp")
                      for here, there in (("board", "forecast"), ("forecast", "words"), ("words", "board"))]
    assert len(loop_of(round_a_corner)) == 3 and not loop_of(round_a_corner[:2])
    up_and_down = [("src/store/edit/edit.cpp", "okr/store/edit.hpp"), ("src/store/facts.cpp", "store/edit/proof.hpp")]
    assert len(loop_of(up_and_down)) == 2 and not loop_of(up_and_down[:1])
    assert not loop_of([("src/store/edit/edit.cpp", "okr/base/text.hpp"), ("src/base/text.cpp", "store/edit/proof.hpp")])


if sys.argv[1:] == ["--finds"]:
    finds()
else:
    tree = includes_of(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent))
    if sum(map(len, tree.values())) < FEWEST:
        sys.exit(f"only {len(tree)} folders of src include another of their floor: is this the tree?")
    if loop := way_back(tree):
        sys.exit("these includes lead round:\n  " + "\n  ".join(loop))
