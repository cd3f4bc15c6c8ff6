#!/bin/sh
# SPDX-License-Identifier: MIT
# cppcheck over all sources; what it is wrong about is named, with the reason, in cppcheck.txt. Skipped where it is not
# installed.
set -u
cd "$(dirname "$0")/.." || exit 2
command -v cppcheck > /dev/null || { echo "cppcheck is not installed"; exit 77; }
found=$(cppcheck -q -j "$(nproc)" --enable=warning,performance,portability --std=c++20 --library=posix \
  --suppressions-list=tests/cppcheck.txt --template='{file}:{line}: {id}: {message}' --error-exitcode=1 \
  -Iinclude -Isrc src 2>&1)
code=$?
printf '%s\n' "$found" | sort -u
exit $code
