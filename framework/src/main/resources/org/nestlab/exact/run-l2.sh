#!/bin/sh
# Starts L2 on the KVM of this machine, copies its serial line with "L2: " before each line, and ends with it, with QEMU's status.
memory=${1:-192}
set -o pipefail
qemu-system-x86_64-microvm -M microvm,acpi=off,rtc=on -accel kvm -cpu host -m "$memory" -smp 1 -nodefaults -no-user-config -display none \
  -no-reboot -kernel /l2/kernel -initrd /l2/initrd -append "$(cat /l2/cmdline)" -serial stdio </dev/null 2>&1 |
  awk '{ sub(/\r+$/, ""); print "L2: " $0; fflush() }'
