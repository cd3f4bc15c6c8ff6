// SPDX-License-Identifier: MIT
#include "cli/globals.hpp"

namespace okr::cli {

namespace {

constexpr EnumChoice<Format> formats[] = {
    {"table", Format::table, "for people (the default)"},
    {"tsv", Format::tsv, "tab separated, for shells"},
    {"csv", Format::csv, "for spreadsheets"},
    {"json", Format::json, "for programs"},
    {"md", Format::md, "Markdown"},
    {"html", Format::html, "one page, without scripts"},
};

constexpr EnumChoice<When> times[] = {
    {"auto", When::automatic, "on a terminal (the default)"},
    {"always", When::always, ""},
    {"never", When::never, ""},
};

void declare_places(Syntax& syntax, Globals& globals) {
  syntax.value(globals.directory, "directory", "DIR", "work as if started in DIR")
      .letter('C')
      .completes(Completes::folder);
  syntax
      .value(globals.cycle, "cycle", "ID",
             "look at this cycle instead of the current one; previous and next are cycles too")
      .completes(Completes::cycle);
  syntax.value(globals.as_of, "as-of", "DATE", "take DATE for today").completes(Completes::date);
  syntax.value(globals.output, "output", "FILE", "write the result to FILE, - for standard output")
      .letter('o')
      .completes(Completes::file);
}

void declare_manners(Syntax& syntax, Globals& globals) {
  syntax.flag(globals.quiet, "quiet", "no hints and no remarks").letter('q');
  syntax.flag(globals.dry_run, "dry-run", "show what would be written, write nothing").letter('n');
  syntax.flag(globals.no_input, "no-input", "never ask; what is missing is an error");
  syntax.flag(globals.no_pager, "no-pager", "print long reports straight to the terminal");
  syntax.flag(globals.help, "help", "show the help of a command").letter('h');
  syntax.flag(globals.version, "version", "show the version").letter('V');
}

void declare_looks(Syntax& syntax, Globals& globals) {
  syntax.choice(globals.format, "format", formats, "how the result is written");
  syntax.flag(globals.json, "json", "the same as --format json");
  syntax.choice(globals.color, "color", times, "when to colour");
  syntax.flag(globals.ascii, "ascii", "draw with ASCII characters only");
  syntax.flag(globals.utf8, "utf8", "draw with Unicode characters whatever the locale says");
  syntax.flag(globals.plain, "plain", "no bars, boxes or plots: one `key: value` block a record");
  syntax.value(globals.width, "width", "N", "columns of a line");
}

}  // namespace

void declare_globals(Syntax& syntax, Globals& globals) {
  declare_places(syntax, globals);
  declare_looks(syntax, globals);
  declare_manners(syntax, globals);
}

Status finish_globals(Globals& globals) {
  if (globals.json && globals.format.value_or(Format::json) != Format::json) {
    return failure(ErrorKind::usage, "--json and another --format exclude each other", "give one of them");
  }
  if (globals.json) globals.format = Format::json;
  if (globals.ascii && globals.utf8) {
    return failure(ErrorKind::usage, "--ascii and --utf8 exclude each other", "give one of them");
  }
  if (globals.width && (*globals.width < 20 || *globals.width > 10000)) {
    return failure(ErrorKind::usage, "--width must lie between 20 and 10000");
  }
  return {};
}

}  // namespace okr::cli
