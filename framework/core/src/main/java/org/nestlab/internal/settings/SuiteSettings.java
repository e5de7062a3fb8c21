package org.nestlab.internal.settings;

import java.util.Arrays;
import java.util.List;
import org.nestlab.suite.Suites;

/** The suites of others that a run is configured with. */
final class SuiteSettings {

    private SuiteSettings() {}

    static Suites from(Values values) {
        Suites suites = Suites.none();
        suites = values.path(Setting.KVM_UNIT_TESTS).map(suites::withUnitTests).orElse(suites);
        suites = values.path(Setting.SELFTESTS).map(suites::withSelftests).orElse(suites);
        suites = values.text(Setting.KVM_UNIT_TESTS_ONLY)
                .map(SuiteSettings::names)
                .map(suites::withOnlyUnitTests)
                .orElse(suites);
        suites = values.text(Setting.SELFTESTS_ONLY)
                .map(SuiteSettings::names)
                .map(suites::withOnlySelftests)
                .orElse(suites);
        suites = values.path(Setting.KNOWN_FAILURES)
                .map(suites::withKnownFailures)
                .orElse(suites);
        suites = values.duration(Setting.SUITE_TIMEOUT).map(suites::withTimeout).orElse(suites);
        return values.path(Setting.UNIXBENCH).map(suites::withUnixBench).orElse(suites);
    }

    private static List<String> names(String commas) {
        return Arrays.stream(commas.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
