#!/usr/bin/env bash
# Runs the history's contract on PostgreSQL in a container (PostgresContainerIT), where no registry can be reached: the image
# is made of Debian's packages, and dockerd is started for it and stopped again, in a folder of its own.
#
#   bench/postgres-image.sh [GOAL...]     the goals of Maven; by default those of PostgresContainerIT
#
# Needs root; installs mmdebstrap and docker.io where they are missing. The image (about 450 MB) is kept in
# NESTLAB_POSTGRES_TAR, by default /var/tmp/nestlab-postgres.tar, and made anew where that is not there.
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
command -v dockerd >/dev/null || missing+=(docker.io)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

tar=${NESTLAB_POSTGRES_TAR:-/var/tmp/nestlab-postgres.tar}
if [ ! -s "$tar" ]; then
  mmdebstrap --quiet --variant=apt --include=postgresql bookworm "$tar.new"
  mv "$tar.new" "$tar"
fi

folder=$(mktemp -d)
stop() {
  if [ -s "$folder/pid" ]; then
    pid=$(cat "$folder/pid")
    kill "$pid" || true
    # It takes its containers down first.
    while [ -d "/proc/$pid" ]; do sleep 0.2; done
  fi
  ip link delete nestlab-docker 2>/dev/null || true
  umount -R "$folder/data/overlay2" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop EXIT
# No iptables: dockerd's rules drop what libvirt's networks forward. A bridge of its own, not to meet another dockerd's.
ip link add nestlab-docker type bridge
ip address add 172.29.250.1/24 dev nestlab-docker
ip link set nestlab-docker up
export DOCKER_HOST=unix://$folder/docker.sock
dockerd --iptables=false --ip6tables=false --bridge=nestlab-docker --data-root "$folder/data" --exec-root "$folder/exec" \
  --pidfile "$folder/pid" -H "$DOCKER_HOST" >"$folder/log" 2>&1 &
for _ in $(seq 150); do
  if docker version >/dev/null 2>&1; then break; fi
  sleep 0.2
done
docker version >/dev/null || { cat "$folder/log" >&2; exit 1; }
docker import "$tar" nestlab/postgres:debian >/dev/null

# Ryuk's image cannot be had; the test stops its container itself.
export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true
if [ $# -eq 0 ]; then
  set -- verify -Pself,full -pl framework -Dit.test=PostgresContainerIT
fi
mvn -q "$@"
