#!/bin/sh
# SPDX-License-Identifier: MIT
# What is shipped: one static file that starts with nothing around it, and the installed tree. Usage: release.sh SOURCE
# Ends with 77, skipped, where the preset release has not been built.
set -u
source=$1
okr=$source/build/release/okr
[ -x "$okr" ] || { echo "no $okr: cmake --preset release && cmake --build --preset release"; exit 77; }
folder=$(mktemp -d)
failed=0

# check WHAT COMMAND...: WHAT must be true.
check() {
  what=$1
  shift
  if ! "$@" > "$folder/output" 2>&1; then
    printf 'not so: %s\n' "$what"
    cat "$folder/output"
    failed=1
  fi
}

no_shared_library() { ! readelf --dynamic --wide "$okr" | grep -q NEEDED; }
no_interpreter() { ! readelf --program-headers --wide "$okr" | grep -q INTERP; }
runs_with_nothing() { (cd "$folder/nothing" && env -i "$okr" --version); }
# A prompt is drawn after every command: the fastest of 100 runs, starting the process included, takes less than 5 ms.
prompt_is_fast() {
  "$okr" init --example personal "$folder/goals" && python3 - "$okr" "$folder/goals" << 'END'
import os, sys, time
okr, goals = sys.argv[1:]
def seconds():
    begin = time.perf_counter()
    os.waitpid(os.posix_spawn(okr, [okr, "-C", goals, "prompt"], {"OKR_TODAY": "2026-08-24"}), 0)
    return time.perf_counter() - begin
fastest = min(seconds() for _ in range(100))
print(f"{1000 * fastest:.2f} ms")
sys.exit(fastest >= 0.005)
END
}
same_version() { [ "$("$okr" --version)" = "$("$folder/installed/bin/okr" --version)" ]; }
no_path_of_the_build() { ! grep -aqF "$source/src" "$okr"; }

mkdir "$folder/nothing"
check 'the program needs no shared library' no_shared_library
check 'the program needs no dynamic linker' no_interpreter
check 'the program starts with no environment in an empty folder' runs_with_nothing
check 'the program names no folder of the machine it was built on' no_path_of_the_build

check 'okr prompt takes less than 5 ms' prompt_is_fast

check 'it installs as ./bootstrap left it' cmake --install "$source/build/release" --prefix "$folder/installed"
check 'the installed program is the same version' same_version
for file in share/man/man1/okr.1 share/bash-completion/completions/okr share/zsh/site-functions/_okr \
  share/fish/vendor_completions.d/okr.fish share/doc/okr/LICENSE share/doc/okr/THIRD-PARTY-NOTICES; do
  check "$file is installed" test -s "$folder/installed/$file"
done

check 'another program is built against its library' sh "$source/tests/package/package.sh" "$source/build/release" "$okr" \
  "$source/examples"

if [ "$failed" -eq 0 ]; then
  rm -rf "$folder"
else
  echo "the folder is left in $folder"
fi
exit "$failed"
