#!/bin/sh
# SPDX-License-Identifier: MIT
# The packages of a build: made twice, the same bytes, without a word from lintian, and what is in them works. And the
# recipes for other systems, as far as this machine can read them. Usage: packages.sh BUILD SOURCE
# Ends with 77, skipped, without the tools of Debian.
set -u
build=$(cd "$1" && pwd) && source=$(cd "$2" && pwd) || exit 2
for tool in cpack dpkg-deb dpkg-shlibdeps file gzip; do
  command -v $tool > /dev/null || { echo "there is no $tool"; exit 77; }
done
. "$(dirname "$0")/check.sh"
export SOURCE_DATE_EPOCH=1795392000
umask 022

has() { command -v "$1" > /dev/null; }
static() { ! readelf --dynamic --wide "$build/okr" | grep -q NEEDED; }
packed() { cpack --config "$build/CPackConfig.cmake" -G "$1" -B "$folder/$2" && cp "$folder/$2"/*."$3" "$folder/okr-$2.$3"; }

# --- for Debian ---

package=$folder/okr-once.deb
root=$folder/root

# A package of the static program differs from the one that is shipped in that alone.
clean_for_lintian() {
  if static; then set -- --suppress-tags statically-linked-binary,shared-library-lacks-prerequisites "$@"; fi
  if [ "$(id -u)" -eq 0 ]; then set -- --allow-root "$@"; fi
  lintian --fail-on error,warning "$@" "$package"
}
# As dpkg does it where it may, into a root of its own; the libraries are those of this system.
installs() {
  if [ "$(id -u)" -eq 0 ]; then
    mkdir -p "$root/var/lib/dpkg" && : > "$root/var/lib/dpkg/status"
    dpkg --root="$root" --force-depends --log=/dev/null --install "$package"
  else
    dpkg-deb -x "$package" "$root"
  fi
}
names_its_libraries() {
  depends=$(dpkg-deb --field "$package" Depends)
  echo "Depends: $depends"
  if static; then return; fi
  for library in libc6 libstdc++6 libcmark libutf8proc; do
    case $depends in *"$library"*) ;; *) return 1 ;; esac
  done
}
draws_a_board() {
  "$root/usr/bin/okr" init --example personal "$folder/goals" &&
    "$root/usr/bin/okr" -C "$folder/goals" --as-of 2026-08-17 status | grep -F ship
}
stripped() { ! readelf --sections --wide "$root/usr/bin/okr" | grep -F .symtab; }
pages_are_read() {
  for page in man1/okr.1 man5/okr.5 man7/okr-tutorial.7; do
    gzip -dc "$root/usr/share/man/$page.gz" > "$folder/page" && cmp "$folder/page" "$source/man/${page#*/}" || return 1
  done
}
completions_are_shell() {
  bash -n "$root/usr/share/bash-completion/completions/okr" && test -s "$root/usr/share/zsh/vendor-completions/_okr" &&
    test -s "$root/usr/share/fish/vendor_completions.d/okr.fish"
}
notices_are_there() {
  grep -F 'Permission is hereby granted' "$root/usr/share/doc/okr/copyright" && grep -F CLI11 "$root/usr/share/doc/okr/copyright" &&
    gzip -dc "$root/usr/share/doc/okr/changelog.Debian.gz" && gzip -dc "$root/usr/share/doc/okr/changelog.gz" | grep -F Unreleased
}
nothing_else() { ! dpkg-deb --contents "$package" | grep -E 'include|\.a$|cmake|site-functions'; }

check 'cpack makes a package for Debian' packed DEB once deb
[ "$failed" -eq 0 ] || { echo "the folder is left in $folder"; exit 1; }
check 'cpack makes it once more' packed DEB again deb
check 'both are the same bytes' cmp "$package" "$folder/okr-again.deb"
if has lintian; then check 'lintian finds nothing' clean_for_lintian; fi
check 'it names the libraries it is linked against' names_its_libraries
check 'it installs' installs
check 'its program draws a board' draws_a_board
check 'its program is stripped' stripped
check 'its manual pages are those of man/' pages_are_read
check 'its completions are there' completions_are_shell
check 'its licences and changes are there' notices_are_there
check 'it holds neither headers nor the library' nothing_else

