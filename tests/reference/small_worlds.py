# SPDX-License-Identifier: MIT
"""(amendment, what it says, files, [(day, record, what the page gives)]): read by amendments.py."""

Q3 = "== 2026-Q3/cycle.toml\n"
RUNS = Q3 + """[fit]
title = "Run"
[fit.runs]
title = "Three runs a week"
min = 3
aggregate = "sum"
""" + "".join(f"== 2026-Q3/checkins/2026-{day}-ana.toml\ndate = 2026-{day}\nfit.runs = 1\n" for day in
              ["07-06", "07-08", "07-12", "07-13", "07-15", "07-19", "07-20", "07-24", "07-26",
               "07-27", "07-31", "08-02", "08-03", "08-05", "08-09", "08-10", "08-12", "08-16"])

WEIGHT = """== kpi/weight.toml
title = "Weight"
every = "week"
aggregate = "mean"
good = "down"
[readings]
2026-06-28 = 82
2026-09-20 = 78
2026-09-30 = 77
""" + Q3 + """[fit]
title = "Fit"
[fit.kilos]
title = "Weight"
kpi = "weight"
target = 77
== 2026-Q4/cycle.toml
[fit]
title = "Fit"
[fit.kilos]
title = "Weight"
kpi = "weight"
target = 75
"""

CAP = """== 2026-Q3/cycle.toml
[home]
title = "Spend less"
[home.food]
title = "At most 50 a week"
max = 50
aggregate = "sum"
""" + "== 2026-Q3/checkins/2026-07-07-ana.toml\ndate = 2026-07-07\nhome.food = 30\n" \
    + "== 2026-Q3/checkins/2026-07-07-ana-2.toml\ndate = 2026-07-07\nhome.food = 25\n"

DAYS_OF_ONE = "".join(f"2026-08-{day:02} = 99.9\n" for day in range(3, 10))
UPTIME = f"""== kpi/uptime.toml
title = "Uptime"
every = "week"
aggregate = "mean"
target = 99.9
[readings]
{DAYS_OF_ONE}"""

TENTHS = Q3 + """[o]
title = "O"
type = "committed"
[o.tenths]
title = "Tenths"
kind = "sum"
target = 0.8
""" + "".join(f"== 2026-Q3/checkins/2026-08-{day:02}-ana.toml\ndate = 2026-08-{day:02}\no.tenths = 0.1\n" for day in range(3, 11))

PROFIT = """== kpi/revenue.toml
title = "Revenue"
every = "month"
aggregate = "sum"
[readings]
2026-07-31 = 100
2026-08-04 = 10
== kpi/cost.toml
title = "Cost"
every = "month"
aggregate = "sum"
[readings]
2026-07-01 = 60
2026-08-01 = 60
== kpi/profit.toml
title = "Profit"
every = "month"
formula = "revenue - cost"
good = "up"
target = 20
""" + Q3 + """[o]
title = "O"
[o.profit]
title = "Profit of 20"
kpi = "profit"
min = 20
"""

TARGETS = """== kpi/sales.toml
title = "Sales"
every = "month"
aggregate = "sum"
target = 50
[readings]
2026-06 = 55
2026-07 = 55
[targets]
2026-07-01 = { target = 60, warn = 56, why = "grown" }
"""

FISCAL = """== okr.toml
format = 1
[workspace]
fiscal-year-start = 10
fiscal-year-name = "end"
== 2026-Q1/cycle.toml
[o]
title = "O"
[o.p]
title = "P"
kind = "percent"
== 2025-Q4/cycle.toml
[o]
title = "O"
[o.p]
title = "P"
kind = "percent"
"""

AWAY = """== okr.toml
format = 1
[workspace]
away = [[2026-08-03, 2026-08-16]]
""" + Q3 + """[o]
title = "O"
[o.n]
title = "N"
target = 10
[o.hold]
title = "A bound"
max = 5
== 2026-Q3/checkins/2026-07-27-ana.toml
date = 2026-07-27
o.n = 3
o.hold = 4
"""

