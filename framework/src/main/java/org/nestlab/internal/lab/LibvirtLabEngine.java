package org.nestlab.internal.lab;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.nestlab.internal.journal.StateFolder;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;

/** The engine: facts, tier, images, plan, and then what the plan says, on libvirt at every level. */
public final class LibvirtLabEngine implements LabEngine {

    private final Sites sites = new Sites();
    private final LabListeners listeners = LabListeners.discovered();

    @Override
    public RunningLab bringUp(LabSpec spec, Settings settings) {
        AtomicInteger most = new AtomicInteger(1);
        return Attempts.run(
                (number, before) -> {
                    LabOnHost lab = new Preparation(sites, settings, listeners, number).run(spec);
                    most.set(settings.bootAttempts(lab.tier()));
                    return up(lab, number, before);
                },
                (number, hung) -> number < most.get());
    }

    private RunningLab up(LabOnHost lab, int attempt, String before) {
        long start = System.nanoTime();
        Steps steps = lab.context().steps();
        try {
            if (attempt > 1) {
                steps.say("attempt %d, as a guest hung: %s".formatted(attempt, before));
                listeners.publish(new LabEvent.Evidence(lab.id(), "attempt " + (attempt - 1), "text/plain", before));
            }
            Provisioner provisioner = new Provisioner(lab.context());
            provisioner.start(lab.site(), lab.plan().host(), lab::add);
            provisioner.finish(lab.liveGuests());
            new LabLabels(lab, listeners).publish();
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            steps.say("up after " + Steps.seconds(Steps.since(start)));
            return lab;
        } catch (RuntimeException | Error e) {
            lab.diagnose(e).forEach(listeners::publish);
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
