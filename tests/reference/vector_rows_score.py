# SPDX-License-Identifier: MIT
"""SV (one key result) and RV (roll-up): method.md 2.7."""

import datetime

from building import END, ONE_DAY, START, key_result, kpi, objective, single, workspace
from okr_reference import rollup, scoring
from okr_reference.base import or_none, weighted_mean

LINEAR = [  # id, baseline, target, readings, further fields, p, shown, band
    ("SV01", 0, 100, [0], {}, 0.0, 0.00, "red"), ("SV02", 0, 100, [35], {}, 0.35, 0.35, "red"),
    ("SV03", 0, 100, [40], {}, 0.4, 0.40, "yellow"), ("SV04", 0, 100, [65], {}, 0.65, 0.65, "yellow"),
    ("SV05", 0, 100, [69.49], {}, 0.6949, 0.69, "yellow"), ("SV06", 0, 100, [69.5], {}, 0.695, 0.70, "green"),
    ("SV07", 0, 100, [70], {}, 0.7, 0.70, "green"), ("SV08", 0, 100, [99.6], {}, 0.996, 0.99, "green"),
    ("SV09", 0, 100, [100], {}, 1.0, 1.00, "green"), ("SV10", 0, 100, [150], {}, 1.5, 1.00, "green"),
    ("SV11", 20, 100, [20], {}, 0.0, 0.00, "red"), ("SV12", 20, 100, [0], {}, -0.25, 0.00, "red"),
    ("SV13", 20, 100, [-20], {}, -0.5, 0.00, "red"), ("SV14", 10, 15, [12.5], {}, 0.5, 0.50, "yellow"),
    ("SV15", 4, 4.5, [4.2], {}, 0.4, 0.40, "yellow"), ("SV16", 0, 10, [5.9], {}, 0.59, 0.59, "yellow"),
    ("SV17", -50, 50, [0], {}, 0.5, 0.50, "yellow"), ("SV18", 1000000, 1500000, [1350000], {}, 0.7, 0.70, "green"),
    ("SV19", 0, 0.3, [0.1 + 0.2], {}, 1.0, 1.00, "green"), ("SV20", 100, 60, [80], {}, 0.5, 0.50, "yellow"),
    ("SV21", 100, 60, [70], {}, 0.75, 0.75, "green"), ("SV22", 100, 60, [50], {}, 1.25, 1.00, "green"),
    ("SV23", 100, 60, [120], {}, -0.5, 0.00, "red"), ("SV24", 23, 15, [19], {}, 0.5, 0.50, "yellow"),
    ("SV25", 10, 0, [7], {}, 0.3, 0.30, "red"), ("SV26", 10, 0, [-10], {}, 2.0, 1.00, "green"),
    ("SV27", -10, -30, [-15], {}, 0.25, 0.25, "red"), ("SV28", 500000, 400000, [420000], {}, 0.8, 0.80, "green"),
    ("SV29", 5, 2, [3.5], {}, 0.5, 0.50, "yellow"), ("SV30", 50, 50, [50], {}, "E103", None, None),
    ("SV31", 0, 0, [0], {}, "E103", None, None), ("SV32", 0, 100, [], {}, "no data", None, None),
    ("SV33", 0, 100, [float("nan")], {}, "E102", None, None),
    ("SV34", 40, None, [44], {"change": "+20%"}, 0.5, 0.50, "yellow"),
    ("SV35", 8.0, None, [7.4], {"change": "-15%"}, 0.5, 0.50, "yellow"),
    ("SV36", 0, None, [1], {"change": "+30%"}, "E104", None, None),
    ("SV37", None, 10, [4], {}, 0.4, 0.40, "yellow"), ("SV38", None, 3000, [2100], {}, 0.7, 0.70, "green"),
    ("SV39", None, 10, [12], {"good": "down"}, "E105", None, None),
    ("SV40", 0, 1000000, [220000, 240000, 200000, 230000], {"kind": "sum"}, 0.89, 0.89, "green"),
    ("SV41", 0, 1000000, [220000, 480000, 710000, 968000], {}, 0.968, 0.97, "green"),
    ("SV42", 50, 10, [-12, -8, 4], {"kind": "sum"}, 0.4, 0.40, "yellow"),
    ("SV43", 0, 100, [40, 90, 60], {}, 0.6, 0.60, "yellow"),
    ("SV44", 0, 100, [40, 90, 60], {"take": "best"}, 0.9, 0.90, "green"),
    ("SV45", 0, 100, [40, 90, 60], {"take": "mean"}, 0.6333, 0.63, "yellow"),
    ("SV46", 0, 50, [25], {"stretch": 100}, 0.5, 0.35, "red"), ("SV47", 0, 50, [50], {"stretch": 100}, 1.0, 0.70, "green"),
    ("SV48", 0, 50, [75], {"stretch": 100}, 1.5, 0.85, "green"), ("SV49", 0, 50, [100], {"stretch": 100}, 2.0, 1.00, "green"),
    ("SV50", 0, 50, [140], {"stretch": 100}, 2.8, 1.00, "green"),
    ("SV51", 0, 50, [20], {"commit": 20, "stretch": 100}, 0.4, 0.30, "red"),
    ("SV52", 0, 50, [35], {"commit": 20, "stretch": 100}, 0.7, 0.50, "yellow"),
    ("SV53", 23, 15, [13.5], {"stretch": 12}, 1.1875, 0.85, "green"),
    ("SV54", 0, 50, [25], {"stretch": 40}, "E106", None, None),
]

