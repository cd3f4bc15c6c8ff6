// SPDX-License-Identifier: MIT
// The typed words, split: options with their values, the command, its arguments. The one walk over a command line; the
// program, the parser behind it (app.cpp, which alone knows CLI11) and the completion of the shells ask it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "okr/base/result.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// The options that every command accepts, declared like those of a command.
void declare_globals(Syntax& syntax, session::Globals& globals);

/// After parsing: --json becomes the format, the width is checked. Usage errors for what excludes each other.
Status finish_globals(session::Globals& globals);

/// True when a word is an option by its looks: "-q", "--json", "--"; not "-", "-5" or "-.5".
bool looks_like_option(std::string_view word);

/// A word, and what it is by its place and its looks.
struct TypedWord {
  enum class Kind {
    option,     ///< "-q", "--json", "--by=team", "-Cgoals", "-qC"; one that does not exist too
    value,      ///< of the option in front of it, whatever it looks like
    separator,  ///< the first "--": no option stands behind it
    command,    ///< the first plain word, unless an unknown option in front of it makes that a guess
    argument    ///< any other plain word; "-", "-5", "-.5" and "-3d" are plain
  };
  Kind kind = Kind::argument;
  std::string_view text = {};                  ///< as typed
  const Parameter* option = nullptr;           ///< the last one that the word names, or that the value belongs to
  std::optional<std::string_view> value = {};  ///< "team" of --by=team, "goals" of -Cgoals, the text of a value
  std::string unknown = {};                    ///< "--laud", "-z": what an option word names and does not exist
  bool asks_for_help = false;                  ///< "-h", "--help", "-qh"
};

/// A command line with the options that may stand on it, and the fields they are stored into.
class TypedLine {
 public:
  /// The words after `okr`, which must outlive the line. Mistakes in them are for the parser to tell.
  TypedLine(CommandTable table, std::span<const std::string> words);
  TypedLine(const TypedLine&) = delete;
  TypedLine& operator=(const TypedLine&) = delete;

  /// What was typed, word for word.
  std::span<const TypedWord> words() const { return words_; }

  /// The word that stands where the command does, known or not; nothing when there is none.
  std::optional<std::string_view> command_word() const { return command_word_; }

  /// Null without a command, or where the table has none of that name.
  const Command* command() const { return command_; }

  /// The use of that command; null without one.
  Invocation* invocation() const { return invocation_.get(); }

  session::Globals& globals() { return globals_; }
  const session::Globals& globals() const { return globals_; }

  /// The options that may be typed: the command's own, and the global ones it does not replace.
  std::vector<const Parameter*> options() const;

 private:
  TypedWord next(std::string_view text);
  TypedWord long_option(std::string_view text) const;
  TypedWord letters(std::string_view text) const;
  TypedWord plain(std::string_view text);

  CommandTable table_;
  session::Globals globals_;
  Syntax global_syntax_;
  std::vector<TypedWord> words_;
  std::optional<std::string_view> command_word_;
  const Command* command_ = nullptr;
  std::unique_ptr<Invocation> invocation_;
  const Parameter* awaiting_ = nullptr;  ///< the option whose value comes next
  bool options_ended_ = false;
  bool is_lost_ = false;  ///< an unknown option stands where only global ones may: what follows could be its value
};

/// Stores every option and argument into its field; the last of a repeated option wins. Usage errors name the nearest
/// option. Without a command only global options are taken.
Status parse(const TypedLine& line);

}  // namespace okr::cli
