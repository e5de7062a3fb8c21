package org.nestlab.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nestlab.internal.shell.Tarball;
import org.nestlab.machine.Command;
import org.nestlab.machine.CommandResult;
import org.nestlab.machine.Machine;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A suite that is copied to a machine when its first test runs. */
final class SuiteOnMachine {

    private final Suite suite;
    private final Machine machine;
    private final String folder;
    private boolean installed;

    SuiteOnMachine(Suite suite, Machine machine) {
        this.suite = suite;
        this.machine = machine;
        this.folder = "/var/tmp/nestlab-" + suite.name();
    }

    /** Runs one test; its result is told as JUnit wants it. */
    void verify(String test) {
        SuiteResult result = run(test);
        String what = "%s: %s of %s".formatted(machine.label(), test, suite.name());
        switch (result.outcome()) {
            case PASSED -> {}
            case SKIPPED ->
                throw new TestAbortedException("%s was skipped by the suite: %s".formatted(what, result.reason()));
            case FAILED ->
                throw new AssertionFailedError(
                        "%s failed: %s; it printed:%n%s".formatted(what, result.reason(), result.lastLines()));
        }
    }

    private synchronized SuiteResult run(String test) {
        if (!installed) {
            install();
            installed = true;
        }
        Command command = suite.command(test);
        CommandResult result = machine.run(new Command(
                "cd %s && { %s; } 2>&1".formatted(Command.quote(folder), command.line()),
                null,
                command.timeout(),
                command.outputLimit()));
        return suite.read(test, result.stdout());
    }

    private void install() {
        try {
            Path packed = Files.createTempFile("nestlab-suite", ".tar.gz");
            packed.toFile().deleteOnExit();
            try {
                Tarball.write(suite.folder(), packed);
                String there = folder + ".tar.gz";
                machine.upload(packed, there);
                machine.run("""
                                set -e
                                rm -rf %1$s; mkdir %1$s
                                tar -xzf %2$s -C %1$s --no-same-owner
                                rm -f %2$s""".formatted(Command.quote(folder), Command.quote(there)))
                        .orThrow();
            } finally {
                Files.deleteIfExists(packed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be packed".formatted(suite.folder()), e);
        }
    }
}
