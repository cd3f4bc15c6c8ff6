# SPDX-License-Identifier: MIT
"""Where it ends: method.md 4.2 (drift, Student's t, weak priors) and 4.4; 0, 12, 20, 38 to 40."""

import dataclasses
import math

from . import scoring
from .base import ONE_DAY, SILENT, Absent, at_least, clamp01, or_none
from .student import mills, normal_cdf, normal_density, t_cdf, t_quantile

PRIORS = {"number": (0.5, 0.40), "percent": (0.5, 0.40), "sum": (0.8, 0.25)}


@dataclasses.dataclass
class Drift:
    """All in the units of the value and in days; see the formulas of 4.2 for the names."""
    start: float
    goal: float
    y: float    # the last reading
    mu: float
    v: float
    nu: int
    w: float
    b: float
    tau2: float
    h: float    # days to go
    m: float
    s: float

    @property
    def sign(self):
        return 1 if self.goal > self.start else -1

    def chance(self, goal):
        """P(end value at or beyond a goal)."""
        if self.s == 0:
            return 1.0 if beyond(self.y, goal, self.sign) else 0.0
        return t_cdf(self.sign * (self.m - goal) / self.s, self.nu)

    def interval(self):
        q = t_quantile(0.90, self.nu) if self.s > 0 else 0
        return self.m - q * self.s, self.m + q * self.s

    def passage(self, goal, best):
        """take = "best": the chance of touching the goal, drift integrated out."""
        if beyond(best, goal, self.sign):
            return 1.0
        if self.h <= 0:
            return 0.0
        a, b = self.sign * (goal - self.y), self.sign * self.b
        q = math.sqrt(self.v * self.h + self.tau2 * self.h ** 2)
        z1 = (b * self.h - a) / q
        z = -(a + b * self.h + 2 * a * self.tau2 * self.h / self.v) / q
        if z <= 0:
            touched = normal_cdf(z1) + normal_density(z1) * mills(-z)
        else:
            touched = normal_cdf(z1) + math.exp(2 * a / self.v * (b + a * self.tau2 / self.v)) * normal_cdf(z)
        return max(min(touched, 1.0), self.chance(goal))


def beyond(value, goal, sign):
    return at_least(sign * value, sign * goal)


def drift(points, start, goal, length, end, kind="number"):
    """`points` are (day, value), days counted from the start; the first is the start or a reading of that day.

    `length` is C, `end` the day on which it ends (T). Computed in units of |goal - start|.
    """
    unit = abs(goal - start)
    scaled = [(day, (value - start) / unit) for day, value in points]
    a, f = PRIORS[kind]
    k = len(scaled) - 1
    (t0, y0), (tk, yk) = scaled[0], scaled[-1]
    span, h = tk - t0, max(0, end - tk)
    mu = (yk - y0) / span
    squares = sum((y2 - y1 - mu * (t2 - t1)) ** 2 / (t2 - t1) for (t1, y1), (t2, y2) in zip(scaled, scaled[1:]))
    prior, r = f * f / length, (1 if goal > start else -1) / length
    spread = (0.75 * r) ** 2
    v0 = (squares + prior) / k
    surprise = v0 * (mu - a * r) ** 2 / (spread + v0 / span)
    nu = k + 1
    v = (squares + prior + surprise) / nu
    w = spread * span / (spread * span + v)
    b = (1 - w) * a * r + w * mu
    tau2 = v * spread / (spread * span + v)
    m, s = yk + b * h, math.sqrt(v * h + tau2 * h * h) if h > 0 else 0.0
    return Drift(start, goal, points[-1][1], mu * unit, v * unit ** 2, nu, w, b * unit, tau2 * unit ** 2, h,
                 start + m * unit if h > 0 else points[-1][1], s * unit)


@dataclasses.dataclass
class Forecast:
    value: object = None
    low: object = None
    high: object = None
    score: object = None
    p_target: object = None
    p_70: object = None
    p_commit: object = None
    p_stretch: object = None
    rate: object = None         # a day so far: mu
    needed: object = None       # a day, from the as-of day on (0, 20)
    decided: bool = False
    is_certain: bool = False    # reached, and it cannot fall back
    drift: object = None
    raw_value: object = None    # m before floor and ceil


