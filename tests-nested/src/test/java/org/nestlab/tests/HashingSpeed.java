package org.nestlab.tests;

import java.util.List;
import org.nestlab.machine.CommandResult;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Needs;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** How fast a machine hashes 32 MiB: arithmetic alone, which nesting should cost next to nothing. */
public final class HashingSpeed implements Workload {

    private static final Metric SPEED = Metric.higherIsBetter("sha256.speed", "MiB/s");

    @Override
    public String name() {
        return "sha256";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(SPEED);
    }

    @Override
    public Needs needs() {
        return Needs.program("sha256sum");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        CommandResult run = testbed.run("head -c 32M /dev/zero | sha256sum").orThrow();
        return Measurement.of(SPEED, 32 / (run.duration().toNanos() / 1e9));
    }
}
