package org.nestlab.internal.snapshot;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a thawed guest is the one that was frozen and continues where it stopped, instead of one that was booted anew
 * or that repeats an earlier thaw.
 */
public final class ThawProof {

    private ThawProof() {}

    /**
     * Why it is not.
     *
     * @param now what the guest says after it was given entropy
     * @param exits how often it has exited to its KVM; 0 if QEMU emulates it
     * @param drawn what guests of the same snapshot have drawn before
     * @return a sentence; empty if it is
     */
    public static Optional<String> fault(FrozenGuest frozen, GuestFacts now, long exits, Set<String> drawn) {
        return fault(frozen, now, exits)
                .or(() -> repeats(frozen, now, drawn))
                .map(fault -> "%s: %s".formatted(frozen.label(), fault));
    }

    private static Optional<String> fault(FrozenGuest frozen, GuestFacts now, long exits) {
        if (!now.nonce().equals(frozen.nonce())) {
            return Optional.of("its memory holds the nonce %s; expected %s, which was left in it before it was frozen"
                    .formatted(now.nonce(), frozen.nonce()));
        }
        if (!now.boot().equals(frozen.facts().boot())) {
            return Optional.of("its boot is %s; expected %s, that of the frozen guest"
                    .formatted(now.boot(), frozen.facts().boot()));
        }
        if (now.uptime() < frozen.facts().uptime()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "it is up for %.2f s; expected at least %.2f s, as when it was frozen",
                    now.uptime(),
                    frozen.facts().uptime()));
        }
        if (frozen.exits() > 0 && exits <= frozen.exits()) {
            return Optional.of("its KVM has counted %d exits; expected more than %d, as when it was frozen"
                    .formatted(exits, frozen.exits()));
        }
        return Optional.empty();
    }

    private static Optional<String> repeats(FrozenGuest frozen, GuestFacts now, Set<String> drawn) {
        return now.drawn().equals(frozen.facts().drawn()) || drawn.contains(now.drawn())
                ? Optional.of("its kernel has drawn %s, which an earlier guest has drawn from the same snapshot"
                        .formatted(now.drawn()))
                : Optional.empty();
    }
}
