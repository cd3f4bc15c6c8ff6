#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs a build into an empty folder, builds a program outside of the project against what lies there, and compares its
# scores with those of okr score --json. Usage: package.sh BUILD OKR EXAMPLES
set -u
build=$1 okr=$2 examples=$3
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)

# done_with WHAT COMMAND...: it must end well; else what it printed, and the end.
done_with() {
  what=$1
  shift
  "$@" > "$folder/output" 2>&1 || { printf 'not so: %s\n' "$what"; cat "$folder/output"; echo "the folder is left in $folder"; exit 1; }
}

done_with 'it installs' cmake --install "$build" --prefix "$folder/installed"
cp "$here/CMakeLists.txt" "$here/scores.cpp" "$folder"
done_with 'find_package finds it' cmake -S "$folder" -B "$folder/build" "-DCMAKE_PREFIX_PATH=$folder/installed"
done_with 'a program is built against it' cmake --build "$folder/build"
for example in personal:2026-08-17 personal:2026-11-02 sales:2026-08-17 product:2026-08-17; do
  name=${example%%:*} day=${example#*:}
  "$folder/build/scores" "$examples/$name" "$day" > "$folder/outside" || { echo "scores failed on $example"; exit 1; }
  "$okr" -C "$examples/$name" --as-of "$day" score --json > "$folder/score.json"
  done_with "the same scores on $example" python3 - "$folder" << 'END'
import json, sys
folder = sys.argv[1]
report = json.load(open(f"{folder}/score.json"))
inside = {}
for objective in report["objectives"]:
    inside[objective["id"]] = objective["score"]
    for key_result in objective["key_results"]:
        inside[key_result["id"]] = key_result["score"]
outside = {}
for line in open(f"{folder}/outside"):
    name, score = line.split()
    outside[name] = None if score == "null" else float(score)
if not outside or inside != outside:
    sys.exit(f"inside {inside}\noutside {outside}")
END
done
rm -rf "$folder"
