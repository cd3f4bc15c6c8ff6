#!/bin/sh
# SPDX-License-Identifier: MIT
# A disk that is full and a file system that may not be written: exit 4, a message that says so, and not one byte changed.
# usage: faults.sh OKR EXAMPLES. Needs root and mounts of its own (unshare); skipped (77) where there are none.
set -u
okr=$1
examples=$2
if [ "${3-}" != inside ]; then
  unshare -m true 2> /dev/null || { echo "no mounts of our own here: skipped"; exit 77; }
  exec unshare -m sh "$0" "$okr" "$examples" inside
fi

place=$(mktemp -d)
trap 'umount "$place" 2> /dev/null; rmdir "$place"' EXIT
failed=0

fresh() {
  umount "$place" 2> /dev/null
  mount -t tmpfs -o size=2m none "$place" || { echo "cannot mount a tmpfs: skipped"; exit 77; }
  cp -r "$examples/personal/." "$place/"
}

state() { (cd "$place" && find . -type f ! -name filler -exec cksum {} + | sort); }

# refused WORDS COMMAND...: exit 4, says WORDS, changes nothing.
refused() {
  words=$1
  shift
  before=$(state)
  said=$(OKR_TODAY=2026-08-24 OKR_SOURCE=ana-x1 "$okr" -C "$place" "$@" 2>&1)
  code=$?
  [ "$code" -eq 4 ] || { echo "okr $*: exit $code, not 4: $said"; failed=1; }
  case $said in *"$words"*) ;; *) echo "okr $*: does not say '$words': $said"; failed=1 ;; esac
  [ "$(state)" = "$before" ] || { echo "okr $*: changed something"; failed=1; }
}

fresh
dd if=/dev/zero of="$place/filler" bs=4k 2> /dev/null
refused 'no space left' checkin ship.users=150
refused 'no space left' record sleep=7
refused 'no space left' set ship.title=Other
refused 'no space left' close 2026-Q3 --early --carry-to 2026-Q4
rm "$place/filler"
OKR_TODAY=2026-08-24 OKR_SOURCE=ana-x1 "$okr" -C "$place" checkin ship.users=150 > /dev/null || { echo "does not write when there is room again"; failed=1; }
OKR_TODAY=2026-08-24 "$okr" -C "$place" check > /dev/null || { echo "the workspace is not whole afterwards"; failed=1; }

fresh
mount -o remount,ro "$place"
refused 'the file system is read-only' checkin ship.users=150
refused 'the file system is read-only' record sleep=7
refused 'the file system is read-only' new kpi walks --title Walks
refused 'the file system is read-only' close 2026-Q3 --early --carry-to 2026-Q4
exit "$failed"
