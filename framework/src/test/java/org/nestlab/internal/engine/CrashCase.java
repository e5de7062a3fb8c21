package org.nestlab.internal.engine;

/** A JVM killed at one moment, and what comes after it. */
record CrashCase(CrashScenario scenario, String moment, Then then) {

    /** Who cleans up. */
    enum Then {
        NEXT_RUN,
        REAP
    }

    @Override
    public String toString() {
        return "CRASH %s %s, then %s".formatted(scenario, moment, then);
    }
}
