#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `okr export` writes for other programs, read by strict readers of their forms: metrics by promtool and by the
OpenMetrics parser of prometheus_client, calendars by icalendar, badges as JSON and XML.
Usage: export_formats.py OKR EXAMPLES. Ends with 77 (skipped) where one of the readers is not installed."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

try:
    import icalendar
    from prometheus_client.openmetrics.parser import text_string_to_metric_families
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
if not shutil.which("promtool"):
    print("skipped: promtool is not installed")
    sys.exit(77)

DAY = "2026-08-17"
DAY_SECONDS = 86400
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def export(workspace, *words, day=DAY):
    done = subprocess.run([OKR, "-C", workspace, "export", *words], capture_output=True,
                          env={**os.environ, "OKR_TODAY": day, "OKR_CHARSET": "utf-8"})
    check(done.returncode == 0, f"{workspace} {words}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


# --- metrics ---------------------------------------------------------------------------------------------------------

def samples_of(text, where):
    try:
        families = list(text_string_to_metric_families(text))
    except ValueError as fault:
        check(False, f"{where}: {fault}")
        return {}
    return {(sample.name, tuple(sorted(sample.labels.items())),
             None if sample.timestamp is None else float(sample.timestamp)): sample.value
            for family in families for sample in family.samples}


def check_metrics(workspace):
    for words in ([], ["--all"], ["--no-timestamps"]):
        where = f"{workspace} openmetrics {words}"
        text = export(workspace, "openmetrics", *words)
        said = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
        check(said.returncode == 0 and not said.stdout and not said.stderr, f"{where}: {said.stderr.decode()}")
        samples = samples_of(text.decode(), where)
        check(samples, f"{where}: no sample")
        for name, labels, stamp in samples:
            check("title" not in dict(labels) or name.endswith("_info"), f"{where}: {name} has a title")
            check((stamp is None) == ("--no-timestamps" in words), f"{where}: {name} at {stamp}")
            check(stamp is None or stamp % DAY_SECONDS == 0, f"{where}: {name} at {stamp}")
    check_past(workspace)
    report = json.loads(subprocess.run([OKR, "-C", workspace, "score", "--json"], capture_output=True,
                                       env={**os.environ, "OKR_TODAY": DAY}).stdout)
    now = samples_of(export(workspace, "openmetrics", "--no-timestamps").decode(), workspace)
    scores = {dict(labels)["key_result"]: value for (name, labels, _), value in now.items()
              if name == "okr_key_result_score_ratio" and dict(labels)["cycle"] == report["cycle"]["id"]}
    for objective in report["objectives"]:
        for one in objective["key_results"]:
            if one["score"] is not None:
                check(abs(scores.get(one["id"], -1) - one["score"]) < 1e-12, f"{workspace} {one['id']}: {scores}")


def check_past(workspace):
    """A database takes all of it: no sample is without a day, none comes before an earlier one of its series."""
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "past.om")
        with open(name, "wb") as file:
            file.write(export(workspace, "openmetrics", "--all"))
        done = subprocess.run(["promtool", "tsdb", "create-blocks-from", "openmetrics", name,
                               os.path.join(folder, "data")], capture_output=True, text=True)
        check(done.returncode == 0, f"{workspace}: promtool takes no past: {done.stderr}")


# --- calendars -------------------------------------------------------------------------------------------------------

def events_of(text, where):
    check(text.count(b"\n") == text.count(b"\r\n"), f"{where}: a line ends with LF alone")
    check(all(len(line) <= 75 for line in text.split(b"\r\n")), f"{where}: a line is longer than 75 bytes")
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except ValueError as fault:
        check(False, f"{where}: {fault}")
        return {}
    events = calendar.walk("VEVENT")
    for event in events:
        check(not event.errors, f"{where}: {event.errors}")
        for needed in ("UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"):
            check(needed in event, f"{where}: an event without {needed}")
    uids = {str(event["UID"]): event for event in events}
    check(len(uids) == len(events), f"{where}: a UID occurs twice")
    return uids


