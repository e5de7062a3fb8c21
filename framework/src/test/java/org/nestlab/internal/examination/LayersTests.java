package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.machine.Level;

/**
 * From what the machines print to the layer that is blamed. An oops of the host can be had in no other way than from
 * its log.
 */
@Timeout(60)
class LayersTests {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder);
        lab.host
                .answers
                .on(command -> true, command -> Reply.failed(1, ""))
                .on("shutting down", "2026-11-23 20:12:01.123+0000: shutting down, reason=crashed\n");
        lab.first.answers.on("true", "");
        lab.second.answers.on("true", "");
    }

    @AfterEach
    void down() {
        lab.close();
    }

    private void theQemuOfL1Ends() {
        lab.running.site().libvirt().domains().destroy(lab.l1.uuid());
        lab.first.answers.failOn("true", 255, "");
    }

    /** The kernel is up for 4,242 s; what it printed at its last moment is younger than the lab. */
    private void theHostPrints(String line) {
        lab.host.answers.on("dmesg | tail -n 2000", """
                4242.00
                [    0.000000] Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org)
                [ 4242.000000] %s
                [ 4242.000000] CPU: 3 PID: 4711 Comm: CPU 0/KVM Not tainted 6.1.0-28-amd64 #1  Debian 6.1.119-1
                """.formatted(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BUG: kernel NULL pointer dereference, address: 0000000000000010",
                "BUG: unable to handle page fault for address: ffffc90000a3bff8",
                "kernel BUG at arch/x86/kvm/mmu/mmu.c:4023!",
                "general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] PREEMPT SMP NOPTI",
                "Oops: 0002 [#1] PREEMPT SMP NOPTI"
            })
    void anOopsOfTheHostIsToBlameForTheQemuThatWentWithIt(String line) {
        theHostPrints(line);
        theQemuOfL1Ends();

        Attribution found = new Layers(lab.running).look().attribution();

        assertThat(found.cause()).isEqualTo(FailureCause.KERNEL_BELOW);
        assertThat(found.level()).isEqualTo(Level.L0);
        assertThat(found.headline())
                .startsWith("which layer died: L0 host: kernel oops of the machine above: [ 4242.000000] " + line
                        + "; and then the QEMU of L1 hypervisor is gone");
    }

    @Test
    void withoutOneItIsTheQemuThatIsGone() {
        theHostPrints("vnet0: entered disabled state");
        theQemuOfL1Ends();

        assertThat(new Layers(lab.running).look().attribution().cause()).isEqualTo(FailureCause.QEMU_GONE);
    }

    @Test
    void anOopsAloneIsNobodysDeath() {
        theHostPrints("BUG: kernel NULL pointer dereference, address: 0000000000000010");

        assertThat(new Layers(lab.running).look().attribution().cause()).isEqualTo(FailureCause.THE_TEST);
    }

    /** As with one that was reset: at first nothing is proven, and then its console shows the boot. */
    @Test
    void whereNothingIsProvenItIsAskedOnceMore() {
        AtomicInteger asked = new AtomicInteger();
        lab.first.answers.on(command -> true, command -> Reply.failed(1, "")).on("true", "");
        lab.second.answers.on(command -> true, command -> {
            if (asked.incrementAndGet() == 2) {
                bootsOnceMore();
            }
            return Reply.failed(255, "");
        });

        Attribution found =
                new Layers(lab.running, Duration.ofMillis(10)).look().attribution();

        assertThat(found.cause()).isEqualTo(FailureCause.REBOOTED);
        assertThat(asked).hasValue(2);
    }

    @Test
    void theOutermostGuestThatIsSilentIsNamed() {
        Layers layers = new Layers(lab.running);
        assertThat(layers.silent()).isEmpty();

        lab.second.answers.failOn("true", 255, "");
        assertThat(layers.silent()).contains("L2 guest");

        lab.first.answers.failOn("true", 255, "");
        assertThat(layers.silent()).contains("L1 hypervisor");

        lab.l1.suspend();
        assertThat(layers.silent()).as("by the lab's own order").isEmpty();
    }

    /** As where its network was cut: what the test did may be over by then, or not. */
    @Test
    void aLabThatWasInDoubtIsAskedOnceMoreAndIsDeadWhereItIsStillSilent() {
        lab.first.answers.failOn("true", 255, "").on("domif-getlink", "eth0 down");
        lab.host.answers.on("domif-getlink", "vnet0 down");

        Attribution found = lab.lab
                .diagnose(new IllegalStateException("no answer"))
                .attribution()
                .orElseThrow();
        assertThat(found.cause()).isEqualTo(FailureCause.NETWORK);
        assertThat(lab.lab.dead()).isEmpty();

        lab.first.answers.on("true", "");
        assertThat(lab.lab.askAgain()).isEmpty();
        assertThat(lab.lab.dead()).isEmpty();

        lab.first.answers.failOn("true", 255, "");
        assertThat(lab.lab.askAgain()).as("nobody has doubts").isEmpty();

        lab.lab.diagnose(new IllegalStateException("no answer"));
        assertThat(lab.lab.askAgain())
                .contains("L1 hypervisor: it did not answer when it was asked again after the test");
        assertThat(lab.lab.dead()).isPresent();
        int asked = lab.host.answers.asked().size();

        assertThat(lab.lab.diagnose(new IllegalStateException("the next of twelve")))
                .satisfies(again -> assertThat(again.attribution()).contains(found))
                .satisfies(again -> assertThat(again.evidence())
                        .singleElement()
                        .satisfies(evidence -> assertThat(evidence.name()).isEqualTo("which layer died")));
        assertThat(lab.host.answers.asked()).hasSize(asked);
    }

    private void bootsOnceMore() {
        try {
            Files.writeString(lab.l2.consoleLog().file(), "nestlab: seed applied\nnestlab: seed applied\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
