package org.nestlab.internal.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCrashedException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.Answers.Reply;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.engine.PaperLab;
import org.nestlab.internal.guest.CpuRunner;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.internal.lab.StartFailure.Kind;
import org.nestlab.spec.Tier;

/** From what the machines of a lab show to what ended its start. */
@Timeout(60)
class BrokenGuestTests {

    private static final String BEHIND_VMRUN = """
            [   43.981234]  asm_sysvec_reschedule_ipi+0x16/0x20
            [   43.981234] RIP: 0010:__svm_vcpu_run+0x9c/0x20a [kvm_amd]
            [   43.981234] Code: 00 00 4c 8b af 90 01 00 00 4c 8b b7 98 01 00 00 4c 8b bf a0 01 00 00 48 8b bf 60 01 00 00 eb 07 0f 00 2d 00 00 00 00 0f 01 d8 <58> 48 89 88 30 01 00 00 48 89 90 38 01 00 00 48 89 98 40 01 00 00
            """;
    private static final String PANIC = "[   43.990000] Kernel panic - not syncing: Fatal exception in interrupt\n";

    private static final String REGISTERS = """
            RIP=ffffffffc03cadcc RFL=00010246 [---Z-P-] CPL=0 II=0 A20=1 SMM=0 HLT=0
            CR0=80050033 CR2=ffffffffc03cadcc CR3=0000000104ac8000 CR4=003506b0
            """;

    private final ProvisioningException closed =
            new ProvisioningException("L1 hypervisor: creating domain nestlab-1: End of file while reading data");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @SuppressWarnings("NullAway.Init") // set by each test
    private PaperLab lab;

    @AfterEach
    void down() {
        lab.close();
    }

    /** L1 answers nobody, and L2 is not asked then. */
    private void up(Tier tier) {
        lab = new PaperLab(folder, tier);
        lab.host.answers.on(command -> true, command -> Reply.failed(1, ""));
        lab.first.answers.on(command -> true, command -> Reply.failed(255, ""));
        lab.second.answers.on(command -> true, command -> Reply.failed(255, ""));
    }

    /** The console's copy is what is read; the lines that are watched for come with it. */
    private static void prints(LiveGuest guest, String text) throws IOException {
        Files.writeString(guest.consoleLog().file(), text);
    }

    private StartFailure failure(RuntimeException seen) {
        Attribution found =
                new Layers(lab.running, Duration.ofMillis(10)).look().attribution();
        return StartFailure.of(seen, java.util.Optional.of(found), label -> true);
    }

    @Test
    void aBreakOfL1UnderACallOfItsLibvirtIsTheEmulations() throws IOException {
        up(Tier.EMULATED);
        prints(lab.l1, BEHIND_VMRUN + PANIC);

        StartFailure failure = failure(closed);

        assertThat(failure.kind()).isEqualTo(Kind.EMULATOR);
        assertThat(failure.failure()).isInstanceOf(EmulatorFaultException.class).hasCause(closed);
        assertThat(lab.lab.emulatorFault())
                .hasValueSatisfying(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "L1 hypervisor: QEMU's emulation of nested virtualization broke this guest: a CPU took an interrupt between #VMEXIT and the next instruction"));
    }

    /** There the CPU is hardware, and the same picture the kernel's own. */
    @Test
    void onHardwareTheSameConsoleIsTheKernels() throws IOException {
        up(Tier.KVM);
        prints(lab.l1, BEHIND_VMRUN + PANIC);

        assertThat(lab.lab.emulatorFault()).isEmpty();
        assertThat(failure(new GuestCrashedException("L1 hypervisor: hopeless")).kind())
                .isEqualTo(Kind.CRASH);
    }

    /** The CPU of L2 is run by the KVM of L1, whose kernel may be what is tested. */
    @Test
    void theSameOnTheConsoleOfL2ProvesNothing() throws IOException {
        up(Tier.EMULATED);
        lab.first.answers.on("true", "");
        prints(lab.l2, BEHIND_VMRUN);

        assertThat(lab.lab.emulatorFault()).isEmpty();
        assertThat(failure(new NoAnswerException("L2 guest: gave up")).kind()).isEqualTo(Kind.HANG);
    }

    @Test
    void theRegistersOfL2AreLookedAtWhereItIsSilent() {
        up(Tier.EMULATED);
        lab.first.answers.on("true", "").on("__svm_vcpu_run", "ffffffffc03cad60 t __svm_vcpu_run\t[kvm_amd]\n");
        lab.first.answers.on("info registers -a", REGISTERS);

        StartFailure failure = failure(new NoAnswerException("L2 guest: gave up"));

        assertThat(failure.kind()).isEqualTo(Kind.EMULATOR);
        assertThat(failure.failure()).hasMessage("L2 guest: gave up");
    }

    /** What a guest of L2 would be run by is at the same address. */
    @Test
    void ofAGuestThatHasRunAGuestTheRegistersProveNothing() {
        up(Tier.EMULATED);
        lab.first.answers.on("true", "").failOn("__svm_vcpu_run", 1, "");
        lab.first.answers.on("info registers -a", REGISTERS);

        assertThat(failure(new NoAnswerException("L2 guest: gave up")).kind()).isEqualTo(Kind.HANG);
        assertThat(lab.l2.health().signs())
                .singleElement()
                .satisfies(sign -> assertThat(sign.proves()).isFalse());
        assertThat(lab.first.answers.asked())
                .extracting(command -> command.line())
                .anyMatch(line -> line.contains("nested_run") && line.contains("[ \"$runs\" = 0 ] && grep"));
    }

    @Test
    void aGuestOfL2IsNotLookedAt() {
        up(Tier.EMULATED);

        assertThat(lab.l1.runner()).isEqualTo(CpuRunner.QEMU);
        assertThat(lab.l2.runner()).isEqualTo(CpuRunner.KVM_ON_QEMU);
        assertThat(FailureCause.EMULATOR.isDeadly()).isTrue();
    }
}
