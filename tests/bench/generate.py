# SPDX-License-Identifier: MIT
"""Workspaces for the benchmarks: the same bytes for the same arguments, no clock, no random source."""

import datetime
import os

START = datetime.date(2026, 7, 1)


def wobble(seed):
    """A number in 0..1 that depends on the seed alone."""
    return ((seed * 2654435761 + 12345) % 4294967296) / 4294967296


def write(root, name, text):
    path = os.path.join(root, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def settings(root):
    write(root, "okr.toml", 'format = 1\n\n[workspace]\ntitle = "Benchmark"\nowner = "ana"\n')


def objective(name, title, extra):
    """An objective's tables with three key results, one of each kind of number."""
    text = [f'\n[{name}]\ntitle = "{title}"\n{extra}\n']
    for k, goal in enumerate(("target = 400", "baseline = 40\ntarget = 10", 'kind = "sum"\ntarget = 300')):
        text.append(f'\n[{name}.kr-{k}]\ntitle = "Key result {k} of {name}"\n{goal}\nunit = "x"\n')
    return "".join(text)


def cycle(root, name, objectives, weeks, first_day):
    """A quarter with `objectives` of three key results each and one check-in a week."""
    text = [f'[cycle]\ntitle = "Quarter {name}"\n']
    for o in range(objectives):
        text.append(objective(f"goal-{o}", f"Objective number {o}", f'type = "{("aspirational", "committed")[o % 2]}"'))
    write(root, f"{name}/cycle.toml", "".join(text))
    for w in range(weeks):
        day = first_day + datetime.timedelta(days=5 + 7 * w)
        lines = [f'date = {day}\nat = 18:00:00\nby = "ana"\n\n']
        for o in range(objectives):
            for k in range(3):
                value = round(10 + 20 * w + 10 * wobble(o * 100 + k * 10 + w), 2)
                lines.append(f"goal-{o}.kr-{k} = {{ value = {value}, confidence = {1 + (o + k + w) % 10} }}\n")
        write(root, f"{name}/checkins/{day}-ana-x1.toml", "".join(lines))


def kpi(root, name, readings):
    """A daily KPI with that many readings up to the middle of the quarter."""
    first = START + datetime.timedelta(days=47 - readings + 1)
    lines = [f'title = "Metric {name}"\nevery = "month"\naggregate = "mean"\ngood = "up"\ntarget = 50\n\n[readings]\n']
    for i in range(readings):
        lines.append(f"{first + datetime.timedelta(days=i)} = {round(40 + 20 * wobble(i), 2)}\n")
    write(root, f"kpi/{name}.toml", "".join(lines))


def small(root):
    settings(root)
    cycle(root, "2026-Q3", 2, 6, START)
    for i in range(2):
        kpi(root, f"metric-{i}", 30)


def with_readings(root, count):
    """One quarter, and `count` daily readings in KPIs of 20 years at most."""
    settings(root)
    cycle(root, "2026-Q3", 3, 7, START)
    longest = 7000
    for i in range(0, count, longest):
        kpi(root, f"metric-{i // longest:03}", min(longest, count - i))


def team(root, number, objectives, weeks):
    """A team's file of a quarter with three key results an objective, and its check-ins."""
    name = f"team-{number:04}"
    text = [f'[defaults]\nteam = "{name}"\n']
    for o in range(objectives):
        text.append(objective(f"{name}-{o}", f"Objective number {o} of team {number}", f'owner = "person-{number}-{o % 10}"'))
    write(root, f"2026-Q3/{name}.toml", "".join(text))
    for week in range(weeks):
        day = START + datetime.timedelta(days=5 + 7 * week)
        lines = [f'date = {day}\nat = 18:00:00\nby = "person-{number}-0"\n']
        for o in range(objectives):
            lines.append(f"\n[{name}-{o}]\n")
            lines += [f"kr-{k} = {round(10 + 20 * week + 10 * wobble(number * 1000 + o * 30 + k * 10 + week), 2)}\n" for k in range(3)]
        write(root, f"2026-Q3/checkins/{day}-{name}.toml", "".join(lines))


def company(root, people):
    """Ten people a team and four objectives a person, three key results each; twelve weeks in, and KPIs of 20 years: of
    10 000 people 40 000 objectives and 2 000 000 readings."""
    settings(root)
    write(root, "2026-Q3/cycle.toml", '[cycle]\ntitle = "Quarter"\n')
    for number in range(people // 10):
        team(root, number, 40, 12)
    for i in range(people // 125):
        kpi(root, f"metric-{i:03}", 7000)


def one_long_kpi(root, years):
    """A KPI that was read every day for so many years."""
    settings(root)
    kpi(root, "metric", years * 1461 // 4)


def quarters_before(count):
    for i in range(1, count + 1):
        quarter = 2 - (i - 1)
        year = 2026 + (quarter - 1) // 4
        number = (quarter - 1) % 4 + 1
        yield f"{year}-Q{number}", datetime.date(year, 3 * number - 2, 1)


def with_other_cycles(root, count):
    small(root)
    for name, first in quarters_before(count):
        cycle(root, name, 4, 13, first)


def to_import(root, rows, days):
    """A KPI without readings, and a CSV of that many rows on that many days: each row of a day says the same."""
    settings(root)
    kpi(root, "metric", 0)
    first = datetime.date(2026, 8, 16) - datetime.timedelta(days=days - 1)
    each = rows // days
    lines = ["day,place,value\n"]
    for day in range(days):
        lines += [f"{first + datetime.timedelta(days=day)},{place},{round(40 + 20 * wobble(day), 2)}\n" for place in range(each)]
    write(root, "readings.csv", "".join(lines))


def quarter_of(day):
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_text(name, key_results):
    """Objectives of four key results each."""
    text = [f'[cycle]\ntitle = "Quarter {name}"\n']
    for k in range(key_results):
        if k % 4 == 0:
            text.append(f'\n[goal-{k // 4}]\ntitle = "Objective number {k // 4}"\n')
        text.append(f'\n[goal-{k // 4}.kr-{k}]\ntitle = "Key result {k}"\nbaseline = 10\ntarget = 400\nunit = "x"\n')
    return "".join(text)


def weekly_checkin(day, week, key_results):
    lines = [f'date = {day}\nat = 18:00:00\nby = "ana"\n\n']
    for k in range(key_results):
        value = round(10 + 20 * (week % 13) + 10 * wobble(k * 10 + week), 2)
        lines.append(f"goal-{k // 4}.kr-{k} = {{ value = {value}, confidence = {1 + (k + week) % 10} }}\n")
    return "".join(lines)


def daily_readings(kpi, days):
    lines = [f'title = "Metric {kpi}"\nevery = "month"\naggregate = "mean"\ngood = "up"\ntarget = 50\n\n[readings]\n']
    lines += [f"{day} = {round(40 + 20 * wobble(kpi * 7000 + i), 2)}\n" for i, day in enumerate(days)]
    return "".join(lines)


def years_in_git(root, years, git):
    """A repository with a commit a week: 20 key results a quarter are checked in, and 10 KPIs were read every day."""
    key_results, kpis, last = 20, 10, datetime.date(2026, 8, 16)
    weeks = years * 52
    first = last - datetime.timedelta(days=7 * weeks - 1)
    stream = []

    def put(name, text):
        stream.append(f"M 100644 inline {name}\ndata {len(text.encode())}\n{text}\n")

    for week in range(weeks):
        day = first + datetime.timedelta(days=7 * week + 6)
        stamp = int(datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.timezone.utc).timestamp())
        stream.append(f"commit refs/heads/main\ncommitter ana <ana@example.org> {stamp} +0000\ndata 6\nA week\n")
        if week == 0:
            put("okr.toml", 'format = 1\n\n[workspace]\ntitle = "Benchmark"\nowner = "ana"\n')
        put(f"{quarter_of(day)}/cycle.toml", quarter_text(quarter_of(day), key_results))
        put(f"{quarter_of(day)}/checkins/{day}-ana-x1.toml", weekly_checkin(day, week, key_results))
        days = [first + datetime.timedelta(days=i) for i in range(7 * (week + 1))]
        for kpi in range(kpis):
            put(f"kpi/metric-{kpi}.toml", daily_readings(kpi, days))
    git(["init", "-q", "-b", "main", root])
    git(["-C", root, "fast-import", "--quiet"], "".join(stream))
    git(["-C", root, "reset", "-q", "--hard"])
    git(["-C", root, "gc", "-q"])
