# SPDX-License-Identifier: MIT
"""The weekly check-in as a person types it, through a real pseudo-terminal; after each dialogue the files are compared.

usage: dialogue.py OKR EXAMPLES [SCENE...]
The Monday of README.md is typed as it stands there, behind the comment "dialogue: monday".
Ends with 77 where python3-pexpect is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

try:
    import pexpect
except ImportError:
    print("dialogue.py: python3-pexpect is not installed; skipped")
    sys.exit(77)

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "README.md")
END, INTERRUPT, SLOWLY = object(), object(), object()  # SLOWLY: Ctrl-C into another program that is at work
MONDAY = ["131 6 second post helped", "11", "", "12", "", "57"]  # users, startup, release, km, doctor, resting-hr
CHECKIN = "2026-Q3/checkins/2026-08-17-ana-x1.toml"
WRITTEN = '''date = 2026-08-17
at = 12:00:00
by = "ana"
note = """
Cut the beta.
"""
priorities = ["answer the launch mail", "call Bo"]
done = ["cut the beta"]

ship.users   = { value = 131, confidence = 6, note = "second post helped" }
ship.startup = 11
ship.release = []
fit.km       = 12
fit.doctor   = false
'''


class Workspace:
    """The personal example on the morning of 17 August, in a repository of its own."""

    def __init__(self, okr, examples, folder):
        self.okr = okr
        self.folder = os.path.join(folder, "goals")
        self.home = os.path.join(folder, "home")
        os.mkdir(self.home)
        shutil.copytree(os.path.join(examples, "personal"), self.folder)
        os.remove(os.path.join(self.folder, CHECKIN))
        heart = self.path("kpi/resting-hr.toml")
        text = open(heart, encoding="utf-8").read()
        with open(heart, "w", encoding="utf-8") as file:
            file.write(re.sub(r"^2026-W33.*\n", "", text, flags=re.M))
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-qm", "The quarter so far")

    def path(self, name):
        return os.path.join(self.folder, name)

    def environment(self, extra=()):
        return {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": self.home, "OKR_TODAY": "2026-08-17",
                "OKR_ME": "ana", "OKR_SOURCE": "ana-x1", "TERM": "xterm", "GIT_AUTHOR_NAME": "ana",
                "GIT_AUTHOR_EMAIL": "ana@example.org", "GIT_COMMITTER_NAME": "ana",
                "GIT_COMMITTER_EMAIL": "ana@example.org", "GIT_CONFIG_NOSYSTEM": "1", **dict(extra)}

    def git(self, *words):
        return subprocess.run(["git", *words], cwd=self.folder, env=self.environment(), check=True,
                              capture_output=True, encoding="utf-8").stdout

    def changes(self):
        """What git sees: the status, and the lines of files that were there before."""
        lines = [line for line in self.git("diff", "-U0").splitlines() if re.match(r"[-+](?![-+])", line)]
        return self.git("status", "--short", "-uall").splitlines(), lines

    def drafts(self):
        folder = os.path.join(self.home, ".local/state/okr")
        return [name for name in os.listdir(folder) if name != "undo"] if os.path.isdir(folder) else []

    def begin(self, *words, columns=80, **extra):
        return pexpect.spawn(self.okr, ["checkin", *words], cwd=self.folder, env=self.environment(extra.items()),
                             dimensions=(24, columns), timeout=60, encoding="utf-8")

    def talk(self, lines, *words, columns=80, **extra):
        """Types each line at its prompt; the exit code, and all that the person saw."""
        child = self.begin(*words, columns=columns, **extra)
        seen = answer_all(child, lines)
        child.expect(pexpect.EOF)
        child.close()
        return child.exitstatus, seen + child.before


def answer_all(child, lines):
    seen = ""
    for line in lines:
        child.expect(r"typing: " if line is SLOWLY else r"(> |\] |: |\? )$")
        seen += child.before + child.after
        if line is END:
            child.sendeof()
        elif line is INTERRUPT:
            child.sendintr()
        elif line is SLOWLY:
            time.sleep(0.5)
            child.sendintr()
        else:
            child.sendline(line)
    return seen


def plain(seen):
    """What was seen, without colours and the marks of pasted text, and with the lines of a file."""
    return re.sub("\x1b\\[([0-9;]*m|\\?2004[hl])", "", seen).replace("\r\n", "\n")


class Checks:
    def __init__(self):
        self.failures = []

    def __call__(self, right, what, seen=""):
        if not right:
            self.failures.append(f"{what}\n{str(seen)[-3000:]}")

    def equal(self, found, wanted, what, seen=""):
        self(found == wanted, f"{what}: {found!r} is not {wanted!r}", seen)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def check_monday(space, check):
    """Six lines, and three answers more: journal, still true, write."""
    further = ["x1 Cut the beta. next: 2; call Bo", "", ""]
    code, seen = space.talk(MONDAY + further)
    check.equal(code, 0, "Monday ended with", seen)
    check("6 asked" in seen and len(further) <= 3, "Monday takes six lines and three answers", seen)
    for wanted in ("! at risk or behind      last    pace", "1/6 users      behind !   112     207  > ", "4/6 add km     on track   131     155  > ",
                   "6/6 resting-hr green       57   <= 58  > ", "Journal (a line, or e) > ",
                   "Unchanged: release, doctor. Still true today? [Y/n] ", "112 → 131   28 → 33 %", "confidence 5 → 6",
                   f"Write {CHECKIN} and kpi/resting-hr.toml? [Y/n/e] ", f"Wrote {CHECKIN}"):
        check(wanted in plain(seen), f"Monday shows {wanted!r}", seen)
    check.equal(read(space.path(CHECKIN)), WRITTEN, "Monday's file")
    check.equal(space.changes(), ([" M kpi/resting-hr.toml", f"?? {CHECKIN}"], ["+2026-W33   = 57"]), "Monday's changes")
    check.equal(space.drafts(), [], "Monday's draft")
    code, seen = space.talk(["57", "7 calm", "", ""])
    check("1/1 rest-hr" in seen and "your confidence, 1 (never) to 10" in seen.replace("\r\n  ", " "),
          "a confidence that was never said is asked for", seen)
    code, seen = space.talk([])
    check.equal(code, 0, "asked again it ended with", seen)
    check("Nothing is due" in seen, "asked again there is nothing due", seen)


def check_readme(space, check):
    """The picture in README: what stands behind a prompt is typed, and everything on the screen is compared."""
    picture = re.search(r"<!-- dialogue: monday -->\n```text\n\$ okr checkin --git-commit\n(.*?)```", read(README), re.S)
    check(picture, "README shows the dialogue")
    if not picture:
        return
    screen = picture.group(1).splitlines()
    prompt = re.compile(r"(?:\d/\d .*  > |Journal .* > |(?:Unchanged:|Write) .*\? \[.*?\] ?)(.*)$|(?:\d/\d .*|Journal .*) >$")
    typed = [found.group(1) or "" for found in map(prompt.match, screen) if found]
    check.equal(len(typed), 9, "a Monday of six takes six lines and three answers")
    code, seen = space.talk(typed, "--git-commit")
    check.equal(code, 0, "the Monday of README ended with", seen)
    lines = [line.rstrip() for line in plain(seen).splitlines()]
    check.equal(lines, screen, "the Monday of README", seen)


def check_blockers(space, check):
    """What was said to be in the way is asked about; what is called solved, and what is blocked now, is written."""
    earlier = space.path("2026-Q3/checkins/2026-08-10-ana-x1.toml")
    text = read(earlier)
    with open(earlier, "w", encoding="utf-8") as file:
        file.write(text.replace("needs = ", 'blockers = [{ id = "fit.doctor", text = "moved" }, "legal review"]\nneeds = '))
    code, seen = space.talk(MONDAY + ["s3", "blocked: fit.docter x", "?",
                                      "s1 Fine. solved: legal review blocked: fit.km the knee lesson: ask early", "", ""])
    check.equal(code, 0, "a Monday with blockers ended with", seen)
    asked = " ".join(seen.split())
    check("Still in the way? [s1] fit.doctor: moved, since 10 Aug; [s2] legal review, since 10 Aug" in asked,
          "what is open is asked about", seen)
    check("there is no 3 among what is in the way: they are s1 to s2" in asked, "a wrong number", seen)
    check("there is no fit.docter: did you mean 'fit.doctor'?" in asked, "a wrong id", seen)
    check("solved: fit.doctor" in asked and "blocked: fit.km: the knee" in asked, "it is shown before it is written", seen)
    written = read(space.path(CHECKIN))
    check('blockers = [{ id = "fit.km", text = "the knee" }]\nsolved = ["fit.doctor", "legal review"]\n' in written,
          "what is written", written)
    check('lessons = ["ask early"]' in written, "the lesson is written", written)


def check_commit(space, check):
    space.git("config", "user.name", "ana")
    code, seen = space.talk(MONDAY + ["Cut the beta.", "", ""], "--git-commit")
    check.equal(code, 0, "--git-commit ended with", seen)
    check.equal(space.git("log", "-1", "--format=%B").strip(),
                "Check in 2026-Q3, week 7: users 131, startup 11, km +12, resting-hr 57\n\nCut the beta.", "the message")
    check.equal(space.git("status", "--short"), "", "after the commit there is left")


def check_failed_commit(space, check):
    """The files are there, the commit is not: said, and nothing is offered to be written twice."""
    hook = space.path(".git/hooks/pre-commit")
    os.makedirs(os.path.dirname(hook), exist_ok=True)
    with open(hook, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\necho not today >&2\nexit 1\n")
    os.chmod(hook, 0o755)
    code, seen = space.talk(MONDAY + ["Cut the beta.", "", ""], "--git-commit")
    check.equal(code, 4, "a commit that fails ended with", seen)
    check("not today" in seen and "Unchanged: 2026" not in seen, "a commit that fails is told", seen)
    check("the files are written; the same command once more commits them" in seen, "the way on is told", seen)
    check(os.path.exists(space.path(CHECKIN)), "the files are there", seen)
    check.equal([name for name in space.drafts() if name.startswith("checkin")], [], "no draft is offered", seen)
    os.remove(hook)
    code, seen = space.talk(["q"], "--git-commit")
    check.equal(code, 0, "the same again ended with", seen)
    check(f"Committed {CHECKIN}" in seen and "Nothing was said" in seen, "the same again commits", seen)
    check.equal(space.git("status", "--short"), "", "after the same again there is left")
    check("users 131" in space.git("log", "-1", "--format=%s"), "the message is the one of the check-in")
    check.equal(space.drafts(), [], "what is committed is kept no more")


def check_back(space, check):
    code, seen = space.talk(["13", "12", "<", "<", "132 6", "", "", "0", "q", ""])
    check.equal(code, 0, "back ended with", seen)
    check("so far: 13  (Enter keeps it)" in seen and "so far: 12  (Enter keeps it)" in seen, "back shows what was said", seen)
    text = read(space.path(CHECKIN))
    check("{ value = 132, confidence = 6 }" in text and "ship.startup = 12" in " ".join(text.split()), "back's file", text)


def check_quit(space, check):
    code, seen = space.talk(["131", "q", "n"])
    check.equal(code, 0, "no ended with", seen)
    check.equal(space.changes(), ([], []), "no writes nothing")
    check.equal(len(space.drafts()), 1, "no keeps a draft")
    for ending in ("q", INTERRUPT):
        code, seen = space.talk(["n", ending])
        check("A check-in for Mon 17 Aug was begun: ship.users." in seen, "the draft is offered", seen)
        check("It stays until you write or begin another one." in seen, "what a no means is said", seen)
        check.equal(len(space.drafts()), 1, "a draft that is not wanted outlives a dialogue in which nothing is said", seen)
    code, seen = space.talk(["n", "q"])
    check("Nothing was said: nothing is written." in seen and code == 0, "q alone writes nothing", seen)
    code, seen = space.talk(["n", "132", "q", "<", "11", "q", "y"])
    check.equal(code, 0, "quit ended with", seen)
    check.equal(space.changes()[0], [f"?? {CHECKIN}"], "quit writes what was said")
    check.equal(space.drafts(), [], "a draft that is not wanted, after another one was written")


def check_fed_draft(space, check):
    """A key result whose KPI has its reading is asked for its confidence alone; a draft keeps that too."""
    subprocess.run([space.okr, "-q", "record", "resting-hr=57"], cwd=space.folder, env=space.environment(), check=True)
    space.git("commit", "-qam", "A reading")
    code, seen = space.talk(["131 6 second post", "", "", "", "6", "q", "n"])
    check.equal(len(space.drafts()), 1, "no keeps a draft with a confidence", seen)
    code, seen = space.talk(["", "q", "y"])
    check("was begun: ship.users, fit.rest-hr." in seen, "the draft names both", seen)
    check.equal(code, 0, "the resumed one ended with", seen)
    text = read(space.path(CHECKIN))
    check("fit.rest-hr = { confidence = 6 }" in text and "value = 131" in text, "nothing that was said is lost", text)


def check_draft_of_another(space, check):
    """What a draft speaks of is asked about though it is somebody else's by now; what nothing asks for any more is named."""
    space.talk(["131 6 second post helped", "11", INTERRUPT])
    for words in (["2026-Q3/ship.users.owner=ben"], ["2026-Q3/ship.startup.state=cancelled", "--why", "done elsewhere"]):
        subprocess.run([space.okr, "-q", "set", *words], cwd=space.folder, env=space.environment(), check=True)
    space.git("commit", "-qam", "Another owner")
    code, seen = space.talk(["", "q", "y"])
    check("ship.startup: 11" in seen and "is to be said anew" in seen, "what nothing asks for is named", seen)
    check.equal(code, 0, "the resumed one ended with", seen)
    check("value = 131" in read(space.path(CHECKIN)), "what was said of another's is written", seen)


