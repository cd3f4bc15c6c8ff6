# SPDX-License-Identifier: MIT
"""What the tests of merges share: a repository that is told okr's drivers or is not, and the join of three versions
computed a second time, from their parsed trees."""

import collections
import os
import re
import shutil
import subprocess
import tempfile

try:
    import tomllib
except ImportError:  # before Python 3.11
    tomllib = None

MISSING = object()


class Repository:
    """A git repository in a folder of its own; what runs in it sees no configuration but its own."""

    def __init__(self, okr, told=True, parent=None):
        self.okr = okr
        self.root = parent or tempfile.mkdtemp(prefix="okr-merge-")
        self.path = os.path.join(self.root, "repository")
        self.env = {"PATH": os.environ["PATH"], "HOME": self.root, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
                    "TZ": "UTC", "OKR_TODAY": "2026-08-17", "OKR_SOURCE": "base", "GIT_EDITOR": "true"}
        if "ASAN_OPTIONS" in os.environ:
            self.env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
        os.makedirs(self.path)
        self.git("init", "--quiet", "--initial-branch=main")
        for setting in ("user.name=ana", "user.email=ana@example.org", "commit.gpgSign=false", "core.autocrlf=false"):
            self.git("config", *setting.split("=", 1))
        self.told = told

    def run(self, *words, fine=(0,), day=None):
        env = {**self.env, "OKR_TODAY": day} if day else self.env
        done = subprocess.run(words, cwd=self.path, env=env, capture_output=True, check=False)
        assert done.returncode in fine, (words, done.returncode, done.stdout.decode(), done.stderr.decode())
        return done

    def git(self, *words, fine=(0,)):
        return self.run("git", *words, fine=fine)

    def call(self, *words, fine=(0,), day=None):
        return self.run(self.okr, *words, fine=fine, day=day)

    def read(self, name):
        with open(os.path.join(self.path, name), "rb") as file:
            return file.read().decode()

    def write(self, name, text):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text.encode())

    def files(self):
        """Every TOML file of the workspace, by name."""
        found = {}
        for folder, _, names in os.walk(self.path):
            if os.sep + ".git" in folder + os.sep:
                continue
            for name in names:
                if name.endswith(".toml"):
                    path = os.path.relpath(os.path.join(folder, name), self.path)
                    found[path] = self.read(path)
        return found

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def remove(self):
        shutil.rmtree(self.root)


def joined(path, base, ours, theirs, disagreements, prefer, adds=False):
    """The value that both sides' changes make of `base`; paths where they disagree are added, and `prefer` is taken. With `adds`
    the amounts of a day join."""
    if ours is not MISSING and theirs is not MISSING and ours == theirs or ours is theirs:
        return ours
    if same(base, ours):
        return theirs
    if same(base, theirs):
        return ours
    if path == ("at",):
        return max(ours, theirs)
    adds = adds or not path and "sum" in (ours.get("aggregate"), theirs.get("aggregate"))
    if are_amounts(path, base, ours, theirs, adds):
        entries = joined_amounts(*(amounts(one) for one in (base, ours, theirs)))
        if entries is not None:
            return entries
    elif isinstance(ours, list) and isinstance(theirs, list) and not isinstance(base, dict):
        entries = joined_list(base if isinstance(base, list) else [], ours, theirs)
        if entries is not None:
            return entries
    elif isinstance(ours, dict) and "value" in ours and theirs is not MISSING or \
            isinstance(theirs, dict) and "value" in theirs and ours is not MISSING or \
            isinstance(ours, dict) and isinstance(theirs, dict):
        return joined_table(path, *(braced(one) for one in (base, ours, theirs)), disagreements, prefer, adds)
    disagreements.add(path)
    return ours if prefer == "ours" else theirs


def same(a, b):
    return a is b if a is MISSING or b is MISSING else a == b


def braced(value):
    if value is MISSING:
        return {}
    return value if isinstance(value, dict) else {"value": value}


def amounts(value):
    return [] if value is MISSING else value if isinstance(value, list) else [value]


