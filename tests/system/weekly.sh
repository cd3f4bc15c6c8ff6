#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs the lines of `okr help weekly` as they stand there: start-up lines and prompts in real shells, crontab lines with
# sh. Usage: weekly.sh OKR EXAMPLES. A shell that is not installed is skipped and named.
set -u
okr=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
examples=$(cd "$2" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
mkdir "$folder/bin"
ln -s "$okr" "$folder/bin/okr"
printf '#!/bin/sh\necho 140\n' > "$folder/bin/count-users"
chmod +x "$folder/bin/count-users"
cp -r "$examples/personal" "$folder/goals"
export PATH="$folder/bin:$PATH" HOME="$folder" OKR_DIR="$folder/goals" OKR_ME=ana
cd "$folder" || exit 1

# line WORDS: what stands behind these words in the help.
line() { okr help weekly | sed -n "s/^ *$1//p"; }

# expect WHAT EXPECTED ACTUAL
expect() {
  if [ "$3" != "$2" ]; then
    printf '%s: "%s" instead of "%s"\n' "$1" "$3" "$2"
    failed=1
  fi
}

# prompt_of SHELL: the prompt that the shell would draw after its start-up line was read.
prompt_of() {
  case $1 in
    bash) bash --norc -c "PS1='> '; $(line 'bash  '); eval \"\$PROMPT_COMMAND\"; printf '%s' \"\${PS1@P}\"" ;;
    zsh) zsh -f -c "PROMPT='> '; $(line 'zsh   '); precmd; print -rnP -- \"\$PROMPT\"" ;;
    fish) fish --no-config -c "$(line 'fish  '); fish_right_prompt" ;;
  esac
}

started=$(line '' | grep -- '^okr status --due -q')
for shell in bash zsh fish; do
  if ! command -v "$shell" > "$folder/which" 2>&1; then
    printf '%s is not installed: skipped\n' "$shell"
    continue
  fi
  token='okr:8 > '; quiet='> '
  if [ "$shell" = fish ]; then token='okr:8'; quiet=''; fi
  expect "$shell start, due" 'okr: a check-in is due' "$(OKR_TODAY=2026-08-24 "$shell" -c "$started")"
  expect "$shell start, nothing due" '' "$(OKR_TODAY=2026-08-17 "$shell" -c "$started")"
  expect "$shell prompt, due" "$token" "$(OKR_TODAY=2026-08-24 prompt_of "$shell")"
  expect "$shell prompt, nothing due" "$quiet" "$(OKR_TODAY=2026-08-17 prompt_of "$shell")"
done

mail=$(line '0 8 \* \* 1  ')
numbers=$(line '0 7 \* \* 1  ')
expect 'cron mail, due' 'DUE' "$(OKR_TODAY=2026-08-24 sh -c "$mail" | sed -n '1s/ .*//p')"
expect 'cron mail, nothing due' '' "$(OKR_TODAY=2026-08-17 sh -c "$mail")"
OKR_TODAY=2026-08-24 sh -c "$numbers" > "$folder/first" || failed=1
expect 'cron numbers' 'ship.users = 140' "$(grep users "$folder/goals/2026-Q3/checkins/2026-08-24-cron.toml")"
OKR_TODAY=2026-08-24 sh -c "$numbers" > "$folder/second" || failed=1
expect 'cron numbers twice' '1' "$(ls "$folder/goals/2026-Q3/checkins" | grep -c '2026-08-24')"
exit $failed