def check_interrupt(space, check):
    code, seen = space.talk(["131 6 second post helped", INTERRUPT])
    check.equal(code, 130, "Ctrl-C ended with", seen)
    check.equal(space.changes(), ([], []), "Ctrl-C writes nothing")
    code, seen = space.talk(["", "11", "", "12", INTERRUPT])
    check.equal(code, 130, "Ctrl-C again ended with", seen)
    code, seen = space.talk(["", "", "57", INTERRUPT])
    check.equal(code, 130, "Ctrl-C in the journal ended with", seen)
    code, seen = space.talk(["", "x1 Cut the beta. next: 2; call Bo", "", INTERRUPT])
    check.equal(code, 130, "Ctrl-C at the last question ended with", seen)
    check.equal(space.changes(), ([], []), "Ctrl-C at the last question writes nothing")
    code, seen = space.talk(["", "", "", ""])
    check.equal(code, 0, "the resumed one ended with", seen)
    check("> 131 6 second post helped" in seen, "the resumed one shows what was said", seen)
    check.equal(read(space.path(CHECKIN)), WRITTEN, "the resumed one's file")
    check.equal(space.drafts(), [], "the draft after it was written")


def check_hang_up(space, check):
    child = space.begin()
    answer_all(child, ["131"])
    child.expect(r"> $")
    child.close(force=False)  # the window is closed
    check.equal(space.changes(), ([], []), "a closed window writes nothing")
    for _ in range(100):
        if space.drafts():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    check.equal(len(space.drafts()), 1, "a closed window keeps a draft")


