package org.nestlab.internal.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.kept.NotReusableException;
import org.nestlab.internal.kept.ReusableLab.ReusableGuest;
import org.nestlab.internal.libvirt.DomainState;
import org.nestlab.internal.plan.GuestPlan;
import org.nestlab.internal.plan.Plans;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** What makes a guest of a lab that was handed on another one. */
class TakingOverTests {

    private final GuestPlan l2 =
            Plans.plan(LabSpec.kvmInKvm(), Tier.EMULATED).guests().get(1);

    @Test
    void onlyAGuestThatRunsIsTakenOver() {
        assertThatCode(() -> require(DomainState.Kind.RUNNING)).doesNotThrowAnyException();
        assertThatThrownBy(() -> require(DomainState.Kind.PAUSED))
                .isInstanceOf(NotReusableException.class)
                .hasMessage("L2 guest: its domain %s is paused; expected running", l2.domainName());
        assertThatThrownBy(() -> TakingOver.requireRunning(l2, Optional.empty()))
                .hasMessage("L2 guest: its domain %s is gone; expected running", l2.domainName());
    }

    private void require(DomainState.Kind kind) {
        TakingOver.requireRunning(l2, Optional.of(new DomainState(kind, "unknown")));
    }

    @Test
    void aGuestThatWasRebootedIsNotTakenOver() {
        ReusableGuest was = new ReusableGuest("L1 hypervisor", "", "b1", 0);

        assertThatCode(() -> TakingOver.requireSameBoot(was, "b1")).doesNotThrowAnyException();
        assertThatThrownBy(() -> TakingOver.requireSameBoot(was, "b2"))
                .isInstanceOf(NotReusableException.class)
                .hasMessage("L1 hypervisor: it was rebooted: its boot is b2; expected b1");
    }
}
