#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The tables that `okr export tables` writes, loaded as people load them: every cell is of the type that is said, every
key tells rows apart, every reference finds its row, and the scores are those of `okr score --json`, on the day of the
export and on days before it. The statements of README and `okr help warehouse` are run as they stand there. Usage: tables.py OKR EXAMPLES [--duckdb FOLDER | --postgres]

With sqlite3 and its script; with --duckdb by the npm package @duckdb/node-api, installed into FOLDER once; with --postgres
by psql and a server of its own, which listens on no network and ends with the test. Ends with 77 (skipped) where sqlite3,
PostgreSQL, or npm and its registry, cannot be had."""
import atexit
import csv
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

DAY = "2026-08-17"
EARLIER = ("2026-05-11", "2026-07-27", "2026-08-10")
NAMES = ("personal", "sales", "marketing", "support", "people", "product", "mobile-app")

LOAD = r"""
const { DuckDBInstance } = require("@duckdb/node-api");
const fs = require("fs");
(async () => {
  const folder = process.argv[2];
  const queries = JSON.parse(fs.readFileSync(0, "utf8"));
  const db = await (await DuckDBInstance.create(":memory:")).connect();
  await db.run(fs.readFileSync(folder + "/schema.sql", "utf8"));
  const tables = JSON.parse(fs.readFileSync(folder + "/datapackage.json", "utf8")).resources;
  for (const table of tables) await db.run(`COPY ${table.name} FROM '${folder}/${table.path}' (HEADER)`);
  const answers = [];
  for (const query of queries) answers.push((await db.runAndReadAll(query)).getRowsJson());
  process.stdout.write(JSON.stringify(answers));
})().catch((fault) => { console.error(fault); process.exit(1); });
"""

failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def skip(reason):
    print("skipped:", reason)
    sys.exit(77)


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def okr(*words):
    done = run(OKR, *words, env={**os.environ, "OKR_TODAY": DAY, "OKR_CHARSET": "utf-8"})
    check(done.returncode in (0, 3), f"okr {' '.join(words)}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def loaded_by_sqlite(folder, queries):
    base = os.path.join(folder, "okr.db")
    if not os.path.exists(base):
        done = run("sqlite3", "-bail", base, ".read load.sqlite.sql", cwd=folder)
        check(done.returncode == 0 and not done.stderr, f"sqlite3 does not load them: {done.stderr}")
    answers = []
    for query in queries:
        done = run("sqlite3", "-json", base, query)
        check(done.returncode == 0, f"sqlite3: {query}: {done.stderr}")
        answers.append([list(row.values()) for row in json.loads(done.stdout or "[]")])
    return answers


def loaded_by_duckdb(tools):
    if not os.path.isdir(os.path.join(tools, "node_modules", "@duckdb", "node-api")):
        if not shutil.which("npm"):
            skip("npm is not installed")
        if run("npm", "ping").returncode != 0:
            skip("npm cannot reach its registry")
        done = run("npm", "install", "--no-audit", "--no-fund", "--prefix", tools, "@duckdb/node-api@1.5.6-r.1")
        if done.returncode != 0:
            print(done.stderr)
            sys.exit(1)
    with open(os.path.join(tools, "load.cjs"), "w") as script:
        script.write(LOAD)

    def load(folder, queries):
        done = run("node", os.path.join(tools, "load.cjs"), folder, input=json.dumps(queries), cwd=folder)
        check(done.returncode == 0, f"DuckDB does not load them: {done.stderr}")
        return json.loads(done.stdout) if done.returncode == 0 else [[] for _ in queries]

    return load


def loaded_by_postgres():
    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres")) or [shutil.which("postgres")]
    if not programs[-1] or not shutil.which("psql"):
        skip("PostgreSQL is not installed")
    programs = os.path.dirname(os.path.realpath(programs[-1]))
    place = tempfile.mkdtemp(prefix="okr-postgres-")
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    # The server refuses to run as root.
    as_other = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    if as_other:
        shutil.chown(place, "postgres")
    data = os.path.join(place, "data")

    def server(program, *words):
        done = run(*as_other, os.path.join(programs, program), "-D", data, *words, cwd=place)
        if done.returncode != 0:
            print(program, done.stdout, done.stderr)
            sys.exit(1)

    def psql(*words):
        return run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", place, "-U", "okr", "-d", "postgres", *words)

    server("initdb", "-U", "okr", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    server("pg_ctl", "-w", "-l", os.path.join(place, "log"), "-o", f"-c listen_addresses='' -c fsync=off -k '{place}'", "start")
    atexit.register(server, "pg_ctl", "-m", "immediate", "stop")
    loaded = []

    def load(folder, queries):
        if folder not in loaded:
            tables = json.load(open(os.path.join(folder, "datapackage.json")))["resources"]
            copies = [f"\\copy {table['name']} FROM '{os.path.join(folder, table['path'])}' CSV HEADER" for table in tables]
            done = psql("-f", os.path.join(folder, "schema.sql"), *(word for copy in copies for word in ("-c", copy)))
            check(done.returncode == 0 and not done.stderr, f"PostgreSQL does not load them: {done.stderr}")
            loaded.append(folder)
        answers = []
        for query in queries:
            done = psql("-c", f"SELECT coalesce(json_agg(answer), '[]') FROM ({query}) AS answer")
            check(done.returncode == 0, f"PostgreSQL: {query}: {done.stderr}")
            answers.append([list(row.values()) for row in json.loads(done.stdout or "[]")])
        return answers

    return load


# --- what the package says of the files ------------------------------------------------------------------------------

LOOKS = {
    "number": re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?"),
    "integer": re.compile(r"-?\d+"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "string": re.compile(r".*", re.DOTALL),
}


def check_package(folder):
    package = json.load(open(os.path.join(folder, "datapackage.json")))
    tables = {}
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        with open(os.path.join(folder, resource["path"]), newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        tables[name] = rows
        fields = schema["fields"]
        with open(os.path.join(folder, resource["path"]), encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        check(header == [field["name"] for field in fields], f"{name}: the header is not the schema's")
        for row in rows:
            for field in fields:
                cell, required = row[field["name"]], field.get("constraints", {}).get("required")
                check(cell != "" or not required, f"{name}.{field['name']} is empty: {row}")
                words = field.get("constraints", {}).get("enum", [cell])
                fits = LOOKS[field["type"]].fullmatch(cell) and cell in words
                check(cell == "" or fits, f"{name}.{field['name']}: {cell!r}")
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in rows]
        check(len(keys) == len(set(keys)), f"{name}: a key occurs twice")
    for resource in package["resources"]:
        for reference in resource["schema"].get("foreignKeys", []):
            fields, other = reference["fields"], reference["reference"]["resource"]
            known = {tuple(row[column] for column in fields) for row in tables[other]}
            for row in tables[resource["name"]]:
                named = tuple(row[column] for column in fields)
                check("" in named or named in known, f"{resource['name']} -> {other}: {named}")
    return tables


# Days that are planned: they may lie ahead.
AHEAD = {"cycles": ("first_day", "last_day"), "key_results": ("start", "due"), "kpi_periods": ("last_day",)}


def check_known_on(day, tables):
    for name, rows in tables.items():
        for row in rows:
            for column, cell in row.items():
                known = column in AHEAD.get(name, ()) or not LOOKS["date"].fullmatch(cell) or cell <= day
                check(known, f"{name}.{column} says on {day} what only {cell} tells: {row}")


# --- the same scores -------------------------------------------------------------------------------------------------

SCORES = "SELECT cycle, key_result, score FROM scores WHERE workspace = '{}' AND {}"
OBJECTIVES = "SELECT cycle, objective, score FROM objective_scores WHERE workspace = '{}' AND {}"
CYCLES = "SELECT cycle, cycle AS record, score FROM cycle_scores WHERE workspace = '{}' AND {}"


def by_name(rows):
    return {(row[0], row[1]): row[2] for row in rows}


def check_scores(workspace, name, load, folder, cycles, day):
    """Of a day before the export only the cycles in which somebody checked in on it have rows."""
    when = "is_latest" if day == DAY else f"day = '{day}' AND NOT is_latest"
    title = name.replace("'", "''")
    answers = load(folder, [query.format(title, when) for query in (SCORES, OBJECTIVES, CYCLES)])
    key_results, objectives, totals = map(by_name, answers)
    seen = 0
    for cycle in cycles:
        if (cycle, cycle) not in totals:
            continue
        report = json.loads(okr("-C", workspace, "score", cycle, "--as-of", day, "--json"))
        pairs = [((cycle, cycle), totals, report["cycle"]["score"])]
        for objective in report["objectives"]:
            pairs.append(((cycle, objective["id"]), objectives, objective["score"]))
            pairs += [((cycle, one["id"]), key_results, one["score"]) for one in objective["key_results"]]
        for key, table, score in pairs:
            there = table.get(key, "no row")
            same = there == score or (isinstance(there, (int, float)) and isinstance(score, (int, float))
                                      and abs(there - score) < 1e-12)
            check(same, f"{workspace} {key} on {day}: {there}, okr score says {score}")
            seen += 1
    return seen


# --- what people read of it ------------------------------------------------------------------------------------------

def documented(program, project):
    """The statements behind the program's name in README and in the help."""
    with open(os.path.join(project, "README.md"), encoding="utf-8") as file:
        texts = (file.read(), okr("help", "warehouse"))
    return [re.findall(program + r' "(SELECT .*?)"', text, re.DOTALL) for text in texts]


