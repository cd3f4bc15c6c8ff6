// SPDX-License-Identifier: MIT
// What a command says, laid out once and drawn by every output: headings, text, tables, bars, small plots.
// It knows meanings (Style), never colours, escape codes, tags or the width of a screen; it computes nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "draw/chart.hpp"

namespace okr::draw {

/// What a piece of text means. A status is always a word; colour only repeats it. The words are classes of the style
/// sheet.
enum class Style { normal, strong, dim, good, warn, bad, info, heading, id };
OKR_WORDS(Style, "", "strong", "dim", "good", "warn", "bad", "info", "heading", "id")

/// In which place something is read. A page (Markdown, HTML) goes to people who may have no okr: it has titles and
/// legends, and no commands. A terminal has little room, and somebody who can type. Titles are on pages, and on a
/// terminal that was asked for them (TerminalOptions::below). Lines that join rows are for a terminal that draws; in
/// plain words (--plain) the same is said.
enum class Where { everywhere, terminal, drawn, plain, page, titles };

/// A run of text in one style.
struct Span {
  std::string text;
  Style style = Style::normal;
  Where where = Where::everywhere;
  std::string link = {};    ///< the page of the same site that it leads to; only HTML and Markdown follow it
  std::string column = {};  ///< of a paragraph: what it explains; left out on a terminal too narrow for that column
};

/// Styled text on one line: made from a string, or put together with `+=`.
struct Text {
  std::vector<Span> spans;

  Text() = default;
  Text(const char* text, Style style = Style::normal) : Text(std::string(text), style) {}
  Text(std::string_view text, Style style = Style::normal) : Text(std::string(text), style) {}
  Text(std::string text, Style style = Style::normal) { spans.push_back({std::move(text), style}); }
  Text& operator+=(Text other);
  bool empty() const;           ///< no character in any span
  std::string letters() const;  ///< the characters alone
};
Text operator+(Text a, Text b);

/// The text, said on a terminal only. A paragraph, a note, an item or a heading that is nothing else is left out
/// elsewhere.
Text on_terminal(Text text);
/// The text, said only on a terminal that draws; left out elsewhere.
Text where_drawn(Text text);
/// The text, said with --plain only; left out elsewhere.
Text in_plain_words(Text text);
/// The text, said on pages only; left out elsewhere.
Text on_page(Text text);
/// The text, said only where titles are: on pages, and on a terminal that was asked for them.
Text where_titles_are(Text text);

/// The text of a paragraph, left out on a terminal where a table above had no room for its column of this name.
Text where_column_is(std::string_view column, Text text);

/// The place of the pace marker: over the cell it falls into (the bar keeps its width), or between two cells (the bar
/// becomes one column wider; for a bound like 0.70 that lies exactly on an edge).
enum class MarkerPlace { over, between };

/// A progress bar. Filled cells = floor(cells * share + 1e-9), within 0..cells (method.md 6.2).
struct Bar {
  double share = 0;                   ///< 1 is complete; less than 0 and more than 1 are drawn as empty and full
  std::optional<double> marker = {};  ///< where it should be; none draws no marker
  std::size_t cells = 20;
  MarkerPlace place = MarkerPlace::over;
  Style style = Style::normal;
};

/// One period of a hold: met (●), missed (○), not due, still to come or not known (·).
enum class Dot { met, missed, open };
OKR_WORDS(Dot, "met", "missed", "open")

/// The periods of a hold, the earliest first.
struct Dots {
  std::vector<Dot> periods;

  /// The periods that are drawn where there is no room for all: the latest up to the last that is not open, as many as
  /// stand behind the sign for those that are left out.
  std::span<const Dot> latest(std::size_t room) const;
};

/// How many dots a page draws; more of them are no picture of anything.
inline constexpr std::size_t most_dots_on_page = 27;

/// A small plot of the last values, oldest first, scaled to what is shown; a value that is missing is a gap.
struct Sparkline {
  std::vector<std::optional<double>> values;
};

/// At which edge of its column a cell stands.
enum class Align { left, right };

/// One field of a table.
struct Cell {
  std::variant<Text, Bar, Dots, Sparkline> content;
  std::optional<Align> align = {};  ///< on a terminal, instead of the column's
  std::optional<Text> brief = {};   ///< said instead where a table is too wide for the screen, and then never cut

