package org.nestlab.allure;

import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.TestResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nestlab.experiment.Experiment;
import org.nestlab.spi.LabEvent;
import org.nestlab.verdict.Comparison;

/**
 * Decides to which result an event belongs, by the rules in {@link AllureLabListener}. There is one router in a JVM,
 * like Allure's own life cycle.
 */
final class EventRouter {

    private static final EventRouter SHARED =
            new EventRouter(new AllureWriter(Build.of(System.getenv()).map(Build::link)));

    private final AllureWriter writer;
    private final List<Running> running = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<MadeOutside> madeOutside = new ArrayList<>();
    private final Map<String, LabMemory> labs = new HashMap<>();
    private boolean planBegun;
    private boolean planOver;

    EventRouter(AllureWriter writer) {
        this.writer = writer;
    }

    static EventRouter shared() {
        return SHARED;
    }

    /** Without tests there are no results, for example if the command line brings a lab up. */
    synchronized void on(LabEvent event) {
        if (!planBegun) {
            return;
        }
        LabMemory lab = labs.computeIfAbsent(event.labId(), LabMemory::new);
        lab.remember(event);
        Running test = testOf(event.labId());
        if (test != null) {
            claim(test, w -> w.event().labId().equals(event.labId()));
            test.add(event, lab);
            return;
        }
        waiting.add(new Waiting(Thread.currentThread(), event));
        boolean hadItsTest = lab.owner() != null;
        if (event instanceof LabEvent.Down && (hadItsTest || planOver)) {
            writeTearDown(event.labId());
        }
    }

    /**
     * The experiment belongs to the test on the calling thread. If none runs there, for example in a test factory, it
     * belongs to the next test on that thread.
     */
    synchronized void ended(Experiment experiment) {
        Running test = testHere();
        if (test != null) {
            test.measured().made(experiment);
            test.measured().shows(experiment, experiment.comparisons());
        } else if (planBegun) {
            madeOutside.add(new MadeOutside(Thread.currentThread(), experiment));
        }
    }

    /**
     * The test on the calling thread asks for these verdicts. Outside of tests they are dropped, because no result
     * could have them.
     */
    synchronized void judged(Experiment experiment, List<Comparison> comparisons) {
        Running test = testHere();
        if (test != null) {
            test.measured().shows(experiment, comparisons);
        }
    }

    /** Adds it to the test on the calling thread; outside of tests it is dropped. */
    synchronized void attached(Attachment attachment, Map<String, List<String>> labels) {
        Running test = testHere();
        if (test != null) {
            test.result().getAttachments().add(attachment);
            labels.forEach((name, values) -> values.forEach(value -> Labels.label(test.result(), name, value)));
        }
    }

    /** The test on the calling thread belongs to that cell; outside of tests the call has no effect. */
    synchronized void inCell(String owner, String lab) {
        Running test = testHere();
        if (test != null) {
            Labels.label(test.result(), MatrixRecorder.OWNER, owner);
            Labels.label(test.result(), MatrixRecorder.CELL, lab);
        }
    }

    /** Must be called on the test's thread. */
    synchronized void testStarted(TestResult result) {
        Running test = new Running(Thread.currentThread(), result, new ArrayList<>(), new TestMeasurements());
        running.add(test);
        Set<String> ours = waiting.stream()
                .filter(w -> w.thread() == test.thread())
                .map(w -> w.event().labId())
                .collect(Collectors.toCollection(HashSet::new));
        claim(test, w -> ours.contains(w.event().labId()));
        madeOutside.stream()
                .filter(it -> it.thread() == test.thread())
                .forEach(it -> test.measured().made(it.experiment()));
        madeOutside.removeIf(it -> it.thread() == test.thread());
    }

    /** Must be called while the result can still be changed. */
    void testStopping(TestResult result) {
        List<LabEvent> events;
        TestMeasurements measured;
        Map<String, LabMemory> known;
        synchronized (this) {
            Running test = runningAs(result.getUuid());
            if (test == null) {
                return;
            }
            running.remove(test);
            events = List.copyOf(test.events());
            measured = test.measured();
            known = memories(events);
        }
        writer.addTo(result, events, measured, known);
    }

    synchronized void planStarted() {
        planBegun = true;
        planOver = false;
    }

    /** Writes the events that belong to no test, so that none is lost. */
    synchronized void planFinished() {
        planOver = true;
        List<String> left =
                waiting.stream().map(w -> w.event().labId()).distinct().toList();
        left.forEach(this::writeTearDown);
        madeOutside.clear();
    }

    private @Nullable Running testOf(String labId) {
        Running here = testHere();
        return here != null
                ? here
                : runningAs(Objects.requireNonNull(labs.get(labId)).user());
    }

    private @Nullable Running testHere() {
        Thread here = Thread.currentThread();
        for (int i = running.size() - 1; i >= 0; i--) {
            if (running.get(i).thread() == here) {
                return running.get(i);
            }
        }
        return null;
    }

    private @Nullable Running runningAs(@Nullable String uuid) {
        return running.stream()
                .filter(r -> r.result().getUuid().equals(uuid))
                .findFirst()
                .orElse(null);
    }

    private void claim(Running test, Predicate<Waiting> whether) {
        for (Waiting w : waiting) {
            if (whether.test(w)) {
                test.add(w.event(), Objects.requireNonNull(labs.get(w.event().labId())));
            }
        }
        waiting.removeIf(whether);
    }

    private void writeTearDown(String labId) {
        List<LabEvent> events = waiting.stream()
                .map(Waiting::event)
                .filter(e -> e.labId().equals(labId))
                .toList();
        waiting.removeIf(w -> w.event().labId().equals(labId));
        LabMemory lab = Objects.requireNonNull(labs.get(labId));
        writer.writeTearDown(lab.owner(), events, memories(events));
    }

    private Map<String, LabMemory> memories(List<LabEvent> events) {
        Map<String, LabMemory> known = new HashMap<>();
        for (LabEvent event : events) {
            known.put(
                    event.labId(),
                    Objects.requireNonNull(labs.get(event.labId())).copy());
        }
        return known;
    }

    private record Waiting(Thread thread, LabEvent event) {}

    private record MadeOutside(Thread thread, Experiment experiment) {}

    private record Running(Thread thread, TestResult result, List<LabEvent> events, TestMeasurements measured) {

        void add(LabEvent event, LabMemory lab) {
            events.add(event);
            lab.usedBy(result.getUuid(), event);
        }
    }
}
