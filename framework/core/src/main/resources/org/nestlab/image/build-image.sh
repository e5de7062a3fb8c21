#!/bin/bash
# Builds the image that serves every level of a lab, from Debian packages of the host's own apt sources.
#
#   build-image.sh --out DIR [--fs ext4|btrfs] [--flavor lab|cloud-init] [--size 3G] [--suite bookworm]
#
# Writes to DIR: image.qcow2 (a file system on the whole disk), vmlinuz, initrd.img, cmdline, manifest.txt.
# Everything grows in DIR.partial and is renamed at the end. Whatever ends a build removes that folder; after kill -9 the next build does.
set -euo pipefail

die() { printf 'image: error: %s\n' "$*" >&2; exit 1; }
say() { printf 'image: %4d s  %s\n' "$SECONDS" "$*"; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out='' fs=ext4 flavor=lab size=3G suite=''
original=("$@")
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || die "$1 wants a value"
  case $1 in
    --out) out=$2 ;;
    --fs) fs=$2 ;;
    --flavor) flavor=$2 ;;
    --size) size=$2 ;;
    --suite) suite=$2 ;;
    *) die "unknown option $1; usage: build-image.sh --out DIR [--fs ext4|btrfs] [--flavor lab|cloud-init] [--size 3G] [--suite NAME]" ;;
  esac
  shift 2
done
[ -n "$out" ] || die "--out DIR is missing"
case $fs in ext4 | btrfs) ;; *) die "--fs is ext4 or btrfs, not $fs" ;; esac
case $flavor in lab | cloud-init) ;; *) die "--flavor is lab or cloud-init, not $flavor" ;; esac

if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || die "building an image needs root, and there is no sudo"
  exec sudo -n -- bash "${BASH_SOURCE[0]}" "${original[@]}"
fi

mkdir -p "$(dirname "$out")"
out=$(cd "$(dirname "$out")" && pwd)/$(basename "$out")
partial=$out.partial
root=$partial/root

# A mount and process namespace of its own, and a parent that waits outside: whatever ends either of them, SIGKILL too, ends all
# children and mounts of the build with it. `unshare` alone ignores the signals that a build is interrupted with.
if [ "${NESTLAB_IN_NAMESPACE:-}" != yes ]; then
  for tool in mmdebstrap modprobe cpio busybox qemu-img mke2fs lz4 zstd xz; do
    command -v $tool >/dev/null || die "$tool is not installed; setup.sh install brings it"
  done
  exec 9<"$(dirname "$out")"
  flock -n 9 || { say "another build is running beside $out, waiting for it"; flock 9; }
  rm -rf "$partial"
  mkdir -p "$partial"
  inner=''
  finish() {
    [ -z "$inner" ] || { kill -KILL "$inner" && wait "$inner"; } 2>/dev/null || true
    rm -rf "$partial"
  }
  trap finish EXIT
  trap 'exit 143' TERM INT HUP
  NESTLAB_IN_NAMESPACE=yes setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child --propagation private -- \
    bash "${BASH_SOURCE[0]}" "${original[@]}" &
  inner=$!
  status=0
  wait "$inner" || status=$?
  inner=''
  exit $status
fi
mount -t proc proc /proc

# The sources of the host as apt sees them, one-line or deb822. Read: "<site> bookworm-updates main Packages".
host_suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -n "$suite" ] || case $host_suite in bookworm | trixie) suite=bookworm ;; *) suite=$host_suite ;; esac
# shellcheck disable=SC2016 # $(SITE) is apt's own notation
apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT) $(CREATED_BY)' |
  awk -v host="$host_suite" -v suite="$suite" '
    $4 == "Packages" && $3 == "main" && ($2 == host || $2 == host "-updates" || $2 == host "-security") {
      sub(host, suite, $2); line = "deb " $1 " " $2 " main"; if (!seen[line]++) print line
    }' >"$partial/sources.list"
[ -s "$partial/sources.list" ] || die "the host's apt has no source of its own release ($host_suite): is this Debian, and was 'apt-get update' run once?"

packages=$(awk -v flavor="$flavor" '!/^#/ && ($2 == "all" || $2 == flavor) { printf "%s%s", comma, $1; comma = "," }' "$here/packages.list")
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
say "installing Debian $suite ($flavor) with $(tr ',' '\n' <<<"$packages" | wc -l) packages and what they need"
# INITRD=No: this image gets an initramfs of its own, Debian's is not built.
INITRD=No mmdebstrap --mode=root --variant=minbase --format=directory --skip=check/empty --keyring="$keyring" \
  --aptopt='APT::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
  --include="$packages" "$suite" "$root" "$partial/sources.list" >"$partial/log" 2>&1 ||
  { tail -n 30 "$partial/log" >&2; die "mmdebstrap failed"; }

say "making it a lab guest"
bash "$here/customize.sh" "$root" "$flavor"
version=$(basename "$(ls -d "$root"/lib/modules/*)")
bash "$here/extract-vmlinux.sh" "$root/boot/vmlinuz-$version" "$partial/vmlinuz"
case $flavor in lab) init=boot-agent.sh ;; cloud-init) init=plain-init.sh ;; esac
bash "$here/make-initrd.sh" "$root" "$version" "$fs" "$partial/initrd.img" $init
# console, quiet: panics, oopses and errors go to the serial port and nothing else does: each character costs a nested guest an exit.
# The rest leaves out work that an emulated CPU feels: self-tests, ports that are not there, waiting for grace periods. Not
# tsc=reliable: an L1 that calibrated its TSC on a busy host then ran its clock four times too fast, with nothing to notice it.
echo "console=ttyS0 root=/dev/vda rw quiet net.ifnames=0 mitigations=off cryptomgr.notests" \
  "random.trust_cpu=on 8250.nr_uarts=1 rcupdate.rcu_expedited=1" >"$partial/cmdline"
if [ "$flavor" = lab ]; then
  mkdir -p "$root/boot/nestlab"
  cp "$partial"/{vmlinuz,initrd.img,cmdline} "$root/boot/nestlab/"
fi
chroot "$root" dpkg-query -W -f '${Package} ${Version}\n' >"$partial/manifest.txt"

make_file_system() {
  rm -f "$partial/image.raw"
  truncate -s "$size" "$partial/image.raw"
  case $fs in
    ext4) mke2fs -q -t ext4 -L nestlab -O ^metadata_csum -E lazy_itable_init=0,lazy_journal_init=0 -d "$root" "$partial/image.raw" ;;
    btrfs) mkfs.btrfs -q -L nestlab --rootdir "$root" "$partial/image.raw" ;;
  esac
}

say "writing the $fs image of $size"
make_file_system
if [ "$flavor" = lab ]; then
  say "starting it once, to keep libvirt's capabilities cache"
  if bash "$here/warm-capabilities.sh" "$partial" "$root"; then make_file_system
  else say "it did not answer; the first guest of each lab will wait for libvirt's probing"
  fi
fi
qemu-img convert -f raw -O qcow2 "$partial/image.raw" "$partial/image.qcow2"
rm -rf "$partial/image.raw" "$root" "$partial/log" "$partial/sources.list"
rm -rf "$out"
mv "$partial" "$out"
say "done: $out, image.qcow2 $(du -m "$out/image.qcow2" | cut -f1) MB"
