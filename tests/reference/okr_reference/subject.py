# SPDX-License-Identifier: MIT
"""A key result as of a day: its definition then, its window, and which readings count (2.3; 0, 3, 16, 21 to 23, 30)."""

import dataclasses
import datetime

from . import definition, kpis, periods
from .base import ONE_DAY, Absent, or_none



LINEAR = {"number", "sum", "percent"}


def kind_of(fields):
    """format.md: the kind follows from the keys."""
    if "kind" in fields:
        return fields["kind"]
    for key, kind in (("steps", "milestones"), ("rubric", "graded"), ("min", "hold"), ("max", "hold")):
        if key in fields:
            return kind
    return "number"


@dataclasses.dataclass
class Point:
    date: datetime.date
    value: float
    scale: float = 0  # 0, 35: of what a KPI's period is made from


class Subject:
    """`planned` is by the first values of `changes`. A state freezes the numbers on its `changes` day (0, 40)."""

    def __init__(self, workspace, kr, as_of, planned=False):
        self.workspace, self.kr, self.as_of, self.planned = workspace, kr, as_of, planned
        self.fields = definition.first_values(kr.fields) if planned else definition.on_day(kr.fields, as_of)
        self.state = definition.state_on(kr.fields, as_of)
        frozen = definition.frozen_on(kr.fields, as_of)
        self.day = min(as_of, frozen) if frozen else as_of
        self.kind = kind_of(self.fields)
        self.start = self.fields.get("start", kr.cycle.start)
        self.due = self.fields.get("due", kr.cycle.end)
        self.kpi = workspace.kpis.get(self.fields.get("kpi"))

    @property
    def cycle(self):
        return self.kr.cycle

    @property
    def counted_state(self):
        """0, 8: as planned goes by the first state."""
        return self.fields.get("state", "active") if self.planned else self.state

    @property
    def weight(self):
        return self.fields.get("weight", 1)

    @property
    def is_committed(self):
        return self.kr.objective.fields.get("type", "aspirational") == "committed"

    @property
    def cadence(self):
        return self.workspace.cadence(self.cycle)

    def fields_on(self, day):
        """0, 27: the definition that judges a period."""
        return self.fields if self.planned else definition.on_day(self.kr.fields, min(day, self.as_of))

    def entries(self):
        """Every check-in that names it and counts on the day: (date, entry), in the order of 0, 30."""
        last = min(self.day, self.last_day() + ONE_DAY * self.workspace.grace(self.cycle))
        return [(checkin.date, checkin.entries[self.kr.full_id]) for checkin in self.cycle.checkins
                if self.kr.full_id in checkin.entries and self.start <= checkin.date <= last]

    def last_day(self):
        """0, 16 and 22: `due` ends what is judged by its periods, and nothing else."""
        ends_with_due = self.kind == "hold" and self.fields.get("judge", "periods") == "periods"
        return min(self.cycle.end, self.due) if ends_with_due else self.cycle.end

    def readings(self):
        return [(date, entry["value"]) for date, entry in self.entries() if "value" in entry]

    def confidence(self):
        said = [entry["confidence"] for _, entry in self.entries() if "confidence" in entry]
        return said[-1] if said else None

    def amounts(self):
        """Of a sum: every amount inside the window, as it comes (0, 22)."""
        if self.kpi is None:
            return self.readings()
        found = [(r.date, amount) for r in kpis.known(self.kpi, self.start, self.cycle.end, self.day)
                 for amount in kpis.amounts_of(self.kpi, r)]
        return sorted(found + [(day, 0) for day in self.zeros()], key=lambda pair: pair[0])

    def zeros(self):
        """5.3: the ends of whole periods of which nothing came, where the KPI says that this is none."""
        last = min(self.cycle.end, self.day)
        for period in periods.overlapping(self.start, last, self.kpi.every, self.workspace.settings.fiscal):
            days = (self.workspace, self.kpi, period.first, period.last, self.day)
            inside = period.clipped(self.start, self.cycle.end) == period
            is_silent = "formula" not in self.kpi.fields and not kpis.known(*days[1:])
            if inside and is_silent and or_none(kpis.aggregate, *days) is not None:
                yield period.last

    def points(self):
        """One a day: the last said of it; running amounts of a sum; one a KPI period (0, 22)."""
        if self.kind == "sum":
            return running_totals(self.amounts())
        if self.kpi is not None:
            return self.kpi_points()
        return [Point(date, value) for date, value in dict(self.readings()).items()]

    def kpi_points(self):
        found = []
        summed = kpis.is_sum(self.workspace, self.kpi)
        fiscal = self.workspace.settings.fiscal
        for period in periods.overlapping(self.start, min(self.cycle.end, self.day), self.kpi.every, fiscal):
            inside = period.clipped(self.start, self.cycle.end)
            try:
                if not summed:
                    value = kpis.aggregate(self.workspace, self.kpi, inside.first, inside.last, self.day)
                    date = kpis.newest(self.workspace, self.kpi, inside.first, inside.last, self.day) or inside.last
                    if date <= self.day:
                        found.append(Point(date, value, self.scale_of(inside)))
                elif inside == period and kpis.is_complete(self.workspace, self.kpi, period, self.day):
                    value = kpis.aggregate(self.workspace, self.kpi, period.first, period.last, self.day)
                    found.append(Point(min(period.last, self.day), value, self.scale_of(period)))
            except Absent:
                continue
        return found

    def scale_of(self, days):
        return kpis.largest_amount(self.workspace, self.kpi, days.first, days.last, self.day)

    def last(self):
        """0, 23: the newest underlying date, inside the window."""
        if self.kpi is not None:
            end = min(self.cycle.end, self.due) if self.kind == "hold" else self.cycle.end
            return kpis.newest(self.workspace, self.kpi, self.start, end, self.day)
        dates = [date for date, _ in self.readings()]
        return dates[-1] if dates else None

    def has_data(self):
        """Where nothing that came is 0, it is data (5.3)."""
        filled = self.kpi is not None and self.kind != "hold" and bool(self.points())
        return filled or self.last() is not None


def running_totals(amounts):
    """The total by the end of each day that has an amount."""
    total, by_day = 0, {}
    for date, amount in amounts:
        total += amount
        by_day[date] = total
    return [Point(date, value) for date, value in by_day.items()]


def kpi_baseline(subject):
    """0, 22: what stood right before the start, as (value, scale)."""
    workspace, kpi, start = subject.workspace, subject.kpi, subject.start
    before = start - ONE_DAY
    running = periods.period_of(start, kpi.every, workspace.settings.fiscal)
    if not kpis.is_sum(workspace, kpi) and running.first < start:
        if kpis.newest(workspace, kpi, running.first, before, before) is not None:
            return (kpis.aggregate(workspace, kpi, running.first, before, before),
                    kpis.largest_amount(workspace, kpi, running.first, before, before))
    earlier = [p for p in kpis.history(workspace, kpi, before) if p.period.last < start and p.value is not None]
    if not earlier:
        raise Absent("E105")
    return earlier[-1].value, earlier[-1].scale
