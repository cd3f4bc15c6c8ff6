#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the transcript runner: what it reads, and that it says so when a document lies."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import transcript  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
FAKE = '#!/bin/sh\ncase $1 in\n  today) echo "$OKR_TODAY";;\n  fail) echo "okr: no" >&2; exit 3;;\n  home) pwd;;\nesac\n'
HEADER = "<!-- workspace: empty, today: 2026-08-17 -->\n"


def console(text):
    return HEADER + "```console\n" + text + "```\n"


class Runner(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="okr-runner-")
        self.okr = os.path.join(self.folder, "okr")
        self.document = os.path.join(self.folder, "document.md")
        with open(self.okr, "w", encoding="utf-8") as file:
            file.write(FAKE)
        os.chmod(self.okr, 0o755)
        examples = os.path.join(self.folder, "examples", "small")
        os.makedirs(examples)
        with open(os.path.join(examples, "okr.toml"), "w", encoding="utf-8") as file:
            file.write("format = 1\n")

    def tearDown(self):
        shutil.rmtree(self.folder)

    def run_document(self, text, *flags, name="document.md"):
        self.document = os.path.join(self.folder, name)
        with open(self.document, "w", encoding="utf-8") as file:
            file.write(text)
        return subprocess.run(
            [sys.executable, "-B", os.path.join(HERE, "run.py"), "--okr", self.okr, "--examples",
             os.path.join(self.folder, "examples"), *flags, self.document],
            env={**os.environ, "TMPDIR": self.folder}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def assert_passes(self, text, **options):
        done = self.run_document(text, **options)
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("1 passed, 0 failed", done.stdout)
        self.assertEqual(self.left(), [])

    def assert_fails(self, text, reason):
        done = self.run_document(text)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("0 passed, 1 failed", done.stdout)
        self.assertIn(reason, done.stdout)

    def left(self):
        return [name for name in os.listdir(self.folder) if name.startswith("okr-transcript-")]

    def test_what_is_printed_is_compared_exactly(self):
        self.assert_passes(console("$ okr today\n2026-08-17\n"))
        self.assert_fails(console("$ okr today\n2026-08-18\n"), "+2026-08-17")

    def test_a_missing_or_additional_line_fails(self):
        self.assert_fails(console("$ okr today\n"), "+2026-08-17")
        self.assert_fails(console("$ okr today\n2026-08-17\nmore\n"), "-more")

    def test_a_failing_transcript_leaves_its_folder_and_names_it(self):
        done = self.run_document(console("$ touch here\n$ okr today\nno\n"))
        self.assertEqual(len(self.left()), 1)
        self.assertIn(self.left()[0], done.stdout)
        self.assertTrue(os.path.exists(os.path.join(self.folder, self.left()[0], "home", "goals", "here")))

    def test_the_exit_code_is_part_of_the_transcript(self):
        self.assert_passes(console("$ okr fail\nokr: no\n[exit 3]\n"))
        self.assert_fails(console("$ okr fail\nokr: no\n"), "+[exit 3]")
        self.assert_fails(console("$ okr fail\nokr: no\n[exit 2]\n"), "-[exit 2]")
        self.assert_fails(console("$ true\n[exit 1]\n"), "-[exit 1]")

    def test_files_and_folder_last_from_command_to_command(self):
        self.assert_passes(console("$ mkdir a\n$ cd a\n$ echo x > b\n") + "Then:\n```console\n$ cat ../a/b\nx\n```\n")

    def test_what_is_exported_lasts_and_what_stands_in_front_of_a_command_does_not(self):
        self.assert_passes(console("$ export OKR_TODAY=2026-09-01\n$ okr today\n2026-09-01\n"
                                   "$ OKR_TODAY=2026-10-01 okr today\n2026-10-01\n$ okr today\n2026-09-01\n"))

    def test_the_day_is_said_by_what_is_typed_alone(self):
        header = "<!-- workspace: empty, today: clock, git: yes -->\n"
        self.assert_passes(header + "```console\n$ okr today\n\n$ export OKR_TODAY=2026-09-01\n$ okr today\n2026-09-01\n```\n")
        self.assert_passes(header + "```console\n$ echo $GIT_AUTHOR_DATE\n\n$ git log --format=%as\n2026-08-17\n```\n")

    def test_a_header_comment_begins_a_fresh_folder(self):
        self.assert_passes(console("$ touch a\n$ ls\na\n") + console("$ ls\n"))

    def test_a_workspace_is_a_copy_of_the_example(self):
        header = "<!-- workspace: small, today: 2026-01-02 -->\n"
        self.assert_passes(header + "```console\n$ cat okr.toml\nformat = 1\n$ rm okr.toml\n$ okr today\n2026-01-02\n```\n")
        self.assertTrue(os.path.exists(os.path.join(self.folder, "examples", "small", "okr.toml")))

    def test_a_repository_has_a_fixed_first_commit(self):
        header = "<!-- workspace: small, git: 2026-07-01 -->\n"
        self.assert_passes(header + "```console\n$ git log --format='%h %an %cs'\nfdd0d28 ana 2026-07-01\n```\n"
                           .replace("fdd0d28", self.first_commit()))

    def first_commit(self):
        """The id that git gives: computed once in another folder, so that the test proves it is the same again."""
        self.run_document("<!-- workspace: small, git: 2026-07-01 -->\n```console\n$ git log --format=%h\n```\n", "--update")
        with open(self.document, encoding="utf-8") as file:
            return file.read().split("\n")[3]

    def test_an_ellipsis_stands_for_any_lines(self):
        self.assert_passes(console("$ printf 'a\\nb\\nc\\n'\na\n...\nc\n"))
        self.assert_passes(console("$ printf 'a\\n'\n...\na\n...\n"))
        self.assert_fails(console("$ printf 'a\\nb\\n'\na\n...\nc\n"), "-c")

    def test_a_command_may_have_several_lines(self):
        self.assert_passes(console("$ cat <<'END'\n> one\n>\n> two\n> END\none\n\ntwo\n"))

    def test_output_that_looks_like_notation_is_guarded(self):
        text = console("$ printf '$ a\\n> b\\n...\\n[exit 1]\\n\\\\$ c\\n'\n\\$ a\n\\> b\n\\...\n\\[exit 1]\n\\\\$ c\n")
        self.assert_passes(text)

    def test_a_missing_final_newline_shows(self):
        self.assert_passes(console("$ printf a\na\n[no final newline]\n"))
        self.assert_fails(console("$ printf a\na\n"), "+[no final newline]")

    def test_the_home_reads_the_same_everywhere(self):
        self.assert_passes(console("$ okr home\n/home/ana/goals\n"))

    def test_the_environment_is_fixed(self):
        self.assert_passes(console("$ echo $LC_ALL $TERM $COLUMNS\nC.UTF-8 dumb 80\n"))
        self.assert_passes("<!-- workspace: empty, env: COLUMNS=60 A=b -->\n```console\n$ echo $COLUMNS $A\n60 b\n```\n")

    def test_a_document_without_transcripts_fails(self):
        self.assert_fails("# Nothing\n\n```sh\n$ okr today\n```\n", "no transcript")

    def test_a_malformed_document_fails_with_its_line(self):
        self.assert_fails(HEADER + "```console\n$ okr today\n", "document.md:2: the block has no end")
        self.assert_fails(HEADER + "```console\nokr today\n```\n", "begins with output")
        self.assert_fails("<!-- workspace: empty, day: 1 -->\n", "unknown option 'day: 1'")
        self.assert_fails("<!-- workspace: nosuch -->\n```console\n$ ls\n```\n", "no workspace 'nosuch'")

    def test_update_writes_what_happened_and_keeps_what_agrees(self):
        text = console("$ okr today\nwrong\n$ printf 'a\\nb\\n'\n...\nb\n$ okr fail\n") + "Prose.\n"
        self.run_document(text, "--update")
        with open(self.document, encoding="utf-8") as file:
            updated = file.read()
        self.assertEqual(updated, console(
            "$ okr today\n2026-08-17\n$ printf 'a\\nb\\n'\n...\nb\n$ okr fail\nokr: no\n[exit 3]\n") + "Prose.\n")
        self.assert_passes(updated)

    def test_a_manual_page_is_a_document_too(self):
        page = '.\\" workspace: empty, today: 2026-08-17\n.Bd -literal -offset indent\n$ okr today\n%s\n$ echo .a\n\\&.a\n.Ed\n'
        self.assert_passes(page % "2026-08-17", name="page.7")
        self.run_document(page % "wrong", "--update", name="page.7")
        with open(self.document, encoding="utf-8") as file:
            self.assertEqual(file.read(), page % "2026-08-17")


class Notation(unittest.TestCase):
    def test_guarding_is_undone_by_nothing_else(self):
        for line in ("$ a", "> b", "...", "[exit 1]", "\\$ c", "```"):
            self.assertEqual(transcript.guarded(line), "\\" + line)
        for line in ("$a", "a $ b", "....", "[exit]", "", "\\n"):
            self.assertEqual(transcript.guarded(line), line)

    def test_lines_match_where_an_ellipsis_allows(self):
        self.assertTrue(transcript.matches(["...", "b", "..."], ["a", "b", "b"]))
        self.assertTrue(transcript.matches(["..."], []))
        self.assertFalse(transcript.matches(["a"], []))
        self.assertFalse(transcript.matches([], ["a"]))
        self.assertFalse(transcript.matches(["b", "..."], ["a", "b"]))


if __name__ == "__main__":
    unittest.main()
