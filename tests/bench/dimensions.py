# SPDX-License-Identifier: MIT
"""What growth.py doubles: workspaces of any size in one thing, what is done to them before, and the command that reads them."""
import subprocess


def key_result(name, more=""):
    return f'[{name}]\ntitle = "What {name} says"\ntarget = 10\n{more}'


def objective(name, more=""):
    return f'[{name}]\ntitle = "The aim of {name}"\n{more}'


def several(n, key_results=1, more="", of_key_result=""):
    return "".join(objective(f"o{i}", more) + "".join(key_result(f"o{i}.k{k}", of_key_result) for k in range(key_results))
                   for i in range(n))


def words_of(n, word):
    return "[" + ", ".join(f'"{word} {i}"' for i in range(n)) + "]"


def write(folder, cycle="", files=()):
    (folder / "2026-Q3").mkdir(parents=True)
    (folder / "okr.toml").write_text("format = 1\n")
    (folder / "2026-Q3/cycle.toml").write_text("[cycle]\n" + cycle)
    for name, text in dict(files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def one(folder, more="", files=(), of_key_result=""):
    write(folder, objective("ship", more) + key_result("ship.k", of_key_result), files)


def checkin(day, text, source="ana", cycle="2026-Q3"):
    return {f"{cycle}/checkins/{day}-{source}.toml": f"date = {day}\n{text}"}


def day_of(i):
    """Days from 2000 on, 336 a year."""
    return f"{2000 + i // 336}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}"


def objectives(folder, n):
    write(folder, several(n))


def key_results(folder, n):
    write(folder, several(1, n))


def files_of_a_cycle(folder, n):
    write(folder, "", {f"2026-Q3/t{i}.toml": objective(f"o{i}") + key_result(f"o{i}.k") for i in range(n)})


def reported(folder, n):
    write(folder, several(n), checkin("2026-08-10", "".join(f"o{i}.k0 = {{ value = {i % 10}, confidence = 5 }}\n" for i in range(n))))


def chain(folder, n):
    write(folder, "".join(objective(f"o{i}", 'roll-up = "both"\n' + (f'parent = "o{i - 1}"\n' if i else "")) + key_result(f"o{i}.k")
                          for i in range(n)))


def layers(folder, n):
    def parents(i):
        return f'parent = ["o{i - 1}a", "o{i - 1}b"]\n' if i else ""
    write(folder, "".join(objective(f"o{i}{side}", 'roll-up = "both"\n' + parents(i)) + key_result(f"o{i}{side}.k")
                          for i in range(n // 2) for side in "ab"))


def fan(folder, n):
    write(folder, objective("top", 'roll-up = "both"\n') + key_result("top.k") +
          "".join(objective(f"o{i}", 'parent = "top"\n') + key_result(f"o{i}.k") for i in range(n)))


def parents_of_one(folder, n):
    names = ", ".join(f'"o{i}"' for i in range(n))
    write(folder, several(n, 1, 'roll-up = "both"\n') + objective("last", f"parent = [{names}]\n") + key_result("last.k"))


def parents_of_a_year(folder, n):
    write(folder, 'parent = "2026"\n' + "".join(objective(f"o{i}", f'parent = "2026/y{i}"\n') + key_result(f"o{i}.k") for i in range(n)),
          {"2026/cycle.toml": "[cycle]\n" + "".join(objective(f"y{i}", 'roll-up = "both"\n') + key_result(f"y{i}.k") for i in range(n))})


def depends(folder, n):
    write(folder, "".join(objective(f"o{i}") + key_result(f"o{i}.k", f'depends-on = "o{i - 1}.k"\n' if i else "") for i in range(n)))


def depends_on_one(folder, n):
    write(folder, objective("ship") + key_result("ship.k") + several(n, 1, "", 'depends-on = "ship.k"\n'))


def depends_on_many(folder, n):
    names = ", ".join(f'"o{i}.k0"' for i in range(n))
    write(folder, several(n) + objective("last") + key_result("last.k", f"depends-on = [{names}]\n"))


def unknown(folder, n):
    write(folder, "".join(objective(f"o{i}", f'parent = "nowhere{i}"\n') + key_result(f"o{i}.k") for i in range(n)))


def unknown_entries(folder, n):
    write(folder, several(1, n), checkin("2026-08-10", "".join(f"o0.nowhere{i} = 1\n" for i in range(n))))


def unknown_keys(folder, n):
    write(folder, objective("ship", "".join(f"colour{i} = 1\n" for i in range(n))) + key_result("ship.k"))


def unknown_kpis(folder, n):
    write(folder, several(n, 1, "", 'kpi = "nowhere"\n'), {f"kpi/k{i}.toml": f'title = "K{i}"\n' for i in range(n)})


def readings(folder, n):
    files = {}
    for day in range(1, 28):
        files |= checkin(f"2026-07-{day:02}", "".join(f"o0.k{i} = {day}\n" for i in range(n // 27 + 1)))
    write(folder, several(1, n // 27 + 1), files)


def steps(folder, n):
    titles = "".join(f'  "step {i}",\n' for i in range(n))
    write(folder, objective("ship") + f'[ship.release]\ntitle = "Version 1.0"\nsteps = [\n{titles}]\n',
          checkin("2026-08-10", f"ship.release = {words_of(n, 'step')}\n"))


def initiatives(folder, n):
    one(folder, of_key_result=f"initiatives = {words_of(n, 'task')}\n")


def changes(folder, n):
    def line(i):
        return f'  {{ on = 2026-07-{1 + i * 30 // n:02}, target = [{n - i + 10}, {n - i + 9}], why = "move {i}" }},\n'
    one(folder, of_key_result="changes = [\n" + "".join(line(i) for i in range(n)) + "]\n")


def plan(folder, n):
    dates = sorted({f"2026-{7 + i // 28 % 3:02}-{i % 28 + 1:02}" for i in range(80)})
    points = ", ".join(f"[{day}, {9 * i / len(dates)}]" for i, day in enumerate(dates) for _ in range(n // 80 + 1))
    one(folder, of_key_result=f"plan = [{points}]\n", files=checkin("2026-08-10", "ship.k = 3\n"))


def tags(folder, n):
    write(folder, "".join(objective(f"o{i}", f'tags = ["t{i}", "u{i}"]\n') + key_result(f"o{i}.k") for i in range(n)))


def tags_of_one(folder, n):
    one(folder, f"tags = {words_of(n, 'tag')}\n")


def teams(folder, n):
    write(folder, "".join(objective(f"o{i}", f'team = "t{i}"\nowner = "p{i}"\n') + key_result(f"o{i}.k") for i in range(n)))


def owners_of_one(folder, n):
    one(folder, f"owner = {words_of(n, 'person')}\n")


def aliases(folder, n):
    names = ", ".join(f'"old{i}"' for i in range(n))
    one(folder, of_key_result=f"was = [{names}]\n", files=checkin("2026-08-10", "".join(f"ship.old{i} = 1\n" for i in range(0, n, 7))))


def renamed(folder, n):
    write(folder, "".join(objective(f"o{i}", f'was = ["a{i}"]\n') + key_result(f"o{i}.k") for i in range(n)),
          checkin("2026-08-10", "".join(f"a{i}.k = 1\n" for i in range(n))))


def formulas(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\nformula = "k{i + 1} + k{i + 1} * 2"\n' for i in range(n)}
    files[f"kpi/k{n}.toml"] = 'title = "Last"\n[readings]\n2026-06 = 4\n2026-07 = 5\n'
    write(folder, "", files)


def formulas_from_zero(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\nformula = "k{i + 1} + k{i + 1} * 2"\ntarget = 0\n' for i in range(n)}
    files[f"kpi/k{n}.toml"] = 'title = "Last"\n[readings]\n2026-06 = 4\n2026-07 = 5\n'
    write(folder, "", files)


def layers_of_formulas(folder, n):
    files = {f"kpi/k{i}{side}.toml": f'title = "K{i}"\nformula = "k{i + 1}a + k{i + 1}b"\n' for i in range(n // 2) for side in "ab"}
    files |= {f"kpi/k{n // 2}{side}.toml": 'title = "Last"\n[readings]\n2026-06 = 4\n2026-07 = 5\n' for side in "ab"}
    write(folder, "", files)


def parts_of_a_formula(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\n[readings]\n2026-06 = 4\n2026-07 = 5\n' for i in range(n)}
    files["kpi/all.toml"] = 'title = "All"\nformula = "' + " + ".join(f"k{i}" for i in range(n)) + '"\n'
    write(folder, "", files)


def long_formula(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\n[readings]\n2026-06 = 4\n2026-07 = 5\n',
                       "kpi/all.toml": 'title = "All"\nformula = "' + " + ".join("k" for i in range(n)) + '"\n'})


def kpis(folder, n):
    write(folder, "", {f"kpi/k{i}.toml": f'title = "K{i}"\ntarget = 5\nowner = "p{i}"\n[readings]\n2026-06 = 4\n2026-07 = 5\n' for i in range(n)})


def fed(folder, n):
    write(folder, "".join(objective(f"o{i}") + key_result(f"o{i}.k", f'kpi = "k{i}"\n') for i in range(n)),
          {f"kpi/k{i}.toml": f'title = "K{i}"\ntarget = 5\n[readings]\n2026-06 = 4\n2026-07 = 5\n' for i in range(n)})


def fed_by_one(folder, n):
    write(folder, several(n, 1, "", 'kpi = "k"\n'), {"kpi/k.toml": 'title = "K"\ntarget = 5\n[readings]\n2026-06 = 4\n2026-07 = 5\n'})


def kpi_readings(folder, n):
    lines = "".join(f"{day_of(i)} = {i % 17}\n" for i in range(n))
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n[readings]\n' + lines})


def kpi_lists(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\naggregate = "mean"\n[readings]\n2026-07-01 = [' + ", ".join(str(i % 17) for i in range(n)) + "]\n"})


def targets(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n[targets]\n' + "".join(f"{day_of(i)} = {i % 17}\n" for i in range(n)) +
                       "[readings]\n" + "".join(f"{day_of(i)} = {i % 13}\n" for i in range(n))})


def rebases(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\nrebase = [' + ", ".join(day_of(i) for i in range(0, n, 10)) + "]\n" +
                       "[readings]\n" + "".join(f"{day_of(i)} = {i * i % 13}\n" for i in range(n))})


def benchmarks(folder, n):
    lines = ", ".join(f'{{ name = "b{i}", value = {i}, source = "s", date = 2026-01-01 }}' for i in range(n))
    write(folder, "", {"kpi/k.toml": f'title = "K"\nbenchmarks = [{lines}]\n[readings]\n2026-06 = 4\n2026-07 = 5\n'})


def csv_readings(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\nvalues = "k.csv"\ndate-column = "day"\nvalue-column = "n"\n',
                       "kpi/k.csv": "day,n\n" + "".join(f"{day_of(i)},{i % 17}\n" for i in range(n))})


def shared_kpi(folder, n):
    write(folder, "", {"kpi/k/kpi.toml": 'title = "K"\nevery = "day"\naggregate = "mean"\n'} |
          {f"kpi/k/2026-p{i}.toml": f"[readings]\n2026-07-{i % 28 + 1:02} = {i}\n" for i in range(n)})


def checkin_notes(folder, n):
    files = {}
    for i in range(n):
        files |= checkin("2026-08-10", f'note = "word {i}"\nship.k = {i}\n', f"n{i}")
    one(folder, files=files)


def checkin_days(folder, n):
    files = {}
    for i in range(n):
        files |= checkin(f"2026-07-{i * 28 // n + 1:02}", f'at = {i // 60 % 24:02}:{i % 60:02}:00\nnote = "word {i}"\nship.k = {i % 10}\n', f"n{i}")
    one(folder, files=files)


def journal(folder, n):
    def lists(word):
        return "".join(f"{key} = {words_of(n // 4, word + key)}\n" for key in ("wins", "blockers", "priorities", "done"))
    one(folder, files=checkin("2026-08-03", lists("x")) | checkin("2026-08-10", lists("x") + f"solved = {words_of(n // 4, 'xblockers')}\n") |
        checkin("2026-08-17", lists("y")))


def blockers(folder, n):
    files = {}
    for i in range(n):
        files |= checkin("2026-08-10", f'blockers = [{{ id = "o{i}.k0", text = "waits" }}]\n', f"n{i}")
        if i % 2:
            files |= checkin("2026-08-12", f'solved = ["o{i}.k0"]\n', f"n{i}")
    write(folder, several(n), files)


def remarks(folder, n):
    write(folder, several(1, n), checkin("2026-08-10", "".join(f'o0.k{i} = {{ value = 3, confidence = 4, note = "word {i}" }}\n' for i in range(n))))


def past_cycles(folder, n):
    files = {f"{2026 - 1 - i // 4}-Q{i % 4 + 1}/cycle.toml": '[cycle]\nstate = "closed"\n' + objective("a") + key_result("a.k")
             for i in range(n)}
    one(folder, files=files)


def past_checkins(folder, n):
    files = {}
    for i in range(n):
        name, month = f"{2026 - 1 - i // 4}-Q{i % 4 + 1}", f"{2026 - 1 - i // 4}-{i % 4 * 3 + 2:02}"
        files[f"{name}/cycle.toml"] = "[cycle]\n" + objective("a") + key_result("a.k") + f"[result]\nclosed = {month}-28\n" + \
            "[result.objective]\na = { score = 0.3 }\n[result.kr]\na.k = { value = 3, progress = 0.3, score = 0.3 }\n"
        files |= checkin(f"{month}-10", "a.k = { value = 3, confidence = 4 }\n", cycle=name)
    one(folder, files=files)


def chain_of_cycles(folder, n):
    files = {f"c{i}/cycle.toml": "[cycle]\nstart = 2026-07-01\nend = 2026-09-30\n" + (f'parent = "c{i - 1}"\n' if i else "") + objective("a") +
             key_result("a.k") for i in range(n)}
    one(folder, files=files)


def cycles_of_now(folder, n):
    one(folder, files={f"c{i}/cycle.toml": "[cycle]\nstart = 2026-07-01\nend = 2026-09-30\n" + objective(f"a{i}") + key_result(f"a{i}.k") for i in range(n)})


def carried(folder, n):
    def cycle(more):
        return "[cycle]\n" + "".join(objective(f"o{i}", more(f"o{i}")) + key_result(f"o{i}.k", more(f"o{i}.k")) for i in range(n))
    write(folder, cycle(lambda name: f'carried-from = "2026-Q2/{name}"\n')[8:], {"2026-Q2/cycle.toml": cycle(lambda name: "")})


def results(folder, n):
    write(folder, several(n) + "[result]\nclosed = 2026-08-01\n[result.objective]\n" + "".join(f"o{i} = {{ score = 0.3 }}\n" for i in range(n)) +
          "[result.kr]\n" + "".join(f"o{i}.k0 = {{ value = 3, progress = 0.3, score = 0.3, weight = 1 }}\n" for i in range(n)))


def long_title(folder, n):
    write(folder, f'[ship]\ntitle = "{"word " * n}"\n' + key_result("ship.k"))


def long_word(folder, n):
    write(folder, f'[ship]\ntitle = "{"x" * n}"\n' + key_result("ship.k"))


def long_note(folder, n):
    one(folder, files=checkin("2026-08-10", 'note = """\n' + "words and words\n" * n + '"""\nship.k = 3\n'))


def foreign_tables(folder, n):
    one(folder, more="", files={"2026-Q3/x.toml": "".join(f"[x-t{i}]\na = {i}\n" for i in range(n)) + objective("o") + key_result("o.k")})


def long_array(folder, n):
    one(folder, f"x-list = [{', '.join(str(i) for i in range(n))}]\n")


def deep(folder, n):
    one(folder, f"x-deep = {'[' * n}{']' * n}\n")


def deep_tables(folder, n):
    write(folder, f"[x-t{'.a' * n}]\nb = 1\n" + objective("ship") + key_result("ship.k"))


def comments(folder, n):
    one(folder, "".join(f"# a word of {i}\n" for i in range(n)))


def many_keys(folder, n):
    one(folder, "".join(f"x-{i} = 1\n" for i in range(n)))


def away(folder, n):
    one(folder, of_key_result="", files={"okr.toml": "format = 1\n[workspace]\naway = [" + ", ".join(f"[{day_of(2 * i)}, {day_of(2 * i)}]" for i in range(n)) + "]\n"})


def same_titles(folder, n):
    write(folder, "".join(f'[o{i}]\ntitle = "One"\n[o{i}.k]\ntitle = "The same"\ntarget = 10\n' for i in range(n)))


def sheet(folder, n):
    rows = "".join(f"Q3 2026,The aim {i},Growth,What it is {i},ana,0,10,{i % 10},2026-08-14,6/10,why\n" for i in range(n))
    one(folder, files={"s.csv": "Quarter,Objective,Team,Key Result,Owner,Baseline,Target,Current,As of,Confidence,Comment\n" + rows})


def sheet_of_one_name(folder, n):
    rows = "".join(f"Q3 2026,The aim,Growth,{'!' * (i + 1)} What it is,ana,0,10,{i % 10},2026-08-14,6/10,why\n" for i in range(n))
    one(folder, files={"s.csv": "Quarter,Objective,Team,Key Result,Owner,Baseline,Target,Current,As of,Confidence,Comment\n" + rows})


def sheet_of_faults(folder, n):
    rows = "".join(f"Q3 2026,The aim {i},Growth,What it is {i},ana,0,ten,{i % 10},2026-08-14,6/10,why\n" for i in range(n))
    one(folder, files={"s.csv": "Quarter,Objective,Team,Key Result,Owner,Baseline,Target,Current,As of,Confidence,Comment\n" + rows})


def page(folder, n):
    text = "# Q3 2026\n" + "".join(f"## The aim {i}\n- What it is {i}: 3 of 10 users\n" for i in range(n))
    one(folder, files={"s.md": text})


def page_of_one_name(folder, n):
    text = "# Q3 2026\n" + "".join(f"## The aim{'!' * (i % 7)}\n- What it is: 3 of 10 users\n" for i in range(n))
    one(folder, files={"s.md": text})


def page_of_one_objective(folder, n):
    one(folder, files={"s.md": "# Q3 2026\n## The aim\n" + "".join(f"- What it is {i}: 3 of 10 users\n" for i in range(n))})


def kpi_csv(folder, n):
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n', "s.csv": "day,n\n" + "".join(f"{day_of(i)},{i % 17}\n" for i in range(n))})


def kpi_csv_backwards(folder, n):
    rows = [f"{day_of(i)},{i % 17}\n" for i in range(n)]
    write(folder, "", {"kpi/k.toml": 'title = "K"\nevery = "day"\n[readings]\n' + "".join(f"{day_of(i)} = {i % 17}\n" for i in range(1, n, 2)),
                       "s.csv": "day,n\n" + "".join(reversed(rows))})


def kpi_csv_many(folder, n):
    files = {f"kpi/k{i}.toml": f'title = "K{i}"\n' for i in range(n)}
    write(folder, "", files | {"s.csv": "day,kpi,n\n" + "".join(f"2026-07-01,k{i},{i % 17}\n" for i in range(n))})


def checkin_sheet(folder, n):
    write(folder, several(1, n), {"week.csv": "id,value,confidence,note\n" + "".join(f"o0.k{i},3,5,word {i}\n" for i in range(n))})


def sides(folder, n):
    def text(mine, theirs):
        return "[cycle]\n" + "".join(objective(f"o{i}", f"weight = {mine if i % 2 else theirs}\n") + key_result(f"o{i}.k") for i in range(n))
    write(folder, "", {"base": text(1, 1), "ours": text(2, 1), "theirs": text(1, 2)})


def sides_added(folder, n):
    def text(*names):
        return "[cycle]\n" + "".join(objective(f"{name}{i}") + key_result(f"{name}{i}.k") for i in range(n // 3) for name in names)
    write(folder, "", {"base": text("o"), "ours": text("o", "a"), "theirs": text("o", "b")})


def sides_disagree(folder, n):
    def text(weight):
        return "[cycle]\n" + "".join(objective(f"o{i}", f"weight = {weight}\n") + key_result(f"o{i}.k") for i in range(n))
    write(folder, "", {"base": text(1), "ours": text(2), "theirs": text(3)})


def sides_of_readings(folder, n):
    def text(*parts):
        return 'title = "K"\nevery = "day"\n[readings]\n' + "".join(f"{day_of(i)} = {i}\n" for i in range(n) if i % 3 in parts)
    write(folder, "", {"base": text(0), "ours": text(0, 1), "theirs": text(0, 2)})


def sides_of_a_list(folder, n):
    def text(*words):
        return "[cycle]\n[ship]\ntitle = 'x'\ntags = [" + ", ".join(f'"{w}{i}"' for w in words for i in range(n)) + "]\n" + key_result("ship.k")
    write(folder, "", {"base": text("a"), "ours": text("a", "b"), "theirs": text("a", "c")})


def sides_of_lines(folder, n):
    def text(mark):
        return "".join(f"line {i} {mark if i % 5 == 0 else ''}\n" for i in range(n)) + "[[[\n"
    write(folder, "", {"base": text(""), "ours": text("a"), "theirs": text("")})


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "init.defaultBranch=main", *words],
                   cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def committed(folder):
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "all of it")


def moved(folder, n):
    objectives(folder, n)
    committed(folder)
    text = (folder / "2026-Q3/cycle.toml").read_text()
    (folder / "2026-Q3/cycle.toml").write_text(text.replace("target = 10", "target = 12"))


def added(folder, n):
    one(folder)
    committed(folder)
    (folder / "2026-Q3/cycle.toml").write_text("[cycle]\n" + several(n))


def retitled(folder, n):
    objectives(folder, n)
    committed(folder)
    text = (folder / "2026-Q3/cycle.toml").read_text()
    (folder / "2026-Q3/cycle.toml").write_text(text.replace("[o", "[p"))


def committed_objectives(folder, n):
    objectives(folder, n)
    committed(folder)


def committed_notes(folder, n):
    checkin_days(folder, n)
    committed(folder)


def commits(folder, n):
    one(folder)
    committed(folder)
    for i in range(n):
        text = (folder / "2026-Q3/cycle.toml").read_text()
        (folder / "2026-Q3/cycle.toml").write_text(text.replace(f"target = {10 + i}\n", f"target = {11 + i}\n"))
        git(folder, "commit", "-am", f"target {i}")


def fields(n):
    return [f"o{i}.k0.owner=ben" for i in range(n)]


def targets_of(n):
    return [f"o{i}.k0.target=12" for i in range(n)] + ["--why", "more is meant"]


def values(n):
    return [f"o{i}.k0=3" for i in range(n)]


MERGE = ["merge-file", "-n", "base", "ours", "theirs"]
NEXT = ["new", "cycle", "2026-Q4", "--from", "2026-Q3", "-n"]


def formats(name, make, size, command, words):
    return {f"{name}, {word}": (make, size, [*command, "--format", word]) for word in words}


def commands(name, make, size, *lines):
    return {f"{name}, {line}": (make, size, line.split()) for line in lines}


WRITING = {"set", "rename", "import", "checkin", "close", "export"}  # what changes the folder it is asked in, without -n

# name: what makes it, the smallest size, the command (or what makes it of the size)
DIMENSIONS = {
    **commands("objectives", objectives, 500, "status", "check", "tree", "forecast", "log --all", "score", "score --total", "next", "prompt",
               "review", "review --mid", "review --final", "review --plan 2026-Q4", "plot 2026-Q3", "export html", "export md",
               "export tables -o out", "export openmetrics", "export ics", "export badge", "status --json", "status --due", "show o0",
               "status --format html", "score --titles", "score --forecast", "calibration", "checkin o0.k0=1 -n", "__complete -- okr show o1"),
    "objectives, new cycle": (objectives, 500, NEXT),
    "objectives, close": (objectives, 500, ["close", "2026-Q3", "--early", "--no-input", "-n"]),
    "objectives, close and carry": (objectives, 500, ["close", "2026-Q3", "--early", "--no-input", "--carry-to", "next", "-n"]),
    "objectives, rename": (objectives, 500, ["rename", "o1", "p1", "-n"]),
    "objectives, rename written": (objectives, 500, ["rename", "o1", "p1"]),
    "objectives, set": (objectives, 500, lambda n: ["set", *fields(n), "-n"]),
    "objectives, set written": (objectives, 500, lambda n: ["set", *fields(n)]),
    "objectives, set targets": (objectives, 250, lambda n: ["set", *targets_of(n), "-n"]),
    "objectives, set one": (objectives, 500, ["set", "o1.owner=ben"]),
    "objectives, values": (objectives, 500, lambda n: ["checkin", *values(n), "-n"]),
    "objectives, values written": (objectives, 500, lambda n: ["checkin", *values(n)]),
    "objectives, add": (objectives, 500, ["new", "objective", "more", "--title", "One more aim", "-n"]),
    "objectives, fix": (objectives, 500, ["check", "--fix"]),
    **commands("reported", reported, 500, "status", "score", "review", "review --mid", "review --final", "forecast", "next", "log", "export html",
               "export md", "status --as-of 2026-10-02", "close 2026-Q3 --early --no-input -n", "calibration", "check"),
    **commands("key results of one", key_results, 500, "status", "check", "score", "tree", "forecast", "next", "review", "show o0"),
    **commands("files of a cycle", files_of_a_cycle, 250, "status", "check"),
    **commands("chain of parents", chain, 250, "status", "check", "prompt", "score", "tree", "review", "export html"),
    **commands("layers of two parents", layers, 250, "status", "check", "prompt", "score", "tree", "review"),
    **commands("children of one", fan, 500, "status", "check", "tree", "score", "export html"),
    **commands("parents of one", parents_of_one, 500, "status", "check", "tree"),
    **commands("parents of a year", parents_of_a_year, 250, "status", "check", "tree", "tree 2026", "score 2026"),
    **commands("depends-on", depends, 500, "check", "tree", "status", "next"),
    **commands("depends-on one", depends_on_one, 500, "check", "tree", "status"),
    **commands("depends-on many", depends_on_many, 500, "check", "tree", "status"),
    **commands("unknown parents", unknown, 500, "check", "status"),
    **formats("unknown parents", unknown, 500, ["check"], ["json", "sarif", "github", "junit", "gitlab"]),
    **commands("unknown entries", unknown_entries, 500, "check", "status"),
    **commands("unknown keys", unknown_keys, 500, "check", "status", "check --fix -n"),
    **commands("unknown KPIs", unknown_kpis, 250, "check"),
    **commands("readings", readings, 2000, "status", "log", "forecast", "plot 2026-Q3", "check"),
    **commands("steps", steps, 500, "status", "check", "show ship.release", "next"),
    **commands("initiatives", initiatives, 500, "status", "check", "show ship.k", "next", "export md"),
    **commands("changes", changes, 250, "status", "check", "score", "log", "show ship.k", "forecast"),
    **commands("plan", plan, 500, "status", "plot ship.k", "forecast", "check"),
    **commands("tags", tags, 500, "score --by tag", "check"),
    **commands("tags of one", tags_of_one, 500, "score --by tag", "check", "status"),
    **commands("teams", teams, 500, "score --by team", "score --by owner", "status", "export html", "check"),
    **commands("owners of one", owners_of_one, 500, "score --by owner", "status", "check"),
    **commands("aliases", aliases, 500, "status", "check"),
    **commands("renamed", renamed, 500, "status", "check"),
    **commands("formulas", formulas, 50, "kpi", "check", "tree", "status", "review"),
    **commands("formulas from zero", formulas_from_zero, 50, "kpi"),
    **commands("layers of formulas", layers_of_formulas, 50, "kpi", "tree", "check"),
    **commands("parts of a formula", parts_of_a_formula, 100, "kpi", "tree", "check", "show all"),
    **commands("long formula", long_formula, 500, "kpi", "tree"),
    **commands("KPIs", kpis, 250, "kpi", "status", "check", "review", "tree", "export html", "prompt"),
    **commands("fed key results", fed, 250, "kpi", "status", "check", "tree", "score"),
    **commands("fed by one", fed_by_one, 250, "kpi", "status", "check", "tree"),
    **commands("readings of a KPI", kpi_readings, 1000, "kpi", "check", "plot k", "show k", "export md", "export openmetrics --all", "kpi k=3 -n",
               "log --all", "kpi --by month", "set k.shared=true -n"),
    **commands("readings of a day", kpi_lists, 1000, "kpi", "check"),
    **commands("targets of a KPI", targets, 500, "kpi", "plot k", "check", "show k"),
    **commands("rebases of a KPI", rebases, 500, "kpi", "plot k"),
    **commands("benchmarks", benchmarks, 500, "kpi", "check", "show k"),
    **commands("CSV of a KPI", csv_readings, 1000, "kpi", "check"),
    **commands("writers of a KPI", shared_kpi, 250, "kpi", "check", "set k.shared=false -n"),
    **commands("check-ins of a day", checkin_notes, 125, "review", "status", "log", "check", "export html"),
    **commands("check-ins", checkin_days, 250, "review", "status", "log", "check", "plot ship.k", "calibration", "export html", "checkin ship.k=3 -n"),
    **commands("journal", journal, 500, "review", "status", "log", "check", "checkin ship.k=3 -n"),
    **commands("blockers", blockers, 125, "status", "review", "check"),
    **commands("remarks", remarks, 500, "review", "status", "log", "check"),
    **commands("past cycles", past_cycles, 50, "score --last 4", "score --last 1000", "status", "check", "log --all", "calibration", "tree", "export html"),
    **commands("past check-ins", past_checkins, 50, "calibration", "log --all", "score --last 1000 --at-close", "check", "review --plan 2026-Q4",
               "export html -o out/"),
    **commands("chain of cycles", chain_of_cycles, 50, "status", "check", "tree"),
    **commands("cycles of now", cycles_of_now, 50, "status", "check", "checkin a1=1 -n", "status --due", "prompt"),
    **commands("carried", carried, 250, "status", "check", "diff", "score"),
    **commands("results", results, 500, "score", "check", "status"),
    **commands("long title", long_title, 4000, "status", "check", "score", "export html"),
    **commands("long word", long_word, 10000, "status", "check"),
    **commands("long note", long_note, 2000, "review", "log", "check", "export html", "export md"),
    **commands("foreign tables", foreign_tables, 500, "set o.owner=ben -n", "check"),
    **commands("long array", long_array, 2000, "check", "set ship.owner=ben -n", "set ship.k.owner=ben -n"),
    **commands("deep array", deep, 25, "check"),
    **commands("deep tables", deep_tables, 25, "check"),
    **commands("comments", comments, 2000, "check", "set ship.k.owner=ben -n"),
    **commands("keys", many_keys, 1000, "check", "set ship.owner=ben -n"),
    **commands("away", away, 500, "status", "check"),
    **commands("same titles", same_titles, 250, "check", "status"),
    "sheet": (sheet, 125, ["import", "s.csv", "--map", "spreadsheet", "-n"]),
    "sheet, written": (sheet, 125, ["import", "s.csv", "--map", "spreadsheet"]),
    "sheet of one name": (sheet_of_one_name, 125, ["import", "s.csv", "--map", "spreadsheet", "-n"]),
    "sheet of faults": (sheet_of_faults, 125, ["import", "s.csv", "--map", "spreadsheet", "-n"]),
    "Markdown": (page, 125, ["import", "s.md", "-n"]),
    "Markdown of one name": (page_of_one_name, 125, ["import", "s.md", "-n"]),
    "Markdown of one objective": (page_of_one_objective, 125, ["import", "s.md", "-n"]),
    "CSV, import": (kpi_csv, 1000, ["import", "s.csv", "--kpi", "k", "--date", "day", "--value", "n", "-n"]),
    "CSV, import written": (kpi_csv, 1000, ["import", "s.csv", "--kpi", "k", "--date", "day", "--value", "n"]),
    "CSV backwards, import": (kpi_csv_backwards, 1000, ["import", "s.csv", "--kpi", "k", "--date", "day", "--value", "n", "-n"]),
    "CSV of many KPIs, import": (kpi_csv_many, 125, ["import", "s.csv", "--kpi-column", "kpi", "--date", "day", "--value", "n", "-n"]),
    "check-in from a sheet": (checkin_sheet, 250, ["checkin", "--from", "week.csv", "-n"]),
    "merge": (sides, 125, MERGE),
    "merge, added": (sides_added, 125, MERGE),
    "merge, disagreeing": (sides_disagree, 125, MERGE),
    "merge, readings": (sides_of_readings, 500, MERGE),
    "merge, a list": (sides_of_a_list, 250, MERGE),
    "merge, lines": (sides_of_lines, 500, MERGE),
    **commands("moved targets", moved, 250, "diff", "diff --stat", "diff --goalposts", "diff --json"),
    **commands("added objectives", added, 250, "diff", "check --since HEAD"),
    **commands("other ids", retitled, 250, "diff"),
    **commands("committed", committed_objectives, 250, "check", "log --all", "score --at HEAD"),
    **commands("committed check-ins", committed_notes, 125, "log", "check"),
    **commands("commits", commits, 10, "diff --goalposts", "log --all"),
}
