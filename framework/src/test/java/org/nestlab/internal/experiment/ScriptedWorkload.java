package org.nestlab.internal.experiment;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nestlab.workload.Measurement;
import org.nestlab.workload.Metric;
import org.nestlab.workload.Testbed;
import org.nestlab.workload.Workload;

/** A workload whose numbers a test decides. */
record ScriptedWorkload(String name, List<Metric> metrics, FakeStage stage, Function<Side, Measurement> script)
        implements Workload {

    /**
     * A higher-is-better metric called {@code name.speed}, always 100 on the reference and 100 × ratio on the subject.
     */
    static ScriptedWorkload ratio(String name, FakeStage stage, double ratio) {
        Metric metric = Metric.higherIsBetter(name + ".speed", "op/s");
        return new ScriptedWorkload(
                name,
                List.of(metric),
                stage,
                side -> Measurement.of(metric, side == Side.SUBJECT ? 100 * ratio : 100)
                        .addFact("version", "1")
                        .withOperations(1000));
    }

    ScriptedWorkload with(Function<Side, Measurement> other) {
        return new ScriptedWorkload(name, metrics, stage, other);
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("length", "short");
    }

    @Override
    public Measurement measure(Testbed testbed) {
        return script.apply(stage.side());
    }
}
