#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the transcripts in documents against a built okr: run.py --okr build/dev/okr tests/cli/*.md README.md

Every header comment of a document begins a fresh folder. A folder whose transcript fails stays and is named.
--update writes what happened into the documents. README.md of this folder describes the notation.
"""

import argparse
import difflib
import os
import shutil
import signal
import subprocess
import sys
import tempfile

import transcript

HERE = os.path.dirname(os.path.abspath(__file__))
MARKS_WITHIN = ("\uFDD0", "\uFDD1")  # what stands in for the signs of a number until it is painted
SHOWN_HOME = "/home/ana"  # how the folder's home reads in a document, wherever the folder lies
SHOWN_BIN = "/usr/local/bin"  # and the folder that its okr lies in
SECONDS = 60
# The shell notes where a command ended and what it exported, so that `cd` and `export` last, as they do at a prompt.
WRAPPED = '[ ! -f "$0.exported" ] || . "$0.exported"\n' \
          'trap "pwd -P >\\"\\$0\\"; export -p >\\"\\$0.exported\\"" EXIT; eval "$1"'


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", nargs="+")
    parser.add_argument("--okr", required=True, help="the program that 'okr' means")
    parser.add_argument("--examples", default=os.path.join(HERE, "..", "..", "examples"))
    parser.add_argument("--update", action="store_true", help="write what happened into the documents")
    return parser.parse_args()


def git(folder, env, *words):
    subprocess.run(["git", *words], cwd=folder, env=env, check=True, stdout=subprocess.DEVNULL)


class Sandbox:
    """A folder of its own with a home, a fixed environment and the workspace that a header comment asks for."""

    def __init__(self, setting, okr, examples, document):
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="okr-transcript-"))
        self.home = os.path.join(self.root, "home")
        os.makedirs(os.path.join(self.root, "bin"))
        os.makedirs(self.home)
        os.symlink(okr, os.path.join(self.root, "bin", "okr"))
        self.env = self._environment(setting)
        self.directory = self._workspace(setting.workspace, examples, document)
        if setting.git:
            self._repository(setting)

    def _environment(self, setting):
        path = os.path.join(self.root, "bin") + os.pathsep + "/usr/local/bin:/usr/bin:/bin"
        fixed = {
            "PATH": path, "HOME": self.home, "USER": "ana", "LOGNAME": "ana", "TMPDIR": self.root, "SHELL": "/bin/sh",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "COLUMNS": "80", "PAGER": "cat", "EDITOR": "false",
            "OKR_SOURCE": "ana-x1",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CEILING_DIRECTORIES": self.root, "GIT_PAGER": "cat",
        }
        if setting.today != transcript.BY_CLOCK:
            instant = f"{setting.today}T09:00:00+00:00"
            fixed |= {"OKR_TODAY": setting.today, "GIT_AUTHOR_DATE": instant, "GIT_COMMITTER_DATE": instant}
        with open(os.path.join(self.home, ".gitconfig"), "w", encoding="utf-8") as file:
            file.write("[user]\n\tname = ana\n\temail = ana@example.org\n[init]\n\tdefaultBranch = main\n"
                       "[commit]\n\tgpgSign = false\n[core]\n\tautocrlf = false\n[advice]\n\tdetachedHead = false\n")
        if "ASAN_OPTIONS" in os.environ:
            fixed["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        return {**fixed, **setting.env}

    def _workspace(self, name, examples, document):
        """A copy of an example; of a folder beside the document where the name has a slash; or an empty folder."""
        if name == "empty":
            folder = os.path.join(self.home, "goals")
            os.makedirs(folder)
            return folder
        beside = os.path.join(os.path.dirname(os.path.abspath(document)), name)
        source = beside if "/" in name else os.path.join(examples, name)
        if not os.path.isdir(source):
            raise transcript.Malformed(f"{document}: there is no workspace '{name}'")
        folder = os.path.join(self.home, os.path.basename(name.rstrip("/")))
        shutil.copytree(source, folder, symlinks=True)
        return folder

    def _repository(self, setting):
        instant = f"{setting.git}T08:00:00+00:00"
        env = {**self.env, "GIT_AUTHOR_DATE": instant, "GIT_COMMITTER_DATE": instant}
        git(self.directory, env, "init", "--quiet")
        git(self.directory, env, "add", "--all")
        git(self.directory, env, "commit", "--quiet", "--allow-empty", "--message", "The workspace as it was")

    def run(self, text):
        """What a person would see, and the exit code (128 + N for a signal N, 124 when it does not end)."""
        place = os.path.join(self.root, "place")
        with open(place, "wb"):
            pass  # stays empty where the shell ends without a word
        process = subprocess.Popen(["/bin/sh", "-c", WRAPPED, place, text], cwd=self.directory, env=self.env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   start_new_session=True)
        try:
            output, code = process.communicate(timeout=SECONDS)[0], process.returncode
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, code = process.communicate()[0] + b"[did not end]\n", 124
        with open(place, encoding="utf-8", errors="surrogateescape") as file:
            ended = file.read().rstrip("\n")
        if os.path.isdir(ended):
            self.directory = ended
        shown = output.decode("utf-8", "backslashreplace").replace(self.home, SHOWN_HOME)
        for mark in MARKS_WITHIN:
            shown = shown.replace(mark, "[a mark of its own that okr printed]")
        shown = shown.replace(os.path.join(self.root, "bin"), SHOWN_BIN)
        return shown, code if code >= 0 else 128 - code

    def remove(self):
        try:
            shutil.rmtree(self.root)
        except PermissionError:  # a transcript may forbid itself a folder
            subprocess.run(["chmod", "-R", "u+rwX", self.root], check=False)
            shutil.rmtree(self.root)


def happened(document, lines, blocks, form, options):
    """The document's lines as they would have to be, and the folders that disagree."""
    result, done, left, sandbox, faulty = [], 0, [], None, False
    for number, block in enumerate(blocks):
        if number == 0 or block.setting is not blocks[number - 1].setting:
            sandbox, faulty = Sandbox(block.setting, options.okr, options.examples, document), False
        result += lines[done:block.first]
        for command in block.commands:
            output, code = sandbox.run(command.text)
            faulty = faulty or not transcript.agrees(command, output, code)
            result += [form.encoded(line) for line in transcript.lines_for(command, output, code)]
        done = block.last
        if number + 1 == len(blocks) or blocks[number + 1].setting is not block.setting:
            if faulty and not options.update:
                left.append(sandbox.root)
            else:
                sandbox.remove()
    return result + lines[done:], left


