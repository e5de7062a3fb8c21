package org.nestlab.internal.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Guests of one machine, with the guests inside them at any depth: what is wrong with any of these. A {@link LiveGuest}
 * answers for itself alone.
 *
 * @param roots the guests that are not inside another one
 */
public record GuestTree(List<LiveGuest> roots) {

    public GuestTree {
        roots = List.copyOf(roots);
    }

    /** Every guest, each before those inside it. */
    public List<LiveGuest> all() {
        List<LiveGuest> all = new ArrayList<>();
        roots.forEach(root -> walk(root, all));
        return all;
    }

    private static void walk(LiveGuest guest, List<LiveGuest> all) {
        all.add(guest);
        guest.liveGuests().forEach(inner -> walk(inner, all));
    }

    /** Why one of them can no longer be used; empty while all can. */
    public Optional<String> dead() {
        return all().stream().flatMap(guest -> guest.dead().stream()).findFirst();
    }

    /** What the emulation of the hardware did to one of them; no test can repair that. */
    public Optional<String> emulatorFault() {
        return all().stream().flatMap(guest -> emulatorFault(guest).stream()).findFirst();
    }

    /**
     * Resets the first guest that the emulation broke and that runs no guests, which would be gone.
     *
     * @return what the emulation did to it; empty if no guest was reset
     */
    public Optional<String> mendEmulatorFault() {
        for (LiveGuest guest : all()) {
            Optional<String> fault = guest.liveGuests().isEmpty() ? emulatorFault(guest) : Optional.empty();
            if (fault.isPresent()) {
                guest.reset();
                return fault;
            }
        }
        return Optional.empty();
    }

    /** Resumes all of them, each before those inside it. */
    public void resume() {
        all().forEach(LiveGuest::resume);
    }

    /**
     * Removes the limits that tests have set on scratch disks; no guest may be suspended.
     *
     * @return the guests that had one
     */
    public List<LiveGuest> unthrottle() {
        return all().stream().filter(guest -> guest.domain().unthrottle()).toList();
    }

    private static Optional<String> emulatorFault(LiveGuest guest) {
        return guest.health().emulatorFault().map(fault -> guest.label() + ": " + fault);
    }
}
