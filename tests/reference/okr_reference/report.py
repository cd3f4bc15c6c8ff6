# SPDX-License-Identifier: MIT
"""Every number of a workspace on a day, under the keys that okr's JSON uses (okr help formats)."""

from . import cycles, definition, forecast, holds, kpis, pace, periods, rollup, scoring, signals
from .base import SILENT, Absent, or_none
from .subject import Subject


def key_result(workspace, kr, day):
    subject = Subject(workspace, kr, day)
    word = pace.status(subject)
    begun = day >= subject.start
    points = subject.points()
    found = {"status": word, "state": subject.state, "weight": subject.weight, "start": subject.start, "due": subject.due,
             "progress": or_none(scoring.progress, subject), "score": or_none(scoring.score, subject)}
    found["score_shown"] = None if found["score"] is None else scoring.shown(found["score"])
    found["band"] = None if found["score"] is None else scoring.band(found["score_shown"], workspace.settings.bands)
    planned = Subject(workspace, kr, day, planned=True)
    found["as_planned"] = or_none(scoring.score, planned) if was_planned(planned.fields, kr.objective, day) else None
    found["elapsed"] = pace.elapsed(subject.start, subject.due, day)
    found["confidence"] = subject.confidence() if subject.day == day else SILENT
    found["last"] = subject.last()
    decides = day <= kr.cycle.end and subject.state not in RESTING
    found["cannot_end_met"] = pace.cannot_end_met(subject) if decides else SILENT
    found["freshness"] = pace.freshness(subject, word)
    if pace.is_asked(subject, word):
        found["age_days"] = pace.age(subject)
    if subject.state == "active" and begun and day <= kr.cycle.end:
        found["expected"] = or_none(pace.expected, subject)
        found["gap"] = or_none(pace.gap, subject)
    if subject.kind in ("number", "sum", "percent") and begun and or_none(scoring.way, subject):
        found["baseline"] = SILENT if scoring.has_no_way(subject) else or_none(scoring.baseline, subject)
        found["target"] = or_none(scoring.target, subject)
        found["value"] = or_none(scoring.now, subject)
    if subject.kind == "hold" and not holds.is_latest(subject):
        met, missed, _ = holds.tally(subject)
        found["periods"] = {"met": met, "due": met + missed, "misses_allowed": holds.allowed(subject)}
    return found | forecast_keys(subject)


def was_planned(first_fields, record, day):
    """2.3, RV20: drafts never count, by themselves or below a draft."""
    above = definition.first_values(record.fields)
    in_draft = cycles.is_draft(record.cycle) and day <= record.cycle.end
    return not in_draft and "draft" not in (first_fields.get("state"), above.get("state"))


RESTING = ("draft", "cancelled", "deferred")  # not scored (2.5)

FORECAST = {"forecast": "value", "forecast_low": "low", "forecast_high": "high", "forecast_score": "score",
            "p_target": "p_target", "p_70": "p_70", "p_commit": "p_commit", "p_stretch": "p_stretch"}


def forecast_keys(subject):
    if subject.as_of < subject.start:
        return {}
    try:
        found = forecast.forecast(subject)
    except Absent:
        return {key: None for key in FORECAST}
    numbers = {key: getattr(found, name) for key, name in FORECAST.items()}
    if not found.decided and not found.is_certain:
        numbers |= {"rate_week": 7 * found.rate}
        if found.needed is not None:
            numbers["needed_rate_week"] = 7 * found.needed
    return numbers | {"decided": found.decided}


def objective(workspace, record, day):
    item = rollup.Item(workspace, record, day)
    begun = record.cycle.start <= day <= record.cycle.end
    found = {"status": rollup.status(item), "state": item.state, "weight": item.weight,
             "score": or_none(rollup.score, item),
             "as_planned": or_none(rollup.as_planned, workspace, record, day) if was_planned({}, record, day) else None,
             "verdict": rollup.verdict(item), "expected_score": or_none(rollup.expected_score, item)}
    found["score_shown"] = None if found["score"] is None else scoring.shown(found["score"])
    found["band"] = None if found["score"] is None else scoring.band(found["score_shown"], workspace.settings.bands)
    found["cannot_end_met"] = rollup.cannot_end_met(item) if begun and item.rollup == "krs" else SILENT
    if begun and item.rollup == "krs" and item.state == "active" and not rollup.has_paced_done(item):
        found["expected"], found["gap"] = or_none(rollup.expected, item), or_none(rollup.gap, item)
    found["key_results"] = {kr.full_id: key_result(workspace, kr, day) for kr in record.key_results}
    for one in found["key_results"].values():
        if item.state in RESTING or one["state"] in RESTING:
            one |= {"score": None, "score_shown": None, "band": None}
    return found


