#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What people copy into their CI, run as a job runs it: action.yml on a runner's environment, the workflows and templates of
ci/. Usage: action.py OKR SOURCE. Skipped (77) without python3-yaml."""

import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

try:
    import yaml
except ImportError:
    print("python3-yaml is not there: skipped")
    sys.exit(77)

from runner import NOBODY, Runner, commands_in

OKR, SOURCE = pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute()
ANA = {"PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "ana", "GIT_AUTHOR_EMAIL": "a@example.org",
       "GIT_COMMITTER_NAME": "ana", "GIT_COMMITTER_EMAIL": "a@example.org", "LC_ALL": "C.UTF-8", "TZ": "UTC",
       "OKR_TODAY": "2026-08-24"}
FORMATS = subprocess.run([OKR, "check", "--help"], capture_output=True, text=True, check=True).stdout


def call(*words, cwd=None, fine=(0,), **env):
    done = subprocess.run(words, cwd=cwd, env={**ANA, **env}, capture_output=True, check=False)
    assert done.returncode in fine, (words, done.returncode, done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode() + done.stderr.decode()


def action_folder(root):
    """What GitHub downloads of this repository; its sources are made short, and bootstrap brings the program that is tested."""
    folder = root / "action"
    shutil.copytree(SOURCE / "ci", folder / "ci")
    shutil.copy(SOURCE / "action.yml", folder)
    for name in ("CMakeLists.txt", "CMakePresets.json", "cmake/a", "include/a", "src/a"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("a")
    (folder / "bootstrap").write_text(f'#!/bin/sh\n[ "$1" = build ] || exit 1\necho built here\n'
                                      f"mkdir -p build/release && cp '{OKR}' build/release/okr\n")
    os.chmod(folder / "bootstrap", 0o755)
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    return folder


def checkout(root, change=None, where="goals"):
    """The personal example in a folder of a repository, as actions/checkout leaves it: one commit deep, no branch."""
    origin = root / "origin"
    shutil.copytree(SOURCE / "examples" / "personal", origin / where)
    call("git", "init", "--quiet", "--initial-branch=main", cwd=origin)
    if change:
        change(origin / where)
    call("git", "add", "--all", cwd=origin)
    call("git", "commit", "--quiet", "--message=Goals", cwd=origin)
    call("git", "clone", "--quiet", "--depth=1", f"file://{origin}", str(root / "checkout"))
    call("git", "checkout", "--quiet", "--detach", cwd=root / "checkout")
    return root / "checkout"


def runner(root, change=None, **kept):
    return Runner(root, action_folder(root), checkout(root, change), **kept)


def edited(name, old, new):
    def change(folder):
        text = (folder / name).read_text()
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1))

    return change


README = (SOURCE / "ci" / "README.md").read_text()
PLAIN = {"annotations": "github" in FORMATS}
GOALS = {**PLAIN, "program": str(OKR), "working-directory": "goals"}


# --- the action -------------------------------------------------------------------------------------------------------


def declared_safely(root):
    """No expression in a shell line, a shell for each, a version for what is used; every input is documented and read."""
    text = (SOURCE / "action.yml").read_text()
    action = yaml.safe_load(text)
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), step
        assert ("run" in step) == (step.get("shell") == "bash"), step
        assert "run" in step or re.search(r"@v\d+$", step["uses"]), step
    for name, declared in action["inputs"].items():
        assert declared["description"].strip() and "default" in declared, name
        assert f"inputs.{name} " in text, f"{name} is not read"
        assert f"`{name}`" in README or name == "token", f"ci/README.md does not name {name}"


def checks(root):
    """The default: annotations, a summary, three outputs; also with what nobody should have to set up."""
    job = runner(root)
    answer = job.uses(GOALS)
    assert answer.code == 0, answer.log
    assert answer.outputs["verdict"] == "passed" and re.fullmatch(r"0\.\d\d", answer.outputs["total"]), answer.outputs
    assert json.loads(answer.outputs["json"])["command"] == "check"
    assert b"| errors | passed |" in answer.summary, answer.summary
    # One commit deep nobody can tell what was moved before: that alone is said, and stops nothing.
    assert b"this clone has only the newest commits" in answer.summary and b"1 warning in " in answer.summary, answer.summary
    assert [line.split(" ")[0] for line in commands_in(answer.log)] == ["::warning"], answer.log

    call("git", "fetch", "--quiet", "--unshallow", cwd=root / "checkout")
    answer = job.uses(GOALS)
    assert answer.code == 0 and b"Nothing wrong in " in answer.summary, answer.summary
    assert commands_in(answer.log) == [], answer.log


def finds(root):
    """An error stands on its line, is in the summary and fails the job; not where no gate asks for it."""
    job = runner(root, edited("2026-Q3/cycle.toml", "target = 400", "target = nan"))
    answer = job.uses(GOALS)
    assert answer.code == 1 and answer.outputs["verdict"] == "missed", (answer.code, answer.log)
    if "github" in FORMATS:
        marks = [line for line in commands_in(answer.log) if line.startswith("::error ") and "goals/2026-Q3/cycle.toml" in line]
        assert len(marks) == 1 and "line=17" in marks[0] and "E102" in marks[0], answer.log
    assert b"E102" in answer.summary and b"| errors | missed |" in answer.summary
    assert "E102" in [found["code"] for found in json.loads(answer.outputs["json"])["findings"]]
    assert job.uses({**GOALS, "gates": "", "annotations": "false", "command": ""}).code == 0
    broken = job.uses({**GOALS, "gates": "behind", "command": "score", "annotations": False})
    assert broken.code == 3 and broken.outputs["verdict"] == "broken", (broken.code, broken.log)


def gates(root):
    """Each with the exit code of okr; the worst is the job's."""
    job = runner(root)
    for words, code, verdict in (
            ("behind", 1, "missed"), ("under=0.01", 0, "passed"), ("under=0.99", 1, "missed"), ("due", 1, "missed"),
            ("errors,\nstale", 0, "passed"), ("missed", 1, "missed"), ("kpi-red", 1, "missed"), ("kpi-stale", 0, "passed"),
            ("stale at-risk", 1, "missed"), ("warning", 0, "passed"), ("kpi-signal", 1, "missed"),
            # Nobody can tell what was moved in a clone of one commit.
            ("errors, warnings\nstale", 1, "missed"),
            ("unexplained-change", 4, "failed"), ("behind unexplained-change errors", 4, "failed")):
        answer = job.uses({**GOALS, "gates": words, "command": "", "annotations": "false"})
        assert (answer.code, answer.outputs["verdict"]) == (code, verdict), (words, answer.code, answer.log)
    for words in ("behnd", "under=x", "under=", "$(touch pwned)", "*"):
        answer = job.uses({**GOALS, "gates": words})
        assert answer.code == 2 and answer.outputs["verdict"] == "failed", (words, answer.code, answer.log)
        json.loads(answer.outputs["json"])
    assert not (job.workspace / "pwned").exists()


