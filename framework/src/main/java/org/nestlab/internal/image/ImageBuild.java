package org.nestlab.internal.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;

/**
 * Runs the script that builds an image, and shows what it prints. It ends at its limit, with this JVM, or when its thread is interrupted.
 *
 * @param limit for the whole build
 */
record ImageBuild(Duration limit) {

    private static final int TAIL = 30;

    /** From the end of what a script prints to its own end. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    /**
     * Runs the command to its end.
     *
     * @param progress is given its lines
     * @throws HostNotCapableException if it fails
     * @throws ProvisioningException if it takes too long, or is interrupted
     */
    void run(List<String> command, Consumer<String> progress) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread killer = new Thread(() -> stop(process), "nestlab-image-build-stop");
        Runtime.getRuntime().addShutdownHook(killer);
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, Background.threads())
                .execute(() -> {
                    if (process.isAlive()) {
                        late.set(true);
                        stop(process);
                    }
                });
        Deque<String> tail = new ArrayDeque<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                progress.accept(line);
                tail.addLast(line);
                if (tail.size() > TAIL) {
                    tail.removeFirst();
                }
            }
            boolean ended = process.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS);
            if (late.get() || !ended) {
                stop(process);
                throw new ProvisioningException(
                        "L0 host: building the guest image was given up after %s, its limit; it last said:%n  %s%n`nestlab image build` builds it apart from a run"
                                .formatted(CommandFailures.duration(limit), lines(tail)));
            }
            if (process.exitValue() != 0) {
                throw new HostNotCapableException(
                        "L0 host: building the guest image ended with status %d:%n  %s%nWhere a tool is missing, `mvn verify -Psetup` or `nestlab setup` installs it"
                                .formatted(process.exitValue(), lines(tail)));
            }
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            throw new ProvisioningException("L0 host: building the guest image was interrupted", e);
        } finally {
            removeHook(killer);
        }
    }

    private static String lines(Deque<String> tail) {
        return String.join(System.lineSeparator() + "  ", tail);
    }

    /** Ends a build; its script clears up after itself, and is killed with all it started if it does not. */
    private static void stop(Process build) {
        build.destroy();
        try {
            if (!build.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
                build.destroyForcibly();
            }
        } catch (InterruptedException e) {
            build.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down and runs the hook itself.
        }
    }
}
