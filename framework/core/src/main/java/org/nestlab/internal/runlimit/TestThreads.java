package org.nestlab.internal.runlimit;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The threads in which tests run, recognised by their stacks, because there is no list of them. */
final class TestThreads {

    /** What calls a test, or a method before or after tests. */
    private static final String CALLER = "org.junit.jupiter.engine.execution.";

    private TestThreads() {}

    /**
     * Those that run a test now.
     *
     * @param more others that are to be ended with them
     */
    static List<Thread> now(Collection<Thread> more) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> more.contains(thread.getKey()) || runsATest(thread))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Interrupts those that have not ended, and still run a test. */
    static void interrupt(Collection<Thread> threads) {
        now(threads).stream().filter(threads::contains).forEach(Thread::interrupt);
    }

    private static boolean runsATest(Map.Entry<Thread, StackTraceElement[]> thread) {
        return Arrays.stream(thread.getValue())
                .anyMatch(frame -> frame.getClassName().startsWith(CALLER));
    }
}