  Cell() = default;
  Cell(const char* text, Style style = Style::normal) : content(Text(text, style)) {}
  Cell(std::string_view text, Style style = Style::normal) : content(Text(text, style)) {}
  Cell(std::string text, Style style = Style::normal) : content(Text(std::move(text), style)) {}
  Cell(Text text) : content(std::move(text)) {}
  Cell(Bar bar) : content(std::move(bar)) {}
  Cell(Dots dots) : content(std::move(dots)) {}
  Cell(Sparkline line) : content(std::move(line)) {}
  /// The cell at that edge, on a terminal, whatever its column says.
  Cell aligned(Align to) &&;
  /// The cell with a text that is said instead where the table is too wide.
  Cell briefly(Text text) &&;
  bool empty() const;  ///< a text without characters, a plot without values
};

/// The words of a bar: "33 %, should be 52 %".
std::string described(const Bar& bar);
/// The words of dots: "3 of 7 held, 7 to come".
std::string described(const Dots& dots);
/// The words of a sparkline: "61 60 - 58".
std::string described(const Sparkline& line);

/// The text of a cell; plots by their words.
std::string described(const Cell& cell);

/// The column of this name says what a record is called; notes about one, away from its row, begin with it.
inline constexpr std::string_view record_title = "title";

/// How a column behaves when there is too little room: columns that may be left out, never shrink and are not `needed`
/// go first (they are there for wide screens; smallest `drop` first). Then columns shrink (smallest `shrink` first, the
/// widest row decides, never below `min_width` and what is said briefly: Cell::brief). Then cells of columns that may
/// not shrink say it briefly too. Then columns are left out (smallest `drop` first), at last the row continues on a
/// second line. Numbers have neither: they are never cut.
struct Column {
  std::string name;          ///< machine name, snake_case: the key of a --plain block; see record_title
  std::string heading = {};  ///< for people: "STATUS"; may be empty
  Align align = Align::left;
  std::size_t gap = 2;        ///< spaces in front of it (not for the first)
  std::size_t min_width = 0;  ///< at least this wide also where there is room; the smallest width when shrunk
  int shrink = 0;             ///< 0 never; texts get an ellipsis, bars fewer cells, sparklines lose the oldest
  int drop = 0;               ///< 0 never
  bool needed = false;        ///< left out only where neither brief words nor narrower columns help
  bool grow = false;          ///< takes the room that is left (group rows: up to the width of the table)
  bool spill = false;  ///< a long text runs into the empty cells behind it, and does not widen the column for that
  std::size_t from_width = 0;  ///< a narrower terminal has no such column (or says it below: TerminalOptions::below);
                               ///< what would run into the next cell (`spill`) begins there

  std::string title() const;  ///< the heading, else the machine name in words
};

/// What a row of a table is.
enum class RowKind {
  record,  ///< cells by Table::columns
  group,   ///< cells by Table::group_columns: the line above its records; one cell alone is a plain headline
  note,    ///< one cell of text below a record, from column Table::note_column on; wrapped
  total    ///< as a record, set apart
};

/// A row of a table.
struct Row {
  RowKind kind = RowKind::record;
  std::vector<Cell> cells = {};
  std::string record = {};       ///< the full id ("ship.users"): first line of its --plain block
  std::size_t depth = 0;         ///< of a nested table: how far below its root
  std::string record_name = {};  ///< what it is, where it is not what the table's other records are
};

/// Records in columns, with lines of their own for groups: a board. Rows may have fewer cells than columns.
struct Table {
  std::vector<Column> columns;
  std::vector<Column> group_columns = {};
  std::vector<Row> rows = {};
  bool header = true;             ///< print the headings
  bool nested = false;            ///< rows hang below each other: pages have a list of lists instead of a table
  std::size_t indent = 0;         ///< spaces in front of every line
  std::size_t record_indent = 0;  ///< spaces more in front of records and totals, within the first column
  std::size_t note_column = 1;
  std::string caption = {};  ///< said, not drawn: for screen readers in HTML
  /// Keys of Row::record in a --plain block ("key result: ship.users"); a column named "id" is then not repeated.
  std::string record_name = "id";
  std::string group_name = "group";

