# SPDX-License-Identifier: MIT
"""KV (KPIs), XV (natural limits): method.md 5.8; AV: what the amendments of part 0 say in numbers."""

import datetime

from building import ONE_DAY, kpi, single, workspace
from okr_reference import forecast, holds, kpis, pace, periods, scoring, signals
from okr_reference.base import or_none

D = datetime.date.fromisoformat
RANGE = {"good": "range", "min": 4, "max": 5}
STATUS = [  # id, fields, value, word
    ("KV01", {"target": 95, "warn": 90}, 96, "green"), ("KV02", {"target": 95, "warn": 90}, 95, "green"),
    ("KV03", {"target": 95, "warn": 90}, 94.9, "amber"), ("KV04", {"target": 95, "warn": 90}, 90, "amber"),
    ("KV05", {"target": 95, "warn": 90}, 89.99, "red"), ("KV06", {"good": "down", "target": 15, "warn": 18}, 15, "green"),
    ("KV06", {"good": "down", "target": 15, "warn": 18, "strict": True}, 15, "amber"),
    ("KV07", {"good": "down", "target": 15, "warn": 18}, 17.2, "amber"), ("KV08", {"good": "down", "target": 15, "warn": 18}, 23, "red"),
    ("KV09", {"good": "down", "target": 2}, 2.1, "red"), ("KV10", RANGE | {"margin": 0.25}, 4.5, "green"),
    ("KV11", RANGE | {"margin": 0.25}, 3.8, "amber"), ("KV12", RANGE | {"margin": 0.25}, 5.3, "red"),
    ("KV13", RANGE, 3.99, "red"), ("KV14", {}, 70, "no_target"),
]
THREE = [(D("2026-01-15"), 10), (D("2026-02-15"), 15), (D("2026-03-15"), 20)]
TWO = [THREE[0], THREE[2]]
COMPARED = [  # id, good, value, reference, delta, percent, favour
    ("KV23", "up", 230, 200, 30.0, 15.0, "favourable"), ("KV24", "down", 230, 200, 30.0, 15.0, "unfavourable"),
    ("KV25", "up", -5, -10, 5.0, 50.0, "favourable"), ("KV26", "up", 3, 0, 3.0, None, "favourable"),
    ("KV27", "up", 12, 10, 2.0, 20.0, "favourable"), ("KV28", "up", 120, 100, 20.0, 20.0, "favourable"),
    ("KV34", "down", 15, 12, 3.0, 25.0, "unfavourable"),
]
MONTHS = [int(value) for value in """2478 2350 2485 2296 2359 2567 3089 2668 1788 2854 2365 1883 1959 1927 2640 2626 2144 2409
4412 3287 3049 3364 3078 2972 3415 2753 3102 2191 3693 4385 4699 3031 2659 3885 2628 2621 3071 2002""".split()]
TWELVE = [10, 12, 11, 9, 10, 11, 10, 12, 9, 11, 10, 11]
LIMITS = [  # id, values, points that set the limits, floor, mean, mR, LNPL, UNPL, signals
    ("XV01", MONTHS, 38, None, 2820.6316, 571.8919, 1299.3991, 4341.8640,
     {14: {2}, 15: {2}, 18: {3}, 19: {1}, 30: {1}, 31: {1, 2}, 32: {2}}),
    ("XV02", [1, 2, 1, 2, 10, *[1, 2] * 6, 1], 18, None, 1.9444, 1.8824, -3.0626, 6.9515, {5: {1}}),
    ("XV03", [1, 2, 1, 2, 10, *[1, 2] * 6, 1], 18, 0, 1.9444, 1.8824, 0.0, 6.9515, {5: {1}}),
    ("XV04", [14, 15, 13, 16, 14, 15, 14, 13, 15, 14, 16, 15, 23], 12, None, 14.5, 1.5455, 10.3891, 18.6109, {13: {1}}),
    ("XV05", [*TWELVE, 12, 12, 11.5, 12, 11, 12, 11.5, 12], 12, None, 10.5, 1.5455, 6.3891, 14.6109, {19: {3}, 20: {3}}),
    ("XV06", [50, 54, 49, 52, 51, 50, 53, 50, 52, 49, 51, 53, 55, 56, 52, 56], 12, None, 51.1667, 2.6364, 44.1539, 58.1794, {16: {2}}),
    ("XV07", [5] * 6, 6, None, 5.0, 0.0, 5.0, 5.0, {}),
]


