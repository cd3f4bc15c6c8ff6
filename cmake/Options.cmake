# INTERFACE targets, linked PRIVATE, so that third-party units never see our warnings.
add_library(okr_options INTERFACE)
target_include_directories(okr_options INTERFACE "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src")
target_compile_options(okr_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wimplicit-fallthrough)
if(OKR_WERROR)
  target_compile_options(okr_options INTERFACE -Werror)
endif()

if(OKR_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# All that the fuzz targets reach has to tell libFuzzer where it went.
if(OKR_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(OKR_STATIC)
  # Not position-independent: a static-pie relocates itself at every start.
  add_link_options(-static -no-pie)
endif()

# The same bytes from any folder.
add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

# A precompiled header changes what a compiler cache must look at: the macros come with the header, and its time stamp
# means nothing.
find_program(OKR_CCACHE ccache)
if(OKR_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros "${OKR_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()
