#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What action.yml runs. Usage: action.sh find|get|run, with the inputs in OKR_...
#   find  where the program of this version comes from and is kept: outputs from, folder and key (none where it is there)
#   get   fetches it, or builds it: output program; it is on the PATH of the steps that follow
#   run   the report, its summary, its annotations, its comment and its gates: outputs total, verdict and json, also where
#         nothing could be done
# Texts of the goals are data throughout: they reach no shell line, no workflow command and no other output.
set -euo pipefail

# GitHub takes 1024 KiB for the summary of a step, 65 536 characters for a comment and 1 MiB for an output.
readonly most_of_summary=1000000 most_of_checks=300000 most_of_comment=60000 most_of_output=1000000

fail() {
  printf '::error title=okr::%s\n' "$(as_command "$1")"
  exit "${2:-2}"
}

# as_command TEXT: as the message of a workflow command, on one line.
as_command() {
  local text=${1//'%'/%25}
  text=${text//$'\r'/%0D}
  printf '%s' "${text//$'\n'/%0A}"
}

random_word() { LC_ALL=C od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

# output NAME FILE: behind a delimiter that nobody can have written before.
output() {
  local delimiter
  delimiter=okr_$(random_word)
  { printf '%s<<%s\n' "$1" "$delimiter"; cat "$2"; printf '\n%s\n' "$delimiter"; } >> "${GITHUB_OUTPUT:-/dev/null}"
}

output_text() {
  printf '%s' "$2" > "$work/output"
  output "$1" "$work/output"
}

# yes_or_no INPUT VALUE
yes_or_no() {
  case $2 in
    true) return 0 ;;
    false | '') return 1 ;;
    *) fail "$1 is '$2': use true or false" ;;
  esac
}

# --- the program ------------------------------------------------------------------------------------------------------

