// SPDX-License-Identifier: MIT
// The proof behind every edit: two documents are the same but for one leaf, and that leaf is what was meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"
#include "okr/store/edit.hpp"
#include "store/toml.hpp"

namespace okr::store {

// --- a text opened for editing ---------------------------------------------------------------------------------------

// A text opened for editing: the document, where every statement stands, which path it defines, its lines and endings;
// and the pieces that edits are made of: splices, items between brackets or braces with their commas right, new lines
// that look like their neighbours, values that are checked alone before they go anywhere. Decides nothing about what to
// change.

/// The table of a KPI's readings.
inline constexpr std::string_view readings_table = "readings";

/// A number, or the numbers of a list; nothing where it is neither.
std::optional<std::vector<double>> amounts_in(const Document& document, const Node& node);

/// The error of an edit, "this change", after which the file is no TOML.
tl::unexpected<Error> cannot_hold(std::string_view edit, const SyntaxFault& fault);
/// The error of an edit, "this change", after which the file says something else too: a fault of ours.
tl::unexpected<Error> changes_more(std::string_view edit);

/// "ship.users" for messages.
std::string shown_path(const KeyPath& path);

bool has_prefix(const KeyPath& path, const KeyPath& prefix);

/// Where a statement belongs: its full path, and how many of its parts lie in front of the first list.
struct Located {
  KeyPath path;
  std::size_t reach = 0;
  std::size_t own_from = 0;              ///< the path's first part that the statement itself writes
  std::uint32_t heading = no_statement;  ///< the heading it stands under (a heading: itself)
};

class EditSource {
 public:
  static Result<EditSource> open(std::string_view text);

  const Document& document() const { return document_; }
  std::string_view text() const { return document_.text(); }
  std::uint32_t count() const { return static_cast<std::uint32_t>(outline_.statements.size()); }
  const Statement& statement(std::uint32_t index) const { return outline_.statements[index]; }
  const Located& located(std::uint32_t index) const { return located_[index]; }
  /// The bytes of one part of the statement's key.
  Span part(std::uint32_t statement, std::size_t part) const;

  /// True when the statement defines the path or something below it.
  bool defines(std::uint32_t index, const KeyPath& path) const;
  /// The statement that defines exactly this path by `key = value`; no_statement when there is none.
  std::uint32_t key_value(const KeyPath& path) const { return exactly(StatementKind::key_value, path); }
  /// The statement that is exactly this heading ([a], not [[a]]).
  std::uint32_t heading(const KeyPath& path) const { return exactly(StatementKind::header, path); }
  /// The last `key = value` that stands directly under a heading (no_statement: at the top).
  std::uint32_t last_key_under(std::uint32_t heading) const;
  /// The items between the braces whose statement is `container`.
  std::vector<std::uint32_t> items_of(std::uint32_t container) const;

  std::uint32_t line_begin(std::uint32_t offset) const;
  /// Behind the line's newline, or the end of the text.
  std::uint32_t line_end(std::uint32_t offset) const;
  /// In front of the line's newline (and its carriage return).
  std::uint32_t content_end(std::uint32_t offset) const;
  /// The blanks a line begins with.
  std::string indentation(std::uint32_t offset) const;
  /// True when only blanks stand in front of it on its line.
  bool begins_line(std::uint32_t offset) const;
  /// The file's line ending: the one around an offset, else its first one, else "\n".
  std::string line_ending(std::uint32_t near) const;
  /// Line feeds of what is inserted become CRLF in a file that has only those.
  std::string with_file_endings(std::string_view inserted) const;

 private:
  EditSource(Document document, Outline outline);
  void locate();
  std::uint32_t exactly(StatementKind kind, const KeyPath& path) const;
  Located located_statement(std::uint32_t index, std::uint32_t heading) const;

