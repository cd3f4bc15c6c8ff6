# SPDX-License-Identifier: MIT
"""What is local to one file of a folder is no name in the next, and a type is defined in one place.

Releases and the builds of continuous integration compile a folder as one unit (cmake/FoldersAsUnits.cmake). A function in
an anonymous namespace is then seen by the files behind it: where one of them calls a function of that name, of a header, it
would silently get the local one. The compiler finds names that are defined twice; this finds those that are hidden. Of two types of
one name, each in a file of its own, a program takes either for the other (the One Definition Rule): only linking a release
would show them.

    local_names.py SOURCE_FOLDER
    local_names.py --finds        tries itself on a folder in which there is one
"""

import functools
import pathlib
import re
import sys
import tempfile

END_OF_LOCAL = "}  // namespace\n"
LOCAL = re.compile(r"^namespace \{$(.*?)^\}@end$", re.MULTILINE | re.DOTALL)
DEFINED = re.compile(r"^(?!return\b|using\b|namespace\b|struct\b|class\b|enum\b)[A-Za-z_][\w:<>,&*\s\[\].]*?[\s&*](\w+)\([^;]*?\)[^;{}]*\{",
                     re.MULTILINE)
NOT_CODE = re.compile(r'//[^\n]*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.DOTALL)


CALLED = re.compile(r"(?<![\w.:>~])(\w+)\(")


@functools.cache
def code_of(path):
    return NOT_CODE.sub('""', path.read_text(encoding="utf-8").replace(END_OF_LOCAL, "}@end\n"))


def local_functions(code):
    return {name for part in LOCAL.findall(code) for name in DEFINED.findall(part)}


class Headers:
    """What the headers that a file includes, directly or not, declare."""

    DECLARED = re.compile(r"^(?!return\b|using\b|namespace\b)[A-Za-z_][\w:<>,&*\s\[\].]*?[\s&*](\w+)\(", re.MULTILINE)
    INCLUDED = re.compile(r'^#include "([^"]+)"', re.MULTILINE)

    def __init__(self, roots):
        self.roots = roots
        self.known = {}

    def functions_seen_by(self, path):
        seen, waiting, names = set(), [path], set()
        while waiting:
            file = waiting.pop()
            if file in seen:
                continue
            seen.add(file)
            included, declared = self.of(file)
            waiting += included
            if file != path:
                names |= declared
        return names

    def of(self, file):
        if file not in self.known:
            text = file.read_text(encoding="utf-8")
            included = [root / name for name in self.INCLUDED.findall(text) for root in self.roots if (root / name).is_file()]
            self.known[file] = included, set(self.DECLARED.findall(code_of(file)))
        return self.known[file]


def hidden_in(folder, headers):
    """(name, the file it is local to, the file that calls one of a header)"""
    codes = {path: code_of(path) for path in sorted(folder.glob("*.cpp"))}
    locals_of = {path: local_functions(code) for path, code in codes.items()}
    calls_of = {path: set(CALLED.findall(code)) for path, code in codes.items()}
    for path, names in locals_of.items():
        for name in sorted(names):
            for other, called in calls_of.items():
                if other == path or name in locals_of[other] or name not in called:
                    continue
                if name in headers.functions_seen_by(other):
                    yield name, path, other


def found_in(source):
    headers = Headers([source, source.parent / "include"])
    folders = sorted({path.parent for path in source.rglob("*.cpp")})
    return [one for folder in folders for one in hidden_in(folder, headers)]


NAMESPACE = re.compile(r"^namespace ([\w:]*) ?\{$")
NAMESPACE_END = re.compile(r'^\}(?:@end|  "")$')  # code_of() leaves that of its comment
TYPE = re.compile(r"^(?:struct|class|enum(?: class)?) (\w+)\b(?!::)[^;(]*\{")


def types_in(path):
    """The types that a file defines, each with its namespace; those of an anonymous one are its own."""
    inside = []
    for line in code_of(path).splitlines():
        if begun := NAMESPACE.match(line):
            inside.append(begun.group(1))
        elif NAMESPACE_END.match(line):
            inside.pop()
        elif (defined := TYPE.match(line)) and "" not in inside:
            yield "::".join([*inside, defined.group(1)])


def defined_twice(roots):
    """(type, its files)"""
    places = {}
    for path in sorted(file for root in roots for ending in ("*.hpp", "*.cpp") for file in root.rglob(ending)):
        for name in types_in(path):
            places.setdefault(name, []).append(path)
    return sum(map(len, places.values())), [(name, files) for name, files in places.items() if len(files) > 1]


# A local function that hides one of a header, a call that is none, and a type of one name in two files.
TRIED_ON = {
    "words.hpp": "std::string listed(int most);\nbool is_plain(int one);\n",
    "a.cpp": "namespace {\n\nstd::string listed(int names) {\n  return {};\n}\n\nint most() { return 1; }\n\n}  // namespace\n"
             "\nbool is_plain(int one) { return one == most(); }\n",
    "b.cpp": '#include "words.hpp"\n\n// most() is no call here\nstd::string shown() {\n  return is_plain(1) ? listed(2) : other.most();\n}\n',
    "one.hpp": "namespace okr {\n\nstruct Place {\n  int at = 0;\n};\n\n}  // namespace okr\n",
    "two.cpp": "namespace okr {\nnamespace {\n\nenum class Kind { none };\n\n}  // namespace\n\nclass Place final : Kind {\n};\n\n"
               "}  // namespace okr\n",
    "three.cpp": "struct Place;\n\nnamespace {\n\nenum class Kind { none };\n\n}  // namespace\n\nstruct Place {};\n",
}


def finds_one():
    with tempfile.TemporaryDirectory() as root:
        source = pathlib.Path(root, "src")
        source.mkdir()
        for name, text in TRIED_ON.items():
            (source / name).write_text(text)
        found = [(name, local.name, caller.name) for name, local, caller in found_in(source)]
        types, twice = defined_twice([source])
    if found != [("listed", "a.cpp", "b.cpp")]:
        sys.exit(f"found {found}")
    if types != 3 or [(name, [file.name for file in files]) for name, files in twice] != [("okr::Place", ["one.hpp", "two.cpp"])]:
        sys.exit(f"of {types} types found {twice}")
    return 0


def main():
    source = pathlib.Path(sys.argv[1])
    functions = sum(len(local_functions(code_of(path))) for path in source.rglob("*.cpp"))
    if functions < 100:
        sys.exit(f"only {functions} local functions found in {source}: the look at them is broken")
    found = found_in(source)
    for name, local, caller in found:
        print(f"{local}: {name}() is local, and {caller.name} calls a header's of that name: rename the local one")
    types, twice = defined_twice([source, source.parent / "include"])
    if types < 300:
        sys.exit(f"only {types} types found in {source}: the look at them is broken")
    for name, files in twice:
        print(f"{name} is defined in {' and in '.join(map(str, files))}: give each a name of its own")
    print(f"{functions} local functions, {len(found)} of them hide another; {types} types, {len(twice)} of them defined twice")
    return 1 if found or twice else 0


sys.exit(finds_one() if sys.argv[1:] == ["--finds"] else main())