def check_documented(load, folder, examples, tables):
    """Of README: key results that are behind though people feel sure of them, of every workspace in a folder of its own."""
    titles = {(row["workspace"], row["cycle"], row["key_result"]): row["full_id"] for row in tables["key_results"]}
    # A bound has no gap, and stands last.
    meant = [(row["workspace"], titles[row["workspace"], row["cycle"], row["key_result"]], float(row["gap"] or "-inf"))
             for row in tables["scores"] if row["is_latest"] == "true" and row["status"] in ("at_risk", "behind")
             and row["confidence"] and int(row["confidence"]) >= 6]
    check(len(meant) > 2, f"only {meant} to be found")
    for name in NAMES:
        okr("-C", os.path.join(examples, name), "export", "tables", "-o", os.path.join(folder, "all", name))
    in_readme, in_help = documented("duckdb -c", os.path.dirname(examples))
    check(len(in_readme) == 1 and len(in_help) == 1, f"statements of DuckDB: {in_readme} {in_help}")
    for answer in load(folder, in_readme + in_help):
        rows = [(row[0], row[1], float("-inf") if row[2] is None else row[2]) for row in answer]
        check(sorted(rows) == sorted(meant), f"README's statement finds {rows}, not {meant}")
        check(rows == sorted(rows, key=lambda row: -row[2]), f"not by gap: {rows}")


