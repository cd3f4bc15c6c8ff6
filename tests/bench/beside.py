# SPDX-License-Identifier: MIT
"""Side by side with what people use: git in the same repository, toml++ alone on the files that are read, and hledger,
ledger, taskwarrior and timewarrior doing their nearest report on the same readings. Ratios of one run, okr / the other.

usage: beside.py RUNNER OKR TOML_ONLY EXAMPLES [--most READINGS] [--runs N]
What is not installed is left out, by name (Debian: hledger ledger taskwarrior timewarrior strace).
"""

import argparse
import datetime
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import bench
import generate

DAY = "2026-08-17"
SIZES = (10, 10_000, 100_000, 1_000_000)
TASKS = 10_000  # taskwarrior needs minutes to import more


def report(name, ratio, goal=""):
    print(f"{name:<66} {ratio[0]:7.2f}  {goal:<10} peak {ratio[1] / 1024:7.1f} MiB, against {ratio[2] / 1024:7.1f} MiB", flush=True)


def files_read(okr, root):
    """The workspace's files that one status opens."""
    if not shutil.which("strace"):
        return bench.toml_files(root)
    trace = os.path.join(root, "..", "trace")
    subprocess.run(["strace", "-o", trace, "-e", "trace=openat,openat2", okr, "-C", root, "--as-of", DAY, "status"],
                   stdout=subprocess.DEVNULL, env=bench.ENVIRONMENT, check=True)
    names = [line.split('"')[1] for line in open(trace, encoding="utf-8") if '.toml"' in line and "ENOENT" not in line]
    return [os.path.join(root, name) for name in names]


def small_programs(runner, okr, toml_only, examples, folder, runs):
    root = os.path.join(folder, "personal")
    shutil.copytree(os.path.join(examples, "personal"), root)
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["-c", "user.name=ana", "-c", "user.email=ana@example.org", "commit", "-qm", "A year"]):
        bench.git(["-C", root, *words])
    git = shutil.which("git")
    status = [okr, "-C", root, "--as-of", DAY, "status"]
    read = files_read(okr, root)
    report("okr --version / git --version", bench.pair(runner, [okr, "--version"], [git, "--version"], runs), "goal < 1")
    report("okr prompt, personal / git --version",
           bench.pair(runner, [okr, "-C", root, "--as-of", DAY, "prompt"], [git, "--version"], runs), "goal < 1")
    report("okr status, personal / git status", bench.pair(runner, status, [git, "-C", root, "status"], runs), "goal 1.2")
    report(f"okr status, personal / toml++ on the {len(read)} files that it opens",
           bench.pair(runner, status, [toml_only, *read], runs), "goal 1.5")


def readings(count):
    """A day and a value for each reading, as generate.with_readings has them."""
    longest = 7000
    for first in range(0, count, longest):
        here = min(longest, count - first)
        start = generate.START + datetime.timedelta(days=47 - here + 1)
        for i in range(here):
            yield first // longest, start + datetime.timedelta(days=i), round(40 + 20 * generate.wobble(i), 2)


def journal(path, count):
    days = sorted(readings(count), key=lambda reading: reading[1])
    with open(path, "w", encoding="utf-8") as file:
        for metric, day, value in days:
            file.write(f"{day} reading\n    metric:m{metric:03}  {value}\n    world\n\n")


def tasks(folder, count):
    """Imported by the program itself; its own settings name the folder."""
    rc = os.path.join(folder, "taskrc")
    pathlib.Path(rc).write_text(f"data.location={folder}\nconfirmation=off\nverbose=nothing\ngc=off\n", encoding="utf-8")
    lines = [f'{{"description":"reading {i} of m{metric}: {value}","project":"m{metric:03}","entry":"{day:%Y%m%d}T120000Z"}}'
             for i, (metric, day, value) in enumerate(readings(count))]
    subprocess.run(["task", f"rc:{rc}", "import", "-"], input="[" + ",\n".join(lines) + "]", text=True, check=True,
                   env={**bench.ENVIRONMENT, "HOME": folder}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [shutil.which("task"), f"rc:{rc}", "summary"]


def intervals(folder, count):
    data = os.path.join(folder, "data")
    os.makedirs(data)
    pathlib.Path(folder, "timewarrior.cfg").touch()
    months = {}
    for i, (metric, day, _) in enumerate(sorted(readings(count), key=lambda reading: reading[1])):
        hour = i % 20
        months.setdefault(f"{day:%Y-%m}", []).append(f"inc {day:%Y%m%d}T{hour:02}0000Z - {day:%Y%m%d}T{hour:02}3000Z # m{metric:03}\n")
    for month, lines in months.items():
        pathlib.Path(data, month + ".data").write_text("".join(lines), encoding="utf-8")
    return [shutil.which("env"), f"TIMEWARRIORDB={folder}", "timew", "summary", ":all"]


def with_readings(runner, okr, toml_only, folder, count, runs):
    root = os.path.join(folder, f"okr-{count}")
    generate.with_readings(root, count)
    board = [okr, "-C", root, "--as-of", DAY, "kpi"]
    here = lambda name, command: report(f"okr kpi, {count:>7} readings / {name}", bench.pair(runner, board, command, runs))
    here("toml++ alone", [toml_only, *bench.toml_files(root)])
    book = os.path.join(folder, f"{count}.journal")
    journal(book, count)
    if shutil.which("hledger"):
        here("hledger balance", [shutil.which("hledger"), "-f", book, "balance"])
    if shutil.which("ledger"):
        here("ledger balance", [shutil.which("ledger"), "-f", book, "balance"])
    if shutil.which("task") and count <= TASKS:
        task = os.path.join(folder, f"task-{count}")
        os.makedirs(task)
        here("task summary", tasks(task, count))
    if shutil.which("timew"):
        here("timew summary", intervals(os.path.join(folder, f"timew-{count}"), count))


def main():
    parser = argparse.ArgumentParser()
    for name in ("runner", "okr", "toml_only", "examples"):
        parser.add_argument(name)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for name in ("hledger", "ledger", "task", "timew", "strace"):
        if not shutil.which(name):
            print(f"{name} is not installed: left out")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as installed:
        for name in ("okr", "toml_only"):
            setattr(options, name, bench.as_installed(installed, getattr(options, name)))
        small_programs(options.runner, options.okr, options.toml_only, options.examples, folder, 9 * options.runs)
        for count in SIZES:
            if count <= options.most:
                with_readings(options.runner, options.okr, options.toml_only, folder, count, options.runs)


if __name__ == "__main__":
    main()