OTHERS = [  # id, fields, readings, p, shown, band
    ("SV55", {"kind": "done"}, [False], 0.0, 0.00, "red"), ("SV56", {"kind": "done"}, [True], 1.0, 1.00, "green"),
    ("SV57", {"kind": "percent"}, [62], 0.62, 0.62, "yellow"), ("SV58", {"kind": "percent"}, [104], 1.04, 1.00, "green"),
    ("SV59", {"kind": "percent"}, [-5], "E107", None, None), ("SV60", {"rubric": "x"}, [0.7], 0.7, 0.70, "green"),
    ("SV61", {"rubric": "x"}, ["commit"], 0.3, 0.30, "red"), ("SV62", {"rubric": "x"}, [1.2], "E107", None, None),
    ("SV63", {"steps": list("abcdef")}, [["a"], ["b", "f"]], 0.5, 0.50, "yellow"),
    ("SV65", {"steps": []}, [], "E108", None, None), ("SV74", {"kpi": "nowhere", "target": 5}, [], "E110", None, None),
    ("SV75", {"kind": "measure"}, [], 0.0, 0.00, "red"), ("SV76", {"kind": "measure"}, [5], 1.0, 1.00, "green"),
]

YEAR = (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
FIVE_WEEKS = [4.8, 4.2, 4.5, 3.5, 4.25]
THIRTEEN = [*FIVE_WEEKS, None, 4.5, 2, 3, 4.5, 4.6, 5, 4.5]


def outcome(subject):
    """p or why there is none, the score shown, the band."""
    try:
        p = scoring.progress(subject)
    except scoring.Absent as absent:
        return [absent.why, None, None]
    shown = scoring.shown(scoring.score(subject))
    return [float(p), shown, scoring.band(shown)]


def every(days, values):
    """One value a period of so many days, in its middle."""
    return [(days * index + days // 2, value) for index, value in enumerate(values) if value is not None]


def hold_rows():
    months = [(30 * index + 12, 99) for index in range(12)]
    one_bad = months[:4] + [(months[4][0], 97)] + months[5:]
    yield "SV66", "min 98, 12 months, one below", single(one_bad, min=98, period="month", start=YEAR[0], end=YEAR[1]), 0.9167, 0.92, "green"
    quarters = [(40, 1.2), (130, 1.1), (220, 1.3), (310, 1.5)]
    yield "SV67", "max 1.5, quarters 1.2 1.1 1.3 1.5", single(quarters, max=1.5, period="quarter", start=YEAR[0], end=YEAR[1]), 1.0, 1.00, "green"
    within = [(day, 268 if index == 7 else 250) for index, (day, _) in enumerate(months)]
    yield "SV68", "237.5..262.5, 12 months, one 268", single(within, min=237.5, max=262.5, period="month", start=YEAR[0], end=YEAR[1]), 0.9167, 0.92, "green"
    yield "SV69", "4..5, week 5 of 13", single(every(7, FIVE_WEEKS), min=4, max=5, day=START + 33 * ONE_DAY), 0.8, 0.80, "green"
    yield "SV70", "4..5, all 13, one missing", single(every(7, THIRTEEN), min=4, max=5, day=END + ONE_DAY), 0.6923, 0.69, "yellow"
    yield "SV71", "min 98: 99 99 (none) 99", single(every(7, [99, 99, None, 99]), min=98, day=START + 27 * ONE_DAY), 0.75, 0.75, "green"
    yield "SV72", "min 98, nothing due", single([], min=98, day=START + ONE_DAY), "no due period", None, None
    sales = kpi("sales", [(START - 3 * ONE_DAY, 200000), (START + 9 * ONE_DAY, 240000)])
    yield "SV73", "KPI 200000 at the start, +50%, now 240000", single(kpi="sales", change="+50%", kpis=[sales]), 0.4, 0.40, "yellow"


ROLL_UPS = [  # id, (p, weight, state) ..., score, shown, as planned
    ("RV01", [(1.0,), (0,), (0,)], 0.3333, 0.33, 0.3333), ("RV02", [(2.0,), (0,)], 0.5, 0.50, 0.5),
    ("RV03", [(-0.5,), (1.0,)], 0.5, 0.50, 0.5), ("RV04", [(1, 0), (0, 50), (0, 50)], 0.0, 0.00, 0.0),
    ("RV05", [(0.3, 40), (0.3, 20), (0.4, 40)], 0.34, 0.34, 0.34),
    ("RV06", [(0.3, 0.4), (0.3, 0.2), (0.4, 0.4)], 0.34, 0.34, 0.34), ("RV07", [(1.0,), (0.25, 2)], 0.5, 0.50, 0.5),
    ("RV08", [(0.6, 0), (0.8, 0)], None, None, None),
    ("RV09", [(0.6,), (0.1, 1, "cancelled"), (0.8,)], 0.7, 0.70, 0.5),
    ("RV10", [(0.6,), (0.4, 1, "deferred"), (0.8,)], 0.7, 0.70, 0.6), ("RV11", [(0.8,), (None,)], 0.4, 0.40, 0.4),
    ("RV12", [(0.5, 1, "cancelled"), (0.2, 1, "cancelled")], None, None, 0.35), ("RV13", [], None, None, None),
    ("RV16", [(0.95,), (1.0,), (1.0,)], 0.9833, 0.98, 0.9833), ("RV17", [(0.996,), (1.0,), (1.0,)], 0.9987, 0.99, 0.9987),
    ("RV18", [(1.0,), (1.0,), (1.0,)], 1.0, 1.00, 1.0), ("RV20", [(0.7,), (0.0, 1, "draft")], 0.7, 0.70, 0.7),
]
VERDICTS = {"RV16": "missed", "RV17": "missed", "RV18": "met"}


def build(made, parts, name="o", **fields):
    record = objective(made, name, **fields)
    for p, *rest in parts:
        weight, state = (rest + [None, None])[:2] if len(rest) < 2 else rest
        given = {"target": 1, "baseline": 0} | ({} if weight is None else {"weight": weight}) | ({} if state is None else {"state": state})
        key_result(record, [] if p is None else [p], **given)
    return record


def roll_up_rows():
    for name, parts, score, shown, planned in ROLL_UPS:
        made = workspace()
        record = build(made, parts, type="committed" if name in VERDICTS else "aspirational")
        item = rollup.Item(made, record, END + ONE_DAY)
        found = or_none(rollup.score, item)
        line = [found, None if found is None else scoring.shown(found), or_none(rollup.as_planned, made, record, END)]
        yield name, str(parts)[:58], line, [score, shown, planned], 4
        if name in VERDICTS:
            yield name, "its verdict", [rollup.verdict(item)], [VERDICTS[name]], 4
        if name == "RV12":
            yield name, "its state", [item.state], ["cancelled"], 4


def family_rows():
    for name, mode, own, children, score in [
            ("RV14", "both", [(0.27,), (0.18,)], [[(0.73,)]], 0.3933), ("RV15", "children", [], [[(0.85,)], [(0.60,)]], 0.725),
            ("RV21", "children", [], [[(0.5,)], [], [(0.7,)]], 0.6)]:
        made = workspace()
        record = build(made, own, "top", roll_up=mode)
        for index, parts in enumerate(children):
            build(made, parts, f"child{index}", parent="top")
        found = rollup.score(rollup.Item(made, record, END))
        yield name, f"{mode}: {own} {children}", [found, scoring.shown(found)], [score, scoring.shown(score)], 4
    made = workspace()
    for index, p in enumerate((0.7, 0.4, 0.9)):
        build(made, [(p,)], f"o{index}")
    yield "RV19", "cycle: 0.7 0.4 0.9", [rollup.cycle_score(made, made.cycles["c"], END)], [0.6667], 4


def rows():
    for name, start, goal, readings, more, *expected in LINEAR:
        fields = more | {key: value for key, value in (("baseline", start), ("target", goal)) if value is not None}
        yield name, f"{start} -> {goal} {readings} {more or ''}", outcome(single(readings, **fields)), expected, 4
    for name, fields, readings, *expected in OTHERS:
        yield name, f"{fields} {readings}", outcome(single(readings, **fields)), expected, 4
    half = weighted_mean([(3, 1), (1, 0), (1, 0.5)])
    yield "SV64", "weights 3 1 1, done 1 0 0.5", [half, scoring.shown(half)], [0.7, 0.70], 4
    for name, inputs, subject, *expected in hold_rows():
        yield name, inputs, outcome(subject), expected, 4
    yield from roll_up_rows()
    yield from family_rows()