def reports(root):
    """Any report, of any cycle; what ended by its name."""
    job = runner(root, day="2026-10-02")
    answer = job.uses({**GOALS, "command": "score", "cycle": "previous", "gates": "missed"})
    assert answer.code == 1 and b"### okr score" in answer.summary and b"Missed" in answer.summary, answer.log
    assert json.loads(answer.outputs["json"])["cycle"]["id"] == "2026-Q3" and answer.outputs["total"] == "0.45"
    named = job.uses({**GOALS, "command": "score previous", "gates": "missed"})  # the gates are asked of what is shown
    assert named.code == answer.code and named.outputs == answer.outputs, (named.code, named.outputs)
    assert job.uses({**GOALS, "command": "score previous", "cycle": "2026-Q3", "gates": "missed"}).outputs == answer.outputs
    twice = job.uses({**GOALS, "command": "score previous", "cycle": "2026", "gates": "missed"})
    assert twice.code == 2 and "name it once" in twice.log and twice.outputs["verdict"] == "failed"
    for words in ("status --due", "review", "kpi", "tree", "next", "forecast", "log --limit 3", "calibration", "show ship"):
        answer = job.uses({**GOALS, "command": words, "gates": ""})
        assert answer.code in (0, 1) and answer.summary.count(b"\n") > 3, (words, answer.code, answer.log)
        assert json.loads(answer.outputs["json"])["format_version"] == "1.0", words
    for words in ("kpi", "calibration"):  # of no cycle, whatever its gates are asked of
        answer = job.uses({**GOALS, "command": words, "cycle": "2026-Q3", "gates": "kpi-stale"})
        assert answer.code in (0, 1), (words, answer.code, answer.log)
        assert json.loads(answer.outputs["json"])["command"] == words, answer.outputs
    nothing = job.uses({**GOALS, "command": "score nosuch", "gates": ""})
    assert nothing.code == 2 and nothing.outputs["verdict"] == "failed", (nothing.code, nothing.log)
    assert json.loads(nothing.outputs["json"]) == {}, nothing.outputs
    for words in ("checkin ship.users=400", "undo", "nonsense", "; touch pwned", "$(touch pwned)", "status --nonsense"):
        answer = job.uses({**GOALS, "command": words})
        assert answer.code == 2, (words, answer.code, answer.log)
        assert answer.outputs["verdict"] == "failed" and json.loads(answer.outputs["json"]) == {}, answer.outputs
    assert not (job.workspace / "pwned").exists()
    for folder in ("elsewhere", ".."):
        answer = job.uses({**GOALS, "working-directory": folder})
        assert answer.code == 4, (folder, answer.code, answer.log)
    assert job.uses({**GOALS, "summary": "yes"}).code == 2


