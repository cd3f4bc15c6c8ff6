// SPDX-License-Identifier: MIT
// Documents as GitHub shows them: no sign of a text takes effect, and cells stay in their columns.
#include "draw/markdown.hpp"

#include "board.hpp"
#include "print.hpp"

namespace markdown_test {

using namespace okr::draw;

namespace {

std::string markdown_of(Block block) {
  Document page;
  page.blocks.push_back(std::move(block));
  return markdown_text(page);
}

std::string paragraph(Text text) { return markdown_of(Paragraph{std::move(text)}); }

}  // namespace

TEST_CASE("the board as GitHub tables, one a group") {
  CHECK("\n" + markdown_text(board()) == R"(
# 2026-Q3  Ship it, stay healthy

Mon 17 Aug · day 48 of 92 · 52 %

## Look here

- **ship.users**: 19.5 a week so far, 42.8 needed; ends near 252, P(400) 2 %
- **fit**: cannot end MET: rest-hr was above 58 in 4 of 7 weeks
- **sleep**: 6.1 h, under its natural limit 6.5; no objective works on it

**ship** · **People use the tool every week** · aspirational · ahead, 1 behind

| ID | Now | Pace | Progress | Status | Confidence | Confidence change |
|---|---|---|---:|---|---:|---:|
| users | 131 of 400 users | `██████····│·········` | 33 % | behind | 6/10 | +1 |
| startup | 40 → 11 → 10 ms | `███████│███████████·` | 97 % | ahead | 7/10 | = |
| release | 2 of 4 steps | `██████████│·········` | 50 % | on track | 7/10 | = |

**fit** · **Run the October half marathon in good health** · committed · behind

| ID | Now | Pace | Progress | Status | Confidence | Confidence change |
|---|---|---|---:|---|---:|---:|
| km | 143 of 300 km | `█████████·│·········` | 48 % | on track | 6/10 | = |
| rest-hr | 57, at most 58 bpm | `○○○○●●●·······` | 3/7 | on track | | |
| doctor | no, due 31 Aug | | 0 % | behind | 4/10 | = |

KPIs: 2 green, 1 amber, 1 red, 1 signal (okr kpi)

│ where you should be

Nothing stale. Next check-in Mon 24 Aug.
)");
}

TEST_CASE("no sign of a text takes effect") {
  CHECK(paragraph("<script>a & b</script>") == "&lt;script&gt;a &amp; b&lt;/script&gt;\n");
  CHECK(paragraph("a | b *c* _d_ `e` [f](g) ~h~ \\ snake_case") ==
        "a \\| b \\*c\\* \\_d\\_ \\`e\\` \\[f\\](g) \\~h\\~ \\\\ snake_case\n");
  CHECK(paragraph("# no heading") == "\\# no heading\n");
  CHECK(paragraph("1. no list") == "1\\. no list\n");
  CHECK(paragraph("- no list") == "\\- no list\n");
  CHECK(paragraph("---") == "\\---\n");
  CHECK(paragraph("a\nb\x1b[31m").find('\x1b') == std::string::npos);
}

TEST_CASE("meaning becomes emphasis: ids are code, what is bad is bold, spaces stay outside") {
  CHECK(paragraph(Text("ship.users", Style::id) + Text(" is ") + Text("at risk ", Style::bad) + Text("now")) ==
        "`ship.users` is **at risk** now\n");
  CHECK(paragraph(Text("a`b|c", Style::id)) == "a\\`b\\|c\n");
}

TEST_CASE("a pipe in a cell stays in its cell; notes follow their table, named by their record") {
  Table table{.columns = {{.name = "id", .heading = "KPI"}, {.name = "last_value", .align = Align::right}}};
  table.add_record("sleep", {"sl|eep", "6.1"}).add_note("nobody works on it").add_record("x", {"x"});
  CHECK("\n" + markdown_of(table) == R"(
| KPI | Last value |
|---|---:|
| sl\|eep | 6.1 |
| x | |

- `sleep`: nobody works on it
)");
}

TEST_CASE("lists, notes, rules and code") {
  Document page;
  page.add(List{{{"done", Bullet::done}, {"open", Bullet::open}, {"q", Bullet::number}, {"r", Bullet::number}}});
  page.add(Note{"take care", Style::warn}).add(Divider{}).add(Space{});
  page.add(Preformatted{{"  a|b", "```"}});
  CHECK("\n" + markdown_text(page) == R"(
- [x] done
- [ ] open
1. q
2. r

> take care

---

````text
  a|b
```
````
)");
}

TEST_CASE("lines of a text are lines and paragraphs of the page") {
  Document page;
  page.add(Paragraph{.text = Text("One <b>.\nTwo.\n\n- three\n")});
  page.add(KeyValues{{{Text("why"), Text("First.\nSecond.")}}});
  Table table;
  table.columns = {{.name = "note", .heading = "NOTE"}};
  table.add_record("x", {Cell("c\nd")});
  page.add(std::move(table));
  CHECK("\n" + markdown_text(page) == R"(
One &lt;b&gt;.<br>
Two.

\- three

- **Why**: First.<br>Second.

| Note |
|---|
| c<br>d |
)");
}

}  // namespace markdown_test
