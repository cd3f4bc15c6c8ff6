# SPDX-License-Identifier: MIT
"""Reads a workspace as format.md has it. No checks: the worlds that are read here are legal."""

import dataclasses
import datetime
import pathlib
import re
import tomllib

from . import periods

NO_OBJECTIVES = {"cycle", "defaults", "result"}
JOURNAL = {"date", "at", "by", "note", "wins", "blockers", "priorities", "done", "needs", "ahead", "lessons", "solved"}


@dataclasses.dataclass
class KeyResult:
    id: str
    fields: dict
    objective: "Objective"

    @property
    def full_id(self):
        return f"{self.objective.id}.{self.id}"

    @property
    def cycle(self):
        return self.objective.cycle


@dataclasses.dataclass
class Objective:
    id: str
    fields: dict
    cycle: "Cycle"
    key_results: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class CheckIn:
    date: datetime.date
    at: object
    source: str
    number: int
    entries: dict  # "ship.users" -> {"value": ..., "confidence": ...}

    @property
    def order(self):
        """0, 30: by `at`, those without first; then by source and number."""
        return self.date, self.at is not None, self.at or datetime.time(), self.source, self.number


@dataclasses.dataclass
class Cycle:
    id: str
    fields: dict
    start: datetime.date
    end: datetime.date
    result: dict
    objectives: list = dataclasses.field(default_factory=list)
    checkins: list = dataclasses.field(default_factory=list)

    @property
    def days(self):
        return (self.end - self.start).days + 1


@dataclasses.dataclass
class Reading:
    date: datetime.date
    amounts: list
    final: bool
    source: str = ""


@dataclasses.dataclass
class Kpi:
    id: str
    fields: dict
    readings: list
    targets: list  # (first day, {"target": ...})

    @property
    def every(self):
        return self.fields["every"]

    @property
    def aggregate(self):
        return self.fields.get("aggregate", "last")


@dataclasses.dataclass
class Settings:
    workspace: dict
    scoring: dict

    @property
    def fiscal(self):
        month, name = self.workspace.get("fiscal-year-start", 1), self.workspace.get("fiscal-year-name", "start")
        return periods.Fiscal(month, name)

    def is_away(self, day):
        return any(first <= day <= last for first, last in self.workspace.get("away", []))

    @property
    def aspirational_target(self):
        return self.scoring.get("aspirational-target", 0.70)

    @property
    def bands(self):
        return self.scoring.get("bands", [0.40, 0.70])

    @property
    def on_track_gap(self):
        return self.scoring.get("on-track-gap", 0.10)

    @property
    def behind_gap(self):
        return self.scoring.get("behind-gap", 0.25)

    @property
    def limit_points(self):
        return self.scoring.get("limit-points", 20)

    @property
    def breach_periods(self):
        return self.scoring.get("breach-periods", 1)


@dataclasses.dataclass
class Workspace:
    settings: Settings
    cycles: dict
    kpis: dict

    def cadence(self, cycle):
        """0, 40: the workspace's cadence holds for cycles of up to 100 days; longer ones ask monthly."""
        if "cadence" in cycle.fields:
            return cycle.fields["cadence"]
        return self.settings.workspace.get("cadence", "week") if cycle.days <= 100 else "month"

    def grace(self, cycle):
        return cycle.fields.get("grace-days", self.settings.scoring.get("grace-days", 0))

    def key_results(self):
        return [kr for cycle in self.cycles.values() for objective in cycle.objectives for kr in objective.key_results]


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_objectives(path, cycle):
    table = toml(path)
    defaults = table.get("defaults", {})
    for name, fields in table.items():
        if name in NO_OBJECTIVES or name.startswith("x-") or not isinstance(fields, dict):
            continue
        plain = {key: value for key, value in fields.items() if not isinstance(value, dict)}
        objective = Objective(name, defaults | plain, cycle)
        for key, value in fields.items():
            if isinstance(value, dict) and not key.startswith("x-"):
                objective.key_results.append(KeyResult(key, value, objective))
        cycle.objectives.append(objective)


def read_checkin(path):
    table = toml(path)
    stem = path.stem[len("2026-08-10-"):]
    numbered = re.fullmatch(r"(.*)-(\d+)", stem)
    source, number = (numbered[1], int(numbered[2])) if numbered else (stem, 1)
    entries = {}
    for objective, values in table.items():
        if objective in JOURNAL or not isinstance(values, dict):
            continue
        for name, value in values.items():
            entries[f"{objective}.{name}"] = value if isinstance(value, dict) else {"value": value}
    return CheckIn(table["date"], table.get("at"), source, number, entries)


def read_cycle(folder, fiscal):
    table = toml(folder / "cycle.toml")
    fields = table.get("cycle", {})
    period = periods.parse(folder.name, fiscal)
    start = fields.get("start") or period.first
    end = fields.get("end") or period.last
    cycle = Cycle(folder.name, fields, start, end, table.get("result", {}))
    others = sorted(path for path in folder.glob("*.toml") if path.name != "cycle.toml")
    for path in [folder / "cycle.toml", *others]:
        read_objectives(path, cycle)
    cycle.checkins = [read_checkin(path) for path in (folder / "checkins").glob("*.toml")]
    cycle.checkins.sort(key=lambda checkin: checkin.order)
    return cycle


def read_readings(table, fiscal, source=""):
    for key, value in table.get("readings", {}).items():
        entry = value if isinstance(value, dict) else {"value": value}
        amounts = entry["value"] if isinstance(entry["value"], list) else [entry["value"]]
        yield Reading(periods.parse(key, fiscal).last, amounts, entry.get("final", False), source)


def read_kpi(path, fiscal):
    """One file, or a folder with a definition and a file of readings a year and source (0, 30)."""
    table = toml(path)
    name = path.parent.name if path.name == "kpi.toml" else path.stem
    readings = list(read_readings(table, fiscal))
    if path.name == "kpi.toml":
        for other in sorted(path.parent.glob("*.toml")):
            if other != path:
                readings += read_readings(toml(other), fiscal, other.stem[len("2026-"):])
    readings.sort(key=lambda reading: (reading.date, reading.source))
    fields = {key: value for key, value in table.items() if key not in ("readings", "targets")}
    if fields.get("aggregate", "last") in ("last", "first"):
        readings = list({reading.date: reading for reading in readings}.values())  # the later source of a day counts
    return Kpi(name, fields, readings, read_targets(table, fiscal))


def read_targets(table, fiscal):
    entries = []
    for key, value in table.get("targets", {}).items():
        entry = value if isinstance(value, dict) else {"target": value}
        entries.append((periods.parse(key, fiscal).first, entry))
    return sorted(entries, key=lambda pair: pair[0])


def read(root):
    root = pathlib.Path(root)
    table = toml(root / "okr.toml")
    settings = Settings(table.get("workspace", {}), table.get("scoring", {}))
    cycles = [read_cycle(path.parent, settings.fiscal) for path in sorted(root.glob("*/cycle.toml"))]
    kpis = [read_kpi(path, settings.fiscal) for path in [*root.glob("kpi/*.toml"), *root.glob("kpi/*/kpi.toml")]]
    return Workspace(settings, {cycle.id: cycle for cycle in cycles}, {kpi.id: kpi for kpi in kpis})
