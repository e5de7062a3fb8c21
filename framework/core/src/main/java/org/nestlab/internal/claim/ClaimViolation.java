package org.nestlab.internal.claim;

import org.nestlab.machine.Guest;
import org.nestlab.machine.Machine;

/**
 * Why a machine does not meet a claim.
 *
 * @param claim what was claimed, for example {@code usable KVM}
 * @param observed what the machine said
 * @param wanted what would have met the claim
 * @param remedy what to do about it
 */
public record ClaimViolation(String claim, String observed, String wanted, String remedy) {

    /** The message, with level, name and, of a guest, its domain. */
    public String message(Machine machine) {
        return message(
                machine instanceof Guest guest
                        ? "%s (domain %s)".formatted(guest.label(), guest.domainName())
                        : machine.label());
    }

    /**
     * The message.
     *
     * @param where level, name and domain
     */
    public String message(String where) {
        return """
                %s: %s
                  observed: %s
                  expected: %s
                  remedy:   %s""".formatted(where, claim, observed, wanted, remedy);
    }
}