def check_bad_numbers(space, check):
    code, seen = space.talk(["1O", "1,5", "1310", "n", "131 11 posts", "131 6", "11", "bta", "9/4", "beta 7", "=", "12",
                             "vielleicht", "no", "57", "", ""])
    check.equal(code, 0, "bad numbers ended with", seen)
    for wanted in ('"1O" is not a number: a letter among the digits? 10', '"1,5" is not a number: use 1.5',
                   "1310 is 11.7 times the last one, 112. Is it right? [y/N] ", '"11" is no confidence',
                   '"vielleicht" is neither yes nor no', 'did you mean "beta"?', '"9/4" is not a count of its 4 steps'):
        check(wanted in seen.replace("\r\n  ", " "), f"bad numbers show {wanted!r}", seen)
    text = read(space.path(CHECKIN))
    check("ship.users   = { value = 131, confidence = 6 }" in text, "bad numbers' file", text)
    check('ship.release = { value = ["beta"], confidence = 7 }' in text, "bad numbers' steps", text)


def check_end(space, check):
    code, seen = space.talk(["131", END, END])
    check.equal(code, 130, "the end of the input ended with", seen)
    check.equal(space.changes(), ([], []), "the end of the input writes nothing")
    check.equal(len(space.drafts()), 1, "the end of the input keeps a draft")
    code, seen = space.talk(["", END, "y"])
    check.equal(code, 0, "Ctrl-D and a yes ended with", seen)
    check("ship.users = 131" in read(space.path(CHECKIN)), "Ctrl-D and a yes write", seen)


