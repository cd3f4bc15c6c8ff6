#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sixteen writers in one workspace, round after round: record, check-in and set; every reading that okr said it wrote is
there, once. Beside them readers, which never see a broken file. A writer that is stopped while it holds the lock is named, and
waited for as long as the manual says; a file system without locks is said (strace stands for it).

usage: writers.py OKR [--all] [--rounds N]. --all runs a thousand rounds.
"""

import argparse
import collections
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

WRITERS = 16
ROUNDS_A_WORKSPACE = 10  # what is read again before each write stays small
PATIENCE_SECONDS = 3  # as okr help agents says

KEY_RESULTS = "".join(f"\n[ship.kr{i}]\ntitle = \"T{i}\"\nbaseline = 0\ntarget = 1\n" for i in range(WRITERS))
FILES = {
    "okr.toml": "format = 1\n",
    "2026-Q3/cycle.toml": "[cycle]\ntitle = \"Now\"\n\n[ship]\ntitle = \"Ship\"\n\n[ship.users]\ntitle = \"Users\"\n"
                          "kind = \"sum\"\ntarget = 100000\n" + KEY_RESULTS,
    "kpi/visits.toml": "title = \"Visits\"\nevery = \"day\"\naggregate = \"sum\"\n\n[readings]\n2026-08-01 = 1\n",
}


class Workspace:
    def __init__(self, okr, root):
        self.okr, self.goals = okr, root / "goals"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(root), "OKR_TODAY": "2026-08-17", "OKR_ME": "ana",
                            "LC_ALL": "C.UTF-8"}
        for name, text in FILES.items():
            path = self.goals / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def start(self, *words, before=()):
        return subprocess.Popen([*before, str(self.okr), *words], cwd=self.goals, env=self.environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *words, before=()):
        process = self.start(*words, before=before)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output, errors


class Readers:
    """okr status and okr check, again and again, until they are ended; what they saw that was wrong."""

    def __init__(self, workspace):
        self.workspace, self.wrong, self.count, self.is_over = workspace, [], 0, threading.Event()
        self.threads = [threading.Thread(target=self.read, args=(words,))
                        for words in (("status",), ("check", "--rule", "error"))]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def read(self, words):
        while not self.is_over.is_set():
            code, output, errors = self.workspace.run(*words)
            self.count += 1
            if code != 0 or "error" in errors or not output:
                self.wrong.append(f"okr {' '.join(words)} exits {code}: {errors}{output}")


def one_round(workspace, number, told):
    """A third of the writers each; what they said they wrote is added to `told`."""
    running = []
    for i in range(WRITERS):
        value = number * WRITERS + i + 2
        words = (("record", f"visits=+{value}"), ("checkin", f"ship.users=+{value}", "--source", f"w{i}-{number}"),
                 ("set", f"ship.kr{i}.target={value}", "--why", "test"))[(number + i) % 3]
        running.append((words, i, value, workspace.start(*words)))
    wrong = []
    for words, i, value, process in running:
        output, errors = process.communicate(timeout=120)
        if process.returncode == 0:
            told[words[0]].append((i, value))
        elif process.returncode != 4 or "another okr is writing" not in errors or "nothing was written" not in errors:
            wrong.append(f"okr {' '.join(words)} exits {process.returncode}: {errors}{output}")
    return wrong


def lost_or_doubled(workspace, told):
    """Every value that was told, as often as it stands in the files."""
    wrong = []
    readings = (workspace.goals / "kpi/visits.toml").read_text().split("2026-08-17 = ", 1)
    found = sorted(int(n) for n in re.findall(r"\d+", readings[1])) if len(readings) > 1 else []
    if found != sorted(value for _, value in told["record"]):
        wrong.append(f"record: {sorted(told['record'])} told, {found} found")
    checkins = [path.read_text() for path in (workspace.goals / "2026-Q3/checkins").glob("*.toml")]
    if len(checkins) != len(told["checkin"]):
        wrong.append(f"checkin: {len(told['checkin'])} told, {len(checkins)} found")
    said = sorted(int(value) for text in checkins for value in re.findall(r"(?m)^ship\.users *= (?:\{ value = )?\+?(\d+)", text))
    if said != sorted(value for _, value in told["checkin"]):
        wrong.append(f"checkin: {sorted(told['checkin'])} told, {said} found")
    cycle = (workspace.goals / "2026-Q3/cycle.toml").read_text()
    for i in range(WRITERS):
        values = [value for j, value in told["set"] if j == i]
        block = cycle.split(f"[ship.kr{i}]", 1)[1].split("\n[", 1)[0]
        if values and f"\ntarget = {values[-1]}\n" not in block:
            wrong.append(f"set: ship.kr{i} is to be {values[-1]}: {block}")
    return wrong


def rounds(okr, count):
    wrong, counts, read = [], collections.Counter(), 0
    for first in range(0, count, ROUNDS_A_WORKSPACE):
        with tempfile.TemporaryDirectory() as folder:
            workspace, told = Workspace(okr, pathlib.Path(folder)), collections.defaultdict(list)
            with Readers(workspace) as readers:
                for number in range(min(ROUNDS_A_WORKSPACE, count - first)):
                    wrong += one_round(workspace, number, told)
            wrong += readers.wrong + lost_or_doubled(workspace, told)
            left = [path.name for path in workspace.goals.rglob(".okr-*")]
            if left:
                wrong.append(f"left behind: {left}")
            read += readers.count
            counts.update({name: len(values) for name, values in told.items()})
        if wrong:
            break
    print(f"{count} rounds of {WRITERS} writers: {dict(counts)}, read {read} times beside them")
    return wrong


HOLDER = "import fcntl, os, sys, time\nfcntl.flock(os.open(sys.argv[1], os.O_RDONLY), fcntl.LOCK_EX)\n" \
         "print('held', flush=True)\ntime.sleep(600)\n"


def stopped_holder(okr):
    """The lock is held by a process that does not go on: it is named, and nobody waits longer than the manual says."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(okr, pathlib.Path(folder))
        holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(workspace.goals)], stdout=subprocess.PIPE, text=True)
        try:
            holder.stdout.readline()
            os.kill(holder.pid, signal.SIGSTOP)
            begun = time.monotonic()
            code, output, errors = workspace.run("record", "visits=+5")
            waited = time.monotonic() - begun
            report = workspace.run("status")
        finally:
            holder.kill()
            holder.wait()
        wrong = [] if code == 4 and report[0] == 0 else [f"exits {code}, and status {report[0]}: {errors}{output}"]
        if not re.search(rf"another okr is writing in .* \(process {holder.pid}, for \d+ seconds?, stopped\)", errors):
            wrong.append(f"does not name the process {holder.pid}: {errors}")
        if "nothing was written" not in errors or not PATIENCE_SECONDS * 0.9 < waited < PATIENCE_SECONDS + 20:
            wrong.append(f"waited {waited:.1f} s: {errors}")
        return wrong + ([] if workspace.run("record", "visits=+5")[0] == 0 else ["does not write when the lock is free"])


def no_locks(okr):
    if not shutil.which("strace"):
        print("no strace: a file system without locks is not tried")
        return []
    wrong = []
    for reason in ("ENOLCK", "ENOSYS", "EOPNOTSUPP"):
        with tempfile.TemporaryDirectory() as folder:
            workspace = Workspace(okr, pathlib.Path(folder))
            before = (workspace.goals / "kpi/visits.toml").read_text()
            code, _, errors = workspace.run("record", "visits=+5",
                                            before=("strace", "-o", "/dev/null", "-e", f"inject=flock:error={reason}"))
            is_old = (workspace.goals / "kpi/visits.toml").read_text() == before
            if code != 4 or "has no locks" not in errors or "nothing was written" not in errors or not is_old:
                wrong.append(f"{reason}: exits {code}: {errors}")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("okr")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    okr = pathlib.Path(options.okr).absolute()
    wrong = stopped_holder(okr) + no_locks(okr) + rounds(okr, 1000 if options.all else options.rounds)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
