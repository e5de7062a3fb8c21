#!/usr/bin/env bash
# How long the overhead page of a long history takes, and how much memory (wanted: 50 results of 1,000 runs in at most 3 s and
# 300 MiB, and linear in the runs); needs no lab and no root.
#
#   bench/report.sh [RUNS…]     100, 200, 500 and 1000 by default
#
# Each history is drawn in a JVM of its own, as ./nestlab starts it, which has 300 MiB of heap.
set -euo pipefail
cd "$(dirname "$0")/.."
./nestlab --help >/dev/null
mvn -q test-compile -pl allure-config >/dev/null
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
[ $# -gt 0 ] || set -- 100 200 500 1000
classpath="allure-config/target/test-classes:allure-config/target/classes:framework/core/target/classes:framework/history/target/classes:framework/container/target/classes:framework/cli/target/classes:allure-config/target/lib/*"
for runs in "$@"; do
  java -cp "$classpath" org.nestlab.allure.report.ReportBench "$runs" "$folder/$runs.db"
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx300m -cp "$classpath" org.nestlab.allure.report.ReportBench "$runs" "$folder/$runs.db"
done
