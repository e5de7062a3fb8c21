#!/bin/bash
# customize.sh ROOT FLAVOR: makes the Debian system in the folder ROOT a lab guest. Everything here is a file: nothing of the guest runs.
set -euo pipefail
root=$1 flavor=$2
here=$(cd "$(dirname "$0")" && pwd)

rm -f "$root"/etc/ssh/ssh_host_* "$root"/var/lib/dbus/machine-id "$root"/etc/resolv.conf "$root"/etc/update-motd.d/* "$root"/etc/motd
rm -rf "$root"/var/cache/apt/*.bin "$root"/var/lib/apt/lists/* "$root"/var/log/*
: >"$root/etc/machine-id"
echo localhost >"$root/etc/hostname"
sed -i 's/^root:[^:]*:/root:*:/' "$root/etc/shadow" # no password opens it; '!' would close it to keys too

if [ "$flavor" = cloud-init ]; then
  printf 'datasource_list: [ NoCloud ]\nlocale: C.UTF-8\n' >"$root/etc/cloud/cloud.cfg.d/90-nestlab.cfg"
  printf 'PermitRootLogin prohibit-password\nPasswordAuthentication no\nUseDNS no\n' >"$root/etc/ssh/sshd_config.d/nestlab.conf"
  # cloud-init writes the network's configuration; something has to read it.
  ln -sf /lib/systemd/system/systemd-networkd.service "$root/etc/systemd/system/multi-user.target.wants/"
  for unit in e2scrub_reap.service apt-daily.timer apt-daily-upgrade.timer; do ln -sf /dev/null "$root/etc/systemd/system/$unit"; done
  exit 0
fi

# The handshake is computed on emulated CPUs: the cheapest modern algorithms first, and nothing around it.
cat >"$root/etc/ssh/sshd_config" <<'CONFIG'
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
PrintMotd no
PrintLastLog no
X11Forwarding no
KexAlgorithms curve25519-sha256,curve25519-sha256@libssh.org
MaxSessions 100
AcceptEnv LC_NESTLAB
MaxStartups 100
LoginGraceTime 300
Subsystem sftp internal-sftp
CONFIG
sed -i 's#^\(root:.*:\)/bin/bash$#\1/bin/sh#' "$root/etc/passwd" # dash starts in a third of the time
rm -f "$root/root/.bashrc" "$root/root/.profile"

units=$root/etc/systemd/system
rm -rf "$units"/*.wants
cp "$here"/*.service "$here"/*.target "$units/"
grep -v '^#' "$here/units.masked" | while read -r unit; do ln -sf /dev/null "$units/$unit"; done
# Not at each boot, but there for whoever asks: a guest hypervisor's target wants udev, in others the first device event starts it.
for unit in systemd-udevd.service systemd-tmpfiles-setup.service systemd-sysctl.service dev-hugepages.mount; do
  rm -f "$root/lib/systemd/system/sysinit.target.wants/$unit"
done
mkdir -p "$root/etc/systemd/system-generators"
for generator in "$root"/lib/systemd/system-generators/*; do
  ln -sf /dev/null "$root/etc/systemd/system-generators/$(basename "$generator")"
done
install -D -m 755 "$here/load-modules" "$root/usr/lib/nestlab/load-modules"

mkdir -p "$root"/etc/systemd/{journald,system}.conf.d
printf '[Journal]\nStorage=volatile\nAudit=no\nReadKMsg=no\n' >"$root/etc/systemd/journald.conf.d/nestlab.conf"
printf '[Manager]\nDefaultTimeoutStartSec=600s\nDefaultTimeoutStopSec=20s\n' >"$root/etc/systemd/system.conf.d/nestlab.conf"

# A guest hypervisor is there to be thrown away: QEMU as root, nothing between it and the lab's files.
cat >"$root/etc/libvirt/qemu.conf" <<'CONFIG'
user = "root"
group = "root"
dynamic_ownership = 0
security_driver = "none"
cgroup_controllers = [ ]
namespaces = [ ]
seccomp_sandbox = 0
stdio_handler = "file"
CONFIG
printf 'auth_unix_rw = "none"\n' >"$root/etc/libvirt/libvirtd.conf"
rm -f "$root"/etc/libvirt/qemu/networks/autostart/* "$root"/etc/libvirt/qemu/networks/default.xml "$root"/etc/libvirt/nwfilter/*
mkdir -p "$root/var/lib/libvirt/dnsmasq" # libvirt makes it only with its first dnsmasq, and a network without one needs it too
