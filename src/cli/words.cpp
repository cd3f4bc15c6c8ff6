// SPDX-License-Identifier: MIT
#include "cli/words.hpp"

#include <algorithm>
#include <utility>

namespace okr::cli {
using namespace session;

using WordKind = TypedWord::Kind;

bool looks_like_option(std::string_view word) {
  if (word.size() < 2 || word.front() != '-') return false;
  const char next = word[1];
  return next != '.' && (next < '0' || next > '9');
}

TypedLine::TypedLine(CommandTable table, std::span<const std::string> words) : table_(table) {
  declare_globals(global_syntax_, globals_);
  words_.reserve(words.size());
  for (const std::string& word : words) words_.push_back(next(word));
}

std::vector<const Parameter*> TypedLine::options() const {
  std::vector<const Parameter*> options;
  const Syntax none;
  const Syntax& own = invocation_ != nullptr ? invocation_->syntax() : none;
  for (const Parameter& option : own.options()) options.push_back(&option);
  for (const Parameter& option : global_syntax_.options()) {
    if (own.option(option.doc().name) == nullptr) options.push_back(&option);
  }
  return options;
}

TypedWord TypedLine::next(std::string_view text) {
  if (awaiting_ != nullptr) return {WordKind::value, text, std::exchange(awaiting_, nullptr), text};
  if (options_ended_ || !looks_like_option(text)) return plain(text);
  if (text == "--") {
    options_ended_ = true;
    return {WordKind::separator, text};
  }
  TypedWord word = text.starts_with("--") ? long_option(text) : letters(text);
  if (!word.unknown.empty() && !command_word_) is_lost_ = true;
  if (word.option != nullptr && !word.option->doc().flag && !word.value) awaiting_ = word.option;
  return word;
}

TypedWord TypedLine::long_option(std::string_view text) const {
  TypedWord word{WordKind::option, text};
  const std::size_t equals = text.find('=');
  if (equals != std::string_view::npos) word.value = text.substr(equals + 1);
  const std::string_view label = text.substr(0, equals);
  for (const Parameter* option : options()) {
    if (option->doc().name == label.substr(2)) word.option = option;
  }
  if (word.option == nullptr) word.unknown = label;
  word.asks_for_help = label == "--help";
  return word;
}

/// "-qCgoals": flags, and at most one option with a value, which takes what is left of the word.
TypedWord TypedLine::letters(std::string_view text) const {
  TypedWord word{WordKind::option, text};
  const std::vector<const Parameter*> known = options();
  for (std::size_t at = 1; at < text.size(); ++at) {
    const auto found =
        std::ranges::find_if(known, [&](const Parameter* option) { return option->doc().letter == text[at]; });
    word.option = found != known.end() ? *found : nullptr;
    if (word.option != nullptr && word.option->doc().name == "help") word.asks_for_help = true;
    if (word.option == nullptr) word.unknown = "-" + std::string(text.substr(at));
    if (word.option == nullptr || !word.option->doc().flag) {
      if (at + 1 < text.size()) word.value = text.substr(at + 1);
      return word;
    }
  }
  return word;
}

TypedWord TypedLine::plain(std::string_view text) {
  if (command_word_ || is_lost_) return {WordKind::argument, text};
  command_word_ = text;
  command_ = find_command(table_, text);
  if (command_ != nullptr) invocation_ = command_->prepare();
  return {WordKind::command, text};
}

// --- the global options ----------------------------------------------------------------------------------------------

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
  syntax
      .value(globals.directories, "directory", "DIR",
             "work as if started in DIR, FILE of -o too; several, for export tables alone: FILE is then from here")
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
  syntax.flag(globals.quiet, "quiet", "no hints, no remarks, and no table unless --format or -o asks for it")
      .letter('q');
  syntax.flag(globals.dry_run, "dry-run", "show what would be written, write nothing").letter('n');
  syntax.flag(globals.no_input, "no-input", "never ask; what is missing is an error");
  syntax.flag(globals.no_pager, "no-pager", "print long reports straight to the terminal");
  syntax.flag(globals.help, "help", "show the help of a command").letter('h');
  syntax.flag(globals.version, "version", "show the version").letter('V');
  syntax.flag(globals.licenses, "licenses", "with --version: the licences of the libraries that the program holds");
}

void declare_looks(Syntax& syntax, Globals& globals) {
  syntax.choice(globals.format, "format", formats, "how the result is written").last_counts();
  syntax.flag(globals.json, "json", "the same as --format json");
  syntax.choice(globals.color, "color", times, "when to colour").last_counts();
  syntax.flag(globals.ascii, "ascii", "draw with ASCII characters only");
  syntax.flag(globals.utf8, "utf8", "draw with Unicode characters whatever the locale says");
  syntax.flag(globals.plain, "plain", "no bars, boxes or plots: one `key: value` block a record");
  syntax.value(globals.width, "width", "N", "columns of a line").last_counts();
}

}  // namespace

void declare_globals(Syntax& syntax, Globals& globals) {
  declare_places(syntax, globals);
  declare_looks(syntax, globals);
  declare_manners(syntax, globals);
}

Status finish_globals(Globals& globals) {
  if (globals.json && globals.format.value_or(Format::json) != Format::json) {
    return usage_failure("--json and another --format exclude each other", "give one of them");
  }
  if (globals.json) globals.format = Format::json;
  if (globals.ascii && globals.utf8) {
    return usage_failure("--ascii and --utf8 exclude each other", "give one of them");
  }
  if (globals.width && (*globals.width < 20 || *globals.width > 10000)) {
    return usage_failure("--width must lie between 20 and 10000");
  }
  return {};
}

}  // namespace okr::cli
