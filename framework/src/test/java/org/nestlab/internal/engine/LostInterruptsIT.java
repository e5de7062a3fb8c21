package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.Findings;
import org.nestlab.machine.Command;
import org.nestlab.machine.Guest;
import org.nestlab.spec.LabSpec;

/**
 * One of L1's two CPUs runs CLGI and halts, as after a STGI that was lost. The kernel goes on with the other CPU, as
 * far as it gets.
 */
@Tag("full")
@ExtendWith(KeptEvidence.class)
class LostInterruptsIT {

    /** {@code clgi; 1: sti; hlt; jmp 1b} */
    private static final byte[] CLGI_AND_HALT = {0x0f, 0x01, (byte) 0xdd, (byte) 0xfb, (byte) 0xf4, (byte) 0xeb, -4};

    /** A function of the kernel that nobody calls: its code is what the CPU is sent to. */
    private static final String PLACE = "emergency_restart";

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before the test
    private FaultyLab labs;

    @BeforeEach
    void noLabYet() {
        labs = new FaultyLab(folder);
    }

    /** Not in the test: what a failure leaves is looked at before. */
    @AfterEach
    void noLabAnyMore() {
        labs.close();
    }

    @Test
    void aCpuThatTakesNoInterruptsIsFoundAndTheLabIsReplaced() throws IOException {
        LabOnHost lab = labs.get(LabSpec.kvmInKvm().withL1(l1 -> l1.withVcpus(2)));
        LiveGuest l1 = lab.state().liveGuests().get(0);

        loseInterrupts(new Victim(l1));
        GuestCommandException silent = Awaitility.await("a command without an answer")
                .atMost(Duration.ofMinutes(3))
                .pollInSameThread()
                .until(() -> failure(l1).or(() -> failure(l1.guests().get(0))), failure -> failure.isPresent())
                .orElseThrow();
        Findings findings = lab.diagnose(silent);

        System.out.println(findings.evidence().get(0).content());
        Attribution found = findings.attribution().orElseThrow();
        assertThat(found.cause()).isEqualTo(FailureCause.KERNEL_FROZEN);
        assertThat(found.headline())
                .startsWith("which layer died: L1 hypervisor: kernel frozen: CPU 0 takes no interrupts: it is halted");
        assertThat(lab.dead()).hasValueSatisfying(death -> assertThat(death).contains("takes no interrupts"));
        assertThat(lab.emulatorFault())
                .as("a kernel without STGI does the same")
                .isEmpty();
        assertThat(findings.evidence())
                .filteredOn(evidence -> evidence.name().equals("signs of a broken emulation"))
                .singleElement()
                .satisfies(evidence ->
                        assertThat(evidence.content()).contains("CPU 0 takes no interrupts", "that is: no proof"));
    }

    private static Optional<GuestCommandException> failure(Guest guest) {
        try {
            // Not from the page cache alone: the disk's interrupts are what is lost.
            guest.run(Command.shell(
                            "cat /sys/block/vda/serial; echo 1 >/proc/sys/vm/drop_caches; ls -R /usr/lib >/dev/null")
                    .withTimeout(Duration.ofSeconds(60)));
            return Optional.empty();
        } catch (GuestCommandException e) {
            return Optional.of(e);
        }
    }

    private static void loseInterrupts(Victim victim) throws IOException {
        String symbol = victim.guest()
                .run("grep -m 1 ' T %s$' /proc/kallsyms".formatted(PLACE))
                .orThrow()
                .text();
        long place = Long.parseUnsignedLong(symbol.split(" ", 2)[0], 16);
        int port = freePort();
        monitor(victim, "gdbserver tcp:127.0.0.1:" + port);
        // It is sent there from its idle loop, where it holds no lock.
        Awaitility.await("CPU 0 to be idle")
                .atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(() -> loseInterruptsIfIdle(victim, port, place));
        monitor(victim, "gdbserver none");
    }

    private static boolean loseInterruptsIfIdle(Victim victim, int port, long place) throws IOException {
        try (GdbStub stub = GdbStub.connect(port)) {
            boolean idle = monitor(victim, "info registers").contains("HLT=1");
            if (idle) {
                stub.choose(0);
                stub.write(place, CLGI_AND_HALT);
                stub.jump(place);
            }
            return idle;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String monitor(Victim victim, String command) {
        return victim.guest()
                .above()
                .shell()
                .run(Command.of(
                        "virsh",
                        "-q",
                        "qemu-monitor-command",
                        "--hmp",
                        victim.guest().uuid().toString(),
                        command))
                .orThrow()
                .stdout();
    }
}
