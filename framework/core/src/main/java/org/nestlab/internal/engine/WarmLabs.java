package org.nestlab.internal.engine;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.journal.LabRecord;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.migration.LabMover;
import org.nestlab.internal.prepare.LabPlanning;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.Sites;
import org.nestlab.internal.snapshot.SnapshotStore;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/** Thaws labs of one spec, or boots them. A line and a piece of evidence say why a lab was not thawed. */
final class WarmLabs implements WarmStarts.Ways<LabOnHost> {

    private final Sites sites;
    private final Settings settings;
    private final LabListeners listeners;
    private final LabSpec spec;
    private final LabUse use;
    private final String digest;
    private final SnapshotStore store;
    private final Consumer<LabOnHost> begun;
    private final Function<@Nullable Freezer, LabOnHost> boot;

    /**
     * @param use what the lab is brought up for
     * @param begun receives each lab as soon as there is something to take down
     * @param boot boots a lab, and freezes it if it gets a freezer
     */
    WarmLabs(
            Sites sites,
            Settings settings,
            LabListeners listeners,
            LabSpec spec,
            LabUse use,
            Consumer<LabOnHost> begun,
            Function<@Nullable Freezer, LabOnHost> boot) {
        this.sites = sites;
        this.settings = settings;
        this.listeners = listeners;
        this.spec = spec;
        this.use = use;
        this.digest = LabRecord.digest(LabPlanning.withSettings(spec, settings));
        this.begun = begun;
        this.boot = boot;
        this.store = new SnapshotStore(StateFolder.open(settings.stateDir()));
    }

    /** A lab that is up. */
    LabOnHost bringUp() {
        WarmStarts.Up<LabOnHost> up = new WarmStarts<>(store, this).run(digest);
        LabOnHost lab = up.lab();
        for (String failure : up.failures()) {
            lab.state().context().steps().say("booted, as it could not be thawed: " + failure);
        }
        if (!up.failures().isEmpty()) {
            listeners.publish(new LabEvent.Evidence(
                    lab.id(), "why the lab was not thawed", "text/plain", String.join("\n", up.failures()) + "\n"));
        }
        return lab;
    }

    @Override
    public LabOnHost boot() {
        return boot.apply(null);
    }

    @Override
    public WarmStarts.Booted<LabOnHost> bootAndFreeze() {
        Freezer freezer = new Freezer(store, settings.snapshots(), digest);
        LabOnHost lab = boot.apply(freezer);
        if (lab.isUp()) {
            return new WarmStarts.Booted<>(Optional.of(lab), Optional.empty());
        }
        lab.close();
        return new WarmStarts.Booted<>(Optional.empty(), freezer.stored());
    }

    @Override
    public boolean isEnding() {
        return LiveLabs.isEnding() || Thread.currentThread().isInterrupted();
    }

    @Override
    public LabOnHost thaw(SnapshotStore.Stored stored) {
        long start = System.nanoTime();
        LabOnHost lab = new Preparation(
                        sites,
                        settings,
                        listeners,
                        1,
                        use,
                        new FrozenPlan(stored, StateFolder.open(settings.stateDir())))
                .run(spec);
        begun.accept(lab);
        try {
            LabState state = lab.state();
            long planned = System.nanoTime();
            new Thawing(state, new Provisioner(state.context(), new LabMover(state)), store, stored).run();
            lab.cameUpThawed(new LabLabels(state, listeners).publish());
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(planned)));
            state.context().steps().say("thawed, and up after " + Steps.seconds(Steps.since(start)));
            return lab;
        } catch (RuntimeException | Error e) {
            Closing.after(e, lab);
            throw e;
        }
    }
}