def check(document, options):
    """Whether the document tells the truth; says what is wrong otherwise."""
    with open(document, encoding="utf-8", newline="") as file:
        text = file.read()
    lines = text.split("\n")
    form = transcript.dialect(document)
    blocks = transcript.blocks(lines, form, document)
    if not blocks:
        print(f"{document}: no transcript in it")
        return False
    result, left = happened(document, lines, blocks, form, options)
    if options.update and result != lines:
        with open(document, "w", encoding="utf-8", newline="") as file:
            file.write("\n".join(result))
        print(f"{document}: updated")
    elif left:
        sys.stdout.writelines(line + "\n" for line in difflib.unified_diff(
            lines, result, f"{document} (says)", f"{document} (happens)", lineterm=""))
        for root in left:
            print(f"{document}: the folder is left in {root}")
    return options.update or not left


def main():
    options = arguments()
    options.okr = os.path.abspath(options.okr)
    if not os.access(options.okr, os.X_OK):
        sys.exit(f"run.py: {options.okr} is no program; build it first")
    failed = 0
    for document in options.documents:
        try:
            failed += not check(document, options)
        except transcript.Malformed as error:
            print(error)
            failed += 1
        except (OSError, UnicodeDecodeError, subprocess.CalledProcessError) as error:
            print(f"{document}: {error}")
            failed += 1
    print(f"{len(options.documents) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
