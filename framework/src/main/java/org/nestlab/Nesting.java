package org.nestlab;

import org.nestlab.internal.host.ChangeRecorder;
import org.nestlab.internal.host.NestingSwitch;
import org.nestlab.machine.Guest;
import org.nestlab.probe.NestedParameter;

/**
 * A guest's nesting setup as a fixture, at any level:
 *
 * <pre>{@code
 * try (Nesting.Change change = Nesting.on(l1).disable()) {
 *     assertThat(l1).hasNestingDisabled();
 * }
 * }</pre>
 *
 * <p>Changing it loads the machine's KVM module anew, so no guest may be running there. A change is verified, and closing it
 * puts everything back and verifies that too. What a killed test run leaves changed is gone with the guest. The host's own
 * setup is not for a test to change: {@code nestlab.host.nesting=enable} lets the framework do it, under its journal.
 */
public final class Nesting {

    private final Guest guest;
    private final boolean persist;

    private Nesting(Guest guest, boolean persist) {
        this.guest = guest;
        this.persist = persist;
    }

    /** The nesting setup of a guest; asks nothing yet. */
    public static Nesting on(Guest guest) {
        return new Nesting(guest, false);
    }

    /** The same, with changes also written to {@code /etc/modprobe.d/zz-nestlab.conf}, so that they outlast a reboot. */
    public Nesting persistent() {
        return new Nesting(guest, true);
    }

    /** What the {@code nested} parameter holds now. */
    public NestedParameter read() {
        return NestedParameter.of(guest);
    }

    /**
     * Shows the extension to the machine's guests from now on.
     *
     * @throws HostNotCapableException if the machine cannot be switched: no extension, a built-in module, or a module that
     *     is in use, with the list of its users
     * @throws ProvisioningException if switching failed; what was changed until then has been put back
     */
    public Change enable() {
        return new Change(NestingSwitch.set(guest, true, persist, ChangeRecorder.forgetful()));
    }

    /**
     * Hides the extension from the machine's guests from now on.
     *
     * @throws HostNotCapableException as {@link #enable()}
     * @throws ProvisioningException as {@link #enable()}
     */
    public Change disable() {
        return new Change(NestingSwitch.set(guest, false, persist, ChangeRecorder.forgetful()));
    }

    /** A change that lasts until it is closed. */
    public static final class Change implements AutoCloseable {

        private final NestingSwitch fixture;

        private Change(NestingSwitch fixture) {
            this.fixture = fixture;
        }

        /** Leaves the change as it is, for good; closing does nothing then. */
        public void keep() {
            fixture.keep();
        }

        /**
         * Puts back what was there before.
         *
         * @throws ProvisioningException if it could not be put back, as while a guest runs
         */
        @Override
        public void close() {
            fixture.close();
        }
    }
}
