package org.nestlab.internal.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nestlab.internal.lab.LabListeners;
import org.nestlab.internal.settings.Settings;
import org.nestlab.spec.LabSpec;
import org.nestlab.spi.LabEvent;
import org.nestlab.spi.LabListener;
import org.nestlab.spi.MatrixLayout;
import org.nestlab.stack.StackAxis;
import org.nestlab.stack.StackMatrix;
import org.nestlab.suite.SuiteFigures;

class RunReportTests {

    private static final MatrixLayout LAYOUT = StackMatrix.of(
                    StackAxis.of("CPU").with("a", "L1.cpu=EPYC").with("b", "L1.cpu=EPYC-Rome"))
            .labs(LabSpec.hypervisorOnly().withName("lab"))
            .layout("com.example.Tests");

    private final List<String> received = new ArrayList<>();

    private RunReport report(Map<String, String> settings) {
        LabListener listener = new LabListener() {
            @Override
            public void on(LabEvent event) {
                received.add("event");
            }

            @Override
            public void matrix(MatrixLayout layout) {
                received.add("matrix of " + layout.owner());
            }

            @Override
            public void cell(MatrixLayout layout, String lab) {
                received.add("cell " + lab);
            }

            @Override
            public void costs(String json, String table) {
                received.add(json + table);
            }

            @Override
            public void suiteFigures(String title, String json, String table) {
                received.add(title + ": " + table);
            }
        };
        return RunReport.of(
                Settings.from(key -> Optional.ofNullable(settings.get(key))),
                new ExperimentListeners(List.of()),
                new LabListeners(List.of(listener)));
    }

    private static void all(RunReport report) {
        report.matrix(LAYOUT);
        report.cell(LAYOUT, "lab: a");
        report.costs("{}", " table");
        report.suiteFigures(SuiteFigures.of("kvm-unit-tests", "L1 hypervisor", "cycles", Map.of("cpuid", 41223L)));
    }

    @Test
    void whatIsMeasuredArrivesOnce() {
        all(report(Map.of()));

        assertThat(received)
                .containsExactly(
                        "matrix of com.example.Tests",
                        "cell lab: a",
                        "{} table",
                        "kvm-unit-tests on L1 hypervisor: cpuid  41,223 cycles\n");
    }

    @Test
    void noneOfThemArriveOfARunThatIsNotReported() {
        all(report(Map.of("nestlab.report", "off")));

        assertThat(received).isEmpty();
    }
}
