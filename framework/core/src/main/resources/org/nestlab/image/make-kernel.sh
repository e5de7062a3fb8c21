#!/bin/bash
# Makes a kernel that came from elsewhere bootable in a guest of the lab's image: what is booted directly, an initramfs that
# reaches the disks, and its modules as a read-only disk that the boot agent mounts. The image itself is not touched.
#
#   make-kernel.sh --out DIR --fs ext4|btrfs (--deb FILE | --folder DIR | --kernel FILE --modules DIR) [--replace FILE.ko ...]
#
# Writes to DIR: vmlinuz, initrd.img, modules.img, version. Exit status 2: the kernel cannot be used, and the last line says why.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools="modprobe modinfo depmod cpio busybox mke2fs lz4 zstd xz"
. "$here/find-kernel.sh"

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
  *) bash "$here/extract-vmlinux.sh" "$kernel" "$work/done/vmlinuz" || { room; cp "$kernel" "$work/done/vmlinuz"; } ;;
esac
bash "$here/make-initrd.sh" "$root" "$version" "$fs" "$work/done/initrd.img" boot-agent.sh
truncate -s $(($(du -sm "$root/lib/modules/$version" | cut -f1) * 5 / 4 + 16))M "$work/done/modules.img"
mke2fs -q -t ext4 -O ^has_journal,^metadata_csum -m 0 -E root_owner=0:0 -d "$root/lib/modules/$version" "$work/done/modules.img"
printf '%s\n' "$version" >"$work/done/version"
# Another process may have made the same meanwhile.
mv -T "$work/done" "$out" 2>/dev/null || [ -d "$out" ]
