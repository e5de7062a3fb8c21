#!/bin/sh
# /init of the initramfs of an image that is not ours to configure: it mounts the root disk that the command line names, and hands over.
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
while read -r module; do insmod "/modules/$module"; done </modules/order
for word in $(cat /proc/cmdline); do
  case $word in root=*) disk=${word#root=} ;; esac # the last one counts, as for the kernel
done
mount -t "$(cat /fstype)" -o rw "$disk" /root || { echo "init: $disk cannot be mounted"; sleep 1; poweroff -f; }
for folder in dev proc sys; do mount --move /$folder /root/$folder; done
exec switch_root /root /sbin/init
