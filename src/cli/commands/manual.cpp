// SPDX-License-Identifier: MIT
// okr __manual: the pages that the target `manual` writes to man/.
#include <optional>
#include <string>

#include "cli/commands/table.hpp"
#include "cli/help.hpp"
#include "okr/base/try.hpp"
#include "okr/store/disk.hpp"

namespace okr::cli {
using namespace session;

namespace {

struct ManualOptions {
  std::string section;
  std::optional<std::string> prose;
};

void declare_manual(Syntax& syntax, ManualOptions& options) {
  syntax.argument(options.section, "SECTION", "of the manual").one_of({{"1", "the program"}, {"5", "the files"}});
  syntax.argument(options.prose, "FILE", "the prose that section 5 is made of").completes(Completes::file);
}

Result<int> run_manual(Context& context, const ManualOptions& options) {
  if (options.section == "1") {
    context.print(manual_page(commands()));
    return 0;
  }
  if (!options.prose) return usage_failure("FILE is missing: section 5 is made of man/okr.5.in");
  TRY_ASSIGN(const auto prose, store::read_file(context.path(*options.prose)));
  TRY_ASSIGN(const auto page, files_manual_page(prose));
  context.print(page);
  return 0;
}

constexpr Example manual_examples[] = {
    {"okr __manual 1 | man -l -", "the manual of this binary"},
    {"okr __manual 5 man/okr.5.in", "the manual of the files"},
};

}  // namespace

constinit const Command manual_command{
    .name = "__manual",
    .group = Group::plumbing,
    .summary = "the manual pages as mdoc",
    .examples = manual_examples,
    .prepare = prepared<ManualOptions, declare_manual, run_manual>,
};

}  // namespace okr::cli
