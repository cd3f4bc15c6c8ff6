#!/bin/sh
# SPDX-License-Identifier: MIT
# Proves that layers.sh catches what it is there for: plants one breach at a time in a small house. Usage: layers_test.sh
set -u
check=$(cd "$(dirname "$0")" && pwd)/layers.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
failed=0

core='base model store compute vcs'
floors="$core draw reports session actions cli"

build_house() {
  rm -rf "$house/src" "$house/include"
  for name in $floors; do mkdir -p "$house/src/$name/room"; done
  for name in $core; do mkdir -p "$house/include/okr/$name"; done
  : > "$house/src/main.cpp"
}

# header FLOOR: how another floor includes a header of it.
header() {
  case " $core " in *" $1 "*) echo "okr/$1/a.hpp" ;; *) echo "$1/a.hpp" ;; esac
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

# may FLOOR FLOOR...: the first may include the others, and none of the rest.
may() {
  floor=$1
  for target in $floors; do
    [ "$target" != "$floor" ] || continue
    case " $* " in
      *" $target "*) fine "src/$floor/room/a.cpp" "#include \"$(header "$target")\"" ;;
      *) breach "src/$floor/room/a.cpp" "#include \"$(header "$target")\"" ;;
    esac
  done
}

may base
may model base
may store model base
may compute model base
may vcs model base
may draw base
may reports draw compute model base
may session reports draw compute store vcs model base
may actions session reports draw compute store vcs model base
may cli actions session reports draw compute store vcs model base

breach include/okr/model/a.hpp '#include "okr/store/load.hpp"'
breach include/okr/store/a.hpp '#include "store/lexis.hpp"'
breach src/main.cpp '#include "okr/store/load.hpp"'
breach src/main.cpp '#include "actions/checkin/understand.hpp"'
breach src/draw/a.cpp '  #  include  <session/context.hpp>'
breach src/cli/a.cpp '#include "store/lexis.hpp"'
breach src/cli/a.cpp '#include "okr/cli/app.hpp"'
breach src/base/a.cpp '#include "okr/nowhere/x.hpp"'
breach src/store/parse.cpp '#include <toml++/toml.h>'
breach src/draw/text.cpp '#include <utf8proc.h>'
breach src/cli/help.cpp '#include <CLI/CLI.hpp>'
breach src/reports/a.cpp '#include <nlohmann/json.hpp>'
breach src/reports/keys.hpp '#include <nlohmann/json_fwd.hpp>'
breach include/okr/base/a.hpp '#include <fmt/core.h>'
breach src/base/a.cpp '#include <iostream>'
breach src/base/a.cpp '#include <doctest/doctest.h>'
breach src/cli/a.cpp 'const char* home = std::getenv("HOME");'
breach src/compute/a.cpp 'const auto now = std::chrono::system_clock::now();'
breach src/compute/a.cpp 'const auto now = std::time(nullptr);'
breach src/cli/a.cpp 'const int file = ::open(path, O_RDONLY);'
breach src/draw/a.cpp 'FILE* file = fopen(path, "r");'
breach src/cli/a.cpp 'std::system("git status");'
breach src/model/a.cpp '  if (::fork() == 0) return;'
breach src/model/a.cpp '  std::exit(2);'
breach src/actions/a.cpp 'namespace okr::cli {'
breach src/session/a.hpp 'namespace okr {'
breach src/session/a.hpp 'namespace session {'
breach src/reports/a.cpp 'inline namespace okr::reporting {'
breach include/okr/compute/a.hpp 'namespace okr::compute {'
breach src/main.cpp 'namespace okr {'
breach src/actions/a.hpp 'using namespace session;'

fine src/store/a.cpp '#include "okr/model/okr.hpp"'
fine src/store/a.cpp '#include "store/lexis.hpp"'
fine src/reports/a.cpp '#include "reports/status/board.hpp"'
fine src/cli/a.cpp '#include "okr/store/load.hpp"'
fine src/main.cpp '#include "cli/system.hpp"'
fine src/store/toml.cpp '#include <toml++/toml.h>'
fine src/draw/json.hpp '#include <nlohmann/json.hpp>'
fine src/store/disk_write.cpp 'const int file = ::open(path, O_RDONLY);'
fine src/store/a.cpp 'const auto source = Source::open(text);'
fine src/actions/a.cpp 'namespace okr::actions {'
fine src/actions/a.cpp 'namespace okr::actions::test {'
fine src/actions/a.cpp 'using namespace session;'
fine src/actions/a.cpp 'namespace {'
fine src/base/a.cpp 'namespace okr::utf8 {'
fine include/okr/compute/a.hpp 'namespace okr {'
fine src/compute/a.cpp '// std::time(nullptr) is for main'
fine src/compute/a.cpp 'const auto at = reading.time(nullptr);'

# A permission that nothing uses any more is a breach where it is asked for.
build_house
printf '#include <utf8proc.h>\n' > "$house/src/base/text.cpp"
if report=$(sh "$check" --complete "$house"); then
  echo 'permissions that no file uses pass'
  failed=1
elif printf '%s\n' "$report" | grep -q utf8proc; then
  printf 'a permission in use is called unused:\n%s\n' "$report"
  failed=1
fi

# An empty place is no pass.
rm -rf "$house/src" "$house/include"
if sh "$check" "$house" 2> /dev/null; then
  echo 'a folder without sources passes'
  failed=1
fi
[ "$failed" -eq 0 ] && echo 'every planted breach is caught'
exit "$failed"
