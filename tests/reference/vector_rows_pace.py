# SPDX-License-Identifier: MIT
"""PV (elapsed), ST (status), staleness, FV (forecast), Student's t and calibration: method.md 3.3, 4.3, 4.5."""

import datetime

from building import ONE_DAY, single
from okr_reference import forecast, pace
from okr_reference.calibration import calibration
from okr_reference.student import t_cdf, t_quantile
from okr_reference.workspace import Settings

D = datetime.date.fromisoformat
ELAPSED = [
    ("PV01", "2026-01-01", "2026-03-31", "2025-12-20", 0.0), ("PV02", "2026-01-01", "2026-03-31", "2026-01-01", 0.0),
    ("PV03", "2026-01-01", "2026-03-31", "2026-01-02", 0.0112), ("PV04", "2026-01-01", "2026-03-31", "2026-02-14", 0.4944),
    ("PV05", "2026-01-01", "2026-03-31", "2026-02-15", 0.5056), ("PV06", "2026-01-01", "2026-03-31", "2026-03-30", 0.9888),
    ("PV07", "2026-01-01", "2026-03-31", "2026-03-31", 1.0), ("PV08", "2026-01-01", "2026-03-31", "2026-04-10", 1.0),
    ("PV09", "2026-04-01", "2026-04-30", "2026-04-15", 0.4828), ("PV10", "2024-01-01", "2024-12-31", "2024-07-01", 0.4986),
    ("PV11", "2026-05-05", "2026-05-05", "2026-05-04", 0.0), ("PV12", "2026-05-05", "2026-05-05", "2026-05-05", 1.0),
]

HUNDRED = (D("2026-01-01"), D("2026-04-11"))  # a hundred days from end to end
STATUS = [  # id, type, e, p, E, gap, status
    ("ST01", "committed", 0.82, 0.56, 0.82, 0.26, "at_risk"), ("ST02", "committed", 0.50, 0.50, 0.50, 0.0, "on_track"),
    ("ST03", "committed", 0.50, 0.40, 0.50, 0.10, "on_track"), ("ST04", "committed", 0.50, 0.3999, 0.50, 0.1001, "behind"),
    ("ST05", "committed", 0.50, 0.25, 0.50, 0.25, "behind"), ("ST06", "committed", 0.50, 0.2499, 0.50, 0.2501, "at_risk"),
    ("ST07", "committed", 0.50, 0.60, 0.50, -0.10, "ahead"), ("ST08", "committed", 0.50, 1.0, 0.50, -0.50, "achieved"),
    ("ST09", "committed", 0.05, -0.5, 0.05, 0.55, "at_risk"), ("ST10", "committed", 0.05, 0.0, 0.05, 0.05, "on_track"),
    ("ST11", "aspirational", 0.50, 0.35, 0.35, 0.0, "on_track"), ("ST12", "aspirational", 1.00, 0.70, 0.70, 0.0, "on_track"),
    ("ST13", "committed", 1.00, 0.70, 1.00, 0.30, "at_risk"), ("ST14", "aspirational", 0.50, 0.20, 0.35, 0.15, "behind"),
    ("ST15", "aspirational", 0.50, 0.09, 0.35, 0.26, "at_risk"), ("ST16", "stretch", 0.50, 0.50, 0.50, 0.0, "on_track"),
    ("ST17", "committed", 0.50, None, 0.50, None, "no_data"), ("ST18", "plan", 0.50, 0.30, 0.25, -0.05, "on_track"),
]

STALENESS = [(0, 7, "fresh"), (7, 7, "due"), (8, 7, "due"), (14, 7, "due"), (15, 7, "stale"), (10, 14, "fresh"),
             (28, 14, "due"), (29, 14, "stale"), (31, 31, "due"), (63, 31, "stale")]