check_wanted() {
  [[ -z ${OKR_VERSION-}${OKR_SHA256-} || ( -n ${OKR_VERSION-} && -n ${OKR_SHA256-} ) ]] ||
    fail "version and sha256 go together: a download is compared with its checksum"
  [[ -z ${OKR_VERSION-} || $OKR_VERSION =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "version: use three numbers, as 0.1.0"
  [[ -z ${OKR_SHA256-} || $OKR_SHA256 =~ ^[0-9a-f]{64}$ ]] || fail "sha256: use 64 hexadecimal digits in lower case"
}

# Of everything that the program is built from.
sum_of_sources() {
  (cd "$GITHUB_ACTION_PATH" && find bootstrap CMakeLists.txt CMakePresets.json cmake include src -type f -print0 | LC_ALL=C sort -z |
    xargs -0 sha256sum | sha256sum | cut -c1-32)
}

find_program() {
  check_wanted
  local sum key
  if [[ -n ${OKR_PROGRAM-} ]]; then return; fi
  sum=${OKR_SHA256:-$(sum_of_sources)}
  key=okr-$(uname -s)-$(uname -m)-$sum
  output_text key "$key"
  output_text folder "${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:-/tmp}}/$key"
  output_text from "${OKR_DOWNLOAD:-https://github.com/${OKR_REPOSITORY-}/releases/download/v${OKR_VERSION-}}"
}

is_as_wanted() { [[ -z ${OKR_SHA256-} ]] || printf '%s  %s\n' "$OKR_SHA256" "$1" | sha256sum --check --status; }

download() {
  command -v curl > /dev/null || fail "curl is missing: install it, or leave version and sha256 out to build okr" 4
  curl --fail --silent --show-error --location --retry 3 --output "$1" "$OKR_DOWNLOAD/okr-linux-$(uname -m)" ||
    fail "okr $OKR_VERSION could not be downloaded from $OKR_DOWNLOAD" 4
  is_as_wanted "$1" || fail "okr $OKR_VERSION from $OKR_DOWNLOAD has another checksum than sha256 says: nothing of it was run" 4
}

build() {
  (cd "$GITHUB_ACTION_PATH" && ./bootstrap build) || fail "okr could not be built; see above" 4
  cp "$GITHUB_ACTION_PATH/build/release/okr" "$1"
}

get_program() {
  check_wanted
  local program=${OKR_PROGRAM-}
  if [[ -z $program ]]; then
    program=$OKR_FOLDER/okr
    mkdir -p "$OKR_FOLDER"
    if [[ ! -s $program ]] || ! is_as_wanted "$program"; then
      rm -f "$program"
      if [[ -n ${OKR_VERSION-} ]]; then download "$program.new"; else build "$program.new"; fi
      chmod 755 "$program.new"
      mv "$program.new" "$program"
    fi
  fi
  program=$(command -v "$program") || fail "program: there is no $OKR_PROGRAM" 4
  program=$(realpath "$program")
  "$program" --version
  output_text program "$program"
  if [[ -n ${GITHUB_PATH-} ]]; then dirname "$program" >> "$GITHUB_PATH"; fi
}

# --- reports ----------------------------------------------------------------------------------------------------------

# In a container the checkout often belongs to somebody else; git is told for these processes alone that it is meant.
trust_checkout() {
  local count=${GIT_CONFIG_COUNT:-0}
  export GIT_CONFIG_COUNT=$((count + 1)) "GIT_CONFIG_KEY_$count=safe.directory" "GIT_CONFIG_VALUE_$count=$PWD"
}

okr() { "$OKR_PROGRAM" -C "${OKR_GOALS:-.}" "$@"; }
# For commands that speak of a cycle.
okr_of_cycle() { okr ${OKR_CYCLE:+--cycle "$OKR_CYCLE"} "$@"; }

# said COMMAND...: its output for the log, with workflow commands switched off, and in $work/said; returns what it returned.
said() {
  local word code=0
  word=okr-$(random_word)
  "$@" > "$work/said" 2>&1 || code=$?
  echo "::stop-commands::$word"
  cat "$work/said"
  [[ -z $(tail -c 1 "$work/said") ]] || echo
  echo "::$word::"
  return "$code"
}

worst=0
# note CODE: the job ends with the worst of all.
note() { if [[ $1 -gt $worst ]]; then worst=$1; fi; }

# cut_to BYTES FILE: whole lines, and a word on what is missing.
cut_to() {
  if [[ $(wc -c < "$2") -le $1 ]]; then
    cat "$2"
  else
    head -c "$1" "$2" | sed '$d'
    printf '\nThis is too long for GitHub; all of it: okr %s\n' "$words_typed"
  fi
}

# As a block of code that no line of it can end.
fenced() {
  local longest
  longest=$(LC_ALL=C grep -o '`*' "$1" | LC_ALL=C awk '{ if (length($0) > most) most = length($0) } END { print most + 1 }')
  [[ $longest -ge 3 ]] || longest=3
  printf '%*s\n' "$longest" '' | tr ' ' '`'
  cat "$1"
  printf '%*s\n' "$longest" '' | tr ' ' '`'
}

# What is wrong in the files, on the lines of the pull request.
annotate() {
  local code=0
  if yes_or_no annotations "${OKR_ANNOTATIONS-}"; then okr check --format github || code=$?; fi
  if [[ $code -gt 1 ]]; then note "$code"; fi
}

# as_json OKR...: what the command prints with --json, in $work/json; {} where it prints nothing, for what reads it as JSON.
as_json() {
  "$@" --json > "$work/json" 2> /dev/null || true
  [[ -s $work/json ]] || echo '{}' > "$work/json"
}

# Before anything is done: a slip in the workflow is no news of the goals.
check_wishes() {
  local gate
  for gate in "${gates[@]}"; do
    case $gate in
      errors | warnings | due | under=* | at-risk | behind | stale | missed | warning | unexplained-change) ;;
      kpi-red | kpi-signal | kpi-stale) ;;
      *) fail "gates: there is no '$gate'; action.yml lists them" ;;
    esac
  done
  yes_or_no summary "${OKR_SUMMARY-}" || true
  yes_or_no annotations "${OKR_ANNOTATIONS-}" || true
  yes_or_no comment "${OKR_COMMENT-}" || true
  case ${words[0]-check} in
    calibration | check | diff | forecast | kpi | log | next | review | score | show | status | tree) ;;
    *) fail "command: '${words[0]}' is no report. Use check, status, score, forecast, next, review, kpi, show, tree, log, diff or calibration" ;;
  esac
}

