// SPDX-License-Identifier: MIT
// okr __complete: what a shell may offer for the last of the words; never says anything else, and never fails.
#include <string>
#include <vector>

#include "cli/commands/table.hpp"
#include "cli/completion.hpp"
#include "okr/base/text.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct CompleteOptions {
  std::vector<std::string> words;
};

void declare_complete(Syntax& syntax, CompleteOptions& options) {
  syntax.argument(options.words, "WORD", "the words after okr, behind --; the last one is being completed");
}

int run_complete(Context& context, const CompleteOptions& options) {
  for (const Completion& completion : completions(context.world(), commands(), options.words)) {
    context.print(safe_for_terminal(completion.word));
    if (!completion.help.empty()) context.print("\t" + safe_for_terminal(completion.help));
    context.print("\n");
  }
  return 0;
}

constexpr Example complete_examples[] = {{"okr __complete -- show sh", "ids that begin with sh, a tab, what they are"}};

}  // namespace

constinit const Command complete_command{
    .name = "__complete",
    .group = Group::plumbing,
    .summary = "words that a shell may offer",
    .examples = complete_examples,
    .prepare = prepared<CompleteOptions, declare_complete, run_complete>,
};

}  // namespace okr::cli
