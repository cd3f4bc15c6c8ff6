# SPDX-License-Identifier: MIT
"""Days, ISO weeks, months, quarters, halves and years: format.md "A cycle", method.md 0, 1, 16 and 32."""

import dataclasses
import datetime
import math
import re

from .base import ONE_DAY

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


@dataclasses.dataclass(frozen=True)
class Fiscal:
    """0, 32: in which month a year begins, and whether it bears the name of its start or of its end."""
    month: int = 1
    named_by: str = "start"

    def year_start(self, name):
        """First day of the year of that name."""
        before = 1 if self.named_by == "end" and self.month > 1 else 0
        return datetime.date(name - before, self.month, 1)

    def year_of(self, day):
        year = day.year + 1
        while self.year_start(year) > day:
            year -= 1
        return year


@dataclasses.dataclass(frozen=True)
class Period:
    first: datetime.date
    last: datetime.date
    name: str
    unit: str

    def holds(self, day):
        return self.first <= day <= self.last

    def clipped(self, first, last):
        """The days of it that lie in a window."""
        return dataclasses.replace(self, first=max(self.first, first), last=min(self.last, last))


def add_months(day, months):
    index = day.year * 12 + day.month - 1 + months
    return datetime.date(index // 12, index % 12 + 1, 1)


def numbered(year, unit, number, fiscal):
    """The year, half or quarter of that number in a fiscal year."""
    length = MONTHS[unit]
    first = add_months(fiscal.year_start(year), length * (number - 1))
    name = {"year": f"{year}", "half": f"{year}-H{number}", "quarter": f"{year}-Q{number}"}[unit]
    return Period(first, add_months(first, length) - ONE_DAY, name, unit)


def week(year, number):
    monday = datetime.date.fromisocalendar(year, number, 1)
    return Period(monday, monday + 6 * ONE_DAY, f"{year}-W{number:02}", "week")


def month(year, number):
    first = datetime.date(year, number, 1)
    return Period(first, add_months(first, 1) - ONE_DAY, f"{year}-{number:02}", "month")


def period_of(day, unit, fiscal=Fiscal()):
    """The calendar period that holds a day. Weeks and months are never fiscal."""
    if unit == "day":
        return Period(day, day, day.isoformat(), "day")
    if unit == "week":
        return week(*day.isocalendar()[:2])
    if unit == "month":
        return month(day.year, day.month)
    year = fiscal.year_of(day)
    months = (day.year - fiscal.year_start(year).year) * 12 + day.month - fiscal.month
    return numbered(year, unit, months // MONTHS[unit] + 1, fiscal)


def following(period, fiscal=Fiscal()):
    return period_of(period.last + ONE_DAY, period.unit, fiscal)


def preceding(period, fiscal=Fiscal()):
    return period_of(period.first - ONE_DAY, period.unit, fiscal)


def year_earlier(period, fiscal=Fiscal()):
    """5.4: the period of the same label one year before, or None (week 53, 29 February)."""
    try:
        if period.unit == "week":
            year, number = period.name.split("-W")
            return week(int(year) - 1, int(number))
        if period.unit == "day":
            return period_of(period.first.replace(year=period.first.year - 1), "day")
        if period.unit == "month":
            return month(period.first.year - 1, period.first.month)
    except ValueError:
        return None
    return period_of(add_months(period.first, -12), period.unit, fiscal)


def parse(name, fiscal=Fiscal()):
    """The period that a key or a cycle's id names, or None."""
    patterns = [
        (r"(\d{4})", lambda y: numbered(y, "year", 1, fiscal)),
        (r"(\d{4})-H([12])", lambda y, n: numbered(y, "half", n, fiscal)),
        (r"(\d{4})-Q([1-4])", lambda y, n: numbered(y, "quarter", n, fiscal)),
        (r"(\d{4})-W(\d\d)", week),
        (r"(\d{4})-(\d\d)", month),
        (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: period_of(datetime.date(y, m, d), "day")),
    ]
    for pattern, make in patterns:
        match = re.fullmatch(pattern, name)
        if match:
            return make(*map(int, match.groups()))
    return None


def overlapping(first, last, unit, fiscal=Fiscal()):
    """All calendar periods that hold a day of a window, whole."""
    period, found = period_of(first, unit, fiscal), []
    while period.first <= last:
        found.append(period)
        period = following(period, fiscal)
    return found


def blocks(first, last, length):
    """0, 1: consecutive blocks of so many days; the last ends with the window."""
    days = (last - first).days + 1
    count = max(1, math.floor(days / length + 0.5))
    starts = [first + datetime.timedelta(days=length * i) for i in range(count)]
    ends = [start - ONE_DAY for start in starts[1:]] + [last]
    return [Period(start, end, start.isoformat(), "block") for start, end in zip(starts, ends)]


CADENCES = {"day": 1, "week": 7, "2 weeks": 14, "month": 31, "quarter": 92}


def cadence_days(cadence):
    """3.2: a week is 7 days, a month 31."""
    return CADENCES.get(cadence, cadence)


def cadence_unit(cadence):
    """0, 16: the calendar unit of a cadence, or its days where it is blocks."""
    if cadence in (1, 7):
        return {1: "day", 7: "week"}[cadence]
    return 14 if cadence == "2 weeks" else cadence
