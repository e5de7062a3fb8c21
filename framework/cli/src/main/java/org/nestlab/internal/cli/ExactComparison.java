package org.nestlab.internal.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.EachVendor;
import org.nestlab.internal.exact.cost.ExactRun;
import org.nestlab.internal.exact.cost.Measuring;
import org.nestlab.internal.exact.cost.Subject;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.thresholds.ThresholdFiles;
import org.nestlab.stack.Stack;
import org.nestlab.upgrade.Outcome;

/** The half of a gate that counts instructions: both stacks on each vendor's emulated machine. */
final class ExactComparison {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final ExactOptions.Factory factory;
    private final Consumer<String> print;

    ExactComparison(ExactOptions.Factory factory, Consumer<String> print) {
        this.factory = factory;
        this.print = print;
    }

    /**
     * Compares and prints.
     *
     * @throws org.nestlab.LabConfigurationException if a stack says what an exact machine has not, before anything is
     *     booted
     */
    Outcome judge(Settings settings, Stack baseline, Stack candidate) {
        for (Vendor vendor : Vendor.values()) {
            MachineSpec.of(vendor).on(baseline);
            MachineSpec.of(vendor).on(candidate);
        }
        Measuring measuring = factory.open(settings, LIMIT, Subject.EXITS, false, print);
        ExactRun run = new ExactRun(measuring, ThresholdFiles.loadExact(settings.experiments()), true);
        EachVendor each = EachVendor.of(List.of(Vendor.values()), measuring.atOnce(), vendor -> {
            MachineSpec machine = MachineSpec.of(vendor);
            return run.compare(machine.on(baseline), machine.on(candidate));
        });
        each.leftOut().forEach(print);
        ExactReport report = new ExactReport(each.parts());
        print.accept(ExactText.of(report).stripTrailing());
        return report.outcome();
    }
}