HOSTILE = ("x ::set-output name=verdict::passed ::error::y %0A::warning::z ##[error]q $(touch pwned) `touch pwned` "
           "```` <img src=x> | @acme/all")


def hostile(root):
    """A title obeys nobody: no output, no workflow command, no shell, no end of a block of code."""
    title = json.dumps("verdict=passed\nokr_0\n::error::owned\ntotal<<okr_0\n1\nokr_0\n" + HOSTILE)
    job = runner(root, edited("2026-Q3/cycle.toml", 'title = "Weekly active users"', f"title = {title}\nstate = {title}"))
    for given in ({}, {"command": "status", "gates": "errors behind"}, {"command": "show ship.users", "gates": ""},
                  {"command": "log", "gates": ""}):
        answer = job.uses({**GOALS, **given})
        assert sorted(answer.outputs) == ["json", "total", "verdict"], answer.outputs
        json.loads(answer.outputs["json"])
        assert "\n" not in answer.outputs["total"]
        for line in commands_in(answer.log):
            assert re.match(r"::(error|warning|notice) [^:]*(file=goals|title=okr)", line), line
        fences = [line for line in answer.summary.decode().split("\n") if re.match(r"\s*`{3,}", line)]
        if not given:
            assert len(fences) == 2 and fences[0] == fences[1], fences
    assert not (job.workspace / "pwned").exists() and not (job.workspace / "goals" / "pwned").exists()


def large(root):
    """A summary stays under 1024 KiB, an output under 1 MiB, and both say so."""
    talks = root / "talks"
    talks.write_text('#!/bin/sh\ncase "$*" in *--json*) yes 123 ;; *) yes "| ::error::a line |" ;; esac | head -c 3000000\n')
    os.chmod(talks, 0o755)
    job = runner(root)
    for command in ("check", "status"):
        answer = job.uses({**GOALS, "program": str(talks), "annotations": False, "gates": "", "command": command})
        assert answer.code == 0, answer.code
        assert 100_000 < len(answer.summary) < 1024 * 1024, len(answer.summary)
        assert b"too long for GitHub" in answer.summary, (command, len(answer.summary))
        assert len(answer.outputs["json"]) <= 1_000_000
    assert json.loads(answer.outputs["json"]) == {} and "larger than an output may be" in answer.log
    assert len(commands_in(answer.log)) == 1, "a command behind an output whose last line does not end"


