#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The hook of .pre-commit-hooks.yaml in a repository with two workspaces: its entry as pre-commit calls it, and pre-commit
itself where it is installed. Usage: hook.py OKR SOURCE. Skipped (77) without python3-yaml."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("python3-yaml is not there: skipped")
    sys.exit(77)

OKR, SOURCE = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
README = (SOURCE / "ci" / "README.md").read_text()
ANA = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "ana", "GIT_AUTHOR_EMAIL": "a@example.org",
       "GIT_COMMITTER_NAME": "ana", "GIT_COMMITTER_EMAIL": "a@example.org", "LC_ALL": "C.UTF-8", "TZ": "UTC",
       "OKR_TODAY": "2026-08-24"}


def call(*words, cwd=None, fine=(0,), **env):
    done = subprocess.run(words, cwd=cwd, env={**ANA, **env}, capture_output=True, check=False)
    assert done.returncode in fine, (words, done.returncode, done.stdout.decode(), done.stderr.decode())


def hook_repository(root):
    """Two workspaces, one in a folder with a blank in its name."""
    (root / "bin").mkdir()
    os.symlink(OKR, root / "bin" / "okr")
    folder = root / "mono"
    for name in ("team-a", "team b/goals"):
        shutil.copytree(SOURCE / "examples" / "personal", folder / name)
    call("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    call("git", "add", "--all", cwd=folder)
    call("git", "commit", "--quiet", "--message=Both", cwd=folder)
    return folder


def hook_cases(root, folder, hook, everything):
    """`hook` is what happens before a commit, `everything` what CI runs; both return code and output."""
    assert hook()[0] == 0 and everything()[0] == 0, (hook(), everything())
    goals = folder / "team b" / "goals" / "2026-Q3" / "cycle.toml"
    right = goals.read_text()
    goals.write_text(right.replace("target = 400", "target = nan", 1))
    (folder / "note").write_text("x")
    call("git", "add", "note", cwd=folder)
    assert hook()[0] == 0, "what is not staged stops nothing"
    call("git", "add", "--all", cwd=folder)
    code, text = hook()
    assert code != 0 and "team b/goals/2026-Q3/cycle.toml" in text and "E102" in text, text
    call("git", "commit", "--quiet", "--no-verify", "--message=A slip", cwd=folder)
    code, text = everything()
    assert code != 0 and "E102" in text, text
    goals.write_text(right)
    call("git", "commit", "--quiet", "--no-verify", "--all", "--message=Mended", cwd=folder)
    call("git", "rm", "--quiet", "team-a/kpi/resting-hr.toml", cwd=folder)
    code, text = hook()
    assert code != 0 and "E110" in text, text


def hook_entry(root):
    """As pre-commit does: the entry, below its own clone of this repository, from the top of the work tree, no names."""
    hook = yaml.safe_load((SOURCE / ".pre-commit-hooks.yaml").read_text())[0]
    assert hook["pass_filenames"] is False and hook["always_run"] is True and hook["language"] == "script"
    folder = hook_repository(root)

    def run():
        done = subprocess.run([SOURCE / hook["entry"]], cwd=folder, capture_output=True, check=False,
                              env={**ANA, "PATH": f"{root}/bin:{ANA['PATH']}", "PRE_COMMIT": "1"})
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    hook_cases(root, folder, run, run)
    done = subprocess.run([SOURCE / hook["entry"]], cwd=folder, capture_output=True, check=False,
                          env={**ANA, "PATH": "/usr/bin:/bin"})
    if not shutil.which("okr", path="/usr/bin:/bin"):
        assert done.returncode == 4 and b"not on the PATH" in done.stderr, done.stderr


def hook_installed(root):
    """The same with pre-commit itself, from the lines of ci/README.md."""
    if not shutil.which("pre-commit"):
        print("  pre-commit is not installed: skipped")
        return
    published = root / "published"
    published.mkdir()
    shutil.copy(SOURCE / ".pre-commit-hooks.yaml", published)
    shutil.copytree(SOURCE / "ci", published / "ci")
    call("git", "init", "--quiet", "--initial-branch=main", cwd=published)
    call("git", "add", "--all", cwd=published)
    call("git", "commit", "--quiet", "--message=okr", cwd=published)
    call("git", "tag", "v0.1.0", cwd=published)
    folder = hook_repository(root)
    block = re.search(r"```yaml\n(- repo: .*?)```", README, re.DOTALL)
    lines = re.sub(r"https://github.com/OWNER/okr\S*", str(published), block[1])
    (folder / ".pre-commit-config.yaml").write_text("repos:\n" + "".join(f"  {line}\n" for line in lines.splitlines()))
    env = {"PATH": f"{root}/bin:{ANA['PATH']}", "HOME": str(root), "PRE_COMMIT_HOME": str(root / "store")}
    call("git", "add", "--all", cwd=folder)
    call("git", "commit", "--quiet", "--message=The hook", cwd=folder)
    call("pre-commit", "install", cwd=folder, **env)

    def commit():
        done = subprocess.run(["git", "commit", "--message=Try", "--allow-empty"], cwd=folder, capture_output=True, check=False,
                              env={**ANA, **env})
        if done.returncode == 0:
            call("git", "reset", "--quiet", "--soft", "HEAD~1", cwd=folder)
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    def everything():
        done = subprocess.run(["pre-commit", "run", "--all-files"], cwd=folder, capture_output=True, check=False,
                              env={**ANA, **env})
        return done.returncode, done.stdout.decode() + done.stderr.decode()

    hook_cases(root, folder, commit, everything)


for test in (hook_entry, hook_installed):
    with tempfile.TemporaryDirectory(prefix="okr-hook-") as place:
        test(pathlib.Path(place))
        print("ok", test.__name__, flush=True)
