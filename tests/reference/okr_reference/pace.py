# SPDX-License-Identifier: MIT
"""Where it should be by now: method.md 3.2 with 0, 6 to 10, 18, 19, 23, 24, 29, 39 and 40."""

import math

from . import holds, periods, scoring
from .base import ONE_DAY, SILENT, Absent, days_between, is_reached, or_none

WORDS = {"draft", "cancelled", "deferred", "done"}
BY_CONFIDENCE = {"done", "graded", "measure"}
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def elapsed(start, end, day):
    """3.2, PV01 to PV12."""
    if day < start:
        return 0.0
    if day >= end:
        return 1.0
    return (day - start).days / (end - start).days


def factor(subject):
    """F: 1 for committed and beside a stretch, else the aspirational target."""
    if subject.is_committed or "stretch" in subject.fields:
        return 1.0
    return subject.workspace.settings.aspirational_target


def expected(subject):
    """E; Absent for kinds without a pace."""
    f, e = factor(subject), elapsed(subject.start, subject.due, subject.as_of)
    if subject.kind == "milestones":
        steps = scoring.step_list(subject)
        dated = sum(weight for _, weight, due in steps if due is not None and due <= subject.as_of)
        undated = sum(weight for _, weight, due in steps if due is None)
        total = sum(weight for _, weight, _ in steps)
        if total == 0:
            raise Absent("E108")
        return (dated + f * e * undated) / total
    if subject.kind not in ("number", "sum", "percent"):
        raise Absent("no pace")
    start, goal = scoring.way(subject)
    if scoring.has_no_way(subject):
        raise Absent("no pace")
    if subject.as_of > subject.due:
        return f
    if "plan" in subject.fields:
        return (planned_value(subject, start) - start) / (goal - start)
    return f * e


def planned_value(subject, start):
    """`plan`, piecewise linear from the baseline on the start day."""
    line = [(subject.start, start)] + sorted((date, value) for date, value in subject.fields["plan"])
    before = [pair for pair in line if pair[0] <= subject.as_of]
    after = [pair for pair in line if pair[0] > subject.as_of]
    if not before or not after:
        return (before[-1] if before else line[0])[1]
    (a, v), (b, w) = before[-1], after[0]
    return v + (w - v) * (subject.as_of - a).days / (b - a).days


def round4(value):
    return math.floor(value * 10000 + 0.5) / 10000


def gap(subject):
    """g = round(E - p, 4), with raw p; the words compare the rounded number."""
    return round4(expected(subject) - scoring.progress(subject))


def word_of_gap(g, on_track=0.10, behind=0.25):
    if g <= -on_track + 1e-12:
        return "ahead"
    if g <= on_track + 1e-12:
        return "on_track"
    return "behind" if g <= behind + 1e-12 else "at_risk"


def word_of_confidence(confidence):
    return "on_track" if confidence >= 7 else "behind" if confidence >= 4 else "at_risk"


def is_overdue(subject):
    """0, 29: past its own due date and not reached."""
    return subject.kind in BY_CONFIDENCE | {"milestones"} and "due" in subject.fields and subject.as_of > subject.due \
        and not is_reached(or_none(scoring.progress, subject) or 0)


def status(subject):
    """3.2, first match."""
    if subject.state in WORDS:
        return subject.state
    if subject.as_of < subject.start:
        return "not_started"
    if subject.as_of > subject.cycle.end:
        return "ended"
    try:
        p = scoring.progress(subject)
    except Absent as absent:
        if absent.is_error:
            return "not_available"
        p = None
    if subject.kind != "hold" and p is not None and is_reached(p):
        return "achieved"
    if is_overdue(subject):
        return "at_risk"
    confidence = subject.confidence()
    if subject.kind in BY_CONFIDENCE and confidence is not None:
        return word_of_confidence(confidence)
    if not subject.has_data() and not (subject.kind == "hold" and p is not None):
        young = (subject.as_of - subject.start).days <= periods.cadence_days(subject.cadence)
        if subject.kpi is not None:  # whose first value comes when its period is over, and its lag
            fiscal = subject.workspace.settings.fiscal
            over = periods.period_of(subject.start, subject.kpi.every, fiscal).last
            young = young or (subject.as_of - over).days <= subject.kpi.fields.get("lag-days", 0)
        return "not_started" if young else "no_data"
    if subject.kind == "hold":
        return hold_status(subject)
    if subject.kind in BY_CONFIDENCE:
        return "on_track" if subject.as_of <= subject.due else "at_risk"
    if p is None:
        return "no_data" if subject.kpi is None else SILENT  # readings came, but no whole period is over
    if scoring.has_no_way(subject) if subject.kind in ("number", "sum") else False:
        return "at_risk"
    settings = subject.workspace.settings
    return word_of_gap(gap(subject), settings.on_track_gap, settings.behind_gap)


def hold_status(subject):
    words = {"met": "on_track", "margin": "behind", "missed": "at_risk"}
    if holds.is_latest(subject):
        try:
            return words[holds.latest(subject)]
        except Absent:
            return SILENT
    if holds.is_lost(subject):
        return "at_risk"
    due = [period for period in holds.hold_periods(subject) if period.is_due]
    return words[due[-1].verdict] if due else SILENT


def cannot_fall_back(subject):
    """0, 19."""
    if subject.kind == "sum":
        return all(amount >= 0 for _, amount in subject.amounts())
    return subject.kind in ("done", "milestones", "measure") or subject.fields.get("take") == "best"


def age(subject):
    """0, 23: plain days since the newest reading, or since the start."""
    return (subject.as_of - (subject.last() or subject.start)).days


def is_asked(subject, word):
    """Whether anything can fall due at all."""
    if word in WORDS | {"ended"} or subject.as_of < subject.start or subject.as_of > subject.cycle.end:
        return False
    if subject.kind == "hold" and subject.as_of > subject.last_day() + ONE_DAY * subject.workspace.grace(subject.cycle):
        return False
    return not (word == "achieved" and cannot_fall_back(subject))


def freshness(subject, word):
    """0, 10, 19 and 23."""
    if not is_asked(subject, word):
        return None
    if subject.kpi is not None:
        return SILENT  # "Its age is the KPI's": which rhythm makes it due is not said
    return freshness_of(subject.workspace.settings, subject.last() or subject.start, subject.as_of, subject.cadence)


def freshness_of(settings, last, day, cadence):
    """Days in `away` are taken off; from the check-in day on where there is one."""
    cadence = periods.cadence_days(cadence)
    asked = [d for d in days_between(last + ONE_DAY, day) if not settings.is_away(d)]
    if len(asked) > 2 * cadence:
        return "stale"
    weekday = settings.workspace.get("check-in-day")
    if weekday is None:
        return "due" if len(asked) >= cadence else "fresh"
    if cadence != 7:
        return SILENT
    return "due" if any(d.weekday() == WEEKDAYS.index(weekday) for d in asked) else "fresh"


def cannot_end_met(subject):
    """0, 18, 24 and 39: of a committed objective, in a running cycle."""
    if not subject.is_committed or subject.state in ("draft", "cancelled", "deferred"):
        return False
    p = or_none(scoring.progress, subject)
    if subject.state == "done" and not (p is not None and is_reached(p)):
        return True
    return subject.kind == "hold" and holds.is_lost_for_good(subject)
