package org.nestlab.fake;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;

/**
 * Brings up labs that are nothing, and writes down in which order that happens: {@code up a#1}, {@code first on a#1 L1
 * hypervisor}, {@code down a#1}. Commands have an effect: {@code panic} kills the lab, as does {@code the emulation
 * breaks it}; one that {@code falls silent} is dead where it is asked after a test, unless it {@code speaks again};
 * {@code the run is over} takes it down under its test.
 */
public final class FakeEngine implements LabEngine {

    public final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, RuntimeException> failing = new ConcurrentHashMap<>();
    private final Map<String, RuntimeException> failingToClose = new ConcurrentHashMap<>();
    final Map<String, String> startedAgain = new ConcurrentHashMap<>();
    final Map<String, Attribution> attributions = new ConcurrentHashMap<>();
    /** The labs that no later run may take over, each with why. */
    public final List<String> spoilt = new CopyOnWriteArrayList<>();

    private final Set<String> takenOver = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Capacity> capacity = () -> Capacity.UNKNOWN;
    /** How often the host was asked what it has. */
    public final AtomicInteger asked = new AtomicInteger();

    public final AtomicInteger up = new AtomicInteger();
    public final AtomicInteger mostUp = new AtomicInteger();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** Lets no lab of that name come up. */
    public FakeEngine failing(String lab, RuntimeException failure) {
        failing.put(lab, failure);
        return this;
    }

    /** Lets every lab of that name come up in a second start only. */
    public FakeEngine startingAgain(String lab, String why) {
        startedAgain.put(lab, why);
        return this;
    }

    /** Lets no lab of that name be closed without a failure. */
    public FakeEngine failingToClose(String lab, RuntimeException failure) {
        failingToClose.put(lab, failure);
        return this;
    }

    /** Finds this to blame for every failure in labs of that name. */
    public FakeEngine blaming(String lab, Attribution attribution) {
        attributions.put(lab, attribution);
        return this;
    }

    /** Gives the host this much for labs. */
    public FakeEngine onHostWith(Capacity has) {
        capacity = () -> has;
        return this;
    }

    /** Lets no host be asked what it has. */
    public FakeEngine onSilentHost(RuntimeException failure) {
        capacity = () -> {
            throw failure;
        };
        return this;
    }

    @Override
    public Capacity capacity(Settings settings) {
        asked.incrementAndGet();
        return capacity.get();
    }

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        return lab(spec);
    }

    private FakeLab lab(LabSpec spec) {
        RuntimeException failure = failing.get(spec.name());
        if (failure != null) {
            log.add("failed " + spec.name());
            throw failure;
        }
        int number =
                counts.computeIfAbsent(spec.name(), name -> new AtomicInteger()).incrementAndGet();
        mostUp.accumulateAndGet(up.incrementAndGet(), Math::max);
        log.add("up %s#%d".formatted(spec.name(), number));
        return new FakeLab(this, spec, "%s#%d".formatted(spec.name(), number));
    }

    /** Lets labs of that name be handed on by an earlier run, where they may. */
    public FakeEngine takingOver(String lab) {
        takenOver.add(lab);
        return this;
    }

    /** Says so where a lab may be thawed, or taken over. */
    @Override
    public RunningLab bringUpForTests(LabSpec spec, Settings settings) {
        if (!settings.reuse().on()) {
            return bringUpUnused(spec, settings);
        }
        log.add("may be taken over: " + spec.name());
        FakeLab lab = lab(spec);
        return takenOver.contains(spec.name()) ? lab.takenOver() : lab;
    }

    @Override
    public RunningLab bringUpUnused(LabSpec spec, Settings settings) {
        if (settings.snapshots().on()) {
            log.add("may be thawed: " + spec.name());
        }
        return bringUp(spec, settings);
    }

    @Override
    public Starts starts() {
        int labs = counts.values().stream().mapToInt(AtomicInteger::get).sum();
        int again = counts.entrySet().stream()
                .filter(count -> startedAgain.containsKey(count.getKey()))
                .mapToInt(count -> count.getValue().get())
                .sum();
        return new Starts(labs, again, 0, 0);
    }

    void closed(FakeLab lab) {
        up.decrementAndGet();
        log.add("down " + lab.id());
        RuntimeException failure = failingToClose.get(lab.spec().name());
        if (failure != null) {
            throw failure;
        }
    }
}
