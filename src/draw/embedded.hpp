// SPDX-License-Identifier: MIT
// Text files as part of the program: cmake/EmbedTexts.cmake writes them as strings when it is built.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace okr::draw {

/// A file that became part of the program.
struct EmbeddedFile {
  std::string_view path;  ///< "text/help/dates.txt", "examples/personal/2026-Q3/cycle.toml"
  std::string_view text;
};

/// Every file below src/text/ and of every example, by path, THIRD-PARTY-NOTICES and pages of man/ (generated).
std::span<const EmbeddedFile> embedded_files();

/// The text of a file by its whole path; empty when there is none.
inline std::string_view embedded_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files())
    if (file.path == path) return file.text;
  return {};
}

/// The text of one below src/text/, such as "help/dates.txt", as it stands there; empty when there is none.
inline std::string_view embedded_text(std::string_view name) { return embedded_file("text/" + std::string(name)); }

/// What is due to the authors of the libraries.
inline std::string_view third_party_notices() { return embedded_file("THIRD-PARTY-NOTICES"); }

/// The names of the examples.
inline std::vector<std::string_view> embedded_examples() {
  constexpr std::string_view folder = "examples/";
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(folder)) continue;
    const std::string_view path = file.path.substr(folder.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) continue;  // what stands beside the examples
    if (names.empty() || names.back() != path.substr(0, slash)) names.push_back(path.substr(0, slash));
  }
  return names;
}

}  // namespace okr::draw
