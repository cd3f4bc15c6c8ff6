# From the distribution first; a pinned download where it has none. What links okr_dep_NAME never asks where it came from.
#
# Debian ships fmt and toml++ as shared libraries only: okr is one static file and compiles them from their headers, in
# one unit each (okr_fmt, okr_toml). So every library but three is a folder of headers; utf8proc, cmark and rapidcheck are
# built.
#
# -DOKR_DOWNLOADS=OFF forbids the downloads, ON takes them even where the distribution has the library.
include(FetchContent)
set(OKR_DOWNLOADS AUTO CACHE STRING "Download missing libraries: AUTO, ON (all of them) or OFF (none)")
set_property(CACHE OKR_DOWNLOADS PROPERTY STRINGS AUTO ON OFF)
set(okr_missing "")  # what was not found while downloads are off: "package (header)"

# okr_dependency(NAME HEADER header [LIBRARY names...] DEBIAN package URL url SHA256 hash HEADERS folder)
#
# Makes the target okr_dep_NAME. HEADER is what proves that the library is there; CMake looks where find_package would
# (CMAKE_PREFIX_PATH, <PackageName>_ROOT, the system). HEADERS is the folder of the headers in the archive. With
# LIBRARY both must be there; a downloaded one is compiled behind its okr_dependency below.
function(okr_dependency name)
  cmake_parse_arguments(PARSE_ARGV 1 of "" "HEADER;DEBIAN;URL;SHA256;HEADERS" "LIBRARY")
  add_library(okr_dep_${name} INTERFACE)
  string(TOUPPER ${name} upper)
  if(NOT OKR_DOWNLOADS STREQUAL "ON")
    find_path(OKR_${upper}_INCLUDE "${of_HEADER}")
    if(of_LIBRARY)
      find_library(OKR_${upper}_LIBRARY NAMES ${of_LIBRARY})
    endif()
  endif()

  if(OKR_${upper}_INCLUDE AND (OKR_${upper}_LIBRARY OR NOT of_LIBRARY))
    target_include_directories(okr_dep_${name} SYSTEM INTERFACE "${OKR_${upper}_INCLUDE}")
    if(of_LIBRARY)
      target_link_libraries(okr_dep_${name} INTERFACE "${OKR_${upper}_LIBRARY}")
    endif()
  elseif(OKR_DOWNLOADS STREQUAL "OFF")
    set(okr_missing "${okr_missing}\n  ${of_DEBIAN} (${of_HEADER})" PARENT_SCOPE)
  else()
    message(STATUS "${name}: not on this system (Debian: ${of_DEBIAN}), taking ${of_URL}")
    # A folder that is not there as SOURCE_SUBDIR: the files only, none of the library's own targets.
    FetchContent_Declare(okr_${name} URL "${of_URL}" URL_HASH "SHA256=${of_SHA256}"
      DOWNLOAD_EXTRACT_TIMESTAMP ON SOURCE_SUBDIR okr_files_only)
    FetchContent_MakeAvailable(okr_${name})
    if(NOT EXISTS "${okr_${name}_SOURCE_DIR}/${of_HEADERS}/${of_HEADER}")
      message(FATAL_ERROR "${name}: the archive has no ${of_HEADERS}/${of_HEADER}. Install ${of_DEBIAN} instead.")
    endif()
    target_include_directories(okr_dep_${name} SYSTEM INTERFACE "${okr_${name}_SOURCE_DIR}/${of_HEADERS}")
  endif()
endfunction()

okr_dependency(fmt HEADER fmt/format-inl.h DEBIAN libfmt-dev HEADERS include
  URL https://github.com/fmtlib/fmt/archive/refs/tags/9.1.0.tar.gz
  SHA256 5dea48d1fcddc3ec571ce2058e13910a0d4a6bab4cc09a809d8b1dd1c88ae6f2)
okr_dependency(toml HEADER toml++/toml.h DEBIAN libtomlplusplus-dev HEADERS include
  URL https://github.com/marzer/tomlplusplus/archive/refs/tags/v3.3.0.tar.gz
  SHA256 fc1a5eb410f3c67e90e5ad1264a1386d020067cfb01b633cc8c0441789aa6cf2)
