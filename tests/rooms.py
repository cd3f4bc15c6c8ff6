# SPDX-License-Identifier: MIT
"""Every room that ARCHITECTURE.md's table names is a file, or a folder, of its floor. Usage: rooms.py [ROOT]"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
rooms = [
    (floor, room)
    for names in re.findall(r"^\| (`[a-z]+/[^|]*) \|", (root / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    for floor in [names[1 : names.index("/")]]
    for room in re.findall(r"`(?:[a-z]+/(?!`))?([a-z0-9_]+/?)`", names)
]


def is_there(floor, room):
    places = [root / part / floor / room for part in ("src", "include/okr")]
    return any(place.is_dir() if room.endswith("/") else [*place.parent.glob(room + ".?pp")] for place in places)


missing = [f"{floor}/{room}" for floor, room in rooms if not is_there(floor, room)]
if missing or len(rooms) < 100:
    sys.exit(f"ARCHITECTURE.md names {len(rooms)} rooms; these are not there: {', '.join(missing) or 'none'}")
