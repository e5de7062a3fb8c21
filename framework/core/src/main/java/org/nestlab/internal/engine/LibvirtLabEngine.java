package org.nestlab.internal.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nestlab.LabException;
import org.nestlab.internal.diagnosis.Attribution;
import org.nestlab.internal.diagnosis.FailureCause;
import org.nestlab.internal.failure.Closing;
import org.nestlab.internal.failure.Headlines;
import org.nestlab.internal.host.HostResources;
import org.nestlab.internal.journal.LabUse;
import org.nestlab.internal.lab.Findings;
import org.nestlab.internal.lab.LabEngine;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.lab.RunningLab;
import org.nestlab.internal.lab.StartFailure;
import org.nestlab.internal.lab.Starts;
import org.nestlab.internal.lab.Steps;
import org.nestlab.internal.migration.LabMover;
import org.nestlab.internal.plan.Capacity;
import org.nestlab.internal.runlimit.RunLimit;
import org.nestlab.internal.running.LabState;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.site.OpenHost;
import org.nestlab.internal.site.Sites;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/**
 * The engine: reads facts, decides on the tier, gets images, plans, and creates what the plan says on libvirt at every
 * level. If a guest crashed or hung during a start, {@link StartPolicy} decides on another start: an emulated CPU with
 * SVM sometimes breaks a guest, which says nothing about the kernel or the QEMU under test. The layers of the lab are
 * asked what happened while the lab still exists.
 */
public final class LibvirtLabEngine implements LabEngine {

    private final Sites sites = new Sites();
    private final LabListeners listeners = LabListeners.discovered();
    private final StartTally tally = new StartTally();
    private final ReuseChoice reuse = new ReuseChoice(System.getenv());

    private final RunLimit limit = new RunLimit(LiveLabs::contains);

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        return bringUp(spec, settings, LabUse.TESTS);
    }

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings, LabUse use) {
        return limit.bringUp(settings, () -> boot(spec, settings, use, null));
    }

    @Override
    public RunningLab bringUpForTests(LabSpec spec, Settings settings) {
        return limit.bringUp(settings, () -> {
            LabUse use = reuse.use(settings);
            Supplier<LabOnHost> fresh = () -> forTests(spec, settings, use);
            return use == LabUse.REUSE
                    ? new ReusedLabs(sites, settings, listeners, spec, limit::add, fresh).bringUp()
                    : fresh.get();
        });
    }

    @Override
    public RunningLab bringUpUnused(LabSpec spec, Settings settings) {
        return limit.bringUp(settings, () -> forTests(spec, settings, reuse.use(settings)));
    }

    private LabOnHost forTests(LabSpec spec, Settings settings, LabUse use) {
        if (!settings.snapshots().on()) {
            return boot(spec, settings, use, null);
        }
        return new WarmLabs(
                        sites,
                        settings,
                        listeners,
                        spec,
                        use,
                        limit::add,
                        freezer -> boot(spec, settings, use, freezer))
                .bringUp();
    }

    /** @param freezer null if the lab is not to be frozen */
    private LabOnHost boot(LabSpec spec, Settings settings, LabUse use, @Nullable Freezer freezer) {
        return new LabStarts<LabOnHost>(new StartPolicy(settings::bootAttempts), tally)
                .run((number, before) -> start(spec, settings, use, number, before, freezer));
    }

    @Override
    public Capacity capacity(Settings settings) {
        try (OpenHost open = sites.openHost(settings.connect())) {
            HostResources free =
                    HostResources.of(open.host(), settings.stateDir().toString());
            return new Capacity(free.cpus(), free.availableMemoryMib() - Capacity.HOST_OWN_MIB, free.freeDiskBytes());
        }
    }

    @Override
    public Starts starts() {
        return tally.sum();
    }

    private LabStarts.Started<LabOnHost> start(
            LabSpec spec,
            Settings settings,
            LabUse use,
            int number,
            List<StartFailure> before,
            @Nullable Freezer freezer) {
        LabOnHost lab = new Preparation(sites, settings, listeners, number, use).run(spec);
        limit.add(lab);
        before.forEach(lab::startedAfter);
        if (!before.isEmpty()) {
            again(lab, before.get(before.size() - 1));
        }
        Optional<StartFailure> failure = up(lab, freezer);
        return new LabStarts.Started<>(lab, lab.tier(), failure, lab.cutShort().isPresent());
    }

    private void again(LabOnHost lab, StartFailure before) {
        lab.state().context().steps().say("started again, as " + before.sentence());
        String why = String.valueOf(before.failure().getMessage());
        listeners.publish(new LabEvent.StartedAgain(lab.id(), before.kind().words(), why));
        listeners.publish(new LabEvent.Evidence(lab.id(), "why the lab was started again", "text/plain", why));
    }

    /** Why the lab did not come up; nothing of it is left then. A lab that was frozen is not up, but did not fail. */
    private Optional<StartFailure> up(LabOnHost lab, @Nullable Freezer freezer) {
        long start = System.nanoTime();
        Steps steps = lab.state().context().steps();
        try {
            LabState state = lab.state();
            Provisioner provisioner = new Provisioner(state.context(), new LabMover(state));
            provisioner.start(state.site(), state.plan().host(), state::add);
            provisioner.finish(state.liveGuests());
            if (freezer != null && freezer.ends(state)) {
                return Optional.empty();
            }
            lab.cameUp(new LabLabels(state, listeners).publish());
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            steps.say("up after " + Steps.seconds(Steps.since(start)));
            return Optional.empty();
        } catch (RuntimeException e) {
            if (LiveLabs.isEnding()) {
                // It failed because it is being taken down, which needs no diagnosis.
                throw e;
            }
            StartFailure failure = failure(lab, e, examined(lab, e));
            Closing.after(failure.failure(), lab);
            return Optional.of(failure);
        } catch (Error e) {
            examined(lab, e);
            Closing.after(e, lab);
            throw e;
        }
    }

    /** Asks every layer while the lab still exists. Whatever they answer, the lab is taken down afterwards. */
    private Optional<Attribution> examined(LabOnHost lab, Throwable e) {
        try {
            Findings findings = lab.diagnose(e);
            findings.evidence().forEach(listeners::publish);
            return findings.attribution();
        } catch (RuntimeException unexplained) {
            e.addSuppressed(unexplained);
            return Optional.empty();
        }
    }

    private static StartFailure failure(LabOnHost lab, RuntimeException e, Optional<Attribution> attribution) {
        StartFailure failure = StartFailure.of(
                e,
                attribution,
                label -> lab.state().allGuests().stream()
                        .anyMatch(guest -> guest.label().equals(label) && guest.isReady()));
        if (failure.failure() instanceof LabException told) {
            // The failure names the stage of the boot already, and an unknown cause adds nothing.
            attribution
                    .filter(found -> found.cause() != FailureCause.THE_TEST && found.cause() != FailureCause.UNKNOWN)
                    .ifPresent(found -> Headlines.put(told, found.headline()));
        }
        return failure;
    }
}
