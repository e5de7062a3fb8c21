#!/bin/bash
# Makes a kernel that came from elsewhere bootable in a guest of the lab's image: what is booted directly, an initramfs that
# reaches the disks, and its modules as a read-only disk that the boot agent mounts. The image itself is not touched.
#
#   make-kernel.sh --out DIR --fs ext4|btrfs (--deb FILE | --folder DIR | --kernel FILE --modules DIR)
#
# Writes to DIR: vmlinuz, initrd.img, modules.img, version. Exit status 2: the kernel cannot be used, and the last line says why.
set -euo pipefail
export LC_ALL=C # its messages are read

die() { printf 'kernel: error: %s\n' "$*" >&2; exit 1; }
unusable() { printf 'kernel: error: %s\n' "$*" >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
out='' fs=ext4 deb='' folder='' kernel='' modules='' whole=''
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || die "$1 wants a value"
  case $1 in
    --out) out=$2 ;;
    --fs) fs=$2 ;;
    --deb) deb=$2 ;;
    --folder) folder=$2 ;;
    --kernel) kernel=$2 ;;
    --modules) modules=$2 ;;
    *) die "unknown option $1" ;;
  esac
  shift 2
done
export PATH=$PATH:/usr/sbin:/sbin
for tool in modprobe modinfo depmod cpio busybox mke2fs lz4 zstd xz; do
  command -v $tool >/dev/null || die "$tool is not installed; setup.sh install brings it"
done

# What a run that was killed left behind.
[ ! -d "$(dirname "$out")" ] || find "$(dirname "$out")" -maxdepth 1 -name '*.partial-*' -mmin +120 -exec rm -rf {} +
work=$out.partial-$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/done"

if [ -n "$deb" ]; then
  command -v dpkg-deb >/dev/null || die "dpkg-deb is not installed: unpack $deb elsewhere and name the folder"
  dpkg-deb -x "$deb" "$work/deb" 2>"$work/why" || unusable "$deb is no Debian package: $(tail -n 1 "$work/why")"
  folder=$work/deb
  # Debian parts newer kernels (seen: 7.2) into linux-base-, linux-binary- and linux-modules-VERSION; linux-image-VERSION is empty.
  whole=". Where a kernel is parted into several packages, unpack all of them into one folder (dpkg-deb -x FILE DIR), and name that as folder:DIR"
fi
name=${deb:-${folder:-$kernel}}
shopt -s nullglob
if [ -n "$folder" ]; then
  kernels=("$folder"/boot/vmlinu[xz]-* "$folder"/lib/modules/*/vmlinuz "$folder"/usr/lib/modules/*/vmlinuz)
  case ${#kernels[@]} in
    0) unusable "$name holds no kernel: wanted boot/vmlinuz-VERSION or lib/modules/VERSION/vmlinuz in it$whole" ;;
    1) kernel=${kernels[0]} ;;
    *) unusable "$name holds ${#kernels[@]} kernels: wanted one; name kernel and modules instead" ;;
  esac
fi

field() { od -An -t "u$2" -j "$1" -N "$2" "$kernel" | tr -d ' '; }
# The words that uname -r prints. Offsets: Linux, Documentation/arch/x86/boot.rst (header, kernel_version).
version_of() {
  if [ "$(dd if="$kernel" bs=1 skip=514 count=4 status=none | tr -d '\0')" = HdrS ]; then
    dd if="$kernel" bs=1 skip=$(($(field $((0x20e)) 2) + 0x200)) count=256 status=none | tr '\0' '\n' | sed -n '1s/ .*//p'
  elif [ "$(head -c 4 "$kernel" | tail -c 3 | tr -d '\0')" = ELF ]; then
    grep -a -o -m 1 'Linux version [^ ]*' "$kernel" | sed -n '1s/Linux version //p'
  fi
}
version=$(version_of)
case $version in '' | *[!A-Za-z0-9.+~_-]*) unusable "$kernel is no kernel: wanted a bzImage or an ELF vmlinux" ;; esac

if [ -n "$folder" ]; then
  trees=("$folder"/lib/modules/*/ "$folder"/usr/lib/modules/*/)
  [ ${#trees[@]} -gt 0 ] || unusable "$name holds no modules: wanted lib/modules/$version in it$whole"
  there=''
  for tree in "${trees[@]}"; do
    there="$there $(basename "$tree")"
    [ "$(basename "$tree")" != "$version" ] || modules=${tree%/}
  done
  [ -n "$modules" ] || unusable "the modules do not match: the kernel of $name is $version, its modules are of$there"
fi
[ -f "$modules/modules.builtin" ] || unusable "${deb:-$modules} holds no modules: wanted what 'make modules_install' writes to lib/modules/$version$whole"

root=$work/root
mkdir -p "$root/lib/modules/$version"
cp -r --preserve=timestamps "$modules/." "$root/lib/modules/$version/"
# Links to the tree that it was built in, and what no module wants.
rm -f "$root/lib/modules/$version"/{build,source,vmlinuz,System.map,config}
# Unpacked once here, and not at each boot on an emulated CPU.
find "$root" -name '*.ko.xz' -print0 | xargs -0 -r -P 2 -n 64 xz -dq
find "$root" -name '*.ko.zst' -print0 | xargs -0 -r -P 2 -n 64 zstd -dq --rm
first=$(find "$root" -name '*.ko' -print -quit)
if [ -n "$first" ]; then
  # 6.1.0-41-cloud-amd64 SMP preempt mod_unload modversions
  magic=$(modinfo -F vermagic "$first")
  [ "${magic%% *}" = "$version" ] \
    || unusable "the modules do not match: the kernel of $name is $version, $(basename "$first") is for ${magic%% *}"
fi
depmod -b "$root" "$version"

wanted="virtio_pci virtio_blk virtio_net isofs ext4"
[ "$fs" = ext4 ] || wanted="$wanted $fs"
missing=''
for module in $wanted; do
  modprobe --dirname "$root" --set-version "$version" --show-depends "$module" >/dev/null 2>&1 || missing="$missing $module"
done
[ -z "$missing" ] || unusable "the kernel $version of $name cannot be a guest of a lab: neither built in nor a module is$missing"

case $(head -c 4 "$kernel" | tail -c 3 | tr -d '\0') in
  ELF) cp "$kernel" "$work/done/vmlinuz" ;;
  *) bash "$here/extract-vmlinux.sh" "$kernel" "$work/done/vmlinuz" || cp "$kernel" "$work/done/vmlinuz" ;;
esac
bash "$here/make-initrd.sh" "$root" "$version" "$fs" "$work/done/initrd.img" boot-agent.sh
truncate -s $(($(du -sm "$root/lib/modules/$version" | cut -f1) * 5 / 4 + 16))M "$work/done/modules.img"
mke2fs -q -t ext4 -O ^has_journal,^metadata_csum -m 0 -E root_owner=0:0 -d "$root/lib/modules/$version" "$work/done/modules.img"
printf '%s\n' "$version" >"$work/done/version"
# Another process may have made the same meanwhile.
mv -T "$work/done" "$out" 2>/dev/null || [ -d "$out" ]
