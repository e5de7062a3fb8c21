#!/bin/bash
# fetch-kernel.sh DIR NAME/SUITE | DIR NAME=VERSION: fetches a Debian kernel package into DIR and prints its path as the last line.
# A package that only names the current kernel, as linux-image-cloud-amd64, leads to the kernel that it names.
#
# apt is given lists, cache and sources of its own for these calls: nothing of the host's is read but the address of its mirror,
# nothing is written outside DIR, and no root is needed. Exit status 2: there is no such package.
set -euo pipefail
export LC_ALL=C # its messages are read

die() { printf 'kernel: error: %s\n' "$*" >&2; exit 1; }
unusable() { printf 'kernel: error: %s\n' "$*" >&2; exit 2; }

dir=$1 wanted=$2
case $wanted in
  */*) name=${wanted%%/*} suites=${wanted#*/} version='' ;;
  *=*) name=${wanted%%=*} version=${wanted#*=} suites='' ;;
  *) unusable "'$wanted' is no package: wanted NAME/SUITE or NAME=VERSION" ;;
esac
mkdir -p "$dir"
if [ -n "$version" ]; then
  # apt writes the colon of an epoch as %3a.
  kept=$dir/${name}_${version//:/%3a}_amd64.deb
  if [ -s "$kept" ]; then printf '%s\n' "$kept"; exit 0; fi
fi
command -v apt-get >/dev/null || die "no apt-get here: fetch the package elsewhere and name it as deb:FILE"

work=$(mktemp -d "$dir/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists,cache/archives}/partial
: >"$work/status"

release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
# Read: "<site> bookworm main Packages".
# shellcheck disable=SC2016 # $(SITE) is apt's own notation
sites=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
  awk -v release="$release" '$4 == "Packages" && $3 == "main" && $2 ~ "^" release { print $1, $2 }' | sort -u)
mirror=$(awk -v release="$release" '$2 == release { print $1; exit }' <<<"$sites")
[ -n "$mirror" ] || die "the host's apt has no source of its own release ($release): is this Debian, and was 'apt-get update' run once?"
[ -n "$suites" ] || suites="$release $release-updates $release-security $release-backports"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
for suite in $suites; do
  site=$(awk -v suite="$suite" '$2 == suite { print $1; exit }' <<<"$sites")
  case $suite in *-security) [ -n "$site" ] || continue ;; esac
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "${site:-$mirror}" "$suite"
done >"$work/sources.list"

apt() {
  local program=$1
  shift
  "$program" -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" \
    -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" -o Acquire::Languages=none -o APT::Sandbox::User=root "$@"
}

apt apt-get update >"$work/log" 2>&1 || unusable "no packages of $suites: $(grep -m 1 '^[EW]:' "$work/log" || tail -n 1 "$work/log")"
record() { apt apt-cache show --no-all-versions "$1" 2>/dev/null || true; }
if [ -z "$version" ]; then
  shown=$(record "$name")
  [ -n "$shown" ] || unusable "there is no package $name in $suites"
  # Depends: linux-image-6.12.95+deb12-cloud-amd64 (= 6.12.95-1~bpo12+1)
  led=$(sed -n 's/^Depends: .*\(linux-image-[0-9][^ ,(]*\).*/\1/p' <<<"$shown" | head -n 1)
  if [ -n "$led" ]; then name=$led shown=$(record "$name"); fi
  version=$(sed -n 's/^Version: //p' <<<"$shown" | head -n 1)
  [ -n "$version" ] || unusable "the package that ${wanted%%/*} leads to, $name, is not in $suites"
fi
kept=$dir/${name}_${version//:/%3a}_amd64.deb
if [ ! -s "$kept" ]; then
  (cd "$work" && apt apt-get download "$name=$version") >"$work/log" 2>&1 \
    || unusable "$name $version cannot be fetched from $suites: $(grep -m 1 '^[EW]:' "$work/log" || tail -n 1 "$work/log")"
  mv "$work"/*.deb "$kept"
fi
printf '%s\n' "$kept"
