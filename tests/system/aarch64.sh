#!/bin/sh
# SPDX-License-Identifier: MIT
# The program for ARM, built as a release builds it, started under qemu: it says what the one of this machine says, to the
# byte, numbers and pages too. Usage: aarch64.sh OKR SOURCE. It takes as long as a release does; without Debian's cross
# compiler and qemu it ends with 77, skipped.
set -u
okr=$1
source=$(cd "$2" && pwd) || exit 2
for tool in aarch64-linux-gnu-g++ qemu-aarch64-static apt-get dpkg-deb; do
  command -v $tool > /dev/null || { echo "there is no $tool"; exit 77; }
done
. "$(dirname "$0")/check.sh"

on_arm() { qemu-aarch64-static "$folder/packages/okr-linux-aarch64" "$@"; }
same() {
  on_arm "$@" > "$folder/arm"
  on_arm_ended=$?
  "$okr" "$@" > "$folder/here"
  [ $? -eq "$on_arm_ended" ] && [ -s "$folder/here" ] && cmp "$folder/arm" "$folder/here"
}
writes_the_same() {
  on_arm -C "$folder/goals" --as-of 2026-08-17 checkin fit.km=3 --source arm -n > "$folder/arm" &&
    "$okr" -C "$folder/goals" --as-of 2026-08-17 checkin fit.km=3 --source arm -n > "$folder/here" &&
    grep -v '^+at = ' "$folder/arm" > "$folder/arm.said" && grep -v '^+at = ' "$folder/here" | cmp - "$folder/arm.said"
}

check 'the package for ARM is made' "$source/cmake/package/build.sh" -o "$folder/packages" aarch64
if [ "$failed" -eq 0 ]; then
  check 'it unpacks' tar -xzf "$folder/packages/"okr-*-linux-aarch64.tar.gz -C "$folder"
  check 'it is static' sh -c "file '$folder/packages/okr-linux-aarch64' | grep -E 'ARM aarch64.*static'"
  for example in personal product; do
    for report in status 'score --json' 'forecast --json' 'kpi --json' 'review --final' 'calibration --json' check; do
      # The report and its format are two words.
      # shellcheck disable=SC2086
      check "$report of $example" same -C "$source/examples/$example" --as-of 2026-08-17 $report
    done
  done
  cp -r "$source/examples/personal" "$folder/goals"
  check 'a check-in is written alike' writes_the_same
fi
finish
