#!/bin/bash
# Prepares a Debian host for Nestlab's labs. Idempotent and never interactive.
#
#   setup.sh check                  changes nothing; one line for each thing that is missing; exit 0 ready, 1 not ready
#   setup.sh install [--only-libs]  installs what is missing, starts libvirt and Docker; --only-libs: what the unit tests need
#   setup.sh stop                   stops exactly the processes that an earlier install started
#
# NESTLAB_EXTRA_PACKAGES adds packages (space-separated) to those that check and install look after; NESTLAB_TEST_PACKAGES is
# the same for Maven, which names what the slower tests want.
# NESTLAB_LABS=true says that labs will be run: a user who may not use libvirt is told so before anything is installed.
# NESTLAB_CPUINFO is read in place of /proc/cpuinfo (for tests).
set -euo pipefail

readonly STATE=${NESTLAB_STATE_DIR:-/run/nestlab}
readonly STARTED=$STATE/started-services
readonly CPUINFO=${NESTLAB_CPUINFO:-/proc/cpuinfo}
readonly LIBS=(libvirt0)
readonly PACKAGES=(
  # the lab: emulator, libvirt, networks and their firewall, the seed disk
  qemu-system-x86 qemu-utils libvirt0 libvirt-daemon libvirt-daemon-system libvirt-daemon-driver-qemu
  libvirt-clients dnsmasq-base iptables iproute2 kmod genisoimage openssh-client
  # the image: Debian packages, file systems, initramfs
  mmdebstrap debian-archive-keyring ca-certificates e2fsprogs btrfs-progs busybox-static cpio lz4 zstd xz-utils util-linux
)
# Exact machines: an emulator of Intel's VMX with its firmware, a boot loader for its CD, and a compiler for the program that measures in them.
readonly EXACT=(bochs bochs-term bochsbios vgabios isolinux syslinux-common gcc libc6-dev binutils)

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: error: %s\n' "$*" >&2; exit 1; }

am_root() { [ "$(id -u)" = 0 ]; }

# Nobody is asked for a password in the middle of a build.
may_be_root() { am_root || { command -v sudo >/dev/null && sudo -n true >/dev/null 2>&1; }; }

as_root() { if am_root; then "$@"; else sudo -n -- "$@"; fi; }

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]; }

missing_packages() {
  local p
  for p in "$@"; do installed "$p" || printf '%s\n' "$p"; done
}

has_service_manager() { [ -d /run/systemd/system ]; }

# The pid in the pid file /run/$1.pid, if that process still is the program $2.
pid_of() {
  local pid
  for pid in $(cat "/run/$1.pid" 2>/dev/null || true); do
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null || true)" = "$2" ]; then printf '%s\n' "$pid"; return 0; fi
  done
  return 1
}

daemon_pid() { pid_of "$1" "$1"; }

running() {
  if has_service_manager && systemctl is-active --quiet "$1.service" "$1.socket" 2>/dev/null; then return 0; fi
  daemon_pid "$1" >/dev/null
}

# Field 22 of /proc/PID/stat: with the pid it names one process for good, which a pid alone does not.
start_time() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# libvirt probes QEMU again at every call (4 s each) while the device's mode keeps QEMU's user out of it.
kvm_needs_mending() { [ -c /dev/kvm ] && [ "$(stat -c %G:%a /dev/kvm)" != kvm:660 ] && [ "$(stat -c %a /dev/kvm)" != 666 ]; }

# What of the set-up takes root, one line each; nothing where all of it is done.
work_for_root() {
  local missing p
  missing=$(missing_packages "${wanted[@]}" | paste -sd' ')
  [ -z "$missing" ] || printf 'install %s\n' "$missing"
  [ "$only_libs" = no ] || return 0
  if kvm_needs_mending; then echo 'give /dev/kvm to the group kvm, mode 660'; fi
  for p in virtlogd libvirtd; do running "$p" || printf 'start %s\n' "$p"; done
}

# Before anything is changed: half a set-up helps nobody.
require_root() {
  local work way
  if may_be_root; then return 0; fi
  work=$(work_for_root)
  if [ -z "$work" ]; then return 0; fi
  way="bash $(printf %q "$(readlink -f "$0")") install"
  # sudo hands no environment on.
  if [ -n "${NESTLAB_TEST_PACKAGES:-}" ]; then way="NESTLAB_TEST_PACKAGES=$(printf %q "$NESTLAB_TEST_PACKAGES") $way"; fi
  {
    say "error: this takes root, and $(id -un) is not root"
    if command -v sudo >/dev/null; then say "and sudo does not work without a password here"; else say "and there is no sudo"; fi
    sed 's/^/setup:   /' <<<"$work"
    say "Nothing was changed. Run this as root, then your command again:"
    if command -v sudo >/dev/null; then say "  sudo $way"; else say "  su -c '$way'"; fi
  } >&2
  exit 1
}

