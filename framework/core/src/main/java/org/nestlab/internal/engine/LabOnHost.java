package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.examination.LabDiagnosis;
import org.nestlab.internal.examination.Layers;
import org.nestlab.internal.guest.GuestTree;
import org.nestlab.internal.guest.LabServices;
import org.nestlab.internal.guest.LiveGuest;
import org.nestlab.internal.journal.LabMark;
import org.nestlab.internal.kept.KeptLab;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.HostSide;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.running.LabContainer;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.takedown.Takedown;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;

/** A lab and all that it owns, from before its first resource exists until after its last one is gone. */
public final class LabOnHost implements RunningLab, LiveLab {

    private final LabState state;
    private final LabServices context;
    private final Takedown takedown;
    private final Staying staying;
    private final LabListeners listeners;
    private final List<String> startedAgain = new CopyOnWriteArrayList<>();
    private volatile boolean up;
    private volatile boolean thawed;
    private volatile boolean failed;
    private volatile @Nullable String cutShort;
    private volatile @Nullable Findings ofDeadLab;
    private volatile @Nullable Findings inDoubt;
    private boolean closed;

    LabOnHost(LabState state, Takedown takedown, Staying staying, LabListeners listeners) {
        this.state = state;
        this.context = state.context();
        this.takedown = takedown;
        this.staying = staying;
        this.listeners = listeners;
    }

    LabState state() {
        return state;
    }

    /** All its guests are ready: from now on it may stay without its process. */
    void cameUp() {
        context.journal().mark(LabMark.UP, Map.of("lab", id()));
        up = true;
    }

    /** The same of a lab that was not booted. */
    void cameUpThawed() {
        thawed = true;
        cameUp();
    }

    boolean isUp() {
        return up;
    }

    @Override
    public boolean isThawed() {
        return thawed;
    }

    @Override
    public String what() {
        return "lab " + id();
    }

    /** Its process was asked to end: what is only half there goes. */
    @Override
    public void interrupt() {
        if (!up) {
            context.steps().say("interrupted while it came up: the lab is taken down");
        }
        close();
    }

    /** It is another start of a lab that did not come up before. */
    void startedAfter(StartFailure before) {
        startedAgain.add(before.sentence());
    }

    @Override
    public List<String> startedAgain() {
        return List.copyOf(startedAgain);
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public LabSpec spec() {
        return state.plan().spec();
    }

    @Override
    public Tier tier() {
        return state.tier();
    }

    @Override
    public Host host() {
        return state.host();
    }

    @Override
    public List<Guest> guests() {
        return List.copyOf(state.liveGuests());
    }

    @Override
    public HostSide hostSide() {
        return HostSide.of(state.plan());
    }

    @Override
    public Findings diagnose(Throwable failure) {
        failed = true;
        Findings before = ofDeadLab;
        if (before != null && dead().isPresent()) {
            // Each of many tests of one lab would wait for the same silence, and get the same answer.
            return before.again();
        }
        Findings found = new LabDiagnosis(state, failure).findings();
        boolean dead = dead().isPresent();
        // What was found of a lab that was well again says nothing of how it died later.
        ofDeadLab = dead ? found : null;
        inDoubt = found.blamesALayer() && !dead ? found : null;
        return found;
    }

    @Override
    public Optional<String> askAgain() {
        Findings found = inDoubt;
        if (found == null) {
            return Optional.empty();
        }
        inDoubt = null;
        new Layers(state)
                .silent()
                .flatMap(label -> state.allGuests().stream()
                        .filter(guest -> guest.label().equals(label))
                        .findFirst())
                .ifPresent(guest -> guest.health().condemn("it did not answer when it was asked again after the test"));
        ofDeadLab = dead().isPresent() ? found : null;
        return dead();
    }

    @Override
    public Optional<String> emulatorFault() {
        return state.tree().emulatorFault();
    }

    @Override
    public Optional<String> mendEmulatorFault() {
        return state.tree().mendEmulatorFault();
    }

    @Override
    public Optional<String> cutShort() {
        return Optional.ofNullable(cutShort);
    }

    @Override
    public void cutShort(String why) {
        cutShort = why;
        close();
    }

    @Override
    public Optional<String> dead() {
        return cutShort().or(() -> state.tree().dead());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long start = System.nanoTime();
        state.container().ifPresent(LabContainer::leave);
        if (!context.barrier().close()) {
            context.steps().say("something is still being created; the lab is taken down around it");
        }
        boolean kept = staying.stays(up, failed, LiveLabs.isEnding());
        List<Throwable> failures = new ArrayList<>();
        if (kept) {
            // A kept lab must run, for a look inside; a lab that goes is destroyed as it is.
            for (LiveGuest guest : state.liveGuests()) {
                attempt(failures, new GuestTree(List.of(guest))::resume);
            }
            // Before the guests are let go of, each with those inside it.
            attempt(failures, () -> KeptLab.explain(state, staying.reason()));
        }
        for (LiveGuest guest : state.liveGuests()) {
            attempt(failures, guest.sessions()::release);
        }
        if (kept) {
            takedown.leave();
        } else {
            context.steps()
                    .run(
                            Level.L0,
                            "L0: take the lab down",
                            () -> takedown.run(state.site())
                                    .failures()
                                    .forEach(failure -> failures.add(failure.cause())));
        }
        for (LiveGuest guest : state.liveGuests()) {
            attempt(failures, guest.consoleLog()::close);
        }
        attempt(failures, state.site()::close);
        attempt(failures, state.hostHypervisor().open()::close);
        LiveLabs.remove(this);
        end(failures, Steps.since(start));
    }

    private void end(List<Throwable> failures, Duration took) {
        String leftovers = String.join(
                "; ",
                failures.stream()
                        .map(failure -> String.valueOf(failure.getMessage()))
                        .toList());
        listeners.publish(new LabEvent.Down(id(), took, leftovers));
        if (!failures.isEmpty()) {
            ProvisioningException failure = new ProvisioningException(
                    "lab %s could not be taken down whole: %s. `nestlab reap` tries again".formatted(id(), leftovers));
            failures.forEach(failure::addSuppressed);
            throw failure;
        }
    }

    private static void attempt(List<Throwable> failures, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
