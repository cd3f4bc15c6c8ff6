# SPDX-License-Identifier: MIT
"""More than chance? XmR as in method.md 5.5 with 0, 28, 35 and 37, assurance and the breach rule of 5.7."""

import dataclasses
import math

from . import kpis
from .base import SILENT, Absent, at_least, at_most, mean, same, without_dust

PRIORITY = (1, 3, 2)


@dataclasses.dataclass
class Limits:
    mean: float
    mean_range: float
    lower: float
    upper: float
    points: int
    trial: bool
    alike: bool = False  # 0, 37: neighbours alike, wider limits, rules 2 and 3 silent

    @property
    def range_limit(self):
        return 3.268 * self.mean_range


def moving_ranges(values):
    """0, 35: what is equal within 1e-9 of the values does not move."""
    return [0 if same(a, b) else abs(b - a) for a, b in zip(values, values[1:])]


def lag_one(values):
    """0, 37: r1."""
    centre = mean(values)
    spread = sum((x - centre) ** 2 for x in values)
    if spread == 0:
        return 0
    return sum((b - centre) * (a - centre) for a, b in zip(values, values[1:])) / spread


def limits_of(values, limit_points=20, floor=None, ceil=None, judge_neighbours=True):
    """5.5, 0, 37. `values` are a segment; Absent with fewer than six."""
    if len(values) < 6:
        raise Absent("need 6 points")
    base = values[:limit_points]
    centre, moving = mean(base), mean(moving_ranges(base))
    reach = 2.66 * moving
    alike = judge_neighbours and len(base) >= 12 and moving > 0 and lag_one(base) > 0.25
    if alike:
        reach = max(reach, 3 * math.sqrt(sum((x - centre) ** 2 for x in base) / (len(base) - 1)))
    lower, upper = centre - reach, centre + reach
    lower = lower if floor is None else max(lower, floor)
    upper = upper if ceil is None else min(upper, ceil)
    return Limits(centre, moving, lower, upper, len(base), len(values) < limit_points, alike)


def side(value, level, scale=0.0):
    """1 above, -1 below, 0 on it."""
    return 0 if same(value, level, scale) else 1 if value > level else -1


def rules_at(values, index, limits, silent=None):
    """The rules that the point completes, as (rule, side)."""
    silent = limits.alike if silent is None else silent
    if limits.mean_range == 0:
        return []
    scale = max(abs(value) for value in values)
    found = []
    if side(values[index], limits.upper, scale) > 0:
        found.append((1, 1))
    if side(values[index], limits.lower, scale) < 0:
        found.append((1, -1))
    for sign in (1, -1):
        zone = limits.mean + sign * 1.33 * limits.mean_range
        four, eight = values[max(0, index - 3):index + 1], values[max(0, index - 7):index + 1]
        if not silent and len(four) == 4 and sum(side(x, zone, scale) == sign for x in four) >= 3:
            found.append((2, sign))
        if not silent and len(eight) == 8 and all(side(x, limits.mean, scale) == sign for x in eight):
            found.append((3, sign))
    return found


def first_of(found):
    """5.5: priority when several: 1, 3, 2."""
    return min(found, key=lambda pair: PRIORITY.index(pair[0]), default=None)


def meaning(good, sign):
    if good == "range":
        return "change"
    return "improvement" if (sign > 0) == (good == "up") else "concern"


def trend(values, limit_points=20):
    """0, 28: "trending", "new level" or None, with its side; of one segment."""
    if len(values) < 12:
        return None
    limits = limits_of(values[:8], 8, judge_neighbours=False)
    for sign in (1, -1):
        broken = sum(any(rule in (1, 3) and s == sign for rule, s in rules_at(values, i, limits, silent=False))
                     for i in range(len(values) - 12, len(values)))
        if broken >= 8:
            gain = sign * (mean(values[-4:]) - mean(values[-8:-4]))
            return ("trending" if gain > limits.mean_range else "new_level"), sign
    return None


@dataclasses.dataclass
class Signals:
    last: object      # need_6_points, no_variation, routine, improvement, concern, change
    flagged: list     # (period name, rule, meaning)
    limits: object    # of the last segment, or None
    values: list      # what was charted
    rule_one: list    # True for each of the last points that broke rule 1 for the worse


def charted(workspace, kpi, day):
    """Complete periods with a value; `signal = "change"` charts their differences."""
    entries = [entry for entry in kpis.history(workspace, kpi, day) if entry.complete and entry.value is not None]
    if kpi.fields.get("signal") == "change":
        return [(b.period, judged(b) - judged(a)) for a, b in zip(entries, entries[1:])]
    return [(entry.period, judged(entry)) for entry in entries]


def judged(entry):
    return without_dust(entry.value, entry.scale)


def segments(kpi, points):
    """5.5: `rebase` begins a new one."""
    found, dates = [[]], sorted(kpi.fields.get("rebase", []))
    for period, value in points:
        while dates and period.last >= dates[0]:
            dates.pop(0)
            found.append([])
        found[-1].append((period, value))
    return [segment for segment in found if segment] or [[]]


def signals(workspace, kpi, day):
    good = kpi.fields.get("good", "up")
    flagged, last, limits, worse, values = [], "need_6_points", None, [], []
    for segment in segments(kpi, charted(workspace, kpi, day)):
        values = [value for _, value in segment]
        last, limits = "need_6_points", None
        worse += [False] * len(values)
        if len(values) < 6:
            continue
        limits = limits_of(values, workspace.settings.limit_points, kpi.fields.get("floor"), kpi.fields.get("ceil"))
        last = "no_variation" if limits.mean_range == 0 else "routine"
        for index, (period, _) in enumerate(segment):
            found = rules_at(values, index, limits)
            first = first_of(found)
            if first:
                flagged.append((period.name, first[0], meaning(good, first[1])))
                worse[index - len(values)] = any(r == 1 and meaning(good, s) == "concern" for r, s in found)
            if first and index == len(values) - 1:
                last = meaning(good, first[1])
    return Signals(last, flagged, limits, values, worse)


def assurance(goal, limits):
    """5.5 with the tolerance of 0, 35."""
    if limits is None:
        return None
    low, high, strict = limits.lower, limits.upper, goal.get("strict", False)
    meets, fails, mixed = ("consistently_meets_the_target", "consistently_fails_the_target", "hit_or_miss")
    if goal.get("good", "up") == "range":
        if "min" not in goal or "max" not in goal:
            return None
        if at_least(low, goal["min"], strict) and at_most(high, goal["max"], strict):
            return meets
        return fails if not at_least(high, goal["min"], strict) or not at_most(low, goal["max"], strict) else mixed
    if "target" not in goal:
        return None
    beyond, worst, best = (at_least, low, high) if goal.get("good", "up") == "up" else (at_most, high, low)
    if beyond(worst, goal["target"], strict):
        return meets
    return mixed if beyond(best, goal["target"], strict) else fails


def is_breached(workspace, kpi, day):
    """5.7, 0, 37: red so often, or rule 1 for the worse in two of the last three periods, the latest among them."""
    red = kpis.red_in_a_row(workspace, kpi, day)
    worse = signals(workspace, kpi, day).rule_one[-3:]
    if worse and worse[-1] and sum(worse) >= 2:
        return True
    return SILENT if red is SILENT else red >= workspace.settings.breach_periods