okr_dependency(cli11 HEADER CLI/CLI.hpp DEBIAN libcli11-dev HEADERS include
  URL https://github.com/CLIUtils/CLI11/archive/v2.1.2.tar.gz
  SHA256 26291377e892ba0e5b4972cdfd4a2ab3bf53af8dac1f4ea8fe0d1376b625c8cb)
okr_dependency(expected HEADER tl/expected.hpp DEBIAN libexpected-dev HEADERS include
  URL https://github.com/TartanLlama/expected/archive/refs/tags/v1.0.0.tar.gz
  SHA256 8f5124085a124113e75e3890b4e923e3a4de5b26a973b891b3deb40e19c03cee)
okr_dependency(json HEADER nlohmann/json.hpp DEBIAN nlohmann-json3-dev HEADERS include
  URL https://github.com/nlohmann/json/archive/refs/tags/v3.11.2.tar.gz
  SHA256 d69f9deb6a75e2580465c6c4c5111b89c4dc2fa94e3a85fcd2ffcd9a143d9273)
okr_dependency(utf8proc HEADER utf8proc.h LIBRARY libutf8proc.a utf8proc DEBIAN libutf8proc-dev HEADERS .
  URL https://github.com/JuliaStrings/utf8proc/archive/v2.8.0.tar.gz
  SHA256 a0a60a79fe6f6d54e7d411facbfcc867a6e198608f2cd992490e46f04b1bcecc)
FetchContent_GetProperties(okr_utf8proc)
if(okr_utf8proc_POPULATED)  # one C file; its own build would bring tests and a shared library
  enable_language(C)
  add_library(okr_utf8proc STATIC "${okr_utf8proc_SOURCE_DIR}/utf8proc.c")
  target_compile_definitions(okr_utf8proc PUBLIC UTF8PROC_STATIC)
  target_link_libraries(okr_dep_utf8proc INTERFACE okr_utf8proc)
endif()
okr_dependency(cmark HEADER cmark.h LIBRARY libcmark.a cmark DEBIAN libcmark-dev HEADERS src
  URL https://github.com/commonmark/cmark/archive/0.30.2.tar.gz
  SHA256 6c7d2bcaea1433d977d8fed0b55b71c9d045a7cdf616e3cd2dce9007da753db3)
FetchContent_GetProperties(okr_cmark)
if(okr_cmark_POPULATED)  # its own build makes the headers that cmark.h includes
  set(CMARK_TESTS OFF)
  set(CMARK_SHARED OFF)
  set(CMAKE_POLICY_VERSION_MINIMUM 3.5)
  add_subdirectory("${okr_cmark_SOURCE_DIR}" "${okr_cmark_BINARY_DIR}" EXCLUDE_FROM_ALL)
  target_include_directories(okr_dep_cmark SYSTEM INTERFACE "${okr_cmark_BINARY_DIR}/src")
  target_link_libraries(okr_dep_cmark INTERFACE cmark_static)
endif()

if(OKR_BUILD_TESTS AND OKR_UNIT_TESTS)
  okr_dependency(doctest HEADER doctest/doctest.h DEBIAN doctest-dev HEADERS .
    URL https://github.com/doctest/doctest/archive/v2.4.9.tar.gz
    SHA256 19b2df757f2f3703a5e63cee553d85596875f06d91a3333acd80a969ef210856)
  okr_dependency(rapidcheck HEADER rapidcheck.h LIBRARY rapidcheck DEBIAN librapidcheck-dev HEADERS include
    URL https://github.com/emil-e/rapidcheck/archive/ff6af6fc683159deb51c543b065eba14dfcf329b.zip
    SHA256 60951dbc4de162622f51a4a34117c269a9921833a51dddce36f4cc80a5f7cf9f)
  FetchContent_GetProperties(okr_rapidcheck)
  if(okr_rapidcheck_POPULATED)
    set(CMAKE_POLICY_VERSION_MINIMUM 3.5)  # its project asks for an older CMake than new ones speak
    add_subdirectory("${okr_rapidcheck_SOURCE_DIR}" "${okr_rapidcheck_BINARY_DIR}" EXCLUDE_FROM_ALL)
    target_link_libraries(okr_dep_rapidcheck INTERFACE rapidcheck)
  endif()
endif()

if(okr_missing)
  message(FATAL_ERROR "These libraries are not on this system:${okr_missing}\n"
    "Install them (on Debian: ./bootstrap demo does), or configure with -DOKR_DOWNLOADS=AUTO to download pinned versions.")
endif()
