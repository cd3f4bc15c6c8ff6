// SPDX-License-Identifier: MIT
// The pages of help, made from the commands' declarations.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

// --- texts of commands and topics ------------------------------------------------------------------------------------

// What people read beside the declarations: the texts of commands and topics, exit codes, environment and files.

/// A text for people, from a file of src/text/.
struct Prose {
  std::string text;  ///< a paragraph a line, empty lines between; lines that begin with a space stay as they are
  std::string_view placeholder;  ///< "keys" for a last line "@keys@": what is made from declarations and comes there
};

/// The file of that name, such as "help/dates.txt", with the lines of each paragraph joined.
Prose prose(std::string_view name);

/// The long description of a command, for help and manual.
std::string description(const Command& command);

/// A topic of `okr help`; its text is help/NAME.txt.
struct Topic {
  std::string_view name;
  std::string_view summary;  ///< under 50 characters

  Prose prose() const;
};

std::span<const Topic> topics();

/// The topic of that name; null when there is none.
const Topic* find_topic(std::string_view name);

/// A name and what it stands for: an exit code, a variable, a file.
struct GlossaryEntry {
  std::string_view name;
  std::string_view text;
};

std::span<const GlossaryEntry> exit_codes();
std::span<const GlossaryEntry> environment_variables();
std::span<const GlossaryEntry> files();

// --- help ------------------------------------------------------------------------------------------------------------

struct HelpStyle {
  std::size_t width = 80;
  bool color = false;  ///< bold headings
};

/// A page of help, laid out: headings, paragraphs and two columns.
class Page {
 public:
  explicit Page(HelpStyle style) : style_(style) {}

  /// A heading, an empty line before it unless it is the first.
  void heading(std::string_view text);

  /// Text wrapped to the width. Empty lines part paragraphs; lines that begin with a space stay as they are.
  void text(std::string_view text, std::size_t indent = 0);

  /// `left` and, from `column` on, `right` wrapped; a left part that is too long gets a line of its own.
  void row(std::string_view left, std::string_view right, std::size_t column);

  /// An empty line, never two in a row.
  void gap();

  const std::string& done() const { return text_; }

 private:
  void paragraph(std::string_view text, std::size_t indent);

  HelpStyle style_;
  std::string text_;
};

/// Twelve lines for somebody who typed `okr` outside a workspace.
std::string first_steps();

/// `okr --help`: what people do each week first.
std::string front_page(CommandTable table, const HelpStyle& style);

/// `okr help`: the front page, then the global options, every other command and the topics.
std::string full_page(CommandTable table, const HelpStyle& style);

/// `okr COMMAND --help`: examples, usage, arguments, options, when it ends with 1.
std::string command_page(const Command& command, const HelpStyle& style);

/// `okr --version`.
std::string version_page();

/// The libraries that the program holds, with their licences.
std::string licenses_page();

/// "okr status [OPTIONS] [ID...]".
std::string usage_line(const Command& command, const Syntax& syntax);

// --- the pages in man/, made from declarations; they are the output of this (target `manual`) ------------------------

/// okr(1), from the declarations of the commands.
std::string manual_page(CommandTable table);

/// okr(5), from the prose of man/okr.5.in. In it `@version@` and `@date@` are filled in, a line `@fields NAME@` becomes
/// the keys of that record (a name of RecordInfo), `@codes@` the codes of all rules. Data errors: a record that is not
/// declared, or one that the page leaves out.
Result<std::string> files_manual_page(std::string_view prose);

// --- mdoc, the macros of the pages -----------------------------------------------------------------------------------

/// How wide the left part of a list is, and whether there is an empty line between its items.
struct ListStyle {
  std::string_view width = "Ds";
  bool compact = false;
};

class Mdoc {
 public:
  Mdoc() = default;  ///< a part of a page, without a head

  /// Opens the page: `.Dd` (as "November 22, 2026"), `.Dt`, `.Os`, then the NAME section.
  struct Title {
    std::string_view name;     ///< "okr"
    std::string_view section;  ///< "1"
    std::string_view date;
    std::string_view os;  ///< "okr 0.1.0": the footer
    std::string_view about;
  };
  explicit Mdoc(const Title& title);

  Mdoc& section(std::string_view heading);
  Mdoc& subsection(std::string_view heading);

  /// Text in paragraphs, parted by empty lines; lines that begin with a space become a display.
  Mdoc& text(std::string_view text);
  Mdoc& paragraph_break();

  /// A line that is mdoc already, without its point: "Op Ar options".
  Mdoc& macros(std::string_view line_of_macros);

  /// A tagged list; between begin and end come items, each followed by text.
  Mdoc& begin_list(const ListStyle& style = {});
  Mdoc& item(std::string_view plain_tag);
  /// An item whose tag is mdoc already: "Fl o , Fl Fl output Ar FILE".
  Mdoc& item_of_macros(std::string_view macros);
  Mdoc& end_list();

  /// Lines in the typewriter face, indented, never filled.
  Mdoc& display(std::string_view lines);

  /// `.Xr okr 5 ,`
  Mdoc& reference(std::string_view name, std::string_view section, bool last);

  const std::string& done() const { return text_; }

 private:
  void line(std::string_view written);

  /// Lists and displays bring their own space.
  void drop_paragraph_break();

  std::string text_;
  bool after_heading_ = false;
};

/// Text that mdoc prints as it is, in a text line: backslashes, and a point or quote at the start.
std::string mdoc_text(std::string_view text);

/// The text as one argument of a macro line: quoted when it holds a space or would be taken for a macro.
std::string mdoc_argument(std::string_view text);

}  // namespace okr::cli
