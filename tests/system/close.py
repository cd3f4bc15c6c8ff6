#!/usr/bin/env python3
"""okr close at a terminal: the questions it asks, and what stands in the files afterwards. Skipped (77) without pexpect."""
import tempfile

import terminal
from terminal import end, pexpect, workspace

FILE = "2026-Q3/cycle.toml"


def start(root, *words):
    return terminal.start(root, "2026-10-02", "close", "2026-Q3", *words)


def answers(root):
    """A postmortem for the first, the others later; two wins, a lesson, yes."""
    before = (root / FILE).read_text()
    child = start(root)
    child.expect("closed 2 Oct 2026")
    child.expect("fit.km was missed: 143 of 300 km")
    child.expect("> ")
    child.sendline("The knee, three weeks.")
    child.expect("fit.rest-hr was missed")
    child.expect("> ")
    child.sendline("")
    child.expect("fit.doctor was missed")
    child.expect("> ")
    child.sendline("a\x1b[2Jb")
    child.expect("no file keeps")
    child.expect("> ")
    child.sendline("")
    child.expect("Win > ")
    child.sendline("352 people")
    child.expect("Win > ")
    child.sendline("the \"beta\"")
    child.expect("Win > ")
    child.sendline("")
    child.expect("Lesson > ")
    child.sendline("ask earlier")
    child.expect("Lesson > ")
    child.sendline("")
    child.expect(r"Close 2026-Q3 with these numbers\? \[Y/n\] ")
    child.sendline("perhaps")
    child.expect(r"  y or n\? ")  # as in a check-in
    child.sendline("")
    child.expect("Wrote 2026-Q3/cycle.toml")
    child.expect("a postmortem is due:\r\n  okr set 2026-Q3/fit.rest-hr.postmortem")
    end(child, 0)
    text = (root / FILE).read_text()
    assert 'wins = ["352 people", "the \\"beta\\""]\nlessons = ["ask earlier"]\n' in text
    assert text.count("postmortem") == 1
    with_postmortem = before.replace('target = 300\nunit = "km"\n',
                                     'target = 300\nunit = "km"\npostmortem = "The knee, three weeks."\n')
    assert with_postmortem != before and text.startswith(with_postmortem + "\n[result]\n"), text
    child = start(root, "--undo")
    end(child, 0)
    assert (root / FILE).read_text() == with_postmortem
    kept_words = [path.read_text() for path in (root / "2026-Q3/checkins").glob("2026-09-30-ana-x1*.toml")]
    assert any('wins = ["352 people", "the \\"beta\\""]' in text and 'lessons = ["ask earlier"]' in text
               for text in kept_words), kept_words


def helped(root):
    """? and < are keys as in a check-in and never an answer; what was said can be said otherwise."""
    child = start(root)
    child.expect("fit.km was missed")
    child.expect("> ")
    child.sendline("<")
    child.expect("This is the first one.")
    child.expect("fit.km was missed")
    child.expect("> ")
    child.sendline("?")
    child.expect("kept as the postmortem of")
    child.expect("> ")
    child.sendline("The kne.")
    child.expect("fit.rest-hr was missed")
    child.expect("> ")
    child.sendline("<")
    child.expect("fit.km was missed")
    child.expect("said: The kne.")
    child.expect("> ")
    child.sendline("The knee.")
    for _ in range(2):
        child.expect("> ")
        child.sendline("")
    child.expect("Win > ")
    child.sendline("?")
    child.expect("what went well")
    child.expect("Win > ")
    child.sendline("q")
    child.expect("That key means nothing here")
    for line in ("fast", "slow", "<"):
        child.expect("Win > ")
        child.sendline(line)
    child.expect("taken away: slow")
    child.expect("Win > ")
    child.sendline("")
    child.expect("Lesson > ")
    child.sendline("<")
    child.expect("Win > ")
    child.sendline("-")
    child.expect("Lesson > ")
    child.sendline("-")
    child.expect(r"with these numbers\? \[Y/n\] ")
    child.sendline("<")
    child.expect("Lesson > ")
    child.sendline("ask earlier")
    child.expect("Lesson > ")
    child.sendline("")
    child.expect(r"with these numbers\? \[Y/n\] ")
    child.sendline("?")
    child.expect("n keeps what was typed")
    child.expect(r"with these numbers\? \[Y/n\] ")
    child.sendline("y")
    child.expect("Wrote 2026-Q3/cycle.toml")
    end(child, 0)
    text = (root / FILE).read_text()
    assert 'postmortem = "The knee."' in text and text.count("postmortem") == 1, text
    assert 'wins = ["fast"]\nlessons = ["ask earlier"]\n' in text, text


