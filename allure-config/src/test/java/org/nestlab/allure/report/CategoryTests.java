package org.nestlab.allure.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nestlab.EmulatorFaultException;
import org.nestlab.GuestCommandException;
import org.nestlab.GuestCrashedException;
import org.nestlab.HostNotCapableException;
import org.nestlab.LabConfigurationException;
import org.nestlab.NoAnswerException;
import org.nestlab.ProvisioningException;
import org.nestlab.experiment.InconclusiveError;
import org.nestlab.experiment.InconclusiveTestAbortedException;
import org.nestlab.experiment.InvalidExperimentError;
import org.nestlab.experiment.ThresholdExceededError;
import org.nestlab.workload.InvalidMeasurementException;
import org.opentest4j.TestAbortedException;

/** Each category is found in the trace of the real exception. */
class CategoryTests {

    @ParameterizedTest
    @EnumSource(
            names = {"CLAIM", "TEST_CODE"},
            mode = Mode.EXCLUDE)
    void isSeenAloneAndThroughJUnitsWrapping(Category category) {
        Throwable failure = switch (category) {
            case HOST -> new HostNotCapableException("want <cpu mode='custom'/>\nand saw none");
            case CONFIGURATION -> new LabConfigurationException("no such CPU model");
            case EMULATION -> new EmulatorFaultException("L2 guest: its CPU", new IllegalStateException());
            case CRASHED_L1 -> new GuestCrashedException("L1 hypervisor: SSH: hopeless, kernel panic\nL2 x");
            case CRASHED_L2 -> new NoAnswerException("L2 guest: its boot took longer than 600.0 s");
            case CRASHED_L3 -> new GuestCrashedException("L3 inner: SSH to listen: hopeless, domain is shut off");
            case PROVISIONING -> new ProvisioningException("L1 hypervisor: no space left on device");
            case EXCEEDED -> new ThresholdExceededError("L2/L1 fio.iops: worse than its threshold");
            case INVALID -> new InvalidMeasurementException("fio's JSON ends in the middle");
            case INCONCLUSIVE -> new InconclusiveError("L2/L1 fio.iops: cannot tell yet");
            case COMMAND -> new GuestCommandException("L1 hypervisor: `true` did not end");
            case CLAIM, TEST_CODE -> throw new AssertionError(category);
        };
        String status = failure instanceof AssertionError ? "failed" : "broken";

        assertThat(of(status, failure)).contains(category);
        assertThat(of(status, new ParameterResolutionException("Failed to resolve parameter [Guest l1]", failure)))
                .contains(category);
    }

    @Test
    void theVerdictsOfATestHaveEachTheirOwn() {
        assertThat(of("failed", new ThresholdExceededError("L2/L1 a: cannot tell yet")))
                .contains(Category.EXCEEDED);
        assertThat(of("failed", new InvalidExperimentError("L2/L1 a"))).contains(Category.INVALID);
        assertThat(of("failed", new InconclusiveError("L2/L1 a"))).contains(Category.INCONCLUSIVE);
        assertThat(of("skipped", new InconclusiveTestAbortedException("L2/L1 a")))
                .contains(Category.INCONCLUSIVE);
    }

    @Test
    void aTestThatTheEmulationAbortedIsNobodysTurn() {
        String fault = "QEMU's emulation of nested virtualization broke this guest: its CPU";
        Throwable failure = new GuestCommandException("L2 guest: `true` did not end");

        assertThat(of("skipped", new TestAbortedException("cannot tell: L2 guest: " + fault, failure)))
                .contains(Category.EMULATION);
        assertThat(of(
                        "skipped",
                        new TestAbortedException("cannot tell: which layer died: L2 guest: emulator fault: " + fault)))
                .contains(Category.EMULATION);
        assertThat(of("skipped", new TestAbortedException("cannot tell: another reason")))
                .isEmpty();
    }

