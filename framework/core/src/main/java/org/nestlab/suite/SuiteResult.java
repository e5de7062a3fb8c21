package org.nestlab.suite;

import org.apiguardian.api.API;
import org.nestlab.internal.text.Tail;

/**
 * What a suite says of one of its tests.
 *
 * @param test the test as the suite calls it
 * @param outcome what became of it
 * @param reason the suite's own words for it, for example {@code 4 tests, 1 unexpected failures}; empty where it has
 *     none
 * @param output everything that it printed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SuiteResult(String test, Outcome outcome, String reason, String output) {

    private static final int LAST_LINES = 40;

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
}
