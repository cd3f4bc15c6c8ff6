// SPDX-License-Identifier: MIT
// TOML text as a small immutable tree with byte positions, children in the order of the text. The one unit behind this
// header knows toml++; what the keys mean (objectives, readings, ...) is not known here.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/text.hpp"

namespace okr::store {

enum class NodeKind : std::uint8_t { table, array, string, integer, number, boolean, date, time, date_time };
OKR_WORDS(NodeKind, "a table", "a list", "a text", "a whole number", "a number", "true or false", "a date",
          "a time of day", "a date with a time")

/// How a table is written down; `implicit` is only named by the headers below it ([a.b] alone makes a implicit).
enum class TableForm : std::uint8_t { root, header, array_element, inline_table, dotted, implicit };

/// A half-open range of bytes of the text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

/// A place as an editor shows it, from 1; columns count characters, a tab is one.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

/// One table, array or value. Nodes live in their Document and are valid as long as it is (moving it is fine).
class Node {
 public:
  NodeKind kind() const { return kind_; }
  bool is(NodeKind kind) const { return kind_ == kind; }
  bool is_table() const { return kind_ == NodeKind::table; }
  bool is_array() const { return kind_ == NodeKind::array; }
  /// Integer or number: what number() can read.
  bool is_numeric() const { return kind_ == NodeKind::integer || kind_ == NodeKind::number; }

  /// Only for tables.
  TableForm form() const { return form_; }
  /// True for an array made of [[headers]].
  bool is_array_of_headers() const { return kind_ == NodeKind::array && form_ == TableForm::header; }

  /// The decoded key; empty for the root and for elements of arrays.
  std::string_view key() const { return key_; }
  /// The key as written (quotes included); in a header its last part. {0, 0} for the root and elements of value arrays.
  Span key_span() const { return key_span_; }
  /// The value as written. A header table: its header, brackets included (an array of headers: the first). A dotted
  /// or implicit table: where it is first named. The root: the whole text.
  Span value_span() const { return value_span_; }

  /// Tables and arrays: what they hold.
  std::uint32_t child_count() const { return child_count_; }

  /// The payload; each only for its kind.
  std::string_view string() const { return payload_.text; }
  std::int64_t integer() const { return payload_.integer; }
  /// Integers too, as the nearest double (the limit of E102 is for the parser of records).
  double number() const { return kind_ == NodeKind::integer ? static_cast<double>(payload_.integer) : payload_.number; }
  bool boolean() const { return payload_.boolean; }
  /// Kind date; also the date of a date_time.
  Date date() const { return payload_.moment.date; }
  /// Kind time and date_time: seconds since midnight, fractions cut off.
  std::int32_t second_of_day() const { return payload_.moment.second_of_day; }

 private:
  friend class PlainReader;
  friend struct Tree;
  friend class TreeBuilder;

  struct Moment {
    Date date;
    std::int32_t second_of_day;
  };
  union Payload {
    Payload() : integer(0) {}
    std::int64_t integer;
    double number;
    bool boolean;
    Moment moment;
    std::string_view text;
  };

  std::string_view key_;
  Payload payload_;
  Span key_span_;
  Span value_span_;
  std::uint32_t first_child_ = 0;
  std::uint32_t child_count_ = 0;
  NodeKind kind_ = NodeKind::table;
  TableForm form_ = TableForm::root;
};

/// E001, E002, E003.
enum class SyntaxCode : std::uint8_t { syntax, conflict, limit };

/// Why a text is no TOML (the first reason only), with the way out.
struct SyntaxFault {
  SyntaxCode code = SyntaxCode::syntax;
  Span span;                ///< where; at least one character unless at the end of the text
  LineColumn place;         ///< of span.begin
  std::string message;      ///< one line, no final period
  std::string hint;         ///< may be empty
  std::string source_line;  ///< the whole line of `place`, without its line ending
};

/// The deepest nesting of brackets, the longest dotted key.
inline constexpr std::uint32_t deepest_nesting = 128;
inline constexpr std::uint32_t most_key_parts = 128;

class Document {
 public:
  /// Reads TOML 1.0 and 1.1; a byte order mark and CRLF are fine. Never throws, never asserts, whatever the text.
  static tl::expected<Document, SyntaxFault> parse(std::string text);

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// The text as given, byte order mark included; all spans are offsets into it.
  std::string_view text() const;
  /// The bytes of a span.
  std::string_view text(Span span) const;

