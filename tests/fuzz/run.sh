#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh PROGRAM SOURCES TARGET FOUND: libFuzzer for OKR_FUZZ_SECONDS (6), from the seed OKR_FUZZ_SEED (20260817). What it
# learns stays in FOUND/TARGET, so that the next run goes on from there; what fails stays there as crash-..., and the last
# lines say how to run it again.
set -u
program=$1 sources=$2 target=$3 found=$4/$3
seconds=${OKR_FUZZ_SECONDS:-6}
mkdir -p "$found/corpus"
log=$found/log
# Leaks are what ASan sees at the end; a length that keeps each run short; 10 seconds are a hang.
"$program" -max_total_time="$seconds" -seed="${OKR_FUZZ_SEED:-20260817}" -timeout=10 -rss_limit_mb=2048 -max_len=8192 \
  -print_final_stats=1 -dict="$sources/toml.dict" -artifact_prefix="$found/" \
  "$found/corpus" "$sources/corpus/$target" > "$log" 2>&1
code=$?
if [ "$code" -ne 0 ]; then
  grep -v '^#' "$log" | tail -n 60
  echo "$target: failed; again: $program $found/crash-... ; the whole of it: $log"
  exit "$code"
fi
echo "$target: $(sed -n 's/^stat::number_of_executed_units: //p' "$log") runs in $seconds s, nothing found"
