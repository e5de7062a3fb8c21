package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.fake.Answers;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.machine.Machine;
import org.nestlab.spec.Tier;
import org.nestlab.workload.SysbenchCpu;
import org.nestlab.workload.Timing;

/** A machine that is both sides of a comparison. */
class SameMachineTests {

    private static final HostSide SIDE =
            new HostSide("0badcafe", Tier.KVM, "/labs/0badcafe", Optional.empty(), "/images/fake/image.raw", "raw");

    private static final Timing TIMING = new Timing(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1));

    private final FakeGuest l1 = FakeGuest.l1();
    private final FakeGuest l2 = l1.withGuest();

    private MachinePair open(Machine machine, FakeHost host) {
        return MachinePair.open(machine, machine, host, SIDE, TIMING);
    }

    @Test
    void itsGuestsStandStillDuringBothVisits() {
        BystanderGuests others = BystanderGuests.of(List.of(l1), l1, l1);
        for (int visit = 0; visit < 2; visit++) {
            try (Suspension suspension = others.suspend(l1)) {
                assertThat(suspension.guests()).containsExactly(l2);
                assertThat(l1.suspended).isFalse();
            }
            assertThat(l2.suspended).isFalse();
        }
    }

    @Test
    void neitherItNorWhatRunsItIsSuspended() {
        try (Suspension suspension = BystanderGuests.of(List.of(l1), l2, l2).suspend(l2)) {
            assertThat(suspension.guests()).isEmpty();
        }
        assertThat(l1.history).isEmpty();
        assertThat(l2.history).isEmpty();
    }

    @Test
    void aGuestLooksTheSameFromBothSides() {
        l1.answers.on("uname -r", "6.1.0-41-cloud-amd64").on("command -v", "");
        try (MachinePair pair = open(l1, new FakeHost())) {
            Map<String, String> setup = pair.setup();
            assertThat(setup.get("subject.memory")).isEqualTo(setup.get("reference.memory"));
            assertThat(setup).containsEntry("vcpus", Integer.toString(l1.spec().vcpus()));
            assertThat(pair.missing(SysbenchCpu.single())).isEmpty();
        }
    }

    @Test
    void theHostIsNotHeldToTheMemoryOfAGuestThatIsNotThere() {
        FakeHost host = new FakeHost();
        host.answers
                .on(command -> true, command -> Answers.Reply.ok(""))
                .on("nproc", "2")
                .on("id -u", "0")
                .on("Cpus_allowed_list", "0-1")
                .on("uname -r", "6.1.0-41-amd64");
        try (MachinePair pair = open(host, host)) {
            assertThat(pair.setup())
                    .containsEntry("vcpus", "2")
                    .containsEntry("subject.memory", "not limited")
                    .containsEntry("reference.memory", "not limited");
        }
        assertThat(host.answers.asked())
                .noneSatisfy(command -> assertThat(command.line()).contains("memory.max"));
    }
}
