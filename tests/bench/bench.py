# SPDX-License-Identifier: MIT
"""Prints ratios, not times: each pair of commands is run in turn (A B A B ...), and the median of A/B counts.

usage: bench.py RUNNER OKR EMPTY TOML_ONLY [--runs N] [--check]
--check ends with 1 when a goal is missed by more than half (machines are noisy; the figures are what counts).
"""

import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

import generate

ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
STATUS = ["--as-of", "2026-08-17", "status"]
IMPORT = ["--as-of", "2026-08-17", "import", "readings.csv", "--kpi", "metric", "--date", "day", "--value", "value"]


def as_installed(folder, program):
    """A copy, as installing makes one: how a linker lays a file into the page cache costs a tenth of a start, and nobody starts
    that file."""
    return shutil.copy(program, os.path.join(folder, os.path.basename(program)))


def run(runner, command):
    """CPU and wall seconds and peak memory (KiB) of one run, as the kernel accounts for it."""
    done = subprocess.run([runner, *command], stdout=subprocess.PIPE, env=ENVIRONMENT, text=True)
    if done.returncode != 0:
        sys.exit(f"bench: exit {done.returncode}: {' '.join(command[:6])}")
    cpu, wall, peak = done.stdout.split()
    return int(cpu) / 1e6, int(wall) / 1e9, int(peak)


def run_all(runner, commands):
    """One command, or several one after the other: their times together, the largest peak."""
    if isinstance(commands[0], str):
        return run(runner, commands)
    taken = [run(runner, command) for command in commands]
    return sum(t[0] for t in taken), sum(t[1] for t in taken), max(t[2] for t in taken)


def pair(runner, a, b, runs, before_a=lambda: None):
    def once():
        before_a()
        return run_all(runner, a), run_all(runner, b)

    once()  # warm up: the files are in the cache
    taken = [once() for _ in range(runs)]
    ratio = lambda i: statistics.median(x[i] / y[i] for x, y in taken if y[i] > 0)
    memory = lambda side: max(t[side][2] for t in taken)
    # The kernel counts CPU in ticks that a short program does not fill: wall time tells of those.
    cpu_counts = statistics.median(y[0] for _, y in taken) > 0.02
    return ratio(0) if cpu_counts else ratio(1), memory(0), memory(1)


def toml_files(root):
    return sorted(glob.glob(os.path.join(root, "**", "*.toml"), recursive=True))


def git(words, text=""):
    settings = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *words], input=text, text=True, check=True, env={**ENVIRONMENT, **settings})


def looking_back(report, okr, toml_only, folder):
    """A year of weekly commits looked back: against git's own look at it, and the parse of the files that are read."""
    now, then = os.path.join(folder, "years"), os.path.join(folder, "a-year-ago")
    generate.years_in_git(now, 5, git)
    git(["clone", "-q", now, then])
    git(["-C", then, "reset", "-q", "--hard", "HEAD~52"])
    stat = [shutil.which("git"), "-C", now, "--no-pager", "diff", "--stat", "HEAD~52"]
    of = lambda root, *folders: [file for name in folders for file in toml_files(os.path.join(root, name))]
    quarters = [name for name in sorted(os.listdir(now)) if "2025-Q3" <= name <= "2026-Q3"]
    both = of(now, "kpi", *quarters) + of(then, "kpi", "2025-Q3")
    report("diff HEAD~52 of 5 years / git diff --stat + toml++", 2.0, [okr, "-C", now, "--as-of", "2026-08-17", "diff", "HEAD~52"],
           [stat, [toml_only, *both]])
    report("status --at HEAD~52 / git diff --stat + toml++", 2.0, [okr, "-C", now, "status", "--at", "HEAD~52"],
           [stat, [toml_only, *of(then, "kpi", "2025-Q3")]])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("runner"), parser.add_argument("okr"), parser.add_argument("empty"), parser.add_argument("toml_only")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    # One core: what is compared is work, not parallelism.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    missed = []

    def report(name, goal, a, b, runs=options.runs, before_a=lambda: None):
        ratio, peak_a, peak_b = pair(options.runner, a, b, runs, before_a)
        aim = "floor    " if goal is None else f"goal {goal:4.2f}"
        print(f"{name:<54} {ratio:6.2f}  {aim}   peak {peak_a / 1024:6.1f} MiB, against {peak_b / 1024:6.1f} MiB", flush=True)
        if goal is not None and ratio > goal * 1.5:
            missed.append(name)

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as installed:
        for name in ("okr", "empty", "toml_only"):
            setattr(options, name, as_installed(installed, getattr(options, name)))
        small = os.path.join(folder, "small")
        generate.small(small)
        # What no status can go below: the parser alone on these bytes.
        report("toml++ alone, small workspace / empty static program", None, [options.toml_only, *toml_files(small)],
               [options.empty], 3 * options.runs)
        report("status, small workspace / empty static program", 2.0, [options.okr, "-C", small, *STATUS], [options.empty], 3 * options.runs)
        report("prompt / status, small workspace", 1.0, [options.okr, "-C", small, "--as-of", "2026-08-17", "prompt"],
               [options.okr, "-C", small, *STATUS], 3 * options.runs)
        for count in (10_000, 100_000):
            root = os.path.join(folder, str(count))
            generate.with_readings(root, count)
            report(f"status, {count:>6} readings / toml++ alone", 1.25, [options.okr, "-C", root, *STATUS],
                   [options.toml_only, *toml_files(root)])
        long = os.path.join(folder, "long")
        generate.one_long_kpi(long, 20)
        report("kpi, 20 years of daily readings / toml++ alone", 1.25, [options.okr, "-C", long, "--as-of", "2026-08-17", "kpi"],
               [options.toml_only, *toml_files(long)], 3 * options.runs)
        many = os.path.join(folder, "many")
        generate.with_other_cycles(many, 40)
        report("status, one cycle beside 40 / the cycle alone", 1.1, [options.okr, "-C", many, *STATUS],
               [options.okr, "-C", small, *STATUS], 3 * options.runs)
        looking_back(report, options.okr, options.toml_only, folder)
        result = None
        for days, goal in ((200_000, 5.0), (10_000, 1.75)):
            root = os.path.join(folder, f"import-{days}")
            generate.to_import(root, 1_000_000, days)
            target = os.path.join(root, "kpi", "metric.toml")
            empty = shutil.copy(target, target + ".empty")
            command = [options.okr, "-C", root, *IMPORT]
            run(options.runner, command)
            # Both against the larger file that comes of it: every row is read, and what is written is parsed as the proof.
            result = result or shutil.copy(target, target + ".result")
            report(f"import, 1 000 000 rows, {days:>6} days / toml++ of 200 000", goal, command, [options.toml_only, result],
                   5, lambda: shutil.copy(empty, target))
    if missed and options.check:
        sys.exit("bench: far from the goal: " + "; ".join(missed))


if __name__ == "__main__":
    main()
