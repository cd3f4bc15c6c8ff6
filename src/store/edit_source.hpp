// SPDX-License-Identifier: MIT
// A text opened for editing: the document, where every statement stands, which path it defines, its lines and endings; and
// the pieces that edits are made of: splices, items between brackets or braces with their commas right, new lines that look
// like their neighbours, values that are checked alone before they go anywhere. Decides nothing about what to change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/result.hpp"
#include "okr/store/edit.hpp"
#include "store/scan.hpp"
#include "store/toml.hpp"

namespace okr::store {

/// The table of a KPI's readings.
inline constexpr std::string_view readings_table = "readings";

/// A number, or the numbers of a list; nothing where it is neither.
std::optional<std::vector<double>> amounts_in(const Document& document, const Node& node);

/// A value on one line, always written alike: a space behind every comma and inside braces, texts in double quotes.
std::string on_one_line(const Document& document, const Node& node);

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

/// The keys with their values between the braces whose statement is `container`.
ItemList items_in_braces(const EditSource& source, std::uint32_t container);

/// One more item at the end, laid out as the last one.
std::vector<Splice> with_item(const EditSource& source, const ItemList& list, const std::string& item);

/// More items, which become those from `place` on (from 0), laid out as their neighbours.
std::vector<Splice> with_items(const EditSource& source, const ItemList& list, std::size_t place,
                               const std::vector<std::string>& items);

/// The list without one of its items.
std::vector<Splice> without_item(const EditSource& source, const ItemList& list, std::size_t index);

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

/// One more block at the end of a list of [[headings]], laid out as the last one; the value is a table, whose keys become
/// its lines. Errors: data, when it is none.
Result<std::vector<Splice>> with_block(const EditSource& source, const KeyPath& path, const ReadValue& value);

/// Without the last block of such a list, and what stands below it.
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

/// The same splices with the file's line endings in what they insert.
std::vector<Splice> with_endings(const EditSource& source, std::vector<Splice> splices);

}  // namespace okr::store
