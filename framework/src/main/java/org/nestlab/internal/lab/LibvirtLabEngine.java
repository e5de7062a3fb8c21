package org.nestlab.internal.lab;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.nestlab.LabException;
import org.nestlab.NoAnswerException;
import org.nestlab.internal.diagnosis.Culprit;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/**
 * The engine: facts, tier, images, plan, and then what the plan says, on libvirt at every level. A lab in which a guest
 * hung in its boot may be started again: an emulated CPU with SVM loses its interrupts for good now and then, which is
 * no verdict on the kernel or the QEMU under test. What stops, panics or refuses is never tried again.
 */
public final class LibvirtLabEngine implements LabEngine {

    private final Sites sites = new Sites();
    private final LabListeners listeners = LabListeners.discovered();

    private final RunLimit limit = new RunLimit(LiveLabs::contains);

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        return bringUp(spec, settings, LabUse.TESTS);
    }

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings, LabUse use) {
        return limit.bringUp(settings, () -> attempts(spec, settings, use));
    }

    private RunningLab attempts(LabSpec spec, Settings settings, LabUse use) {
        Optional<NoAnswerException> before = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            LabOnHost lab = new Preparation(sites, settings, listeners, attempt, use).run(spec);
            limit.add(lab);
            try {
                before.ifPresent(hung -> again(lab, hung));
                return up(lab);
            } catch (NoAnswerException e) {
                if (lab.cutShort().isPresent() || attempt >= settings.bootAttempts(lab.tier())) {
                    throw e;
                }
                before = Optional.of(e);
            }
        }
    }

    private void again(LabOnHost lab, NoAnswerException hung) {
        String why = String.valueOf(hung.getMessage());
        lab.context().steps().say("started again, as a guest hung: " + why);
        listeners.publish(new LabEvent.Evidence(lab.id(), "why the lab was started again", "text/plain", why));
    }

    private RunningLab up(LabOnHost lab) {
        long start = System.nanoTime();
        Steps steps = lab.context().steps();
        try {
            Provisioner provisioner = new Provisioner(lab.context());
            provisioner.start(lab.site(), lab.plan().host(), lab::add);
            provisioner.finish(lab.liveGuests());
            new LabLabels(lab, listeners).publish();
            lab.cameUp();
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            steps.say("up after " + Steps.seconds(Steps.since(start)));
            return lab;
        } catch (RuntimeException | Error e) {
            if (LiveLabs.isEnding()) {
                // Its failure is that it is being taken down, which is no news.
                throw e;
            }
            Findings findings = lab.diagnose(e);
            findings.evidence().forEach(listeners::publish);
            if (e instanceof LabException failure) {
                // A boot that failed tells its stage: that nobody knows more is no news.
                findings.attribution()
                        .filter(found -> found.culprit() != Culprit.THE_TEST && found.culprit() != Culprit.UNKNOWN)
                        .ifPresent(found -> failure.diagnosed(found.headline()));
            }
            try {
                lab.close();
            } catch (RuntimeException cleanUp) {
                e.addSuppressed(cleanUp);
            }
            throw e;
        }
    }

    /** The same for every process that uses the folder. */
    static UUID owner(StateFolder state) {
        return UUID.nameUUIDFromBytes(state.root().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
    }
}
