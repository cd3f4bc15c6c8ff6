// SPDX-License-Identifier: MIT
// okr close: the final numbers of a cycle, written once; what is unfinished carried to the next one; and the way back.
#include <optional>
#include <string>

#include <fmt/core.h>

#include "actions/cycle/closing.hpp"
#include "cli/commands/table.hpp"
#include "cli/shared.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct CloseOptions {
  std::optional<std::string> cycle;
  actions::ClosingRequest request;
  bool undo = false;
};

void declare_close(Syntax& syntax, CloseOptions& options) {
  syntax.argument(options.cycle, "CYCLE", "the cycle that is over; --cycle says it, too").completes(Completes::closing);
  syntax
      .value(options.request.carry_to, "carry-to", "CYCLE",
             "carry what is unfinished to that one, which is made as needed")
      .completes(Completes::open_cycle);
  syntax.value(options.request.note, "note", "TEXT", "a word on the cycle, kept with its numbers");
  syntax.flag(options.request.early, "early", "also before its last day is over");
  syntax.flag(options.undo, "undo", "take the numbers out again: the cycle is open as it was");
  git_commit_flag(syntax, options.request.git_commit);
}

Status check_close(const CloseOptions& options) {
  if (options.undo && (options.request.note || options.request.carry_to || options.request.early))
    return usage_failure("--undo goes alone", "it takes out what closing wrote, and writes nothing else");
  if (!options.request.note) return {};
  if (trim(*options.request.note).empty()) return usage_failure("--note is empty");
  if (has_control_character(*options.request.note) || !is_valid_utf8(*options.request.note))
    return usage_failure("--note holds a control character or is not UTF-8");
  return {};
}

/// No cycle is closed without its name.
Result<std::string> cycle_to_close(const Context& context, const CloseOptions& options) {
  const auto& other = context.globals().cycle;
  if (options.cycle && other && *options.cycle != *other)
    return usage_failure(
        fmt::format("{} and --cycle {} are two cycles", safe_for_terminal(*options.cycle), safe_for_terminal(*other)),
        "name one of them");
  if (options.cycle) return *options.cycle;
  if (other) return *other;
  return usage_failure("close needs CYCLE", "okr close --help shows examples");
}

Result<int> run_close(Context& context, const CloseOptions& options) {
  TRY(check_close(options));
  actions::ClosingRequest request = options.request;
  TRY_ASSIGN(request.cycle, cycle_to_close(context, options));
  return options.undo ? actions::open_again(context, request) : actions::close_cycle(context, request);
}

constexpr Example close_examples[] = {
    {"okr close 2026-Q3", "the final numbers, once the last check-in is in"},
    {"okr close 2026-Q3 --carry-to 2026-Q4", "and what is unfinished, in the next quarter"},
    {"okr close previous --carry-to next", "the same on any first of a quarter, tried again as often as needed"},
    {"okr close 2026-Q3 --early --note 'All of it shipped.'", "before its last day"},
    {"okr close 2026-Q3 -n", "shows what would be written"},
    {"okr close 2026-Q3 --undo", "takes the numbers out again"},
};

}  // namespace

constinit const Command close_command{
    .name = "close",
    .group = Group::write,
    .formats = Formats::json,
    .summary = "write a cycle's final scores; carry on what is left",
    .examples = close_examples,
    .prepare = prepared<CloseOptions, declare_close, run_close>,
};

}  // namespace okr::cli
