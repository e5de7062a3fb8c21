package org.nestlab.virtualhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.NoAnswerException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.shell.LocalShell;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;

class ConsoleStatementTests {

    private static final String WHOLE = """
            [    0.000000] Linux version 6.1.0\r
            nestlab: what runs my CPUs 17\r
            release=6.1.0\r
            \r
            virt=kvm\r
            nestlab: so much of my CPUs 17\r
            L3 login: \
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsBetweenTheMarksIsTheStatement() {
        assertThat(ConsoleStatement.in(WHOLE, "17")).contains(List.of("release=6.1.0", "virt=kvm"));
    }

    @Test
    void aStatementThatIsNotWholeIsNone() {
        for (int end = 0; end < WHOLE.indexOf("my CPUs 17\r\nL3"); end++) {
            assertThat(ConsoleStatement.in(WHOLE.substring(0, end), "17")).isEmpty();
        }
    }

    @Test
    void theStatementOfAnotherTimeIsNone() {
        assertThat(ConsoleStatement.in(WHOLE, "18")).isEmpty();
        assertThat(ConsoleStatement.in("nestlab: so much of my CPUs 17\nnestlab: what runs my CPUs 17\n", "17"))
                .isEmpty();
    }

    @Test
    void aConsoleThatStaysSilentIsToldWithItsLastLines() {
        FakeGuest guest = FakeGuest.l1();
        guest.answers.on(">/dev/console", "");
        for (int line = 1; line <= 12; line++) {
            guest.console.append("line ").append(line).append("\r\n\r\n");
        }

        assertThatThrownBy(() -> ConsoleStatement.of(guest, Duration.ofMillis(300)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageStartingWith("L1 hypervisor: its proof of KVM on its console: gave up after ")
                .hasMessageContaining("(deadline 300 ms, ")
                .hasMessageContaining("last seen: its console, which ends with\n  line 3\n  line 4\n")
                .hasMessageEndingWith("\n  line 12");
    }

    @Test
    void theScriptPrintsWhatIsReadAgain() throws IOException {
        Path console = folder.resolve("console");
        String script = ConsoleStatement.script("17").replace("/dev/console", console.toString());
        CommandResult ran = new LocalShell("L0 host").run(Command.shell(script));

        assertThat(ran.exitStatus()).isZero();
        assertThat(ConsoleStatement.in(Files.readString(console), "17").orElseThrow())
                .first()
                .asString()
                .startsWith("release=");
        assertThat(ConsoleStatement.in(Files.readString(console), "17").orElseThrow())
                .anyMatch(line -> line.startsWith("clocks="));
    }
}