  Document document_;
  Outline outline_;
  std::vector<Located> located_;
  bool only_crlf_ = false;
};

/// Bytes of the old text and what stands there instead.
struct Splice {
  Span span;
  std::string text;
};

/// The text with all splices done; they must not overlap.
std::string spliced(std::string_view text, std::vector<Splice> splices);

struct ItemList {
  Span brackets;            ///< both included
  std::vector<Span> items;  ///< without their commas
};

/// [[ship.changes]] and the like.
bool is_list_of_headings(const EditSource& source, const KeyPath& path);

/// A list between brackets. Errors of kind data: there is none.
Result<ItemList> bracketed_list(const EditSource& source, const KeyPath& path);

/// What a value says, alike for all its spellings: 1.0 is 1, 'u' is "u", and the keys of a table have no order.
std::string meaning_of(const Document& document, const Node& node);

/// Where in order the numbers of a longest rising row stand, others between them left out.
std::vector<std::size_t> rising(const std::vector<std::size_t>& numbers);

/// Where a heading's lines begin: comments right above it are of it.
std::uint32_t begin_with_comments(const EditSource& source, std::uint32_t heading);

/// Where the line of `offset` begins, or the comments right above it, as far as they stand behind `from`.
std::uint32_t begin_with_comments(const EditSource& source, std::uint32_t offset, std::uint32_t from);

/// The keys with their values between the braces whose statement is `container`.
ItemList items_in_braces(const EditSource& source, std::uint32_t container);

/// One more key for a table in whatever form it stands, laid out as its neighbours. Errors of kind data: there is no
/// such table, or it stands in no place that could take one.
Result<std::vector<Splice>> place_for_key(const EditSource& source, const KeyPath& table, std::string_view key,
                                          std::string_view value);

/// One more item at the end, laid out as the last one.
std::vector<Splice> with_item(const EditSource& source, const ItemList& list, const std::string& item);

/// More items, which become those from `place` on (from 0), laid out as their neighbours.
std::vector<Splice> with_items(const EditSource& source, const ItemList& list, std::size_t place,
                               const std::vector<std::string>& items);

/// The list without one of its items.
std::vector<Splice> without_item(const EditSource& source, const ItemList& list, std::size_t index);

/// True for lines whose blanks may say something: there is a text of several lines among them.
bool is_fragile(std::string_view lines);

/// The lines with blanks in front of each, unless they are fragile or empty.
std::string indented(std::string_view lines, const std::string& blanks);

/// A key and its value, which may be a list of several lines, with blanks in front of each.
std::string indented_line(const std::string& line, const std::string& blanks);

/// "key = value" with the indentation and alignment of a sibling and those before it, without a line ending.
std::string line_like(const EditSource& source, std::uint32_t sibling, std::string_view key, std::string_view value);

/// The line put behind the one that holds `offset`; a missing last newline stays missing.
Splice line_behind(const EditSource& source, std::uint32_t offset, std::string_view line);

/// The line put in front of the one that holds `offset`.
Splice line_before(const EditSource& source, std::uint32_t offset, std::string_view line);

/// The removal of all lines from the one that holds `first` to the one that holds `last`.
Splice without_lines(const EditSource& source, std::uint32_t first, std::uint32_t last);

/// The first key at the top of a file that has none there.
Splice first_line(const EditSource& source, std::string_view line);

struct ReadValue;

/// One more block at the end of a list of [[headings]], laid out as the last one; the value is a table, whose keys
/// become its lines. Errors: data, when it is none.
Result<std::vector<Splice>> with_block(const EditSource& source, const KeyPath& path, const ReadValue& value);

/// The text with a table that says what another one says, and no more: of what it says already no byte changes.
Result<std::string> with_keys_of(std::string text, const KeyPath& table, const ReadValue& wanted);

/// One block of a list of [[headings]] as it is to be.
struct WantedBlock {
  std::optional<std::size_t> there;  ///< which one it is now; nothing for a new one
  bool stays = false;                ///< in its place: those that stay keep their order
  std::string table;                 ///< TOML: what it says
};

/// Other blocks for a list of [[headings]], each with its comments and what stands below it; the new ones laid out as
/// the first. Nothing where something else stands between the lines of a block.
std::optional<std::vector<Splice>> with_blocks(const EditSource& source, const KeyPath& path,
                                               const std::vector<WantedBlock>& wanted);

/// The splices that take away the last block of a list of [[headings]], and what stands below it.
std::vector<Splice> without_last_block(const EditSource& source, const KeyPath& path);

/// A value read on its own, for the proof.
struct ReadValue {
  Document document;
  const Node& node() const { return document.children(document.root()).front(); }
};

/// The value, when the text is one TOML value and nothing more; else an error of kind usage.
Result<ReadValue> read_value(std::string_view value);

/// The name as a key where `part` stood: in the quotes that it had, bare where it had none and needs none.
std::string requoted(std::string_view part, std::string_view name);

/// Error of kind data: "there is no ship.users in the file".
tl::unexpected<Error> not_there(const KeyPath& path);

/// Error of kind data: "ship.users is there already".
tl::unexpected<Error> there_already(const KeyPath& path);

/// The splices, with the file's line endings in what they insert.
std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices);

