// SPDX-License-Identifier: MIT
// okr __manual: the page that the target `manual` writes to man/.
#include <string>

#include "cli/commands/table.hpp"
#include "cli/manual.hpp"

namespace okr::cli {

namespace {

struct Options {
  std::string section;
};

void declare(Syntax& syntax, Options& options) {
  syntax.argument(options.section, "SECTION", "of the manual").one_of({{"1", "the program"}});
}

int run(Context& context, const Options&) {
  context.print(manual_page(commands()));
  return 0;
}

constexpr Example examples[] = {{"okr __manual 1 | man -l -", "the manual of this binary"}};

}  // namespace

constinit const Command manual_command{
    .name = "__manual",
    .group = Group::plumbing,
    .summary = "the manual page as mdoc",
    .description = "Prints okr(1), made from the declarations of the commands.",
    .examples = examples,
    .prepare = prepared<Options, declare, run>,
};

}  // namespace okr::cli
