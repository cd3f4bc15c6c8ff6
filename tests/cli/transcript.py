# SPDX-License-Identifier: MIT
"""Reads transcripts: documents with commands and exactly what they print. Runs nothing; run.py does.

A document is Markdown with ```console blocks, or a manual page (mdoc) with .Bd -literal blocks that begin with "$ ".
README.md of this folder describes the notation.
"""

import re
from dataclasses import dataclass, field

ELLIPSIS = "..."
NO_FINAL_NEWLINE = "[no final newline]"
USUAL_DAY = "2026-08-17"
BY_CLOCK = "clock"  # no variable says the day: what a reader types has to
_SPECIAL = re.compile(r"\\*(\$ |> |\[exit \d+\]$|\[no final newline\]$|\.\.\.$|```)")
_EXIT = re.compile(r"\[exit (\d+)\]$")
_HEADER = re.compile(r"^<!--\s*(workspace:.*?)\s*-->$")
_MAN_HEADER = re.compile(r'^\.\\"\s*(workspace:.*?)\s*$')
_OPTIONS = ("workspace", "today", "git", "env")


class Malformed(Exception):
    """The document cannot be read as a transcript; the text names the line."""


@dataclass
class Command:
    text: str  # what the shell gets, several lines where the document continues with "> "
    shown: list  # the document's lines of it
    expected: list  # the document's lines of its output, guarded, "[exit N]" included


@dataclass
class Setting:
    workspace: str = "empty"
    today: str = USUAL_DAY
    git: str = ""  # "" is none, else the date of the first commit
    env: dict = field(default_factory=dict)


@dataclass
class Block:
    first: int  # index of the first line inside the block
    last: int  # index behind the last one
    commands: list
    setting: Setting = None  # the folder it runs in; the same object as that of the block before: the same folder


def guarded(line):
    """A line of output as the document shows it."""
    return "\\" + line if _SPECIAL.match(line) else line


def setting(text, where):
    """From "workspace: personal, today: 2026-08-17, git: yes, env: A=1 B=2"."""
    found = Setting()
    for part in text.split(","):
        key, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon or key not in _OPTIONS:
            raise Malformed(f"{where}: unknown option '{part.strip()}', there are {', '.join(_OPTIONS)}")
        if key == "env":
            for pair in value.split():
                name, equals, content = pair.partition("=")
                if not equals:
                    raise Malformed(f"{where}: env takes NAME=VALUE, not '{pair}'")
                found.env[name] = content
        else:
            setattr(found, key, value)
    if found.git in ("no", ""):
        found.git = ""
    elif found.git == "yes":
        found.git = USUAL_DAY if found.today == BY_CLOCK else found.today
    return found


def commands(lines, where):
    """The commands of a block's lines."""
    found = []
    continues = False
    for line in lines:
        if line.startswith("$ "):
            found.append(Command(line[2:], [line], []))
            continues = True
        elif not found:
            raise Malformed(f"{where}: the block begins with output; a command starts with '$ '")
        elif continues and (line.startswith("> ") or line == ">"):
            found[-1].text += "\n" + line[2:]
            found[-1].shown.append(line)
        else:
            continues = False
            found[-1].expected.append(line)
    return found


class Markdown:
    """How a block stands in a Markdown document."""

    header = _HEADER

    @staticmethod
    def opens(lines, at):
        return lines[at].rstrip() == "```console"

    @staticmethod
    def closes(line):
        return line.rstrip() == "```"

    @staticmethod
    def decoded(line):
        return line

    @staticmethod
    def encoded(line):
        return line


class Mdoc:
    """How a block stands in a manual page."""

    header = _MAN_HEADER

    @staticmethod
    def opens(lines, at):
        return lines[at].startswith(".Bd -literal") and at + 1 < len(lines) and lines[at + 1].startswith("$ ")

    @staticmethod
    def closes(line):
        return line.startswith(".Ed")

    @staticmethod
    def decoded(line):
        return line.replace("\\&", "").replace("\\-", "-").replace("\\e", "\\")

    @staticmethod
    def encoded(line):
        line = line.replace("\\", "\\e")
        return "\\&" + line if line.startswith((".", "'")) else line


def dialect(name):
    return Mdoc if re.search(r"\.[1-9]$", name) else Markdown


def blocks(lines, form, name):
    """All blocks with their settings. A header comment begins a fresh folder for the blocks behind it."""
    found = []
    current = Setting()
    at = 0
    while at < len(lines):
        header = form.header.match(lines[at])
        if header:
            current = setting(header.group(1), f"{name}:{at + 1}")
        elif form.opens(lines, at):
            last = at + 1
            while last < len(lines) and not form.closes(lines[last]):
                last += 1
            if last == len(lines):
                raise Malformed(f"{name}:{at + 1}: the block has no end")
            inner = [form.decoded(line) for line in lines[at + 1 : last]]
            found.append(Block(at + 1, last, commands(inner, f"{name}:{at + 2}"), current))
            at = last
        at += 1
    return found


def matches(expected, actual):
    """Whether the lines agree; an ELLIPSIS in `expected` stands for any number of lines."""
    reached = {0}  # how many lines of `actual` the part read so far can account for
    for line in expected:
        if line == ELLIPSIS:
            reached = set(range(min(reached), len(actual) + 1)) if reached else set()
        else:
            reached = {at + 1 for at in reached if at < len(actual) and actual[at] == line}
    return len(actual) in reached


def output_lines(output):
    """Output as the document shows it: guarded lines, and a word where the last one does not end."""
    lines = [guarded(line) for line in output.split("\n")]
    if lines[-1] == "":
        lines.pop()
    else:
        lines.append(NO_FINAL_NEWLINE)
    return lines


def agrees(command, output, code):
    """Whether the document says what happened."""
    stated = list(command.expected)
    stated_code = 0
    if stated and _EXIT.match(stated[-1]):
        stated_code = int(_EXIT.match(stated.pop())[1])
    return stated_code == code and matches(stated, output_lines(output))


def lines_for(command, output, code):
    """The document's lines for what happened: as they stand where they agree, else what the command did."""
    if agrees(command, output, code):
        return command.shown + command.expected
    return command.shown + output_lines(output) + ([f"[exit {code}]"] if code != 0 else [])
