// SPDX-License-Identifier: MIT
#include "draw/html_style.hpp"

namespace okr::draw {

// Text colours keep a contrast of at least 4.5 to their ground in both schemes; no colour says what no word says.
std::string_view html_style() {
  return R"css(
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --sheet: #ffffff; --line: #e1e5ea; --stripe: #f6f8fa;
  --ink: #1c2430; --soft: #5a6675; --accent: #2456b3;
  --good: #1a7340; --warn: #8f5600; --bad: #b3261e;
  --track: #e3e8ee; --fill: #4a78c9; --alert: #fff8ea; --alert-line: #d99a1c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --sheet: #1a2029; --line: #2e3743; --stripe: #1f2630;
    --ink: #e6eaf0; --soft: #9ba8b8; --accent: #8db4ff;
    --good: #6fcf97; --warn: #f0b95a; --bad: #ff8f85;
    --track: #2e3743; --fill: #5f8fe0; --alert: #2a2417; --alert-line: #c08a22;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; padding: 1.5rem 1rem 3rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main {
  max-width: 62rem; margin: 0 auto; padding: 1.75rem 2rem 2rem; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 12px;
}
.edges { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: .25rem 1.5rem; }
.right { color: var(--soft); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; }
h2 {
  margin: 2rem 0 .6rem; font-size: .85rem; letter-spacing: .08em; color: var(--soft);
}
h3 { margin: 1.5rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; }
section.alert {
  margin: 1.25rem 0; padding: .9rem 1.1rem; background: var(--alert);
  border-left: 4px solid var(--alert-line); border-radius: 6px;
}
section.alert h2 { margin: 0 0 .4rem; color: var(--warn); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
ul, ol { margin: .4rem 0; padding-left: 1.5rem; }
li { margin: .15rem 0; }
ul.tasks { list-style: none; padding-left: 0; }
.scroll { overflow-x: auto; margin: 1rem 0; }
.scroll:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: .4rem .7rem; text-align: left; vertical-align: middle; border-bottom: 1px solid var(--line); }
td, tbody th { white-space: nowrap; }
td.wide { white-space: normal; min-width: 12rem; }
thead th { font-size: .75rem; letter-spacing: .05em; color: var(--soft); vertical-align: bottom; }
tbody th { font-weight: 500; }
tr.group > * { padding-top: 1.1rem; background: none; white-space: normal; border-bottom: 2px solid var(--line); }
tr.group .parts { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem 1rem; font-weight: 400; }
tr.group .parts > :first-child { font-weight: 700; }
tr.group .fill-room { flex: 1 1 14rem; }
tr.note td { padding-top: 0; color: var(--soft); white-space: normal; }
tr.total > * { font-weight: 700; border-top: 2px solid var(--line); }
.to-right { text-align: right; }
.to-center { text-align: center; }
tr:target > * { background: var(--alert); }
.strong, .heading { font-weight: 650; }
.dim { color: var(--soft); }
.good { color: var(--good); font-weight: 600; }
.warn { color: var(--warn); font-weight: 600; }
.bad { color: var(--bad); font-weight: 700; }
.info { color: var(--accent); }
.id { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .92em; }
a { color: var(--accent); }
svg { display: inline-block; vertical-align: middle; }
svg .track { fill: var(--track); }
svg .fill { fill: var(--fill); }
svg.good .fill { fill: var(--good); }
svg.warn .fill { fill: var(--warn); }
svg.bad .fill { fill: var(--bad); }
svg .mark { fill: var(--ink); stroke: var(--sheet); stroke-width: .75; }
svg .met { fill: var(--fill); stroke: var(--fill); stroke-width: 1.25; }
svg .missed { fill: none; stroke: var(--soft); stroke-width: 1.25; }
svg .open { fill: var(--soft); }
svg.spark path { fill: none; stroke: var(--fill); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; }
svg.spark circle { fill: var(--fill); }
figure { margin: 1rem 0; }
svg.chart { min-width: 34rem; max-width: 100%; height: auto; }
pre {
  overflow-x: auto; margin: 1rem 0; padding: .8rem 1rem; background: var(--stripe); border-radius: 6px;
  font: .85rem/1.25 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
.remark { margin: .8rem 0; padding: .5rem .9rem; border-left: 4px solid currentColor; font-weight: 400; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 0 2.5rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 1.5rem 0; }
@media (max-width: 40rem) {
  body { padding: 0; }
  main { padding: 1.1rem 1rem 2rem; border: 0; border-radius: 0; }
  h1 { font-size: 1.3rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  th, td { padding: .35rem .5rem; }
}
@media print {
  :root {
    --page: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --track: #ddd; --fill: #555;
    --good: #1a7340; --warn: #8f5600; --bad: #b3261e; --alert: #fff; --stripe: #fff; --accent: #000;
  }
  @page { size: A4; margin: 15mm; }
  body { padding: 0; font-size: 10pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; border: 0; }
  .scroll { overflow: visible; }
  th, td { padding: .2rem .4rem; }
  h2, h3, tr.group { break-after: avoid; }
  tr, section.alert { break-inside: avoid; }
}
)css";
}

}  // namespace okr::draw
