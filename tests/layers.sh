#!/bin/sh
# SPDX-License-Identifier: MIT
# Who may include and call whom, and which namespace is whose, as ARCHITECTURE.md draws it. Reads #include lines,
# namespaces and calls of the system in src/ and include/; prints each breach with its place and ends with 1. With
# --complete a permission that no file uses is a breach too. Usage: layers.sh [--complete] [ROOT]
set -u
complete=0
if [ "${1-}" = --complete ]; then complete=1; shift; fi
root=${1:-$(dirname "$0")/..}
cd "$root" || exit 2
files=$(find src include -name '*.cpp' -o -name '*.hpp' -o -name '*.hpp.in')
[ -n "$files" ] || { echo "layers.sh: no source under $root" >&2; exit 2; }

# The names hold no blanks; the list is meant to split.
# shellcheck disable=SC2086
exec awk -v complete=$complete '
BEGIN {
  # A floor and the floors it may include, itself among them. Left out on purpose: store and compute, reports and store.
  sees["base"]    = " base "
  sees["model"]   = " model base "
  sees["store"]   = " store model base "
  sees["compute"] = " compute model base "
  sees["vcs"]     = " vcs model base "
  sees["draw"]    = " draw base "
  sees["reports"] = " reports draw compute model base "
  sees["session"] = " session reports draw compute store vcs model base "
  sees["actions"] = " actions session reports draw compute store vcs model base "
  sees["cli"]     = " cli actions session reports draw compute store vcs model base "
  sees["main"]    = " cli session base "
  plain           = " base model compute "            # their names stand in okr, without a floor
  core            = " base model store compute vcs "  # the library: others include its headers as okr/<floor>/...

  # What one room only may include or call: a pattern of the line, a pattern of the files, the reason.
  only("<toml[+][+]/", "^src/store/toml[.]cpp$", "only store/toml.cpp includes toml++")
  only("<utf8proc", "^src/base/text[.]cpp$", "only base/text.cpp includes utf8proc")
  only("<cmark", "^src/actions/import/markdown/tree[.]cpp$", "only actions/import/markdown/tree.cpp includes cmark")
  only("<CLI/", "^src/cli/app[.]cpp$", "only cli/app.cpp includes CLI11")
  only("<nlohmann/", "^src/(draw/json[.]hpp|store/schema[.]cpp)$", "nlohmann-json is for draw/json and store/schema")
  only("<fmt/", "^src/", "a header of include/ stays light: fmt in src/ only")
  only("<(iostream|fstream|regex|filesystem|locale|clocale)>", "^$", "slow to start, or depends on a locale")
  only("using namespace", "[.]cpp$", "a header opens no namespace to whoever includes it")
  only("<(doctest|rapidcheck)", "^$", "tests include this, the program never")

  calls("getenv", "^src/cli/system[.]cpp$", "the environment is read in cli/system.cpp")
  calls("(localtime|localtime_r|gmtime|gmtime_r|clock_gettime|gettimeofday)|(std)?::time", "^src/main[.]cpp$",
        "the clock is read in main.cpp")
  only("(system|high_resolution)_clock", "^$", "the clock is read in main.cpp, as a date")
  only("steady_clock", "^src/vcs/process[.]cpp$", "how long a program may run is measured where it is started")
  calls("(fopen|freopen|openat|opendir|mkstemp|mkdtemp)|(std)?::(open|creat)", "^src/store/disk[a-z_]*[.]cpp$",
        "files are opened in store/disk")
  calls("(fork|vfork|posix_spawnp?|popen|execve?|execvpe?|execlp?)", "^src/vcs/process[.]cpp$",
        "programs are started in vcs/process.cpp")
  calls("(std)?::system", "^$", "a shell would read the words of a file: start programs by argument vector")
  calls("setlocale", "^$", "the program starts with no locale")
  calls("(std)?::(exit|quick_exit)|exit", "^$", "nothing below main ends the program: return a Result")
}

function only(pattern, files, why) { ++rules; line_of[rules] = pattern; files_of[rules] = files; why_of[rules] = why }

# A call of the C library by that name, with or without std:: and ::, but no member and no part of a longer name. Words
# that functions of ours may be called too (open, time) are given with the :: that the code writes before them.
function calls(name, files, why) { only("(^|[^a-zA-Z0-9_:.>])((std)?::)?(" name ")[(]", files, why) }

function breach(why) { printf "%s:%d: %s\n    %s\n", FILENAME, FNR, why, $0; ++breaches }

# "src/store/load/x.cpp" -> "store"; "" for what is no floor (third_party).
function layer_of(path,   parts) {
  if (path == "src/main.cpp") return "main"
  sub(/^src\//, "", path)
  sub(/^(include\/)?okr\//, "", path)
  split(path, parts, "/")
  return (parts[1] in sees) ? parts[1] : ""
}

function check_include(path,   target, rest) {
  target = layer_of(path)
  if (path ~ /^okr\// && target == "") breach("no floor is called so")
  else if (target == "") return
  else if (index(sees[layer], " " target " ") == 0) breach(layer " must not see " target)
  else if (path ~ /^okr\// && index(core, " " target " ") == 0) breach("include/okr/ is the library; this is " target "/...")
  else if (path !~ /^okr\// && index(core, " " target " ") != 0 && (target != layer || FILENAME ~ /^include\//))
    breach("a header in src/" target " is private to it: include okr/" target "/... instead")
}

# A floor names things in its own namespace, or in one below that: "okr::store". An anonymous one is its file alone.
function check_namespace(name,   own, parts) {
  own = index(plain, " " layer " ") ? "okr" : "okr::" layer
  split(name, parts, "::")
  if (index(name "::", own "::") != 1 || (own == "okr" && parts[2] in sees)) breach("the namespace of " layer " is " own)
}

FNR == 1 { layer = layer_of(FILENAME) }
layer == "" { next }
{ code = $0; sub(/\/\/.*/, "", code) }
code ~ /^[ \t]*#[ \t]*include[ \t]*["<](okr\/)?[a-z_]+\// {
  path = code
  sub(/^[^"<]*["<]/, "", path)
  sub(/[">].*/, "", path)
  check_include(path)
}
code ~ /^[ \t]*(inline[ \t]+)?namespace[ \t]+[a-z][^=]*[{]/ {
  name = code
  sub(/^.*namespace[ \t]+/, "", name)
  sub(/[ \t]*[{].*/, "", name)
  check_namespace(name)
}
{
  for (rule = 1; rule <= rules; ++rule) {
    if (code !~ line_of[rule]) continue
    used[rule] = 1
    if (FILENAME !~ files_of[rule]) breach(why_of[rule])
  }
}

END {
  for (rule = 1; complete && rule <= rules; ++rule) {
    if (files_of[rule] == "^$" || used[rule]) continue
    printf "layers.sh: no file uses what %s may: %s\n", files_of[rule], why_of[rule]
    ++breaches
  }
  exit breaches > 0
}
' $files