def cycle(workspace, record, day):
    if record.result and cycles.is_closed(record, day):
        kept = record.result.get("objective", {})
        objectives = {name: {"score": final.get("score"), "key_results": {}} for name, final in kept.items()}
        return {"id": record.id, "score": record.result.get("score"), "final": True, "objectives": objectives}
    whole = {"objectives": {o.id: objective(workspace, o, day) for o in record.objectives}}
    score = or_none(rollup.cycle_score, workspace, record, day)
    whole |= {"id": record.id, "start": record.start, "end": record.end, "score": score, "days": record.days,
              "score_shown": None if score is None else scoring.shown(score),
              "as_planned": or_none(rollup.cycle_score, workspace, record, day, rollup.planned_score, None, True),
              "aspirational": or_none(rollup.cycle_score, workspace, record, day, rollup.score, "aspirational"),
              "committed": or_none(rollup.cycle_score, workspace, record, day, rollup.score, "committed"),
              "expected_score": or_none(rollup.cycle_score, workspace, record, day, rollup.expected_score),
              "elapsed": pace.elapsed(record.start, record.end, day)}
    weeks = periods.blocks(record.start, record.end, 7)
    whole["weeks"] = len(weeks)
    if record.start <= day <= record.end:
        whole["week"] = min(len(weeks), (day - record.start).days // 7 + 1)
    return whole


def kpi(workspace, record, day):
    last = kpis.latest(workspace, record, day)
    found = {"value": None if last is None else last.value, "period": None if last is None else last.period.name}
    found["status"] = "no_data" if last is None else kpis.period_status(workspace, record, last, day)
    if last is None and "target" not in record.fields and record.fields.get("good") != "range":
        found["status"] = SILENT
    newest = kpis.newest(workspace, record, *EVER, day)
    found["age_days"] = None if newest is None else (day - newest).days
    found["freshness"] = kpis.freshness(workspace, record, day)
    found["red_in_a_row"] = kpis.red_in_a_row(workspace, record, day)
    if last is not None:
        found |= comparisons(workspace, record, last, day)
    running = [entry for entry in kpis.history(workspace, record, day) if not entry.complete]
    period = running[-1].period if running and running[-1].value is not None else None
    if period is None or kpis.newest(workspace, record, period.first, period.last, day) is None:
        found["running"] = None
    else:
        found["running"] = {"period": running[-1].period.name, "value": running[-1].value}
    return found | signal_keys(workspace, record, last, day)


EVER = (periods.datetime.date.min, periods.datetime.date.max)


def comparisons(workspace, record, last, day):
    fiscal = workspace.settings.fiscal
    goal = kpis.goal_of(record, last.period, day)
    found = {}
    if goal.get("good", "up") != "range" and "target" in goal:
        found["against_target"] = kpis.compare(goal, last.value, goal["target"], last.scale)
    before = {"against_previous": periods.preceding(last.period, fiscal),
              "against_year_ago": periods.year_earlier(last.period, fiscal)}
    for key, period in before.items():
        reference = kpis.value_of(workspace, record, period, day)
        if reference is None:
            found[key] = None
            continue
        scale = kpis.largest_amount(workspace, record, period.first, period.last, day)
        found[key] = kpis.compare(goal, last.value, reference, last.scale, scale)
    return found


def signal_keys(workspace, record, last, day):
    seen = signals.signals(workspace, record, day)
    found = {"signal": seen.last, "breached": signals.is_breached(workspace, record, day),
             "flagged": [{"period": name, "rule": rule, "meaning": word} for name, rule, word in seen.flagged]}
    found["natural_limits"] = None if seen.limits is None else {
        "lower": seen.limits.lower, "upper": seen.limits.upper, "mean": seen.limits.mean,
        "mean_range": seen.limits.mean_range, "points": seen.limits.points, "trial": seen.limits.trial}
    if record.fields.get("signal") == "change":
        found["assurance"] = SILENT
    elif last is not None:
        found["assurance"] = signals.assurance(kpis.goal_of(record, last.period, day), seen.limits)
    return found
