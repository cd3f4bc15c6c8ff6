# SPDX-License-Identifier: MIT
"""What is local to one file of a folder is no name in the next.

Releases and the builds of continuous integration compile a folder as one unit (cmake/FoldersAsUnits.cmake). A function in
an anonymous namespace is then seen by the files behind it: where one of them calls a function of that name, of a header, it
would silently get the local one. The compiler finds names that are defined twice; this finds those that are hidden.

    local_names.py SOURCE_FOLDER
    local_names.py --finds        tries itself on a folder in which there is one
"""

import pathlib
import re
import sys
import tempfile

END_OF_LOCAL = "}  // namespace\n"
LOCAL = re.compile(r"^namespace \{$(.*?)^\}@end$", re.MULTILINE | re.DOTALL)
DEFINED = re.compile(r"^(?!return\b|using\b|namespace\b|struct\b|class\b|enum\b)[A-Za-z_][\w:<>,&*\s\[\].]*?[\s&*](\w+)\([^;]*?\)[^;{}]*\{",
                     re.MULTILINE)
NOT_CODE = re.compile(r'//[^\n]*|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.DOTALL)


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


def calls(code, name):
    return re.search(rf"(?<![\w.:>~]){name}\(", code) is not None


def hidden_in(folder, headers):
    """(name, the file it is local to, the file that calls one of a header)"""
    codes = {path: code_of(path) for path in sorted(folder.glob("*.cpp"))}
    locals_of = {path: local_functions(code) for path, code in codes.items()}
    for path, names in locals_of.items():
        for name in sorted(names):
            for other, code in codes.items():
                if other == path or name in locals_of[other] or not calls(code, name):
                    continue
                if name in headers.functions_seen_by(other):
                    yield name, path, other


def found_in(source):
    headers = Headers([source, source.parent / "include"])
    folders = sorted({path.parent for path in source.rglob("*.cpp")})
    return [one for folder in folders for one in hidden_in(folder, headers)]


def finds_one():
    with tempfile.TemporaryDirectory() as root:
        source = pathlib.Path(root, "src")
        source.mkdir()
        (source / "words.hpp").write_text("std::string listed(int most);\nbool is_plain(int one);\n")
        (source / "a.cpp").write_text(
            "namespace {\n\nstd::string listed(int names) {\n  return {};\n}\n\nint most() { return 1; }\n\n}  // namespace\n"
            "\nbool is_plain(int one) { return one == most(); }\n")
        (source / "b.cpp").write_text(
            '#include "words.hpp"\n\n// most() is no call here\nstd::string shown() {\n  return is_plain(1) ? listed(2) : other.most();\n}\n')
        found = [(name, local.name, caller.name) for name, local, caller in found_in(source)]
    if found != [("listed", "a.cpp", "b.cpp")]:
        sys.exit(f"found {found}")
    return 0


def main():
    source = pathlib.Path(sys.argv[1])
    functions = sum(len(local_functions(code_of(path))) for path in source.rglob("*.cpp"))
    if functions < 100:
        sys.exit(f"only {functions} local functions found in {source}: the look at them is broken")
    found = found_in(source)
    for name, local, caller in found:
        print(f"{local}: {name}() is local, and {caller.name} calls a header's of that name: rename the local one")
    print(f"{functions} local functions, {len(found)} of them hide another")
    return 1 if found else 0


sys.exit(finds_one() if sys.argv[1:] == ["--finds"] else main())
