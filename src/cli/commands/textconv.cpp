// SPDX-License-Identifier: MIT
// okr textconv: a file as git shows its differences, a line a fact. What is no TOML comes line by line as it is, but
// for what a terminal would obey.
#include <string>

#include "cli/commands/table.hpp"
#include "okr/base/text.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"
#include "okr/store/facts.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct TextconvOptions {
  std::string file;
};

void declare_textconv(Syntax& syntax, TextconvOptions& options) {
  syntax.argument(options.file, "FILE", "a TOML file").completes(Completes::file);
}

Result<int> run_textconv(Context& context, const TextconvOptions& options) {
  TRY_ASSIGN(const auto text, store::read_file(context.path(options.file)));
  context.set_notation(Notation::data);  // git reads it, no runner
  const auto facts = store::facts_of(text);
  context.print(facts ? with_controls_escaped(*facts) : safe_for_terminal(text, true));
  return 0;
}

constexpr Example textconv_examples[] = {
    {"okr textconv kpi/sleep.toml", "readings.2026-08-17 = 6.1"},
    {"okr textconv 2026-Q3/cycle.toml", "ship.users.target = 400"},
};

}  // namespace

constinit const Command textconv_command{
    .name = "textconv",
    .group = Group::plumbing,
    .summary = "git's view of a file: a line a fact",
    .examples = textconv_examples,
    .prepare = prepared<TextconvOptions, declare_textconv, run_textconv>,
};

}  // namespace okr::cli
