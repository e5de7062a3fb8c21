package org.nestlab.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code unittests.cfg}, whose format kvm-unit-tests' {@code docs/unittests.txt} describes. */
final class UnitTestList {

    // [apic-split]
    private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z0-9._+-]{1,100})]\\s*+");

    // groups = svm nodefault
    private static final Pattern PARAMETER = Pattern.compile("([a-z_]{1,30}) *= *(.*+)");

    /** Begins and ends a value of several lines. */
    private static final String LONG = "\"\"\"";

    private final List<UnitTestEntry> tests = new ArrayList<>();
    private final StringBuilder section = new StringBuilder();
    private @Nullable String name;
    private List<String> groups = List.of();
    private Duration limit = Duration.ZERO;
    private boolean inLongValue;

    private UnitTestList() {}

    /** Its sections, in their order. */
    static List<UnitTestEntry> read(String config) {
        UnitTestList list = new UnitTestList();
        config.lines().forEach(list::line);
        list.end();
        return List.copyOf(list.tests);
    }

    private void line(String line) {
        Matcher header = SECTION.matcher(line);
        if (!inLongValue && header.matches()) {
            end();
            name = header.group(1);
        } else if (inLongValue) {
            inLongValue = !line.contains(LONG);
        } else {
            parameter(line);
        }
        section.append(line).append('\n');
    }

    private void parameter(String line) {
        Matcher parameter = PARAMETER.matcher(line);
        if (!parameter.matches()) {
            return;
        }
        String value = parameter.group(2);
        inLongValue = value.startsWith(LONG) && value.indexOf(LONG, LONG.length()) < 0;
        switch (parameter.group(1)) {
            case "groups" -> groups = List.of(value.strip().split("\\s+", -1));
            case "timeout" -> limit = UnitTestEntry.limitOf(value);
            default -> {}
        }
    }

    private void end() {
        if (name != null) {
            tests.add(new UnitTestEntry(name, section.toString(), groups, limit));
        }
        section.setLength(0);
        groups = List.of();
        limit = Duration.ZERO;
    }
}
