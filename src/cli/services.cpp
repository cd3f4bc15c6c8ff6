// SPDX-License-Identifier: MIT
// The one place where the framework is connected with files and workspaces.
#include "cli/services.hpp"

#include "cli/workspace_services.hpp"
#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"
#include "okr/store/load.hpp"
#include "session/context.hpp"
#include "session/settings.hpp"

namespace okr::cli {

namespace {

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
                                      .completions = workspace_completions,
                                      .page = show_in_pager,
                                      .error_list = error_list};
  return connected;
}

}  // namespace okr::cli
