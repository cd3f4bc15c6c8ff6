// SPDX-License-Identifier: MIT
#include "draw/embedded.hpp"

#include <algorithm>

namespace okr::draw {

std::string_view embedded_text(std::string_view name) {
  constexpr std::string_view folder = "text/";
  const auto is_called_so = [&](const EmbeddedFile& file) {
    return file.path.starts_with(folder) && file.path.substr(folder.size()) == name;
  };
  const auto files = embedded_files();
  const auto found = std::ranges::find_if(files, is_called_so);
  return found != files.end() ? found->text : std::string_view();
}

}  // namespace okr::draw
