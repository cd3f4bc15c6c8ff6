# SPDX-License-Identifier: MIT
"""Every room that ARCHITECTURE.md's table names is a file, or a folder, of its floor, and every file of a floor has a room:
its own, one whose name it begins with (disk_lock: `store/disk`), or its folder's. Usage: rooms.py [ROOT]"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
rooms = [
    (floor, room)
    for names in re.findall(r"^\| (`[a-z]+/[^|]*) \|", (root / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    for floor in [names[1 : names.index("/")]]
    for room in re.findall(rf"`(?:{floor}/)?([a-z0-9_/]+)`", names)
]
sources = {
    source.relative_to(part).with_suffix("").as_posix()
    for part in (root / "src", root / "include/okr")
    for source in part.rglob("*/*.?pp")
    if source.relative_to(part).parts[0] in {floor for floor, _ in rooms}
}


def is_room_of(floor, room, source):
    name = f"{floor}/{room}"
    return source == name.rstrip("/") or source.startswith(name if room.endswith("/") else name + "_")


nowhere = [f"{floor}/{room}" for floor, room in rooms if not any(is_room_of(floor, room, source) for source in sources)]
homeless = sorted(source for source in sources if not any(is_room_of(*room, source) for room in rooms))
if nowhere or homeless or len(rooms) < 100:
    sys.exit(f"ARCHITECTURE.md names {len(rooms)} rooms; these are not there: {', '.join(nowhere) or 'none'}; "
             f"these files have none: {', '.join(homeless) or 'none'}")
