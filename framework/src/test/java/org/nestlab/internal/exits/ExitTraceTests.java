package org.nestlab.internal.exits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.exact.Vendor;
import org.nestlab.fake.FakeGuest;

class ExitTraceTests {

    private final FakeGuest l1 = Traced.kernel(FakeGuest.l1(), Traced.KVM_EXIT);
    private final FakeGuest l2 = l1.withGuest();

    @Test
    void everyReasonHasItsCount() {
        try (ExitTrace trace = ExitTrace.start(l2, "0badcafe")) {
            ExitCounts counts = trace.read();

            assertThat(counts.total()).isEqualTo(13_694);
            assertThat(counts.own())
                    .containsExactly(
                            Map.entry(96L, 2547L),
                            Map.entry(100L, 1584L),
                            Map.entry(114L, 260L),
                            Map.entry(120L, 2926L),
                            Map.entry(124L, 3332L),
                            Map.entry(1024L, 3045L));
            assertThat(counts.nested()).isEmpty();
        }
        assertThat(Traced.removals(l1)).isEqualTo(1);
        assertThat(l1.answers.asked().get(0).line())
                .contains("instances/nestlab-0badcafe-l2")
                .contains(l2.uuid().toString());
    }

    @Test
    void exitsOfGuestsInsideAreNoneOfTheGuestItself() {
        Traced.kernel(l1, Traced.KVM_EXIT + """
                == kvm_nested_vmexit
                { exit_reason:        114 } hitcount:        200
                { exit_reason:       1024 } hitcount:       3045
                    Dropped: 0
                == kvm_nested_vmexit_inject
                { exit_reason:        114 } hitcount:        150
                    Dropped: 0
                """);
        try (ExitTrace trace = ExitTrace.start(l2, "0badcafe")) {
            ExitCounts counts = trace.read();

            assertThat(counts.own()).containsEntry(114L, 60L).doesNotContainKey(1024L);
            assertThat(counts.ofNested()).isEqualTo(3_245);
            assertThat(counts.handed()).isEqualTo(150);
            assertThat(counts.total()).isEqualTo(13_694);
        }
    }

    @Test
    void whatFoundNoRoomIsPartOfTheTotal() {
        Traced.kernel(l1, Traced.KVM_EXIT.replace("Dropped: 0", "Dropped: 6"));
        try (ExitTrace trace = ExitTrace.start(l2, "0badcafe")) {
            assertThat(trace.read().dropped()).isEqualTo(6);
            assertThat(trace.read().total()).isEqualTo(13_700);
        }
    }

    @Test
    void withoutTracefsTheMessageSaysWhatItTakes() {
        Traced.refuse(l1, 6, "tracefs cannot be mounted: it takes root; lockdown: none [integrity] confidentiality\n");

        assertThatThrownBy(() -> ExitTrace.start(l2, "0badcafe"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessage("L1 hypervisor: the exits of L2 guest cannot be counted by reason: "
                        + "tracefs cannot be mounted: it takes root; lockdown: none [integrity] confidentiality");
    }

    @Test
    void whatWasBegunIsRemovedWhereALaterStepFails() {
        Traced.refuse(l1, 1, "sh: 14: cannot create instances/x/events/kvm/kvm_exit/trigger: Operation not permitted");

        assertThatThrownBy(() -> ExitTrace.start(l2, "0badcafe")).isInstanceOf(HostNotCapableException.class);
        assertThat(Traced.removals(l1)).isEqualTo(1);
    }

    @Test
    void anInstanceOfSomebodyElseIsLeftAlone() {
        Traced.refuse(l1, TraceScripts.TAKEN, "there is a trace instance nestlab-0badcafe-l2 already");

        assertThatThrownBy(() -> ExitTrace.start(l2, "0badcafe"))
                .isInstanceOf(HostNotCapableException.class)
                .hasMessageContaining("there is a trace instance nestlab-0badcafe-l2 already");
        assertThat(Traced.removals(l1)).isZero();
    }

    @Test
    void aHistogramThatIsGoneIsNoExitOfNone() {
        Traced.kernel(l1, "");
        try (ExitTrace trace = ExitTrace.start(l2, "0badcafe")) {
            assertThatThrownBy(trace::read)
                    .isInstanceOf(ProvisioningException.class)
                    .hasMessageStartingWith("L1 hypervisor: the histogram of kvm_exit is not there any more");
        }
    }

    @Test
    void anInstanceThatStaysIsTold() {
        ExitTrace trace = ExitTrace.start(l2, "0badcafe");
        l1.answers.failOn("until rmdir", 1, "rmdir: failed: Device or resource busy");

        assertThatThrownBy(trace::close)
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L1 hypervisor: the trace instance nestlab-0badcafe-l2 could not be removed: "
                        + "rmdir: failed: Device or resource busy; remove it by `rmdir`");
    }

    @Test
    void aReasonThatNoTableKnowsIsItsNumber() {
        assertThat(ReasonNames.of(Vendor.AMD, 0x4d)).isEqualTo("0x4d");
        assertThat(ReasonNames.of(Vendor.INTEL, 0x4d)).isEqualTo("0x4d");
        assertThat(ReasonNames.of(Vendor.AMD, 0x400)).isEqualTo("NPF");
        assertThat(ReasonNames.of(Vendor.AMD, 0x4e)).isEqualTo("PF_EXCP");
        assertThat(ReasonNames.of(Vendor.AMD, 0x13)).isEqualTo("WRITE_CR3");
        assertThat(ReasonNames.of(Vendor.INTEL, 48)).isEqualTo("EPT_VIOLATION");
    }
}
