#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes all packages here, and once more in a copy of the commit in another folder without a compiler cache; says which
# files differ. Usage: cmake/package/twice.sh [-o FOLDER] [PART...], as build.sh
set -eu
cd "$(dirname "$0")/../.."
out=$PWD/build/packages
if [ "${1-}" = -o ]; then
  mkdir -p "${2:?"-o needs a folder"}"
  out=$(cd "$2" && pwd)
  shift 2
fi
cmake/package/build.sh -o "$out" "$@"

elsewhere=$(mktemp -d)
git clone -q . "$elsewhere/another"
git -C "$elsewhere/another" checkout -q "$(git rev-parse HEAD)"
CCACHE_DISABLE=1 "$elsewhere/another/cmake/package/build.sh" -o "$elsewhere/packages" "$@"

if ! diff -rq "$out" "$elsewhere/packages"; then
  echo "twice.sh: not the same bytes; the second ones are left in $elsewhere" >&2
  exit 1
fi
echo "the same bytes twice: $(find "$out" -type f | wc -l) files"
rm -rf "$elsewhere"