def check_narrow(space, check):
    code, seen = space.talk(MONDAY + ["x1 Cut the beta. next: 2; call Bo", "", ""], columns=40)
    check.equal(code, 0, "40 columns ended with", seen)
    typed = MONDAY + ["x1 Cut the beta. next: 2; call Bo"]
    for line in plain(seen).split("\n"):
        if any(text and line.endswith(text) for text in typed) or "toml" in line:
            continue  # the window wraps what a person types; a file's name is never cut
        check(len(line) <= 40, f"at 40 columns a line has {len(line)}: {line!r}")
    check.equal(read(space.path(CHECKIN)), WRITTEN, "the file from 40 columns")
    check("said: Cut the beta." in seen and "ship.users: second post helped" in seen, "the words are previewed", seen)
    code, seen = space.talk(["1320", "?", "132", "q", "#99", "?", "n"], "--all", columns=40)
    for line in plain(seen).split("\n"):
        check(len(line) <= 40 or "toml" in line, f"at 40 columns a question has {len(line)}: {line!r}")
    check("n keeps it for later" in " ".join(plain(seen).split()), "the last question explains itself", seen)


def check_dumb(space, check):
    code, seen = space.talk(MONDAY + ["x1 Cut the beta. next: 2; call Bo", "", ""], TERM="dumb")
    check.equal(code, 0, "TERM=dumb ended with", seen)
    check("\x1b" not in seen, "TERM=dumb sees a control sequence", seen)
    check.equal(read(space.path(CHECKIN)), WRITTEN, "the file from TERM=dumb")