  const Node& root() const;

  /// What a table or an array holds, in the order of the text; empty for values. A table that is continued later
  /// ([a.x], [b], [a.y]) holds all its children.
  std::span<const Node> children(const Node& node) const;

  /// The child with that key, or null.
  const Node* find(const Node& table, std::string_view key) const;
  /// The node at a path from the root; null where there is none. Arrays are not entered.
  const Node* find(std::span<const std::string> path) const;

  /// Quick where the line is `near` or one of the next.
  LineColumn place(std::uint32_t offset, std::uint32_t near = 0) const;
  /// The line, from 1, without its line ending and without the byte order mark; empty behind the last one.
  std::string_view line_text(std::uint32_t line) const;

 private:
  struct Body;
  explicit Document(std::unique_ptr<const Body> body);
  std::unique_ptr<const Body> body_;
};

struct Tree {
  std::vector<Node> nodes;          ///< the root first; the children of a node stand together
  std::deque<std::string> decoded;  ///< keys and texts that differ from how they are written

  /// What a table or an array holds, in the order of the text; empty for values.
  std::span<const Node> children(const Node& node) const {
    if (node.child_count_ == 0) return {};
    return std::span(nodes).subspan(node.first_child_, node.child_count_);
  }
};

/// What the parser objects to: its own words, and where.
struct ParserComplaint {
  LineColumn place;
  std::string description;
};

class LineIndex;

/// The tree of a text that is UTF-8, without a zero byte, and plain throughout: what scan() has nothing against, nor
/// build_tree(), which would make the same of it. `text` must outlive the tree. Nothing where a line is not plain.
std::optional<Tree> read_plain(std::string_view text);

/// Parses a text that scan() has nothing against. `text` and `lines` must outlive the tree.
std::optional<ParserComplaint> build_tree(std::string_view text, const LineIndex& lines, Tree& tree);

// --- the smallest pieces ---------------------------------------------------------------------------------------------

// The smallest pieces of a TOML text: which bytes may stand where, where a quoted text ends, where lines begin, and
// bytes to lines and columns and back. Judges nothing.

/// What a byte may be part of.
enum ByteClass : std::uint8_t { bare_key = 1, bare_value = 2, blank = 4 };

constexpr std::array<std::uint8_t, 256> make_byte_classes() {
  std::array<std::uint8_t, 256> classes{};
  for (unsigned char byte = '0'; byte <= '9'; ++byte) classes[byte] = bare_key | bare_value;
  for (unsigned char byte = 'a'; byte <= 'z'; ++byte) classes[byte] = bare_key | bare_value;
  for (unsigned char byte = 'A'; byte <= 'Z'; ++byte) classes[byte] = bare_key | bare_value;
  classes['-'] = classes['_'] = bare_key | bare_value;
  classes['+'] = classes['.'] = classes[':'] = bare_value;
  classes[' '] = classes['\t'] = blank;
  return classes;
}

inline constexpr auto byte_classes = make_byte_classes();

inline bool is(ByteClass wanted, char byte) { return (byte_classes[static_cast<unsigned char>(byte)] & wanted) != 0; }

/// How many parts the key of a heading has, and where the last one stands.
struct HeaderShape {
  std::uint32_t part_count = 0;
  Span last_part;
};

/// The heading whose first bracket is at `at`, in a text that scan() has nothing against.
HeaderShape header_shape(std::string_view text, std::uint32_t at);

/// One past the end of the quoted text that begins at `at`; npos when it never ends.
std::size_t end_of_string(std::string_view text, std::size_t at);

/// Letters, digits, hyphen and underscore.
bool is_bare_key_byte(char byte);

/// The bytes of a leading byte order mark: 0 or 3.
std::uint32_t mark_length(std::string_view text);

/// Line starts of a text; columns count characters and leave a byte order mark out. Keeps no view of the text.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  /// Offset of the line's first byte; lines from 1, the mark not counted as part of line 1.
  std::uint32_t start(std::uint32_t line) const { return starts_[line - 1]; }
  /// Quick where the line is `near` or one of the next.
  LineColumn place(std::string_view text, std::uint32_t offset, std::uint32_t near = 0) const;
  std::string_view line(std::string_view text, std::uint32_t line) const;
  bool is_ascii() const { return ascii_; }

