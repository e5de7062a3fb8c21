package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.internal.diagnosis.Answer;
import org.nestlab.internal.diagnosis.BootState;
import org.nestlab.internal.diagnosis.DomainObservation;
import org.nestlab.internal.diagnosis.DomainObservation.State;
import org.nestlab.internal.diagnosis.GuestInspector;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.machine.Level;

/** What is asked of which machine about a guest, and how its answers are read. */
class LiveGuestInspectorTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @SuppressWarnings("NullAway.Init")
    private LiveGuestInspector l1;

    @SuppressWarnings("NullAway.Init")
    private LiveGuestInspector l2;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder);
        l1 = new LiveGuestInspector(lab.l1, Duration.ofSeconds(5));
        l2 = l1.inside().get(0);
    }

    @AfterEach
    void down() {
        lab.close();
    }

    @Test
    void itKnowsItsPlace() {
        assertThat(l2)
                .extracting(GuestInspector::label, GuestInspector::level, GuestInspector::above, GuestInspector::boot)
                .containsExactly("L2 guest", Level.L2, "L1 hypervisor", BootState.READY);
        assertThat(l1.above()).isEqualTo("L0 host");
        assertThat(l2.inside()).isEmpty();
        assertThat(l1.console()).isEmpty();
        assertThat(l1.emulatorFault()).isEmpty();
    }

    @Test
    void aGuestIsAskedInItsOwnSession() {
        lab.second.answers.on("true", "");
        assertThat(l2.answers()).isTrue();

        lab.first.answers.failOn("true", 1, "");
        assertThat(l1.answers()).isFalse();
    }

    @Test
    void aGuestThatTheLabSuspendedIsNotAsked() {
        lab.l1.suspend();

        assertThat(l1.suspension())
                .contains("L1 hypervisor: it is suspended, as while another machine is measured: resume it first");
        assertThat(l2.suspension())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .startsWith("L2 guest: inside a guest that is suspended: L1 hypervisor: it is suspended"));
        assertThatThrownBy(l2::answers).isInstanceOf(GuestCommandException.class);
        assertThat(lab.second.answers.asked()).isEmpty();
    }

    @Test
    void itsDomainIsAskedOfTheMachineAbove() {
        assertThat(l1.domain()).isEqualTo(new DomainObservation(State.RUNNING, "running (booted)"));

        lab.running.site().libvirt().domains().suspend(lab.l1.uuid());
        assertThat(l1.domain()).isEqualTo(new DomainObservation(State.PAUSED, "paused (user)"));
    }

    @Test
    void ofADomainThatIsGoneTheLogTellsHowItEnded() {
        lab.running.site().libvirt().domains().destroy(lab.l2.uuid());
        lab.first.answers.on("shutting down", "2026-11-23 20:12:01.123+0000: shutting down, reason=crashed\n");

        assertThat(l2.domain())
                .isEqualTo(new DomainObservation(
                        State.GONE, "gone, and its log ends with 'shutting down, reason=crashed'"));
        assertThat(lab.first.answers.asked())
                .extracting(command -> command.line())
                .containsExactly("grep 'shutting down, reason=' /var/log/libvirt/qemu/%s.log | tail -n 1"
                        .formatted(lab.l2.domainName()));
    }

    @Test
    void aMonitorThatIsSilentIsToldFromALibvirtThatIs() {
        lab.host.answers.on("info lapic", "== look\nHLT=1\n");
        assertThat(l1.cpus()).contains("== look\nHLT=1\n");

        lab.host.answers.failOn("info lapic", 124, "");
        assertThat(l1.cpus()).isEmpty();

        lab.host.answers.failOn("info lapic", 1, "libvirt does not answer");
        assertThat(l1.cpus()).contains("");
    }

    @Test
    void whetherItsKernelRunsThreadsIsAskedOfTheMachineAbove() {
        lab.first.answers.on("announce-self", "before=9\nafter=11\n");
        assertThat(l2.threads()).isEqualTo(Answer.YES);

        lab.first.answers.on("announce-self", "before=9\nafter=9\n");
        assertThat(l2.threads()).isEqualTo(Answer.NO);

        lab.first.answers.failOn("announce-self", 1, "before=9\n");
        assertThat(l2.threads()).isEqualTo(Answer.UNTOLD);
    }

    @ParameterizedTest
    @CsvSource({"'52:54:00:00:00:01 up', YES", "'vnet0 down\n', NO", "'', UNTOLD", "'error: up the creek', UNTOLD"})
    void aLinkIsUpDownOrUntold(String printed, Answer link) {
        lab.host.answers.on("domif-getlink", printed);

        assertThat(l1.link()).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource({"0, YES", "1, NO"})
    void aPingIsAnsweredOrNot(int status, Answer echo) {
        lab.first.answers.failOn("ping", status, "");

        assertThat(l2.echo()).isEqualTo(echo);
    }

    @Test
    void withoutAPingAKernelThatRefusesAConnectionLivesToo() {
        lab.first.answers.failOn("ping", 127, "ping: not found");

        assertThat(l2.echo()).as("nothing comes back").isEqualTo(Answer.NO);
        lab.first.refusing("no TCP connection to 192.168.1.10 port 22: Connection refused");
        assertThat(l2.echo()).isEqualTo(Answer.YES);
        lab.first.greeting("");
        assertThat(l2.echo()).isEqualTo(Answer.YES);
    }

    @Test
    void onlyAnSshServerGreets() {
        assertThat(l2.greets()).as("nobody there").isFalse();
        lab.first.greeting("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n");
        assertThat(l2.greets()).isTrue();
        lab.first.greeting("220 mail");
        assertThat(l2.greets()).isFalse();
        lab.first.greeting("");
        assertThat(l2.greets()).as("a server that closes at once").isFalse();
    }

    @Test
    void aGuestThatBegunAnotherBootIsSeenOnItsConsole() throws IOException {
        Files.writeString(lab.l2.consoleLog().file(), "nestlab: seed applied\nnestlab: ssh ready\n");
        assertThat(l2.boot()).isEqualTo(BootState.READY);

        Files.writeString(lab.l2.consoleLog().file(), "nestlab: seed applied\n", StandardOpenOption.APPEND);

        assertThat(l2.boot()).isEqualTo(BootState.BOOTED_AGAIN);
        assertThat(l1.boot()).isEqualTo(BootState.READY);
    }

    @Test
    void theBootsThatItTookToComeUpAreNoRebootSince() throws IOException {
        Path console = lab.l2.consoleLog().file();
        Files.writeString(console, "nestlab: seed applied\nnestlab: seed applied\nnestlab: ssh ready\n");
        lab.l2.sessions().ready(lab.second);
        assertThat(l2.boot()).isEqualTo(BootState.READY);

        Files.writeString(console, "nestlab: seed applied\n", StandardOpenOption.APPEND);

        assertThat(l2.boot()).isEqualTo(BootState.BOOTED_AGAIN);
    }

    @Test
    void aQemuThatTheKernelEndedIsFoundByItsNumberAndTheMomentOfItsEnd() {
        // 1,000 s after its boot the machine's clock says 2026-11-23 20:12:40; the process was ended 40 s before.
        lab.host.answers.on("uptime", """
                1795464760
                1000.00
                ==
                [  960.500000] Out of memory: Killed process 4711 (qemu-system-x86) total-vm:1kB
                ==
                2026-11-23 20:12:01.123+0000: shutting down, reason=crashed
                """);

        assertThat(l1.killed()).as("while nobody knows its number").isEmpty();
        String pidFile = "/run/libvirt/qemu/" + lab.l1.domainName() + ".pid";
        lab.host.answers.on("cat " + pidFile, "4712");
        lab.l1.domain().noteQemu();
        assertThat(l1.killed()).as("another one was ended").isEmpty();

        lab.host.answers.on("cat " + pidFile, "4711");
        lab.l1.domain().noteQemu();

        assertThat(l1.killed())
                .contains("[  960.500000] Out of memory: Killed process 4711 (qemu-system-x86) total-vm:1kB");
    }

    @ParameterizedTest
    @CsvSource({"''", "'==\n==\n'", "'1\n2\n=='", "'no clock here'"})
    void anAnswerThatIsCutShortProvesNothing(String printed) {
        lab.host.answers.on("libvirt/qemu", "4711");
        lab.l1.domain().noteQemu();
        lab.host.answers.on(command -> true, command -> Reply.ok(printed));

        assertThat(l1.killed()).isEmpty();
    }
}
