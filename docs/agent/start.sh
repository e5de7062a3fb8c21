#!/bin/bash
# What the agent's container runs: virtlogd and libvirtd, and then the command that it was given.
#   start.sh COMMAND [ARGUMENT…]
set -eu

# Docker leaves /proc/sys read-only; libvirt sets options of its bridges in the container's own part of it.
if ! { mount --bind /proc/sys/net /proc/sys/net && mount -o remount,bind,rw /proc/sys/net; }; then
  echo "agent: /proc/sys/net cannot be made writable; expected docker run with --cap-add SYS_ADMIN --security-opt apparmor=unconfined" >&2
  exit 1
fi

# The device node is this container's own: its group here is another number than the host's.
if [ -e /dev/kvm ]; then chgrp kvm /dev/kvm; chmod 660 /dev/kvm; fi

# Its control groups are read-only, and it has no security driver.
cat >>/etc/libvirt/qemu.conf <<'CONF'
cgroup_controllers = []
security_driver = "none"
namespaces = []
remember_owner = 0
CONF

mkdir -p /var/lib/libvirt/dnsmasq
for daemon in virtlogd libvirtd; do /usr/sbin/$daemon -d; done
for _ in $(seq 300); do [ ! -S /run/libvirt/libvirt-sock ] || break; sleep 0.1; done
if [ ! -S /run/libvirt/libvirt-sock ]; then
  echo "agent: libvirtd did not come up in 30 s; run 'libvirtd -v' in the container to see why" >&2
  exit 1
fi
exec "$@"
