// SPDX-License-Identifier: MIT
// A command: what it is called, what it accepts, what it does. From one declaration come parsing, --help, okr(1) and
// completion; a long description stands in src/text/commands/. Commands live in src/cli/commands/, one file each; the list of them is commands().
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "cli/syntax.hpp"
#include "okr/base/try.hpp"
#include "session/context.hpp"
#include "session/looking_back.hpp"

namespace okr::cli {

/// Where a command stands in the help; plumbing is for programs and stays out of the first page.
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
  virtual Result<int> run(Context& context) = 0;

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
  Result<int> run(Context& context) override { return run_it(context, std::as_const(options_)); }

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
    this->syntax_.value(at_, "at", "REV", "as it stood at a commit, a tag, HEAD~7 or @{2026-08-01}, on that day");
  }
  Result<int> run(Context& context) override {
    if (at_) TRY(look_back(context, *at_));
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
