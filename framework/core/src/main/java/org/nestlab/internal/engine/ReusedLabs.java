package org.nestlab.internal.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.kept.WaitingLabs;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.ProgressLines;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.migration.LabMover;
import org.nestlab.internal.plan.LabId;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/**
 * Takes over labs of one spec, or brings up new ones. A line and a piece of evidence say why a lab was not taken over.
 */
final class ReusedLabs implements ReuseStarts.Ways<LabOnHost> {

    private final Sites sites;
    private final Settings settings;
    private final LabListeners listeners;
    private final LabSpec spec;
    private final Consumer<LabOnHost> begun;
    private final Supplier<LabOnHost> fresh;
    private final StateFolder state;
    private final WaitingLabs waiting;

    /**
     * @param begun receives each lab as soon as there is something to take down
     * @param fresh brings up a new lab
     */
    ReusedLabs(
            Sites sites,
            Settings settings,
            LabListeners listeners,
            LabSpec spec,
            Consumer<LabOnHost> begun,
            Supplier<LabOnHost> fresh) {
        this.sites = sites;
        this.settings = settings;
        this.listeners = listeners;
        this.spec = spec;
        this.begun = begun;
        this.fresh = fresh;
        this.state = StateFolder.open(settings.stateDir());
        this.waiting = new WaitingLabs(state, sites);
    }

    /** A lab that is up. */
    LabOnHost bringUp() {
        ReuseStarts.Up<LabOnHost> up = new ReuseStarts<>(this, settings.reuse().most()).run();
        if (!up.refused().isEmpty()) {
            listeners.publish(new LabEvent.Evidence(
                    up.lab().id(), "why no lab was taken over", "text/plain", String.join("\n", up.refused()) + "\n"));
        }
        return up.lab();
    }

    @Override
    public List<LabId> waiting() {
        return waiting.of(LabRecord.digest(LabPlanning.withSettings(spec, settings)), settings.connect());
    }

    @Override
    public LabOnHost takeOver(LabId id) {
        long start = System.nanoTime();
        KeptPlan kept = new KeptPlan(state, id);
        LabOnHost lab = new Preparation(sites, settings, listeners, 1, LabUse.REUSE, kept).run(spec);
        begun.accept(lab);
        try {
            LabState running = lab.state();
            new TakingOver(running, new Provisioner(running.context(), new LabMover(running)), kept.lab()).run();
            lab.cameUpTakenOver(kept.lab().labels());
            kept.lab().labels().forEach((name, value) -> listeners.publish(new LabEvent.Label(lab.id(), name, value)));
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            running.context().steps().say("taken over after " + Steps.seconds(Steps.since(start)));
            return lab;
        } catch (RuntimeException | Error e) {
            Closing.after(e, lab);
            throw e;
        }
    }

    @Override
    public void refused(LabId lab, String why) {
        new Steps(lab, listeners, ProgressLines.of(settings.progress())).say("not taken over: " + why);
    }

    @Override
    public void remove(LabId lab) {
        waiting.remove(lab);
    }

    @Override
    public void bound(int most) {
        for (LabId removed : waiting.bound(most)) {
            new Steps(removed, listeners, ProgressLines.of(settings.progress()))
                    .say("taken down: it waited for a next run, and a new lab takes its place");
        }
    }

    @Override
    public LabOnHost start() {
        return fresh.get();
    }

    @Override
    public boolean isEnding() {
        return LiveLabs.isEnding() || Thread.currentThread().isInterrupted();
    }
}
