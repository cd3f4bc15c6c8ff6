# SPDX-License-Identifier: MIT
"""A workspace written anew: cut at a day, moved by days, with amounts split, with days away."""

import datetime
import pathlib
import re
import tomllib

from okr_reference import definition, periods
from okr_reference.base import ONE_DAY
from okr_reference.workspace import NO_OBJECTIVES
from toml_text import lines, table


toml_of = tomllib.loads


def write(tables, root):
    for name, parsed in tables.items():
        path = pathlib.Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(name, parsed), encoding="utf-8")


def text_of(name, parsed):
    """Cycle files nest two deep; everywhere else a table in a table stays in its line."""
    text = lines({key: value for key, value in parsed.items() if not isinstance(value, dict)})
    for heading, fields in parsed.items():
        if not isinstance(fields, dict):
            continue
        nested = [key for key, value in fields.items() if isinstance(value, dict) and is_cycle_file(name)]
        text += table(heading, {key: value for key, value in fields.items() if key not in nested})
        text += "".join(table(f"{heading}.{key}", fields[key]) for key in nested)
    return text


def is_cycle_file(name):
    return "checkins/" not in name and not name.startswith("kpi/")


def is_checkin(name):
    return "checkins/" in name


def records(name, parsed):
    """Every objective and key result of a cycle's file, to be changed in place."""
    if not is_cycle_file(name) or name == "okr.toml":
        return
    for heading, fields in parsed.items():
        if heading in NO_OBJECTIVES or not isinstance(fields, dict):
            continue
        yield fields
        yield from (value for value in fields.values() if isinstance(value, dict))


def fiscal_of(tables):
    settings = tables["okr.toml"].get("workspace", {})
    return periods.Fiscal(settings.get("fiscal-year-start", 1), settings.get("fiscal-year-name", "start"))


def cut(tables, day):
    """The files as they would be if the day were the last: nothing later is in them."""
    fiscal, kept = fiscal_of(tables), {}
    for name, parsed in tables.items():
        if is_checkin(name) and parsed["date"] > day:
            continue
        parsed = dict(parsed)
        if name.startswith("kpi/"):
            for heading, end in (("readings", "last"), ("targets", "first")):
                if heading in parsed:
                    parsed[heading] = {key: value for key, value in parsed[heading].items()
                                       if getattr(periods.parse(key, fiscal), end) <= day}
        kept[name] = undone(name, parsed, day)
    return kept


def undone(name, parsed, day):
    if not is_cycle_file(name) or name == "okr.toml":
        return parsed
    return {heading: undone_record(fields, day) if isinstance(fields, dict) and heading not in NO_OBJECTIVES else fields
            for heading, fields in parsed.items()}


def undone_record(fields, day):
    fields = {key: undone_record(value, day) if isinstance(value, dict) else value for key, value in fields.items()}
    if "changes" in fields:
        fields = definition.on_day(fields, day)
        fields["changes"] = [change for change in fields["changes"] if change["on"] <= day]
        if not fields["changes"]:
            del fields["changes"]
    return fields


def moved(thing, days):
    """Every date and ISO week moved; keys and file names too."""
    if isinstance(thing, datetime.date):
        return thing + ONE_DAY * days
    if isinstance(thing, list):
        return [moved(item, days) for item in thing]
    if isinstance(thing, dict):
        return {moved_text(key, days): moved(value, days) for key, value in thing.items()}
    return thing


def moved_text(text, days):
    """Dates and weeks inside of a text."""
    text = re.sub(r"\d{4}-\d\d-\d\d", lambda m: (datetime.date.fromisoformat(m[0]) + ONE_DAY * days).isoformat(), text)
    week_of = lambda match: periods.period_of(periods.parse(match[0]).first + ONE_DAY * days, "week").name
    return re.sub(r"\d{4}-W\d\d", week_of, text)


def only_days_and_weeks(tables):
    """What has months in it, without them, so that all of it may be moved."""
    for name, parsed in tables.items():
        settings = parsed.get("workspace", {}) if name == "okr.toml" else parsed.get("cycle", {})
        if settings.get("cadence") == "month":
            settings["cadence"] = "week"
        if name.startswith("kpi/") and parsed.get("every") not in ("day", "week"):
            parsed["every"] = "week"
            parsed["readings"] = of_days(parsed.get("readings", {}))
        if "targets" in parsed:
            parsed["targets"] = of_days(parsed["targets"])
        for record in records(name, parsed):
            if record.get("period") == "month":
                record["period"] = "week"
    return tables


def of_days(entries):
    return {key: value for key, value in entries.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", key)}


def in_halves(tables):
    """Each amount of a sum said as two halves of one day; halving a double is exact."""
    sums = {f"{heading}.{key}" for name, parsed in tables.items() if is_cycle_file(name)
            for heading, fields in parsed.items() if isinstance(fields, dict) for key, value in fields.items()
            if isinstance(value, dict) and "sum" in (value.get("kind"), value.get("aggregate"))}
    made = dict(tables)
    for name, parsed in tables.items():
        if is_checkin(name):
            first, second = halves_of_checkin(parsed, sums)
            made[name] = first
            if second:
                made[re.sub(r"(-\d)?\.toml$", lambda match: f"{match[1] or '-7'}7.toml", name)] = second
        elif parsed.get("aggregate") == "sum" and "readings" in parsed:
            halves = {key: halves_of_reading(value) for key, value in parsed["readings"].items()}
            made[name] = parsed | {"readings": halves}
    return made


def halves_of_checkin(parsed, sums):
    first, second = {}, {}
    for key, value in parsed.items():
        if not isinstance(value, dict):
            first[key] = value
            continue
        first[key] = {}
        for name, entry in value.items():
            amount = entry.get("value") if isinstance(entry, dict) else entry
            if f"{key}.{name}" not in sums or amount is None:
                first[key][name] = entry
                continue
            first[key][name] = (entry | {"value": amount / 2}) if isinstance(entry, dict) else amount / 2
            second.setdefault(key, {})[name] = amount / 2
    when = {key: parsed[key] for key in ("date", "at") if key in parsed}
    return first, when | second if second else None


def halves_of_reading(value):
    entry = value if isinstance(value, dict) else {"value": value}
    amounts = entry["value"] if isinstance(entry["value"], list) else [entry["value"]]
    halves = [amount / 2 for amount in amounts for _ in (0, 1)]
    return entry | {"value": halves} if isinstance(value, dict) else halves


def among_days(tables, boundaries, day):
    """A period's amount of a summed KPI, spread over the days of that period, where no window ends inside of it."""
    fiscal, made = fiscal_of(tables), dict(tables)
    for name, parsed in tables.items():
        if not name.startswith("kpi/") or parsed.get("aggregate") != "sum":
            continue
        readings = {}
        for key, value in parsed.get("readings", {}).items():
            period = periods.parse(key, fiscal)
            inside = any(period.first < boundary <= period.last for boundary in boundaries) or period.holds(day)
            if period.unit == "day" or inside:
                readings[key] = value
                continue
            amount = value["value"] if isinstance(value, dict) else value
            for part in (period.first, period.first + (period.last - period.first) // 2, period.last):
                share = amount / 2 if part == period.first else amount / 4
                readings[part.isoformat()] = share
        made[name] = parsed | {"readings": readings}
    return made


def with_away(tables, first, last):
    settings = tables["okr.toml"].get("workspace", {})
    away = settings.get("away", []) + [[first, last]]
    return tables | {"okr.toml": tables["okr.toml"] | {"workspace": settings | {"away": away}}}
