// SPDX-License-Identifier: MIT
// okr completions: the stub for a shell. The words themselves come from okr __complete.
#include <string>

#include "cli/commands/table.hpp"
#include "draw/embedded.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct CompletionsOptions {
  std::string shell;
};

void declare_completions(Syntax& syntax, CompletionsOptions& options) {
  syntax.argument(options.shell, "SHELL", "the shell to complete in").one_of({{"bash"}, {"zsh"}, {"fish"}});
}

int run_completions(Context& context, const CompletionsOptions& options) {
  context.print(draw::embedded_text("completions/okr." + options.shell));
  return 0;
}

constexpr Example completions_examples[] = {
    {"eval \"$(okr completions bash)\"", "in ~/.bashrc"},
    {"eval \"$(okr completions zsh)\"", "in ~/.zshrc, after compinit"},
    {"okr completions fish | source", "in ~/.config/fish/config.fish"},
};

}  // namespace

constinit const Command completions_command{
    .name = "completions",
    .group = Group::more,
    .summary = "make bash, zsh or fish complete commands and ids",
    .examples = completions_examples,
    .prepare = prepared<CompletionsOptions, declare_completions, run_completions>,
};

}  // namespace okr::cli
