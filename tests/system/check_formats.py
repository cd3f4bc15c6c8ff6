#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `okr check` writes for other programs, read by validators that are not ours.

Usage: check_formats.py OKR EXAMPLES SCHEMAS
SARIF by its JSON schema and GitHub's limits, JUnit by Jenkins' XML schema, GitLab's report by the schema of its page, the
commands of a GitHub runner by its own rules: over every example, hostile workspaces, every rule's example, and every way to
say what is checked. All formats tell of the same findings. Ends with 77 (skipped) where a validator is not installed.
"""
import collections
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import urllib.parse
import xml.etree.ElementTree

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)
if not shutil.which("xmllint"):
    print("skipped: xmllint (libxml2-utils) is not installed")
    sys.exit(77)

FORMATS = ["sarif", "junit", "github", "gitlab"]
DAY = "2026-08-17"
HOSTILE = "50 % ::error file=x,line=1::y ##[add-mask]z ]]> <b a='1'> & \\\"q\\\" \\n\\r\\t \\u001b[31m \\u0007 \\u202e \\uFFFE [a](http://b) {0} \U0001f600 e\u0301"

found = []


def fault(where, what):
    found.append(f"{where}: {what}")


# --- readers ------------------------------------------------------------------------------------------------------------

def check_sarif(where, text, repository, schemas):
    report = json.loads(text)
    for error in schemas["sarif"].iter_errors(report):
        fault(where, f"SARIF: {error.json_path}: {error.message[:120]}")
    run = report["runs"][0]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    if len({rule["id"] for rule in rules}) != len(rules):
        fault(where, "SARIF: a rule stands there twice")
    for rule in rules:
        if not rule["help"]["text"] or not rule["help"]["markdown"] or not re.fullmatch(r"([A-Z0-9][a-zA-Z0-9]*)+", rule["name"]):
            fault(where, f"SARIF: {rule['id']} has no help or no name")
        if max(len(rule[key]["text"]) for key in ("shortDescription", "fullDescription")) > 1024:
            fault(where, f"SARIF: {rule['id']} says more than GitHub shows")
    order = ["error", "warning", "note"]
    if [order.index(one["level"]) for one in results] != sorted(order.index(one["level"]) for one in results):
        fault(where, "SARIF: a less severe finding comes first")
    for one in results:
        if rules[one["ruleIndex"]]["id"] != one["ruleId"] or len(one["locations"]) != 1:
            fault(where, f"SARIF: {one['ruleId']} is not the rule of its index, or not in one place")
        place = one["locations"][0]["physicalLocation"]
        if place["artifactLocation"]["uriBaseId"] not in run["originalUriBaseIds"]:
            fault(where, "SARIF: an unknown base")
        check_path(where, urllib.parse.unquote(place["artifactLocation"]["uri"]), repository)
        if not re.fullmatch(r"[A-Za-z0-9\-._~/%]+", place["artifactLocation"]["uri"]):
            fault(where, f"SARIF: {place['artifactLocation']['uri']} is not encoded")
        check_text(where, one["message"]["text"])
    prints = [one["partialFingerprints"]["okr/v1"] for one in results]
    if len(set(prints)) != len(prints):
        fault(where, "SARIF: two findings with one fingerprint")
    return [one["ruleId"] for one in results]


def check_junit(where, text, repository, schemas, code):
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        done = subprocess.run(["xmllint", "--noout", "--schema", schemas["junit"], file.name], capture_output=True, text=True)
    if done.returncode:
        return fault(where, f"JUnit: {done.stderr[:300]}")
    root = xml.etree.ElementTree.fromstring(text.encode())
    cases = root.findall("testsuite/testcase")
    names = [(case.get("classname"), case.get("name")) for case in cases]
    if len(set(names)) != len(names) or not cases:
        fault(where, f"JUnit: {len(cases)} cases, {len(set(names))} names")
    for suite in [root] + root.findall("testsuite"):
        inside = suite.findall(".//testcase")
        counts = (len(inside), len(suite.findall(".//failure")))
        if counts != (int(suite.get("tests")), int(suite.get("failures"))):
            fault(where, f"JUnit: {suite.get('name')} counts wrong")
        if suite is not root:
            check_path(where, suite.get("name"), repository)
    if bool(root.findall(".//failure")) != (code == 1):
        fault(where, "JUnit does not agree with the exit code")
    codes = []
    for told in root.findall(".//failure") + root.findall(".//skipped"):
        check_text(where, told.text)
        codes += re.findall(r"\[([EWI]\d{3})\]$", told.text, re.M)
    return codes


def runner_command(line):
    """As actions/runner reads it: ::name key=value,key=value::message, with %25 and its like."""
    match = re.fullmatch(r"::([a-z-]+)(?: ([^:]*(?:(?!::):[^:]*)*))?::(.*)", line)
    if not match:
        return None
    decode = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
    properties = {}
    for one in (match[2] or "").split(","):
        key, _, value = one.partition("=")
        for code, character in decode:
            value = value.replace(code, character)
        properties[key] = value
    message = match[3]
    for code, character in decode[:2] + decode[4:]:
        message = message.replace(code, character)
    return match[1], properties, message


def check_github(where, text, repository, told):
    lines = text.split("\n")
    if lines.pop() != "":
        fault(where, "github: the last line does not end")
    commands = [runner_command(line) for line in lines]
    if None in commands:
        return fault(where, f"github: no command: {lines[commands.index(None)]!r}")
    rest = [one for one in commands if "file" not in one[1]]
    shown = [one for one in commands if "file" in one[1]]
    if len(shown) != min(len(told), 9) or len(rest) != (1 if len(told) > 9 else 0):
        fault(where, f"github: {len(shown)} annotations and {len(rest)} notes of {len(told)} findings")
    if rest and (rest[0][0] != "notice" or commands[-1] != rest[0]):
        fault(where, "github: the rest is no notice at the end")
    if rest and sum(map(int, re.findall(r"(\d+) (?:error|warning|hint)s?", rest[0][2]))) != len(told) - 9:
        fault(where, f"github: counts wrong: {rest[0][2]}")
    order = ["error", "warning", "notice"]
    if [order.index(one[0]) for one in shown] != sorted(order.index(one[0]) for one in shown):
        fault(where, "github: a less severe finding comes first")
    for _, properties, message in shown:
        if set(properties) not in ({"file", "title"}, {"file", "title", "line", "col", "endLine", "endColumn"}):
            fault(where, f"github: properties {sorted(properties)}")
        check_path(where, properties["file"], repository)
        check_text(where, message)
        check_text(where, properties["title"])
    return [one[1]["title"][:4] for one in shown]


def check_gitlab(where, text, repository, schemas):
    report = json.loads(text)
    for error in schemas["gitlab"].iter_errors(report):
        fault(where, f"GitLab: {error.json_path}: {error.message[:120]}")
    prints = [one["fingerprint"] for one in report]
    if len(set(prints)) != len(prints):
        fault(where, "GitLab: two findings with one fingerprint")
    for one in report:
        check_path(where, one["location"]["path"], repository)
        check_text(where, one["description"])
    return [one["check_name"] for one in report]


def check_path(where, path, repository):
    """A file from the repository's root. In a rule's example it may be missing, where that is the fault."""
    if repository is None:
        is_right = path == "stdin"
    else:
        is_there = (repository / path).exists() or (where.startswith("example") and (repository / path).parent.is_dir())
        is_right = is_there and ".." not in path.split("/") and not path.startswith(("/", "./"))
    if not is_right:
        fault(where, f"no file {path}")


def check_text(where, text):
    if not text or re.search(r"[\x00-\x09\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e]", text):
        fault(where, f"a text that a terminal would obey: {text!r}")


# --- runs ---------------------------------------------------------------------------------------------------------------

class Checker:
    def __init__(self, okr, schemas):
        self.okr, self.schemas = okr, schemas
        self.environment = dict(os.environ, OKR_TODAY=DAY, OKR_ME="ana", LC_ALL="C.UTF-8", CI="", GITHUB_ACTIONS="", TF_BUILD="")

    def run(self, folder, *words, stdin=""):
        done = subprocess.run([self.okr, *words], cwd=folder, env=self.environment, input=stdin.encode(), capture_output=True,
                              timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def formats(self, where, folder, repository, *words, stdin=""):
        """Checks every format of one call and gives the findings that they agree on."""
        code, out, errors = self.run(folder, "check", "--json", *words, stdin=stdin)
        if code > 1:
            return fault(where, f"exit {code}: {errors}")
        told = json.loads(out)["findings"]
        codes = collections.Counter(one["code"] for one in told)
        for name in FORMATS:
            code_here, text, errors = self.run(folder, "check", "--format", name, *words, stdin=stdin)
            if code_here != code:
                fault(where, f"{name} ends with {code_here}, json with {code}: {errors}")
                continue
            said = self.read(name, where, text, repository, told, code)
            if said is not None and (name != "github" or len(told) <= 9) and collections.Counter(said) != codes:
                fault(where, f"{name} tells of {collections.Counter(said)}, json of {codes}")
        return told

    def read(self, name, where, text, repository, told, code):
        if name == "sarif":
            return check_sarif(where, text, repository, self.schemas)
        if name == "junit":
            return check_junit(where, text, repository, self.schemas, code)
        if name == "github":
            return check_github(where, text, repository, told)
        return check_gitlab(where, text, repository, self.schemas)


    def by_a_service(self):
        """The same program, run by a service that reads commands from what is printed."""
        other = Checker(self.okr, self.schemas)
        other.environment["CI"] = "true"
        return other


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=ana", "-c", "user.email=ana@example.org", *words], cwd=folder, check=True,
                   capture_output=True)


def hostile_workspace(folder):
    """Every text and every name that a form could trip over; thirty findings and more, equal ones among them."""
    (folder / "2026-Q3").mkdir(parents=True)
    (folder / "okr.toml").write_text(f'[workspace]\nname = "{HOSTILE}"\n"{HOSTILE}" = 1\n')
    (folder / "2026-Q3/cycle.toml").write_text(f'[cycle]\ntitle = "{HOSTILE}"\nstate = "{HOSTILE}"\n')
    lines = [f'[ship]\ntitle = "{HOSTILE}"\nparent = "{HOSTILE}"\n', f'[ship.users]\ntitle = "{HOSTILE}"\ntarget = nan\n']
    lines += [f'[ship.n{i}]\ntitle = "{i} {HOSTILE}"\nbaseline = 5\ntarget = 5\n"{HOSTILE}" = {i}\n' for i in range(20)]
    lines += ['[ship.same]\ntitle = "Same"\ntarget = 4\n']
    lines += ['[[ship.same.initiatives]]\ntitle = "One"\nwrnog = 1\n'] * 3
    (folder / "2026-Q3/a,b: 100 %41 'ü' #;?&.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "2026-Q3/none.toml").write_text("[x\n")


def check_hostile(checker, work):
    repository = work / "a repository, ä%20: b"
    folder = repository / "tëam: a, 5 % off"
    hostile_workspace(folder)
    git(work, "init", "-q", str(repository))
    told = checker.formats("hostile", folder, repository)
    if not told or len(told) < 30:
        fault("hostile", f"only {told and len(told)} findings")
    checker.formats("hostile, from the root", repository, repository, "-C", folder.name)
    checker.formats("hostile, --strict", folder, repository, "--strict")
    checker.formats("hostile, one rule", folder, repository, "--rule", "E116")
    file = next(folder.glob("2026-Q3/a,b*"))
    checker.formats("hostile, a file", work, repository, str(file))
    shutil.copytree(folder, repository / "other")
    two = checker.formats("two workspaces", repository, repository, str(file), "other/okr.toml", "other/2026-Q3/none.toml")
    if not two or len({one["file"].split("/")[0] for one in two}) != 2:
        fault("two workspaces", "are not told apart")
    git(repository, "add", ".")
    checker.formats("staged", repository, repository, "--staged")
    git(repository, "commit", "-q", "-m", "All of it")
    if checker.formats("since HEAD", folder, repository, "--since", "HEAD") != []:
        fault("since HEAD", "tells of what HEAD has")
    text = file.read_text()
    file.write_text("# a line\n\n" + text.replace("target = nan", "target = inf") + "\nnew-key = 1\n")
    new = checker.formats("since HEAD, changed", folder, repository, "--since", "HEAD")
    if not new or [one["code"] for one in new] != ["E116"]:
        fault("since HEAD, changed", f"tells of {new}")
    checker.formats("stdin", folder, None, "-", stdin=text)
    check_by_a_service(checker.by_a_service(), folder, repository)
    for name in FORMATS:
        target = work / f"report.{name}"
        code, out, errors = checker.run(folder, "check", "--format", name, "-o", str(target))
        if code != 1 or out != f"Wrote {target}\n" or errors or target.read_text() != checker.run(folder, "check", "--format", name)[1]:
            fault(f"-o, {name}", f"exit {code}, {out or errors or 'another text'}")


def check_by_a_service(checker, folder, repository):
    """No title becomes a command of the service that runs us, and who reads a form reads the same."""
    checker.formats("by a service", folder, repository)
    for name in FORMATS + ["json", "human"]:
        lines = checker.run(folder, "check", "--rule", "all", "--format", name)[1].split("\n")
        if any(re.search(r"##(vso)?\[", line) or (name != "github" and line.lstrip().startswith("::")) for line in lines):
            fault(f"by a service, {name}", "a title is a command")


def check_without_repository(checker, work):
    folder = work / "no repository"
    hostile_workspace(folder / "one")
    hostile_workspace(folder / "two")
    checker.formats("no repository", folder / "one", folder / "one")
    checker.formats("no repository, two", work, folder, str(folder / "one/okr.toml"), str(folder / "two/okr.toml"))


def check_examples(checker, work, examples):
    for example in sorted(path for path in examples.iterdir() if (path / "okr.toml").exists()):
        repository = work / "examples of ours"
        shutil.copytree(example, repository / example.name)
        if not (repository / ".git").exists():
            git(work, "init", "-q", str(repository))
        checker.formats(example.name, repository / example.name, repository)
    empty = checker.run(work, "-C", "examples of ours/personal", "check", "--format", "gitlab", "--rule", "E001")[1]
    if empty != "[]\n":
        fault("gitlab", f"nothing found is {empty!r}")


def example_files(around, text):
    """The files of a rule's example, as okr explain gives it: `# file: NAME` begins one, what stands before is of the cycle."""
    def parted(lines):
        files, name = {"": ""}, ""
        for line in lines.splitlines():
            if match := re.fullmatch(r"# file: (\S+)", line):
                name = match[1]
                files[name] = ""
            else:
                files[name] += line + "\n"
        return files

    files = parted(text)
    lead = files.pop("")
    whole = {name: content for name, content in (parted(around) | files).items() if name}
    whole["2026-Q3/cycle.toml"] = whole.get("2026-Q3/cycle.toml", "") + lead
    return whole


