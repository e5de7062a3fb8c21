package org.nestlab.jenkins;

/** How a build, or a stage of it, ended; the order is Jenkins' own: each is worse than the one before. */
enum Outcome {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    ABORTED;

    Outcome or(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
