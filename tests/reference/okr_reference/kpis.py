# SPDX-License-Identifier: MIT
"""KPIs: method.md 5.2 to 5.4 and 5.6, with targets over time (0, 26), formulas (0, 36) and lists of a day (0, 33)."""

import dataclasses
import re

from . import periods
from .base import SILENT, Absent, at_least, at_most, days_between, mean, median, or_none, same, without_dust

SUMS = {"sum", "count"}


def amounts_of(kpi, reading):
    """0, 40: an amount of a count is 1 a reading."""
    return [1] * len(reading.amounts) if kpi.aggregate == "count" else reading.amounts


def known(kpi, first, last, day):
    """0, 21 and 39: the readings of these days known on a day; one keyed by a period counts from its last day."""
    return [reading for reading in kpi.readings if first <= reading.date <= min(last, day)]


def parts(workspace, kpi):
    names = [token for token in tokens(kpi.fields.get("formula", "")) if token in workspace.kpis]
    return [workspace.kpis[name] for name in dict.fromkeys(names)]


def is_sum(workspace, kpi):
    """0, 36: a formula with a sum or a count in it waits as they do."""
    if "formula" in kpi.fields:
        return any(is_sum(workspace, part) for part in parts(workspace, kpi))
    return kpi.aggregate in SUMS


def has_negative(workspace, kpi, day):
    """0, 17."""
    if "formula" in kpi.fields:
        return any(has_negative(workspace, part, day) for part in parts(workspace, kpi))
    return any(amount < 0 for reading in kpi.readings if reading.date <= day for amount in amounts_of(kpi, reading))


def largest_amount(workspace, kpi, first, last, day):
    """0, 35: the scale of a comparison with 0; of a formula the size of what it adds and subtracts."""
    if "formula" in kpi.fields:
        found = or_none(computed, workspace, kpi, first, last, day)
        return 0 if found is None else found.size
    found = [abs(amount) for reading in known(kpi, first, last, day) for amount in amounts_of(kpi, reading)]
    return max(found, default=0)


def computed(workspace, kpi, first, last, day):
    def part_of(part):
        value = beside_others(workspace, kpi, part, first, last, day)
        return Sized(value, max(abs(value), largest_amount(workspace, part, first, last, day)))
    return Formula(workspace, kpi, part_of).value()


def all_readings(workspace, kpi):
    found = list(kpi.readings)
    for part in parts(workspace, kpi):
        found += all_readings(workspace, part)
    return sorted(found, key=lambda reading: reading.date)


def newest(workspace, kpi, first, last, day):
    """0, 23: the newest underlying date, or None."""
    return max((r.date for r in all_readings(workspace, kpi) if first <= r.date <= min(last, day)), default=None)


def aggregate(workspace, kpi, first, last, day):
    """5.3: one number of the readings of these days; Absent where there is none."""
    if "formula" in kpi.fields:
        return computed(workspace, kpi, first, last, day).value
    values = [amount for reading in known(kpi, first, last, day) for amount in amounts_of(kpi, reading)]
    if not values:
        if may_be_zero(workspace, kpi, first, last, day) and not is_away(workspace, first, last):
            return 0
        raise Absent("no data")
    return combine(kpi.aggregate, values)


def beside_others(workspace, kpi, part, first, last, day):
    """0, 16: a part of which nothing came while everybody was away is 0 beside others that came."""
    came = any(known(one, first, last, day) for one in parts(workspace, kpi))
    if came and "formula" not in part.fields and not known(part, first, last, day):
        if may_be_zero(workspace, part, first, last, day) and is_away(workspace, first, last):
            return 0
    return aggregate(workspace, part, first, last, day)


def is_away(workspace, first, last):
    return all(workspace.settings.is_away(day) for day in days_between(first, last))


