#!/usr/bin/env bash
# How often the gate is right and wrong, on simulated noise; needs no lab and no root.
#
#   bench/simulate.sh [TRIALS [SEED]]     40000 trials a row by default; the same seed prints the same figures
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -q test-compile -pl framework
exec java -cp framework/target/test-classes:framework/core/target/classes:framework/history/target/classes:framework/container/target/classes:framework/cli/target/classes org.nestlab.verdict.GateSimulation "$@"
