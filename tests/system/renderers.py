# SPDX-License-Identifier: MIT
"""Markdown that okr writes, rendered by three programs that share no code: each says the same, as headings, lists and tables.

usage: renderers.py OKR EXAMPLES TOOLS
cmark-gfm is what GitHub renders with (Debian's package); remark, with micromark, reads as GitLab's preview and Obsidian's plugins
do; markdown-it is what editors show. Ends with 77 (skipped) without cmark-gfm, node, or npm's registry.
"""

import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

DAY = "2026-08-17"
PACKAGES = ("markdown-it@14.1.0", "unified@11.0.5", "remark-parse@11.0.0", "remark-gfm@4.0.1", "remark-rehype@11.1.2",
            "rehype-stringify@10.0.1")
REPORTS = (["status"], ["score"], ["review"], ["review", "--mid"], ["review", "--final"], ["forecast"], ["kpi"], ["tree"],
           ["export", "md", "--all"])
BLOCKS = ("h1", "h2", "h3", "h4", "li", "p", "th", "td", "pre", "table", "ul", "ol")
RENDER = """
import { readFileSync } from "node:fs";
import markdownit from "markdown-it";
import { unified } from "unified";
import parse from "remark-parse";
import gfm from "remark-gfm";
import rehype from "remark-rehype";
import stringify from "rehype-stringify";
const texts = JSON.parse(readFileSync("texts.json", "utf8"));
const it = markdownit({ html: true });
const remark = unified().use(parse).use(gfm).use(rehype, { allowDangerousHtml: true }).use(stringify, { allowDangerousHtml: true });
console.log(JSON.stringify(texts.map(text => [it.render(text), String(remark.processSync(text))])));
"""


def skip(why):
    print(f"{why}: skipped")
    sys.exit(77)


class Reader(html.parser.HTMLParser):
    """What a person reads: each block with its text; comments and the difference of tight and loose lists left out."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks = []

    def handle_starttag(self, tag, attributes):
        if tag in BLOCKS and tag != "p":
            self.blocks.append([tag, ""])
        elif tag == "p" and not (self.blocks and self.blocks[-1] == ["li", ""]):
            self.blocks.append([tag, ""])

    def handle_data(self, text):
        if self.blocks:
            self.blocks[-1][1] += text


def read(page):
    reader = Reader()
    reader.feed(page)
    box = re.compile(r"^\[[ x]\] ")  # markdown-it shows the box of a task as it is written
    return [(tag, box.sub("", " ".join(text.split()))) for tag, text in reader.blocks]


def rendered(tools, texts):
    if not (tools / "node_modules" / "rehype-stringify").is_dir():
        tools.mkdir(parents=True, exist_ok=True)
        if not shutil.which("npm") or subprocess.run(["npm", "ping"], capture_output=True).returncode != 0:
            skip("npm is not installed, or cannot reach its registry")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(tools), *PACKAGES], check=True,
                       capture_output=True, cwd=tools)
    (tools / "render.mjs").write_text(RENDER)
    (tools / "texts.json").write_text(json.dumps(texts))
    done = subprocess.run(["node", "render.mjs"], capture_output=True, text=True, cwd=tools)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def of_github(text):
    return subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "tasklist", "-e", "autolink"],
                          input=text, capture_output=True, text=True, check=True).stdout


def difference(one, other):
    for a, b in zip(one, other):
        if a != b:
            return f"{a} against {b}"
    return f"{len(one)} blocks against {len(other)}"


def main():
    okr, examples, tools = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    if not shutil.which("cmark-gfm") or not shutil.which("node"):
        skip("cmark-gfm or node is not installed")
    environment = {**os.environ, "OKR_TODAY": DAY, "LC_ALL": "C.UTF-8"}
    names, texts = [], []
    for example in sorted(path for path in examples.iterdir() if path.is_dir()):
        for words in REPORTS:
            format_words = [] if words[0] == "export" else ["--format", "md"]
            done = subprocess.run([okr, "-C", str(example), *words, *format_words], capture_output=True, text=True, env=environment)
            names.append(f"{example.name}: okr {' '.join(words)}")
            texts.append(done.stdout)
    failed = tables = 0
    for name, text, others in zip(names, texts, rendered(tools, texts)):
        github = read(of_github(text))
        tables += sum(tag == "table" for tag, _ in github)
        for program, page in zip(("markdown-it", "remark"), others):
            if read(page) != github:
                print(f"{name}: {program} reads it otherwise than GitHub: {difference(github, read(page))}")
                failed = 1
        if not github or any("|---" in words or "**" in words for _, words in github):
            print(f"{name}: marks of Markdown are left in what is read")
            failed = 1
    print(f"{len(texts)} pages, {tables} tables")
    return failed if tables else 1


if __name__ == "__main__":
    sys.exit(main())
