# SPDX-License-Identifier: MIT
"""What everything else needs: numbers that do not exist, the tolerance of method.md 0, 35, and days."""

import datetime

ONE_DAY = datetime.timedelta(days=1)
TOLERANCE = 1e-9


class Absent(Exception):
    """A number that does not exist, and why: "no data", "no due period", or the code of an error (E105)."""

    @property
    def why(self):
        return self.args[0]

    @property
    def is_error(self):
        return self.why.startswith("E1")


class Silent:
    """What the pages do not decide."""

    def __repr__(self):
        return "SILENT"


SILENT = Silent()


def or_none(function, *arguments):
    """The number, or None where there is none."""
    try:
        return function(*arguments)
    except Absent:
        return None


def same(a, b, scale=0.0):
    """0, 35: equal within a relative 1e-9; beside a zero the scale is what the caller says."""
    size = max(abs(a), abs(b))
    if a == 0 or b == 0:
        size = max(size, abs(scale))
    return abs(a - b) <= TOLERANCE * size


def without_dust(value, scale):
    """0, 35: nothing beside the amounts that it was made from is 0."""
    return 0 if same(value, 0, scale) else value


def at_least(value, bound, strict=False, scale=0.0):
    """0, 35: an inclusive bound is met by what equals it, a strict one missed."""
    if same(value, bound, scale):
        return not strict
    return value > bound


def at_most(value, bound, strict=False, scale=0.0):
    return at_least(-value, -bound, strict, scale)


def clamp01(value):
    return min(1.0, max(0.0, value))


def is_reached(progress):
    """0, 2."""
    return progress >= 1 - TOLERANCE


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def weighted_mean(pairs):
    """Of (weight, value); 2.4: no weight at all is an error."""
    pairs = list(pairs)
    if not pairs:
        raise Absent("nothing counts")
    total = sum(weight for weight, _ in pairs)
    if total == 0:
        raise Absent("E109")
    return sum(weight * value for weight, value in pairs) / total


def days_between(first, last):
    """Every day, both ends included."""
    while first <= last:
        yield first
        first += ONE_DAY
