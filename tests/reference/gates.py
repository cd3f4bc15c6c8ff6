# SPDX-License-Identifier: MIT
"""A gate, the words of the JSON and the table say one thing: which answers to ask for, and what must hold of them."""

import re

OF_SCORE = {"at-risk": {"at_risk"}, "behind": {"behind", "no_data", "at_risk"}, "stale": {"stale"}, "missed": None}
OF_KPIS = {"red": ("status", {"red"}), "signal": ("signal", {"concern", "change"}), "stale": ("freshness", {"stale"})}


def of_cycle(root, day, cycle):
    return [(root, day, "score", cycle, "--fail-on", what, "--format", "tsv") for what in OF_SCORE]


def of_kpis(root, day):
    return [(root, day, "kpi", "--fail-on", what, "--format", "tsv") for what in OF_KPIS]


def records(status):
    """(id, record, counts) of every objective and key result; what weighs nothing or is out need not count."""
    for objective in status["objectives"]:
        stands = objective["state"] in ("active", "done")
        yield objective["id"], objective, stands
        for kr in objective["key_results"]:
            yield kr["id"], kr, stands and kr["state"] in ("active", "done") and kr["weight"] > 0


def named(stderr):
    """The ids that a missed gate names."""
    line = next((line for line in stderr.splitlines() if "gate missed" in line), "")
    return re.findall(r"[a-z0-9-]+\.[a-z0-9-]+", line)


def check_cycle(report, where, status, answers):
    for what, (code, _, stderr) in zip(OF_SCORE, answers):
        if code not in (0, 1):
            continue
        words = OF_SCORE[what]
        if what == "missed":
            counted = [objective for objective in status["objectives"] if objective["state"] in ("active", "done")]
            expected = any(objective["verdict"] == "missed" or objective["cannot_end_met"] for objective in counted)
            report.value(where, f"--fail-on {what}", int(expected), code, "status --json")
            continue
        if status["cycle"]["ended"] and what != "stale":
            is_draft = status["cycle"]["state"] == "draft"  # it binds nobody
            if any(o["verdict"] == "missed" for o in status["objectives"]) and what == "at-risk" and not is_draft:
                report.value(where, "--fail-on at-risk of what ended missed", 1, code, "method 0, 39")
            continue
        key = "freshness" if what == "stale" else "status"
        hit = [(name, counts and (key == "status" or "." in name)) for name, record, counts in records(status)
               if record[key] in words]
        if any(counts for _, counts in hit):
            report.value(where, f"--fail-on {what}", 1, code, "status --json")
        elif not hit:
            report.value(where, f"--fail-on {what}", 0, code, "status --json")
        for name in named(stderr):
            report.value(f"{where} {name}", f"named by --fail-on {what}", True, name in dict(hit), "status --json")


def check_kpis(report, where, kpis, answers):
    for (what, (key, words)), (code, _, _) in zip(OF_KPIS.items(), answers):
        found = {kpi[key] for kpi in kpis["kpis"]}
        if code in (0, 1) and (found & words or "improvement" not in found):  # whether an improvement fails is not said
            report.value(where, f"--fail-on {what}", int(bool(found & words)), code, "kpi --json")


def check_total(report, where, score, answer):
    """`score --total` prints the number that `score --json` shows."""
    shown = score["cycle"]["score_shown"]
    if answer[0] == 0 and shown is not None:
        number = f"{shown:.2f}" if score["scale"] == 1 else str(round(100 * shown))
        report.value(where, "--total", number, answer[1].strip(), "score --json")


def check_words(report, where, status, answer):
    """The word of the plain board and of its tsv."""
    if status["cycle"]["ended"]:
        return  # the word is the verdict
    words = {name: record["status"].replace("_", " ") for name, record, _ in records(status)}
    known = {name: "n/a" if word == "not available" else word for name, word in words.items()}
    for block in answer[1].split("\n\n"):
        name = re.match(r"\s*(?:objective|key result): (\S+)", block)
        word = re.search(r"^status: (.*)$", block, re.M)
        if name and word and name[1] in known:
            said = re.split(r",| \(|;", word[1])[0].strip()
            report.value(f"{where} {name[1]}", "word", known[name[1]], said, "status --json")


