package org.nestlab.internal.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.bugreport.TimelineEntry;
import org.nestlab.internal.plan.LabId;
import org.nestlab.machine.Level;
import org.nestlab.spi.LabEvent;

/** Runs the steps of a lab one by one. Shows each step with its level and duration, and passes it to the listeners. */
public final class Steps {

    /** A step that takes longer than this says so, and again each time it passes. */
    private static final Duration STILL_AT_IT = Duration.ofSeconds(15);

    private static final ScheduledExecutorService CLOCK = clock();

    /** More lines than any lab has; one that is used for days must not fill the memory. */
    private static final int MOST_SAID = 20_000;

    private final Queue<TimelineEntry> said = new ConcurrentLinkedQueue<>();
    private final LabId id;
    private final LabListeners listeners;
    private final ProgressLines lines;

    public Steps(LabId id, LabListeners listeners, ProgressLines lines) {
        this.id = id;
        this.listeners = listeners;
        this.lines = lines;
    }

    /** Its thread ends with the last step, so that none stays in a process that outlives its labs. */
    private static ScheduledExecutorService clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "nestlab-progress");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(1, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }

    /** Does a step that gives something. */
    public <T> T get(Level level, String step, Supplier<T> work) {
        Instant start = Instant.now();
        long clock = System.nanoTime();
        ScheduledFuture<?> ticker = CLOCK.scheduleAtFixedRate(
                () -> say("%s … %s".formatted(step, seconds(since(clock)))),
                STILL_AT_IT.toSeconds(),
                STILL_AT_IT.toSeconds(),
                TimeUnit.SECONDS);
        @Nullable String failure = null;
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            failure = String.valueOf(e.getMessage());
            throw e;
        } finally {
            ticker.cancel(false);
            Duration took = since(clock);
            say("%s: %s%s".formatted(step, seconds(took), failure != null ? " - failed" : ""));
            LabEvent.StepEnded ended = LabEvent.StepEnded.of(id.value(), level, step, start, took);
            listeners.publish(failure == null ? ended : ended.withFailure(failure));
        }
    }

    /** Does a step. */
    public void run(Level level, String step, Runnable work) {
        get(level, step, () -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Hands the definition of a guest, which is XML, to the listeners. */
    public void definition(String guest, String xml) {
        listeners.publish(new LabEvent.Evidence(
                id.value(), LabEvent.Evidence.Kind.DEFINITION, guest + " domain XML as planned", "text/xml", xml));
    }

    /** Hands what is worth reading to the listeners. */
    public void evidence(String name, String mediaType, String content) {
        listeners.publish(new LabEvent.Evidence(id.value(), name, mediaType, content));
    }

    /** Shows a line, and keeps it for a timeline. */
    public void say(String line) {
        if (said.size() < MOST_SAID) {
            said.add(new TimelineEntry(Instant.now(), "lab", line));
        }
        lines.print("[nestlab %s] %s".formatted(id, line));
    }

    /** What was shown when, oldest first. */
    public List<TimelineEntry> said() {
        return List.copyOf(said);
    }

    public static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
