#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random histories: two sides edit one file by hand, and what the driver makes of it is the join of their records, or names
exactly what disagrees; every comment stands as often as the sides made it, wherever they put something in between, and what a
side added as paragraphs or in a frame stands in its order, with what parts it. Some of them go through git itself, as merge and
as rebase; in some there is no base, where both made the file. Usage: merge_random.py OKR [HISTORIES] [SEED]"""

import os
import random
import sys

import merging

OKR = os.path.abspath(sys.argv[1])
HISTORIES = int(sys.argv[2]) if len(sys.argv) > 2 else 500
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 0
TAGS = ["web", "app", "money", "growth", "care"]


class Sheet:
    """A file as lines that a person would edit: blocks of (heading, lines)."""

    def __init__(self, blocks):
        self.blocks = [(heading, list(lines)) for heading, lines in blocks]

    def copy(self):
        return Sheet(self.blocks)

    def text(self):
        parts = []
        for heading, lines in self.blocks:
            parts.append("\n".join(([heading] if heading else []) + lines) + "\n")
        return "\n".join(parts)


def record(chance, number):
    lines = [f'title = "Number {number}"', "baseline = 0", f"target = {chance.randrange(100, 900)}"]
    if chance.random() < 0.5:
        tags = ", ".join(f'"{tag}"' for tag in sorted(chance.sample(TAGS, chance.randrange(1, 4))))
        lines.append(f"tags = [{tags}]")
    if chance.random() < 0.3:
        lines.append("weight = 2")
    if chance.random() < 0.3:
        lines.append(f'initiatives = [\n  "one",  # guide {note()}\n  # guide {note()}\n  "two",\n]')
    return lines


def note():
    """A number that no other comment has."""
    note.count += 1
    return note.count


note.count = 0


class Sign(str):
    """A line that is alike in many places: which one it is, Python knows."""


def day(chance):
    return f"2026-{chance.randrange(7, 9):02}-{chance.randrange(1, 29):02}"


def base_sheet(chance):
    blocks = [("", ['title = "A sheet"', "# of both", *chance.choice([[], ['aggregate = "sum"']])])]
    for objective in ("ship", "fit"):
        blocks.append((f"[{objective}]", [f'title = "{objective}"']))
        for key in chance.sample(["users", "size", "km", "rest"], chance.randrange(1, 4)):
            blocks.append((f"[{objective}.{key}]", record(chance, key)))
    days = sorted({day(chance) for _ in range(chance.randrange(0, 6))})
    blocks.append(("[readings]", [f"{one} = {chance.randrange(100)}" for one in days]))
    add_guides(chance, blocks)
    return Sheet(blocks)


def add_guides(chance, blocks):
    """Comments behind the last key of a block or below its heading, as a starter file has them: whatever is put behind them
    stands between them and what they stood in front of."""
    for _, lines in blocks:
        guide = with_signs(chance, [f"# guide {note()}" for _ in range(chance.randrange(1, 4))])
        if chance.random() < 0.4:
            lines.extend([""] * chance.randrange(2) + guide)
        elif chance.random() < 0.1:
            lines[:0] = guide


def with_signs(chance, comments):
    """As they are, as paragraphs, or in a frame."""
    way = chance.random()
    if way < 0.3:
        return [line for one in comments for line in (one, Sign("#"))][:-1]
    return [Sign("# ====="), *comments, Sign("# =====")] if way < 0.5 else comments


def key_of(line):
    return line.split("=")[0].strip() if "=" in line and not line.startswith("#") else None


def readings(sheet):
    return next(lines for heading, lines in sheet.blocks if heading == "[readings]")


def some_line(chance, sheet):
    """A block and the place of a key in it."""
    places = [(lines, at) for _, lines in sheet.blocks for at, line in enumerate(lines) if key_of(line)]
    return chance.choice(places)


def add_reading(chance, sheet, _):
    lines, new = readings(sheet), day(chance)
    if all(key_of(line) != new for line in lines):
        earlier = [at for at, line in enumerate(lines) if key_of(line) and key_of(line) < new]
        later = [at for at, line in enumerate(lines) if key_of(line) and key_of(line) > new]
        lines.insert(earlier[-1] + 1 if earlier else later[0] if later else len(lines), f"{new} = {chance.randrange(3)}")


def add_amount(chance, sheet, side):
    """One more of a day, as `okr record KPI=+5` writes it; the first one is a reading."""
    lines = readings(sheet)
    there = [at for at, line in enumerate(lines) if key_of(line) and "{" not in line and "#" not in line]
    if not there or 'aggregate = "sum"' not in sheet.blocks[0][1]:
        return add_reading(chance, sheet, side)
    at = chance.choice(there[:2])
    key, _, value = lines[at].partition(" = ")
    lines[at] = f"{key} = [{value.strip('[]')}, {chance.randrange(4)}]"


def change_value(chance, sheet, _):
    lines, at = some_line(chance, sheet)
    key, value = (part.strip() for part in lines[at].split("=", 1))
    comment = " #" + value.split("#")[1] if "#" in value else ""
    value = value.split("#")[0].strip()
    if "[" in value or key == "aggregate":
        return
    if value.startswith("{"):
        value = value.replace("value = ", f"value = {chance.randrange(1, 9)}", 1)
    else:
        value = f'"{chance.choice("abcd")}"' if value.startswith('"') else str(chance.randrange(4))
    lines[at] = f"{key} = {value}{comment}"


def add_note(chance, sheet, _):
    lines = readings(sheet)
    if not lines:
        return
    at = chance.randrange(len(lines))
    key, _, value = (lines[at]).partition(" = ")
    if key_of(lines[at]) and "{" not in value and "#" not in value:
        lines[at] = f'{key} = {{ value = {value}, note = "{chance.choice("xy")}" }}'


def remove_key(chance, sheet, _):
    lines, at = some_line(chance, sheet)
    if key_of(lines[at]) != "title":
        del lines[at]


def change_tags(chance, sheet, _):
    for _, lines in sheet.blocks:
        for at, line in enumerate(lines):
            if line.startswith("tags") and chance.random() < 0.5:
                tags = [tag.strip(' "') for tag in line.split("[")[1].split("]")[0].split(",")]
                new = chance.choice(TAGS)
                tags = [tag for tag in tags if tag != new] if new in tags and len(tags) > 1 else [*tags, new]
                tags = list(dict.fromkeys(tags))
                comment = " #" + line.split("#")[1] if "#" in line else ""
                lines[at] = "tags = [" + ", ".join(f'"{tag}"' for tag in tags) + "]" + comment


def add_record(chance, sheet, side):
    objective = chance.choice([heading[1:-1] for heading, _ in sheet.blocks if heading in ("[ship]", "[fit]")] or ["new"])
    heading = f"[{objective}.{chance.choice(['one', 'two', side])}]"
    if all(other != heading for other, _ in sheet.blocks):
        sheet.blocks.insert(chance.randrange(1, len(sheet.blocks) + 1), (heading, record(chance, "new")))


def remove_record(chance, sheet, _):
    names = [heading for heading, _ in sheet.blocks if "." in heading]
    if chance.random() < 0.3:
        names = [heading for heading, _ in sheet.blocks if heading in ("[ship]", "[fit]")]
    if names:
        gone = chance.choice(names)
        sheet.blocks = [block for block in sheet.blocks if not block[0].startswith((gone, gone[:-1] + "."))]


def add_comment(chance, sheet, side):
    lines, at = some_line(chance, sheet)
    if chance.random() < 0.5 and "#" not in lines[at]:
        lines[at] += f"  # {side} {note()}"
    else:
        lines[at:at] = with_signs(chance, [f"# {side} {note()}" for _ in range(chance.randrange(1, 3))])


def add_paragraph(chance, sheet, side):
    """Behind a comment that is there."""
    if place := some_guide(chance, sheet):
        added = [line for _ in range(chance.randrange(1, 3)) for line in (Sign("#"), f"# {side} {note()}")]
        place[0][place[1] + 1:place[1] + 1] = added


def remove_paragraph(chance, sheet, _):
    """A comment and the "#" in front of it."""
    if place := some_guide(chance, sheet):
        lines, at = place
        del lines[at - 1 if at and lines[at - 1] == "#" else at:at + 1]


def change_list(chance, sheet, side):
    """A list over lines: its comments, or an entry."""
    places = [(lines, at) for _, lines in sheet.blocks for at, line in enumerate(lines) if line.startswith("initiatives")]
    if not places:
        return
    lines, at = chance.choice(places)
    rows = lines[at].split("\n")
    row = chance.randrange(1, len(rows) - 1)
    way = chance.choice(("add", "take", "say", "entry"))
    if way == "add":
        rows.insert(row, f"  # {side} {note()}")
    elif way == "entry":
        rows.insert(row, f'  "{side} {note()}",')
    elif "#" in rows[row]:
        kept = rows[row].split("#")[0].rstrip()
        rows[row] = f"{kept}  # {side} {note()}" if way == "say" else kept
    lines[at] = "\n".join(row for row in rows if row)


def some_guide(chance, sheet):
    """A block and the place of a comment in it that base has; nothing where there is none."""
    places = [(lines, at) for _, lines in sheet.blocks for at, line in enumerate(lines) if line.startswith("# guide")]
    return chance.choice(places) if places else None


def remove_comment(chance, sheet, _):
    if place := some_guide(chance, sheet):
        del place[0][place[1]]


def change_comment(chance, sheet, side):
    if place := some_guide(chance, sheet):
        place[0][place[1]] = f"# {side} {note()}"


def append_record(chance, sheet, side):
    heading = f"[{side}-{chance.randrange(9)}]"
    if all(other != heading for other, _ in sheet.blocks):
        sheet.blocks.append((heading, record(chance, "new")))


EDITS = [append_record, append_record, remove_comment, change_comment, add_paragraph, remove_paragraph, change_list, add_reading,
         add_reading, add_amount, add_amount, change_value, change_value, add_note, remove_key, change_tags, add_record, remove_record, add_comment,
         add_comment]


def edited(chance, sheet, side):
    made = sheet.copy()
    for _ in range(chance.randrange(1, 7)):
        chance.choice(EDITS)(chance, made, side)
    return made


def comment_faults(base, ours, theirs, result, is_clean):
    """Comments that a side added and the result has not; of a clean merge all that do not stand as often as one side made it,
    or both: no comment of these histories is added by both."""
    there, known = merging.comments_in(result), merging.comments_in(base)
    of_ours, of_theirs = merging.comments_in(ours), merging.comments_in(theirs)
    found = [f"lost: {one}" for one in of_ours + of_theirs if one not in known + there]
    for one in {one for one in known + of_ours + of_theirs if one not in ("#", "# =====")} if is_clean else ():
        before, mine, other = known.count(one), of_ours.count(one), of_theirs.count(one)
        wanted = other if mine == before else mine if other == before else max(mine, other)
        if there.count(one) != wanted:
            found.append(f"stands {there.count(one)} times, not {wanted}: {one}")
    return found


def sign_faults(before, sides, result):
    """Signs that do not stand as often as both sides kept them and each added some."""
    known, *made = [{id(line): str(line) for _, lines in one.blocks for line in lines if isinstance(line, Sign)}
                    for one in (before, *sides)]
    wanted = [line for one, line in known.items() if all(one in side for side in made)]
    wanted += [line for side in made for one, line in side.items() if one not in known]
    rows = result.splitlines()
    return [f"stands {rows.count(sign)} times, not {wanted.count(sign)}: {sign}" for sign in sorted({*wanted, *known.values()})
            if rows.count(sign) != wanted.count(sign)]


def order_faults(before, side, result):
    """Neighbouring lines of comments that a side added, and that stand in another order, or without what parts them."""
    known = {id(line) for _, lines in before.blocks for line in lines}
    rows, found = result.splitlines(), []
    for _, lines in side.blocks:
        last = None
        for line in lines:
            if not line.startswith("#") or (id(line) in known):
                last = None
            elif isinstance(line, Sign):
                last = last and (last[0], str(line))
            elif rows.count(line) == 1:
                at = rows.index(line)
                if last and (at < last[0] or last[1] and last[1] not in rows[last[0]:at]):
                    found.append(f"stands apart from what was in front of it: {line}")
                last = (at, None)
    return found


def by_driver(repository, base, ours, theirs):
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        repository.write("../" + name, text)
    done = repository.call("merge-file", "--", "../base", "../ours", "../theirs", "7", "k.toml", fine=(0, 1))
    return repository.read("../ours"), done


def by_git(repository, base, ours, theirs, words):
    """With a file of one name; a rebase puts ours on top of theirs."""
    repository.git("switch", "--quiet", "--orphan", "base")
    for branch, text, begin in (("base", base, None), ("theirs", theirs, "base"), ("ours", ours, "base")):
        if begin:
            repository.git("switch", "--quiet", "--force-create", branch, begin)
        repository.write(".gitattributes", "*.toml merge=okr\n")
        repository.write("k.toml", text)
        repository.commit(branch)
    done = repository.git(*words, fine=(0, 1))
    text = repository.read("k.toml")
    if done.returncode:
        repository.git(words[0], "--abort")
    repository.git("switch", "--quiet", "--detach")
    repository.git("branch", "--quiet", "-D", "base", "ours", "theirs")
    return text, done


def main():
    chance = random.Random(SEED)
    repository = merging.Repository(OKR)
    repository.write("okr.toml", "format = 1\n")
    repository.call("init", "--git")
    repository.commit("Begin")
    faults, clean, by_lines = 0, 0, 0
    for number in range(HISTORIES):
        sheet = base_sheet(chance)
        sides = edited(chance, sheet, "ours"), edited(chance, sheet, "theirs")
        base, ours, theirs = (one.text() for one in (sheet, *sides))
        way = "driver"
        if number % 10 == 3:
            base = ""
        if number % 10 == 0:
            way, (result, done) = "merge", by_git(repository, base, ours, theirs, ("merge", "-q", "-m", "Both", "theirs"))
        elif number % 10 == 5:
            # Here git calls the side we go to "ours".
            ours, theirs = theirs, ours
            way, (result, done) = "rebase", by_git(repository, base, theirs, ours, ("rebase", "-q", "theirs"))
        else:
            result, done = by_driver(repository, base, ours, theirs)
        errors = done.stderr.decode()
        found = merging.faults_of(base, ours, theirs, result, merging.named_in(errors))
        found += comment_faults(base, ours, theirs, result, done.returncode == 0)
        if done.returncode == 0:
            found += [fault for side in sides for fault in order_faults(sheet, side, result)]
            found += sign_faults(sheet, sides, result) if base else []
        clean += done.returncode == 0
        by_lines += "merged by lines" in errors
        if "merged by lines" in errors:
            found.append("merged by lines")
        if found:
            faults += 1
            print(f"history {number} ({way}):", *found, errors, sep="\n  ")
            print("--- base", base, "--- ours", ours, "--- theirs", theirs, "--- result", result, sep="\n")
            if faults > 2:
                break
    repository.remove()
    print(f"{HISTORIES} histories, {clean} clean, {by_lines} by lines, {faults} wrong")
    return 1 if faults else 0


if merging.tomllib is None:
    sys.exit(77)
sys.exit(main())
