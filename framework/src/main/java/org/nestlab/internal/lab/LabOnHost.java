package org.nestlab.internal.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nestlab.ProvisioningException;
import org.nestlab.internal.journal.Entry;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.plan.LabPlan;
import org.nestlab.internal.settings.Keep;
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
    private final StateFolder state;
    private final Sites.OpenHost openHost;
    private final Site host;
    private final Keep keep;
    private final LabListeners listeners;
    private final List<LiveGuest> guests = new ArrayList<>();
    private boolean failed;
    private boolean closed;

    LabOnHost(
            LabPlan plan,
            LabContext context,
            StateFolder state,
            Sites.OpenHost openHost,
            Site host,
            Keep keep,
            LabListeners listeners) {
        this.plan = plan;
        this.context = context;
        this.state = state;
        this.openHost = openHost;
        this.host = host;
        this.keep = keep;
        this.listeners = listeners;
    }

    LabPlan plan() {
        return plan;
    }

    LabContext context() {
        return context;
    }

    Site site() {
        return host;
    }

    void add(List<LiveGuest> started) {
        guests.addAll(started);
    }

    List<LiveGuest> liveGuests() {
        return List.copyOf(guests);
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
        return openHost.host();
    }

    @Override
    public List<Guest> guests() {
        return List.copyOf(guests);
    }

    @Override
    public List<LabEvent.Evidence> diagnose(Throwable failure) {
        failed = true;
        return new Diagnosis(this).evidence();
    }

    @Override
    public Optional<String> dead() {
        return guests.stream().flatMap(guest -> guest.dead().stream()).findFirst();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        long start = System.nanoTime();
        context.gate().close();
        boolean kept = keep == Keep.ALWAYS || (keep == Keep.ON_FAILURE && failed);
        List<Throwable> failures = new ArrayList<>();
        for (LiveGuest guest : guests) {
            attempt(failures, () -> guest.letGo("the lab was taken down"));
        }
        if (kept) {
            KeptLab.explain(this);
        } else {
            context.steps().run(Level.L0, "L0: take the lab down", () -> remove(failures));
        }
        for (LiveGuest guest : guests) {
            attempt(failures, guest.consoleLog()::close);
        }
        attempt(failures, host::close);
        attempt(failures, openHost::close);
        LiveLabs.remove(this);
        end(kept, failures, Steps.since(start));
    }

    private void remove(List<Throwable> failures) {
        HostCleaner cleaner = new HostCleaner(host, plan.id());
        for (Entry entry : HostCleaner.left(Journal.read(state, plan.id()))) {
            attempt(failures, () -> {
                cleaner.remove(entry);
                context.journal().gone(entry.kind(), entry.facts());
            });
        }
    }

    private void end(boolean kept, List<Throwable> failures, Duration took) {
        String leftovers = String.join(
                "; ",
                failures.stream()
                        .map(failure -> String.valueOf(failure.getMessage()))
                        .toList());
        if (kept || !failures.isEmpty()) {
            context.journal().close();
        } else {
            context.journal().delete();
        }
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
