#!/bin/sh
# What a hypervisor's container runs: virtlogd and libvirtd, whose socket belongs to the user who started the lab. Docker's init is
# PID 1 and reaps: libvirt's probing QEMUs are orphans, and for each that stays a zombie libvirt waits 40 s.
#   start.sh UID GID
set -eu
PATH=$PATH:/usr/sbin:/sbin
for program in libvirtd virtlogd qemu-system-x86_64 dnsmasq iptables ip; do
  command -v $program >/dev/null || { echo "nestlab: no $program in this image"; exit 3; }
done

# The device node is this container's own: its group here is another number than the host's. Without this libvirt probes at every call.
if [ -e /dev/kvm ]; then chgrp kvm /dev/kvm; chmod 660 /dev/kvm; fi

# Its control groups are read-only, it may not mount, and it may not write the attributes by which libvirt remembers owners.
cat >>/etc/libvirt/qemu.conf <<'CONF'
cgroup_controllers = []
security_driver = "none"
namespaces = []
remember_owner = 0
CONF
# Whoever reaches the socket's file may use it, and nothing else of /run is the host's to see. Two libvirts of one machine migrate to each other only if their hosts' UUIDs differ.
cat >>/etc/libvirt/libvirtd.conf <<CONF
auth_unix_rw = "none"
unix_sock_rw_perms = "0600"
unix_sock_dir = "/run/nestlab"
host_uuid = "$(cat /proc/sys/kernel/random/uuid)"
CONF
mkdir -p /var/lib/libvirt/dnsmasq

# Guests reach this machine and the host beside it, and nothing beyond.
ip route del default 2>/dev/null || true

virtlogd -d
libvirtd &
daemon=$!
until [ -S /run/nestlab/libvirt-sock ]; do
  kill -0 $daemon 2>/dev/null || { echo "nestlab: libvirtd ended before it listened"; exit 4; }
  sleep 0.05
done
chown "$1:$2" /run/nestlab/libvirt-sock
echo "nestlab: libvirtd listens"
wait $daemon
