// SPDX-License-Identifier: MIT
#include "session/repository.hpp"

#include "okr/store/disk.hpp"

namespace okr::cli {

std::string repository_above(std::string folder) {
  while (!folder.empty()) {
    if (!store::is_absent(folder + "/.git")) return folder;
    folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  return {};
}

}  // namespace okr::cli
