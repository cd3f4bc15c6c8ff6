#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes everything that is attached to a release, from the commit that is checked out: what the workflow `release` runs,
# and what a person can. `cmake/package/build.sh --help` says what there is.
set -eu

usage() {
  cat << 'END'
cmake/package/build.sh [-o FOLDER] [PART...]

  source    okr-VERSION.tar.gz: the sources, as git keeps them
  x86_64    okr-VERSION-linux-x86_64.tar.gz: the static program, manual pages, completions and notices;
            okr-linux-x86_64: the program alone; .spdx.json: what it holds
  rpm       the same as a package for Fedora and its relatives: it needs nothing
  deb       a package for Debian 12, linked against Debian's libraries
  aarch64   as x86_64, for ARM, with Debian's cross compiler, started under qemu-user
  recipes   okr.rb (Homebrew), PKGBUILD (Arch), okr.nix; they need the part source
  sums      SHA256SUMS of all of it

Without a PART, all of them. FOLDER is build/packages unless given. On Debian 12; what is missing is named. The same commit
gives the same bytes in any folder. OKR_HOMEPAGE is the address of the repository.
END
}

fail() {
  printf 'build.sh: %s\n' "$*" >&2
  exit 1
}

# needs PACKAGE COMMAND...: ends where a command is missing, and says what to install.
needs() {
  package=$1
  shift
  for tool; do
    command -v "$tool" > /dev/null || fail "there is no $tool: apt-get install --no-install-recommends $package"
  done
}

# built PRESET: configures and builds, from the distribution's libraries only.
built() {
  log=build/$1.log
  if ! {
    cmake --preset "$1" -DOKR_DOWNLOADS=OFF "-DOKR_HOMEPAGE=${OKR_HOMEPAGE-}" &&
      cmake --build --preset "$1" --target okr completions
  } > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    fail "the preset $1 does not build (all of it: $log)"
  fi
}

# --- the parts --------------------------------------------------------------------------------------------------------

source_part() {
  git archive --format=tar --prefix="okr-$version/" HEAD | gzip -9n > "$out/okr-$version.tar.gz"
}

# tree PRESET MACHINE STRIP: the installed tree as an archive, the program alone, and what it holds.
tree() {
  name=okr-$version-linux-$2
  rm -rf "build/$1/tree"
  DESTDIR='' cmake --install "build/$1" --component program --prefix "build/$1/tree/$name" > /dev/null
  "$3" --strip-all "build/$1/tree/$name/bin/okr"
  rm -r "build/$1/tree/$name/share/zsh/vendor-completions" # Debian's own; site-functions is everybody's
  tar -C "build/$1/tree" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX --format=ustar -cf - "$name" | gzip -9n > "$out/$name.tar.gz"
  cp "build/$1/tree/$name/bin/okr" "$out/okr-linux-$2"
  cp "build/$1/okr.spdx.json" "$out/$name.spdx.json"
}

x86_64_part() {
  [ "$(uname -m)" = x86_64 ] || fail "x86_64 is built on such a machine; this one is $(uname -m)"
  built release
  tree release x86_64 strip
}

