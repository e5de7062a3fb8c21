package org.nestlab.internal.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.spec.Tier;

class GuestTreeTests {

    private static final String BEHIND_VMRUN = """
            [   43.981234]  asm_sysvec_reschedule_ipi+0x16/0x20
            [   43.981234] RIP: 0010:__svm_vcpu_run+0x9c/0x20a [kvm_amd]
            [   43.981234] Code: 00 00 4c 8b af 90 01 00 00 4c 8b b7 98 01 00 00 4c 8b bf a0 01 00 00 48 8b bf 60 01 00 00 eb 07 0f 00 2d 00 00 00 00 0f 01 d8 <58> 48 89 88 30 01 00 00 48 89 90 38 01 00 00 48 89 98 40 01 00 00
            [   43.990000] Kernel panic - not syncing: Fatal exception in interrupt
            """;

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set before each test
    private PaperLab lab;

    @SuppressWarnings("NullAway.Init") // set before each test
    private GuestTree tree;

    @BeforeEach
    void up() {
        lab = new PaperLab(folder, Tier.EMULATED);
        tree = new GuestTree(List.of(lab.l1));
    }

    @AfterEach
    void down() {
        lab.close();
    }

    @Test
    void everyGuestComesBeforeThoseInsideIt() {
        assertThat(tree.all()).containsExactly(lab.l1, lab.l2);
    }

    @Test
    void theDeathOfAGuestInsideIsThatOfTheTree() {
        assertThat(tree.dead()).isEmpty();
        lab.l2.health().condemn("it is silent");
        assertThat(tree.dead()).contains("L2 guest: it is silent");
        assertThat(lab.l1.dead()).isEmpty();

        lab.l1.health().condemn("it is silent, too");
        assertThat(tree.dead()).contains("L1 hypervisor: it is silent, too");
    }

    @Test
    void aGuestThatRunsGuestsIsNotResetForAFaultOfTheEmulation() throws IOException {
        Files.writeString(lab.l1.consoleLog().file(), BEHIND_VMRUN);

        assertThat(tree.emulatorFault())
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("L1 hypervisor: QEMU's emulation"));
        assertThat(tree.mendEmulatorFault()).isEmpty();
        assertThat(lab.l1.liveGuests()).containsExactly(lab.l2);
    }

    @Test
    void allAreResumed() {
        lab.l2.suspend();
        lab.l1.suspend();
        tree.resume();
        assertThat(tree.all()).noneMatch(LiveGuest::isSuspended);
    }
}