def path(subject):
    """(day, value) from the start on, of a sum with its baseline; a reading of the start day replaces y0."""
    start = scoring.baseline(subject)
    shift = start if subject.kind == "sum" else 0
    points = [((point.date - subject.start).days, point.value + shift) for point in subject.points()]
    if not points or points[-1][0] == 0:
        raise Absent("no reading after the start")
    return points if points[0][0] == 0 else [(0, start), *points]


def forecast(subject):
    """Absent where 4.2 gives none."""
    if subject.kind not in PRIORS or subject.state in ("draft", "cancelled", "deferred"):
        raise Absent("no forecast")
    if subject.fields.get("take") == "mean" or scoring.has_no_way(subject):
        raise Absent("no forecast")
    start, goal = scoring.way(subject)
    points = path(subject)
    end = (subject.due - subject.start).days
    if end <= 0:
        raise Absent("no forecast")
    is_over = subject.as_of > subject.due or subject.state == "done"
    d = drift(points, start, goal, end, points[-1][0] if is_over else end, subject.kind)
    return completed(subject, d, points)


def ended_at_70(d, best):
    """2.3: the verdict is taken from the score as it is shown."""
    return 1.0 if scoring.shown(clamp01((best - d.start) / (d.goal - d.start))) >= 0.70 else 0.0


def completed(subject, d, points):
    best = points[-1][1]
    if subject.fields.get("take") == "best":
        best = scoring.now(subject)
    latched = subject.fields.get("take") == "best"
    certain = subject.kind == "sum" and all(amount >= 0 for _, amount in subject.amounts()) and d.sign > 0

    def chance(goal):
        if latched:
            return d.passage(goal, best)
        if certain and beyond(d.y, goal, d.sign):
            return 1.0
        return d.chance(goal)

    value, (low, high) = d.m, d.interval()
    if latched or certain:
        cut = max if d.sign > 0 else min
        value, low, high = cut(value, best), cut(low, best), cut(high, best)
    found = Forecast(drift=d, raw_value=value, decided=d.h <= 0, rate=d.mu, score=scoring.score_at(subject, value))
    found.value, found.low, found.high = (clip(subject, number) for number in (value, low, high))
    found.is_certain = (latched or certain) and beyond(best, d.goal, d.sign)
    if found.low == found.high and d.h > 0 and not (latched or certain):
        found.value = found.low = found.high = SILENT  # "at its floor", without numbers
    found.p_target = chance(d.goal)
    if "stretch" in subject.fields:
        found.p_stretch = chance(subject.fields["stretch"])
    elif not subject.is_committed:
        found.p_70 = chance(d.start + 0.7 * (d.goal - d.start)) if d.h > 0 else ended_at_70(d, best)
    if "commit" in subject.fields:
        found.p_commit = chance(subject.fields["commit"])
    if not found.decided and not beyond(best, d.goal, d.sign):
        found.needed = (d.goal - best) / max(1, (subject.due - subject.as_of).days)
    return found


def clip(subject, value):
    floor, ceil = subject.fields.get("floor"), subject.fields.get("ceil")
    if subject.kpi is not None:
        floor, ceil = floor or subject.kpi.fields.get("floor"), ceil or subject.kpi.fields.get("ceil")
    if floor is None and (subject.kind == "percent" or subject.kind == "number" and falls_to_nothing(subject)):
        floor = 0
    if ceil is None and subject.kind == "percent":
        ceil = 100
    said = [point.value for point in subject.points()]  # what was passed, as 100 % may be (SV58), is no end
    if floor is not None and all(number >= floor for number in said):
        value = max(value, floor)
    return min(value, ceil) if ceil is not None and all(number <= ceil for number in said) else value


def falls_to_nothing(subject):
    """A count of what there should be none of."""
    return scoring.target(subject) == 0 < scoring.baseline(subject)


def arrival(subject, d):
    """The day of t_k + (target - y_k)/b, rounded up; None where it is past, too far, or b leads away."""
    if d.h <= 0 or d.b * d.sign <= 0 or beyond(d.y, d.goal, d.sign):
        return None
    days = math.ceil((d.goal - d.y) / d.b - 1e-9)
    last = (subject.last() - subject.start).days
    try:
        date = subject.start + ONE_DAY * (last + days)
    except OverflowError:
        return None
    return None if date < subject.as_of or (date - subject.as_of).days > 3653 else date


def expected_score(subject):
    """4.4, 0, 12: of the forecast, else the score that it has."""
    found = or_none(forecast, subject) if subject.state == "active" else None
    return found.score if found else scoring.score(subject)