def without_git(root):
    """A container without git, and a folder that is no checkout."""
    plain = root / "plain"
    shutil.copytree(SOURCE / "examples" / "personal", plain)
    job = Runner(root, action_folder(root), plain)
    assert job.uses({**PLAIN, "program": str(OKR)}).code == 0


# --- where the program comes from -------------------------------------------------------------------------------------


def built_once(root):
    """Built of the commit of the action, kept, and on the PATH of the steps that follow."""
    job = runner(root)
    first = job.uses({**PLAIN, "working-directory": "goals"})
    assert first.code == 0 and "built here" in first.log, first.log
    later = job.run("okr -C goals check", {})
    # Nobody told git to trust the folder there: what only the history knows is said to be unknown, all else is checked.
    assert later.code == 0 and "does not read this repository" in later.log and "1 warning in " in later.log, later.log
    job.next_job()
    again = job.uses({**PLAIN, "working-directory": "goals"})
    assert again.code == 0 and "built here" not in again.log, again.log
    (job.action / "src" / "a").write_text("b")
    assert "built here" in job.uses({**PLAIN, "working-directory": "goals"}).log


def downloaded(root):
    """By version and checksum; anything else is not run, and is not kept."""
    job = runner(root)
    release = root / "release"
    release.mkdir()
    name = release / f"okr-linux-{os.uname().machine}"
    shutil.copy(OKR, name)
    sum_of = hashlib.sha256(name.read_bytes()).hexdigest()
    given = {**PLAIN, "working-directory": "goals", "version": "0.1.0", "sha256": sum_of, "download": f"file://{release}"}
    assert job.uses(given).code == 0
    name.write_text("#!/bin/sh\ntouch pwned\n")
    job.next_job()
    kept = job.uses(given)  # out of the cache
    assert kept.code == 0, kept.log
    job.next_job()
    job.cache.clear()
    refused = job.uses(given)
    assert refused.code == 4 and "another checksum" in refused.log and not job.cache, refused.log
    assert not (job.workspace / "pwned").exists()
    # A cache that somebody wrote into is not believed.
    job.next_job()
    for folder in (root / "kept").iterdir():
        (folder / "okr").write_text("#!/bin/sh\ntouch pwned\n")
        job.cache = {f"okr-Linux-{os.uname().machine}-{sum_of}": folder}
    shutil.copy(OKR, name)
    assert job.uses(given).code == 0 and not (job.workspace / "pwned").exists()
    for wrong in ({"version": ""}, {"sha256": ""}, {"version": "0.1.0; touch pwned"}, {"sha256": "0" * 63}):
        assert job.uses({**given, **wrong}).code == 2, wrong
    assert job.uses({**given, "sha256": "0" * 64, "download": f"file://{release}/none"}).code == 4
    assert job.uses({**PLAIN, "program": "/nowhere/okr"}).code == 4


# --- the comment ------------------------------------------------------------------------------------------------------


class Api(http.server.BaseHTTPRequestHandler):
    """Issues of GitHub, as far as comments go."""

    comments, requests, refuses = [], [], False

    def answer(self, value, code=200):
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        text = self.rfile.read(int(self.headers["Content-Length"]))
        assert self.headers["Authorization"] == "Bearer t0ken"
        Api.requests.append((self.command, self.path))
        return json.loads(text)["body"]

    def do_GET(self):
        assert self.path.startswith("/repos/acme/goals/issues/7/comments?per_page=100&page=")
        page = int(self.path.rsplit("=", 1)[1])
        self.answer(Api.comments[100 * (page - 1):100 * page])

    def do_POST(self):
        text = self.body()
        if Api.refuses:
            return self.answer({"message": "Resource not accessible by integration"}, 403)
        Api.comments.append({"id": 1000 + len(Api.comments), "user": {"type": "Bot"}, "body": text})
        return self.answer({})

    def do_PATCH(self):
        text = self.body()
        number = int(self.path.rsplit("/", 1)[1])
        next(one for one in Api.comments if one["id"] == number)["body"] = text
        self.answer({})

    def log_message(self, *_):
        pass


