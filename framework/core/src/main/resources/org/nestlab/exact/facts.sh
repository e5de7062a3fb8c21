# What this level is and has, a line each, for whoever reads the serial line; sourced by a payload.
echo "nestlab-fact release $(uname -r)"
if [ -c /dev/kvm ]; then echo "nestlab-fact device yes"; else echo "nestlab-fact device no"; fi
# One line of what this reads: "flags		: fpu vme de pse tsc msr"
sed -n '/^flags/{s/^[^:]*: */nestlab-fact flags /;p;q}' /proc/cpuinfo
# Of L1 alone: each character that L2 prints costs its emulation some ten thousands of instructions.
if [ ! -e /guest-mark ]; then
  for file in /sys/module/kvm/parameters/* /sys/module/kvm_*/parameters/*; do
    module=${file#/sys/module/}
    if [ -f "$file" ] && read -r value <"$file"; then echo "nestlab-fact parameter ${module%%/*}.${file##*/} $value"; fi
  done
fi
# [    0.000000] Hypervisor detected: KVM
dmesg | sed -n 's/^.*Hypervisor detected: /nestlab-fact hypervisor /p'
