package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.Nullable;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.thresholds.ExactLimits;

/**
 * Judges a machine for a test that names no other one to compare it with. A kernel is not at fault for being another
 * one: figures that somebody accepted decide only for the same kernels on the same emulator, where any difference is
 * one of the rig or of what the test has changed. What holds of every kernel is said by the limits.
 */
public final class CostCheck {

    private final ExactLimits limits;

    public CostCheck(ExactLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges what was measured.
     *
     * @param accepted figures of this vendor that somebody accepted; null where there are none
     */
    public Part judge(MachineSpec machine, Measured measured, @Nullable Accepted accepted) {
        ExactRun run = new ExactRun(spec -> measured, limits, false);
        Part alone = run.measure(machine);
        return alone.candidate()
                .map(costs -> judge(machine, run, alone, costs, accepted))
                .orElse(alone);
    }

    private static Part judge(
            MachineSpec machine, ExactRun run, Part alone, ExactCosts costs, @Nullable Accepted accepted) {
        String why = accepted == null
                ? "no figures of %s were accepted".formatted(machine.vendor().word())
                : incomparable(accepted, costs);
        return accepted != null && why.isEmpty()
                ? run.compare(accepted, machine)
                : alone.addNote("nothing to compare with: " + why);
    }

    private static String incomparable(Accepted accepted, ExactCosts costs) {
        String stranger = accepted.strangerTo(costs.identity());
        return !stranger.isEmpty() || accepted.kernel().equals(costs.kernel())
                ? stranger
                : "the figures accepted on %s are of the kernel %s, and this is %s. `nestlab exact` compares both; `nestlab exact accept` accepts the new ones"
                        .formatted(accepted.on(), accepted.kernel(), costs.kernel());
    }
}
