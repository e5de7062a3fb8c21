package org.nestlab.internal.labtests;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.nestlab.LabConfigurationException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.HookedProcess;
import org.nestlab.internal.shell.ProcessTrees;

/**
 * A program whose JVMs may have labs. It ends at its limit, with this JVM, however that ends, or when its thread is
 * interrupted: asked to first, because its labs are taken down by the process that owns them.
 */
record ChildProgram(List<String> command, Path folder, Path output, Duration limit) {

    /** From util-linux: sends a signal to a process whose parent was killed. */
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** For taking labs down, at each level. */
    private static final Duration GOODBYE = Duration.ofSeconds(90);

    /**
     * Runs it.
     *
     * @param look is called about once a second meanwhile
     * @return its exit status; empty where it was ended at its limit
     * @throws LabConfigurationException if it cannot be started
     * @throws ProvisioningException if the thread is interrupted, or this JVM is ending
     */
    OptionalInt run(Runnable look) {
        HookedProcess hooked = start();
        Process process = hooked.process();
        long start = System.nanoTime();
        try {
            for (long left = limit.toNanos(); left > 0; left = limit.toNanos() - (System.nanoTime() - start)) {
                if (process.waitFor(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS)) {
                    return OptionalInt.of(process.exitValue());
                }
                look.run();
            }
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProvisioningException("interrupted while `%s` was running".formatted(words()), e);
        } finally {
            end(process);
            hooked.close();
        }
    }

    private HookedProcess start() {
        List<String> all = new ArrayList<>(command);
        if (Files.isExecutable(SETPRIV)) {
            all.addAll(0, List.of(SETPRIV.toString(), "--pdeathsig", "TERM"));
        }
        try {
            return HookedProcess.start(
                    new ProcessBuilder(all)
                            .directory(folder.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile()),
                    ChildProgram::end);
        } catch (IOException e) {
            throw new LabConfigurationException(
                    "`%s` cannot be started in %s: %s".formatted(words(), folder, e.getMessage()), e);
        }
    }

    private String words() {
        return String.join(" ", command.subList(0, Math.min(3, command.size())));
    }

    /**
     * Asks it and the JVMs that it has started, none of their other children: those are at work for a lab that is being
     * taken down.
     */
    private static void end(Process process) {
        List<ProcessHandle> asked = new ArrayList<>();
        asked.add(process.toHandle());
        process.descendants().filter(ChildProgram::isJvm).forEach(asked::add);
        asked.forEach(ProcessHandle::destroy);
        long until = System.nanoTime() + GOODBYE.toNanos();
        boolean interrupted = Thread.interrupted();
        for (ProcessHandle handle : asked) {
            interrupted |= !await(handle, until);
        }
        asked.stream().filter(ProcessHandle::isAlive).forEach(ProcessTrees::kill);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isJvm(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java");
    }

    /** Whether the thread was left alone meanwhile. */
    private static boolean await(ProcessHandle handle, long until) {
        try {
            handle.onExit().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return true; // it is killed then
        } catch (InterruptedException e) {
            return false;
        }
        return true;
    }
}
