package org.nestlab.internal.exact.cost;

import org.jspecify.annotations.Nullable;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.MachineSpec;
import org.nestlab.internal.thresholds.ExactLimits;

/**
 * Judges a machine for a test that does not name a baseline. A new kernel is not a fault: accepted figures decide only
 * for the same kernels on the same emulator, where a difference comes from the setup or from what the test has changed.
 * Limits apply to every kernel.
 */
public final class CostCheck {

    private final ExactLimits limits;

    public CostCheck(ExactLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges what was measured.
     *
     * @param accepted accepted figures of this vendor; null if there are none
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