def may_be_zero(workspace, kpi, first, last, day):
    """5.3, 0, 16: not before the first reading, not of a part of a period, and not before it is awaited."""
    if kpi.fields.get("missing") != "zero" or kpi.aggregate not in SUMS | {"mean"}:
        return False
    begun = any(reading.date <= min(last, day) for reading in kpi.readings)
    fiscal = workspace.settings.fiscal
    asked = (periods.period_of(first, unit, fiscal) for unit in ("day", "week", "month", "quarter", "half", "year"))
    is_whole = any((one.first, one.last) == (first, last) for one in asked)
    return begun and is_whole and (day - last).days > kpi.fields.get("lag-days", 0)


def combine(name, values):
    """Of amounts in the order of their days; those of a count are ones."""
    if name in ("last", "first"):
        return values[-1 if name == "last" else 0]
    return {"sum": sum, "count": sum, "mean": mean, "min": min, "max": max, "median": median}[name](values)


def tokens(text):
    """format.md: an id is the longest run of a-z, 0-9 and hyphen; a number may have a fraction."""
    return re.findall(r"\d+\.\d+(?![a-z0-9-])|[a-z0-9-]+|[-+*/(),]", re.sub(r"(?<![a-z0-9])-", " - ", text))


class Sized:
    """A number, and the size of what was added and subtracted on the way to it."""

    def __init__(self, value, size):
        self.value, self.size = value, size

    def __neg__(self):
        return Sized(-self.value, self.size)

    def __add__(self, other):
        return Sized(self.value + other.value, self.size + other.size)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        return Sized(self.value * other.value, self.size * other.size)

    def __truediv__(self, other):
        return Sized(self.value / other.value, self.size / abs(other.value))


class Formula:
    """format.md: numbers, ids, + - * / ( ), min, max, by recursive descent."""

    def __init__(self, workspace, kpi, value_of):
        self.workspace, self.value_of = workspace, value_of
        self.left = tokens(kpi.fields["formula"])

    def take(self):
        return self.left.pop(0)

    def next_is(self, *words):
        return bool(self.left) and self.left[0] in words

    def value(self):
        total = self.product()
        while self.next_is("+", "-"):
            total = total + self.product() if self.take() == "+" else total - self.product()
        return total

    def product(self):
        total = self.factor()
        while self.next_is("*", "/"):
            if self.take() == "*":
                total *= self.factor()
                continue
            by = self.factor()
            if by.value == 0:
                raise Absent("division by zero")
            total /= by
        return total

    def factor(self):
        token = self.take()
        if token == "-":
            return -self.factor()
        if token == "(":
            value = self.value()
            self.take()
            return value
        if token in ("min", "max") and self.next_is("("):
            return self.call(min if token == "min" else max)
        if token in self.workspace.kpis:
            return self.value_of(self.workspace.kpis[token])
        return Sized(float(token), float(token))

    def call(self, function):
        self.take()
        values = [self.value()]
        while self.take() == ",":
            values.append(self.value())
        return Sized(function(one.value for one in values), max(one.size for one in values))


def is_complete(workspace, kpi, period, day):
    """5.3, 0, 36: over, or said to be final by a reading that is known."""
    if period.last < day:
        return True
    if "formula" in kpi.fields:
        return all(is_complete(workspace, part, period, day) for part in parts(workspace, kpi))
    return any(reading.final for reading in known(kpi, period.first, period.last, day))


@dataclasses.dataclass
class KpiPeriod:
    period: object
    value: object
    complete: bool
    scale: float = 0


def history(workspace, kpi, day):
    """Every period from the first reading to the day, missing ones with value None."""
    first = next((reading.date for reading in all_readings(workspace, kpi) if reading.date <= day), None)
    if first is None:
        return []
    found = []
    for period in periods.overlapping(first, day, kpi.every, workspace.settings.fiscal):
        value = or_none(aggregate, workspace, kpi, period.first, period.last, day)
        scale = largest_amount(workspace, kpi, period.first, period.last, day)
        found.append(KpiPeriod(period, value, is_complete(workspace, kpi, period, day), scale))
    return found