def refused(root):
    """No is no; so is the end of the input, and Ctrl-C: nothing is written."""
    before = (root / FILE).read_bytes()
    child = start(root)
    for _ in range(3):
        child.expect("> ")
        child.sendline("")
    child.expect("Win > ")
    child.sendline("")
    child.expect("Lesson > ")
    child.sendline("")
    child.expect(r"\[Y/n\] ")
    child.sendline("n")
    child.expect("stays open")
    end(child, 130)
    child = start(root)
    child.expect("> ")
    child.sendeof()
    child.expect("nothing was written")
    end(child, 130)
    child = start(root)
    child.expect("> ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus == 2 or child.exitstatus == 130
    assert (root / FILE).read_bytes() == before


def kept(root):
    """What was typed before Ctrl-C is offered by the next closing, and only there is it used up."""
    before = (root / FILE).read_bytes()
    child = start(root)
    child.expect("fit.km was missed")
    child.expect("> ")
    child.sendline("The knee, three weeks.")
    child.expect("fit.rest-hr was missed")
    child.expect("> ")
    child.sendintr()
    child.expect("your answers are kept: the next `okr close 2026-Q3` offers them")
    end(child, 130)
    assert (root / FILE).read_bytes() == before
    child = start(root)
    child.expect("Answered the last time:\r\n  fit.km: The knee, three weeks.")
    child.expect(r"Go on with these\? \[Y/n\] ")
    child.sendline("?")
    child.expect("n asks for everything anew")
    child.expect(r"Go on with these\? \[Y/n\] ")
    child.sendline("")
    child.expect("fit.rest-hr was missed")
    for _ in range(2):
        child.expect("> ")
        child.sendline("")
    for question in ("Win", "Lesson"):
        child.expect(question + " > ")
        child.sendline("")
    child.expect(r"\[Y/n\] ")
    child.sendline("y")
    child.expect("Wrote 2026-Q3/cycle.toml")
    end(child, 0)
    assert 'postmortem = "The knee, three weeks."' in (root / FILE).read_text()
    assert not list((root.parent / ".local/state/okr").glob("close-*"))


def meanwhile(root):
    """A check-in that comes while the questions stand: the numbers are shown again, and asked about."""
    child = start(root)
    for _ in range(3):
        child.expect("> ")
        child.sendline("")
    child.expect("Win > ")
    child.sendline("")
    child.expect("Lesson > ")
    child.sendline("ask earlier")
    child.expect("Lesson > ")
    child.sendline("")
    child.expect(r"\[Y/n\] ")
    (root / "2026-Q3/checkins/2026-09-30-ben.toml").write_text("date = 2026-09-30\nfit.km = 157\n")
    child.sendline("y")
    child.expect("The files changed meanwhile")
    child.expect("300 of 300 km")
    child.expect(r"\[Y/n\] ")
    child.sendline("y")
    child.expect("Wrote 2026-Q3/cycle.toml")
    end(child, 0)
    text = (root / FILE).read_text()
    assert 'lessons = ["ask earlier"]' in text and "fit.km       = { value = 300, progress = 1," in text


def not_asked(root):
    """With --no-input nothing is asked."""
    child = start(root, "--no-input")
    child.expect("postmortem is due")
    end(child, 0)


for test in (answers, helped, refused, kept, meanwhile, not_asked):
    with tempfile.TemporaryDirectory() as folder:
        test(workspace(folder))
        print("ok", test.__name__)
