#!/bin/bash
# Makes a kernel bootable in an exact machine, which has a serial line, an initramfs and no disk.
#
#   make-exact.sh --out DIR (--deb FILE | --folder DIR | --kernel FILE --modules DIR) [--replace FILE.ko ...]
#
# Writes to DIR: version; bzImage where it is one; vmlinux, the ELF kernel, where it can be had; modules/, KVM's and those of a virtio disk with
# what they depend on; and kvm_amd.order, kvm_intel.order, virtio_mmio.order and virtio_blk.order: the modules of each in the order in which they
# are loaded, empty where they are built in, no file where the kernel has it not. Exit status 2: the kernel cannot be used, and the last line
# says why.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools="modprobe modinfo depmod lz4 zstd xz objcopy readelf"
. "$here/find-kernel.sh"

# Offsets: the ELF header's e_machine; Linux, Documentation/arch/x86/boot.rst (xloadflags, XLF_KERNEL_64).
elf=no
if [ "$(head -c 4 "$kernel" | tail -c 3 | tr -d '\0')" = ELF ]; then
  elf=yes
  [ "$(field 18 2)" = 62 ] || unusable "$shown is an ELF file for machine $(field 18 2); expected 62, x86-64"
elif [ $(($(field $((0x236)) 2) & 1)) = 0 ]; then
  unusable "$shown is a 32-bit kernel; expected one for x86-64"
fi
# kernel/drivers/tty/serial/8250/8250.ko
grep -q '/8250\.ko$' "$root/lib/modules/$version/modules.builtin" \
  || unusable "the kernel $version of $name has no serial console; expected one with CONFIG_SERIAL_8250=y and CONFIG_SERIAL_8250_CONSOLE=y"
depmod -b "$root" "$version"

mkdir "$work/done/modules"
found=''
for wanted in kvm_amd kvm_intel virtio_mmio virtio_blk; do
  loads=$(modprobe --dirname "$root" --set-version "$version" --show-depends "$wanted" 2>/dev/null) || continue
  case $wanted in kvm_*) found="$found $wanted" ;; esac
  # One line of what this reads: "insmod /lib/modules/6.1.0-56-cloud-amd64/kernel/virt/lib/irqbypass.ko "; "builtin kvm" for the rest.
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' <<<"$loads" | while read -r path; do
    module=$(basename "$path")
    module=${module%%.ko*}
    case $path in
      *.ko) cp "$path" "$work/done/modules/$module.ko" ;;
      *.ko.xz) xz -dc "$path" >"$work/done/modules/$module.ko" ;;
      *.ko.zst) zstd -qdc "$path" >"$work/done/modules/$module.ko" ;;
      *) die "$path is packed in a way that is not known" ;;
    esac
    # 6.1.0-41-cloud-amd64 SMP preempt mod_unload modversions
    magic=$(modinfo -F vermagic "$work/done/modules/$module.ko")
    [ "${magic%% *}" = "$version" ] \
      || unusable "the modules do not match: the kernel of $name is $version, $module.ko is for ${magic%% *}"
    printf '%s\n' "$module" >>"$work/$wanted.order"
  done
  touch "$work/$wanted.order"
  mv "$work/$wanted.order" "$work/done/$wanted.order"
done
# A kernel that loads a module checks its signature and, of the first one, parses the types (BTF) of itself and of the module: hundreds of
# millions of instructions that KVM is not.
for module in "$work"/done/modules/*.ko; do
  #   [89] .BTF              PROGBITS        0000000000000000 0d6288 027d0e 00      0   0  1
  if readelf -SW "$module" 2>/dev/null | grep -q '\] \.BTF '; then
    objcopy --remove-section .BTF "$module"
  fi
done
[ -n "$found" ] || unusable "the kernel $version of $name has no KVM: neither built in nor a module is kvm_amd or kvm_intel$whole"

if [ $elf = yes ]; then
  cp "$kernel" "$work/done/vmlinux"
else
  cp "$kernel" "$work/done/bzImage"
  bash "$here/extract-vmlinux.sh" "$kernel" "$work/done/vmlinux" 2>/dev/null || { room; rm -f "$work/done/vmlinux"; }
fi
printf '%s\n' "$version" >"$work/done/version"
# Another process may have made the same meanwhile.
mv -T "$work/done" "$out" 2>/dev/null || [ -d "$out" ]
