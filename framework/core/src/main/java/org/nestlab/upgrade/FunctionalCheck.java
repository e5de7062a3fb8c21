package org.nestlab.upgrade;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something that a stack must do, independent of its speed: an immutable value. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FunctionalCheck {

    /** The result; only {@link #HOLDS} counts as passed. */
    public enum State {
        /** What was checked is as it should be. */
        HOLDS("ok"),
        /** What was checked is not as it should be. */
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

    private final String claim;
    private final State state;
    private final @Nullable String detail;

    private FunctionalCheck(String claim, State state, @Nullable String detail) {
        this.claim = claim;
        this.state = state;
        this.detail = detail;
    }

    /** A claim that holds. */
    public static FunctionalCheck ofSuccess(String claim) {
        return new FunctionalCheck(claim, State.HOLDS, null);
    }

    /**
     * A claim that does not hold.
     *
     * @param seen what was seen instead
     */
    public static FunctionalCheck ofFailure(String claim, String seen) {
        return of(claim, State.FAILED, seen);
    }

    /**
     * A claim, and what came of it.
     *
     * @param detail as {@link #detail()} has it; a text without a character says nothing
     */
    public static FunctionalCheck of(String claim, State state, String detail) {
        return new FunctionalCheck(claim, state, detail.isEmpty() ? null : detail);
    }

    /**
     * For example {@code L1 hypervisor: KVM is usable}, or {@code test NestedKvmTests > l1CanHostGuests(Guest)}.
     */
    public String claim() {
        return claim;
    }

    /** What came of it. */
    public State state() {
        return state;
    }

    /** What was seen instead, or why it was not looked at; empty where it holds. */
    public Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    /** Whether it holds. */
    public boolean passed() {
        return state == State.HOLDS;
    }

    /** Whether it failed; one that was aborted or skipped did not. */
    public boolean failed() {
        return state == State.FAILED;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FunctionalCheck same
                && claim.equals(same.claim)
                && state == same.state
                && Objects.equals(detail, same.detail);
    }

    @Override
    public int hashCode() {
        return Objects.hash(claim, state, detail);
    }

    @Override
    public String toString() {
        return line("");
    }

    /** A line for people, with a remark behind the claim. */
    String line(String remark) {
        return "%-8s%s%s%s".formatted(state.word(), claim, remark, detail == null ? "" : ": " + detail);
    }
}
