// SPDX-License-Identifier: MIT
// Changes to a hand-made TOML file that leave every other byte alone: text in, text out, no disk.
// Each function finds its place by the parser's positions, splices, reads the result again and compares: only what was
// meant may differ, or there is an error and no text. Line endings, indentation, alignment, comments, a byte order mark
// and a missing last newline stay as they are; an inverse (named below) restores the bytes, but for line feeds of a
// value that were the only ones in a file of CRLF.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/date.hpp"
#include "okr/base/result.hpp"

namespace okr::store {

/// Decoded keys from the top of the file: {"ship", "users", "target"}. Lists are not entered.
using KeyPath = std::vector<std::string>;

/// Errors are of kind data when the file cannot be read, lacks what is named, or cannot hold the change; usage when a
/// value is no TOML; internal when the proof fails. Values are TOML (toml_text.hpp).

/// Another value in the place of one that is there, comment and alignment kept. Inverse: the old value's text.
Result<std::string> set_value(std::string_view text, const KeyPath& path, std::string_view value);

/// A new key in an existing table ({} is the top): a line behind the table's last key, aligned as its siblings; inside
/// the braces of an inline table; a dotted key where the table is made of dotted keys; below a new heading where only
/// sub-headings name the table. Inverse: remove_key (the new heading of the last case stays).
Result<std::string> add_key(std::string_view text, const KeyPath& table, std::string_view key, std::string_view value);

/// A new key in a table of the top whose keys are days and periods: behind the last key that begins no later, as
/// add_key writes it.
Result<std::string> add_dated_key(std::string_view text, std::string_view table, std::string_view key,
                                  std::string_view value, FiscalYear fiscal_year = {});

/// A new key in a table that is not there yet, by its dotted name, behind the last key above all headings.
Result<std::string> add_dotted_key(std::string_view text, const KeyPath& path, std::string_view value);

/// set_value where the path is there, else add_key.
Result<std::string> put_value(std::string_view text, const KeyPath& path, std::string_view value);

/// Takes a key with its value away: the whole line with its comment, or the item and its comma between braces; all
/// blocks where it is a table or a list of headings (of a list with the comments on them), all lines of one made of
/// dotted keys.
Result<std::string> remove_key(std::string_view text, const KeyPath& path);

/// The comments of a text that it has no more after an edit.
std::vector<std::string> comments_gone(std::string_view before, std::string_view after);

/// A text from which keys or tables were taken away, with the comments that went along: a line each, where they stood.
std::string with_comments_kept(std::string_view before, std::string after);

/// Another name for a key or a table, in every heading and dotted key that names it; quotes stay where they were.
/// Inverse: the rename back.
Result<std::string> rename_key(std::string_view text, const KeyPath& path, std::string_view new_key);

/// A new heading with its lines (TOML, may be empty) behind the last table of the same parent, or at the end of the
/// file; one empty line in front. Between the braces of the parent where that is an inline table. Inverse:
/// remove_table; of the last case remove_key.
Result<std::string> add_table(std::string_view text, const KeyPath& path, std::string_view lines);

/// A heading that is to be added, with its lines.
struct NewTable {
  KeyPath path;
  std::string lines;  ///< TOML, may be empty
};

/// Many new tables, each as add_table writes it, one after the other, with one splice and one proof.
Result<std::string> add_tables(std::string_view text, std::span<const NewTable> tables);

/// Takes a heading away, its sub-headings and their keys, each with one empty line in front of it.
Result<std::string> remove_table(std::string_view text, const KeyPath& path);

/// One reading of a KPI: the value and, unless it is empty, the note of a date or a period.
struct ReadingEdit {
  std::string key;  ///< "2026-08-17", "2026-W33"
  double value = 0;
  std::string note = {};
  std::vector<double> more = {};  ///< further amounts of the same day: they make a list
  bool adds = false;              ///< behind the amounts that stand there, which stay as they are written
  bool final = false;             ///< of a new one: its period is complete though it has not ended
};

/// Readings in [readings], which is made when it is not there; all with one splice and one proof. A key that is there
/// gets the value (and the note) in its place, or one amount more; a new one goes behind the last earlier one, aligned
/// as its neighbours. Usage errors: a key that is no date and no period, one that is given twice. The inverse of a new
/// one: remove_key; of an amount more: set_value with the old value's text.
Result<std::string> put_readings(std::string_view text, std::span<const ReadingEdit> readings,
                                 FiscalYear fiscal_year = {});

/// One more element at the end of a list, in the list's own layout: a block of its own where it is made of
/// [[headings]]. Inverse: drop_last_of_array.
Result<std::string> append_to_array(std::string_view text, const KeyPath& path, std::string_view value);

/// The list without its last element.
Result<std::string> drop_last_of_array(std::string_view text, const KeyPath& path);

/// Other elements (TOML) for a list that is there: what stays, in whatever spelling, keeps its line and its comment;
/// what is new goes in at its place, laid out as its neighbours. A table with the id, title or name of one that is there
/// (without any: in its place) is that one, of which only the keys change that say something else. A text stands for the
/// table that bears it as its title, and leaves that as it is. A list of [[headings]] stays one where all can be a table;
/// else the tables go between brackets.
Result<std::string> set_list(std::string_view text, const KeyPath& path, std::string_view list);

/// The key whose name or value begins there, counted as places are (from 1, columns in characters); nothing where none
/// does, inside lists, and in a text that is no TOML.
std::optional<KeyPath> path_at(std::string_view text, std::uint32_t line, std::uint32_t column);

/// The text of a value as it stands in the file, for a preview or for setting it back.
Result<std::string> value_text(std::string_view text, const KeyPath& path);

/// The texts of many values of one text, which is read once.
class ValueTexts {
 public:
  /// Reads a text; it need not outlive the result. Error (kind data): it is no TOML.
  static Result<ValueTexts> read(std::string_view text);