# The cycle that a report in JSON is about; nothing where it is of none, or of several.
cycle_in() { sed -n '/^  "cycle": {$/{n;s/^    "id": "\(.*\)",$/\1/p;}' "$1"; }

# follow_cycle: the gates and the total are about the cycle that the command names.
follow_cycle() {
  local reported named
  okr_of_cycle score --json > "$work/named" 2> /dev/null || true
  reported=$(cycle_in "$work/json")
  named=$(cycle_in "$work/named")
  [[ -n $reported && $reported != "$named" ]] || return 0
  [[ -z ${OKR_CYCLE-} ]] || fail "command: '$words_typed' is about $reported, and cycle is '$OKR_CYCLE': name it once"
  OKR_CYCLE=$reported
}

# The command: for the log, as Markdown in $work/report.md and as JSON.
report() {
  local code=0 asked=okr_of_cycle
  : > "$work/report.md"
  [[ ${#words[@]} -gt 0 ]] || return 0
  case ${words[0]} in
    check)
      said okr "${words[@]}" || code=$?
      cut_to "$most_of_checks" "$work/said" > "$work/short"
      fenced "$work/short" > "$work/report.md"
      as_json okr "${words[@]}"
      # Findings fail the job by the gate; a word that is wrong or a workspace that is not there always does.
      if [[ $code -gt 1 || ${#words[@]} -gt 1 ]]; then note "$code"; fi
      return
      ;;
    # KPIs are of no cycle, and calibration is of all that were closed.
    kpi | calibration) asked=okr ;;
  esac
  said "$asked" "${words[@]}" || code=$?
  note "$code"
  "$asked" "${words[@]}" --format md > "$work/report.md" 2> /dev/null || true
  # A report that cannot be made says why where the report would stand.
  if [[ ! -s $work/report.md ]]; then
    cut_to "$most_of_checks" "$work/said" > "$work/short"
    fenced "$work/short" > "$work/report.md"
  fi
  as_json "$asked" "${words[@]}"
  case ${words[0]} in
    forecast | next | review | score | status) follow_cycle ;;
  esac
}

# ask_gate GATE: exits as okr does; what it says is for the log.
ask_gate() {
  case $1 in
    errors) said okr check -q ;;
    warnings) said okr check --strict -q ;;
    due) said okr_of_cycle status --due ;;
    under=*) said okr_of_cycle score --fail-under "${1#under=}" -q ;;
    at-risk | behind | stale | missed | warning | unexplained-change) said okr_of_cycle score --fail-on "$1" -q ;;
    kpi-red | kpi-signal | kpi-stale) said okr kpi --fail-on "${1#kpi-}" -q ;;
  esac
}

ask_gates() {
  : > "$work/gates.md"
  [[ ${#gates[@]} -gt 0 ]] || return 0
  printf '\n| gate | |\n|---|---|\n' > "$work/gates.md"
  local gate code answer
  for gate in "${gates[@]}"; do
    code=0
    ask_gate "$gate" || code=$?
    note "$code"
    case $code in
      0) answer=passed ;;
      1) answer=missed ;;
      *) answer="could not be asked, exit $code" ;;
    esac
    if [[ $code -ne 0 ]]; then printf '::error title=okr::gate %s: %s\n' "$(as_command "$gate")" "$answer"; fi
    printf '| %s | %s |\n' "$gate" "$answer" >> "$work/gates.md"
  done
}

# The report and the gates, in at most this many bytes.
page() {
  if [[ ${#words[@]} -gt 0 ]]; then printf '### okr %s\n\n' "$words_typed"; else printf '### okr\n'; fi
  cut_to "$1" "$work/report.md"
  cat "$work/gates.md"
}

say_outputs() {
  local total verdict=failed
  total=$(okr_of_cycle score --total 2> /dev/null) || true
  case $worst in
    0) verdict=passed ;;
    1) verdict=missed ;;
    3) verdict=broken ;;
  esac
  output_text total "${total%%$'\n'*}"
  output_text verdict "$verdict"
  if [[ $(wc -c < "$work/json") -gt $most_of_output ]]; then
    echo "::warning title=okr::The JSON is larger than an output may be, so json is {}; run okr in a step of your own"
    echo '{}' > "$work/json"
  fi
  output json "$work/json"
  has_said_outputs=true
}

