package org.nestlab.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
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
    private final HandingOn handingOn;
    private final LabListeners listeners;
    private final Diagnoses diagnoses;
    private final List<String> startedAgain = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> labels = Map.of();
    private volatile boolean up;
    private volatile boolean thawed;
    private volatile boolean takenOver;
    private volatile @Nullable String spoilt;
    private volatile @Nullable String cutShort;
    private boolean closed;

    LabOnHost(LabState state, Takedown takedown, Staying staying, HandingOn handingOn, LabListeners listeners) {
        this.state = state;
        this.context = state.context();
        this.takedown = takedown;
        this.staying = staying;
        this.handingOn = handingOn;
        this.listeners = listeners;
        this.diagnoses = new Diagnoses(state, this::dead);
    }

    LabState state() {
        return state;
    }

    /**
     * Notes that all guests are ready, so that the lab may stay up without its process.
     *
     * @param told what the lab runs on, as the listeners were told
     */
    void cameUp(Map<String, String> told) {
        labels = told;
        context.journal().mark(LabMark.UP, Map.of("lab", id()));
        up = true;
    }

    /** The same for a lab that was thawed. */
    void cameUpThawed(Map<String, String> told) {
        thawed = true;
        cameUp(told);
    }

    /** The same for a lab that was taken over from an earlier run. */
    void cameUpTakenOver(Map<String, String> told) {
        takenOver = true;
        cameUp(told);
    }

    boolean isUp() {
        return up;
    }

    @Override
    public boolean isThawed() {
        return thawed;
    }

    @Override
    public boolean isTakenOver() {
        return takenOver;
    }

    @Override
    public void spoil(String why) {
        spoilt = why;
    }

    @Override
    public String what() {
        return "lab " + id();
    }

    /** Closes the lab, because the process was asked to end. An unfinished lab is removed. */
    @Override
    public void interrupt() {
        if (!up) {
            context.steps().say("interrupted while it came up: the lab is taken down");
        }
        close();
    }

    /** Notes that this is another start of a lab that did not come up before. */
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
        return diagnoses.of(failure);
    }

    @Override
    public Optional<String> askAgain() {
        return diagnoses.askAgain();
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
        boolean kept = staying.stays(up, diagnoses.haveBeen(), LiveLabs.isEnding());
        List<Throwable> failures = new ArrayList<>();
        if (kept) {
            // A kept lab must run, so that users can look into it; any other lab is destroyed as it is.
            for (LiveGuest guest : state.liveGuests()) {
                attempt(failures, new GuestTree(List.of(guest))::resume);
            }
            // Before the guests are released, each with those inside it.
            attempt(failures, () -> KeptLab.explain(state, staying.reason()));
        }
        boolean handedOn = !kept && staying.handsOn(up, LiveLabs.isEnding()) && handOn();
        for (LiveGuest guest : state.liveGuests()) {
            attempt(failures, guest.sessions()::release);
        }
        if (kept || handedOn) {
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
        if (handedOn) {
            attempt(failures, () -> handingOn.bound(state));
        }
        end(failures, Steps.since(start));
    }

    /** Leaves the lab to the next run, or says why it cannot. */
    private boolean handOn() {
        Optional<String> obstacle =
                Optional.ofNullable(spoilt).or(this::dead).or(this::doubt).or(() -> handingOn.obstacle(state));
        if (obstacle.isPresent()) {
            context.steps().say("not left to the next run: " + obstacle.get());
            return false;
        }
        try {
            state.tree().resume();
            state.tree()
                    .unthrottle()
                    .forEach(guest -> context.steps()
                            .say(guest.label() + ": the limit of its scratch disk, which a test had set, was removed"));
            handingOn.run(state, labels);
            return true;
        } catch (RuntimeException e) {
            context.steps().say("not left to the next run: " + e.getMessage());
            return false;
        }
    }

    private Optional<String> doubt() {
        return diagnoses.areInDoubt() ? Optional.of("one of its guests may have died in a test") : Optional.empty();
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
