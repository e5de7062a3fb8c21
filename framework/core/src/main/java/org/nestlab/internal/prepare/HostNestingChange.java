package org.nestlab.internal.prepare;

import org.nestlab.internal.host.HostFacts;
import org.nestlab.internal.host.NestingSwitch;
import org.nestlab.internal.journal.Journal;
import org.nestlab.internal.journal.Resource;
import org.nestlab.internal.settings.HostNesting;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.settings.TierSetting;
import org.nestlab.machine.Machine;
import org.nestlab.probe.ParameterState;

/** Switches the host's nesting on where the settings allow it and a lab needs it; the journal says how it was. */
public final class HostNestingChange {

    private HostNestingChange() {}

    /** Whether a lab needs the change and may make it. */
    public static boolean isDue(HostFacts facts, Settings settings) {
        return settings.hostNesting() == HostNesting.ENABLE
                && settings.tier() != TierSetting.EMULATED
                && facts.cpu().kind().isPresent()
                && facts.nested().state() == ParameterState.OFF;
    }

    /**
     * Makes the change; taking the lab down undoes it.
     *
     * @throws org.nestlab.HostNotCapableException if the module is in use or built in
     */
    public static void make(Machine host, Journal journal) {
        // What undoes it is the journal: the same code then serves a lab that ends and one that is reaped.
        NestingSwitch.set(host, true, false, was -> {
            // Twice, because no mark on the host says how it was: one line may be lost.
            journal.before(new Resource.Nesting(was));
            journal.before(new Resource.Nesting(was));
        });
    }
}