FORECASTS = [  # id, baseline, target, kind, days, values, mu, v, nu, w, b, m, s, P(target), P(0.7)
    ("FV01", 0, 100, "number", [0, 6, 13, 21, 34, 41], [0, 4, 15, 19, 38, 41], 1.0, 4.875709, 6, 0.856560, 0.937144, 85.9829, 21.65, 0.2707, 0.7559),
    ("FV02", 0, 100, "number", [0, 14], [0, 20], 1.428571, 12.375119, 2, 0.445486, 0.947933, 91.095, 56.0638, 0.4442, 0.6286),
    ("FV03", 0, 100, "number", [0, 7, 14, 21, 28], [0, 10, 20, 30, 40], 1.428571, 4.371158, 5, 0.819783, 1.272364, 117.6142, 27.2553, 0.7267, 0.9295),
    ("FV04", 0, 100, "number", [0, 7, 14, 21, 28], [0, 0, 0, 0, 0], 0.0, 3.921354, 5, 0.835273, 0.092543, 5.6451, 25.9708, 0.0075, 0.0280),
    ("FV05", 23, 15, "number", [0, 10, 31, 45, 59], [23, 22, 21.5, 19, 18.4], -0.077966, 0.071192, 5, 0.790204, -0.071038, 16.2689, 1.7303, 0.2481, 0.7289),
    ("FV06", 0, 100, "number", [0, 7, 14, 21, 28, 35], [0, 0, 0, 30, 30, 30], 0.857143, 20.389959, 6, 0.549341, 0.724043, 69.0983, 45.1028, 0.2594, 0.4923),
    ("FV07", 0, 100, "number", [0, 7, 14, 21], [0, -5, -8, -12], -0.571429, 6.520226, 4, 0.695787, -0.226687, -27.4147, 37.9778, 0.0142, 0.0312),
    ("FV08", 0, 100, "number", [0, 20, 40, 60], [0, 45, 80, 110], 1.833333, 9.760936, 4, 0.813613, 1.596336, 156.2937, 19.8591, 0.9764, 0.9939),
    ("FV09", 0, 100, "number", [0, 30, 60, 89], [0, 30, 66, 97], 1.089888, 5.203315, 4, 0.923934, 1.049718, 97.0, 0.0, 0.0, 1.0),
    ("FV11", 0, 100, "sum", [0, 7, 14, 21, 28], [0, 9, 15, 26, 33], 1.178571, 1.871031, 5, 0.913995, 1.154516, 103.4255, 18.4769, 0.5699, 0.9349),
    ("FV12", 0, 100, "number", [0, 7], [0, 40], 5.714286, 81.779792, 2, 0.057302, 0.857044, 110.2776, 105.8645, 0.5342, 0.6299),
    ("FV14", 0, 100, "number", [0, 14, 28], [5, 20, 30], 0.892857, 6.619321, 3, 0.750244, 0.810173, 79.4206, 32.6150, 0.2864, 0.6042),
]
STUDENT = [(0, 3, 0.5), (1, 1, 0.75), (1, 2, 0.788675), (1, 3, 0.804499), (-1, 3, 0.195501), (2, 5, 0.949030),
           (-1.5, 10, 0.082254), (0.5, 6, 0.682560), (-0.3, 7, 0.386445), (3, 2, 0.952267)]
QUANTILES = [(2, 1.8856), (3, 1.6377), (4, 1.5332), (5, 1.4759), (6, 1.4398), (7, 1.4149), (8, 1.3968), (10, 1.3722), (14, 1.3450)]


