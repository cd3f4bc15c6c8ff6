// SPDX-License-Identifier: MIT
// One document for a terminal, a page and Markdown: what each of them shows of it.
#include "draw/reader.hpp"

#include "draw/html.hpp"
#include "draw/markdown.hpp"
#include "print.hpp"

namespace reader_test {

using namespace okr;
using namespace okr::draw;

namespace {

Document board_with_titles() {
  Table table{.columns = {{.name = "id"}, {.name = "title", .from_width = 110}, {.name = "now", .heading = "NOW"}},
              .header = false};
  table.add_record("ship.users", {"users", "Weekly active users", "131 of 400"});
  table.add_note(on_page("said on Monday"));
  Document page;
  page.add(Heading{.text = "LOOK HERE"});
  page.add(Paragraph{.text = Text("and 12 more") + on_terminal(": okr status --sort risk")});
  page.add(Paragraph{.text = on_page("the words of the signs")});
  return page.add(std::move(table));
}

}  // namespace

TEST_CASE("a terminal has commands and no legend, and titles where there is room") {
  CHECK(terminal_text(board_with_titles(), {.width = 80}) ==
        "LOOK HERE\nand 12 more: okr status --sort risk\nusers  131 of 400\n");
  CHECK(terminal_text(board_with_titles(), {.width = 80, .below = true}) ==
        "LOOK HERE\nand 12 more: okr status --sort risk\nusers  131 of 400\n       Weekly active users\n");
  CHECK(terminal_text(board_with_titles(), {.width = 110}) ==
        "LOOK HERE\nand 12 more: okr status --sort risk\nusers  Weekly active users  131 of 400\n");
  CHECK(terminal_text(board_with_titles(), {.width = 40, .plain = true}).find("title: Weekly active users\n") !=
        std::string::npos);
}

TEST_CASE("a page has titles and legends and no command, and its headings are of one case") {
  CHECK(markdown_text(board_with_titles(), {}) ==
        "## Look here\n\nand 12 more\n\nthe words of the signs\n\n| ID | Title | Now |\n|---|---|---|\n"
        "| users | Weekly active users | 131 of 400 |\n\n- `ship.users` Weekly active users: said on Monday\n");
  const std::string html = html_page(board_with_titles(), {.title = "Board"});
  for (const char* there : {"<h1>Board</h1>", "<h2>Look here</h2>", "Weekly active users", "said on Monday"})
    CHECK(html.find(there) != std::string::npos);
  CHECK(html.find("okr status") == std::string::npos);
}

TEST_CASE("sentences have titles on a page, and on a terminal that was asked for them") {
  Document page;
  page.add(Paragraph{.text = Text("ship.users", Style::id) + where_titles_are(" (Weekly active users)") + " is due"});
  CHECK(terminal_text(page, {.width = 80}) == "ship.users is due\n");
  CHECK(terminal_text(page, {.width = 80, .below = true}) == "ship.users (Weekly active users) is due\n");
  CHECK(markdown_text(page, {}) == "`ship.users` (Weekly active users) is due\n");
}

TEST_CASE("headings begin with a capital; abbreviations, names and ids stay") {
  CHECK(in_heading_case("LOOK HERE") == "Look here");
  CHECK(in_heading_case("KPIs THAT NO OBJECTIVE USES") == "KPIs that no objective uses");
  CHECK(in_heading_case("confidence change") == "Confidence change");
  CHECK(in_heading_case("P(GOAL)") == "P(goal)");
  CHECK(in_heading_case("2026-Q2") == "2026-Q2");
  CHECK(in_heading_case("80 % WITHIN") == "80 % within");
  CHECK(in_heading_case("KPIS") == "KPIs");
  CHECK(in_heading_case("") == "");
  Document page;
  page.add(Heading{.text = "SALES", .is_name = true}).add(KeyValues{{{Text("ship", Style::id), "a"}, {"SAID", "b"}}});
  CHECK(markdown_text(page, {}) == "## SALES\n\n- **ship**: a\n- **Said**: b\n");
}

TEST_CASE("a nested table is a list of lists on pages") {
  Table table{.columns = {{.name = "branch"}, {.name = "status"}}, .header = false, .nested = true};
  table.add_record("a", {"a", "ahead"}, 0);
  table.add_record("b", {on_terminal("└─ ") + Text("b"), "behind"}, 1);
  table.add_record("c", {on_terminal("   └─ ") + Text("c"), Cell()}, 2);
  table.add_record("d", {"d", Cell()}, 0);
  Document page;
  page.add(table);
  CHECK(terminal_text(page, {}) == "a        ahead\n└─ b     behind\n   └─ c\nd\n");
  CHECK(markdown_text(page, {}) == "- a · ahead\n  - b · behind\n    - c\n- d\n");
  const std::string html = html_page(page, {});
  CHECK(html.find("<ul class=\"tree\">\n<li><span class=\"parts\"><span>a</span> <span>ahead</span> </span>\n"
                  "<ul>\n<li><span class=\"parts\"><span>b</span> <span>behind</span> </span>\n<ul>\n"
                  "<li><span class=\"parts\"><span>c</span> </span></li></ul></li></ul></li>\n"
                  "<li><span class=\"parts\"><span>d</span> </span></li></ul>\n") != std::string::npos);
}

TEST_CASE("a site's pages lead to each other") {
  Document page;
  Text link("2026-Q3");
  link.spans.front().link = "2026-Q3.html";
  page.add(Paragraph{.text = link});
  CHECK(markdown_text(page, {}) == "[2026-Q3](2026-Q3.html)\n");
  const std::string html =
      html_page(page, {.title = "Q3",
                       .links = {{"Overview", "index.html", false}, {"2026-Q3", "2026-Q3.html", true}},
                       .footer = "as of"});
  for (const char* there : {"<nav aria-label=\"Pages\">\n<a href=\"index.html\">Overview</a>\n",
                            "<a href=\"2026-Q3.html\" aria-current=\"page\">2026-Q3</a>\n</nav>",
                            "<p><a href=\"2026-Q3.html\">2026-Q3</a></p>", "<footer>as of</footer>"})
    CHECK(html.find(there) != std::string::npos);
  CHECK(terminal_text(page, {}) == "2026-Q3\n");
}

}  // namespace reader_test