# packed PRESET GENERATOR SUFFIX: what cpack makes of it.
packed() {
  (cd "build/$1" && rm -rf ./*.deb ./*.rpm _CPack_Packages && cpack -G "$2" > cpack.log 2>&1) || {
    cat "build/$1/cpack.log" >&2
    fail "cpack -G $2 failed"
  }
  find "build/$1" -maxdepth 1 -name "*.$3" -exec cp {} "$out" \;
}

rpm_part() {
  needs rpm rpmbuild
  built release
  packed release RPM rpm
}

deb_part() {
  needs 'dpkg-dev file' dpkg-shlibdeps file
  built shared
  packed shared DEB deb
}

# Debian's arm64 libraries, unpacked and not installed: the machine stays as it is.
arm_libraries() {
  root=build/aarch64-root
  [ -e "$root/usr/include/utf8proc.h" ] && return
  apt=$PWD/build/aarch64-apt
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$root"
  : > "$apt/status"
  (
    cd "$apt"
    set -- -q -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State="$apt" \
      -o Dir::State::status="$apt/status" -o Dir::Cache="$apt" -o APT::Sandbox::User=root
    apt-get "$@" update
    apt-get "$@" download libcli11-dev libtomlplusplus-dev libfmt-dev libutf8proc-dev nlohmann-json3-dev libexpected-dev \
      libcmark-dev
  ) > build/apt.log 2>&1 || {
    cat build/apt.log >&2
    fail "apt-get could not fetch Debian's libraries for arm64"
  }
  for package in "$apt"/*.deb; do dpkg-deb -x "$package" "$root"; done
}

aarch64_part() {
  needs g++-aarch64-linux-gnu aarch64-linux-gnu-g++
  needs qemu-user-static qemu-aarch64-static
  arm_libraries
  built aarch64
  tree aarch64 aarch64 aarch64-linux-gnu-strip
  board=$(qemu-aarch64-static "$out/okr-linux-aarch64" -C examples/personal --as-of 2026-08-17 status --ascii) ||
    fail "the program for ARM does not run: $board"
  case $board in *'ship.users'*) ;; *) fail "the program for ARM draws another board: $board" ;; esac
}

# Each library that is not everywhere: its name, version, address and checksum, one a line, from cmake/Dependencies.cmake.
libraries() {
  tr '\n' ' ' < cmake/Dependencies.cmake | grep -oE 'okr_dependency\((fmt|toml|cli11|expected|json|utf8proc|cmark) [^)]*\)' |
    sed -E 's/okr_dependency\(([a-z0-9]+) .* URL ([^ ]+) +SHA256 ([0-9a-f]+)\)/\1 \2 \3/'
}

recipes_part() {
  archive=okr-$version.tar.gz
  [ -e "$out/$archive" ] || fail "recipes name the checksum of $archive: make the part source first"
  sum=$(sha256sum "$out/$archive" | cut -d ' ' -f 1)
  for recipe in okr.rb PKGBUILD okr.nix; do
    # A line with @NAME@, @URL@ and @LIBRARY_SHA256@ stands for one of each library.
    while IFS= read -r line; do
      case $line in
        *@NAME@*)
          libraries | while read -r name url hash; do
            printf '%s\n' "$line" | sed "s|@NAME@|$name|g; s|@URL@|$url|g; s|@LIBRARY_SHA256@|$hash|g"
          done
          ;;
        *) printf '%s\n' "$line" | sed "s|@VERSION@|$version|g; s|@HOMEPAGE@|$homepage|g; s|@SHA256@|$sum|g" ;;
      esac
    done < "cmake/package/$recipe.in" > "$out/$recipe"
  done
}

sums_part() {
  (
    cd "$out"
    rm -f SHA256SUMS
    LC_ALL=C sha256sum -- * > ../SHA256SUMS.new
    mv ../SHA256SUMS.new SHA256SUMS
  )
}

# --- what was asked for -----------------------------------------------------------------------------------------------

cd "$(dirname "$0")/../.."
out=build/packages
case ${1-} in
  -h | --help) usage && exit ;;
  -o) out=${2:?"-o needs a folder"} && shift 2 ;;
esac
mkdir -p "$out"
out=$(cd "$out" && pwd)
homepage=${OKR_HOMEPAGE:-https://github.com/OWNER/okr}
version=$(sed -n 's/^project(okr VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
# The time of everything that is made: that of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || stat -c %Y CMakeLists.txt)}
export SOURCE_DATE_EPOCH
umask 022
needs 'cmake ninja-build g++ git' cmake ninja g++ git

[ $# -gt 0 ] || set -- source x86_64 rpm deb aarch64 recipes sums
for part; do
  case $part in
    source | x86_64 | rpm | deb | aarch64 | recipes | sums) ;;
    *) usage >&2 && fail "there is no part '$part'" ;;
  esac
done
for part; do
  printf 'build.sh: %s\n' "$part"
  "${part}_part"
done
