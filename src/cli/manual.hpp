// SPDX-License-Identifier: MIT
// The pages in man/, made from declarations; they are the output of this (target `manual`).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "okr/base/result.hpp"

namespace okr::cli {

/// okr(1), from the declarations of the commands.
std::string manual_page(CommandTable table);

/// okr(5), from the prose of man/okr.5.in. In it `@version@` and `@date@` are filled in, a line `@fields NAME@` becomes the keys of that record
/// (a name of RecordInfo), `@codes@` the codes of all rules. Data errors: a record that is not declared, or one that the
/// page leaves out.
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

/// The same as one argument of a macro line: quoted when it holds a space or would be taken for a macro.
std::string mdoc_argument(std::string_view text);

}  // namespace okr::cli