def status_rows():
    for name, kind, e, p, expected, gap, word in STATUS:
        day = HUNDRED[0] + round(100 * e) * ONE_DAY
        fields = {"baseline": 0, "target": 1}
        if kind == "stretch":
            fields["stretch"] = 2
        if kind == "plan":
            fields["plan"] = [[day - 10 * ONE_DAY, 0.15], [day + 10 * ONE_DAY, 0.35], [HUNDRED[1], 1]]
        readings = [] if p is None else [(round(100 * e), p)]
        type_ = kind if kind == "aspirational" else "committed"
        subject = single(readings, type_, *HUNDRED, day=day, **fields)
        found = [pace.expected(subject), None if p is None else pace.gap(subject), pace.status(subject)]
        yield name, f"{kind}, e {e}, p {p}", found, [expected, gap, word], 4
    day = HUNDRED[0] + 60 * ONE_DAY
    steps = [{"title": str(i), "due": day + (5 if i > 3 else -5) * ONE_DAY} for i in range(6)]
    subject = single([(50, ["0", "1", "2"])], "committed", *HUNDRED, day=day, steps=steps)
    yield "ST19", "6 steps, 3 done, 4 due", [pace.expected(subject), pace.gap(subject), pace.status(subject)], [0.6667, 0.1667, "behind"], 4


def forecast_rows():
    for name, start, goal, kind, days, values, *expected in FORECASTS:
        d = forecast.drift(list(zip(days, values)), start, goal, 89, 89, kind)
        found = [d.mu, d.v, d.nu, d.w, d.b, d.m, d.s, d.chance(goal), d.chance(start + 0.7 * (goal - start))]
        yield name, f"{kind} {start} -> {goal}, {days} {values}", found[:5], expected[:5], 6
        yield name, "m, s, P(target), P(0.7)", found[5:], expected[5:], 4
    d = forecast.drift(list(zip(FORECASTS[0][4], FORECASTS[0][5])), 0, 100, 89, 89)
    yield "FV01", "80 % interval", [*d.interval()], [54.81, 117.15], 2
    d = forecast.drift(list(zip([0, 7, 14, 21, 28], [0, 12, 9, 22, 18])), 0, 40, 89, 89)
    yield "FV13", 'take = "best", 0 -> 40', [d.v, d.b, d.tau2, d.passage(40, 22)], [8.659078, 0.337068, 0.083093, 0.627944], 6
    d = forecast.drift(list(zip(FORECASTS[4][4], FORECASTS[4][5])), 23, 15, 89, 89)
    yield "FV15", 'FV05 with take = "best"', [d.passage(15, 18.4)], [0.293030], 6
    try:
        forecast.forecast(single([], baseline=0, target=100))
    except forecast.Absent as absent:
        yield "FV10", "no check-in", [absent.why], ["no reading after the start"], 6


def rows():
    for name, first, last, day, e in ELAPSED:
        yield name, f"{first}..{last} on {day}", [pace.elapsed(D(first), D(last), D(day))], [e], 4
    yield from status_rows()
    for age, cadence, word in STALENESS:
        day = D("2026-01-01")
        yield f"age {age}", f"cadence {cadence}", [pace.freshness_of(Settings({}, {}), day, day + age * ONE_DAY, cadence)], [word], 0
    yield from forecast_rows()
    for t, nu, f in STUDENT:
        yield "t", f"{t} nu {nu}", [t_cdf(t, nu)], [f], 6
    for nu, q in QUANTILES:
        yield "t 0.90", f"nu {nu}", [t_quantile(0.90, nu)], [q], 4
    said = list(zip([9, 9, 9, 7, 7, 7, 7, 5, 5, 5, 3, 3], [1, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1]))
    found = calibration(said)
    keys = ["brier", "reliability", "resolution", "uncertainty"]
    yield "4.5", "Brier REL RES UNC", [found[key] for key in keys], [0.243333, 0.028056, 0.027778, 0.243056], 6
    yield "4.5", "skill, bias", [found["skill"], found["bias"]], [-0.0011, 0.05], 4
    yield "4.5", "levels 9 7 5 3", [found["levels"][c] for c in (9, 7, 5, 3)], [0.667, 0.75, 0.333, 0.5], 3
    yield "4.5", "all ended alike: no skill (0, 40)", [calibration([(9, 1), (8, 1)])["skill"]], [None], 0
