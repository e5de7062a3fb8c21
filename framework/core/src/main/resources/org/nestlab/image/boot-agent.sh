#!/bin/sh
# Nestlab's boot agent: /init of the initramfs (busybox). It finds the root disk and the seed by their virtio serials, applies the
# seed to the root file system, configures the network, and hands over to systemd. All of this happens before systemd starts,
# since nothing then has to wait for anything else: on an emulated CPU each process that is not started counts.
export PATH=/bin

say() { echo "nestlab: $*"; }

# A guest that cannot go on says why on its console and powers off: whoever waits for it sees the line.
die() { say "error: $*"; sleep 1; poweroff -f; }

# The disk with this virtio serial (`qemu-img` and libvirt call it so); serials end at 20 bytes.
disk() {
  for sys in /sys/block/vd*; do
    if [ -f "$sys/serial" ] && [ "$(cat "$sys/serial")" = "$1" ]; then echo "/dev/${sys##*/}"; return; fi
  done
}

cmdline() {
  for word in $(cat /proc/cmdline); do
    case $word in "$1"=*) echo "${word#*=}" ;; esac
  done
}

# udev makes the same links for disks that come later; those that are here at boot need no udev run at all.
link_disks() {
  mkdir -p /dev/disk/by-id
  for sys in /sys/block/vd*; do
    serial=$(cat "$sys/serial" 2>/dev/null)
    [ -z "$serial" ] || ln -sf "../../${sys##*/}" "/dev/disk/by-id/virtio-$serial"
  done
}

# nestlab/network: one line for each NIC: MAC ADDRESS/PREFIX [GATEWAY [DNS]]; '-' stands for none.
configure_network() {
  : >"$root/etc/resolv.conf"
  while read -r mac address gateway dns; do
    [ -n "$mac" ] || continue
    nic=
    for sys in /sys/class/net/*; do
      if [ "$(cat "$sys/address")" = "$mac" ]; then nic=${sys##*/}; fi
    done
    if [ -z "$nic" ]; then say "error: no network card has the address $mac of the seed"; continue; fi
    ip link set "$nic" up
    ip address add "$address" dev "$nic"
    case $gateway in '' | -) ;; *) ip route replace default via "$gateway" ;; esac
    case $dns in '' | -) ;; *) echo "nameserver $dns" >>"$root/etc/resolv.conf" ;; esac
  done <"$seed/network"
}

# The key that the host expects is in place before sshd can start: the first connection is verified like every other.
apply_seed() {
  for file in hostname authorized_keys ssh_host_ed25519_key ssh_host_ed25519_key.pub network; do
    [ -s "$seed/$file" ] || { say "error: the seed has no $file"; return 1; }
  done
  umask 077
  mkdir -p "$root/root/.ssh"
  cat "$seed/authorized_keys" >"$root/root/.ssh/authorized_keys"
  cat "$seed/ssh_host_ed25519_key" >"$root/etc/ssh/ssh_host_ed25519_key"
  umask 022
  cat "$seed/ssh_host_ed25519_key.pub" >"$root/etc/ssh/ssh_host_ed25519_key.pub"
  read -r name <"$seed/hostname"
  echo "$name" >"$root/etc/hostname"
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n::1 localhost\n' "$name" >"$root/etc/hosts"
  [ ! -f "$seed/modprobe.conf" ] || cat "$seed/modprobe.conf" >"$root/etc/modprobe.d/nestlab.conf"
  # systemd would derive the same id from the firmware's UUID, but with an empty file it also bind-mounts one.
  tr -d '\n-' </sys/class/dmi/id/product_uuid >"$root/etc/machine-id" && echo >>"$root/etc/machine-id"
  role=guest
  [ ! -f "$seed/role" ] || read -r role <"$seed/role"
  case $role in guest | hypervisor) ;; *) say "error: the seed's role is neither guest nor hypervisor: $role"; return 1 ;; esac
  mkdir -p /run/systemd/system /run/nestlab
  echo "$role" >/run/nestlab/role
  ln -sf "/etc/systemd/system/nestlab-$role.target" /run/systemd/system/default.target
  configure_network
}

mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs -o mode=0755,nosuid,nodev run /run

while read -r module; do insmod "/modules/$module" || say "error: module $module does not load"; done </modules/order

root=/root
disk=$(disk nestlab-root)
[ -n "$disk" ] || disk=$(cmdline root)
[ -b "$disk" ] || die "no root disk: none has the serial nestlab-root, and root=$disk is no block device"
mount -t "$(cat /fstype)" -o rw,noatime "$disk" $root || die "the root disk $disk cannot be mounted as $(cat /fstype)"
link_disks

# A kernel that is not the image's brings its modules as a disk; the image's own are on the root disk.
disk=$(disk nestlab-modules)
if [ -n "$disk" ]; then
  read -r version </proc/sys/kernel/osrelease
  mkdir -p "$root/lib/modules/$version"
  mount -t ext4 -o ro "$disk" "$root/lib/modules/$version" || say "error: the modules of $version cannot be mounted from $disk"
fi

# A guest that is slow on purpose, for whoever wants to see a gate find it: one of its CPUs is kept busy for ever.
burn=$(cmdline nestlab.burn)
case $burn in
  '') ;;
  [0-9] | [0-9][0-9]) taskset "$(printf %x $((1 << burn)))" sh -c 'while :; do :; done' & ;;
  *) say "error: nestlab.burn is no CPU: $burn" ;;
esac

seed=/seed/nestlab
disk=$(disk nestlab-seed)
if [ -z "$disk" ]; then
  say "error: no seed: no disk has the serial nestlab-seed"
elif ! mount -t iso9660 -o ro "$disk" /seed; then
  say "error: the seed $disk is no ISO 9660 file system"
elif [ ! -d $seed ]; then
  say "error: the seed has no folder nestlab"
elif apply_seed; then
  say "seed applied"
fi
umount /seed 2>/dev/null

mount --move /dev $root/dev
mount --move /proc $root/proc
mount --move /sys $root/sys
mount --move /run $root/run
exec switch_root $root /lib/systemd/systemd
