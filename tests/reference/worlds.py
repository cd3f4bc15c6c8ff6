#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Small random workspaces, legal and odd: worlds.py SEED FOLDER writes one.

The same seed gives the same world. What the pages leave open is avoided here where the reference cannot say SILENT.
"""

import datetime
import pathlib
import random
import sys
import tomllib

from okr_reference import periods
from okr_reference.base import ONE_DAY
from okr_reference.workspace import Settings
from toml_text import lines, table

DAY = datetime.date.fromisoformat
CALENDAR = ["2026-Q3", "2026-Q2", "2026-08", "2026-H2", "2026-W33"]
EVERY = ["day", "week", "week", "month", "month", "quarter"]
AGGREGATES = ["last", "first", "sum", "mean", "min", "max", "count", "median"]
KINDS = ["number", "number", "number", "sum", "hold", "hold", "hold", "percent", "milestones", "done", "graded", "measure",
         "fed", "fed", "fed-sum", "fed-hold", "fed-hold"]
LISTS = {"sum", "count", "mean", "min", "max", "median"}


class World:
    def __init__(self, seed, without=()):
        self.seed, self.random, self.without = seed, random.Random(seed), without
        self.files, self.kpis = {}, {}
        self.workspace = self.make_workspace()
        self.fiscal = Settings(self.workspace, {}).fiscal
        self.choose_cycle()
        for index in range(self.random.randint(1, 4)):
            self.add_kpi(f"kpi{index}")
        if len(self.kpis) > 1 and self.chance(0.4):
            self.add_formula()
        self.objectives = [self.make_objective(index) for index in range(self.random.randint(1, 3))]
        self.add_checkins()
        self.add_before()
        self.add_year()
        self.write_cycle()
        self.files["okr.toml"] = "format = 1\n" + table("workspace", self.workspace) + table("scoring", self.make_scoring())

    # What it is made of ---------------------------------------------------------------------------------------------

    def chance(self, p):
        return self.random.random() < p

    def pick(self, *things):
        return self.random.choice(things)

    def date(self, first, last):
        return first + ONE_DAY * self.random.randint(0, (last - first).days)

    def make_workspace(self):
        made = {"cadence": self.pick("week", "week", "week", "day", "2 weeks", "month")}
        if self.chance(0.25):
            made["check-in-day"] = self.pick("mon", "wed", "fri")
        if self.chance(0.15):
            made |= {"fiscal-year-start": self.pick(4, 7, 10), "fiscal-year-name": self.pick("start", "end")}
            if "fiscal" in self.without:
                del made["fiscal-year-name"]
        if self.chance(0.35):
            first = self.date(DAY("2026-07-01"), DAY("2026-08-25"))
            made["away"] = [[first, first + ONE_DAY * self.random.randint(0, 20)]]
        return made

    def make_scoring(self):
        made = {"grace-days": self.pick(3, 7)} if self.chance(0.25) else {}
        if self.chance(0.15):
            made["breach-periods"] = self.pick(2, 3)
            if "limits" not in self.without:
                made["limit-points"] = self.pick(8, 12, 24)
        return made

    def choose_cycle(self):
        if self.chance(0.6):
            self.cycle_id, self.cycle = self.pick(*CALENDAR), {}
            period = periods.parse(self.cycle_id, self.fiscal)
            self.start, self.end = period.first, period.last
        else:
            self.start = self.date(DAY("2026-06-15"), DAY("2026-07-20"))
            self.end = self.start + ONE_DAY * self.random.randint(13, 97)
            self.cycle_id, self.cycle = "sprint", {"start": self.start, "end": self.end}
        if self.chance(0.2):
            self.cycle["cadence"] = self.pick("day", "week", "2 weeks", 10)
        if self.chance(0.2):
            self.cycle["grace-days"] = self.random.randint(1, 10)

    def number(self, low, high):
        return round(self.random.uniform(low, high), self.pick(0, 1, 2))

    # KPIs -----------------------------------------------------------------------------------------------------------

    def add_kpi(self, name):
        every, aggregate = self.pick(*EVERY), self.pick(*AGGREGATES)
        good = self.pick("up", "up", "down", "range")
        level = self.pick(5, 40, 300)
        fields = {"title": name, "every": every, "aggregate": aggregate, "good": good}
        size = {"day": 1, "week": 2, "month": 5, "quarter": 12}[every] if aggregate in ("sum", "count") else 1
        if aggregate == "count":
            level = 2
        middle = level * size
        self.set_goal(fields, good, middle)
        if self.chance(0.2) and aggregate in ("sum", "count"):
            fields["missing"] = "zero"
        if self.chance(0.2):
            fields["lag-days"] = self.random.randint(1, 5)
        if self.chance(0.15):
            fields["floor"] = 0
        if self.chance(0.15):
            fields["signal"] = "change"
        elif self.chance(0.15) and every != "quarter":
            day = self.date(self.start - ONE_DAY * 30, self.end)
            fields["rebase"] = [periods.period_of(day, every, self.fiscal).first]
        text = lines(fields) + "\n" + table("readings", self.readings(every, aggregate, level))
        if good != "range" and self.chance(0.3) and "targets" not in self.without:
            text += table("targets", self.targets(fields, middle))
            fields["has-targets"] = True
        self.write_kpi(name, text)
        self.kpis[name] = fields | {"level": level, "middle": middle}

    def write_kpi(self, name, text):
        """One file, or a folder with two writers (0, 30)."""
        if not self.chance(0.15) or "shared" in self.without:
            self.files[f"kpi/{name}.toml"] = text
            return
        parsed = tomllib.loads(text)
        readings = parsed.pop("readings")
        targets = parsed.pop("targets", None)
        self.files[f"kpi/{name}/kpi.toml"] = lines(parsed) + (table("targets", targets) if targets else "")
        parts = {}
        for key, value in readings.items():
            for source in self.pick(["ana-x1"], ["cron"], ["ana-x1", "cron"]):
                parts.setdefault(f"kpi/{name}/{key[:4]}-{source}.toml", {})[key] = value
        self.files |= {path: table("readings", part) for path, part in parts.items()}

    def set_goal(self, fields, good, middle):
        if good == "range":
            fields |= {"min": round(middle * 0.8, 2), "max": round(middle * 1.15, 2)}
            if self.chance(0.5):
                fields["margin"] = round(middle * 0.1, 2)
        elif self.chance(0.85):
            sign = 1 if good == "up" else -1
            fields["target"] = round(middle * self.random.uniform(0.9, 1.15), 1)
            if self.chance(0.5):
                fields["warn"] = round(fields["target"] - sign * middle * 0.1, 1)
            if self.chance(0.15):
                fields["strict"] = True

    def targets(self, fields, middle):
        made = {}
        sign = 1 if fields["good"] == "up" else -1
        keys = ["2026-Q3", "2026-07-20", "2026-06-01"] + ([] if fields["every"] == "quarter" else ["2026-09"])
        for key in self.random.sample(keys, self.random.randint(1, 2)):
            target = round(middle * self.random.uniform(0.9, 1.2), 1)
            made[key] = {"target": target, "warn": round(target - sign * middle * 0.07, 1), "why": "moved"}
        return made

    def readings(self, every, aggregate, level):
        first, last = self.start - ONE_DAY * self.pick(0, 20, 100), self.end + ONE_DAY * 15
        made, amounts = {}, lambda: max(0, self.number(level * 0.6, level * 1.4))
        gap = {"day": 1, "week": self.pick(2, 7), "month": self.pick(6, 30), "quarter": self.pick(20, 80)}[every]
        day = first + ONE_DAY * self.random.randint(0, gap)
        by_period = every != "day" and self.chance(0.25)
        while day <= last:
            if by_period:
                period = periods.period_of(day, every, self.fiscal)
                made.setdefault(period.name, {"value": amounts()} | ({"final": True} if self.chance(0.2) else {}))
            elif aggregate in LISTS and self.chance(0.15) and "lists" not in self.without:
                made[day.isoformat()] = [amounts() for _ in range(self.random.randint(1, 3))]
            else:
                made[day.isoformat()] = amounts()
            day += ONE_DAY * max(1, self.random.randint(gap // 2, gap + gap // 2))
        if made and aggregate in ("sum", "mean", "last") and self.chance(0.1):
            made[next(iter(made))] = -amounts()
        return made

    def add_formula(self):
        a, b = self.random.sample(sorted(self.kpis), 2)
        formula = self.pick(f"{a} / {b} * 100", f"{a} - {b}", f"max({a}, {b})", f"({a} + {b}) / 2")
        every = self.pick("week", "month")
        fields = {"title": "ratio", "every": every, "good": "up", "target": 50, "formula": formula}
        self.files["kpi/ratio.toml"] = lines(fields)
        self.kpis["ratio"] = fields | {"level": 50, "middle": 50, "aggregate": "last"}

    # Objectives -----------------------------------------------------------------------------------------------------

    def make_objective(self, index):
        fields = {"title": f"Objective {index}", "type": self.pick("committed", "aspirational", "aspirational", "learning")}
        if self.chance(0.3):
            fields["weight"] = self.pick(0.5, 1, 2, 3)
        if index and self.chance(0.2):
            fields["parent"] = "obj0"
        if index == 0 and self.chance(0.15):
            fields["roll-up"] = self.pick("both", "krs")
        count = self.random.randint(1, 4)
        return f"obj{index}", fields, {f"kr{n}": self.make_key_result() for n in range(count)}

    def make_key_result(self):
        kind = self.pick(*KINDS)
        fields = {"title": f"A {kind}"} | getattr(self, "make_" + kind.replace("-", "_"))()
        if self.chance(0.2):
            fields["weight"] = self.pick(0, 0.5, 2)
        late_start = self.start + (self.end - self.start) // 3
        if self.chance(0.15):
            fields["start"] = self.date(self.start, late_start)
        if self.chance(0.25) and kind not in ("hold",):
            fields["due"] = self.date(late_start + (self.end - self.start) // 3, self.end)
        self.add_state(fields)
        self.add_change(fields, kind)
        return fields

    def add_state(self, fields):
        if not self.chance(0.15):
            return
        fields["state"] = self.pick("cancelled", "deferred", "done", "draft")
        if fields["state"] != "draft":
            fields["reason"] = "the world changed"
            if self.chance(0.7):
                day = self.date(self.start, self.end)
                fields["changes"] = [{"on": day, "state": ["active", fields["state"]], "why": "so"}]

    def add_change(self, fields, kind):
        if not self.chance(0.25) or "changes" in fields:
            return
        key = next((key for key in ("target", "max", "min", "weight") if key in fields), None)
        if key is None or kind not in ("number", "sum", "hold", "percent"):
            return
        new = fields[key]
        old = round(new * 1.25 + 1, 2) if key != "min" else round(new * 0.8, 2)
        if key == "target" and fields.get("baseline", 0) > new:
            old = round(new * 0.9 - 1, 2)
        if key == "min" and "max" in fields or "stretch" in fields:
            return
        fields["changes"] = [{"on": self.date(self.start + ONE_DAY, self.end), key: [old, new], "why": "moved"}]

    def make_number(self):
        up = self.chance(0.65)
        baseline = self.pick(0, 10, 50, -20) if up else self.pick(40, 80, 100)
        way = self.pick(0.3, 5, 40, 100, 400) * (1 if up else -1)
        if not up:
            way = -self.pick(5, 20, 35)
        fields = {"baseline": baseline, "target": round(baseline + way, 2)}
        if up and baseline == 0 and self.chance(0.4):
            del fields["baseline"]
        if self.chance(0.25):
            fields["stretch"] = round(baseline + way * 1.4, 2)
            if self.chance(0.5):
                fields["commit"] = round(baseline + way * 0.4, 2)
        if self.chance(0.3):
            fields["take"] = self.pick("last", "best", "mean")
        if self.chance(0.15):
            middle = self.start + (self.end - self.start) // 2
            fields["plan"] = [[middle, round(baseline + way * 0.3, 2)], [self.end, fields["target"]]]
        return fields

    def make_sum(self):
        fields = {"kind": "sum", "target": self.pick(0.8, 30, 300, 5000)}
        if self.chance(0.3):
            fields["baseline"] = 0
        if self.chance(0.2):
            fields["stretch"] = fields["target"] * 1.5
        return fields

    def bounds(self, level):
        low, high = round(level * self.random.uniform(0.8, 1), 1), round(level * self.random.uniform(1, 1.2), 1)
        fields = self.pick({"min": low}, {"max": high}, {"min": low, "max": high})
        if self.chance(0.4):
            fields["margin"] = round(level * 0.1, 1)
        if self.chance(0.5):
            fields["misses"] = self.random.randint(1, 4)
        if self.chance(0.1):
            fields["strict"] = True
        return dict(fields)

    def make_hold(self):
        aggregate = self.pick("last", "last", "sum", "sum", "count", "mean", "max", "first")
        fields = self.bounds({"sum": 60, "count": 2}.get(aggregate, 20))
        if aggregate in ("sum", "count") and "min" in fields and "max" in fields:
            del fields["max"]  # a clipped period between two bounds: the page is silent
        if aggregate != "last":
            fields["aggregate"] = aggregate
        if self.chance(0.4):
            fields["period"] = self.pick("day", "week", "2 weeks", "month", 10)
        if aggregate == "last" and self.chance(0.15):
            fields["judge"] = "latest"
        return fields

    def make_percent(self):
        return {"kind": "percent"}

    def make_milestones(self):
        steps = []
        for index in range(self.random.randint(2, 5)):
            step = {"title": f"step {index}"}
            if self.chance(0.4):
                step["due"] = self.date(self.start, self.end)
            if self.chance(0.3):
                step["weight"] = self.pick(1, 2, 3)
            steps.append(step if len(step) > 1 else step["title"])
        return {"steps": steps}

    def make_done(self):
        return {"kind": "done"}

    def make_measure(self):
        return {"kind": "measure"}

    def make_graded(self):
        return {"rubric": "fail: nothing; target: most; stretch: all"}

    def fed(self, want=None):
        names = [name for name, kpi in self.kpis.items() if want is None or want(kpi)]
        return self.random.choice(names) if names else None

    def make_fed(self):
        name = self.fed(lambda kpi: kpi["good"] != "range")
        if name is None:
            return self.make_number()
        kpi = self.kpis[name]
        sign = 1 if kpi["good"] == "up" else -1
        middle = kpi["middle"]
        fields = {"kpi": name, "target": round(middle * (1 + sign * self.random.uniform(0.05, 0.3)), 2)}
        if self.chance(0.6):
            fields["baseline"] = round(middle * (1 - sign * self.random.uniform(0, 0.3)), 2)
        if self.chance(0.2):
            fields["take"] = self.pick("best", "mean")
        return fields

    def make_fed_sum(self):
        name = self.fed(lambda kpi: kpi["aggregate"] in ("sum", "count"))
        if name is None:
            return self.make_sum()
        return {"kind": "sum", "kpi": name, "baseline": 0, "target": self.kpis[name]["level"] * self.random.randint(5, 40)}

    def make_fed_hold(self):
        name = self.fed()
        kpi = self.kpis[name]
        fields = {"kpi": name} | self.bounds(kpi["middle"])
        if kpi["aggregate"] in ("sum", "count") and "min" in fields and "max" in fields:
            del fields["min"]
        if kpi.get("has-targets") and "margin" not in fields:
            fields["margin"] = 0.5
        if "warn" in kpi and "margin" not in fields and (kpi["good"] == "up") != ("min" in fields):
            fields["margin"] = 0.5
        return fields

    # Check-ins ------------------------------------------------------------------------------------------------------

    def value_for(self, fields, share):
        """A value that somebody might say after a share of the time, or None where the KPI says it."""
        kind = fields["title"].split()[1]
        if "kpi" in fields:
            return None
        if kind == "milestones":
            steps = [step if isinstance(step, str) else step["title"] for step in fields["steps"]]
            return self.random.sample(steps, 1)
        if kind == "done":
            return self.chance(0.2 + 0.4 * share)
        if kind == "graded":
            return self.pick("fail", "commit", "target", 0.5, min(1, round(share, 2)))
        if kind == "percent":
            return round(min(100, max(0, 100 * share * self.random.uniform(0.3, 1.3))), 1)
        if kind == "hold":
            middle = fields.get("min", fields.get("max"))
            if fields.get("aggregate") == "sum":
                return max(0.5, self.number(middle * 0.1, middle * 0.9)) * (1 if self.chance(0.97) else -1)
            return self.number(middle * 0.7, middle * 1.3)
        if fields.get("kind") == "sum":
            return max(0.1, self.number(0, fields["target"] / 5)) if self.chance(0.97) else -1
        if "target" in fields:
            baseline = fields.get("baseline", 0)
            return round(baseline + (fields["target"] - baseline) * share * self.random.uniform(0.2, 1.3), 3)
        return self.number(1, 9)

    def add_checkins(self):
        step, day, days = self.pick(2, 5, 7, 7, 14), self.start - ONE_DAY * self.pick(0, 3), (self.end - self.start).days
        while day <= self.end + ONE_DAY * 8:
            for number in range(1, (1 if "ties" in self.without else self.pick(1, 1, 1, 2, 3)) + 1):
                self.add_checkin(day, number, (day - self.start).days / max(1, days))
            day += ONE_DAY * max(1, self.random.randint(step // 2, step * 2))

    def add_checkin(self, day, number, share):
        entries = {}
        for objective, _, key_results in self.objectives:
            for name, fields in key_results.items():
                value = self.value_for(fields, max(0, share)) if self.chance(0.7) else None
                entry = {} if value is None else {"value": value}
                if self.chance(0.4):
                    entry["confidence"] = self.random.randint(1, 10)
                if entry:
                    entries[f"{objective}.{name}"] = entry if "confidence" in entry else entry["value"]
        if entries:
            source = self.pick("ana-x1", "ben-x2", "cron")
            suffix = "" if number == 1 else f"-{number}"
            at = {"at": datetime.time(self.random.randint(6, 22), self.pick(0, 30))} if self.chance(0.5) else {}
            self.files[f"{self.cycle_id}/checkins/{day}-{source}{suffix}.toml"] = lines({"date": day} | at | entries)

    def add_before(self):
        """Sometimes the cycle before this one, open or closed."""
        if not self.chance(0.3):
            return
        first, last = self.start - (self.end - self.start) - ONE_DAY, self.start - ONE_DAY
        name, fields = "before", {"start": first, "end": last}
        if self.cycle_id == "2026-Q3":
            period = periods.preceding(periods.parse(self.cycle_id, self.fiscal), self.fiscal)
            name, fields, first, last = period.name, {}, period.first, period.last
        text = table("cycle", {"title": "before"} | fields)
        if self.chance(0.5):
            closed = last + ONE_DAY * self.random.randint(1, 9)
            text += table("result", {"closed": closed, "score": 0.61, "as-planned": 0.61})
            text += table("result.objective", {"obj0": {"score": 0.61, "verdict": "short"}})
        else:
            day = last - ONE_DAY * 9
            text += table("obj0", {"title": "Objective 0", "type": "committed"})
            text += table("obj0.kr0", {"title": "A percent", "kind": "percent"})
            self.files[f"{name}/checkins/{day}-ana-x1.toml"] = lines({"date": day, "obj0.kr0": self.pick(40, 100)})
        self.files[f"{name}/cycle.toml"] = text

    # The rest -------------------------------------------------------------------------------------------------------

    def add_year(self):
        """Sometimes an annual cycle with an objective that rolls up from this one's."""
        if self.cycle_id in ("2026-H2",) or not self.chance(0.3):
            return
        text = table("cycle", {"title": "the year"})
        text += table("far", {"title": "Far", "type": "aspirational", "roll-up": self.pick("children", "both")})
        text += table("far.own", {"title": "A percent", "kind": "percent"})
        self.files["2026/cycle.toml"] = text
        self.objectives[0][1]["parent"] = "2026/far"

    def write_cycle(self):
        texts = {"cycle.toml": table("cycle", {"title": f"World {self.seed}"} | self.cycle)}
        for index, (name, fields, key_results) in enumerate(self.objectives):
            file = "cycle.toml" if index == 0 or self.chance(0.6) else "more.toml"
            text = table(name, fields) + "".join(table(f"{name}.{kr}", made) for kr, made in key_results.items())
            texts[file] = texts.get(file, "") + text
        for file, text in texts.items():
            self.files[f"{self.cycle_id}/{file}"] = text

    def days(self, count):
        """Days worth a look: the ends, the middle, and any."""
        fixed = [self.start, self.end, self.end + ONE_DAY]
        some = [self.date(self.start, self.end) for _ in range(count)]
        return sorted(set(some[:max(1, count - 1)] + [self.random.choice(fixed)]))

    def write(self, folder):
        for name, text in self.files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    World(int(sys.argv[1])).write(sys.argv[2])
