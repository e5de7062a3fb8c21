package org.nestlab.suite;

import java.util.List;
import java.util.function.Consumer;

/**
 * What is chosen of a suite, whichever it is: an immutable value. {@code withX} replaces.
 *
 * @param chosen its tests that are wanted
 * @param known its tests that are known to fail
 * @param report receives what its tests measure
 */
record SuiteOptions(TestChoice chosen, KnownFailures known, Consumer<SuiteFigures> report) {

    /** All tests, none of which is known to fail. */
    static SuiteOptions none() {
        return new SuiteOptions(TestChoice.all(), KnownFailures.none(), figures -> {});
    }

    SuiteOptions withOnly(List<String> tests) {
        return new SuiteOptions(new TestChoice(tests), known, report);
    }

    SuiteOptions withKnown(KnownFailures failures) {
        return new SuiteOptions(chosen, failures, report);
    }

    SuiteOptions withReport(Consumer<SuiteFigures> receiver) {
        return new SuiteOptions(chosen, known, receiver);
    }
}
