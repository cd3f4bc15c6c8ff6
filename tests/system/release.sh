#!/bin/sh
# SPDX-License-Identifier: MIT
# What is shipped: one static file that starts with nothing around it, and the installed tree. Usage: release.sh SOURCE
# Ends with 77, skipped, where the preset release has not been built.
set -u
source=$1
okr=$source/build/release/okr
[ -x "$okr" ] || { echo "no $okr: cmake --preset release && cmake --build --preset release"; exit 77; }
. "$(dirname "$0")/check.sh"

no_shared_library() { ! readelf --dynamic --wide "$okr" | grep -q NEEDED; }
no_interpreter() { ! readelf --program-headers --wide "$okr" | grep -q INTERP; }
runs_with_nothing() { (cd "$folder/nothing" && env -i "$okr" --version); }
# A container of this file alone: its root holds nothing else.
draws_in_a_bare_root() {
  mkdir -p "$folder/bare/tmp" && cp "$okr" "$folder/bare/okr" && (cd "$folder" &&
    env -i "$(command -v chroot)" "$folder/bare" /okr init --example personal /tmp/goals &&
    env -i "$(command -v chroot)" "$folder/bare" /okr -C /tmp/goals --as-of 2026-08-17 status)
}
# A prompt is drawn after every command: the fastest of 100 runs, starting the process included, takes less than 5 ms. A
# machine on which `git --version` alone takes longer than half of that is slow: twice git's time, taken turn by turn, is the
# measure there.
prompt_is_fast() {
  "$okr" init --example personal "$folder/goals" && python3 - "$okr" "$folder/goals" << 'END'
import os, sys, time
okr, goals = sys.argv[1:]
def seconds(command):
    begin = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    os.waitpid(os.posix_spawnp(command[0], command, {**os.environ, "OKR_TODAY": "2026-08-24"}, file_actions=quiet), 0)
    return time.perf_counter() - begin
rounds = [(seconds([okr, "-C", goals, "prompt"]), seconds(["git", "--version"])) for _ in range(100)]
prompt, git = (min(times) for times in zip(*rounds))
print(f"okr prompt {1000 * prompt:.2f} ms, git --version {1000 * git:.2f} ms")
sys.exit(prompt >= max(0.005, 2 * git))
END
}
same_version() { [ "$("$okr" --version)" = "$("$folder/installed/bin/okr" --version)" ]; }
no_path_of_the_build() { ! grep -aqF "$source/src" "$okr"; }

# Hardened: how it was linked stands in its headers; how it was compiled, in the functions that only such code calls.
in_headers() { readelf --wide --file-header --program-headers --dynamic "$okr" | grep -E "$1"; }
calls() { nm --demangle "$okr" | grep -E "$1"; }
functions_watch_their_stack() {
  many=$(objdump --disassemble --no-show-raw-insn "$okr" | grep -cE '(call|jmp|bl|b) .*<__stack_chk_fail(_local)?>')
  echo "$many functions" && [ "$many" -gt 1000 ]
}
at_any_address() { in_headers 'Type: +DYN' && in_headers 'Flags:.* PIE'; }
nothing_is_bound_later() { in_headers GNU_RELRO && in_headers 'BIND_NOW|Flags:.* NOW'; }
stack_is_no_code() { in_headers 'GNU_STACK +.* RW +0x'; }
nothing_is_written_and_run() { ! in_headers 'LOAD .* RWE '; }
branches_land_where_they_may() {
  case $(uname -m) in
    x86_64) objdump --disassemble=main "$okr" | grep -m 1 -A 1 '<main>:' | grep endbr64 ;;
    aarch64) objdump --disassemble=main "$okr" | grep -m 1 -A 1 '<main>:' | grep -E 'paciasp|bti' ;;
  esac
}

mkdir "$folder/nothing"
check 'the program needs no shared library' no_shared_library
check 'the program needs no dynamic linker' no_interpreter
check 'the program starts with no environment in an empty folder' runs_with_nothing
if [ "$(id -u)" -eq 0 ]; then check 'the program draws a board where there is nothing else' draws_in_a_bare_root; fi
check 'the program names no folder of the machine it was built on' no_path_of_the_build

check 'it is at another address at every start' at_any_address
check 'what the linker filled in cannot be written' nothing_is_bound_later
check 'the stack cannot be run' stack_is_no_code
check 'no memory can be both written and run' nothing_is_written_and_run
check 'the stack is watched' functions_watch_their_stack
check 'copies are measured' calls ' __(mem|str)[a-z]+_chk$'
check 'the bounds of the library are checked' calls __glibcxx_assert_fail
check 'a jump lands at the beginning of a function only' branches_land_where_they_may

check 'okr prompt takes less than 5 ms, or twice the time of git --version' prompt_is_fast

check 'it installs as ./bootstrap left it' cmake --install "$source/build/release" --prefix "$folder/installed"
check 'the installed program is the same version' same_version
for file in share/man/man1/okr.1 share/bash-completion/completions/okr share/zsh/site-functions/_okr \
  share/fish/vendor_completions.d/okr.fish share/doc/okr/LICENSE share/doc/okr/THIRD-PARTY-NOTICES; do
  check "$file is installed" test -s "$folder/installed/$file"
done

check 'another program is built against its library' sh "$source/tests/package/package.sh" "$source/build/release" "$okr" \
  "$source/examples"

finish
