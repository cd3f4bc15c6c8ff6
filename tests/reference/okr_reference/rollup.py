# SPDX-License-Identifier: MIT
"""Objectives and cycles: method.md 2.4 to 2.6, 3.2 and 4.4, with 0, 8, 9, 12, 18, 24 and 39."""

from . import cycles, definition, forecast, pace, scoring
from .base import SILENT, Absent, clamp01, is_reached, or_none, weighted_mean
from .subject import LINEAR, Subject

WORST_FIRST = ["at_risk", "no_data", "behind", "on_track", "not_started", "ahead", "achieved"]
OUT = {"cancelled", "deferred"}


class Item:
    """An objective as of a day."""

    def __init__(self, workspace, objective, as_of, planned=False):
        self.workspace, self.objective, self.as_of, self.planned = workspace, objective, as_of, planned
        fields = objective.fields
        self.fields = definition.first_values(fields) if planned else definition.on_day(fields, as_of)
        self.subjects = [Subject(workspace, kr, as_of, planned) for kr in objective.key_results]
        self.rollup = self.fields.get("roll-up", "krs")

    @property
    def cycle(self):
        return self.objective.cycle

    @property
    def weight(self):
        return self.fields.get("weight", 1)

    @property
    def is_committed(self):
        return self.fields.get("type", "aspirational") == "committed"

    @property
    def state(self):
        """2.5: where every key result is cancelled (or deferred) the objective is."""
        own = definition.state_on(self.objective.fields, self.as_of)
        states = {subject.state for subject in self.subjects}
        if own == "active" and len(states) == 1 and states <= OUT and (self.rollup == "krs" or not self.children()):
            return states.pop()
        return own

    def counted(self):
        return [subject for subject in self.subjects if subject.state in ("active", "done")]

    def deciding(self):
        """0, 9: weight 0 decides neither status nor verdict."""
        return [subject for subject in self.counted() if subject.weight > 0]

    def children(self):
        """0, 8: a child of a key result counts for that key result's objective. A report of a day knows nothing of a cycle
        that begins later, as long as the parent's own has begun."""
        found = []
        known_from = max(self.as_of, self.cycle.start)
        for cycle in self.workspace.cycles.values():
            if cycle.start > known_from:
                continue
            for objective in cycle.objectives:
                if any(names(parent, cycle, self.objective) for parent in parents(objective)):
                    found.append(Item(self.workspace, objective, self.as_of, self.planned))
        return found

    def parts(self, value_of, states):
        """(weight, value) of the key results and children that count; what has no value is left out."""
        found = []
        if self.rollup in ("krs", "both"):
            for subject in self.subjects:
                if subject.counted_state in states:
                    found.append((subject.weight, counted_value(value_of, subject)))
        if self.rollup in ("children", "both"):
            for child in self.children():
                if child.state in states:
                    found.append((child.weight, or_skip(value_of, child)))
        return [(weight, value) for weight, value in found if value is not None]


def parents(objective):
    parent = objective.fields.get("parent", [])
    return [parent] if isinstance(parent, str) else parent


def names(reference, cycle, objective):
    """Whether a reference that stands in a cycle means an objective or one of its key results."""
    where, _, name = reference.rpartition("/")
    return (where or cycle.id) == objective.cycle.id and name.split(".")[0] == objective.id


def counted_value(value_of, subject):
    """2.3: no data counts 0; 0, 8: a hold without a due period is left out."""
    try:
        return value_of(subject)
    except Absent as absent:
        if absent.is_error:
            raise
        return None if absent.why == "no due period" else 0.0


def or_skip(value_of, child):
    """2.6: a child that is n/a is left out, one in error is an error."""
    try:
        return value_of(child)
    except Absent as absent:
        if absent.is_error:
            raise
        return None


def rests(item):
    """2.5: what is drafted, cancelled or deferred has no score, and a draft of a cycle none in it."""
    return item.state in OUT | {"draft"} or cycles.is_draft(item.cycle) and item.as_of <= item.cycle.end


def score(item):
    """2.4, of an objective or a key result; 0, 8: a closed one brings its `[result]`."""
    if isinstance(item, Subject):
        return scoring.score(item)
    if is_final(item):
        return kept(item)
    if rests(item):
        raise Absent("state")
    return mean_of(item, item.parts(score, {"active", "done"}))


def mean_of(item, parts):
    """E109 where nothing weighs; where only what weighs is left out, there is no score yet."""
    if parts and not sum(weight for weight, _ in parts) and item.deciding():
        raise Absent("nothing counts")
    return weighted_mean(parts)


def is_final(item):
    return bool(item.cycle.result) and cycles.is_closed(item.cycle, item.as_of)


def kept(item):
    number = item.cycle.result.get("objective", {}).get(item.objective.id, {}).get("score")
    if number is None:
        raise Absent("not kept")
    return number


def as_planned(workspace, objective, as_of):
    """2.5, 0, 8: by the first values, with what was cancelled or deferred at its last score."""
    return planned_score(Item(workspace, objective, as_of, planned=True))


