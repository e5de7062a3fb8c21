package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.machine.Guest;
import org.nestlab.machine.Host;
import org.nestlab.machine.Level;
import org.nestlab.spec.LabSpec;
import org.nestlab.spec.Tier;
import org.nestlab.spi.LabEvent;

/** A lab and all that it owns, from before its first resource exists until after its last one is gone. */
final class LabOnHost implements RunningLab {

    private final LabPlan plan;
    private final LabContext context;
    private final Takedown takedown;
    private volatile Ground ground;
    private final Staying staying;
    private final LabListeners listeners;
    private final List<LiveGuest> guests = new CopyOnWriteArrayList<>();
    private final List<String> startedAgain = new CopyOnWriteArrayList<>();
    private final long planned = System.nanoTime();
    private volatile boolean up;
    private volatile boolean failed;
    private volatile @Nullable String cutShort;
    private boolean closed;

    LabOnHost(
            LabPlan plan,
            LabContext context,
            Takedown takedown,
            Ground ground,
            Staying staying,
            LabListeners listeners) {
        this.plan = plan;
        this.context = context;
        this.takedown = takedown;
        this.ground = ground;
        this.staying = staying;
        this.listeners = listeners;
    }

    LabPlan plan() {
        return plan;
    }

    LabContext context() {
        return context;
    }

    Site site() {
        return ground.site();
    }

    /** What its libvirt runs in; empty where that is the host's own. */
    Optional<LabContainer> container() {
        return ground.container();
    }

    Ground ground() {
        return ground;
    }

    /** Its L1 runs on another hypervisor of the same host from now on. */
    void movedTo(Ground other) {
        ground = other;
        other.entered();
    }

    /** All its guests are ready: from now on it may stay without its process. */
    void cameUp() {
        context.journal().before(LabRecord.UP, Map.of("lab", id()));
        up = true;
    }

    Staying staying() {
        return staying;
    }

    /** Its process was asked to end: what is only half there goes. */
    void interrupt() {
        if (!up) {
            context.steps().say("interrupted while it came up: the lab is taken down");
        }
        close();
    }

    void add(LiveGuest started) {
        guests.add(started);
    }

    List<LiveGuest> liveGuests() {
        return List.copyOf(guests);
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
        return plan.id().value();
    }

    @Override
    public LabSpec spec() {
        return plan.spec();
    }

    @Override
    public Tier tier() {
        return plan.tier();
    }

    @Override
    public Host host() {
        return ground.open().host();
    }

    @Override
    public List<Guest> guests() {
        return List.copyOf(guests);
    }

    @Override
    public HostSide hostSide() {
        return HostSide.of(plan);
    }

    @Override
    public Findings diagnose(Throwable failure) {
        failed = true;
        return new Diagnosis(this, failure).findings();
    }

    /** How long ago it was planned. */
    Duration age() {
        return Steps.since(planned);
    }

    /** Every guest, one before those inside it. */
    List<LiveGuest> allGuests() {
        List<LiveGuest> all = new ArrayList<>();
        guests.forEach(guest -> walk(guest, all));
        return all;
    }

    private static void walk(LiveGuest guest, List<LiveGuest> all) {
        all.add(guest);
        guest.liveGuests().forEach(inner -> walk(inner, all));
    }

    @Override
    public Optional<String> emulatorFault() {
        return guests.stream().flatMap(guest -> guest.emulatorFault().stream()).findFirst();
    }

    @Override
    public Optional<String> mendEmulatorFault() {
        return guests.stream()
                .flatMap(guest -> guest.mendEmulatorFault().stream())
                .findFirst();
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
        return cutShort().or(this::deadGuest);
    }

    private Optional<String> deadGuest() {
        return guests.stream().flatMap(guest -> guest.dead().stream()).findFirst();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long start = System.nanoTime();
        container().ifPresent(LabContainer::leave);
        if (!context.gate().close()) {
            context.steps().say("something is still being created; the lab is taken down around it");
        }
        boolean kept = staying.stays(up, failed, LiveLabs.isEnding());
        List<Throwable> failures = new ArrayList<>();
        if (kept) {
            // Whoever looks inside wants to find it running; a lab that goes is destroyed as it is.
            for (LiveGuest guest : guests) {
                attempt(failures, guest::resumeAll);
            }
            // Before the guests are let go of, each with those inside it.
            attempt(failures, () -> KeptLab.explain(this));
        }
        for (LiveGuest guest : guests) {
            attempt(failures, guest.sessions()::release);
        }
        if (kept) {
            takedown.leave();
        } else {
            context.steps()
                    .run(
                            Level.L0,
                            "L0: take the lab down",
                            () -> takedown.run(site()).failures().forEach(failure -> failures.add(failure.cause())));
        }
        for (LiveGuest guest : guests) {
            attempt(failures, guest.consoleLog()::close);
        }
        attempt(failures, ground.site()::close);
        attempt(failures, ground.open()::close);
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
