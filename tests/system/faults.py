#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A fault at every system call that touches a file, of every command that writes and of every report (strace injects them).

After each: every file is byte for byte the old or the new one, several files of one command are all old or all new, or okr
says so and `okr undo` takes them back and `okr undo --finish` writes the rest; no temporary file is left by the next writer;
exit code and message tell the truth. A report is complete, or exits 3 or 4.

usage: faults.py OKR [--all] [--only WORDS] [--jobs N]. Without --all a sample that is the same each time. Skipped (77) where
there is no strace, or it may not trace. The table at the end counts runs, and those that went wrong, a command and a fault.
"""

import argparse
import collections
import concurrent.futures
import dataclasses
import os
import pathlib
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import fault_scenarios

# After this call of the C library everything is okr's own; before it the loader works.
FIRST = '"/etc/localtime"'

PATIENCE_SECONDS = 120  # of a machine that has much else to do

SPACE = ("ENOSPC", "EDQUOT")
NAMES = ("EIO", "EACCES", "EINTR", *SPACE, "KILL")
FAULTS = {
    "openat": ("EIO", "EACCES", "EMFILE", "EINTR", "KILL"), "openat2": ("EIO", "EACCES", "EMFILE", "EINTR", "ENOSYS", "KILL"),
    "read": ("EIO", "EINTR", "KILL"), "pread64": ("EIO", "EINTR", "KILL"),
    "write": ("EIO", "EINTR", *SPACE, "SHORT", "KILL"), "pwrite64": ("EIO", "EINTR", *SPACE, "SHORT", "KILL"),
    "fsync": ("EIO", "EINTR", *SPACE, "KILL"), "fdatasync": ("EIO", "EINTR", *SPACE, "KILL"),
    "close": ("EIO", "EINTR", *SPACE, "KILL"),
    "rename": NAMES, "renameat": NAMES, "renameat2": NAMES, "link": NAMES, "linkat": NAMES, "unlink": NAMES,
    "unlinkat": NAMES, "mkdir": NAMES, "mkdirat": NAMES, "rmdir": NAMES, "ftruncate": NAMES,
    "fchmod": ("EIO", "EACCES", "KILL"), "fchown": ("EIO", "EACCES", "KILL"), "chmod": ("EIO", "EACCES", "KILL"),
    "fchmodat": ("EIO", "EACCES", "KILL"),
    "flock": ("EIO", "EINTR", "ENOLCK", "ENOSYS", "KILL"),
    "getdents64": ("EIO", "EINTR", "KILL"),  # permission was asked for where the folder was opened
    "fstat": ("EIO", "KILL"), "newfstatat": ("EIO", "EACCES", "KILL"), "lstat": ("EIO", "EACCES", "KILL"),
    "stat": ("EIO", "EACCES", "KILL"), "statx": ("EIO", "EACCES", "KILL"),
    "access": ("EIO", "EACCES", "KILL"), "faccessat2": ("EIO", "EACCES", "KILL"),
    "readlink": ("EIO", "EACCES", "KILL"), "pipe2": ("EMFILE",),
}
CREATING = ("ENOSPC", "EDQUOT")
TEMPORARY = re.compile(r"\.okr-.*\.tmp$")


@dataclasses.dataclass(frozen=True)
class Call:
    name: str
    number: int  # of the calls of that name, from the program's first on
    text: str

    def faults(self, writing):
        wanted = FAULTS[self.name]
        if self.name == "openat" and "O_CREAT" in self.text:
            wanted += CREATING
        if self.name == "write" and re.match(r"write\(\d+<pipe:", self.text):  # our own stdout is one, too
            ours = re.match(r"write\([12]<", self.text)
            wanted = tuple(fault for fault in wanted if fault in ("EINTR", "KILL") or (ours and fault != "EDQUOT"))
        if "AT_EMPTY_PATH" in self.text:  # of what is open nobody is refused a look
            wanted = tuple(fault for fault in wanted if fault != "EACCES")
        return [fault for fault in wanted if writing or fault != "KILL"]


@dataclasses.dataclass
class Outcome:
    code: int
    output: str
    errors: str
    state: dict

    @property
    def killed(self):
        return self.code in (-9, 137)


class Place:
    """A folder of one name and length for each worker, so that what names it wraps alike."""

    def __init__(self, root, number):
        self.path = pathlib.Path(root) / f"place{number}"

    def fresh(self, template):
        shutil.rmtree(self.path, ignore_errors=True)
        shutil.copytree(template, self.path, symlinks=True)

    def state(self):
        """Every file but git's own, okr's memory of past writes, and temporary ones."""
        found = {}
        for folder, folders, files in os.walk(self.path):
            folders[:] = [name for name in folders if name not in (".git", "home")]
            for name in files:
                path = pathlib.Path(folder) / name
                if not TEMPORARY.search(name) and name != ".okr-unfinished":
                    found[str(path.relative_to(self.path))] = path.read_bytes()
        for hook in self.path.glob("goals/.git/hooks/pre-commit"):
            found[str(hook.relative_to(self.path))] = hook.read_bytes()
        return found

    def left_over(self):
        return sorted(str(path.relative_to(self.path)) for path in self.path.rglob(".okr-*")
                      if TEMPORARY.search(path.name) or path.name == ".okr-unfinished")


class Subject:
    """A scenario, what it does undisturbed, and the calls that it makes then."""

    def __init__(self, scenario, writing, okr, root, place):
        self.scenario, self.writing, self.okr = scenario, writing, okr
        # An undo of a write needs its journal, which bears the folder's name: prepared where it is used.
        self.template = pathlib.Path(tempfile.mkdtemp(dir=root))
        self.place_made_for = {}
        self.prepare(place)
        place.fresh(self.template_of(place))
        self.old = place.state()
        log = pathlib.Path(root) / f"log-{self.template.name}"
        self.reference = self.run(place, ("strace", "-y", "-o", str(log), "-s", "0"))
        self.calls = calls_of(log.read_text())
        self.new = self.reference.state
        log.unlink()

    def prepare(self, place):
        shutil.rmtree(place.path, ignore_errors=True)
        place.path.mkdir()
        fault_scenarios.prepare(place.path, self.scenario, self.okr)
        template = self.template / place.path.name
        shutil.copytree(place.path, template, symlinks=True)
        self.place_made_for[place.path.name] = template

    def template_of(self, place):
        if place.path.name not in self.place_made_for:
            self.prepare(place)
        return self.place_made_for[place.path.name]

    def run(self, place, before=(), words=None):
        environment = fault_scenarios.environment_of(place.path, self.scenario)
        folder = place.path / self.scenario.folder
        process = subprocess.Popen([*before, str(self.okr), *(self.scenario.words if words is None else words)], cwd=folder,
                                   env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   start_new_session=True)
        try:
            output, errors = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # who goes on would write into the next run's folder
            process.communicate()
            return Outcome(-1, "", "it does not end", place.state())
        hide = lambda text: text.decode(errors="replace").replace(str(place.path), "PLACE")
        return Outcome(process.returncode, hide(output), hide(errors), place.state())

    def runs(self):
        return [(self, call, fault) for call in self.calls for fault in call.faults(self.writing)]


def calls_of(log):
    counts, calls, begun = collections.Counter(), [], False
    for line in log.splitlines():
        name = line.split("(", 1)[0]
        counts[name] += 1
        begun = begun or FIRST in line
        # A pipe that an injected error keeps open has a reader who waits: no kernel does that.
        if begun and name in FAULTS and not re.match(r"close\(\d+<pipe:", line):
            calls.append(Call(name, counts[name], line))
    return calls


def injection(call, fault):
    if fault == "KILL":
        what = "error=EIO:signal=SIGKILL"  # it never takes effect; the next call's run is the one where it did
    elif fault == "SHORT":
        what = "retval=1"  # one byte is said to be written: the rest has to follow
    else:
        what = f"error={fault}"
    return ("strace", "-o", "/dev/null", "-e", f"trace={call.name}", "-e", f"inject={call.name}:{what}:when={call.number}")


# --- what has to hold ---------------------------------------------------------------------------------------------------


def without_first(text):
    return text[1:]


def same(state, wanted, shortened=False):
    """Whether all files are as wanted; where a write was cut short by a lie, each may lack that one byte."""
    if set(state) != set(wanted):
        return False
    return all(text == wanted[name] or (shortened and text == without_first(wanted[name])) for name, text in state.items())


def wrong_report(subject, done, fault):
    told = done.output == subject.reference.output or \
        (fault == "SHORT" and done.output == without_first(subject.reference.output))
    if done.code in (3, 4):
        return None if done.errors or done.code == 3 else "exits 4 and says nothing"
    if subject.scenario.command == "prompt" and done.code == 0 and "?" in done.output:
        return None  # it never fails: this says that the count may be short
    if subject.scenario.command == "check" and done.code == 1 and "E003" in done.output + done.errors:
        return None  # what cannot be read is what it finds
    if done.code != subject.reference.code:
        return f"exit {done.code}, undisturbed {subject.reference.code}"
    return None if told else f"exit {done.code} with another answer"


def says_nothing_written(errors):
    return re.search(r"nothing was (written|changed|read or written)", errors) is not None


def wrong_words(subject, done, is_old, is_new):
    """Whether exit code and message are true of the files."""
    if done.code == 0:
        return None if is_new else "exit 0, but not everything is written"
    if done.code not in (3, 4) and done.code != subject.reference.code:
        return f"exit {done.code}"
    if done.code != subject.reference.code and not done.errors:
        return f"exit {done.code} and says nothing"
    if says_nothing_written(done.errors) and not is_old:
        return "says that nothing was written, but something was"
    if is_new and not is_old and not subject.scenario.is_silent and \
            not re.search(r"written|Wrote|committed|Removed", done.errors + done.output):
        return "all is written, but it does not say so"
    return None


def copied(place):
    """The place as it is now, to try more than one way on from it."""
    kept = place.path.with_name(place.path.name + "-kept")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(place.path, kept, symlinks=True)
    return kept


def wrong_way_on(subject, place, done):
    """Half of it is written: the next okr offers to finish or to take back, and both lead there."""
    if not done.killed and not re.search(r"could not be put back|okr undo", done.errors):
        return "half is written, and it does not say which"
    if subject.scenario.again:
        return None  # said once more it finishes, which is asked below
    kept = copied(place)
    offered = subject.run(place, words=("status",))
    if "okr undo" not in offered.errors:
        return "half is written, and the next okr does not offer a way on"
    for words, wanted in ((("undo",), subject.old), (("undo", "--finish"), subject.new)):
        place.fresh(kept)
        way = subject.run(place, words=words)
        if way.code != 0 or not same(way.state, wanted):
            return f"half is written, and okr {' '.join(words)} exits {way.code}: {way.errors.strip()}"
        if place.left_over():
            return f"okr {' '.join(words)} leaves {place.left_over()}"
    return None


def wrong_afterwards(subject, place):
    """The next writer works, and leaves nothing temporary behind."""
    again = subject.scenario.again
    before = place.state()
    done = subject.run(place, words=None if again else ("record", "tea=4"))
    if again and subject.scenario.command == "init" and done.code == 2 and same(before, subject.new):
        done.code = 0  # all of it is there already
    if done.code != 0:
        return f"the next writer exits {done.code}: {done.errors.strip()}"
    if again and not same(done.state, subject.new):
        return "said once more it does not finish"
    if subject.scenario.is_report:  # where nothing is to be written, nobody writes
        next(place.path / name for name in subject.new if name not in subject.old).unlink()
        subject.run(place)
    if subject.scenario.command == "init":  # where nothing was missing it did not write
        folder = subject.scenario.words[1]
        subject.run(place, words=("-C", "." if folder.startswith("-") else folder, "new", "kpi", "walks", "--title", "W"))
    left = [name for name in place.left_over()]
    return f"the next writer leaves {left}" if left else None


def wrong_write(subject, place, done, fault):
    is_old = same(done.state, subject.old)
    is_new = same(done.state, subject.new, fault == "SHORT")
    found = None if done.killed else wrong_words(subject, done, is_old, is_new)
    if done.code == 3 and subject.scenario.is_report:
        return None  # of what could be read, as on the screen, and it says what could not
    if not found and not is_old and not is_new:
        found = wrong_way_on(subject, place, done)
        if not subject.scenario.again:
            return found
    if found or fault == "SHORT":
        return found
    return wrong_afterwards(subject, place)


def tried(subject, call, fault, places):
    place = places.get()
    try:
        place.fresh(subject.template_of(place))
        done = subject.run(place, injection(call, fault))
        wrong = wrong_write(subject, place, done, fault) if subject.writing else wrong_report(subject, done, fault)
        if wrong:
            said = (done.errors or done.output).strip()
            wrong = f"{subject.scenario.label}\n  {fault} at {call.name} {call.number}: {call.text[:110]}\n  {wrong}\n" \
                    f"  {said[:300]!r}"
        return subject, call, fault, wrong
    finally:
        places.put(place)


# --- which commands -----------------------------------------------------------------------------------------------------


def without_scenario(okr):
    """Commands of the program that nothing here tries: those that write need a scenario, the others a report."""
    front = subprocess.run([okr, "help"], capture_output=True, text=True, check=True).stdout
    written = {scenario.command for scenario in fault_scenarios.WRITERS}
    read = {scenario.command for scenario in fault_scenarios.REPORTS}
    missing, group = [], ""
    for line in front.split("\nOptions of every command")[0].splitlines():
        if re.match(r"[A-Z][A-Za-z ]+$", line):
            group = line
        entry = re.match(r"  ([a-z][a-z-]+)  +[a-zA-Z]", line)
        if not entry or group == "Examples" or entry[1] == "okr":
            continue
        page = subprocess.run([okr, entry[1], "--help"], capture_output=True, text=True, check=True).stdout
        writes = group == "Write" or "--git-commit" in page
        if writes and entry[1] not in written:
            missing.append(f"{entry[1]} writes")
        if entry[1] not in written | read | fault_scenarios.OTHERS:
            missing.append(entry[1])
    return missing


def can_trace(okr):
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-o", "/dev/null", "-e", "inject=fsync:error=EIO:when=1", okr, "--version"],
                          capture_output=True, check=False)
    return done.returncode == 0


def print_table(results):
    rows, faults = collections.defaultdict(collections.Counter), []
    for subject, _, fault, wrong in results:
        command = subject.scenario.command if subject.writing else "reports"
        rows[command][fault] += 1
        rows[command][fault, "wrong"] += bool(wrong)
        if fault not in faults:
            faults.append(fault)
    print(f"{'runs/wrong':<12}" + "".join(f"{fault:>10}" for fault in faults) + f"{'all':>12}")
    for command, counts in rows.items():
        cells = [f"{counts[fault]}/{counts[fault, 'wrong']}" if counts[fault] else "-" for fault in faults]
        total = sum(counts[fault] for fault in faults), sum(counts[fault, "wrong"] for fault in faults)
        print(f"{command:<12}" + "".join(f"{cell:>10}" for cell in cells) + f"{total[0]}/{total[1]}".rjust(12))
    print(f"{len(results)} runs, {sum(bool(wrong) for *_, wrong in results)} wrong")


def sampled(runs, size):
    """As many of each subject, the same ones each time; writes and kills are what goes wrong first."""
    chance = random.Random(7)
    by_subject = collections.defaultdict(list)
    for run in runs:
        by_subject[run[0]].append(run)
    chosen = []
    for mine in by_subject.values():
        chosen += chance.sample(mine, min(len(mine), size if mine[0][0].writing else size // 4))
    return chosen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("okr")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", help="of the scenarios whose command line holds this; all of their runs")
    parser.add_argument("--writers", action="store_true", help="leave the reports out")
    parser.add_argument("--sample", type=int, default=24, help="runs a scenario, without --all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    okr = pathlib.Path(options.okr).absolute()
    if not can_trace(okr):
        print("no strace, or it may not trace: skipped")
        return 77
    missing = without_scenario(okr)
    for name in missing:
        print(f"okr {name}: no scenario in fault_scenarios.py")
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as root:
        places = queue.Queue()
        for number in range(options.jobs):
            places.put(Place(root, number))
        first = Place(root, 0)
        wanted = lambda scenario: not options.only or options.only in scenario.label
        kinds = [(True, fault_scenarios.WRITERS)] + [(False, fault_scenarios.REPORTS)] * (not options.writers)
        subjects = [Subject(scenario, writing, okr, root, first)
                    for writing, scenarios in kinds
                    for scenario in scenarios if wanted(scenario)]
        for subject in subjects:
            if subject.reference.code not in (0, 1) or (subject.writing and subject.old == subject.new):
                print(f"{subject.scenario.label}: undisturbed it exits {subject.reference.code}, "
                      f"{subject.reference.errors}{subject.reference.output}")
                return 2
        runs = [run for subject in subjects for run in subject.runs()]
        if not options.all and not options.only:
            runs = sampled(runs, options.sample)
        print(f"{len(runs)} runs", flush=True)
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            results = []
            for result in pool.map(lambda run: tried(*run, places), runs):
                results.append(result)
                if result[3]:
                    print(result[3], flush=True)
    print_table(results)
    return 1 if missing or any(wrong for *_, wrong in results) else 0


if __name__ == "__main__":
    sys.exit(main())
