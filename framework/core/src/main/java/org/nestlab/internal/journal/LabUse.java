package org.nestlab.internal.journal;

/** What a lab is brought up for, which decides whether it outlives its process. */
public enum LabUse {

    /** For the tests of this process: {@code nestlab.keep} decides what becomes of it. */
    TESTS,

    /** The same, and a lab that is well afterwards waits for the next run: {@code nestlab.reuse}. */
    REUSE,

    /** {@code nestlab up}: once it is up it stays, and there is one lab of each spec on a host. */
    STAYS,

    /** {@code nestlab up --another}: the same, beside others of its spec. */
    STAYS_BESIDE_OTHERS;

    /** Whether it outlives its process once it is up. */
    public boolean stays() {
        return this == STAYS || this == STAYS_BESIDE_OTHERS;
    }
}
