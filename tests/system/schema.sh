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
  (cd "$workspace" && find . -name '*.toml' ! -name .taplo.toml ! -name tombi.toml | sed 's|^\./||') > "$work/files"
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

# Without a line in any file, by the .taplo.toml and tombi.toml that --install writes: each kind of file is known, and no other.
cp -r "$examples/people" "$work/told"
"$okr" -C "$work/told" schema --install > "$work/installed" || fail "okr schema --install fails"
mkdir -p "$work/told/src" "$work/told/sprint-1"
echo 'x = 1' > "$work/told/src/other.toml"
(cd "$work/told" && "$taplo" check) > "$work/taplo" 2>&1 || { fail "taplo refuses a good workspace:"; head -20 "$work/taplo"; }
(cd "$work/told" && "$tombi" lint --offline --error-on-warnings) > "$work/tombi" 2>&1 ||
  { fail "tombi refuses a good workspace:"; head -20 "$work/tombi"; }
printf '[cycle]\ntitel = "x"\n' > "$work/told/sprint-1/cycle.toml"
printf '[ship]\ntitel = "x"\n' > "$work/told/2026-Q3/more.toml"
(cd "$work/told" && sed -i 's/^format/formt/' okr.toml && sed -i 's/^by/byy/' 2026-Q3/checkins/*.toml &&
  sed -i 's/^title/titel/' kpi/turnover.toml)
(cd "$work/told" && "$taplo" check) > "$work/taplo" 2>&1
(cd "$work/told" && "$tombi" lint --offline) > "$work/tombi" 2>&1
some=$(cd "$work/told" && find 2026-Q3/checkins -name '*.toml' | head -n 1)
for file in okr.toml 2026-Q3/more.toml sprint-1/cycle.toml kpi/turnover.toml "$some"; do
  grep -q "told/$file" "$work/taplo" || fail "taplo is not told of $file"
  grep -q "told/$file" "$work/tombi" || fail "tombi is not told of $file"
done
if grep -q other.toml "$work/taplo" "$work/tombi"; then fail "a file that is not okr's is checked as one"; fi

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
