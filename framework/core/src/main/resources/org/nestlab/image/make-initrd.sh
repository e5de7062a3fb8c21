#!/bin/bash
# make-initrd.sh ROOT KERNEL_VERSION FSTYPE OUT INIT: the initramfs for one kernel that is installed in the folder ROOT.
# busybox, INIT (boot-agent.sh, or plain-init.sh for an image that takes no seed of ours) and the few modules that it takes to reach the disks: 6 MB less to load than Debian's, and no udev.
set -euo pipefail
root=$1 version=$2 fstype=$3 out=$4 init=$5
here=$(cd "$(dirname "$0")" && pwd)

wanted=(virtio_pci virtio_blk virtio_net isofs)
[ "$fstype" = ext4 ] || wanted+=("$fstype")
wanted+=(ext4)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{bin,dev,proc,sys,run,root,seed,modules}
cp "$(command -v busybox)" "$work/bin/busybox"
for applet in sh mount umount cat echo ls ln mkdir sleep poweroff insmod ip tr printf switch_root dmesg taskset; do ln -s busybox "$work/bin/$applet"; done
install -m 755 "$here/$init" "$work/init"
echo "$fstype" >"$work/fstype"

# One line of what this reads: "insmod /lib/modules/6.1.0-56-cloud-amd64/kernel/drivers/virtio/virtio_ring.ko "; "builtin ext4" for the rest.
modprobe --dirname "$root" --set-version "$version" --show-depends --all "${wanted[@]}" |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
  while read -r path; do
    name=$(basename "$path")
    case $name in
      *.ko) cp "$path" "$work/modules/$name" ;;
      *.ko.xz) name=${name%.xz}; xz -dc "$path" >"$work/modules/$name" ;;
      *.ko.zst) name=${name%.zst}; zstd -qdc "$path" >"$work/modules/$name" ;;
    esac
    echo "$name" >>"$work/modules/order"
  done

# Not compressed: unpacking costs an emulated CPU more than reading a few megabytes.
(cd "$work" && find . -mindepth 1 -print0 | LC_ALL=C sort -z | cpio --quiet --null --create --format=newc --owner=0:0) >"$out"
