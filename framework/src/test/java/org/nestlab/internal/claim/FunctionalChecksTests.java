package org.nestlab.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.GuestCommandException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.upgrade.FunctionalCheck;

class FunctionalChecksTests {

    private final FakeGuest guest = FakeGuest.l1();
    private final FunctionalChecks checks = new FunctionalChecks();

    @Test
    void whatHoldsHasNoDetailAndWhatDoesNotSaysWhatWasSeen() {
        checks.check(guest, "nesting is on", Optional::empty);
        checks.check(guest, "npt is 1", () -> Optional.of("the file holds '0'"));

        assertThat(checks.all())
                .containsExactly(
                        FunctionalCheck.ofSuccess("L1 hypervisor: nesting is on"),
                        FunctionalCheck.ofFailure("L1 hypervisor: npt is 1", "the file holds '0'"));
        assertThat(checks.all())
                .extracting(FunctionalCheck::detail)
                .containsExactly(Optional.empty(), Optional.of("the file holds '0'"));
    }

    @Test
    void aGuestThatCannotBeAskedFailsTheCheck() {
        checks.check(guest, "answers", () -> {
            throw new GuestCommandException("L1 hypervisor: the session is closed");
        });

        assertThat(checks.all())
                .containsExactly(
                        FunctionalCheck.ofFailure("L1 hypervisor: answers", "L1 hypervisor: the session is closed"));
    }

    /** What is broken in the framework is no finding about a stack. */
    @Test
    void aDefectIsNoFailedCheck() {
        assertThatThrownBy(() -> checks.check(guest, "answers", () -> {
                    throw new AssertionError("a defect");
                }))
                .hasMessage("a defect");
        assertThat(checks.all()).isEmpty();
    }

    @Test
    void aClaimThatIsNotMetIsListedWithItsRemedy() {
        ClaimViolation violation = new ClaimViolation("no usable KVM", "/dev/kvm is not there", "a VM", "modprobe kvm");

        assertThat(violation.message(guest)).isEqualTo("""
            L1 hypervisor (domain %s): no usable KVM
              observed: /dev/kvm is not there
              expected: a VM
              remedy:   modprobe kvm\
            """.formatted(guest.domainName()));
        assertThat(violation.message(guest.parent())).startsWith("L0 host: no usable KVM");
    }
}