def latest(workspace, kpi, day):
    """The last complete period with a value, or None."""
    return next((p for p in reversed(history(workspace, kpi, day)) if p.complete and p.value is not None), None)


def goal_of(kpi, period, day):
    """0, 26: the fields with the targets in force for a period, as known on a day."""
    fields = dict(kpi.fields)
    for first, entry in kpi.targets:
        if first <= period.last and first <= day:
            fields |= {key: value for key, value in entry.items() if key != "why"}
    return fields


def status(goal, value, scale=0.0):
    """5.2."""
    strict, good = goal.get("strict", False), goal.get("good", "up")
    if good == "range":
        if "min" not in goal or "max" not in goal:
            return "no_target"
        low, high, margin = goal["min"], goal["max"], goal.get("margin", 0)
        if at_least(value, low, strict, scale) and at_most(value, high, strict, scale):
            return "green"
        near = at_least(value, low - margin, False, scale) and at_most(value, high + margin, False, scale)
        return "amber" if near and (margin > 0 or strict) else "red"
    if "target" not in goal:
        return "no_target"
    beyond = at_least if good == "up" else at_most
    if beyond(value, goal["target"], strict, scale):
        return "green"
    return "amber" if "warn" in goal and beyond(value, goal["warn"], False, scale) else "red"


def period_status(workspace, kpi, entry, day):
    return status(goal_of(kpi, entry.period, day), entry.value, entry.scale)


def red_in_a_row(workspace, kpi, day):
    """5.7: complete periods at the end that are red; the pages do not say what a missing one does."""
    entries = [entry for entry in history(workspace, kpi, day) if entry.complete]
    while entries and entries[-1].value is None:
        entries.pop()
    count = 0
    for entry in reversed(entries):
        if entry.value is None:
            return SILENT
        if period_status(workspace, kpi, entry, day) != "red":
            break
        count += 1
    return count


def distance(goal, value):
    return max(goal["min"] - value, value - goal["max"], 0)


def compare(goal, value, reference, scale=0, reference_scale=0):
    """5.4: delta, percent (None of 0) and whether it is for the better."""
    now, before = without_dust(value, scale), without_dust(reference, reference_scale)
    delta = 0 if same(now, before) else now - before
    percent = None if before == 0 else 100 * (value - reference) / abs(before)
    if goal.get("good", "up") == "range":
        gain = distance(goal, before) - distance(goal, now)
    else:
        gain = delta if goal.get("good", "up") == "up" else -delta
    favour = "neutral" if delta == 0 or gain == 0 else "favourable" if gain > 0 else "unfavourable"
    return {"reference": reference, "delta": value - reference, "percent": percent, "favour": favour}


def value_of(workspace, kpi, period, day):
    """Of a complete period; None where there is none."""
    first = next((reading.date for reading in all_readings(workspace, kpi)), None)
    if period is None or first is None or period.last < first or not is_complete(workspace, kpi, period, day):
        return None
    return or_none(aggregate, workspace, kpi, period.first, period.last, day)


def freshness(workspace, kpi, day):
    """5.6, 0, 40: how many expected periods are missing at the end; zeros never go stale."""
    entries = history(workspace, kpi, day)
    if "formula" in kpi.fields or all(entry.value is None for entry in entries):
        return SILENT
    if kpi.fields.get("missing") == "zero" and kpi.aggregate in SUMS | {"mean"}:
        return "fresh"
    missing = 0
    for entry in reversed(entries):
        if entry.value is not None:
            break
        over = (day - entry.period.last).days > kpi.fields.get("lag-days", 0)
        away = all(workspace.settings.is_away(d) for d in days_between(entry.period.first, entry.period.last))
        missing += 1 if over and not away else 0
    return "fresh" if missing == 0 else "due" if missing == 1 else "stale"