  /// The text of a value as it stands in the file, as value_text gives it. Error (kind data): there is none.
  Result<std::string> of(const KeyPath& path) const;

  /// The same; on one line what is made of headings or of dotted keys, too.
  Result<std::string> in_any_form(const KeyPath& path) const;

  /// The keys of a table in the order of the text, those of tables below it too; none where it is no table.
  std::vector<std::string> keys(const KeyPath& table) const;

  /// A value, or a table and all below it, as on_one_line writes it.
  Result<std::string> on_one_line(const KeyPath& path) const;

 private:
  struct Inside;
  std::shared_ptr<const Inside> inside_;
};

/// A value on one line, without comments, texts in double quotes. Errors: usage, when it is none.
Result<std::string> on_one_line(std::string_view value);

/// True when two values say the same, each in its own spelling: 0xA and 10, 'u' and "u"; false where one is none.
bool same_value(std::string_view a, std::string_view b);

/// True when something stands there, in whatever form: a value, headings, dotted keys.
bool is_there(std::string_view text, const KeyPath& path);

/// A text whose keys and values are found by their places, and edited there, inside lists too; all with one proof.
class PlacedText {
 public:
  /// Errors: of kind data when it is no TOML.
  static Result<PlacedText> open(std::string_view text);

  PlacedText(PlacedText&&) noexcept;
  PlacedText& operator=(PlacedText&&) noexcept;
  ~PlacedText();

  /// As the function of that name gives it, of the text as it was opened, as are all places.
  std::optional<KeyPath> path_at(std::uint32_t line, std::uint32_t column) const;

  /// Another value (TOML) for what begins there, or for the `value` in it. False where nothing does, where it stands in
  /// several places, as a table of headings does, and where an edit was asked for already.
  bool set_value_at(std::uint32_t line, std::uint32_t column, std::string_view value);

  /// Another name for the key that begins there. False as above, and where that name is taken.
  bool rename_key_at(std::uint32_t line, std::uint32_t column, std::string_view new_key);

  /// The text with all of them. Errors: of kind data or internal when it would say something else too.
  Result<std::string> whole() const;

 private:
  struct Inside;
  explicit PlacedText(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

// --- many edits ------------------------------------------------------------------------------------------------------

// Many edits of one hand-made TOML file: each is made on the lines of the heading that it is about, so that a hundred
// of them do not read the file a hundred times. What comes out is what the same edits of the whole text would give, and
// is proven once more as a whole.

/// A text under many edits, of which each works on a part.
class EditedText {
 public:
  /// Errors: of kind data when it is no TOML.
  static Result<EditedText> open(std::string text);

  EditedText(EditedText&&) noexcept;
  EditedText& operator=(EditedText&&) noexcept;
  ~EditedText();

  /// The text in which one key may be read, set, added or removed: the heading that it stands below with its lines,
  /// where nothing else in the file writes that key, else all of it. To be changed by the functions of edit.hpp; good
  /// until the next call.
  std::string& around(const KeyPath& key);

  /// The whole text after the edits. Errors: of kind data or internal when it is not what the edits meant.
  Result<std::string> whole();

 private:
  struct Inside;
  explicit EditedText(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace okr::store