def check_rules(checker, work):
    """Each rule's example, in a workspace where the program says what stands around it, and as a text by itself: whatever
    it is, it can be told."""
    code, out, _ = checker.run(work, "explain", "--json")
    report = json.loads(out) if code == 0 else {}
    driver = json.loads(checker.run(work, "check", "-", "--format", "sarif")[1])["runs"][0]["tool"]["driver"]
    for rule in report.get("rules") or [json.loads(checker.run(work, "explain", one["id"], "--json")[1]) for one in driver["rules"]]:
        where = f"example of {rule['code']}"
        checker.formats(where, work, None, "-", stdin=rule["triggers"] + "\n")
        if "around" not in report:
            continue
        folder = work / f"rule {rule['code']}"
        for name, content in example_files(report["around"], rule["triggers"]).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        checker.formats(where, folder, folder)


def on_terminal(checker, folder, *words, rows=24, columns=80):
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen([checker.okr, *words], cwd=folder, env=dict(checker.environment, TERM="xterm-256color"),
                               stdin=subprocess.DEVNULL, stdout=other, stderr=subprocess.DEVNULL)
    os.close(other)
    text = b""
    while True:
        if not select.select([main], [], [], 20)[0]:
            break
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    process.wait(timeout=20)
    os.close(main)
    return text.decode()


