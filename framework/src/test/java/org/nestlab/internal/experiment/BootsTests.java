package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.nestlab.experiment.Fingerprint;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeHost;
import org.nestlab.fake.WorkingLabs;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.workload.Check;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

class BootsTests {

    private static final Metric SPEED = Metric.higherIsBetter("w.speed", "op/s");

    /** Measures the same each time, and proves nothing. */
    private record Unproven() implements Workload {
        @Override
        public String name() {
            return "w";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(SPEED);
        }

        @Override
        public Measurement measure(Testbed testbed) {
            return Measurement.of(SPEED, 100).addCheck(Check.notProvable("bytes moved", "run as root", "5"));
        }
    }

    @Test
    void bootsWhoseFiguresAreNotProvenCountAndItIsNotedOnce() {
        FakeHost host = new FakeHost();
        host.answers.on(
                "sleep 1",
                "uptime 10.00 1.00\ncpu 1 0 1 90 0 0 0 0 0 0\nthen\nuptime 11.00 2.00\ncpu 2 0 2 99 0 0 0 0 0 0\n");
        List<String> progress = new ArrayList<>();
        Boots boots = new Boots(
                new WorkingLabs(new FakeEngine(), (lab, guest) -> {}),
                (lab, subject, reference, timing, settings) -> FakeStage.ofOne(subject),
                Settings.from(key -> Optional.empty()),
                progress::add);
        TreeMap<Level, List<Workload>> workloads = new TreeMap<>();
        workloads.put(Level.L1, List.of(new Unproven()));
        Timing timing = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));

        Boots.Measured measured =
                boots.run(new Boots.Request(LabSpec.kvmInKvm(), workloads, timing, Fingerprint.UNKNOWN, 3), host);

        assertThat(measured.thrownAway()).isEmpty();
        assertThat(measured.series().get(0).values()).containsExactly(100.0, 100.0, 100.0);
        assertThat(measured.notes()).containsExactly("not proven: l1.w: bytes moved: not provable: run as root");
    }
}
