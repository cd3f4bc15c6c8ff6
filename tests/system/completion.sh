#!/bin/sh
# SPDX-License-Identifier: MIT
# Completes lines in real bash, zsh and fish with the stubs that okr prints. Usage: completion.sh OKR
# A shell that is not installed is skipped and named.
set -u
okr=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
mkdir "$folder/bin" "$folder/data"
: > "$folder/data/readings.csv"
ln -s "$okr" "$folder/bin/okr"
PATH=$folder/bin:$PATH
export PATH
cd "$folder/data" || exit 1

# expect SHELL LINE EXPECTED ACTUAL: the words offered, sorted, joined by blanks.
expect() {
  actual=$(printf '%s\n' "$4" | sed '/^$/d' | sort | tr '\n' ' ' | sed 's/ $//')
  if [ "$actual" != "$3" ]; then
    printf '%s: "%s" offers "%s" instead of "%s"\n' "$1" "$2" "$actual" "$3"
    failed=1
  fi
}

# The line is parted as bash parts it: at blanks, and `=` is a word of its own.
in_bash() {
  bash --norc -c '
    eval "$(okr completions bash)"
    compopt() { :; }
    COMP_LINE=$1
    read -ra COMP_WORDS <<< "${1//=/ = }"
    [[ $1 == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _okr
    printf "%s\n" "${COMPREPLY[@]}"' bash "$1"
}

# The functions that would draw are replaced by ones that print.
in_zsh() {
  zsh -f -c '
    compdef() { : }
    eval "$(okr completions zsh)"
    _describe() { local a; for a in "${(@P)2}"; do print -r -- "${a%%:*}"; done }
    _files() { print -rl -- ${PREFIX#*=}*(N) }
    compset() { : }
    words=("${(@s: :)1}"); CURRENT=$#words; PREFIX=$words[CURRENT]
    _okr' zsh "$1"
}

in_fish() {
  HOME=$folder fish --no-config -c 'okr completions fish | source; complete -C"$argv[1]" | string replace -r "\t.*" ""' "$1"
}

for shell in bash zsh fish; do
  if ! command -v "$shell" > "$folder/which" 2>&1; then
    printf '%s is not installed: skipped\n' "$shell"
    continue
  fi
  expect "$shell" 'okr compl' 'completions' "$("in_$shell" 'okr compl')"
  expect "$shell" 'okr completions ' 'bash fish zsh' "$("in_$shell" 'okr completions ')"
  expect "$shell" 'okr help exit' 'exit-codes' "$("in_$shell" 'okr help exit')"
  expect "$shell" 'okr help --vers' '--version' "$("in_$shell" 'okr help --vers')"
  expect "$shell" 'okr help --color ne' 'never' "$("in_$shell" 'okr help --color ne')"
  expect "$shell" 'okr help -o re' 'readings.csv' "$("in_$shell" 'okr help -o re')"
  expect "$shell" 'okr nonsense x' '' "$("in_$shell" 'okr nonsense x')"
done
expect bash 'okr help --color=ne' 'never' "$(in_bash 'okr help --color=ne')"
expect zsh 'okr help --color=ne' '--color=never' "$(in_zsh 'okr help --color=ne')"
expect fish 'okr help --color=ne' '--color=never' "$(in_fish 'okr help --color=ne')"
exit $failed
