package org.nestlab.internal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ThawProofTests {

    private static final FrozenGuest FROZEN =
            new FrozenGuest("L2 guest", "key", "00ff", new GuestFacts("boot", 31.5, "first", "00ff"), 7_000);
    private static final GuestFacts WELL = new GuestFacts("boot", 32.25, "second", "00ff");

    @Test
    void theGuestThatWasFrozenGoesOn() {
        assertThat(ThawProof.fault(FROZEN, WELL, 7_001, Set.of("third"))).isEmpty();
    }

    @Test
    void aGuestWithoutTheNonceIsAnother() {
        assertThat(ThawProof.fault(FROZEN, new GuestFacts("boot", 32.25, "second", "-"), 7_001, Set.of()))
                .contains(
                        "L2 guest: its memory holds the nonce -; expected 00ff, which was left in it before it was frozen");
    }

    @Test
    void aGuestThatBootedIsAnother() {
        assertThat(ThawProof.fault(FROZEN, new GuestFacts("other", 32.25, "second", "00ff"), 7_001, Set.of()))
                .contains("L2 guest: its boot is other; expected boot, that of the frozen guest");
        assertThat(ThawProof.fault(FROZEN, new GuestFacts("boot", 2, "second", "00ff"), 7_001, Set.of()))
                .contains("L2 guest: it is up for 2.00 s; expected at least 31.50 s, as when it was frozen");
    }

    @Test
    void aGuestThatItsKvmDoesNotRunIsNotWell() {
        assertThat(ThawProof.fault(FROZEN, WELL, 7_000, Set.of()))
                .contains("L2 guest: its KVM has counted 7000 exits; expected more than 7000, as when it was frozen");
    }

    @Test
    void aGuestThatQemuEmulatesHasNoExitsToCount() {
        FrozenGuest l1 = new FrozenGuest("L1 hypervisor", "key", "00ff", FROZEN.facts(), 0);

        assertThat(ThawProof.fault(l1, WELL, 0, Set.of())).isEmpty();
    }

    @Test
    void aGuestThatDrawsWhatAnEarlierThawDrewIsNotGivenOut() {
        String drew = "L2 guest: its kernel has drawn %s, which an earlier guest has drawn from the same snapshot";

        assertThat(ThawProof.fault(FROZEN, WELL, 7_001, Set.of("second"))).contains(drew.formatted("second"));
        assertThat(ThawProof.fault(FROZEN, new GuestFacts("boot", 33, "first", "00ff"), 7_001, Set.of()))
                .contains(drew.formatted("first"));
    }
}
