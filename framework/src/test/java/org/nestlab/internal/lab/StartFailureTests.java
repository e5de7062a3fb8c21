package org.nestlab.internal.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.lab.StartFailure.Kind;
import org.nestlab.machine.Level;

/** The layers decide what a start failed of, and not the exception that was the first to tell of it. */
class StartFailureTests {

    /** What libvirt's client says when the daemon at its other end dies under a call. */
    private final ProvisioningException closed =
            new ProvisioningException("L1 hypervisor: creating domain nestlab-1: End of file while reading data");

    private final NoAnswerException silent = new NoAnswerException("L2 guest: SSH to listen: gave up after 180 s");
    private final GuestCrashedException said =
            new GuestCrashedException("L2 guest: SSH to listen: hopeless, soft lockup on the console");

    private static StartFailure of(RuntimeException failure, FailureCause cause, String sentence, boolean ready) {
        Attribution found = new Attribution(cause, Level.L1, "L1 hypervisor", sentence);
        return StartFailure.of(failure, Optional.of(found), label -> ready && label.equals("L1 hypervisor"));
    }

    @ParameterizedTest
    @CsvSource({
        "EMULATOR, EMULATOR",
        "KERNEL_PANICKED, CRASH",
        "REBOOTED, CRASH",
        "QEMU_GONE, CRASH",
        "QEMU_HANGS, HANG",
        "KERNEL_FROZEN, HANG",
        "USERSPACE_STUCK, HANG",
        "NETWORK, HANG",
        "UNKNOWN, HANG",
        "OUT_OF_MEMORY, REFUSED",
        "PAUSED, REFUSED",
        "KERNEL_BELOW, REFUSED",
        "THE_TEST, REFUSED"
    })
    void aLibvirtThatWentWithItsMachineIsWhateverHappenedToTheMachine(FailureCause cause, Kind kind) {
        StartFailure failure = of(closed, cause, "…", true);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.failure()).hasMessageStartingWith("L1 hypervisor: creating domain nestlab-1: End of file");
        if (kind == Kind.REFUSED) {
            assertThat(failure.failure()).isSameAs(closed);
        } else {
            assertThat(failure.failure())
                    .hasCause(closed)
                    .isInstanceOf(
                            kind == Kind.EMULATOR
                                    ? EmulatorFaultException.class
                                    : kind == Kind.CRASH ? GuestCrashedException.class : NoAnswerException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EMULATOR, EMULATOR, EMULATOR",
        "KERNEL_PANICKED, CRASH, CRASH",
        "QEMU_GONE, CRASH, CRASH",
        "KERNEL_FROZEN, HANG, CRASH",
        "USERSPACE_STUCK, HANG, REFUSED",
        "UNKNOWN, HANG, CRASH",
        "NETWORK, HANG, CRASH",
        "THE_TEST, HANG, CRASH",
        "OUT_OF_MEMORY, REFUSED, REFUSED"
    })
    void whatTheBootItselfSawIsTakenWhereTheLayersTellNothing(FailureCause cause, Kind ofSilence, Kind ofALine) {
        assertThat(of(silent, cause, "…", false).kind()).isEqualTo(ofSilence);
        assertThat(of(said, cause, "…", false).kind()).isEqualTo(ofALine);
    }

    /** Such a one is silent anyway: the daemon that refused something may have had its reason. */
    @Test
    void aGuestThatStillBootsMakesNoHangOfARefusal() {
        assertThat(of(closed, FailureCause.UNKNOWN, "…", false).failure()).isSameAs(closed);
    }

    @ParameterizedTest
    @CsvSource({"destroyed, REFUSED", "shutdown, REFUSED", "crashed, CRASH"})
    void whatSomebodyOrderedIsNoCrash(String reason, Kind kind) {
        String sentence =
                "the QEMU of L1 hypervisor is gone: its domain on L0 host is gone, and its log ends with 'shutting down, reason=%s'"
                        .formatted(reason);

        assertThat(of(said, FailureCause.QEMU_GONE, sentence, true).kind()).isEqualTo(kind);
    }

    @Test
    void aSpecOrAHostThatCannotStaysSo() {
        for (RuntimeException failure : new RuntimeException[] {
            new LabConfigurationException("no such kernel"), new HostNotCapableException("no disk")
        }) {
            StartFailure refused = of(failure, FailureCause.KERNEL_PANICKED, "…", true);

            assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            assertThat(refused.failure()).isSameAs(failure);
        }
    }

    @Test
    void whereNobodyCouldLookTheTypeDecides() {
        assertThat(StartFailure.of(silent, Optional.empty(), label -> true).kind())
                .isEqualTo(Kind.HANG);
        assertThat(StartFailure.of(said, Optional.empty(), label -> true).kind())
                .isEqualTo(Kind.CRASH);
        assertThat(StartFailure.of(closed, Optional.empty(), label -> true).kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(StartFailure.of(new GuestCommandException("no session"), Optional.empty(), label -> true)
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void aBugOfOursUnderWhichAMachineDiedIsTheMachines() {
        StartFailure failure = of(new IllegalStateException("no line"), FailureCause.KERNEL_PANICKED, "…", true);

        assertThat(failure.failure()).isInstanceOf(GuestCrashedException.class).hasMessage("no line");
        assertThat(failure.sentence()).isEqualTo("a guest crashed: no line");
    }
}
