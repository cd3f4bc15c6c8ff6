# SPDX-License-Identifier: MIT
"""A company in one repository: what the report of one team and the score of all teams take, in seconds and in memory, beside
the parser alone on all files; for a tenth of it too, so that one sees how both grow.

usage: company.py RUNNER OKR TOML_ONLY [--people N]
"""

import argparse
import os
import tempfile

import bench
import generate

DAY = "2026-09-21"
REPORTS = {
    "status --team of one": ["status", "--team", "team-0007"],
    "status --owner of one": ["status", "--owner", "person-7-3"],
    "score --by team": ["score", "--by", "team"],
    "check": ["check"],
    "prompt": ["prompt"],
}


def measure(runner, name, command):
    taken = sorted(bench.run(runner, command) for _ in range(3))
    cpu, wall, peak = taken[1]
    print(f"  {name:<24} {wall:7.2f} s, of processors {cpu:7.2f} s, peak {peak / 1024:7.0f} MiB", flush=True)


def company(options, people):
    with tempfile.TemporaryDirectory() as root:
        generate.company(root, people)
        files = bench.toml_files(root)
        size = sum(os.path.getsize(file) for file in files)
        print(f"{people} people: {len(files)} files, {size / 1e6:.0f} MB", flush=True)
        # More files than a command line takes.
        per_run = 2000
        parts = [[options.toml_only, *files[i:i + per_run]] for i in range(0, len(files), per_run)]
        cpu, wall, peak = bench.run_all(options.runner, parts)
        print(f"  {'toml++ alone':<24} {wall:7.2f} s, of processors {cpu:7.2f} s, peak {peak / 1024:7.0f} MiB", flush=True)
        for name, words in REPORTS.items():
            measure(options.runner, name, [options.okr, "-C", root, "--as-of", DAY, *words])


def main():
    parser = argparse.ArgumentParser()
    for name in ("runner", "okr", "toml_only"):
        parser.add_argument(name)
    parser.add_argument("--people", type=int, default=10_000)
    options = parser.parse_args()
    company(options, options.people // 10)
    company(options, options.people)


if __name__ == "__main__":
    main()
