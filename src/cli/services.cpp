// SPDX-License-Identifier: MIT
// The one place where the framework is connected with files, workspaces and other programs.
#include "cli/services.hpp"

#include "cli/workspace_words.hpp"
#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "okr/store/load.hpp"
#include "okr/vcs/git.hpp"
#include "session/context.hpp"
#include "session/session.hpp"
#include "session/settings.hpp"

namespace okr::cli {

namespace {

constexpr int no_such_command = 127;  // what sh says of a program that is not there

/// In OKR_PAGER, PAGER or less; false when none of them can be started.
bool show_in_pager(const Context& context, std::string_view text) {
  const std::string pager = pager_command(context);
  if (pager.empty()) return false;
  // F: no pager for what fits; R: colours; X: the text stays on the screen afterwards.
  const std::string line = "LESS=${LESS-FRX}; export LESS; exec " + pager;
  const auto code = vcs::feed_in_foreground({"sh", "-c", line}, "/", text);
  return code && *code != no_such_command;
}

/// With man, which reads a file or stdin (man-db), or with mandoc.
bool show_with_man(const Context&, std::string_view page) {
  const std::string line = "if man --version > /dev/null 2>&1; then exec man -l -; else exec mandoc -a; fi";
  const auto code = vcs::feed_in_foreground({"sh", "-c", line}, "/", page);
  return code && *code != no_such_command;
}

std::string error_list() {
  std::string text;
  for (const Rule& rule : rules()) {
    text +=
        std::string(rule.name) + "  " + pad_right(to_string(rule.severity), 8) + " " + std::string(rule.title) + "\n";
  }
  return text + "\nokr explain CODE says why, with an example that is reported and one that is not.\n";
}

bool in_workspace(const Context& context) { return store::find_root(context.start_directory()).has_value(); }

}  // namespace

const Services& services() {
  static constexpr Services connected{.in_workspace = in_workspace,
                                      .completions = workspace_words,
                                      .values = field_values,
                                      .page = show_in_pager,
                                      .manual = show_with_man,
                                      .error_list = error_list};
  return connected;
}

}  // namespace okr::cli
