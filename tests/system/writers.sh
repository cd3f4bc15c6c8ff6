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

# Values that are added to each other: sixteen jobs with a source each, and one that was started ten times.
value_now() { "$okr" show ship.users | sed -n 's/^  now  *\([0-9]*\) of.*/\1/p'; }
"$okr" -q new kr ship.users --title Users --target 400 && "$okr" -q checkin ship.users=100 --source start
for i in $(seq 16); do "$okr" checkin ship.users=+1 --source "plus-$i" > "plus-$i" 2>&1 & done
wait
[ "$(value_now)" = 116 ] || { echo "sixteen +1 to 100 make $(value_now)"; failed=1; }
for i in $(seq 10); do "$okr" checkin ship.users=+5 --source dup > "dup-$i" 2>&1 & done
wait
[ "$(find 2026-Q3/checkins -name '*-dup*' | wc -l)" -eq 1 ] || { echo "one +5 ten times: $(ls 2026-Q3/checkins)"; failed=1; }
[ "$(cat dup-* | grep -c '^Unchanged')" -eq 9 ] || { echo "one +5 ten times: $(cat dup-*)"; failed=1; }

# A cycle that is closed holds what was said before, and nothing said later.
"$okr" -q new objective fit --title Fit && "$okr" -q new kr fit.km --title Km --target 9
for i in $(seq 8); do "$okr" checkin ship.users=$((200 + i)) --source "late-$i" > "late-$i" 2>&1 & done
"$okr" close 2026-Q3 --early > close 2>&1 || { cat close; failed=1; }
wait
final=$(sed -n 's/^ship.users .*{ value = \([0-9]*\).*/\1/p' 2026-Q3/cycle.toml)
"$okr" close 2026-Q3 --undo > undo 2>&1 || { cat undo; failed=1; }
[ "$final" = "$(value_now)" ] || { echo "closed with $final, then $(value_now) was said"; failed=1; }
"$okr" check --quiet > check 2>&1 || { cat check; failed=1; }
if [ "$failed" -eq 0 ]; then rm -rf "$folder"; else cat kpi/visits.toml; echo "the folder is left in $folder"; fi
exit "$failed"
