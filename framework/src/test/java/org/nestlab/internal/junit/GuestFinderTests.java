package org.nestlab.internal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nestlab.fake.FakeEngine;
import org.nestlab.fake.FakeGuest;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Settings;
import org.nestlab.machine.Level;
import org.nestlab.spec.GuestSpec;
import org.nestlab.spec.LabSpec;

/** Where a guest is found that a test has migrated. */
class GuestFinderTests {

    private static final LabSpec SPEC =
            LabSpec.kvmInKvm().addGuest(GuestSpec.hypervisor().withName("second"));

    private final RunningLab lab = new FakeEngine().bringUp(SPEC, Settings.defaults());
    private final FakeGuest first = (FakeGuest) lab.guests().get(0);
    private final FakeGuest second = (FakeGuest) lab.guests().get(1);
    private final GuestFinder finder = GuestFinder.in(SPEC, new GuestSelector(Level.L2, "", "@L2"), "a field");

    @Test
    void itIsFoundWhereTheSpecHasIt() {
        assertThat(finder.follow(lab)).isSameAs(first.guests.get(0));
    }

    @Test
    void oneThatWasMigratedIsFoundWhereItIs() {
        second.guests.add(first.guests.remove(0));

        assertThat(finder.follow(lab)).isSameAs(second.guests.get(0));
    }

    @Test
    void oneThatIsGoneIsNotMistakenForAnother() {
        first.guests.clear();
        second.guests.add(new FakeGuest(second, GuestSpec.guest().withName("another")));

        assertThatThrownBy(() -> finder.follow(lab))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("lab %s runs without its guest 'guest'", lab.id());
    }
}
