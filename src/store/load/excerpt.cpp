// SPDX-License-Identifier: MIT
// The line a diagnostic stands on, read again from its file: only done when something is wrong.
#include <algorithm>
#include <map>

#include "okr/base/text.hpp"
#include "okr/store/disk.hpp"
#include "store/load/gather.hpp"

namespace okr::store {
namespace {

constexpr std::size_t longest_excerpt = 4096;  // bytes; nobody reads more, and a file may be one line of 64 MiB

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t i = 1; i < line; ++i) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::size_t offset_of_column(std::string_view line, std::uint32_t column) {
  std::size_t offset = 0;
  for (std::uint32_t i = 1; i < column && offset < line.size(); ++i)
    do ++offset;
    while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xc0) == 0x80);
  return offset;
}

/// Characters of the key, value or heading that begins at the column.
std::uint32_t token_length(std::string_view line, std::uint32_t column) {
  const std::string_view rest = line.substr(offset_of_column(line, column));
  if (rest.empty()) return 1;
  std::size_t end = std::string_view::npos;
  if (rest.front() == '"' || rest.front() == '\'') {
    end = rest.find(rest.front(), 1);
    if (end != std::string_view::npos) ++end;
  } else if (rest.front() == '[') {
    end = rest.find(']');
    if (end != std::string_view::npos) ++end;
  } else {
    end = rest.find_first_of(" \t=,]}#");
  }
  return static_cast<std::uint32_t>(std::max<std::size_t>(1, count_characters(rest.substr(0, end))));
}

}  // namespace

void fill_excerpts(Workspace& workspace) {
  std::map<std::uint32_t, std::string> texts;
  for (Diagnostic& diagnostic : workspace.diagnostics) {
    const okr::Place place = diagnostic.place;
    if (!place.known() || place.line == 0) continue;
    if (diagnostic.line_text.empty()) {
      auto it = texts.find(place.file);
      if (it == texts.end())
        it = texts.emplace(place.file, read_file(workspace.root + "/" + workspace.files[place.file]).value_or("")).first;
      diagnostic.line_text = std::string(line_of(it->second, place.line).substr(0, longest_excerpt));
    }
    if (diagnostic.length == 0) diagnostic.length = token_length(diagnostic.line_text, place.column);
  }
}

}  // namespace okr::store