def check_accessible(space, check):
    code, seen = space.talk(MONDAY + ["x1 Cut the beta. next: 2; call Bo", "", ""], ACCESSIBLE="1", LC_ALL="C")
    check.equal(code, 0, "ACCESSIBLE=1 ended with", seen)
    check("Question 1 of 6\r\nkey result: ship.users, Weekly active users\r\nstatus: behind\r\nlast: 112, 10 Aug\r\n"
          "pace: 207\r\nvalue, confidence, note: " in seen, "ACCESSIBLE=1 asks in words", seen)
    check(seen.isascii(), "LC_ALL=C is ASCII", seen)
    check.equal(read(space.path(CHECKIN)), WRITTEN, "the file from ACCESSIBLE=1")


def check_editor(space, check):
    script = os.path.join(space.home, "fill-in")
    with open(script, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\ncp "$1" "$HOME/given"\n'
                   "sed -i 's/^ship.users = .*/ship.users = { value = 140, confidence = 7 }/' \"$1\"\n")
    os.chmod(script, 0o755)
    code, seen = space.talk(["131 6", "e", "<", ""], EDITOR=script)
    check.equal(code, 0, "the editor's ended with", seen)
    given = read(os.path.join(space.home, "given"))
    check("ship.users = { value = 131, confidence = 6 }\n" in given and "# fit.doctor" in given,
          "the editor is given what was typed, and what is asked", given)
    check("What stands in the editor counts now" in seen, "behind the editor no question is gone back to", seen)
    check("112 → 140" in plain(seen), "the editor's text is previewed", seen)
    check("ship.users = { value = 140, confidence = 7 }" in read(space.path(CHECKIN)), "the editor's file")
    check.equal(space.drafts(), [], "the editor's text after it was written")


