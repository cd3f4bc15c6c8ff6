#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pages as a browser shows them: `okr export html` and the --format html of every report, over the examples.

Usage: browser.py OKR EXAMPLES TOOLS [PICTURES]
On a phone, a tablet, a laptop and a large screen, light and dark: nothing is said on the console, nothing is fetched, nothing
is cut or wider than the page, no number stands on two lines, and axe-core (of npm, kept in TOOLS) finds nothing. On A4 nothing
is cut either, no cell is lost, and no heading stands alone at the end of a page, on a day of the quarter and on its last. No
page names a command of okr. With PICTURES a folder of screenshots and prints. Ends with 77 (skipped) where Chromium is not installed or npm cannot be reached.
"""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

AXE = "4.14.1"
DAY, LAST_DAY = "2026-08-17", "2026-09-30"
PAPER, MARGIN = (595, 842), 15 / 25.4 * 72  # A4 in points, and what the style sheet leaves around it
ROOM_BELOW = 45  # of a heading and a line below it
PAPER_WIDTH = 680  # of the text on it, in pixels
WIDTHS = (375, 768, 1024, 1210, 1280, 1920)
REPORTS = [["status"], ["status", "--due"], ["score"], ["score", "--last", "4"], ["forecast"], ["kpi"], ["tree"], ["log"],
           ["review"], ["review", "--mid"], ["review", "--final"], ["review", "--plan", "2026-Q4"], ["calibration"],
           ["next"]]
# What reaches over the edge of the page, and what is hidden within something narrower; the text for screen readers is
# clipped on purpose.
TOO_WIDE = """(() => {
  const clipped = e => e.closest('caption, thead') && getComputedStyle(e.closest('caption, thead')).position === 'absolute';
  return [...document.querySelectorAll('body *')].filter(e => !clipped(e) && !e.closest('pre') && !(e.ownerSVGElement) &&
    (e.getBoundingClientRect().right > innerWidth + 0.5 || (!(e instanceof SVGElement) && e.scrollWidth > e.clientWidth + 1 &&
     getComputedStyle(e).display !== 'inline'))).map(e => e.outerHTML.slice(0, 120)).slice(0, 3);
})()"""
# Numbers, with the signs that belong to them, that stand on two lines.
CUT_NUMBERS = """(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), cut = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest('caption, thead, svg')) continue;
    for (const number of node.textContent.matchAll(/[0-9]([0-9\\u202f.,]*[0-9])?(\\s(%|pp|d)(?!\\w))?/g)) {
      const range = document.createRange();
      range.setStart(node, number.index);
      range.setEnd(node, number.index + number[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) cut.push(number[0]);
    }
  }
  return cut.slice(0, 3);
})()"""
# Cells that say something and have no place.
LOST_CELLS = """[...document.querySelectorAll('td, tbody th')].filter(e => e.textContent.trim() && e.getBoundingClientRect().width < 2)
  .map(e => e.outerHTML.slice(0, 120)).slice(0, 3)"""
AXE_RUN = """axe.run({resultTypes: ['violations']}).then(r => r.violations.map(v =>
  `${v.id}: ${v.nodes.length} times, ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.slice(0, 200)}`))"""

failures = []


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


class Chromium:
    """A headless browser, spoken to over two pipes (--remote-debugging-pipe): JSON with a zero byte behind each message."""

    def __init__(self, program, profile):
        to_read, self.out = os.pipe()
        self.inp, to_write = os.pipe()
        line = (f'exec "$0" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars --no-first-run '
                f'--disable-background-networking --user-data-dir="$1" --remote-debugging-pipe 3<&{to_read} 4>&{to_write}')
        self.process = subprocess.Popen(["bash", "-c", line, program, profile], pass_fds=(to_read, to_write),
                                        stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.count, self.events, self.session = b"", 0, [], None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(domain + ".enable")

    def next_message(self):
        while b"\0" not in self.rest:
            piece = os.read(self.inp, 1 << 20)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self.rest += piece
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, **params):
        self.count += 1
        message = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self.next_message()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def value_of(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"])[:300])
        return result["result"].get("value")

    def open(self, address):
        """What was said and fetched while the page was loaded."""
        self.events = []
        self.ask("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.next_message())
        said = [e for e in self.events if e.get("method") in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown",
                                                              "Log.entryAdded")]
        fetched = [e["params"]["request"]["url"] for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return said, [url for url in fetched if url != address]

    def look(self, width, scheme, media="screen"):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])

    def printed(self):
        """The page as PDF, whose outline says where each heading stands."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True,
                                         generateTaggedPDF=True, generateDocumentOutline=True)["data"])

    def close(self):
        os.close(self.out)
        self.process.wait(timeout=60)


