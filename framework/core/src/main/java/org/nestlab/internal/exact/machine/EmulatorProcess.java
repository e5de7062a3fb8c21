package org.nestlab.internal.exact.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.nestlab.internal.shell.HookedProcess;
import org.nestlab.internal.shell.ProcessTrees;

/**
 * The emulator's process. It ends when this object is closed and when this JVM is asked to end; when the JVM is killed,
 * the kernel sends it SIGKILL (PR_SET_PDEATHSIG, by setpriv). The kernel also sends that signal when the thread that
 * started the process ends, so the caller must wait for it on that thread.
 */
final class EmulatorProcess implements AutoCloseable {

    /** What it prints. */
    static final String PRINTED = "printed.log";

    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final HookedProcess hooked;
    private final Process process;
    private Duration cpu = Duration.ZERO;

    private EmulatorProcess(HookedProcess hooked) {
        this.hooked = hooked;
        this.process = hooked.process();
    }

    /** Runs a command in the folder. */
    static EmulatorProcess start(List<String> command, List<String> environment, Path folder) throws IOException {
        List<String> whole = new ArrayList<>(List.of(
                HostPrograms.find("setpriv", "util-linux", "which ends an emulator together with a run that is killed")
                        .toString(),
                "--pdeathsig",
                "KILL",
                "--"));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve(PRINTED).toFile());
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            String value = variable.substring(equals + 1);
            if (value.isEmpty()) {
                builder.environment().remove(variable.substring(0, equals));
            } else {
                builder.environment().put(variable.substring(0, equals), value);
            }
        }
        return new EmulatorProcess(HookedProcess.start(builder, started -> ProcessTrees.kill(started.toHandle())));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time of all its threads so far; after its end the last value that was read. */
    Duration cpu() {
        process.toHandle()
                .info()
                .totalCpuDuration()
                .filter(seen -> seen.compareTo(cpu) > 0)
                .ifPresent(seen -> cpu = seen);
        return cpu;
    }

    /** Waits for its end. */
    boolean awaitEnd(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Empty while it runs. */
    OptionalInt status() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    @Override
    public void close() {
        ProcessTrees.kill(process.toHandle());
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        hooked.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
