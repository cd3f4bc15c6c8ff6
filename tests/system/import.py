# SPDX-License-Identifier: MIT
"""An import of 100 000 rows as a person sees it: progress on a terminal's stderr, none in a pipe, and the result.

usage: import.py OKR
Ends with 77 where python3-pexpect is not installed.
"""

import datetime
import os
import re
import subprocess
import sys
import tempfile

try:
    import pexpect
except ImportError:
    print("import.py: python3-pexpect is not installed; skipped")
    sys.exit(77)

ROWS = 100_000
LAST = datetime.date(2026, 8, 16)
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "OKR_TODAY": "2026-08-17",
               "OKR_SOURCE": "ana-x1", "TERM": "xterm"}
WORDS = ["import", "steps.csv", "--kpi", "steps", "--date", "day", "--value", "n"]


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def workspace(folder):
    os.mkdir(os.path.join(folder, "kpi"))
    write(folder, "okr.toml", "format = 1\n")
    write(folder, "kpi/steps.toml", 'title = "Steps"\nevery = "month"\naggregate = "sum"\n\n[readings]\n')
    days = (LAST - datetime.timedelta(days=i) for i in range(ROWS))  # the newest first, as banks write them
    write(folder, "steps.csv", "day,n\n" + "".join(f"{day},{day.toordinal() % 9973}\n" for day in days))


def in_terminal(okr, folder, words, stdout=None):
    """What the person sees; with `stdout` only what stderr shows, the results go to that file."""
    if stdout:
        words = ["-c", 'exec "$0" "$@" > ' + stdout, okr, *words]
        okr = "/bin/sh"
    child = pexpect.spawn(okr, words, cwd=folder, env=ENVIRONMENT, dimensions=(24, 80), timeout=300, encoding="utf-8")
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before


def last_line_shown(text):
    """A terminal's last line after what was written over."""
    line = ""
    for part in text.split("\n")[-1].split("\r"):
        line = part + line[len(part):]
    return line.strip()


def main():
    okr = os.path.abspath(sys.argv[1])
    failures = []

    def check(right, what, seen=""):
        if not right:
            failures.append(f"{what}\n{seen[-2000:]!r}")

    with tempfile.TemporaryDirectory() as folder:
        workspace(folder)
        before = open(os.path.join(folder, "kpi/steps.toml"), encoding="utf-8").read()

        code, seen = in_terminal(okr, folder, [*WORDS, "-n", "--no-pager"], stdout="diff.txt")
        shares = [int(found) for found in re.findall(r"\rsteps\.csv: (\d+) %, \d+ rows", seen)]
        check(code == 0, f"the dry run ended with {code}", seen)
        check(len(shares) == ROWS // 10_000 and shares == sorted(shares), f"progress was {shares}", seen)
        check(shares and shares[-1] == 100 and shares[0] < 50, f"progress was {shares}", seen)
        diff = open(os.path.join(folder, "diff.txt"), encoding="utf-8").read()
        check(diff.count("\n+") == ROWS + 1 and "\r" not in diff, "the dry run is no diff of all rows", diff)

        code, seen = in_terminal(okr, folder, WORDS, stdout="said.txt")
        check(code == 0, f"the import ended with {code}", seen)
        check(f"\rkpi/steps.toml: {ROWS} readings" in seen, "nothing was said of the writing", seen)
        check(last_line_shown(seen) == "", "the progress line stayed", seen)
        said = open(os.path.join(folder, "said.txt"), encoding="utf-8").read()
        check(f"  steps  {ROWS} new  {LAST - datetime.timedelta(days=ROWS - 1)} to {LAST}\nWrote kpi/steps.toml\n" == said, "what was said", said)
        after = open(os.path.join(folder, "kpi/steps.toml"), encoding="utf-8").read()
        lines = after[len(before):].splitlines()
        check(after.startswith(before) and len(lines) == ROWS and lines == sorted(lines), "the file", after)

        code, seen = in_terminal(okr, folder, [*WORDS, "-q"], stdout="said.txt")
        check(code == 0 and seen == "", "with -q something was said", seen)

        done = subprocess.run([okr, *WORDS], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
        check(done.returncode == 0 and done.stderr == "", "in a pipe something was said", done.stderr)
        check(done.stdout == f"  steps  {ROWS} unchanged\n", "again is not unchanged", done.stdout)
        check(open(os.path.join(folder, "kpi/steps.toml"), encoding="utf-8").read() == after, "again changed the file")

    if failures:
        sys.exit("import.py: " + "\n".join(failures))
    print(f"an import of {ROWS} rows: progress on a terminal, none elsewhere")


main()
