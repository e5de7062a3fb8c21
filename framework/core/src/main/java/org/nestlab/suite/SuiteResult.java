package org.nestlab.suite;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.text.Tail;
import org.nestlab.spec.ValueProperties;

/** What a suite says of one of its tests. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SuiteResult {

    private static final int LAST_LINES = 40;

    private final String test;
    private final Outcome outcome;
    private final String reason;
    private final String output;

    SuiteResult(String test, Outcome outcome, String reason, String output) {
        this.test = test;
        this.outcome = outcome;
        this.reason = reason;
        this.output = output;
    }

    /** The test as the suite calls it. */
    public String test() {
        return test;
    }

    /** What became of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** The suite's own words for it, for example {@code 4 tests, 1 unexpected failures}; empty where it has none. */
    public String reason() {
        return reason;
    }

    /** Everything that it printed. */
    public String output() {
        return output;
    }

    /** What may become of a test. */
    public enum Outcome {
        /** The suite says that it passed. */
        PASSED,
        /** The suite says that it failed, or it printed no result. */
        FAILED,
        /** The suite did not run it here, as where the CPU lacks what it is about. */
        SKIPPED,
        /** The suite calls it skipped, and nothing could have run it: QEMU did not start, for example. */
        NOT_RUN
    }

    static SuiteResult untold(String test, String output) {
        return new SuiteResult(test, Outcome.FAILED, "it printed no result", output);
    }

    /** Of a test that the suite calls skipped although it could not have run. */
    static SuiteResult notRun(String test, String reason, String output) {
        return new SuiteResult(test, Outcome.NOT_RUN, "it could not run, and the suite skipped it: " + reason, output);
    }

    /** The end of what was printed, each line indented. */
    String lastLines() {
        return "  " + String.join("\n  ", Tail.of(output.strip().lines().toList(), LAST_LINES));
    }

    private ValueProperties properties() {
        return ValueProperties.of(SuiteResult.class)
                .and("test", test)
                .and("outcome", outcome)
                .and("reason", reason)
                .and("output", output);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SuiteResult same && properties().equals(same.properties());
    }

    @Override
    public int hashCode() {
        return properties().hashCode();
    }

    @Override
    public String toString() {
        return properties().toString();
    }
}
