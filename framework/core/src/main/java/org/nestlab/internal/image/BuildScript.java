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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.nestlab.HostNotCapableException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.nestlab.internal.shell.HookedProcess;
import org.nestlab.internal.shell.ProcessTrees;

/**
 * Runs a script that makes something, and shows what it prints. It ends at its limit, with this JVM, or when its thread
 * is interrupted.
 *
 * @param what it does, for example {@code building the guest image}, for a message
 * @param limit for the whole of it
 */
record BuildScript(String what, Duration limit) {

    private static final int TAIL = 30;

    private static final Duration LOOK = Duration.ofSeconds(1);

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
        try {
            Deque<String> tail = show(process, progress, late);
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
            if (process.isAlive()) {
                stop(process);
            }
            hooked.close();
        }
    }

    /** Another thread reads, as no interrupt ends the read of a pipe. */
    private static Deque<String> show(Process process, Consumer<String> progress, AtomicBoolean late)
            throws InterruptedException {
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Background.threads().execute(() -> read(process, lines));
        Deque<String> tail = new ArrayDeque<>();
        while (true) {
            Optional<String> line = lines.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                if (late.get() && !process.isAlive()) {
                    return tail; // something that the script has put apart holds its output open
                }
            } else if (line.isEmpty()) {
                return tail;
            } else {
                progress.accept(line.get());
                tail.addLast(line.get());
                if (tail.size() > TAIL) {
                    tail.removeFirst();
                }
            }
        }
    }

    private static void read(Process process, Queue<Optional<String>> lines) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // The pipe of a process that was stopped: what came before is shown.
        } finally {
            lines.add(Optional.empty());
        }
    }

    private static String lines(Iterable<String> tail) {
        return String.join(System.lineSeparator() + "  ", tail);
    }

    /** Ends a build: its script clears up after itself, and what it has started is killed where it runs on. */
    private static void stop(Process build) {
        List<ProcessHandle> started = build.descendants().toList();
        build.destroy();
        boolean interrupted = Thread.interrupted();
        try {
            build.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        ProcessTrees.kill(build.toHandle());
        started.forEach(ProcessTrees::kill);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
