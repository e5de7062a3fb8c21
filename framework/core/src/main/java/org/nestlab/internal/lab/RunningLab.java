package org.nestlab.internal.lab;

import java.util.List;
import java.util.Optional;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;

/** A lab that is up; its owner closes it. */
public interface RunningLab extends AutoCloseable {

    /** The lab's identifier: 8 hexadecimal digits, unique on its host. */
    String id();

    LabSpec spec();

    Tier tier();

    Host host();

    /** Whether it was thawed from a snapshot, and not booted: what is measured in it is not comparable then. */
    default boolean isThawed() {
        return false;
    }

    /** Whether an earlier run has brought it up, and its tests may have used it. */
    default boolean isTakenOver() {
        return false;
    }

    /**
     * Its tests have changed it, or may have: no later run takes it over.
     *
     * @param why a sentence
     */
    default void spoil(String why) {}

    /** The guests of the host, L1, in the order of the spec. */
    List<Guest> guests();

    /** Where the lab is on the host. */
    HostSide hostSide();

    /**
     * Which layer died, and evidence for a failed test: consoles, XML, plan and the like. Called for each failure while
     * the lab is up; a lab that was asked counts as failed where {@code nestlab.keep} is {@code on-failure}.
     */
    Findings diagnose(Throwable failure);

    /**
     * Why it was started again before it came up, a line for each start that failed; empty where the first one
     * succeeded.
     */
    default List<String> startedAgain() {
        return List.of();
    }

    /**
     * Where a diagnosis found a layer that died and no guest dead for good, asks once more whether every guest answers:
     * a test may have stopped one, and let it go on when it cleaned up. To be called after that; at once otherwise.
     *
     * @return what makes the lab {@link #dead()} from now on; empty where it was not in doubt, or is well again
     */
    default Optional<String> askAgain() {
        return Optional.empty();
    }

    /** Why the lab cannot be used any more, for example {@code L1 hypervisor: kernel panic …}; empty while it can. */
    Optional<String> dead();

    /** Why it was taken down under the tests that use it; empty while that did not happen. */
    default Optional<String> cutShort() {
        return Optional.empty();
    }

    /**
     * Takes the lab down under the tests that use it, as {@link #close()}; whatever waits for one of its machines
     * fails.
     *
     * @param why a sentence, for all that fails
     */
    default void cutShort(String why) {
        close();
    }

    /**
     * That the emulation of the hardware broke a guest, and how that was seen: the lab is dead then, through no fault
     * of what is tested. Empty while there is no sign of it, and on real hardware.
     */
    default Optional<String> emulatorFault() {
        return Optional.empty();
    }

    /**
     * Resets the guest that the emulation broke, and waits until it is ready again.
     *
     * @return what {@link #emulatorFault()} said before; empty where there is none, or where the guest ran guests of
     *     its own, which a reset would end
     * @throws org.nestlab.ProvisioningException if the guest does not come back
     */
    default Optional<String> mendEmulatorFault() {
        return Optional.empty();
    }

    /**
     * Takes the lab down; a second call does nothing.
     *
     * @throws org.nestlab.ProvisioningException naming what could not be removed
     */
    @Override
    void close();
}
