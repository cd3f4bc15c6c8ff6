// SPDX-License-Identifier: MIT
// A command: what it is called, what it accepts, what it does. From one declaration come parsing, --help, okr(1) and
// completion; a long description stands in src/text/commands/. Commands live in src/cli/commands/, one file each; the
// list of them is commands().
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "okr/base/enum_words.hpp"
#include "okr/base/result.hpp"
#include "okr/base/try.hpp"
#include "session/context.hpp"
#include "session/history/looking_back.hpp"

namespace okr::cli {

// --- what a command accepts ------------------------------------------------------------------------------------------

// How a command says what it accepts: options and arguments bound to the fields of its options struct.
// It only records and stores; who splits the command line (app.cpp) is not known here.

/// What the shell offers for a value.
enum class Completes {
  nothing,
  file,
  folder,
  cycle,
  open_cycle,    ///< one that is not closed
  closed_cycle,  ///< one that is
  closing,       ///< open_cycle; behind --undo closed_cycle
  objective,     ///< objectives and key results: ship, ship.users
  kpi,
  recorded_kpi,  ///< one whose readings people record
  value,         ///< key results that a check-in gives a value of
  judged,        ///< key results that a check-in can speak of
  any_id,
  record,    ///< any_id without cycles
  editable,  ///< any_id and files
  pulled,    ///< what a command of the person's own prints
  map,       ///< an own map of sheets, or a file
  imported,  ///< a file; behind --show-map an own map
  person,
  team,
  tag,
  revision,   ///< what git knows: a commit, also behind two dots
  field,      ///< ship.users.target
  new_id,     ///< ship., in front of a new key result
  new_field,  ///< target, of the record that is added
  example,    ///< a workspace of `okr init --example`
  date,
  command,     ///< commands and help topics
  rules,       ///< codes of rules and their severities, with commas between them
  explained,   ///< codes of rules, and what else okr explain knows
  json_report  ///< commands that print a report with --json
};

/// A word that a parameter accepts; the help is shown by the shells and may be empty.
struct Choice {
  std::string_view word;
  std::string_view help = {};
};

/// A word and the enumerator it stands for.
template <class Enum>
struct EnumChoice {
  std::string_view word;
  Enum value;
  std::string_view help = {};
};

/// The words of an enum, in its order.
template <class Enum>
std::vector<Choice> choices_of() {
  std::vector<Choice> choices;
  for (const std::string_view word : words_of<Enum>()) choices.push_back({word});
  return choices;
}

/// One option (`name` set) or one argument (`name` empty); everything that help, manual and completion print.
struct ParameterDoc {
  std::string_view name;     ///< "fail-under", without hyphens; empty for an argument
  char letter = '\0';        ///< 'n' for -n; none when 0
  std::string_view metavar;  ///< "DATE"; empty for a flag, or for choices, which then stand for themselves
  std::string_view help;     ///< one sentence, lower case, no final period
  std::vector<Choice> choices;
  Completes completes = Completes::nothing;
  bool flag = false;                             ///< takes no value
  bool required = false;                         ///< arguments only
  bool repeats = false;                          ///< may be given more than once
  bool last_counts = false;                      ///< said again it takes the place of the first, as behind an alias
  bool assigns = false;                          ///< words of the form ID=VALUE: the shell offers `ID=`
  bool replaces_global = false;                  ///< stands for the global option of the same name
  std::vector<std::string_view> goes_with = {};  ///< the first arguments beside which it is taken; all when empty
};

/// A parameter and the field behind it. The setters return the parameter, for chains.
class Parameter {
 public:
  using Store = std::function<Status(std::string_view)>;
  Parameter(ParameterDoc doc, Store store) : doc_(std::move(doc)), store_(std::move(store)) {}

