package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.nestlab.exact.CostKey;
import org.nestlab.exact.ExactCosts;
import org.nestlab.exact.ExactReport.Part;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.ExitCost;
import org.nestlab.exact.Exits;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.thresholds.ExactLimits;
import org.nestlab.upgrade.Outcome;

/** The measuring program on a machine that QEMU emulates, with the kernels of Debian 12 on both levels. */
class ExactCostsIT {

    @Test
    void twoRunsOfOneMachineHaveTheSameFigures() {
        Measuring measuring =
                CostRun.onThisMachine(Settings.fromSystemProperties(), Duration.ofMinutes(20), true, line -> {});

        Part part = new ExactRun(measuring, ExactLimits.none(), true).measure(MachineSpec.of(Vendor.AMD));

        assertThat(part.outcome()).as("%s %s", part.reason(), part.notes()).isEqualTo(Outcome.GOOD);
        ExactCosts costs = Objects.requireNonNull(part.candidate());
        assertThat(costs.costs()).as(ExactText.of(costs)).hasSize(26);
        assertThat(costs.multiplication("cpuid").orElseThrow()).isBetween(5.0, 30.0);
        ExitCost nested = costs.of(CostKey.parse("L3:cpuid")).orElseThrow();
        Exits exits = Objects.requireNonNull(nested.exits());
        assertThat(exits.whole())
                .as("VMRUN, VMLOAD, VMSAVE, CLGI, STGI and what L3 did")
                .isEqualTo(8);
        assertThat(exits.byReason()).containsKeys("VMRUN", "VMLOAD", "VMSAVE", "STGI", "CLGI");
    }
}
