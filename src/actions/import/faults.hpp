// SPDX-License-Identifier: MIT
// What cannot be used of a file that is imported: said with its places, and what becomes of the rest.
#pragma once

#include <cstddef>
#include <string>

#include "okr/base/result.hpp"
#include "okr/model/diagnostic.hpp"
#include "session/context.hpp"

namespace okr::cli {

/// How many are shown; the others are counted.
inline constexpr std::size_t most_faults_shown = 20;

struct FileFaults {
  std::string name;       ///< of the file, as messages call it
  Diagnostics faults;     ///< the first ones, with their lines; Place::file is 0
  std::size_t count = 0;  ///< of all
  bool is_whole = true;   ///< false when the rest of the file could not be read
};

/// Says them on stderr. A usage error unless they are left out (--skip-bad), which takes a file that could be read to its
/// end.
Status settle_faults(Context& context, FileFaults file, bool skip_bad);

}  // namespace okr::cli