  Parameter& letter(char letter) { return doc_.letter = letter, *this; }
  Parameter& completes(Completes kind) { return doc_.completes = kind, *this; }
  Parameter& one_of(std::vector<Choice> choices) { return doc_.choices = std::move(choices), *this; }
  Parameter& required() { return doc_.required = true, *this; }  ///< for repeated arguments: at least one
  Parameter& repeated() { return doc_.repeats = true, *this; }
  Parameter& last_counts() { return doc_.last_counts = true, *this; }
  Parameter& assigns() { return doc_.assigns = true, *this; }
  Parameter& replaces_global() { return doc_.replaces_global = true, *this; }
  Parameter& goes_with(std::vector<std::string_view> words) { return doc_.goes_with = std::move(words), *this; }

  const ParameterDoc& doc() const { return doc_; }

  /// How messages call it: "--by", or "CYCLE" for an argument.
  std::string label() const;

  /// "team|owner" for choices without a metavar, else the metavar; empty for a flag.
  std::string value_name() const;

  /// "team|owner"; empty without choices.
  std::string choice_words(std::string_view separator = "|") const;

  /// Checks the choices and puts the value into the field. Errors are usage errors with the nearest choice.
  Status store(std::string_view text) const;

 private:
  ParameterDoc doc_;
  Store store_;
};

/// Text into a field; usage errors say what was expected ("not a whole number").
Status assign(std::string_view text, std::string& field);
Status assign(std::string_view text, int& field);
Status assign(std::string_view text, double& field);
Status assign(std::string_view text, std::vector<std::string>& field);  ///< appends

template <class T>
Status assign(std::string_view text, std::optional<T>& field) {
  T value{};
  Status status = assign(text, value);
  if (status) field = std::move(value);
  return status;
}

/// What one command accepts. The fields must outlive it. References returned stay valid.
class Syntax {
 public:
  Parameter& flag(bool& field, std::string_view name, std::string_view help);

  /// An option with a value. A vector field makes it repeatable (each time one value).
  template <class T>
  Parameter& value(T& field, std::string_view name, std::string_view metavar, std::string_view help);

  /// An option with one of several words, each standing for an enumerator; the field may be an optional.
  template <class Field, class Enum, std::size_t N>
  Parameter& choice(Field& field, std::string_view name, const EnumChoice<Enum> (&choices)[N], std::string_view help);

  /// An option with one of the words of an enum.
  template <class Enum>
  Parameter& choice(std::optional<Enum>& field, std::string_view name, std::string_view help);

  /// A word without hyphens: a std::string field makes it required, an optional one optional, a vector takes all
  /// words that are left (none is fine unless .required()). Order of declaration is order on the line.
  Parameter& argument(std::string& field, std::string_view metavar, std::string_view help);
  Parameter& argument(std::optional<std::string>& field, std::string_view metavar, std::string_view help);
  Parameter& argument(std::vector<std::string>& field, std::string_view metavar, std::string_view help);

  const std::deque<Parameter>& options() const { return options_; }
  const std::deque<Parameter>& arguments() const { return arguments_; }

  /// The option called `name` ("by") or by its letter; null when there is none.
  const Parameter* option(std::string_view name) const;
  const Parameter* option(char letter) const;

 private:
  Parameter& add(ParameterDoc doc, Parameter::Store store);