  /// Adds a row as it is.
  Table& add(Row row);
  /// Adds a row about a record, by its full id; `depth` is of a nested table.
  Table& add_record(std::string record, std::vector<Cell> cells, std::size_t depth = 0);
  /// Adds the line above the records of a group.
  Table& add_group(std::string record, std::vector<Cell> cells);
  /// Adds a text below the row before it.
  Table& add_note(Text text);
  /// Adds a row over all records.
  Table& add_total(std::vector<Cell> cells);

  /// Takes a column away in which no row holds anything: one that a narrow screen must not lose when it is used.
  void drop_if_empty(std::string_view column);
};

/// A table without headings, each of whose records is called so.
Table list_table(std::string record_name, std::vector<Column> columns, std::size_t indent = 0);

/// The table without columns that may be left out (`drop`) and hold nothing in any row: what every output draws.
Table without_unused_columns(Table table);

/// Takes the column of this index away.
void erase_column(Table& table, std::size_t column);

/// Level 1 is the title of the page, 2 a section ("LOOK HERE"), 3 a part of one. `right` stands at the right edge.
/// `alert`: what follows needs a person. `is_name`: people named it (a team), so that its letters stay as they are.
struct Heading {
  int level = 2;
  Text text;
  Text right = {};
  bool alert = false;
  bool is_name = false;
};

/// Text that is wrapped; with `right`, one line with that at the right edge.
struct Paragraph {
  Text text;
  Text right = {};
  std::size_t indent = 0;
  bool right_is_legend = false;  ///< `right` explains the mark of bars: left out where none is drawn, as in --plain
};

/// Lines kept as they are (charts, commands to copy); cut at the width of the screen.
struct Preformatted {
  std::vector<Text> lines;
};

/// A key and what is said about it.
struct KeyValue {
  Text key;  ///< empty: more of the one above
  Text value;
};

/// Keys in one column, what is said about each beside it, wrapped.
struct KeyValues {
  std::vector<KeyValue> items;
  std::size_t indent = 2;
  std::size_t gap = 3;     ///< spaces between the longest key and its value
  bool is_legend = false;  ///< what words of the page mean; its heading stands before it

  void add(Text key, Text value) { items.push_back({std::move(key), std::move(value)}); }
};

enum class Bullet { point, number, done, open };  ///< "-", "1", "[x]", "[ ]"

/// An item of a list.
struct ListItem {
  Text text;
  Bullet bullet = Bullet::point;
  std::string room = {};  ///< of a question: under this name a saved page leaves room for an answer
};

/// Items below each other.
struct List {
  std::vector<ListItem> items;
  std::size_t indent = 2;
};

/// One remark: a hint, a warning, or what is wrong. Terminals print the text alone.
struct Note {
  Text text;
  Style style = Style::info;  ///< info, warn, bad or good
};

struct Divider {};  ///< a line across the page
struct Space {};    ///< an empty line on a terminal; other outputs have their own distances

struct Document;

/// Parts beside each other where there is room (78 columns for two), one below the other where there is not.
struct Beside {
  std::vector<Document> parts;
};

/// Chart and HeatMap (chart.hpp): drawn with characters on a terminal and in Markdown, as SVG in HTML, in words in
/// --plain.
using Block = std::variant<Heading, Paragraph, Preformatted, Table, KeyValues, List, Note, Divider, Space, Beside,
                           Chart, HeatMap>;

/// Blocks in the order in which they are read.
struct Document {
  std::vector<Block> blocks = {};

  template <class B>
  Document& add(B block) {
    blocks.push_back(Block(std::move(block)));
    return *this;
  }
};

}  // namespace okr::draw
