package org.nestlab.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.nestlab.GuestCommandException;
import org.nestlab.internal.shell.Tarball;
import org.nestlab.machine.Command;
import org.nestlab.machine.Machine;
import org.nestlab.probe.KvmDevice;
import org.nestlab.suite.SuiteResult.Outcome;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A suite that is copied to a machine when its first test runs. */
final class SuiteOnMachine {

    private final Suite suite;
    private final Machine machine;
    private final String folder;
    private final AtomicInteger ran = new AtomicInteger();
    private final Queue<String> skipped = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> cycles = Collections.synchronizedMap(new LinkedHashMap<>());
    private boolean installed;
    private @Nullable String lostIn;
    private boolean lost;

    SuiteOnMachine(Suite suite, Machine machine) {
        this.suite = suite;
        this.machine = machine;
        this.folder = "/var/tmp/nestlab-" + suite.name();
    }

    /** Runs one test, and passes, fails or aborts as JUnit expects it. */
    void verify(String test) {
        SuiteResult result = reallySkipped(run(test));
        report(test, result.output());
        if (result.outcome() == Outcome.SKIPPED) {
            skipped.add(result.reason());
        } else {
            ran.incrementAndGet();
        }
        String what = "%s: %s of %s".formatted(machine.label(), test, suite.name());
        KnownFailures known = suite.knownFailures();
        Optional<String> reason = known.reason(suite.name(), test);
        if (reason.isPresent() && result.outcome() == Outcome.PASSED) {
            throw new AssertionFailedError("%s passed, and %s says that it fails: %s; remove its line"
                    .formatted(what, known.file(), reason.get()));
        }
        if (reason.isPresent() && result.outcome() == Outcome.FAILED) {
            throw new TestAbortedException(
                    "%s failed (%s), which is known: %s".formatted(what, result.reason(), reason.get()));
        }
        switch (result.outcome()) {
            case PASSED -> {}
            case SKIPPED ->
                throw new TestAbortedException("%s was skipped by the suite: %s".formatted(what, result.reason()));
            case FAILED, NOT_RUN ->
                throw new AssertionFailedError(
                        "%s failed: %s; it printed:%n%s".formatted(what, result.reason(), result.lastLines()));
        }
    }

    private void report(String test, String output) {
        Map<String, Long> measured = suite.cycles(test, output);
        cycles.putAll(measured);
        report(measured);
    }

    private void report(Map<String, Long> measured) {
        if (!measured.isEmpty()) {
            suite.report().accept(SuiteFigures.of(suite.name(), machine.label(), "cycles", measured));
        }
    }

    /**
     * Reports what all of its tests measured together. Fails where the suite skipped all of them.
     *
     * @param tests how many there are; where some of them were not run at all, nothing is said of the suite
     */
    void finish(int tests) {
        report(cycles);
        String what = "%s: %s".formatted(machine.label(), suite.name());
        if (tests == 0) {
            throw new AssertionFailedError("%s has no tests in %s".formatted(what, suite.folder()));
        }
        if (ran.get() == 0 && skipped.size() < tests) {
            throw new TestAbortedException("%s: %d of %d tests were run".formatted(what, skipped.size(), tests));
        }
        if (ran.get() == 0) {
            throw new AssertionFailedError(
                    "%s: the suite skipped all of its %d tests, so that nothing was tested; the first: %s"
                            .formatted(what, tests, skipped.element()));
        }
    }

    /**
     * A machine may lose its KVM between two tests, and then a suite has many ways to say that it skips the next one.
     */
    private SuiteResult reallySkipped(SuiteResult result) {
        if (result.outcome() != Outcome.SKIPPED) {
            return result;
        }
        KvmDevice kvm = KvmDevice.of(machine);
        return kvm.opens()
                ? result
                : SuiteResult.notRun(
                        result.test(),
                        "%s; /dev/kvm %s"
                                .formatted(
                                        result.reason().isEmpty() ? "no reason" : result.reason(),
                                        kvm.present() ? "does not open: " + kvm.error() : "is absent"),
                        result.output());
    }

    private synchronized SuiteResult run(String test) {
        if (!installed) {
            install();
            installed = true;
        }
        requireMachine(test);
        try {
            return suite.read(test, machine.run(in(suite.command(test))).stdout());
        } catch (GuestCommandException e) {
            lostIn = test;
            throw e;
        }
    }

    /** A command that did not come to its end may have lost its machine: the next test looks, and no later one. */
    private void requireMachine(String test) {
        if (lostIn != null && !lost) {
            try {
                machine.run(Command.of("true").withTimeout(Duration.ofSeconds(30)))
                        .orThrow();
                lostIn = null;
            } catch (GuestCommandException e) {
                lost = true;
            }
        }
        if (lost) {
            throw new TestAbortedException("%s: %s of %s was not run: the machine was lost in %s"
                    .formatted(machine.label(), test, suite.name(), lostIn));
        }
    }

    /** A command in the folder that holds the suite. */
    private Command in(Command command) {
        return Command.shell("cd %s && { %s; } 2>&1".formatted(Command.quote(folder), command.line()))
                .withTimeout(command.timeout())
                .withOutputLimit(command.outputLimit());
    }

    private void install() {
        try {
            Path packed = Files.createTempFile("nestlab-suite", ".tar.gz");
            packed.toFile().deleteOnExit();
            try {
                Tarball.write(suite.folder(), packed, suite.unneeded().toArray(String[]::new));
                String there = folder + ".tar.gz";
                machine.upload(packed, there);
                machine.run("""
                    set -e
                    rm -rf %1$s; mkdir %1$s
                    tar -xzf %2$s -C %1$s --no-same-owner
                    rm -f %2$s\
                    """.formatted(Command.quote(folder), Command.quote(there)))
                        .orThrow();
                machine.run(in(suite.setUp())).orThrow();
            } finally {
                Files.deleteIfExists(packed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be packed".formatted(suite.folder()), e);
        }
    }
}