has_said_outputs=false
# Steps that follow read the outputs of one that failed, too.
finish() {
  if [[ $task == run && $has_said_outputs == false ]]; then
    output_text total ''
    output_text verdict failed
    output_text json '{}'
  fi
  rm -rf "$work"
}

# --- the comment ------------------------------------------------------------------------------------------------------

# api METHOD PATH [FILE]: prints the answer. The token is on no command line.
api() {
  local body=()
  if [[ $# -gt 2 ]]; then body=(--data-binary "@$3"); fi
  printf 'header = "Authorization: Bearer %s"\n' "$OKR_TOKEN" |
    curl --config - --fail --silent --show-error --request "$1" --header 'Accept: application/vnd.github+json' \
      --header 'X-GitHub-Api-Version: 2022-11-28' "${body[@]}" "${GITHUB_API_URL:-https://api.github.com}/repos/$GITHUB_REPOSITORY/$2"
}

# The comment that an earlier run of this command wrote: its number, or nothing. Other people's stay theirs.
find_comment() {
  local part=1 id
  while [[ $part -le 30 ]]; do
    api GET "issues/$1/comments?per_page=100&page=$part" > "$work/comments" || return
    id=$(jq -r --arg mark "$2" \
      'first(.[] | select(.user.type == "Bot" and (.body | startswith($mark))) | .id) // empty' "$work/comments") || return
    if [[ -n $id ]]; then
      echo "$id"
      return
    fi
    [[ $(jq length "$work/comments") -eq 100 ]] || return 0
    part=$((part + 1))
  done
}

write_comment() {
  local number mark id
  number=$(jq -r '.pull_request.number // empty' "${GITHUB_EVENT_PATH:-/dev/null}") || return
  if [[ -z $number ]]; then
    echo "::notice title=okr::This run is of no pull request: there is nothing to comment on"
    return
  fi
  mark="<!-- okr: $(printf '%s in %s' "$words_typed" "$OKR_GOALS" | tr -c 'A-Za-z0-9._/ -' '_' | tr -s -- - -) -->"
  # A title that names a person does not call them: a character of no width stands behind each @.
  { echo "$mark"; page "$most_of_comment" | sed $'s/@/@\u200b/g'; } > "$work/comment.md"
  jq -Rs '{body: .}' "$work/comment.md" > "$work/comment.json"
  id=$(find_comment "$number" "$mark") || return
  if [[ -n $id ]]; then
    api PATCH "issues/comments/$id" "$work/comment.json" > "$work/answer"
  else
    api POST "issues/$number/comments" "$work/comment.json" > "$work/answer"
  fi
}

# A comment that cannot be written changes no verdict: a fork's token may only read.
comment() {
  local program
  for program in curl jq; do
    if ! command -v "$program" > /dev/null; then
      echo "::warning title=okr::No comment was written: $program is not installed"
      return
    fi
  done
  if ! write_comment 2> "$work/api"; then
    echo "::warning title=okr::No comment was written: $(as_command "$(cat "$work/api")"). Has the job the permission pull-requests: write?"
  fi
}

# ----------------------------------------------------------------------------------------------------------------------

run_report() {
  cd "${GITHUB_WORKSPACE:-.}"
  [[ -d ${OKR_GOALS:-.} ]] || fail "working-directory: there is no folder $OKR_GOALS in the checkout" 4
  trust_checkout
  local IFS=$' \t\n,'
  # No name in the folder is meant by a * of the words.
  set -f
  # shellcheck disable=SC2206
  gates=(${OKR_GATES-})
  IFS=$' \t\n'
  # shellcheck disable=SC2206
  words=(${OKR_COMMAND-})
  words_typed=${words[*]-}
  echo '{}' > "$work/json"
  check_wishes
  annotate
  report
  ask_gates
  if yes_or_no summary "${OKR_SUMMARY-}"; then page "$((most_of_summary - 10000))" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"; fi
  say_outputs
  if yes_or_no comment "${OKR_COMMENT-}"; then comment; fi
  return "$worst"
}

work=$(mktemp -d)
task=${1-}
trap finish EXIT
case $task in
  find) find_program ;;
  get) get_program ;;
  run) run_report ;;
  *) fail "action.sh find, get or run" ;;
esac
