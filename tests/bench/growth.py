#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How the time of a report grows with what it reads: each dimension doubled three times.

Usage: growth.py OKR [--ends] [NAME...]
Prints a line a dimension: sizes, seconds of the fastest of three runs, and the slope, log2 of the growth a doubling of
what lies above the start of the program. Linear is 1; above 1.15 it ends with 1 and names them.
--ends asks less, for a machine that does other things too: each dimension ends within twenty seconds.
"""
import datetime
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

MOST = 1.15
LONGEST = 20  # seconds
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "OKR_TODAY": "2026-08-17", "LC_ALL": "C.UTF-8", "OKR_ME": "ana"}


def key_result(name, more=""):
    return f'[{name}]\ntitle = "What {name} says"\ntarget = 10\n{more}'


def objective(name, more=""):
    return f'[{name}]\ntitle = "The aim of {name}"\n{more}'


def write(folder, cycle="", files=()):
    (folder / "2026-Q3").mkdir(parents=True)
    (folder / "okr.toml").write_text("format = 1\n")
    (folder / "2026-Q3/cycle.toml").write_text("[cycle]\n" + cycle)
    for name, text in dict(files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def objectives(folder, n):
    write(folder, "".join(objective(f"o{i}") + key_result(f"o{i}.k") for i in range(n)))


def chain(folder, n):
    write(folder, "".join(objective(f"o{i}", 'roll-up = "both"\n' + (f'parent = "o{i - 1}"\n' if i else "")) + key_result(f"o{i}.k")
                          for i in range(n)))


def layers(folder, n):
    def parents(i):
        return f'parent = ["o{i - 1}a", "o{i - 1}b"]\n' if i else ""
    write(folder, "".join(objective(f"o{i}{side}", 'roll-up = "both"\n' + parents(i)) + key_result(f"o{i}{side}.k")
                          for i in range(n // 2) for side in "ab"))


def fan(folder, n):
    write(folder, objective("top", 'roll-up = "both"\n') + key_result("top.k") +
          "".join(objective(f"o{i}", 'parent = "top"\n') + key_result(f"o{i}.k") for i in range(n)))


def depends(folder, n):
    write(folder, "".join(objective(f"o{i}") + key_result(f"o{i}.k", f'depends-on = "o{i - 1}.k"\n' if i else "") for i in range(n)))


def unknown(folder, n):
    write(folder, "".join(objective(f"o{i}", f'parent = "nowhere{i}"\n') + key_result(f"o{i}.k") for i in range(n)))


def unknown_entries(folder, n):
    write(folder, objective("ship") + "".join(key_result(f"ship.k{i}") for i in range(n)),
          {"2026-Q3/checkins/2026-08-10-ana.toml": "date = 2026-08-10\n" + "".join(f"ship.nowhere{i} = 1\n" for i in range(n))})


def readings(folder, n):
    files = {}
    for day in range(1, 28):
        files[f"2026-Q3/checkins/2026-07-{day:02}-ana.toml"] = f"date = 2026-07-{day:02}\n" + "".join(
            f"ship.k{i} = {day}\n" for i in range(n // 27 + 1))
    write(folder, objective("ship") + "".join(key_result(f"ship.k{i}") for i in range(n // 27 + 1)), files)


def steps(folder, n):
    titles = "".join(f'  "step {i}",\n' for i in range(n))
    write(folder, objective("ship") + f'[ship.release]\ntitle = "Version 1.0"\nsteps = [\n{titles}]\n',
          {"2026-Q3/checkins/2026-08-10-ana.toml": "date = 2026-08-10\nship.release = [" + ", ".join(f'"step {i}"' for i in range(n)) + "]\n"})


def formulas(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\nformula = "k{i + 1} + k{i + 1} * 2"\n' for i in range(n)}
    files[f"kpi/k{n}.toml"] = 'title = "Last"\n[readings]\n2026-06 = 4\n2026-07 = 5\n'
    write(folder, "", files)


def kpi_readings(folder, n):
    lines = "".join(f"{2000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02} = {i % 17}\n" for i in range(n))
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n[readings]\n' + lines})


def checkin_notes(folder, n):
    write(folder, objective("ship") + key_result("ship.k"),
          {f"2026-Q3/checkins/2026-08-10-n{i}.toml": f'date = 2026-08-10\nnote = "word {i}"\nship.k = {i}\n' for i in range(n)})


def past_cycles(folder, n):
    files = {f"{2026 - 1 - i // 4}-Q{i % 4 + 1}/cycle.toml": '[cycle]\nstate = "closed"\n' + objective("a") + key_result("a.k")
             for i in range(n)}
    write(folder, objective("ship") + key_result("ship.k"), files)


def weeks(folder, n):
    """A cycle a week, none of them closed."""
    days = [datetime.date(2026, 8, 10) - datetime.timedelta(weeks=i) for i in range(n)]
    write(folder, objective("ship") + key_result("ship.k"),
          {f"{day:%G}-W{day:%V}/cycle.toml": objective("a") + key_result("a.k") for day in days})


def teams(folder, n):
    """Cycles of the same days, which ended last, all of them."""
    write(folder, objective("ship") + key_result("ship.k"),
          {f"team-{i}/cycle.toml": "[cycle]\nstart = 2026-04-01\nend = 2026-06-30\n" + objective("a") + key_result("a.k") for i in range(n)})


def closed(folder, n):
    """A quarter that is over and closed, with what was final of every key result."""
    names = [(f"o{i}", "k") for i in range(n)]
    results = "".join(f"{o}.{k} = {{ value = 7, progress = 0.7, score = 0.7 }}\n" for o, k in names)
    scores = "".join(f"{o} = {{ score = 0.7 }}\n" for o, k in names)
    (folder / "2026-Q2").mkdir(parents=True)
    write(folder, files={"2026-Q2/cycle.toml": "".join(objective(o) + key_result(f"{o}.{k}") for o, k in names) +
                         "[result]\nclosed = 2026-07-01\nscore = 0.7\n[result.objective]\n" + scores + "[result.kr]\n" + results})


def page(folder, n):
    """What `okr export md` writes of so many objectives, with a check-in each."""
    lines = "".join(f'## The aim of o{i}\n<!-- okr: id = "o{i}" -->\n\n- **What it says**\n  <!-- okr: id = "k", target = 10 -->\n\n'
                    for i in range(n))
    said = "".join(f'- **{i}**\n  <!-- okr: checkin = "2026-08-10-n{i}", date = 2026-08-10, o{i}.k = 3 -->\n' for i in range(n))
    write(folder, files={"page.md": f'# Summer\n<!-- okr: cycle = "summer", start = 2026-04-01, end = 2026-09-30 -->\n\n{lines}'
                                    f'## Check-ins\n<!-- okr: checkins = true -->\n\n{said}'})


def page_again(folder, n):
    """The same page where all of it is here already."""
    page(folder, n)
    (folder / "summer/checkins").mkdir(parents=True)
    (folder / "summer/cycle.toml").write_text("[cycle]\nstart = 2026-04-01\nend = 2026-09-30\n" + "".join(
        objective(f"o{i}") + f'[o{i}.k]\ntitle = "What it says"\ntarget = 10\n' for i in range(n)))
    for i in range(n):
        (folder / f"summer/checkins/2026-08-10-n{i}.toml").write_text(f"date = 2026-08-10\no{i}.k = 3\n")


def sheet(folder, n):
    """A sheet of so many key results, four of an objective, with a value each."""
    rows = "".join(f"2026-Q3,Aim {i // 4},Result {i},0,10,4,7,a note\n" for i in range(n))
    header = "Cycle,Objective,Key Result,Baseline,Target,Current,Confidence,Notes\n"
    write(folder, files={"sheet.csv": header + rows})


def sheet_again(folder, n):
    """The same sheet where its objectives and key results are here already."""
    sheet(folder, n)
    (folder / "2026-Q3/cycle.toml").write_text("[cycle]\n" + "".join(
        (f'[o{i // 4}]\ntitle = "Aim {i // 4}"\n' if i % 4 == 0 else "") +
        f'[o{i // 4}.k{i}]\ntitle = "Result {i}"\nbaseline = 0\ntarget = 10\n' for i in range(n)))


def people(folder, n):
    write(folder, "".join(objective(f"o{i}", f'owner = "Person {i}"\n') + key_result(f"o{i}.k") for i in range(n)))


def years_apart(folder, n):
    """Readings of days, with so many years between the first and the rest."""
    def text(more=""):
        return f'title = "K"\nevery = "day"\ntarget = 3\n{more}[readings]\n{2026 - n:04}-08-10 = 1\n2026-08-10 = 3\n2026-08-11 = 2\n'
    files = {f"kpi/k{i}.toml": text() for i in range(5)}
    files["kpi/zero.toml"] = text('aggregate = "sum"\nmissing = "zero"\n')
    files["kpi/both.toml"] = 'title = "Both"\nevery = "day"\nformula = "k0 + zero"\n'
    write(folder, objective("ship") + "".join(f'[ship.h{i}]\ntitle = "H{i}"\nkpi = "k{i}"\nmin = 2\n' for i in range(5)), files)


def two_sides(folder, n):
    """A check-in of which both sides of a merge rewrote every other line of a list."""
    def text(place, word):
        return "date = 2026-08-10\nwins = [" + ", ".join(f'"{word if i % 2 == place else "win"} {i}"' for i in range(n)) + "]\n"
    write(folder, files={"base.toml": text(0, "win"), "ours.toml": text(0, "ours"), "theirs.toml": text(1, "theirs")})


def priorities(folder, n):
    """Those of two weeks, half of which stand in both, and what of them was done."""
    def listed(word, numbers):
        return f"{word} = [" + ", ".join(f'"Thing {i}"' for i in numbers) + "]\n"
    write(folder, objective("ship") + key_result("ship.k"), {
        "2026-Q3/checkins/2026-08-03-ana.toml": "date = 2026-08-03\nship.k = 2\n" + listed("priorities", range(n)),
        "2026-Q3/checkins/2026-08-12-ana.toml": "date = 2026-08-12\nship.k = 3\n" + listed("done", range(0, n, 2)) +
                                                 listed("priorities", range(n // 2, n + n // 2))})


def fed(folder, n):
    write(folder, objective("ship") + "".join(f'[ship.k{i}]\ntitle = "K{i}"\nkpi = "k{i}"\nbaseline = 0\ntarget = 9\n' for i in range(n)),
          {f"kpi/k{i}.toml": f'title = "K{i}"\nevery = "week"\ntarget = 9\n[readings]\n2026-W31 = 3\n2026-W32 = 4\n' for i in range(n)})


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.com", *words], cwd=folder, check=True, capture_output=True)


def moved(folder, n):
    """Targets that a second commit moved, of so many key results."""
    objectives(folder, n)
    git(folder, "init", "-q", ".")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Goals")
    cycle = folder / "2026-Q3/cycle.toml"
    cycle.write_text(cycle.read_text().replace("target = 10", "target = 20"))
    git(folder, "commit", "-qam", "Easier")


def slips(folder, n):
    write(folder, "".join(objective(f"o{i}", 'tipe = "commited"\n') + f'[o{i}.k]\ntitel = "What it says"\nbaseline = "0"\ntarget = 10\n'
                          for i in range(n)))


def slips_of_readings(folder, n):
    lines = "".join(f'{2000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02} = "{i % 17}"\n' for i in range(n))
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n[readings]\n' + lines})


def targets(folder, n):
    """A KPI of so many months, of which each has its own target."""
    months = [f"{2026 - i // 12}-{12 - i % 12:02}" for i in range(8, n + 8)]
    entries = "".join(f'{month}-01 = {{ target = 4, why = "So" }}\n' for month in months)
    known = "".join(f"{month} = 5\n" for month in months)
    write(folder, files={"kpi/k.toml": f'title = "K"\ntarget = 3\n[targets]\n{entries}[readings]\n{known}'})


def parts(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\n[readings]\n2026-06 = 4\n2026-07 = 5\n' for i in range(n)}
    files["kpi/all.toml"] = 'title = "All"\nformula = "' + " + ".join(f"k{i}" for i in range(n)) + '"\n'
    write(folder, objective("ship") + key_result("ship.k"), files)


def values(name):
    """So many key results, and a sheet with a value each of which the name is made from the number."""
    def make(folder, n):
        objectives(folder, n)
        (folder / "values.csv").write_text("id,value\n" + "".join(f"{name.format(i)},{i % 9}\n" for i in range(n)))
    return make


def commented(word, n):
    """Elements of a list with comments between and behind them."""
    return "".join(f'  # about {i}\n  "{word} {i}", # {i}\n' for i in range(n))


def commented_tags(folder, n):
    write(folder, objective("ship", f"tags = [\n{commented('tag', n)}]\n") + key_result("ship.k"))


def commented_sides(folder, n):
    """Both sides of a merge wrote into one list: the one at its beginning, the other at its end."""
    def text(before, behind):
        return f"date = 2026-08-10\nwins = [\n{before}{commented('win', n)}{behind}]\n"
    write(folder, files={"base.toml": text("", ""), "ours.toml": text(commented("ours", n), ""), "theirs.toml": text("", commented("theirs", n))})


def years_of_cycle(folder, n):
    """A cycle whose first year is a slip, with a hold of each day."""
    (folder / "long/checkins").mkdir(parents=True)
    write(folder, files={"long/cycle.toml": f"[cycle]\nstart = {2027 - n:04}-01-01\nend = 2026-12-31\n" + objective("a") + key_result("a.k") +
                                            '[a.h]\ntitle = "Each day"\nperiod = "day"\nmax = 4\n',
                         "long/checkins/2026-08-10-ana.toml": "date = 2026-08-10\na.h = 2\na.k = 2\n"})


# name: what makes it, the smallest size, the command, which may say so many words
DIMENSIONS = {
    "objectives": (objectives, 1000, ["status"]),
    "objectives, check": (objectives, 1000, ["check"]),
    "chain of parents": (chain, 500, ["status"]),
    "chain of parents, prompt": (chain, 500, ["prompt"]),
    "chain of parents, check": (chain, 500, ["check"]),
    "chain of parents, score": (chain, 500, ["score"]),
    "layers of two parents": (layers, 500, ["status"]),
    "layers of two parents, prompt": (layers, 500, ["prompt"]),
    "children of one": (fan, 1000, ["status"]),
    "depends-on": (depends, 1000, ["check"]),
    "unknown parents": (unknown, 1000, ["check"]),
    "unknown entries": (unknown_entries, 1000, ["check"]),
    "steps": (steps, 1000, ["status"]),
    "readings": (readings, 4000, ["status"]),
    "readings of a KPI": (kpi_readings, 2000, ["kpi"]),
    "formulas": (formulas, 50, ["kpi"]),
    "check-ins of a day": (checkin_notes, 250, ["review"]),
    "past cycles": (past_cycles, 50, ["score", "--last", "4"]),
    "past cycles, check": (weeks, 100, ["check"]),
    "cycles of the same days, check": (teams, 100, ["check"]),
    "objectives, new cycle": (objectives, 500, ["new", "cycle", "2026-Q4", "--from", "2026-Q3", "-n"]),
    "objectives, tree": (objectives, 1000, ["tree"]),
    "objectives, forecast": (objectives, 1000, ["forecast"]),
    "check-ins, log": (checkin_notes, 250, ["log", "--all"]),
    "people, check": (people, 500, ["check"]),
    "people, score --by owner": (people, 500, ["score", "--by", "owner"]),
    "objectives, export md": (objectives, 1000, ["export", "md"]),
    "check-ins, export md": (checkin_notes, 250, ["export", "md"]),
    "a page, import": (page, 250, ["import", "page.md", "-n"]),
    "a page again, import": (page_again, 250, ["import", "page.md", "-n"]),
    "a sheet, import": (sheet, 1000, ["import", "sheet.csv", "--map", "spreadsheet", "-n"]),
    "a sheet again, import": (sheet_again, 1000, ["import", "sheet.csv", "--map", "spreadsheet", "-n"]),
    "a closed cycle, score": (closed, 1000, ["score", "2026-Q2"]),
    "a closed cycle, check": (closed, 1000, ["check"]),
    "objectives, review": (objectives, 1000, ["review", "--mid"]),
    "objectives, review --final": (objectives, 1000, ["review", "--final"]),
    "years between readings": (years_apart, 200, ["status"]),
    "years between readings, check": (years_apart, 200, ["check"]),
    "years between readings, tables": (years_apart, 200, ["export", "tables", "-o", "tables", "-n"]),
    "lists of both sides, merge-file": (two_sides, 500, ["merge-file", "base.toml", "ours.toml", "theirs.toml"]),
    "priorities, review": (priorities, 1000, ["review"]),
    "key results fed by KPIs, check": (fed, 200, ["check"]),
    "moved targets, check --since": (moved, 250, ["check", "--since", "HEAD~1"]),
    "moved targets, diff --goalposts": (moved, 250, ["diff", "--goalposts"]),
    "slips, check --fix": (slips, 250, ["check", "--fix", "-n"]),
    "slips of readings, check --fix": (slips_of_readings, 500, ["check", "--fix", "-n"]),
    "a list with comments, set": (commented_tags, 250, lambda n: ["set", "-n", "ship.tags=" + ",".join(f"tag {i},new {i}" for i in range(0, n, 2))]),
    "lists with comments, merge-file": (commented_sides, 250, ["merge-file", "base.toml", "ours.toml", "theirs.toml"]),
    "words, checkin": (objectives, 500, lambda n: ["checkin", "-n", "--no-input", *[f"o{i}.k={i % 9}" for i in range(n)]]),
    "words, checkin --json": (objectives, 500, lambda n: ["checkin", "-n", "--no-input", "--json", *[f"o{i}.k={i % 9}" for i in range(n)]]),
    "values, checkin --from": (values("o{}.k"), 500, ["checkin", "-n", "--from", "values.csv"]),
    "values of nothing, checkin --from": (values("zz{}.k"), 250, ["checkin", "-n", "--from", "values.csv"]),
    "entries of [targets], kpi": (targets, 500, ["kpi"]),
    "parts of a formula, show": (parts, 125, ["show", "all"]),
    "words, set": (objectives, 500, lambda n: ["set", "-n", "--why", "No time", *[f"o{i}.k.target=20" for i in range(n)]]),
    "years of a cycle, status": (years_of_cycle, 225, ["status", "--cycle", "long"]),
    "years of a cycle, export html": (years_of_cycle, 225, ["export", "html", "--cycle", "long", "-o", "-"]),
}


# The one of which all that is given names nothing, which is refused.
REFUSED = "values of nothing, checkin --from"


def seconds(okr, folder, words, runs=3, codes=(0, 1)):
    fastest = math.inf
    for _ in range(runs):
        begin = time.perf_counter()
        done = subprocess.run([okr, *words], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, timeout=LONGEST)
        fastest = min(fastest, time.perf_counter() - begin)
        if done.returncode not in codes:
            sys.exit(f"okr {' '.join(words)} ended with {done.returncode}: {done.stderr.decode()[:400]}")
    return fastest


def made(work, name, size):
    """The folder and the words of the command."""
    folder = work / "workspace"
    shutil.rmtree(folder, ignore_errors=True)
    make, _, words = DIMENSIONS[name]
    make(folder, size)
    return folder, words(size) if callable(words) else words


def measured(okr, work, name, size, runs=3):
    return seconds(okr, *made(work, name, size), runs, codes=(2,) if name == REFUSED else (0, 1))


def slope_of(okr, work, name, start):
    sizes = [DIMENSIONS[name][1] * factor for factor in (1, 2, 4, 8)]
    times = [measured(okr, work, name, n) for n in sizes]
    above = [max(t - start, 1e-4) for t in times]
    slope = math.log2(above[-1] / above[1]) / 2
    print(f"{name:32}  {sizes[0]:>6} .. {sizes[-1]:>6}   {'  '.join(f'{t:7.3f}' for t in times)} s   {slope:5.2f}", flush=True)
    return slope


def ends(okr, work, name):
    try:
        measured(okr, work, name, DIMENSIONS[name][1], runs=1)
    except subprocess.TimeoutExpired:
        return False
    return True


def main():
    okr = os.path.abspath(sys.argv[1])
    names = [word for word in sys.argv[2:] if word != "--ends"] or list(DIMENSIONS)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        if "--ends" in sys.argv:
            failed = [name for name in names if not ends(okr, work, name)]
            print(f"do not end within {LONGEST} s: {', '.join(failed)}" if failed else f"{len(names)} dimensions end")
            return 1 if failed else 0
        start = seconds(okr, work, ["--version"])
        failed = [name for name in names if slope_of(okr, work, name, start) > MOST]
    if failed:
        print("grows faster than its input: " + ", ".join(failed))
    return 1 if failed else 0


sys.exit(main())
