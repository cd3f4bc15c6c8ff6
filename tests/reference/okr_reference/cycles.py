# SPDX-License-Identifier: MIT
"""Which cycle is meant: commands.md "Which cycle", method.md 0, 40."""

import re

KINDS = [r"\d{4}", r"\d{4}-H\d", r"\d{4}-Q\d", r"\d{4}-\d\d", r"\d{4}-W\d\d"]


def kind(cycle):
    return next((pattern for pattern in KINDS if re.fullmatch(pattern, cycle.id)), None)


def is_same_length(a, b):
    if kind(a) and kind(b):
        return kind(a) == kind(b)
    return max(a.days, b.days) <= 1.2 * min(a.days, b.days)


def is_closed(cycle, day):
    closed = cycle.result.get("closed")
    return closed <= day if closed else cycle.fields.get("state") == "closed"


def is_draft(cycle):
    return cycle.fields.get("state") == "draft"


def contains(cycle, day):
    return cycle.start <= day <= cycle.end


def is_in_force(workspace, cycle, day):
    """One that is over stays in force until it is closed, one of its length runs, or half its own length is past."""
    if is_draft(cycle):
        return False
    if contains(cycle, day):
        return True
    if day < cycle.start or is_closed(cycle, day) or (day - cycle.end).days > cycle.days // 2:
        return False
    others = [other for other in workspace.cycles.values() if other is not cycle and not is_draft(other)]
    return not any(contains(other, day) and is_same_length(other, cycle) for other in others)


def current(workspace, day):
    """The shortest in force; else the latest started, else the next. Of equal ones the page does not say which."""
    known = [cycle for cycle in workspace.cycles.values() if not is_draft(cycle)]
    in_force = [cycle for cycle in known if is_in_force(workspace, cycle, day)]
    if in_force:
        shortest = min(cycle.days for cycle in in_force)
        return [cycle.id for cycle in in_force if cycle.days == shortest]
    started = [cycle for cycle in known if cycle.start <= day]
    if started:
        latest = max(cycle.start for cycle in started)
        return [cycle.id for cycle in started if cycle.start == latest]
    if known:
        first = min(cycle.start for cycle in known)
        return [cycle.id for cycle in known if cycle.start == first]
    return []
