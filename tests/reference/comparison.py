# SPDX-License-Identifier: MIT
"""Two answers beside each other: numbers to 1e-9, what the pages leave open not at all."""

import dataclasses
import datetime

from okr_reference.base import SILENT

ROUNDED = {"gap"}  # to four decimals: a tie may fall either way
# What the rest follows from: of a record only the first of these that differs is told.
CAUSES = ["state", "start", "due", "baseline", "target", "last", "periods", "value", "progress", "score", "as_planned",
          "expected", "gap", "status", "running", "forecast", "p_target"]


# Between the page's word and the program's, with the reasons in the README: they are printed, and may not become more.
OPEN = {"natural_limits", "signal", "flagged", "running", "status", "as_planned", "progress", "expected",
        "named by --fail-on at-risk", "named by --fail-on behind"}
MOST_OPEN = 0.0002  # of what is compared; it was 0.00014 on the 200 worlds when this was written


@dataclasses.dataclass
class Difference:
    where: str      # workspace, day, record
    key: str
    expected: object
    found: object
    what: str       # reference or a command's name


def plain(value):
    return value.isoformat() if isinstance(value, datetime.date) else value


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def same(key, expected, found):
    if expected is SILENT or found is SILENT:
        return True
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(same(name, value, found.get(name)) for name, value in expected.items())
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(same(key, a, b) for a, b in zip(expected, found))
    if is_number(expected) and is_number(found):
        slack = 1.0001e-4 if key in ROUNDED else 1e-9 * max(1, abs(expected), abs(found))
        return abs(expected - found) <= slack
    return plain(expected) == found


class Report:
    def __init__(self):
        self.differences, self.compared, self.silent, self.follow = [], 0, 0, 0

    def keys(self, where, expected, found, what="reference", keys=None):
        """Every key that both have; True where all agree. Of several differences the first cause is told."""
        parts = ("objectives", "key_results")
        shared = [key for key in keys or expected if key in expected and key in found and key not in parts]
        shared.sort(key=lambda key: CAUSES.index(key) if key in CAUSES else len(CAUSES))
        before = len(self.differences)
        for key in shared:
            self.value(where, key, expected[key], found[key], what)
        self.follow += len(self.differences[before + 1:])
        del self.differences[before + 1:]
        return len(self.differences) == before

    def value(self, where, key, expected, found, what):
        self.silent += expected is SILENT
        self.compared += expected is not SILENT
        if not same(key, expected, found):
            self.differences.append(Difference(where, key, plain(expected), found, what))
            return False
        return True

    def agrees(self):
        """Nothing differs but what the README names as open, and of that no more than it was."""
        closed = [difference for difference in self.differences if difference.key not in OPEN]
        allowed = max(3, self.compared * MOST_OPEN)
        return self.compared > 0 and not closed and len(self.differences) <= allowed

    def summary(self, examples=3):
        """A count for each key and kind of difference, with some examples: the most frequent first."""
        groups = {}
        for difference in self.differences:
            groups.setdefault((difference.what, difference.key), []).append(difference)
        lines = []
        for (what, key), found in sorted(groups.items(), key=lambda pair: -len(pair[1])):
            lines.append(f"{len(found)} x {key} ({what})")
            lines += [f"    {d.where}: {d.what} {d.expected}, program {d.found}" for d in found[:examples]]
        lines.append(f"{self.compared} compared, {self.silent} left open by the pages, {len(self.differences)} differ"
                     + (f" ({self.follow} more follow from them)" if self.follow else ""))
        return "\n".join(lines)
