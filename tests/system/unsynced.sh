#!/bin/sh
# SPDX-License-Identifier: MIT
# A disk that does not say that a folder is safe: the file is there, and nothing else is said. Usage: unsynced.sh OKR
# Skipped (77) without a compiler for the small library that stands for the disk, or where okr cannot be given it.
set -u
okr=$1
command -v c++ > /dev/null || { echo "no c++: skipped"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/disk.cpp" <<'END'
#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
extern "C" int fsync(int file) {
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISDIR(status.st_mode)) return 0;
  if (std::getenv("DISK_SAYS_EIO") == nullptr) std::abort();
  errno = EIO;
  return -1;
}
END
c++ -shared -fPIC -o "$folder/disk.so" "$folder/disk.cpp" || exit 77
export OKR_TODAY=2026-08-17 OKR_SOURCE=job OKR_ME=ana HOME="$folder"
mkdir "$folder/goals"
cd "$folder/goals" || exit 2
"$okr" -q init && "$okr" -q new objective ship --title Ship && "$okr" -q new kr ship.users --title Users --target 9 || exit 2
failed=0

# Without this the test would prove nothing: our fsync is the one that is asked, for the new folder's parent too.
LD_PRELOAD="$folder/disk.so" "$okr" -q checkin ship.users=1 --source first > /dev/null 2>&1
[ $? -eq 134 ] || { echo "okr does not ask this library: skipped"; exit 77; }

# unsafe FILE COMMAND...: exit 4, the file is there and named, and it is not said that nothing was written.
unsafe() {
  file=$1
  shift
  LD_PRELOAD="$folder/disk.so" DISK_SAYS_EIO=1 "$okr" "$@" > "$folder/said" 2>&1
  code=$?
  [ "$code" -eq 4 ] || { echo "okr $*: exit $code, not 4"; failed=1; }
  grep -q "$file: written, but not yet safe on disk" "$folder/said" || { echo "okr $*: $(cat "$folder/said")"; failed=1; }
  if grep -q 'nothing was written' "$folder/said"; then echo "okr $*: $(cat "$folder/said")"; failed=1; fi
  [ -s "$file" ] || { echo "okr $*: $file is not there"; failed=1; }
}

unsafe 2026-Q3/checkins/2026-08-17-job.toml checkin ship.users=2
unsafe 2026-Q3/cycle.toml set ship.users.target=8 --why slipped
unsafe kpi/visits.toml new kpi visits --title Visits
unsafe kpi/calls.toml rename kpi/visits calls
unsafe .okr/schema/kpi.json schema kpi --install
unsafe score.txt score -o score.txt
exit "$failed"