LISTS = """== kpi/rides.toml
title = "Rides"
every = "week"
aggregate = "sum"
[readings]
2026-07-07 = [3.5, 3.5, 4]
2026-07-08 = { value = [1, 2], note = "short" }
== kpi/count.toml
title = "Count"
every = "week"
aggregate = "count"
[readings]
2026-07-07 = [3.5, 3.5, 4]
2026-07-08 = 9
"""

TIES = Q3 + """[o]
title = "O"
[o.n]
title = "N"
target = 100
== 2026-Q3/checkins/2026-07-08-ana.toml
date = 2026-07-08
at = 12:00:00
o.n = 40
== 2026-Q3/checkins/2026-07-08-ben.toml
date = 2026-07-08
at = 12:00:00
o.n = 50
== 2026-Q3/checkins/2026-07-08-zoe.toml
date = 2026-07-08
o.n = 60
"""

DONE = Q3 + """[o]
title = "O"
type = "committed"
[o.n]
title = "N"
target = 100
state = "done"
changes = [{ on = 2026-07-20, state = ["active", "done"], why = "enough" }]
[o.m]
title = "M"
kind = "percent"
== 2026-Q3/checkins/2026-07-08-ana.toml
date = 2026-07-08
o.m = 100
"""

OVERDUE = Q3 + """[o]
title = "O"
type = "committed"
[o.done]
title = "Done"
kind = "done"
due = 2026-08-31
== 2026-Q3/checkins/2026-08-20-ana.toml
date = 2026-08-20
o.done = { value = false, confidence = 9 }
"""

MOVED = Q3 + """[o]
title = "O"
[o.hr]
title = "Heart rate"
max = 58
changes = [{ on = 2026-08-03, max = [60, 58], why = "fitter" }]
""" + "".join(f"== 2026-Q3/checkins/2026-{day}-ana.toml\ndate = 2026-{day}\no.hr = 59\n" for day in ["07-08", "07-15", "07-22", "07-29", "08-05"])

LOST = Q3 + """[o]
title = "O"
type = "committed"
[o.hr]
title = "Heart rate"
max = 58
[o.other]
title = "Other"
kind = "percent"
""" + "".join(f"== 2026-Q3/checkins/2026-{day}-ana.toml\ndate = 2026-{day}\no.hr = {value}\no.other = 30\n"
              for day, value in [("07-01", 58), ("07-08", 61), ("07-15", 57)])

LEVEL = """== kpi/team.toml
title = "Team"
every = "month"
aggregate = "last"
good = "up"
[readings]
2026-06-15 = 4
2026-07-10 = 12
2026-08-05 = 9
""" + Q3 + """[o]
title = "O"
[o.people]
title = "Ten people"
kpi = "team"
target = 10
baseline = 12
good = "up"
"""

YEAR = """== 2026/cycle.toml
[o]
title = "Year"
[o.p]
title = "P"
kind = "percent"
""" + Q3 + """[o]
title = "Quarter"
[o.p]
title = "P"
kind = "percent"
"""

PERIOD_KEY = """== kpi/visits.toml
title = "Visits"
every = "month"
aggregate = "sum"
target = 40
[readings]
2026-06 = 45
2026-07 = { value = 50, final = true }
""" + Q3 + """[o]
title = "O"
[o.visits]
title = "Visits"
kind = "sum"
kpi = "visits"
baseline = 0
target = 100
"""

RATE = Q3 + """[o]
title = "O"
type = "committed"
[o.n]
title = "N"
target = 100
== 2026-Q3/checkins/2026-07-31-ana.toml
date = 2026-07-31
o.n = 30
"""

FV12 = """== 2026-Q1/cycle.toml
[o]
title = "O"
type = "committed"
[o.big]
title = "One big step"
target = 100
== 2026-Q1/checkins/2026-01-08-ana.toml
date = 2026-01-08
o.big = 40
"""

