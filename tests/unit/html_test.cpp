// SPDX-License-Identifier: MIT
// Pages that load nothing, escape everything, speak to screen readers and fold on narrow screens.
#include "draw/html.hpp"

#include "board.hpp"
#include "okr/base/text.hpp"
#include "print.hpp"

namespace html_test {

using namespace okr;
using namespace okr::draw;

namespace {

// What stands between <main> and </main>.
std::string body_of(const Document& page) {
  const std::string text = html_page(page, {});
  const std::string_view begin = "<main>\n<h1>okr</h1>\n";
  const std::size_t titled = text.find(begin);
  const std::size_t start = titled != std::string::npos ? titled + begin.size() : text.find("<main>\n") + 7;
  return text.substr(start, text.find("</main>") - start);
}

std::string body_of(Block block) {
  Document page;
  page.blocks.push_back(std::move(block));
  return body_of(page);
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("a page is self-contained: no script, no address, its title") {
  const std::string page = html_page(board(), {});
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
  CHECK(page.find("<title>2026-Q3  Ship it, stay healthy</title>") != std::string::npos);
  CHECK(page.ends_with("</main>\n</body>\n</html>\n"));
  CHECK(count_of(page, "<h1>") == 1);
  for (const std::string_view foreign : {"<script", "http", "url(", "@import", "src=", "onload"}) {
    CHECK(page.find(foreign) == std::string::npos);
  }
  for (const std::string_view needed : {"prefers-color-scheme: dark", "@media print", "attr(data-label)"}) {
    CHECK(page.find(needed) != std::string::npos);
  }
  CHECK(page == html_page(board(), {}));
}

TEST_CASE("words from right to left stand by themselves and leave the words beside them in their order") {
  CHECK(body_of(Paragraph{.text = "ראשון שני (آنا, 10 Aug)"}) ==
        "<p><bdi>ראשון שני</bdi> (<bdi>آنا</bdi>, 10 Aug)</p>\n");
  CHECK(body_of(Paragraph{.text = "for 7 days: يستخدم 12 الأداة, since 10 Aug"}) ==
        "<p>for 7 days: <bdi>يستخدم 12 الأداة</bdi>, since 10 Aug</p>\n");
  CHECK(body_of(Paragraph{.text = "50 ש״ח"}) == "<p>50 <bdi>ש״ח</bdi></p>\n");
  CHECK(body_of(Paragraph{.text = "été 10 日本"}) == "<p>été 10 日本</p>\n");
}

TEST_CASE("every text is escaped wherever it stands") {
  const std::string nasty = "\"><script>alert('x')</script>&\x1b[31m";
  Document page;
  page.add(Heading{.level = 1, .text = nasty, .right = nasty});
  page.add(Paragraph{.text = Text(nasty, Style::bad)}).add(KeyValues{{{nasty, nasty}}});
  page.add(Preformatted{{nasty}}).add(List{{{nasty}}}).add(Note{nasty});
  Table table{.columns = {{.name = "a", .heading = nasty}}, .caption = nasty};
  table.add_record(nasty, {Cell(nasty)}).add_group(nasty, {Cell(nasty)}).add_note(nasty);
  page.add(table).add(Beside{{page}});
  const std::string text = html_page(page, {.title = nasty});
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("\">&lt;") == std::string::npos);
  CHECK_FALSE(has_control_character(text));
}

TEST_CASE("a bar is drawn to its share with its marker, and has words") {
  Table table{.columns = {{.name = "pace"}}};
  table.add_record("a", {Bar{.share = 0.25, .marker = 0.5, .style = Style::warn}});
  CHECK(body_of(table).find("<svg class=\"bar warn\" role=\"img\" width=\"160\" height=\"20\" viewBox=\"0 0 160 20\">"
                            "<title>25 %, mark at 50 %</title>"
                            "<rect class=\"track\" x=\"0\" y=\"3\" width=\"160\" height=\"14\" rx=\"4\"/>"
                            "<rect class=\"fill\" x=\"0\" y=\"3\" width=\"40\" height=\"14\" rx=\"4\"/>"
                            "<rect class=\"mark\" x=\"79\" y=\"0\" width=\"2\" height=\"20\" rx=\"1\"/></svg>") !=
        std::string::npos);
}

TEST_CASE("a sparkline has gaps and its values as words") {
  Table table{.columns = {{.name = "trend"}}};
  table.add_record("a", {Sparkline{{1, 3, std::nullopt, 2}}});
  const std::string text = body_of(table);
  CHECK(text.find("<title>1 3 - 2</title>") != std::string::npos);
  CHECK(text.find("<path d=\"M3 19h0L12 3M30 11h0\"/>") != std::string::npos);
}

TEST_CASE("tables name their columns and rows for screen readers, groups span them") {
  const std::string text = body_of(board());
  CHECK(count_of(text, "<th scope=\"col\"") == 7);
  CHECK(count_of(text, "<th scope=\"row\" role=\"rowheader\">") == 6);
  CHECK(count_of(text, "<th scope=\"rowgroup\" role=\"rowheader\" colspan=\"7\">") == 2);
  CHECK(text.find("<table role=\"table\" class=\"wide\">") != std::string::npos);
  CHECK(text.find("<th scope=\"col\" role=\"columnheader\" class=\"to-right\">Confidence change</th>") !=
        std::string::npos);
}

TEST_CASE("on a narrow screen a row is a card: each value names its column, and what is empty is left out") {
  const std::string text = body_of(board());
  CHECK(text.find("data-label=\"Confidence\"") != std::string::npos);
  CHECK(text.find("class=\"to-right nothing\"") != std::string::npos);
}

TEST_CASE("what needs a person is a section of its own, and every section is closed") {
  const std::string text = body_of(board());
  CHECK(
      text.find("<section class=\"alert\">\n<h2>Look here</h2>\n<dl>\n<dt><span class=\"id\">ship.users</span></dt>") !=
      std::string::npos);
  CHECK(count_of(text, "<section") == count_of(text, "</section>"));
  CHECK(text.find("</section>\n<table") != std::string::npos);
}

TEST_CASE("lists of one kind are one list; boxes have words") {
  const std::string text = body_of(List{{{"a", Bullet::number}, {"b", Bullet::number}, {"c", Bullet::done}}});
  CHECK(text ==
        "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul class=\"tasks\">\n"
        "<li><span role=\"img\" aria-label=\"done\">☑</span> c</li>\n</ul>\n");
}

TEST_CASE("lines of a text are lines of the page") {
  CHECK(body_of(Paragraph{.text = Text("One <b>.\n\nTwo.\n")}) == "<p>One &lt;b&gt;.<br><br>Two.</p>\n");
}

TEST_CASE("a number stays on one line with its sign, and a long one is never cut") {
  const auto line = [](const std::string& text) { return body_of(Paragraph{.text = text}); };
  CHECK(line("32 % of 14 d, +2 pp") == "<p>32\u00A0% of 14\u00A0d, +2\u00A0pp</p>\n");
  CHECK(line("5 dogs, 7 %x") == "<p>5 dogs, 7 %x</p>\n");
  CHECK(line("ends " + draw::display_value(25e9) + " %") ==
        "<p>ends <span class=\"whole\">25\u202F000\u202F000\u202F000\u00A0%</span></p>\n");
  CHECK(line("see https://example.org/1234567") ==
        "<p>see <a href=\"https://example.org/1234567\">https://example.org/1234567</a></p>\n");
}

TEST_CASE("a table whose numbers have no room on any page is cards on all of them") {
  Table table;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) table.columns.push_back({.name = name});
  table.add_record("a", std::vector<Cell>(7, Cell(draw::display_value(25e9))));
  CHECK(body_of(table).find("<table role=\"table\" class=\"wide\">") != std::string::npos);
  table.add_record("b", std::vector<Cell>(7, Cell(draw::display_value(25e13))));
  CHECK(body_of(table).find("<table role=\"table\" class=\"huge off-paper\">") != std::string::npos);
  CHECK(count_of(body_of(table), "class=\"long\"") == 14);
}

TEST_CASE("one long number makes a table smaller, not cards; on paper only what has no room there is cards") {
  Table table;
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"}) table.columns.push_back({.name = name});
  const auto kind = [&] {
    const std::string body = body_of(table);
    const auto begin = body.find("class=\"") + 7;
    return body.substr(begin, body.find('"', begin) - begin);
  };
  table.add_record("a", std::vector<Cell>(8, Cell("23.1, 68 %")));
  CHECK(kind() == "wide");
  table.add_record("b", {});
  table.rows[1].cells.assign(6, Cell(draw::display_value(25e13)));
  CHECK(kind() == "wide vast off-paper");
  table.rows.pop_back();
  for (Column& column : table.columns) column.shrink = 1;
  CHECK(kind() == "wide off-paper");
}

}  // namespace html_test
