# SPDX-License-Identifier: MIT
"""Every map of okr import, with a sheet as that tool writes it: what comes into an empty workspace is what the sheet says,
okr check finds no error, the scores are those of the values, the same sheet again changes nothing, and a newer one adds
values only.

usage: sheets.py OKR DATA
"""

import json
import os
import subprocess
import sys
import tempfile

ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "OKR_TODAY": "2026-08-17",
               "OKR_ME": "ana", "OKR_SOURCE": "ana-x1"}

# map, file, more words, what is new, some scores and progresses, the changes of a newer sheet, how many values it adds
SHEETS = [
    ("spreadsheet", "spreadsheet.csv", ["--thousands", ","], "2 cycles, 4 objectives, 6 key results, 5 values",
     {"wachstum-in-koln-und.weekly-active-users": (4350 - 1200) / 10800,
      "support-answers-while-it.median-first-answer": 17 / 36,
      "revenue-pays-for-the.new-contracts": 350 / 1200},
     [("4,350", "5,000"), ("2026-08-14", "2026-08-21"), ("$350k", "$0.4M")], 5),
    ("columns", "columns.csv", [], "1 cycle, 3 objectives, 6 key results, 6 values",
     {"kunden-bleiben-gern.churn-report-is-read": 0.75,
      "the-app-starts-at-once.cold-start-is-measured": 1.0},
     [("75%", "80%"), ("2026-08-14", "2026-08-21")], 6),
    ("viva", "viva.csv", [], "1 cycle, 2 objectives, 4 key results, 4 values",
     {"grow-where-we-are-loved.net-promoter-score": 0.5, "releases-are-boring.rolled-back-releases": 3 / 7,
      "releases-are-boring.runbooks-are-reviewed": 0.6},
     [("4,350", "4,900"), ("60%", "65%")], 2),
    ("peoplebox", "peoplebox.csv", [], "1 cycle, 2 objectives, 4 key results, 4 values",
     {"people-find-us.visits-from-search": 11500 / 40000, "people-find-us.press-kit-in-french": 0.0,
      "sponsors-pay-for-the.sponsors-pay-for-the": 0.375},
     [("31,500", "33,000"), (",no,", ",yes,")], 2),
    ("betterworks", "betterworks.csv", [], "1 cycle, 2 objectives, 4 key results, 3 values",
     {"ship-the-new-editor.beta-with-ten-customers": 0.7, "sleep-at-night.alerts-have-an-owner": 1.0},
     [(",70,", ",75,")], 1),
    ("culture-amp", "culture-amp.csv", ["--cycle", "2026-Q3"], "1 cycle, 3 objectives, 5 key results, 5 values",
     {"learn-to-lead-reviews.four-reviews-led": 0.35, "know-the-customers.notes-are-shared": 0.07},
     [("0.35", "0.5")], 1),
    ("lattice", "lattice.json", [], "1 cycle, 2 objectives, 3 key results, 3 values",
     {"customers-renew-without.renewal-rate": 3.5 / 11,
      "read-one-book-a-month.read-one-book-a-month": 1 / 3},
     [('"currentAmount": 84.5', '"currentAmount": 86')], 1),
    ("tability", "tability.json", ["--cycle", "2026-Q3"], "1 cycle, 2 objectives, 3 key results, 2 values",
     {"the-trial-convinces.trials-that-pay": 2.5 / 8, "the-trial-convinces.days-to-first-aha": 3 / 7},
     [("2026-08-12", "2026-08-19"), ('"score": 14.5', '"score": 15')], 2),
    ("asana", "asana.json", [], "1 cycle, 3 objectives, 3 key results, 3 values",
     {"grow-web-traffic.grow-web-traffic": 0.35, "costs-stay-where-they.costs-stay-where-they": 1499.5 / 7000},
     [("22100", "23000")], 1),
    ("quantive", "quantive.csv",
     ["--encoding", "windows-1252", "--decimal", ",", "--thousands", ".", "--date-format", "%d.%m.%Y"],
     "1 cycle, 2 objectives, 3 key results, 3 values",
     {"weniger-ausfalle.minuten-ohne-dienst": (1240 - 910.5) / 940, "mehr-auftrage.auftragseingang": 410000.75 / 1250000},
     [("14.08.2026", "21.08.2026"), ("910,5", "800")], 3),
    ("perdoo", "perdoo.csv", [], "1 cycle, 2 objectives, 3 key results, 3 values",
     {"partners-sell-for-us.partners-with-a-deal": 4 / 13, "partners-sell-for-us.partner-portal-is-live": 1.0,
      "onboarding-sits-in-a.checklist-done": 0.62},
     [("2026-08-13", "2026-08-20"), (",62,", ",70,")], 2),
]