 private:
  std::vector<std::uint32_t>::const_iterator line_behind(std::uint32_t offset, std::uint32_t near) const;

  std::vector<std::uint32_t> starts_;
  bool ascii_ = true;
};

/// Turns places into offsets; quick when each one asked for is near the one before.
class OffsetCursor {
 public:
  OffsetCursor(std::string_view text, const LineIndex& lines) : text_(text), lines_(lines) {}

  /// The offset of a place; the end of the text for a place behind it.
  std::uint32_t offset(LineColumn place);

 private:
  std::uint32_t step(LineColumn place);

  std::string_view text_;
  const LineIndex& lines_;
  LineColumn last_;
  std::uint32_t last_offset_ = 0;
};

// --- one walk over the text ------------------------------------------------------------------------------------------

// One fast walk over a TOML text: finds what is wrong with its outer form (brackets, quotes, keys, conflict markers,
// limits), and on request writes down where every key and value stands. What a number, a date or an escape may look
// like, and whether a key is given twice, is not judged here. And all of it in words a person can act on
// (toml_words.cpp), what the parser objects to included: keys given twice, dates that do not exist, escapes.

enum class StatementKind : std::uint8_t { header, array_header, key_value };

inline constexpr std::uint32_t no_statement = 0xFFFFFFFFU;

/// A heading or a key with its value, at the top or inside braces.
struct Statement {
  StatementKind kind = StatementKind::key_value;
  bool in_array = false;                   ///< below a list: no path of keys leads here
  std::uint32_t container = no_statement;  ///< the key_value whose braces hold this one
  std::uint32_t first_part = 0;            ///< into Outline::parts
  std::uint32_t part_count = 0;
  Span key;    ///< from its first part to its last
  Span value;  ///< a heading: its brackets
};

struct Outline {
  std::vector<Statement> statements;  ///< in the order of the text, a container before what it holds
  std::vector<Span> parts;            ///< the parts of all keys as written, quotes included
};

/// The first thing wrong with the text's outer form; `place` and `source_line` are not filled in. Writes the outline
/// when one is given (complete only when nothing is wrong).
std::optional<SyntaxFault> scan(std::string_view text, Outline* outline);

/// What the walk wanted where it found something else.
enum class Expectation { key, equals, value, heading_end, list_comma, table_comma, line_end };

/// A fault for the surprise at `at`: a conflict marker when the line is one, else words for what was wanted.
SyntaxFault surprise(std::string_view text, std::uint32_t at, Expectation wanted);

/// A bare word where a value should be, or a bare value that holds a byte it cannot.
SyntaxFault bad_word(std::string_view text, Span word);

/// A bracket, brace or quote that never closes.
SyntaxFault never_closed(std::string_view text, std::uint32_t at);

/// A conflict that is not resolved inside texts of several lines, where the walk sees nothing wrong: the markers of
/// both sides and of the end, in their order. `place` and `source_line` are not filled in.
std::optional<SyntaxFault> conflict_in_texts(std::string_view text);

/// The parser's complaint about the text at `at`; the text passes scan(). `place` and `source_line` are not filled in.
SyntaxFault plain_words(std::string_view text, std::uint32_t at, std::string_view description);

/// A value on one line, always written alike: a space behind every comma and inside braces, texts in double quotes.
std::string on_one_line(const Document& document, const Node& node);

}  // namespace okr::store