def pages(okr, examples, folder):
    """Every page by its name, and whether it is an export, a report or for paper alone."""
    environment = dict(os.environ, OKR_DIR="", XDG_CONFIG_HOME=str(folder / "config"))
    for example in sorted(path.name for path in examples.iterdir() if path.is_dir()):
        def run(words, day=DAY):
            return subprocess.run([okr, "-C", str(examples / example), *words], env={**environment, "OKR_TODAY": day},
                                  capture_output=True, text=True)
        whole = folder / f"{example}.html"
        done = run(["export", "html", "-o", str(whole)])
        if done.returncode != 0:
            failures.append(f"{example}: export html ended with {done.returncode}: {done.stderr}")
            continue
        yield example, whole, "export"
        last = folder / f"{example}-last-day.html"
        run(["export", "html", "-o", str(last)], LAST_DAY)
        yield f"{example}-last-day", last, "paper"
        site = folder / f"{example}-site"
        run(["export", "html", "-o", f"{site}/"])
        for page in sorted(site.iterdir()):
            for link in re.findall(r'href="([^"#:]+)"', page.read_text()):
                if not (site / link).is_file():
                    failures.append(f"{example}: {page.name} leads to {link}, which is not there")
        yield f"{example}-index", site / "index.html", "export"
        for report in REPORTS:
            name = "-".join([example, *(word.strip("-") for word in report)])
            done = run([*report, "--format", "html"])
            if done.stdout:
                (folder / f"{name}.html").write_text(done.stdout)
                yield name, folder / f"{name}.html", "report"
            else:
                failures.append(f"{name}: {done.stderr}")


def check_paper(browser, name, pictures):
    browser.look(PAPER_WIDTH, "light", "print")
    failures.extend(f"{name} on paper: is cut: {element}" for element in browser.value_of(TOO_WIDE))
    failures.extend(f"{name} on paper: a number on two lines: {number}" for number in browser.value_of(CUT_NUMBERS))
    failures.extend(f"{name} on paper: is lost: {cell}" for cell in browser.value_of(LOST_CELLS))
    pdf = browser.printed()
    if pictures:
        (pictures / f"{name}.pdf").write_bytes(pdf)
    sizes = {tuple(round(float(side)) for side in size.split()[2:]) for size in re.findall(rb"/MediaBox \[([^\]]*)\]", pdf)}
    if sizes != {PAPER}:
        failures.append(f"{name} is printed on {sizes}")
    headings = [float(y) for y in re.findall(rb"/Dest \[\d+ 0 R /XYZ [\d.]+ ([\d.]+)", pdf)]
    if len(headings) < browser.value_of("document.querySelectorAll('h1, h2, h3, h4').length"):
        failures.append(f"{name} is printed with {len(headings)} headings")
    failures.extend(f"{name} on paper: a heading stands alone at the end of a page, {y} points above its edge"
                    for y in headings if y < MARGIN + ROOM_BELOW)


def check(browser, axe, name, page, is_export, pictures):
    text = re.sub(r"<style>.*?</style>", "", page.read_text(), flags=re.S)
    for command in re.findall(r"\bokr (?:status|show|score|kpi|set|new|close|review|checkin|record|check)\b.{0,20}|[ (]--[a-z]+", text):
        if not name.endswith(("-next", "-log", "-calibration")):
            failures.append(f"{name}: names a command: {command}")
    said, fetched = browser.open(page.as_uri())
    failures.extend(f"{name}: on the console: {json.dumps(entry)[:300]}" for entry in said)
    failures.extend(f"{name}: fetches {url}" for url in fetched)
    browser.value_of(axe)
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            browser.look(width, scheme)
            where = f"{name} at {width}, {scheme}"
            if scheme == "light":
                failures.extend(f"{where}: is cut: {element}" for element in browser.value_of(TOO_WIDE))
                failures.extend(f"{where}: a number on two lines: {number}" for number in browser.value_of(CUT_NUMBERS))
            # Exports hold what reports do: those are asked once each, the exports narrow and wide, light and dark.
            if width in (375, 1280) if is_export else (width, scheme) == (1280, "light"):
                failures.extend(f"{where}: axe: {problem}" for problem in browser.value_of(AXE_RUN))
            if pictures and width in (375, 1280) and is_export:
                shot = browser.ask("Page.captureScreenshot", captureBeyondViewport=True)
                (pictures / f"{name}-{width}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))


def axe_text(tools):
    """The source of axe-core; installed once."""
    source = tools / "node_modules" / "axe-core" / "axe.min.js"
    if not source.is_file():
        tools.mkdir(parents=True, exist_ok=True)
        if not shutil.which("npm") or subprocess.run(["npm", "ping"], capture_output=True).returncode != 0:
            skip("npm is not installed, or cannot reach its registry")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(tools), f"axe-core@{AXE}"], check=True,
                       capture_output=True, cwd=tools)
    return source.read_text()


def main():
    okr, examples, tools = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    pictures = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        skip("chromium is not installed")
    axe = axe_text(tools)
    count = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Chromium(program, folder + "/profile")
        for name, page, sort in pages(okr, examples, pathlib.Path(folder)):
            count += 1
            if sort == "paper":
                browser.open(page.as_uri())
            else:
                check(browser, axe, name, page, sort == "export", pictures)
            if sort != "report":
                check_paper(browser, name, pictures)
        browser.close()
    for failure in failures:
        print(failure)
    print(f"{count} pages, {len(failures)} faults")
    sys.exit(1 if failures or count == 0 else 0)


main()
