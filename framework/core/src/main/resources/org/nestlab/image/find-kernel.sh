#!/bin/bash
# find-kernel.sh --out DIR (--deb FILE | --folder DIR | --kernel FILE --modules DIR) [--replace FILE.ko ...]: sourced by scripts that make a
# kernel bootable.
# It wants here (the folder of the scripts) and tools (the programs that they call), and sets kernel (its file), version (what uname -r
# prints), name and shown (of the whole and of its kernel, for messages), whole (a hint to follow a message), work (a folder that goes with the script), fs, and root, in which its
# modules are as lib/modules/$version. Exit status 2: the kernel cannot be used, and the last line says why.
# shellcheck disable=SC2154 # here and tools are the caller's
export LC_ALL=C # its messages are read

die() { printf 'kernel: error: %s\n' "$*" >&2; exit 1; }
unusable() { printf 'kernel: error: %s\n' "$*" >&2; exit 2; }
# What fails without room says nothing of the kernel.
room() {
  local free
  free=$(df --output=avail -m "$work" | tail -n 1 | tr -d ' ')
  [ "$free" -ge 16 ] || die "$free MiB are free in $(dirname "$out"), and making a kernel bootable takes some hundreds: free some, or set nestlab.image.dir"
}

out='' fs=ext4 deb='' folder='' kernel='' modules='' whole='' replacements=()
while [ $# -gt 0 ]; do
  [ $# -gt 1 ] || die "$1 wants a value"
  case $1 in
    --out) out=$2 ;;
    --fs) fs=$2 ;;
    --deb) deb=$2 ;;
    --folder) folder=$2 ;;
    --kernel) kernel=$2 ;;
    --modules) modules=$2 ;;
    --replace) replacements+=("$2") ;;
    *) die "unknown option $1" ;;
  esac
  shift 2
done
export PATH=$PATH:/usr/sbin:/sbin
for tool in $tools; do
  command -v $tool >/dev/null || die "$tool is not installed; setup.sh install brings it"
done

# What a run that was killed left behind.
[ ! -d "$(dirname "$out")" ] || find "$(dirname "$out")" -maxdepth 1 -name '*.partial-*' -mmin +120 -exec rm -rf {} +
work=$out.partial-$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/done"

if [ -n "$deb" ]; then
  command -v dpkg-deb >/dev/null || die "dpkg-deb is not installed: unpack $deb elsewhere and name the folder"
  why=$(dpkg-deb -x "$deb" "$work/deb" 2>&1) || { room; unusable "$deb is no Debian package: $(tail -n 1 <<<"$why")"; }
  folder=$work/deb
  # Debian parts newer kernels (seen: 7.2) into linux-base-, linux-binary- and linux-modules-VERSION; linux-image-VERSION is empty.
  whole=". Where a kernel is parted into several packages, unpack all of them into one folder (dpkg-deb -x FILE DIR), and name that as folder:DIR"
fi
name=${deb:-${folder:-$kernel}}
shopt -s nullglob
if [ -n "$folder" ]; then
  kernels=("$folder"/boot/vmlinu[xz]-* "$folder"/lib/modules/*/vmlinuz "$folder"/usr/lib/modules/*/vmlinuz)
  case ${#kernels[@]} in
    0) unusable "$name holds no kernel; expected boot/vmlinuz-VERSION or lib/modules/VERSION/vmlinuz in it$whole" ;;
    1) kernel=${kernels[0]} ;;
    *) unusable "$name holds ${#kernels[@]} kernels; expected one: name kernel and modules instead" ;;
  esac
fi

field() { od -An -t "u$2" -j "$1" -N "$2" "$kernel" | tr -d ' '; }
# The words that uname -r prints. Offsets: Linux, Documentation/arch/x86/boot.rst (header, kernel_version).
version_of() {
  if [ "$(dd if="$kernel" bs=1 skip=514 count=4 status=none | tr -d '\0')" = HdrS ]; then
    dd if="$kernel" bs=1 skip=$(($(field $((0x20e)) 2) + 0x200)) count=256 status=none | tr '\0' '\n' | sed -n '1s/ .*//p'
  elif [ "$(head -c 4 "$kernel" | tail -c 3 | tr -d '\0')" = ELF ]; then
    grep -a -o -m 1 'Linux version [^ ]*' "$kernel" | sed -n '1s/Linux version //p'
  fi
}
version=$(version_of)
# A package is unpacked to a folder that goes with this script.
shown=$kernel
[ -z "$deb" ] || shown="${kernel#"$folder/"} of $deb"
# Offset and magic: Linux, Documentation/arch/arm64/booting.rst.
[ "$(field 56 4)" != $((0x644d5241)) ] || unusable "$shown is a kernel for arm64; expected one for x86-64"
case $version in '' | *[!A-Za-z0-9.+~_-]*) unusable "$shown is not a kernel; expected a bzImage or an ELF vmlinux" ;; esac

if [ -n "$folder" ]; then
  trees=("$folder"/lib/modules/*/ "$folder"/usr/lib/modules/*/)
  [ ${#trees[@]} -gt 0 ] || unusable "$name holds no modules; expected lib/modules/$version in it$whole"
  there=''
  for tree in "${trees[@]}"; do
    there="$there $(basename "$tree")"
    [ "$(basename "$tree")" != "$version" ] || modules=${tree%/}
  done
  [ -n "$modules" ] || unusable "the modules do not match: the kernel of $name is $version, its modules are of$there"
fi
[ -f "$modules/modules.builtin" ] || unusable "${deb:-$modules} holds no modules; expected what 'make modules_install' writes to lib/modules/$version$whole"

root=$work/root
mkdir -p "$root/lib/modules/$version"
cp -r --preserve=timestamps "$modules/." "$root/lib/modules/$version/"
# Links to the tree that it was built in, and what no module wants.
rm -f "$root/lib/modules/$version"/{build,source,vmlinuz,System.map,config}

# Modules that take the place of the kernel's own: where that one was, so that modprobe finds them as it found it.
for replacement in "${replacements[@]}"; do
  # 6.1.0-41-cloud-amd64 SMP preempt mod_unload modversions
  magic=$(modinfo -F vermagic "$replacement" 2>/dev/null) && [ -n "$magic" ] \
    || unusable "$replacement is not a kernel module; expected a .ko file that was built for $version"
  [ "${magic%% *}" = "$version" ] \
    || unusable "the modules do not match: the kernel of $name is $version, $replacement is for ${magic%% *}; build it against the headers of $version"
  module=$(basename "$replacement" .ko)
  # The kernel takes - and _ in a module's name for the same; kvm-amd.ko.xz is one.
  old=$(find "$root/lib/modules/$version" -name "$(printf %s "$module" | sed 's/[-_]/[-_]/g').ko*")
  case $old in
    '') unusable "the kernel $version of $name has no module $module; expected the name of one that it has, as $replacement takes its place" ;;
    *$'\n'*) unusable "the kernel $version of $name has more than one module $module" ;;
  esac
  rm "$old"
  cp "$replacement" "${old%%.ko*}.ko"
done