# A lab of a user who is not root is run by libvirt for him. Whoever may ask it for that can become root: the group is not given here.
require_libvirt_access() {
  local user
  if [ "${NESTLAB_LABS:-}" != true ] || am_root; then return 0; fi
  user=$(id -un)
  case " $(id -nG) $(id -nG "$user") " in *" libvirt "*) return 0 ;; esac
  if command -v virsh >/dev/null && virsh -q -c qemu:///system uri >/dev/null 2>&1; then return 0; fi
  {
    say "error: labs are run by libvirt, and $user is neither root nor in the group libvirt"
    say "Nothing was changed. Type this, log in again, then your command again:"
    say "  sudo groupadd --force --system libvirt; sudo usermod -aG libvirt $user"
  } >&2
  exit 1
}

check() {
  local bad=0 p
  if [ "$only_libs" = yes ]; then
    # Not into grep -q: it stops reading at the first match, and pipefail takes the broken pipe for a failure.
    [[ $(PATH=$PATH:/usr/sbin:/sbin ldconfig -p) != *libvirt.so.0* ]] || return 0
    say "missing library libvirt.so.0 (package libvirt0)"
    return 1
  fi
  if ! command -v dpkg-query >/dev/null; then
    say "not a Debian system; needed are the programs of: ${PACKAGES[*]}"
    return 1
  fi
  for p in $(missing_packages "${wanted[@]}"); do say "missing package $p"; bad=1; done
  for p in virtlogd libvirtd; do
    running "$p" || { say "missing service $p (not running)"; bad=1; }
  done
  p=$(missing_packages "${EXACT[@]}" | paste -sd' ')
  [ -z "$p" ] || say "note: no $p; $(without_exact)"
  docker_answers || say "note: no Docker answers; only labs whose hypervisor is in a container want it"
  if kvm_needs_mending; then
    say "missing access to /dev/kvm: $(stat -c '%U:%G mode %a' /dev/kvm), expected group kvm, mode 660"; bad=1
  fi
  return $bad
}

