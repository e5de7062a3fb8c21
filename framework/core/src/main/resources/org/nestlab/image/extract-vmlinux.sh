#!/bin/bash
# extract-vmlinux.sh BZIMAGE OUT: the ELF kernel inside a bzImage. QEMU starts it through its PVH entry, which saves the guest
# the work of unpacking it. Offsets: Linux, Documentation/arch/x86/boot.rst (setup_sects, payload_offset, payload_length).
set -euo pipefail
image=$1 out=$2
field() { od -An -t "u$2" -j "$1" -N "$2" "$image" | tr -d ' '; }
start=$((($(field $((0x1f1)) 1) + 1) * 512 + $(field $((0x248)) 4)))
length=$(($(field $((0x24c)) 4) - 4)) # the last four bytes hold the unpacked size
payload() { dd if="$image" iflag=skip_bytes,count_bytes bs=1M skip=$start count="$1" status=none; }
case $(payload 4 | od -An -t x1 | tr -d ' \n') in
  02214c18) tool=lz4 ;;
  28b52ffd) tool=zstd ;;
  fd377a58) tool=xz ;;
  1f8b*) tool=gzip ;;
  *) echo "extract-vmlinux: $image is packed in a way that is not known" >&2; exit 1 ;;
esac
payload $length | $tool -dc >"$out"
[ "$(head -c 4 "$out" | tail -c 3)" = ELF ]
