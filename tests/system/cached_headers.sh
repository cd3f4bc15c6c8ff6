#!/bin/sh
# SPDX-License-Identifier: MIT
# cached_headers.sh SOURCES: what cmake/Options.cmake tells a compiler cache. A small project with a precompiled header is
# built in one folder after another, all from one cache, and between two of them a comment of the header changes: what the
# cache keeps of the older comment must not be taken. Ends with 77 where there is no ccache.
set -eu
sources=$1
command -v ccache > /dev/null || exit 77
unset CCACHE_DISABLE

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
export CCACHE_DIR="$project/cache"

cat > "$project/CMakeLists.txt" << 'END'
cmake_minimum_required(VERSION 3.25)
project(cached LANGUAGES CXX)
include(${OPTIONS})
add_library(cached OBJECT number.cpp)
target_precompile_headers(cached PRIVATE number.hpp)
END
# build NAME COMPILER COMMENT FACTOR: the source is another each time, so that it is compiled with what the cache gives.
build() {
  printf '#include "number.hpp"\nint times(Number number) { return %s * number.value; }\n' "$4" > "$project/number.cpp"
  printf '#pragma once\nstruct Number {\n  int value;  // %s\n};\n' "$3" > "$project/number.hpp"
  {
    cmake -S "$project" -B "$project/build" -G Ninja -DOPTIONS="$sources/cmake/Options.cmake" -DCMAKE_CXX_COMPILER="$2" &&
      cmake --build "$project/build"
  } > "$project/log" 2>&1 || {
    cat "$project/log"
    echo "cached_headers: $1 does not build with $2"
    exit 1
  }
  rm -rf "$project/build"
}

for compiler in g++ clang++; do
  command -v "$compiler" > /dev/null || continue
  build 'the first comment' "$compiler" 'how many there are' 1
  build 'a longer comment' "$compiler" 'how many of them there are' 2
  build 'the first comment again' "$compiler" 'how many there are' 3
done
ccache --print-stats | grep -E '^direct_cache_hit.[1-9]' > /dev/null || {
  ccache --show-stats
  echo 'cached_headers: nothing was taken from the cache, so nothing was tested'
  exit 1
}