def check_statements(load, folder, examples, tables):
    """Of the help, on the tables that are loaded: the latest scores, and what a panel asks."""
    _, in_help = documented("sqlite3 okr.db", os.path.dirname(examples))
    panels = re.findall(r"(SELECT day AS time,[^.]*)\.", okr("help", "warehouse"))
    check(len(in_help) == 1 and len(panels) == 1, f"statements of the help: {in_help} {panels}")
    latest = [row for row in tables["scores"] if row["is_latest"] == "true"]
    counts = [len(rows) for rows in load(folder, in_help + panels)]
    check(counts == [len(latest), len(tables["scores"])], f"{in_help} and {panels} find {counts} rows")


def main():
    global OKR
    OKR = os.path.abspath(sys.argv[1])
    examples = os.path.abspath(sys.argv[2])
    if "--duckdb" in sys.argv:
        tools = os.path.abspath(sys.argv[sys.argv.index("--duckdb") + 1])
        os.makedirs(tools, exist_ok=True)
        load = loaded_by_duckdb(tools)
    elif "--postgres" in sys.argv:
        load = loaded_by_postgres()
    else:
        if not shutil.which("sqlite3"):
            skip("sqlite3 is not installed")
        load = loaded_by_sqlite
    with tempfile.TemporaryDirectory() as folder:
        places = [word for name in NAMES for word in ("-C", os.path.join(examples, name))]
        okr(*places, "export", "tables", "-o", folder)
        before = {name: open(os.path.join(folder, name), "rb").read() for name in os.listdir(folder)}
        okr(*reversed_places(places), "export", "tables", "-o", folder)
        check(all(open(os.path.join(folder, name), "rb").read() == text for name, text in before.items()),
              "the same workspaces in another order make other bytes")
        tables = check_package(folder)
        for day in EARLIER:
            with tempfile.TemporaryDirectory() as earlier:
                okr(*places, "export", "tables", "--as-of", day, "-o", earlier)
                check_known_on(day, check_package(earlier))
        check_statements(load, folder, examples, tables)
        if "--duckdb" in sys.argv:
            check_documented(load, folder, examples, tables)
        seen = 0
        for name in NAMES:
            workspace = os.path.join(examples, name)
            title = title_of(workspace)
            cycles = [row["cycle"] for row in tables["cycles"] if row["workspace"] == title]
            check(cycles, f"{workspace}: no cycle of '{title}'")
            for day in (DAY, *EARLIER):
                seen += check_scores(workspace, title, load, folder, cycles, day)
        check(seen > 300, f"only {seen} scores were compared")
    for failure in failures[:40]:
        print(failure)
    print(f"{seen} scores compared, {len(failures)} failures")
    sys.exit(1 if failures else 0)


def reversed_places(places):
    pairs = [places[i:i + 2] for i in range(0, len(places), 2)]
    return [word for pair in reversed(pairs) for word in pair]


def title_of(workspace):
    with open(os.path.join(workspace, "okr.toml"), encoding="utf-8") as file:
        found = re.search(r'^title = "(.*)"', file.read(), re.MULTILINE)
    return found.group(1) if found else os.path.basename(workspace)


main()