def check_links(checker, work):
    """Places are links to files that are there, on a terminal alone and only when asked for."""
    folder = work / "links, 5 %"
    hostile_workspace(folder)
    shown = on_terminal(checker, folder, "check", "--hyperlink", "--rule", "all", "--no-pager")
    links = re.findall(r"\x1b\]8;;file://([^/]+)(/[^\x1b#]*)(?:#(\d+))?\x1b\\([^\x1b]+)\x1b\]8;;\x1b\\", shown)
    if len(links) < 30:
        fault("links", f"only {len(links)}")
    for _, path, line, place in links:
        if not pathlib.Path(urllib.parse.unquote(path)).is_file() or (line and f":{line}:" not in place):
            fault("links", f"{path} {line} {place}")
    if "\x1b]8" in on_terminal(checker, folder, "check", "--no-pager"):
        fault("links", "are there though nobody asked")
    if "\x1b]8" in checker.run(folder, "check", "--hyperlink")[1]:
        fault("links", "are in a pipe")


def check_one_screen(checker, work):
    """With the prompt behind it, all of it can be seen; what cannot is counted."""
    folder = work / "screen"
    hostile_workspace(folder)
    for rows, columns in ((10, 80), (24, 80), (24, 200), (60, 120)):
        shown = on_terminal(checker, folder, "check", "--no-pager", "--color", "never", rows=rows, columns=columns)
        lines = shown.replace("\r\n", "\n").rstrip("\n").split("\n")
        if sum(max(1, -(-len(line) // columns)) for line in lines) >= max(rows, 10) or "more: okr check" not in shown:
            fault("screen", f"{len(lines)} lines on {rows} rows of {columns} columns")


def main():
    okr, examples, schema_folder = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
    sarif = json.loads((schema_folder / "sarif-2.1.0.json").read_text())
    gitlab = json.loads((schema_folder / "gitlab-code-quality.json").read_text())
    schemas = {"sarif": jsonschema.Draft202012Validator(sarif), "gitlab": jsonschema.Draft202012Validator(gitlab),
               "junit": str(schema_folder / "jenkins-junit.xsd")}
    checker = Checker(okr, schemas)
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        check_examples(checker, work, examples)
        check_hostile(checker, work)
        check_without_repository(checker, work)
        check_rules(checker, work)
        check_links(checker, work)
        check_one_screen(checker, work)
    print("\n".join(found[:40]) if found else "every format is read by its validator")
    return 1 if found else 0


sys.exit(main())
