# SPDX-License-Identifier: MIT
"""Bounds to hold: method.md 2.3 with 0, 6, 16, 17, 18, 27, 35 and 40."""

import dataclasses

from . import kpis, periods
from .base import ONE_DAY, Absent, at_least, at_most, days_between, or_none


@dataclasses.dataclass
class HoldPeriod:
    first: object
    last: object
    value: object
    is_due: bool
    verdict: str   # met, margin or missed; of what is due
    is_final: bool  # nothing can change it


def aggregate_of(subject):
    """A hold fed by a KPI has the KPI's periods and their aggregates."""
    return subject.kpi.aggregate if subject.kpi is not None else subject.fields.get("aggregate", "last")


def is_formula_with_sums(subject):
    return subject.kpi is not None and "formula" in subject.kpi.fields and kpis.is_sum(subject.workspace, subject.kpi)


def is_sum(subject):
    return aggregate_of(subject) in kpis.SUMS and not (subject.kpi is not None and "formula" in subject.kpi.fields)


def windows(subject):
    """0, 16: the calendar periods of the window, as (whole period, its days inside, is it whole)."""
    unit = subject.kpi.every if subject.kpi is not None else \
        periods.cadence_unit(subject.fields.get("period", subject.cadence))
    if isinstance(unit, int):
        return [(block, block, True) for block in periods.blocks(subject.start, subject.due, unit)]
    found = periods.overlapping(subject.start, subject.due, unit, subject.workspace.settings.fiscal)
    inside = [period.clipped(subject.start, subject.due) for period in found]
    return [(period, clipped, period == clipped) for period, clipped in zip(found, inside)]


def amounts(subject, first, last):
    """What was said on these days: all of a sum or count, else the last of each day."""
    said = [(date, value) for date, value in subject.readings() if first <= date <= last]
    if aggregate_of(subject) == "sum":
        return [value for _, value in said]
    if aggregate_of(subject) == "count":
        return [1 for _ in said]
    return list(dict(said).values())


def period_value(subject, first, last):
    """The value of the days of a period and the scale of a comparison with 0; Absent without readings."""
    if subject.kpi is not None:
        scale = kpis.largest_amount(subject.workspace, subject.kpi, first, last, subject.day)
        return kpis.aggregate(subject.workspace, subject.kpi, first, last, subject.day), scale
    values = amounts(subject, first, last)
    if not values:
        raise Absent("no data")
    return kpis.combine(aggregate_of(subject), values), max(abs(value) for value in values)


def has_negative(subject):
    if subject.kpi is not None:
        return kpis.has_negative(subject.workspace, subject.kpi, subject.day)
    return aggregate_of(subject) == "sum" and any(value < 0 for _, value in subject.readings())


def meets_min(fields, value, scale):
    return "min" not in fields or at_least(value, fields["min"], fields.get("strict", False), scale)


def meets_max(fields, value, scale):
    return "max" not in fields or at_most(value, fields["max"], fields.get("strict", False), scale)


def bounds_on(subject, day):
    """0, 27: the bounds of the period's last day, with `margin` and `strict` of the as-of day."""
    then = subject.fields_on(day)
    bounds = {key: then[key] for key in ("min", "max") if key in then}
    return bounds | {key: subject.fields[key] for key in ("margin", "strict") if key in subject.fields}


def is_near(subject, fields, value, scale):
    """0, 6: within `margin`, or within the linked KPI's `warn`."""
    if "margin" in fields:
        margin = fields["margin"]
        wide = {key: fields[key] + (margin if key == "max" else -margin) for key in ("min", "max") if key in fields}
        return margin > 0 and meets_min(wide, value, scale) and meets_max(wide, value, scale)
    warn = subject.kpi.fields.get("warn") if subject.kpi is not None else None
    if warn is None:
        return False
    if not meets_max(fields, value, scale):
        return at_most(value, warn, False, scale)
    return at_least(value, warn, False, scale)


def judge(subject, fields, value, scale):
    if meets_min(fields, value, scale) and meets_max(fields, value, scale):
        return "met"
    return "margin" if is_near(subject, fields, value, scale) else "missed"


def judged_sum(subject, fields, value, scale, is_whole, is_over):
    """0, 16 and 17: (is it due, can nothing change it) of a sum or count that has amounts."""
    passed, reached = not meets_max(fields, value, scale), "min" in fields and meets_min(fields, value, scale)
    if not has_negative(subject):
        if passed or (reached and "max" not in fields):
            return True, True
    if not is_over:
        return False, False
    return (True, True) if is_whole or passed or reached else (False, False)


def hold_periods(subject):
    """Every period that has begun, with its verdict where it is due."""
    found, all_windows = [], windows(subject)
    for index, (period, inside, is_whole) in enumerate(all_windows):
        if inside.first > subject.day:
            break
        last = inside.last
        if index == len(all_windows) - 1 and subject.kpi is None:
            last += ONE_DAY * subject.workspace.grace(subject.cycle)  # 0, 40: late readings, within grace
        is_over = inside.last < subject.day
        if subject.kpi is not None and is_whole:
            is_over = kpis.is_complete(subject.workspace, subject.kpi, period, subject.day)
        found.append(judged(subject, inside, last, is_whole, is_over))
    return found


def judged(subject, inside, last, is_whole, is_over):
    fields = bounds_on(subject, inside.last)
    value, scale = None, 0
    if not is_formula_with_sums(subject) or (is_whole and is_over):
        value, scale = or_none(period_value, subject, inside.first, last) or (None, 0)
    if value is None:
        away = all(subject.workspace.settings.is_away(day) for day in days_between(inside.first, inside.last))
        return HoldPeriod(inside.first, inside.last, None, is_over and is_whole and not away, "missed", is_over)
    verdict = judge(subject, fields, value, scale)
    if is_sum(subject):
        is_due, is_final = judged_sum(subject, fields, value, scale, is_whole, is_over)
    else:
        is_due, is_final = True, is_over
    return HoldPeriod(inside.first, inside.last, value, is_due, verdict, is_final)


def is_latest(subject):
    return subject.fields.get("judge") == "latest"


def latest(subject):
    """judge = "latest": the verdict of the last value."""
    points = subject.points()
    if not points:
        raise Absent("no data")
    value = points[-1].value
    return judge(subject, bounds_on(subject, subject.day), value, max(abs(value), points[-1].scale))


def tally(subject):
    """(met, missed, missed for good) among what is due."""
    due = [period for period in hold_periods(subject) if period.is_due]
    met = sum(period.verdict == "met" for period in due)
    return met, len(due) - met, sum(period.verdict != "met" and period.is_final for period in due)


def allowed(subject):
    return subject.fields.get("misses", 0)


def progress(subject):
    """0, 6."""
    if is_latest(subject):
        return 1.0 if latest(subject) == "met" else 0.0
    met, missed, _ = tally(subject)
    if met + missed == 0:
        raise Absent("no due period")
    # Of what nobody ever said a word there is no data, which counts 0: no miss of it is forgiven.
    is_silent = all(period.value is None for period in hold_periods(subject))
    forgiven = 0 if is_silent else min(allowed(subject), missed)
    return min(1.0, (met + forgiven) / (met + missed))


def is_lost(subject):
    """0, 18: "at risk"."""
    return not is_latest(subject) and tally(subject)[1] > allowed(subject)


def is_lost_for_good(subject):
    """0, 18 and 40: "cannot end MET", once the periods missed are over."""
    return not is_latest(subject) and tally(subject)[2] > allowed(subject)