# --- for Fedora: the static program, which needs nothing ---

needs_nothing() { ! rpm --query --requires --package "$folder/okr-once.rpm" | grep -v '^rpmlib('; }
lists_its_files() {
  rpm --query --list --package "$folder/okr-once.rpm" > "$folder/list"
  for file in bin/okr share/man/man1/okr.1.gz share/bash-completion/completions/okr share/zsh/site-functions/_okr \
    share/fish/vendor_completions.d/okr.fish share/doc/okr/LICENSE share/doc/okr/THIRD-PARTY-NOTICES; do
    grep -qx "/usr/$file" "$folder/list" || { echo "no $file in:"; cat "$folder/list"; return 1; }
  done
}
installs_as_rpm() {
  rpm --root="$folder/fedora" --ignorearch --install "$folder/okr-once.rpm" && "$folder/fedora/usr/bin/okr" --version
}
if static && has rpmbuild; then
  check 'cpack makes a package for Fedora' packed RPM once rpm
  check 'cpack makes it once more' packed RPM again rpm
  check 'both are the same bytes' cmp "$folder/okr-once.rpm" "$folder/okr-again.rpm"
  check 'it needs nothing' needs_nothing
  check 'its files are there' lists_its_files
  if [ "$(id -u)" -eq 0 ]; then check 'it installs and starts' installs_as_rpm; fi
fi

# --- what the program holds, and the recipes ---

names_what_the_program_names() {
  python3 - "$build/okr.spdx.json" "$("$build/okr" --version)" << 'END'
import json, re, sys
bill = json.load(open(sys.argv[1]))
packages = {package["name"]: package["versionInfo"] for package in bill["packages"]}
line = next(line for line in sys.argv[2].splitlines() if "toml++" in line)
libraries = re.findall(r"([A-Za-z0-9+]+) (\d[\d.]*)", line)
wrong = [(name, version) for name, version in libraries if packages.get(name) != version]
known = {package["SPDXID"] for package in bill["packages"]} | {"SPDXRef-DOCUMENT"}
told = {end for relation in bill["relationships"] for end in (relation["spdxElementId"], relation["relatedSpdxElement"])}
print(sys.argv[2], packages)
sys.exit(len(libraries) < 7 or bool(wrong) or told != known or bill["spdxVersion"] != "SPDX-2.3")
END
}
recipes() { "$source/cmake/package/build.sh" -o "$folder/recipes" source recipes sums; }
nothing_is_left_open() { ! grep -nE '@[A-Z0-9_]+@' "$folder"/recipes/okr.rb "$folder"/recipes/PKGBUILD "$folder"/recipes/okr.nix; }
every_library_is_named() {
  for recipe in okr.rb PKGBUILD okr.nix; do
    [ "$(grep -coE '[0-9a-f]{64}' "$folder/recipes/$recipe")" -eq 8 ] || { cat "$folder/recipes/$recipe"; return 1; }
  done
}
actions_are_pinned() { ! grep -E '^ *(- )?uses:' "$source/.github/workflows/release.yml" | grep -vE '@[0-9a-f]{40} # v'; }
sums_hold() { (cd "$folder/recipes" && sha256sum --check SHA256SUMS); }

if has python3; then check 'the bill of materials says what --version says' names_what_the_program_names; fi
if [ -e "$source/.git" ] && has git; then
  check 'the release runs actions by their commit' actions_are_pinned
  check 'the recipes are made' recipes
  check 'nothing in them is left open' nothing_is_left_open
  check 'each names the sources and seven libraries' every_library_is_named
  check 'the checksums hold' sums_hold
  check 'PKGBUILD is shell' bash -n "$folder/recipes/PKGBUILD"
  if has shellcheck; then check 'shellcheck finds nothing in PKGBUILD' shellcheck "$folder/recipes/PKGBUILD"; fi
  if has nix-instantiate; then check 'okr.nix is Nix' nix-instantiate --parse "$folder/recipes/okr.nix"; fi
  if has ruby; then check 'okr.rb is Ruby' ruby -c "$folder/recipes/okr.rb"; fi
fi

finish
