# SPDX-License-Identifier: MIT
# Which versions of the libraries the program holds, read from their headers: OKR_LIBRARIES is "CLI11 2.1.2, ...".
#
# okr_library_version(NAME dependency headers FIRST SECOND THIRD): the first header that is there has the macros, of which
# the last two may be missing.
function(okr_library_version name dependency headers)
  get_target_property(folders okr_dep_${dependency} INTERFACE_INCLUDE_DIRECTORIES)
  find_file(OKR_VERSION_OF_${dependency} NAMES ${headers} PATHS ${folders} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
  set(parts "")
  foreach(macro IN LISTS ARGN)
    file(STRINGS "${OKR_VERSION_OF_${dependency}}" line REGEX "^ *# *define +${macro} +[0-9]+" LIMIT_COUNT 1)
    string(REGEX REPLACE "^ *# *define +${macro} +([0-9]+).*" "\\1" part "${line}")
    list(APPEND parts "${part}")
  endforeach()
  list(JOIN parts "." version)
  if(dependency STREQUAL "fmt" AND version GREATER 9999)  # 90100
    math(EXPR major "${version} / 10000")
    math(EXPR minor "${version} / 100 % 100")
    math(EXPR patch "${version} % 100")
    set(version "${major}.${minor}.${patch}")
  endif()
  list(APPEND OKR_LIBRARIES "${name} ${version}")
  set(OKR_LIBRARIES "${OKR_LIBRARIES}" PARENT_SCOPE)
endfunction()

set(OKR_LIBRARIES "")
okr_library_version(CLI11 cli11 CLI/Version.hpp CLI11_VERSION_MAJOR CLI11_VERSION_MINOR CLI11_VERSION_PATCH)
okr_library_version(toml++ toml toml++/impl/version.h TOML_LIB_MAJOR TOML_LIB_MINOR TOML_LIB_PATCH)
okr_library_version(fmt fmt "fmt/base.h;fmt/core.h" FMT_VERSION)
okr_library_version(json json nlohmann/detail/abi_macros.hpp NLOHMANN_JSON_VERSION_MAJOR NLOHMANN_JSON_VERSION_MINOR
  NLOHMANN_JSON_VERSION_PATCH)
okr_library_version(utf8proc utf8proc utf8proc.h UTF8PROC_VERSION_MAJOR UTF8PROC_VERSION_MINOR UTF8PROC_VERSION_PATCH)
okr_library_version(expected expected tl/expected.hpp TL_EXPECTED_VERSION_MAJOR TL_EXPECTED_VERSION_MINOR
  TL_EXPECTED_VERSION_PATCH)
get_target_property(folders okr_dep_cmark INTERFACE_INCLUDE_DIRECTORIES)
find_file(OKR_VERSION_OF_cmark cmark_version.h PATHS ${folders} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH NO_CACHE)
if(OKR_VERSION_OF_cmark)  # a downloaded one makes this header when it is built
  file(STRINGS "${OKR_VERSION_OF_cmark}" line REGEX "define CMARK_VERSION_STRING" LIMIT_COUNT 1)
  string(REGEX REPLACE ".*\"([0-9.]+)\".*" "cmark \\1" line "${line}")
  list(APPEND OKR_LIBRARIES "${line}")
else()
  list(APPEND OKR_LIBRARIES "cmark")
endif()
list(JOIN OKR_LIBRARIES ", " OKR_LIBRARIES)
