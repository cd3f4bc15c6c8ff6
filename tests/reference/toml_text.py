# SPDX-License-Identifier: MIT
"""Writes TOML: just what the worlds need."""

import datetime
import json
import re


def key(name):
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


def value(thing):
    if isinstance(thing, bool):
        return "true" if thing else "false"
    if isinstance(thing, (datetime.date, datetime.time)):
        return thing.isoformat()
    if isinstance(thing, (list, tuple)):
        return "[" + ", ".join(value(item) for item in thing) + "]"
    if isinstance(thing, dict):
        return "{ " + ", ".join(f"{key(name)} = {value(item)}" for name, item in thing.items()) + " }"
    return json.dumps(thing) if isinstance(thing, str) else repr(thing)


def lines(fields):
    return "".join(f"{name} = {value(thing)}\n" for name, thing in fields.items())


def table(name, fields):
    return f"[{name}]\n{lines(fields)}\n"
