# SPDX-License-Identifier: MIT
"""A GitHub runner, as far as a composite action sees one: action.yml is read and its steps are run as a job would run them,
with the files that a runner gives, no HOME, and (of root) a user without a name."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile

import yaml

NOBODY = 54321  # has no entry in /etc/passwd


class Answer:
    """What a step or an action left behind."""

    def __init__(self, code, log, outputs, summary):
        self.code, self.log, self.outputs, self.summary = code, log, outputs, summary


def parsed_outputs(text):
    """As GitHub reads GITHUB_OUTPUT: NAME=VALUE, or NAME<<DELIMITER, lines, DELIMITER."""
    outputs, lines = {}, iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        name, mark, delimiter = line.partition("<<")
        if not mark:
            name, mark, value = line.partition("=")
            assert mark, f"no output: {line!r}"
            outputs[name] = value
            continue
        block = []
        for inner in lines:
            if inner == delimiter:
                break
            block.append(inner)
        else:
            raise AssertionError(f"the output {name} has no end")
        assert name not in outputs, f"{name} is written twice"
        outputs[name] = "\n".join(block)
    return outputs


def commands_in(log):
    """The workflow commands that a runner would obey: those outside of stop-commands."""
    found, until = [], None
    for line in log.split("\n"):
        command = re.match(r"::([^:]*)::(.*)$", line.strip())
        if until is not None:
            until = None if line.strip() == f"::{until}::" else until
        elif command and command[1] == "stop-commands":
            until = command[2]
        elif command or line.strip().startswith("##["):
            found.append(line.strip())
    return found


class Runner:
    def __init__(self, folder, action, checkout, day="2026-08-24", variables=None):
        """`checkout` becomes the workspace: what actions/checkout left there."""
        self.root = pathlib.Path(folder)
        self.action = pathlib.Path(action)
        self.workspace = pathlib.Path(checkout)
        self.cache = {}  # what actions/cache keeps: key to a folder
        self.path = "/usr/bin:/bin"
        for name in ("temp", "tools", "kept"):
            (self.root / name).mkdir(exist_ok=True)
            os.chmod(self.root / name, 0o777)
        self.base = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.workspace),
                     "GITHUB_REPOSITORY": "acme/goals", "GITHUB_REF": "refs/pull/7/merge", "RUNNER_OS": "Linux",
                     "RUNNER_TEMP": str(self.root / "temp"), "RUNNER_TOOL_CACHE": str(self.root / "tools"),
                     "OKR_TODAY": day, "TZ": "UTC", "LC_ALL": "C.UTF-8", **(variables or {})}

    def next_job(self):
        """Another machine, with the same cache."""
        shutil.rmtree(self.root / "tools")
        (self.root / "tools").mkdir()
        os.chmod(self.root / "tools", 0o777)
        self.path = "/usr/bin:/bin"

    def event(self, text):
        (self.root / "temp" / "event.json").write_text(text)
        self.base["GITHUB_EVENT_PATH"] = str(self.root / "temp" / "event.json")

    def run(self, script, env, shell=("bash", "--noprofile", "--norc", "-eo", "pipefail")):
        """One `run:` of a step."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.root / "temp"))
        files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH", "GITHUB_ENV")}
        for file in files.values():
            file.touch()
        (folder / "script.sh").write_text(script)
        for path in (folder, *folder.iterdir()):
            os.chmod(path, 0o777)
        environment = {**self.base, "PATH": self.path, **{name: str(file) for name, file in files.items()}, **env}
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.getuid() == 0 else {}
        done = subprocess.run([*shell, str(folder / "script.sh")], cwd=self.workspace, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              **as_nobody)
        self.path = ":".join([*reversed(files["GITHUB_PATH"].read_text().split()), self.path])
        return Answer(done.returncode, done.stdout.decode(), parsed_outputs(files["GITHUB_OUTPUT"].read_text()),
                      files["GITHUB_STEP_SUMMARY"].read_bytes())

    def value(self, text, scope):
        """A text with its ${{ expressions }} filled in; an unknown name is a fault."""

        def one(match):
            name = match[1]
            if name not in scope:
                step = re.fullmatch(r"steps\.([a-z]+)\.outputs\.[a-z]+", name)
                assert step and f"steps.{step[1]}" in scope, f"nothing is called {name}"
            return str(scope.get(name, ""))

        return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", one, str(text))

    def holds(self, condition, scope):
        """The conditions that we use: `always()`, and NAME != ''."""
        if condition == "always()":
            return True
        name = re.fullmatch(r"(\S+) != ''", condition)
        return self.value("${{ " + name[1] + " }}", scope) != ""

    def restored(self, step, scope):
        """actions/cache: brings the folder back, or keeps what will stand there at the end of the job."""
        key, path = (self.value(step["with"][name], scope) for name in ("key", "path"))
        if key in self.cache:
            shutil.copytree(self.cache[key], path, dirs_exist_ok=True)
            os.chmod(path, 0o777)
            return None
        return key, path

    def uses(self, given):
        """The action, with these inputs."""
        action = yaml.safe_load((self.action / "action.yml").read_text())
        unknown = set(given) - set(action["inputs"])
        assert not unknown, f"action.yml has no input {unknown}"
        scope = {"github.token": "t0ken", "github.action_repository": "OWNER/okr"}
        for name, declared in action["inputs"].items():
            value = given.get(name, declared.get("default", ""))
            value = str(value).lower() if isinstance(value, bool) else str(value)
            scope[f"inputs.{name}"] = self.value(value, scope) if name not in given else value
        log, summary, code, to_keep = "", b"", 0, []
        for step in action["runs"]["steps"]:
            if "if" in step and not self.holds(step["if"], scope):
                continue
            if "uses" in step:
                to_keep.append(self.restored(step, scope))
                continue
            env = {name: self.value(text, scope) for name, text in step.get("env", {}).items()}
            env["GITHUB_ACTION_PATH"] = str(self.action)
            answer = self.run(step["run"], env)
            log, summary, code = log + answer.log, summary + answer.summary, answer.code
            scope[f"steps.{step['id']}"] = True
            scope.update({f"steps.{step['id']}.outputs.{name}": text for name, text in answer.outputs.items()})
            if code != 0:
                break
        for number, (key, path) in enumerate(kept for kept in to_keep if kept):
            if os.path.isdir(path) and code == 0:
                self.cache[key] = self.root / "kept" / f"{len(self.cache)}-{number}"
                shutil.copytree(path, self.cache[key])
        outputs = {name: self.value(declared["value"], scope) for name, declared in action["outputs"].items()
                   if all(f"steps.{used}" in scope for used in re.findall(r"steps\.([a-z]+)\.", declared["value"]))}
        return Answer(code, log, outputs, summary)
