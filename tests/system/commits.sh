#!/bin/sh
# SPDX-License-Identifier: MIT
# --git-commit as a job lives through it: a commit fails, the same call again makes up for it, and nothing is left in git's
# index meanwhile; many jobs at once all commit, and so do hooks of other repositories. Usage: commits.sh OKR
set -u
okr=$1
folder=$(mktemp -d)
export OKR_TODAY=2026-08-17 OKR_SOURCE=job HOME="$folder/home" GIT_CONFIG_NOSYSTEM=1
mkdir "$folder/home" "$folder/goals"
cd "$folder/goals" || exit 2
git init -q && git config user.name ana && git config user.email ana@example.org
"$okr" -q init && "$okr" -q new objective ship --title Ship && "$okr" -q new kr ship.users --title Users --target 400 &&
  "$okr" -q new kpi visits --title Visits && git add -A && git commit -qm Start || exit 2
failed=0
complain() { echo "$*"; failed=1; }

# The ways in which a commit fails, and how they are mended.
break_lock() { : > .git/index.lock; }
mend_lock() { rm -f .git/index.lock; }
break_identity() { git config --unset user.name; git config --unset user.email; git config user.useConfigOnly true; }
mend_identity() { git config user.name ana; git config user.email ana@example.org; }
break_hook() { printf '#!/bin/sh\necho "hook says no" >&2\nexit 1\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit; }
mend_hook() { rm -f .git/hooks/pre-commit; }

# refused COMMAND...: git does not know who commits: exit 4 and nothing is written; then one commit.
refused() {
  before=$(git rev-list --count HEAD)
  break_identity
  "$okr" "$@" --git-commit > "$folder/said" 2>&1
  code=$?
  [ "$code" -eq 4 ] || complain "identity, okr $*: exit $code, not 4: $(cat "$folder/said")"
  [ -z "$(git status --porcelain)" ] || complain "identity, okr $*: written: $(git status --short)"
  mend_identity
  "$okr" "$@" --git-commit > "$folder/said" 2>&1 || complain "identity, okr $*, mended: $(cat "$folder/said")"
  [ -z "$(git status --porcelain)" ] || complain "identity, okr $*: uncommitted: $(git status --short)"
  [ "$(git rev-list --count HEAD)" -eq $((before + 1)) ] || complain "identity, okr $*: not one commit more"
}

# retried WAY COMMAND...: exit 4 while it is broken, twice; then 0, all is committed with one commit.
retried() {
  way=$1
  shift
  before=$(git rev-list --count HEAD)
  "break_$way"
  for try in 1 2; do
    "$okr" "$@" --git-commit > "$folder/said" 2>&1
    code=$?
    [ "$code" -eq 4 ] || complain "$way, okr $*: exit $code, not 4: $(cat "$folder/said")"
    grep -q 'the same command once more commits them' "$folder/said" || complain "$way, okr $*: $(cat "$folder/said")"
  done
  "mend_$way"
  [ -z "$(git diff --cached --name-only; git ls-files | grep -vxF "$(git ls-tree -r --name-only HEAD)")" ] ||
    complain "$way, okr $*: left in the index: $(git status --short)"
  [ -n "$(git status --porcelain)" ] || complain "$way, okr $*: nothing was written"
  "$okr" "$@" --git-commit > "$folder/said" 2>&1 || complain "$way, okr $*, mended: $(cat "$folder/said")"
  [ -z "$(git status --porcelain)" ] || complain "$way, okr $*: uncommitted: $(git status --short)"
  [ "$(git rev-list --count HEAD)" -eq $((before + 1)) ] || complain "$way, okr $*: not one commit more"
  "$okr" "$@" --git-commit > "$folder/said" 2>&1 || complain "$way, okr $*, once more: $(cat "$folder/said")"
  [ "$(git rev-list --count HEAD)" -eq $((before + 1)) ] || complain "$way, okr $*: committed without need"
}

retried lock checkin ship.users=12
refused checkin ship.users=+5 --source other
retried hook checkin ship.users=30 --source third --note 'A note.'
retried lock record visits=7
retried hook set ship.users.target=300 --why 'the launch slipped'
refused set ship.title=Launch
retried hook rename ship.users people
retried hook rename kpi/visits calls
printf 'day,n\n2026-08-01,4\n2026-08-02,5\n' > "$folder/week.csv"
retried lock import "$folder/week.csv" --kpi calls --date day --value n
retried hook review --write
retried hook new objective fit --title Fit
retried lock new kr fit.km --title Kilometres --target 300
refused new kpi sleep --title Sleep --unit h
"$okr" -q new kpi hits --title Hits --every week aggregate=sum --shared && "$okr" -q record hits=+5 &&
  "$okr" -q record hits=+7 --source cron && git add -A && git commit -qm Hits
retried hook rename kpi/hits strokes
mkdir -p "$HOME/.config/okr"
printf '[pull]\nsleep = ["echo", "6.6"]\n"fit.km" = ["echo", "12"]\n' > "$HOME/.config/okr/config.toml"
retried hook pull
"$okr" -q checkin fit.km=15 ship.people=31 && git add -A && git commit -qm 'Check in'
retried lock checkin fit.km= ship.people=32 --amend
printf '# Q3 2026\n## Ship it better\n- Weekly users: 0 -> 400 users (112)\n' > "$folder/page.md"
retried lock import "$folder/page.md"
sed -i 's/^\[workspace\]/&\nownr = "ana"/' okr.toml && git commit -qam 'A slip'
retried hook check --fix
retried hook new cycle 2026-Q4
retried lock schema --install
retried hook close 2026-Q3 --early --carry-to 2026-Q4
retried lock close 2026-Q3 --undo

# What an earlier try carried over, and could not commit, is committed with the next one, also where it was opened between.
rm -rf 2026-Q4 && git add -A && git commit -qm 'Without the next quarter'
break_hook
"$okr" close 2026-Q3 --early --carry-to 2026-Q4 --git-commit -q > /dev/null 2>&1
"$okr" close 2026-Q3 --undo --git-commit -q > /dev/null 2>&1
mend_hook
"$okr" close 2026-Q3 --early --carry-to 2026-Q4 --git-commit -q > "$folder/said" 2>&1 || complain "close again: $(cat "$folder/said")"
[ -z "$(git status --porcelain)" ] || complain "close again: uncommitted: $(git status --short)"
[ -f 2026-Q4/cycle.toml ] || complain "close again: nothing was carried"
"$okr" close 2026-Q3 --undo --git-commit -q > /dev/null 2>&1

# What another day left, a job that says the same takes in, too.
break_hook
OKR_TODAY=2026-08-18 "$okr" pull --git-commit > /dev/null 2>&1
OKR_TODAY=2026-08-19 "$okr" pull --git-commit > /dev/null 2>&1
mend_hook
OKR_TODAY=2026-08-20 "$okr" pull --git-commit > "$folder/said" 2>&1 || complain "pull of four days: $(cat "$folder/said")"
[ -z "$(git status --porcelain)" ] || complain "pull of four days: uncommitted: $(git status --short)"

# A hook of another repository commits the goals in their own, whatever git told it of that one.
git init -q "$folder/code" && cd "$folder/code" && git config user.name ana && git config user.email ana@example.org
echo a > a && git add a && git commit -qm One && git worktree add -q "$folder/beside"
foreign() {
  cd "$folder/$2" || exit 2
  before=$(git -C "$folder/goals" rev-list --count HEAD)
  printf '#!/bin/sh\n"%s" -C "%s" record sleep=%s --replace --git-commit -q\n' "$okr" "$folder/goals" "$3" > "$folder/code/.git/hooks/$1"
  chmod +x "$folder/code/.git/hooks/$1"
  echo "$3" > a
  timeout 60 git commit -qam "Of $1" > "$folder/said" 2>&1 || complain "$1 in $2: $(cat "$folder/said")"
  rm "$folder/code/.git/hooks/$1"
  [ "$(git show --name-only --format=%s)" = "Of $1

a" ] || complain "$1 in $2: $(git show --stat)"
  cd "$folder/goals" || exit 2
  [ -z "$(git status --porcelain)" ] || complain "$1 in $2: uncommitted: $(git status --short)"
  [ "$(git rev-list --count HEAD)" -eq $((before + 1)) ] || complain "$1 in $2: not one commit more"
}
foreign pre-commit code 5.1
foreign post-commit code 5.2
foreign pre-commit beside 5.3
foreign post-commit beside 5.4
GIT_DIR="$folder/code/.git" "$okr" diff HEAD~1 > "$folder/said" 2>&1 || complain "diff beside another GIT_DIR: $(cat "$folder/said")"
grep -q '5.4' "$folder/said" || complain "diff beside another GIT_DIR: $(cat "$folder/said")"

# Without a repository nothing is written; the setting means "where there is one".
mkdir "$folder/plain"
cp -r okr.toml 2026-Q3 "$folder/plain/"
before=$(find "$folder/plain" -type f | sort)
"$okr" -C "$folder/plain" checkin ship.people=40 --git-commit > "$folder/said" 2>&1
[ $? -eq 4 ] || complain "outside of a repository: $(cat "$folder/said")"
[ "$(find "$folder/plain" -type f | sort)" = "$before" ] || complain "outside of a repository: something was written"
OKR_GIT_COMMIT=1 "$okr" -C "$folder/plain" checkin ship.people=40 > "$folder/said" 2>&1 || complain "$(cat "$folder/said")"

# Many at once: every one commits.
before=$(git rev-list --count HEAD)
for i in $(seq 20); do
  "$okr" checkin ship.people=$((40 + i)) --source "job-$i" --git-commit > "$folder/many-$i" 2>&1 || echo "$i" >> "$folder/failed" &
done
wait
[ ! -e "$folder/failed" ] || complain "many at once: $(cat "$folder"/many-*)"
[ -z "$(git status --porcelain)" ] || complain "many at once, uncommitted: $(git status --short)"
[ "$(git rev-list --count HEAD)" -eq $((before + 20)) ] || complain "many at once: not twenty commits"

if [ "$failed" -eq 0 ]; then rm -rf "$folder"; else echo "the folder is left in $folder"; fi
exit "$failed"
