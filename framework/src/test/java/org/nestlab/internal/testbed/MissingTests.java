package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Needs;
import org.nestlab.workload.ScratchDisk;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Timing;
import org.nestlab.workload.Workload;

class MissingTests {

    private final FakeGuest guest = FakeGuest.l1();

    private List<String> missing(Needs needs) {
        return Missing.on(List.of(new Bare(guest)), new Wanting(needs));
    }

    @Test
    void aMachineThatHasAllLacksNothing() {
        guest.answers.on("command -v", "");

        assertThat(missing(Needs.program("fio"))).isEmpty();
        assertThat(missing(Needs.nothing())).isEmpty();
    }

    @Test
    void programsAreNamed() {
        guest.answers.on("for p in fio nosuch; do", "nosuch\n");

        assertThat(missing(Needs.program("fio", "nosuch")))
                .containsExactly(
                        "L1 hypervisor: spin needs nosuch, not found on the PATH of its userland: use an image that has it, as ImageSpec.embedded()");
    }

    @Test
    void diskAndCpusAreNamed() {
        assertThat(missing(Needs.nothing().withScratchDisk().withCpus(4)))
                .containsExactly(
                        "L1 hypervisor: spin needs 4 CPUs, and both machines of the comparison have 1 only: use withVcpus(4)",
                        "L1 hypervisor: spin writes to a scratch disk, and the lab has none that both machines see: use LabSpec.withSharedScratchDisk(1)");
    }

    @Test
    void theOtherEndIsNamed() {
        FakeGuest inner = guest.withGuest();
        inner.answers.on("command -v", "");
        guest.answers.on("for p in iperf3; do", "iperf3\n");
        Workload wanting = new Wanting(Needs.program("iperf3").withOnParent("iperf3"));

        assertThat(Missing.on(List.of(new Bare(inner)), wanting))
                .containsExactly(
                        "L1 hypervisor: spin of L2 guest needs iperf3 there too, not found on the PATH of its userland: use an image that has it, as ImageSpec.embedded()");
    }

    @Test
    void theHostHasNoOtherEnd() {
        assertThat(Missing.on(
                        List.of(new Bare(new FakeHost())),
                        new Wanting(Needs.nothing().withOnParent("iperf3"))))
                .containsExactly(
                        "L0 host: spin measures a guest against the machine that runs it, and no hypervisor runs this one: compare guests only");
    }

    /** Has one CPU and nothing else. */
    private record Bare(Machine machine) implements Testbed {
        @Override
        public CommandResult run(Command command) {
            return machine.run(command);
        }

        @Override
        public CommandResult runOnParent(Command command) {
            return ((Guest) machine).parent().run(command);
        }

        @Override
        public int cpus() {
            return 1;
        }

        @Override
        public Tier tier() {
            return Tier.EMULATED;
        }

        @Override
        public Timing timing() {
            return new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));
        }

        @Override
        public Optional<ScratchDisk> scratchDisk() {
            return Optional.empty();
        }
    }

    /** Needs something and is never run. */
    private record Wanting(Needs needs) implements Workload {
        @Override
        public String name() {
            return "spin";
        }

        @Override
        public List<Metric> metrics() {
            return List.of(Metric.higherIsBetter("spin.rate", "1/s"));
        }

        @Override
        public Measurement measure(Testbed testbed) {
            throw new AssertionError("nobody asked for a measurement");
        }
    }
}
