#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How the time of a report grows with what it reads: each dimension (dimensions.py) doubled three times.

Usage: growth.py OKR [--ends] [--factor F] [NAME...]
Prints a line a dimension: sizes, seconds of the processor of the fastest of three runs, and the slope, log2 of the growth
a doubling of what lies above the start of the program. Linear is 1; above 1.15 it ends with 1 and names them. NAME is one
of them or how it begins; F makes all of them larger or smaller.
--ends asks less, for a machine that does other things too: each dimension, in a quarter of its smallest size, ends within
twenty seconds.
"""
import argparse
import math
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

from dimensions import DIMENSIONS, WRITING

MOST = 1.15
LONGEST = 20  # seconds
RUNS = 3
SMALLEST = 4


class Bench:
    def __init__(self, okr, work):
        self.okr = os.path.abspath(okr)
        self.work = work
        self.environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "XDG_STATE_HOME": str(work / "state"), "OKR_TODAY": "2026-08-17",
                            "LC_ALL": "C.UTF-8", "OKR_ME": "ana"}

    def made(self, name, size):
        folder = self.work / "workspace"
        shutil.rmtree(folder, ignore_errors=True)
        DIMENSIONS[name][0](folder, size)
        return folder

    def run(self, folder, words):
        """Seconds of the processor, those of the programs it calls included."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.okr, *words], cwd=folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=LONGEST)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode not in (0, 1):
            sys.exit(f"okr {' '.join(words)[:200]} ended with {done.returncode}: {done.stderr.decode()[:400]}")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def seconds(self, name, size, runs=RUNS):
        _, _, words = DIMENSIONS[name]
        words = words(size) if callable(words) else words
        folder = self.made(name, size)
        fastest = self.run(folder, words)
        for _ in range(1, runs):
            if WRITING & set(words) and "-n" not in words:
                folder = self.made(name, size)
            fastest = min(fastest, self.run(folder, words))
        return fastest

    def slope(self, name, factor, start):
        sizes = [max(SMALLEST, int(DIMENSIONS[name][1] * factor)) * times for times in (1, 2, 4, 8)]
        times = [self.seconds(name, size) for size in sizes]
        above = [max(time - start, 1e-4) for time in times]
        slope = math.log2(above[-1] / above[1]) / 2
        print(f"{name:44}  {sizes[0]:>6} .. {sizes[-1]:>6}   {'  '.join(f'{time:7.3f}' for time in times)} s   {slope:5.2f}", flush=True)
        return slope

    def ends(self, name):
        try:
            self.seconds(name, max(SMALLEST, DIMENSIONS[name][1] // 4), runs=1)
        except subprocess.TimeoutExpired:
            return False
        return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("okr")
    parser.add_argument("--ends", action="store_true")
    parser.add_argument("--factor", type=float, default=1)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    names = [name for name in DIMENSIONS if not asked.names or name.startswith(tuple(asked.names))]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked.okr, pathlib.Path(folder))
        if asked.ends:
            failed = [name for name in names if not bench.ends(name)]
            print(f"do not end within {LONGEST} s: {', '.join(failed)}" if failed else f"{len(names)} dimensions end")
            return 1 if failed else 0
        start = min(bench.run(folder, ["--version"]) for _ in range(RUNS))
        failed = [name for name in names if bench.slope(name, asked.factor, start) > MOST]
    if failed:
        print("grows faster than its input: " + ", ".join(failed))
    return 1 if failed else 0


sys.exit(main())