// --- edit dated ------------------------------------------------------------------------------------------------------

// A table whose keys are days and periods, [readings] or [targets], and where a further line goes in it.

/// One that is new; its key and its value are TOML.
struct DatedLine {
  Date day;
  std::string key;
  std::string value;
};

class DatedTable {
 public:
  /// `day`: which of a period's two days puts it into the order.
  DatedTable(const EditSource& source, std::string_view name, FiscalYear fiscal_year, Date Period::*day);

  /// Null where the file has no such table.
  const Node* node() const { return node_; }
  /// The statement that writes a key of it; no_statement for none.
  std::uint32_t statement_of(const std::string& key) const;

  /// Each line, in the order of their days, behind the last one that is not later, and laid out as that one is. Errors
  /// of kind data: the table has no place for a line.
  Result<std::vector<Splice>> with(std::span<const DatedLine> lines) const;

 private:
  /// What is there already: a line of its own, or an item between the braces of the table.
  struct Neighbour {
    Date day;
    std::uint32_t statement = no_statement;
  };

  void look_at(std::uint32_t index, FiscalYear fiscal_year, Date Period::*day);
  std::uint32_t last_not_later(Date day) const;
  std::string key_beside(std::uint32_t sibling, const std::string& key) const;
  Splice behind_heading(std::uint32_t heading, std::span<const DatedLine> lines) const;
  Splice beside(std::uint32_t neighbour, std::span<const DatedLine> lines) const;
  std::vector<Splice> between_braces(std::uint32_t neighbour, std::span<const DatedLine> lines) const;

  const EditSource& source_;
  std::string name_;
  const Node* node_;
  std::unordered_map<std::string, std::uint32_t> statements_;  ///< by key
  std::vector<Neighbour> neighbours_;                          ///< by day, then as in the file
  std::uint32_t first_ = no_statement;                         ///< of the neighbours in the file
  std::uint32_t braces_ = no_statement;                        ///< name = { }
};

// --- the proof -------------------------------------------------------------------------------------------------------

enum class EditKind { changed, added, removed, renamed, appended, dropped };

/// What an edit means to do. `value` belongs to `expected` and is unused by removed, renamed and dropped.
struct Intent {
  EditKind change = EditKind::changed;
  KeyPath path;
  const Document* expected = nullptr;
  const Node* value = nullptr;
  std::string new_key = {};
};

/// True where two nodes hold the same: kinds, payloads, children by key; the way it is written does not count.
bool same_content(const Document& a, const Node& left, const Document& b, const Node& right);

/// True when `after` is `before` with the intent done and nothing else.
bool proves(const Document& before, const Document& after, const Intent& intent);

/// The spliced text when it proves the intent; else an error that says that nothing was written.
Result<std::string> proven(const EditSource& source, std::vector<Splice> splices, const Intent& intent);

/// A table that was put in, and what stands below its heading.
struct AddedTable {
  const KeyPath* path = nullptr;
  const Document* lines = nullptr;
};

/// The text after the splices of one edit, proven: it is the source with these tables, and nothing else.
Result<std::string> proven_tables(const EditSource& source, std::vector<Splice> splices,
                                  const std::vector<AddedTable>& added);

/// What a table holds, by key; empty for null and for what is no table.
using ByKey = std::unordered_map<std::string_view, const Node*>;
ByKey children_by_key(const Document& document, const Node* table);

/// The table of a KPI's readings; null where there is none.
inline const Node* readings_of(const Document& document) { return document.find(document.root(), readings_table); }

/// True when all but the readings is the same.
bool is_same_definition(const Document& one, const Document& other);

}  // namespace okr::store