  std::deque<Parameter> options_;
  std::deque<Parameter> arguments_;
};

template <class T>
Parameter& Syntax::value(T& field, std::string_view name, std::string_view metavar, std::string_view help) {
  ParameterDoc doc;
  doc.name = name;
  doc.metavar = metavar;
  doc.help = help;
  doc.repeats = std::is_same_v<T, std::vector<std::string>>;
  return add(std::move(doc), [&field](std::string_view text) { return assign(text, field); });
}

template <class Field, class Enum, std::size_t N>
Parameter& Syntax::choice(Field& field, std::string_view name, const EnumChoice<Enum> (&choices)[N],
                          std::string_view help) {
  ParameterDoc doc;
  doc.name = name;
  doc.help = help;
  std::vector<std::pair<std::string, Enum>> values;
  for (const EnumChoice<Enum>& choice : choices) {
    doc.choices.push_back({choice.word, choice.help});
    values.emplace_back(choice.word, choice.value);
  }
  return add(std::move(doc), [&field, values = std::move(values)](std::string_view text) -> Status {
    for (const auto& [word, value] : values) {
      if (word == text) field = value;
    }
    return {};
  });
}

template <class Enum>
Parameter& Syntax::choice(std::optional<Enum>& field, std::string_view name, std::string_view help) {
  ParameterDoc doc;
  doc.name = name;
  doc.help = help;
  doc.choices = choices_of<Enum>();
  return add(std::move(doc), [&field](std::string_view text) -> Status {
    field = parse_word<Enum>(text);
    return {};
  });
}

// --- the table of commands -------------------------------------------------------------------------------------------

/// The part of the help that a command stands in; plumbing is for programs and stays out of the first page.
enum class Group { look, write, tidy, more, plumbing };

/// What --format and --json may ask of a command.
enum class Formats {
  none,  ///< it is no report: both are refused
  json,  ///< it writes: words, or with --json what it wrote
  all    ///< a report
};

/// A command line and what it does: {"okr status --due", "only what is due; exit 1 if something is"}.
struct Example {
  std::string_view line;
  std::string_view what;
};

/// One use of a command: its options, filled by the parser, and the work.
class Invocation {
 public:
  Invocation() = default;
  Invocation(const Invocation&) = delete;
  Invocation& operator=(const Invocation&) = delete;
  virtual ~Invocation() = default;

  const Syntax& syntax() const { return syntax_; }

  /// Does the work; the value is the exit code (0, or 1 for "the answer is no", or 3 for a report with something
  /// broken), an error becomes a message and its kind's exit code.
  virtual Result<int> run(session::Context& context) = 0;

 protected:
  Syntax syntax_;
};

struct Command {
  std::string_view name = {};
  std::string_view alias = {};  ///< "st"; may be empty
  Group group = Group::more;
  Formats formats = Formats::none;
  std::string_view summary = {};  ///< under 60 characters, lower case, no final period
  std::span<const Example> examples = {};
  bool takes_folders = false;    ///< each -C counts, not the last one alone
  bool stays_quiet = false;      ///< a folder that is gone or a day that is none is no error: it says nothing
  std::string_view exit_1 = {};  ///< "with --due, when something is due"; empty when it never ends with 1
  std::unique_ptr<Invocation> (*prepare)() = nullptr;  ///< prepared<Options, declare, run>
};

using CommandTable = std::span<const Command* const>;

/// All commands, in the order of the help.
CommandTable commands();

/// The command of that name or alias; null when there is none.
const Command* find_command(CommandTable table, std::string_view name);

/// Commands whose name begins with "__" serve the shells and the build; no list shows them.
inline bool is_hidden(const Command& command) { return command.name.substr(0, 2) == "__"; }

template <class Options, auto declare, auto run_it>
class InvocationOf : public Invocation {
 public:
  InvocationOf() { declare(syntax_, options_); }
  Result<int> run(session::Context& context) override { return run_it(context, std::as_const(options_)); }

 private:
  Options options_;
};

/// For Command::prepare. `declare` is `void(Syntax&, Options&)`, `run_it` is `int` or `Result<int>(Context&, const
/// Options&)`.
template <class Options, auto declare, auto run_it>
std::unique_ptr<Invocation> prepared() {
  return std::make_unique<InvocationOf<Options, declare, run_it>>();
}

/// A report that can show the workspace as it stood at a commit: with --at.
template <class Options, auto declare, auto run_it>
class InvocationAt final : public InvocationOf<Options, declare, run_it> {
  using Base = InvocationOf<Options, declare, run_it>;

 public:
  InvocationAt() {
    this->syntax_.value(at_, "at", "REV", "as it stood at a commit, a tag, HEAD~7 or @{2026-08-01}, on that day")
        .completes(Completes::revision);
  }
  Result<int> run(session::Context& context) override {
    if (at_) TRY(session::look_back(context, *at_));
    return Base::run(context);
  }

 private:
  std::optional<std::string> at_;
};

template <class Options, auto declare, auto run_it>
std::unique_ptr<Invocation> prepared_with_at() {
  return std::make_unique<InvocationAt<Options, declare, run_it>>();
}

}  // namespace okr::cli
