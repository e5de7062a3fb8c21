#!/bin/bash
# warm-capabilities.sh DIR ROOT: starts the fresh image once as an emulated guest hypervisor and copies libvirt's capabilities cache
# from it into ROOT. libvirt probes QEMU before its first guest, 5 s on an emulated CPU, and keeps the answer for as long as
# CPU (its topology too: libvirt makes each vCPU a socket), kernel, QEMU and libvirt (by the change times of their files) stay the
# same; on any other CPU it just probes again.
set -euo pipefail
dir=$1 root=$2
work=$(mktemp -d -p "$dir")
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/seed/nestlab"
seed=$work/seed/nestlab
ssh-keygen -q -t ed25519 -N '' -C '' -f "$seed/ssh_host_ed25519_key"
cp "$seed/ssh_host_ed25519_key.pub" "$seed/authorized_keys"
echo warm >"$seed/hostname"
echo hypervisor >"$seed/role"
echo "52:54:00:00:00:01 192.0.2.2/24" >"$seed/network"
echo "options kvm_amd nested=1" >"$seed/modprobe.conf"
genisoimage -quiet -R -V CIDATA -o "$work/seed.iso" "$work/seed"
truncate -s 4M "$work/out"

timeout --kill-after=5 180 qemu-system-x86_64 -nodefaults -no-user-config -display none -no-reboot \
  -machine q35 -accel tcg,thread=multi -cpu EPYC,svm=on,npt=on,nrip-save=on -smp 2,sockets=2,cores=1 -m 2048 \
  -kernel "$dir/vmlinuz" -initrd "$dir/initrd.img" -append "$(cat "$dir/cmdline")" -serial "file:$work/console" \
  -drive "file=$dir/image.raw,format=raw,if=none,id=root,snapshot=on" -device virtio-blk-pci,drive=root,serial=nestlab-root \
  -drive "file=$work/seed.iso,format=raw,if=none,id=seed,readonly=on" -device virtio-blk-pci,drive=seed,serial=nestlab-seed \
  -drive "file=$work/out,format=raw,if=none,id=out" -device virtio-blk-pci,drive=out,serial=nestlab-warm \
  -netdev hubport,id=net,hubid=0 -device virtio-net-pci,netdev=net,mac=52:54:00:00:00:01 </dev/null || {
  tail -n 20 "$work/console" >&2
  exit 1
}
mkdir -p "$root/var/cache/libvirt/qemu"
tar -C "$root/var/cache/libvirt/qemu" -xf "$work/out"
ls "$root"/var/cache/libvirt/qemu/capabilities/*.xml >/dev/null
# With this flag libvirt asks a new guest's QEMU for some 200 CPU properties, one by one: 4 of the 9 CPU seconds that a `virsh create`
# takes on an emulated CPU. Without it, it asks for the same in three questions ("feature-words"), as it does with an older QEMU.
sed -i "/<flag name='cpu-unavailable-features'\/>/d" "$root"/var/cache/libvirt/qemu/capabilities/*.xml
