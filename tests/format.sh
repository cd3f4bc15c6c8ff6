#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source is laid out as .clang-format says; prints each place that is not. 77 where clang-format 14, the one that
# Debian 12 has, is not installed: other versions break lines elsewhere. Usage: format.sh ROOT
set -u
cd "$1" || exit 2
case $(clang-format --version 2> /dev/null) in
  *' 14.'*) ;;
  *) exit 77 ;;
esac
sources=$(find src include tests \( -name '*.cpp' -o -name '*.hpp' \) -print)
[ -n "$sources" ] || { echo "format.sh: no source under $1" >&2; exit 2; }
# The names hold no blanks; the list is meant to split.
# shellcheck disable=SC2086
exec clang-format --dry-run -Werror $sources
