package org.nestlab.internal.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.nestlab.LabException;
import org.nestlab.internal.image.KernelStore;
import org.nestlab.machine.Guest;
import org.nestlab.probe.Acceleration;
import org.nestlab.spec.KernelSpec;
import org.nestlab.upgrade.FunctionalCheck;

/**
 * Asks guests for what a nested lab has to do, and lists what each answered. A guest that cannot be asked does not do
 * it.
 */
public final class FunctionalChecks {

    private final List<FunctionalCheck> checks = new ArrayList<>();

    /** What was asked so far, in order. */
    public List<FunctionalCheck> all() {
        return List.copyOf(checks);
    }

    /** Adds what was found out otherwise. */
    public void add(FunctionalCheck check) {
        checks.add(check);
    }

    /**
     * Asks a guest.
     *
     * @param claim for example {@code KVM is usable}
     * @param look what was seen instead; empty where the claim holds
     */
    public void check(Guest guest, String claim, Supplier<Optional<String>> look) {
        String whole = guest.label() + ": " + claim;
        Optional<String> failure;
        try {
            failure = look.get();
        } catch (LabException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        checks.add(failure.map(seen -> FunctionalCheck.ofFailure(whole, seen))
                .orElseGet(() -> FunctionalCheck.ofSuccess(whole)));
    }

    private void claim(Guest guest, String claim, Supplier<Optional<ClaimViolation>> look) {
        check(guest, claim, () -> look.get().map(violation -> violation.message(guest)));
    }

    /** The kernel of its spec runs, where that brings a kernel of a known version. */
    public void runsItsKernel(Guest guest) {
        if (guest.spec().kernel() instanceof KernelSpec.Files files) {
            KernelStore.versionOf(files)
                    .ifPresent(version ->
                            claim(guest, "its kernel is " + version, () -> Claims.runsKernel(guest, version)));
        }
    }

    public void isAcceleratedBy(Guest guest, Acceleration.Kind kind) {
        claim(guest, "its CPUs are run by " + kind, () -> Claims.acceleratedBy(guest, kind));
    }

    public void hasUsableKvm(Guest guest) {
        claim(guest, "KVM is usable", () -> Claims.usableKvm(guest));
    }

    public void hasNestingEnabled(Guest guest) {
        claim(guest, "nesting is on", () -> Claims.nestingEnabled(guest));
    }
}