    @Test
    void aTestThatIsSkippedForAnotherReasonHasNone() {
        assertThat(of("skipped", new TestAbortedException("UnixBench is not configured")))
                .isEmpty();
        assertThat(Category.of("skipped", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "L2 guest: an SSH login as root: gave up after 600 s (deadline 600 s, 30 looks); last seen: L1 hypervisor itself does not answer within 20.0 s | CRASHED_L1",
                "L2 guest: an SSH login as root: gave up after 600 s; last seen: L1 hypervisor answers (0.2 s); domain x is running | CRASHED_L2",
                "lab 'L2 is mine' failed before: L1 hypervisor: its boot took longer | CRASHED_L1",
                "L0 host: creating domain x: its libvirt has not answered for 60 s: the machine may hang | PROVISIONING",
            })
    void aHangIsOfTheLevelThatHangs(String message, Category category) {
        assertThat(of("broken", new NoAnswerException(message))).contains(category);
    }

    @Test
    void theLayerThatDiedIsReadFromTheTopOfTheMessage() {
        String gaveUp = System.lineSeparator() + "L2 guest: an SSH login as root: gave up after 600 s";

        assertThat(of(
                        "broken",
                        new NoAnswerException("which layer died: L2 guest: kernel frozen: the kernel" + gaveUp)))
                .contains(Category.CRASHED_L2);
        assertThat(of(
                        "broken",
                        new NoAnswerException("which layer died: L1 hypervisor: QEMU hangs: on L0 host" + gaveUp)))
                .as("L2 is silent because L1 is")
                .contains(Category.CRASHED_L1);
        assertThat(of(
                        "broken",
                        new NoAnswerException("which layer died: L1 hypervisor: unknown: nothing proves why" + gaveUp)))
                .as("what is unknown says no more than before")
                .contains(Category.CRASHED_L2);
        assertThat(of("broken", new ProvisioningException("which layer died: L1 hypervisor: network only: cut")))
                .contains(Category.PROVISIONING);
    }

    @Test
    void aLabThatIsRefusedBecauseAGuestCrashedBeforeIsACrash() {
        Throwable again = new ProvisioningException(
                "lab 'a' failed before: L1 hypervisor: kernel panic",
                new GuestCrashedException("L1 hypervisor: SSH to listen: hopeless, kernel panic"));

        assertThat(of("broken", again)).contains(Category.CRASHED_L1);
    }

    @Test
    void aGuestThatDiedDuringATestIsNamedBeforeWhatFailedOverIt() {
        Throwable failure = new GuestCommandException("L2 guest: `true` never ended");
        failure.addSuppressed(new GuestCrashedException(
                "lab 'a' is dead and the next test gets a new one: L2 guest: kernel panic on the console: x"));
        AssertionError claim = new AssertionError("no usable KVM");
        claim.addSuppressed(new GuestCrashedException(
                "lab 'a' is dead and the next test gets a new one: L1 hypervisor: soft lockup on the console: x"));

        assertThat(of("broken", failure)).contains(Category.CRASHED_L2);
        assertThat(of("failed", claim)).contains(Category.CRASHED_L1);
    }

    @Test
    void aProvisioningThatFailedForACommandIsStillProvisioning() {
        assertThat(of("broken", new ProvisioningException("L2", new GuestCommandException("x"))))
                .contains(Category.PROVISIONING);
    }

    @Test
    void aSuppressedFailureToCleanUpDoesNotCount() {
        Throwable broken = new IllegalStateException("x");
        broken.addSuppressed(new ProvisioningException("y"));

        assertThat(of("broken", broken)).contains(Category.TEST_CODE);
        assertThat(of("failed", broken)).contains(Category.CLAIM);
    }

    @Test
    void aTestThatPassedHasNone() {
        assertThat(Category.of("passed", "")).isEqualTo(Optional.empty());
    }

    private static Optional<Category> of(String status, Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return Category.of(status, trace.toString());
    }
}
