#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source says in its first lines what it is for, a header's own .cpp in the header, and is laid out as .clang-format
# says; prints each place that is not. 77 where clang-format 14, the one that Debian 12 has, is not installed: other
# versions break lines elsewhere. Usage: format.sh ROOT
set -u
cd "$1" || exit 2
sources=$(find src include tests \( -name '*.cpp' -o -name '*.hpp' \) -print)
[ -n "$sources" ] || { echo "format.sh: no source under $1" >&2; exit 2; }

failed=0
# The names hold no blanks; the lists are meant to split.
for file in $sources; do
  header=${file%.cpp}.hpp
  if [ "$file" != "$header" ] && { [ -f "$header" ] || [ -f "include/okr/${header#src/}" ]; }; then continue; fi
  if ! head -n 3 "$file" | grep -v SPDX | grep -q '^//'; then
    echo "$file:2: a file opens with a comment: one sentence on what it is for"
    failed=1
  fi
done
[ "$failed" -eq 0 ] || exit 1

case $(clang-format --version 2> /dev/null) in
  *' 14.'*) ;;
  *) exit 77 ;;
esac
# shellcheck disable=SC2086
exec clang-format --dry-run -Werror $sources
