# SPDX-License-Identifier: MIT
"""Workspaces made in memory, for rows that need no files."""

import datetime

from okr_reference.base import ONE_DAY
from okr_reference.subject import Subject
from okr_reference.workspace import CheckIn, Cycle, KeyResult, Kpi, Objective, Reading, Settings, Workspace

START = datetime.date(2026, 6, 29)  # a Monday
END = datetime.date(2026, 9, 27)    # thirteen weeks


def workspace(start=START, end=END, kpis=(), **settings):
    made = Workspace(Settings({}, settings), {}, {kpi.id: kpi for kpi in kpis})
    made.cycles["c"] = Cycle("c", {}, start, end, {})
    return made


def objective(made, name="o", cycle="c", **fields):
    fields = {key.replace("_", "-"): value for key, value in fields.items()}
    record = Objective(name, fields, made.cycles[cycle])
    made.cycles[cycle].objectives.append(record)
    return record


def key_result(record, readings=(), name=None, **fields):
    """`readings` are values, said on successive days, or (day of the cycle from 0, value)."""
    fields = {key.replace("_", "-"): value for key, value in fields.items()}
    name = name or f"k{len(record.key_results)}"
    kr = KeyResult(name, fields, record)
    record.key_results.append(kr)
    for index, reading in enumerate(readings):
        day, value = reading if isinstance(reading, tuple) else (index, reading)
        date = record.cycle.start + ONE_DAY * day
        record.cycle.checkins.append(CheckIn(date, None, "me", index + 1, {kr.full_id: {"value": value}}))
    record.cycle.checkins.sort(key=lambda checkin: checkin.order)
    return kr


def kpi(name, readings, targets=(), **fields):
    """`readings` are (date, amounts)."""
    fields = {key.replace("_", "-"): value for key, value in fields.items()}
    made = [Reading(date, value if isinstance(value, list) else [value], False) for date, value in readings]
    return Kpi(name, {"every": "week"} | fields, made, list(targets))


def single(readings=(), type="aspirational", start=START, end=END, day=None, kpis=(), **fields):
    """One key result as of the last day."""
    made = workspace(start, end, kpis)
    kr = key_result(objective(made, type=type), readings, **fields)
    return Subject(made, kr, day or end)