IDS = Q3 + "".join(f'[{name}]\ntitle = "{name}"\n[{name}.weight]\ntitle = "W"\nkind = "percent"\n'
                   for name in ("body", "health", "team", "review", "level")) \
    + "== 2026-Q3/checkins/2026-07-08-ana.toml\ndate = 2026-07-08\nhealth.weight = 40\n"

DAYS_OF_TEN = "".join(f"2026-08-{day:02} = 10\n" for day in range(9, 18))
LATE = f"""== kpi/sales.toml
title = "Sales"
every = "week"
expect = "day"
aggregate = "sum"
target = 60
[readings]
{DAYS_OF_TEN}"""

CASES = [
    (13, "the week within which the daily readings of a sum begin is over with its last day, and flagged", LATE,
     [("2026-08-10", "kpi/sales", {"period": "2026-W32", "value": 10, "status": "red"}),
      ("2026-08-17", "kpi/sales", {"period": "2026-W33", "value": 70, "status": "green"})]),
    (16, "a hold's weeks are Monday to Sunday", RUNS, [("2026-08-16", "2026-Q3/fit.runs", {"periods": {"met": 6, "due": 6}, "progress": 1.0, "status": "on_track"})]),
    (17, "every amount of a day counts, and past `max` it is missed at once", CAP,
     [("2026-07-07", "2026-Q3/home.food", {"periods": {"met": 0, "due": 1}, "status": "at_risk"}), ("2026-07-07", "gate score 2026-Q3 --fail-on at-risk", {"exit": 1})]),
    (18, "a lost hold is at risk though its last period was met", LOST,
     [("2026-07-16", "2026-Q3/o.hr", {"status": "at_risk", "cannot_end_met": True}), ("2026-07-16", "2026-Q3/o", {"status": "at_risk", "cannot_end_met": True}),
      ("2026-07-16", "gate score 2026-Q3 --fail-on at-risk", {"exit": 1})]),
    (19, "what can fall back stays asked", Q3 + '[o]\ntitle = "O"\n[o.n]\ntitle = "N"\ntarget = 10\n== 2026-Q3/checkins/2026-07-08-ana.toml\ndate = 2026-07-08\no.n = 11\n',
     [("2026-07-15", "2026-Q3/o.n", {"status": "achieved", "freshness": "due"}), ("2026-07-23", "2026-Q3/o.n", {"status": "achieved", "freshness": "stale"})]),
    (20, "the needed rate counts from today", RATE, [("2026-08-31", "2026-Q3/o.n", {"needed_rate_week": 7 * 70 / 30, "rate_week": 7.0})]),
    (21, "a value keyed by a period counts from its last day, final or not", PERIOD_KEY,
     [("2026-07-30", "2026-Q3/o.visits", {"value": None, "last": None}), ("2026-07-31", "2026-Q3/o.visits", {"value": 50, "last": "2026-07-31"}),
      ("2026-07-30", "kpi/visits", {"value": 45, "period": "2026-06"}), ("2026-07-31", "kpi/visits", {"value": 50, "period": "2026-07", "status": "green"})]),
    (22, "a reading of the last day is that quarter's", WEIGHT,
     [("2026-10-02", "2026-Q3/fit.kilos", {"baseline": 82, "value": 77, "progress": 1.0, "last": "2026-09-30"}),
      ("2026-10-05", "2026-Q4/fit.kilos", {"baseline": 77, "value": None, "progress": None})]),
    (23, "ages are plain days; days away count only for due and stale", AWAY,
     [("2026-08-17", "2026-Q3/o.n", {"age_days": 21, "freshness": "due"}), ("2026-08-16", "2026-Q3/o.n", {"age_days": 20, "freshness": "fresh"}),
      ("2026-08-17", "2026-Q3/o.hold", {"periods": {"met": 1, "due": 4}})]),
    (24, "done without a reading is without data", DONE,
     [("2026-08-01", "2026-Q3/o.n", {"status": "done", "progress": None, "cannot_end_met": True}), ("2026-08-01", "2026-Q3/o", {"score": 0.5, "status": "at_risk", "cannot_end_met": True}),
      ("2026-08-01", "gate score 2026-Q3 --fail-on at-risk", {"exit": 1})]),
    (26, "a period is judged by the target of its time", TARGETS,
     [("2026-07-20", "kpi/sales", {"period": "2026-06", "status": "green"}), ("2026-08-02", "kpi/sales", {"period": "2026-07", "status": "red", "red_in_a_row": 1})]),
    (27, "a moved bound judges its own time", MOVED, [("2026-08-10", "2026-Q3/o.hr", {"periods": {"met": 4, "due": 5}})]),
    (29, "overdue is at risk, whatever was said", OVERDUE,
     [("2026-08-31", "2026-Q3/o.done", {"status": "on_track"}), ("2026-09-03", "2026-Q3/o.done", {"status": "at_risk", "cannot_end_met": False}), ("2026-09-03", "2026-Q3/o", {"status": "at_risk"})]),
    (30, "of one day and hour the later source counts", TIES, [("2026-07-08", "2026-Q3/o.n", {"value": 50, "progress": 0.5})]),
    (32, "fiscal years named by their end", FISCAL, [("2025-11-01", "2026-Q1/o.p", {"start": "2025-10-01", "due": "2025-12-31"}), ("2025-11-01", "cycle", {"id": "2026-Q1"})]),
    (33, "several readings of one day", LISTS, [("2026-07-13", "kpi/rides", {"value": 14}), ("2026-07-13", "kpi/count", {"value": 4})]),
    (35, "seven daily 99.9 against 99.9 are green", UPTIME, [("2026-08-10", "kpi/uptime", {"status": "green"})]),
    (35, "eight times 0.1 reach 0.8, in the forecast too", TENTHS, [("2026-08-12", "2026-Q3/o.tenths", {"status": "achieved", "score_shown": 1.0, "p_target": 1.0})]),
    (36, "a formula with a sum waits for its period", PROFIT,
     [("2026-08-05", "2026-Q3/o.profit", {"periods": {"met": 1, "due": 1}, "status": "on_track"}), ("2026-08-05", "kpi/profit", {"period": "2026-07", "value": 40})]),
    (38, "the forecast doubts one big first step", FV12,
     [("2026-01-08", "2026-Q1/o.big", {"forecast": "110.2776", "p_target": "0.5342"})]),
    (39, "at or beyond its target from the start, fed by a KPI: met or not", LEVEL,
     [("2026-07-20", "2026-Q3/o.people", {"progress": 1.0, "status": "achieved", "expected": None, "forecast": None}),
      ("2026-08-06", "2026-Q3/o.people", {"progress": 0.0, "status": "at_risk", "score": 0.0})]),
    (40, "a year asks monthly", YEAR, [("2026-01-20", "2026/o.p", {"freshness": "fresh"}), ("2026-02-02", "2026/o.p", {"freshness": "due"})]),
    ("cycle", "a quarter that is over stays in force beside the year", YEAR,
     [("2026-09-30", "cycle", {"id": "2026-Q3"}), ("2026-10-02", "cycle", {"id": "2026-Q3"}), ("2026-11-15", "cycle", {"id": "2026-Q3"}), ("2026-11-16", "cycle", {"id": "2026"})]),
    ("ids", "nothing is reserved but what format.md lists", IDS,
     [("2026-07-08", "2026-Q3/health.weight", {"progress": 0.4}), ("2026-07-08", "2026-Q3/team.weight", {"weight": 1}),
      ("2026-07-08", "gate score 2026-Q3", {"exit": 0})]),
]
