// SPDX-License-Identifier: MIT
// What cannot be used of a file that is imported: said with its places, and what becomes of the rest; and days that have
// another value in the workspace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "okr/base/csv.hpp"
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

/// A fault as it is shown, with the line it stands on.
Diagnostic diagnostic_of(Code code, CsvFault fault, std::string_view line);

/// Characters of a cell as it is written, with its quotes, as far as it is one line; at least 1.
std::uint32_t length_of(const CsvCell& cell);

/// An error, or what is remarked, of a place of that file: in front of its words for people, as data for programs.
Error error_in(const std::string& file, const CsvPlace& place, Error error);

/// Says the first of the conflicts, of which there are `count`, and refuses: nothing was written.
tl::unexpected<Error> refuse_conflicts(Context& context, const std::vector<Error>& conflicts, std::size_t count);

/// Says them on stderr. A usage error unless they are left out (--skip-bad), which takes a file that could be read to its
/// end.
Status settle_faults(Context& context, FileFaults file, bool skip_bad);

}  // namespace okr::cli