def are_amounts(path, base, ours, theirs, adds):
    """Both speak of the amounts of a day: a list and what can be one, or a number each where there was none."""
    if path[:1] != ("readings",) or isinstance(base, dict) or not all(isinstance(one, (int, list)) for one in (ours, theirs)):
        return False
    return isinstance(ours, list) or isinstance(theirs, list) or adds and base is MISSING


def joined_amounts(base, ours, theirs):
    """Sorted; None where both added the same one, or put another one in the place of the same."""
    before, mine, other = (collections.Counter(one) for one in (base, ours, theirs))
    new, news = mine - before, other - before
    if new & news or new and news and before - (mine | other):
        return None
    return sorted(((before & mine & other) + new + news).elements())


def joined_table(path, base, ours, theirs, disagreements, prefer, adds):
    table = {}
    for key in {**ours, **theirs}:
        versions = (one.get(key, MISSING) for one in (base, ours, theirs))
        found = joined(path + (key,), *versions, disagreements, prefer, adds)
        if found is not MISSING:
            table[key] = found
    return table


def joined_list(base, ours, theirs):
    """Texts as a set, sorted; None where both put another one in the place of the same."""
    took_both = [one for one in base if one not in ours and one not in theirs]
    mine = [one for one in ours if one not in base and one not in theirs]
    other = [one for one in theirs if one not in base and one not in ours]
    if took_both and mine and other:
        return None
    kept = [one for one in base if one in ours and one in theirs]
    return sorted(kept + [one for one in ours if one not in base] + other)


def with_sorted_lists(tree):
    if isinstance(tree, dict):
        return {key: with_sorted_lists(value) for key, value in tree.items()}
    if isinstance(tree, list) and (all(isinstance(one, str) for one in tree) or all(isinstance(one, int) for one in tree)):
        return sorted(tree)
    return tree


def parsed(text):
    return with_sorted_lists(tomllib.loads(text.replace("\r\n", "\n")))


def settled(text, side):
    """The text with every conflict settled for one side."""
    place, lines = "both", []
    for line in text.splitlines(keepends=True):
        if re.match(r"<{7}( |\r?$)", line):
            place = "ours"
        elif re.match(r"\|{7}( |\r?$)", line):
            place = "base"
        elif re.match(r"={7}\r?$", line) and place != "both":
            place = "theirs"
        elif re.match(r">{7}( |\r?$)", line):
            place = "both"
        elif place in ("both", side):
            lines.append(line)
    return "".join(lines)


def whole_record(path):
    """A reading is one line: what disagrees in it is the reading."""
    return path[:2] if path[:1] == ("readings",) else path


def faults_of(base, ours, theirs, result, said):
    """What is wrong with a merge: `result` may hold conflicts, `said` is what the driver named (paths with points)."""
    faults, named = [], set()
    for side in ("ours", "theirs"):
        disagreements = set()
        wanted = joined((), parsed(base), parsed(ours), parsed(theirs), disagreements, side)
        named = {".".join(whole_record(path)) for path in disagreements}
        try:
            found = parsed(settled(result, side))
        except tomllib.TOMLDecodeError as fault:
            faults.append(f"settled for {side}: {fault}")
            continue
        # Below a disagreement in a reading all of it is that side's.
        for path in {whole_record(path) for path in disagreements}:
            put(wanted, path, get(parsed(ours if side == "ours" else theirs), path))
        if found != wanted:
            faults.append(f"settled for {side}: {found} is not {wanted}")
    if set(said) != named:
        faults.append(f"named {sorted(said)}, not {sorted(named)}")
    return faults


def get(tree, path):
    for key in path:
        if not isinstance(tree, dict) or key not in tree:
            return MISSING
        tree = tree[key]
    return tree


def put(tree, path, value):
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    if value is MISSING:
        tree.pop(path[-1], None)
    else:
        tree[path[-1]] = value


def named_in(errors):
    """The paths in "okr: FILE:LINE: PATH: ours 55, theirs 57"."""
    return re.findall(r"^okr: .*:\d+: (\S+): ours ", errors, re.MULTILINE)


def comments_in(text):
    """The comments of a text that holds no # in its values."""
    return [line[line.index("#"):].strip() for line in text.splitlines() if "#" in line]