def kpi_rows():
    for name, goal, value, word in STATUS:
        yield name, f"{goal} value {value}", [kpis.status(goal, value)], [word], 0
    quarter = (D("2026-01-01"), D("2026-03-31"), D("2026-04-10"))
    for name, aggregate, readings, more, value in [
            ("KV16", "sum", THREE, {}, 45), ("KV17", "last", THREE, {}, 20), ("KV18", "mean", THREE, {}, 15),
            ("KV19", "min", THREE, {}, 10), ("KV19", "max", THREE, {}, 20), ("KV19", "first", THREE, {}, 10),
            ("KV19", "count", THREE, {}, 3), ("KV20", "sum", TWO, {}, 30), ("KV20", "mean", TWO, {}, 15),
            ("KV21", "sum", TWO, {"missing": "zero"}, 30), ("KV22", "sum", [], {}, None),
            ("KV22", "sum", [(D("2025-12-31"), 5)], {"missing": "zero"}, 0)]:
        made = kpi("k", readings, aggregate=aggregate, every="quarter", **more)
        found = or_none(kpis.aggregate, workspace(kpis=[made]), made, *quarter)
        yield name, f"{aggregate} of {len(readings)} months {more or ''}", [found], [value], 0
    for name, good, value, reference, *expected in COMPARED:
        found = kpis.compare({"good": good}, value, reference)
        yield name, f"{good}: {value} beside {reference}", [float(found["delta"]), found["percent"], found["favour"]], expected, 4
    yield "KV30", "2026-W53", [periods.year_earlier(periods.week(2026, 53))], [None], 0
    yield "KV31", "2028-02-29", [periods.year_earlier(periods.period_of(D("2028-02-29"), "day"))], [None], 0
    monthly = kpi("k", [(D("2026-01-20"), 5), (D("2026-03-10"), 80)], every="month", aggregate="sum")
    made = workspace(kpis=[monthly])
    last = kpis.latest(made, monthly, D("2026-03-20"))
    yield "KV15", "no value", [kpis.latest(made, monthly, D("2026-01-01"))], [None], 0
    yield "KV32", "monthly, on 20 March: the last complete", [last.period.name], ["2026-01"], 0
    late = kpi("k", [(D("2026-01-20"), 5)], every="month")
    for day, word in (("2026-02-20", "fresh"), ("2026-03-05", "due"), ("2026-04-02", "stale")):
        yield "KV33", f"last value in January, on {day}", [kpis.freshness(workspace(kpis=[late]), late, D(day))], [word], 0


def limit_rows():
    for name, values, points, floor, *expected, flagged in LIMITS:
        limits = signals.limits_of(values, points, floor, judge_neighbours=False)
        yield name, f"{len(values)} points", [limits.mean, limits.mean_range, limits.lower, limits.upper], expected, 4
        found = {i + 1: {rule for rule, _ in signals.rules_at(values, i, limits)} for i in range(len(values))}
        yield name, "signals", [{i: rules for i, rules in found.items() if rules}], [flagged], 0
        if name == "XV01":
            yield name, "range limit", [limits.range_limit], [1868.9427], 4


QUARTER = (D("2026-07-01"), D("2026-09-30"))


