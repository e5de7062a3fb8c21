#!/bin/sh
# run-l2 [MEMORY [DISK]] in L1, run-l3 in L2: starts the guest of that level on the KVM of this machine, copies its serial line with "L2: " or
# "L3: " before each line, and ends with it, with QEMU's status. MEMORY is in MiB. DISK is a file that the guest has as /dev/vda: by virtio-mmio,
# of which Debian's kernels hear from ACPI alone.
name=${0##*/run-l}
memory=${1:-192}
disk=$2
acpi=off
if [ -n "$disk" ]; then acpi=on; fi
set -o pipefail
qemu-system-x86_64-microvm -M microvm,acpi=$acpi,rtc=on -accel kvm -cpu host -m "$memory" -smp 1 -nodefaults -no-user-config -display none \
  -bios qboot.rom ${disk:+-drive "file=$disk,format=raw,if=none,id=disk" -device virtio-blk-device,drive=disk} \
  -no-reboot -kernel /guest/kernel -initrd /guest/initrd -append "$(cat /guest/cmdline)" -serial stdio </dev/null 2>&1 |
  awk -v "prefix=L$name: " '{ sub(/\r+$/, ""); print prefix $0; fflush() }'
