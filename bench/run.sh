#!/usr/bin/env bash
# What the framework costs over doing the same by hand: the two in turns, N times each, from the same image.
#
#   bench/run.sh [N]      N is 3 by default; prints each run, the ratio of the medians (wanted: at most 1.10), and the
#                         time of one command against OpenSSH with a ControlMaster (wanted: at most 1.3)
#
# Needs an idle host that `nestlab doctor` calls ready, root, ssh and genisoimage.
set -euo pipefail
cd "$(dirname "$0")/.."
n=${1:-3}
image=$(./nestlab image path)
./nestlab image build >/dev/null
java=(java -Dnestlab.progress=off -cp "framework/core/target/classes:framework/history/target/classes:framework/container/target/classes:framework/cli/target/classes:framework/target/lib/*" bench/FrameworkBench.java)

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

results=$(mktemp)
trap 'rm -f "$results"' EXIT
for i in $(seq "$n"); do
  bash bench/by-hand.sh "$image" | tee -a "$results"
  mode=up
  [ "$i" != "$n" ] || mode=exec
  "${java[@]}" $mode 2>/dev/null | tee -a "$results"
done
hand=$(awk '$1 == "by-hand" { print $NF }' "$results" | median)
framework=$(awk '$1 == "framework" { print $NF }' "$results" | median)
awk -v h="$hand" -v f="$framework" -v n="$n" 'BEGIN { printf "median of %d: by hand %.1f s, framework %.1f s, ratio %.2f\n", n, h, f, f / h }'
