package org.nestlab.upgrade;

/**
 * Something that a stack has to do, whatever its speed.
 *
 * @param claim as {@code L1 hypervisor: KVM is usable}
 * @param failure what was seen instead; empty where it holds
 */
public record FunctionalCheck(String claim, String failure) {

    public boolean passed() {
        return failure.isEmpty();
    }

    @Override
    public String toString() {
        return passed() ? "ok      " + claim : "FAILED  " + claim + ": " + failure;
    }
}
