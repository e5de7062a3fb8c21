#!/usr/bin/env bash
# How long a large history takes to list (wanted: 10,000 experiments of 6 metrics with 8 pairs in at most 1 s); needs no lab
# and no root.
#
#   bench/history.sh [COUNT [FILE]]     10000 by default, in a temporary file; one that is there already is not filled again
#
# Prints the listing in a warm JVM and, last, of `nestlab history list` from start to end.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-10000}
./nestlab --help >/dev/null
mvn -q test-compile -pl framework >/dev/null
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
file=${2:-$folder/history.db}
java -cp "framework/target/test-classes:framework/core/target/classes:framework/history/target/classes:framework/container/target/classes:framework/cli/target/classes:framework/target/lib/*" \
  org.nestlab.internal.history.HistoryBench "$count" "$file"
time ./nestlab history list --limit "$count" --history "$file" >"$folder/list"
echo "$(wc -l <"$folder/list") lines"
