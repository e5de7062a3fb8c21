#!/usr/bin/env bash
# Brings up the default lab's L1 and L2 with plain virsh and ssh from the framework's own image, prints the seconds that
# each took, and takes everything away again. What a person would type, without waiting for anything by the clock.
#
#   by-hand.sh IMAGE_FOLDER     prints "by-hand L1 <s> L2 <s more> total <s>"
set -euo pipefail

image=$1
work=$(mktemp -d /var/lib/nestlab-by-hand.XXXXXX)
chmod 711 "$work"
l1=192.168.251.10 l2=192.168.252.10
ssh1=(ssh -i "$work/key" -o BatchMode=yes -o UserKnownHostsFile="$work/known" -o ControlMaster=auto -o ControlPersist=60
  -o ControlPath="$work/cm-%h" -o ConnectTimeout=30 root@$l1)
ssh2=(ssh -i "$work/key" -o BatchMode=yes -o UserKnownHostsFile="$work/known" -o ControlMaster=auto -o ControlPersist=60
  -o ControlPath="$work/cm-%h" -o ConnectTimeout=60
  -o "ProxyCommand=ssh -i $work/key -o UserKnownHostsFile=$work/known -o ControlPath=$work/cm-%h -W %h:%p root@$l1" root@$l2)

clean() {
  ssh -o ControlPath="$work/cm-%h" -O exit root@$l2 2>/dev/null || true
  ssh -o ControlPath="$work/cm-%h" -O exit root@$l1 2>/dev/null || true
  virsh -q destroy by-hand-l1 2>/dev/null || true
  virsh -q net-destroy by-hand 2>/dev/null || true
  rm -rf "$work" /var/log/libvirt/qemu/by-hand-l1.log /run/libvirt/network/by-hand /run/libvirt/network/by-hand.pid
}
trap clean EXIT

now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

seed() { # seed NAME ROLE MAC ADDRESS GATEWAY
  local d=$work/seed-$1/nestlab
  mkdir -p "$d"
  ssh-keygen -q -t ed25519 -N '' -C "$1" -f "$d/ssh_host_ed25519_key"
  cp "$work/key.pub" "$d/authorized_keys"
  echo "$1" >"$d/hostname"
  echo "$2" >"$d/role"
  echo "$3 $4/24 $5 $5" >"$d/network"
  echo "options kvm_amd nested=1" >"$d/modprobe.conf"
  genisoimage -quiet -R -V CIDATA -o "$work/$1-seed.iso" "$work/seed-$1"
  echo "$4 $(cut -d' ' -f1,2 "$d/ssh_host_ed25519_key.pub")" >>"$work/known"
}

network() { # network NAME BRIDGE GATEWAY MAC ADDRESS
  echo "<network><name>$1</name><forward mode='nat'/><bridge name='$2' stp='off'/><ip address='$3' prefix='24'><dhcp>
    <range start='${3%.*}.100' end='${3%.*}.199'/><host mac='$4' ip='$5'/></dhcp></ip></network>"
}

domain() { # domain TYPE NAME MEMORY VCPUS CPU KERNEL INITRD NETWORK MAC FOLDER MORE_DISKS
  cat <<XML
<domain type='$1'><name>$2</name><memory unit='MiB'>$3</memory><vcpu>$4</vcpu>
 <os><type arch='x86_64' machine='q35'>hvm</type><kernel>$6</kernel><initrd>$7</initrd><cmdline>$(cat "$image/cmdline")</cmdline></os>
 <features><acpi/><apic/></features>$5<clock offset='utc'/>
 <devices>
  <disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='unsafe'/><source file='${10}/$2.qcow2'/><target dev='vda' bus='virtio'/><serial>nestlab-root</serial></disk>
  <disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='${10}/$2-seed.iso'/><target dev='vdb' bus='virtio'/><readonly/><serial>nestlab-seed</serial></disk>
  ${11}
  <controller type='usb' model='none'/>
  <interface type='network'><mac address='$9'/><source network='$8'/><model type='virtio'/></interface>
  <serial type='file'><source path='${10}/$2-console.log'/></serial><memballoon model='none'/>
 </devices></domain>
XML
}

ssh-keygen -q -t ed25519 -N '' -C by-hand -f "$work/key"
seed by-hand-l1 hypervisor 52:54:00:0b:0a:01 $l1 192.168.251.1
seed by-hand-l2 guest 52:54:00:0b:0a:02 $l2 192.168.252.1
emulated="<cpu mode='custom' match='exact' check='none'><model fallback='forbid'>EPYC</model><feature policy='require' name='svm'/><feature policy='require' name='npt'/><feature policy='require' name='nrip-save'/></cpu>"
base="<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='$image/image.qcow2'/><target dev='vdc' bus='virtio'/><readonly/><serial>nestlab-base</serial></disk>"

start=$(now)
network by-hand by-hand0 192.168.251.1 52:54:00:0b:0a:01 $l1 >"$work/net1.xml"
virsh -q net-create "$work/net1.xml"
qemu-img create -q -f qcow2 -b "$image/image.qcow2" -F qcow2 "$work/by-hand-l1.qcow2"
domain qemu by-hand-l1 4096 2 "$emulated" "$image/vmlinuz" "$image/initrd.img" by-hand 52:54:00:0b:0a:01 "$work" "$base" >"$work/l1.xml"
virsh -q create "$work/l1.xml"
until grep -aqs 'nestlab: ssh ready' "$work/by-hand-l1-console.log"; do sleep 0.1; done
until "${ssh1[@]}" true 2>/dev/null; do sleep 0.2; done
"${ssh1[@]}" systemctl is-system-running --wait >/dev/null
took1=$(since "$start")

middle=$(now)
network by-hand by-hand1 192.168.252.1 52:54:00:0b:0a:02 $l2 >"$work/net2.xml"
domain kvm by-hand-l2 1024 1 "<cpu mode='host-passthrough'/>" /boot/nestlab/vmlinuz /boot/nestlab/initrd.img by-hand 52:54:00:0b:0a:02 /var/lib/by-hand '' >"$work/l2.xml"
tar -C "$work" -c net2.xml l2.xml by-hand-l2-seed.iso | "${ssh1[@]}" 'mkdir -p /var/lib/by-hand && tar -C /var/lib/by-hand -x --no-same-owner'
"${ssh1[@]}" 'cd /var/lib/by-hand && virsh -q net-create net2.xml && qemu-img create -q -f qcow2 -b /dev/disk/by-id/virtio-nestlab-base -F raw by-hand-l2.qcow2 && virsh -q create l2.xml'
"${ssh1[@]}" 'until grep -aqs "nestlab: ssh ready" /var/lib/by-hand/by-hand-l2-console.log; do sleep 0.2; done'
until "${ssh2[@]}" true 2>/dev/null; do sleep 0.2; done
"${ssh2[@]}" systemctl is-system-running --wait >/dev/null
echo "by-hand L1 $took1 L2 $(since "$middle") total $(since "$start")"
