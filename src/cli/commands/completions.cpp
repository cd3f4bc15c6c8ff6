// SPDX-License-Identifier: MIT
// okr completions: the stub for a shell. The words themselves come from okr __complete.
#include <string>

#include "cli/commands/table.hpp"
#include "draw/embedded.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::string shell;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.shell, "SHELL", "the shell to complete in").one_of({{"bash"}, {"zsh"}, {"fish"}});
}

int run(Context& context, const Options& options) {
  context.print(draw::embedded_text("completions/okr." + options.shell));
  return 0;
}

constexpr Example examples[] = {
    {"eval \"$(okr completions bash)\"", "in ~/.bashrc"},
    {"eval \"$(okr completions zsh)\"", "in ~/.zshrc, after compinit"},
    {"okr completions fish | source", "in ~/.config/fish/config.fish"},
};

}  // namespace

constinit const Command completions_command{
    .name = "completions",
    .group = Group::more,
    .summary = "make bash, zsh or fish complete commands and ids",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
