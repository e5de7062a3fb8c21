package org.nestlab.upgrade;

import org.apiguardian.api.API;

/** What a comparison of two stacks ends with. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Outcome {
    /** Both work, and every judged metric of the candidate is within its limit. */
    GOOD(0, "good"),
    /** Both work, and a metric of the candidate is worse than its limit allows. */
    WORSE(1, "worse"),
    /**
     * One of them does not do what a nested lab must do: it does not boot, has no KVM, or its L2 is not accelerated.
     */
    DOES_NOT_WORK(3, "does not work"),
    /** The evidence does not suffice, or the measurement or the host cannot be trusted. */
    CANNOT_TELL(125, "cannot tell");

    private final int exitStatus;
    private final String words;

    Outcome(int exitStatus, String words) {
        this.exitStatus = exitStatus;
        this.words = words;
    }

    /** Of {@code nestlab gate}; 125 is what {@code git bisect run} takes for a commit to pass over. */
    public int exitStatus() {
        return exitStatus;
    }

    /** For people. */
    @Override
    public String toString() {
        return words;
    }
}
