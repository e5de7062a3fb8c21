package org.nestlab.internal.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.nestlab.exact.ExactReport;
import org.nestlab.exact.ExactText;
import org.nestlab.exact.MachineSpec;
import org.nestlab.exact.Vendor;
import org.nestlab.internal.exact.cost.Accepted;
import org.nestlab.internal.exact.cost.AcceptedFile;
import org.nestlab.internal.exact.cost.CostCheck;
import org.nestlab.internal.exact.cost.ExactJson;
import org.nestlab.internal.exact.cost.Measured;
import org.nestlab.internal.experiment.RunReport;
import org.nestlab.internal.file.WholeFile;
import org.nestlab.internal.settings.Settings;
import org.nestlab.internal.thresholds.ThresholdFiles;

/** What a test's exact costs come to: judged, written to a file and reported. */
final class CostReports {

    private CostReports() {}

    /** Judged by the limits of {@code thresholds.yaml}, and by figures that were accepted of the same kernels. */
    static ExactReport of(MachineSpec spec, Measured measured, ExtensionContext context) {
        Settings settings = JUnitSettings.of(context);
        Map<Vendor, Accepted> accepted = AcceptedFile.near(Path.of(""));
        CostCheck check = new CostCheck(ThresholdFiles.loadExact(settings.experiments()));
        ExactReport report = new ExactReport(List.of(check.judge(spec, measured, accepted.get(spec.vendor()))));
        write(report, settings, Benches.testName(context));
        return report;
    }

    /** Into the output folder, and to the listeners. */
    static void write(ExactReport report, Settings settings, String test) {
        String json = ExactJson.of(report);
        try {
            WholeFile.write(settings.outputDir().resolve("exact-%s.json".formatted(test)), json);
        } catch (IOException e) {
            throw new UncheckedIOException("the figures of %s cannot be written: %s".formatted(test, e), e);
        }
        RunReport.of(settings).costs(json, ExactText.of(report));
    }
}