def check_calendar(workspace):
    for words in ([], ["--all"]):
        events = events_of(export(workspace, "ics", *words), f"{workspace} ics {words}")
        check(any(uid.startswith("end-") for uid in events), f"{workspace}: no last day of a cycle")


def check_next_day(workspace):
    """The first check-in of a cycle is the day that its board calls the next, where nothing waits already; how many were."""
    compared = 0
    for uid, event in events_of(export(workspace, "ics"), f"{workspace} ics").items():
        first = event["DTSTART"].dt
        if not uid.startswith("checkin-") or str(first) <= DAY:
            continue
        cycle = uid.removeprefix("checkin-").split("@")[0]
        board = subprocess.run([OKR, "-C", workspace, "status", cycle], capture_output=True, text=True,
                               env={**os.environ, "OKR_TODAY": DAY}).stdout
        said = re.search(r"next (\w{3} \d+ \w{3})\.", " ".join(board.split()))
        day = f"{first:%a} {first.day} {first:%b}"
        check(said and said[1] == day, f"{workspace}: {cycle}: the board says {said and said[1]}, the calendar {day}")
        compared += 1
    return compared


def check_changes(workspace):
    """A day that moves keeps its UID and gets a later stamp; a text of any letters survives."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "copy")
        shutil.copytree(workspace, copy)
        before = events_of(export(copy, "ics"), "before")
        for words in (["fit.doctor.due=2026-09-04", "--why", "the practice is closed in August"],
                      ["fit.doctor.title=Übung; Arzt, \\Befund " + "ßü" * 60]):
            done = subprocess.run([OKR, "-C", copy, "set", *words], capture_output=True, text=True,
                                  env={**os.environ, "OKR_TODAY": DAY})
            check(done.returncode == 0, f"okr set {words}: {done.stderr}")
        after = events_of(export(copy, "ics", day="2026-08-18"), "after")
        titles = {dict(labels).get("title") for _, labels, _ in
                  samples_of(export(copy, "openmetrics", day="2026-08-18").decode(), "after")}
        check("Übung; Arzt, \\Befund " + "ßü" * 60 in titles, f"no such title: {titles}")
        uid = next(uid for uid in before if "fit.doctor" in uid)
        check(uid in after, f"{uid} is gone")
        check(str(after[uid]["DTSTART"].dt) == "2026-09-04", f"{uid}: {after[uid]['DTSTART'].dt}")
        check(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"], "the sequence did not grow")
        check(after[uid]["DTSTAMP"].dt > before[uid]["DTSTAMP"].dt, "the stamp is no later one")
        check("Übung; Arzt, \\Befund " + "ßü" * 60 in str(after[uid]["SUMMARY"]), after[uid]["SUMMARY"])


# --- badges ----------------------------------------------------------------------------------------------------------

def check_badge(workspace):
    badge = json.loads(export(workspace, "badge"))
    check(list(badge) == ["schemaVersion", "label", "message", "color", "isError"], f"{workspace}: {list(badge)}")
    check(badge["schemaVersion"] == 1 and badge["message"], f"{workspace}: {badge}")
    picture = xml.etree.ElementTree.fromstring(export(workspace, "badge", "--svg"))
    title = picture.find("{http://www.w3.org/2000/svg}title")
    check(picture.get("role") == "img" and title is not None, f"{workspace}: the picture has no title")
    check(title.text == f"{badge['label']}: {badge['message']}", f"{workspace}: {title.text}")


def main():
    global OKR
    OKR = os.path.abspath(sys.argv[1])
    workspaces = sorted(glob.glob(os.path.join(sys.argv[2], "*", "okr.toml")))
    check(len(workspaces) > 5, "no examples")
    check(sum(check_next_day(os.path.dirname(name)) for name in workspaces) >= 5, "hardly a day was compared")
    for name in workspaces:
        workspace = os.path.dirname(name)
        check_metrics(workspace)
        check_calendar(workspace)
        check_badge(workspace)
    check_changes(os.path.join(sys.argv[2], "personal"))
    for failure in failures[:40]:
        print(failure)
    print(f"{len(workspaces)} workspaces, {len(failures)} failures")
    sys.exit(1 if failures else 0)


main()
