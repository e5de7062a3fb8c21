#!/usr/bin/env bash
# How long the pictures of a long history take (wanted: 50 metrics of 1,000 runs in at most 3 s and 300 MB, and twice as long for
# twice as many runs); needs no lab and no root.
#
#   bench/charts.sh [FOLDER]     with a folder: one picture of each kind is written there too, with a page to look at them
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
mvn -q test-compile dependency:build-classpath -Dmdep.outputFile="$folder/classpath" -pl allure-config >/dev/null
classpath="allure-config/target/test-classes:allure-config/target/classes:framework/core/target/classes:framework/history/target/classes:framework/container/target/classes:framework/cli/target/classes:$(cat "$folder/classpath")"
java -Xmx300m -cp "$classpath" org.nestlab.allure.chart.ChartBench
[ $# -eq 0 ] || java -cp "$classpath" org.nestlab.allure.chart.Gallery "$1"
