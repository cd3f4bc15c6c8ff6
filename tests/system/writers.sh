#!/bin/sh
# SPDX-License-Identifier: MIT
# Many writers at once, as cron jobs of several machines on one disk are: whoever is told "Wrote" finds it in the file.
# Usage: writers.sh OKR
set -u
okr=$1
folder=$(mktemp -d)
OKR_TODAY=2026-08-17
export OKR_TODAY
cd "$folder" || exit 2
"$okr" -q init && "$okr" -q new kpi visits --title Visits --every day || exit 1
sed -i 's/^every/aggregate = "sum"\nevery/' kpi/visits.toml
"$okr" -q new objective ship --title Ship
writers=12
for i in $(seq $writers); do "$okr" -q new kr "ship.kr$i" --title T --target 9 > "new-$i" 2>&1 & done
wait
for i in $(seq $writers); do "$okr" record visits=+$i > "record-$i" 2>&1 & done
wait
for i in $(seq $writers); do "$okr" -q set "ship.kr$i.target=1$i" --why test > "set-$i" 2>&1 & done
wait

failed=0
# found PATTERN FILE WHAT: it stands there.
found() { grep -Eq "$1" "$2" || { echo "lost: $3"; failed=1; }; }
for i in $(seq $writers); do
  found "^\[ship\.kr$i\]" 2026-Q3/cycle.toml "key result $i ($(cat "new-$i"))"
  found "^2026-08-17 = .*[[ ]$i[],]" kpi/visits.toml "reading $i ($(cat "record-$i"))"
  found "^target = 1$i\$" 2026-Q3/cycle.toml "target $i ($(cat "set-$i"))"
done
"$okr" check --quiet > check 2>&1 || { cat check; failed=1; }
if [ "$failed" -eq 0 ]; then rm -rf "$folder"; else cat kpi/visits.toml; echo "the folder is left in $folder"; fi
exit "$failed"
