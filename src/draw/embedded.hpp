// SPDX-License-Identifier: MIT
// Text files as part of the program: cmake/EmbedTexts.cmake writes them as strings when it is built.
#pragma once

#include <span>
#include <string_view>

namespace okr::draw {

struct EmbeddedFile {
  std::string_view path;  ///< "text/help/dates.txt", "examples/personal/2026-Q3/cycle.toml"
  std::string_view text;
};

/// Every file below src/text/ and of every example, by path (generated).
std::span<const EmbeddedFile> embedded_files();

/// The text of one below src/text/, such as "help/dates.txt", as it stands there; empty when there is none.
inline std::string_view embedded_text(std::string_view name) {
  constexpr std::string_view folder = "text/";
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(folder) && file.path.substr(folder.size()) == name) return file.text;
  return {};
}

}  // namespace okr::draw
