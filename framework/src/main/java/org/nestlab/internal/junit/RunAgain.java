package org.nestlab.internal.junit;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The tests that were aborted because the emulation broke a guest under them. JUnit runs a test once, and an extension that ran its method
 * a second time would leave out what runs before each test; so they are named in the form in which Maven takes them. Thread-safe.
 */
final class RunAgain {

    private final Map<String, Set<String>> tests = new TreeMap<>();

    /** @param context the test's, or the class's where none of its tests ran */
    synchronized void add(ExtensionContext context) {
        Set<String> methods = tests.computeIfAbsent(
                context.getTestClass().map(Class::getName).orElse(context.getDisplayName()), name -> new TreeSet<>());
        context.getTestMethod().ifPresent(method -> methods.add(method.getName()));
    }

    /** A line that names them; empty where there are none. */
    synchronized Optional<String> sentence() {
        if (tests.isEmpty()) {
            return Optional.empty();
        }
        String which = tests.entrySet().stream()
                .map(test -> test.getValue().isEmpty()
                        ? test.getKey()
                        : test.getKey() + "#" + String.join("+", test.getValue()))
                .collect(joining(","));
        return Optional.of(
                "aborted, as the emulation broke a guest; to run them again: -Dit.test='%s', or -Dtest=… with Surefire"
                        .formatted(which));
    }
}