def planned_score(item):
    if isinstance(item, Subject):
        return scoring.score(item)
    if is_final(item):
        return kept(item)
    return mean_of(item, item.parts(planned_score, {"active", "done"} | OUT))


def paced(item):
    """The active key results that have a pace: (weight, E, p cut to 0..1)."""
    found = []
    for subject in item.subjects:
        expected = or_none(pace.expected, subject)
        if subject.state == "active" and expected is not None:
            found.append((subject.weight, expected, clamp01(or_none(scoring.progress, subject) or 0)))
    return found


def has_paced_done(item):
    """Whether what is done still has a pace in its objective is not said."""
    return any(subject.state == "done" and subject.kind in LINEAR | {"milestones"} for subject in item.subjects)


def expected(item):
    return weighted_mean((weight, e) for weight, e, _ in paced(item))


def gap(item):
    """G, a mean over the linear key results."""
    return pace.round4(weighted_mean((weight, e - p) for weight, e, p in paced(item)))


def ended_missed(subject):
    """0, 39: state = "done" and not reached, or a lost hold."""
    return pace.cannot_end_met(subject)


def cannot_end_met(item):
    """A part ended missed, or it was itself called done before it was met."""
    if not item.is_committed or item.state not in ("active", "done"):
        return False
    if any(ended_missed(subject) for subject in item.deciding()):
        return True
    return item.state == "done" and is_met(item) is False and or_none(score, item) is not None


def status(item):
    """3.2, 0, 9 and 39."""
    if item.state in pace.WORDS:
        return item.state
    if item.as_of < item.cycle.start:
        return "not_started"
    if item.as_of > item.cycle.end:
        return "ended"
    if item.rollup != "krs":
        return SILENT
    try:
        score(item)
    except Absent as absent:
        return "not_available" if absent.is_error or not item.deciding() else worst(item)
    if item.is_committed:
        return "at_risk" if cannot_end_met(item) else worst(item)
    if not any(weight > 0 for weight, _, _ in paced(item)):
        return worst(item)
    words = {pace.status(subject) for subject in item.deciding()}
    if words == {"achieved"}:  # the mean of what is reached is reached, the row above those of the gap
        return "achieved"
    if has_paced_done(item) or words <= {"not_started", SILENT}:
        return SILENT
    settings = item.workspace.settings
    return pace.word_of_gap(gap(item), settings.on_track_gap, settings.behind_gap)


def worst(item):
    words = []
    if {subject.state for subject in item.deciding()} == {"done"}:
        return SILENT
    for subject in item.deciding():
        word = pace.status(subject)
        words.append("achieved" if word == "done" else word)
    if "at_risk" in words:
        return "at_risk"
    if SILENT in words or "not_available" in words or not words:
        return SILENT
    if "not_started" in words and set(words) & {"on_track", "ahead", "achieved"}:
        found = min(words, key=WORST_FIRST.index)
        return found if found in ("no_data", "behind") else SILENT  # where "not started" stands is not said
    return min(words, key=WORST_FIRST.index)


def is_met(item):
    """2.3: every key result that counts has reached its target, a bound every period."""
    if item.rollup != "krs" or not item.deciding():
        return SILENT
    for subject in item.deciding():
        try:
            if not is_reached(scoring.progress(subject)):
                return False
        except Absent as absent:
            if absent.why != "no due period":
                return False
    return True


def verdict(item):
    if item.as_of <= item.cycle.end or item.state in OUT | {"draft"}:
        return None
    number = or_none(score, item)
    if number is None:
        return None
    if item.is_committed:
        met = is_met(item)
        return SILENT if met is SILENT else "met" if met else "missed"
    if item.workspace.settings.scoring.keys() & {"bands", "aspirational-target"}:
        return SILENT
    return scoring.verdict_of_score(scoring.shown(number))


def expected_score(item):
    """4.4, 0, 12 and 39."""
    if isinstance(item, Subject):
        return forecast.expected_score(item)
    if is_final(item):
        return kept(item)
    if rests(item):
        raise Absent("state")
    return mean_of(item, item.parts(expected_score, {"active", "done"}))


def top_level(cycle):
    """0, 8: no parent in the same cycle."""
    here = {objective.id for objective in cycle.objectives}
    for objective in cycle.objectives:
        refs = [reference.rpartition("/") for reference in parents(objective)]
        if not any((where or cycle.id) == cycle.id and name.split(".")[0] in here for where, _, name in refs):
            yield objective


def cycle_score(workspace, cycle, as_of, value_of=score, only=None, planned=False):
    """2.6: the weighted mean of top-level objectives; an error makes it n/a, below another objective too (0, 8)."""
    states = {"active", "done"} | (OUT if planned else set())
    found = []
    top = list(top_level(cycle))
    for objective in cycle.objectives:
        item = Item(workspace, objective, as_of, planned)
        state = item.fields.get("state", "active") if planned else item.state  # as planned goes by the first (0, 8)
        if cycles.is_draft(cycle) and as_of <= cycle.end:
            continue
        if state in states and (only is None or item.is_committed == (only == "committed")):
            value = or_skip(value_of, item)
            if objective in top:
                found.append((item.weight, value))
    return weighted_mean((weight, value) for weight, value in found if value is not None)
