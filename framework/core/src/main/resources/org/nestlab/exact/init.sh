#!/bin/sh
# init of an exact machine, on all levels alike: what KVM and a disk want, then the payload, then the end. Lines that begin with "nestlab-exact: "
# are for whoever reads the serial line; L2's have "L2: " before them (run-l2), L3's "L2: L3: ".
export PATH=/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
echo "nestlab-exact: begin"
# One line of what this reads: "kvm-intel ept=0 nested=1"
while read -r module parameters; do
  insmod "/modules/$module.ko" $parameters || echo "nestlab-exact: not loaded $module"
done </modules/order
# One line: "kvm_intel ept"
while read -r module parameter; do
  [ -e "/sys/module/$module/parameters/$parameter" ] || echo "nestlab-exact: no parameter $module.$parameter"
done </modules/parameters
sh /payload
echo "nestlab-exact: end $?"
# microvm has no way to power off: it resets, which ends QEMU.
if [ -e /guest-mark ]; then reboot -f; else poweroff -f; fi