def check_kept_text(space, check):
    """A text of the editor that was not written is offered at the start, as a draft is. `e` opens what was typed: the text
    that is kept holds none of it."""
    script = os.path.join(space.home, "fill-in")
    with open(script, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\ncp "$1" "$HOME/given"\n'
                   "sed -i 's/^# lessons = .*/lessons = [\"ask\"]/; s/^# wins = .*/wins = [\"x\"]/' \"$1\"\n")
    os.chmod(script, 0o755)
    code, seen = space.talk(["131 6", "#resting-hr", "57 a good week", "e", "n"], EDITOR=script)
    check.equal(code, 0, "a no to the editor's text ended with", seen)
    check("Not recorded: okr record resting-hr=57 --for 2026-W33 --note 'a good week'" in " ".join(plain(seen).split()),
          "what records of the KPI what was typed is said", seen)
    check("Your text is kept: the next okr checkin offers it." in " ".join(plain(seen).split()), "it is said to be kept", seen)
    code, seen = space.talk(["n", "140 7", "150", "y", "e", "y"], EDITOR=script)
    check.equal(code, 0, "the other one ended with", seen)
    check("A text that was not written is kept in" in seen, "the text is offered at the start", seen)
    given = " ".join(read(os.path.join(space.home, "given")).split())
    check("ship.users = { value = 140, confidence = 7 }" in given and "ship.startup = 150" in given,
          "e opens what was typed in this dialogue", given)
    text = " ".join(read(space.path(CHECKIN)).split())
    check("value = 140" in text and "ship.startup = 150" in text and 'wins = ["x"]' in text, "all of it is written", text)
    check.equal(len(space.drafts()), 1, "the text that was not wanted is kept")
    code, seen = space.talk(["", "y"], EDITOR=script)
    check.equal(code, 0, "the kept text ended with", seen)
    check("value = 131" in read(space.path(CHECKIN.replace(".toml", "-2.toml"))), "the kept text is written", seen)
    check.equal(space.drafts(), [], "the kept text after it was written")


def check_bad_editor(space, check):
    script = os.path.join(space.home, "fill-in")
    with open(script, "w", encoding="utf-8") as file:
        file.write('#!/bin/sh\ngrep -q 1,5 "$1" && sed -i s/1,5/150/ "$1" ||\n'
                   "sed -i 's/^ship.users = .*/ship.users = 1,5/' \"$1\"\n")
    os.chmod(script, 0o755)
    code, seen = space.talk(["131 6", "e", "y", "e", "y"], EDITOR=script)
    check.equal(code, 0, "the mended text ended with", seen)
    check("1.5, not 1,5" in seen and "Nothing can be written like this" in seen, "a wrong text is explained", seen)
    check("ship.users = 150" in read(space.path(CHECKIN)), "the mended text's file", seen)
    code, seen = space.talk(["e", "11", "q", ""], EDITOR="false")
    check.equal(code, 0, "an editor that fails loses nothing", seen)
    check("the editor 'false' ended with 1" in seen, "an editor that fails is named", seen)
    check("ship.startup = 11" in read(space.path(CHECKIN.replace(".toml", "-2.toml"))), "the check-in without it", seen)


def check_interrupted_editor(space, check):
    """Ctrl-C in an editor that ends with it: the dialogue goes on."""
    code, seen = space.talk(["131 6", "e", SLOWLY, "11", "q", ""], EDITOR="echo 'typing: '; sleep 30; true")
    check.equal(code, 0, "Ctrl-C in the editor ended with", seen)
    check("ship.users = { value = 131, confidence = 6 }" in " ".join(read(space.path(CHECKIN)).split()),
          "Ctrl-C in the editor loses nothing", seen)


