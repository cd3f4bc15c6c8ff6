# SPDX-License-Identifier: MIT
"""okr pull and the processes it starts: time, groups, floods, signals, and a workspace that would like to run something.

usage: pull.py OKR EXAMPLES
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

OKR, EXAMPLES = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()


class Place:
    """A copy of the personal workspace, and a person's own file."""

    def __init__(self, root):
        self.root = root
        self.goals = root / "goals"
        shutil.copytree(EXAMPLES / "personal", self.goals)
        self.config = root / "config" / "okr" / "config.toml"
        self.config.parent.mkdir(parents=True)
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(root),
                            "XDG_CONFIG_HOME": str(root / "config"), "OKR_TODAY": "2026-08-24", "OKR_ME": "ana"}

    def says(self, script, rest=""):
        """The script of a shell whose last line is the value of users."""
        self.config.write_text(f"[pull]\nusers = {{ run = ['sh', '-c', '''{script}'''] {rest} }}\n")

    def start(self, *words):
        return subprocess.Popen([OKR, "pull", *words], cwd=self.goals, env=self.environment, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")

    def pull(self, *words):
        run = self.start(*words)
        out, err = run.communicate(timeout=60)
        return run.returncode, out, err

    def written(self):
        return sorted(self.goals.glob("2026-Q3/checkins/*-pull*.toml"))


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_until(condition, what):
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(what)


def is_gone_from(path):
    """Whether the processes whose ids the script left there have all ended."""
    return not any(is_alive(int(pid)) for pid in path.read_text().split())


def time_is_up(place):
    """The whole group is killed, also who ignores the gentle signals."""
    place.says("trap '' TERM HUP INT; (trap '' TERM HUP; sleep 300) & echo $! $$ > pids; sleep 300", ", timeout = '1s'")
    begun = time.monotonic()
    code, out, err = place.pull()
    assert code == 1 and time.monotonic() - begun < 20, (code, time.monotonic() - begun)
    assert "ship.users: no answer within 1 second" in err and "nothing was written" in err, err
    wait_until(lambda: is_gone_from(place.goals / "pids"), "what it started is still there")
    assert not place.written() and not out, out


def said_too_much(place):
    for stream in ("", " >&2"):
        place.says(f"echo $$ > pids; yes 140{stream}")
        code, _, err = place.pull()
        assert code == 1 and "more than 64 KiB" in err, (code, err)
        wait_until(lambda: is_gone_from(place.goals / "pids"), "it goes on")
    place.says("head -c 65000 /dev/zero | tr '\\0' x; echo; echo 141")
    code, out, err = place.pull()
    assert code == 0 and "141" in out, (code, out, err)
    place.says("head -c 60000 /dev/zero | tr '\\0' x")
    code, _, err = place.pull()
    assert code == 1 and len(err) < 1000, (code, len(err))


def what_stays_behind(place):
    """A program left in the background holds the pipes: it is not waited for, and not killed."""
    place.says("sleep 30 & echo $! > pids; echo 142")
    begun = time.monotonic()
    code, out, err = place.pull()
    assert code == 0 and "142" in out and time.monotonic() - begun < 15, (code, out, err)
    left = int((place.goals / "pids").read_text())
    assert is_alive(left), "it was ended"
    os.kill(left, signal.SIGKILL)


def where_it_runs(place):
    """In the workspace's folder, with an empty stdin, without a terminal, in a session of its own."""
    place.says("pwd > where; cat > input; (: < /dev/tty) 2>/dev/null && echo terminal >> where; "
               "ps -o sid= -p $$ > session; echo $$ >> session; echo 143")
    run = subprocess.run([OKR, "-C", place.goals, "pull"], cwd="/", env=place.environment, input="999\n", text=True,
                         capture_output=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert (place.goals / "where").read_text() == f"{place.goals.resolve()}\n"
    assert (place.goals / "input").read_bytes() == b""


def interrupted(place):
    """Ctrl-C and SIGTERM end the command too, and nothing is written."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        place.says("rm -f pids; sleep 300 & echo $! $$ > pids.new; mv pids.new pids; wait")
        (place.goals / "pids").unlink(missing_ok=True)
        before = place.written()
        run = place.start()
        wait_until((place.goals / "pids").exists, "it does not start")
        run.send_signal(one)
        _, err = run.communicate(timeout=30)
        assert run.returncode == 130 and "nothing was written" in err, (one, run.returncode, err)
        wait_until(lambda: is_gone_from(place.goals / "pids"), f"it survives {one}")
        assert place.written() == before


def bytes_of_all_kinds(place):
    """Nothing of what is printed reaches a terminal as a command, whatever it is."""
    for script, shown in ((r"printf '\033]0;title\007\n'", "]0;title"), (r"printf '\377\376\n'", "no value"),
                          (r"printf '12\0003\n'", "ship.users"), (r"printf '1e999\n'", "ship.users"),
                          ("printf 'x%05000d' 7", "no value"), (r"printf '\n \n'", "prints nothing")):
        place.says(script)
        before = place.written()
        code, out, err = place.pull()
        assert code == 1 and shown in err and not out, (script, code, out, err)
        assert "\033" not in err and "\0" not in err and "\377" not in err, err
        assert place.written() == before
    place.says(r"printf 'note\r\n 144 \r\n\r\n'")
    code, out, err = place.pull()
    assert code == 0 and "144" in out, (code, out, err)


def never_twice(place):
    """A timer that asks again: the amount of a sum counts once a day, whatever else changes."""
    def write(users, km):
        place.config.write_text(f"[pull]\nusers = ['echo', '{users}']\n'fit.km' = ['echo', '{km}']\n")
        return place.pull()

    def total():
        shown = subprocess.run([OKR, "show", "fit.km", "--json"], cwd=place.goals, env=place.environment, text=True,
                               capture_output=True, check=True)
        return json.loads(shown.stdout)["key_result"]["value"]

    before = total()
    assert write(140, 9.5)[0] == 0 and total() == before + 9.5
    for users in (141, 142, 142):
        code, out, err = write(users, 9.5)
        assert code == 0 and "fit.km" in out and total() == before + 9.5, (out, err)
    code, _, err = write(143, 12)
    assert code == 1 and "9.5" in err and total() == before + 9.5, err
    code, out, err = write(143, "+2")
    assert code == 0 and total() == before + 11.5, (out, err)
    code, out, err = write(144, "+2")
    assert code == 0 and total() == before + 11.5, (out, err)


def hostile_workspace(place):
    """A workspace names no command, and its own files are no config."""
    place.config.unlink(missing_ok=True)
    (place.goals / "config.toml").write_text("[pull]\nusers = ['touch', 'stolen']\n")
    (place.goals / "okr").mkdir()
    (place.goals / "okr" / "config.toml").write_text("[pull]\nusers = ['touch', 'stolen']\n")
    settings = place.goals / "okr.toml"
    settings.write_text(settings.read_text() + "\n[pull]\nusers = ['touch', 'stolen']\n")
    for variable in ("XDG_CONFIG_HOME", "HOME"):
        place.environment[variable] = "."  # a relative one would be a folder of the workspace
    code, _, err = place.pull()
    assert code == 2 and "no command" in err, (code, err)
    assert not (place.goals / "stolen").exists()


def main():
    for case in (time_is_up, said_too_much, what_stays_behind, where_it_runs, interrupted, bytes_of_all_kinds, never_twice,
                 hostile_workspace):
        with tempfile.TemporaryDirectory() as folder:
            case(Place(pathlib.Path(folder)))
            print(f"{case.__name__}: as it should be")


main()
