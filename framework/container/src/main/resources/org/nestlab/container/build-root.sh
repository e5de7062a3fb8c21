#!/bin/bash
# Makes the file system of a hypervisor's image from Debian packages, as the context of a `docker build` that pulls nothing.
#
#   build-root.sh --suite RELEASE[-backports] --out FILE
#
# FILE is a tar of Dockerfile and root.tar. Packages come from the host's own apt sources, for another release of theirs.
set -euo pipefail

die() { printf 'hypervisor: error: %s\n' "$*" >&2; exit 1; }
say() { printf 'hypervisor: %4d s  %s\n' "$SECONDS" "$*"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
suite='' out=''
original=("$@")
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || die "$1 wants a value"
  case $1 in
    --suite) suite=$2 ;;
    --out) out=$2 ;;
    *) die "unknown option $1; usage: build-root.sh --suite NAME --out FILE" ;;
  esac
  shift 2
done
[[ $suite =~ ^[a-z]+(-backports)?$ ]] || die "'$suite' is not a Debian release or its backports; expected --suite bookworm or --suite trixie-backports"
[ -n "$out" ] || die "--out FILE is missing"
command -v mmdebstrap >/dev/null || die "mmdebstrap is not installed; setup.sh install brings it"

if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || die "building an image needs root, and there is no sudo"
  exec sudo -n -- bash "${BASH_SOURCE[0]}" "${original[@]}"
fi

release=${suite%-backports}
mkdir -p "$(dirname "$out")"
partial=$(cd "$(dirname "$out")" && pwd)/$(basename "$out").partial
exec 9<"$(dirname "$out")"
flock -n 9 || { say "another build is running beside $out, waiting for it"; flock 9; }
rm -rf "$partial"
mkdir -p "$partial"
trap 'rm -rf "$partial"' EXIT
trap 'exit 143' TERM INT HUP

# Read: "<site> bookworm-updates main Packages".
host=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
# shellcheck disable=SC2016 # $(SITE) is apt's own notation
apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
  awk -v host="$host" -v suite="$release" -v backports="${suite#"$release"}" '
    $4 == "Packages" && $3 == "main" && ($2 == host || $2 == host "-updates" || $2 == host "-security") {
      plain = $2 == host
      sub(host, suite, $2); line = "deb " $1 " " $2 " main"; if (!seen[line]++) print line
      if (plain && backports != "") { line = "deb " $1 " " suite backports " main"; if (!seen[line]++) print line }
    }' >"$partial/sources.list"
[ -s "$partial/sources.list" ] || die "the host's apt has no source of its own release ($host): is this Debian, and was 'apt-get update' run once?"

hooks=()
if [ "$suite" != "$release" ]; then
  printf 'Package: *\nPin: release n=%s\nPin-Priority: 500\n' "$suite" >"$partial/preferences"
  # shellcheck disable=SC2016 # $1 is the hook's own: the folder that grows
  hooks=(--setup-hook='mkdir -p "$1/etc/apt/preferences.d"' --setup-hook="copy-in '$partial/preferences' /etc/apt/preferences.d")
fi
packages=$(grep -v '^#' "$here/packages.list" | paste -sd,)
say "installing QEMU and libvirt of Debian $suite"
# TMPDIR: what a killed build leaves, the next one removes with the rest.
TMPDIR=$partial mmdebstrap --mode=root --variant=minbase --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
  --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
  "${hooks[@]}" --include="$packages" "$release" "$partial/root.tar" "$partial/sources.list" >"$partial/log" 2>&1 ||
  { tail -n 30 "$partial/log" >&2; die "mmdebstrap failed"; }
printf 'FROM scratch\nADD root.tar /\n' >"$partial/Dockerfile"
tar -C "$partial" -cf "$partial/context.tar" Dockerfile root.tar
chmod 644 "$partial/context.tar"
mv "$partial/context.tar" "$out"
say "$(du -m "$out" | cut -f1) MB"