install_packages() {
  local missing began=$SECONDS
  mapfile -t missing < <(missing_packages "${wanted[@]}")
  if [ ${#missing[@]} = 0 ]; then say "all ${#wanted[@]} packages are installed"; return; fi
  command -v apt-get >/dev/null || die "no apt-get here; install what holds these Debian packages' programs: ${missing[*]}"
  say "installing ${#missing[@]} packages: ${missing[*]}"
  local log
  log=$(mktemp)
  if ! apt_get update >"$log" 2>&1; then say "apt-get update failed, going on with the lists that are there"; fi
  if ! apt_get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
    tail -n 40 "$log" >&2
    die "apt-get could not install: ${missing[*]} (whole log: $log)"
  fi
  rm -f "$log"
  say "installed ${missing[*]} in $((SECONDS - began)) s"
}

# QEMU before 8.1 may translate code in the moment in which another CPU patches it, and then runs the half-patched code for ever: an
# emulated L1 with two CPUs hangs (a loop of modprobe kvm_amd does it within 20 s). True also where no QEMU is installed.
emulator_may_hang() {
  ! grep -qwE 'vmx|svm' "$CPUINFO" \
    && dpkg --compare-versions "$(dpkg-query -W -f '${Version}' qemu-system-x86 2>/dev/null || true)" lt 1:8.1
}

# Debian 12 has a newer QEMU in its backports. They are a source for these two calls only: nothing is written to /etc/apt.
take_newer_emulator() {
  local uris mirror list log
  if ! command -v apt-get >/dev/null || ! emulator_may_hang || ! may_be_root; then return 0; fi
  uris=$(apt-get update --print-uris)
  mirror=$(sed -n "s#^'\([^']*\)/dists/bookworm/InRelease'.*#\1#p" <<<"$uris" | tail -n 1)
  if [ -z "$mirror" ]; then return 0; fi
  list=$(mktemp)
  log=$(mktemp)
  cat /etc/apt/sources.list >"$list" 2>/dev/null || true
  if [[ $uris != *"/dists/bookworm-backports/"* ]]; then printf '\ndeb %s bookworm-backports main\n' "$mirror" >>"$list"; fi
  if apt_get -o Dir::Etc::sourcelist="$list" update >"$log" 2>&1 \
    && apt_get -o Dir::Etc::sourcelist="$list" install -y --no-install-recommends -t bookworm-backports \
      qemu-system-x86 qemu-utils >>"$log" 2>&1; then
    say "installed QEMU $(dpkg-query -W -f '${Version}' qemu-system-x86) from bookworm-backports"
  else
    say "bookworm-backports gave no QEMU: $(tail -n 1 "$log")"
  fi
  rm -f "$list" "$log"
}

warn_of_emulator() {
  if emulator_may_hang; then say "warning: an emulated L1 may hang under this QEMU, as under every one before 8.1"; fi
}

# Allure's report is made by Node. A lab needs none of it, so that what cannot be had is told and does not stop the set-up.
take_node() {
  local began=$SECONDS log
  if command -v node >/dev/null && command -v npm >/dev/null; then return 0; fi
  command -v apt-get >/dev/null || return 0
  may_be_root || { say "note: no Node, and installing it takes root; the report is drawn without Allure"; return 0; }
  log=$(mktemp)
  if { apt_get update && apt_get install -y --no-install-recommends nodejs npm; } >"$log" 2>&1; then
    say "installed nodejs npm in $((SECONDS - began)) s"
  else
    say "no Node: $(tail -n 1 "$log"); the report is drawn without Allure"
  fi
  rm -f "$log"
}

# No lab needs an exact machine, and AMD's is emulated by QEMU: what cannot be had is told and does not stop the set-up.
take_exact() {
  local began=$SECONDS missing log
  missing=$(missing_packages "${EXACT[@]}" | paste -sd' ')
  if [ -z "$missing" ]; then return 0; fi
  command -v apt-get >/dev/null || return 0
  may_be_root || { say "note: no $missing, and installing takes root; $(without_exact)"; return 0; }
  log=$(mktemp)
  # shellcheck disable=SC2086 # one word a package
  if { apt_get update && apt_get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    say "installed $missing in $((SECONDS - began)) s, for exact machines"
  else
    say "no $missing: $(tail -n 1 "$log"); $(without_exact)"
  fi
  rm -f "$log"
}

without_exact() { echo "exact machines with Intel's VMX want bochs and its like, and both vendors' a compiler"; }

# Whether some Docker answers, here or where DOCKER_HOST says.
docker_answers() { command -v docker >/dev/null && docker version >/dev/null 2>&1; }

# One that runs and answers root alone: not another one is wanted, but the right to use it.
docker_runs_for_others() {
  { has_service_manager && systemctl is-active --quiet docker.service 2>/dev/null; } || pid_of docker dockerd >/dev/null || return 1
  say "note: docker runs, and does not answer $(id -un); only labs whose hypervisor is in a container want it. Type: sudo usermod -aG docker $(id -un), and log in again"
}

dockerd_here() { PATH=$PATH:/usr/sbin command -v dockerd; }

# QEMU and libvirt of another version than the host's run in a container. No other lab needs Docker, so that what cannot be had is
# told and does not stop the set-up.
take_docker() {
  local began=$SECONDS log
  if docker_answers || dockerd_here >/dev/null; then return 0; fi
  command -v apt-get >/dev/null || return 0
  may_be_root || { say "note: no Docker, and installing it takes root; hypervisors in containers are not to be had"; return 0; }
  log=$(mktemp)
  if { apt_get update && apt_get install -y --no-install-recommends docker.io; } >"$log" 2>&1; then
    # Newer Debians have the client in a package of its own.
    command -v docker >/dev/null || apt_get install -y --no-install-recommends docker-cli >"$log" 2>&1 || true
    say "installed docker.io in $((SECONDS - began)) s"
  else
    say "no Docker: $(tail -n 1 "$log"); hypervisors in containers are not to be had"
  fi
  rm -f "$log"
}

# A Docker that runs is used as it is, and a service manager's is its own. By hand it changes no rule of the firewall: its own would
# set the policy of FORWARD to DROP, which is not for a test to do.
start_docker() {
  local pid='' deadline
  if docker_answers; then say "docker runs already"; return; fi
  if ! dockerd_here >/dev/null || docker_runs_for_others; then return; fi
  may_be_root || { say "note: no Docker answers, and starting it takes root; hypervisors in containers are not to be had"; return 0; }
  if has_service_manager; then start_daemon docker; return; fi
  as_root mkdir -p "$STATE"
  as_root setsid -f sh -c 'exec "$1" --iptables=false --ip6tables=false >"$2" 2>&1 </dev/null' sh \
    "$(dockerd_here)" "$STATE/dockerd.log" </dev/null >/dev/null 2>&1
  deadline=$((SECONDS + 30))
  until pid=$(pid_of docker dockerd) && docker_answers; do
    if [ $SECONDS -ge $deadline ]; then
      say "docker did not come up in 30 s: $(as_root tail -n 1 "$STATE/dockerd.log"); hypervisors in containers are not to be had"
      return
    fi
    sleep 0.1
  done
  as_root sh -c "echo 'process $pid $(start_time "$pid") dockerd' >>'$STARTED'"
  say "docker started, process $pid"
}

apt_get() {
  as_root env DEBIAN_FRONTEND=noninteractive APT_LISTCHANGES_FRONTEND=none \
    apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@" </dev/null
}

mend_kvm() {
  kvm_needs_mending || return 0
  getent group kvm >/dev/null || as_root groupadd --system kvm
  as_root chgrp kvm /dev/kvm
  as_root chmod 660 /dev/kvm
  say "/dev/kvm is now of group kvm, mode 660"
}

# libvirt keeps a network's MAC table here, but makes the folder only when it starts a dnsmasq; without it a network that has
# neither DHCP nor DNS refuses its guests.
make_dnsmasq_folder() { [ -d /var/lib/libvirt/dnsmasq ] || as_root mkdir -p -m 755 /var/lib/libvirt/dnsmasq; }

pid_without_socket() {
  die "$1, process $(daemon_pid "$1"), runs and does not listen on $2: it hangs, or is about to end. End it as root (kill -9), and run this again"
}

start_daemon() {
  local name=$1 pid deadline socket="/run/libvirt/${1/libvirtd/libvirt}-sock"
  if running "$name"; then
    has_service_manager || [ -S "$socket" ] || pid_without_socket "$name" "$socket"
    say "$name runs already"
    return
  fi
  if has_service_manager; then
    as_root systemctl start "$name.service"
    as_root sh -c "mkdir -p '$STATE' && echo 'unit $name.service' >>'$STARTED'"
    say "$name started by systemd"
    return
  fi
  # The daemon must outlive this script and hold none of its files: a build waits for the end of its output.
  as_root setsid -f "$(PATH=$PATH:/usr/sbin command -v "$name")" -d </dev/null >/dev/null 2>&1
  deadline=$((SECONDS + 30))
  until pid=$(daemon_pid "$name") && [ -S "$socket" ]; do
    [ $SECONDS -lt $deadline ] || die "$name did not come up in 30 s; run '$name -v' as root to see why"
    sleep 0.1
  done
  as_root sh -c "mkdir -p '$STATE' && echo 'process $pid $(start_time "$pid") $name' >>'$STARTED'"
  say "$name started, process $pid"
}

stop() {
  [ -f "$STARTED" ] || { say "nothing was started by this script"; return 0; }
  local kind a b name
  while read -r kind a b name; do
    case $kind in
      unit) as_root systemctl stop "$a"; say "$a stopped" ;;
      process)
        if [ "$(start_time "$a")" = "$b" ]; then
          as_root kill "$a"
          # dockerd takes its containers and its containerd down before it ends.
          for _ in $(seq 150); do [ "$(start_time "$a")" = "$b" ] || break; sleep 0.1; done
          # libvirtd now and then hangs while it ends a lab's guests. It has no socket any more, and the next one cannot begin.
          if [ "$name" != dockerd ] && [ "$(start_time "$a")" = "$b" ]; then
            as_root kill -9 "$a"
            say "$name killed, process $a: it did not end in 15 s"
          else say "$name stopped, process $a"
          fi
        else say "$name, process $a, is gone already"
        fi ;;
    esac
  done < <(tac "$STARTED")
  as_root rm -f "$STARTED"
}

command=${1:-}
only_libs=no
[ "${2:-}" != --only-libs ] || only_libs=yes
if [ "$only_libs" = yes ]; then wanted=("${LIBS[@]}"); else
  read -ra extra <<<"${NESTLAB_EXTRA_PACKAGES:-} ${NESTLAB_TEST_PACKAGES:-}"
  wanted=("${PACKAGES[@]}" "${extra[@]}")
fi

case $command in
  check) if check; then say "ready"; else say "mvn verify -Psetup, or 'nestlab setup', mends it"; exit 1; fi ;;
  install)
    require_root
    require_libvirt_access
    if [ "$only_libs" = no ]; then take_newer_emulator; fi
    install_packages
    if [ "$only_libs" = no ]; then
      warn_of_emulator
      take_node
      take_exact
      take_docker
      mend_kvm
      make_dnsmasq_folder
      start_daemon virtlogd
      start_daemon libvirtd
      start_docker
    fi ;;
  stop) stop ;;
  *) printf 'usage: setup.sh check|install [--only-libs] | stop\n' >&2; exit 2 ;;
esac
