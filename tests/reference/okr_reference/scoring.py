# SPDX-License-Identifier: MIT
"""Progress, score, band and verdict of a key result: method.md 2.3, with 0, 2, 4, 7, 35 and 39."""

import math

from . import holds, subject as subjects
from .base import Absent, at_least, at_most, clamp01, mean

ZONES = {"fail": 0, "commit": 0.3, "target": 0.7, "stretch": 1.0}


def direction(subject):
    """1 up, -1 down: its own `good`, own baseline and target, the sign of `change`, the KPI's `good`, else up (0, 39)."""
    fields = subject.fields
    if fields.get("good") in ("up", "down"):
        return 1 if fields["good"] == "up" else -1
    if "baseline" in fields and "target" in fields and not is_degenerate(fields["baseline"], fields["target"]):
        return 1 if fields["target"] > fields["baseline"] else -1
    if "change" in fields:
        return -1 if fields["change"].lstrip().startswith("-") else 1
    if subject.kpi is not None:
        return -1 if subject.kpi.fields.get("good") == "down" else 1
    return 1


def baseline(subject):
    if subject.kind == "percent":
        return 0
    if "baseline" in subject.fields:
        return subject.fields["baseline"]
    if subject.kpi is not None and subject.kind != "sum":
        return subjects.kpi_baseline(subject)[0]
    if direction(subject) < 0:
        raise Absent("E105")
    return 0


def target(subject):
    if subject.kind == "percent":
        return 100
    if "target" in subject.fields:
        return subject.fields["target"]
    start = baseline(subject)
    if start == 0:
        raise Absent("E104")
    return start * (1 + float(subject.fields["change"].replace("%", "")) / 100)


def is_degenerate(start, goal):
    """0, 2."""
    return abs(goal - start) <= 1e-12 * max(abs(start), abs(goal))


def has_no_way(subject):
    """0, 39: fed by a KPI and its baseline is at or beyond its target: met or not, without pace and forecast."""
    if subject.kpi is None or subject.kind not in ("number", "sum"):
        return False
    start, goal = baseline(subject), target(subject)
    is_given = "baseline" in subject.fields or subject.kind == "sum"
    return meets(subject, start, goal, 0 if is_given else subjects.kpi_baseline(subject)[1])


def meets(subject, value, goal, scale):
    """At or beyond it, the way that is better."""
    return (at_least if direction(subject) > 0 else at_most)(value, goal, False, scale)


def way(subject):
    """(baseline, target) of a linear key result, or Absent with the error."""
    start, goal = baseline(subject), target(subject)
    if has_no_way(subject):
        return start, goal
    if is_degenerate(start, goal):
        raise Absent("E103")
    if (goal - start) * direction(subject) < 0:
        raise Absent("E113")
    ends = [subject.fields[key] for key in ("commit",) if key in subject.fields] + [goal]
    ends += [subject.fields[key] for key in ("stretch",) if key in subject.fields]
    if "commit" in subject.fields and "stretch" not in subject.fields:
        raise Absent("E106")
    line = [start, *ends]
    if any((b - a) * direction(subject) <= 0 for a, b in zip(line, line[1:])):
        raise Absent("E106")
    return start, goal


def now(subject):
    """2.3: the last, best or mean reading; of a sum the baseline and every amount."""
    points = subject.points()
    if not points:
        raise Absent("no data")
    values = [point.value for point in points]
    if not all(math.isfinite(value) for value in values):
        raise Absent("E102")
    if subject.kind == "percent" and any(value < 0 for value in values):
        raise Absent("E107")
    if subject.kind == "sum":
        return baseline(subject) + values[-1]
    take = subject.fields.get("take", "last")
    if take == "mean":
        return mean(values)
    if take == "best":
        return max(values) if direction(subject) > 0 else min(values)
    return values[-1]


def progress(subject):
    """Raw: below 0 after a regress, above 1 beyond the target."""
    if subject.kpi is None and "kpi" in subject.fields:
        raise Absent("E110")
    return {"number": linear, "sum": linear, "percent": linear, "hold": holds.progress, "milestones": milestones,
            "done": done, "graded": graded, "measure": measure}[subject.kind](subject)


def linear(subject):
    start, goal = way(subject)
    value = now(subject)
    if has_no_way(subject):
        points = subject.points()
        behind = points[-1:] if subject.fields.get("take", "last") == "last" else points
        return 1.0 if meets(subject, value, goal, max(point.scale for point in behind)) else 0.0
    return (value - start) / (goal - start)


def step_list(subject):
    """(names, weight, due) of each step."""
    steps = [{"title": step} if isinstance(step, str) else step for step in subject.fields["steps"]]
    return [({step["title"], step.get("id")}, step.get("weight", 1), step.get("due")) for step in steps]


def milestones(subject):
    said = subject.readings()
    steps = step_list(subject)
    total = sum(weight for _, weight, _ in steps)
    if total == 0:
        raise Absent("E108")
    if not said:
        raise Absent("no data")
    finished = {name for _, names in said for name in names}
    return sum(weight for names, weight, _ in steps if names & finished) / total


def done(subject):
    said = subject.points()
    if not said:
        raise Absent("no data")
    return 1.0 if said[-1].value else 0.0


def graded(subject):
    said = subject.points()
    if not said:
        raise Absent("no data")
    grade = ZONES.get(said[-1].value, said[-1].value)
    if not 0 <= grade <= 1:
        raise Absent("E107")
    return grade


def measure(subject):
    return 1.0 if subject.has_data() else 0.0


def score_at(subject, value):
    """2.3: the score of a value, by anchors where there is a stretch."""
    start, goal = way(subject)
    if "stretch" not in subject.fields:
        return clamp01((value - start) / (goal - start))
    anchors = [(start, 0.0), (goal, 0.7), (subject.fields["stretch"], 1.0)]
    if "commit" in subject.fields:
        anchors.insert(1, (subject.fields["commit"], 0.3))
    sign = direction(subject)
    if (value - start) * sign <= 0:
        return 0.0
    for (a, s), (b, t) in zip(anchors, anchors[1:]):
        if (value - b) * sign <= 0:
            return s + (t - s) * (value - a) / (b - a)
    return 1.0


def score(subject):
    p = progress(subject)
    if subject.kind in ("number", "sum") and not has_no_way(subject) and "stretch" in subject.fields:
        return score_at(subject, now(subject))
    return clamp01(p)


def shown(score_value):
    """2.3: two decimals, halves up; 1.00 only when it is reached."""
    rounded = math.floor(100 * score_value + 0.5 + 1e-9) / 100
    return 0.99 if rounded == 1 and score_value < 1 - 1e-9 else rounded


def band(shown_score, bands=(0.40, 0.70)):
    return "red" if shown_score < bands[0] else "yellow" if shown_score < bands[1] else "green"


def verdict_of_score(shown_score, bands=(0.40, 0.70)):
    """2.3, aspirational: success from 0.70 on, too safe above 0.80 (W216)."""
    colour = band(shown_score, bands)
    if colour == "green":
        return "too_safe" if shown_score > 0.80 + 1e-12 else "success"
    return {"yellow": "short", "red": "far_short"}[colour]