def run(okr, folder, words, today="2026-08-17"):
    # What can be undone is remembered beside the workspace: a home that is not there is not made.
    environment = {**ENVIRONMENT, "OKR_TODAY": today, "XDG_STATE_HOME": os.path.join(folder, ".state")}
    done = subprocess.run([okr, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def definitions(folder):
    """Every file but the check-ins."""
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            if os.sep + "checkins" + os.sep not in path and path.endswith(".toml"):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def progress_of(okr, folder):
    _, out, err = run(okr, folder, ["score", "2026-Q3", "--json"])
    found = {}

    def look(value):
        if isinstance(value, dict):
            if "progress" in value and "." in str(value.get("id", "")):
                found[value["id"]] = value["progress"]
            for child in value.values():
                look(child)
        elif isinstance(value, list):
            for child in value:
                look(child)

    look(json.loads(out) if out else {})
    return found, err


def main():
    okr, data = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    failures = []
    code, out, _ = run(okr, "/", ["import", "--show-map"])
    names = {line.split()[0] for line in out.split("\n\n")[0].splitlines()}
    if code != 0 or names != {sheet[0] for sheet in SHEETS}:
        failures.append(f"--show-map lists {sorted(names)}, and the tests know {sorted(s[0] for s in SHEETS)}")

    for name, file, words, new, progress, newer, added in SHEETS:
        def check(right, what, seen=""):
            if not right:
                failures.append(f"{name}: {what}\n{seen[-3000:]}")

        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "okr.toml"), "w", encoding="utf-8") as settings:
                settings.write("format = 1\n")
            with open(os.path.join(data, file), "rb") as sheet:
                text = sheet.read()
            path = os.path.join(folder, file)
            with open(path, "wb") as sheet:
                sheet.write(text)
            line = ["import", file, "--map", name, *words]

            before = definitions(folder)
            code, out, err = run(okr, folder, [*line, "-n"])
            check(code == 0 and "+++ b/2026-Q3/cycle.toml" in out, f"the dry run ended with {code}", out + err)
            check(definitions(folder) == before, "the dry run wrote")
            code, out, err = run(okr, folder, line)
            check(code == 0, f"ended with {code}", out + err)
            check(f"new  {new}\n" in out, f"is not {new}", out + err)
            code, out, err = run(okr, folder, ["check", "--json"])
            check(code == 0, f"okr check ended with {code}", out + err)
            seen, err = progress_of(okr, folder)
            for record, expected in progress.items():
                value = seen.get(record)
                check(value is not None and abs(value - expected) < 1e-9, f"{record} is {value}, not {expected}",
                      json.dumps(seen, indent=1) + err)

            for day in ("2026-08-17", "2026-08-24"):
                code, out, err = run(okr, folder, line, day)
                check(code == 0 and out.startswith("Unchanged: "), f"again on {day} ended with {code}", out + err)

            for old, fresh in newer:
                raw_old, raw_fresh = (part.encode("windows-1252" if name == "quantive" else "utf-8")
                                      for part in (old, fresh))
                check(raw_old in text, f"the sheet has no {old}")
                text = text.replace(raw_old, raw_fresh)
            with open(path, "wb") as sheet:
                sheet.write(text)
            before = definitions(folder)
            code, out, err = run(okr, folder, line, "2026-08-24")
            counted = "1 value" if added == 1 else f"{added} values"
            check(code == 0 and f"new        {counted}\n" in out, f"a newer one adds no {counted}", out + err)
            check(definitions(folder) == before, "a newer one changed more than values")
            code, out, err = run(okr, folder, ["undo"], "2026-08-24")
            check(code == 0, f"okr undo ended with {code}", out + err)

    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
