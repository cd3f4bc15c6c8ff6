// SPDX-License-Identifier: MIT
// The one place where the framework is connected with files and workspaces.
#include "okr/cli/services.hpp"

#include "okr/base/text.hpp"
#include "okr/model/rule.hpp"

namespace okr::cli {

namespace {

std::string error_list() {
  std::string text;
  for (const Rule& rule : rules()) {
    text += std::string(rule.name) + "  " + pad_right(to_string(rule.severity), 8) + " " + std::string(rule.title) + "\n";
  }
  return text + "\nokr explain CODE says why, with an example that is reported and one that is not.\n";
}

}  // namespace

const Services& services() {
  static constexpr Services connected{.error_list = error_list};
  return connected;
}

}  // namespace okr::cli
