#!/bin/sh
# SPDX-License-Identifier: MIT
# Proves that layers.sh catches what it is there for: plants one breach at a time in a small house. Usage: layers_test.sh
set -u
check=$(cd "$(dirname "$0")" && pwd)/layers.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
failed=0

build_house() {
  rm -rf "$house/src" "$house/include"
  for layer in base model store compute vcs report render cli; do
    mkdir -p "$house/src/$layer/forecast" "$house/include/okr/$layer"
  done
  : > "$house/src/main.cpp"
}

# breach FILE LINE: a house with that line in that file must not pass.
breach() {
  build_house
  printf '%s\n' "$2" > "$house/$1"
  if report=$(sh "$check" "$house"); then
    printf 'not caught: %s in %s\n' "$2" "$1"
    failed=1
  elif ! printf '%s\n' "$report" | grep -q "^$1:1: "; then
    printf 'caught at another place: %s in %s\n%s\n' "$2" "$1" "$report"
    failed=1
  fi
}

# fine FILE LINE: a house with that line in that file must pass.
fine() {
  build_house
  printf '%s\n' "$2" > "$house/$1"
  report=$(sh "$check" "$house") || { printf 'refused: %s in %s\n%s\n' "$2" "$1" "$report"; failed=1; }
}

breach src/base/a.cpp '#include "okr/model/okr.hpp"'
breach include/okr/model/a.hpp '#include "okr/store/load.hpp"'
breach src/store/a.cpp '#include "okr/compute/score.hpp"'
breach src/compute/a.cpp '#include "okr/store/load.hpp"'
breach src/compute/forecast/a.cpp '#include "okr/store/load.hpp"'
breach src/vcs/a.cpp '#include "okr/store/load.hpp"'
breach src/report/a.cpp '#include "okr/store/load.hpp"'
breach src/report/a.cpp '#include "okr/render/document.hpp"'
breach src/render/a.cpp '#include "okr/store/load.hpp"'
breach src/render/a.cpp '  #  include  <okr/cli/context.hpp>'
breach src/main.cpp '#include "okr/store/load.hpp"'
breach src/cli/a.cpp '#include "store/lexis.hpp"'
breach src/base/a.cpp '#include "okr/nowhere/x.hpp"'
breach src/store/parse.cpp '#include <toml++/toml.h>'
breach src/render/text.cpp '#include <utf8proc.h>'
breach src/cli/help.cpp '#include <CLI/CLI.hpp>'
breach src/report/a.cpp '#include <nlohmann/json.hpp>'
breach include/okr/render/json.hpp '#include <nlohmann/json_fwd.hpp>'
breach include/okr/base/a.hpp '#include <fmt/core.h>'
breach src/base/a.cpp '#include <iostream>'
breach src/base/a.cpp '#include <doctest/doctest.h>'
breach src/cli/a.cpp 'const char* home = std::getenv("HOME");'
breach src/compute/a.cpp 'const auto now = std::chrono::system_clock::now();'
breach src/compute/a.cpp 'const auto now = std::time(nullptr);'
breach src/cli/a.cpp 'const int file = ::open(path, O_RDONLY);'
breach src/render/a.cpp 'FILE* file = fopen(path, "r");'
breach src/cli/a.cpp 'std::system("git status");'
breach src/model/a.cpp '  if (::fork() == 0) return;'
breach src/model/a.cpp '  std::exit(2);'

fine src/store/a.cpp '#include "okr/model/okr.hpp"'
fine src/store/a.cpp '#include "store/lexis.hpp"'
fine src/render/a.cpp '#include "okr/report/board.hpp"'
fine src/cli/a.cpp '#include "okr/store/load.hpp"'
fine src/main.cpp '#include "cli/system.hpp"'
fine src/store/toml.cpp '#include <toml++/toml.h>'
fine src/render/json_writer.cpp '#include <nlohmann/json.hpp>'
fine src/store/disk_write.cpp 'const int file = ::open(path, O_RDONLY);'
fine src/store/a.cpp 'const auto source = Source::open(text);'
fine src/compute/a.cpp '// std::time(nullptr) is for main'
fine src/compute/a.cpp 'const auto at = reading.time(nullptr);'

# An empty place is no pass.
rm -rf "$house/src" "$house/include"
if sh "$check" "$house" 2> /dev/null; then
  echo 'a folder without sources passes'
  failed=1
fi
[ "$failed" -eq 0 ] && echo 'every planted breach is caught'
exit "$failed"
