package org.nestlab.internal.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.nestlab.internal.shell.HookedProcess;

/**
 * Runs a script that makes something, and shows what it prints. It ends at its limit, with this JVM, or when its thread
 * is interrupted.
 *
 * @param what it does, for example {@code building the guest image}, for a message
 * @param limit for the whole of it
 */
record BuildScript(String what, Duration limit) {

    private static final int TAIL = 30;

    /** From the end of what a script prints to its own end. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    /**
     * The result.
     *
     * @param tail the last lines of the output, the newest last
     */
    record Result(String what, int status, List<String> tail) {
        Result {
            tail = List.copyOf(tail);
        }

        /** @throws HostNotCapableException if it failed */
        void orThrow() {
            if (status != 0) {
                throw new HostNotCapableException(
                        "L0 host: %s ended with status %d:%n  %s%nWhere a tool is missing, `mvn verify -Psetup` or `nestlab setup` installs it"
                                .formatted(what, status, lines(tail)));
            }
        }
    }

    /**
     * Runs the command to its end.
     *
     * @param progress is given its lines
     * @throws ProvisioningException if it takes too long, or is interrupted
     */
    Result run(List<String> command, Consumer<String> progress) throws IOException {
        HookedProcess hooked =
                HookedProcess.start(new ProcessBuilder(command).redirectErrorStream(true), BuildScript::stop);
        Process process = hooked.process();
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
                        "L0 host: %s was given up after %s, its limit; it last said:%n  %s%n`nestlab image build` builds images apart from a run"
                                .formatted(what, CommandFailures.duration(limit), lines(tail)));
            }
            return new Result(what, process.exitValue(), new ArrayList<>(tail));
        } catch (InterruptedException e) {
            stop(process);
            Thread.currentThread().interrupt();
            throw new ProvisioningException("L0 host: %s was interrupted".formatted(what), e);
        } finally {
            hooked.close();
        }
    }

    private static String lines(Iterable<String> tail) {
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
}