def commented(root):
    """One comment a command, renewed; none of other people; a token that may not changes nothing."""
    if not (shutil.which("jq") and shutil.which("curl")):
        print("  jq or curl is missing: skipped")
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    mark = "<!-- okr: status in goals -->"
    Api.comments = [{"id": i, "user": {"type": "User"}, "body": mark if i == 3 else "hello"} for i in range(150)]
    job = runner(root, edited("2026-Q3/cycle.toml", "People use the tool every week", "Ask @acme/all"),
                 variables={"GITHUB_API_URL": f"http://127.0.0.1:{server.server_port}"})
    given = {**GOALS, "command": "status", "comment": "true"}
    assert "there is nothing to comment on" in job.uses(given).log
    job.event('{"pull_request": {"number": 7}}')
    answer = job.uses(given)
    assert answer.code == 0 and len(Api.comments) == 151, answer.log
    text = Api.comments[150]["body"]
    assert text.startswith(mark + "\n### okr status\n") and "@acme" not in text and "@\u200bacme" in text, text
    job.uses({**given, "gates": "behind"})
    assert len(Api.comments) == 151 and "| behind | missed |" in Api.comments[150]["body"]
    job.uses({**given, "command": "kpi"})
    assert len(Api.comments) == 152
    Api.refuses = True
    refused = job.uses({**given, "command": "tree"})
    assert refused.code == 0 and "pull-requests: write" in refused.log and "403" in refused.log, refused.log
    assert "t0ken" not in refused.log
    server.shutdown()


# --- what is copied ---------------------------------------------------------------------------------------------------

# The day each runs on, and how it ends there.
WORKFLOWS = {"goals.yml": ("2026-08-24", 0), "pages.yml": ("2026-08-24", 0), "quarter.yml": ("2026-10-01", 1),
             "weekly.yml": ("2026-08-25", 1)}


def workflows(root):
    """Those of ci/github, step by step."""
    assert sorted(WORKFLOWS) == sorted(path.name for path in (SOURCE / "ci" / "github").iterdir())
    for name, (day, expected) in WORKFLOWS.items():
        text = (SOURCE / "ci" / "github" / name).read_text()
        workflow = yaml.safe_load(text)
        assert workflow["permissions"]["contents"] == "read"
        (root / name).mkdir()
        origin = checkout(root / name, where="")
        job = Runner(root / name, action_folder(root / name), origin, day=day)
        worst = 0
        scope = {"runner.temp": job.base["RUNNER_TEMP"]}
        for step in next(iter(workflow["jobs"].values()))["steps"]:
            if worst and step.get("if") != "always()":
                continue
            if step.get("uses", "").startswith("OWNER/okr@"):
                answer = job.uses({**PLAIN, **step["with"]})
                scope[f"steps.{step.get('id')}"] = True
                scope.update({f"steps.{step.get('id')}.outputs.{key}": value for key, value in answer.outputs.items()})
            elif "run" in step:
                assert "${{" not in step["run"], step
                env = {key: job.value(value, scope) for key, value in step.get("env", {}).items()}
                answer = job.run(step["run"], env)
                assert answer.code == 0, answer.log
            elif step["uses"].startswith("actions/upload-artifact@"):
                assert pathlib.Path(job.value(step["with"]["path"], scope)).stat().st_size > 1000
                continue
            elif step["uses"].startswith("actions/upload-pages-artifact@"):
                pages = pathlib.Path(job.value(step["with"]["path"], scope))
                assert "2026-Q3.html" in (pages / "index.html").read_text(), sorted(pages.iterdir())
                continue
            else:
                assert step["uses"].startswith(("actions/checkout@", "actions/deploy-pages@")), step
                continue
            worst = max(worst, answer.code)
        assert worst == expected, (name, worst, answer.log)


