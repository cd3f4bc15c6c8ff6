#!/bin/sh
# SPDX-License-Identifier: MIT
# The hook of .pre-commit-hooks.yaml. Before a commit: what is staged, in every workspace of the repository; deletions too.
# Where nothing is staged (pre-commit run --all-files, in CI): every workspace as it lies there.
if ! command -v okr > /dev/null; then
  echo 'okr is not on the PATH: build it with ./bootstrap build, or take a released one' >&2
  exit 4
fi
git diff --cached --quiet || exec okr check --staged

# The shell that xargs starts is meant to read $1.
# shellcheck disable=SC2016
git ls-files -z -- okr.toml '*/okr.toml' | xargs -0 -r -n 1 sh -c 'okr -C "$(dirname "$1")" check || exit 1' sh || exit 1
