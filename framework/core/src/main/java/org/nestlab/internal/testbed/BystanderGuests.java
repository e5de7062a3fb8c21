package org.nestlab.internal.testbed;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/**
 * The guests that are suspended while one machine of a comparison is measured: those inside it, its siblings, its
 * cousins, and never one that it is inside of.
 *
 * <p>Before either side every guest is suspended that either side wants suspended, and then those are resumed that this
 * side needs: a machine that was never suspended is no fair partner of one that just came back.
 */
public final class BystanderGuests {

    private final List<Guest> subject;
    private final List<Guest> reference;
    private final List<Guest> guestsOfHost;

    private BystanderGuests(List<Guest> guestsOfHost, Machine subject, Machine reference) {
        this.guestsOfHost = guestsOfHost;
        this.subject = besides(subject, guestsOfHost);
        this.reference = besides(reference, guestsOfHost);
    }

    /**
     * Those of a comparison of two machines.
     *
     * @param guestsOfHost every L1 guest of the lab, from which all guests are found anew */
    public static BystanderGuests of(List<Guest> guestsOfHost, Machine subject, Machine reference) {
        return new BystanderGuests(List.copyOf(guestsOfHost), subject, reference);
    }

    /**
     * Suspends them, until what is returned is closed.
     *
     * @param measured one of the two machines
     * @throws org.nestlab.ProvisioningException if one cannot be suspended; those that were are resumed again
     */
    public Suspension suspend(Machine measured) {
        Set<Guest> both = new LinkedHashSet<>(subject);
        both.addAll(reference);
        List<Guest> stay = besides(measured, guestsOfHost);
        Suspension suspension = new Suspension();
        try {
            // The innermost first, because the libvirt of a suspended guest does not answer.
            both.stream().sorted(comparing(Guest::level).reversed()).forEach(suspension::suspend);
            both.stream()
                    .sorted(comparing(Guest::level))
                    .filter(guest -> stay.stream().noneMatch(other -> holds(other, guest)))
                    .forEach(suspension::resume);
            return suspension;
        } catch (RuntimeException | Error e) {
            try {
                suspension.close();
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** The outermost guests that are neither the machine nor around it. */
    static List<Guest> besides(Machine measured, List<Guest> guests) {
        List<Guest> found = new ArrayList<>();
        for (Guest guest : guests) {
            if (same(guest, measured)) {
                found.addAll(guest.guests());
            } else if (holds(guest, measured)) {
                found.addAll(besides(measured, guest.guests()));
            } else {
                found.add(guest);
            }
        }
        return found;
    }

    /** Whether the inner machine is the outer one or inside it. */
    private static boolean holds(Guest outer, Machine inner) {
        for (Optional<Machine> at = Optional.of(inner); at.isPresent(); at = above(at.get())) {
            if (same(outer, at.get())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Machine> above(Machine machine) {
        return machine instanceof Guest guest ? Optional.of(guest.parent()) : Optional.empty();
    }

    private static boolean same(Guest guest, Machine other) {
        return other instanceof Guest inner && inner.uuid().equals(guest.uuid());
    }
}
