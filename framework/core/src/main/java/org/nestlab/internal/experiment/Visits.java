package org.nestlab.internal.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nestlab.workload.InvalidMeasurementException;
import org.nestlab.workload.Workload;

/** Runs workloads during one visit. */
final class Visits {

    private Visits() {}

    /**
     * The result of each, in order.
     *
     * @throws org.nestlab.LabException if the side cannot be visited, or dies
     */
    static Map<Workload, VisitResult> outcomes(Stage stage, Side side, List<Workload> workloads) {
        return stage.visit(side, () -> {
            Map<Workload, VisitResult> outcomes = new LinkedHashMap<>();
            workloads.forEach(workload -> outcomes.put(workload, outcome(stage, side, workload)));
            return outcomes;
        });
    }

    private static VisitResult outcome(Stage stage, Side side, Workload workload) {
        String machine = stage.label(side);
        try {
            Stage.Counted counted = stage.measure(side, workload);
            return VisitResult.of(machine, workload, counted.measurement(), counted.counts());
        } catch (InvalidMeasurementException e) {
            return VisitResult.refused(machine, String.valueOf(e.getMessage()));
        }
    }
}