def check_two_at_once(space, check):
    """Both look at 112; the second is shown again what the first has made of it."""
    first, second = space.begin(), space.begin(OKR_SOURCE="ana-x2")
    answer_all(first, ["131", "q"])
    answer_all(second, ["140", "q"])
    seen = answer_all(first, ["y"])
    first.expect(pexpect.EOF)
    seen = answer_all(second, ["y", "y"])
    second.expect(pexpect.EOF)
    first.close()
    second.close()
    seen = plain(seen)
    check.equal((first.exitstatus, second.exitstatus), (0, 0), "two at once ended with", seen)
    check("Somebody wrote meanwhile" in seen and "131 → 140" in seen, "the second is shown again", seen)
    other = "2026-Q3/checkins/2026-08-17-ana-x2.toml"
    check.equal(space.changes()[0], [f"?? {CHECKIN}", f"?? {other}"], "two at once write two files")
    check("ship.users = 140" in read(space.path(other)), "the second's file")


def check_finals(space, check):
    code, seen = space.talk(["y", "352 7", "y", "q", ""], OKR_TODAY="2026-10-02")
    check.equal(code, 0, "final values ended with", seen)
    check("352 lies far from all earlier ones, 12 to 112. Is it right? [y/N]" in seen, "a leap is asked about", seen)
    check("2026-Q3 ended on 30 Sep 2026 and is not closed. Give its final values, dated 30 Sep? [Y/n] "
          in plain(seen).replace("\n", " "), "final values are offered", seen)
    check.equal(space.changes()[0], ["?? 2026-Q3/checkins/2026-09-30-ana-x1.toml"], "final values are dated")
    check("date = 2026-09-30\n" in read(space.path("2026-Q3/checkins/2026-09-30-ana-x1.toml")), "final values' file")


def check_finals_of_kpis(space, check):
    """The last month of a KPI that feeds the cycle is asked for with its final values, and no confidence of what is over."""
    with open(space.path("kpi/spend.toml"), "w", encoding="utf-8") as file:
        file.write('title = "Spent"\nevery = "month"\naggregate = "sum"\n[readings]\n2026-07 = 300\n2026-08 = 300\n')
    with open(space.path("2026-Q3/cycle.toml"), "a", encoding="utf-8") as file:
        file.write('\n[thrift]\ntitle = "Thrift"\n[thrift.spend]\ntitle = "Spent a month"\nmax = 500\nkpi = "spend"\n')
    space.git("add", "-A")
    space.git("commit", "-qm", "Spent")
    code, seen = space.talk(["y"] + [""] * 9 + ["250", "", "", ""], OKR_TODAY="2026-10-05")
    check.equal(code, 0, "final values of a KPI ended with", seen)
    check("spend" in plain(seen) and "thrift.spend" not in plain(seen) and "rest-hr" not in plain(seen),
          "the KPI is asked, and no confidence of what it fed", seen)
    check("2026-09 = 250\n" in read(space.path("kpi/spend.toml")), "the month that ended with the cycle")


def check_shared(space, check):
    """A KPI's reading goes into the file of the person's own source."""
    environment = space.environment({"OKR_SOURCE": "watch", "OKR_PAGER": "cat"}.items())
    words = ["set", "resting-hr.shared=true"]
    child = pexpect.spawn(space.okr, words, cwd=space.folder, env=environment, timeout=60, encoding="utf-8")
    child.expect(pexpect.EOF)
    check("Next: git add kpi/resting-hr/kpi.toml" in child.before and " kpi/resting-hr.toml && git commit -m" in child.before,
          "set says how it is committed, with what is gone", child.before)
    subprocess.run([space.okr, *words, "--git-commit"], cwd=space.folder, env=environment, check=True, capture_output=True)
    check.equal(space.changes(), ([], []), "all of it is committed")
    code, seen = space.talk(MONDAY + ["", "", ""])
    check.equal(code, 0, "with a shared KPI it ended with", seen)
    own = "kpi/resting-hr/2026-ana-x1.toml"
    check.equal(space.changes(), ([f"?? {CHECKIN}", f"?? {own}"], []), "a shared KPI's changes")
    check.equal(read(space.path(own)), "[readings]\n2026-W33 = 57\n", "a shared KPI's own file")


