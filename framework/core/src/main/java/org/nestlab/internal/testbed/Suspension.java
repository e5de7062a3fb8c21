package org.nestlab.internal.testbed;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import org.nestlab.ProvisioningException;
import org.nestlab.machine.Guest;

/** Guests that are suspended for a while; closing it resumes every one of them, also after another could not be. */
public final class Suspension implements AutoCloseable {

    private final List<Guest> guests = new ArrayList<>();

    Suspension() {}

    void suspend(Guest guest) {
        if (!guest.isSuspended()) {
            guest.suspend();
            guests.add(guest);
        }
    }

    void resume(Guest guest) {
        guest.resume();
        guests.remove(guest);
    }

    /** The guests that are suspended now. */
    public List<Guest> guests() {
        return List.copyOf(guests);
    }

    /**
     * Resumes them, the outermost first; a second call does nothing.
     *
     * @throws ProvisioningException naming each that could not be resumed
     */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        for (Guest guest : guests.stream().sorted(comparing(Guest::level)).toList()) {
            try {
                resume(guest);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            ProvisioningException failure = new ProvisioningException("guests could not be resumed: "
                    + String.join(
                            "; ",
                            failures.stream()
                                    .map(e -> String.valueOf(e.getMessage()))
                                    .toList()));
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
