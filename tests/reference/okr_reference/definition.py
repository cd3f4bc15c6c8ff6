# SPDX-License-Identifier: MIT
"""What a record was on a day: `changes` of later days undone (format.md; method.md 0, 8, 27 and 40)."""

import datetime

ENDED = {"done", "cancelled", "deferred"}
FIRST = datetime.date.min


def newest_first(fields):
    numbered = list(enumerate(fields.get("changes", [])))
    return [change for _, change in sorted(numbered, key=lambda pair: (pair[1]["on"], pair[0]), reverse=True)]


def on_day(fields, day):
    """The fields as they stood on a day."""
    fields = dict(fields)
    for change in newest_first(fields):
        if change["on"] <= day:
            break
        for key, pair in change.items():
            if key in ("on", "why"):
                continue
            if len(pair) == 1:
                fields.pop(key, None)
            else:
                fields[key] = pair[0]
    return fields


def first_values(fields):
    """What was planned: every change undone."""
    return on_day(fields, FIRST)


def state_on(fields, day):
    return on_day(fields, day).get("state", "active")


def frozen_on(fields, day):
    """0, 40: the day on which the state that ends a record was set, where `changes` says it."""
    state = state_on(fields, day)
    if state not in ENDED:
        return None
    for change in newest_first(fields):
        if change["on"] <= day and change.get("state", [None])[-1] == state:
            return change["on"]
    return None