def readme(root):
    """The step of ci/README.md, and each gate that it names."""
    step = yaml.safe_load(re.search(r"```yaml\n(- uses: .*?)```", README, re.DOTALL)[1])[1]
    named = re.search(r"\| `gates` \| `errors` \| `([^`]*)`", README)[1].split()
    job = runner(root)
    given = {**PLAIN, "program": str(OKR), **step["with"]}
    assert "there is nothing to comment on" in job.uses(given).log
    answer = job.uses({**given, "gates": " ".join(named).replace("X", "0.1")})
    assert answer.summary.count(b"| passed |") + answer.summary.count(b"| missed |") == len(named) - 1, answer.summary
    assert b"| unexplained-change | could not be asked, exit 4 |" in answer.summary


def known_formats(lines):
    """Without the lines whose format this okr does not know."""
    wanted = [line for line in lines if not re.search(r"--format (gitlab|junit)", line)]
    return lines if "junit" in FORMATS and "gitlab" in FORMATS else wanted


def gitlab(root):
    """The template's lines, as a runner of GitLab types them: one shell, ended by the first that fails."""
    template = yaml.safe_load((SOURCE / "ci" / "gitlab.yml").read_text())
    release = root / "release"
    release.mkdir()
    program = release / f"okr-linux-{os.uname().machine}"
    shutil.copy(OKR, program)
    os.chmod(program, 0o644)
    folder = checkout(root)
    env = {"CI_PROJECT_DIR": str(folder), "OKR_VERSION": "0.1.0", "OKR_GOALS": "goals", "CI": "true", "GITLAB_CI": "true",
           "OKR_SHA256": hashlib.sha256(program.read_bytes()).hexdigest(), "OKR_DOWNLOAD": f"file://{release}"}
    for name, day, code in (("okr-check", "2026-08-24", 0), ("okr-quarter", "2026-10-01", 1), ("okr-weekly", "2026-08-25", 1)):
        job = template[name]
        lines = template[job["extends"]]["before_script"] + job["script"]
        call("bash", "-eo", "pipefail", "-c", "\n".join(known_formats(lines)), cwd=folder, fine=(code,), OKR_TODAY=day, **env)
        if known_formats(lines) == lines:
            reports_of = job.get("artifacts", {}).get("reports", {}).values()
            for report in (*reports_of, *job.get("artifacts", {}).get("paths", [])):
                assert (folder / report).stat().st_size > 0, report
    env["OKR_SHA256"] = "0" * 64
    lines = template[".okr"]["before_script"]
    call("bash", "-eo", "pipefail", "-c", "\n".join(lines), cwd=folder, fine=(1,), **env)
    assert "$CI" not in template["variables"]["OKR_DOWNLOAD"]


def jenkins(root):
    """Each sh line of each stage, in a shell of its own as Jenkins starts it."""
    text = (SOURCE / "ci" / "Jenkinsfile").read_text()
    folder = checkout(root)
    (root / "bin").mkdir()
    os.symlink(OKR, root / "bin" / "okr")
    stages = dict(re.findall(r"stage\('(\w+)'\)(.*?)(?=\n    stage|\Z)", text, re.DOTALL))
    assert sorted(stages) == ["Check", "Quarter", "Weekly"]
    for name, day, codes in (("Check", "2026-08-24", (0,)), ("Quarter", "2026-10-01", (0, 1)), ("Weekly", "2026-08-25", (1,))):
        lines = known_formats(re.findall(r"^ *sh '(.*)'$", stages[name], re.MULTILINE))
        assert len(lines) == len(codes) or name == "Check", lines
        for line, code in zip(lines, codes * 2):
            call("sh", "-xe", "-c", line, cwd=folder, fine=(code,), OKR_TODAY=day, OKR_GOALS="goals",
                 PATH=f"{root}/bin:{ANA['PATH']}", JENKINS_URL="http://localhost/")


for test in (declared_safely, checks, finds, gates, reports, hostile, large, without_git, built_once, downloaded, commented,
             workflows, readme, gitlab, jenkins):
    if len(sys.argv) > 3 and test.__name__ not in sys.argv[3:]:
        continue
    with tempfile.TemporaryDirectory(prefix="okr-action-") as place:
        os.chmod(place, 0o755)
        test(pathlib.Path(place))
        print("ok", test.__name__, flush=True)
