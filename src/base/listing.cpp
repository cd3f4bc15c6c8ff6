// SPDX-License-Identifier: MIT
#include "okr/base/listing.hpp"

namespace okr {

std::string listed(std::span<const std::string> names, std::size_t most) {
  const bool is_cut = names.size() > most && names.size() - most > 1;
  const std::size_t shown = is_cut ? most : names.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return is_cut ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

std::string counted(long long count, std::string_view one) { return counted(count, one, std::string(one) + "s"); }

std::string counted(long long count, std::string_view one, std::string_view many) {
  return std::to_string(count).append(" ").append(count == 1 ? one : many);
}

}  // namespace okr
