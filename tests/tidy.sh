#!/bin/sh
# SPDX-License-Identifier: MIT
# tidy.sh BUILD [PATH...]: clang-tidy 14 (.clang-tidy) over the sources below src/, or those given; BUILD is a folder that Clang
# has built in (preset clang or asan). Half a minute a file and core: for all of src/ take a long break.
set -u
build=$1
shift
cd "$(dirname "$0")/.." || exit 2
command -v clang-tidy > /dev/null || { echo "clang-tidy is not installed"; exit 77; }
[ -f "$build/compile_commands.json" ] || { echo "$build holds no compile_commands.json"; exit 2; }
[ $# -gt 0 ] || set -- src
log=$(mktemp) || exit 2
trap 'rm -f "$log"' EXIT
find "$@" -name '*.cpp' | sort | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p "$build" > "$log" 2> /dev/null
# The bare names of what was found, each place once: headers are seen by many sources.
grep -E ': (warning|error): ' "$log" | sort -u
found=$(grep -cE ': (warning|error): ' "$log")
echo "$(find "$@" -name '*.cpp' | wc -l) files, $(grep -E ': (warning|error): ' "$log" | sort -u | wc -l) findings"
[ "$found" -eq 0 ]
