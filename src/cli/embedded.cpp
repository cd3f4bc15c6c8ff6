// SPDX-License-Identifier: MIT
#include "cli/embedded.hpp"

#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "okr/base/text.hpp"

namespace okr::cli {

namespace {

std::string_view example_of(const EmbeddedFile& file) { return file.path.substr(0, file.path.find('/')); }

std::vector<std::string_view> example_names() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : embedded_files())
    if (names.empty() || names.back() != example_of(file)) names.push_back(example_of(file));
  return names;
}

}  // namespace

Result<std::span<const EmbeddedFile>> example_files(std::string_view name) {
  const auto all = embedded_files();
  const auto first = std::ranges::find(all, name, example_of);
  const auto last = std::find_if(first, all.end(), [&](const EmbeddedFile& file) { return example_of(file) != name; });
  if (first != last)
    return all.subspan(static_cast<std::size_t>(first - all.begin()), static_cast<std::size_t>(last - first));
  const std::vector<std::string_view> names = example_names();
  std::string hint;
  for (const std::string_view one : names) hint += (hint.empty() ? "there are: " : ", ") + std::string(one);
  if (const auto near = nearest(name, names)) hint = fmt::format("did you mean '{}'?\n{}", *near, hint);
  return failure(ErrorKind::usage, fmt::format("no example '{}'", safe_for_terminal(name)), hint);
}

}  // namespace okr::cli
