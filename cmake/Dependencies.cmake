# From the distribution first; a pinned download where it has none. The two libraries that Debian ships only as shared
# ones (fmt, toml++) are compiled from their headers, once each, in a unit of their own (okr_fmt, okr_toml).
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)

function(okr_fetch name url hash)
  message(STATUS "${name}: not on this system, downloading the pinned version")
  FetchContent_Declare(${name} URL "${url}" URL_HASH "SHA256=${hash}" DOWNLOAD_EXTRACT_TIMESTAMP ON)
endfunction()

# --- one INTERFACE target a library; what links it never asks where it came from -------------------------------------
function(okr_header_only target folder)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE "${folder}")
endfunction()

find_path(OKR_FMT_INCLUDE fmt/format-inl.h)
find_path(OKR_TOML_INCLUDE toml++/toml.h)
find_path(OKR_CLI11_INCLUDE CLI/CLI.hpp)
find_path(OKR_EXPECTED_INCLUDE tl/expected.hpp)
find_path(OKR_JSON_INCLUDE nlohmann/json.hpp)
find_path(OKR_UTF8PROC_INCLUDE utf8proc.h)
find_library(OKR_UTF8PROC_LIBRARY NAMES libutf8proc.a utf8proc)

okr_header_only(okr_dep_fmt "${OKR_FMT_INCLUDE}")
okr_header_only(okr_dep_toml "${OKR_TOML_INCLUDE}")
okr_header_only(okr_dep_cli11 "${OKR_CLI11_INCLUDE}")
okr_header_only(okr_dep_expected "${OKR_EXPECTED_INCLUDE}")
okr_header_only(okr_dep_json "${OKR_JSON_INCLUDE}")
okr_header_only(okr_dep_utf8proc "${OKR_UTF8PROC_INCLUDE}")
target_link_libraries(okr_dep_utf8proc INTERFACE "${OKR_UTF8PROC_LIBRARY}")

if(OKR_BUILD_TESTS)
  find_path(OKR_DOCTEST_INCLUDE doctest/doctest.h)
  find_path(OKR_RAPIDCHECK_INCLUDE rapidcheck.h)
  find_library(OKR_RAPIDCHECK_LIBRARY rapidcheck)
  okr_header_only(okr_dep_doctest "${OKR_DOCTEST_INCLUDE}")
  okr_header_only(okr_dep_rapidcheck "${OKR_RAPIDCHECK_INCLUDE}")
  target_link_libraries(okr_dep_rapidcheck INTERFACE "${OKR_RAPIDCHECK_LIBRARY}")
endif()
