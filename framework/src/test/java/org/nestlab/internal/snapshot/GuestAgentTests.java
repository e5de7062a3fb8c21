package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.fake.LocalShellBase;
import org.nestlab.internal.shell.Duplex;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;

class GuestAgentTests {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000, 250_000_000);

    private final AtomicLong behind = new AtomicLong(Duration.ofSeconds(11).toNanos());

    @Test
    void theProgramLeavesTheNonceAndTellsTheFacts(@TempDir Path folder) throws Exception {
        Path nonce = folder.resolve("nonce");
        try (LocalShell here = new LocalShell("L0 host")) {
            GuestFacts facts = new GuestAgent(new LocalShellBase("L1 hypervisor") {
                        @Override
                        public Duplex open(Command command) {
                            return here.open(
                                    Command.shell(command.line().replace(GuestAgent.NONCE_FILE, nonce.toString())));
                        }
                    })
                    .mark("00c0ffee");

            assertThat(nonce).hasContent("00c0ffee");
            assertThat(facts.nonce()).isEqualTo("00c0ffee");
            assertThat(facts.boot())
                    .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            .strip());
            assertThat(facts.drawn()).hasSize(36).isNotEqualTo(facts.boot());
            assertThat(facts.uptime()).isPositive();
        }
    }

    @Test
    void aClockThatIsBehindIsSetAndItsDistanceMeasuredAgain() {
        AgentConversation guest = new AgentConversation(this::answer);

        GuestAgent.Awake awake = new GuestAgent(guest, () -> NOW).wake();

        assertThat(Duration.ofNanos(awake.clock().before().nanos()))
                .isBetween(Duration.ofSeconds(-12), Duration.ofSeconds(-11));
        assertThat(awake.clock().after().atMost()).isLessThan(Duration.ofSeconds(1));
        assertThat(guest.asked.get(0)).matches("entropy [0-9a-f]{128}");
        assertThat(guest.asked.subList(1, guest.asked.size()))
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).matches("shift 11\\d{9}"),
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).isEqualTo("time"),
                        line -> assertThat(line).isEqualTo("sweep"),
                        line -> assertThat(line).isEqualTo("facts"));
        assertThat(awake.facts()).isEqualTo(new GuestFacts("boot", 31.5, "drawn", "nonce"));
    }

    @Test
    void aClockThatIsAnHourBehindIsSet() {
        behind.set(Duration.ofHours(1).toNanos());
        AgentConversation guest = new AgentConversation(this::answer);

        GuestClock clock = new GuestAgent(guest, () -> NOW).setClock();

        assertThat(guest.asked).hasSize(7).element(3, STRING).matches("shift 3600\\d{9}");
        assertThat(clock.correction())
                .hasValueSatisfying(line -> assertThat(line)
                        .matches("L2 guest: its clock was 3600(\\.\\d)? s behind the host's, and was set"));
        assertThat(Math.abs(behind.get())).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aClockThatIsAnHourAheadIsSet() {
        behind.set(Duration.ofHours(-1).toNanos());
        AgentConversation guest = new AgentConversation(this::answer);

        GuestClock clock = new GuestAgent(guest, () -> NOW).setClock();

        assertThat(guest.asked).hasSize(7).element(3, STRING).matches("shift -3(599|600)\\d{9}");
        assertThat(clock.correction())
                .hasValueSatisfying(line -> assertThat(line)
                        .matches("L2 guest: its clock was (3600|3599\\.\\d) s ahead of the host's, and was set"));
        assertThat(Math.abs(behind.get())).isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aClockThatIsRightIsLeftAlone() {
        AgentConversation guest = new AgentConversation(this::answer);
        behind.set(0);

        GuestClock clock = new GuestAgent(guest, () -> NOW).setClock();

        assertThat(guest.asked).containsExactly("time", "time", "time");
        assertThat(clock.correction()).isEmpty();
    }

    @Test
    void twoThawsAreGivenDifferentEntropy() {
        AgentConversation first = new AgentConversation(this::answer);
        AgentConversation second = new AgentConversation(this::answer);

        new GuestAgent(first, () -> NOW).wake();
        new GuestAgent(second, () -> NOW).wake();

        assertThat(first.asked.get(0)).isNotEqualTo(second.asked.get(0));
    }

    @Test
    void aKernelThatTakesNoEntropyIsNotPassedOn() {
        AgentConversation guest = new AgentConversation(
                line -> line.startsWith("entropy") ? "error Operation not permitted" : answer(line));

        assertThatThrownBy(() -> new GuestAgent(guest, () -> NOW).wake())
                .isInstanceOf(SnapshotException.class)
                .hasMessage("L2 guest: `entropy` was answered by 'error Operation not permitted'; expected 'ok'");
    }

    @Test
    void anAgentThatEndsIsSaidToHaveEnded() {
        AgentConversation guest = new AgentConversation(line -> line.startsWith("shift") ? "" : answer(line));

        assertThatThrownBy(() -> new GuestAgent(guest, () -> NOW).wake())
                .isInstanceOf(SnapshotException.class)
                .hasMessage("L2 guest: its agent failed: java.io.IOException: it ended; expected an answer");
    }

    private String answer(String line) {
        if (line.equals("time")) {
            Instant there = NOW.minusNanos(behind.get());
            return "%d.%09d".formatted(there.getEpochSecond(), there.getNano());
        }
        if (line.startsWith("shift ")) {
            behind.addAndGet(-Long.parseLong(line.substring(6)));
        }
        return line.equals("facts") ? "boot 31.50 drawn nonce" : "ok";
    }
}