def amended_rows():
    runs = [(5 + 7 * week + day, 1) for week in range(6) for day in (0, 3, 6)]
    subject = single(runs, min=3, aggregate="sum", period="week", start=QUARTER[0], end=QUARTER[1], day=D("2026-08-16"))
    yield "AV16", "three runs in each Monday-to-Sunday week", [*holds.tally(subject)[:2]], [6, 0], 0
    cap = single([(0, 30), (0, 25)], max=50, aggregate="sum", period="week", start=D("2026-06-29"), day=D("2026-06-30"))
    yield "AV17", "at most 50, two amounts of a day: 55", [*holds.tally(cap)], [0, 1, 1], 0
    yield "AV18", "and no misses allowed", [pace.status(cap)], ["at_risk"], 0
    weight = kpi("weight", [(D("2026-06-28"), 82), (D("2026-09-20"), 78), (D("2026-09-30"), 77)], good="down", aggregate="mean")
    ended = single(kpi="weight", target=77, kpis=[weight], start=QUARTER[0], end=QUARTER[1], day=D("2026-10-02"))
    nexts = single(kpi="weight", target=75, kpis=[weight], start=D("2026-10-01"), end=D("2026-12-31"), day=D("2026-10-08"))
    yield "AV22", "82 -> 77 on the last day", [float(scoring.progress(ended))], [1.0], 4
    yield "AV22", "the next quarter begins at 77, without data", [scoring.baseline(nexts), nexts.points()], [77, []], 0
    away = workspace()
    away.settings.workspace["away"] = [[D("2026-08-03"), D("2026-08-16")]]
    word = pace.freshness_of(away.settings, D("2026-07-27"), D("2026-08-17"), 7)
    yield "AV23", "21 days, 14 of them away", [word], ["due"], 0
    sevens = kpi("up", [(D("2026-08-03") + i * ONE_DAY, 99.9) for i in range(7)], aggregate="mean", target=99.9)
    made = workspace(kpis=[sevens])
    last = kpis.latest(made, sevens, D("2026-08-10"))
    yield "AV35", "seven daily 99.9 against 99.9", [kpis.period_status(made, sevens, last, D("2026-08-10"))], ["green"], 0
    tenths = single([0.1] * 8, kind="sum", target=0.8)
    found = forecast.forecast(tenths)
    yield "AV35", "eight times 0.1 towards 0.8", [pace.is_reached(scoring.progress(tenths)), found.p_target], [True, 1.0], 9
    held = single([(i, 0.1) for i in range(7)] + [(6, 0.1)], min=0.8, aggregate="sum", day=D("2026-07-06"))
    yield "AV35", "the same held as a sum", [holds.tally(held)[0]], [1], 0
    weeks = [D("2026-06-15") + 7 * i * ONE_DAY for i in range(8)]
    came = kpi("in", [(day, [0.1, 0.7] if i == 7 else [0.1, 0.2] if i == 2 else 0.3) for i, day in enumerate(weeks)],
               aggregate="sum")
    went = kpi("out", [(day, 0.8 if i == 7 else 0.3) for i, day in enumerate(weeks)], aggregate="sum")
    gap = kpi("gap", [], formula="in - out", target=0)
    made, today = workspace(kpis=[came, went, gap]), D("2026-08-10")
    last = kpis.latest(made, gap, today)
    found = kpis.compare({"target": 0}, last.value, 0, last.scale)
    yield "AV35", "what a formula leaves of equal amounts", [
        kpis.period_status(made, gap, last, today), signals.signals(made, gap, today).last, found["favour"]], [
        "green", "no_variation", "neutral"], 0
    held = single([], min=0, kpi="gap", kpis=[came, went, gap], day=today)
    yield "AV35", "the same held", [holds.tally(held)[1]], [0], 0
    met = single([], target=0, kpi="gap", kpis=[came, went, gap], day=today)
    yield "AV35", "the same as a target met before", [scoring.progress(met)], [1.0], 0
    same = signals.limits_of([7] * 6)
    yield "AV35", "always at its target", [signals.assurance({"target": 7}, same)], ["consistently_meets_the_target"], 0
    fiscal = periods.Fiscal(10, "end")
    yield "AV32", "2026-Q1 named by its end", [str(periods.parse("2026-Q1", fiscal).first)], ["2025-10-01"], 0
    goal = kpi("g", [], [(D("2026-07-01"), {"target": 60, "warn": 65})], target=50, every="month")
    for day, target in (("2026-06-15", 50), ("2026-07-15", 60)):
        period = periods.period_of(D(day), "month")
        yield "AV26", f"target in {period.name}", [kpis.goal_of(goal, period, D("2026-08-01"))["target"]], [target], 0
    overdue = single([(3, False)], kind="done", due=D("2026-08-31"), start=QUARTER[0], end=QUARTER[1], day=D("2026-09-03"))
    yield "AV29", "not done, three days overdue", [pace.status(overdue)], ["at_risk"], 0


def rows():
    yield from kpi_rows()
    yield from limit_rows()
    yield from amended_rows()
