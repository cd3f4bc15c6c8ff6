#!/bin/sh
# SPDX-License-Identifier: MIT
# The schemas that okr installs, as editors read them: taplo and tombi accept every example and refuse each seeded fault.
# Usage: schema.sh OKR EXAMPLES FOLDER. The two tools are installed into FOLDER, once; nothing else is downloaded.
# Ends with 77 (skipped) only where npm is missing or its registry cannot be reached.
set -u
okr=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
examples=$(cd "$2" && pwd)
samples=$(cd "$(dirname "$0")/schema" && pwd)
mkdir -p "$3" || exit 1
tools=$(cd "$3" && pwd)
taplo=$tools/node_modules/.bin/taplo
tombi=$tools/node_modules/.bin/tombi
RUST_LOG=error
TOMBI_OFFLINE=1
NO_COLOR=1
export RUST_LOG TOMBI_OFFLINE NO_COLOR

skip() { echo "skipped: $1"; exit 77; }

if [ ! -x "$taplo" ] || [ ! -x "$tombi" ]; then
  command -v npm > "$tools/which.log" 2>&1 || skip "npm is not installed"
  npm ping > "$tools/npm.log" 2>&1 || skip "npm cannot reach its registry ($tools/npm.log)"
  (cd "$tools" && npm install --no-audit --no-fund --prefix "$tools" @taplo/cli@0.7.0 tombi@0.11.7) > "$tools/npm.log" 2>&1 ||
    { echo "npm could not install the tools:"; cat "$tools/npm.log"; exit 1; }
fi

work=$(mktemp -d)
failed=0
fail() { echo "$1"; failed=1; }

# Each file gets the line that okr prints for its place: CYCLE/*.toml and the like are patterns of the shell.
cp -r "$examples" "$work/examples"
for workspace in "$work"/examples/*/; do
  "$okr" -C "$workspace" schema --install > "$work/installed" || fail "okr schema --install fails in $workspace"
  (cd "$workspace" && find . -name '*.toml' | sed 's|^\./||') > "$work/files"
  while read -r file; do
    case $file in
      okr.toml) place='okr.toml' ;;
      kpi/*/*) place='kpi/ID/\*.toml' ;;
      kpi/*) place='kpi/\*.toml' ;;
      */checkins/*) place='CYCLE/checkins/\*.toml' ;;
      *) place='CYCLE/\*.toml' ;;
    esac
    line=$(sed -n "s|^ *$place  *\(#:schema .*\)|\1|p" "$work/installed")
    [ -n "$line" ] || fail "okr schema --install prints no line for $file"
    { echo "$line"; cat "$workspace/$file"; } > "$work/one" && cp "$work/one" "$workspace/$file"
  done < "$work/files"
done

# Seeded faults and samples stand beside the schemas of their kind: KIND-NAME.toml.
cp -r "$samples/accepted" "$samples/rejected" "$work"
for kind in cycle checkin kpi config; do
  "$okr" schema "$kind" > "$work/$kind.json" || fail "okr schema $kind fails"
done
for file in "$work"/accepted/*.toml "$work"/rejected/*.toml; do
  name=$(basename "$file")
  { echo "#:schema ../${name%%-*}.json"; cat "$file"; } > "$work/one" && cp "$work/one" "$file"
done

good=$(find "$work/examples" "$work/accepted" -name '*.toml')
count=$(echo "$good" | wc -l)
[ "$count" -gt 100 ] || fail "only $count files to accept"
# The names hold no blanks; the list is meant to split.
# shellcheck disable=SC2086
"$taplo" check $good > "$work/taplo" 2>&1 || { fail "taplo refuses a good file:"; grep -v '^ INFO' "$work/taplo" | head -40; }
# shellcheck disable=SC2086
"$tombi" lint --offline --error-on-warnings $good > "$work/tombi" 2>&1 || { fail "tombi refuses a good file:"; head -40 "$work/tombi"; }

# Each is named where its faults are reported; one run of taplo, which takes seconds to start.
"$taplo" check "$work"/rejected/*.toml > "$work/taplo" 2>&1
for file in "$work"/rejected/*.toml; do
  name=$(basename "$file")
  grep -q "path=.*$name" "$work/taplo" || fail "taplo accepts $name"
  if "$tombi" lint --offline "$file" > "$work/tombi" 2>&1; then fail "tombi accepts $name"; fi
done
faults=$(find "$work/rejected" -name '*.toml' | wc -l)
if [ "$failed" -ne 0 ]; then
  echo "the files are in $work"
  exit 1
fi
echo "taplo and tombi accept $count files and refuse $faults"
rm -rf "$work"
