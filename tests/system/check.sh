# SPDX-License-Identifier: MIT
# For scripts that hold a list of truths: a folder for what they make, and what was not so is counted.
folder=$(mktemp -d)
failed=0

# check WHAT COMMAND...: WHAT must be true.
check() {
  what=$1
  shift
  if ! "$@" > "$folder/output" 2>&1; then
    printf 'not so: %s\n' "$what"
    cat "$folder/output"
    failed=1
  fi
}

# The end of the script: what it made is removed, or named where something was not so.
finish() {
  if [ "$failed" -eq 0 ]; then
    rm -rf "$folder"
  else
    echo "the folder is left in $folder"
  fi
  exit "$failed"
}
