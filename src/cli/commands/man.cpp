// SPDX-License-Identifier: MIT
// okr man: the manual of this binary, where no package installed it.
#include <optional>
#include <string>
#include <string_view>

#include "cli/commands/table.hpp"
#include "cli/help.hpp"
#include "draw/embedded.hpp"
#include "okr/base/try.hpp"

namespace okr::cli {
using namespace session;

namespace {

constexpr std::string_view program_page = "okr", files_page = "okr.5", tutorial_page = "okr-tutorial";
constexpr std::string_view numbered_program_page = "okr.1", numbered_tutorial_page = "okr-tutorial.7";

struct ManOptions {
  std::optional<std::string> page;
};

void declare_man(Syntax& syntax, ManOptions& options) {
  syntax.argument(options.page, "PAGE", "which page; okr unless said")
      .one_of({{program_page, "commands, options, what they print"},
               {numbered_program_page, "the same"},
               {files_page, "the files, every key and rule"},
               {tutorial_page, "a quarter, from the first file to the last score"},
               {numbered_tutorial_page, "the same"}});
}

Result<std::string> page_text(std::string_view page) {
  if (page == files_page) return files_manual_page(draw::embedded_file("okr.5.in"));
  if (page == tutorial_page || page == numbered_tutorial_page)
    return std::string(draw::embedded_file("okr-tutorial.7"));
  return manual_page(commands());
}

/// Somebody reads it, and not a file or another program.
bool is_read_here(const Context& context) {
  return context.terminal().input && context.terminal().output && !context.globals().output &&
         !context.globals().no_pager;
}

Result<int> run_man(Context& context, const ManOptions& options) {
  TRY_ASSIGN(auto text, page_text(options.page ? std::string_view(*options.page) : program_page));
  if (!is_read_here(context)) {
    context.print(text);
    return 0;
  }
  if (context.world().manual && context.world().manual(text)) return 0;
  return environment_failure(
      "there is no man on this machine that could show the page",
      "`okr help` and `okr COMMAND --help` say it in plain text; `okr man > okr.1` keeps the page");
}

constexpr Example man_examples[] = {
    {"okr man", "the manual of this binary, in man"},
    {"okr man okr.5", "the files"},
    {"okr man > okr.1", "the page itself, as mdoc"},
};

}  // namespace

constinit const Command man_command{
    .name = "man",
    .group = Group::more,
    .summary = "the manual, also where none is installed",
    .examples = man_examples,
    .prepare = prepared<ManOptions, declare_man, run_man>,
};

}  // namespace okr::cli
