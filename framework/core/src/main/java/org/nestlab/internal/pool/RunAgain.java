package org.nestlab.internal.pool;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tests that were aborted because the emulation broke a guest under them. JUnit runs a test once, and an extension
 * that ran its method a second time would leave out what runs before each test; so they are named in the form in which
 * Maven takes them. Thread-safe.
 */
public final class RunAgain {

    private final Map<String, Set<String>> tests = new TreeMap<>();

    /**
     * One of them.
     *
     * @param testClass the name of its class
     * @param method null where none of the tests of the class ran
     */
    public synchronized void add(String testClass, @Nullable String method) {
        Set<String> methods = tests.computeIfAbsent(testClass, name -> new TreeSet<>());
        if (method != null) {
            methods.add(method);
        }
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
