package org.nestlab.upgrade;

import org.apiguardian.api.API;

/**
 * Something that a stack must do, independent of its speed.
 *
 * @param claim for example {@code L1 hypervisor: KVM is usable}, or
 *     {@code test NestedKvmTests > l1CanHostGuests(Guest)}
 * @param detail what was seen instead, or why it was not checked; empty where it holds
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FunctionalCheck(String claim, State state, String detail) {

    /** The result; only {@link #HOLDS} counts as passed. */
    public enum State {
        HOLDS("ok"),
        FAILED("FAILED"),
        /** A test that ended itself because an assumption did not hold. */
        ABORTED("aborted"),
        /** A test that a condition kept from being run. */
        SKIPPED("skipped");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** For people. */
        public String word() {
            return word;
        }
    }

    /**
     * One that was looked at.
     *
     * @param failure what was seen instead; empty where it holds
     */
    public FunctionalCheck(String claim, String failure) {
        this(claim, failure.isEmpty() ? State.HOLDS : State.FAILED, failure);
    }

    public boolean passed() {
        return state == State.HOLDS;
    }

    public boolean failed() {
        return state == State.FAILED;
    }

    @Override
    public String toString() {
        return line("");
    }

    /** A line for people, with a remark behind the claim. */
    String line(String remark) {
        return "%-8s%s%s%s".formatted(state.word(), claim, remark, detail.isEmpty() ? "" : ": " + detail);
    }
}
