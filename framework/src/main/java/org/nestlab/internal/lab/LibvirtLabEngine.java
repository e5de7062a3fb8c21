package org.nestlab.internal.lab;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
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
        long start = System.nanoTime();
        LabOnHost lab = new Preparation(sites, settings, listeners).run(spec);
        try {
            Provisioner provisioner = new Provisioner(lab.context());
            provisioner.start(lab.site(), lab.plan().host(), lab::add);
            provisioner.finish(lab.liveGuests());
            new LabLabels(lab, listeners).publish();
            listeners.publish(new LabEvent.Up(lab.id(), Steps.since(start)));
            lab.context().steps().say("up after " + Steps.seconds(Steps.since(start)));
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