def check_not_kept_for_undo(space, check):
    """A write that `okr undo` will find is said to be one; where it cannot be kept, that is said."""
    at_home = os.path.join(space.home, "file")
    with open(at_home, "w", encoding="utf-8"):
        pass
    for state, said in ((space.home, "okr undo takes it back"), (at_home, "okr undo will not know of it: ")):
        environment = space.environment({"XDG_STATE_HOME": state, "OKR_PAGER": "cat"}.items())
        child = pexpect.spawn(space.okr, ["set", f"ship.owner={'ana' if state == at_home else 'bo'}"], cwd=space.folder,
                              env=environment, timeout=60, encoding="utf-8")
        child.expect(pexpect.EOF)
        child.close()
        check(child.exitstatus == 0 and said in child.before, f"after a write: {said}", child.before)


def check_undo_is_committed(space, check):
    """The line that commits what was taken back names what is gone where git knew it; where it did not, there is none."""
    environment = space.environment({"XDG_STATE_HOME": space.home, "OKR_PAGER": "cat"}.items())

    def at_terminal(*words):
        child = pexpect.spawn(space.okr, list(words), cwd=space.folder, env=environment, timeout=60, encoding="utf-8")
        child.expect(pexpect.EOF)
        return plain(child.before).replace("\r\n", "\n")

    at_terminal("rename", "sleep", "nap", "--git-commit")
    seen = at_terminal("undo")
    next_line = re.search(r"Next: (.*)", seen)
    check(next_line and "kpi/nap.toml" in next_line[1], "undo's line names what is gone", seen)
    subprocess.run(["sh", "-c", next_line[1] if next_line else "false"], cwd=space.folder, env=environment, check=False,
                   capture_output=True)
    check.equal(space.changes(), ([], []), "typed along it leaves nothing uncommitted")
    at_terminal("checkin", "ship.users=150")
    check("Next:" not in at_terminal("undo"), "there is nothing to commit of what git never knew")


def check_no_terminal(space, check):
    ran = subprocess.run([space.okr, "checkin", "--no-input"], cwd=space.folder, env=space.environment(),
                         capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)
    check.equal(ran.returncode, 2, "without a terminal it ended with", ran.stderr)
    for wanted in ("ship.users", "resting-hr", "--from", "okr record resting-hr=VALUE --for 2026-W33"):
        check(wanted in ran.stderr, f"without a terminal {wanted!r} is named", ran.stderr)
    child = space.begin("--no-input")
    child.expect(pexpect.EOF)
    child.close()
    check.equal(child.exitstatus, 2, "--no-input at a terminal ended with", child.before)


def check_dry_run(space, check):
    code, seen = space.talk(["131", "q"], "-n")
    check.equal(code, 0, "-n ended with", seen)
    check("+ship.users = 131" in seen, "-n shows the diff", seen)
    check.equal(space.changes(), ([], []), "-n writes nothing")


def run_scenes(name, scenes):
    """Each check_ scene of a script in a workspace of its own, those named on the command line or all; its exit code."""
    okr, examples = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    wanted = sys.argv[3:]
    check = Checks()
    for scene_name, scene in sorted(scenes.items()):
        if not scene_name.startswith("check_") or (wanted and scene_name[6:] not in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                scene(Workspace(okr, examples, folder), check)
            except (pexpect.TIMEOUT, pexpect.EOF, OSError) as error:
                check(False, f"{scene_name}: {type(error).__name__}", error)
    for failure in check.failures:
        print(f"{name}: {failure}\n")
    return 1 if check.failures else 0


if __name__ == "__main__":
    sys.exit(run_scenes("dialogue.py", globals()))
