# SPDX-License-Identifier: MIT
# Writes which commit this is, where it has changed: cmake -DSOURCE=folder -DOUTPUT=commit.hpp -P this
# Nothing outside a repository, as in a released archive.
find_program(git git)
set(commit "")
if(git AND EXISTS "${SOURCE}/.git")
  execute_process(COMMAND "${git}" -C "${SOURCE}" rev-parse --short=12 HEAD OUTPUT_VARIABLE commit ERROR_QUIET
    OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
set(text "// Written by cmake/Commit.cmake.\n#pragma once\n\n#include <string_view>\n\nnamespace okr::cli {\n
inline constexpr std::string_view commit = \"${commit}\";  ///< empty where it was built outside a repository\n
}  // namespace okr::cli\n")
if(EXISTS "${OUTPUT}")
  file(READ "${OUTPUT}" before)
  if(before STREQUAL text)
    return()
  endif()
endif()
file(WRITE "${OUTPUT}" "${text}")
