package org.nestlab.internal.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nestlab.ProvisioningException;
import org.nestlab.fake.FakeGuest;
import org.nestlab.fake.FakeHost;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;
import org.nestlab.spec.GuestSpec;

class BystanderGuestsTests {

    private final List<String> history = new ArrayList<>();
    private final FakeHost host = new FakeHost();
    private final FakeGuest l1 = guest(host, "l1");
    private final FakeGuest sibling = guest(host, "sibling");
    private final FakeGuest l2 = guest(l1, "l2");
    private final FakeGuest cousin = guest(l1, "cousin");
    private final FakeGuest l3 = guest(l2, "l3");

    @BeforeEach
    void put() {
        l1.guests.add(l2);
        l1.guests.add(cousin);
        l2.guests.add(l3);
    }

    private FakeGuest guest(Machine parent, String name) {
        FakeGuest guest = new FakeGuest(parent, GuestSpec.guest().withName(name));
        guest.history = history;
        return guest;
    }

    private BystanderGuests others(Machine subject, Machine reference) {
        return BystanderGuests.of(List.<Guest>of(l1, sibling), subject, reference);
    }

    @Test
    void whileTheHostIsMeasuredEveryL1IsSuspended() {
        try (Suspension suspension = others(host, host).suspend(host)) {
            assertThat(suspension.guests()).containsExactly(l1, sibling);
        }
        assertThat(history).containsExactly("suspend L1 l1", "suspend L1 sibling", "resume L1 l1", "resume L1 sibling");
    }

    @Test
    void whileAGuestIsMeasuredItsAncestorsRun() {
        try (Suspension suspension = others(l2, l2).suspend(l2)) {
            assertThat(suspension.guests()).containsExactlyInAnyOrder(l3, cousin, sibling);
            assertThat(l1.suspended).isFalse();
        }
        assertThat(List.of(l1, l2, l3, sibling, cousin)).noneMatch(guest -> guest.suspended);
    }

    @Test
    void bothSidesPayForTheSameSuspends() {
        BystanderGuests others = others(l1, host);

        others.suspend(l1).close();
        List<String> ofL1 = suspends();
        history.clear();
        others.suspend(host).close();

        assertThat(suspends()).isEqualTo(ofL1).contains("suspend L1 l1", "suspend L2 l2");
    }

    private List<String> suspends() {
        return history.stream().filter(line -> line.startsWith("suspend")).toList();
    }

    @Test
    void noLibvirtIsAskedThatIsSuspended() {
        others(l1, host).suspend(l1).close();

        assertThat(history)
                .containsExactly(
                        "suspend L2 l2",
                        "suspend L2 cousin",
                        "suspend L1 sibling",
                        "suspend L1 l1",
                        "resume L1 l1",
                        "resume L1 sibling",
                        "resume L2 l2",
                        "resume L2 cousin");
    }

    @Test
    void aMachineThatIsInsideASuspendedOneStaysAsItIs() {
        try (Suspension suspension = others(l1, host).suspend(host)) {
            assertThat(suspension.guests()).containsExactlyInAnyOrder(l1, sibling, l2, cousin);
        }
        assertThat(history.subList(4, 8))
                .containsExactly("resume L1 sibling", "resume L1 l1", "resume L2 l2", "resume L2 cousin");
    }

    @Test
    void aGuestThatCannotBeSuspendedLeavesNoneSuspended() {
        sibling.refuses = "no such domain";

        assertThatThrownBy(() -> others(host, host).suspend(host))
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("L1 sibling: no such domain");
        assertThat(l1.suspended).isFalse();
    }

    @Test
    void everyGuestIsResumedAlsoAfterOneThatDied() {
        Suspension suspension = others(host, host).suspend(host);
        l1.refuses = "no such domain";

        assertThatThrownBy(suspension::close)
                .isInstanceOf(ProvisioningException.class)
                .hasMessage("guests could not be resumed: L1 l1: no such domain");
        assertThat(sibling.suspended).isFalse();
    }

    @Test
    void aGuestThatSomebodyElseSuspendedStaysSuspended() {
        sibling.suspended = true;

        others(host, host).suspend(host).close();

        assertThat(sibling.suspended).isTrue();
    }
}
