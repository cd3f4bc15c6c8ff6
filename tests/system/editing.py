# SPDX-License-Identifier: MIT
"""Lines that are edited while they are typed, through a real pseudo-terminal: keys, recall, Tab, pasting, a window that
changes, and the terminal as it was on every way out.

usage: editing.py OKR EXAMPLES [SCENE...]
Ends with 77 where python3-pexpect is not installed.
"""

import os
import re
import signal
import subprocess
import sys
import time

from dialogue import CHECKIN, pexpect, plain, read, run_scenes

LEFT, RIGHT, UP, DOWN, HOME, DELETE, BACK = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[3~", "\x7f"
MARKS = "\x1b[?2004"


def typed(child, *keys):
    for key in keys:
        child.send(key)
        time.sleep(0.02)  # a person's keys come one by one


def answer(child, *keys):
    child.expect(r"(> |\] |: )$")
    typed(child, *keys)
    child.send("\r")


def leave(child, *answers):
    """From wherever it is to the preview, and out with a yes."""
    for keys in answers:
        answer(child, keys)
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def shell(space, words, **extra):
    """A command of a shell that tells of its terminal when it is back."""
    environment = {**space.environment(), **extra, "OKR": space.okr, "PS1": "ready> ", "BASH_SILENCE_DEPRECATION_WARNING": "1"}
    return pexpect.spawn("/bin/bash", words, cwd=space.folder, env=environment, dimensions=(24, 80), timeout=20,
                         encoding="utf-8")


def child_of(shell_id):
    return int(subprocess.run(["ps", "-o", "pid=", "--ppid", str(shell_id)], check=True, capture_output=True,
                              encoding="utf-8").stdout.split()[0])


def check_keys(space, check):
    child = space.begin()
    answer(child, "1310", BACK, " 6 secnd post", LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, LEFT, "o", HOME, DELETE, "1")
    answer(child, "999 wrong", "\x15", "11")
    check.equal(leave(child, "q", "y"), 0, "keys ended with")
    text = read(space.path(CHECKIN))
    check('ship.users   = { value = 131, confidence = 6, note = "second post" }' in text, "the keys' file", text)
    check("ship.startup = 11\n" in text, "the keys' file", text)


def check_recall(space, check):
    child = space.begin()
    answer(child, "131 6 the same note")
    answer(child, UP, "\x01", "\x0b", "11 7")
    answer(child, UP, UP, UP, DOWN, DOWN, DOWN, "beta")
    check.equal(leave(child, "q", "y"), 0, "recall ended with")
    text = read(space.path(CHECKIN))
    check("ship.startup = { value = 11, confidence = 7 }" in text and 'ship.release = ["beta"]' in text, "recall's file", text)


def check_tab(space, check):
    child = space.begin()
    answer(child, "#rel\t")
    child.expect("3/6 release.*> $")
    typed(child, "\t")
    child.expect("format frozen, man pages, beta, 1.0.0")
    answer(child, "be\t7")
    child.expect("1/6 users.*> $")
    typed(child, "131\r")
    check.equal(leave(child, "q", "y"), 0, "Tab ended with")
    text = read(space.path(CHECKIN))
    check('ship.release = { value = ["beta"], confidence = 7 }' in text, "Tab's file", text)


def check_jumps(space, check):
    """What is at risk first, and back from the preview to a question by its number."""
    child = space.begin()
    answer(child, "#5")
    child.expect("5/6 doctor")
    answer(child, "no 3")
    child.expect("1/6 users")
    answer(child, "131")
    answer(child, "q")
    child.expect("Write ")
    answer(child, "1")
    child.expect("so far: 131.*1/6 users")
    answer(child, "132 6")
    check.equal(leave(child, "y"), 0, "jumps ended with")
    text = read(space.path(CHECKIN))
    check("fit.doctor = { value = false, confidence = 3 }" in text and "value = 132" in text, "the jumps' file", text)


def check_paste(space, check):
    """Line ends that are pasted send nothing off, and what a terminal would obey is dropped."""
    child = space.begin()
    answer(child, "\x1b[200~131 6 first\r\nsecond\x1b]0;title\x07 line\n\x1b[201~")
    check.equal(leave(child, "q", "y"), 0, "pasted ended with")
    text = read(space.path(CHECKIN))
    check(re.search(r'note = "first +second\]0;title line"', text), "the pasted note", text)


def check_long_line(space, check):
    """It stays in its row while it is typed, and stands there as a whole when it is entered."""
    note = "a note that is much longer than what is left of the row behind the question, by far"
    child = space.begin()
    child.expect("> $")
    typed(child, *("131 6 " + note))
    child.expect("far$")
    check("\n" not in child.before, "a long line breaks no row", child.before)
    typed(child, HOME, "\x05", "\r")
    child.expect(re.escape("131 6 " + note[:20]))
    check.equal(leave(child, "q", "y"), 0, "a long line ended with")
    check(note in read(space.path(CHECKIN)), "a long line's note")


def check_wide(space, check):
    child = space.begin()
    answer(child, "131 6 日本x", LEFT, BACK, LEFT, "é", RIGHT, "e\u0301", BACK)
    check.equal(leave(child, "q", "y"), 0, "wide characters ended with")
    check('note = "é日x"' in read(space.path(CHECKIN)), "the wide note", read(space.path(CHECKIN)))


def check_window(space, check):
    child = space.begin()
    child.expect("> $")
    typed(child, "131 6 se")
    child.setwinsize(24, 70)
    child.expect("1/6 users.*131 6 se")
    typed(child, "cond\r")
    check.equal(leave(child, "q", "y"), 0, "another window ended with")
    check('note = "second"' in read(space.path(CHECKIN)), "another window's note")


def check_left_as_it_was(space, check):
    for what, keys, code in (("the end", ["q\r", "n"], 0), ("Ctrl-C", ["\x03"], 130), ("Ctrl-D", ["\x04", "n"], 0)):
        child = shell(space, ["--norc", "-c", '"$OKR" checkin; echo "code $?"; stty -a'])
        child.expect("1/6 users.*> $")
        check(MARKS + "h" in child.before + child.after, f"pasted text is marked before {what}")
        typed(child, "131\r")
        child.expect("> $")
        child.send(keys[0])
        for key in keys[1:]:
            answer(child, key)
        child.expect(pexpect.EOF)
        seen = child.before
        check(f"{code}\r\n" in seen, f"{what} ended otherwise than with {code}", seen)
        check(" icanon" in seen and " echo " in seen and "-icanon" not in seen, f"the terminal after {what}", seen)
        check(MARKS + "l" in seen or code == 0, f"pasted text is marked no more after {what}", seen)
        for draft in space.drafts():
            os.remove(os.path.join(space.home, ".local/state/okr", draft))


def check_killed(space, check):
    """A request to end is an interruption; what ends the program at once still leaves the terminal in order."""
    for sent in (signal.SIGTERM, signal.SIGQUIT):
        child = shell(space, ["--norc", "-i"])
        child.expect("ready> ")
        child.sendline('ulimit -c 0; "$OKR" checkin')
        child.expect("1/6 users.*> $")
        typed(child, "131\r")
        child.expect("2/6 .*> $")
        os.kill(child_of(child.pid), sent)
        child.expect("ready> ")
        child.sendline("stty -a")
        child.expect("ready> ")
        check(" icanon" in child.before and "-icanon" not in child.before, f"the terminal after {sent}", child.before)
        child.sendline("exit")
        child.expect(pexpect.EOF)
        for draft in space.drafts():
            os.remove(os.path.join(space.home, ".local/state/okr", draft))


def check_stopped(space, check):
    """Ctrl-Z leaves the shell a terminal as it was; in the foreground again the line stands there as it was typed."""
    child = shell(space, ["--norc", "-i"])
    child.expect("ready> ")
    child.sendline('"$OKR" checkin')
    child.expect("1/6 users.*> $")
    typed(child, "13", "\x1a")
    child.expect("Stopped.*ready> ")
    child.sendline("stty -a")
    child.expect("ready> ")
    check(" icanon" in child.before and "-icanon" not in child.before, "the terminal behind Ctrl-Z", child.before)
    child.sendline("fg")
    child.expect("1/6 users.*> 13$")
    typed(child, "1 6\r")
    for keys in ("q", "y"):
        answer(child, keys)
    child.expect("ready> ")
    child.sendline("stty -a; exit")
    child.expect(pexpect.EOF)
    check(" icanon" in child.before and "-icanon" not in child.before, "the terminal behind fg", child.before)
    check("ship.users = { value = 131, confidence = 6 }" in read(space.path(CHECKIN)), "the stopped one's file")


def check_plain_lines(space, check):
    """A terminal that obeys nothing, and a person who wants plain lines, get no control sequence."""
    begin = []
    for extra in ({"TERM": "dumb"}, {"TERM": ""}, {"ACCESSIBLE": "1"}):
        code, seen = space.talk([*begin, "131", "q", "n"], **extra)
        check.equal(code, 0, f"{extra} ended with", seen)
        check(MARKS not in seen and "\x1b" not in plain(seen), f"{extra} sees a control sequence", seen)
        begin = ["n"]  # what the one before kept is declined
    code, seen = space.talk([*begin, "131", "q", "n"], "--plain")
    check(MARKS not in seen and "\x1b" not in plain(seen) and code == 0, "--plain sees a control sequence", seen)


def check_other_prompts(space, check):
    """What close and new ask is edited too."""
    child = pexpect.spawn(space.okr, ["close", "2026-Q3"], cwd=space.folder, encoding="utf-8", timeout=20,
                          dimensions=(40, 80), env=space.environment({"OKR_TODAY": "2026-10-02"}.items()))
    child.expect(r"\n\S*> $")
    typed(child, "The kne, three weeks.", *([LEFT] * 14), "e", "\r")
    for keys in ("", "", UP + "!", "", "", "y"):
        answer(child, keys)
    child.expect(pexpect.EOF)
    text = read(space.path("2026-Q3/cycle.toml"))
    check("The knee, three weeks." in text, "close's postmortem is edited", text[-1500:] + child.before)
    child = pexpect.spawn(space.okr, ["new", "objective", "rest", "--cycle", "2026-Q3"], cwd=space.folder,
                          encoding="utf-8", timeout=20, env=space.environment())
    child.expect("Title: $")
    typed(child, "\x03")
    child.expect(pexpect.EOF)
    child.close()
    check.equal(child.exitstatus, 130, "Ctrl-C at the title ended with", child.before)


if __name__ == "__main__":
    sys.exit(run_scenes("editing.py", globals()))
