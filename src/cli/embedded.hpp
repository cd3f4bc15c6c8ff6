// SPDX-License-Identifier: MIT
// The examples as part of the program: cmake/EmbedExamples.cmake writes them from examples/ when it is built.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "okr/base/result.hpp"

namespace okr::cli {

struct EmbeddedFile {
  std::string_view path;  ///< below examples/: "personal/2026-Q3/cycle.toml"
  std::string_view text;
};

/// Every file of every example, by path (generated).
std::span<const EmbeddedFile> embedded_files();

/// The files of one example, their paths still with its name in front. A usage error with the list of names.
Result<std::span<const EmbeddedFile>> example_files(std::string_view name);

}  // namespace okr::cli
