package org.nestlab.internal.runlimit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabException;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.failure.Headlines;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.settings.Setting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.shell.Background;
import org.nestlab.internal.shell.CommandFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a run that has lasted too long, so that no wait outlives it: writes down what every thread does and how every
 * level is, takes the labs down, which ends whatever waits for their machines, and then interrupts the tests that still
 * wait for something else.
 */
public final class RunLimit {

    /** In the output folder. */
    static final String FOLDER = "run-limit";

    /** For asking one lab; a machine that hangs does not answer. */
    private static final Duration ASKING = Duration.ofMinutes(5);

    /** For taking all labs down. */
    private static final Duration CLOSING = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(RunLimit.class);

    private final Predicate<RunningLab> live;
    private final Set<RunningLab> labs = ConcurrentHashMap.newKeySet();
    private final Set<Thread> starting = ConcurrentHashMap.newKeySet();
    private boolean begun;
    private volatile @Nullable String over;

    /** @param live whether a lab is still up, or being taken down */
    public RunLimit(Predicate<RunningLab> live) {
        this.live = live;
    }

    /**
     * Brings a lab up within the limit, which begins with the first one.
     *
     * @throws ProvisioningException if the run is over
     * @throws LabException as {@code work} does, saying that the run is over where that happened meanwhile
     */
    public RunningLab bringUp(Settings settings, Supplier<RunningLab> work) {
        begin(settings);
        starting.add(Thread.currentThread());
        try {
            RunningLab lab = work.get();
            over().ifPresent(lab::cutShort);
            refuseIfOver();
            return lab;
        } catch (LabException e) {
            over().filter(why -> !String.valueOf(e.getMessage()).contains(why)).ifPresent(why -> Headlines.put(e, why));
            throw e;
        } finally {
            starting.remove(Thread.currentThread());
        }
    }

    /** A lab that goes with the run, as soon as there is something of it to take down. */
    public void add(RunningLab lab) {
        labs.removeIf(live.negate());
        labs.add(lab);
        over().ifPresent(lab::cutShort);
    }

    /** Why the run is over; empty while it is not. */
    Optional<String> over() {
        return Optional.ofNullable(over);
    }

    private synchronized void begin(Settings settings) {
        refuseIfOver();
        if (!begun) {
            begun = true;
            settings.runLimit().ifPresent(limit -> end(limit, settings.outputDir()));
        }
    }

    private void refuseIfOver() {
        over().ifPresent(why -> {
            throw new ProvisioningException(why);
        });
    }

    private void end(Duration limit, Path output) {
        CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS, Background.threads())
                .execute(() -> {
                    labs.removeIf(live.negate());
                    // A run that is done leaves its JVM, and whatever else runs in it, alone.
                    if (!labs.isEmpty() || !starting.isEmpty()) {
                        end(limit, new RunDump(output.resolve(FOLDER)), List.copyOf(labs));
                    }
                });
    }

    private void end(Duration limit, RunDump dump, List<RunningLab> up) {
        String why =
                "the run was ended: it has lasted for %s since its first lab, and %s allows no more; what every thread did and how every level was is in %s"
                        .formatted(CommandFailures.duration(limit), Setting.TIMEOUT_RUN.key(), dump.folder());
        LOG.error(why);
        List<Thread> waiting = TestThreads.now(starting);
        try {
            dump.threads();
        } catch (RuntimeException e) {
            // A disk that is full may be why nothing goes on.
            LOG.error("what the threads do cannot be written down", e);
        }
        over = why;
        await(ASKING, up, lab -> dump.levels(lab, why));
        await(CLOSING, up, lab -> lab.cutShort(why));
        TestThreads.interrupt(waiting);
    }

    /** Does something with all labs at once; what is not done in time is left to itself. */
    private static void await(Duration atMost, List<RunningLab> labs, Consumer<RunningLab> work) {
        long end = System.nanoTime() + atMost.toNanos();
        List<FutureTask<Void>> tasks = labs.stream()
                .map(lab -> new FutureTask<Void>(() -> work.accept(lab), null))
                .toList();
        tasks.forEach(Background.threads()::execute);
        for (FutureTask<Void> task : tasks) {
            try {
                task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                LOG.error("not done within {}", CommandFailures.duration(atMost));
            } catch (ExecutionException e) {
                LOG.error("the run was ended, and not wholly", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
