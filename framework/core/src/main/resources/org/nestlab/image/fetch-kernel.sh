#!/bin/bash
# fetch-kernel.sh DIR NAME/SUITE | DIR NAME=VERSION: fetches a Debian kernel into DIR and prints its path as the last line: a package
# that holds kernel and modules, or, where Debian parts a kernel into several packages, a folder into which they are unpacked.
# A package that only names the current kernel, as linux-image-cloud-amd64, leads to the kernel that it names.
#
# apt is given lists, cache and sources of its own for these calls: nothing of the host's is read but the addresses of its mirrors,
# nothing is written outside DIR, and no root is needed. Exit status 2: there is no such package.
# NESTLAB_OS_RELEASE is read in place of /etc/os-release (for tests).
set -euo pipefail
export LC_ALL=C # its messages are read

die() { printf 'kernel: error: %s\n' "$*" >&2; exit 1; }
unusable() { printf 'kernel: error: %s\n' "$*" >&2; exit 2; }

dir=$1 wanted=$2
case $wanted in
  */*) name=${wanted%%/*} suites=${wanted#*/} version='' ;;
  *=*) name=${wanted%%=*} version=${wanted#*=} suites='' ;;
  *) unusable "'$wanted' is not a valid package; expected NAME/SUITE or NAME=VERSION" ;;
esac
mkdir -p "$dir"
dir=$(cd "$dir" && pwd) # apt takes other paths as beginning in /etc/apt
# apt writes the colon of an epoch as %3a.
stem_of() { printf '%s/%s_%s_amd64' "$dir" "$1" "${2//:/%3a}"; }
# Prints the kernel of that name and version where an earlier call fetched it.
kept() {
  local stem
  stem=$(stem_of "$1" "$2")
  if [ -s "$stem.deb" ]; then printf '%s\n' "$stem.deb"; elif [ -d "$stem" ]; then printf '%s\n' "$stem"; else return 1; fi
}
if [ -n "$version" ] && kept "$name" "$version"; then exit 0; fi
command -v apt-get >/dev/null || die "no apt-get here: fetch the package elsewhere and name it as deb:FILE"

work=$(mktemp -d "$dir/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{lists,cache/archives,unpacked}/partial
: >"$work/status"

release=$(. "${NESTLAB_OS_RELEASE:-/etc/os-release}" && echo "${VERSION_CODENAME:-}")
# Read: "<site> bookworm main Packages".
# shellcheck disable=SC2016 # $(SITE) is apt's own notation
sites=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
  awk -v release="$release" '$4 == "Packages" && $3 == "main" && $2 ~ "^" release { print $1, $2 }' | sort -u)
site_of() { awk -v suite="$1" '$2 == suite { print $1; exit }' <<<"$sites"; }
mirror=$(site_of "$release")
security=$(site_of "$release-security")
[ -n "$mirror" ] || die "the host's apt has no source of its own release ($release): is this Debian, and was 'apt-get update' run once?"
[ -n "$suites" ] || suites="$release $release-updates $release-security $release-backports"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# A suite of another release is where that of the host's is.
for suite in $suites; do
  site=$(site_of "$suite")
  case $suite in
    *-security) site=${site:-$security}; [ -n "$site" ] || continue ;;
    *) site=${site:-$mirror} ;;
  esac
  printf 'deb [signed-by=%s] %s %s main\n' "$keyring" "$site" "$suite"
done >"$work/sources.list"
[ -s "$work/sources.list" ] || unusable "no packages of $suites: the host's apt has no source of $release-security, beside which it would be"

apt() {
  local program=$1
  shift
  "$program" -q -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" \
    -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache" -o Acquire::Languages=none -o APT::Sandbox::User=root "$@"
}

apt apt-get update >"$work/log" 2>&1 || unusable "no packages of $suites: $(grep -m 1 '^[EW]:' "$work/log" || tail -n 1 "$work/log")"
record() { apt apt-cache show --no-all-versions "$1" 2>/dev/null || true; }
# The packages of a kernel's version that one depends on. Read:
#   Depends: linux-image-6.12.95+deb12-cloud-amd64 (= 6.12.95-1~bpo12+1)
#   Depends: dracut | linux-initramfs-tool, linux-base-7.3.4+deb13-cloud-amd64 (= 7.3.4-1~bpo13+1), linux-binary-7.3.4+deb13-cloud-amd64 (= …
parts_of() { sed -n 's/^Depends: //p' <<<"$1" | tr ',|' '\n\n' | sed -nE 's/^ *(linux-(image|base|binary|modules)-[0-9][^ (]*).*/\1/p'; }
field() { sed -n "s/^$1: //p" <<<"$2" | head -n 1; }

shown=$(record "$name${version:+=$version}")
[ -n "$shown" ] || unusable "there is no package $name${version:+ $version} in $suites"
case $name in
  *-[0-9]*) ;;
  *)
    led=$(parts_of "$shown" | grep -m 1 '^linux-image-' || true)
    if [ -n "$led" ]; then name=$led shown=$(record "$name"); fi
    [ -n "$shown" ] || unusable "the package that ${wanted%%[/=]*} leads to, $name, is not in $suites"
    ;;
esac
version=$(field Version "$shown")
if kept "$name" "$version"; then exit 0; fi

# Everything of this kernel: the package, and what of the same version it depends on.
wants=("$name=$version") seen=" $name "
collect() {
  local part record
  for part in $(parts_of "$1"); do
    case $seen in *" $part "*) continue ;; esac
    seen="$seen$part "
    record=$(record "$part")
    [ -n "$record" ] || unusable "$name depends on $part, which is not in $suites"
    wants+=("$part=$(field Version "$record")")
    collect "$record"
  done
}
collect "$shown"
(cd "$work/unpacked/partial" && apt apt-get download "${wants[@]}") >"$work/log" 2>&1 \
  || unusable "$name $version cannot be fetched from $suites: $(grep -m 1 '^[EW]:' "$work/log" || tail -n 1 "$work/log")"
stem=$(stem_of "$name" "$version")
if [ ${#wants[@]} = 1 ]; then
  mv "$work"/unpacked/partial/*.deb "$stem.deb"
else
  for part in "$work"/unpacked/partial/*.deb; do dpkg-deb -x "$part" "$work/unpacked"; done
  rm -r "$work/unpacked/partial"
  # Another process may have fetched the same meanwhile.
  mv -T "$work/unpacked" "$stem" 2>/dev/null || [ -d "$stem" ]
fi
kept "$name" "$version"
