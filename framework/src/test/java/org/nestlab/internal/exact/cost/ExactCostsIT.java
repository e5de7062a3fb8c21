package org.nestlab.internal.exact.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
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
        Measuring measuring = CostRun.onThisMachine(
                Settings.fromSystemProperties(), Duration.ofMinutes(20), Subject.EXITS, true, line -> {});

        Part part = new ExactRun(measuring, ExactLimits.none(), true).measure(MachineSpec.of(Vendor.AMD));

        assertThat(part.outcome()).as("%s %s", part.reason(), part.notes()).isEqualTo(Outcome.GOOD);
        ExactCosts costs = part.candidate().orElseThrow();
        assertThat(costs.costs()).as(ExactText.of(costs)).hasSize(26);
        assertThat(costs.multiplication("cpuid").orElseThrow()).isBetween(5.0, 30.0);
        ExitCost nested = costs.of(CostKey.parse("L3:cpuid")).orElseThrow();
        Exits exits = nested.exits().orElseThrow();
        assertThat(exits.whole())
                .as("VMRUN, VMLOAD, VMSAVE, CLGI, STGI and what L3 did")
                .isEqualTo(8);
        assertThat(exits.byReason()).containsKeys("VMRUN", "VMLOAD", "VMSAVE", "STGI", "CLGI");
    }

    /** Not in the usual run: a third level, a Linux in L2, takes as long as all the rest. */
    @Test
    @Tag("full")
    void twoRunsOfOneMachineAnswerRequestsInTheSameInstructions() {
        Measuring measuring = CostRun.onThisMachine(
                Settings.fromSystemProperties(), Duration.ofMinutes(30), Subject.REQUESTS, true, line -> {});

        // With QEMU 10.0.2, L3 hangs while it boots with seeds 1 to 3: three boots of several minutes each.
        MachineSpec machine = MachineSpec.of(Vendor.AMD).withSeed(4);
        Part part = new ExactRun(measuring, ExactLimits.none(), true).measure(machine);

        assertThat(part.outcome()).as("%s %s", part.reason(), part.notes()).isEqualTo(Outcome.GOOD);
        ExactCosts costs = part.candidate().orElseThrow();
        assertThat(costs.costs()).as(ExactText.of(costs)).hasSize(8);
        assertThat(costs.multiplication("disk-read").orElseThrow()).isBetween(1.5, 10.0);
        Exits single = exits(costs, "L2:disk-read");
        Exits nested = exits(costs, "L3:disk-read");
        assertThat(single.whole()).as("exits for a request to L2: %s", single).isBetween(2L, 10L);
        assertThat(nested.whole()).isGreaterThan(5 * single.whole());
        assertThat(nested.byReason()).containsKeys("VMRUN", "VMLOAD");
        assertThat(exits(costs, "L3:pipe").perExit())
                .as("no device is asked: what timers did")
                .isBetween(-2.0, 2.0);
    }

    private static Exits exits(ExactCosts costs, String key) {
        return costs.of(CostKey.parse(key)).flatMap(ExitCost::exits).orElseThrow();
    }
}
