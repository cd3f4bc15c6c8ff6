#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Random histories: two sides edit one file by hand, and what the driver makes of it is the join of their records, or names
exactly what disagrees; every comment stands as often as the sides made it, wherever they put something in between. Some of them
go through git itself, as merge and as rebase; in some there is no base, where both made the file. Usage: merge_random.py
OKR [HISTORIES] [SEED]"""

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
    return lines


def day(chance):
    return f"2026-{chance.randrange(7, 9):02}-{chance.randrange(1, 29):02}"


def base_sheet(chance):
    blocks = [("", ['title = "A sheet"', "# of both"])]
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
    for number, (_, lines) in enumerate(blocks):
        guide = [f"# guide {number}.{line}" for line in range(chance.randrange(1, 4))]
        if chance.random() < 0.3:
            lines.extend([""] * chance.randrange(2) + guide)
        elif chance.random() < 0.1:
            lines[:0] = guide


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


def change_value(chance, sheet, _):
    lines, at = some_line(chance, sheet)
    key, value = (part.strip() for part in lines[at].split("=", 1))
    comment = " #" + value.split("#")[1] if "#" in value else ""
    value = value.split("#")[0].strip()
    if value.startswith("["):
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
    add_comment.count += 1
    lines, at = some_line(chance, sheet)
    if chance.random() < 0.5 and "#" not in lines[at]:
        lines[at] += f"  # {side} {add_comment.count}"
    else:
        lines.insert(at, f"# {side} {add_comment.count}")


add_comment.count = 0


def some_guide(chance, sheet):
    """A block and the place of a comment in it that base has; nothing where there is none."""
    places = [(lines, at) for _, lines in sheet.blocks for at, line in enumerate(lines) if line.startswith("# guide")]
    return chance.choice(places) if places else None


def remove_comment(chance, sheet, _):
    if place := some_guide(chance, sheet):
        del place[0][place[1]]


def change_comment(chance, sheet, side):
    if place := some_guide(chance, sheet):
        add_comment.count += 1
        place[0][place[1]] = f"# {side} {add_comment.count}"


def append_record(chance, sheet, side):
    heading = f"[{side}-{chance.randrange(9)}]"
    if all(other != heading for other, _ in sheet.blocks):
        sheet.blocks.append((heading, record(chance, "new")))


EDITS = [append_record, append_record, remove_comment, change_comment, add_reading, add_reading, change_value, change_value, add_note, remove_key, change_tags, add_record, remove_record,
         add_comment, add_comment]


def edited(chance, sheet, side):
    made = sheet.copy()
    for _ in range(chance.randrange(1, 7)):
        chance.choice(EDITS)(chance, made, side)
    return made.text()


def comment_faults(base, ours, theirs, result, is_clean):
    """Comments that a side added and the result has not; of a clean merge all that do not stand as often as one side made it,
    or both: no comment of these histories is added by both."""
    there, known = merging.comments_in(result), merging.comments_in(base)
    of_ours, of_theirs = merging.comments_in(ours), merging.comments_in(theirs)
    found = [f"lost: {one}" for one in of_ours + of_theirs if one not in known + there]
    for one in set(known + of_ours + of_theirs) if is_clean else ():
        before, mine, other = known.count(one), of_ours.count(one), of_theirs.count(one)
        wanted = other if mine == before else mine if other == before else max(mine, other)
        if there.count(one) != wanted:
            found.append(f"stands {there.count(one)} times, not {wanted}: {one}")
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
        base, ours, theirs = sheet.text(), edited(chance, sheet, "ours"), edited(chance, sheet, "theirs")
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
